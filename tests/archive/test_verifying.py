"""Verification finds what is not as it was stored, and says where."""

from dataclasses import replace
from pathlib import Path

import pytest

import tearsheet
from tearsheet.archive.forms import prefix_of
from tearsheet.archive.packing import pack
from tearsheet.archive.record import write_record


@pytest.fixture
def archive(tmp_path: Path) -> tearsheet.Archive:
    archive = tearsheet.Archive(tmp_path / "news.tear")
    text = "The ferry {} was late on Monday, said Ann Lee of the harbour board, and so were the trains."
    archive.add([tearsheet.Capture(text.format(number)) for number in range(5)])
    return archive


def wrong(archive: tearsheet.Archive, **options: int) -> dict[tuple[str, int], str]:
    return {(one.kind, one.number): one.wrong for one in archive.verify(**options) if one.wrong is not None}


def test_all_is_well(archive: tearsheet.Archive) -> None:
    looked = list(archive.verify())
    assert [one.kind for one in looked] == ["file"] + ["capture"] * 5 + ["article"] * 5
    assert {one.wrong for one in looked} == {None}
    assert [one.number for one in archive.verify(sample=2) if one.kind == "article"] == [2, 5]
    assert not [one for one in archive.verify(sample=0) if one.kind == "article"]


def test_other_bytes_are_found(archive: tearsheet.Archive) -> None:
    archive.connection.execute("UPDATE captures SET bytes = ? WHERE id = 2", (pack(b"something else"),))
    archive.connection.execute("UPDATE captures SET bytes = zeroblob(30) WHERE id = 3")
    found = wrong(archive)
    assert found["capture", 2] == "its bytes are not those that were stored"
    assert "damaged" in found["capture", 3]
    assert {("article", 2), ("article", 3)} <= set(found)
    assert not {key for key in found if key[1] not in (2, 3)}


def test_another_record_is_found(archive: tearsheet.Archive) -> None:
    content = archive.content(4)
    rows = archive.connection.execute("SELECT text, record FROM records WHERE article = 1").fetchone()
    archive.connection.execute("UPDATE records SET text = ? WHERE article = 4", (pack(b"other", prefix_of(content)),))
    archive.connection.execute("UPDATE records SET text = ?, record = ? WHERE article = 2", rows)
    found = wrong(archive)
    assert found["article", 4] == "its text is not that of its record"
    assert ("article", 2) in found
    assert set(found) == {("article", 4), ("article", 2)}


def test_a_record_that_extraction_does_not_give_is_found(archive: tearsheet.Archive) -> None:
    article = archive.load(1)
    record = pack(write_record(replace(article, section="Sport")), prefix_of(archive.content(1)))
    archive.connection.execute("UPDATE records SET record = ? WHERE article = 1", (record,))
    assert wrong(archive) == {("article", 1): "extracted again it differs in section"}


def test_rows_that_lead_nowhere_are_found(archive: tearsheet.Archive) -> None:
    archive.connection.execute("PRAGMA foreign_keys = OFF")
    archive.connection.execute("INSERT INTO tags VALUES (99, 'ferries')")
    assert wrong(archive) == {("file", 0): "1 rows lead nowhere"}
