"""An archive written out: whole records as JSON lines, a table as Parquet, captures as they came in as WARC."""

import gzip
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from tearsheet.archive.loading import load_article
from tearsheet.archive.opening import telling
from tearsheet.archive.packing import DamagedError
from tearsheet.archive.parquet import ParquetWriter
from tearsheet.archive.row import Row
from tearsheet.archive.warcs import WarcWriter
from tearsheet.errors import ArchiveError
from tearsheet.formats.json import one_line, to_dict
from tearsheet.formats.statements import statement_record

__all__ = ["Exported", "export", "export_format"]

_GZIP = ".gz"
_LEVEL = 6
_SUFFIXES = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".warc": "warc"}


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one article.

    Attributes:
        article: its id in the archive.
        error: why it was not written.
    """

    article: int
    error: Exception | None = None


class _Writer(Protocol):
    """What writes a format; made for an open file."""

    def write(self, row: Row) -> None:
        """One article."""

    def close(self) -> None:
        """What comes at the end."""


class _JsonLines:
    """Whole records, statements and what was left out among them, one a line."""

    def __init__(self, file: BinaryIO, *, packed: bool) -> None:
        # Without name and time, so that the same archive makes the same file.
        self._gzip = gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) if packed else None
        self._file: BinaryIO = cast("BinaryIO", self._gzip) if self._gzip is not None else file

    def write(self, row: Row) -> None:
        article = row.article
        record = to_dict(article, with_removed=True)
        record["statements"] = [statement_record(statement, article.text) for statement in article.statements]
        record["tearsheet"] = row.version
        record["archive"] = {"article": row.number, "added": row.added}
        self._file.write(one_line(json.dumps(record, ensure_ascii=False, allow_nan=False)).encode("utf-8") + b"\n")

    def close(self) -> None:
        if self._gzip is not None:
            self._gzip.close()


def export_format(name: str, format_: str | None) -> tuple[str, bool]:
    """What a file is written as, and whether it is compressed with gzip.

    Args:
        name: of the file.
        format_: ``"parquet"``, ``"jsonl"`` or ``"warc"``; ``None`` goes by the name.

    Raises:
        ValueError: there is no such format.
    """
    lower = name.lower()
    chosen = format_ or _SUFFIXES.get(Path(lower.removesuffix(_GZIP)).suffix)
    if chosen is None or chosen not in _SUFFIXES.values():
        raise ValueError(f"a format is parquet, jsonl or warc; {format_ or name} is none")
    return chosen, lower.endswith(_GZIP)


def export(
    archive: sqlite3.Connection,
    path: Path,
    target: Path,
    format_: str | None = None,
    on_exported: Callable[[Exported], None] | None = None,
) -> int:
    """Write all articles to a file, which is there only when it is whole.

    Args:
        archive: to read; what others add meanwhile is not written.
        path: of its file, for messages.
        target: file to write; a name in ``.gz`` is compressed.
        format_: ``"parquet"``, ``"jsonl"`` or ``"warc"``; ``None`` goes by the name.
        on_exported: gets every article when it is written, with the reason where it could not be.

    Returns:
        How many articles were written.

    Raises:
        ValueError: there is no such format.
        ArchiveError: the archive cannot be read.
        OSError: the file cannot be written.
    """
    chosen, packed = export_format(target.name, format_)
    part = target.with_name(f".tearsheet-{os.urandom(8).hex()}.part")
    written = 0
    try:
        with part.open("wb") as file:
            writer: _Writer
            if chosen == "parquet":
                writer = ParquetWriter(file)
            elif chosen == "warc":
                writer = WarcWriter(file, packed=packed)
            else:
                writer = _JsonLines(file, packed=packed)
            for number, row in _rows(archive, path):
                if isinstance(row, Row):
                    writer.write(row)
                    written += 1
                if on_exported is not None:
                    on_exported(Exported(number, None if isinstance(row, Row) else row))
            writer.close()
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return written


def _rows(archive: sqlite3.Connection, path: Path) -> Iterator[tuple[int, Row | Exception]]:
    """Every article, or why it cannot be read, as the archive is at the first."""
    with telling(path):
        archive.execute("BEGIN")  # all that is read inside is of one moment
        try:
            found = archive.execute(
                "SELECT articles.id, added, version FROM articles JOIN makers ON makers.id = maker ORDER BY articles.id"
            )
            for number, added, version in found:
                try:
                    article = load_article(archive, number)
                except DamagedError as error:
                    yield number, ArchiveError(str(path), f"article {number} is damaged ({error})")
                else:
                    yield number, Row(number, article, added, version)
        finally:
            archive.execute("COMMIT")
