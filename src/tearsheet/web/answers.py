"""Answers: plain values as JSON, problems as JSON or as a page."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tearsheet.formats.json import one_line
from tearsheet.web.language import language_of
from tearsheet.web.pages import render
from tearsheet.web.problems import Problem

__all__ = ["json_bytes", "json_response", "problem_response", "wants_page"]


def json_bytes(value: Any) -> bytes:
    """Plain values as JSON; days and instants as ISO 8601."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_written)
    return one_line(text).encode("utf-8")


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(json_bytes(value), status, headers, media_type="application/json")


def problem_response(request: Request, problem: Problem) -> Response:
    """A problem, as the one who asked can read it."""
    if wants_page(request):
        view = {"problem": problem.to_dict(), "session": getattr(request.state, "session", None)}
        page = render("problem", view, language_of(request))
        return HTMLResponse(page, problem.status, problem.headers)
    return Response(
        json_bytes(problem.to_dict()), problem.status, problem.headers, media_type="application/problem+json"
    )


def wants_page(request: Request) -> bool:
    """Whether a browser asks, for a person."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.endswith(".json")


def _written(value: Any) -> str:
    return str(value.isoformat())
