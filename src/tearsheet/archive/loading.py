"""Rows of an archive back to captures, texts and articles, equal to what went in."""

import hashlib
import sqlite3
from dataclasses import dataclass

from tearsheet.archive.packing import DamagedError, unpack
from tearsheet.archive.record import read_record
from tearsheet.article.article import Article

__all__ = ["MissingError", "load_article", "load_content", "load_text"]


class MissingError(LookupError):
    """There is no such article in the archive."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """The bytes that an article is made of."""

    digest: bytes
    content: bytes
    text: bytes
    record: bytes


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
        return read_record(unpack(stored.record, stored.content), stored.content)
    except ValueError as error:
        raise DamagedError(str(error)) from error


def load_text(archive: sqlite3.Connection, number: int) -> str:
    """The text of an article: standfirst and body, as `Article.text`.

    Raises:
        MissingError: there is no such article.
        DamagedError: it is not what was stored.
    """
    stored = _stored(archive, number)
    return unpack(stored.text, stored.content).decode("utf-8")


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


def _stored(archive: sqlite3.Connection, number: int) -> _Stored:
    found = archive.execute(
        "SELECT digest, bytes, text, record FROM articles JOIN captures ON captures.id = articles.capture"
        " JOIN records ON records.article = articles.id WHERE articles.id = ?",
        (number,),
    ).fetchone()
    if found is None:
        raise MissingError(f"no article {number} in this archive")
    digest, packed, text, record = found
    return _Stored(digest, unpack(packed), text, record)
