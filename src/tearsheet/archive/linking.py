"""Brings copies and stories of an archive up to date: articles that came in are compared with those they could be like.

Comparing is put off until somebody asks, because adding must not wait for it. A batch is stored in one transaction, so
that whatever happens the next call goes on where this one ended. What an article costs does not grow with the archive:
it is compared with a bounded number of others, and what was read lately is kept ready.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

from tearsheet.archive.candidates import copy_candidates, story_candidates
from tearsheet.archive.clusters import cluster_stories
from tearsheet.archive.folding import read_words
from tearsheet.archive.loading import load_text
from tearsheet.archive.opening import transaction
from tearsheet.archive.passages import compare
from tearsheet.archive.shingles import Shingled, fingerprint, shingle
from tearsheet.archive.storyterms import Reading, Terms, Vector, likenesses, read_terms

__all__ = ["COPIED", "count_unlinked", "link_articles"]

COPIED = 27.0
"""Words outside of quotations, three of a quotation for one, from which on a text shares text with another."""

LIKE = 120
"""Likeness, in thousandths, from which on two articles may be about one event."""

_BATCH = 64
_TEXTS_KEPT = 1000  # ready to look for passages in: 20 KB each
_TERMS_KEPT = 20_000  # 3 KB each
_PROFILES_KEPT = 2000  # in the archive, of the articles that came in last: for the next time, 3 KB each
_ASKED = 100  # articles that one question to the archive asks for
_MOST_ALIKE = 80  # of the days around, that one is compared with
_NAMES = 6  # that articles in two languages must have in common,
_NAMES_ALIKE = 0.3  # and how much alike they must be
_NAMES_WORTH = 0.4
_BY_DAYS = ((1, 1.0), (3, 0.85), (7, 0.65))
"""Up to so many days apart, what likeness counts; farther apart it does not."""


@dataclass(frozen=True, slots=True)
class _Article:
    """What tells of an article whether it is to be compared with another."""

    number: int
    title: str | None
    address: str | None
    language: str | None
    day: int | None


Kept = TypeVar("Kept")


class _Lately(Generic[Kept]):
    """What was made of articles lately; made anew where it has been let go."""

    def __init__(self, make: Callable[[_Article], Kept], most: int) -> None:
        self._make = make
        self._most = most
        self._known: OrderedDict[int, Kept] = OrderedDict()

    def of(self, article: _Article) -> Kept:
        if article.number in self._known:
            self._known.move_to_end(article.number)
            return self._known[article.number]
        return self.keep(article, self._make(article))

    def keep(self, article: _Article, made: Kept) -> Kept:
        self._known[article.number] = made
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return made


class _Linker:
    """Compares articles of an archive."""

    def __init__(self, archive: sqlite3.Connection) -> None:
        self._archive = archive
        self._waiting = {row[0] for row in archive.execute("SELECT article FROM unlinked WHERE compared = 0")}
        compared = archive.execute(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM unlinked WHERE compared = 0)"
            " ORDER BY id DESC LIMIT 1"
        ).fetchone()
        self._last = compared[0] if compared is not None else 0
        self._shingled = _Lately[Shingled](lambda one: shingle(load_text(archive, one.number)), _TEXTS_KEPT)
        self._terms = _Lately[Terms](self._read, _TERMS_KEPT)

    def link(self, number: int) -> None:
        """Store what an article has in common with others."""
        self._waiting.discard(number)
        one = self._article(number)
        if one is None:
            return
        text = load_text(self._archive, number)
        words = read_words(text)
        reading = Reading(one.title, text, words)
        terms = self._terms.keep(one, reading.terms())
        self._archive.execute(
            "INSERT OR REPLACE INTO profiles VALUES (?, ?, ?)", (number, terms.words.pack(), terms.names.pack())
        )
        self._archive.execute("DELETE FROM profiles WHERE article <= ?", (number - _PROFILES_KEPT,))
        sharing = list(self._articles(copy_candidates(self._archive, fingerprint(words), number)))
        for other in sharing:
            if one.address is None or one.address != other.address:  # editions of one address are no copies
                self._store_copy(*sorted((one, other), key=lambda each: each.number))
        like = story_candidates(self._archive, reading.searched(), number, later=number < self._last)
        near = islice((other for other in self._articles(like) if _worth(one, other)), _MOST_ALIKE)
        others = {other.number: other for other in (*sharing, *near) if _worth(one, other)}
        self._store_likenesses(one, list(others.values()))

    def _read(self, one: _Article) -> Terms:
        """The terms of an article, as they were kept or anew from its text."""
        row = self._archive.execute("SELECT words, names FROM profiles WHERE article = ?", (one.number,)).fetchone()
        if row is not None:
            return Terms(Vector.unpack(row[0]), Vector.unpack(row[1]))
        return read_terms(one.title, load_text(self._archive, one.number))

    def _store_copy(self, one: _Article, other: _Article) -> None:
        overlap = compare(self._shingled.of(one), self._shingled.of(other))
        if overlap.tells(COPIED):
            self._archive.execute(
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

    def _store_likenesses(self, one: _Article, others: list[_Article]) -> None:
        here = self._terms.of(one)
        there = [self._terms.of(other) for other in others]
        alike = likenesses(here.words, [terms.words for terms in there])
        named = likenesses(here.names, [terms.names for terms in there])
        for other, (by_words, _), (by_names, names) in zip(others, alike, named, strict=True):
            across = one.language and other.language and one.language != other.language
            if across and names >= _NAMES and by_names >= _NAMES_ALIKE:
                by_words = max(by_words, by_names * _NAMES_WORTH)
            likeness = round(by_words * _worth(one, other) * 1000)
            if likeness >= LIKE:
                pair = (min(one.number, other.number), max(one.number, other.number))
                self._archive.execute("INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)", (*pair, likeness))

    def _articles(self, numbers: Iterable[int]) -> Iterator[_Article]:
        """Those that are there and have been compared: those that wait behind an article find it themselves."""
        compared = (number for number in numbers if number not in self._waiting)
        while few := list(islice(compared, _ASKED)):
            found = {article.number: article for article in self._ask(few)}
            yield from (found[number] for number in few if number in found)

    def _article(self, number: int) -> _Article | None:
        return next(self._ask([number]), None)

    def _ask(self, numbers: Sequence[int]) -> Iterator[_Article]:
        marks = ", ".join("?" * len(numbers))
        rows = self._archive.execute(
            f"SELECT id, title, coalesce(address, url), language, published FROM articles WHERE id IN ({marks})",
            numbers,
        )
        for number, title, address, language, published in rows.fetchall():
            primary = language.partition("-")[0].lower() if language else None
            yield _Article(number, title, address, primary, _day(published))


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
    linker = _Linker(archive)
    done = 0
    for batch in _batches(archive):
        with transaction(archive):
            for number in batch:
                linker.link(number)
            archive.executemany("UPDATE unlinked SET compared = 1 WHERE article = ?", [(number,) for number in batch])
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


def _worth(one: _Article, other: _Article) -> float:
    """What likeness counts, less for articles of days that lie apart."""
    if one.day is None or other.day is None:
        return 1.0
    apart = abs(one.day - other.day)
    return next((worth for most, worth in _BY_DAYS if apart <= most), 0.0)


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
