"""Worker processes for shards, which take minutes: each tells which capture it is at, so that one that hangs or dies
is noticed and it is known of what.
"""

import multiprocessing
import signal
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from tearsheet.errors import describe
from tearsheet.many.processes import how_it_ended
from tearsheet.shards.places import Folder, Input
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import Shard, make_shard

__all__ = ["Death", "Failed", "Task", "Tick", "work_through"]

_TICK = 0.5
_SLOW = 900.0
"""Seconds that reading a capture, or writing the last of them, may take."""

_GRACE = 10.0
_START = 120.0


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to make.

    Attributes:
        source: file to read.
        skip: numbers of captures that are known to kill the process.
    """

    source: Input
    skip: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Failed:
    """A shard could not be made, and making it again now would not help.

    Attributes:
        source: its file.
        kind: as in `tearsheet.errors.describe`.
        reason: one sentence without a full stop.
    """

    source: Input
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Death:
    """The process that had a shard is gone.

    Attributes:
        task: what it was doing.
        capture: number of the capture it was at; ``None`` between two.
        reason: how it ended, one sentence without a full stop.
    """

    task: Task
    capture: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Half a second has passed.

    Attributes:
        captures: extracted so far in the shards that are under way.
    """

    captures: int


class _Worker:
    """One process and the shard that it has."""

    def __init__(self, folder: str, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self.tasks = context.Pipe(duplex=False)
        self.results, answers = context.Pipe(duplex=False)
        self.at: Synchronized[int] = context.Value("q", -1, lock=False)
        self.process = context.Process(target=_serve, args=(theirs, answers, self.at, folder, settings), daemon=True)
        self.process.start()
        theirs.close()
        answers.close()
        self.task: Task | None = None
        self.captures = 0
        self._seen: tuple[int, float] = (-1, time.monotonic())

    def give(self, task: Task) -> None:
        self.task = task
        self.captures = 0
        self.at.value = -1
        # A process that has just been started loads everything first.
        self._seen = (-1, time.monotonic() + _START)
        with suppress(OSError):  # it has died since, and the next look at it will tell
            self.tasks.send(task)

    def is_late(self, patience: float) -> bool:
        """Whether it has been at the same capture for too long."""
        at = self.at.value
        now = time.monotonic()
        self.captures = max(self.captures, at)
        if at != self._seen[0]:
            self._seen = (at, now)
        return now - self._seen[1] > (patience if at >= 0 else _SLOW)

    def end(self, *, kill: bool) -> str:
        """Stop it; how it ended."""
        with suppress(OSError):
            self.tasks.close()
        if kill:
            self.process.kill()
        self.process.join(2.0)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.results.close()
        return how_it_ended(self.process.exitcode)


def work_through(
    tasks: Iterable[Task],
    folder: str,
    settings: Settings,
    jobs: int,
    again: Callable[[Death], Task | None],
) -> Generator[Shard | Failed | Death | Tick]:
    """Make shards in so many processes.

    Closing the generator stops them; what they were writing is dropped.

    Args:
        tasks: what to do.
        folder: gets the files.
        settings: how.
        jobs: how many processes.
        again: asked when a process is gone what to try next instead; ``None`` gives the shard up.

    Yields:
        Every shard that is made, or could not be; every death; and a sign of life twice a second.
    """
    waiting = list(tasks)[::-1]
    workers: list[_Worker] = []
    patience = 2 * settings.limits.seconds + _GRACE
    try:
        while waiting or any(worker.task is not None for worker in workers):
            idle = [worker for worker in workers if worker.task is None]
            while waiting and (idle or len(workers) < jobs):
                if idle:
                    worker = idle.pop()
                else:
                    worker = _Worker(folder, settings)
                    workers.append(worker)
                worker.give(waiting.pop())
            busy = [worker for worker in workers if worker.task is not None]
            heard = wait([worker.results for worker in busy], _TICK)
            for worker in busy:
                assert worker.task is not None
                late = worker.is_late(patience)
                if worker.results in heard:
                    try:
                        message = worker.results.recv()
                    except (EOFError, OSError):
                        late = False
                    else:
                        worker.task = None
                        yield message
                        continue
                elif not late:
                    continue
                workers.remove(worker)
                ended = worker.end(kill=late)
                at = worker.at.value
                reason = f"no answer within {patience:g} seconds, so its worker process was stopped"
                death = Death(worker.task, at if at >= 0 else None, reason if late else f"its worker process {ended}")
                yield death
                task = again(death)
                if task is not None:
                    waiting.append(task)
            yield Tick(sum(worker.captures for worker in workers if worker.task is not None))
    finally:
        for worker in workers:
            worker.end(kill=worker.task is not None)


def _serve(tasks: Connection, answers: Connection, at: Any, folder: str, settings: Settings) -> None:
    """What a worker process does: a shard for every task until the pipe closes."""
    # Ctrl-C reaches the whole process group; only the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tell(number: int) -> None:
        at.value = number

    with suppress(BrokenPipeError, EOFError):
        while True:
            task: Task = tasks.recv()
            answers.send(_made(task, folder, settings, tell))


def _made(task: Task, folder: str, settings: Settings, tell: Callable[[int], None]) -> Shard | Failed:
    try:
        return make_shard(task.source, Folder(folder), settings, skip=task.skip, on_capture=tell)
    except OSError as error:
        return Failed(task.source, "capture", error.strerror or str(error) or type(error).__name__)
    except Exception as error:
        return Failed(task.source, *describe(error))
