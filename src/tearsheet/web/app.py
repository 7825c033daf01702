"""The application: every address, what answers it, and what stands around all of them."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tearsheet._version import __version__
from tearsheet.archive.archive import Archive
from tearsheet.web.addresses import PAGES, Page
from tearsheet.web.answers import json_bytes, json_response, page_response, problem_response, session_of
from tearsheet.web.asking import Asker
from tearsheet.web.bodies import read_body
from tearsheet.web.calls import CALLS, Call
from tearsheet.web.compressing import HTML, JSON, Written, accepts_gzip, send, write
from tearsheet.web.description import describe
from tearsheet.web.extracting import (
    add_pages,
    as_file,
    extract_pages,
    keep_tried,
    show_tried,
    tried_bytes,
    tried_document,
    try_page,
)
from tearsheet.web.headers import FRAME_FIELDS, Headers, add_fields
from tearsheet.web.ids import register_ids
from tearsheet.web.language import Remembering, language_of
from tearsheet.web.longwork import export_archive, link_archive, refresh_archive, verify_archive
from tearsheet.web.pages import render
from tearsheet.web.parameters import read_parameters
from tearsheet.web.problems import Problem, told
from tearsheet.web.rights import Gate, give_cookie
from tearsheet.web.service import Service, service_of
from tearsheet.web.settings import Settings
from tearsheet.web.tasks import Document

__all__ = ["create_app"]

Endpoint = Callable[[Request], Awaitable[Response]]

_LONGEST_FORM = 10_000


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
        app.state.service = service = Service.start(settings)
        counting = asyncio.create_task(_count(service))
        try:
            yield
        finally:
            counting.cancel()
            service.close()

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Headers), Middleware(Gate, settings=settings), Middleware(Remembering)],
        exception_handlers={
            HTTPException: _refused,
            Problem: _refused,
            ClientDisconnect: _gone,
            Exception: _unexpected,
        },
        lifespan=living,
    )
    app.router.redirect_slashes = False
    app.state.settings = settings
    return app


def _routes() -> list[Route | Mount]:
    register_ids()
    routes: list[Route | Mount] = [
        Route("/health", _health),
        Route("/openapi.json", _openapi),
        Route("/sign-in", _sign_in, methods=["GET", "POST"]),
        Route("/extract", extract_pages, methods=["POST"]),
        Route("/articles", add_pages, methods=["POST"]),
        Route("/articles/{article:id}/capture", _document),
        Route("/articles/{article:id}/bytes", _bytes),
        Route("/api/link", link_archive, methods=["POST"]),
        Route("/api/refresh", refresh_archive, methods=["POST"]),
        Route("/api/verify", verify_archive, methods=["POST"]),
        Route("/api/export", export_archive, methods=["POST"]),
        Route("/try", _try, methods=["GET"]),
        Route("/try", try_page, methods=["POST"]),
        Route("/try.json", try_page, methods=["POST"]),
        Route("/try/{name}.json", show_tried),
        Route("/try/{name}", show_tried),
        Route("/try/{name}/capture", tried_document),
        Route("/try/{name}/bytes", tried_bytes),
        Route("/try/{name}/keep", keep_tried, methods=["POST"]),
    ]
    routes += [Route(call.address, _call_of(call)) for call in CALLS]
    for page in PAGES:
        routes.append(Route(_pattern(page.twin), _twin_of(page)))
        routes.append(Route(_pattern(page.address), _page_of(page)))
    routes.append(Mount("/static", StaticFiles(packages=[("tearsheet.web", "static")])))
    return routes


def _pattern(address: str) -> str:
    return address.replace("}", ":id}")


async def _health(request: Request) -> Response:
    return json_response({"status": "ok", "version": __version__})


async def _openapi(request: Request) -> Response:
    return send(request, write(json_bytes(describe()), JSON))


async def _sign_in(request: Request) -> Response:
    """A token as a form, for those whose browser is asked for one."""
    settings: Settings = request.app.state.settings
    if request.method == "POST":
        body = await read_body(request, most=_LONGEST_FORM, seconds=10.0)
        answer = RedirectResponse("/", 303)
        if give_cookie(answer, _token_of(body), settings, secure=request.url.scheme == "https"):
            return answer
        raise Problem(401, "this is no token of this server")
    return await page_response(request, "signin", dict)


def _token_of(body: bytes) -> str:
    try:
        return dict(parse_qsl(body.decode("utf-8"), max_num_fields=20)).get("token", "").strip()
    except ValueError:
        raise Problem(400, "the body is no form") from None


async def _try(request: Request) -> Response:
    return await page_response(request, "try", dict)


async def _document(request: Request) -> Response:
    service = service_of(request)
    readers, archive = service.readers(), service.settings.archive
    assert archive is not None
    article, language = request.path_params["article"], language_of(request)

    async def make() -> Written:
        document = await service.workers.do(Document(archive, article, language, service.settings.limits))
        return await asyncio.to_thread(write, document.encode("utf-8"), HTML)

    return send(request, await told(readers.recall(("capture", article, language), make)), FRAME_FIELDS)


async def _bytes(request: Request) -> Response:
    article = request.path_params["article"]
    content = await told(service_of(request).readers().ask(lambda archive: archive.content(article)))
    return as_file(content, f"article-{article}")


async def _count(service: Service) -> None:
    """Make the pages that take long before anybody asks for them."""
    for page in PAGES if service.asker is not None else ():
        if page.counts:
            # Who asks for it is told what is wrong.
            with suppress(Exception):
                await _twin(service.readers(), page, read_parameters(page.parameters, QueryParams()))


async def _twin(readers: Asker, page: Page, values: dict[str, object]) -> Written:
    question = partial(_written, page, values)
    return await readers.recall((page.name, *values.items()), lambda: readers.ask(question))


def _twin_of(page: Page) -> Endpoint:
    async def twin(request: Request) -> Response:
        values = _values(page, request)
        return send(request, await told(_twin(service_of(request).readers(), page, values)))

    return twin


def _page_of(page: Page) -> Endpoint:
    async def shown(request: Request) -> Response:
        service = service_of(request)
        if page.address == "/" and service.asker is None:
            return await _try(request)
        values, session, language = _values(page, request), session_of(request), language_of(request)
        readers = service.readers()
        asked = (page.name, language, *session.items(), *values.items())

        async def make() -> Written:
            if not page.counts:
                return await readers.ask(
                    lambda archive: _rendered(page, page.view(archive, **values), session, language)
                )
            twin = await _twin(readers, page, values)
            return await asyncio.to_thread(lambda: _rendered(page, json.loads(twin.plain()), session, language))

        return send(request, await told(readers.recall(asked, make)))

    return shown


def _call_of(call: Call) -> Endpoint:
    async def answer(request: Request) -> Response:
        values = read_parameters(call.parameters, request.query_params)
        question = partial(_answered, call, values, accepts_gzip(request))
        return send(request, await told(service_of(request).readers().ask(question)))

    return answer


def _answered(call: Call, values: dict[str, object], pack: bool, archive: Archive) -> Written:
    return write(json_bytes(call.answer(archive, **values)), JSON, pack=pack)


def _values(page: Page, request: Request) -> dict[str, object]:
    values = read_parameters(page.parameters, request.query_params)
    if page.id is not None:
        values[page.id] = request.path_params[page.id]
    return values


def _written(page: Page, values: dict[str, object], archive: Archive) -> Written:
    return write(json_bytes(page.view(archive, **values)), JSON)


def _rendered(page: Page, view: dict[str, Any], session: dict[str, object], language: str) -> Written:
    return write(render(page.name, view | {"session": session}, language).encode("utf-8"), HTML)


async def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        headers = dict(error.headers) if error.headers else None
        error = Problem(error.status_code, error.detail, headers)
    assert isinstance(error, Problem)
    return problem_response(request, error)


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)


async def _unexpected(request: Request, error: Exception) -> Response:
    # This stands around everything else, the fields of other answers among it.
    answer = problem_response(request, Problem(500, "something went wrong; the server's own messages tell what"))
    add_fields(answer.headers, request.url.path)
    return answer
