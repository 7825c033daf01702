"""The commands that measure time: ``speed`` against the peers."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.data import read_folder
from benchmarks.options import Folders, Json, Limit, console_for, progress, write_json
from benchmarks.rooms import Room, profile
from benchmarks.speed import PAIRS, Band, bands, is_compiled, load_tasks, time_tasks
from benchmarks.systems import NAMES

__all__ = ["speed"]

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
