"""The application: every address, what answers it, and what stands around all of them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tearsheet._version import __version__
from tearsheet.archive.archive import Archive
from tearsheet.web.addresses import PAGES, Page
from tearsheet.web.answers import json_bytes, json_response, problem_response
from tearsheet.web.asking import Asker
from tearsheet.web.headers import Headers
from tearsheet.web.ids import register_ids
from tearsheet.web.language import language_of
from tearsheet.web.pages import render
from tearsheet.web.parameters import read_parameters
from tearsheet.web.problems import Problem, problem_of
from tearsheet.web.settings import Settings

__all__ = ["create_app"]

Endpoint = Callable[[Request], Awaitable[Response]]


def create_app(settings: Settings) -> Starlette:
    """The application of a server.

    Args:
        settings: what it is started with.

    Raises:
        ArchiveError: the archive cannot be opened.
    """
    if settings.archive is not None:
        # What is wrong with it is told before anybody asks, and an older one is brought to this version's tables.
        Archive(settings.archive, read_only=True).close()

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        asker = None
        if settings.archive is not None:
            asker = Asker(settings.archive, threads=settings.threads, seconds=settings.query_seconds)
        app.state.asker = asker
        try:
            yield
        finally:
            if asker is not None:
                asker.close()

    register_ids()
    routes: list[Route | Mount] = [Route("/health", _health)]
    for page in PAGES:
        routes.append(Route(_pattern(page.twin), _twin_of(page)))
        routes.append(Route(_pattern(page.address), _page_of(page)))
    routes.append(Mount("/static", StaticFiles(packages=[("tearsheet.web", "static")])))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Headers)],
        exception_handlers={Exception: _unexpected, HTTPException: _refused, Problem: _refused},
        lifespan=living,
    )
    app.router.redirect_slashes = False
    app.state.settings = settings
    return app


def _pattern(address: str) -> str:
    return address.replace("}", ":id}")


async def _health(request: Request) -> Response:
    return json_response({"status": "ok", "version": __version__})


def _twin_of(page: Page) -> Endpoint:
    async def twin(request: Request) -> Response:
        question = partial(_written, page, _values(page, request))
        return Response(await _ask(request, question), media_type="application/json")

    return twin


def _page_of(page: Page) -> Endpoint:
    async def shown(request: Request) -> Response:
        session = _session(request)
        question = partial(_rendered, page, _values(page, request), session, language_of(request))
        return HTMLResponse(await _ask(request, question))

    return shown


def _values(page: Page, request: Request) -> dict[str, object]:
    values = read_parameters(page.parameters, request.query_params)
    if page.id is not None:
        values[page.id] = request.path_params[page.id]
    return values


def _written(page: Page, values: dict[str, object], archive: Archive) -> bytes:
    return json_bytes(page.view(archive, **values))


def _rendered(
    page: Page, values: dict[str, object], session: dict[str, object], language: str, archive: Archive
) -> bytes:
    view = page.view(archive, **values) | {"session": session}
    return render(page.name, view, language).encode("utf-8")


def _session(request: Request) -> dict[str, object]:
    """What the reader may do, and where they are."""
    settings: Settings = request.app.state.settings
    query = request.url.query
    return {
        "archive": settings.archive is not None,
        "add": not settings.read_only,
        "path": request.url.path,
        "query": query,
        "version": __version__,
    }


async def _ask(request: Request, question: Callable[[Archive], bytes]) -> bytes:
    asker: Asker | None = request.app.state.asker
    if asker is None:
        raise Problem(404, "this server has no archive")
    try:
        return await asker.ask(question)
    except Exception as error:
        problem = problem_of(error)
        if problem is None or problem is error:
            raise
        raise problem from error


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        headers = dict(error.headers) if error.headers else None
        error = Problem(error.status_code, error.detail, headers)
    assert isinstance(error, Problem)
    return problem_response(request, error)


async def _unexpected(request: Request, error: Exception) -> Response:
    return problem_response(request, Problem(500, "something went wrong; the server's own messages tell what"))
