"""What an archive is written out as, and that it comes back from there."""

import gzip
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

import tearsheet
from tearsheet.archive.exporting import Exported

PAGE = """<html lang=en><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1><p>The ferry was an hour
late on Monday. “I was wet,” said Ann Lee of the harbour board.</p><p>Größe: çà, 東京.</p></article>"""
CAPTURES = [
    tearsheet.Capture(
        PAGE.encode("utf-8"),
        url="https://a.example/1",
        captured=datetime(2024, 5, 1, 12, 30, 5, 250, timezone(timedelta(hours=2))),
        media="text/html",
        charset="utf-8",
        header="HTTP/1.1 200 OK\r\nServer: one\r\nContent-Type: text/html; charset=utf-8\r\nSet-Cookie: a=\xe9\r\n",
    ),
    tearsheet.Capture(
        PAGE.encode("latin-1", "xmlcharrefreplace"),
        url="https://a.example/2",
        captured=datetime(2024, 5, 2, tzinfo=UTC),
        media="text/html",
        charset="iso-8859-1",
        header="HTTP/1.1 200 OK\r\ncontent-encoding : gzip\r\nContent-Length: 77\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: text/html; charset=iso-8859-1\r\n",
    ),
    tearsheet.Capture(PAGE.encode("cp1252", "ignore"), media="text/html", charset="windows-1252"),
    tearsheet.Capture("The ferry was late on Monday,\r\nsaid the harbour board.\n\n\x00\x1aIt rained all day.  \n"),
    tearsheet.Capture(PAGE, url="https://a.example/5", captured=datetime(2024, 5, 3, tzinfo=UTC)),
]


@pytest.fixture
def archive(tmp_path: Path) -> tearsheet.Archive:
    archive = tearsheet.Archive(tmp_path / "news.tear")
    assert archive.add(CAPTURES).new == len(CAPTURES)
    return archive


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
def test_a_web_archive_gives_back_what_came_in(archive: tearsheet.Archive, tmp_path: Path, name: str) -> None:
    told: list[Exported] = []
    assert archive.export(tmp_path / name, on_exported=told.append) == 5
    assert [(exported.article, exported.error) for exported in told] == [(n, None) for n in range(1, 6)]
    back = list(tearsheet.read(tmp_path / name))
    assert [capture.digest for capture in back] == [capture.digest for capture in CAPTURES]
    for capture, was in zip(back, CAPTURES, strict=True):
        assert (capture.url, capture.charset or "utf-8") == (was.url, was.charset or "utf-8")
        assert capture.captured == was.captured or was.captured is None
        assert capture.media == was.media or was.media is None
    assert back[0].header == CAPTURES[0].header
    assert "X-Archive-Orig-content-encoding : gzip\r\nX-Archive-Orig-Content-Length: 77\r\n" in back[1].header
    assert back[1].header.endswith(f"\r\nContent-Length: {len(CAPTURES[1].content)}\r\n")
    with tearsheet.Archive(tmp_path / "again.tear") as again:
        again.add(back)
        again.export(tmp_path / f"again-{name}")
        assert (tmp_path / f"again-{name}").read_bytes() == (tmp_path / name).read_bytes()
        for number in archive:
            assert again.text(number) == archive.text(number)


def test_records_of_a_web_archive_are_sound(archive: tearsheet.Archive, tmp_path: Path) -> None:
    archive.export(tmp_path / "out.warc.gz")
    data = (tmp_path / "out.warc.gz").read_bytes()
    records = list(ArchiveIterator(io.BytesIO(data), parse_http=False))
    assert [record.headers["WARC-Type"] for record in records] == ["warcinfo", "response", "response"] + [
        "resource"
    ] * 3
    assert len({record.headers["WARC-Record-ID"] for record in records}) == 6
    for record in ArchiveIterator(io.BytesIO(data), parse_http=False):
        assert record.record_date is not None
        assert len(record.reader.read()) == record.content_length
    assert records[3].headers["WARC-Target-URI"] == f"urn:{CAPTURES[2].digest}"


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_json_lines_hold_the_whole_records(archive: tearsheet.Archive, tmp_path: Path, name: str) -> None:
    archive.connection.execute("UPDATE makers SET version = '0.0.7'")
    archive.export(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    records = [json.loads(line) for line in (gzip.decompress(data) if name.endswith("gz") else data).splitlines()]
    for record, number in zip(records, archive, strict=True):
        article = archive.load(number)
        expected = article.to_dict(with_removed=True) | {"tearsheet": "0.0.7"}
        assert {key: record[key] for key in expected} == expected
        assert record["archive"]["article"] == number
        assert len(record["statements"]) == len(article.statements)
    assert records[0]["statements"][0]["speaker"]["name"] == "Ann Lee"


def test_a_table_has_a_row_an_article(archive: tearsheet.Archive, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    archive.export(tmp_path / "table", format="parquet")
    rows = parquet.read_table(tmp_path / "table").to_pylist()
    assert [row["article"] for row in rows] == list(archive)
    for row, number in zip(rows, archive, strict=True):
        article = archive.load(number)
        assert (row["text"], row["title"], row["digest"]) == (article.text, article.title, article.capture.digest)
        assert [said["text"] for said in row["statements"]] == [said.text for said in article.statements]
    assert rows[0]["captured"] == "2024-05-01T10:30:05.000250Z"


def test_the_same_archive_makes_the_same_file(archive: tearsheet.Archive, tmp_path: Path) -> None:
    for suffix in ("warc", "warc.gz", "jsonl.gz"):
        archive.export(tmp_path / f"a.{suffix}")
        archive.export(tmp_path / f"b.{suffix}")
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_a_file_is_there_only_when_it_is_whole(archive: tearsheet.Archive, tmp_path: Path) -> None:
    def stop(exported: Exported) -> None:
        raise KeyboardInterrupt

    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        archive.export(tmp_path / "out.jsonl", on_exported=stop)
    with pytest.raises(ValueError, match="a format is parquet, jsonl or warc"):
        archive.export(tmp_path / "out.docx")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    archive.add([tearsheet.Capture("The ferry came in after all, the harbour board said on Tuesday.")])


def test_a_damaged_article_is_told_and_the_others_are_written(archive: tearsheet.Archive, tmp_path: Path) -> None:
    archive.connection.execute("UPDATE captures SET bytes = zeroblob(9) WHERE id = 2")
    told: list[Exported] = []
    assert archive.export(tmp_path / "out.jsonl", on_exported=told.append) == 4
    assert [exported.article for exported in told if exported.error is not None] == [2]
