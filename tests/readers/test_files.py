import gzip
import io
import os
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, LimitError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers import read

PAGE = b"<html><body><p>A page.</p></body></html>"


def names(*sources: str | Path, **options: bool) -> list[str]:
    return [os.path.basename(capture.name or "") for capture in read(*sources, **options)]


def errors_of(*sources: str | Path, limits: Limits | None = None) -> list[TearsheetError]:
    errors: list[TearsheetError] = []
    list(read(*sources, limits=limits, on_error=errors.append))
    return errors


def test_a_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "page.of-no-kind"
    path.write_bytes(PAGE)
    for source in (path, str(path)):
        assert list(read(source)) == [Capture(PAGE, name=str(path))]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.HTM", "a/c.txt", "c.xhtml", "d.html.gz", "e.mhtml/f.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(PAGE) if name.endswith(".gz") else PAGE)
    assert names(tmp_path) == ["c.txt", "z.HTM", "b.html", "c.xhtml", "d.html.gz", "f.html"]
    assert names(tmp_path, recursive=False) == ["b.html", "c.xhtml", "d.html.gz"]


def test_a_folder_gives_pages_alone(tmp_path: Path) -> None:
    for name, content in {
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "style.css": b"p {}",
        ".hidden.html": PAGE,
        "LICENSE": b"Do as you like.",
        "article": PAGE,
        "index.php": PAGE,
        "source.php": b"<?php echo 1;",
        "story.php?id=3&page=1.0": PAGE,
        "archive": b"\x1f\x8b\x08\0",
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.html").write_bytes(PAGE)
    assert names(tmp_path) == ["article", "index.php", "story.php?id=3&page=1.0"]


def test_links_to_folders_make_no_loop(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.html"]


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "c.txt"):
        (tmp_path / name).write_bytes(PAGE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "d.html").write_bytes(PAGE)
    assert names(f"{tmp_path}/*.html") == ["a.html", "b.html"]
    assert names(f"{tmp_path}/**/*.html") == ["a.html", "b.html", "d.html"]
    assert names(tmp_path / "[bc].*") == ["b.html", "c.txt"]
    (tmp_path / "[bc].html").write_bytes(PAGE)
    assert names(tmp_path / "[bc].html") == ["[bc].html"]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "cut.html.gz").write_bytes(gzip.compress(PAGE)[:-9])
    sources = [
        tmp_path / "none.html",
        tmp_path / "empty",
        str(tmp_path / "*.zip"),
        "gopher://example.org/",
        tmp_path / "cut.html.gz",
        tmp_path / "page.html" / "below",
        "nul\0name",
    ]
    errors = errors_of(*sources)
    assert [error.source for error in errors] == [str(source) for source in sources]
    assert {type(error) for error in errors} == {CaptureError}
    assert errors[0].reason == "no such file or folder"
    assert errors[1].reason == "no pages in this folder"
    for source in sources:
        with pytest.raises(CaptureError):
            next(read(source))


def test_a_bad_source_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    errors: list[TearsheetError] = []
    captures = list(read(tmp_path / "none", tmp_path / "page.html", on_error=errors.append))
    assert (len(captures), len(errors)) == (1, 1)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="anybody's file can be read")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "page.html").chmod(0)
    assert "denied" in errors_of(tmp_path / "page.html")[0].reason


def test_limits(tmp_path: Path) -> None:
    limits = Limits(bytes=1000)
    (tmp_path / "large.html").write_bytes(b"x" * 1001)
    (tmp_path / "right.html").write_bytes(b"x" * 1000)
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"x" * 900_000))
    (tmp_path / "right.html.gz").write_bytes(gzip.compress(b"x" * 500) + gzip.compress(b"x" * 500))
    (tmp_path / "two.html.gz").write_bytes(gzip.compress(b"x" * 500) + gzip.compress(b"x" * 501))
    errors: list[TearsheetError] = []
    captures = list(read(tmp_path, limits=limits, on_error=errors.append))
    assert [len(capture.content) for capture in captures] == [1000, 1000]
    assert {os.path.basename(error.source) for error in errors} == {"large.html", "bomb.html.gz", "two.html.gz"}
    assert {type(error) for error in errors} == {LimitError}


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    captures = read(tmp_path / "a.html", tmp_path / "missing.html")
    assert next(captures).content == PAGE
    with pytest.raises(CaptureError):
        next(captures)


def test_a_saved_page_tells_its_address(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<!DOCTYPE html>\n<!-- saved from url=(0030)https://example.org/story?n=1 -->\n" + PAGE)
    (capture,) = read(path)
    assert (capture.url, capture.captured) == ("https://example.org/story?n=1", None)
    path.write_bytes(
        b"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://example.org/story \n"
        b" saved date: Wed Sep 18 2024 10:11:12 GMT+0200 (Central European Summer Time)\n-->"
    )
    (capture,) = read(path)
    assert capture.url == "https://example.org/story"
    assert capture.captured == datetime(2024, 9, 18, 10, 11, 12, tzinfo=timezone(timedelta(hours=2)))
    path.write_bytes(b"<!-- saved from url=(0014)about:internet -->" + PAGE)
    assert next(read(path)).url is None


MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://example.org/story
Date: Mon, 1 Jan 2024 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge"

------edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body>=D0=9C=D0=BE=D1=81=D1=82</body></html>
------edge
Content-Type: image/gif

GIF89a
------edge--
"""


def test_mhtml(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(MHTML.replace("\n", "\r\n").encode())
    (capture,) = read(path)
    assert capture == Capture(
        "<html><body>Мост</body></html>".encode(),
        url="https://example.org/story",
        captured=datetime(2024, 1, 1, 10, tzinfo=UTC),
        media="text/html",
        charset="utf-8",
        name=str(path),
    )
    path.write_bytes(MHTML.replace("text/html; charset", "text/x-none; charset").encode())
    assert "no HTML page" in errors_of(path)[0].reason


@pytest.mark.parametrize("data", [PAGE, gzip.compress(PAGE, mtime=0)])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(read("-")) == [Capture(PAGE, name="standard input")]


def test_standard_input_has_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 200)))
    (error,) = errors_of("-", limits=Limits(bytes=100))
    assert isinstance(error, LimitError)
    assert error.source == "standard input"


def test_a_web_archive_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"  # noqa: E501
    data = gzip.compress(head.encode() + block + b"\r\n\r\n") * 3
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [capture.content for capture in read("-")] == [PAGE] * 3
