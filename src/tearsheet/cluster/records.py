"""Captures out of what engines hand over: a page, or a record of a web archive, with what is known of it."""

import io
import uuid
from collections.abc import Sequence
from datetime import datetime

from tearsheet.capture import Capture, captured_instant
from tearsheet.errors import TearsheetError, describe
from tearsheet.formats.table import Row, failure_row
from tearsheet.readers.warc import read_warc
from tearsheet.shards.settings import Settings

__all__ = ["capture_of", "page_row", "record_row"]


def page_row(
    content: bytes | str | None, url: str | None, captured: datetime | str | None, settings: Settings
) -> Row | None:
    """The row of a page.

    Args:
        content: the page as saved, or its text; ``None`` gives no row.
        url: the address it was captured from.
        captured: when; ISO 8601 as text.
        settings: how it is extracted.
    """
    return settings.row(capture_of(content, url, captured)) if content is not None else None


def capture_of(content: bytes | str, url: str | None, captured: object) -> Capture:
    """The capture of a page.

    Args:
        content: the page as saved, or its text.
        url: the address it was captured from.
        captured: when; ISO 8601 as text. What is no instant is left out.
    """
    return Capture(content, url=url, captured=_instant(captured))


def record_row(
    kind: str | None,
    content: bytes | None,
    fields: Sequence[tuple[str, object]],
    settings: Settings,
) -> Row | None:
    """The row of a record of a web archive, as the reader of WARC files takes it; ``None`` for one without a page.

    Args:
        kind: ``WARC-Type``.
        content: its block, with the HTTP header in the case of a response.
        fields: other fields of its header; those without a value are left out.
        settings: how it is extracted.
    """
    if kind is None or content is None:
        return None
    found: list[TearsheetError] = []
    head = "".join(f"{name}: {_written(name, value)}\r\n" for name, value in fields if value not in (None, ""))
    # A record of its own makes a file of it, which the one reader reads as it reads them all.
    file = f"WARC/1.1\r\nWARC-Type: {kind}\r\n{head}Content-Length: {len(content)}\r\n\r\n".encode() + content
    for capture in read_warc(io.BytesIO(file + b"\r\n\r\n"), "record", settings.limits, found.append):
        return settings.row(capture)
    for error in found:
        if error.source != "record":  # what is told of the file as a whole is that it holds no page
            return failure_row(None, *describe(error))
    return None


def _written(name: str, value: object) -> str:
    if isinstance(value, datetime):
        return (
            value.strftime("%Y-%m-%dT%H:%M:%SZ") if not value.microsecond else value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        )
    text = str(value).replace("\r", " ").replace("\n", " ")
    if name == "WARC-Record-ID":
        try:
            return f"<urn:uuid:{uuid.UUID(text)}>"
        except ValueError:
            return text
    return text


def _instant(captured: object) -> datetime | None:
    if captured is None or isinstance(captured, datetime):
        return captured
    try:
        return captured_instant(str(captured))
    except ValueError:
        return None
