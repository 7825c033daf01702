"""``python -m benchmarks``: the commands.

Exit status: 0 done, 1 an assertion (same output from threads, flat memory) does not hold, 2 wrong usage or broken data.
"""

import importlib
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.accuracy import score_fields, score_page, score_pages
from benchmarks.archived import archive
from benchmarks.costs import scaling, speed, stream
from benchmarks.data import Folder, GoldPage, read_folder
from benchmarks.errors import BenchmarkError
from benchmarks.fields import FIELDS
from benchmarks.flat import NO_HURRY, OTHER_WAYS, chosen_ways, flat_captures, flat_speed, flat_systems, measure_flat
from benchmarks.kills import kills
from benchmarks.measure import WARM_UP_PAGES, Runs, peak_growth, resident_memory, run_systems
from benchmarks.options import Folders, Json, Limit, OneFolder, console_for, progress, write_json
from benchmarks.readers import readers
from benchmarks.report import (
    FolderReport,
    print_errors,
    print_fields,
    print_flat,
    print_report,
    print_roles,
    print_wrong,
    to_dict,
)
from benchmarks.rolecaptures import judge_roles, read_captures
from benchmarks.scale import scale
from benchmarks.served import serve
from benchmarks.speakers import speakers
from benchmarks.stability import Extract, MemoryPoint, differing_pages, is_flat, memory_points
from benchmarks.statements import statements
from benchmarks.systems import NAMES, System, load_systems
from benchmarks.together import together
from benchmarks.viewed import view
from learn.flatten import WAYS
from tearsheet.errors import TearsheetError

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Tearsheet side by side with its peers, on folders of pages with gold.",
)

Against = Annotated[
    str,
    typer.Option(
        metavar="NAME,...",
        help=f"Peers: {', '.join(NAMES[1:])}. Times are compared with the first one's.",
    ),
]
PeersOnly = Annotated[bool, typer.Option("--peers-only", help="Leave Tearsheet itself out.")]
Way = Annotated[
    str,
    typer.Option(
        metavar="NAME,...",
        help=f"How to flatten: {', '.join((*WAYS, *OTHER_WAYS))}; the first {len(WAYS)} without this.",
    ),
]


@app.command()
def extract(
    folders: Folders,
    against: Against = "",
    peers_only: PeersOnly = False,
    worst: Annotated[int, typer.Option(min=0, help="List so many of the worst pages.")] = 10,
    limit: Limit = None,
    memory_pages: Annotated[
        int,
        typer.Option(min=0, help="Pages over which each system's peak memory is taken, in a process of its own."),
    ] = 100,
    output: Json = None,
) -> None:
    """Accuracy, speed and memory of all systems on the same pages, text and fields."""
    systems = _systems(against, peers_only)
    reference = next((system.name for system in systems if system.name != "tearsheet"), systems[0].name)
    console = console_for(output)
    reports = []
    for path in folders:
        folder = read_folder(path, limit)
        runs = _run(systems, folder)
        sample = folder.pages[:memory_pages]
        memory = {system.name: peak_growth(system.name, sample) for system in systems if sample}
        report = _report(folder, systems, runs, reference, worst, memory, len(sample))
        print_report(console, report)
        print_errors(console, _errors(folder, runs))
        reports.append(to_dict(report))
    write_json(output, folders=reports)


@app.command()
def record(
    folders: Folders,
    against: Against = "",
    peers_only: PeersOnly = False,
    worst: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help=f"List the pages where it is wrong: {', '.join(FIELDS)}."),
    ] = None,
    limit: Limit = None,
    output: Json = None,
) -> None:
    """The fields of the record: title, authors, publication, captions, credits, images, tags, standfirst."""
    if worst is not None and worst not in FIELDS:
        raise BenchmarkError(f"no field is called {worst!r}; there are {', '.join(FIELDS)}")
    systems = _systems(against, peers_only)
    first = systems[0].name
    console = console_for(output)
    reports = []
    for path in folders:
        folder = read_folder(path, limit)
        if not folder.has_record:
            raise BenchmarkError(f"{path}: its gold has no fields but the text")
        runs = _run(systems, folder)
        scored = {system.name: score_fields(folder, system, runs[system.name]) for system in systems}
        fields = {name: results for name, (results, _) in scored.items() if results}
        wrong = [(page, verdict) for page, verdict in scored[first][1] if not verdict.right]
        print_fields(console, fields, f"{folder.name}: {len(folder.pages)} pages")
        if worst is not None:
            print_wrong(console, worst, first, [item for item in wrong if item[1].field == worst])
        print_errors(console, _errors(folder, runs))
        reports.append(
            {
                "folder": folder.name,
                "pages": len(folder.pages),
                "systems": {
                    name: {key: asdict(result) for key, result in results.items()} for name, results in fields.items()
                },
                "wrong": [{"system": first, "id": page.id, **asdict(verdict)} for page, verdict in wrong],
            }
        )
    write_json(output, folders=reports)


@app.command()
def flat(
    folders: Folders,
    way: Way = "",
    worst: Annotated[int, typer.Option(min=0, help="List so many of the worst pages.")] = 10,
    limit: Limit = None,
    output: Json = None,
) -> None:
    """Kept text of flattened pages, beside simple rules over lines."""
    ways = chosen_ways(way)
    systems, missing = flat_systems()
    console = console_for(output)
    reports = []
    for path in folders:
        folder = read_folder(path, limit)
        with progress(folder.name, len(folder.pages) * len(ways)) as done:
            measured = measure_flat(folder, ways, systems, worst, done)
        for report in measured:
            print_flat(console, report, folder)
        reports += [report.to_dict() for report in measured]
    for line in missing:
        console.print(line, style="dim", markup=False)
    write_json(output, folders=reports)


app.command()(speed)
app.command()(scaling)
app.command()(statements)
app.command()(speakers)
app.command()(together)
app.command()(stream)
app.command()(archive)
app.command()(kills)
app.command()(scale)
app.command()(readers)
app.command()(serve)
app.command()(view)


@app.command("flat-speed")
def speed_of_flat_text(
    folders: Folders,
    way: Way = "",
    limit: Limit = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often the texts are gone through.")] = 2,
    at_least: Annotated[float, typer.Option(help="Millions of bytes a second that it must reach.")] = 0.0,
) -> None:
    """Millions of bytes of flat text that are cleaned in a second of one core, and memory from round to round."""
    library = importlib.import_module("tearsheet")

    def clean(text: str) -> None:
        library.clean(text, media="text/plain", limits=NO_HURRY)

    console = console_for(None)
    ways = chosen_ways(way)
    texts = [capture.text for path in folders for capture in flat_captures(read_folder(path, limit), ways)]
    flat_speed(texts[:WARM_UP_PAGES], clean)
    fastest = 0.0
    points = []
    for number in range(1, rounds + 1):
        size, seconds = flat_speed(texts, clean)
        fastest = max(fastest, size / seconds)
        points.append(MemoryPoint(number, number * len(texts), resident_memory()))
        console.print(
            f"round {number}  {len(texts)} texts  {size:.1f} MB  {seconds:.1f} s  {size / seconds:.2f} MB/s  "
            f"{points[-1].resident / 1e6:.1f} MB resident"
        )
    if fastest < at_least or not is_flat(points):
        console.print("too slow" if fastest < at_least else "not flat: the last round takes more than the first")
        raise typer.Exit(1)


@app.command()
def roles(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Labelled captures; the project's own without this.")
    ] = None,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="List the lines that are wrong; none of those held out.")
    ] = False,
    at_least: Annotated[float, typer.Option(help="Share of the lines that must be right.")] = 0.0,
) -> None:
    """Roles of the lines of flat captures that were labelled by hand."""
    library = importlib.import_module("tearsheet")
    console = console_for(None)
    captures = read_captures(folder or Path(__file__).parent / "captures")
    results = judge_roles(captures, lambda text: library.extract(text, media="text/plain", limits=NO_HURRY))
    print_roles(console, results, wrong)
    right = sum(result.right for result in results) / sum(len(result.given) for result in results)
    if right < at_least:
        console.print(f"fewer than {at_least:.0%} are right")
        raise typer.Exit(1)


@app.command()
def threads(
    folder: OneFolder,
    threads: Annotated[int, typer.Option(min=2, help="How many.")] = 8,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pages.")] = 1000,
) -> None:
    """Whether several threads give byte for byte the JSON that one thread gives."""
    pages = read_folder(folder, limit).pages
    console = Console()
    differing = differing_pages(_tearsheet(), pages, threads)
    if differing:
        console.print(f"{len(differing)} of {len(pages)} pages differ between {threads} threads and one:")
        console.print(" ".join(differing), markup=False)
        raise typer.Exit(1)
    console.print(f"identical: {len(pages)} pages, {threads} threads against one")


@app.command()
def memory(
    folder: OneFolder,
    per_round: Annotated[int, typer.Option(min=1, help="Pages in a round.")] = 1000,
    rounds: Annotated[int, typer.Option(min=2, help="How many rounds.")] = 3,
) -> None:
    """Whether resident memory stays flat over many pages in one process."""
    pages = read_folder(folder, per_round).pages
    console = Console()
    points = []
    for point in memory_points(_tearsheet(), pages, per_round=per_round, rounds=rounds):
        points.append(point)
        console.print(f"round {point.round}  {point.pages:>7} pages  {point.resident / 1e6:8.1f} MB")
    if not is_flat(points):
        console.print("not flat: the last round takes more than the first")
        raise typer.Exit(1)
    console.print("flat")


def _systems(against: str, peers_only: bool) -> tuple[System, ...]:
    peers = [name.strip() for name in against.split(",") if name.strip()]
    if peers_only and not peers:
        raise BenchmarkError("--peers-only needs --against")
    return load_systems(peers if peers_only else ["tearsheet", *peers])


def _tearsheet() -> Extract:
    """Extraction to JSON; what the library raises on purpose is a result as well."""
    load_systems(["tearsheet"])
    library = importlib.import_module("tearsheet")

    def extract_page(page: GoldPage) -> bytes:
        try:
            article = library.extract(page.source, url=page.url, captured=page.captured)
        except TearsheetError as error:
            return str(error).encode()
        return str(article.json(with_removed=True)).encode()

    return extract_page


def _run(systems: Sequence[System], folder: Folder) -> Runs:
    with progress(folder.name, len(folder.pages)) as done:
        return run_systems(systems, folder.pages, done)


def _report(
    folder: Folder,
    systems: Sequence[System],
    runs: Runs,
    reference: str,
    worst: int,
    memory: dict[str, int],
    memory_pages: int,
) -> FolderReport:
    plain = folder.plain_tokens
    results = {
        name: [score_page(page, output, plain_tokens=plain) for page, output in zip(folder.pages, outputs, strict=True)]
        for name, outputs in runs.items()
    }
    groups = sorted({page.group for page in folder.pages if page.group})
    first = results[systems[0].name]
    order = sorted(range(len(first)), key=lambda index: first[index].headline)[:worst]
    return FolderReport(
        folder=folder,
        versions={system.name: system.version for system in systems},
        reference=reference,
        totals={name: score_pages(pages) for name, pages in results.items()},
        groups={
            group: {
                name: score_pages([page for page in pages if page.page.group == group])
                for name, pages in results.items()
            }
            for group in groups
        },
        fields={
            system.name: score_fields(folder, system, runs[system.name])[0]
            for system in systems
            if folder.has_record and system.fields
        },
        worst=[(first[i], {name: pages[i].headline for name, pages in results.items()}) for i in order],
        memory=memory,
        memory_pages=memory_pages,
    )


def _errors(folder: Folder, runs: Runs) -> dict[str, list[tuple[str, str]]]:
    return {
        name: [
            (page.id, output.error)
            for page, output in zip(folder.pages, outputs, strict=True)
            if output.error is not None
        ]
        for name, outputs in runs.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command.

    Raises:
        SystemExit: always, with the exit status.
    """
    try:
        app(args=arguments, prog_name="python -m benchmarks")
    except BenchmarkError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
