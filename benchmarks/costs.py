"""The commands that measure time: ``speed`` beside the peers, ``scaling`` against more of everything."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.data import GoldPage, read_folder
from benchmarks.errors import BenchmarkError
from benchmarks.flat import chosen_ways, flat_captures
from benchmarks.options import Folders, Json, Limit, console_for, progress, write_json
from benchmarks.plots import draw_jobs, draw_pages, draw_sizes, load_matplotlib
from benchmarks.rooms import Room, profile
from benchmarks.scaling import (
    SIZES,
    JobsPoint,
    PagesPoint,
    SizePoint,
    measure_jobs,
    measure_pages,
    measure_sizes,
    warm_up,
)
from benchmarks.speed import PAIRS, Band, bands, is_compiled, load_tasks, time_tasks
from benchmarks.stream import StreamPoint, is_level
from benchmarks.stream import stream as stream_through
from benchmarks.systems import NAMES
from learn.flatten import WAYS

__all__ = ["scaling", "speed", "stream"]

_PEERS = "resiliparse,trafilatura,readability"


def speed(
    folders: Folders,
    against: Annotated[
        str, typer.Option(metavar="NAME,...", help=f"Peers: {', '.join(NAMES[1:])}; none with an empty string.")
    ] = _PEERS,
    rounds: Annotated[int, typer.Option(min=1, help="How often; the median counts.")] = 3,
    rooms: Annotated[bool, typer.Option("--rooms/--no-rooms", help="Where the time of the record goes.")] = True,
    limit: Limit = None,
    output: Json = None,
) -> None:
    """Time a page: the text alone and the whole record, beside the peers, by page size and by room."""
    console = console_for(output)
    peers = [name.strip() for name in against.split(",") if name.strip()]
    tasks = load_tasks(peers)
    console.print(f"tearsheet is {'compiled' if is_compiled() else 'not compiled'}", style="bold")
    reports = []
    for path in folders:
        folder = read_folder(path, limit)
        with progress(folder.name, rounds * len(folder.pages)) as done:
            times = time_tasks(tasks, folder.pages, rounds, done)
        found = bands(folder.pages, times)
        _print_bands(console, folder.name, found)
        spent: list[Room] = []
        if rooms:
            with progress(folder.name, rounds * len(folder.pages)) as done:
                spent = profile(folder.pages, rounds, done)
            _print_rooms(console, folder.name, spent, len(folder.pages))
        reports.append(
            {
                "folder": folder.name,
                "pages": len(folder.pages),
                "rounds": rounds,
                "sizes": {band.name: band.to_dict() for band in found},
                "rooms": {room.name: 1000 * room.seconds / len(folder.pages) for room in spent},
            }
        )
    write_json(output, compiled=is_compiled(), folders=reports)


def scaling(
    folders: Folders,
    largest: Annotated[int, typer.Option(min=10_000, help="Bytes of the largest page.")] = SIZES[-1],
    pages: Annotated[int, typer.Option(min=0, help="Pages one after the other in one process.")] = 2000,
    archive: Annotated[int, typer.Option(min=0, help="Pages in the web archive.")] = 5000,
    jobs: Annotated[int, typer.Option(min=1, help="Jobs up to which the archive is read.")] = os.cpu_count() or 1,
    coding: Annotated[str, typer.Option(metavar="gzip|chunked", help="What its pages were sent in.")] = "",
    plots: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Draw size.svg, pages.svg and jobs.svg in this folder.")
    ] = None,
    limit: Limit = None,
    output: Json = None,
) -> None:
    """Cost against the size of a page, the number of pages, and the number of jobs on a web archive."""
    if coding not in ("", "gzip", "chunked"):
        raise BenchmarkError(f"pages are not sent in {coding!r}; there are gzip and chunked")
    if plots is not None:
        load_matplotlib()
    console = console_for(output)
    sources: list[GoldPage] = [page for path in folders for page in read_folder(path, limit).pages]
    sizes = [size for size in SIZES if size <= largest]
    with progress("sizes", len(sizes)) as done:
        by_size = measure_sizes(sources, sizes, done)
    _print_sizes(console, by_size)
    warm_up(sources)
    with progress("pages", pages) as done:
        by_pages = measure_pages(sources, pages, done)
    _print_pages(console, by_pages)
    counts = [count for count in range(1, jobs + 1) if archive]
    alone, by_jobs = 0.0, list[JobsPoint]()
    if counts:
        with progress("jobs", len(counts)) as done:
            alone, by_jobs = measure_jobs(sources, archive, counts, coding, done)
        _print_jobs(console, alone, by_jobs)
    if plots is not None:
        plots.mkdir(parents=True, exist_ok=True)
        draw_sizes(plots / "size.svg", by_size)
        if by_pages:
            draw_pages(plots / "pages.svg", by_pages)
        if by_jobs:
            draw_jobs(plots / "jobs.svg", alone, by_jobs)
    write_json(
        output,
        compiled=is_compiled(),
        sizes=[asdict(point) for point in by_size],
        pages=[asdict(point) for point in by_pages],
        alone=alone,
        jobs=[asdict(point) for point in by_jobs],
    )


def stream(
    folders: Folders,
    size: Annotated[float, typer.Option(min=0.001, help="Millions of bytes; 5000 for a corpus of 5 GB.")] = 20.0,
    way: Annotated[str, typer.Option(metavar="NAME,...", help=f"How pages are flattened: {', '.join(WAYS)}.")] = "",
    jobs: Annotated[int, typer.Option(min=1, help="Of the command.")] = 1,
    limit: Limit = None,
    output: Json = None,
) -> None:
    """A corpus of flat text through ``tearsheet clean``: megabytes a second, and memory that stays level."""
    console = console_for(output)
    ways = chosen_ways(way)
    texts = [capture.text for path in folders for capture in flat_captures(read_folder(path, limit), ways)]

    def tell(point: StreamPoint) -> None:
        rate = point.size / 1e6 / point.seconds
        console.print(
            f"{point.size / 1e6:9,.1f} MB  {point.documents:9,} documents  {point.seconds:8.1f} s  {rate:6.2f} MB/s  "
            f"{point.resident / 1e6:7.1f} MB resident"
        )

    points, spent = stream_through(texts, int(size * 1e6), jobs, tell)
    console.print(f"{points[-1].size / 1e6 / spent:.2f} MB a second of processor time", style="dim", markup=False)
    level = is_level(points)
    write_json(
        output, compiled=is_compiled(), jobs=jobs, processor=spent, level=level, points=[asdict(p) for p in points]
    )
    if not level:
        console.print("not level: the second half takes more memory than the first")
        raise typer.Exit(1)


def _print_sizes(console: Console, points: Sequence[SizePoint]) -> None:
    table = Table(title="size of a page", title_justify="left")
    for header in ("bytes", "blocks", "ms", "ns a byte", "memory a byte"):
        table.add_column(header, justify="right")
    for point in points:
        table.add_row(
            f"{point.size:,}",
            f"{point.blocks:,}",
            f"{1000 * point.seconds:,.2f}",
            f"{1e9 * point.seconds / point.size:.1f}",
            f"{point.memory / point.size:.1f}",
        )
    console.print(table)


def _print_pages(console: Console, points: Sequence[PagesPoint]) -> None:
    table = Table(title="number of pages", title_justify="left")
    for header in ("pages", "ms a page", "ns a byte", "MB resident"):
        table.add_column(header, justify="right")
    for point in points[:: max(1, len(points) // 8)]:
        table.add_row(
            f"{point.pages:,}",
            f"{1000 * point.seconds / point.pages:.2f}",
            f"{1e9 * point.seconds / point.size:.1f}",
            f"{point.resident / 1e6:.1f}",
        )
    console.print(table)


def _print_jobs(console: Console, alone: float, points: Sequence[JobsPoint]) -> None:
    table = Table(title=f"a web archive of {points[0].pages:,} pages to JSON lines", title_justify="left")
    headers = (
        "jobs",
        "seconds",
        "pages a second",
        "times one job",
        "of jobs times pages in memory",
        "processor seconds",
    )
    for header in headers:
        table.add_column(header, justify="right")
    for point in points:
        table.add_row(
            str(point.jobs),
            f"{point.seconds:.1f}",
            f"{point.pages / point.seconds:.0f}",
            f"{points[0].seconds / point.seconds:.2f}",
            f"{alone / point.jobs / point.seconds:.0%}",
            f"{point.processor:.1f}",
        )
    console.print(table)
    note = (
        f"Processor seconds of one process with the pages in memory: {alone:.1f}. Where other programs keep the cores "
    )
    console.print(note + "busy, these tell what the clock does not.", style="dim", markup=False)


def _print_bands(console: Console, name: str, found: Sequence[Band]) -> None:
    whole = found[0]
    table = Table(title=f"{name}: milliseconds a page, processor time", title_justify="left")
    for header in ("size", "pages", "KB"):
        table.add_column(header, justify="left" if header == "size" else "right", no_wrap=True)
    for task in whole.times:
        table.add_column(task, justify="right", min_width=len("trafilatura"))
    pairs = {title: pair for title, pair in PAIRS.items() if pair[0] in whole.times and pair[1] in whole.times}
    for title in pairs:
        table.add_column(title, justify="right")
    for band in found:
        table.add_row(
            band.name,
            str(band.pages),
            f"{band.size / band.pages / 1000:.0f}",
            *(f"{1000 * spent.processor / band.pages:.2f}" for spent in band.times.values()),
            *(f"{band.times[upper].processor / band.times[lower].processor:.2f}" for upper, lower in pairs.values()),
        )
    wall = [f"{1000 * spent.wall / whole.pages:.2f}" for spent in whole.times.values()]
    ratios = [f"{whole.times[upper].wall / whole.times[lower].wall:.2f}" for upper, lower in pairs.values()]
    table.add_section()
    table.add_row("by the clock", str(whole.pages), f"{whole.size / whole.pages / 1000:.0f}", *wall, *ratios)
    console.print(table)
    if pairs:
        notes = "; ".join(f"{title}: {upper} by {lower}" for title, (upper, lower) in pairs.items())
        console.print(notes, style="dim", markup=False)


def _print_rooms(console: Console, name: str, spent: Sequence[Room], pages: int) -> None:
    whole = sum(room.seconds for room in spent if not room.within)
    table = Table(title=f"{name}: the record by room", title_justify="left")
    table.add_column("room")
    table.add_column("ms a page", justify="right")
    table.add_column("share", justify="right")
    for room in spent:
        label = f"  of which {room.name}" if room.within else room.name
        table.add_row(label, f"{1000 * room.seconds / pages:.3f}", f"{room.seconds / whole:.1%}" if whole else "")
    table.add_section()
    table.add_row("all", f"{1000 * whole / pages:.3f}", "")
    console.print(table)
