"""Rows of like siblings: cards of a shop, teasers of a feed, posts of a thread, items of a menu.

Elements are alike when they have one parent, one tag and one first class name, and hold text.
"""

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.place import Elements
from tearsheet.roles.branches import Branches

__all__ = ["SIBLINGS", "measure_siblings"]

_OF_ROW = (
    "siblings",
    "share of page",
    "mean units",
    "priced share",
    "position",
    "mean blocks",
    "prose outside",
    "prose share",
)
_ROWS = ("row", "row of several blocks")
SIBLINGS: tuple[str, ...] = tuple(f"{row}: {name}" for row in _ROWS for name in _OF_ROW)
"""What is told of the innermost row around a Block, and of the innermost whose members hold several Blocks each."""

_LEAST = 4
_SEVERAL = 1.4


def measure_siblings(elements: Elements, branches: Branches) -> NDArray[np.float32]:
    """Measure the rows of like siblings around each Block.

    Args:
        elements: of the page.
        branches: those above its Blocks.

    Returns:
        One row a Block, `SIBLINGS` columns; zeros where there is no row of siblings.
    """
    tags, names = elements.tag, elements.names
    blocks, units, prose = branches.blocks, branches.units, branches.prose
    rows: dict[tuple[int, str, str], list[int]] = {}
    for number, (index, above) in enumerate(zip(branches.element, branches.up, strict=True)):
        if units[number] > 0:
            words = names[index].split(None, 1)
            rows.setdefault((above, tags[index], words[0] if words else ""), []).append(number)
    page_units, page_prose = max(units[0], 1.0), max(prose[0], 1.0)
    # Numbers of each member of a row, behind those of an element in no row.
    table: list[tuple[float, ...]] = [(0.0,) * len(_OF_ROW)]
    told: dict[int, int] = {}
    several: set[int] = set()
    for members in rows.values():
        count = len(members)
        if count < _LEAST:
            continue
        in_blocks = sum([blocks[number] for number in members])
        in_units = sum([units[number] for number in members])
        in_prose = sum([prose[number] for number in members])
        values = (np.log1p(count), in_units / page_units, np.log1p(in_units / count))
        outside = (in_blocks / count, 1.0 - in_prose / page_prose, in_prose / in_units)
        priced_share = sum([branches.priced[number] > 0 for number in members]) / count
        for position, number in enumerate(members):
            told[number] = len(table)
            table.append((*values, priced_share, position / count, *outside))
        if in_blocks / count > _SEVERAL:
            several.update(members)
    inner, outer = [0] * (len(blocks) + 1), [0] * (len(blocks) + 1)
    for number, above in enumerate(branches.up):
        inner[number] = told.get(number) or inner[above]
        outer[number] = told[number] if number in several else outer[above]
    numbers = np.array(table, np.float32)
    places = np.array(branches.own)
    return np.hstack((numbers[np.array(inner)[places]], numbers[np.array(outer)[places]]))
