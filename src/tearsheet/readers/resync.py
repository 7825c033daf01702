"""Where a damaged WARC file goes on: the next place at which a record begins.

WARC 1.1: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/; members of gzip:
https://www.rfc-editor.org/rfc/rfc1952
"""

import re
import zlib
from typing import BinaryIO

__all__ = ["next_record"]

_BEGIN = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d\r?\n[A-Za-z-]{1,64}:")
_STEP = 1 << 20
_HEAD = 1_024  # bytes that tell whether what begins here is a record
_NAME = b"WARC/"


def next_record(stream: BinaryIO, position: int) -> int | None:
    """The first byte of the first record, compressed with gzip or not, that begins at a position or behind it.

    Args:
        stream: to look through; it can be sought in.
        position: in bytes.

    Returns:
        Where it begins; ``None`` where none does. The stream stands anywhere afterwards.

    Raises:
        OSError: the stream cannot be read.
    """
    stream.seek(position)
    rest = b""
    while True:
        read = stream.read(_STEP)
        window = rest + read
        last = len(window) if not read else len(window) - _HEAD
        for found in _BEGIN.finditer(window):
            if found.start() >= last:
                break
            if window[found.start()] != 0x1F or _is_record(window[found.start() : found.start() + _HEAD]):
                return position + found.start()
        if not read:
            return None
        # What begins too near to the end is looked at again with what follows it.
        kept = max(0, last)
        position, rest = position + kept, window[kept:]


def _is_record(head: bytes) -> bool:
    """Whether a member of gzip begins with that of a record."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(_NAME)) == _NAME
    except zlib.error:
        return False
