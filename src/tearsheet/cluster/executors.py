"""Extraction on any executor of `concurrent.futures`, and those that other libraries make: Dask, MPI, loky."""

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Executor, Future

from tearsheet.capture import Capture
from tearsheet.formats.table import Row
from tearsheet.shards.settings import Settings

__all__ = ["extract_on"]


def extract_on(
    executor: Executor,
    captures: Iterable[Capture],
    settings: Settings | None = None,
    *,
    ahead: int = 64,
) -> Generator[Row]:
    """Rows of captures in their order, extracted wherever the executor works.

    Captures are taken as they are needed, so that the iterable may be as long as it likes.

    Args:
        executor: who works; closing it is the caller's.
        captures: what to extract.
        settings: how.
        ahead: how many may be under way at a time.

    Yields:
        A row of `tearsheet.formats.table` for each capture; one that gives no article says there why.

    Raises:
        concurrent.futures.BrokenExecutor: a worker died; what comes after is lost, as executors have it.
    """
    work = (settings or Settings()).row
    under_way: deque[Future[Row]] = deque()
    try:
        for capture in captures:
            under_way.append(executor.submit(work, capture))
            if len(under_way) >= ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
