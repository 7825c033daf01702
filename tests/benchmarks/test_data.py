import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.data import parse_instant, read_folder
from benchmarks.errors import BenchmarkError


def make(path: Path, *records: dict[str, Any], page: bytes = b"<p>Text</p>") -> Path:
    (path / "html").mkdir()
    for record in records:
        (path / "html" / f"{record['id']}.html.gz").write_bytes(gzip.compress(page))
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (path / "gold.jsonl").write_text(lines, encoding="utf-8")
    return path


def test_page_types(tmp_path: Path) -> None:
    record = {"id": "1", "url": "https://a.example/", "text": "T", "title": "H", "author": "A", "date": None}
    folder = read_folder(make(tmp_path, record | {"type": "forum", "with": ["T"], "without": []}))
    (page,) = folder.pages
    assert (folder.grouped_by, page.group, folder.plain_tokens) == ("type", "forum", True)
    assert (folder.has_text, folder.has_segments, folder.has_record) == (True, True, True)
    assert (page.authors, page.published, page.tags, page.images) == (("A",), "", None, None)
    assert page.source == b"<p>Text</p>"


def test_languages_have_the_title_in_the_text(tmp_path: Path) -> None:
    folder = read_folder(make(tmp_path, {"id": "1", "url": None, "text": "T", "lang": "Greek"}))
    assert folder.pages[0].title_in_text
    assert (folder.grouped_by, folder.plain_tokens, folder.has_record) == ("lang", False, False)


def test_segments_alone(tmp_path: Path) -> None:
    folder = read_folder(make(tmp_path, {"id": "1", "url": None, "with": ["a"], "without": ["b"]}))
    assert (folder.grouped_by, folder.has_text, folder.has_segments) == (None, False, True)
    assert (folder.pages[0].required, folder.pages[0].forbidden) == (("a",), ("b",))


def test_records(tmp_path: Path) -> None:
    image = {"caption": None, "credit": ["C"], "alt": None, "cover": True, "urls": ["https://i.example/a.jpg"]}
    record = {"id": "1", "text": "T", "standfirst": "", "author": [], "topics": ["x"], "country": "fr"}
    folder = read_folder(make(tmp_path, record | {"images": [image], "crawled": "2024-05-03 18:19:08"}))
    (page,) = folder.pages
    assert page.images is not None
    assert (page.images[0].caption, page.images[0].credits) == (None, ("C",))
    assert (page.authors, page.tags, page.standfirst, page.group) == ((), ("x",), "", "fr")
    assert page.captured == datetime(2024, 5, 3, 18, 19, 8, tzinfo=UTC)


def test_limit_spreads_over_the_folder(tmp_path: Path) -> None:
    path = make(tmp_path, *({"id": f"{i:02}", "text": ""} for i in range(10)))
    assert [page.id for page in read_folder(path, 5).pages] == ["00", "02", "04", "06", "08"]
    assert len(read_folder(path, 50).pages) == 10


def test_parse_instant() -> None:
    assert parse_instant(" 2024-05-03T10:00:00Z ") == datetime(2024, 5, 3, 10, tzinfo=UTC)
    assert parse_instant("2024-05-03") == datetime(2024, 5, 3)
    assert parse_instant("yesterday") is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "1"', "line 1: not JSON"),
        ("[" * 100_000, "line 1: "),
        ("[1]", "line 1: not a JSON object"),
        ('{"text": "T"}', "line 1: 'id' is no file name"),
        ('{"id": "../x"}', "line 1: 'id' is no file name"),
        ('{"id": "1", "text": 7}', "line 1: 'text' is no string"),
        ('{"id": "1", "with": "x"}', "line 1: 'with' is no list of strings"),
        ('{"id": "1", "images": ["x"]}', "line 1: 'images' is no list of objects"),
        ('{"id": "2"}', r"2\.html\.gz is missing"),
        ('{"id": "bad"}', r"bad\.html\.gz cannot be read"),
        ("\n", "is empty"),
    ],
)
def test_broken_gold_is_named(tmp_path: Path, line: str, message: str) -> None:
    make(tmp_path, {"id": "1"})
    (tmp_path / "html" / "bad.html.gz").write_bytes(b"no gzip")
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(BenchmarkError, match=message) as caught:
        read_folder(tmp_path)
    assert "\n" not in str(caught.value)


def test_missing_folder_and_gold(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no such folder"):
        read_folder(tmp_path / "none")
    with pytest.raises(BenchmarkError, match=r"holds no gold\.jsonl"):
        read_folder(tmp_path)
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(BenchmarkError, match="cannot be read"):
        read_folder(tmp_path)
