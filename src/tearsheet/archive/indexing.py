"""The full-text index of an archive: the folded words of articles and of statements.

The index keeps no text (contentless FTS5 tables, https://www.sqlite.org/fts5.html#contentless_tables), so a row is
taken out by giving the text that was put in; where `FOLDING` changes, a migration makes all of it anew.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Protocol

from tearsheet.archive.folding import fold

__all__ = [
    "INDEX",
    "Index",
    "Later",
    "fingerprint_word",
    "index_article",
    "index_statements",
    "term_word",
    "unindex_article",
    "unindex_statement",
]

_WORDS = "tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""
INDEX = (
    f"CREATE VIRTUAL TABLE article_words USING fts5(text, title, content = '', {_WORDS})",
    f"CREATE VIRTUAL TABLE statement_words USING fts5(text, speaker, content = '', {_WORDS})",
    # Numbers as words: in a table of their own each would take half as much again, and be written somewhere else.
    "CREATE VIRTUAL TABLE traces USING fts5(words, content = '', detail = none, columnsize = 0, tokenize = 'ascii')",
)
"""Makes the tables; their row ids are those of ``articles`` and ``statements``."""


class Index(Protocol):
    """Takes what is to be written to the index: an archive, or `Later`."""

    def execute(self, sql: str, parameters: tuple[Any, ...], /) -> object:
        """Write, now or later."""

    def executemany(self, sql: str, parameters: Sequence[tuple[Any, ...]], /) -> object:
        """The same with each of several parameters."""


class Later:
    """What is to be written to the index of an archive when all else is.

    FTS5 ends a piece of the index wherever SQLite makes a savepoint, as it does for tables with triggers; many small
    pieces are slow to put together, and large.

    Attributes:
        known: ids of names that were looked up or stored in the same transaction, by table and name.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], int] = {}
        self._waiting: dict[str, list[tuple[str, Sequence[tuple[Any, ...]]]]] = {}

    def execute(self, sql: str, parameters: tuple[Any, ...], /) -> None:
        """Keep it for `write`."""
        self.executemany(sql, (parameters,))

    def executemany(self, sql: str, parameters: Sequence[tuple[Any, ...]], /) -> None:
        """Keep it for `write`."""
        table, _, _ = sql.partition("(")
        self._waiting.setdefault(table, []).append((sql, parameters))

    def write(self, archive: sqlite3.Connection) -> None:
        """Write all of it, each table's in its order, inside of the transaction in which all else was."""
        for waiting in self._waiting.values():
            for sql, group in groupby(waiting, itemgetter(0)):
                archive.executemany(sql, chain.from_iterable(parameters for _, parameters in group))
        self._waiting.clear()


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = [one + other for other in _DIGITS for one in _DIGITS]
_BASE = len(_PAIRS)


def fingerprint_word(fingerprint: int) -> str:
    """A shingle's hash as a word of ``traces``."""
    return "f" + _in_letters(fingerprint)


def term_word(term: int) -> str:
    """A term's hash as a word of ``traces``."""
    return "t" + _in_letters(term)


def _in_letters(number: int) -> str:
    """A number to the base of 36, the first digit last."""
    word = ""
    while number:
        number, digits = divmod(number, _BASE)
        word += _PAIRS[digits]
    return word.rstrip("0")


def index_article(index: Index, number: int, title: str | None, text: str) -> None:
    """Make an article findable.

    Args:
        index: an archive inside a transaction, or what is written to one later.
        number: its id in ``articles``.
        title: its title.
        text: its text with the standfirst.
    """
    _put(index, "article_words(rowid, text, title)", number, (text, title))


def unindex_article(index: Index, number: int, title: str | None, text: str) -> None:
    """Take an article out; title and text are those it was put in with."""
    _take(index, "article_words(article_words, rowid, text, title)", number, (text, title))


def index_statements(index: Index, statements: Iterable[tuple[int, str, str | None]]) -> None:
    """Make statements findable.

    Args:
        index: an archive inside a transaction, or what is written to one later.
        statements: of each its id in ``statements``, what was said, and who said it.
    """
    rows = [(number, fold(text), _folded(speaker)) for number, text, speaker in statements]
    index.executemany("INSERT INTO statement_words(rowid, text, speaker) VALUES (?, ?, ?)", rows)


def unindex_statement(index: Index, number: int, text: str, speaker: str | None) -> None:
    """Take a statement out; text and speaker are those it was put in with."""
    _take(index, "statement_words(statement_words, rowid, text, speaker)", number, (text, speaker))


def _put(index: Index, into: str, number: int, texts: Iterable[str | None]) -> None:
    index.execute(f"INSERT INTO {into} VALUES (?, ?, ?)", (number, *map(_folded, texts)))


def _take(index: Index, out_of: str, number: int, texts: Iterable[str | None]) -> None:
    index.execute(f"INSERT INTO {out_of} VALUES ('delete', ?, ?, ?)", (number, *map(_folded, texts)))


def _folded(text: str | None) -> str:
    return fold(text or "")
