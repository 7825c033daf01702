"""A server that runs until it is stopped."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, cast

import uvicorn

from tearsheet.web.app import create_app
from tearsheet.web.connections import Connection
from tearsheet.web.settings import Settings
from tearsheet.web.tidying import hold_little

__all__ = ["LOOPBACK", "Server", "listen", "serve"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that nobody reaches but this machine."""

_WAITING = 2_048
_KEEP_ALIVE = 15
_GOODBYE = 3
_LARGE = 65_536  # bytes: bodies of requests are larger, and little else is


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections.

    Args:
        host: name or IP address of this machine.
        port: 0 for any that is free.

    Raises:
        OSError: the host is not one of this machine, or the port is in use.
    """
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.create_server(address[:2], family=family, backlog=_WAITING)
    # Connections take this over. Without it the second piece of an answer waits until the first one is acknowledged,
    # which takes some systems 40 ms; asyncio sees to it for sockets alone that name their protocol.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve(settings: Settings, listening: socket.socket, *, on_ready: Callable[[], None] | None = None) -> None:
    """Answer requests until Ctrl-C or SIGTERM; arguments and errors are those of `Server`."""
    server = Server(settings, listening, on_ready=on_ready)
    hold_little(_LARGE)
    # When it has ended, the signal is passed on.
    with suppress(KeyboardInterrupt):
        server.run()


class Server:
    """A server that answers requests until it is stopped.

    Args:
        settings: what it is started with.
        listening: from `listen`.
        on_ready: called when it answers.

    Raises:
        ArchiveError: the archive cannot be opened.
    """

    def __init__(
        self, settings: Settings, listening: socket.socket, *, on_ready: Callable[[], None] | None = None
    ) -> None:
        # uvicorn calls it as it would a class of its own.
        connection = partial(Connection, head_seconds=settings.head_seconds, stalled_seconds=settings.stalled_seconds)
        config = uvicorn.Config(
            create_app(settings),
            http=cast(Any, connection),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="on",
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=_GOODBYE,
        )
        self._listening = listening
        self._server = _Server(config, on_ready)

    def run(self) -> None:
        """Answer requests until it is stopped; in the main thread of a program Ctrl-C and SIGTERM stop it."""
        self._server.run(sockets=[self._listening])

    def stop(self) -> None:
        """Stop it, from another thread."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._on_ready is not None and not self.should_exit:
            await asyncio.to_thread(self._on_ready)
