"""Several items in one page: sibling elements of one make, such as the posts of a thread or the entries of a live blog.

Each holds text of the body, and most of them a time or an author of their own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tearsheet.page.block import Page
from tearsheet.page.place import Elements
from tearsheet.page.role import BODY_ROLES, Role

__all__ = ["AUTHORS", "TIMES", "find_items", "make_of", "owner_of", "owners"]

TIMES = frozenset({"time", "datepublished", "datecreated", "uploaddate"})
"""Names of microdata and elements that tell when."""
AUTHORS = ("author", "creator", "rel:author", "name")
"""Names of microdata and links that tell who, the best first."""

_LEAST_SIGNED = 0.5
_LEAST_SCORE = 0.3
_MOST_LEVELS = 64


@dataclass(slots=True)
class _Group:
    """Sibling elements of one make.

    Attributes:
        units: characters of body text inside.
        members: elements that hold body text.
    """

    units: int = 0
    members: set[int] = field(default_factory=set)


def find_items(page: Page, roles: Sequence[Role]) -> list[int]:
    """Elements of a page that are items of one kind, in document order; none if there are no two of them.

    Args:
        page: the page.
        roles: of its Blocks.
    """
    elements = page.elements
    if not len(elements):
        return []
    groups: dict[tuple[int, str, str], _Group] = defaultdict(_Group)
    body = [block for block, role in zip(page.blocks, roles, strict=True) if role in BODY_ROLES and block.text]
    for block in body:
        index = block.element
        for _ in range(_MOST_LEVELS):
            if index < 0:
                break
            make = make_of(elements, index)
            groups[make].units += len(block.text)
            groups[make].members.add(index)
            index = elements.parent[index]
    signed = _signed(page, roles)
    total = sum(len(block.text) for block in body)
    best: _Group | None = None
    best_score = 0.0
    for (_, tag, name), group in groups.items():
        if len(group.members) < 2 or (not name and tag not in ("article", "li", "section")):
            continue
        share = sum(member in signed for member in group.members) / len(group.members)
        score = share * group.units / max(total, 1)
        if share >= _LEAST_SIGNED and score > max(best_score, _LEAST_SCORE):
            best, best_score = group, score
    return sorted(best.members) if best is not None else []


def owners(page: Page, items: Sequence[int]) -> dict[int, int]:
    """The number of the item that each Block stands in, by the index of the Block.

    Args:
        page: the page.
        items: elements, as `find_items` gives them.
    """
    number_of = {element: number for number, element in enumerate(items)}
    found: dict[int, int] = {}
    for block in page.blocks:
        number = owner_of(page.elements.parent, block.element, number_of)
        if number is not None:
            found[block.block] = number
    return found


def owner_of(parents: Sequence[int], element: int, number_of: dict[int, int]) -> int | None:
    """The number of the item that an element stands in."""
    while element >= 0:
        if element in number_of:
            return number_of[element]
        element = parents[element]
    return None


def make_of(elements: Elements, index: int) -> tuple[int, str, str]:
    """What siblings of one make share: parent, tag, and first class name without the numbers that tell them apart."""
    first = elements.names[index].split(None, 1)[:1]
    return elements.parent[index], elements.tag[index], first[0].rstrip("0123456789-_") if first else ""


def _signed(page: Page, roles: Sequence[Role]) -> set[int]:
    """Elements that hold a time or an author."""
    own = [item.place.element for item in page.markup.items if item.name in TIMES or item.name in AUTHORS]
    own += [
        block.element
        for block, role in zip(page.blocks, roles, strict=True)
        if role in (Role.BYLINE, Role.DATELINE) or any(mark.kind == "time" for mark in block.marks)
    ]
    found: set[int] = set()
    for index in own:
        while index >= 0 and index not in found:
            found.add(index)
            index = page.elements.parent[index]
    return found
