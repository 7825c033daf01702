"""What the inputs hold, one capture or one failure at a time, in their order."""

import glob
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tearsheet.capture import Capture
from tearsheet.cli.job import Failure
from tearsheet.cli.names import stem_of_address, stem_of_path
from tearsheet.cli.options import Media
from tearsheet.errors import TearsheetError
from tearsheet.limits import Limits

__all__ = ["Item", "Said", "Where", "count_captures", "holds_several", "overwrites", "read_items", "root_of"]

_SEVERAL = re.compile(r"\.(?:warc|(?:warc\.)?wet|jsonl|ndjson)(\.(?:gz|zst))?\Z", re.IGNORECASE)
"""Names of files that hold any number of captures."""
_JSON = re.compile(r"\.json(\.(?:gz|zst))?\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_STDIN = "stdin"
_RECORD = re.compile(r"[@:]\d+\Z")
"""How the name of a capture out of such a file ends: the record's offset, or the line's number."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the objects of JSON lines things stand; see `tearsheet.read`.

    Attributes:
        text: field of the text; ``None`` where the caller did not name it.
        url: field of the address.
        captured: field of the instant of the capture.
    """

    text: str | None = None
    url: str = "url"
    captured: str | None = None


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
        file: the file that it stood in among others; empty where it had its own.
        capture: the capture, ``None`` for a failure, and for a file whose captures are all done.
        failure: why there is none.
    """

    label: str
    stem: str = ""
    file: str = ""
    capture: Capture | None = None
    failure: Failure | None = None


def holds_several(source: str, text_field: str | None = None) -> bool:
    """Whether an input is of a kind that holds any number of captures: a folder, a pattern, WARC, JSON lines.

    Args:
        source: the input.
        text_field: what the caller calls the text of JSON lines; then every file may be such.
    """
    if _ADDRESS.match(source):
        return False
    if text_field is not None:
        return True
    if source == "-":
        return False
    if os.path.isdir(source) or _SEVERAL.search(source):
        return True
    return _is_pattern(source)


def count_captures(sources: Sequence[str], text_field: str | None = None) -> int | None:
    """How many captures the inputs hold; ``None`` where only reading them would tell."""
    from tearsheet.readers.files import list_files

    count = 0
    pending = list(reversed(sources))
    while pending:
        source = pending.pop()
        if source == "-" or _SEVERAL.search(source) or (text_field is not None and _JSON.search(source)):
            return None
        if not holds_several(source):
            count += 1
        elif os.path.isdir(source):
            files = 0
            for file in list_files(source, text_field):
                if _SEVERAL.search(file) or _JSON.search(file):
                    return None
                files += 1
            count += max(1, files)  # a folder without pages is one failure
        else:
            pending += glob.glob(source, recursive=True)
    return count


def read_items(
    sources: Sequence[str],
    said: Said,
    limits: Limits,
    where: Where | None = None,
    done: Callable[[Item], bool] | None = None,
) -> Iterator[Item]:
    """Captures and failures as they come.

    Args:
        sources: files, folders, patterns, ``"-"``, addresses, WARC files, JSON lines.
        said: what the caller says about them.
        limits: what one capture may cost.
        where: what stands where in JSON lines.
        done: asked about every file that holds several captures, before it is opened, whether they are all done.
    """
    where = where or Where()
    for source in sources:
        if done is None:
            yield from _read(source, source, said, limits, where)
            continue
        for file in _files(source, where):
            item = Item(file, stem_of_path(file, root_of(source)), file)
            if _SEVERAL.search(file) and not _ADDRESS.match(file) and done(item):
                yield item
            else:
                yield from _read(file, source, said, limits, where, together=True)


def _files(source: str, where: Where) -> Iterator[str]:
    """The files of a folder or a pattern; any other input, and one that holds none, is given as it is."""
    from tearsheet.readers.files import list_files

    found = False
    if _is_pattern(source):
        for match in sorted(glob.glob(source, recursive=True)):
            found = True
            yield from _files(match, where)
    elif os.path.isdir(source):
        for file in list_files(source, where.text):
            found = True
            yield file
    if not found:
        yield source


def _read(
    source: str, root: str, said: Said, limits: Limits, where: Where, *, together: bool = False
) -> Iterator[Item]:
    """What one input holds.

    Args:
        source: the input, or a file in it.
        root: the input.
        said: what the caller says about the captures.
        limits: what one capture may cost.
        where: what stands where in JSON lines.
        together: whether captures of one file are named after it.
    """
    from tearsheet import read

    errors: list[TearsheetError] = []
    captures = read(
        source,
        limits=limits,
        text_field=where.text,
        url_field=where.url,
        captured_field=where.captured,
        on_error=errors.append,
    )
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
        file = _RECORD.sub("", capture.label) if capture.fields is not None else ""
        stem = (
            stem_of_path(_STDIN if root == "-" else file, root_of(root)) if together and file else _stem(root, capture)
        )
        yield Item(capture.label, stem, file, said.about(capture))


def _stem(source: str, capture: Capture) -> str:
    """Name for a capture's output: after its file, or after its address where it has no file of its own."""
    name = capture.name or source
    if source != "-" and not _ADDRESS.match(source) and capture.fields is None:
        return stem_of_path(name, root_of(source))
    if capture.url:
        return stem_of_address(capture.url)
    return stem_of_path(_STDIN if source == "-" else name)


def overwrites(output: Path, *, folder: bool, sources: Sequence[str]) -> bool:
    """Whether what is written could take the place of an input.

    Args:
        output: where it is written to.
        folder: whether that is a folder.
        sources: the inputs.
    """
    target = os.path.realpath(output)
    for source in sources:
        path = os.path.realpath(root_of(source))
        if not folder:
            taken = target == path
        elif os.path.isfile(path):
            taken = target == os.path.dirname(path)
        else:
            taken = os.path.isdir(path) and Path(target).is_relative_to(path)
        if taken:
            return True
    return False


def _is_pattern(source: str) -> bool:
    return glob.has_magic(source) and not os.path.exists(source)


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
