"""The tree above the Blocks: what the containers around a Block hold, and where the bulk of the prose stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Page
from tearsheet.roles.siblings import SIBLINGS, measure_siblings
from tearsheet.roles.surroundings import FAR, SURROUNDINGS, read_surroundings

__all__ = ["CONTAINER", "CONTAINERS", "Tree", "measure_tree"]

CONTAINER = ("blocks", "units", "prose units", "link share", "mean units")
"""What is told of each container: shares are of the page."""
CONTAINERS = 3
"""How many containers are told of, from the innermost that holds more than the Block itself."""

CORE = 0.6
WIDE_CORE = 0.9


@dataclass(frozen=True, slots=True)
class Tree:
    """Numbers from the tree, one row a Block.

    Attributes:
        above: float32, distance in levels to each of `SURROUNDINGS`, `FAR` for none.
        containers: float32, `CONTAINER` for each of `CONTAINERS`.
        core: float32: in the smallest element with `CORE` of the prose; in the one with `WIDE_CORE` of it; levels from
            the former up to what holds both; share of the page's prose in the former.
        siblings: float32, `SIBLINGS`: the rows of like elements it stands in.
        to_title: float32, levels from the Block up to what holds the title too, `FAR` without a title.
        depth: levels below the root, -1 without elements.
    """

    above: NDArray[np.float32]
    containers: NDArray[np.float32]
    core: NDArray[np.float32]
    siblings: NDArray[np.float32]
    to_title: NDArray[np.float32]
    depth: NDArray[np.float32]


def measure_tree(
    page: Page,
    units: NDArray[np.float64],
    link_units: NDArray[np.float64],
    prose: NDArray[np.float64],
    priced: NDArray[np.bool_],
    title: int,
) -> Tree:
    """Measure the elements above each Block.

    Args:
        page: the page.
        units: length of each Block.
        link_units: length of the links in it.
        prose: length of what reads like prose.
        priced: whether it names a price.
        title: index of the title's Block, -1 for none.
    """
    count = len(page.blocks)
    own = [block.element for block in page.blocks]
    parents = page.elements.parent
    needed: set[int] = set()
    for index in own:
        while index >= 0 and index not in needed:
            needed.add(index)
            index = parents[index]
    if not needed:
        core = np.zeros((count, 4), np.float32)
        core[:, :2] = 1.0
        return Tree(
            above=np.full((count, len(SURROUNDINGS)), FAR, np.float32),
            containers=np.zeros((count, CONTAINERS * len(CONTAINER)), np.float32),
            core=core,
            siblings=np.zeros((count, len(SIBLINGS)), np.float32),
            to_title=np.full((count, 1), FAR, np.float32),
            depth=np.full(count, -1.0, np.float32),
        )
    # Indices ascend from parents to children, so that one pass up and one down see everything.
    wanted = sorted(needed)
    sums = {index: [0.0, 0.0, 0.0, 0.0] for index in wanted}
    prices = dict.fromkeys(wanted, 0)
    for number, index in enumerate(own):
        held = sums[index]
        held[0] += 1
        held[1] += units[number]
        held[2] += prose[number]
        held[3] += link_units[number]
        prices[index] += bool(priced[number])
    for index in reversed(wanted):
        if parents[index] >= 0:
            held, upper = sums[index], sums[parents[index]]
            for column in range(4):
                upper[column] += held[column]
            prices[parents[index]] += prices[index]
    rows, depths = read_surroundings(page.elements, wanted)
    above = np.array([rows[index] for index in own], np.float32)
    depth = np.array([depths[index] for index in own], np.float32)
    return Tree(
        above=np.where(above < 0, FAR, np.minimum(depth[:, None] - above, FAR)).astype(np.float32),
        containers=_containers(own, wanted, parents, sums),
        core=_core(own, wanted, parents, sums, depths),
        siblings=measure_siblings(page.elements, own, wanted, sums, prices),
        to_title=_to_title(own, wanted, parents, depths, own[title] if title >= 0 else -1),
        depth=depth,
    )


def _containers(
    own: list[int], wanted: list[int], parents: list[int], sums: dict[int, list[float]]
) -> NDArray[np.float32]:
    """What the next containers of growing size around each Block hold."""
    bigger: dict[int, int] = {-1: -1}
    for index in wanted:
        parent = parents[index]
        bigger[index] = parent if parent >= 0 and sums[parent][0] > sums[index][0] else bigger[parent]
    total = sums[wanted[0]]
    measured: dict[int, tuple[float, ...]] = {-1: (0.0,) * len(CONTAINER)}
    rows: dict[int, tuple[float, ...]] = {}
    for index in set(own):
        container = index if sums[index][0] > 1 else bigger[index]
        values: tuple[float, ...] = ()
        for _ in range(CONTAINERS):
            if container not in measured:
                blocks, units, prose, links = sums[container]
                measured[container] = (
                    float(np.log1p(blocks)),
                    units / max(total[1], 1.0),
                    prose / max(total[2], 1.0),
                    links / max(units, 1.0),
                    float(np.log1p(units / blocks)),
                )
            values += measured[container]
            container = bigger[container]
        rows[index] = values
    return np.array([rows[index] for index in own], np.float32)


def _to_title(
    own: list[int], wanted: list[int], parents: list[int], depths: dict[int, int], title: int
) -> NDArray[np.float32]:
    """Levels from each Block up to the innermost element that holds the title's element as well."""
    if title < 0:
        return np.full((len(own), 1), FAR, np.float32)
    shared = _meeting(title, wanted, parents, depths)
    return np.array([[min(depths[index] - shared[index], FAR)] for index in own], np.float32)


def _meeting(goal: int, wanted: list[int], parents: list[int], depths: dict[int, int]) -> dict[int, int]:
    """For each element the depth of the innermost element that holds both it and ``goal``."""
    path: set[int] = set()
    index = goal
    while index >= 0:
        path.add(index)
        index = parents[index]
    meeting = {-1: 0}
    for index in wanted:
        meeting[index] = depths[index] if index in path else meeting[parents[index]]
    return meeting


def _core(
    own: list[int], wanted: list[int], parents: list[int], sums: dict[int, list[float]], depths: dict[int, int]
) -> NDArray[np.float32]:
    """How each Block stands to the smallest elements that hold most of the prose."""
    total = max(sums[wanted[0]][2], 1.0)
    core = wide = wanted[0]
    for index in wanted:
        if sums[index][2] >= CORE * total and depths[index] >= depths[core]:
            core = index
        if sums[index][2] >= WIDE_CORE * total and depths[index] >= depths[wide]:
            wide = index
    meeting = _meeting(core, wanted, parents, depths)
    in_core = {-1: False}
    in_wide = {-1: False}
    for index in wanted:
        parent = parents[index]
        in_core[index] = index == core or in_core[parent]
        in_wide[index] = index == wide or in_wide[parent]
    share = sums[core][2] / total
    return np.array([(in_core[i], in_wide[i], min(depths[core] - meeting[i], FAR), share) for i in own], np.float32)
