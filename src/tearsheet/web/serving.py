"""A server that runs until it is stopped."""

import asyncio
import socket
from collections.abc import Callable

import uvicorn

from tearsheet.web.app import create_app
from tearsheet.web.settings import Settings

__all__ = ["LOOPBACK", "listen", "serve"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that nobody reaches but this machine."""

_WAITING = 2_048
_KEEP_ALIVE = 15
_GOODBYE = 3


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections.

    Args:
        host: name or IP address of this machine.
        port: 0 for any that is free.

    Raises:
        OSError: the host is not one of this machine, or the port is in use.
    """
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return socket.create_server(address[:2], family=family, backlog=_WAITING)


def serve(settings: Settings, listening: socket.socket, *, on_ready: Callable[[], None] | None = None) -> None:
    """Answer requests until Ctrl-C or SIGTERM.

    Args:
        settings: what the server is started with.
        listening: from `listen`.
        on_ready: called when the server answers.

    Raises:
        ArchiveError: the archive cannot be opened.
    """
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GOODBYE,
    )
    server = _Server(config, on_ready)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # it has ended; the signal is passed on behind it
        return


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._on_ready is not None and not self.should_exit:
            await asyncio.to_thread(self._on_ready)
