"""The day on which something was said: "mardi", "yesterday", "on 5 March", reckoned from the day of publication."""

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache

from tearsheet.article.metadata.named_days import named_day
from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Day
from tearsheet.statements.words import Words, words_of

__all__ = ["day_of"]

_REACH = 12
"""Words on either side of a cue among which a day is looked for."""

_PHRASE = 40
"""Characters of the longest phrase such as "the day before yesterday"."""

_DIGIT = re.compile(r"[\d\u00b2\u00b3\u00b9\u05d0-\u05ea]")
"""A day of the month is told by numbers, or by Hebrew letters."""

_MOST_AHEAD = 7
"""Days after the publication that a date without its year may lie before it is the year before's."""


def day_of(wording: Wording, draft: Draft, reference: date | None) -> Day | None:
    """The day that stands beside a cue, outside of the content.

    Args:
        wording: of the text.
        draft: the statement.
        reference: day on which the text was published, or else captured.

    Returns:
        ``None`` where the text tells no day there.
    """
    if not draft.cue:
        return None
    words = wording.within(draft.cue[0])
    if not words:
        return None
    begin, end = wording.sentence_bounds[wording.sentences[words.start]]
    openings = wording.day_openings
    first = bisect_left(openings, max(begin, words.start - _REACH))
    middle = bisect_left(openings, words.start)
    last = bisect_left(openings, min(end, words.stop + _REACH))
    # Behind the cue first, the nearest of those before it next.
    for index in (*openings[middle:last], *openings[first:middle][::-1]):
        start = wording.starts[index]
        if any(piece.start <= start < piece.end for piece in draft.content):
            continue
        found = _at(wording, index, reference)
        if found is not None:
            return found
    return None


def _at(wording: Wording, index: int, reference: date | None) -> Day | None:
    """The day that begins with a word, one of `Wording.day_openings`."""
    words = wording.words
    word = wording.lower[index]
    start, end = wording.starts[index], wording.ends[index]
    weekdays = _weekdays(words)
    if word in weekdays:
        full = _numbered(wording, index, reference)
        if full is not None:
            return full
        day = None
        if reference is not None:
            day = reference - timedelta(days=(reference.weekday() - weekdays[word]) % 7)
        return Day(day, Span(start, end))
    ahead = wording.text[start : start + _PHRASE].lower().replace("’", "'")
    for phrase, ago in _relative(words).get(word[0], ()):
        if ahead.startswith(phrase):
            last = start + len(phrase)
            if last < len(wording.text) and wording.text[last].isalnum():
                continue
            return Day(reference - timedelta(days=ago) if reference else None, Span(start, last))
    if word[0].isdigit() and len(word) <= 2:
        return _numbered(wording, index, reference)
    return None


def _numbered(wording: Wording, index: int, reference: date | None) -> Day | None:
    """A day of the month, with its year or without."""
    start = wording.starts[index]
    line = wording.text[start : start + 40].split("\n")[0]
    if not _DIGIT.search(line):
        return None
    year = str(reference.year) if reference else "2000"
    tag = wording.words.language or None
    whole = named_day(line, tag)
    if whole is not None and whole[1] <= 12:
        return Day(whole[0], Span(start + whole[1], start + whole[2]))
    words = line.split()[:4]
    for count in range(2, len(words) + 1):
        part = " ".join(words[:count]).rstrip(",.;:")
        found = named_day(f"{part} {year}", tag)
        if found is None or found[1] > 12:
            continue
        if reference is None:
            return Day(None, Span(start, start + len(part)))
        day = found[0]
        if day > reference + timedelta(days=_MOST_AHEAD):
            day = _year_before(day)
        return Day(day, Span(start, start + len(part)))
    return None


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day - timedelta(days=366)


@cache
def _weekday_table(language: str) -> dict[str, int]:
    return _pairs(words_of(language)["days"])


def _weekdays(words: Words) -> dict[str, int]:
    """Number of each weekday, Monday 0."""
    return _weekday_table(words.language) if words.language else {}


def _pairs(entries: frozenset[str]) -> dict[str, int]:
    found = {}
    for entry in entries:
        name, _, number = entry.partition("=")
        found[name] = int(number or 0)
    return found


@cache
def _relative_table(language: str) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for phrase, ago in sorted(_pairs(words_of(language)["relative"]).items(), key=lambda pair: -len(pair[0])):
        found.setdefault(phrase[0], []).append((phrase, ago))
    return found


def _relative(words: Words) -> dict[str, list[tuple[str, int]]]:
    """Phrases such as "yesterday" and how many days before they mean, the longest first, by their first letter."""
    return _relative_table(words.language) if words.language else {}
