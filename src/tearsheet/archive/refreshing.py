"""Records made anew by this program, in batches; the old one stays until the new one is in."""

import sqlite3
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tearsheet.archive.batches import Batch
from tearsheet.archive.indexing import Later
from tearsheet.archive.loading import load_article, load_text
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import telling
from tearsheet.archive.packing import DamagedError
from tearsheet.archive.storing import Rows, make_rows, replace_article
from tearsheet.archive.tidying import tidy
from tearsheet.capture import Capture
from tearsheet.errors import ArchiveError
from tearsheet.limits import Limits
from tearsheet.many.extracting import extract_many

__all__ = ["Refreshed", "count_outdated", "refresh_articles"]

_READ = 500  # ids at a time

_OUTDATED = "SELECT {} FROM articles JOIN makers ON makers.id = maker WHERE (version, weights) IS NOT (?, ?)"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one record.

    Attributes:
        article: its id in the archive.
        error: why the old record stays.
    """

    article: int
    error: Exception | None = None


def count_outdated(archive: sqlite3.Connection) -> int:
    """How many records another program, or one with other weights, has made."""
    maker = Maker()
    found = archive.execute(_OUTDATED.format("count(*)"), (maker.version, maker.weights)).fetchone()
    return int(found[0])


def refresh_articles(
    archive: sqlite3.Connection,
    path: Path,
    *,
    jobs: int | None = 1,
    limits: Limits | None = None,
    every: bool = False,
    statements: bool = False,
) -> Generator[Refreshed]:
    """Make records anew out of their captures, asked for what they were asked for then.

    Run again after it was stopped, it goes on with those that are left.

    Args:
        archive: outside of a transaction.
        path: of its file, for messages.
        jobs: as in `tearsheet.extract_many`.
        limits: as in `tearsheet.extract`.
        every: whether those that this program has made are made anew as well.
        statements: whether those that were made without statements get them.

    Yields:
        What became of each. A record that is told of is on the disk.

    Raises:
        ArchiveError: as in `tearsheet.archive.adding.add_captures`.
    """
    with telling(path):
        # Those without statements come last: they join the others, and are not to be made anew twice.
        options = archive.execute("SELECT DISTINCT options FROM makers ORDER BY options DESC").fetchall()
    changed = 0
    for (asked,) in options:
        maker = Maker.asked(asked)
        lacking = statements and not maker.statements
        numbers = _numbers(archive, path, asked, maker, every or lacking)
        wanted = replace(maker, statements=True) if lacking else maker
        for refreshed in _refresh(archive, path, wanted, numbers, jobs, limits):
            changed += refreshed.error is None
            yield refreshed
    with telling(path):
        tidy(archive, changed=changed)


def _refresh(
    archive: sqlite3.Connection,
    path: Path,
    maker: Maker,
    numbers: Iterable[int],
    jobs: int | None,
    limits: Limits | None,
) -> Generator[Refreshed]:
    """Those that are asked for the same."""
    batch: Batch[Refreshed] = Batch(archive, path)
    under_way: deque[int] = deque()

    def captures() -> Iterator[Capture]:
        for number in numbers:
            try:
                with telling(path):
                    capture = load_article(archive, number).capture
            except ArchiveError as error:
                if not isinstance(error.__cause__, DamagedError):
                    raise
                batch.pass_on(Refreshed(number, error))
                continue
            if capture is not None:
                under_way.append(number)
                yield capture

    def store(number: int, rows: Rows, index: Later) -> Refreshed:
        text = load_text(archive, number)
        replace_article(archive, number, rows, maker.number(archive), text=text, index=index)
        return Refreshed(number)

    outcomes = extract_many(
        captures(),
        jobs=jobs,
        then=partial(make_rows, statements=maker.statements, whole=False),
        favour=maker.favour,
        comments=maker.comments,
        limits=limits,
    )
    try:
        for outcome in outcomes:
            number = under_way.popleft()
            if isinstance(outcome.error, OSError):
                batch.store()
                yield from batch.told()
                raise ArchiveError(str(path), f"nothing can be extracted here ({outcome.error})") from outcome.error
            if outcome.error is not None:
                batch.pass_on(Refreshed(number, outcome.error))
            else:
                batch.put(outcome.get(), partial(store, number))
            batch.store_if_due()
            yield from batch.told()
    finally:
        outcomes.close()
    batch.store()
    yield from batch.told()


def _numbers(archive: sqlite3.Connection, path: Path, options: str, maker: Maker, every: bool) -> Iterator[int]:
    """Ids of the articles that were asked for the same and are to be refreshed.

    A few are read at a time, since they are written to meanwhile.
    """
    condition = "" if every else " AND (version, weights) IS NOT (:version, :weights)"
    last = 0
    while True:
        with telling(path):
            found = archive.execute(
                "SELECT articles.id FROM articles JOIN makers ON makers.id = maker"
                f" WHERE options = :options AND articles.id > :last{condition} ORDER BY articles.id LIMIT {_READ}",
                {"options": options, "last": last, "version": maker.version, "weights": maker.weights},
            ).fetchall()
        if not found:
            return
        for (last,) in found:
            yield last
