"""When the article was published and last changed: the choice among all that a page says about it.

Days are weighed by the kinds of places that speak for them. What lies behind the capture is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from tearsheet.article.article import PageType
from tearsheet.article.metadata.date_clues import Dated, Dates, gather_dates
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.instants import Stamp
from tearsheet.article.metadata.publisherzone import publisher_zone
from tearsheet.page.block import Block
from tearsheet.page.place import Place

__all__ = ["Dating", "choose_dates", "find_dates"]

_SAME_SEASON = timedelta(days=20)
"""How far apart two instants are whose clocks keep the same time."""

_UNDATED = frozenset({PageType.LISTING, PageType.COLLECTION, PageType.PRODUCT, PageType.SERVICE, PageType.FRONT_PAGE})
"""Pages that hold no article, so that a day somewhere in them is seldom that of a publication."""


@dataclass(frozen=True, slots=True)
class Dating:
    """A date field, decided.

    Attributes:
        value: the instant; ``None`` when the page gives none.
        raw: as it stands in the capture.
        clues: all that speaks about it, dropped instants too.
        used: what the value was taken from.
        assumed: what of it the page does not say outright.
        has_time: whether the page gives a time of day.
    """

    value: datetime | None = None
    raw: str | None = None
    clues: tuple[Clue, ...] = ()
    used: tuple[Clue, ...] = ()
    assumed: tuple[str, ...] = ()
    has_time: bool = False


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
    ("visible relative", 1.6),
    ("visible yearless", 1.8),
    ("visible published by the title", 3.3),
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

_RECKONED = ("visible relative", "visible yearless")

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
    published, modified = _zoned(published, dates), _zoned(modified, dates)
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
    return replace(found, clues=(*found.used, *published.clues), assumed=("change",))


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
        elif not clue.kind.startswith(_RECKONED) and _refines(best, stamp):
            best, used = stamp, [clue, *used]
        if best.has_time and best.value.utcoffset():
            break
    if best is None:
        return Dating(clues=clues)
    return Dating(best.value, used[0].raw.strip(), clues, tuple(used), has_time=best.has_time)


def _zoned(found: Dating, dates: Dates) -> Dating:
    """What was reckoned is marked, and a time without a zone has that of the publisher's country, marked too."""
    reckoned = {id(one.clue): one.assumed for one in (*dates.published, *dates.modified) if one.assumed is not None}
    assumed = [*found.assumed, *dict.fromkeys(reckoned[id(clue)] for clue in found.used[:1] if id(clue) in reckoned)]
    value, clues, used = found.value, found.clues, found.used
    if value is not None and value.tzinfo is None and found.has_time and dates.kind is not PageType.FORUM:
        zone, guess = _guessed_zone(value, dates)
        if zone is not None and guess is not None:
            value = value.replace(tzinfo=zone)
            clues, used = (*used, guess, *(clue for clue in clues if clue not in used)), (*used, guess)
            assumed.append("zone")
    return replace(found, value=value, clues=clues, used=used, assumed=tuple(assumed))


def _guessed_zone(value: datetime, dates: Dates) -> tuple[timezone | None, Clue | None]:
    """The zone of other instants of the page about then, or that of the publisher's country; and what speaks for it."""
    others: dict[timedelta, Clue] = {}
    for one in (*dates.published, *dates.modified):
        offset = one.stamp.value.utcoffset() if one.stamp is not None else None
        if one.stamp is not None and offset and abs(one.stamp.value.replace(tzinfo=None) - value) < _SAME_SEASON:
            others.setdefault(offset, one.clue)
    if len(others) == 1:
        offset, clue = others.popitem()
        zone = timezone(offset)
        return zone, Clue(str(zone), clue.raw, f"assumed zone of {clue.kind}", clue.place)
    country = publisher_zone(value, dates.country)
    if country is None:
        return None, None
    return country, Clue(str(country), dates.country or "", "assumed zone of the country", Place("address"))


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
