"""The index is put in order when much came in, and what it freed is given back."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import tearsheet
from tearsheet.archive.opening import transaction
from tearsheet.archive.tidying import tidy


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[tearsheet.Archive]:
    with tearsheet.Archive(tmp_path / "news.tear") as archive:
        for first in range(0, 40, 20):
            archive.add(captures(first, 20), statements=False)
        yield archive


def captures(first: int, count: int) -> list[tearsheet.Capture]:
    said = "The ferry of day {} left the quay of harbour{} late, and {} passengers waited in the rain."
    return [tearsheet.Capture(said.format(number, number, number * 7)) for number in range(first, first + count)]


def pieces(archive: tearsheet.Archive) -> int:
    return int(archive.connection.execute("SELECT count(DISTINCT segid) FROM article_words_idx").fetchone()[0])


def free(archive: tearsheet.Archive) -> int:
    return int(archive.connection.execute("PRAGMA freelist_count").fetchone()[0])


def test_what_came_in_is_in_one_piece_and_nothing_is_free(archive: tearsheet.Archive) -> None:
    assert pieces(archive) == 1
    assert free(archive) == 0
    assert archive.search("harbour17").total == 1
    assert archive.search("ferry").total == 40


def test_a_little_more_is_left_for_later(archive: tearsheet.Archive) -> None:
    archive.add(captures(40, 2), statements=False)
    assert pieces(archive) > 1
    assert not tidy(archive.connection)
    assert tidy(archive.connection, changed=20)
    assert pieces(archive) == 1


def test_another_writer_is_not_waited_for_in_vain(archive: tearsheet.Archive) -> None:
    archive.add(captures(40, 2), statements=False)
    archive.connection.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(archive.path, isolation_level=None)
    with transaction(other):
        assert not tidy(archive.connection, changed=40)
    other.close()
    assert archive.search("ferry").total == 42
    assert tidy(archive.connection, changed=40)


def test_an_archive_that_cannot_become_smaller_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.tear"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA user_version = 0")
        made.execute("CREATE TABLE t (x)")
        made.execute("DROP TABLE t")
    made.close()
    with tearsheet.Archive(path) as archive:
        archive.add(captures(0, 3), statements=False)
        assert not tidy(archive.connection, changed=3)
        assert archive.search("ferry").total == 3
