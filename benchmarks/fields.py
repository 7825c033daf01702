"""A record field by field: what the gold says, what a system says, and how much of it is right."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from benchmarks.data import GoldPage, parse_instant
from benchmarks.metrics import Counts, alike, normalise, one_to_one
from benchmarks.systems import Record

__all__ = ["FIELDS", "Verdict", "judge", "right_day", "right_instant", "split_names"]

FIELDS = {
    "title": "equal after normalisation",
    "authors": "right: the same set of names; F1: over names",
    "day": "day of publication",
    "instant": "instant of publication, to the minute, where the gold has a zone",
    "captions": "0.9 alike, over captions",
    "credits": "0.9 alike to a credit of an image, over images",
    "images": "address of any version, over images",
    "tags": "equal after normalisation, over tags",
    "standfirst": "0.9 alike",
}
"""The fields that are measured, each with when it is right."""

_NAME_BREAKS = re.compile(r"\s*[,;&|/]\s*|\s+(?:and|und|et|y|e)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field of one page.

    Attributes:
        field: which one.
        gold: what is right, for a person to read.
        got: what the system says, likewise.
        counts: items that are right, wrong and missing; a single value is one item.
    """

    field: str
    gold: str
    got: str
    counts: Counts

    @property
    def wanted(self) -> bool:
        """Whether the gold has anything."""
        return self.counts.tp + self.counts.fn > 0

    @property
    def right(self) -> bool:
        """Whether nothing is wrong or missing."""
        return not self.counts.fp and not self.counts.fn


def judge(page: GoldPage, record: Record) -> tuple[Verdict, ...]:
    """One verdict for each field that the gold speaks of; a field that it does not speak of has none.

    Where the gold says that there is nothing (an empty list or string), what a system gives is wrong.
    """
    verdicts = [
        _single("title", page.title or None, record.title, _equal),
        _single("standfirst", page.standfirst, record.standfirst, alike),
        _names(page.authors, record.authors),
        *_publication(page.published, record.published),
    ]
    if page.tags is not None:
        gold, got = _distinct(page.tags), _distinct(record.tags)
        verdicts.append(Verdict("tags", _list(gold), _list(got), one_to_one(gold, got, _equal)))
    if page.images is not None:
        captions = _distinct(image.caption for image in page.images)
        got = _distinct(record.captions)
        verdicts.append(Verdict("captions", _list(captions), _list(got), one_to_one(captions, got, alike)))
        # An image may have its credit in several spellings: any of them is right, and so are all in a row.
        spellings = list(
            dict.fromkeys((*image.credits, " ".join(image.credits)) for image in page.images if image.credits)
        )
        got = _distinct(record.credits)
        counts = one_to_one(spellings, got, lambda gold, got: any(alike(one, got) for one in gold))
        verdicts.append(Verdict("credits", _list(one[0] for one in spellings), _list(got), counts))
        files = [frozenset(map(_file, image.urls)) for image in page.images if image.urls]
        got = list({_file(address): address for address in record.images}.values())
        counts = one_to_one(files, got, lambda gold, got: _file(got) in gold)
        gold = [image.urls[0] for image in page.images if image.urls]
        verdicts.append(Verdict("images", _list(gold), _list(got), counts))
    return tuple(verdict for verdict in verdicts if verdict is not None)


def _single(field: str, gold: str | None, got: str | None, right: Callable[[str, str], bool]) -> Verdict | None:
    if gold is None:
        return None
    return Verdict(field, gold, got or "", one_to_one(_distinct([gold]), _distinct([got]), right))


def _names(gold: tuple[str, ...] | None, got: tuple[str, ...]) -> Verdict | None:
    if gold is None:
        return None
    wanted = _distinct(name for names in gold for name in split_names(names))
    given = _distinct(name for names in got for name in split_names(names))
    return Verdict("authors", _list(wanted), _list(given), one_to_one(wanted, given, _same_name))


def split_names(names: str) -> list[str]:
    """The names of a line such as "A. Smith and B. Jones"; gold and output are split alike."""
    return [name for name in _NAME_BREAKS.split(names.strip()) if name]


def _publication(gold: str | None, got: datetime | date | None) -> list[Verdict]:
    shown = "" if got is None else str(got)
    if gold == "":
        return [Verdict("day", "", shown, Counts(fp=got is not None))]
    instant = parse_instant(gold) if gold else None
    if instant is None:
        return []
    verdicts = [_one("day", str(instant), shown, got is not None and right_day(instant, got))]
    if instant.tzinfo is not None:
        verdicts.append(_one("instant", str(instant), shown, got is not None and right_instant(instant, got)))
    return verdicts


def _one(field: str, gold: str, got: str, right: bool) -> Verdict:
    return Verdict(field, gold, got, Counts(tp=right, fp=bool(got) and not right, fn=not right))


def right_day(gold: datetime, got: datetime | date) -> bool:
    """Whether the day is right as printed, or in the zone of the gold when both have one."""
    if not isinstance(got, datetime):
        return got == gold.date()
    if got.date() == gold.date():
        return True
    return bool(gold.tzinfo and got.tzinfo) and got.astimezone(gold.tzinfo).date() == gold.date()


def right_instant(gold: datetime, got: datetime | date) -> bool:
    """Whether the instant is right to the minute; one without a zone is none."""
    if not isinstance(got, datetime) or got.tzinfo is None or gold.tzinfo is None:
        return False
    return abs(got - gold) < timedelta(minutes=1)


def _equal(gold: str, got: str) -> bool:
    return normalise(gold) == normalise(got)


def _same_name(gold: str, got: str) -> bool:
    return re.findall(r"\w+", normalise(gold)) == re.findall(r"\w+", normalise(got))


def _distinct(values: Iterable[str | None]) -> list[str]:
    """The values that say something, each once, in order."""
    by_key = {normalise(value): value for value in reversed(list(values)) if value}
    return [value for key, value in reversed(by_key.items()) if key]


def _file(address: str) -> str:
    """Host and path of an address: versions of an image often differ in scheme and query alone."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return unquote(f"{parts.netloc}{parts.path}").casefold()


def _list(values: Iterable[str]) -> str:
    return " | ".join(values)
