"""Pages that are sent: extracted and answered, one or many as they come, tried in a browser, or kept in the archive."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tearsheet.readers.contenttype import content_type
from tearsheet.web.answers import json_bytes, json_response, page_response, wants_page
from tearsheet.web.bodies import read_body, read_lines
from tearsheet.web.compressing import HTML, accepts_gzip, send, write
from tearsheet.web.headers import FRAME_FIELDS
from tearsheet.web.language import language_of
from tearsheet.web.lines import Lines
from tearsheet.web.parameters import Parameter
from tearsheet.web.problems import Problem, problem_of, told
from tearsheet.web.requested import ADDED, HOW, JSON, LINES, Sent
from tearsheet.web.rights import needs_adding
from tearsheet.web.service import Service, service_of
from tearsheet.web.tasks import Extract, MakeRows, MakeRowsOf, Tried, Try

__all__ = [
    "add_pages",
    "as_file",
    "extract_pages",
    "keep_tried",
    "show_tried",
    "tried_bytes",
    "tried_document",
    "try_page",
]

_WRAPPED = 1.4
"""How much larger than a page its body may be: base64, and what stands around it."""

Line = Callable[[Sent], Awaitable[bytes]]


async def extract_pages(request: Request) -> Response:
    """``POST /extract``: one page, or a page a line."""
    service = service_of(request)

    async def extract(sent: Sent) -> tuple[bytes, str]:
        task = Extract(sent, service.settings.limits, service.settings.private)
        return await service.workers.do(task, size=len(sent.body))

    async def line(sent: Sent) -> bytes:
        written, media = await extract(sent)
        return written if media == JSON else json_bytes(written.decode("utf-8"))

    if _is_lines(request):
        return _many(request, service, "record", line, HOW)
    async with service.admission.enter(request):
        content, media = await told(extract(await _sent(request, service)))
    return Response(content, headers={"content-type": media})


async def add_pages(request: Request) -> Response:
    """``POST /articles``: one page into the archive, or a page a line."""
    service = service_of(request)
    needs_adding(request)
    writer = service.writer()

    async def add(sent: Sent) -> tuple[int, bool]:
        task = MakeRows(sent, service.settings.limits, service.settings.private)
        return await writer.keep(*await service.workers.do(task, size=len(sent.body)))

    async def line(sent: Sent) -> bytes:
        article, new = await add(sent)
        return json_bytes({"article": article, "new": new})

    if _is_lines(request):
        return _many(request, service, "added", line, ADDED)
    async with service.admission.enter(request):
        article, new = await told(add(await _sent(request, service, ADDED)))
    address = f"/articles/{article}"
    return json_response({"article": article, "new": new}, 201 if new else 200, {"location": address})


async def try_page(request: Request) -> Response:
    """``POST /try``: a page as a person sees it; nothing of it is kept on the disk."""
    service = service_of(request)
    async with service.admission.enter(request):
        sent = await _sent(request, service)
        task = Try(sent, service.settings.limits, service.settings.private, language_of(request))
        tried: Tried = await told(service.workers.do(task, size=len(sent.body)))
    if not wants_page(request):
        return Response(tried.view, media_type=JSON)
    return RedirectResponse(f"/try/{service.tried.put(tried)}", 303)


async def show_tried(request: Request) -> Response:
    """``GET /try/NAME``: a page that was tried."""
    name, tried = _tried(request)
    if request.url.path.endswith(".json"):
        return send(request, await asyncio.to_thread(write, tried.view, JSON, pack=accepts_gzip(request)))

    def view() -> dict[str, object]:
        shown: dict[str, object] = json.loads(tried.view)
        here = f"/try/{name}"
        return shown | {
            "capture": {**shown["capture"], "document": f"{here}/capture", "bytes": f"{here}/bytes"},  # type: ignore[dict-item]
            "keep": f"{here}/keep",
        }

    return await page_response(request, "article", view)


async def tried_document(request: Request) -> Response:
    """``GET /try/NAME/capture``: the document of its frame."""
    _, tried = _tried(request)
    document = tried.document.encode("utf-8")
    return send(request, await asyncio.to_thread(write, document, HTML, pack=accepts_gzip(request)), FRAME_FIELDS)


async def tried_bytes(request: Request) -> Response:
    """``GET /try/NAME/bytes``: the page as it was sent, to be kept as a file."""
    _, tried = _tried(request)
    content = tried.capture.content
    return as_file(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"), "capture")


async def keep_tried(request: Request) -> Response:
    """``POST /try/NAME/keep``: a page that was tried, into the archive."""
    service = service_of(request)
    needs_adding(request)
    writer = service.writer()
    _, tried = _tried(request)
    rows, maker = await told(
        service.workers.do(MakeRowsOf(tried.capture, service.settings.limits), size=len(tried.capture.content))
    )
    article, new = await told(writer.keep(rows, maker))
    if not wants_page(request):
        return json_response({"article": article, "new": new}, 201 if new else 200)
    return RedirectResponse(f"/articles/{article}", 303)


def as_file(content: bytes, name: str) -> Response:
    """Bytes that a browser saves, and shows on no account."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(content, headers=headers, media_type="application/octet-stream")


def _tried(request: Request) -> tuple[str, Tried]:
    name = request.path_params["name"]
    try:
        return name, service_of(request).tried.get(name)
    except LookupError as error:
        raise Problem(404, str(error.args[0])) from None


async def _sent(request: Request, service: Service, parameters: tuple[Parameter, ...] = HOW) -> Sent:
    most = int(service.settings.limits.bytes * _WRAPPED) + 10_000
    body = await read_body(request, most=most, seconds=service.settings.upload_seconds)
    return Sent(body, request.headers.get("content-type", ""), dict(request.query_params), parameters)


def _is_lines(request: Request) -> bool:
    return content_type(request.headers.get("content-type", ""))[0] in LINES


def _many(request: Request, service: Service, name: str, line: Line, parameters: tuple[Parameter, ...]) -> Response:
    """A line of answer for every line that is sent, in their order, while they still come in."""

    async def one(number: int, body: bytes, query: dict[str, str]) -> bytes:
        try:
            made = await line(Sent(body, JSON, query, parameters))
            return b'{"number":%d,"%s":%s}\n' % (number, name.encode(), made)
        except Exception as error:
            problem = problem_of(error) or Problem(500, "something went wrong")
            return json_bytes({"number": number, "error": problem.to_dict()}) + b"\n"

    async def answers() -> AsyncGenerator[bytes]:
        most = int(service.settings.limits.bytes * _WRAPPED) + 10_000
        query = dict(request.query_params)
        under_way: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(2 * service.workers.jobs)
        failed: list[Problem] = []

        async def take_in() -> None:
            # Apart from the answers: whoever sends may wait for one before the next.
            number = 0
            try:
                async for body in read_lines(request, most=most, seconds=service.settings.upload_seconds):
                    await under_way.put(asyncio.create_task(one(number, body, query)))
                    number += 1
            except Problem as problem:
                failed.append(problem)
            await under_way.put(None)

        async with service.admission.enter(request):
            reading = asyncio.create_task(take_in())
            try:
                while (task := await under_way.get()) is not None:
                    yield await task
                for problem in failed:
                    yield json_bytes({"number": None, "error": problem.to_dict()}) + b"\n"
            finally:
                reading.cancel()
                while not under_way.empty():
                    if (task := under_way.get_nowait()) is not None:
                        task.cancel()

    return Lines(answers())
