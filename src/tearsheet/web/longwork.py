"""Work on a whole archive that takes long: comparing, making records anew, checking, writing out."""

import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator, Callable
from enum import StrEnum
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tearsheet.archive.archive import Archive
from tearsheet.archive.exporting import Exported
from tearsheet.web.answers import json_bytes, json_response
from tearsheet.web.lines import Lines
from tearsheet.web.parameters import Parameter, read_parameters
from tearsheet.web.problems import Problem, problem_of, told
from tearsheet.web.rights import needs_adding
from tearsheet.web.service import Service, service_of

__all__ = ["EXPORT", "REFRESH", "VERIFY", "export_archive", "link_archive", "refresh_archive", "verify_archive"]


class ExportFormat(StrEnum):
    """What an archive can be written out as."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    WARC = "warc"


REFRESH = (
    Parameter("every", "Whether records of this version are made anew as well.", bool, default=False),
    Parameter("statements", "Whether those without statements get them.", bool, default=False),
)
VERIFY = (Parameter("sample", "How many articles are extracted again.", int, default=100, least=0, most=1_000_000),)
EXPORT = (
    Parameter("format", "What it is written as.", ExportFormat, default=ExportFormat.JSONL),
    Parameter("packed", "Whether it is compressed with gzip; Parquet is by itself.", bool, default=False),
)

_STEP = 1 << 20
_SILENCE = 2.0
"""Seconds without a line after which one says that the work goes on, so that nobody takes the server for dead."""

_MOST_FAILED = 500

Tell = Callable[[dict[str, Any]], None]


async def link_archive(request: Request) -> Response:
    """``POST /api/link``: articles that came in compared with the others."""
    needs_adding(request)
    return json_response(await told(service_of(request).writer().do(lambda archive: archive.link())))


async def refresh_archive(request: Request) -> Response:
    """``POST /api/refresh``: records of another version made anew; a line for each."""
    needs_adding(request)
    service = service_of(request)
    values = read_parameters(REFRESH, request.query_params)
    writer = service.writer()

    def refresh(archive: Archive, tell: Tell) -> None:
        # More than one job works in processes of its own, which can be stopped.
        archive.refresh(
            jobs=max(2, service.settings.jobs),
            limits=service.settings.limits,
            on_refreshed=lambda one: tell({"article": one.article, "error": _problem(one.error)}),
            **values,
        )

    return _telling(lambda tell: writer.do(lambda archive: refresh(archive, tell)))


async def verify_archive(request: Request) -> Response:
    """``POST /api/verify``: whether all is as it was stored; a line for everything that was looked at."""
    needs_adding(request)
    service = service_of(request)
    values = read_parameters(VERIFY, request.query_params)

    def verify(archive: Archive, tell: Tell) -> None:
        for checked in archive.verify(limits=service.settings.limits, **values):
            tell({"kind": checked.kind, "number": checked.number, "wrong": checked.wrong})

    return _telling(lambda tell: asyncio.to_thread(_alone, service, lambda archive: verify(archive, tell)))


async def export_archive(request: Request) -> Response:
    """``POST /api/export``: the whole archive as a file of another format."""
    needs_adding(request)
    service = service_of(request)
    chosen = read_parameters(EXPORT, request.query_params)
    failed: list[int] = []

    def told_of(one: Exported) -> None:
        if one.error is not None:
            failed.append(one.article)

    with tempfile.TemporaryDirectory() as folder:
        name = f"export.{chosen['format'].value}{'.gz' if chosen['packed'] else ''}"
        path = os.path.join(folder, name)
        work = asyncio.to_thread(_alone, service, lambda archive: archive.export(path, on_exported=told_of))
        written = await told(work)
        # Where a file has no name any more its bytes are there until it is closed.
        file = open(path, "rb")  # noqa: SIM115

    async def pieces() -> AsyncGenerator[bytes]:
        with file:
            while piece := await asyncio.to_thread(file.read, _STEP):
                yield piece

    answer = Lines(pieces(), media_type="application/octet-stream")
    answer.headers["tearsheet-written"] = str(written)
    answer.headers["tearsheet-failed"] = ",".join(map(str, failed[:_MOST_FAILED]))
    return answer


def _alone(service: Service, work: Callable[[Archive], Any]) -> Any:
    """Something done with a connection of its own, as it may take any time."""
    service.readers()
    assert service.settings.archive is not None
    with service.long_work(), Archive(service.settings.archive, read_only=True) as archive:
        return work(archive)


def _telling(begin: Callable[[Tell], Any]) -> Response:
    """An answer with a line for everything that a thread tells of."""

    async def lines() -> AsyncGenerator[bytes]:
        loop = asyncio.get_running_loop()
        told_of: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        work = asyncio.ensure_future(begin(lambda line: _pass(loop, told_of, line)))
        work.add_done_callback(lambda _: told_of.put_nowait(None))
        number = 0
        yield _going_on(number)
        while True:
            try:
                line = await asyncio.wait_for(told_of.get(), _SILENCE)
            except TimeoutError:
                yield _going_on(number)
                continue
            if line is None:
                break
            number += 1
            yield json_bytes(line) + b"\n"
        if (error := work.exception()) is not None:
            yield json_bytes({"problem": _problem(error)}) + b"\n"

    return Lines(lines())


def _going_on(number: int) -> bytes:
    return json_bytes({"progress": number}) + b"\n"


def _pass(
    loop: asyncio.AbstractEventLoop, told_of: "asyncio.Queue[dict[str, Any] | None]", line: dict[str, Any]
) -> None:
    loop.call_soon_threadsafe(told_of.put_nowait, line)


def _problem(error: BaseException | None) -> dict[str, Any] | None:
    if error is None:
        return None
    problem = problem_of(error) if isinstance(error, Exception) else None
    return (problem or Problem(500, "something went wrong; the server's own messages tell what")).to_dict()
