"""When the article was published and last changed.

Everything that gives a day is gathered first, each piece with its kind and what was read from it; the choice weighs the
days by the kinds that speak for them. What lies behind the capture is dropped.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from tearsheet.article.article import PageType
from tearsheet.article.metadata.datenames import MODIFIED_METAS, PUBLISHED_METAS, meta_is
from tearsheet.article.metadata.dayorder import order_of_page
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.instants import Stamp, read_instant
from tearsheet.article.metadata.visible_dates import date_lines, see_dates
from tearsheet.page.block import Block
from tearsheet.page.place import Place

__all__ = ["Dated", "Dates", "Dating", "choose_dates", "find_dates", "gather_dates"]

_ADDRESS_DAY = re.compile(
    r"[/_=.-]((?:19|20)\d\d)([/_-])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?<!\d)(20[0-4]\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?=\D|\Z|(?:[01]\d|2[0-3])[0-5]\d)"
)
_ADDRESS_MONTH = re.compile(r"/((?:19|20)\d\d)/([^\W\d_]{3,10})/([0-3]?\d)(?!\d)")
_MOST = 60
"""How many clues of one place are read."""

_LONGEST_VALUE = 80
_NEAR_BEFORE, _NEAR_AFTER = 60, 120
"""How many elements before and after the title are near it."""

_SLACK = timedelta(hours=14)
"""How far a clock without a zone may be ahead of Greenwich."""

_UNDATED = frozenset({PageType.LISTING, PageType.COLLECTION, PageType.PRODUCT, PageType.SERVICE, PageType.FRONT_PAGE})
"""Pages that hold no article, so that a day somewhere in them is seldom that of a publication."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A clue and what was read from it.

    Attributes:
        clue: what the page says, with its kind.
        stamp: what that is; ``None`` when it is no instant, or one behind the capture.
    """

    clue: Clue
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Dates:
    """All that a page says about when it was published and changed.

    Attributes:
        published: what speaks for the publication, first post of a thread included.
        modified: what speaks for a change.
        kind: what kind of page it is, where that is known.
    """

    published: tuple[Dated, ...]
    modified: tuple[Dated, ...]
    kind: PageType | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """A date field, decided.

    Attributes:
        value: the instant; ``None`` when the page gives none.
        raw: as it stands in the capture.
        clues: all that speaks about it, dropped instants too.
        used: what the value was taken from.
        assumed: what of it the page does not say outright.
    """

    value: datetime | None = None
    raw: str | None = None
    clues: tuple[Clue, ...] = ()
    used: tuple[Clue, ...] = ()
    assumed: tuple[str, ...] = ()


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
            self._known[text] = stamp if stamp is not None and not self._is_later(stamp.value) else None
        return self._known[text]

    def _is_later(self, value: datetime) -> bool:
        """Whether an instant lies behind the capture in every zone that it may be meant in."""
        if self._latest is None:
            return False
        latest = self._latest if self._latest.tzinfo else self._latest.replace(tzinfo=UTC)
        if value.tzinfo is not None and self._latest.tzinfo is not None:
            return value > latest
        known = value if value.tzinfo else value.replace(tzinfo=UTC)
        return known - _SLACK > latest


def find_dates(
    declared: Declared, language: str | None, title: Block | None, kind: PageType | None = None
) -> tuple[Dating, Dating]:
    """Publication and last change of the article.

    Args:
        declared: what the page declares.
        language: the page's, for the order of numeric dates.
        title: the Block that shows the title; visible dates near it are the article's.
        kind: what kind of page it is, where that is known.

    Returns:
        Publication and last change. The change is never before the publication.
    """
    return choose_dates(gather_dates(declared, language, title, kind))


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
    order = order_of_page(_order_texts(declared, lines))
    reader = _Reader(language, _domain(declared.url), declared.page.capture.captured, order)
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
    return Dates(
        published=(
            *(Dated(clue, reader.read(clue.raw)) for clue in published),
            *(Dated(one.clue, one.stamp) for one in seen if one.which != "updated"),
            *(
                Dated(clue, reader.read(clue.raw))
                for clue in _times(declared, reader, title, thread)
                if clue.raw not in shown
            ),
            *(Dated(clue, reader.read(clue.raw)) for clue in _address(declared)),
        ),
        modified=(
            *(Dated(clue, reader.read(clue.raw)) for clue in modified),
            *(Dated(one.clue, one.stamp) for one in seen if one.which == "updated"),
        ),
        kind=kind,
    )


def _order_texts(declared: Declared, lines: Sequence[Block]) -> Iterator[str]:
    """What may tell in which order this page writes day and month."""
    yield from (block.text for block in lines)
    for name in (*PUBLISHED_METAS, *MODIFIED_METAS):
        yield from (meta.value for meta in declared.metas.get(name, ())[:2])
    yield from (meta.value for meta in declared.items.get("time", ())[:_MOST])
    yield from (clue.raw for clue in declared.said("datePublished", "dateModified"))
    for clue in _address(declared):
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
        clues = [clue for clue in declared.meta(name) if not declared.aside(clue.place.element)]
        several = len({clue.text[:10] for clue in clues}) > 1
        for clue in clues[:_MOST]:
            yield _of_several(clue) if several else clue


def _other_metas(declared: Declared, which: str) -> Iterator[Clue]:
    """``meta`` elements whose names, though not known, say it."""
    for name in declared.metas:
        if name not in PUBLISHED_METAS and name not in MODIFIED_METAS and meta_is(name) == which:
            for clue in declared.meta(name):
                if len(clue.text) <= _LONGEST_VALUE:
                    yield Clue(clue.text, clue.raw, f"meta {which} by its name", clue.place)


def _of_several(clue: Clue) -> Clue:
    return Clue(clue.text, clue.raw, f"{clue.kind} of several", clue.place)


def _items(declared: Declared, reader: _Reader, names: Sequence[str], thread: bool) -> Iterator[Clue]:
    """Microdata; where several give different days they may be those of other stories, or of posts."""
    clues = [clue for clue in declared.item(*names) if reader.read(clue.raw) is not None][:_MOST]
    days = {stamp.value.date() for clue in clues if (stamp := reader.read(clue.raw)) is not None}
    first = min((clue.place.element for clue in clues), default=-1)
    for clue in clues:
        if len(days) > 1 and thread and clue.place.element == first:
            yield Clue(clue.text, clue.raw, f"{clue.kind} of the first post", clue.place)
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
            yield Clue(meta.value, meta.value, "time element of the first post", meta.place)
        elif declared.aside(element):
            continue
        elif begin >= 0 and begin - _NEAR_BEFORE <= element <= begin + _NEAR_AFTER:
            yield Clue(meta.value, meta.value, "time element near the title", meta.place)
        else:
            yield Clue(meta.value, meta.value, "time element", meta.place)


def _address(declared: Declared) -> Iterator[Clue]:
    try:
        path = urlsplit(declared.url or "").path
    except ValueError:
        return
    path = path[:1_000]
    if match := _ADDRESS_DAY.search(path):
        year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        raw = f"{year}-{int(month):02}-{int(day):02}"
        yield Clue(raw, raw, "address", Place("address"))
    elif match := _ADDRESS_MONTH.search(path):
        raw = f"{match[3]} {match[2]} {match[1]}"
        yield Clue(raw, raw, "address", Place("address"))


_WEIGHTS: tuple[tuple[str, float], ...] = (
    ("json-ld datePublished", 2.8),
    ("json-ld uploadDate", 1.5),
    ("json-ld dateCreated", 1.5),
    ("json-ld page", 0.9),
    ("json-ld twin", 2.0),
    ("microdata article datePublished", 2.8),
    ("microformat article datePublished", 2.0),
    ("rdfa article datePublished", 2.0),
    ("data state datePublished", 2.6),
    ("data state date", 1.5),
    ("data layer datePublished", 2.2),
    ("data loose datePublished", 1.5),
    ("meta article:published_time", 3.2),
    ("meta published by its name", 2.0),
    ("meta dc", 2.0),
    ("meta", 3.0),
    ("microdata datepublished", 2.8),
    ("microdata", 2.0),
    ("visible published by the title", 3.0),
    ("visible plain by the title", 2.7),
    ("visible published near the title", 2.4),
    ("visible plain near the title", 1.5),
    ("visible published in a", 1.8),
    ("visible plain in a", 1.0),
    ("visible published far", 1.2),
    ("visible", 0.3),
    ("time element near the title", 1.2),
    ("time element", 0.3),
    ("address", 1.0),
)
"""How much a kind of place tells, by how its kind begins; the first that fits counts."""

_FIRST_POST, _AMONG_OTHERS = 2.6, 0.3
"""What a place tells of a thread when it is in the first post, and what one tells that is one of many."""

_LEAST, _LEAST_UNDATED = 1.0, 3.3
"""What a day must weigh to be believed, in articles and in pages that hold none."""

_OF_A_CHANGE = 1.0
"""What a line without words weighs when its day is that of a change, and another day is declared to be before it."""


_EARLIEST = 1.5
"""What speaks for a day by the title that is before every declared one."""


def _weight(kind: str) -> float:
    if kind.endswith("of the first post"):
        return _FIRST_POST
    if kind.endswith(("of several", "of a list", "aside")):
        return _AMONG_OTHERS
    return next((weight for name, weight in _WEIGHTS if kind.startswith(name)), _AMONG_OTHERS)


def choose_dates(dates: Dates) -> tuple[Dating, Dating]:
    """Publication and last change, by what all clues weigh together.

    A day weighs what the best of its clues weighs, and a part of what each other kind does; the day of a clue in
    another zone is the same when the instant is.

    Args:
        dates: what was gathered.

    Returns:
        Publication and last change. The change is never before the publication.
    """
    published = _chosen(dates)
    modified = _first(dates.modified)
    if published.value is None and dates.kind not in _UNDATED:
        published = _only_change(dates, published)
    if modified.value is not None and published.value is not None and _before(modified.value, published.value):
        modified = Dating(None, None, modified.clues, ())
    return published, modified


def _chosen(dates: Dates) -> Dating:
    clues = tuple(one.clue for one in dates.published)
    own = [(one.clue, one.stamp) for one in dates.published if one.stamp is not None]
    local = {stamp.value: stamp.value.date() for _, stamp in own if stamp.has_time and stamp.value.utcoffset()}
    changes = {one.stamp.value.date() for one in dates.modified if one.stamp is not None}
    weights: dict[date, dict[str, float]] = {}
    for clue, stamp in own:
        of_day = weights.setdefault(local.get(stamp.value, stamp.value.date()), {})
        of_day.setdefault(clue.kind, _weight(clue.kind))
    declared = [day for day, kinds in weights.items() if _declares(kinds)]
    for day, kinds in weights.items():
        # Many publishers print the day of the last change alone, and declare the first publication; some declare the
        # change as publication too.
        if day in changes and any(earlier < day for earlier in declared):
            for kind in kinds:
                if kind.startswith(("visible plain", "time", "meta")):
                    kinds[kind] = min(kinds[kind], _OF_A_CHANGE)
        # What is read on a day was published by then; declared days move when a site moves.
        elif declared and day < min(declared) and any(kind.endswith("by the title") for kind in kinds):
            kinds["earliest"] = _EARLIEST
    totals = {day: _total(list(kinds.values())) for day, kinds in weights.items()}
    best = max(totals, key=lambda day: totals[day], default=None)
    if best is None or totals[best] < (_LEAST_UNDATED if dates.kind in _UNDATED else _LEAST):
        return Dating(clues=clues)
    own = [pair for pair in own if local.get(pair[1].value, pair[1].value.date()) == best]
    own.sort(key=lambda pair: (not pair[0].kind.startswith("json-ld datePublished"), -_weight(pair[0].kind)))
    return _precise(own, clues)


def _declares(kinds: dict[str, float]) -> bool:
    """Whether a day is declared, and not just seen."""
    return any(weight > 1 and kind.startswith(("json-ld", "meta", "microdata")) for kind, weight in kinds.items())


def _total(weights: Sequence[float]) -> float:
    """The best, and a part of the others."""
    return max(weights) + 0.3 * (sum(weights) - max(weights))


def _only_change(dates: Dates, published: Dating) -> Dating:
    """The change that is printed by the title of a page which says nothing of its publication."""
    own = [
        (one.clue, one.stamp)
        for one in dates.modified
        if one.stamp is not None and one.clue.kind.startswith(("visible updated by the", "visible updated near the"))
    ]
    if not own:
        return published
    found = _precise(own, ())
    return Dating(found.value, found.raw, (*found.used, *published.clues), found.used, ("change",))


def _first(found: Sequence[Dated]) -> Dating:
    own = [(one.clue, one.stamp) for one in found if one.stamp is not None]
    return _precise(own, tuple(one.clue for one in found))


def _precise(own: Sequence[tuple[Clue, Stamp]], clues: tuple[Clue, ...]) -> Dating:
    """The first, or what adds the time, or the zone, to the same day."""
    best: Stamp | None = None
    used: list[Clue] = []
    for clue, stamp in own:
        if best is None:
            best, used = stamp, [clue]
        elif _refines(best, stamp):
            best, used = stamp, [clue, *used]
        if best.has_time and best.value.utcoffset():
            break
    if best is None:
        return Dating(clues=clues)
    return Dating(best.value, used[0].raw.strip(), clues, tuple(used))


def _refines(known: Stamp, other: Stamp) -> bool:
    """Whether ``other`` says the same as ``known``, more precisely."""
    if not other.has_time or (known.has_time and other.value.tzinfo is None):
        return False
    if known.has_time and known.value.tzinfo is not None:
        return other.value == known.value and not known.value.utcoffset() and bool(other.value.utcoffset())
    if not known.has_time:
        return other.value.date() == known.value.date()
    clock = other.value.replace(tzinfo=None)
    return clock.replace(second=0, microsecond=0) == known.value.replace(second=0, microsecond=0)


def _before(one: datetime, other: datetime) -> bool:
    """Whether ``one`` is before ``other``; days are compared where only one of them has a zone."""
    if (one.tzinfo is None) == (other.tzinfo is None):
        return one < other
    return one.date() < other.date() - timedelta(days=1)
