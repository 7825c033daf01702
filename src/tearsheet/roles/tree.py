"""The tree above the Blocks: what the containers around a Block hold, and where the bulk of the prose stands."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import branchloops
from tearsheet.page.block import Page
from tearsheet.roles.branches import Branches, gather_branches
from tearsheet.roles.ownnumbers import COLUMN
from tearsheet.roles.siblings import SIBLINGS, compiled_siblings, measure_siblings
from tearsheet.roles.surroundings import FAR, SURROUNDINGS, compiled_surroundings, read_surroundings

__all__ = ["CONTAINER", "CONTAINERS", "Tree", "fill_tree", "measure_tree"]

CONTAINER = ("blocks", "units", "prose units", "link share", "mean units")
"""What is told of each container: shares are of the page."""
CONTAINERS = 3
"""How many containers are told of, from the innermost that holds more than the Block itself."""

_DEPTH = COLUMN["depth"]
_CORE_COLUMN = 5
"""Where, among the columns of the position, those of `Tree.core` begin."""

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
    if max(own, default=-1) < 0:
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
    branches = gather_branches(page.elements, own, units.tolist(), prose.tolist(), link_units.tolist(), priced.tolist())
    places = np.array(branches.own)
    above = read_surroundings(page.elements, branches)
    depth = np.array(branches.depth)[places]
    sums = np.array((branches.blocks, branches.units, branches.prose, branches.links), np.float64)
    return Tree(
        above=np.where(above < 0, FAR, np.minimum(depth[:, None] - above, FAR)).astype(np.float32),
        containers=_containers(sums, _around(branches, places)),
        core=_core(branches, places),
        siblings=measure_siblings(page.elements, branches),
        to_title=_to_title(branches, places, depth, branches.own[title] if title >= 0 else -1),
        depth=depth.astype(np.float32),
    )


def fill_tree(
    page: Page,
    places: NDArray[np.intp],
    weights: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]],
    title: int,
    matrix: NDArray[np.float32],
    first: Mapping[str, int],
) -> None:
    """What `measure_tree` says, by compiled loops, into the columns of a matrix.

    Args:
        page: the page.
        places: index of each Block's element.
        weights: length of each Block, of its links, of its prose, and whether it names a price.
        title: index of the title's Block, -1 for none.
        matrix: of all numbers.
        first: where the columns of each room begin; the depth stands among what a Block says of itself.
    """
    units, link_units, prose, priced = weights
    count, position = len(places), first["position"] + _CORE_COLUMN
    if branchloops is None or not count or places.min() < 0:
        tree = measure_tree(page, units, link_units, prose, priced.view(np.bool_), title)
        matrix[:, _DEPTH] = tree.depth
        matrix[:, first["above"] : first["containers"]] = tree.above
        matrix[:, first["containers"] : first["neighbours"]] = tree.containers
        matrix[:, position : position + 4] = tree.core
        matrix[:, position + 4 : position + 5] = tree.to_title
        matrix[:, first["siblings"] : first["declared"]] = tree.siblings
        return
    elements = page.elements
    branches = branchloops.Branches(places, elements.parent, units, prose, link_units, priced)
    branches.depth(matrix, _DEPTH)
    compiled_surroundings(elements, branches, matrix, first["above"])
    logarithms = np.empty((2, branches.count))
    branches.weights(logarithms)
    branches.containers(CONTAINERS, np.log1p(logarithms, out=logarithms), matrix, first["containers"])
    branches.core(CORE, WIDE_CORE, FAR, matrix, position)
    if title >= 0:
        branches.to_title(title, FAR, matrix, position + 4)
    else:
        matrix[:, position + 4] = FAR
    compiled_siblings(elements, branches, count, matrix, first["siblings"])


def _around(branches: Branches, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """The next containers of growing size around each Block; one more than there are for none."""
    blocks = branches.blocks
    count = len(blocks)
    bigger = [count] * (count + 1)
    for number, above in enumerate(branches.up):
        bigger[number] = above if above >= 0 and blocks[above] > blocks[number] else bigger[above]
    outward = np.array(bigger)
    container = np.where(np.array(blocks)[places] > 1, places, outward[places])
    columns = np.empty((len(places), CONTAINERS), np.intp)
    for number in range(CONTAINERS):
        columns[:, number] = container
        container = outward[container]
    return columns


def _containers(sums: NDArray[np.float64], around: NDArray[np.intp]) -> NDArray[np.float32]:
    """What the containers around each Block hold.

    Args:
        sums: how many Blocks each element holds, their length, that of their prose and of their links.
        around: for each Block its containers.
    """
    held, units, prose, links = sums
    measured = np.zeros((len(held) + 1, len(CONTAINER)))
    measured[:-1, 0] = np.log1p(held)
    measured[:-1, 1] = units / max(units[0], 1.0)
    measured[:-1, 2] = prose / max(prose[0], 1.0)
    measured[:-1, 3] = links / np.maximum(units, 1.0)
    measured[:-1, 4] = np.log1p(units / held)
    return measured.astype(np.float32)[around].reshape(len(around), -1)


def _to_title(
    branches: Branches, places: NDArray[np.int64], depth: NDArray[np.int64], title: int
) -> NDArray[np.float32]:
    """Levels from each Block up to the innermost element that holds the title's element as well."""
    if title < 0:
        return np.full((len(places), 1), FAR, np.float32)
    shared = np.array(_meeting(branches, title))
    levels: NDArray[np.float32] = np.minimum(depth - shared[places], FAR).astype(np.float32)
    return levels[:, None]


def _meeting(branches: Branches, goal: int) -> list[int]:
    """For each element the depth of the innermost element that holds both it and ``goal``."""
    path: set[int] = set()
    while goal >= 0:
        path.add(goal)
        goal = branches.up[goal]
    meeting = [0] * (len(branches.up) + 1)
    for number, above in enumerate(branches.up):
        meeting[number] = branches.depth[number] if number in path else meeting[above]
    return meeting


def _core(branches: Branches, places: NDArray[np.int64]) -> NDArray[np.float32]:
    """How each Block stands to the smallest elements that hold most of the prose."""
    up, depth = branches.up, branches.depth
    total = max(branches.prose[0], 1.0)
    core = wide = 0
    for number, held in enumerate(branches.prose):
        if held >= CORE * total and depth[number] >= depth[core]:
            core = number
        if held >= WIDE_CORE * total and depth[number] >= depth[wide]:
            wide = number
    in_core, in_wide = [False] * (len(up) + 1), [False] * (len(up) + 1)
    for number, above in enumerate(up):
        in_core[number] = number == core or in_core[above]
        in_wide[number] = number == wide or in_wide[above]
    columns = np.empty((len(places), 4), np.float32)
    columns[:, 0] = np.array(in_core)[places]
    columns[:, 1] = np.array(in_wide)[places]
    columns[:, 2] = np.minimum(depth[core] - np.array(_meeting(branches, core))[places], FAR)
    columns[:, 3] = branches.prose[core] / total
    return columns
