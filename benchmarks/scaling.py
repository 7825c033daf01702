"""How cost grows: with the size of a page, with the number of pages, with the number of jobs.

Sizes are measured in a process of their own each, so that the peak of memory is that page's.
"""

import gc
import itertools
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import GoldPage
from benchmarks.errors import BenchmarkError
from benchmarks.made import make_page, make_warc, parts_of
from benchmarks.measure import forget_peak, peak_memory, resident_memory
from tearsheet import extract
from tearsheet.errors import TearsheetError
from tearsheet.limits import Limits

__all__ = ["SIZES", "JobsPoint", "PagesPoint", "SizePoint", "measure_jobs", "measure_pages", "measure_sizes", "warm_up"]

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 20_000_000)
"""Bytes of the made pages."""

_SOURCES = 20
"""Pages whose parts the made pages are made of."""

_READ_ALL = Limits(bytes=1 << 40, nodes=1 << 40, seconds=3600.0)
"""Nothing is left unread, so that a large page costs what it holds."""

_AT_LEAST = 2_000_000
"""Bytes that each size is read of, the page again and again if it is small."""


@dataclass(frozen=True, slots=True)
class SizePoint:
    """One made page.

    Attributes:
        size: bytes.
        seconds: processor time of its record, the median of repeated runs.
        memory: bytes that the peak of the process grew by.
        blocks: how many it has.
    """

    size: int
    seconds: float
    memory: int
    blocks: int


@dataclass(frozen=True, slots=True)
class PagesPoint:
    """So many pages in one process.

    Attributes:
        pages: done.
        size: bytes of them.
        seconds: processor time since the first.
        resident: bytes of memory now.
    """

    pages: int
    size: int
    seconds: float
    resident: int


@dataclass(frozen=True, slots=True)
class JobsPoint:
    """A web archive to JSON lines by the command.

    Attributes:
        jobs: worker processes.
        pages: pages in the archive.
        seconds: by the clock, with the start of the command and of its workers.
        processor: seconds of processor time of all its processes.
    """

    jobs: int
    pages: int
    seconds: float
    processor: float


def warm_up(pages: Sequence[GoldPage]) -> None:
    """Have everything loaded that is loaded once."""
    for page in pages[:5]:
        _record(page)


def measure_sizes(pages: Sequence[GoldPage], sizes: Sequence[int], done: Callable[[], None]) -> list[SizePoint]:
    """The cost of pages made of parts of these pages.

    Args:
        pages: a number of them, spread evenly, give the parts.
        sizes: bytes.
        done: called after every size.
    """
    parts = [part for page in pages[:: max(1, len(pages) // _SOURCES)] for part in parts_of(page)]
    points = []
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            points.append(pool.apply(_size, (make_page(parts, size),)))
        done()
    return points


def _size(source: bytes) -> SizePoint:
    extract(source[:20_000], media="text/html", limits=_READ_ALL)
    gc.collect()
    forget_peak()
    before = peak_memory()
    article = extract(source, media="text/html", limits=_READ_ALL)
    # Most fields are worked out when one of them is first read.
    blocks = len(article.body) + len(article.left_out)
    memory = peak_memory() - before
    del article
    times = []
    for _ in range(max(1, min(50, _AT_LEAST // len(source)))):
        start = time.process_time()
        _ = extract(source, media="text/html", limits=_READ_ALL).body
        times.append(time.process_time() - start)
    return SizePoint(len(source), sorted(times)[len(times) // 2], memory, blocks)


def measure_pages(pages: Sequence[GoldPage], number: int, done: Callable[[], None]) -> list[PagesPoint]:
    """Time and memory while one process makes the records of many pages.

    Args:
        pages: they begin again when they run out.
        number: how many.
        done: called after every page.
    """
    points = []
    size = 0
    spent = 0.0
    step = max(1, number // 40)
    for index, page in zip(range(1, number + 1), itertools.cycle(pages), strict=False):
        source = page.source
        size += len(source)
        start = time.process_time()
        _record(page, source)
        spent += time.process_time() - start
        if index % step == 0:
            points.append(PagesPoint(index, size, spent, resident_memory()))
        done()
    return points


def _record(page: GoldPage, source: bytes | None = None) -> None:
    try:
        extract(source or page.source, url=page.url, captured=page.captured, limits=_READ_ALL).json()
    except TearsheetError:
        return


def measure_jobs(
    pages: Sequence[GoldPage], number: int, jobs: Sequence[int], coding: str, done: Callable[[], None]
) -> tuple[float, list[JobsPoint]]:
    """A web archive of these pages to JSON lines, by the command, with more and more jobs.

    Args:
        pages: they begin again when they run out.
        number: of pages in the archive.
        jobs: how many worker processes, in turn.
        coding: what the pages were sent in, see `benchmarks.made.make_warc`.
        done: called after every run.

    Returns:
        Seconds of processor time that one process needs for these pages in memory, to JSON; and the runs.

    Raises:
        BenchmarkError: the command fails.
    """
    warm_up(pages)
    sample = pages[:: max(1, len(pages) // 300)]
    start = time.process_time()
    for page in sample:
        _record(page)
    alone = (time.process_time() - start) / len(sample) * number
    points = []
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "made.warc.gz")
        make_warc(archive, pages, number, coding=coding)
        for count in jobs:
            start, before = time.perf_counter(), _processor_of_children()
            _run_command(archive, count)
            spent = _processor_of_children() - before
            points.append(JobsPoint(count, number, time.perf_counter() - start, spent))
            done()
    return alone, points


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run_command(archive: Path, jobs: int) -> None:
    command = [sys.executable, "-m", "tearsheet", "extract", os.fspath(archive), "--quiet"]
    command += ["--jobs", str(jobs), "-o", os.fspath(archive.with_suffix(".jsonl"))]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode not in (0, 1):
        raise BenchmarkError(f"tearsheet extract --jobs {jobs} failed: {result.stderr.strip()[-300:]}")
