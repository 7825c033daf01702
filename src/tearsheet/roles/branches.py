"""The elements above a page's Blocks, and what each of them holds: what measuring the tree starts from."""

from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.page.place import Elements

__all__ = ["Branches", "gather_branches"]


@dataclass(frozen=True, slots=True)
class Branches:
    """Elements as parallel lists, in document order, parents before their children.

    Attributes:
        element: index of each in the page's `Elements`.
        up: where in these lists its parent stands, -1 for the root.
        own: for each Block, where in these lists its element stands.
        depth: levels below the root.
        blocks: how many Blocks are in it.
        units: their length.
        prose: length of what reads like prose in it.
        links: length of the links in it.
        priced: how many of its Blocks name a price.
    """

    element: list[int]
    up: list[int]
    own: list[int]
    depth: list[int]
    blocks: list[int]
    units: list[float]
    prose: list[float]
    links: list[float]
    priced: list[int]


def gather_branches(
    elements: Elements,
    own: Sequence[int],
    units: Sequence[float],
    prose: Sequence[float],
    links: Sequence[float],
    priced: Sequence[bool],
) -> Branches:
    """Gather the elements above some Blocks.

    Args:
        elements: of the page.
        own: index of each Block's element.
        units: length of each Block.
        prose: its length where it reads like prose, or 0.
        links: length of the links in it.
        priced: whether it names a price.

    Returns:
        Those elements and all above them; no lists at all of a flat capture.
    """
    parents = elements.parent
    needed: set[int] = set()
    for index in own:
        while index >= 0 and index not in needed:
            needed.add(index)
            index = parents[index]
    element = sorted(needed)
    count = len(element)
    at = {index: number for number, index in enumerate(element)}
    at[-1] = -1
    up = [at[parents[index]] for index in element]
    depth = [-1] * (count + 1)
    for number, above in enumerate(up):
        depth[number] = depth[above] + 1
    depth.pop()
    places = [at[index] for index in own]
    branches = Branches(
        element, up, places, depth, [0] * count, [0.0] * count, [0.0] * count, [0.0] * count, [0] * count
    )
    if not element:
        return branches
    held, length, told, linked = branches.blocks, branches.units, branches.prose, branches.links
    prices = branches.priced
    for block, number in enumerate(places):
        held[number] += 1
        length[number] += units[block]
        told[number] += prose[block]
        linked[number] += links[block]
        prices[number] += priced[block]
    # Children stand behind their parents, so that one pass from the end sums up everything.
    for number in range(count - 1, -1, -1):
        above = up[number]
        if above >= 0:
            held[above] += held[number]
            length[above] += length[number]
            told[above] += told[number]
            linked[above] += linked[number]
            prices[above] += prices[number]
    return branches
