"""Bodies of requests: so many at a time in memory, none larger or slower than it may be."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.requests import ClientDisconnect, Request

from tearsheet.web.problems import Problem
from tearsheet.web.tidying import Tidier

__all__ = ["Admission", "drop_body", "read_body", "read_lines"]

_DROPPED, _LINGER = 32_000_000, 5.0
"""Bytes above the limit that are read and dropped, and seconds for those of a body that says how large it is."""


class Admission:
    """How many requests with a page may be under way; others wait for their turn, with nothing of them read.

    Args:
        places: under way at a time.
        waiting: that may wait.
        seconds: that one may wait.
    """

    def __init__(self, places: int, *, waiting: int, seconds: float) -> None:
        self._places = asyncio.Semaphore(places)
        self._most = waiting
        self._seconds = seconds
        self._waiting = 0
        self._tidier = Tidier()

    @asynccontextmanager
    async def enter(self, request: Request) -> AsyncIterator[None]:
        """Wait for a place, and keep it.

        Args:
            request: of which nothing is read while it waits; where it is refused, its body is dropped.

        Raises:
            Problem: too many wait, or it takes too long.
        """
        if self._waiting >= self._most:
            self._tidier.crowded()
            await drop_body(request)
            raise Problem(503, "too many pages at once; try again", {"Retry-After": "10"})
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._seconds)
        except TimeoutError:
            self._tidier.crowded()
            await drop_body(request)
            raise Problem(503, "no worker was free in time; try again", {"Retry-After": "10"}) from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release()
            self._tidier.left()


async def read_body(request: Request, *, most: int, seconds: float) -> bytes:
    """The body of a request.

    Args:
        request: to read.
        most: bytes that it may have.
        seconds: time in which it must be there.

    Raises:
        Problem: it is too large or too slow.
    """
    length = request.headers.get("content-length", "")
    stated = int(length[:20]) if length.isascii() and length.isdigit() else 0
    if stated > most + _DROPPED:
        raise _too_large(most)
    # Who is still sending when the connection is closed may never see the answer: what comes is read, and dropped.
    refused = stated > most
    body = bytearray()
    seen = 0
    patience = min(seconds, _LINGER) if refused else seconds
    try:
        async for chunk in _chunks(request, seconds=patience, all_seconds=patience):
            seen += len(chunk)
            refused = refused or seen > most
            if seen > most + _DROPPED:
                break
            if refused:
                body.clear()
            else:
                body += chunk
    except Problem:
        if not refused:
            raise
    if refused:
        raise _too_large(most)
    return bytes(body)


async def drop_body(request: Request) -> None:
    """Read what a refused request still sends, within bounds.

    Who is sending when the connection is closed may never see the answer.
    """
    seen = 0
    with suppress(Problem, ClientDisconnect):
        async for chunk in _chunks(request, seconds=_LINGER, all_seconds=_LINGER):
            seen += len(chunk)
            if seen > _DROPPED:
                return


async def read_lines(request: Request, *, most: int, seconds: float) -> AsyncIterator[bytes]:
    """The lines of a body that may be endless, empty ones left out.

    Args:
        request: to read.
        most: bytes that one line may have.
        seconds: time in which something must come.

    Raises:
        Problem: a line is too large, or nothing comes.
    """
    pending = bytearray()
    async for chunk in _chunks(request, seconds=seconds, all_seconds=None):
        searched = len(pending)
        pending += chunk
        while (end := pending.find(b"\n", searched)) >= 0:
            line = bytes(pending[:end])
            del pending[: end + 1]
            searched = 0
            if len(line) > most:
                raise _too_large(most)
            if line.strip():
                yield line
        if len(pending) > most:
            raise _too_large(most)
    if pending.strip():
        yield bytes(pending)


async def _chunks(request: Request, *, seconds: float, all_seconds: float | None) -> AsyncIterator[bytes]:
    """What comes in; each piece within some seconds, all of it within others."""
    end = time.monotonic() + all_seconds if all_seconds is not None else None
    while True:
        patience = seconds if end is None else end - time.monotonic()
        try:
            message = await asyncio.wait_for(request.receive(), max(patience, 0.001))
        except TimeoutError:
            raise Problem(408, "the request did not come in in time", {"Connection": "close"}) from None
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


def _too_large(most: int) -> Problem:
    return Problem(413, f"more than the limit of {most:,} bytes", {"Connection": "close"})
