"""Worker processes for what strangers send: each does one thing at a time, is stopped when it is late, and replaced.

A page that takes all its time, or all the memory that it may have, costs itself; the server and other readers go on.
"""

import asyncio
import gc
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from tearsheet.errors import LimitError, WorkerError
from tearsheet.many.lost import Lost
from tearsheet.many.parcels import pack, unpack
from tearsheet.many.processes import Processes
from tearsheet.web.tidying import give_back, hold_little

__all__ = ["Workers"]

Made = TypeVar("Made")
Task = Callable[[], Any]

_GRACE = 3.0
"""Seconds beyond its own limit that a task may take before its process is stopped."""

_MOST_TASKS = 2_000
_MOST_BYTES = 3_000_000
"""A process ends after so many tasks, or after one of so many bytes: what it took of memory goes back."""

_MOST_GROWTH = 100_000_000
"""Bytes that a process may come to hold beyond what it began with; then it ends as well."""

_MOST_KEPT = 10_000_000
"""Bytes that it may come to hold before what is free of them is given back, once it has nothing to do."""

_IDLE = 1.0
"""Seconds after which it counts as having nothing to do: memory that the next page needs again costs time to get."""

_PAGE = 4_096 if sys.platform == "win32" else os.sysconf("SC_PAGE_SIZE")

_LARGE = 8_000_000
"""Bytes of a piece of memory that goes back as soon as it is free; what a usual page needs comes too often."""

_MEMORY = 3_000_000_000
"""Bytes of address space that a process may have."""


class Workers:
    """Processes that do tasks for requests.

    A task is something to call, of a class or a function that can be pickled; what it returns, or raises, travels back.

    Args:
        jobs: how many processes.
        seconds: how long a task may take by its own account.
        first: what each process does before it takes tasks, so that what they need is loaded in no task's time.
    """

    def __init__(self, jobs: int, *, seconds: float, first: Task) -> None:
        self._first = first
        self._patience = seconds + _GRACE
        self._free = asyncio.Semaphore(jobs)
        self._jobs = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="worker")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._started: set[_Process] = set()
        self._ended = False

    @property
    def jobs(self) -> int:
        """How many processes there are."""
        return self._jobs

    def start(self) -> None:
        """Start the processes, so that nobody waits for them later."""
        for _ in range(self._jobs):
            self._threads.submit(self._warm)

    async def do(self, task: Callable[[], Made], *, size: int = 0) -> Made:
        """Wait for a free process, and for what comes of a task there.

        Args:
            task: what to do.
            size: bytes of what it works on.

        Raises:
            LimitError: it took too long, and its process was stopped.
            WorkerError: its process died.
            Exception: what the task raised.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        await self._free.acquire()
        try:
            work = loop.run_in_executor(
                self._threads, self._run, task, size, lambda result: loop.call_soon_threadsafe(_tell, answer, result)
            )
        except BaseException:
            self._free.release()
            raise
        # Its place is free when its process is there again; the answer need not wait for that.
        work.add_done_callback(lambda done: self._leave(done, answer))
        result = await answer
        if isinstance(result, Lost):
            raise (LimitError if result.late else WorkerError)("page", result.reason)
        if isinstance(result, _Raised):
            raise result.error
        return cast(Made, result)

    def close(self) -> None:
        """End all processes at once."""
        self._ended = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for process in self._started:
                process.terminate()
        self._threads.shutdown()

    def _leave(self, done: "asyncio.Future[None]", answer: "asyncio.Future[Any]") -> None:
        self._free.release()
        if not answer.done():
            ended = done.cancelled() or done.exception() is None
            _tell(answer, Lost("the server ends") if ended else _Raised(cast(Exception, done.exception())))

    def _warm(self) -> None:
        self._run(_nothing, 0, lambda result: None)

    def _run(self, task: Task, size: int, tell: Callable[[Any], object]) -> None:
        """In a thread, which has one process of its own."""
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = self._begin()
        try:
            result = process.do(task)
        except OSError as error:
            self._drop(process)
            tell(Lost(f"no worker process can be started: {error.strerror or 'it ends at once'}"))
            return
        grown = isinstance(result, _Grown)
        tell(result.result if isinstance(result, _Grown) else result)
        if grown or size >= _MOST_BYTES or process.done >= _MOST_TASKS or isinstance(result, Lost):
            self._drop(process)
            if not self._ended:
                self._own.process = self._begin()
                with suppress(OSError):
                    self._own.process.do(_nothing)

    def _begin(self) -> "_Process":
        process = _Process(self._patience, self._first)
        with self._lock:
            self._started.add(process)
        return process

    def _drop(self, process: "_Process") -> None:
        self._own.process = None
        with self._lock:
            self._started.discard(process)
        process.close()


class _Process:
    """One process and how much it has done."""

    def __init__(self, patience: float, first: Task) -> None:
        self._processes: Processes[Task, Any] = Processes(_perform, 1, patience, first)
        self.done = 0

    def do(self, task: Task) -> Any:
        self.done += 1
        results = self._processes.submit(self.done, task)
        while self.done not in results:
            results = self._processes.listen()
        return results[self.done]

    def terminate(self) -> None:
        self._processes.terminate()

    def close(self) -> None:
        self._processes.terminate()
        self._processes.close()


class _Raised:
    """An exception on its way to where it belongs."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _nothing() -> None:
    """A task that lets a process begin."""


class _Grown:
    """What came of a task that left its process large."""

    def __init__(self, result: Any) -> None:
        self.result = result


def _tell(answer: "asyncio.Future[Any]", result: Any) -> None:
    # Who asked may have gone away.
    if not answer.done():
        answer.set_result(result)


def _perform(task: Task) -> Any:
    """In a worker process: what comes of a task."""
    global _begun, _tidied, _tidying
    if not _begun:
        hold_little(_LARGE)
        _bound_memory()
        _begun = _tidied = _held()
    if _tidying is not None:
        _tidying.cancel()
    result = _result(task)
    held = _held()
    if held > _begun + _MOST_GROWTH:
        give_back()
        _tidied = held = _held()
    if held > _begun + _MOST_GROWTH:
        return _Grown(result)
    if held > _tidied + _MOST_KEPT:
        _tidying = threading.Timer(_IDLE, _tidy)
        _tidying.daemon = True
        _tidying.start()
    return result


def _result(task: Task) -> Any:
    try:
        return task()
    except MemoryError:
        gc.collect()
        return _Raised(LimitError("page", "it takes more memory than a page may take"))
    except Exception as error:
        try:
            unpack(pack(error))
        except Exception:
            return _Raised(RuntimeError(type(error).__name__))
        return _Raised(error)


_begun = _tidied = 0
_tidying: threading.Timer | None = None


def _tidy() -> None:
    global _tidied
    give_back()
    # What is still there is in use: it is not looked for after every task.
    _tidied = _held()


def _held() -> int:
    """Bytes of memory that this process holds, where the system tells it."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
    return 0


def _bound_memory() -> None:
    if sys.platform != "linux":
        return
    import resource

    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
