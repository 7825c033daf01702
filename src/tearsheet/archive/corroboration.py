"""Who else carries a statement: the same words, or what says much the same, grouped into texts and their copies.

What is shown is what stands where. Whether it is so, nobody can tell from that.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from tearsheet.archive.copies import copy_groups
from tearsheet.archive.folding import read_words, tokens
from tearsheet.archive.storyterms import Reading, Vector, likeness
from tearsheet.archive.wordings import Wordings

__all__ = ["Carrier", "Corroboration", "Match", "Single", "corroborate", "single_sources"]

_SAME_WORDS = 0.8  # of the shorter statement's words, in a row or nearly
_SAME_CONTENT = 0.45
_SAME_SPEAKER = 0.3  # is enough where the speaker is the same
_TERMS = 8
_MOST_OF_TERM = 300
_MOST = 200
_FEWEST_WORDS = 4


class Match(StrEnum):
    """How a statement is carried elsewhere."""

    WORDS = "words"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A statement that says the same as the one that was asked about.

    Attributes:
        statement: its id in ``statements``.
        article: id of its article.
        text: what was said.
        speaker: who said it.
        same_speaker: whether that is who said the other one; ``None`` where one of them is not known.
        match: the same words, or the same content in others.
        likeness: how much alike both are, from 0 to 1.
        outlet: name or host of its outlet.
        published: when its article was published, ISO 8601.
    """

    statement: int
    article: int
    text: str
    speaker: str | None
    same_speaker: bool | None
    match: Match
    likeness: float
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Where a statement stands.

    Attributes:
        statement: its id.
        text: what was said.
        speaker: who said it.
        article: id of its article.
        texts: statements that carry it in other articles, earliest first; those in copies of one text together.
        own: statements in copies of the article that the statement itself stands in.
    """

    statement: int
    text: str
    speaker: str | None
    article: int
    texts: tuple[tuple[Carrier, ...], ...]
    own: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """A statement of a story that one text alone carries.

    Attributes:
        statement: its id.
        article: id of its article.
        text: what was said.
        speaker: who said it.
    """

    statement: int
    article: int
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class _Said:
    statement: int
    article: int
    text: str
    speaker: str | None
    folded: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class _Worded:
    """A statement as it is compared with others."""

    said: _Said
    count: int
    pairs: frozenset[tuple[str, str]]
    terms: Vector

    @property
    def keys(self) -> set[object]:
        """What statements that are like it have one of."""
        return {*self.pairs, *self.terms.terms.tolist()}


_SAID = (
    "SELECT s.id, s.article, s.number, p.name, p.folded, coalesce(nullif(o.name, ''), o.host), a.published"
    " FROM statements AS s JOIN articles AS a ON a.id = s.article LEFT JOIN people AS p ON p.id = s.speaker_id"
    " LEFT JOIN outlets AS o ON o.id = a.outlet"
)


def _said(row: tuple[Any, ...], wordings: Wordings) -> _Said:
    statement, article, number, *rest = row
    return _Said(statement, article, wordings.get(article, number), *rest)


def corroborate(archive: sqlite3.Connection, statement: int) -> Corroboration:
    """Where else a statement stands.

    Args:
        archive: whose articles are linked (`tearsheet.archive.linking.link_articles`).
        statement: its id in ``statements``.

    Raises:
        LookupError: there is no such statement.
    """
    row = archive.execute(f"{_SAID} WHERE s.id = ?", (statement,)).fetchone()
    if row is None:
        raise LookupError(f"no statement {statement} in this archive")
    wordings = Wordings(archive)
    said = _said(row, wordings)
    carriers = _carriers(_worded(said), map(_worded, _candidates(archive, said, wordings)))
    order = sorted(carriers, key=lambda one: (one.published is None, one.published or "", one.article, one.statement))
    articles = list(dict.fromkeys([said.article, *(carrier.article for carrier in order)]))
    own: tuple[Carrier, ...] = ()
    texts: list[tuple[Carrier, ...]] = []
    for group in copy_groups(archive, articles):
        members = set(group)
        inside = tuple(carrier for carrier in order if carrier.article in members)
        if said.article in members:
            own = inside
        elif inside:
            texts.append(inside)
    return Corroboration(said.statement, said.text, said.speaker, said.article, tuple(texts), own)


def single_sources(archive: sqlite3.Connection, articles: Iterable[int]) -> list[Single]:
    """Statements that one text alone carries among some articles, copies of a text counted as one.

    Those of fewer than four words are not held against others, so that nothing is said of them.

    Args:
        archive: whose articles are linked.
        articles: ids, such as those of a story.
    """
    numbers = list(articles)
    text_of = {article: place for place, group in enumerate(copy_groups(archive, numbers)) for article in group}
    wordings = Wordings(archive)
    said = [
        _said(row, wordings)
        for number in numbers
        for row in archive.execute(f"{_SAID} WHERE s.article = ? ORDER BY s.number", (number,))
    ]
    worded = [_worded(one) for one in said]
    # Statements without a term or two words in a row in common are not alike.
    having: dict[object, list[int]] = {}
    for place, one in enumerate(worded):
        for key in one.keys:
            having.setdefault(key, []).append(place)
    found: list[Single] = []
    for one in worded:
        if one.count < _FEWEST_WORDS:
            continue
        places = {place for key in one.keys for place in having[key]}
        others = (worded[place] for place in sorted(places))
        elsewhere = (other for other in others if text_of[other.said.article] != text_of[one.said.article])
        if not _carriers(one, elsewhere):
            found.append(Single(one.said.statement, one.said.article, one.said.text, one.said.speaker))
    return found


def _worded(said: _Said) -> _Worded:
    words = read_words(said.text)
    pairs = frozenset(pairwise(words.folded))
    return _Worded(said, len(words.folded), pairs, Reading(None, said.text, words).words())


def _carriers(one: _Worded, others: Iterable[_Worded]) -> list[Carrier]:
    if one.count < _FEWEST_WORDS:
        return []
    found: list[Carrier] = []
    for theirs in others:
        if theirs.count < _FEWEST_WORDS:
            continue
        said, other = one.said, theirs.said
        same = None if said.folded is None or other.folded is None else said.folded == other.folded
        # How much of the shorter statement stands in the longer one: its words two by two.
        alike = len(one.pairs & theirs.pairs) / max(min(len(one.pairs), len(theirs.pairs)), 1)
        match = Match.WORDS
        if alike < _SAME_WORDS:
            match, alike = Match.CONTENT, likeness(one.terms, theirs.terms)
            if alike < (_SAME_SPEAKER if same else _SAME_CONTENT):
                continue
        found.append(
            Carrier(
                other.statement,
                other.article,
                other.text,
                other.speaker,
                same,
                match,
                round(min(alike, 1.0), 3),
                other.outlet,
                other.published,
            )
        )
    return found


def _candidates(archive: sqlite3.Connection, said: _Said, wordings: Wordings) -> list[_Said]:
    """Statements of other articles that have rare words in common with one."""
    counts: dict[int, int] = {}
    words = sorted({word for word, _, _ in tokens(said.text)}, key=lambda word: (-len(word), word))[: 3 * _TERMS]
    used = 0
    for word in words:
        query = '"' + word.replace('"', '""') + '"'
        rows = archive.execute(
            "SELECT rowid FROM statement_words WHERE statement_words MATCH ? LIMIT ?",
            (f"text : {query}", _MOST_OF_TERM + 1),
        ).fetchall()
        if len(rows) > _MOST_OF_TERM:
            continue
        for (number,) in rows:
            counts[number] = counts.get(number, 0) + 1
        used += 1
        if used == _TERMS:
            break
    best = sorted(counts, key=lambda number: (-counts[number], number))[:_MOST]
    found = [archive.execute(f"{_SAID} WHERE s.id = ?", (number,)).fetchone() for number in best]
    return [_said(row, wordings) for row in found if row is not None and row[1] != said.article]
