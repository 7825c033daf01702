"""Work spread out: results in order or as they are ready, a bounded number in flight, in processes or in threads."""

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from tearsheet.many.lost import Lost
from tearsheet.many.processes import Processes

__all__ = ["run"]

Key = TypeVar("Key")
Task = TypeVar("Task")
Result = TypeVar("Result")

_WINDOW = 4
"""How many tasks for each worker may be read ahead of the oldest unfinished one."""

_GRACE = 10.0
"""Seconds beyond twice its own limit that a task may take before its worker process is stopped."""


def run(
    work: Callable[[Task], Result],
    tasks: Iterable[tuple[Key, Task | None]],
    *,
    jobs: int = 1,
    seconds: float = 10.0,
    ordered: bool = True,
    threads: bool | None = None,
) -> Generator[tuple[Key, Result | Lost | None]]:
    """Do the tasks and give what comes of them.

    At most four tasks a worker are under way at a time. Closing the generator stops the workers, and so does an
    exception, an interrupt among them, that reaches it.

    Args:
        work: what to do with a task; for processes, picklable. It handles its own exceptions.
        tasks: pairs of a key, which stays here, and a task; ``None`` as a task passes straight through.
        jobs: how many workers; 1 does the work in this process and thread.
        seconds: how long a task may take by its own account; a worker process that takes far longer is stopped.
        ordered: whether results come in the order of their tasks; otherwise as they are ready.
        threads: whether the workers are threads; ``None`` chooses them where the interpreter has no global lock.

    Yields:
        Each key with the result, with `Lost`, or with ``None`` where there was no task.

    Raises:
        OSError: worker processes cannot be started.
    """
    if jobs == 1:
        for key, task in tasks:
            yield key, None if task is None else work(task)
    elif _has_no_lock() if threads is None else threads:
        yield from _in_threads(work, tasks, jobs, ordered)
    else:
        yield from _in_processes(work, tasks, jobs, 2 * seconds + _GRACE, ordered)


def _has_no_lock() -> bool:
    """Whether threads of this interpreter run at the same time."""
    locked: bool = getattr(sys, "_is_gil_enabled", lambda: True)()
    return not locked


def _in_threads(
    work: Callable[[Task], Result], tasks: Iterable[tuple[Key, Task | None]], jobs: int, ordered: bool
) -> Generator[tuple[Key, Result | None]]:
    pool = ThreadPoolExecutor(jobs)
    under_way: deque[tuple[Key, Future[Any] | None]] = deque()
    try:
        for key, task in tasks:
            under_way.append((key, None if task is None else pool.submit(work, task)))
            while len(under_way) >= _WINDOW * jobs or (under_way and _is_done(under_way[0][1])):
                yield _take(under_way, ordered)
        while under_way:
            yield _take(under_way, ordered)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _is_done(future: Future[Any] | None) -> bool:
    return future is None or future.done()


def _take(under_way: deque[tuple[Key, Future[Any] | None]], ordered: bool) -> tuple[Key, Any]:
    """The oldest result, or the first that is ready; waits for it."""
    if not ordered and not _is_done(under_way[0][1]):
        wait([future for _, future in under_way if future is not None], return_when=FIRST_COMPLETED)
        ready = next(number for number, (_, future) in enumerate(under_way) if _is_done(future))
        under_way.rotate(-ready)
        key, future = under_way.popleft()
        under_way.rotate(ready)
    else:
        key, future = under_way.popleft()
    return key, None if future is None else future.result()


def _in_processes(
    work: Callable[[Task], Result],
    tasks: Iterable[tuple[Key, Task | None]],
    jobs: int,
    patience: float,
    ordered: bool,
) -> Generator[tuple[Key, Result | Lost | None]]:
    pool: Processes[Task, Result] = Processes(work, jobs, patience)
    keys: dict[int, Key] = {}
    results: dict[int, Result | Lost | None] = {}
    taken = given = 0
    coming = iter(tasks)
    exhausted = False
    try:
        while not exhausted or given < taken:
            if results and (not ordered or given in results):
                number = given if ordered else next(iter(results))
                given += 1
                yield keys.pop(number), results.pop(number)
            elif exhausted or taken - given >= _WINDOW * jobs:
                results.update(pool.listen())
            elif (pair := next(coming, None)) is None:
                exhausted = True
            else:
                keys[taken], task = pair
                results.update({taken: None} if task is None else pool.submit(taken, task))
                taken += 1
    finally:
        pool.close()
