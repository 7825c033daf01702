"""What the role decision sees of a Page: one row of numbers a Block.

The same numbers for both doors; what a flat capture cannot tell stands at its neutral value; ``has markup`` says so.
"""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import blockloops
from tearsheet.page.block import Kind, Page
from tearsheet.roles.declared import DECLARED, measure_declared
from tearsheet.roles.linemarks import read_signs
from tearsheet.roles.ownnumbers import COLUMN, OWN, measure_own
from tearsheet.roles.siblings import SIBLINGS
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.tree import CONTAINER, CONTAINERS, fill_tree, measure_tree

__all__ = ["FEATURES", "PageFeatures", "measure"]

_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_SEEN_OF_NEIGHBOUR = ("units", "link share", "ends sentence", "kind paragraph", "kind heading", "kind image")
_WINDOWS = (2, 6)
_PAGE = ("page blocks", "page units", "page link share", "page prose share", "page paragraphs", "has markup")
_POSITION = (
    "position",
    "prose before",
    "prose after",
    "blocks after title",
    "units after title",
    "in core",
    "in wide core",
    "levels to core",
    "prose share of core",
    "levels to title",
    "blocks since heading",
    "level of heading",
    "prose since title",
    "blocks since prose",
    "blocks to prose",
)

FEATURES: tuple[str, ...] = (
    *OWN,
    *(f"above: {name}" for name in SURROUNDINGS),
    *(f"container {n + 1}: {name}" for n in range(CONTAINERS) for name in CONTAINER),
    *(f"neighbour {offset:+d}: {name}" for offset in _NEIGHBOURS for name in _SEEN_OF_NEIGHBOUR),
    *(f"within {w}: {name}" for w in _WINDOWS for name in ("units", "link share", "prose units")),
    *_PAGE,
    *_POSITION,
    *SIBLINGS,
    *DECLARED,
)
"""Names of the columns."""

_WIDTHS = {
    "above": len(SURROUNDINGS),
    "containers": CONTAINERS * len(CONTAINER),
    "neighbours": len(_NEIGHBOURS) * len(_SEEN_OF_NEIGHBOUR) + 3 * len(_WINDOWS) + len(_PAGE),
    "position": len(_POSITION),
    "siblings": len(SIBLINGS),
    "declared": len(DECLARED),
}
_FIRST = dict(zip(_WIDTHS, accumulate(_WIDTHS.values(), initial=len(OWN)), strict=False))
"""Where the columns of each room begin, behind those that a Block says of itself; the page's are the neighbours'."""

_SEEN = [COLUMN[name] for name in _SEEN_OF_NEIGHBOUR]
_DAMPED = [COLUMN[name] for name in ("units", "words", "stops", "commas", "links", "same shape", "shape units")]
"""Columns of what a Block says of itself whose logarithms are told."""

_PARAGRAPH = list(Kind).index(Kind.PARAGRAPH)
_LONG_PROSE = 120
_FARTHEST = 99


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """The numbers of one page.

    Attributes:
        matrix: float32, Blocks by `FEATURES`.
        units: float64, one a Block: characters, wide ones (Chinese, Japanese, Korean) counted 2.5 times.
        surroundings: float32, for each Block the distance in levels to each of `SURROUNDINGS` above it, `FAR` for none.
        title_likeness: float32, one a Block: 0 to 1, how much its words are those of the page's title.
        description_likeness: float32, one a Block: share of its words that stand in the page's description.
        title: index of the Block that is the page's title, -1 for none.
        kinds: intp, one a Block: the number of its kind in the order of `Kind`.
        signs: uint32, one a Block: the signs of `tearsheet.roles.linemarks` that it holds, 0 where there is markup.
    """

    matrix: NDArray[np.float32]
    units: NDArray[np.float64]
    surroundings: NDArray[np.float32]
    title_likeness: NDArray[np.float32]
    description_likeness: NDArray[np.float32]
    title: int
    kinds: NDArray[np.intp]
    signs: NDArray[np.uint32]

    def long(self, least: float) -> list[int]:
        """Indices of the Blocks of at least so many units, ascending."""
        long: list[int] = np.flatnonzero(self.units >= least).tolist()
        return long


def measure(page: Page) -> PageFeatures:
    """Measure every Block of a page.

    Args:
        page: a page with any number of Blocks.

    Returns:
        One row a Block, in the order of ``page.blocks``.
    """
    count = len(page.blocks)
    base, kinds, places = measure_own(page)
    signs = np.zeros(count, np.uint32) if len(page.elements) else read_signs(page.blocks)
    title, units, matrix, above = (_measure if blockloops is None else _compiled)(page, base, kinds, places)
    return PageFeatures(
        matrix,
        units,
        above,
        base[:, COLUMN["title likeness"]].copy(),
        base[:, COLUMN["description likeness"]].copy(),
        title,
        kinds,
        signs,
    )


_Measured = tuple[int, NDArray[np.float64], NDArray[np.float32], NDArray[np.float32]]
"""The title's Block, the length of each Block, all numbers, and those of what stands above."""


def _measure(page: Page, base: NDArray[np.float32], kinds: NDArray[np.intp], places: NDArray[np.intp]) -> _Measured:
    """All numbers of Blocks, from what each says of itself."""
    count = len(base)
    units = base[:, COLUMN["units"]].astype(np.float64)
    link_units = units * base[:, COLUMN["link share"]]
    prose = np.where((base[:, COLUMN["stops"]] > 0) & (base[:, COLUMN["link share"]] < 0.4) & (units > 40), units, 0.0)
    title = _title_block(base)
    tree = measure_tree(page, units, link_units, prose, base[:, COLUMN["price"]] > 0, title)
    base[:, COLUMN["depth"]] = tree.depth
    neighbours = _neighbours(base, units, link_units, prose)
    general = np.empty((count, len(_PAGE)), np.float32)
    general[:] = _of_page(page, kinds, units, link_units, prose)
    total_prose = max(prose.sum(), 1.0)
    before = np.cumsum(prose) - prose
    index = np.arange(count)
    cumulated = np.cumsum(units) - units
    position = np.column_stack(
        (
            index / max(count - 1, 1),
            before / total_prose,
            (total_prose - before - prose) / total_prose,
            np.clip(index - title, -50, 200) if title >= 0 else np.full(count, -99.0),
            _signed_log(cumulated - cumulated[title]) if title >= 0 else np.full(count, -99.0),
            tree.core,
            tree.to_title,
            _runs(base, prose, title),
        )
    ).astype(np.float32)
    damped = base.copy()
    for column in _DAMPED:
        damped[:, column] = np.log1p(base[:, column])
    matrix = np.hstack(
        (damped, tree.above, tree.containers, neighbours, general, position, tree.siblings, measure_declared(page))
    )
    return title, units, matrix, tree.above


def _compiled(page: Page, base: NDArray[np.float32], kinds: NDArray[np.intp], places: NDArray[np.intp]) -> _Measured:
    """What `_measure` says, by compiled loops that write each number where it belongs."""
    assert blockloops is not None
    count = len(base)
    units, link_units, prose = np.empty((3, count))
    priced = np.empty(count, np.uint8)
    title = blockloops.weigh_blocks(base, units, link_units, prose, priced)
    few, many = np.empty((len(_DAMPED), count), np.float32), np.empty((2 * len(_WINDOWS) + 2, count))
    blockloops.gather_logs(base, units, link_units, prose, title, _DAMPED, list(_WINDOWS), few, many)
    matrix = np.empty((count, len(FEATURES)), np.float32)
    blockloops.fill_columns(
        base,
        units,
        link_units,
        prose,
        title,
        max(prose.sum(), 1.0),
        _DAMPED,
        _SEEN,
        list(_NEIGHBOURS),
        list(_WINDOWS),
        np.log1p(few, out=few),
        np.log1p(many, out=many),
        np.array(_of_page(page, kinds, units, link_units, prose), np.float32),
        _FIRST["neighbours"],
        _FIRST["position"],
        _FIRST["position"] + _POSITION.index("blocks since heading"),
        _FARTHEST,
        _LONG_PROSE,
        matrix,
    )
    fill_tree(page, places, (units, link_units, prose, priced), title, matrix, _FIRST)
    matrix[:, _FIRST["declared"] :] = measure_declared(page)
    return title, units, matrix, matrix[:, _FIRST["above"] : _FIRST["containers"]]


def _of_page(
    page: Page,
    kinds: NDArray[np.intp],
    units: NDArray[np.float64],
    link_units: NDArray[np.float64],
    prose: NDArray[np.float64],
) -> tuple[float, ...]:
    """What is told of the page as a whole, by `_PAGE`."""
    count, total = len(kinds), max(units.sum(), 1.0)
    return (
        np.log1p(count),
        np.log1p(total),
        link_units.sum() / total,
        prose.sum() / total,
        np.count_nonzero(kinds == _PARAGRAPH) / max(count, 1),
        float(len(page.elements) > 0),
    )


def _runs(base: NDArray[np.float32], prose: NDArray[np.float64], title: int) -> NDArray[np.float64]:
    """How far above each Block its heading stands and of what level it is; the prose between the title and the Block;
    how many Blocks ago the last long piece of prose stood, and how many ahead the next one does."""
    count = len(base)
    index = np.arange(count)
    heading = base[:, COLUMN["kind heading"]] > 0
    last = np.concatenate(([-1], np.maximum.accumulate(np.where(heading, index, -1))[:-1])) if count else index
    above = last >= 0
    level = np.where(above, base[np.maximum(last, 0), COLUMN["level"]], 0.0)
    before = np.cumsum(prose) - prose
    # Prose before the title tells of what comes first in the page.
    since = before - (np.where(index >= title, before[title], 0.0) if title >= 0 else 0.0)
    long = prose > _LONG_PROSE
    ago = np.full(count, _FARTHEST)
    ahead = np.full(count, _FARTHEST)
    if count:
        passed = np.maximum.accumulate(np.where(long, index, -_FARTHEST))
        ago = np.minimum(index - np.concatenate(([-_FARTHEST], passed[:-1])), _FARTHEST)
        coming = np.minimum.accumulate(np.where(long, index, count + _FARTHEST)[::-1])[::-1]
        ahead = np.minimum(np.concatenate((coming[1:], [count + _FARTHEST])) - index, _FARTHEST)
    return np.column_stack((np.where(above, np.minimum(index - last, 60), -1), level, np.log1p(since), ago, ahead))


def _signed_log(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sign(values) * np.log1p(np.abs(values))


def _title_block(base: NDArray[np.float32]) -> int:
    """Index of the Block that most looks like the page's title, headings preferred; -1 for none."""
    if not len(base):
        return -1
    score = base[:, COLUMN["title likeness"]] + 0.15 * base[:, COLUMN["kind heading"]]
    score += np.where(base[:, COLUMN["kind heading"]] * (base[:, COLUMN["level"]] == 1) > 0, 0.15, 0.0)
    best = int(np.argmax(score))
    return best if score[best] >= 0.5 else -1


def _neighbours(
    base: NDArray[np.float32], units: NDArray[np.float64], link_units: NDArray[np.float64], prose: NDArray[np.float64]
) -> NDArray[np.float32]:
    """What stands just before and after each Block, and the means over windows around it."""
    count = len(base)
    seen = base[:, _SEEN]
    seen[:, 0] = np.log1p(seen[:, 0])
    reach = max(_NEIGHBOURS)
    padded = np.full((count + 2 * reach, seen.shape[1]), -1.0, np.float32)
    padded[reach : reach + count] = seen
    columns = [padded[reach + offset : reach + offset + count] for offset in _NEIGHBOURS]
    index = np.arange(count)
    for width in _WINDOWS:
        low, high = np.maximum(index - width, 0), np.minimum(index + width + 1, count)
        windows = [np.concatenate(((0.0,), np.cumsum(values))) for values in (units, link_units, prose)]
        all_units, all_links, all_prose = (window[high] - window[low] for window in windows)
        span = high - low
        columns.append(
            np.column_stack(
                (
                    np.log1p(all_units / span),
                    all_links / np.maximum(all_units, 1.0),
                    np.log1p(np.maximum(all_prose, 0.0) / span),
                )
            ).astype(np.float32)
        )
    return np.hstack(columns)
