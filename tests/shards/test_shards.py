"""Shards: a Parquet file of every file of captures, whatever is wrong with it, and a rerun that does the rest."""

import gzip
import io
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tearsheet
from tearsheet.capture import Capture
from tearsheet.formats.table import article_row, record_batch
from tearsheet.shards.places import Folder, Input, find_inputs
from tearsheet.shards.running import MANIFEST, Run, done_before, extract_shards, write_manifest
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import make_shard, read_footer

parquet = pytest.importorskip("pyarrow.parquet")

PAGE = """<html lang=en><head><title>Ferry {0}</title></head><body><article><h1>Ferry {0} is late</h1><p>The ferry to
island {0} was an hour late on Monday, the harbour board said, because of fog on the sound.</p></article></body>"""


def record(number: int, body: str | bytes | None = None) -> bytes:
    content = PAGE.format(number) if body is None else body
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    http += content if isinstance(content, bytes) else content.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    folder = tmp_path / "crawl"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.warc.gz").write_bytes(b"".join(gzip.compress(record(number)) for number in range(3)))
    (folder / "sub" / "a.warc").write_bytes(b"".join(record(number) for number in range(3, 5)))
    (folder / "b.jsonl").write_text(
        "".join(json.dumps({"text": PAGE.format(n), "url": f"u{n}"}) + "\n" for n in (7, 8))
    )
    (folder / "notes.txt").write_text("no shard")
    return folder


def run(sources: list[str], out: Path, jobs: int = 1) -> Run:
    return extract_shards(find_inputs(sources), str(out), Settings(), jobs=jobs)


def make(sources: list[str], out: Path) -> None:
    """The same without other processes, which take a second each to start."""
    folder = Folder(str(out))
    for source in find_inputs(sources):
        make_shard(source, folder, Settings())
    write_manifest(folder, [])


def rows(path: Path) -> list[dict]:
    found: list[dict] = parquet.read_table(path).to_pylist()
    return found


def test_every_file_gets_a_file_with_the_rows_of_its_captures(crawl: Path, tmp_path: Path) -> None:
    done = run([str(crawl)], tmp_path / "out", jobs=2)
    assert sorted(shard.source for shard in done.made) == ["a.warc", "a.warc.gz", "b.jsonl"]
    assert (done.failed, done.deaths, done.rows) == ([], 0, 7)
    files = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.parquet"))
    assert files == ["a.parquet", "b.parquet", "sub/a.parquet"]
    found = rows(tmp_path / "out" / "a.parquet")
    captures = list(tearsheet.read(crawl / "a.warc.gz"))
    expected = record_batch([article_row(tearsheet.extract(capture)) for capture in captures]).to_pylist()
    for row, capture, alone in zip(found, captures, expected, strict=True):
        assert row["source"] == "a.warc.gz"
        assert capture.name == f"{crawl}/a.warc.gz@{row['offset']}"
        assert {name: row[name] for name in alone} == alone
    assert [row["offset"] for row in rows(tmp_path / "out" / "b.parquet")] == [1, 2]


def test_the_manifest_counts_what_the_footers_say(crawl: Path, tmp_path: Path) -> None:
    (crawl / "bad.warc.gz").write_bytes(b"<html>no archive")
    make([str(crawl)], tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert manifest["totals"] | {"processor": 0} == {
        "shards": 4,
        "rows": 8,
        "articles": 7,
        "errors": {"capture": 1},
        "faults": 1,
        "processor": 0,
    }
    assert manifest["versions"] == {tearsheet.__version__: 4}
    (bad,) = [shard for shard in manifest["shards"] if shard["source"] == "bad.warc.gz"]
    assert bad["faults"] == [{"offset": None, "reason": "no WARC file: it begins with b'<html>no archive'"}]


def test_a_rerun_does_what_is_not_done(crawl: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([str(crawl)], out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    (out / "b.parquet").write_bytes((out / "b.parquet").read_bytes()[:-20])
    (out / "sub" / "a.parquet").unlink()
    again = run([str(crawl)], out)
    assert [shard.source for shard in again.made] == ["a.warc", "b.jsonl"]  # the largest first
    assert [shard.source for shard in again.skipped] == ["a.warc.gz"]
    assert (out / "a.parquet").stat().st_mtime_ns == times[out / "a.parquet"]
    for source in find_inputs([str(crawl)]):
        assert done_before(source, Folder(str(out)), Settings()) is not None
        assert done_before(source, Folder(str(out)), Settings(statements=True)) is None
    with (crawl / "a.warc.gz").open("ab") as grown:
        grown.write(gzip.compress(record(9)))
    (source, *_) = find_inputs([str(crawl)])
    assert done_before(source, Folder(str(out)), Settings()) is None


def test_what_cannot_be_read_is_listed_and_tried_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    lost = Input(str(tmp_path / "a.warc"), "a.warc", "a")
    done = extract_shards([lost], str(out), Settings())
    assert [(failed.kind, failed.reason) for failed in done.failed] == [("capture", "No such file or directory")]
    assert json.loads((out / MANIFEST).read_text())["failed"][0]["source"] == lost.address
    assert not list(out.glob("*.parquet"))
    (tmp_path / "a.warc").write_bytes(record(1))
    assert done_before(lost, Folder(str(out)), Settings()) is None


def test_failures_of_captures_are_rows_with_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(1) + record(2, b"\x89PNG\r\n\x1a\n" + bytes(99)) + record(3) + b"cut off")
    make([str(tmp_path / "a.warc")], tmp_path / "out")
    found = rows(tmp_path / "out" / "a.parquet")
    assert [row["error"] and row["error"]["kind"] for row in found] == [None, "media", None, "capture"]
    assert (found[1]["url"], found[1]["text"]) == ("https://a.example/2", None)
    assert found[3]["offset"] == len(record(1)) + len(record(2, b"\x89PNG\r\n\x1a\n" + bytes(99)))


class _Killer(Settings):
    """Settings whose extraction kills the process at one capture, or at the first of each process."""

    def row(self, capture: Capture) -> tuple:
        if (capture.url or "").endswith("/2"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().row(capture)


class _Hanger(Settings):
    def row(self, capture: Capture) -> tuple:
        if (capture.url or "").endswith("/2"):
            time.sleep(60)
        return super().row(capture)


needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


@needs_kill
def test_a_capture_that_kills_its_worker_twice_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(record(number) for number in range(5)))
    (tmp_path / "b.warc").write_bytes(record(9))
    done = extract_shards(find_inputs([str(tmp_path)]), str(tmp_path / "out"), _Killer())
    assert (done.deaths, done.failed, done.rows) == (2, [], 6)
    found = rows(tmp_path / "out" / "a.parquet")
    assert [row["error"] and row["error"]["kind"] for row in found] == [None, None, "crash", None, None]
    assert not list((tmp_path / "out").glob(".*"))


@needs_kill
def test_a_capture_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tearsheet.shards import workers

    monkeypatch.setattr(workers, "_GRACE", -17.0)
    (tmp_path / "a.warc").write_bytes(b"".join(record(number) for number in range(4)))
    (source,) = find_inputs([str(tmp_path)])
    with workers.Workers(str(tmp_path / "out"), _Hanger(), 1) as one:
        one.give(workers.Task(source))
        events = []
        while not events:
            events = list(one.listen())
    (death,) = events
    assert isinstance(death, workers.Death)
    assert (death.capture, death.reason) == (2, "no answer within 3 seconds, so its worker process was stopped")


@needs_kill
def test_a_worker_that_is_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(record(number) for number in range(60)))
    killed = []
    others = {child.pid for child in multiprocessing.active_children()}

    def kill(now: Run, captures: int) -> None:
        if captures > 2 and not killed:
            (worker,) = (child for child in multiprocessing.active_children() if child.pid not in others)
            killed.append(worker.pid)
            worker.kill()

    done = extract_shards(find_inputs([str(tmp_path)]), str(tmp_path / "out"), _Slowly(), on_event=kill)
    assert (len(killed), done.deaths, done.failed, done.rows) == (1, 1, [], 60)
    assert [row["error"] for row in rows(tmp_path / "out" / "a.parquet")] == [None] * 60


class _Slowly(Settings):
    def row(self, capture: Capture) -> tuple:
        time.sleep(0.03)
        return super().row(capture)


def test_files_of_one_name_and_patterns(crawl: Path, tmp_path: Path) -> None:
    found = find_inputs([str(crawl / "sub" / "a.warc"), str(crawl / "*.warc.gz"), str(crawl / "a.warc.gz")])
    assert [(one.name, one.stem) for one in found] == [("a.warc", "a"), ("a.warc.gz", "a-2")]
    with pytest.raises(tearsheet.CaptureError):
        find_inputs([str(tmp_path / "nothing")])
    with pytest.raises(tearsheet.CaptureError):
        find_inputs([str(tmp_path / "*.none")])


def test_what_dead_writers_left_is_dropped(tmp_path: Path) -> None:
    from tearsheet.shards.places import _host

    left = tmp_path / f".a.parquet.{_host()}.999999999.part"
    others = tmp_path / ".a.parquet.elsewhere.7.part"
    left.write_bytes(b"")
    others.write_bytes(b"")
    with Folder(str(tmp_path)).writing("a.parquet") as file:
        file.write(b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == [others.name, "a.parquet"]
    with pytest.raises(TypeError), Folder(str(tmp_path)).writing("a.parquet") as file:
        file.write("no bytes")  # type: ignore[arg-type]
    assert (tmp_path / "a.parquet").read_bytes() == b"x"


@pytest.fixture
def remote() -> Iterator[str]:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    yield "memory://crawl"
    system.rm("/crawl", recursive=True)


def test_any_address_of_fsspec_is_read_and_written(remote: str) -> None:
    import fsspec

    system = fsspec.filesystem("memory")
    system.makedirs("/crawl/in/sub")
    system.pipe("/crawl/in/sub/a.warc.gz", b"".join(gzip.compress(record(number)) for number in range(3)))
    for pattern in (f"{remote}/in", f"{remote}/in/sub/*.warc.gz", f"{remote}/in/sub/a.warc.gz"):
        (source,) = find_inputs([pattern])
        assert (source.name, source.address.endswith("/crawl/in/sub/a.warc.gz")) == ("a.warc.gz", True)
    (source,) = find_inputs([f"{remote}/in"])
    # What is in this process's memory is in no other's.
    folder = Folder(f"{remote}/out")
    shard = make_shard(source, folder, Settings())
    assert folder.files(".parquet") == ["sub/a.parquet"]
    assert read_footer(io.BytesIO(system.cat("/crawl/out/sub/a.parquet"))) == shard
    assert shard.rows == 3


class _Breaking(io.RawIOBase):
    """Gives a little and breaks off."""

    def __init__(self) -> None:
        self._left = record(1)[:100]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part, self._left = self._left, b""
        if not part:
            raise OSError("connection reset")
        buffer[: len(part)] = part
        return len(part)


class _BreakingReader:
    """The same as some files of fsspec have it."""

    def __init__(self) -> None:
        self._stream = _Breaking()

    def __enter__(self) -> "_BreakingReader":
        return self

    def __exit__(self, *error: object) -> None: ...

    def seekable(self) -> bool:
        return False

    def read(self, size: int) -> bytes:
        return self._stream.read(size) or b""


@pytest.mark.parametrize("stream", [_Breaking, _BreakingReader])
def test_a_source_that_breaks_off_is_a_failure_and_no_damaged_file(
    stream: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tearsheet.shards import places

    monkeypatch.setattr(places, "_opened", lambda *given, **how: stream())
    with pytest.raises(OSError, match="connection reset"):
        make_shard(Input("x.warc", "x.warc", "x"), Folder(str(tmp_path)), Settings())
    assert list(tmp_path.iterdir()) == []


def test_threads_may_make_shards_too(crawl: Path, tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    sources = find_inputs([str(crawl)])
    threads = [threading.Thread(target=make_shard, args=(source, folder, Settings())) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(folder.files(".parquet")) == 3
