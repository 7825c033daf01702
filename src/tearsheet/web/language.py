"""The language of the pages: what the reader chose, or else what the browser prefers.

Quality values: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
"""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tearsheet.web.wording import LANGUAGES

__all__ = ["Remembering", "language_of"]

_MOST = 20
_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> str:
    """Parameter ``lang``, cookie ``lang``, the browser's preference, or else the first of `LANGUAGES`."""
    for chosen in (request.query_params.get("lang"), request.cookies.get("lang")):
        if chosen in LANGUAGES:
            return chosen
    best, worth = LANGUAGES[0], 0.0
    for part in request.headers.get("accept-language", "").split(",")[:_MOST]:
        tag, _, quality = part.strip().partition(";")
        name = tag.strip().lower().partition("-")[0]
        try:
            value = float(quality.strip().removeprefix("q=")) if quality else 1.0
        except ValueError:
            continue
        if name in LANGUAGES and value > worth:
            best, worth = name, value
    return best


class Remembering:
    """Lets the browser remember a language that an address chooses."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the cookie."""
        chosen = Request(scope).query_params.get("lang") if scope["type"] == "http" else None
        if chosen not in LANGUAGES:
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"lang={chosen}; Path=/; Max-Age={_YEAR}; SameSite=Lax"
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, sending)
