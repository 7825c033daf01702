"""A folder that gets a file for every input file: many documents in one, or one."""

from collections.abc import Iterable
from pathlib import Path

from tearsheet.cli.leftover import forget, last_number, number_of, take_over
from tearsheet.cli.names import Names
from tearsheet.cli.options import Format
from tearsheet.cli.output import JOINS, FileOutput

__all__ = ["ShardOutput"]

_PACKED = (".gz", ".zst")
_SUFFIXES = {Format.TEXT: ".txt", Format.JSONL: ".jsonl"}


class ShardOutput:
    """One output file for each input file; that of a compressed file of several documents is compressed.

    Args:
        path: the folder.
        format: what is written; ``None`` is JSON lines for a file of several documents, and text for any other.
    """

    def __init__(self, path: Path, format: Format | None) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._format = format
        self._names = Names()
        self._named = ("", "")
        self._shared: set[str] = set()
        self._current = ""
        self._file: FileOutput | None = None
        self._done: dict[str, int] = {}

    @property
    def place(self) -> str:
        """The folder's name."""
        return str(self._path)

    def name(self, stem: str, file: str) -> str:
        """The name of the output file; the same for all documents of an input file, which follow each other."""
        if file and file == self._named[0]:
            return self._named[1]
        suffix = _SUFFIXES[self._format or (Format.JSONL if file else Format.TEXT)]
        name = self._names.take(stem) + suffix
        if file.lower().endswith(_PACKED):
            name += ".gz"
        self._named = (file, name)
        if file:
            self._shared.add(name)
        return name

    def has(self, name: str, label: str) -> bool:
        """Whether the output file is there from an earlier run, or what that run wrote of it holds the document.

        Args:
            name: of the output file.
            label: of the document's capture; an empty one asks for the whole file alone.
        """
        if name != self._current and (self._path / name).exists():
            return True
        number = number_of(label)
        if number is None or name not in self._shared:
            return False
        if name not in self._done:
            self._done[name] = last_number(self._path / name)
        return number <= self._done[name]

    def keep(self, name: str) -> None:
        """Go on with what an earlier run wrote of a file, unless it is whole."""
        if name != self._current and not (self._path / name).exists():
            self._begin(name)

    def write(self, name: str, document: bytes) -> None:
        """Add one document; an empty one of several makes the file, so that its input is known to be done."""
        if not document and name not in self._shared:
            return
        if name != self._current:
            self._begin(name)
        if self._file is not None:
            self._file.write(name, document)

    def close(self, *, whole: bool) -> None:
        """End the file that is being written."""
        self._end(whole=whole)

    def discard(self) -> None:
        """Leave no trace of the file that is being written."""
        if self._file is not None:
            self._file.discard()
            self._file = None

    def _begin(self, name: str) -> None:
        """Open an output file, with what an earlier run has written of it if this one goes on with that."""
        self._end(whole=True)
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before: Iterable[bytes] = ()
        if self._done.get(name, -1) >= 0:
            before = take_over(path)
        else:
            forget(path)
        self._file = FileOutput(path, JOINS[Format.TEXT if ".txt" in path.suffixes else Format.JSONL], lasting=True)
        self._current = name
        for line in before:
            self._file.write(name, line)

    def _end(self, *, whole: bool) -> None:
        if self._file is not None:
            self._file.close(whole=whole)
            self._file = None
            self._done.pop(self._current, None)
