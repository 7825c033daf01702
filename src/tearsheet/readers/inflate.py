"""Undoing what HTTP and gzip do to content on its way, never past a limit.

HTTP content codings: https://www.rfc-editor.org/rfc/rfc9110#section-8.4; chunked transfer:
https://www.rfc-editor.org/rfc/rfc9112#section-7.1
"""

import gzip
import io
import zlib
from typing import Any, BinaryIO

from fastwarc.stream_io import BrotliReader, ZstdReader

from tearsheet.errors import CaptureError, LimitError

__all__ = ["dechunk", "decode_content", "gunzip", "inflated", "inflated_head"]

_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_STEP = 1 << 20
_HEAD = 65_536


def inflated(stream: "io.BufferedReader[Any]") -> BinaryIO:
    """The stream without the compression it is in (gzip or Zstandard, of any number of members), read piece by piece.

    Reading it raises `OSError` or `EOFError` where the data is damaged or cut off.
    """
    head = stream.peek(4)
    if head.startswith(_GZIP):
        return io.BufferedReader(_Unpacking(gzip.GzipFile(fileobj=stream)), _STEP)
    if head.startswith(_ZSTANDARD):
        return io.BufferedReader(_Unpacking(ZstdReader(stream)), _STEP)
    return stream


class _Unpacking(io.RawIOBase):
    """What a decompressor gives, as a stream of Python's."""

    def __init__(self, source: "gzip.GzipFile | ZstdReader") -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            part = self._source.read(len(buffer))
        except zlib.error as error:
            raise OSError(f"compressed data is damaged ({error})") from error
        buffer[: len(part)] = part
        return len(part)


def inflated_head(head: bytes) -> bytes:
    """What the first bytes of a file hold, compressed or not; the bytes themselves where they cannot be told."""
    try:
        if head.startswith(_GZIP):
            return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _HEAD)
        if head.startswith(_ZSTANDARD):
            return bytes(ZstdReader(io.BytesIO(head)).read(_HEAD))
    except (zlib.error, OSError):
        return head
    return head


def gunzip(data: bytes, limit: int, source: str) -> bytes:
    """Content of gzip data of one or several members; what follows the last member is left out.

    Raises:
        LimitError: the content is larger than ``limit`` bytes.
        CaptureError: the data is damaged or cut off.
    """
    parts: list[bytes] = []
    size = 0
    while data.startswith(_GZIP):
        content, data = _inflate(data, zlib.MAX_WBITS | 16, limit - size, source, limit)
        parts.append(content)
        size += len(content)
        data = data.lstrip(b"\0")
    return b"".join(parts)


def decode_content(data: bytes, codings: str, limit: int, source: str) -> bytes:
    """Content without the codings that a ``Content-Encoding`` field lists; plain content that only claims a coding
    is returned as it is.

    Raises:
        LimitError: the content is larger than ``limit`` bytes.
        CaptureError: the data is damaged or cut off, or the coding is unknown.
    """
    for coding in reversed([part.strip().lower() for part in codings.split(",")]):
        if coding in ("", "identity", "none", "utf-8"):
            continue
        if coding in ("gzip", "x-gzip"):
            data = gunzip(data, limit, source) if data.startswith(_GZIP) else data
        elif coding == "deflate":
            data = _undeflate(data, limit, source)
        elif coding == "br":
            data = _read(BrotliReader, data, limit, source, "Brotli")
        elif coding == "zstd":
            data = _read(ZstdReader, data, limit, source, "Zstandard")
        else:
            raise CaptureError(source, f"unknown content encoding {coding[:40]!r}")
    return data


def dechunk(data: bytes) -> bytes:
    """Content of a chunked message; data that is not chunked is returned as it is."""
    parts: list[bytes] = []
    position = 0
    while position < len(data):
        end = data.find(b"\n", position, position + 4096)
        if end < 0:
            break
        try:
            size = int(data[position:end].partition(b";")[0].strip(), 16)
        except ValueError:
            size = -1
        if size < 0:
            break
        if size == 0:
            return b"".join(parts)
        parts.append(data[end + 1 : end + 1 + size])
        position = end + 1 + size
        position += 2 if data.startswith(b"\r\n", position) else data.startswith(b"\n", position)
    return b"".join(parts) if parts and position >= len(data) else data


def _undeflate(data: bytes, limit: int, source: str) -> bytes:
    # Some servers send the bare stream, without the frame that the standard asks for.
    if len(data) >= 2 and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0:
        return _inflate(data, zlib.MAX_WBITS, limit, source, limit)[0]
    if data.lstrip()[:1] == b"<":
        return data
    return _inflate(data, -zlib.MAX_WBITS, limit, source, limit)[0]


def _inflate(data: bytes, window: int, room: int, source: str, limit: int) -> tuple[bytes, bytes]:
    """Content of one compressed stream, and what follows the stream."""
    stream = zlib.decompressobj(window)
    parts: list[bytes] = []
    try:
        while not stream.eof:
            part = stream.decompress(data, min(_STEP, room + 1))
            data = stream.unconsumed_tail
            room -= len(part)
            if room < 0:
                raise LimitError(source, f"larger than {limit} bytes when decompressed")
            if not part and not data and not stream.eof:
                raise CaptureError(source, "compressed data is cut off")
            parts.append(part)
    except zlib.error as error:
        raise CaptureError(source, f"compressed data is damaged ({error})") from error
    return b"".join(parts), stream.unused_data


def _read(reader: type[BrotliReader] | type[ZstdReader], data: bytes, limit: int, source: str, what: str) -> bytes:
    if data.lstrip()[:1] == b"<":
        return data
    content = io.BytesIO()
    try:
        stream = reader(io.BytesIO(data))
        while part := stream.read(_STEP):
            if content.tell() + len(part) > limit:
                raise LimitError(source, f"larger than {limit} bytes when decompressed")
            content.write(part)
    except (OSError, ValueError, EOFError) as error:
        raise CaptureError(source, f"{what} data is damaged or cut off") from error
    if not content.tell() and data:
        raise CaptureError(source, f"{what} data is damaged or cut off")
    return content.getvalue()
