"""Where captures come from: files, folders, standard input, addresses, WARC files, JSON lines.

The only rooms that open things.
"""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tearsheet.capture import Capture
from tearsheet.errors import TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers.files import read_path, read_pattern
from tearsheet.readers.jsonlines import Fields
from tearsheet.readers.stdin import read_stdin
from tearsheet.readers.web import fetch, is_address, read_address

__all__ = ["fetch", "read"]


def read(
    *sources: str | Path,
    limits: Limits | None = None,
    recursive: bool = True,
    text_field: str | None = None,
    url_field: str = "url",
    captured_field: str | None = None,
    on_error: Callable[[TearsheetError], None] | None = None,
) -> Iterator[Capture]:
    """Captures out of sources, one after the other, one in memory at a time, in an order that is always the same.

    A source is the path of a file or folder, a glob pattern, an ``http`` or ``https`` address, or ``"-"`` for standard
    input. Files hold one page (HTML, text, MHTML), or many: WARC files, WET files, and JSON lines (``.jsonl``,
    ``.ndjson``) with a field that holds the text or the page. All may be compressed with gzip or Zstandard.

    Args:
        sources: where to read; a path that exists is never taken for a pattern.
        limits: what one capture may cost; ``bytes`` also bounds what compressed pages unfold to.
        recursive: whether folders are read to any depth.
        text_field: the field of JSON lines that holds the text, ``"text"`` where it is not named; a dot leads into a
            nested object. Where it is named, JSON lines are also read out of folders and out of files of any name.
        url_field: the field that holds the address, if there is one.
        captured_field: the field that holds the instant of the capture: ISO 8601, 14 digits, or seconds or
            milliseconds since 1970.
        on_error: gets each error, and reading goes on. Without it the first error is raised.

    Yields:
        Captures whose ``name`` is the path, the address, ``PATH@OFFSET`` for a record of a WARC file or ``PATH:LINE``
        for a line of JSON; those of such files have ``fields``.

    Raises:
        TearsheetError: what could not be read and why, when there is no ``on_error``.
    """
    limits = limits or Limits()
    report = on_error or _raise
    fields = Fields(text_field, url_field, captured_field)
    for source in sources:
        if source == "-":
            yield from read_stdin(fields, limits, report)
        elif isinstance(source, str) and is_address(source):
            yield from read_address(source, limits, report)
        elif _is_pattern(source):
            yield from read_pattern(os.fspath(source), fields, limits, recursive, report)
        else:
            yield from read_path(source, fields, limits, recursive, report)


def _is_pattern(source: str | Path) -> bool:
    name = os.fspath(source)
    return glob.has_magic(name) and not os.path.lexists(name)


def _raise(error: TearsheetError) -> None:
    raise error
