"""Damaged WARC files: everything readable is read, and the rest is listed with its offset."""

import gzip
import io
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.errors import TearsheetError
from tearsheet.readers import read
from tearsheet.readers.resync import next_record


def record(number: int) -> bytes:
    body = f"<html><body><p>Page {number} of the harbour board.</p></body></html>".encode() + b"<!-- pad -->" * 20
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


PLAIN = [record(number) for number in range(8)]
PACKED = [gzip.compress(one, mtime=0) for one in PLAIN]


def read_all(path: Path, data: bytes) -> tuple[list[int], list[TearsheetError]]:
    path.write_bytes(data)
    errors: list[TearsheetError] = []
    captures = read(path, on_error=errors.append)
    return [int((capture.url or "").rpartition("/")[2]) for capture in captures], errors


@pytest.mark.parametrize("records", [PLAIN, PACKED], ids=["plain", "gzip"])
@pytest.mark.parametrize("junk", [b"garbage garbage\r\n" * 20, bytes(500), random.Random(3).randbytes(700)])
def test_junk_between_records_costs_none(tmp_path: Path, records: list[bytes], junk: bytes) -> None:
    before = b"".join(records[:3])
    numbers, (error,) = read_all(tmp_path / "a.warc.gz", before + junk + b"".join(records[3:]))
    assert numbers == list(range(8))
    assert error.source.endswith(f"@{len(before) - len(records[2])}")
    assert error.reason.endswith(f"reading goes on at byte {len(before) + len(junk)}")


@pytest.mark.parametrize("at", [0, 2, 30, 100, -8, -2])
def test_a_damaged_member_costs_itself_alone(tmp_path: Path, at: int) -> None:
    damaged = bytearray(PACKED[3])
    damaged[at] ^= 0xFF
    data = [*PACKED]
    data[3] = bytes(damaged)
    numbers, errors = read_all(tmp_path / "a.warc.gz", b"".join(data))
    assert numbers in ([0, 1, 2, 4, 5, 6, 7], list(range(8)))
    assert len(errors) <= 1
    if len(numbers) == 7:
        assert errors[0].reason.endswith(f"reading goes on at byte {sum(map(len, PACKED[:4]))}")


def test_a_length_that_is_too_long_hides_no_record(tmp_path: Path) -> None:
    data = [*PLAIN]
    data[3] = data[3].replace(b"Content-Length: ", b"Content-Length: 99")
    numbers, (error,) = read_all(tmp_path / "a.warc", b"".join(data))
    assert numbers == [0, 1, 2, 4, 5, 6, 7]
    assert error.source.endswith(f"@{sum(map(len, PLAIN[:3]))}")


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>Hello.</body></html>",
        gzip.compress(b"<html><body>Hello.</body></html>", mtime=0),
        b"PK\3\4" + bytes(99),
    ],
    ids=["html", "packed html", "zip"],
)
def test_what_is_no_archive_says_what_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    numbers, (error,) = read_all(tmp_path / name, data)
    assert numbers == []
    assert error.reason.startswith("no WARC file: it begins with b")


@pytest.mark.parametrize(("name", "records"), [("a.warc", PACKED), ("a.warc.gz", PLAIN)])
def test_names_that_lie_do_no_harm(tmp_path: Path, name: str, records: list[bytes]) -> None:
    assert read_all(tmp_path / name, b"".join(records)) == (list(range(8)), [])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(max_size=40) | st.sampled_from([b"\n", b"\x1f\x8b\x08", b"WARC/1.1\r\n", *PACKED[:1]])))
def test_any_bytes_end_and_the_first_record_is_found(parts: list[bytes]) -> None:
    junk = b"".join(part for part in parts)
    found = next_record(io.BytesIO(junk + b"\n" + PLAIN[0]), 0)
    assert found is not None
    assert found <= len(junk) + 1


def test_a_record_is_found_across_the_steps_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    from tearsheet.readers import resync

    for step in (1_100, 1_500, 4_096):
        monkeypatch.setattr(resync, "_STEP", step)
        for size in range(step - 60, step + 60, 7):
            junk = b"x" * size + b"\n"
            assert next_record(io.BytesIO(junk + PLAIN[0]), 1) == size + 1
            assert next_record(io.BytesIO(junk + PACKED[0]), 1) == size + 1
    assert next_record(io.BytesIO(b"x" * 10_000), 0) is None
