"""What the role decision sees of a Page: one row of numbers a Block.

The same numbers for both doors; what a flat capture cannot tell stands at its neutral value; ``has markup`` says so.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import blockloops
from tearsheet.page.block import Page
from tearsheet.roles.declared import DECLARED, measure_declared
from tearsheet.roles.linemarks import read_signs
from tearsheet.roles.ownnumbers import COLUMN, OWN, measure_own
from tearsheet.roles.siblings import SIBLINGS
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.tree import CONTAINER, CONTAINERS, measure_tree

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


def measure(page: Page) -> PageFeatures:
    """Measure every Block of a page.

    Args:
        page: a page with any number of Blocks.

    Returns:
        One row a Block, in the order of ``page.blocks``.
    """
    blocks = page.blocks
    count = len(blocks)
    base, kinds = measure_own(page)
    units = base[:, COLUMN["units"]].astype(np.float64)
    link_units = units * base[:, COLUMN["link share"]]
    prose = np.where((base[:, COLUMN["stops"]] > 0) & (base[:, COLUMN["link share"]] < 0.4) & (units > 40), units, 0.0)
    title = _title_block(base)
    tree = measure_tree(page, units, link_units, prose, base[:, COLUMN["price"]] > 0, title)
    base[:, COLUMN["depth"]] = tree.depth
    neighbours = _neighbours(base, units, link_units, prose)
    total = max(units.sum(), 1.0)
    total_prose = max(prose.sum(), 1.0)
    general = np.empty((count, len(_PAGE)), np.float32)
    general[:] = (
        np.log1p(count),
        np.log1p(total),
        link_units.sum() / total,
        prose.sum() / total,
        base[:, COLUMN["kind paragraph"]].sum() / max(count, 1),
        float(len(page.elements) > 0),
    )
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
    for name in ("units", "words", "stops", "commas", "links", "same shape", "shape units"):
        damped[:, COLUMN[name]] = np.log1p(base[:, COLUMN[name]])
    matrix = np.hstack(
        (damped, tree.above, tree.containers, neighbours, general, position, tree.siblings, measure_declared(page))
    )
    return PageFeatures(
        matrix,
        units,
        tree.above,
        base[:, COLUMN["title likeness"]].copy(),
        base[:, COLUMN["description likeness"]].copy(),
        title,
        kinds,
        np.zeros(count, np.uint32) if len(page.elements) else read_signs(blocks),
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
    seen = base[:, [COLUMN[name] for name in _SEEN_OF_NEIGHBOUR]]
    seen[:, 0] = np.log1p(seen[:, 0])
    if blockloops is not None:
        width = len(_NEIGHBOURS) * seen.shape[1]
        around = np.empty((count, width + 3 * len(_WINDOWS)), np.float32)
        near, means = np.empty((count, width), np.float32), np.empty((count, 3 * len(_WINDOWS)))
        blockloops.look_around(
            np.ascontiguousarray(seen), list(_NEIGHBOURS), list(_WINDOWS), units, link_units, prose, near, means
        )
        around[:, :width] = near
        around[:, width:] = means
        # NumPy's own logarithms, which need not be the C library's.
        around[:, width::3] = np.log1p(means[:, ::3])
        around[:, width + 2 :: 3] = np.log1p(means[:, 2::3])
        return around
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
