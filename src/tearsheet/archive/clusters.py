"""Stories: articles put together by how much they have in common, the likest first.

Each pair is looked at once: two groups become one where half of all pairs of their articles are alike. One long chain
of articles, each a little like the next, therefore makes no story. What comes out depends on the articles alone, not on
the order in which they came.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["cluster_stories", "group_alike"]

_MOST_PARAMETERS = 500

Pair = tuple[int, int, int]
"""Two articles and their likeness in thousandths."""


def cluster_stories(archive: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Put together anew the stories of some articles and of all that hang on them.

    Args:
        archive: inside a transaction.
        touched: ids of articles that are new or whose pairs changed.
    """
    pairs, reached = _around(archive, touched)
    stories = group_alike(pairs, _keys(archive, {article for pair in pairs for article in pair[:2]}))
    archive.executemany("DELETE FROM stories WHERE article = ?", [(article,) for article in sorted(reached)])
    archive.executemany(
        "INSERT INTO stories VALUES (?, ?)", [(article, min(story)) for story in stories for article in sorted(story)]
    )


def group_alike(pairs: Iterable[Pair], keys: dict[int, str]) -> list[set[int]]:
    """Groups of articles that have much in common.

    Args:
        pairs: each once; pairs that are not there have nothing in common.
        keys: of each article, what it is told from others by: the same however it came in.

    Returns:
        Groups of two and more.
    """
    ordered = sorted(pairs, key=lambda pair: (-pair[2], *sorted((keys[pair[0]], keys[pair[1]]))))
    group: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    between: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one, other, _ in ordered:
        for article in (one, other):
            group.setdefault(article, article)
            members.setdefault(article, {article})
        between[one][other] += 1
        between[other][one] += 1
    for one, other, _ in ordered:
        first, second = group[one], group[other]
        if first == second:
            continue
        if 2 * between[first][second] < len(members[first]) * len(members[second]):
            continue
        if len(members[first]) < len(members[second]):
            first, second = second, first
        for article in members[second]:
            group[article] = first
        members[first] |= members.pop(second)
        for neighbour, count in between.pop(second).items():
            del between[neighbour][second]
            if neighbour != first:
                between[first][neighbour] += count
                between[neighbour][first] += count
    return [articles for articles in members.values() if len(articles) > 1]


def _around(archive: sqlite3.Connection, touched: Iterable[int]) -> tuple[list[Pair], set[int]]:
    """All pairs that hang together with some articles, and all articles on the way."""
    reached = set(touched)
    waiting = sorted(reached)
    pairs: set[Pair] = set()
    while waiting:
        some, waiting = waiting[:_MOST_PARAMETERS], waiting[_MOST_PARAMETERS:]
        marks = ", ".join("?" * len(some))
        found = archive.execute(
            f"SELECT article, other, likeness FROM likenesses WHERE article IN ({marks})"
            f" UNION SELECT article, other, likeness FROM likenesses WHERE other IN ({marks})",
            (*some, *some),
        ).fetchall()
        pairs.update(found)
        new = {article for pair in found for article in pair[:2]} - reached
        reached |= new
        waiting += sorted(new)
    return list(pairs), reached


def _keys(archive: sqlite3.Connection, articles: set[int]) -> dict[int, str]:
    keys: dict[int, str] = {}
    waiting = sorted(articles)
    while waiting:
        some, waiting = waiting[:_MOST_PARAMETERS], waiting[_MOST_PARAMETERS:]
        keys |= archive.execute(
            "SELECT articles.id, hex(digest) || ' ' || ifnull(url, '') || ' ' || ifnull(captured, '') FROM articles"
            f" JOIN captures ON captures.id = articles.capture WHERE articles.id IN ({', '.join('?' * len(some))})",
            some,
        )
    return keys
