import gzip
import io
import json
import random
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import ZstdWriter
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, LimitError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers import read
from tearsheet.readers.jsonlines import Fields, put_field, read_json_lines


def zstd(data: bytes) -> bytes:
    packed = io.BytesIO()
    writer = ZstdWriter(packed)
    writer.write(data)
    writer.close()
    return packed.getvalue()


def lines(*records: Any) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def read_bytes(data: bytes, limits: Limits | None = None, **named: Any) -> tuple[list[Capture], list[TearsheetError]]:
    errors: list[TearsheetError] = []
    stream = io.BytesIO(data)
    return list(read_json_lines(stream, "x.jsonl", Fields(**named), limits or Limits(), errors.append)), errors


THREE = lines({"id": 1, "text": "one"}, {"id": 2, "text": "δύο"}, {"id": 3, "text": "三"})


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.jsonl", bytes),
        ("a.ndjson", bytes),
        ("a.JSONL.gz", gzip.compress),
        ("a.jsonl.zst", zstd),
        ("a.jsonl", gzip.compress),
    ],
)
def test_a_capture_for_every_line(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(pack(THREE))
    captures = list(read(path))
    assert [capture.content for capture in captures] == ["one", "δύο", "三"]
    assert [capture.name for capture in captures] == [f"{path}:{number}" for number in (1, 2, 3)]
    assert captures[1].fields == {"id": 2, "text": None}


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_members_of_a_compressed_file_follow_each_other(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(pack(THREE) + pack(THREE))
    assert len(list(read(path))) == 6


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_a_cut_is_told_with_the_line_that_it_falls_in(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    noise = random.Random(4)
    data = lines(*({"text": noise.randbytes(20_000).hex()} for _ in range(200)))
    packed = pack(data)
    path = tmp_path / "a.jsonl"
    path.write_bytes(packed[: len(packed) // 2])
    errors: list[TearsheetError] = []
    captures = list(read(path, on_error=errors.append))
    assert 0 < len(captures) < 200
    (error,) = errors
    assert error.source == f"{path}:{len(captures) + 1}"
    assert "broken or cut off" in error.reason


def test_a_folder_gives_json_lines_where_a_text_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(lines({"text": "C4"})))
    (tmp_path / "b.jsonl").write_bytes(lines({"text": "two"}))
    (tmp_path / "c.txt").write_text("three")
    assert [capture.content for capture in read(tmp_path)] == [b"three"]
    assert [capture.content for capture in read(tmp_path, text_field="text")] == ["C4", "two", b"three"]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"\n  "])
def test_standard_input_and_any_name_where_a_text_field_is_named(
    tmp_path: Path, start: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = start + lines({"body": "one"}, {"body": "two"})
    (tmp_path / "dump").write_bytes(data)
    assert [capture.content for capture in read(tmp_path / "dump", text_field="body")] == ["one", "two"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [capture.content for capture in read("-", text_field="body")] == ["one", "two"]


def test_a_dot_leads_into_a_nested_object() -> None:
    record = {"doc": {"text": "nested", "n": 1}, "a.b": "plain", "a": {"b": "not this"}}
    (capture,), errors = read_bytes(lines(record), text="doc.text")
    assert (capture.content, errors) == ("nested", [])
    assert capture.fields == {**record, "doc": {"text": None, "n": 1}}
    (capture,), _ = read_bytes(lines(record), text="a.b")
    assert (capture.content, capture.fields) == ("plain", {**record, "a.b": None})


def test_order_of_fields_is_kept() -> None:
    (capture,), _ = read_bytes(lines({"z": 1, "text": "x", "a": [1.5, {"b": None}]}))
    assert list(capture.fields or ()) == ["z", "text", "a"]


def test_address_and_instant() -> None:
    record = {"text": "x", "url": "https://example.org/a", "meta": {"crawled": "2019-04-25T12:57:54Z"}}
    (capture,), _ = read_bytes(lines(record), captured="meta.crawled")
    assert capture.url == "https://example.org/a"
    assert capture.captured == datetime(2019, 4, 25, 12, 57, 54, tzinfo=UTC)
    (capture,), _ = read_bytes(lines({"text": "x", "u": "http://example.org/"}), url="u")
    assert (capture.url, capture.captured) == ("http://example.org/", None)


@pytest.mark.parametrize(
    "value", ["2019-04-25T12:57:54+00:00", "2019-04-25 12:57:54", "20190425125754", 1556197074, 1556197074000]
)
def test_instants_in_the_ways_that_corpora_write_them(value: object) -> None:
    (capture,), _ = read_bytes(lines({"text": "x", "t": value}), captured="t")
    assert capture.captured == datetime(2019, 4, 25, 12, 57, 54, tzinfo=UTC)


@pytest.mark.parametrize("value", ["yesterday", "", None, True, [], 1e300, -1e300])
def test_what_is_no_address_or_instant_is_not_taken_for_one(value: object) -> None:
    (capture,), errors = read_bytes(lines({"text": "x", "t": value, "url": value}), captured="t")
    assert (capture.captured, capture.url, errors) == (None, None, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut', "not JSON: Unterminated string starting at (column 10)"),
        (b'{"text": "a"} x', "not JSON: Extra data (column 15)"),
        (b"[1]", "not a JSON object but a list"),
        (b'"text"', "not a JSON object but a string"),
        (b"null", "not a JSON object but null"),
        (b'{"body": "a", "id": 1}', "no field 'text'; there is 'body', 'id'"),
        (b"{}", "no field 'text'; the object is empty"),
        (b'{"text": 7}', "field 'text' is no string but a number"),
        (b'{"text": null}', "field 'text' is no string but null"),
        (b'{"text": {"a": 1}}', "field 'text' is no string but an object"),
        (b'{"text": "caf\xe9"}', "not UTF-8: invalid continuation byte (byte 13)"),
        (b'{"text": ' + b"[" * 100_000, "JSON nested deeper than 100 levels"),
        (b'{"text": "a", "d": ' + b"[" * 100 + b"]" * 100 + b"}", "JSON nested deeper than 100 levels"),
        (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", None),
        (b"\0\0\0", "not JSON: Expecting value (column 1)"),
    ],
)
def test_a_bad_line_costs_itself(line: bytes, reason: str | None) -> None:
    good = b'{"text": "good"}'
    captures, (error,) = read_bytes(b"\n".join([good, line, b"", good]))
    assert [capture.name for capture in captures] == ["x.jsonl:1", "x.jsonl:4"]
    assert isinstance(error, CaptureError)
    assert error.source == "x.jsonl:2"
    assert error.reason.startswith("not JSON that can be read") if reason is None else error.reason == reason


def test_without_a_handler_the_first_error_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{\n" + THREE)
    with pytest.raises(CaptureError, match=r"a\.jsonl:1: not JSON"):
        list(read(path))


def test_an_empty_file_is_told() -> None:
    captures, (error,) = read_bytes(b"\n\n")
    assert (captures, error.source, error.reason) == ([], "x.jsonl", "no lines in this file")


def test_a_line_is_bounded(tmp_path: Path) -> None:
    good = b'{"text": "good"}\n'
    limits = Limits(bytes=100)
    exact = b'{"text": "' + b"a" * 88 + b'"}'
    assert len(exact) == 100
    for end in (b"\n", b"\r\n", b""):
        captures, errors = read_bytes(good + exact + end, limits)
        assert (len(captures), errors) == (2, [])
    for more in (1, 2, 3, 5_000_000):
        captures, (error,) = read_bytes(good + exact[:-2] + b"a" * more + b'"}\n' + good, limits)
        assert [capture.name for capture in captures] == ["x.jsonl:1", "x.jsonl:3"]
        assert isinstance(error, LimitError)
        assert str(error) == "x.jsonl:2: the line is longer than the limit of 100 bytes"


class Endless(io.RawIOBase):
    """A line of 200 MB between two short ones, made as it is read."""

    def __init__(self) -> None:
        self.left = 200_000_000
        self.parts = [b'{"text": "good"}\n', b'{"text": "good"}\n']

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if len(self.parts) == 2 or (self.left <= 0 and self.parts):
            part = self.parts.pop()
        else:
            part = b"a" * min(len(buffer), self.left)
            self.left -= len(part)
            if part and self.left <= 0:
                part = part[:-1] + b"\n"
        buffer[: len(part)] = part
        return len(part)


def test_a_line_that_is_too_long_is_not_kept() -> None:
    errors: list[TearsheetError] = []
    stream = io.BufferedReader(Endless())
    tracemalloc.start()
    try:
        captures = list(read_json_lines(stream, "x.jsonl", Fields(), Limits(bytes=1_000_000), errors.append))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [capture.name for capture in captures] == ["x.jsonl:1", "x.jsonl:3"]
    assert len(errors) == 1
    assert peak < 8_000_000


def test_captures_come_as_the_lines_are_read() -> None:
    stream = io.BytesIO(THREE * 1000)
    captures = read_json_lines(stream, "x.jsonl", Fields(), Limits(), lambda error: None)
    next(captures)
    assert stream.tell() < 100


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    captures, errors = read_bytes(data + b"\n" + THREE)
    assert [capture.content for capture in captures][-3:] == ["one", "δύο", "三"]
    assert all(error.source.startswith("x.jsonl") for error in errors)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.text(max_size=5), json_values, max_size=4), st.text())
def test_fields_come_back_as_they_are(record: dict[str, Any], text: str) -> None:
    data = json.dumps({**record, "text": text}).encode()
    (capture,), errors = read_bytes(data)
    assert (capture.content, errors) == (text, [])
    assert capture.fields is not None
    assert put_field(capture.fields, "text", text) == {**record, "text": text}


def test_many_brackets_are_not_deep_ones() -> None:
    captures, errors = read_bytes(
        lines({"text": "[" * 500, "d": [[]] * 500}, {"text": "", "d": json.loads("[" * 90 + "]" * 90)})
    )
    assert (len(captures), errors) == (2, [])


def test_put_field_leaves_the_given_object_alone() -> None:
    given_ = {"a": {"b": {"c": 1}}}
    assert put_field(given_, "a.b.c", 2) == {"a": {"b": {"c": 2}}}
    assert put_field(given_, "a.b.d", 2) == {"a": {"b": {"c": 1, "d": 2}}}
    assert put_field(given_, "x.y", 2) == {"a": {"b": {"c": 1}}, "x.y": 2}
    assert given_ == {"a": {"b": {"c": 1}}}


def test_the_names_are_those_of_files(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_bytes(lines({"text": "x"}))
    (capture,) = read(path)  # nobody says that these are lines
    assert capture.name == str(path)
    assert capture.fields is None
