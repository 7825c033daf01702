"""Worker processes for shards, which take minutes: each tells which capture it is at, so that one that hangs or dies
is noticed and it is known of what.
"""

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from typing import Any

from tearsheet.errors import describe
from tearsheet.many.loading import load
from tearsheet.many.processes import how_it_ended
from tearsheet.shards.places import Folder, Input
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import Shard, make_shard

__all__ = ["Death", "Failed", "Task", "Workers"]

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


class Workers:
    """Processes that make shards, each one at a time.

    Closing them drops what they were writing.

    Args:
        folder: path or address of what gets the files.
        settings: how.
        jobs: how many processes; each is started when there is something to do for it.
    """

    def __init__(self, folder: str, settings: Settings, jobs: int) -> None:
        self._folder = folder
        self._settings = settings
        self._jobs = jobs
        self._patience = 2 * settings.limits.seconds + _GRACE
        self._workers: list[_Worker] = []

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def busy(self) -> int:
        """How many are at work."""
        return sum(worker.task is not None for worker in self._workers)

    @property
    def captures(self) -> int:
        """How many captures are extracted of the shards under way."""
        return sum(worker.captures for worker in self._workers if worker.task is not None)

    def takes(self) -> bool:
        """Whether one has nothing to do."""
        return self.busy < self._jobs

    def give(self, task: Task) -> None:
        """Let one that has nothing to do make a shard."""
        worker = next((worker for worker in self._workers if worker.task is None), None)
        if worker is None:
            worker = _Worker(self._folder, self._settings)
            self._workers.append(worker)
        worker.give(task)

    def listen(self) -> Iterator[Shard | Failed | Death]:
        """What has become of shards, after half a second at most."""
        busy = [worker for worker in self._workers if worker.task is not None]
        heard = wait([worker.results for worker in busy], _TICK)
        for worker in busy:
            task = worker.task
            assert task is not None
            late = worker.is_late(self._patience)
            if worker.results in heard:
                with suppress(EOFError, OSError):
                    message = worker.results.recv()
                    worker.task = None
                    yield message
                    continue
                late = False
            elif not late:
                continue
            self._workers.remove(worker)
            ended = worker.end(kill=late)
            at = worker.at.value
            reason = f"no answer within {self._patience:g} seconds, so its worker process was stopped"
            yield Death(task, at if at >= 0 else None, reason if late else f"its worker process {ended}")

    def close(self) -> None:
        """Stop them all."""
        for worker in self._workers:
            worker.end(kill=worker.task is not None)
        self._workers.clear()


def _serve(tasks: Connection, answers: Connection, at: Any, folder: str, settings: Settings) -> None:
    """What a worker process does: a shard for every task until the pipe closes."""
    # Ctrl-C reaches the whole process group; only the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tell(number: int) -> None:
        at.value = number

    with suppress(BrokenPipeError, EOFError):
        load()
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
