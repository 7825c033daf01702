"""Worker processes for what strangers send: each does one thing at a time, is stopped when it is late, and replaced.

A page that takes all its time, or all the memory that it may have, costs itself; the server and other readers go on.
"""

import asyncio
import gc
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar, cast

from tearsheet.errors import LimitError, WorkerError
from tearsheet.many.lost import Lost
from tearsheet.many.parcels import pack, unpack
from tearsheet.many.processes import Processes

__all__ = ["Workers"]

Made = TypeVar("Made")
Task = Callable[[], Any]

_GRACE = 3.0
"""Seconds beyond its own limit that a task may take before its process is stopped."""

_MOST_TASKS = 2_000
_MOST_BYTES = 3_000_000
"""A process ends after so many tasks, or after one of so many bytes: what it took of memory goes back."""

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
        async with self._free:
            result = await asyncio.get_running_loop().run_in_executor(self._threads, self._run, task, size)
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

    def _warm(self) -> None:
        self._run(_nothing, 0)

    def _run(self, task: Task, size: int) -> Any:
        """In a thread, which has one process of its own."""
        process: _Process | None = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = self._begin()
        try:
            result = process.do(task)
        except OSError as error:
            self._drop(process)
            return Lost(f"no worker process can be started: {error.strerror or 'it ends at once'}")
        if size >= _MOST_BYTES or process.done >= _MOST_TASKS or isinstance(result, Lost):
            self._drop(process)
            if not self._ended:
                self._own.process = self._begin()
                with suppress(OSError):
                    self._own.process.do(_nothing)
        return result

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


def _perform(task: Task) -> Any:
    """In a worker process: what comes of a task."""
    _bound_memory()
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


_bounded = False


def _bound_memory() -> None:
    global _bounded
    if _bounded or sys.platform != "linux":
        return
    import resource

    _bounded = True
    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
