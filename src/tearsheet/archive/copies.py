"""Articles that share text: which, how much, which passages, and which of two is likely to have it from where."""

import re
import sqlite3
from dataclasses import dataclass

from tearsheet.archive.folding import fold_name
from tearsheet.archive.listing import Listing, begin
from tearsheet.archive.loading import load_text
from tearsheet.archive.passages import Passage, compare
from tearsheet.archive.shingles import shingle

__all__ = [
    "Copy",
    "Direction",
    "Pair",
    "Sharing",
    "copies_of",
    "copy_groups",
    "copy_pairs",
    "likely_origin",
    "shared_passages",
]

_CREDIT = 0.6
_AGENCY = 0.5
_EARLIER = 0.3
_WITHIN = 0.15
_WHOLE = 0.9  # of a text, from which it stands whole within the other,
_PART = 0.65  # of which it is no more than so much
_MOST = 0.95
_TAIL = 90  # characters at the end of a text where it says whose it is
_SOURCE = re.compile(r"(?:\s[–—-]\s*|\()([^–—()]{2,60})\)?\s*$")
_DATELINE = re.compile(r"[^.!?()\n]{0,60}\(([^()\n]{2,40})\)\s*[–—:-]")
_SHARED = 0.5
"""What instants and containment count where both texts name the same source, and neither is it."""
_TOKEN = re.compile(r"(\d{1,18})~(\d{1,18})")


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of two articles that share text is likely to have had it first.

    Attributes:
        first: id of that article; ``None`` where nothing tells.
        confidence: from 0 to 1.
        reasons: what tells it: ``credit`` (one says at its end, in its dateline or where its authors stand that it is
            from the other's outlet), ``agency``, ``instants``, ``containment``.
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
class Sharing:
    """Two articles that share text, with who is likely to have it from whom.

    Attributes:
        pair: both.
        direction: which of both had the text first.
        passages: what both have; empty unless asked for.
    """

    pair: Pair
    direction: Direction
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Origin:
    """What tells where an article's text is from.

    Attributes:
        published: when.
        agency: whether an agency is among the authors.
        outlet: words of the outlet's name, and its initials.
        sources: what the text names at its end or in its dateline as where it is from, and the agencies among the
            authors: the words of each.
    """

    published: str | None
    agency: bool
    outlet: frozenset[str]
    sources: frozenset[frozenset[str]]

    def credits(self, other: "_Origin") -> bool:
        """Whether the text says that it is from another's outlet."""
        return any(source <= other.outlet for source in self.elsewhere())

    def elsewhere(self) -> set[frozenset[str]]:
        """The sources that are not its own outlet."""
        return {source for source in self.sources if not source <= self.outlet}


def copies_of(
    archive: sqlite3.Connection, number: int, *, passages: bool = False, limit: int = 100, page: str | None = None
) -> Listing[Copy]:
    """The articles that share text with one, those with most in common first.

    Args:
        archive: whose articles are linked (`tearsheet.archive.linking.link_articles`).
        number: id of the article.
        passages: whether to compare the texts again for what they share.
        limit: articles a page.
        page: ``next`` of the page before.

    Raises:
        MissingError: there is no such article.
        DamagedError: a text is not what was stored.
        ValueError: there is no such page.
    """
    text = load_text(archive, number)
    here = _origin(archive, number)
    bound = begin(archive, page, limit)
    rows = archive.execute(
        "SELECT other, words, resemblance, contained, other_contained FROM copies"
        " WHERE article = :number AND other <= :newest UNION ALL"
        " SELECT article, words, resemblance, other_contained, contained FROM copies"
        " WHERE other = :number AND article <= :newest ORDER BY words DESC, other",
        {"number": number, "newest": bound.newest},
    ).fetchall()
    shown = rows[bound.offset : bound.offset + limit]
    one = shingle(text) if passages and shown else None
    found: list[Copy] = []
    for row in shown:
        pair = Pair(number, *row)
        title, outlet, published, address = archive.execute(
            "SELECT title, coalesce(nullif(name, ''), host), published, coalesce(address, url) FROM articles"
            " LEFT JOIN outlets ON outlets.id = articles.outlet WHERE articles.id = ?",
            (pair.other,),
        ).fetchone()
        direction = _direction(pair, here, _origin(archive, pair.other))
        shared = compare(one, shingle(load_text(archive, pair.other))).passages if one is not None else ()
        found.append(Copy(pair, title, outlet, published, address, direction, shared))
    return Listing(tuple(found), len(rows), bound.after(len(found), len(rows)))


def shared_passages(archive: sqlite3.Connection, one: int, other: int) -> tuple[Passage, ...]:
    """What two articles share, as spans of both texts; errors are those of `copies_of`."""
    return compare(shingle(load_text(archive, one)), shingle(load_text(archive, other))).passages


def copy_pairs(
    archive: sqlite3.Connection, *, passages: bool = False, limit: int = 100, page: str | None = None
) -> Listing[Sharing]:
    """All pairs of articles that share text, by their ids; arguments and errors are those of `copies_of`."""
    if limit < 1:
        raise ValueError(f"a page has at least one item, not {limit}")
    behind = _TOKEN.fullmatch(page or "0~0")
    if behind is None:
        raise ValueError(f"there is no page {page!r}")
    rows = archive.execute(
        "SELECT article, other, words, resemblance, contained, other_contained FROM copies"
        " WHERE (article, other) > (?, ?) ORDER BY article, other LIMIT ?",
        (int(behind[1]), int(behind[2]), limit + 1),
    ).fetchall()
    (total,) = archive.execute("SELECT count(*) FROM copies").fetchone()
    found: list[Sharing] = []
    for row in rows[:limit]:
        pair = Pair(*row)
        shared = shared_passages(archive, pair.article, pair.other) if passages else ()
        found.append(Sharing(pair, _judge(archive, pair), shared))
    following = f"{found[-1].pair.article}~{found[-1].pair.other}" if len(rows) > limit else None
    return Listing(tuple(found), total, following)


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


def likely_origin(archive: sqlite3.Connection, articles: list[int]) -> tuple[int | None, float]:
    """Which of some copies is likely to have had their text first, and how sure that is, from 0 to 1.

    Args:
        archive: whose articles are linked.
        articles: ids, as `copy_groups` put them together.
    """
    if len(articles) == 1:
        return articles[0], 1.0
    members = set(articles)
    told: dict[int, list[float]] = {}
    for article in articles:
        rows = archive.execute(
            "SELECT article, other, words, resemblance, contained, other_contained FROM copies WHERE article = ?",
            (article,),
        )
        for pair in (Pair(*row) for row in rows.fetchall() if row[1] in members):
            direction = _judge(archive, pair)
            for one in (pair.article, pair.other):
                sign = 1.0 if direction.first == one else -1.0
                told.setdefault(one, []).append(sign * direction.confidence)
    best = max(articles, key=lambda article: sum(told.get(article, [0.0])))
    sure = sum(told[best]) / len(told[best]) if best in told else 0.0
    return (best, round(sure, 2)) if sure > 0 else (None, 0.0)


def _judge(archive: sqlite3.Connection, pair: Pair) -> Direction:
    return _direction(pair, _origin(archive, pair.article), _origin(archive, pair.other))


def _direction(pair: Pair, here: _Origin, there: _Origin) -> Direction:
    """What speaks for one is weighed against what speaks for the other."""
    reasons: list[tuple[str, float]] = []
    credited = here.credits(there) != there.credits(here)
    if credited:
        reasons.append(("credit", _CREDIT if there.credits(here) else -_CREDIT))
    elif here.agency != there.agency:
        # An agency that is the other's outlet is a credit; one that is not is nearer to where the text is from.
        reasons.append(("agency", _AGENCY if here.agency else -_AGENCY))
    # Where both have it from a third, the earlier and the shorter one need not be where the other has it from.
    part = _SHARED if here.elsewhere() & there.elsewhere() and not credited else 1.0
    earlier = _earlier(here.published, there.published)
    if earlier:
        reasons.append(("instants", earlier * _EARLIER * part))
    less, more = sorted((pair.contained, pair.other_contained))
    if more >= _WHOLE and less <= _PART:
        # What stands whole in a text much longer than it is likely to have been taken into it.
        reasons.append(("containment", _WITHIN * (part if pair.contained > pair.other_contained else -part)))
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
    published, outlet = archive.execute(
        "SELECT published, folded FROM articles LEFT JOIN outlets ON outlets.id = outlet WHERE articles.id = ?",
        (number,),
    ).fetchone()
    agencies = [
        name
        for (name,) in archive.execute(
            "SELECT folded FROM authors JOIN people ON people.id = person WHERE article = ? AND kind = 'agency'",
            (number,),
        )
    ]
    text = load_text(archive, number)
    named = [found[1] for found in (_SOURCE.search(text[-_TAIL:]), _DATELINE.match(text)) if found is not None]
    sources = [fold_name(source) for line in named for source in re.split("[/,;&]", line)]
    words = frozenset(frozenset(source.split()) for source in (*sources, *agencies) if source)
    return _Origin(published, bool(agencies), _names(outlet or ""), words)


def _names(outlet: str) -> frozenset[str]:
    """The words of an outlet's name and its initials, as agencies are credited: with the first word and without."""
    words = outlet.split()
    initials = ("".join(word[0] for word in some) for some in (words, words[1:]) if len(some) > 1)
    return frozenset((*words, *initials))
