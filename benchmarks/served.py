"""A server to which pages are posted: one after the other, several at a time, and a thousand hostile ones at once.

The server is a process of its own, ``tearsheet serve``, and so are its workers; senders are coroutines of this process
that speak HTTP over connections that stay open.
"""

import asyncio
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer

import tearsheet
from benchmarks.errors import BenchmarkError
from benchmarks.hostile import hostile_pages
from benchmarks.options import Json, console_for, write_json

__all__ = ["Connection", "Extraction", "Hostile", "measure_extraction", "measure_hostile", "serve", "server"]

_ADDRESS = re.compile(rb"at (http://[^/\s]+)/")
_PAGE_BYTES = 170_000
_STEADY = 2_000_000
_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Extraction:
    """What ``POST /extract`` adds to the library's own time.

    Attributes:
        bytes: of the page.
        library: milliseconds of `tearsheet.extract` and its JSON in a process of its own.
        posted: milliseconds of a request.
        rates: pages a second by the number of workers.
    """

    bytes: int
    library: float
    posted: float
    rates: dict[int, float]


@dataclass(frozen=True, slots=True)
class Hostile:
    """What became of hostile pages that were posted all at once.

    Attributes:
        posted: how many.
        statuses: answers by status; 0 where there was none.
        seconds: until the last answer.
        slowest_page: milliseconds of the slowest page of the server meanwhile.
        memory: bytes of the server and its workers before, at most, and afterwards.
    """

    posted: int
    statuses: dict[int, int]
    seconds: float
    slowest_page: float
    memory: tuple[int, int, int]


def serve(
    page: Annotated[Path | None, typer.Option(help="A page to post; a made one of 170 KB without it.")] = None,
    posted: Annotated[int, typer.Option(min=0, help="Times that it is posted.")] = 60,
    hostile: Annotated[int, typer.Option(min=0, help="Hostile pages, all at once.")] = 1_000,
    output: Json = None,
) -> None:
    """Pages posted to a server: what it adds to the library's own time, and what hostile ones do to it."""
    console = console_for(output)
    figures: dict[str, Any] = {}
    if posted:
        extraction = measure_extraction(page.read_bytes() if page is not None else _made_page(), posted)
        rates = ", ".join(f"{jobs} workers {rate:.1f} pages/s" for jobs, rate in extraction.rates.items())
        times = f"library {extraction.library:.1f} ms, posted {extraction.posted:.1f} ms"
        console.print(f"a page of {extraction.bytes:,} bytes: {times}; {rates}")
        figures["extraction"] = asdict(extraction)
    if hostile:
        became = measure_hostile(hostile)
        console.print(
            f"{became.posted:,} hostile pages: {became.statuses} in {became.seconds:.1f} s, slowest page meanwhile"
            f" {became.slowest_page:.0f} ms, memory {' -> '.join(f'{size / 1e6:,.0f} MB' for size in became.memory)}"
        )
        figures["hostile"] = asdict(became)
    write_json(output, **figures)


def measure_extraction(page: bytes, posted: int) -> Extraction:
    """A page posted again and again, in turn with the library's own extraction; then by several at once."""
    with server("--jobs", "1") as (base, _):
        library, sent = asyncio.run(_post_in_turn(base, page, posted))
    rates: dict[int, float] = {}
    for jobs in (1, 2):
        with server("--jobs", str(jobs)) as (base, _):
            rates[jobs] = asyncio.run(_post_at_once(base, page, posted, 2 * jobs))
    return Extraction(len(page), median(library), median(sent), rates)


def measure_hostile(count: int) -> Hostile:
    """Hostile pages, all posted at once, while somebody looks at the server's pages."""
    with server("--jobs", "2", "--limits", "seconds=2") as (base, process):
        return asyncio.run(_attack(base, process, count))


def _made_page() -> bytes:
    """A page of about 170 KB, as news sites have them: a long menu, an article, teasers, a footer."""
    item = '<li class="nav-item"><a class="nav-link" href="/section/{0}/sub">Section {0} of the paper</a></li>'
    text = "<p>Paragraph {0} tells what happened on the river that day, in two sentences. Nobody was hurt by it.</p>"
    teaser = '<div class="teaser card"><a href="/story/{0}"><h3>Another story number {0}</h3><p>Read on</p></a></div>'
    parts = [item.format(number) for number in range(600)]
    body = "".join(text.format(number) for number in range(60))
    teasers = "".join(teaser.format(number) for number in range(800))
    page = (
        f"<html><head><title>News</title></head><body><ul>{''.join(parts)}</ul><article><h1>A day on the river</h1>"
        f"{body}</article><aside>{teasers}</aside></body></html>"
    )
    return page.encode()[: 2 * _PAGE_BYTES]


@contextmanager
def server(*arguments: str) -> Iterator[tuple[str, int]]:
    """A server on a free port; its address and its process."""
    command = [sys.executable, "-m", "tearsheet", "serve", *arguments, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = _ADDRESS.search(line)
        if found is None:
            raise BenchmarkError(f"the server does not start: {line.decode(errors='replace').strip()}")
        base = found[1].decode()
        for _ in range(3):
            asyncio.run(_warm(base))
        yield base, process.pid
    finally:
        process.terminate()
        process.wait(30)


async def _warm(base: str) -> None:
    connection = await Connection.open(base)
    await connection.ask("POST", "/extract", b"<h1>Warm</h1><p>Now the workers are there, and have loaded all.</p>")
    await connection.ask("GET", "/health")
    connection.close()


class Connection:
    """One connection to a server, that stays open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, base: str) -> None:
        self._reader, self._writer, self._base = reader, writer, base

    @classmethod
    async def open(cls, base: str) -> "Connection":
        """Connect to the server at an address."""
        host, _, port = base.removeprefix("http://").partition(":")
        return cls(*await asyncio.open_connection(host, int(port), limit=1 << 20), base)

    async def ask(self, method: str, address: str, body: bytes = b"", media: str = "text/html") -> tuple[int, bytes]:
        """Status and content of an answer."""
        head = f"{method} {address} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
        if method == "GET":
            head += "Accept-Encoding: gzip\r\n"
        else:
            head += f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n"
        self._writer.write(head.encode() + b"\r\n" + body)
        await self._writer.drain()
        fields = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", fields)
        content = await self._reader.readexactly(int(length[1]) if length else 0)
        return int(fields[9:12]), content

    def close(self) -> None:
        """Let go of it."""
        self._writer.close()


async def _post_in_turn(base: str, page: bytes, count: int) -> tuple[list[float], list[float]]:
    library: list[float] = []
    sent: list[float] = []
    connection = await Connection.open(base)
    for _ in range(count + 3):
        begun = time.perf_counter()
        tearsheet.extract(page, media="text/html").json()
        between = time.perf_counter()
        await connection.ask("POST", "/extract", page)
        library.append((between - begun) * 1000)
        sent.append((time.perf_counter() - between) * 1000)
    connection.close()
    return library[3:], sent[3:]


async def _post_at_once(base: str, page: bytes, count: int, senders: int) -> float:
    """Pages a second."""

    async def post(connection: Connection, times: int) -> None:
        for _ in range(times):
            await connection.ask("POST", "/extract", page)

    connections = [await Connection.open(base) for _ in range(senders)]
    await asyncio.gather(*(post(connection, 2) for connection in connections))
    begun = time.perf_counter()
    await asyncio.gather(*(post(connection, count // senders) for connection in connections))
    return (count // senders) * senders / (time.perf_counter() - begun)


async def _attack(base: str, process: int, count: int) -> Hostile:
    # A socket for each of them, and some more.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, count + 200), hard), hard))
    statuses: Counter[int] = Counter()
    looked: list[float] = []
    peak = before = await _steady(process)
    done = asyncio.Event()

    async def post(body: bytes, media: str) -> None:
        try:
            connection = await Connection.open(base)
            status, _ = await asyncio.wait_for(connection.ask("POST", "/extract", body, media), 300)
            connection.close()
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status = 0
        statuses[status] += 1

    async def look() -> None:
        nonlocal peak
        while not done.is_set():
            begun = time.perf_counter()
            connection = await Connection.open(base)
            await connection.ask("GET", "/try")
            connection.close()
            looked.append((time.perf_counter() - begun) * 1000)
            peak = max(peak, _memory(process))
            await asyncio.sleep(0.25)

    looking = asyncio.create_task(look())
    begun = time.perf_counter()
    await asyncio.gather(*(post(body, media) for body, media in hostile_pages(count)))
    seconds = time.perf_counter() - begun
    done.set()
    await looking
    await _settle(base)
    return Hostile(count, dict(sorted(statuses.items())), seconds, max(looked), (before, peak, _memory(process)))


async def _steady(process: int) -> int:
    """Memory of a server that has begun: its workers load what they need one after the other."""
    last, now = 0, _memory(process)
    while now - last > _STEADY:
        await asyncio.sleep(1.0)
        last, now = now, _memory(process)
    return now


async def _settle(base: str) -> None:
    """Let workers that had to end be replaced, and see that the server answers as before.

    On a machine that is busy otherwise one answer may take longer than the two seconds that a page has here.
    """
    connection = await Connection.open(base)
    for _ in range(_LOOKS):
        await asyncio.sleep(5)
        status, content = await connection.ask(
            "POST", "/extract", b"<h1>Alive</h1><p>The server is alive and well.</p>"
        )
        if status == 200 and json.loads(content)["title"] == "Alive":
            connection.close()
            return
    raise BenchmarkError(f"the server is not what it was: {status}, {content[-500:].decode(errors='replace')}")


def _memory(process: int) -> int:
    """Bytes that a process and those below it have for themselves, and their share of the rest."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(re.search(r"PPid:\s+(\d+)", (folder / "status").read_text())[1])  # type: ignore[index]
            if process in (int(folder.name), parent):
                total += 1024 * int(re.search(r"Pss:\s+(\d+)", (folder / "smaps_rollup").read_text())[1])  # type: ignore[index]
        except (OSError, TypeError):
            continue
    return total
