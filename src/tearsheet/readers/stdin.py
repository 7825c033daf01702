"""Captures from standard input: one page, compressed or not, a WARC file, or JSON lines."""

import io
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from tearsheet.capture import Capture
from tearsheet.errors import CaptureError, TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers.files import read_stream
from tearsheet.readers.jsonlines import Fields

__all__ = ["NAME", "read_stdin"]

NAME = "standard input"


def read_stdin(fields: Fields, limits: Limits, report: Callable[[TearsheetError], None]) -> Iterator[Capture]:
    """The page, the pages of the WARC file, or the texts of the JSON lines that standard input holds."""
    stream = cast("BinaryIO | None", getattr(sys.stdin, "buffer", None))
    if stream is None:
        report(CaptureError(NAME, "there is none"))
        return
    if not isinstance(stream, io.BufferedReader):
        stream = io.BufferedReader(cast("io.RawIOBase", stream))
    try:
        yield from read_stream(stream, NAME, fields, limits, report)
    except OSError as error:
        report(CaptureError(NAME, error.strerror or str(error)))
