"""Which articles one should be compared with: those that leave several of the same traces. A bounded number of each.

However large the archive is, a trace leads to no more than so many articles, and no more than so many of those are
compared, because to look for shared passages a text has to be unpacked and cut into words.
"""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from tearsheet.archive.indexing import fingerprint_word, term_word

__all__ = ["copy_candidates", "story_candidates"]

_MOST_OF_FINGERPRINT = 64  # articles that one leads to; more have it where it is boilerplate
_MOST_OF_TERM = 200  # the nearest ones: what comes in together is about the same
_MOST_COPIES = 40  # that texts are compared with word by word
_MOST_ALIKE = 500
_FEWEST_TERMS = 2


def copy_candidates(archive: sqlite3.Connection, fingerprints: Iterable[int], number: int) -> list[int]:
    """Articles that may share text with an article, those with most in common first: what few have counts more.

    Args:
        archive: to look in.
        fingerprints: of the article.
        number: its id, which is not among them.
    """
    query = f"SELECT rowid FROM traces WHERE traces MATCH ? ORDER BY rowid LIMIT {_MOST_OF_FINGERPRINT}"
    found: dict[int, float] = defaultdict(float)
    for fingerprint in fingerprints:
        rows = archive.execute(query, (fingerprint_word(fingerprint),)).fetchall()
        worth = math.log2(1 + _MOST_OF_FINGERPRINT / max(len(rows), 1))
        for (article,) in rows:
            found[article] += worth
    found.pop(number, None)
    return sorted(found, key=lambda article: (-found[article], article))[:_MOST_COPIES]


def story_candidates(
    archive: sqlite3.Connection, terms: Iterable[int], number: int, *, later: bool = False
) -> list[int]:
    """Articles that may be about the same event as an article; as `copy_candidates`, with its terms.

    Args:
        archive: to look in.
        terms: of the article.
        number: its id, which is not among them.
        later: whether those that came in after it count as well.
    """
    queries = [f"rowid < ? ORDER BY rowid DESC LIMIT {_MOST_OF_TERM}"]
    if later:
        queries.append(f"rowid > ? ORDER BY rowid LIMIT {_MOST_OF_TERM}")
    found: Counter[int] = Counter()
    for term in terms:
        for query in queries:
            asked = (term_word(term), number)
            rows = archive.execute(f"SELECT rowid FROM traces WHERE traces MATCH ? AND {query}", asked)
            found.update(row[0] for row in rows)
    several = [article for article, count in found.items() if count >= _FEWEST_TERMS]
    return sorted(several, key=lambda article: (-found[article], -article))[:_MOST_ALIKE]
