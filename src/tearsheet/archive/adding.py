"""Captures into an archive: each once, extracted on several cores, stored in batches that are durable when told."""

import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tearsheet.archive.batches import Batch
from tearsheet.archive.indexing import Later
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import telling
from tearsheet.archive.storing import Identity, Rows, content_bytes, find_article, make_rows, store_article
from tearsheet.archive.tidying import tidy
from tearsheet.capture import Capture
from tearsheet.errors import ArchiveError
from tearsheet.limits import Limits
from tearsheet.many.extracting import extract_many

__all__ = ["Added", "Total", "add_captures", "tally"]


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
class Total:
    """What became of many captures.

    Attributes:
        new: came into the archive.
        known: were there already.
        failed: gave no article.
    """

    new: int = 0
    known: int = 0
    failed: int = 0


def add_captures(
    archive: sqlite3.Connection,
    path: Path,
    captures: Iterable[Capture],
    maker: Maker,
    *,
    jobs: int | None = 1,
    limits: Limits | None = None,
) -> Generator[Added]:
    """Add captures; those that are there already are not extracted again.

    Args:
        archive: to add to, outside of a transaction.
        path: of its file, for messages.
        captures: to add, taken as they are needed.
        maker: this program, and what it is asked for.
        jobs: as in `tearsheet.extract_many`.
        limits: as in `tearsheet.extract`.

    Yields:
        What became of each, in their order. An article that is told of is on the disk and stays there, whatever
        happens then.

    Raises:
        ArchiveError: the archive cannot be written to, or nothing can be extracted here, where a disk is full or a
            file of this program is gone; what was told of is in it.
    """
    batch: Batch[Added] = Batch(archive, path)
    known: deque[tuple[int, Added]] = deque()
    identities: dict[int, Identity] = {}

    def new() -> Iterator[Capture]:
        """The captures that are not there; those that are go around the workers, and wait for their turn."""
        number = 0
        for capture in captures:
            identity = Identity.of(capture)
            with telling(path):
                article = find_article(archive, identity)
            if article is None:
                identities[number] = identity
                number += 1
                yield capture
                # The next capture may be long in coming.
                batch.store_if_due()
            else:
                known.append((number, Added(capture.label, article)))

    def store(source: str, rows: Rows, index: Later) -> Added:
        return Added(source, *store_article(archive, rows, maker.number(archive), index=index))

    outcomes = extract_many(
        new(),
        jobs=jobs,
        then=partial(make_rows, statements=maker.statements, whole=False),
        favour=maker.favour,
        comments=maker.comments,
        limits=limits,
    )
    try:
        for outcome in outcomes:
            while known and known[0][0] <= outcome.number:
                batch.pass_on(known.popleft()[1])
            identity = identities.pop(outcome.number)
            source = outcome.capture.label if outcome.capture is not None else "capture"
            if isinstance(outcome.error, OSError):
                # No fault of the capture: all others would fail as well.
                batch.store()
                yield from batch.told()
                raise ArchiveError(str(path), f"nothing can be extracted here ({outcome.error})") from outcome.error
            if outcome.error is not None:
                batch.pass_on(Added(source, error=outcome.error))
            else:
                assert outcome.capture is not None
                rows = replace(outcome.get(), identity=identity, content=content_bytes(outcome.capture.content))
                batch.put(rows, partial(store, source))
            batch.store_if_due()
            yield from batch.told()
    finally:
        outcomes.close()
    for _, added in known:
        batch.pass_on(added)
    batch.store()
    yield from batch.told()
    with telling(path):
        tidy(archive)


def tally(results: Iterable[Added], on_added: Callable[[Added], None] | None) -> Total:
    """What became of captures, counted as they come.

    Args:
        results: of each.
        on_added: gets each.
    """
    new = known = failed = 0
    for added in results:
        failed += added.error is not None
        new += added.new
        known += added.error is None and not added.new
        if on_added is not None:
            on_added(added)
    return Total(new, known, failed)
