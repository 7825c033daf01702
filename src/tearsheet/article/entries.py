"""The entries of a live blog, the posts of a forum; `Block.entry` says which Block belongs to which."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from tearsheet.article.article import Entry
from tearsheet.article.lineentries import line_entries
from tearsheet.article.metadata.instants import read_instant
from tearsheet.article.metadata.jsonld import read_graph
from tearsheet.article.metadata.wording import fold
from tearsheet.article.posters import poster_name
from tearsheet.article.postings import Posting, key_of, read_postings
from tearsheet.page.block import Block, Kind, Meta, Page
from tearsheet.page.place import Place, make_place
from tearsheet.page.role import BODY_ROLES, PageType, Role
from tearsheet.roles.items import (
    AUTHORS,
    TIMES,
    alike,
    find_items,
    head_of,
    is_profile,
    opening_of,
    owner_of,
    owners,
    signs_of,
)

__all__ = ["find_entries"]

_WITH_ENTRIES = (PageType.LIVE_BLOG, PageType.FORUM)
_LONGEST_LINE = 100
_EDITED = re.compile(
    r"edited|modified|updated|last (?:activity|reply|post|visit)|bearbeitet|geändert|modifié|editado|modificato"
    r"|изменено|отредактировано|编辑|編集|수정|joined|registered|member since|registriert|inscrit|dabei seit"
    r"|регистрация",
    re.IGNORECASE,
)
_PANEL = re.compile(r"user|author|profile|poster|post-?left|member|commenter", re.IGNORECASE)
_PANEL_LEVELS = 4
_REMARK = re.compile(r"(?<![a-z])comments(?![a-z])", re.IGNORECASE)
_LEAST_ALIKE = 3
"""Posts from which on others of their make count as posts too, whatever became of their text."""

_LINES = 4
"""How many lines at either end of a post are read for its date."""


@dataclass(slots=True)
class _Held:
    """What stands in one entry."""

    items: list[Meta] = field(default_factory=list)
    signs: list[Meta] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


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
    if not len(page.elements):
        return line_entries(page, roles, kind, captured)
    shown = roles
    if kind not in _WITH_ENTRIES:
        if not remarks:
            return (), {}
        shown = [
            Role.RELATED if role in BODY_ROLES and number not in remarks else role for number, role in enumerate(roles)
        ]
    postings = read_postings(read_graph(page.markup.scripts)) if kind in _WITH_ENTRIES else ()
    signs = signs_of(page, shown)
    ordered = find_items(page, shown, signs)
    if not ordered:
        return _by_text(page, roles, postings, captured)
    if kind is PageType.FORUM and (opening := opening_of(page, shown, signs, ordered)) >= 0:
        ordered = sorted([opening, *ordered])
    if kind is PageType.FORUM and len(ordered) >= _LEAST_ALIKE:
        ordered = sorted({*ordered, *alike(page, signs, ordered)})
    owner = owners(page, ordered)
    held = _held(page, ordered, owner, apart=kind is PageType.FORUM)
    told = _told(page, ordered, held, postings)
    language = page.markup.language.value if page.markup.language else None
    return tuple(
        _entry(
            page,
            make_place("element", page.elements, member),
            held[number],
            roles,
            captured,
            language,
            told.get(number),
        )
        for number, member in enumerate(ordered)
    ), owner


def _held(page: Page, ordered: Sequence[int], owner: Mapping[int, int], *, apart: bool) -> dict[int, _Held]:
    """What stands in each entry, the entries inside it left out, and where they stand apart the remarks below it."""
    number_of = {member: number for number, member in enumerate(ordered)}
    held: dict[int, _Held] = defaultdict(_Held)
    beside = _remarks(page, ordered) if apart else set()
    for item in (*page.markup.items, *page.markup.metas):
        number = owner_of(page.elements.parent, item.place.element, number_of)
        if number is not None and item.place.element not in beside:
            held[number].items.append(item)
    for sign in sorted(page.markup.signs, key=lambda sign: sign.place.element):
        number = owner_of(page.elements.parent, sign.place.element, number_of)
        if number is not None and sign.place.element not in beside:
            held[number].signs.append(sign)
    for block_number, number in owner.items():
        if page.blocks[block_number].element not in beside:
            held[number].blocks.append(page.blocks[block_number])
    return held


def _remarks(page: Page, ordered: Sequence[int]) -> set[int]:
    """Elements in the remarks below a post, which have writers and dates of their own; none where the posts are called
    remarks themselves."""
    elements = page.elements
    if any(_REMARK.search(elements.names[member]) for member in ordered):
        return set()
    members = set(ordered)
    inside: set[int] = set()
    held: set[int] = set()
    for index in range(ordered[0], len(elements)):
        parent = elements.parent[index]
        if index in members or parent in held:
            held.add(index)
        if index not in members and parent in held and (parent in inside or _REMARK.search(elements.names[index])):
            inside.add(index)
    return inside


def _told(
    page: Page, ordered: Sequence[int], held: Mapping[int, _Held], postings: Sequence[Posting]
) -> dict[int, Posting]:
    """What embedded data says of each entry: the one whose text begins alike, or whose address leads there."""
    if not postings:
        return {}
    by_key = {posting.key: posting for posting in reversed(postings) if posting.key}
    by_anchor = {posting.anchor: posting for posting in reversed(postings) if posting.anchor}
    by_title = {fold(posting.title): posting for posting in reversed(postings) if posting.title}
    found: dict[int, Posting] = {}
    for number, member in enumerate(ordered):
        candidates = [by_anchor.get(name) for name in page.elements.names[member].split()[-2:]]
        candidates += [by_key.get(key_of(block.text)) for block in held[number].blocks if block.text]
        candidates += [by_title.get(fold(b.text)) for b in held[number].blocks if b.kind is Kind.HEADING]
        posting = next((posting for posting in candidates if posting is not None), None)
        if posting is not None:
            found[number] = posting
    return found


def _by_text(
    page: Page, roles: Sequence[Role], postings: Sequence[Posting], captured: datetime | None
) -> tuple[tuple[Entry, ...], dict[int, int]]:
    """Entries of a page whose elements do not part them: each begins where embedded data says that one does."""
    starts = {posting.key: posting for posting in reversed(postings) if posting.key}
    titles = {fold(posting.title): posting for posting in reversed(postings) if posting.title}
    found: list[tuple[Block, Posting]] = []
    owner: dict[int, int] = {}
    for block, role in zip(page.blocks, roles, strict=True):
        if role not in BODY_ROLES or not block.text:
            continue
        posting = titles.get(fold(block.text)) if block.kind is Kind.HEADING else starts.get(key_of(block.text))
        if posting is not None and (not found or found[-1][1] is not posting):
            found.append((block, posting))
        if found:
            owner[block.block] = len(found) - 1
    if len(found) < 2:
        return (), {}
    return tuple(_posted(Entry(place=block.place), posting, captured, None) for block, posting in found), owner


def _entry(
    page: Page,
    place: Place,
    held: _Held,
    roles: Sequence[Role],
    captured: datetime | None,
    language: str | None,
    posting: Posting | None,
) -> Entry:
    """One entry with its own heading, author and time."""
    author = _author(page, held, roles)
    title = next(
        (
            block.text
            for block in held.blocks
            if block.kind is Kind.HEADING
            and (roles[block.block] in BODY_ROLES or roles[block.block] is Role.TITLE)
            and (author is None or fold(block.text) != fold(author))
        ),
        None,
    )
    entry = Entry(title=title, author=author, published=_published(held, roles, captured, language), place=place)
    return entry if posting is None else _posted(entry, posting, captured, language)


def _posted(entry: Entry, posting: Posting, captured: datetime | None, language: str | None) -> Entry:
    """An entry with what embedded data says of it: its instant is to the second and has a zone."""
    published = _instant(posting.published or "", captured, language)
    return replace(
        entry,
        title=entry.title or posting.title,
        author=entry.author or (poster_name(posting.author) if posting.author else None),
        published=published or entry.published,
    )


def _author(page: Page, held: _Held, roles: Sequence[Role]) -> str | None:
    """Who wrote an entry: by microdata, by what elements are called, by a link to a member's page, by a byline."""
    short = [block for block in held.blocks if 0 < len(block.text) <= _LONGEST_LINE or block.kind is Kind.TABLE]
    linked = [
        name
        for block in short
        for mark in block.links
        if is_profile(mark.target) and (name := poster_name(block.text[mark.start : mark.end]))
    ]
    for name in AUTHORS:
        for item in held.items:
            if item.name == name and (author := poster_name(_within(item.value, linked))):
                return author
    # Systems say the name several times: as a link, for the image, in a menu.
    signs = [poster_name(_within(sign.value, linked)) for sign in held.signs if sign.name == "author"]
    names = [author for author in signs if author]
    if names:
        counted = Counter(names)
        return max(names, key=lambda author: (counted[author], -names.index(author)))
    if linked:
        return linked[0]
    lines = [block for block in short if roles[block.block] is Role.BYLINE]
    lines += [block for block in short if roles[block.block] not in BODY_ROLES and _in_panel(page, block)]
    return next((author for block in lines if (author := poster_name(block.text))), None)


def _within(value: str, linked: Sequence[str]) -> str:
    """The name that a longer text holds with a member's rank and numbers, where it is a link."""
    return next((name for name in linked if name in value), value)


def _in_panel(page: Page, block: Block) -> bool:
    """Whether a line stands in what a post tells of its writer."""
    elements, index = page.elements, block.element
    for _ in range(_PANEL_LEVELS):
        if index < 0:
            break
        if _PANEL.search(elements.names[index]):
            return True
        index = elements.parent[index]
    return False


def _published(held: _Held, roles: Sequence[Role], captured: datetime | None, language: str | None) -> datetime | None:
    """When an entry was written: the first instant that its markup or its lines give."""
    times = [item.value for item in held.items if item.name in TIMES]
    times += [mark.target for block in held.blocks for mark in block.marks if mark.kind == "time" and mark.target]
    times += [sign.value for sign in held.signs if sign.name == "date" and not _EDITED.search(sign.value)]
    lines = [line for block in held.blocks for line in head_of(block) if 0 < len(line) <= _LONGEST_LINE]
    ends = lines[:_LINES] + lines[_LINES:][-_LINES:]
    times += [line for line in ends if not _EDITED.search(line)]
    coarse: datetime | None = None
    for value in times:
        published = _instant(value, captured, language)
        if published is None:
            continue
        if published.time() or published.tzinfo is not None:
            return published
        coarse = coarse or published
    return coarse


def _instant(value: str, captured: datetime | None, language: str | None) -> datetime | None:
    stamp = read_instant(value, language=language, latest=captured) if value else None
    if stamp is None or (captured is not None and _naive(stamp.value) > _naive(captured)):
        return None
    return stamp.value


def _naive(value: datetime) -> datetime:
    """The instant in UTC without saying so, for comparison with one whose zone is not known."""
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
