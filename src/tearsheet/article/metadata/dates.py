"""When the article was published and last changed: the choice among all that a page says about it.

Days are weighed by the kinds of places that speak for them. What lies behind the capture is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from tearsheet.article.article import PageType
from tearsheet.article.metadata.date_clues import Dated, Dates, gather_dates
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.instants import Stamp
from tearsheet.article.metadata.publicationday import publication_days
from tearsheet.article.metadata.publisherzone import publisher_zone
from tearsheet.article.metadata.reconcile import choose, column_of, load_reliability, score_of
from tearsheet.making import maker
from tearsheet.page.block import Block
from tearsheet.page.place import make_place

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
        confidence: probability that the day is right, or that the page gives none, 0 to 1.
    """

    value: datetime | None = None
    raw: str | None = None
    clues: tuple[Clue, ...] = ()
    used: tuple[Clue, ...] = ()
    assumed: tuple[str, ...] = ()
    has_time: bool = False
    confidence: float | None = None


_make_dating = maker(Dating)


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
    return choose_dates(gather_dates(declared, language, title, kind), column_of(declared, kind))


_RECKONED = ("visible relative", "visible yearless")


def choose_dates(dates: Dates, column: int) -> tuple[Dating, Dating]:
    """Publication and last change, by how far the places that state each day proved right.

    Args:
        dates: what was gathered.
        column: what kind of page it is, by its place in `tearsheet.article.metadata.reconcile.COLUMNS`.

    Returns:
        Publication and last change. The change is never before the publication.
    """
    published = _chosen(dates, column)
    modified = _first(dates.modified)
    if published.value is None and dates.kind not in _UNDATED:
        published = _only_change(dates, published)
    published, modified = _zoned(published, dates), _zoned(modified, dates)
    if modified.value is not None and published.value is not None and _before(modified.value, published.value):
        modified = _make_dating(None, None, modified.clues, ())
    return published, modified


def _chosen(dates: Dates, column: int) -> Dating:
    clues = tuple(one.clue for one in dates.published)
    reliability = load_reliability("published")
    days = publication_days(dates)
    choice = choose(reliability, [day.signs for day in days], column)
    if choice.index < 0:
        return _make_dating(None, None, clues, (), (), False, choice.probability)
    own = sorted(
        days[choice.index].stated,
        key=lambda pair: (
            pair[1].approximate,
            not pair[0].kind.startswith("json-ld datePublished"),
            -score_of(reliability, pair[0].kind, column),
        ),
    )
    return _precise(own, clues, choice.probability)


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


def _precise(own: Sequence[tuple[Clue, Stamp]], clues: tuple[Clue, ...], confidence: float | None = None) -> Dating:
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
        return _make_dating(None, None, clues, (), (), False, confidence)
    return _make_dating(best.value, used[0].raw.strip(), clues, tuple(used), (), best.has_time, confidence)


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
    return _make_dating(value, found.raw, clues, used, tuple(assumed), found.has_time, found.confidence)


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
        return zone, make_clue(str(zone), clue.raw, f"assumed zone of {clue.kind}", clue.place)
    country = publisher_zone(value, dates.country)
    if country is None:
        return None, None
    return country, make_clue(str(country), dates.country or "", "assumed zone of the country", make_place("address"))


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
