"""Rows of an archive back to captures, texts and articles, equal to what went in."""

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Any

from tearsheet.archive.bases import unpack_content
from tearsheet.archive.forms import prefix_of
from tearsheet.archive.packing import DamagedError, unpack
from tearsheet.archive.record import read_record, read_said, read_statements
from tearsheet.article.article import Article
from tearsheet.statements.statement import Statement

__all__ = ["MissingError", "load_article", "load_content", "load_said", "load_statements", "load_text"]


class MissingError(LookupError):
    """There is no such article in the archive."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """The bytes that an article is made of."""

    digest: bytes
    content: bytes
    text: bytes
    record: bytes
    said: bytes | None

    def statements(self) -> tuple[Statement, ...]:
        """Unpacked; raises `ValueError` where that cannot be done."""
        return read_statements(self.unpacked(self.said)) if self.said is not None else ()

    def unpacked(self, packed: bytes) -> bytes:
        """What was made of the content; raises `DamagedError` where it cannot be unpacked."""
        return unpack(packed, prefix_of(self.content))


def load_article(archive: sqlite3.Connection, number: int) -> Article:
    """An article with its capture, equal to the one that was stored.

    Args:
        archive: to read.
        number: its id in ``articles``.

    Raises:
        MissingError: there is no such article.
        DamagedError: it is not what was stored.
    """
    stored = _stored(archive, number)
    if hashlib.sha256(stored.content).digest() != stored.digest:
        raise DamagedError("the capture is not what was stored")
    try:
        return read_record(stored.unpacked(stored.record), stored.content, stored.statements())
    except ValueError as error:
        raise DamagedError(str(error)) from error


def load_text(archive: sqlite3.Connection, number: int) -> str:
    """The text of an article: standfirst and body, as `Article.text`.

    Raises:
        MissingError: there is no such article.
        DamagedError: it is not what was stored.
    """
    text = _one(archive, number, "text")
    return text.decode("utf-8") if text is not None else ""


def load_statements(archive: sqlite3.Connection, number: int) -> tuple[Statement, ...]:
    """The statements of an article, as they were read when its record was made.

    Raises:
        MissingError: there is no such article.
        DamagedError: they are not what was stored.
    """
    try:
        said = _one(archive, number, "statements")
        return read_statements(said) if said is not None else ()
    except ValueError as error:
        raise DamagedError(str(error)) from error


def load_said(archive: sqlite3.Connection, number: int) -> list[str]:
    """What the statements of an article say, as they were read when its record was made.

    Raises:
        MissingError: there is no such article.
        DamagedError: they are not what was stored.
    """
    try:
        said = _one(archive, number, "statements")
        return read_said(said) if said is not None else []
    except ValueError as error:
        raise DamagedError(str(error)) from error


def load_content(archive: sqlite3.Connection, number: int) -> bytes:
    """The bytes of the capture that an article was made of.

    Raises:
        MissingError: there is no such article.
        DamagedError: they are not what was stored.
    """
    stored = _stored(archive, number)
    if hashlib.sha256(stored.content).digest() != stored.digest:
        raise DamagedError("the capture is not what was stored")
    return stored.content


def _one(archive: sqlite3.Connection, number: int, column: str) -> bytes | None:
    """One column of ``records``, unpacked, with the others left where they are: hits of a search are read by dozens."""
    content, base, packed = _row(archive, number, column)
    return unpack(packed, prefix_of(unpack_content(content, base))) if packed is not None else None


def _stored(archive: sqlite3.Connection, number: int) -> _Stored:
    content, base, digest, *made = _row(archive, number, "digest, text, record, statements")
    return _Stored(digest, unpack_content(content, base), *made)


def _row(archive: sqlite3.Connection, number: int, columns: str) -> tuple[Any, ...]:
    """The capture of an article and the base that it is packed with, both as they are stored, and other columns."""
    found: tuple[Any, ...] | None = archive.execute(
        f"SELECT captures.bytes, bases.bytes, {columns} FROM articles"
        " JOIN captures ON captures.id = articles.capture JOIN records ON records.article = articles.id"
        " LEFT JOIN bases ON bases.id = captures.base WHERE articles.id = ?",
        (number,),
    ).fetchone()
    if found is None:
        raise MissingError(f"no article {number} in this archive")
    return found
