"""What engines hand over is read as the reader of WARC files reads it."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

import tearsheet
from tearsheet.cluster.executors import extract_on
from tearsheet.cluster.records import capture_of, page_row, record_row
from tearsheet.formats.table import article_row, record_batch
from tearsheet.readers.warc import read_warc
from tearsheet.shards.settings import Settings

pytest.importorskip("pyarrow")

PAGE = "<html lang=fr><title>Le bac</title><body><h1>Le bac est en retard</h1><p>Le bac a été retardé d'une heure.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n"


def rows(*found: tuple) -> list[dict]:
    listed: list[dict] = record_batch(found).to_pylist()
    return listed


@pytest.mark.parametrize(
    "content",
    [
        HEAD + b"\r\n" + PAGE.encode("latin-1"),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n1\r\n>\r\n0\r\n\r\n",
        HEAD + b"Content-Encoding: br\r\n\r\n\x01\x02\x03",
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No ferry here.</p>",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        b"no header at all",
    ],
    ids=["latin-1", "chunked", "damaged", "404", "image", "no header"],
)
def test_a_record_is_read_as_out_of_its_file(content: bytes) -> None:
    fields = [("WARC-Target-URI", "https://a.example/é"), ("WARC-Date", datetime(2024, 5, 1, tzinfo=UTC))]
    fields += [("WARC-Record-ID", "12345678-1234-5678-1234-567812345678"), ("Content-Type", "application/http")]
    file = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/é\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
    )
    file += "WARC-Record-ID: <urn:uuid:12345678-1234-5678-1234-567812345678>\r\nContent-Type: application/http\r\n"
    data = f"{file}Content-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"
    errors: list[tearsheet.TearsheetError] = []
    captures = list(read_warc(io.BytesIO(data), "a.warc", tearsheet.Limits(), errors.append))
    row = record_row("response", content, fields, Settings())
    if captures:
        assert row == Settings().row(captures[0])
        assert row[:2] == ("https://a.example/é", "2024-05-01T00:00:00Z")
    elif any("@" in error.source for error in errors):
        assert row is not None
        assert rows(row)[0]["error"] == {"kind": "capture", "reason": errors[0].reason}
    else:
        assert row is None


def test_other_records_and_nothing_give_no_row() -> None:
    assert record_row("request", b"GET / HTTP/1.1\r\n\r\n", [], Settings()) is None
    assert record_row(None, b"x", [], Settings()) is None
    assert record_row("response", None, [], Settings()) is None
    assert page_row(None, "https://a.example/", None, Settings()) is None


def test_a_page_gives_the_row_of_its_article() -> None:
    row = page_row(PAGE, "https://a.example/", "2024-05-01T10:00:00", Settings())
    capture = tearsheet.Capture(PAGE, url="https://a.example/", captured=datetime(2024, 5, 1, 10, tzinfo=UTC))
    assert row == article_row(tearsheet.extract(capture))
    assert capture_of("x", None, "yesterday").captured is None


def test_any_executor_gives_rows_in_order_and_takes_captures_as_needed() -> None:
    taken = []

    def captures() -> Iterator[tearsheet.Capture]:
        for number in range(12):
            taken.append(number)
            yield tearsheet.Capture(b"%PDF-1.7" if number == 5 else PAGE, url=f"https://a.example/{number}")

    with ThreadPoolExecutor(2) as executor:
        found = extract_on(executor, captures(), ahead=3)
        first = next(found)
        assert len(taken) == 3
        listed = rows(first, *found)
    assert [row["url"] for row in listed] == [f"https://a.example/{number}" for number in range(12)]
    assert [row["error"] is None for row in listed] == [number != 5 for number in range(12)]
