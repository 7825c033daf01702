"""What a stopped run has left of an output file: whole lines of JSON, each of which says where it comes from.

So the file is its own journal, whichever way the run was stopped: the last whole line tells which document of the
input was the last to be done.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from tearsheet.cli.output import part_of

__all__ = ["forget", "is_done", "last_label", "last_number", "number_of", "take_over"]

_NUMBER = re.compile(r"[@:](\d+)\Z")
"""How a label ends that tells apart the documents of one file: the record's offset, or the line's number."""


def number_of(label: str) -> int | None:
    """Where in its file a capture stands that messages call so; ``None`` for one that has its file to itself."""
    number = _NUMBER.search(label)
    return int(number[1]) if number is not None else None


def is_done(path: Path) -> bool:
    """Whether an output file is there and whole, and nothing is left of a run that was to write it anew."""
    return path.exists() and not _left(path).exists()


def last_label(path: Path) -> str | None:
    """The capture that the last document comes from which a stopped run has written of an output file.

    Returns:
        What messages call that capture; ``None`` where nothing is left that tells.
    """
    last = b""
    for line in _whole_lines(_left(path)):
        last = line
    try:
        label = json.loads(last)["tearsheet"]["source"]
    except (ValueError, TypeError, KeyError):
        return None
    return label if isinstance(label, str) else None


def last_number(path: Path) -> int:
    """The number of that capture in its file; -1 where none tells."""
    label = last_label(path)
    number = number_of(label) if label is not None else None
    return -1 if number is None else number


def take_over(path: Path) -> Iterator[bytes]:
    """What a stopped run has written of an output file, line by line, moved out of the way of what is written anew.

    It stays until all of it is taken over, so that a run that is stopped meanwhile loses nothing.
    """
    if not _set_aside(path).exists():
        part_of(path).replace(_set_aside(path))
    return _taken(path)


def _taken(path: Path) -> Iterator[bytes]:
    yield from _whole_lines(_set_aside(path))
    forget(path)


def forget(path: Path) -> None:
    """Drop what was set aside of an output file."""
    _set_aside(path).unlink(missing_ok=True)


def _set_aside(path: Path) -> Path:
    return part_of(part_of(path))


def _left(path: Path) -> Path:
    aside = _set_aside(path)
    return aside if aside.exists() else part_of(path)


def _whole_lines(path: Path) -> Iterator[bytes]:
    """Lines of a file that may be cut off, compressed where its name says so; none where there is no file."""
    packed = ".gz" in path.suffixes
    try:
        with cast(BinaryIO, gzip.open(path, "rb") if packed else path.open("rb")) as file:
            yield from (line for line in file if line.endswith(b"\n"))
    except (EOFError, OSError, zlib.error):
        return
