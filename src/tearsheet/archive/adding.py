"""Captures into an archive: each once, extracted on several cores, stored in batches that are durable when told."""

import sqlite3
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import telling, transaction
from tearsheet.archive.storing import Identity, Rows, find_article, make_rows, store_article
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour
from tearsheet.limits import Limits
from tearsheet.many.extracting import extract_many

__all__ = ["Added", "add_captures"]

_MOST_ROWS = 256
_MOST_BYTES = 8_000_000
_MOST_SECONDS = 0.5
"""When what is ready is stored: a commit waits for the disk, and others who write wait for it."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one capture.

    Attributes:
        source: what messages call the capture.
        article: its id in the archive; ``None`` where there is an error.
        new: whether it came in now; otherwise it was there.
        error: why it is not in the archive.
    """

    source: str
    article: int | None = None
    new: bool = False
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """An article that is about to be stored."""

    source: str
    rows: Rows


class _Batch:
    """What is ready in the order of the captures, and not yet in the archive."""

    def __init__(self, archive: sqlite3.Connection, path: Path, maker: Maker) -> None:
        self._archive = archive
        self._path = path
        self._maker = maker
        self._stored = time.monotonic()
        self._bytes = 0
        self._waiting: list[Added | _Ready] = []
        self._told: deque[Added] = deque()

    def put(self, result: Added | _Ready) -> None:
        """Take what became of a capture."""
        self._waiting.append(result)
        if isinstance(result, _Ready):
            self._bytes += len(result.rows.content) + len(result.rows.record)

    def store_if_due(self) -> None:
        """Store what waits, if it is much or the last time is long ago."""
        late = time.monotonic() - self._stored > _MOST_SECONDS
        if self._waiting and (late or len(self._waiting) >= _MOST_ROWS or self._bytes >= _MOST_BYTES):
            self.store()

    def store(self) -> None:
        """Store what waits, all or nothing; when this returns it is on the disk."""
        if any(isinstance(result, _Ready) for result in self._waiting):
            with telling(self._path), transaction(self._archive):
                maker = self._maker.number(self._archive)
                done = [self._store(result, maker) for result in self._waiting]
        else:
            done = [result for result in self._waiting if isinstance(result, Added)]
        self._told += done
        self._waiting.clear()
        self._bytes = 0
        self._stored = time.monotonic()

    def _store(self, result: Added | _Ready, maker: int) -> Added:
        if isinstance(result, Added):
            return result
        article, new = store_article(self._archive, result.rows, maker)
        return Added(result.source, article, new)

    def told(self) -> Iterator[Added]:
        """What is in the archive, each once."""
        while self._told:
            yield self._told.popleft()


def add_captures(
    archive: sqlite3.Connection,
    path: Path,
    captures: Iterable[Capture],
    *,
    jobs: int | None = 1,
    favour: Favour = Favour.BALANCE,
    comments: Comments = Comments.AUTO,
    limits: Limits | None = None,
) -> Generator[Added]:
    """Add captures; those that are there already are not extracted again.

    Args:
        archive: to add to, outside of a transaction.
        path: of its file, for messages.
        captures: to add, taken as they are needed.
        jobs: as in `tearsheet.extract_many`.
        favour: as in `tearsheet.extract`.
        comments: as in `tearsheet.extract`.
        limits: as in `tearsheet.extract`.

    Yields:
        What became of each, in their order. An article that is told of is on the disk and stays there, whatever
        happens then.

    Raises:
        ArchiveError: the archive cannot be written to; what was told of is in it.
    """
    batch = _Batch(archive, path, Maker.present(favour, comments))
    known: deque[tuple[int, Added]] = deque()

    def new() -> Iterator[Capture]:
        """The captures that are not there; those that are go around the workers, and wait for their turn."""
        number = 0
        for capture in captures:
            with telling(path):
                article = find_article(archive, Identity.of(capture))
            if article is None:
                number += 1
                yield capture
                # The next capture may be long in coming.
                batch.store_if_due()
            else:
                known.append((number, Added(capture.label, article)))

    outcomes = extract_many(new(), jobs=jobs, then=make_rows, favour=favour, comments=comments, limits=limits)
    try:
        for outcome in outcomes:
            while known and known[0][0] <= outcome.number:
                batch.put(known.popleft()[1])
            source = outcome.capture.label if outcome.capture is not None else "capture"
            if outcome.error is not None:
                batch.put(Added(source, error=outcome.error))
            else:
                batch.put(_Ready(source, outcome.get()))
            batch.store_if_due()
            yield from batch.told()
    finally:
        outcomes.close()
    for _, added in known:
        batch.put(added)
    batch.store()
    yield from batch.told()
