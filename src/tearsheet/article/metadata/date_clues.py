"""Everything in a page that may tell when it was published or changed, each piece with its kind and what was read.

Nothing is decided here; days of events, offers, comments and copyrights have other names and are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from tearsheet.article.article import PageType
from tearsheet.article.metadata.datenames import MODIFIED_METAS, PUBLISHED_METAS, meta_is
from tearsheet.article.metadata.dayorder import order_of_page
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.instants import Stamp, read_instant
from tearsheet.article.metadata.publisherzone import Country, country_of
from tearsheet.article.metadata.visible_dates import date_lines, see_dates, see_reckoned
from tearsheet.making import maker
from tearsheet.page.block import Block
from tearsheet.page.place import make_place

__all__ = ["Dated", "Dates", "gather_dates"]

_ADDRESS_DAY = re.compile(
    r"[/_=.-]((?:19|20)\d\d)([/_-])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?<!\d)(20[0-4]\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?=\D|\Z|(?:[01]\d|2[0-3])[0-5]\d)"
)
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)/([^\W\d_]{3,10})/([0-3]?\d)(?!\d)")
_MOST = 60
"""How many clues of one place are read."""

_KNOWN_METAS = frozenset(PUBLISHED_METAS + MODIFIED_METAS)
_LONGEST_VALUE = 80
_NEAR_BEFORE, _NEAR_AFTER = 60, 120
"""How many elements before and after the title are near it."""

_SLACK = timedelta(hours=14)
"""How far a clock without a zone may be ahead of Greenwich."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A clue and what was read from it.

    Attributes:
        clue: what the page says, with its kind.
        stamp: what that is; ``None`` when it is no instant, or one behind the capture.
        assumed: what of it is reckoned: ``"relative"``, ``"year"`` or ``"calendar"``.
    """

    clue: Clue
    stamp: Stamp | None
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """All that a page says about when it was published and changed.

    Attributes:
        published: what speaks for the publication, first post of a thread included.
        modified: what speaks for a change.
        kind: what kind of page it is, where that is known.
        country: where the publisher is likely to be.
    """

    published: tuple[Dated, ...]
    modified: tuple[Dated, ...]
    kind: PageType | None = None
    country: Country | None = None


_make_dated = maker(Dated)


def _dated(clue: Clue, stamp: Stamp | None, assumed: str | None = None) -> Dated:
    """What was read from a clue; a day that may be the one beside it is marked."""
    return _make_dated(clue, stamp, "calendar" if stamp is not None and stamp.approximate else assumed)


class _Reader:
    """Reads instants as one page writes them, each string once."""

    def __init__(
        self, language: str | None, domain: str | None, latest: datetime | None, days_first: bool | None
    ) -> None:
        self._language = language
        self._domain = domain
        self._latest = latest
        self._days_first = days_first
        self._known: dict[str, Stamp | None] = {}

    def read(self, text: str) -> Stamp | None:
        if text not in self._known:
            stamp = read_instant(
                text,
                language=self._language,
                domain=self._domain,
                latest=self._latest,
                days_first=self._days_first,
            )
            if stamp is not None and stamp.approximate and self.is_later(stamp.value):
                stamp = replace(stamp, value=stamp.value - timedelta(days=1))
            self._known[text] = stamp if stamp is not None and not self.is_later(stamp.value) else None
        return self._known[text]

    def is_later(self, value: datetime) -> bool:
        """Whether an instant lies behind the capture in every zone that it may be meant in."""
        if self._latest is None:
            return False
        latest = self._latest if self._latest.tzinfo else self._latest.replace(tzinfo=UTC)
        if value.tzinfo is not None and self._latest.tzinfo is not None:
            return value > latest
        known = value if value.tzinfo else value.replace(tzinfo=UTC)
        return known - _SLACK > latest


def gather_dates(declared: Declared, language: str | None, title: Block | None, kind: PageType | None = None) -> Dates:
    """Everything in a page that may tell when it was published or changed, nothing decided.

    Args:
        declared: what the page declares.
        language: the page's, for the order of numeric dates.
        title: the Block that shows the title.
        kind: what kind of page it is; in a thread the first post is the page's.
    """
    thread = kind is PageType.FORUM
    lines = date_lines(declared, title)
    address = list(_address(declared))
    order = order_of_page(_order_texts(declared, lines, address))
    domain, captured = _domain(declared.url), declared.page.capture.captured
    reader = _Reader(language, domain, captured, order)
    seen = see_dates(declared, lines, reader.read, title, thread)
    shown = {one.clue.raw for one in seen}
    published = [
        *declared.said("datePublished"),
        *_metas(declared, PUBLISHED_METAS),
        *_other_metas(declared, "published"),
        *_items(declared, reader, ("datepublished",), thread),
        *declared.said("uploadDate", "dateCreated"),
        *_items(declared, reader, ("datecreated", "uploaddate"), thread),
        *_page_says(declared, "datePublished"),
        *declared.told("datePublished", "dateCreated", "uploadDate", "date"),
    ]
    modified = [
        *declared.said("dateModified"),
        *_metas(declared, MODIFIED_METAS),
        *_other_metas(declared, "updated"),
        *_items(declared, reader, ("datemodified",), False),
        *_page_says(declared, "dateModified"),
        *declared.told("dateModified"),
    ]
    reckoned = see_reckoned(declared, title, language, domain, captured) if captured is not None else []
    seen += [one for one in reckoned if not reader.is_later(one.stamp.value)]
    return Dates(
        published=(
            *(_dated(clue, reader.read(clue.raw)) for clue in published),
            *(_dated(one.clue, one.stamp, one.assumed) for one in seen if one.which != "updated"),
            *(
                _dated(clue, reader.read(clue.raw))
                for clue in _times(declared, reader, title, thread)
                if clue.raw not in shown
            ),
            *(_dated(clue, reader.read(clue.raw)) for clue in address),
        ),
        modified=(
            *(_dated(clue, reader.read(clue.raw)) for clue in modified),
            *(_dated(one.clue, one.stamp, one.assumed) for one in seen if one.which == "updated"),
        ),
        kind=kind,
        country=country_of(language, domain),
    )


def _order_texts(declared: Declared, lines: Sequence[Block], address: Sequence[Clue]) -> Iterator[str]:
    """What may tell in which order this page writes day and month."""
    yield from (block.text for block in lines)
    for name in (*PUBLISHED_METAS, *MODIFIED_METAS):
        if name in declared.metas:
            yield from [meta.value for meta in declared.metas[name][:2]]
    yield from (meta.value for meta in declared.items.get("time", ())[:_MOST])
    yield from (clue.raw for clue in declared.said("datePublished", "dateModified"))
    for clue in address:
        stamp = read_instant(clue.raw)
        if stamp is not None:
            yield stamp.value.date().isoformat()


def _domain(url: str | None) -> str | None:
    """Top-level domain of an address."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.rpartition(".")[2] or None


def _metas(declared: Declared, names: Sequence[str]) -> Iterator[Clue]:
    for name in names:
        if name not in declared.metas:
            continue
        clues = [clue for clue in declared.meta(name) if not declared.aside(clue.place.element)]
        several = len({clue.text[:10] for clue in clues}) > 1
        for clue in clues[:_MOST]:
            yield _of_several(clue) if several else clue


def _other_metas(declared: Declared, which: str) -> Iterator[Clue]:
    """``meta`` elements whose names, though not known, say it."""
    for name in declared.metas:
        if name not in _KNOWN_METAS and meta_is(name) == which:
            for clue in declared.meta(name):
                if len(clue.text) <= _LONGEST_VALUE:
                    yield make_clue(clue.text, clue.raw, f"meta {which} by its name", clue.place)


def _of_several(clue: Clue) -> Clue:
    return make_clue(clue.text, clue.raw, f"{clue.kind} of several", clue.place)


def _items(declared: Declared, reader: _Reader, names: Sequence[str], thread: bool) -> Iterator[Clue]:
    """Microdata; where several give different days they may be those of other stories, or of posts."""
    clues = [clue for clue in declared.item(*names) if reader.read(clue.raw) is not None][:_MOST]
    days = {stamp.value.date() for clue in clues if (stamp := reader.read(clue.raw)) is not None}
    first = min((clue.place.element for clue in clues), default=-1)
    for clue in clues:
        if len(days) > 1 and thread and clue.place.element == first:
            yield make_clue(clue.text, clue.raw, f"{clue.kind} of the first post", clue.place)
        else:
            yield _of_several(clue) if len(days) > 1 else clue


def _page_says(declared: Declared, key: str) -> Iterator[Clue]:
    if declared.webpage is not None and declared.main is not declared.webpage:
        yield from declared.said(key, thing=declared.webpage, kind="json-ld page")


def _times(declared: Declared, reader: _Reader, title: Block | None, thread: bool) -> Iterator[Clue]:
    """``time`` elements near the title, and the first behind it in a thread: not all have a text of their own."""
    begin = title.element if title is not None else -1
    first = True
    for meta in declared.items.get("time", ())[:_MOST]:
        element = meta.place.element
        if reader.read(meta.value) is None:
            continue
        if thread and first and element > begin:
            first = False
            yield make_clue(meta.value, meta.value, "time element of the first post", meta.place)
        elif declared.aside(element):
            continue
        elif begin >= 0 and begin - _NEAR_BEFORE <= element <= begin + _NEAR_AFTER:
            yield make_clue(meta.value, meta.value, "time element near the title", meta.place)
        else:
            yield make_clue(meta.value, meta.value, "time element", meta.place)


def _address(declared: Declared) -> Iterator[Clue]:
    try:
        path = urlsplit(declared.url or "").path
    except ValueError:
        return
    path = path[:1_000]
    if match := _ADDRESS_DAY.search(path):
        year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        raw = f"{year}-{int(month):02}-{int(day):02}"
        yield make_clue(raw, raw, "address", make_place("address"))
    elif match := _ADDRESS_MONTH.search(path):
        raw = f"{match[3]} {match[2]} {match[1]}"
        yield make_clue(raw, raw, "address", make_place("address"))
