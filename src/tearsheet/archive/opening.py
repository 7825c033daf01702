"""Opening an archive: made where there is none, brought to this version's tables, refused where it cannot be trusted.

WAL and the format of the file: https://www.sqlite.org/wal.html, https://www.sqlite.org/fileformat2.html
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from tearsheet.archive.packing import DamagedError
from tearsheet.archive.schema import APPLICATION_ID, VERSION, make_tables, migrate
from tearsheet.errors import ArchiveError

__all__ = ["PATIENCE", "open_archive", "telling", "transaction"]

PATIENCE = 60.0
"""Seconds to wait for another program that writes to the same archive."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_WAL_KEPT = 64_000_000  # bytes of the write-ahead log that stay on disk when it is empty
_CACHE = 32_000  # kibibytes: with SQLite's two megabytes the indexes of a large archive are read again and again
_NEW = 0

_REASONS = {
    sqlite3.SQLITE_BUSY: "locked: another program writes to it",
    sqlite3.SQLITE_LOCKED: "locked: another program writes to it",
    sqlite3.SQLITE_READONLY: "it cannot be written to",
    sqlite3.SQLITE_PERM: "it may not be opened",
    sqlite3.SQLITE_FULL: "the disk is full; what was being stored is not in the archive, what was there before is",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "not an archive: no SQLite file",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "it cannot be read or written",
    sqlite3.SQLITE_TOOBIG: "too large to be stored",
    **dict.fromkeys(
        # A full disk is told apart by SQLite where it is told at once; one that is full on syncing, a quota, and a
        # bound on how large files may be are not.
        (
            sqlite3.SQLITE_IOERR_WRITE,
            sqlite3.SQLITE_IOERR_FSYNC,
            sqlite3.SQLITE_IOERR_TRUNCATE,
        ),
        "the disk takes no more: it is full, damaged, or files may not be so large; what was being stored is not in"
        " the archive, what was there before is",
    ),
    sqlite3.SQLITE_IOERR_SHMSIZE: "the disk is full: beside the file there is no room for what its readers share",
}


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn errors of SQLite, and damage to what is stored, into `ArchiveError`, for a person."""
    try:
        yield
    except DamagedError as error:
        raise ArchiveError(str(path), f"the file is damaged ({error})") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", -1)
        reason = _REASONS.get(code) or _REASONS.get(code & 0xFF)
        raise ArchiveError(str(path), f"{reason} ({error})" if reason else str(error)) from error


@contextmanager
def transaction(archive: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is written inside; other writers wait."""
    archive.execute("BEGIN IMMEDIATE")
    try:
        yield
        archive.execute("COMMIT")
    except BaseException:
        # Where the disk is full SQLite has rolled back already.
        with suppress(sqlite3.Error):
            archive.execute("ROLLBACK")
        raise


def open_archive(
    path: str | os.PathLike[str], *, read_only: bool = False, patience: float = PATIENCE
) -> sqlite3.Connection:
    """A connection to an archive; statements outside of a transaction are their own.

    Args:
        path: of the file; where there is none, or an empty one, an archive is made.
        read_only: whether it must be there, and is not written to; an archive of an older version is brought to this
            one all the same.
        patience: seconds to wait for other programs that write to it.

    Raises:
        ArchiveError: there is no such file, it is no archive, is of a newer version, cut off or damaged, or it cannot
            be read or written; it is left as it was.
    """
    file = Path(path)
    _check(file, read_only=read_only)
    with telling(file):
        archive = _connect(file, read_only=read_only, patience=patience)
        try:
            _prepare(archive, file, read_only=read_only, patience=patience)
        except BaseException:
            archive.close()
            raise
    return archive


def _check(path: Path, *, read_only: bool) -> None:
    """Look at the file before SQLite does: it says more plainly what is wrong, and touches nothing.

    Raises:
        ArchiveError: it can be no archive.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        if not read_only and path.parent.is_dir():
            if not _writable(path.parent):
                raise ArchiveError(str(path), "no file can be made in this folder") from None
            return
        missing = "no such file" if path.parent.is_dir() else "no such folder"
        raise ArchiveError(str(path), missing) from None
    except IsADirectoryError:
        raise ArchiveError(str(path), "not an archive but a folder") from None
    except OSError as error:
        raise ArchiveError(str(path), error.strerror or str(error)) from error
    if not read_only and not _writable(path):
        # SQLite would open it all the same, and fail when something is stored.
        raise ArchiveError(str(path), "it cannot be written to")
    if not header:
        if read_only:
            raise ArchiveError(str(path), "not an archive: the file is empty")
        return
    if not header.startswith(_MAGIC):
        raise ArchiveError(str(path), "not an archive: no SQLite file")
    page = int.from_bytes(header[16:18]) or 1
    whole = (65_536 if page == 1 else page) * int.from_bytes(header[28:32])
    # What the log holds is not all in the file yet.
    if size < whole and not _has_log(path):
        raise ArchiveError(str(path), f"the file is cut off: {size:,} of {whole:,} bytes")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _connect(path: Path, *, read_only: bool, patience: float) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    archive = _open(path, f"mode={mode}", patience)
    if read_only:
        try:
            archive.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            # In a folder that cannot be written to there is no place for what readers share; nobody writes there.
            alone = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            archive.close()
            if not alone or _has_log(path):
                raise
            archive = _open(path, "mode=ro&immutable=1", patience)
    archive.execute(f"PRAGMA cache_size = -{_CACHE}")
    return archive


def _open(path: Path, parameters: str, patience: float) -> sqlite3.Connection:
    name = quote(os.path.abspath(path))
    archive = sqlite3.connect(f"file:{name}?{parameters}", timeout=patience, isolation_level=None, uri=True)
    archive.execute("PRAGMA foreign_keys = ON")
    return archive


def _prepare(archive: sqlite3.Connection, path: Path, *, read_only: bool, patience: float) -> None:
    version = _version(archive, path)
    if version == VERSION and read_only:
        return
    if version == _NEW and read_only:
        raise ArchiveError(str(path), "not an archive: the file is empty")
    if read_only:
        # Opening it for writing brings it to this version; this connection sees that.
        try:
            open_archive(path, patience=patience).close()
        except ArchiveError as error:
            reason = f"its tables are of version {version}, and {error.reason}, so that they cannot become {VERSION}"
            raise ArchiveError(str(path), reason) from error
        return
    if version == _NEW:
        # So that what is freed can be given back; it has to be said before anything is written.
        archive.execute("PRAGMA auto_vacuum = INCREMENTAL")
    _write_ahead(archive, path, patience)
    if version == VERSION:
        return
    with transaction(archive):
        version = _version(archive, path)  # somebody else may have done it meanwhile
        if version == _NEW:
            make_tables(archive)
        elif version < VERSION:
            _copy(path, version, patience)
            migrate(archive, version, target=VERSION)


def _version(archive: sqlite3.Connection, path: Path) -> int:
    """Version of the tables, 0 in a file that holds nothing yet.

    Raises:
        ArchiveError: it is no archive, or of a newer version.
    """
    identity = archive.execute("PRAGMA application_id").fetchone()[0]
    version = int(archive.execute("PRAGMA user_version").fetchone()[0])
    tables = archive.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if identity != APPLICATION_ID:
        if identity == 0 and version == 0 and tables == 0:
            return _NEW
        raise ArchiveError(str(path), "not an archive but another SQLite file")
    if version > VERSION:
        newer = f"made by a newer Tearsheet: its tables are of version {version}, this program knows {VERSION}"
        raise ArchiveError(str(path), newer)
    return version


def _write_ahead(archive: sqlite3.Connection, path: Path, patience: float) -> None:
    """Readers and one writer side by side; what is committed is on the disk before the commit returns."""
    until = time.monotonic() + patience
    while True:
        try:
            mode = archive.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            break
        except sqlite3.OperationalError as error:
            # SQLite does not wait here, where two programs open a new file at once.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
    if mode != "wal":
        raise ArchiveError(str(path), "it cannot be written to safely here (no write-ahead log)")
    archive.execute("PRAGMA synchronous = FULL")
    # What is given up is given up often where words are indexed: writing zeros over it costs as much again.
    archive.execute("PRAGMA secure_delete = OFF")
    archive.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT}")


def _copy(path: Path, version: int, patience: float) -> None:
    """Keep the archive as it is beside it, ``NAME.version-N``."""
    kept = path.with_name(f"{path.name}.version-{version}")
    part = kept.with_name(kept.name + ".part")
    part.unlink(missing_ok=True)
    source = _open(path, "mode=ro", patience)
    target = sqlite3.connect(part)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    os.replace(part, kept)
