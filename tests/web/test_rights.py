"""Who is let in, with which rights, and where a sign-in leads."""

import asyncio
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

pytest.importorskip("starlette")

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tearsheet.web.rights import Gate, own_address, signed
from tearsheet.web.settings import Settings

OPEN = Settings(archive=Path("news.tear"), hosts=frozenset({"localhost", "127.0.0.1", "[::1]"}))
CLOSED = Settings(archive=Path("news.tear"), token="reading", add_token="adding")


def ask(
    settings: Settings, method: str = "GET", target: str = "/x", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """What the gate answers, or the rights that it lets a request in with."""

    async def inside(request: Request) -> JSONResponse:
        rights = request.state.rights
        return JSONResponse([rights.read, rights.add])

    app = Starlette(routes=[Route("/{path:path}", inside, methods=["GET", "POST"])])
    app.state.settings = settings
    gate = Gate(app, settings)
    path, _, query = target.partition("?")
    named = {"host": "localhost:8127"} | {name.replace("_", "-").lower(): value for name, value in headers.items()}
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode("latin-1"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
        "scheme": "http",
        "server": ("localhost", 8127),
        "app": app,
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(gate(scope, receive, send))
    fields = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], fields, b"".join(message.get("body", b"") for message in sent)


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8127", "LOCALHOST", "127.0.0.1:1", "[::1]:8127", "localhost."]
)
def test_the_server_answers_to_its_own_names(host: str) -> None:
    assert ask(OPEN, host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:8127", "", "[::2]", "127.0.0.1@e"]
)
def test_a_name_that_somebody_lets_lead_here_is_refused(host: str) -> None:
    assert ask(OPEN, host=host)[0] == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://localhost:8127"}, 200),
        ({"origin": "http://LOCALHOST:8127"}, 200),
        ({"sec_fetch_site": "same-origin"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "http://localhost:8127.evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(headers: dict[str, str], status: int) -> None:
    assert ask(OPEN, "POST", **headers)[0] == status


def test_a_link_of_another_site_may_lead_here() -> None:
    assert ask(OPEN, "GET", origin="https://evil.example", sec_fetch_site="cross-site")[0] == 200


def test_without_tokens_everybody_may_do_what_the_server_does() -> None:
    assert ask(OPEN)[2] == b"[true,true]"
    assert ask(Settings(archive=Path("news.tear"), read_only=True))[2] == b"[true,false]"
    assert ask(Settings())[2] == b"[true,false]"


@pytest.mark.parametrize(
    ("headers", "rights"),
    [
        ({"authorization": "Bearer reading"}, b"[true,false]"),
        ({"authorization": "bearer  adding "}, b"[true,true]"),
        ({"cookie": f"tearsheet={signed('reading')}"}, b"[true,false]"),
        ({"cookie": f"tearsheet={signed('adding')}"}, b"[true,true]"),
    ],
)
def test_a_token_gives_its_right_and_no_other(headers: dict[str, str], rights: bytes) -> None:
    assert ask(CLOSED, **headers)[2] == rights


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": "Basic reading"},
        {"authorization": "Bearer"},
        {"authorization": "Bearer r\xe9ading"},
        {"cookie": "tearsheet=reading"},
        {"cookie": "tearsheet="},
    ],
)
def test_without_a_token_nothing_is_shown(headers: dict[str, str]) -> None:
    status, fields, _ = ask(CLOSED, **headers)
    assert status == 401
    assert fields["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/health", "/static/page.css", "/sign-in"])
def test_what_tells_nothing_needs_no_token(path: str) -> None:
    assert ask(CLOSED, target=path)[0] == 200


@pytest.mark.parametrize("path", ["/healthy", "/static", "/statics/x", "/extract", "/openapi.json"])
def test_everything_else_does(path: str) -> None:
    assert ask(CLOSED, target=path)[0] == 401


def test_a_token_for_adding_alone_lets_everybody_read() -> None:
    settings = Settings(archive=Path("news.tear"), add_token="adding")
    assert ask(settings)[2] == b"[true,false]"
    assert ask(settings, authorization="Bearer adding")[2] == b"[true,true]"


def test_a_token_for_reading_alone_lets_nobody_add() -> None:
    settings = Settings(archive=Path("news.tear"), token="reading")
    assert ask(settings, authorization="Bearer reading")[2] == b"[true,false]"


def test_a_browser_gets_a_cookie_for_a_token_in_the_address() -> None:
    status, fields, _ = ask(CLOSED, target="/search?q=a&token=reading&in=articles")
    assert (status, fields["location"]) == (303, "/search?q=a&in=articles")
    cookie = fields["set-cookie"].lower()
    assert signed("reading") in cookie
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "reading" not in cookie.replace(signed("reading"), "")
    status, fields, _ = ask(CLOSED, target="/search?token=wrong")
    assert status == 303
    assert "set-cookie" not in fields


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "/\\evil.example",
        "//\\evil.example",
        "///evil.example/a",
        "/a\r\nSet-Cookie: b=c",
        "/\t/evil.example",
    ],
)
def test_a_sign_in_leads_nowhere_else_and_writes_no_field(path: str) -> None:
    status, fields, _ = ask(CLOSED, target=f"{path}?token=reading&b=%0d%0aX: y")
    assert status == 303
    location = fields["location"]
    assert urlsplit(urljoin("http://localhost:8127/x", location)).netloc == "localhost:8127"
    assert not location.startswith("//")
    assert not set(location) & set("\r\n\t\\")
    assert "x" not in fields


def test_an_own_address_keeps_what_it_may() -> None:
    assert own_address("/articles/1") == "/articles/1"
    assert own_address("/a", "b=c") == "/a?b=c"
