"""One file of JSON lines that goes on where a stopped run left it."""

from pathlib import Path

from tearsheet.cli.leftover import last_label, take_over
from tearsheet.cli.options import Format
from tearsheet.cli.output import JOINS, FileOutput

__all__ = ["ResumedFile"]


class ResumedFile:
    """What a stopped run has written of a file, and behind it what that run had not come to.

    The inputs must be those of that run and in its order: all is skipped up to the document that the last whole line of
    what is left comes from.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = last_label(path)
        self._passed = self._last is None
        before = () if self._last is None else take_over(path)
        self._file = FileOutput(path, JOINS[Format.JSONL], lasting=True)
        for line in before:
            self._file.write("", line)

    @property
    def place(self) -> str:
        """The file's name."""
        return self._file.place

    def name(self, stem: str, file: str) -> str:
        """The same for all."""
        return self._path.name

    def has(self, name: str, label: str) -> bool:
        """Whether what is left holds the document, or the document stood before one that it holds."""
        if self._passed:
            return False
        self._passed = label == self._last
        return True

    def keep(self, name: str) -> None:
        """It stands in the file already."""

    def write(self, name: str, document: bytes) -> None:
        """Add one document."""
        self._file.write(name, document)

    def close(self, *, whole: bool) -> None:
        """Give the file its name.

        Raises:
            OSError: none of the inputs is what the earlier run did last, so that nothing was done; it stays open.
        """
        if whole and not self._passed:
            raise OSError(f"{self._path} was begun with other inputs: its last line comes from {self._last}")
        self._file.close(whole=whole)

    def discard(self) -> None:
        """Leave what the stopped run has left."""
        if self._last is None:
            self._file.discard()
        else:
            self._file.close(whole=False)
