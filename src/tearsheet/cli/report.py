"""What failed: kept as it happens, told at the end, written to a file for machines."""

from tearsheet.cli.console import say
from tearsheet.cli.job import Failure
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.output import Output, encoded

__all__ = ["Report"]

_TOLD = 20
"""Failures that are listed for a person; a file takes them all."""


class Report:
    """The failures of a run.

    Args:
        file: takes each as a line of JSON (``source``, ``kind``, ``reason``); ``None`` keeps no file.
    """

    def __init__(self, file: Output | None) -> None:
        self.count = 0
        self._told: list[Failure] = []
        self._file = file

    def add(self, failure: Failure) -> None:
        """Note a failure."""
        self.count += 1
        if len(self._told) < _TOLD:
            self._told.append(failure)
        if self._file is not None:
            line = {"source": failure.source, "kind": failure.kind, "reason": failure.reason}
            self._file.write("", encoded(json_text(line) + "\n"))

    def close(self, *, quiet: bool = False) -> None:
        """Finish the file, and list on standard error what failed unless ``quiet``."""
        if self._file is not None:
            self._file.close(whole=True)
        if quiet:
            return
        for failure in self._told:
            say(str(failure))
        if self.count > len(self._told):
            where = "the errors file has them all" if self._file is not None else "--errors FILE keeps them all"
            say(f"and {self.count - len(self._told):,} more; {where}")
