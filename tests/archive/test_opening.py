"""Archives are made, opened again, and refused where they cannot be trusted; what is refused stays as it was."""

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest

from tearsheet.archive.opening import open_archive, telling, transaction
from tearsheet.archive.schema import MIGRATIONS, VERSION
from tearsheet.errors import ArchiveError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.tear"


def refused(path: Path, **options: object) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ArchiveError) as caught:
        open_archive(path, **options).close()
    assert caught.value.source == str(path)
    assert before is None or path.read_bytes() == before
    return caught.value.reason


def test_it_is_made_and_opened_again(path: Path) -> None:
    open_archive(path).close()
    archive = open_archive(path)
    assert archive.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert archive.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert archive.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert archive.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    archive.close()
    archive = open_archive(path, read_only=True)
    with pytest.raises(ArchiveError, match="cannot be written to"), telling(path), transaction(archive):
        archive.execute("INSERT INTO tags VALUES (1, 'x')")
    archive.close()


def test_all_tables_are_strict(path: Path) -> None:
    archive = open_archive(path)
    listed = archive.execute("PRAGMA table_list").fetchall()
    ours = {
        name: strict for _, name, kind, _, _, strict in listed if kind == "table" and not name.startswith("sqlite_")
    }
    assert ours
    assert {name for name, strict in ours.items() if not strict} == set()
    archive.close()


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.touch()
    assert refused(path, read_only=True) == "not an archive: the file is empty"
    open_archive(path).close()
    open_archive(path, read_only=True).close()


def test_one_that_was_stopped_while_it_was_made_is_made(path: Path) -> None:
    unfinished = sqlite3.connect(path)
    unfinished.execute("PRAGMA journal_mode = WAL")
    unfinished.close()
    assert path.stat().st_size > 0
    open_archive(path).close()
    open_archive(path, read_only=True).close()


def test_what_is_not_there_is_told(path: Path) -> None:
    assert refused(path, read_only=True) == "no such file"
    assert not path.exists()
    assert refused(path.parent / "none" / "a") == "no such folder"
    assert refused(path.parent) == "not an archive but a folder"


def test_what_is_no_archive_is_told(path: Path) -> None:
    path.write_bytes(b"<html>" * 50)
    assert refused(path) == "not an archive: no SQLite file"
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    assert refused(path) == "not an archive but another SQLite file"
    assert refused(path, read_only=True) == "not an archive but another SQLite file"


def test_a_newer_one_is_told(path: Path) -> None:
    archive = open_archive(path)
    archive.execute(f"PRAGMA user_version = {VERSION + 3}")
    archive.close()
    for read_only in (False, True):
        assert f"tables are of version {VERSION + 3}" in refused(path, read_only=read_only)


def widen(archive: sqlite3.Connection) -> None:
    archive.execute("ALTER TABLE settings ADD COLUMN since TEXT")


@pytest.fixture
def old(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of this version, in a program of the next one."""
    archive = open_archive(path)
    archive.execute("INSERT INTO settings VALUES ('kept', 'yes')")
    archive.close()
    monkeypatch.setattr("tearsheet.archive.opening.VERSION", VERSION + 1)
    monkeypatch.setitem(MIGRATIONS, VERSION, widen)
    return path


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_one_is_brought_to_this_version_and_a_copy_is_kept(old: Path, read_only: bool) -> None:
    archive = open_archive(old, read_only=read_only)
    assert archive.execute("PRAGMA user_version").fetchone()[0] == VERSION + 1
    assert archive.execute("SELECT value, since FROM settings WHERE name = 'kept'").fetchall() == [("yes", None)]
    archive.close()
    kept = sqlite3.connect(old.with_name(f"{old.name}.version-{VERSION}"))
    assert kept.execute("PRAGMA user_version").fetchone()[0] == VERSION
    assert kept.execute("SELECT * FROM settings WHERE name = 'kept'").fetchall() == [("kept", "yes")]
    assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept.close()
    assert not list(old.parent.glob("*.part"))


def test_a_migration_that_fails_leaves_it_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(archive: sqlite3.Connection) -> None:
        widen(archive)
        archive.execute("ALTER TABLE none ADD COLUMN since TEXT")

    monkeypatch.setitem(MIGRATIONS, VERSION, fail)
    with pytest.raises(ArchiveError, match="no such table: none"):
        open_archive(old)
    monkeypatch.undo()
    archive = open_archive(old)
    assert archive.execute("SELECT * FROM settings WHERE name = 'kept'").fetchall() == [("kept", "yes")]
    archive.close()


def test_one_that_is_cut_off_is_told(path: Path) -> None:
    open_archive(path).close()
    size = path.stat().st_size
    for left in (size - 1, size // 2, 5_000, 90):
        os.truncate(path, left)
        assert "cut off" in refused(path) or left < 100
        refused(path, read_only=True)


def test_a_damaged_one_is_told(path: Path) -> None:
    open_archive(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(len(whole) - 100))
    assert "damaged" in refused(path, read_only=True)


def test_a_locked_one_is_told(path: Path) -> None:
    first = open_archive(path)
    second = open_archive(path, patience=0.05)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="locked: another program writes to it"), telling(path), transaction(second):
        pass
    first.execute("ROLLBACK")
    with transaction(second):
        pass
    first.close()
    second.close()


def test_a_full_disk_is_told_and_does_no_harm(path: Path) -> None:
    archive = open_archive(path)
    pages = archive.execute("PRAGMA page_count").fetchone()[0]
    archive.execute(f"PRAGMA max_page_count = {pages + 5}")  # as good as a full disk: SQLite reports the same
    with transaction(archive):
        archive.execute("INSERT INTO settings VALUES ('kept', 'yes')")
    with pytest.raises(ArchiveError, match="the disk is full"), telling(path), transaction(archive):
        archive.execute("INSERT INTO settings VALUES ('large', ?)", ("x" * 1_000_000,))
    archive.close()
    archive = open_archive(path)
    assert archive.execute("SELECT value FROM settings WHERE name IN ('kept', 'large')").fetchall() == [("yes",)]
    assert archive.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    archive.close()


def test_a_file_that_may_not_grow_is_told_and_unharmed(path: Path) -> None:
    resource = pytest.importorskip("resource")
    archive = open_archive(path)
    with transaction(archive):
        archive.execute("INSERT INTO settings VALUES ('kept', 'yes')")
    bounds = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, bounds[1]))
    try:
        with pytest.raises(ArchiveError, match="the disk takes no more"), telling(path), transaction(archive):
            archive.execute("INSERT INTO settings VALUES ('large', ?)", ("x" * 1_000_000,))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, bounds)
    archive.close()
    archive = open_archive(path)
    assert archive.execute("SELECT value FROM settings WHERE name IN ('kept', 'large')").fetchall() == [("yes",)]
    assert archive.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    archive.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such rights here")
def test_what_cannot_be_written_to_is_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.tear")
        open_archive(path).close()
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        root = os.geteuid() == 0
        if root:  # whom nothing keeps from writing
            os.seteuid(65534)
        try:
            archive = open_archive(path, read_only=True)
            assert archive.execute("SELECT count(*) FROM articles").fetchone() == (0,)
            archive.close()
            assert refused(path) == "it cannot be written to"
            assert refused(path.with_name("new.tear")) == "no file can be made in this folder"
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)
