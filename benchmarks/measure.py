"""Runs systems over the same pages in turn and times them: one process, one thread, the pages in memory.

Before the clock starts every system has seen a few pages; on every page the systems change places, so that no one of
them always comes first.
"""

import gc
import logging
import multiprocessing
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import GoldPage
from benchmarks.systems import Record, System, load_systems

__all__ = ["Output", "Runs", "forget_peak", "peak_growth", "peak_memory", "resident_memory", "run_systems", "silence"]

WARM_UP_PAGES = 10
"""Pages that every system reads before the clock starts."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a system made of one page.

    Attributes:
        text: the main content; ``""`` when it raised.
        record: the fields; empty when it raised.
        text_seconds: time that the text took.
        record_seconds: time that the record took.
        error: what it raised, one line; ``None`` when it did not.
    """

    text: str
    record: Record
    text_seconds: float
    record_seconds: float
    error: str | None = None


Runs = dict[str, list[Output]]
"""Outputs by the system's name, in the order of the pages."""


def run_systems(systems: Sequence[System], pages: Sequence[GoldPage], done: Callable[[], None] = lambda: None) -> Runs:
    """Every system over every page, in turn.

    Args:
        systems: at least one.
        pages: their sources are held in memory, uncompressed, as long as this runs.
        done: called after every page.
    """
    sources = [page.source for page in pages]
    runs: Runs = {system.name: [] for system in systems}
    with silence():
        for page, source in list(zip(pages, sources, strict=True))[:WARM_UP_PAGES]:
            for system in systems:
                _run(system, page, source)
        gc.collect()
        for index, (page, source) in enumerate(zip(pages, sources, strict=True)):
            first = index % len(systems)
            for system in (*systems[first:], *systems[:first]):
                runs[system.name].append(_run(system, page, source))
            done()
    return runs


@contextmanager
def silence() -> Iterator[None]:
    """Keep the systems' log lines and warnings out of the tables; what they raise is reported apart."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _run(system: System, page: GoldPage, source: bytes) -> Output:
    text, record, error = "", Record(), None
    start = time.perf_counter()
    # A system may raise anything; what it raises is its result.
    try:
        text = system.text(source, page.url)
    except Exception as raised:
        error = _one_line(raised)
    middle = time.perf_counter()
    try:
        record = system.record(source, page.url, page.captured)
    except Exception as raised:
        error = error or _one_line(raised)
    return Output(text, record, middle - start, time.perf_counter() - middle, error)


def _one_line(error: Exception) -> str:
    message = " ".join(str(error).split())
    return f"{type(error).__name__}: {message[:200]}" if message else type(error).__name__


def peak_memory() -> int:
    """Largest resident size this process has had, in bytes.

    On Linux from ``VmHWM``: ``ru_maxrss`` of a new process starts at the size of its parent.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        if match := re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE):
            return int(match[1]) * 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def forget_peak() -> None:
    """Let `peak_memory` begin again at what the process holds now, where the system lets us."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def resident_memory() -> int:
    """Resident size of this process now, in bytes; its peak where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return peak_memory()
    return int(pages) * resource.getpagesize()


def peak_growth(name: str, pages: Sequence[GoldPage]) -> int:
    """How many bytes the peak memory of a fresh process grows by while one system reads the pages."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_grow, (name, tuple(pages)))


def _grow(name: str, pages: Sequence[GoldPage]) -> int:
    (system,) = load_systems([name])
    before = peak_memory()
    with silence():
        for page in pages:
            _run(system, page, page.source)
    return peak_memory() - before
