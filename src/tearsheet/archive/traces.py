"""What an article leaves behind to be found by: fingerprints for copies, terms for stories.

They are made where the article is read, and cost no look at others; what it has in common with them is found out later
(`tearsheet.archive.linking`).
"""

import sqlite3
from dataclasses import dataclass
from functools import cache
from typing import Any

from tearsheet.archive.clusters import store_ends
from tearsheet.archive.folding import fold_word, plain_letters, read_words
from tearsheet.archive.indexing import Index, fingerprint_word, term_word
from tearsheet.archive.shingles import fingerprint
from tearsheet.archive.storyterms import SEARCHED, Reading, by_name, known, may_tell, with_names
from tearsheet.native import traceloops
from tearsheet.remembered import remembered

__all__ = ["Traces", "drop_traces", "make_traces", "store_traces"]


@dataclass(frozen=True, slots=True)
class Traces:
    """Of one article.

    Attributes:
        fingerprints: some of its shingles.
        terms: the terms that tell most.
    """

    fingerprints: tuple[int, ...]
    terms: tuple[int, ...]

    @property
    def words(self) -> str:
        """All of them as words of the index."""
        if traceloops is not None:
            words: str = traceloops.words_of(self.fingerprints, self.terms)
            return words
        return " ".join((*map(fingerprint_word, self.fingerprints), *map(term_word, self.terms)))


def make_traces(title: str | None, text: str) -> Traces:
    """Take an article's traces.

    Args:
        title: its title.
        text: its text with the standfirst.
    """
    if traceloops is not None:
        taken = traceloops.take(title or "", text, _words(), SEARCHED)
        if taken is not None:
            fingerprints, top, named = taken
            return Traces(tuple(fingerprints), with_names(top, by_name(named)))
    words = read_words(text)
    return Traces(fingerprint(words), Reading(title, text, words).searched())


@cache
def _words() -> Any:
    """Words for the compiled loop."""
    assert traceloops is not None
    return traceloops.Words(plain_letters(), _word)


@remembered(1 << 16)
def _word(written: str) -> Any:
    """What the compiled loop needs to know of a word."""
    assert traceloops is not None
    folded = fold_word(written)
    return traceloops.Word(written, folded, *known(folded), may_tell(folded))


def store_traces(archive: sqlite3.Connection, index: Index, number: int, traces: Traces) -> None:
    """Make an article findable for others; it waits to be compared with them.

    Args:
        archive: inside a transaction.
        index: of the archive, or what is written to it later.
        number: its id in ``articles``.
        traces: as `make_traces` took them.
    """
    index.execute("INSERT INTO traces (rowid, words) VALUES (?, ?)", (number, traces.words))
    archive.execute("INSERT INTO unlinked VALUES (?, 0)", (number,))


def drop_traces(archive: sqlite3.Connection, index: Index, number: int, title: str | None, text: str) -> None:
    """Take an article out again, with what it has in common with others; title and text are those it came in with."""
    traces = make_traces(title, text)
    index.execute("INSERT INTO traces (traces, rowid, words) VALUES ('delete', ?, ?)", (number, traces.words))
    # Those it was like are put together anew without it.
    archive.execute(
        "INSERT OR IGNORE INTO unlinked SELECT other, 1 FROM likenesses WHERE article = :number"
        " UNION SELECT article, 1 FROM likenesses WHERE other = :number",
        {"number": number},
    )
    for table in ("copies", "likenesses"):
        archive.execute(f"DELETE FROM {table} WHERE article = :number OR other = :number", {"number": number})
    ended = archive.execute("DELETE FROM stories WHERE article = ? RETURNING story", (number,)).fetchall()
    store_ends(archive, [story for (story,) in ended])
    archive.execute("DELETE FROM unlinked WHERE article = ?", (number,))
