"""Pages out of web archives.

WARC 1.1: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, MediaError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.media import sniff
from tearsheet.readers.bounded import too_large
from tearsheet.readers.contenttype import content_type
from tearsheet.readers.inflate import dechunk, decode_content, inflated_head
from tearsheet.readers.resync import next_record

__all__ = ["is_warc", "read_warc"]

_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_UNSPECIFIC = ("", "application/octet-stream", "binary/octet-stream", "unknown/unknown")


def is_warc(head: bytes) -> bool:
    """Whether a file, decompressed, begins like a WARC file."""
    return head.startswith(b"WARC/")


class _CutOffError(CaptureError):
    """A record ends before its length says, or its length is wrong."""


def read_warc(
    source: BinaryIO, name: str, limits: Limits, report: Callable[[TearsheetError], None]
) -> Iterator[Capture]:
    """Pages of a WARC file, one record in memory at a time.

    Records that hold a page are responses with a status of success, and resources and conversions, whose media type is
    HTML, XHTML or plain text, or says nothing while the content is HTML. A record that cannot be read is reported, and
    the next one read. Where the file itself is broken, that is reported, and reading goes on at the next place where a
    record begins, if the source can be sought in.

    Args:
        source: stream that stands at its begin.
        name: what messages call the file.
        limits: ``bytes`` holds for each record.
        report: gets each error, its source being the file's name and the record's byte offset.
    """
    begin: int | None = 0
    broken: CaptureError | None = None
    seen = found = False
    while begin is not None:
        place = begin
        failed: CaptureError | None = None
        try:
            for record in ArchiveIterator(source, parse_http=False, fsspec_args=False):
                seen = True
                place = record.stream_pos
                if broken is not None:
                    report(CaptureError(broken.source, f"{broken.reason}; reading goes on at byte {place}"))
                    broken = None
                try:
                    capture = _capture(record, f"{name}@{place}", limits)
                except _CutOffError as error:
                    found = True
                    failed = error
                    break
                except TearsheetError as error:
                    found = True
                    report(error)
                    continue
                if capture is not None:
                    found = True
                    yield capture
        except OSError as error:
            failed = CaptureError(f"{name}@{place}", f"the WARC file is broken in or after this record ({error})")
        if failed is None:
            break
        # A place that looked like a record and is none is where the damage is.
        broken = failed
        begin = next_record(source, place + 1) if source.seekable() else None
        if begin is not None:
            source.seek(begin)
    if broken is not None:
        report(broken if seen else CaptureError(name, f"no WARC file: {_begin(source, broken.reason)}"))
    elif not found:
        report(CaptureError(name, "no pages in this WARC file"))


def _begin(source: BinaryIO, reason: str) -> str:
    """What a file that holds no record holds instead."""
    if not source.seekable():
        return reason
    source.seek(0)
    head = inflated_head(source.read(1_024))
    return f"it begins with {head[:16]!r}" if head else reason


def _capture(record: WarcRecord, place: str, limits: Limits) -> Capture | None:
    """The page in a record, ``None`` when it holds something else."""
    headers = record.headers
    if "Content-Length" not in headers:
        raise _CutOffError(place, "the record's header is cut off")
    encoding = transfer = ""
    charset = http = None
    if not record.record_type & _TYPES:
        _skip(record, place)
        return None
    if record.record_type == WarcRecordType.response:
        if not record.is_http:
            _skip(record, place)
            return None
        record.parse_http()
        http = record.http_headers
        if http is None or http.status_code is None:
            raise CaptureError(place, "the record holds no complete HTTP header")
        if not 200 <= http.status_code < 300:
            _skip(record, place)
            return None
        media = record.http_content_type or ""
        charset = record.http_charset
        encoding = http.get("Content-Encoding") or ""
        transfer = http.get("Transfer-Encoding") or ""
    else:
        stated = headers.get("Content-Type") or ""
        media, charset = stated.partition(";")[0], content_type(stated)[1]
    media = media.strip().lower()
    if media not in _PAGES and media not in _UNSPECIFIC:
        _skip(record, place)
        return None
    if record.content_length > limits.bytes:
        raise too_large(place, limits.bytes, record.content_length)
    data = record.reader.read()
    if len(data) < record.content_length:
        raise _CutOffError(place, "the record is cut off")
    if "chunked" in transfer.lower():
        data = dechunk(data)
    data = decode_content(data, encoding, limits.bytes, place)
    captured = record.record_date
    if captured is not None and captured.tzinfo is None:
        captured = captured.replace(tzinfo=UTC)
    capture = Capture(
        data,
        url=_address(record),
        captured=captured,
        media=media if media in _PAGES else None,
        charset=charset,
        name=place,
        fields=_fields(record),
        header=_written(http) if http is not None else None,
    )
    return capture if capture.media or _is_page(capture) else None


def _fields(record: WarcRecord) -> dict[str, str]:
    """What of a record's header tells it from others, and the languages that a converter found in it."""
    fields = {"id": _plain(record, "WARC-Record-ID"), "languages": _plain(record, "WARC-Identified-Content-Language")}
    return {name: value for name, value in fields.items() if value}


def _written(headers: HeaderMap) -> str:
    """A header as it stands in the record, without the empty line behind it."""
    written = io.BytesIO()
    headers.write(written)
    return written.getvalue().decode("latin-1").removesuffix("\r\n")


def _skip(record: WarcRecord, place: str) -> None:
    size = record.content_length
    if record.reader.consume() < size:
        raise _CutOffError(place, "the record is cut off")


def _is_page(capture: Capture) -> bool:
    try:
        return sniff(capture) == "html"
    except MediaError:
        return False


def _address(record: WarcRecord) -> str | None:
    """The address that was captured; a name that is none, for what has no address, is not one."""
    address = _plain(record, "WARC-Target-URI")
    return address if address and not address.lower().startswith("urn:") else None


def _plain(record: WarcRecord, name: str) -> str:
    """A field of the header, without the angle brackets that some writers put around addresses."""
    return (record.headers.get(name) or "").strip().strip("<>")
