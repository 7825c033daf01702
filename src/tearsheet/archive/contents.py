"""What an archive holds, in numbers."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from tearsheet.archive.refreshing import count_outdated
from tearsheet.archive.schema import VERSION

__all__ = ["Contents", "read_contents"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds.

    Attributes:
        version: of its tables.
        articles: records, every edition counted.
        addresses: different addresses among them.
        captures: different contents.
        statements: who said what.
        outlets: names of outlets.
        languages: articles by language, most first; ``""`` where none is known.
        first_published: earliest instant of publication, ISO 8601.
        last_published: latest one.
        first_captured: earliest instant of a capture, ISO 8601.
        last_captured: latest one.
        outdated: records that another version, or other weights, made.
        capture_bytes: size of the captures.
        packed_bytes: their size in the file, with what they are packed with.
        file_bytes: size of the file with its log.
    """

    version: int
    articles: int
    addresses: int
    captures: int
    statements: int
    outlets: int
    languages: dict[str, int]
    first_published: str | None
    last_published: str | None
    first_captured: str | None
    last_captured: str | None
    outdated: int
    capture_bytes: int
    packed_bytes: int
    file_bytes: int


def read_contents(archive: sqlite3.Connection, path: Path) -> Contents:
    """Count what an archive holds.

    Args:
        archive: to read.
        path: of its file.
    """
    articles, addresses, *instants = archive.execute(
        "SELECT count(*), count(DISTINCT address), min(published), max(published), min(captured), max(captured)"
        " FROM articles"
    ).fetchone()
    captures, size, packed = archive.execute(
        "SELECT count(*), ifnull(sum(size), 0), ifnull(sum(length(bytes)), 0) FROM captures"
    ).fetchone()
    (bases,) = archive.execute("SELECT ifnull(sum(length(bytes)), 0) FROM bases").fetchone()
    languages = archive.execute(
        "SELECT ifnull(language, '') AS tag, count(*) AS number FROM articles GROUP BY tag ORDER BY number DESC, tag"
    )
    files = (path, path.with_name(path.name + "-wal"))
    return Contents(
        version=VERSION,
        articles=articles,
        addresses=addresses,
        captures=captures,
        statements=_count(archive, "statements"),
        outlets=_count(archive, "outlets"),
        languages=dict(languages.fetchall()),
        first_published=instants[0],
        last_published=instants[1],
        first_captured=instants[2],
        last_captured=instants[3],
        outdated=count_outdated(archive),
        capture_bytes=size,
        packed_bytes=packed + bases,
        file_bytes=sum(file.stat().st_size for file in files if file.exists()),
    )


def _count(archive: sqlite3.Connection, table: str) -> int:
    return int(archive.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
