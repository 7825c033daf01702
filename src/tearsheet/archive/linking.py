"""Brings copies and stories of an archive up to date: articles that came in are compared with those they could be like.

Comparing is put off until somebody asks, because adding must not wait for it. A batch is stored in one transaction, so
that whatever happens the next call goes on where this one ended.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property

from tearsheet.archive.candidates import copy_candidates, story_candidates
from tearsheet.archive.clusters import cluster_stories
from tearsheet.archive.folding import tokens
from tearsheet.archive.loading import load_text
from tearsheet.archive.opening import transaction
from tearsheet.archive.passages import compare
from tearsheet.archive.shingles import Shingled, fingerprint, shingle
from tearsheet.archive.storyterms import Terms, likeness, named_likeness, read_terms, top_terms

__all__ = ["COPIED", "count_unlinked", "link_articles"]

COPIED = 27.0
"""Words outside of quotations, three of a quotation for one, from which on a text shares text with another."""

LIKE = 60
"""Likeness, in thousandths, from which on two articles may be about one event."""

_BATCH = 64
_REMEMBERED = 2000  # articles that are kept ready to compare
_NAMES = 6  # that articles in two languages must have in common,
_NAMES_ALIKE = 0.3  # and how much alike they must be
_NAMES_WORTH = 0.4
_BY_DAYS = ((1, 1.0), (3, 0.85), (7, 0.65))
"""Up to so many days apart, what likeness counts; farther apart it does not."""


class _Reading:
    """An article as it is compared; its text is looked at when something is asked of it."""

    def __init__(self, archive: sqlite3.Connection, number: int, row: tuple[str | None, ...]) -> None:
        self.number = number
        self.address, language, published, self.title = row
        self.language = language.partition("-")[0].lower() if language else None
        self.day = _day(published)
        self._archive = archive

    @cached_property
    def text(self) -> str:
        return load_text(self._archive, self.number)

    @cached_property
    def shingled(self) -> Shingled:
        return shingle(self.text)

    @cached_property
    def terms(self) -> Terms:
        return read_terms(self.title, self.text)


class _Readings:
    """Articles that were read lately."""

    def __init__(self, archive: sqlite3.Connection) -> None:
        self._archive = archive
        self._read: OrderedDict[int, _Reading] = OrderedDict()

    def get(self, number: int) -> _Reading | None:
        """An article; ``None`` where there is none any more."""
        reading = self._read.get(number)
        if reading is not None:
            self._read.move_to_end(number)
            return reading
        row = self._archive.execute(
            "SELECT coalesce(address, url), language, published, title FROM articles WHERE id = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        reading = self._read[number] = _Reading(self._archive, number, row)
        if len(self._read) > _REMEMBERED:
            self._read.popitem(last=False)
        return reading


def count_unlinked(archive: sqlite3.Connection) -> int:
    """How many articles wait to be compared with the others."""
    return int(archive.execute("SELECT count(*) FROM unlinked WHERE compared = 0").fetchone()[0])


def link_articles(archive: sqlite3.Connection, *, on_linked: Callable[[int], None] | None = None) -> int:
    """Compare the articles that wait with those they could be like, and put the stories around them together anew.

    Args:
        archive: to write to, outside of a transaction.
        on_linked: told how many articles were compared, after each batch.

    Returns:
        How many articles were compared.
    """
    readings = _Readings(archive)
    done = 0
    for batch in _batches(archive):
        with transaction(archive):
            for number in batch:
                _link(archive, readings, number)
                archive.execute("UPDATE unlinked SET compared = 1 WHERE article = ?", (number,))
        done += len(batch)
        if on_linked is not None:
            on_linked(done)
    if archive.execute("SELECT 1 FROM unlinked LIMIT 1").fetchone() is not None:
        with transaction(archive):
            touched = [row[0] for row in archive.execute("SELECT article FROM unlinked WHERE compared = 1")]
            cluster_stories(archive, touched)
            archive.execute("DELETE FROM unlinked WHERE compared = 1")
    return done


def _batches(archive: sqlite3.Connection) -> Iterator[list[int]]:
    waiting = f"SELECT article FROM unlinked WHERE compared = 0 ORDER BY article LIMIT {_BATCH}"
    while batch := [row[0] for row in archive.execute(waiting)]:
        yield batch


def _link(archive: sqlite3.Connection, readings: _Readings, number: int) -> None:
    """Store what an article has in common with others; those that wait behind it find it themselves."""
    reading = readings.get(number)
    if reading is None:
        return
    words = list(tokens(reading.text))
    sharing = copy_candidates(archive, fingerprint(words), number)
    for other in sharing:
        _store_copy(archive, reading, readings.get(other))
    like = story_candidates(archive, top_terms(reading.title, reading.text, words), number)
    for other in dict.fromkeys((*sharing, *like)):
        _store_likeness(archive, reading, readings.get(other))


def _store_copy(archive: sqlite3.Connection, one: _Reading, other: _Reading | None) -> None:
    if other is None or (one.address is not None and one.address == other.address):
        return  # editions of one address are no copies
    if other.number < one.number:
        one, other = other, one
    overlap = compare(one.shingled, other.shingled)
    if overlap.worth >= COPIED:
        archive.execute(
            "INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?)",
            (
                one.number,
                other.number,
                overlap.words,
                round(overlap.resemblance, 4),
                round(overlap.contained, 4),
                round(overlap.other_contained, 4),
            ),
        )


def _store_likeness(archive: sqlite3.Connection, one: _Reading, other: _Reading | None) -> None:
    if other is None:
        return
    alike = _likeness(one, other)
    if alike >= LIKE:
        pair = (min(one.number, other.number), max(one.number, other.number))
        archive.execute("INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)", (*pair, alike))


def _likeness(one: _Reading, other: _Reading) -> int:
    """In thousandths, less for articles of days that lie apart."""
    counts = 1.0
    if one.day is not None and other.day is not None:
        apart = abs((one.day - other.day).days)
        counts = next((worth for most, worth in _BY_DAYS if apart <= most), 0.0)
    if not counts:
        return 0
    alike = likeness(one.terms, other.terms)
    if one.language and other.language and one.language != other.language:
        named, both = named_likeness(one.terms, other.terms)
        if both >= _NAMES and named >= _NAMES_ALIKE:
            alike = max(alike, named * _NAMES_WORTH)
    return round(alike * counts * 1000)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
