"""Which articles one should be compared with: those that leave several of the same traces. A bounded number of each."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

__all__ = ["copy_candidates", "story_candidates"]

_MOST_OF_FINGERPRINT = 64  # articles that one leads to; more have it where it is boilerplate
_MOST_OF_TERM = 200  # the newest ones: what is new is about what is new
_MOST_COPIES = 100
_MOST_ALIKE = 80
_FEWEST_TERMS = 2


def copy_candidates(archive: sqlite3.Connection, fingerprints: Iterable[int], number: int) -> list[int]:
    """Articles that may share text with an article, those with most in common first.

    Args:
        archive: to look in.
        fingerprints: of the article.
        number: its id, which is not among them.
    """
    query = f"SELECT article FROM fingerprints WHERE hash = ? ORDER BY article LIMIT {_MOST_OF_FINGERPRINT}"
    found = _counted(archive, query, fingerprints, number)
    return sorted(found, key=lambda article: (-found[article], article))[:_MOST_COPIES]


def story_candidates(archive: sqlite3.Connection, terms: Iterable[int], number: int) -> list[int]:
    """Articles that may be about the same event as an article; as `copy_candidates`, with its terms."""
    query = f"SELECT article FROM story_terms WHERE term = ? ORDER BY article DESC LIMIT {_MOST_OF_TERM}"
    found = _counted(archive, query, terms, number)
    several = [article for article, count in found.items() if count >= _FEWEST_TERMS]
    return sorted(several, key=lambda article: (-found[article], -article))[:_MOST_ALIKE]


def _counted(archive: sqlite3.Connection, query: str, traces: Iterable[int], number: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for trace in traces:
        found.update(row[0] for row in archive.execute(query, (trace,)))
    del found[number]
    return found
