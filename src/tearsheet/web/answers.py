"""Answers: plain values as JSON, views as pages, problems as either."""

import asyncio
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tearsheet._version import __version__
from tearsheet.formats.json import one_line
from tearsheet.web.compressing import HTML, Written, accepts_gzip, send, write
from tearsheet.web.language import language_of
from tearsheet.web.pages import render
from tearsheet.web.problems import Problem

__all__ = ["json_bytes", "json_response", "page_response", "problem_response", "session_of", "wants_page"]


def json_bytes(value: Any) -> bytes:
    """Plain values as JSON; days and instants as ISO 8601."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_written)
    return one_line(text).encode("utf-8")


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(json_bytes(value), status, headers, media_type="application/json")


async def page_response(request: Request, template: str, view: Callable[[], dict[str, Any]]) -> Response:
    """A view as a page; both are made in a thread, as they may take a while."""
    session, language, pack = session_of(request), language_of(request), accepts_gzip(request)

    def make() -> Written:
        page = render(template, view() | {"session": session}, language)
        return write(page.encode("utf-8"), HTML, pack=pack)

    return send(request, await asyncio.to_thread(make))


def session_of(request: Request) -> dict[str, Any]:
    """What the reader may do, and where they are: ``session`` of the view of every page."""
    rights = getattr(request.state, "rights", None)
    return {
        "archive": request.app.state.settings.archive is not None,
        "add": rights is not None and rights.add,
        "read": rights is not None and rights.read,
        "path": request.url.path,
        "query": request.url.query,
        "version": __version__,
    }


def problem_response(request: Request, problem: Problem) -> Response:
    """A problem, as the one who asked can read it."""
    if wants_page(request):
        page = _problem_page(problem.status, problem.detail, tuple(session_of(request).items()), language_of(request))
        return HTMLResponse(page, problem.status, problem.headers)
    return Response(
        json_bytes(problem.to_dict()), problem.status, problem.headers, media_type="application/problem+json"
    )


@lru_cache(100)
def _problem_page(status: int, detail: str, session: tuple[tuple[str, Any], ...], language: str) -> str:
    """Remembered, as where many are refused at once they are refused for the same reason."""
    view = {"problem": Problem(status, detail).to_dict(), "session": dict(session)}
    return render("problem", view, language)


def wants_page(request: Request) -> bool:
    """Whether a browser asks, for a person."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.endswith(".json")


def _written(value: Any) -> str:
    return str(value.isoformat())
