"""Where captures come from: files, folders, standard input, addresses, WARC files. The only rooms that open things."""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tearsheet.capture import Capture
from tearsheet.errors import TearsheetError
from tearsheet.limits import Limits
from tearsheet.readers.files import read_path, read_pattern
from tearsheet.readers.stdin import read_stdin
from tearsheet.readers.web import fetch, is_address, read_address

__all__ = ["fetch", "read"]


def read(
    *sources: str | Path,
    limits: Limits | None = None,
    recursive: bool = True,
    on_error: Callable[[TearsheetError], None] | None = None,
) -> Iterator[Capture]:
    """Captures out of sources, one after the other, one in memory at a time, in an order that is always the same.

    A source is the path of a file or folder, a glob pattern, an ``http`` or ``https`` address, or ``"-"`` for standard
    input. Files hold one page (HTML, text, MHTML; compressed with gzip or not) or are WARC files.

    Args:
        sources: where to read; a path that exists is never taken for a pattern.
        limits: what one capture may cost; ``bytes`` also bounds what compressed pages unfold to.
        recursive: whether folders are read to any depth.
        on_error: gets each error, and reading goes on. Without it the first error is raised.

    Yields:
        Captures whose ``name`` is the path, the address, or ``PATH@OFFSET`` for a record of a WARC file.

    Raises:
        TearsheetError: what could not be read and why, when there is no ``on_error``.
    """
    limits = limits or Limits()
    report = on_error or _raise
    for source in sources:
        if source == "-":
            yield from read_stdin(limits, report)
        elif isinstance(source, str) and is_address(source):
            yield from read_address(source, limits, report)
        elif _is_pattern(source):
            yield from read_pattern(os.fspath(source), limits, recursive, report)
        else:
            yield from read_path(source, limits, recursive, report)


def _is_pattern(source: str | Path) -> bool:
    name = os.fspath(source)
    return glob.has_magic(name) and not os.path.lexists(name)


def _raise(error: TearsheetError) -> None:
    raise error
