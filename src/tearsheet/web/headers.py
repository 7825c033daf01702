"""Fields that go with every answer: what a page may load, who may frame it, what the browser may guess and tell.

Content Security Policy: https://www.w3.org/TR/CSP3/
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FRAME_POLICY", "PAGE_POLICY", "Headers"]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Of our own pages: everything from this server, nothing inline, framed by nobody."""

FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-scripts"
)
"""Of a captured page in its frame: our own style sheet and script alone, an origin of its own, no way out."""

_ALWAYS = {
    "x-content-type-options": "nosniff",
    # Forms of our own pages must tell where they come from, so that those of others are refused.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Headers:
    """Adds the fields to every answer that does not have them yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the fields."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        static = scope["path"].startswith("/static/")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("content-security-policy", PAGE_POLICY)
                headers.setdefault("x-frame-options", "DENY")
                # The frame of a captured page has an origin of its own, and loads our style sheet and script.
                headers.setdefault("cross-origin-resource-policy", "cross-origin" if static else "same-origin")
                headers.setdefault("cache-control", "public, max-age=3600" if static else "private, no-cache")
            await send(message)

        await self._app(scope, receive, sending)
