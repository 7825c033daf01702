"""Daft: the same rows as without it, on its native engine."""

import gzip
import json
import os
import sys
from pathlib import Path

import pytest

daft = pytest.importorskip("daft", reason="pip install --group cluster")
parquet = pytest.importorskip("pyarrow.parquet")

import tearsheet.daft  # noqa: E402
from tearsheet.cluster.job import extract_on_cluster  # noqa: E402
from tearsheet.shards.places import Folder, find_inputs  # noqa: E402
from tearsheet.shards.settings import Settings  # noqa: E402
from tearsheet.shards.shard import make_shard  # noqa: E402

PAGE = "<html lang=en><title>Ferry {0}</title><body><h1>Ferry {0}</h1><p>The ferry {0} was an hour late on Monday.</p>"


def record(number: int, kind: str = "response") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.format(number).encode()
    if number == 2:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\x89PNG\r\n\x1a\n" + bytes(99)
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:08}-1234-5678-1234-567812345678>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    folder = tmp_path / "crawl"
    folder.mkdir()
    for part in range(2):
        data = b"".join(record(number) for number in range(4 * part, 4 * part + 4)) + record(9, "request")
        (folder / f"{part}.warc.gz").write_bytes(data)
    return folder


def rows(folder: Path) -> list[dict]:
    found = [row for path in sorted(folder.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]
    return sorted(found, key=lambda row: row["url"])


def test_records_that_daft_reads_give_the_rows_of_the_shards(crawl: Path, tmp_path: Path) -> None:
    for source in find_inputs([str(crawl)]):
        make_shard(source, Folder(str(tmp_path / "out")), Settings())
    df = tearsheet.daft.extract(daft.read_warc(f"{crawl}/*.warc.gz"), workers=1, batch=3)
    assert df.column_names[-1] == "article"
    df.where(df["article"].not_null()).select(df["article"].unnest()).write_parquet(str(tmp_path / "daft"))
    expected = [
        {name: value for name, value in row.items() if name not in ("source", "offset")}
        for row in rows(tmp_path / "out")
    ]
    assert rows(tmp_path / "daft") == expected
    assert [row["error"] is None for row in expected] == [True, True, False, True, True, True, True, True]


def test_pages_of_any_column_are_extracted_and_errors_are_values() -> None:
    df = daft.from_pydict(
        {"html": [PAGE.format(1).encode(), b"%PDF-1.7", None], "at": ["https://a.example/1", "b", "c"]}
    )
    found = tearsheet.daft.extract(df, "html", url="at", into="it", workers=1).to_pydict()["it"]
    assert (found[0]["title"], found[0]["url"]) == ("Ferry 1", "https://a.example/1")
    assert found[1]["error"]["kind"] == "media"
    assert found[2] is None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_the_job_makes_what_is_missing_and_lists_what_cannot_be(crawl: Path, tmp_path: Path) -> None:
    (crawl / "bad.warc.gz").write_bytes(b"<html>no archive")
    sources = find_inputs([str(crawl)])
    make_shard(sources[0], Folder(str(tmp_path / "out")), Settings())
    os.unlink(sources[1].address)
    run = extract_on_cluster(sources, str(tmp_path / "out"), Settings(), workers=1)
    assert [shard.source for shard in run.skipped] == ["0.warc.gz"]
    assert [shard.source for shard in run.made] == ["bad.warc.gz"]
    assert [(failed.source, failed.kind) for failed in run.failed] == [(sources[1], "capture")]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["totals"]["shards"] == 2
    assert manifest["failed"][0]["reason"] == "No such file or directory"
