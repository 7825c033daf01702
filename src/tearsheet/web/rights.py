"""Who may do what: the names that the server answers to, tokens, and where a form comes from.

A page of another site must not be able to read or to change anything: not by a name that it lets lead to this machine
(the Host field tells), and not by a form of its own (the Origin field tells, https://fetch.spec.whatwg.org/#origin-header).
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tearsheet.web.answers import problem_response
from tearsheet.web.problems import Problem
from tearsheet.web.settings import Settings

__all__ = ["COOKIE", "Gate", "Rights", "give_cookie", "needs_adding", "own_address", "signed"]

COOKIE = "tearsheet"

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FREE = frozenset({"/health", "/sign-in"})
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Rights:
    """What whoever asks may do.

    Attributes:
        read: whether they may look and have pages extracted.
        add: whether they may have pages kept.
    """

    read: bool
    add: bool


def needs_adding(request: Request) -> None:
    """Refuse those who may not add.

    Raises:
        Problem: whoever asks may not.
    """
    rights: Rights = request.state.rights
    if not rights.add:
        raise Problem(403, "this needs the right to add")


class Gate:
    """Lets requests in, with their rights in ``request.state.rights``."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = self._answer(request)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _answer(self, request: Request) -> Response | None:
        """What is answered to somebody who is not let in."""
        settings, path = self._settings, request.url.path
        try:
            _check_host(request.headers, settings)
            _check_origin(request)
        except Problem as problem:
            return problem_response(request, problem)
        rights = _rights(request, settings)
        request.state.rights = rights
        if request.method in _SAFE and "token" in request.query_params:
            return _signed_in(request, settings)
        if not rights.read and path not in _FREE and not path.startswith("/static/"):
            need = Problem(401, "a token is needed", {"WWW-Authenticate": "Bearer"})
            return problem_response(request, need)
        return None


def signed(token: str) -> str:
    """What a browser keeps in place of a token."""
    return hmac.new(token.encode(), b"tearsheet cookie", sha256).hexdigest()


def own_address(path: str, query: str = "") -> str:
    """A path of this server as an address that leads nowhere else, whatever stands in it."""
    # Browsers take "//name" and "/\\name" for another server.
    safe = "/" + quote(path.replace("\\", "/").lstrip("/"), safe="/-._~!$&'()*+,;=:@")
    return f"{safe}?{query}" if query else safe


def _check_host(headers: Headers, settings: Settings) -> None:
    if settings.hosts is None:
        return
    host = headers.get("host", "").strip().lower()
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    if name.rstrip(".") not in settings.hosts:
        raise Problem(421, "the server does not answer to this name")


def _check_origin(request: Request) -> None:
    """Refuse what a page of another site has a browser send.

    Raises:
        Problem: it was such a page.
    """
    if request.method in _SAFE:
        return
    origin = request.headers.get("origin")
    if origin is not None:
        host = request.headers.get("host", "").lower()
        if urlsplit(origin).netloc.lower() != host or not host:
            raise Problem(403, "this comes from a page of another site")
    elif request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        raise Problem(403, "this comes from a page of another site")


def _rights(request: Request, settings: Settings) -> Rights:
    may_add = settings.archive is not None and not settings.read_only
    if settings.token is None and settings.add_token is None:
        return Rights(read=True, add=may_add)
    adds = _shows(request, settings.add_token)
    reads = adds or settings.token is None or _shows(request, settings.token)
    return Rights(read=reads, add=adds and may_add)


def _shows(request: Request, token: str | None) -> bool:
    """Whether a request shows a token: in its Authorization field, or what stands for it in a cookie."""
    if token is None:
        return False
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and _same(shown.strip(), token):
        return True
    return _same(request.cookies.get(COOKIE, ""), signed(token))


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8"))


def _signed_in(request: Request, settings: Settings) -> Response:
    """The same page without the token in its address, and a cookie in its place."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=100)
    rest = urlencode([(name, value) for name, value in pairs if name != "token"])
    answer = RedirectResponse(own_address(request.url.path, rest), 303)
    give_cookie(answer, request.query_params["token"], settings, secure=request.url.scheme == "https")
    return answer


def give_cookie(answer: Response, token: str, settings: Settings, *, secure: bool) -> bool:
    """Let a browser keep what stands for a token; whether it is one."""
    if not any(known is not None and _same(token, known) for known in (settings.token, settings.add_token)):
        return False
    answer.set_cookie(COOKIE, signed(token), max_age=_YEAR, httponly=True, samesite="strict", secure=secure)
    return True
