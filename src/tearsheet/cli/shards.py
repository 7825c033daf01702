"""A folder that gets a file for every input file: many documents in one, or one."""

from pathlib import Path

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

    def has(self, name: str) -> bool:
        """Whether the output file is there from an earlier run, and not from this one."""
        return name != self._current and (self._path / name).exists()

    def write(self, name: str, document: bytes) -> None:
        """Add one document; an empty one of several makes the file, so that its input is known to be done."""
        if not document and name not in self._shared:
            return
        if name != self._current:
            self._end(whole=True)
            path = self._path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = FileOutput(path, JOINS[Format.TEXT if ".txt" in path.suffixes else Format.JSONL])
            self._current = name
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

    def _end(self, *, whole: bool) -> None:
        if self._file is not None:
            self._file.close(whole=whole)
            self._file = None
