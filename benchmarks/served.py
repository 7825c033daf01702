"""A server under load: readers of a large archive, pages posted for extraction, and a thousand hostile ones at once.

The server is a process of its own, ``tearsheet serve``, and so are its workers; readers and senders are coroutines of
this process that speak HTTP over connections that stay open.
"""

import asyncio
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.console import Console
from rich.table import Table

import tearsheet
from benchmarks.errors import BenchmarkError
from benchmarks.hostile import hostile_pages
from benchmarks.options import Json, console_for, write_json
from tearsheet.archive.archive import Archive

__all__ = [
    "Extraction",
    "Hostile",
    "Pages",
    "addresses_of",
    "measure_extraction",
    "measure_hostile",
    "measure_pages",
    "serve",
    "server",
]

_ADDRESS = re.compile(rb"at (http://[^/\s]+)/")
_PAGE_BYTES = 170_000


@dataclass(frozen=True, slots=True)
class Pages:
    """How long pages of one kind took, in milliseconds."""

    kind: str
    asked: int
    median: float
    slowest_twentieth: float


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
    archive: Annotated[Path | None, typer.Argument(metavar="[ARCHIVE]", help="A large archive.")] = None,
    readers: Annotated[int, typer.Option(min=1, help="Readers at once.")] = 50,
    asked: Annotated[int, typer.Option(min=1, help="Pages that each of them reads.")] = 40,
    pause: Annotated[float, typer.Option(min=0.0, help="Seconds that a reader looks at a page, on average.")] = 0.0,
    page: Annotated[Path | None, typer.Option(help="A page to post; a made one of 170 KB without it.")] = None,
    posted: Annotated[int, typer.Option(min=0, help="Times that it is posted.")] = 60,
    hostile: Annotated[int, typer.Option(min=0, help="Hostile pages, all at once.")] = 1_000,
    output: Json = None,
) -> None:
    """A server under load: how fast it answers, and what hostile pages do to it."""
    console = console_for(output)
    figures: dict[str, Any] = {}
    if archive is not None:
        pages = measure_pages(archive, readers=readers, asked=asked, pause=pause)
        _print_pages(console, pages, readers)
        figures["pages"] = [asdict(one) for one in pages]
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


def measure_pages(archive: Path, *, readers: int, asked: int, pause: float = 0.0) -> list[Pages]:
    """Readers at once, each of whom asks for a page when the last one is there.

    Args:
        archive: to read.
        readers: how many.
        asked: pages that each asks for; one in ten has been asked for before.
        pause: seconds between two, on average.

    Returns:
        All pages together first, then those of each kind.
    """
    kinds = addresses_of(archive, readers * asked)
    with server(str(archive), "--read-only", "--jobs", "1") as (base, _):
        times = asyncio.run(_read(base, kinds, readers, pause))
    by_kind: dict[str, list[float]] = {"all": []}
    for kind, milliseconds in times:
        by_kind["all"].append(milliseconds)
        by_kind.setdefault(kind, []).append(milliseconds)
    return [
        Pages(kind, len(found), median(found), quantiles(found, n=20)[-1] if len(found) > 1 else found[0])
        for kind, found in by_kind.items()
    ]


def addresses_of(path: Path, count: int) -> list[tuple[str, str]]:
    """Addresses that readers ask for, with what kind of page each is; the same for the same archive.

    Half of them are articles and searches, as readers come to the rest by these.
    """
    chance = random.Random(4)
    with Archive(path, read_only=True) as archive:
        rows = archive.connection.execute
        articles = [row[0] for row in rows("SELECT id FROM articles")]
        titles = [row[0] for row in rows("SELECT title FROM articles WHERE title IS NOT NULL LIMIT 20000")]
        people = [row[0] for row in rows("SELECT id FROM people LIMIT 20000")]
        outlets = [row[0] for row in rows("SELECT id FROM outlets LIMIT 5000")]
        stories = [row[0] for row in rows("SELECT DISTINCT story FROM stories LIMIT 5000")] or articles
        statements = [row[0] for row in rows("SELECT id FROM statements LIMIT 20000")]
        addresses = [row[0] for row in rows("SELECT address FROM articles WHERE address IS NOT NULL LIMIT 20000")]

    def words() -> str:
        title = chance.choice(titles or ["nothing"]).split()
        return "+".join(re.sub(r"\W", "", word) for word in chance.sample(title, min(2, len(title))))

    makers: dict[str, tuple[int, Any]] = {
        "home": (5, lambda: "/"),
        "search": (25, lambda: f"/search?q={words()}"),
        "search, statements": (5, lambda: f"/search?in=statements&q={words()}"),
        "article": (35, lambda: f"/articles/{chance.choice(articles)}"),
        "people": (3, lambda: "/people"),
        "person": (7, lambda: f"/people/{chance.choice(people or [1])}"),
        "outlets": (2, lambda: "/outlets"),
        "outlet": (4, lambda: f"/outlets/{chance.choice(outlets or [1])}"),
        "stories": (3, lambda: "/stories"),
        "story": (5, lambda: f"/stories/{chance.choice(stories)}"),
        "statement": (4, lambda: f"/statements/{chance.choice(statements or [1])}"),
        "editions": (2, lambda: f"/editions?address={chance.choice(addresses or ['x'])}"),
    }
    kinds = chance.choices(list(makers), [weight for weight, _ in makers.values()], k=count)
    return [(kind, _quoted(makers[kind][1]())) for kind in kinds]


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


def _quoted(address: str) -> str:
    return quote(address, safe="/?&=+:%")


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
    connection = await _Connection.open(base)
    await connection.ask("POST", "/extract", b"<h1>Warm</h1><p>Now the workers are there, and have loaded all.</p>")
    await connection.ask("GET", "/health")
    connection.close()


class _Connection:
    """One connection that stays open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, base: str) -> None:
        self._reader, self._writer, self._base = reader, writer, base

    @classmethod
    async def open(cls, base: str) -> "_Connection":
        host, _, port = base.removeprefix("http://").partition(":")
        return cls(*await asyncio.open_connection(host, int(port), limit=1 << 20), base)

    async def ask(self, method: str, address: str, body: bytes = b"", media: str = "text/html") -> tuple[int, bytes]:
        """Status and content of an answer."""
        head = f"{method} {address} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
        if method == "POST":
            head += f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n"
        self._writer.write(head.encode() + b"\r\n" + body)
        await self._writer.drain()
        fields = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", fields)
        content = await self._reader.readexactly(int(length[1]) if length else 0)
        return int(fields[9:12]), content

    def close(self) -> None:
        self._writer.close()


async def _read(base: str, kinds: Sequence[tuple[str, str]], readers: int, pause: float) -> list[tuple[str, float]]:
    times: list[tuple[str, float]] = []
    chance = random.Random(5)
    # The server closes connections that are silent for long.
    waits = [min(chance.expovariate(1 / pause), 10.0) if pause else 0.0 for _ in kinds]

    async def read(mine: Sequence[tuple[str, str]], looks: Sequence[float]) -> None:
        connection = await _Connection.open(base)
        for (kind, address), look in zip(mine, looks, strict=True):
            if look:
                await asyncio.sleep(look)
            begun = time.perf_counter()
            status, content = await connection.ask("GET", address)
            times.append((kind if status != 503 else "refused", (time.perf_counter() - begun) * 1000))
            if status >= 500 and status != 503:
                raise BenchmarkError(f"{address} gives {status}: {content[-500:].decode(errors='replace')}")
        connection.close()

    await asyncio.gather(*(read(kinds[number::readers], waits[number::readers]) for number in range(readers)))
    return times


async def _post_in_turn(base: str, page: bytes, count: int) -> tuple[list[float], list[float]]:
    library: list[float] = []
    sent: list[float] = []
    connection = await _Connection.open(base)
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

    async def post(connection: _Connection, times: int) -> None:
        for _ in range(times):
            await connection.ask("POST", "/extract", page)

    connections = [await _Connection.open(base) for _ in range(senders)]
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
    peak = before = _memory(process)
    done = asyncio.Event()

    async def post(body: bytes, media: str) -> None:
        try:
            connection = await _Connection.open(base)
            status, _ = await asyncio.wait_for(connection.ask("POST", "/extract", body, media), 300)
            connection.close()
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status = 0
        statuses[status] += 1

    async def look() -> None:
        nonlocal peak
        while not done.is_set():
            begun = time.perf_counter()
            connection = await _Connection.open(base)
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


async def _settle(base: str) -> None:
    """Let workers that had to end be replaced."""
    await asyncio.sleep(5)
    connection = await _Connection.open(base)
    status, content = await connection.ask("POST", "/extract", b"<h1>Alive</h1><p>The server is alive and well.</p>")
    if status != 200 or json.loads(content)["title"] != "Alive":
        raise BenchmarkError(f"the server is not what it was: {status}, {content[-500:].decode(errors='replace')}")
    connection.close()


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


def _print_pages(console: Console, pages: Sequence[Pages], readers: int) -> None:
    table = Table(title=f"{readers} readers at once: milliseconds")
    for column in ("page", "asked", "median", "95 %"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for one in pages:
        table.add_row(one.kind, f"{one.asked:,}", f"{one.median:.1f}", f"{one.slowest_twentieth:.1f}")
    console.print(table)
