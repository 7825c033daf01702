"""What the inputs hold, one capture or one failure at a time, in their order."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tearsheet.capture import Capture
from tearsheet.cli.job import Failure
from tearsheet.cli.names import stem_of_address, stem_of_path
from tearsheet.cli.options import Media
from tearsheet.errors import TearsheetError
from tearsheet.limits import Limits

__all__ = ["Item", "Said", "count_captures", "holds_several", "read_items", "root_of"]

_WARC = re.compile(r"\.warc(\.\w+)?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_RECORD = re.compile(r"@\d+\Z")
"""How the name of a capture out of a WARC file ends: the record's offset."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the caller says about the captures; ``None`` leaves it to them.

    Attributes:
        url: address it was captured from.
        captured: when it was captured.
        media: what it is.
    """

    url: str | None = None
    captured: datetime | None = None
    media: Media | None = None

    def about(self, capture: Capture) -> Capture:
        """The capture with what is said about it."""
        said: dict[str, Any] = {}
        if self.url is not None:
            said["url"] = self.url
        if self.captured is not None:
            said["captured"] = self.captured
        if self.media is not None:
            said["media"] = self.media.type
        return replace(capture, **said) if said else capture


@dataclass(frozen=True, slots=True)
class Item:
    """One capture, or why there is none.

    Attributes:
        label: what messages call it.
        stem: name for its output file, not yet free of collisions; empty for a failure.
        capture: the capture, ``None`` for a failure.
        failure: why there is none.
    """

    label: str
    stem: str = ""
    capture: Capture | None = None
    failure: Failure | None = None


def holds_several(source: str) -> bool:
    """Whether an input is of a kind that holds any number of captures: a folder, a pattern, a WARC file."""
    if _ADDRESS.match(source) or source == "-":
        return False
    if os.path.isdir(source) or _WARC.search(source):
        return True
    return glob.has_magic(source) and not os.path.exists(source)


def count_captures(sources: Sequence[str]) -> int | None:
    """How many captures the inputs hold; ``None`` where only reading them would tell."""
    from tearsheet.readers.files import list_files

    count = 0
    pending = list(reversed(sources))
    while pending:
        source = pending.pop()
        if source == "-" or _WARC.search(source):
            return None
        if not holds_several(source):
            count += 1
        elif os.path.isdir(source):
            files = 0
            for file in list_files(source):
                if _WARC.search(file):
                    return None
                files += 1
            count += max(1, files)  # a folder without pages is one failure
        else:
            pending += glob.glob(source, recursive=True)
    return count


def read_items(sources: Sequence[str], said: Said, limits: Limits) -> Iterator[Item]:
    """Captures and failures as they come.

    Args:
        sources: files, folders, patterns, ``"-"``, addresses, WARC files.
        said: what the caller says about them.
        limits: what one capture may cost.
    """
    from tearsheet import read

    for source in sources:
        errors: list[TearsheetError] = []
        captures = read(source, limits=limits, on_error=errors.append)
        while True:
            capture: Capture | None = None
            broken: Failure | None = None
            try:
                capture = next(captures, None)
            except (TearsheetError, OSError) as error:
                broken = Failure.of(error, source)
            for failed in errors:
                yield Item(failed.source, failure=Failure.of(failed, source))
            errors.clear()
            if broken is not None:
                yield Item(source, failure=broken)
            if capture is None:
                break
            yield Item(capture.label, _stem(source, capture), said.about(capture))


def _stem(source: str, capture: Capture) -> str:
    """Name for a capture's output: after its file, or after its address where it has no file of its own."""
    name = capture.name or source
    if source != "-" and not _ADDRESS.match(source) and not _RECORD.search(name):
        return stem_of_path(name, root_of(source))
    if capture.url:
        return stem_of_address(capture.url)
    return stem_of_path("stdin" if source == "-" else name)


def root_of(source: str) -> str:
    """The folder that an input stands for: itself, or what precedes the first wildcard."""
    if not glob.has_magic(source) or os.path.exists(source):
        return source
    fixed: list[str] = []
    for step in source.split(os.sep):
        if glob.has_magic(step):
            break
        fixed.append(step)
    return os.sep.join(fixed) or ("/" if source.startswith(os.sep) else "")
