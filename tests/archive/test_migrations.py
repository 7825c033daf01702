"""Archives of older versions of the tables become ones of this version, with everything that is in them."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import tearsheet
from tearsheet.archive.schema import VERSION

SECOND = Path(__file__).with_name("version2.tear.gz")
"""A page and a text, with records by rows."""

MADE = Path(__file__).with_name("version1.tear.gz")
"""Two editions of an address with their copies told, a page of the same host, and a text."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "old.tear"
    path.write_bytes(gzip.decompress(MADE.read_bytes()))
    return path


def test_nothing_is_lost(path: Path) -> None:
    with tearsheet.Archive(path) as archive:
        assert archive.contents().version == VERSION
        assert [one.wrong for one in archive.verify(sample=0)] == [None] * 5
        assert [archive.load(number).title for number in archive] == ["Juno", "Juno", "Thetis", "Le moulin rouvre"]
        for number in archive:
            article = archive.load(number)
            assert archive.text(number) == article.text
            (said,) = article.statements
            assert article.text[said.content[0].start : said.content[0].end].strip("“”«»\xa0 ,") == said.text
    assert path.with_name("old.tear.version-1").read_bytes()[:16] == b"SQLite format 3\0"


def test_all_is_found_as_before(path: Path) -> None:
    with tearsheet.Archive(path) as archive:
        assert {hit.article for hit in archive.search("ferry").hits} == {2, 3}
        assert archive.search("ferry", all_editions=True).total == 3
        assert archive.search("title").total == 0
        assert [hit.statement for hit in archive.search_statements("attendu").hits] == [4]
        roles = archive.connection.execute(
            "SELECT DISTINCT name FROM blocks JOIN roles ON roles.id = role ORDER BY name"
        ).fetchall()
        assert roles == [("paragraph",)]


def test_stories_are_found_anew(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old:
        old.execute("DROP TABLE IF EXISTS profiles")  # the first archives had none
    with tearsheet.Archive(path) as archive:
        copies = archive.copies(2).total
        assert archive.link() == 4
        assert archive.copies(2).total == copies
        assert archive.stories().total <= 1


def test_it_is_refreshed_and_linked_like_one_of_this_version(path: Path) -> None:
    with tearsheet.Archive(path) as archive:
        copies = archive.copies(2).total
        assert archive.refresh(every=True) == 4
        assert archive.unlinked() == 4
        archive.link()
        assert archive.copies(2).total == copies
        assert [one.wrong for one in archive.verify() if one.wrong] == []
        archive.add([tearsheet.Capture(archive.content(3) + b"<!-- again -->", url="https://harbour.example/thetis")])
        assert archive.connection.execute("SELECT name FROM bases").fetchall() == [("harbour.example",)]


def test_records_by_rows_are_read_and_become_columns(tmp_path: Path) -> None:
    path = tmp_path / "second.tear"
    path.write_bytes(gzip.decompress(SECOND.read_bytes()))
    with closing(sqlite3.connect(path)) as old:
        old.execute("DROP TABLE profiles")  # some of version 2 had none
    with tearsheet.Archive(path) as archive:
        assert archive.contents().version == VERSION
        before = [archive.load(number) for number in archive]
        assert [article.title for article in before] == ["Ferry late", "Le moulin rouvre"]
        assert "Pell Island" in before[0].text
        assert before[0].body[0].marks[0].target == "https://post.example/pell"
        assert all(block.place.selector for block in before[0].left_out)
        assert before[1].body[0].place.start is not None
        assert before[1].statements[0].speaker.name == "Anne Morel"
        assert [one.wrong for one in archive.verify(sample=0) if one.wrong] == []
        assert archive.search("passengers").total == 1
        assert archive.refresh(every=True) == 2
        assert archive.link() == 2
        assert [archive.load(number).text for number in archive] == [article.text for article in before]
