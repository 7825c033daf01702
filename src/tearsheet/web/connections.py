"""Connections with an end: heads of requests that trickle in or never end, answers that nobody takes.

uvicorn waits for both for ever, so that a few hundred idle clients could take every socket that a server has.
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.auto import AutoHTTPProtocol

__all__ = ["Connection"]

_LARGEST_HEAD = 65_536


class Connection(asyncio.Protocol):
    """A connection of uvicorn's that is cut off when its client is too slow; a body has limits of its own.

    Args:
        head_seconds: time in which the head of a request must be there, from its first byte. Who connects and says
            nothing has twice as long: browsers connect ahead.
        stalled_seconds: time that a client may take none of its answer.
        given: what uvicorn's own class takes.
    """

    def __init__(self, *, head_seconds: float, stalled_seconds: float, **given: Any) -> None:
        self._inner: Any = cast(Any, AutoHTTPProtocol)(**given)
        self._head_seconds = head_seconds
        self._stalled_seconds = stalled_seconds
        self._transport: asyncio.Transport | None = None
        self._head: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connects."""
        self._transport = cast(asyncio.Transport, transport)
        self._inner.connection_made(transport)
        self._head = self._later(2 * self._head_seconds)

    def data_received(self, data: bytes) -> None:
        """Something comes in."""
        if self._between() and not self._size:
            self._stop_head()
            self._head = self._later(self._head_seconds)
        self._inner.data_received(data)
        if not self._between():
            self._stop_head()
            self._size = 0
            return
        self._size += len(data)
        if self._size > _LARGEST_HEAD:
            self._abort()

    def eof_received(self) -> bool | None:
        """The client sends no more."""
        ended: bool | None = self._inner.eof_received()
        return ended

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._stop_head()
        self._stop_stalled()
        self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        """The client takes nothing for now."""
        self._inner.pause_writing()
        self._stalled = self._stalled or self._later(self._stalled_seconds)

    def resume_writing(self) -> None:
        """It goes on."""
        self._stop_stalled()
        self._inner.resume_writing()

    def _between(self) -> bool:
        """Whether no request is under way."""
        cycle = self._inner.cycle
        return cycle is None or bool(cycle.response_complete)

    def _later(self, seconds: float) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, self._abort)

    def _abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _stop_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _stop_stalled(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
