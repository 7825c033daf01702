"""Questions to an archive, each in a thread with a connection of its own, and with an end in time."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tearsheet.archive.archive import Archive
from tearsheet.archive.opening import telling
from tearsheet.web.compressing import Written
from tearsheet.web.problems import Problem
from tearsheet.web.recalling import Answers

__all__ = ["Asker"]

Answer = TypeVar("Answer")

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock, about a millisecond."""

_WAITING = 500
"""Questions that may wait for a thread; more are refused."""


class Asker:
    """Threads that read an archive.

    Args:
        path: of the archive.
        threads: how many questions are answered at a time.
        seconds: how long one may take.
        remembered: bytes of answers that are remembered.
    """

    def __init__(self, path: Path, *, threads: int, seconds: float, remembered: int) -> None:
        self._answers: Answers[Written] = Answers(remembered)
        self._watch = Archive(path, read_only=True, patience=seconds)
        self._path = path
        self._seconds = seconds
        self._own = threading.local()
        self._under_way = 0
        self._ended = False
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="archive")

    async def ask(self, question: Callable[[Archive], Answer]) -> Answer:
        """What the archive answers.

        Raises:
            Problem: too many ask at once.
            ArchiveError: the archive cannot be read, or takes too long.
        """
        if self._under_way >= _WAITING:
            raise Problem(503, "too many readers at once; try again", {"Retry-After": "2"})
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._answer, question)
        finally:
            self._under_way -= 1

    async def recall(self, asked: Hashable, make: Callable[[], Awaitable[Written]]) -> Written:
        """What was answered before and would be again, or is made.

        Args:
            asked: what tells the question from others.
            make: makes the answer out of the archive; what it raises is raised.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        with telling(self._watch.path):
            (version,) = self._watch.connection.execute("PRAGMA data_version").fetchone()
        return await self._answers.get(version, asked, make)

    def close(self) -> None:
        """Let go of the archive; what it is still asked is not answered."""
        self._ended = True
        self._pool.shutdown(cancel_futures=True)
        self._watch.close()

    def _answer(self, question: Callable[[Archive], Answer]) -> Answer:
        archive: Archive | None = getattr(self._own, "archive", None)
        if archive is None:
            archive = self._own.archive = Archive(self._path, read_only=True, patience=self._seconds)
        end = time.monotonic() + self._seconds
        archive.connection.set_progress_handler(lambda: self._ended or time.monotonic() > end, _STEPS)
        try:
            with telling(archive.path):
                return question(archive)
        finally:
            archive.connection.set_progress_handler(None, 0)
