"""Captures as a web archive, byte for byte as they came in: responses where an HTTP header came along, else resources.

WARC 1.1: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import gzip
import io
import re
import uuid
from datetime import UTC
from typing import BinaryIO

from fastwarc.warc import WarcRecord, WarcRecordType

from tearsheet._version import __version__
from tearsheet.archive.row import Row
from tearsheet.archive.storing import content_bytes
from tearsheet.capture import Capture
from tearsheet.errors import MediaError
from tearsheet.media import sniff

__all__ = ["WarcWriter"]

_LEVEL = 6
_SPACE = uuid.UUID("6c6e7d3f-5a0e-5b51-9c5e-0d9f0f2f6a11")
"""Makes record ids out of what a record holds, so that the same archive makes the same file."""
_TAKEN_OFF = re.compile(r"(?im)^(content-encoding|transfer-encoding|content-length)(?=[ \t]*:)")
_ENCODED = re.compile(r"(?im)^(?:content|transfer)-encoding[ \t]*:")
_LENGTH = re.compile(r"(?im)^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$")


class WarcWriter:
    """Writes captures.

    Args:
        file: to write to.
        packed: whether every record is compressed with gzip, as tools that read single records want it.
    """

    def __init__(self, file: BinaryIO, *, packed: bool) -> None:
        self._file = file
        self._packed = packed
        self._put(_about())

    def write(self, row: Row) -> None:
        """One capture."""
        if row.article.capture is not None:
            self._put(_record(row.article.capture, row.added))

    def close(self) -> None:
        """There is nothing at the end of a web archive."""

    def _put(self, record: WarcRecord) -> None:
        written = io.BytesIO()
        record.write(written)
        data = written.getvalue()
        self._file.write(gzip.compress(data, _LEVEL, mtime=0) if self._packed else data)


def _about() -> WarcRecord:
    fields = f"software: Tearsheet/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.warcinfo, record_urn=_urn(fields))
    # The moment of writing would make every file another.
    record.headers["WARC-Date"] = "1970-01-01T00:00:00Z"
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(fields)
    return record


def _record(capture: Capture, added: str) -> WarcRecord:
    content = content_bytes(capture.content)
    captured = capture.captured
    date = captured.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z" if captured is not None else added
    urn = _urn(f"{capture.digest} {capture.url or ''} {date}".encode("utf-8", "surrogatepass"))
    record = WarcRecord()
    if capture.header is not None:
        record.init_headers(record_type=WarcRecordType.response, record_urn=urn)
        record.headers["Content-Type"] = "application/http; msgtype=response"
        block = _header(capture.header, len(content)) + content
    else:
        record.init_headers(record_type=WarcRecordType.resource, record_urn=urn)
        record.headers["Content-Type"] = _content_type(capture)
        block = content
    # What has no address is called by its digest.
    record.headers["WARC-Target-URI"] = capture.url or f"urn:{capture.digest}"
    record.headers["WARC-Date"] = date
    record.headers["WARC-Payload-Digest"] = capture.digest
    record.set_bytes_content(block)
    return record


def _urn(data: bytes) -> bytes:
    return f"uuid:{uuid.uuid5(_SPACE, data.hex())}".encode()


def _header(header: str, length: int) -> bytes:
    """The header for a content that its encodings were taken off; what told of them stays under another name."""
    stated = _LENGTH.search(header)
    if _ENCODED.search(header) or (stated is not None and int(stated[1]) != length):
        header = _TAKEN_OFF.sub(r"X-Archive-Orig-\1", header) + f"Content-Length: {length}\r\n"
    return header.encode("latin-1", "replace") + b"\r\n"


def _content_type(capture: Capture) -> str:
    """The media type that is stated, or else what the content looks like."""
    media = capture.media
    if media is None:
        try:
            media = "text/html" if sniff(capture) == "html" else "text/plain"
        except MediaError:
            media = "application/octet-stream"
    charset = "utf-8" if isinstance(capture.content, str) else capture.charset
    return f"{media}; charset={charset}" if charset else media
