"""How long systems take for the same pages: one process, one thread, the pages in memory, in turn.

A page's time is the median of the rounds. Processor time stands beside the clock's, as other programs on the machine
slow the clock alone.
"""

import gc
import importlib
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import pairwise
from typing import Any

from benchmarks.data import GoldPage
from benchmarks.measure import WARM_UP_PAGES, silence
from benchmarks.systems import load_systems
from tearsheet.limits import Limits

__all__ = ["PAIRS", "SIZES", "Band", "Task", "Time", "bands", "is_compiled", "load_tasks", "time_tasks"]

Task = Callable[[bytes, str | None, datetime | None], object]
"""What is timed: a page's bytes, its address and the instant of its capture to something that is thrown away."""

SIZES = (20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
"""Bytes of a page at which one band ends and the next begins."""

PAIRS = {
    "text ratio": ("tearsheet text", "resiliparse text"),
    "record ratio": ("trafilatura record", "tearsheet record"),
}
"""What is divided by what: each pair gives the same kind of thing."""

_PEERS = {"resiliparse": ("text",), "trafilatura": ("record",), "readability": ("text",)}
_NO_HURRY = Limits(seconds=600.0)


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds that a page took.

    Attributes:
        wall: by the clock.
        processor: of this process, all its threads.
    """

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Band:
    """Pages of like size.

    Attributes:
        name: such as ``"50-100 KB"``, or ``"all"``.
        pages: how many.
        size: bytes of all of them.
        times: seconds of all of them, by the task's name.
    """

    name: str
    pages: int
    size: int
    times: Mapping[str, Time]

    def to_dict(self) -> dict[str, Any]:
        """Plain values; milliseconds a page."""
        return {
            "pages": self.pages,
            "bytes": self.size,
            "milliseconds": {
                name: {
                    "wall": 1000 * spent.wall / self.pages,
                    "processor": 1000 * spent.processor / self.pages,
                }
                for name, spent in self.times.items()
            },
            "ratios": {
                title: self.times[upper].processor / self.times[lower].processor
                for title, (upper, lower) in PAIRS.items()
                if upper in self.times and lower in self.times
            },
        }


def is_compiled() -> bool:
    """Whether the installed Tearsheet has its compiled parts."""
    return bool(getattr(importlib.import_module("tearsheet"), "compiled", False))


def load_tasks(against: Sequence[str]) -> dict[str, Task]:
    """What is timed, by name: Tearsheet's text alone, its whole record, and what the peers give.

    Args:
        against: names of peers.

    Raises:
        BenchmarkError: there is no such peer, or its package is not installed.
    """
    library = importlib.import_module("tearsheet")
    names = [field.name for field in fields(library.Article)]

    def text(source: bytes, url: str | None, captured: datetime | None) -> object:
        return library.extract(source, url=url, captured=captured, limits=_NO_HURRY).text

    def record(source: bytes, url: str | None, captured: datetime | None) -> object:
        article = library.extract(source, url=url, captured=captured, limits=_NO_HURRY)
        return [article.text, *(getattr(article, name) for name in names)]

    tasks: dict[str, Task] = {"tearsheet text": text, "tearsheet record": record}
    for system in load_systems(against):
        for what in _PEERS.get(system.name, ()):
            tasks[f"{system.name} {what}"] = system.record if what == "record" else _text_of(system.text)
    return tasks


def _text_of(text: Callable[[bytes, str | None], str]) -> Task:
    def task(source: bytes, url: str | None, captured: datetime | None) -> object:
        return text(source, url)

    return task


def time_tasks(
    tasks: Mapping[str, Task], pages: Sequence[GoldPage], rounds: int, done: Callable[[], None] = lambda: None
) -> list[dict[str, Time]]:
    """Time every task on every page, in turn, several times.

    Args:
        tasks: by name.
        pages: their sources are held in memory as long as this runs.
        rounds: how often; a page's time is the median of them.
        done: called after every page of every round.

    Returns:
        For each page the time of each task.
    """
    sources = [page.source for page in pages]
    found: list[dict[str, list[Time]]] = [{name: [] for name in tasks} for _ in pages]
    order = list(tasks.items())
    with silence():
        for page, source in list(zip(pages, sources, strict=True))[:WARM_UP_PAGES]:
            for _, task in order:
                _time(task, page, source)
        for round_ in range(rounds):
            gc.collect()
            for index, (page, source) in enumerate(zip(pages, sources, strict=True)):
                first = (index + round_) % len(order)
                for name, task in (*order[first:], *order[:first]):
                    found[index][name].append(_time(task, page, source))
                done()
    return [{name: _median(times) for name, times in page.items()} for page in found]


def _time(task: Task, page: GoldPage, source: bytes) -> Time:
    wall, processor = time.perf_counter(), time.process_time()
    # A system may raise anything; the time until then counts as its own.
    with suppress(Exception):
        task(source, page.url, page.captured)
    return Time(time.perf_counter() - wall, time.process_time() - processor)


def _median(times: Sequence[Time]) -> Time:
    return Time(statistics.median(spent.wall for spent in times), statistics.median(spent.processor for spent in times))


def bands(pages: Sequence[GoldPage], times: Sequence[Mapping[str, Time]]) -> list[Band]:
    """All pages, then those of like size, smallest first; bands without pages are left out.

    Args:
        pages: what was timed.
        times: of each page, by the task's name.
    """
    sizes = [len(page.source) for page in pages]
    edges = (0, *SIZES, 1 << 62)
    found = [_band("all", sizes, times)]
    for low, high in pairwise(edges):
        inside = [number for number, size in enumerate(sizes) if low <= size < high]
        if inside:
            found.append(_band(_name(low, high), [sizes[n] for n in inside], [times[n] for n in inside]))
    return found


def _name(low: int, high: int) -> str:
    return f"over {low // 1000} KB" if high > SIZES[-1] else f"{low // 1000}-{high // 1000} KB"


def _band(name: str, sizes: Sequence[int], times: Sequence[Mapping[str, Time]]) -> Band:
    totals = {
        task: Time(sum(page[task].wall for page in times), sum(page[task].processor for page in times))
        for task in (times[0] if times else {})
    }
    return Band(name, len(sizes), sum(sizes), totals)
