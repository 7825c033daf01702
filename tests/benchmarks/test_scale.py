"""The archive that is made, the watching of processes, rows compared; the ways themselves are tested where they are."""

import gzip
import sys
from pathlib import Path

import pytest

import tearsheet
from benchmarks.data import GoldPage
from benchmarks.scale import rows_of
from benchmarks.warcs import make_warcs
from benchmarks.watching import watch
from tearsheet.shards.places import Folder, find_inputs
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import make_shard

PAGES = [
    GoldPage("one", "https://a.example/1?x=2", gzip.compress(b"<p>The ferry was late on Monday morning.</p>")),
    GoldPage("two", None, gzip.compress(b"<p>The bridge opened on Tuesday evening.</p>")),
]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_is_as_large_as_asked_and_no_address_stands_in_it_twice(tmp_path: Path, packed: bool) -> None:
    paths = make_warcs(PAGES, tmp_path / "a", 20_000, 2, packed=packed)
    assert 20_000 <= sum(path.stat().st_size for path in paths) <= 22_000
    captures = list(tearsheet.read(*paths))
    assert len({capture.url for capture in captures}) == len(captures) > 20
    assert {capture.content for capture in captures} == {page.source for page in PAGES}
    again = make_warcs(PAGES, tmp_path / "b", 20_000, 2, packed=packed)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in paths]


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_processes_below_are_watched() -> None:
    sleep = "import time; held = bytes(60_000_000); time.sleep(1)"
    work = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {sleep!r}])"
    below: set[int] = set()
    usage = watch([sys.executable, "-c", work + "; sys.exit(3)"], on_look=lambda process, found: below.update(found))
    assert usage.status == 3
    assert len(below) == 1


def test_rows_are_the_same_in_any_order_and_twice_is_not_once(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    make_warcs(PAGES, tmp_path / "warc", 2_000, 2)
    for source in find_inputs([str(tmp_path / "warc")]):
        for folder in ("out", "again"):
            make_shard(source, Folder(str(tmp_path / folder)), Settings())
    count, digest = rows_of(tmp_path / "out")
    first, second = sorted((tmp_path / "again").glob("*.parquet"))
    first.rename(tmp_path / "again" / "z.parquet")
    assert rows_of(tmp_path / "again") == (count, digest)
    second.with_name("copy.parquet").write_bytes(second.read_bytes())
    assert rows_of(tmp_path / "again")[1] != digest
