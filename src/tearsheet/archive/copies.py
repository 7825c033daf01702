"""Articles that share text: which, how much, which passages, and which of two is likely to have it from where."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from tearsheet.archive.loading import load_text
from tearsheet.archive.passages import Passage, compare
from tearsheet.archive.shingles import shingle

__all__ = ["Copy", "Direction", "Pair", "copies_of", "copy_groups", "copy_pairs", "judge_direction", "shared_passages"]

_AGENCY = 0.5
_EARLIER = 0.3
_WITHIN = 0.15
_PART = 0.5  # of the shorter text, from which it stands within the longer one
_MOST = 0.95


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of two articles that share text is likely to have had it first.

    Attributes:
        first: id of that article; ``None`` where nothing tells.
        confidence: from 0 to 1.
        reasons: what tells it: ``agency``, ``instants``, ``containment``.
    """

    first: int | None
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that share text.

    Attributes:
        article: id of one.
        other: id of the other.
        words: of the passages that both have.
        resemblance: what both have by what either has, from 0 to 1.
        contained: how much of ``article`` stands in ``other``, from 0 to 1.
        other_contained: how much of ``other`` stands in ``article``.
    """

    article: int
    other: int
    words: int
    resemblance: float
    contained: float
    other_contained: float


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that shares text with the one that was asked about.

    Attributes:
        pair: both, the article that was asked about first.
        title: of the other.
        outlet: name or host of the other's outlet.
        published: when the other was published, ISO 8601.
        address: of the other.
        direction: which of both had the text first.
        passages: what both have, the article that was asked about first; empty unless asked for.
    """

    pair: Pair
    title: str | None
    outlet: str | None
    published: str | None
    address: str | None
    direction: Direction
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Origin:
    """What tells where an article's text is from."""

    published: str | None
    agency: bool


def copies_of(archive: sqlite3.Connection, number: int, *, passages: bool = False) -> list[Copy]:
    """The articles that share text with one, those with most in common first.

    Args:
        archive: whose articles are linked (`tearsheet.archive.linking.link_articles`).
        number: id of the article.
        passages: whether to compare the texts again for what they share.

    Raises:
        MissingError: there is no such article.
        DamagedError: a text is not what was stored.
    """
    text = load_text(archive, number)
    here = _origin(archive, number)
    found: list[Copy] = []
    rows = archive.execute(
        "SELECT other, words, resemblance, contained, other_contained FROM copies WHERE article = :number"
        " UNION ALL SELECT article, words, resemblance, other_contained, contained FROM copies WHERE other = :number",
        {"number": number},
    ).fetchall()
    one = shingle(text) if passages and rows else None
    for row in rows:
        pair = Pair(number, *row)
        title, outlet, published, address = archive.execute(
            "SELECT title, coalesce(nullif(name, ''), host), published, coalesce(address, url) FROM articles"
            " LEFT JOIN outlets ON outlets.id = articles.outlet WHERE articles.id = ?",
            (pair.other,),
        ).fetchone()
        direction = _direction(pair, here, _origin(archive, pair.other))
        shared = compare(one, shingle(load_text(archive, pair.other))).passages if one is not None else ()
        found.append(Copy(pair, title, outlet, published, address, direction, shared))
    return sorted(found, key=lambda copy: (-copy.pair.words, copy.pair.other))


def shared_passages(archive: sqlite3.Connection, one: int, other: int) -> tuple[Passage, ...]:
    """What two articles share, as spans of both texts; errors are those of `copies_of`."""
    return compare(shingle(load_text(archive, one)), shingle(load_text(archive, other))).passages


def copy_pairs(archive: sqlite3.Connection) -> Iterator[Pair]:
    """All pairs of articles that share text, by their ids."""
    query = "SELECT article, other, words, resemblance, contained, other_contained FROM copies ORDER BY article, other"
    for row in archive.execute(query):
        yield Pair(*row)


def copy_groups(archive: sqlite3.Connection, articles: list[int], *, least: float = 0.5) -> list[list[int]]:
    """Articles put together where one holds most of the other: what is left are texts of their own.

    Args:
        archive: whose articles are linked.
        articles: ids, in the order to keep.
        least: how much of one must stand in the other, from 0 to 1.
    """
    group = {article: article for article in articles}

    def root(article: int) -> int:
        while group[article] != article:
            group[article] = group[group[article]]
            article = group[article]
        return article

    for article in articles:
        rows = archive.execute(
            "SELECT other FROM copies WHERE article = ? AND max(contained, other_contained) >= ?", (article, least)
        )
        for (other,) in rows:
            if other in group:
                group[root(other)] = root(article)
    together: dict[int, list[int]] = {}
    for article in articles:
        together.setdefault(root(article), []).append(article)
    return list(together.values())


def judge_direction(archive: sqlite3.Connection, pair: Pair) -> Direction:
    """Which of two articles is likely to have had their common text first: agency credit, instants, containment."""
    return _direction(pair, _origin(archive, pair.article), _origin(archive, pair.other))


def _direction(pair: Pair, here: _Origin, there: _Origin) -> Direction:
    """What speaks for one is weighed against what speaks for the other."""
    reasons: list[tuple[str, float]] = []
    if here.agency != there.agency:
        reasons.append(("agency", _AGENCY if here.agency else -_AGENCY))
    earlier = _earlier(here.published, there.published)
    if earlier:
        reasons.append(("instants", earlier * _EARLIER))
    if max(pair.contained, pair.other_contained) >= _PART and pair.contained != pair.other_contained:
        # What stands whole in a longer text is likely to have been taken into it.
        reasons.append(("containment", _WITHIN if pair.contained > pair.other_contained else -_WITHIN))
    weight = sum(worth for _, worth in reasons)
    if not weight:
        return Direction(None, 0.0, ())
    telling = tuple(name for name, worth in reasons if worth * weight > 0)
    return Direction(pair.article if weight > 0 else pair.other, round(min(abs(weight), _MOST), 2), telling)


def _earlier(one: str | None, other: str | None) -> int:
    """1 where the first instant is the earlier one, -1 where it is the later one, 0 where that cannot be told."""
    if one is None or other is None:
        return 0
    if not (one.endswith("Z") and other.endswith("Z")):
        # Without times or zones the days tell, if they are not the same.
        one, other = one[:10], other[:10]
    return (one < other) - (one > other)


def _origin(archive: sqlite3.Connection, number: int) -> _Origin:
    row = archive.execute(
        "SELECT published, EXISTS (SELECT 1 FROM authors WHERE article = articles.id AND kind = 'agency')"
        " FROM articles WHERE id = ?",
        (number,),
    ).fetchone()
    return _Origin(row[0], bool(row[1])) if row is not None else _Origin(None, False)
