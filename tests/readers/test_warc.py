import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, LimitError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers import read


def record(
    url: str,
    body: bytes,
    headers: str = "Content-Type: text/html; charset=windows-1251",
    status: str = "200 OK",
    kind: str = "response",
    date: str = "2020-01-02T03:04:05Z",
    media: str = "application/http; msgtype=response",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() if kind == "response" else b""
    block = http + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


ONE = record("https://example.org/1", b"<p>one</p>")
TWO = record("https://example.org/2", b"<p>two</p>" * 40)
THREE = record("https://example.org/3", b"<p>three</p>")


def read_all(path: Path, data: bytes, limits: Limits | None = None) -> tuple[list[Capture], list[TearsheetError]]:
    path.write_bytes(data)
    errors: list[TearsheetError] = []
    return list(read(path, limits=limits, on_error=errors.append)), errors


def test_a_record_tells_address_instant_and_charset(tmp_path: Path) -> None:
    (capture,), errors = read_all(tmp_path / "a.warc", ONE)
    assert capture == Capture(
        b"<p>one</p>",
        url="https://example.org/1",
        captured=datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC),
        media="text/html",
        charset="windows-1251",
        name=f"{tmp_path}/a.warc@0",
        fields={"id": "urn:uuid:0"},
        header="HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n",
    )
    assert errors == []


@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_a_record_without_http_states_its_charset_too(tmp_path: Path, kind: str) -> None:
    data = record("https://example.org/1", b"<p>one</p>", kind=kind, media="text/html; charset=koi8-r")
    (capture,), _ = read_all(tmp_path / "a.warc", data)
    assert (capture.media, capture.charset, capture.header) == ("text/html", "koi8-r", None)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "archive.bin", "archive"])
@pytest.mark.parametrize("compress", [False, True])
def test_records_come_in_order_whatever_the_file_is_called(tmp_path: Path, name: str, compress: bool) -> None:
    records = [ONE, TWO, THREE]
    data = b"".join(gzip.compress(r) if compress else r for r in records)
    captures, errors = read_all(tmp_path / name, data)
    assert [capture.url for capture in captures] == [f"https://example.org/{n}" for n in (1, 2, 3)]
    assert errors == []


@pytest.mark.parametrize("compress", [False, True])
def test_what_stands_before_a_cut_is_read(tmp_path: Path, compress: bool) -> None:
    first, second = (gzip.compress(ONE), gzip.compress(TWO)) if compress else (ONE, TWO)
    captures, (error,) = read_all(tmp_path / "a.warc", first + second[:-40])
    assert [capture.url for capture in captures] == ["https://example.org/1"]
    assert isinstance(error, CaptureError)
    assert error.source == f"{tmp_path}/a.warc@{len(first)}"
    assert "cut off" in error.reason


@pytest.mark.parametrize("cut", range(5, len(TWO) - 4, 13))
def test_no_cut_goes_unsaid(tmp_path: Path, cut: int) -> None:
    captures, errors = read_all(tmp_path / "a.warc", ONE + TWO[:cut])
    assert [capture.url for capture in captures] == ["https://example.org/1"]
    assert len(errors) == 1


def test_a_broken_file_is_named_with_the_last_good_offset(tmp_path: Path) -> None:
    captures, (error,) = read_all(tmp_path / "a.warc", ONE + TWO + b"what is this\r\n\r\n" + THREE)
    assert [capture.url[-1] for capture in captures] == ["1", "2", "3"]
    assert error.source == f"{tmp_path}/a.warc@{len(ONE)}"
    assert error.reason.endswith(f"reading goes on at byte {len(ONE) + len(TWO) + 16}")
    with pytest.raises(CaptureError):
        list(read(tmp_path / "a.warc"))


@pytest.mark.parametrize("data", [b"", b"this is no archive"])
def test_no_archive(tmp_path: Path, data: bytes) -> None:
    captures, (error,) = read_all(tmp_path / "a.warc", data)
    assert captures == []
    assert isinstance(error, CaptureError)


def test_only_pages_are_read(tmp_path: Path) -> None:
    data = [
        record("https://example.org/gone", b"<p>gone</p>", status="404 Not Found"),
        record("https://example.org/moved", b"<p>moved</p>", status="301 Moved"),
        record("https://example.org/image", b"\x89PNG\r\n\x1a\n", headers="Content-Type: image/png"),
        record("https://example.org/ask", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://example.org/plain", b"words", headers="Content-Type: text/plain"),
        record("https://example.org/xhtml", b"<html/>", headers="Content-Type: application/xhtml+xml"),
        record("https://example.org/unsaid", b"<html><body>x</body></html>", headers="Server: none"),
        record("https://example.org/unsaid-image", b"\x89PNG\r\n\x1a\n\0", headers="Server: none"),
        record("https://example.org/resource", b"<p>x</p>", kind="resource", media="text/html"),
        record("https://example.org/text", b"words", kind="conversion", media="text/plain"),
    ]
    captures, errors = read_all(tmp_path / "a.warc", b"".join(data))
    assert [(capture.url or "").rpartition("/")[2] for capture in captures] == [
        "plain",
        "xhtml",
        "unsaid",
        "resource",
        "text",
    ]
    assert errors == []
    captures, (error,) = read_all(tmp_path / "b.warc", data[0])
    assert (captures, error.reason) == ([], "no pages in this WARC file")


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()


PAGE = b"<p>a page that travels</p>"
PACKED = gzip.compress(PAGE, mtime=0)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", PACKED),
        ("Content-Encoding: gzip", PAGE),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", raw_deflate(PAGE)),
        ("Content-Encoding: identity", PAGE),
        ("Content-Encoding: br", b"\x8b\x0c\x80" + PAGE + b"\x03"),
        ("Transfer-Encoding: chunked", b"5\r\n<p>a \r\n15;x=y\r\npage that travels</p>\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked", PAGE),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(PACKED), PACKED),
        ),
    ],
)
def test_transfer_and_content_codings_are_undone(tmp_path: Path, headers: str, body: bytes) -> None:
    (capture,), errors = read_all(
        tmp_path / "a.warc", record("https://example.org/", body, f"{headers}\r\nContent-Type: text/html")
    )
    assert capture.content == PAGE
    assert errors == []


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE * 99, mtime=0)[:-20]),
        ("gzip", b"\x1f\x8bnot"),
        ("deflate", b"\x78\x9c\xff"),
        ("br", b"\xff" * 20),
        ("x-new", b"?"),
    ],
)
def test_a_damaged_record_costs_no_other(tmp_path: Path, coding: str, body: bytes) -> None:
    broken = record("https://example.org/", body, f"Content-Type: text/html\r\nContent-Encoding: {coding}")
    captures, (error,) = read_all(tmp_path / "a.warc", ONE + broken + THREE)
    assert [capture.url for capture in captures] == ["https://example.org/1", "https://example.org/3"]
    assert isinstance(error, CaptureError)
    assert error.source.endswith(f"a.warc@{len(ONE)}")


def test_a_record_beyond_the_limit_is_left_out_alone(tmp_path: Path) -> None:
    bomb = record(
        "https://example.org/bomb", gzip.compress(b"x" * 500_000), "Content-Type: text/html\r\nContent-Encoding: gzip"
    )
    large = record("https://example.org/large", b"x" * 20_000)
    captures, errors = read_all(tmp_path / "a.warc", ONE + bomb + large + THREE, Limits(bytes=10_000))
    assert len(captures) == 2
    assert [type(error) for error in errors] == [LimitError, LimitError]


def test_a_date_that_is_none_is_left_out(tmp_path: Path) -> None:
    (capture,), errors = read_all(tmp_path / "a.warc", record("https://example.org/", PAGE, date="yesterday"))
    assert capture.captured is None
    assert errors == []


def wet(url: str, text: str) -> bytes:
    """A conversion record as Common Crawl writes them."""
    body = text.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-05-06T07:08:09Z\r\n"
        "WARC-Record-ID: <urn:uuid:7>\r\nWARC-Identified-Content-Language: ell,eng\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


INFO = (
    b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
)


@pytest.mark.parametrize("name", ["a.warc.wet.gz", "a.wet.gz", "a.warc.wet"])
@pytest.mark.parametrize("in_folder", [False, True])
def test_texts_of_a_wet_file_come_with_address_instant_and_languages(
    tmp_path: Path, name: str, in_folder: bool
) -> None:
    parts = [INFO, wet("https://example.gr/1", "Μια γραμμή.\nΆλλη μία."), wet("https://example.gr/2", "<p>x</p>")]
    data = b"".join(gzip.compress(part) if name.endswith(".gz") else part for part in parts)
    (tmp_path / name).write_bytes(data)
    first, second = read(tmp_path if in_folder else tmp_path / name)
    assert isinstance(first.content, bytes)
    assert first.content.decode() == "Μια γραμμή.\nΆλλη μία."
    assert (first.url, first.media) == ("https://example.gr/1", "text/plain")
    assert first.captured == datetime(2021, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert first.fields == {"id": "urn:uuid:7", "languages": "ell,eng"}
    assert second.content == b"<p>x</p>"


def test_an_empty_wet_file_is_told(tmp_path: Path) -> None:
    _, (error,) = read_all(tmp_path / "a.warc.wet.gz", b"")
    assert error.reason == "the WARC file is empty"
