"""Answers that were given before, as long as the archive is the same; what many ask for at once is worked out once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sized
from typing import Generic, TypeVar

__all__ = ["Answers"]

Answer = TypeVar("Answer", bound=Sized)


class Answers(Generic[Answer]):
    """Answers by what was asked for; their lengths are their bytes.

    Args:
        most: bytes of all answers together; those that were not asked for longest make room.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._version: Hashable = None
        self._known: OrderedDict[Hashable, Answer] = OrderedDict()
        self._coming: dict[Hashable, asyncio.Task[Answer]] = {}

    async def get(self, version: Hashable, asked: Hashable, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """An answer: as it was given before, or made.

        Args:
            version: of what it is made from; another one than before lets all answers be forgotten.
            asked: what tells it from others.
            make: makes it; what it raises is raised, and not remembered.
        """
        if version != self._version:
            self._version = version
            self._known.clear()
            self._coming.clear()
            self._bytes = 0
        known = self._known.get(asked)
        if known is not None:
            self._known.move_to_end(asked)
            return known
        task = self._coming.get(asked)
        if task is None:
            task = self._coming[asked] = asyncio.ensure_future(make())
            task.add_done_callback(lambda done: self._take(version, asked, done))
        # One of those who wait may go away; the others still want it.
        return await asyncio.shield(task)

    def _take(self, version: Hashable, asked: Hashable, done: "asyncio.Task[Answer]") -> None:
        if self._coming.get(asked) is done:
            del self._coming[asked]
        if done.cancelled() or done.exception() is not None or version != self._version:
            return
        answer = done.result()
        if len(answer) > self._most // 4:
            return
        self._known[asked] = answer
        self._bytes += len(answer)
        while self._bytes > self._most:
            _, gone = self._known.popitem(last=False)
            self._bytes -= len(gone)
