"""Fields that go with every answer: what a page may load, who may frame it, what the browser may guess and tell.

Content Security Policy: https://www.w3.org/TR/CSP3/
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FRAME_FIELDS", "FRAME_POLICY", "PAGE_POLICY", "Headers", "add_fields"]

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

FRAME_FIELDS = {"content-security-policy": FRAME_POLICY, "x-frame-options": "SAMEORIGIN"}
"""Of an answer that is the document of a frame."""

_ALWAYS = {
    "x-content-type-options": "nosniff",
    # Forms of our own pages must tell where they come from, so that those of others are refused.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": PAGE_POLICY,
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def add_fields(headers: MutableHeaders, path: str) -> None:
    """Add the fields that an answer does not have yet.

    Args:
        headers: of the answer.
        path: that was asked for.
    """
    static = path.startswith("/static/")
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    # The frame of a captured page has an origin of its own, and loads our style sheet and script.
    headers.setdefault("cross-origin-resource-policy", "cross-origin" if static else "same-origin")
    headers.setdefault("cache-control", "public, max-age=3600" if static else "private, no-cache")


class Headers:
    """Adds the fields to every answer that does not have them yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the fields."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_fields(MutableHeaders(scope=message), path)
            await send(message)

        await self._app(scope, receive, sending)
