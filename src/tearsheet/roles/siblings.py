"""Rows of like siblings: cards of a shop, teasers of a feed, posts of a thread, items of a menu.

Elements are alike when they have one parent, one tag and one first class name, and hold text.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.place import Elements
from tearsheet.roles.branches import Branches

__all__ = ["SIBLINGS", "compiled_siblings", "measure_siblings"]

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
_LOGARITHMS = [_OF_ROW.index("siblings"), _OF_ROW.index("mean units")]
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
        in_blocks = in_priced = 0
        in_units = in_prose = 0.0
        for number in members:
            in_blocks += blocks[number]
            in_units += units[number]
            in_prose += prose[number]
            in_priced += branches.priced[number] > 0
        values = (count, in_units / page_units, in_units / count, in_priced / count)
        outside = (in_blocks / count, 1.0 - in_prose / page_prose, in_prose / in_units)
        for position, number in enumerate(members):
            told[number] = len(table)
            table.append((*values, position / count, *outside))
        if in_blocks / count > _SEVERAL:
            several.update(members)
    inner, outer = [0] * (len(blocks) + 1), [0] * (len(blocks) + 1)
    for number, above in enumerate(branches.up):
        inner[number] = told.get(number) or inner[above]
        outer[number] = told[number] if number in several else outer[above]
    places = np.array(branches.own)
    return _columns(np.array(table, np.float64), np.array(inner)[places], np.array(outer)[places])


def compiled_siblings(elements: Elements, branches: Any, count: int, matrix: NDArray[np.float32], first: int) -> None:
    """What `measure_siblings` says, by compiled loops.

    Args:
        elements: of the page.
        branches: the compiled loops' own.
        count: how many Blocks there are.
        matrix: of all numbers, one row a Block.
        first: where the columns of `SIBLINGS` begin in it.
    """
    table = np.zeros((branches.count + 1, len(_OF_ROW)))
    inner, outer = np.empty((2, count), np.intp)
    table = table[: branches.siblings(elements.tag, elements.names, _SEVERAL, table, inner, outer)]
    for column in _LOGARITHMS:
        table[:, column] = np.log1p(table[:, column])
    branches.tell_siblings(table, inner, outer, matrix, first)


def _columns(table: NDArray[np.float64], inner: NDArray[np.intp], outer: NDArray[np.intp]) -> NDArray[np.float32]:
    """Numbers of the rows that each Block stands in."""
    table[:, _LOGARITHMS] = np.log1p(table[:, _LOGARITHMS])
    numbers = table.astype(np.float32)
    return np.hstack((numbers[inner], numbers[outer]))
