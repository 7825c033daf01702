"""Whether an archive still is what was stored: the file, every capture against its digest, a sample made anew."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from tearsheet.archive.bases import unpack_content
from tearsheet.archive.loading import load_article, load_text
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import telling
from tearsheet.article.article import Article
from tearsheet.errors import ArchiveError, TearsheetError
from tearsheet.limits import Limits

__all__ = ["Checked", "verify_archive"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at.

    Attributes:
        kind: ``"file"``, ``"capture"`` or ``"article"``.
        number: its id in the archive; 0 for the file.
        wrong: what is wrong with it, one sentence without a full stop; ``None`` where nothing is.
    """

    kind: str
    number: int
    wrong: str | None = None


def verify_archive(
    archive: sqlite3.Connection, path: Path, *, sample: int = 100, limits: Limits | None = None
) -> Iterator[Checked]:
    """Look at the file as SQLite does, hash every capture, and make records of a sample anew.

    Args:
        archive: to read.
        path: of its file, for messages.
        sample: how many articles, spread evenly, are loaded and, where this program made them, extracted again.
        limits: as in `tearsheet.extract`.

    Yields:
        The file, every capture and every article of the sample, with what is wrong.

    Raises:
        ArchiveError: the archive cannot be read at all.
    """
    with telling(path):
        damage = [row[0] for row in archive.execute("PRAGMA integrity_check(10)") if row[0] != "ok"]
        orphans = archive.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        damage.append(f"{len(orphans)} rows lead nowhere")
    yield Checked("file", 0, "; ".join(damage) or None)
    for (number,) in _ids(archive, path, "captures", 1):
        yield Checked("capture", number, _capture(archive, path, number))
    if not sample:
        return
    with telling(path):
        articles = archive.execute("SELECT count(*) FROM articles").fetchone()[0]
    for (number,) in _ids(archive, path, "articles", max(1, -(-articles // sample))):
        yield Checked("article", number, _article(archive, path, number, limits))


def _ids(archive: sqlite3.Connection, path: Path, table: str, step: int) -> Iterator[tuple[int]]:
    """Every so many ids of a table."""
    with telling(path):
        rows = archive.execute(f"SELECT id FROM {table} ORDER BY id")
        for place, row in enumerate(rows):
            if place % step == step // 2:
                yield row


def _capture(archive: sqlite3.Connection, path: Path, number: int) -> str | None:
    """What is wrong with a capture."""
    try:
        with telling(path):
            row = archive.execute(
                "SELECT digest, captures.size, captures.bytes, bases.bytes FROM captures"
                " LEFT JOIN bases ON bases.id = captures.base WHERE captures.id = ?",
                (number,),
            ).fetchone()
            content = unpack_content(row[2], row[3])
    except ArchiveError as error:
        return error.reason
    if hashlib.sha256(content).digest() != row[0] or len(content) != row[1]:
        return "its bytes are not those that were stored"
    return None


def _article(archive: sqlite3.Connection, path: Path, number: int, limits: Limits | None) -> str | None:
    """What is wrong with an article: it cannot be loaded, or is not what its capture gives."""
    try:
        with telling(path):
            article = load_article(archive, number)
            text = load_text(archive, number)
            version, weights, options = archive.execute(
                "SELECT version, weights, options FROM articles JOIN makers ON makers.id = maker WHERE articles.id = ?",
                (number,),
            ).fetchone()
    except ArchiveError as error:
        return error.reason
    if text != article.text:
        return "its text is not that of its record"
    maker = Maker.asked(options)
    if (version, weights) != (maker.version, maker.weights) or article.capture is None:
        return None
    # To open an archive need not load all that reads a page.
    from tearsheet.extraction import extract

    try:
        anew = extract(article.capture, favour=maker.favour, comments=maker.comments, limits=limits)
    except TearsheetError as error:
        return f"it cannot be extracted again: {error.reason}"
    return _difference(article, anew, statements=maker.statements)


def _difference(article: Article, anew: Article, *, statements: bool) -> str | None:
    names = [field.name for field in fields(Article) if field.compare]
    if statements:
        names.append("statements")
    differing = [name for name in names if getattr(article, name) != getattr(anew, name)]
    return f"extracted again it differs in {', '.join(differing)}" if differing else None
