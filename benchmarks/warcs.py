"""Web archives made from folders of pages, many times over with changed addresses: as large as one likes."""

import gzip
import random
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from benchmarks.data import GoldPage

__all__ = ["make_warcs", "warc_record"]

_LEVEL = 6
_SEED = 20_261_123


def make_warcs(pages: Sequence[GoldPage], folder: Path, size: int, files: int, *, packed: bool = True) -> list[Path]:
    """WARC files that hold the pages in an order drawn by chance, over and over, until they are large enough.

    The same arguments make the same files. Every round through the pages gives each a new address; the pages
    themselves stay as they are.

    Args:
        pages: to take.
        folder: to write to.
        size: bytes of all files together, as they lie on the disk.
        files: how many, of about one size.
        packed: whether every record is compressed with gzip.
    """
    folder.mkdir(parents=True, exist_ok=True)
    records = _records(pages)
    paths = []
    for number in range(files):
        path = folder / f"part-{number:05}.warc{'.gz' if packed else ''}"
        with path.open("wb") as file:
            _put(file, _warcinfo(number), packed)
            while file.tell() < size // files:
                _put(file, next(records), packed)
        paths.append(path)
    return paths


def warc_record(kind: str, content: bytes, fields: Sequence[tuple[str, str]]) -> bytes:
    """One record of a WARC file.

    Args:
        kind: ``WARC-Type``.
        content: its block.
        fields: other fields of its header, in their order.
    """
    head = [("WARC-Type", kind), *fields, ("Content-Length", str(len(content)))]
    lines = "".join(f"{name}: {value}\r\n" for name, value in head)
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + content + b"\r\n\r\n"


def _put(file: BinaryIO, record: bytes, packed: bool) -> None:
    file.write(gzip.compress(record, _LEVEL, mtime=0) if packed else record)


def _warcinfo(number: int) -> bytes:
    fields = [("WARC-Date", "2026-01-01T00:00:00Z"), ("WARC-Record-ID", _id(f"info {number}"))]
    return warc_record("warcinfo", b"software: benchmarks\r\n", [*fields, ("Content-Type", "application/warc-fields")])


def _records(pages: Sequence[GoldPage]) -> Iterator[bytes]:
    chance = random.Random(_SEED)
    order = list(pages)
    number = 0
    while True:
        chance.shuffle(order)
        for page in order:
            number += 1
            content = page.source
            http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            yield warc_record("response", http + content, [*_fields(page, number)])


def _fields(page: GoldPage, number: int) -> Iterator[tuple[str, str]]:
    yield "WARC-Date", "2026-01-01T00:00:00Z"
    yield "WARC-Record-ID", _id(f"record {number}")
    address = page.url or f"https://pages.example/{page.id}"
    yield "WARC-Target-URI", f"{address}{'&' if '?' in address else '?'}copy={number}"
    yield "Content-Type", "application/http; msgtype=response"


def _id(name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"
