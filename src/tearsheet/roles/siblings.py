"""Rows of like siblings: cards of a shop, teasers of a feed, posts of a thread, items of a menu.

Elements are alike when they have one parent, one tag and one first class name, and hold text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.place import Elements

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


def measure_siblings(
    elements: Elements,
    own: Sequence[int],
    wanted: Sequence[int],
    sums: Mapping[int, Sequence[float]],
    priced: Mapping[int, int],
) -> NDArray[np.float32]:
    """Measure the rows of like siblings around each Block.

    Args:
        elements: of the page.
        own: element of each Block.
        wanted: those elements and all above them, ascending.
        sums: for each wanted element the Blocks, units, units of prose and units of links in it.
        priced: for each wanted element the Blocks with a price in it.

    Returns:
        One row a Block, `SIBLINGS` columns; zeros where there is no row of siblings.
    """
    rows: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for index in wanted:
        if sums[index][1] > 0:
            first = next(iter(elements.names[index].split(None, 1)), "")
            rows[elements.parent[index], elements.tag[index], first].append(index)
    root = sums[wanted[0]]
    page_units, page_prose = max(root[1], 1.0), max(root[2], 1.0)
    told: dict[int, tuple[float, ...]] = {}
    several: set[int] = set()
    for members in rows.values():
        count = len(members)
        if count < _LEAST:
            continue
        blocks, units, prose = (sum(sums[index][column] for index in members) for column in range(3))
        values = (np.log1p(count), units / page_units, np.log1p(units / count))
        outside = (blocks / count, 1.0 - prose / page_prose, prose / units)
        priced_share = sum(priced[index] > 0 for index in members) / count
        for position, index in enumerate(members):
            told[index] = (*values, priced_share, position / count, *outside)
        if blocks / count > _SEVERAL:
            several.update(members)
    nothing = (0.0,) * len(_OF_ROW)
    inner: dict[int, tuple[float, ...]] = {-1: nothing}
    outer: dict[int, tuple[float, ...]] = {-1: nothing}
    for index in wanted:
        parent = elements.parent[index]
        inner[index] = told.get(index, inner[parent])
        outer[index] = told[index] if index in several else outer[parent]
    return np.array([inner[index] + outer[index] for index in own], np.float32)
