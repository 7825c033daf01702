"""The entries of a live blog, the posts of a forum; `Block.entry` says which Block belongs to which."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from tearsheet.article.article import Entry
from tearsheet.article.metadata.instants import read_instant
from tearsheet.page.block import Block, Kind, Meta, Page
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, PageType, Role
from tearsheet.roles.items import AUTHORS, TIMES, find_items, owner_of, owners

__all__ = ["find_entries"]


def find_entries(
    page: Page,
    roles: Sequence[Role],
    kind: PageType,
    captured: datetime | None,
    remarks: frozenset[int] = frozenset(),
) -> tuple[tuple[Entry, ...], dict[int, int]]:
    """The entries of a page, and the entry of each Block that is in one.

    Args:
        page: the page.
        roles: of its Blocks.
        kind: the page's type; live blogs and forums have entries.
        captured: when the page was captured; no entry is later.
        remarks: Blocks of the body that are readers' comments; on other pages these are the entries.
    """
    shown = roles
    if kind not in (PageType.LIVE_BLOG, PageType.FORUM):
        if not remarks:
            return (), {}
        shown = [
            Role.RELATED if role in BODY_ROLES and number not in remarks else role for number, role in enumerate(roles)
        ]
    elements = page.elements
    ordered = find_items(page, shown)
    if not ordered:
        return (), {}
    number_of = {member: number for number, member in enumerate(ordered)}
    owner = owners(page, ordered)
    items: dict[int, list[Meta]] = defaultdict(list)
    for item in page.markup.items:
        number = owner_of(elements.parent, item.place.element, number_of)
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


def _entry(
    place: Place, items: Sequence[Meta], blocks: Sequence[Block], roles: Sequence[Role], captured: datetime | None
) -> Entry:
    """One entry with its own heading, author and time."""
    title = next((block.text for block in blocks if block.kind is Kind.HEADING), None)
    author = next((item.value for name in AUTHORS for item in items if item.name == name), None)
    if author is None:
        author = next((block.text for block in blocks if roles[block.block] is Role.BYLINE), None)
    times = [item.value for item in items if item.name in TIMES]
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
