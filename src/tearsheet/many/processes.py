"""Worker processes that are told apart: one that dies or hangs costs the task that it was busy with, and is replaced.

``concurrent.futures`` gives up every task in flight when one of its processes dies and does not say which task
killed it.
"""

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from tearsheet.many.loading import settle
from tearsheet.many.lost import Lost
from tearsheet.many.parcels import pack, unpack

__all__ = ["Processes", "how_it_ended"]

_SETTLED = frozenset({1, 16})
"""After how many tasks a worker that loaded nothing at its start takes what it has loaded for what stays."""

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 3
"""Tasks that a worker may have: one in its hands, two on their way, so that it need not wait for this process, which
may be storing what came before.
"""

_PIPE = 1 << 20
"""Bytes that a pipe should hold, where the system lets us choose."""

_SURE = 8_192
"""Bytes that a pipe holds where the system does not tell."""

_START = 60.0
"""Seconds that a worker may take to start."""

_DEATHS = 3
"""How many workers in a row may die with nothing to do before that is taken for a fault of the whole."""


class _Worker:
    """One process, the tasks that it has, and until when it may be busy with the first."""

    def __init__(self, work: Callable[[Any], Any], first: Callable[[], object] | None) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self.tasks = context.Pipe(duplex=False)
        self.results, answers = context.Pipe(duplex=False)
        self.room = _widen(self.tasks)
        _widen(answers)
        self.process = context.Process(target=_serve, args=(theirs, answers, work, first), daemon=True)
        with _unheard():
            self.process.start()
        theirs.close()
        answers.close()
        self.ready = False
        self.has: deque[tuple[int, Any, int]] = deque()
        self.until = time.monotonic() + _START

    def takes(self, size: int) -> bool:
        """Whether a task of so many bytes can be sent to it without waiting."""
        if not self.ready:
            return False
        # What it has not answered may still lie in the pipe; a worker without a task reads whatever comes.
        return not self.has or (len(self.has) < _AHEAD and size + sum(sent for _, _, sent in self.has) <= self.room)

    def end(self, patience: float) -> str:
        """Stop the process if it still runs after ``patience`` seconds; how it ended."""
        self.tasks.close()
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.results.close()
        return how_it_ended(self.process.exitcode)


class Processes(Generic[Task, Result]):
    """Worker processes, started when there is something to do for them.

    Args:
        work: what to do with a task; picklable, and it handles its own exceptions.
        jobs: how many processes.
        patience: seconds after which one that does not answer is stopped.
        first: what a process does before it takes tasks, such as loading what they need; picklable. It has a minute.
    """

    def __init__(
        self,
        work: Callable[[Task], Result],
        jobs: int,
        patience: float,
        first: Callable[[], object] | None = None,
    ) -> None:
        self._work = work
        self._first = first
        self._jobs = jobs
        self._patience = patience
        self._deaths = 0
        self._ended = False
        self._workers: list[_Worker] = []
        self._waiting: deque[tuple[int, Task, memoryview]] = deque()
        self._found: dict[int, Result | Lost] = {}

    def submit(self, number: int, task: Task) -> dict[int, Result | Lost]:
        """Give a task to a worker as soon as one takes it.

        Args:
            number: what its result is called.
            task: what to do.

        Returns:
            Results that have come meanwhile.

        Raises:
            OSError: worker processes cannot be started.
        """
        try:
            self._waiting.append((number, task, pack(task)))
        except Exception as error:
            self._found[number] = Lost(f"it cannot be sent to another process: {error}")
            return self._take()
        if len(self._workers) < self._jobs and not any(worker.ready and not worker.has for worker in self._workers):
            self._workers.append(_Worker(self._work, self._first))
        self._send()
        if not self._waiting:
            self._listen(0.0)
        # Each worker that is about to start gets one; more would be read ahead for nobody.
        while len(self._waiting) > sum(not worker.ready for worker in self._workers):
            self._listen(None)
        return self._take()

    def listen(self) -> dict[int, Result | Lost]:
        """Wait until there are results, and give them; there must be a task under way.

        Raises:
            OSError: worker processes cannot be started.
        """
        while not self._found:
            self._listen(None)
        return self._take()

    def terminate(self) -> None:
        """End every worker at once, and start no more; what they were busy with is lost.

        The one method that another thread may call: whoever waits for results gets `Lost`.
        """
        self._ended = True
        for worker in list(self._workers):
            worker.process.terminate()

    def close(self) -> None:
        """Stop every worker."""
        for worker in self._workers:
            worker.tasks.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.end(1.0)

    def _take(self) -> dict[int, Result | Lost]:
        found, self._found = self._found, {}
        return found

    def _send(self) -> None:
        """Send what waits to be sent, as far as workers take it."""
        while self._waiting:
            number, task, packed = self._waiting[0]
            free = [worker for worker in self._workers if worker.takes(len(packed))]
            if not free:
                return
            worker = min(free, key=lambda worker: len(worker.has))
            try:
                worker.tasks.send_bytes(packed)
            except (BrokenPipeError, ConnectionError):  # it has died since
                self._replace(worker)
                continue
            self._waiting.popleft()
            if not worker.has:
                worker.until = time.monotonic() + self._patience
            worker.has.append((number, task, len(packed)))

    def _listen(self, seconds: float | None) -> None:
        """Take in what the workers have to say, stop those that have been silent for too long, and send on.

        Args:
            seconds: how long to wait; ``None`` waits for a worker to say something, or to be late.
        """
        busy = [worker for worker in self._workers if worker.has or not worker.ready]
        if seconds is None:
            seconds = max(0.0, min(worker.until for worker in busy) - time.monotonic())
        heard = wait([worker.results for worker in busy], seconds)
        now = time.monotonic()
        for worker in busy:
            if worker.results in heard:
                self._hear(worker)
            elif now > worker.until:
                self._replace(worker, late=True)
        self._send()

    def _hear(self, worker: _Worker) -> None:
        try:
            message = worker.results.recv_bytes()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if not worker.ready:
            worker.ready = True
            return
        number, _, _ = worker.has.popleft()
        worker.until = time.monotonic() + self._patience
        self._deaths = 0
        try:
            self._found[number] = unpack(message)
        except Exception as error:
            self._found[number] = Lost(f"what came of it cannot be made again from what was sent: {error}")

    def _replace(self, worker: _Worker, *, late: bool = False) -> None:
        """Put a new worker in the place of one that is gone, and note what it took with it."""
        # One whose pipe is shut is already on its way out: let it get there, so that its status is its own.
        ended = worker.end(0.0 if late else 2.0)
        if worker.has:
            reason = f"no answer within {self._patience:g} seconds, so its worker process was stopped"
            self._found[worker.has.popleft()[0]] = Lost(reason if late else f"its worker process {ended}", late)
            self._waiting.extendleft((number, task, pack(task)) for number, task, _ in reversed(worker.has))
        else:
            self._deaths += 1
            if self._deaths >= _DEATHS or self._ended:
                raise OSError(
                    f"worker processes cannot be started: the last one {ended}; "
                    'a script starts them below if __name__ == "__main__":'
                )
        if self._ended:
            self._workers.remove(worker)
        else:
            self._workers[self._workers.index(worker)] = _Worker(self._work, self._first)


def _serve(
    tasks: Connection, answers: Connection, work: Callable[[Any], Any], first: Callable[[], object] | None
) -> None:
    """What a worker process does: say that it is there, then a result for every task until the pipe closes."""
    # Ctrl-C reaches the whole process group; only the parent decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if first is not None:
        first()
    with suppress(BrokenPipeError):
        answers.send_bytes(b"ready")
        for done in count(1):
            try:
                message = tasks.recv_bytes()
            except (EOFError, OSError):
                return
            answers.send_bytes(_packed(work(unpack(message))))
            if first is None and done in _SETTLED:
                settle()


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ctrl-C from processes that are begun here until they can say that they don't listen to it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _packed(result: object) -> memoryview:
    try:
        return pack(result)
    except Exception as error:
        return pack(Lost(f"what came of it cannot be sent to another process: {error}"))


def _widen(pipe: Connection) -> int:
    """Make a pipe hold more, so that messages need not be waited for; how many bytes it surely holds."""
    if sys.platform != "linux":
        return _SURE
    import fcntl

    with suppress(OSError):  # a user may have so many bytes of pipes and no more
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    # Each of two messages may leave a part of a page of memory unused.
    return fcntl.fcntl(pipe.fileno(), fcntl.F_GETPIPE_SZ) - 2 * 4096


def how_it_ended(status: int | None) -> str:
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
