"""The days on which a page may have been published, each with the signs that tell for and against it.

Nothing is chosen here. Besides the kinds of places that state a day its place among the other days tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tearsheet.article.metadata.date_clues import Dated, Dates
from tearsheet.article.metadata.declared import Clue
from tearsheet.article.metadata.instants import Stamp
from tearsheet.making import maker

__all__ = ["OF_A_CHANGE", "PublicationDay", "publication_days"]

OF_A_CHANGE = "of a change, behind a declared day"
"""The sign of a day on which the page says it was changed, where it declares an earlier one."""

_FAMILIES = (
    "json-ld datePublished",
    "json-ld page",
    "json-ld twin",
    "json-ld",
    "microdata article",
    "microdata",
    "microformat",
    "rdfa",
    "data state",
    "data layer",
    "data loose",
    "meta dc",
    "meta",
    "visible relative",
    "visible yearless",
    "visible published by the title",
    "visible published near the title",
    "visible published",
    "visible plain by the title",
    "visible plain near the title",
    "visible plain",
    "visible",
    "time element near the title",
    "time element",
    "address",
)
"""What kinds of places begin with; the first that fits is a sign, too, so that a rare kind counts as those like it."""

_DAY = timedelta(days=1)
_ONE_OF_MANY = ("of several", "of a list", "aside")
_DECLARED = ("json-ld", "meta", "microdata article", "microdata datepublished", "data state", "data layer")


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """One day.

    Attributes:
        day: as the publisher's clock has it.
        stated: what states it, and what was read there.
        signs: the kinds of those places, their families, and how the day stands to the others.
    """

    day: date
    stated: tuple[tuple[Clue, Stamp], ...]
    signs: frozenset[str]


_make_day = maker(PublicationDay)


def publication_days(dates: Dates) -> list[PublicationDay]:
    """The days that speak for the publication, in the order in which they were found.

    The day of a clue in another zone is the same when the instant is.

    Args:
        dates: what was gathered.
    """
    own = [(one.clue, one.stamp) for one in dates.published if one.stamp is not None]
    local = {stamp.value: stamp.value.date() for _, stamp in own if stamp.has_time and stamp.value.utcoffset()}
    found: dict[date, list[tuple[Clue, Stamp]]] = {}
    for clue, stamp in sorted(own, key=lambda pair: pair[1].approximate):
        day = local.get(stamp.value, stamp.value.date())
        if stamp.approximate:
            day = next((near for near in (day, day - _DAY, day + _DAY) if near in found), day)
        found.setdefault(day, []).append((clue, stamp))
    changes = _days(dates.modified)
    declared = [day for day, stated in found.items() if any(_declares(clue.kind) for clue, _ in stated)]
    return [
        _make_day(day, tuple(stated), frozenset(_signs(day, stated, found, changes, declared)))
        for day, stated in found.items()
    ]


def _days(found: Sequence[Dated]) -> set[date]:
    return {one.stamp.value.date() for one in found if one.stamp is not None}


def _declares(kind: str) -> bool:
    """Whether a kind of place declares the page's own day."""
    return kind.startswith(_DECLARED) and not kind.endswith(_ONE_OF_MANY)


def _signs(
    day: date,
    stated: Sequence[tuple[Clue, Stamp]],
    found: dict[date, list[tuple[Clue, Stamp]]],
    changes: set[date],
    declared: Sequence[date],
) -> Iterator[str]:
    kinds = {clue.kind for clue, _ in stated}
    # One of many days beside the page speaks neither for nor against one that the page itself states.
    kinds = {kind for kind in kinds if not kind.endswith(_ONE_OF_MANY)} or kinds
    for kind in kinds:
        yield kind
        if kind.endswith(_ONE_OF_MANY):
            yield "one of many"
        elif kind.endswith("of the first post"):
            yield "in the first post"
        else:
            yield "any " + next((family for family in _FAMILIES if kind.startswith(family)), "other")
    if len(kinds) > 1:
        yield "two kinds"
    if len(kinds) > 3:
        yield "many kinds"
    # Many publishers print the day of the last change alone, and declare the first publication; some declare the change
    # as publication, too.
    if day in changes and any(earlier < day for earlier in declared):
        yield OF_A_CHANGE
    # What is read on a day was published by then; declared days move when a site moves.
    if declared and day < min(declared):
        yield "before every declared day"
    if declared and day > max(declared):
        yield "behind every declared day"
    if all(stamp.approximate for _, stamp in stated):
        yield "by the moon"
    if any(stamp.has_time for _, stamp in stated):
        yield "with a time"
    if len(found) == 1:
        yield "the only day"
    if not any(map(_declares, kinds)):
        yield "not declared"
