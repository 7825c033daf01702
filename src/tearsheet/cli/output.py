"""Where what was extracted goes: standard output, one file, or one file for each capture.

A file appears under its name only when it is whole: it is written under a temporary name beside it and renamed.
"""

import gzip
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from tearsheet.cli.console import printable
from tearsheet.cli.names import Names
from tearsheet.cli.options import Format, unwritable

__all__ = [
    "JOINS",
    "FileOutput",
    "FolderOutput",
    "Join",
    "Output",
    "StandardOutput",
    "encoded",
    "format_of",
    "is_folder",
    "open_file",
    "part_of",
    "write_whole",
]

_GZIP = ".gz"


@dataclass(frozen=True, slots=True)
class Join:
    """How several documents stand in one stream.

    Attributes:
        start: before the first.
        between: between two.
        end: after the last.
    """

    start: bytes = b""
    between: bytes = b""
    end: bytes = b""


JOINS = {
    Format.TEXT: Join(between=b"\f\n"),
    Format.MARKDOWN: Join(between=b"\n---\n\n"),
    Format.JSON: Join(b"[\n", b",", b"]\n"),
    Format.JSONL: Join(),
}
"""Formats that can hold several captures in one stream; the others need a file for each."""


def encoded(text: str) -> bytes:
    """UTF-8, with a question mark for what it cannot hold."""
    return text.encode("utf-8", "replace")


class Output(Protocol):
    """A place to write documents to."""

    @property
    def place(self) -> str:
        """What to call it; empty for standard output."""

    def name(self, stem: str, file: str) -> str:
        """A name for the next document; empty where documents need none.

        Args:
            stem: after its file or its address.
            file: the file that it stood in among others; empty where it had its own.
        """

    def has(self, name: str, label: str) -> bool:
        """Whether a document is there from an earlier run.

        Args:
            name: of the output.
            label: what messages call the document's capture; it tells apart those that have one name.
        """

    def keep(self, name: str) -> None:
        """Take over what an earlier run has done under this name; it is called for each document that `has` knows."""

    def write(self, name: str, document: bytes) -> None:
        """Add one document; an empty one is not written."""

    def close(self, *, whole: bool) -> None:
        """Write what is left; ``whole`` tells whether everything that was to come did come."""

    def discard(self) -> None:
        """Leave things as they were; for when nothing was written."""


class _Stream:
    """Documents one after the other, joined so that the whole can be parsed."""

    def __init__(self, join: Join) -> None:
        self._join = join
        self._begun = False

    def name(self, stem: str, file: str) -> str:
        """Documents need none."""
        return ""

    def has(self, name: str, label: str) -> bool:
        """A stream cannot tell what it holds."""
        return False

    def keep(self, name: str) -> None:
        """There is nothing to take over."""

    def write(self, name: str, document: bytes) -> None:
        """Add one document."""
        if not document:
            return
        # In one piece, so that an interrupt never parts a document from what comes before it.
        before = self._join.between if self._begun else self._join.start
        self._begun = True
        self._put(before + document)

    def _end(self) -> None:
        if self._join.end:
            self._put(self._join.end if self._begun else self._join.start + self._join.end)

    def _put(self, data: bytes) -> None:
        raise NotImplementedError


class StandardOutput(_Stream):
    """Documents one after the other on standard output."""

    @property
    def place(self) -> str:
        """It needs no name."""
        return ""

    def close(self, *, whole: bool) -> None:
        """End the stream so that it can be parsed, whole or not."""
        self._end()
        sys.stdout.flush()

    def discard(self) -> None:
        """There is nothing to take back."""

    def _put(self, data: bytes) -> None:
        if sys.stdout.isatty():
            # A terminal would obey the control sequences that a captured page may hold.
            sys.stdout.write(printable(data.decode("utf-8", "replace")))
        else:
            sys.stdout.buffer.write(data)


class FileOutput(_Stream):
    """Documents one after the other in one file; what an interrupted run has done stays as ``NAME.part``.

    A file whose name ends in ``.gz`` is compressed.

    Args:
        path: of the file.
        join: how documents stand in it.
        lasting: whether it is written under ``NAME.part`` from the start, so that a run that is killed leaves that too.
    """

    def __init__(self, path: Path, join: Join, *, lasting: bool = False) -> None:
        super().__init__(join)
        self._path = path
        # Devices and pipes are written to as they are: nothing can be renamed over them.
        self._direct = path.exists() and not path.is_file()
        self._target = Path(os.path.realpath(path))
        if self._direct:
            self._temporary = self._target
        else:
            self._temporary = part_of(self._target) if lasting else _temporary(self._target)
        self._file: BinaryIO = self._temporary.open("wb")
        # Without name and time, so that the same documents make the same file.
        packed = path.name.lower().endswith(_GZIP)
        self._gzip = gzip.GzipFile("", "wb", 6, self._file, mtime=0) if packed else None

    @property
    def place(self) -> str:
        """The file's name."""
        return str(self._path)

    def close(self, *, whole: bool) -> None:
        """Give the file its name: its own when it is whole, ``NAME.part`` when it is not."""
        self._end()
        self._shut()
        if self._direct:
            return
        if not whole:
            self._path = part_of(self._path)
            self._target = part_of(self._target)
        os.replace(self._temporary, self._target)

    def discard(self) -> None:
        """Leave no trace; a file that was there before stays."""
        self._shut()
        if not self._direct:
            self._temporary.unlink(missing_ok=True)

    def _put(self, data: bytes) -> None:
        (self._gzip or self._file).write(data)

    def _shut(self) -> None:
        if self._gzip is not None:
            self._gzip.close()
        self._file.close()


class FolderOutput:
    """One file for each document."""

    def __init__(self, path: Path, suffix: str) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._suffix = suffix
        self._names = Names()

    @property
    def place(self) -> str:
        """The folder's name."""
        return str(self._path)

    def name(self, stem: str, file: str) -> str:
        """A name that no other document has."""
        return self._names.take(stem)

    def _file(self, name: str) -> Path:
        return self._path / (name + self._suffix)

    def has(self, name: str, label: str) -> bool:
        """Whether the document of this name is there from an earlier run."""
        return self._file(name).exists()

    def keep(self, name: str) -> None:
        """Its file stays as it is."""

    def write(self, name: str, document: bytes) -> None:
        """Write one document."""
        write_whole(self._file(name), document)

    def close(self, *, whole: bool) -> None:
        """Every file is whole already."""

    def discard(self) -> None:
        """There is nothing to take back."""


_SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".tei": Format.TEI,
    ".xml": Format.TEI,
    ".parquet": Format.PARQUET,
}


def format_of(path: str | None) -> Format | None:
    """What a file's name says about its format; ``None`` where it says nothing or there is none."""
    return _SUFFIXES.get(Path(path.lower().removesuffix(_GZIP)).suffix) if path is not None else None


def is_folder(output: str) -> bool:
    """Whether ``-o`` names a folder: one that exists, a name that ends in a separator, or a name without a suffix."""
    path = Path(output)
    if path.exists():
        return path.is_dir()
    return output.endswith(("/", os.sep)) or not path.suffix


def write_whole(path: Path, document: bytes) -> None:
    """Write a file that is there only when all of it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    output = FileOutput(path, Join())
    try:
        output.write("", document)
    except BaseException:
        output.discard()
        raise
    output.close(whole=True)


def part_of(path: Path) -> Path:
    """Where what an interrupted run has written of a file stays."""
    return path.with_name(path.name + ".part")


def _temporary(path: Path) -> Path:
    return path.with_name(f".tearsheet-{os.urandom(8).hex()}.part")


def open_file(option: str, path: Path | None) -> FileOutput | None:
    """The file that an option names, to be written line by line; ``None`` where it names none.

    Raises:
        typer.BadParameter: it cannot be written.
    """
    try:
        return FileOutput(path, Join()) if path is not None else None
    except OSError as error:
        raise unwritable(option, path, error) from error
