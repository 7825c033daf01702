"""Several items in one page: the entries of a live blog, the posts of a forum.

Entries are sibling elements of one make, each holding text of the body and most of them a time or an author of their
own; `Block.entry` says which Block belongs to which.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tearsheet.article.article import Entry
from tearsheet.article.metadata.instants import read_instant
from tearsheet.page.block import Block, Kind, Meta, Page
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, PageType, Role

__all__ = ["find_entries"]

_LEAST_SHARE = 0.5
_TIMES = frozenset({"time", "datepublished", "datecreated", "uploaddate"})
_AUTHORS = ("author", "creator", "rel:author", "name")
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


def find_entries(
    page: Page, roles: Sequence[Role], kind: PageType, captured: datetime | None
) -> tuple[tuple[Entry, ...], dict[int, int]]:
    """The entries of a page, and the entry of each Block that is in one.

    Args:
        page: the page.
        roles: of its Blocks.
        kind: the page's type; only live blogs and forums have entries.
        captured: when the page was captured; no entry is later.
    """
    if kind not in (PageType.LIVE_BLOG, PageType.FORUM) or not len(page.elements):
        return (), {}
    elements = page.elements
    groups: dict[tuple[int, str, str], _Group] = defaultdict(_Group)
    body = [block for block, role in zip(page.blocks, roles, strict=True) if role in BODY_ROLES and block.text]
    for block in body:
        index = block.element
        for _ in range(_MOST_LEVELS):
            if index < 0:
                break
            make = (elements.parent[index], elements.tag[index], _first_class(elements.names[index]))
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
        if share >= _LEAST_SHARE and score > max(best_score, 0.3):
            best, best_score = group, score
    if best is None:
        return (), {}
    ordered = sorted(best.members)
    number_of = {member: number for number, member in enumerate(ordered)}
    owner: dict[int, int] = {}
    for block in page.blocks:
        number = _owner(elements.parent, block.element, number_of)
        if number is not None:
            owner[block.block] = number
    items: dict[int, list[Meta]] = defaultdict(list)
    for item in page.markup.items:
        number = _owner(elements.parent, item.place.element, number_of)
        if number is not None:
            items[number].append(item)
    held: dict[int, list[Block]] = defaultdict(list)
    for block_number, number in owner.items():
        held[number].append(page.blocks[block_number])
    entries = tuple(
        _entry(Place("element", elements, member), items[number], held[number], roles, captured)
        for number, member in enumerate(ordered)
    )
    return entries, owner


def _first_class(names: str) -> str:
    """The first class name, without the numbers that tell one sibling from the next."""
    return names.split(" ", 1)[0].rstrip("0123456789-_")


def _signed(page: Page, roles: Sequence[Role]) -> set[int]:
    """Elements that hold a time or an author."""
    own = [item.place.element for item in page.markup.items if item.name in _TIMES or item.name in _AUTHORS]
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


def _owner(parents: list[int], element: int, number_of: dict[int, int]) -> int | None:
    """The entry that an element stands in."""
    while element >= 0:
        if element in number_of:
            return number_of[element]
        element = parents[element]
    return None


def _entry(
    place: Place, items: Sequence[Meta], blocks: Sequence[Block], roles: Sequence[Role], captured: datetime | None
) -> Entry:
    """One entry with its own heading, author and time."""
    title = next((block.text for block in blocks if block.kind is Kind.HEADING), None)
    author = next((item.value for name in _AUTHORS for item in items if item.name == name), None)
    if author is None:
        author = next((block.text for block in blocks if roles[block.block] is Role.BYLINE), None)
    times = [item.value for item in items if item.name in _TIMES]
    times += [mark.target for block in blocks for mark in block.marks if mark.kind == "time" and mark.target]
    published = None
    for value in times:
        stamp = read_instant(value, latest=captured)
        if stamp is not None and (captured is None or _naive(stamp.value) <= _naive(captured)):
            published = stamp.value
            break
    return Entry(title=title, author=author, published=published, place=place)


def _naive(value: datetime) -> datetime:
    """The instant in UTC without saying so, for comparison with one whose zone is not known."""
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
