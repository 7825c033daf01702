"""Answers in pieces, as they are made."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

__all__ = ["Lines"]


class Lines(Response):
    """An answer that begins while the request still comes in, and reads nothing of it by itself."""

    def __init__(self, lines: AsyncGenerator[bytes], *, media_type: str = "application/x-ndjson") -> None:
        super().__init__(media_type=media_type)
        del self.headers["content-length"]
        self._lines = lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        begun = False
        async with aclosing(self._lines) as lines:
            async for line in lines:
                if not begun:
                    await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                    begun = True
                await send({"type": "http.response.body", "body": line, "more_body": True})
        if not begun:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b""})
