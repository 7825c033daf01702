"""Results on their way into an archive: stored many at a time, told of when they are on the disk."""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from tearsheet.archive.indexing import Later
from tearsheet.archive.opening import telling, transaction
from tearsheet.archive.storing import Rows

__all__ = ["Batch"]

_MOST_ROWS = 256
_MOST_BYTES = 8_000_000
_MOST_SECONDS = 0.25
"""When what is ready is stored: a commit waits for the disk, and others who write wait for it; so do workers that have
done what they were given meanwhile.
"""

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class _Ready(Generic[Told]):
    """An article that is about to be stored, and how."""

    rows: Rows
    store: Callable[[Rows, Later], Told]


class Batch(Generic[Told]):
    """What is ready in its order, and not yet in the archive.

    Args:
        archive: to store in, outside of a transaction.
        path: of its file, for messages.
    """

    def __init__(self, archive: sqlite3.Connection, path: Path) -> None:
        self._archive = archive
        self._path = path
        self._stored = time.monotonic()
        self._bytes = 0
        self._waiting: list[Told | _Ready[Told]] = []
        self._told: deque[Told] = deque()

    def put(self, rows: Rows, store: Callable[[Rows, Later], Told]) -> None:
        """Take an article.

        Args:
            rows: what it is made of.
            store: stores it in the transaction that has begun, all but its words, and says what became of it.
        """
        self._waiting.append(_Ready(rows, store))
        self._bytes += len(rows.content) + len(rows.record)

    def pass_on(self, told: Told) -> None:
        """Take what needs not be stored, and is told of in its turn."""
        self._waiting.append(told)

    def store_if_due(self) -> None:
        """Store what waits, if it is much or the last time is long ago."""
        late = time.monotonic() - self._stored > _MOST_SECONDS
        if self._waiting and (late or len(self._waiting) >= _MOST_ROWS or self._bytes >= _MOST_BYTES):
            self.store()

    def store(self) -> None:
        """Store what waits, all or nothing; when this returns it is on the disk.

        Raises:
            ArchiveError: the archive cannot be written to.
        """
        if any(isinstance(result, _Ready) for result in self._waiting):
            with telling(self._path), transaction(self._archive):
                index = Later()
                done = [
                    result.store(result.rows, index) if isinstance(result, _Ready) else result
                    for result in self._waiting
                ]
                index.write(self._archive)
        else:
            done = [result for result in self._waiting if not isinstance(result, _Ready)]
        self._told += done
        self._waiting.clear()
        self._bytes = 0
        self._stored = time.monotonic()

    def told(self) -> Iterator[Told]:
        """What is done, each once."""
        while self._told:
            yield self._told.popleft()
