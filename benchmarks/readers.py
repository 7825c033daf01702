"""Readers of an archive in a browser: many at once, each of whom asks for a page, looks at it, and asks for the next.

The server is a process of its own, ``tearsheet serve``; readers are coroutines of this process that speak HTTP over
connections that stay open.
"""

import asyncio
import os
import random
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.table import Table

from benchmarks.errors import BenchmarkError
from benchmarks.options import Json, console_for, write_json
from benchmarks.served import Connection, server
from tearsheet.archive.archive import Archive

__all__ = ["Load", "Pages", "addresses_of", "measure_readers", "readers"]

_LONGEST_LOOK = 10.0
"""Seconds; the server closes connections that are silent for longer."""

_TRIES = 3
"""Addresses that are made up for each that is wanted, where none may come twice."""


@dataclass(frozen=True, slots=True)
class Pages:
    """How long pages of one kind took, in milliseconds."""

    kind: str
    asked: int
    median: float
    slowest_twentieth: float


@dataclass(frozen=True, slots=True)
class Load:
    """What readers had from a server.

    Attributes:
        pages: all together first, then those of each kind.
        rate: pages a second.
        processor: milliseconds of the server's processor time a page, of all its threads; 0 where nothing tells it.
    """

    pages: list[Pages]
    rate: float
    processor: float


def readers(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="An archive.")],
    count: Annotated[int, typer.Option("--readers", min=1, help="Readers at once.")] = 50,
    asked: Annotated[int, typer.Option(min=1, help="Pages that each of them reads.")] = 40,
    pause: Annotated[float, typer.Option(min=0.0, help="Seconds that a reader looks at a page, on average.")] = 3.0,
    distinct: Annotated[bool, typer.Option("--distinct", help="Whether no page is asked for twice.")] = False,
    output: Json = None,
) -> None:
    """Readers of an archive at once: how long they wait for a page."""
    load = measure_readers(archive, count=count, asked=asked, pause=pause, distinct=distinct)
    table = Table(
        title=f"{count} readers at once, {pause:g} s a page: {load.rate:.0f} pages a second,"
        f" {load.processor:.1f} ms of processor time each; milliseconds that they wait"
    )
    for column in ("page", "asked", "median", "95 %"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for one in load.pages:
        table.add_row(one.kind, f"{one.asked:,}", f"{one.median:.1f}", f"{one.slowest_twentieth:.1f}")
    console_for(output).print(table)
    write_json(output, **asdict(load))


def measure_readers(archive: Path, *, count: int, asked: int, pause: float, distinct: bool = False) -> Load:
    """Readers at once, each of whom asks for a page some time after the last one came.

    Args:
        archive: to read.
        count: how many.
        asked: pages that each asks for.
        pause: seconds between two, on average; 0 asks for the next at once.
        distinct: whether no page is asked for twice; otherwise one in seven is a list that all come by.
    """
    kinds = addresses_of(archive, count * asked, distinct=distinct)
    with server(str(archive), "--read-only", "--jobs", "1") as (base, process):
        spent, begun = _processor(process), time.perf_counter()
        times = asyncio.run(_read(base, kinds, count, pause))
        seconds, spent = time.perf_counter() - begun, _processor(process) - spent
    by_kind: dict[str, list[float]] = {"all": []}
    for kind, milliseconds in times:
        by_kind["all"].append(milliseconds)
        by_kind.setdefault(kind, []).append(milliseconds)
    pages = [
        Pages(kind, len(found), median(found), quantiles(found, n=20)[-1] if len(found) > 1 else found[0])
        for kind, found in by_kind.items()
    ]
    return Load(pages, len(times) / seconds, 1000 * spent / len(times))


def addresses_of(path: Path, count: int, *, distinct: bool = False) -> list[tuple[str, str]]:
    """Addresses that readers ask for, with what kind of page each is; the same for the same archive.

    Two thirds of them are articles and searches, as readers come to the rest by these.

    Args:
        path: of the archive.
        count: how many.
        distinct: whether none comes twice; fewer then, where there are no more.
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
    weights = [weight for weight, _ in makers.values()]
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for kind in chance.choices(list(makers), weights, k=_TRIES * count if distinct else count):
        address = _quoted(makers[kind][1]())
        if len(found) < count and not (distinct and address in seen):
            found.append((kind, address))
            seen.add(address)
    return found


def _quoted(address: str) -> str:
    return quote(address, safe="/?&=+:%")


async def _read(base: str, kinds: Sequence[tuple[str, str]], readers: int, pause: float) -> list[tuple[str, float]]:
    times: list[tuple[str, float]] = []
    chance = random.Random(5)
    waits = [min(chance.expovariate(1 / pause), _LONGEST_LOOK) if pause else 0.0 for _ in kinds]

    async def read(mine: Sequence[tuple[str, str]], looks: Sequence[float]) -> None:
        connection = await Connection.open(base)
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


def _processor(process: int) -> float:
    """Seconds that a process has spent on a processor, where the system tells it."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
