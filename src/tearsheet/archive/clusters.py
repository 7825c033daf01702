"""Stories: articles that are alike and have the same neighbours.

Two articles hang together where they are alike and half of those that each is like are the same; what hangs together is
a story. One article in between two events has neighbours in both, and joins them no more than a chain of articles does,
each a little like the next. Whether two hang together depends on them and their neighbours alone: not on the order in
which articles came, and not on the rest of the archive, so that a new article costs a look around it.

Shared neighbours: R. Jarvis and E. Patrick, Clustering using a similarity measure based on shared near neighbors, 1973;
the measure is that of X. Xu et al., SCAN: a structural clustering algorithm for networks, 2007.
"""

import sqlite3
from collections.abc import Callable, Iterable

__all__ = ["Neighbours", "cluster_stories", "hanging_together", "put_together", "store_ends"]

Neighbours = Callable[[int], frozenset[int]]
"""Of an article, those that are like it, itself among them."""

_SHARED = 0.5
_STORY = "SELECT story FROM stories WHERE article = ?"


def cluster_stories(archive: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Put together anew the stories around some articles.

    Args:
        archive: inside a transaction.
        touched: ids of articles that are new or whose likenesses changed.
    """
    neighbours = _reader(archive)
    # What an article is like changes whether its neighbours hang together with theirs.
    changed = {other for article in touched for other in (article, *neighbours(article))}
    region = set(changed)
    for article in changed:
        region |= _with(archive, article)
    found = put_together(region, neighbours)
    for story in found:
        region |= story
    ended = {row[0] for article in region for row in archive.execute(_STORY, (article,))}
    archive.executemany("DELETE FROM stories WHERE article = ?", [(article,) for article in sorted(region)])
    archive.executemany(
        "INSERT INTO stories VALUES (?, ?)", [(article, min(story)) for story in found for article in sorted(story)]
    )
    store_ends(archive, ended.union(map(min, found)))


def store_ends(archive: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Keep when the last article of each of some stories was published, now that their articles are others.

    Args:
        archive: inside a transaction.
        stories: numbers of stories, those that have no articles any more among them.
    """
    for story in sorted(stories):
        archive.execute("DELETE FROM story_ends WHERE story = ?", (story,))
        archive.execute(
            "INSERT INTO story_ends SELECT story, ifnull(max(published), '') FROM stories"
            " JOIN articles ON articles.id = stories.article WHERE story = ? GROUP BY story",
            (story,),
        )


def put_together(articles: Iterable[int], neighbours: Neighbours) -> list[set[int]]:
    """The stories of some articles, whole: groups of two and more.

    Args:
        articles: ids.
        neighbours: of any article.
    """
    stories: list[set[int]] = []
    done: set[int] = set()
    for article in sorted(articles):
        if article in done:
            continue
        story = {article}
        waiting = [article]
        while waiting:
            here = waiting.pop()
            new = {there for there in neighbours(here) - story if hanging_together(here, there, neighbours)}
            story |= new
            waiting += new
        done |= story
        if len(story) > 1:
            stories.append(story)
    return stories


def hanging_together(one: int, other: int, neighbours: Neighbours) -> bool:
    """Whether two articles that are alike are about one event: by the cosine of the sets of their neighbours."""
    here, there = neighbours(one), neighbours(other)
    both = len(here & there)
    return both * both >= _SHARED * _SHARED * len(here) * len(there)


def _reader(archive: sqlite3.Connection) -> Neighbours:
    known: dict[int, frozenset[int]] = {}

    def neighbours(article: int) -> frozenset[int]:
        found = known.get(article)
        if found is None:
            rows = archive.execute(
                "SELECT other FROM likenesses WHERE article = :article"
                " UNION SELECT article FROM likenesses WHERE other = :article",
                {"article": article},
            )
            found = known[article] = frozenset([article, *(row[0] for row in rows)])
        return found

    return neighbours


def _with(archive: sqlite3.Connection, article: int) -> set[int]:
    """Those that an article is in a story with."""
    rows = archive.execute(
        "SELECT others.article FROM stories JOIN stories AS others ON others.story = stories.story"
        " WHERE stories.article = ?",
        (article,),
    )
    return {row[0] for row in rows}
