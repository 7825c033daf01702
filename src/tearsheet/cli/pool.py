"""Work spread over processes: results in order, a bounded number in flight, and a worker that dies costs one task.

``concurrent.futures`` gives up every task in flight when one of its processes dies and does not say which task
killed it; here a worker holds one task at a time, so that it is known, reported and the only one lost.
"""

import multiprocessing
import pickle
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

__all__ = ["Lost", "run_ordered"]

Key = TypeVar("Key")
Task = TypeVar("Task")
Result = TypeVar("Result")

_WINDOW = 4
"""How many tasks for each worker may be read ahead of the oldest unfinished one."""

_GRACE = 10.0
"""Seconds beyond twice its own limit that a task may take before its worker is stopped."""

_START = 60.0
"""Seconds that a worker may take to start."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands where a result would: the task's worker died or had to be stopped.

    Attributes:
        reason: one sentence without a full stop.
        late: whether it was stopped because it did not answer.
    """

    reason: str
    late: bool = False


def run_ordered(
    work: Callable[[Task], Result],
    tasks: Iterable[tuple[Key, Task | None]],
    *,
    jobs: int = 1,
    seconds: float = 10.0,
) -> Generator[tuple[Key, Result | Lost | None]]:
    """Do the tasks and give what comes of them in their order.

    Args:
        work: what to do with a task; picklable when ``jobs`` is more than 1. It handles its own exceptions.
        tasks: pairs of a key, which stays in this process, and a task; ``None`` as a task passes straight through.
        jobs: how many processes; 1 does the work in this one.
        seconds: how long a task may take by its own account; a worker that takes far longer is stopped.

    Yields:
        Each key with the result, with `Lost`, or with ``None`` where there was no task.

    Raises:
        OSError: worker processes cannot be started.
    """
    if jobs == 1:
        for key, task in tasks:
            yield key, None if task is None else work(task)
        return
    pool: _Pool[Key, Task, Result] = _Pool(work, jobs, 2 * seconds + _GRACE)
    try:
        yield from pool.run(iter(tasks))
    finally:
        pool.close()


class _Worker:
    """One process, what it is busy with, and until when it may be."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: int | None = None
        self.until = time.monotonic() + _START

    @property
    def idle(self) -> bool:
        return self.ready and self.task is None

    def end(self, patience: float) -> str:
        """Stop the process if it still runs after ``patience`` seconds; how it ended."""
        self.connection.close()
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        return _how_it_ended(self.process.exitcode)


class _Pool(Generic[Key, Task, Result]):
    """The workers and what is in flight."""

    def __init__(self, work: Callable[[Task], Result], jobs: int, patience: float) -> None:
        self._work = work
        self._jobs = jobs
        self._patience = patience
        self._window = _WINDOW * jobs
        self._keys: dict[int, Key] = {}
        self._results: dict[int, Result | Lost | None] = {}
        self._failed_starts = 0
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterator[tuple[Key, Task | None]]) -> Generator[tuple[Key, Result | Lost | None]]:
        """See `run_ordered`."""
        taken = given = 0
        waiting: tuple[Key, Task | None] | None = None
        exhausted = False
        while True:
            while given in self._results:
                yield self._keys.pop(given), self._results.pop(given)
                given += 1
            if waiting is None and not exhausted and taken - given < self._window:
                waiting = next(tasks, None)
                exhausted = waiting is None
            if waiting is None:
                if exhausted and given == taken:
                    return
                self._listen()
                continue
            key, task = waiting
            if task is None:
                self._results[taken] = None
            elif (worker := self._idle()) is not None:
                self._send(worker, taken, task)
            else:
                continue
            self._keys[taken] = key
            taken += 1
            waiting = None

    def _idle(self) -> _Worker | None:
        """A worker with nothing to do; without one, start another or listen until something has changed."""
        for worker in self._workers:
            if worker.idle:
                return worker
        if len(self._workers) < self._jobs:
            self._workers.append(_Worker(self._work))
        else:
            self._listen()
        return None

    def _send(self, worker: _Worker, index: int, task: Task) -> None:
        worker.task = index
        worker.until = time.monotonic() + self._patience
        try:
            worker.connection.send(task)
        except (BrokenPipeError, ConnectionError):  # it died while it had nothing to do
            self._replace(worker)

    def _listen(self) -> None:
        """Take in what the workers have to say; stop those that have been silent for too long."""
        busy = [worker for worker in self._workers if not worker.idle]
        until = min(worker.until for worker in busy)
        heard = wait([worker.connection for worker in busy], max(0.0, until - time.monotonic()))
        now = time.monotonic()
        for worker in busy:
            if worker.connection in heard:
                self._hear(worker)
            elif now > worker.until:
                self._replace(worker, late=True)

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._replace(worker)
            return
        if not worker.ready:
            worker.ready = True
            self._failed_starts = 0
        elif worker.task is not None:
            self._results[worker.task] = message
            worker.task = None

    def _replace(self, worker: _Worker, *, late: bool = False) -> None:
        """Put a new worker in the place of one that is gone, and note what it took with it."""
        # One whose pipe is shut is already on its way out: let it get there, so that its status is its own.
        ended = worker.end(0.0 if late else 2.0)
        if worker.task is not None:
            reason = f"no answer within {self._patience:g} seconds, so its worker process was stopped"
            self._results[worker.task] = Lost(reason if late else f"its worker process {ended}", late)
        elif not worker.ready:
            self._failed_starts += 1
            if self._failed_starts > 2:
                raise OSError(f"worker processes cannot be started: the last one {ended}")
        self._workers[self._workers.index(worker)] = _Worker(self._work)

    def close(self) -> None:
        """Stop every worker."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.end(1.0)


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    """What a worker process does: say that it is there, then a result for every task until the pipe closes."""
    # Ctrl-C reaches the whole process group; only the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection.send(None)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(work(task))
        except BrokenPipeError:
            return


def _how_it_ended(status: int | None) -> str:
    """In words for a person: what an exit status of a process means."""
    if status is None or status >= 0:
        return f"ended unexpectedly with status {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    if name == "SIGKILL":
        return "was killed (SIGKILL), most likely for want of memory"
    return f"crashed ({name})"
