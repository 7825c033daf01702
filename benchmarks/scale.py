"""Ways to extract web archives side by side: the bare function, local shards, Daft, Daft on Ray; and all killed.

Processor time is what is compared: on a machine that does nothing else, rates follow from it.
"""

import hashlib
import os
import random
import signal
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from benchmarks.data import GoldPage, read_folder
from benchmarks.errors import BenchmarkError
from benchmarks.options import Folders, Json, Limit, console_for, write_json
from benchmarks.warcs import make_warcs
from benchmarks.watching import Usage, watch

__all__ = ["WAYS", "Killed", "Measured", "kill_runs", "rows_of", "scale"]

_CLI = "import sys; from tearsheet.cli import main; sys.argv[0] = 'tearsheet'; main()"
_BARE = textwrap.dedent(
    """
    import sys, tearsheet
    limits = tearsheet.Limits(seconds=float(sys.argv[1]))
    for name in sys.argv[2:]:
        for capture in tearsheet.read(name):
            try:
                # The whole record is worked out when one of its late fields is read.
                tearsheet.extract(capture, limits=limits).authors
            except tearsheet.TearsheetError:
                pass
    """
)
_READ = textwrap.dedent(
    """
    import sys, tearsheet
    tearsheet.extract("The weights are loaded.")
    for name in sys.argv[1:]:
        for capture in tearsheet.read(name):
            pass
    """
)
_FRAME = textwrap.dedent(
    """
    import sys, tearsheet.daft
    from tearsheet.cluster.frames import load_daft
    daft = load_daft()
    if __name__ == "__main__":
        source, target, jobs, seconds, ray = sys.argv[1:]
        if ray:
            daft.set_runner_ray(None if ray == "local" else ray)
        import tearsheet
        limits = tearsheet.Limits(seconds=float(seconds))
        df = tearsheet.daft.extract(daft.read_warc(source + "/*"), workers=int(jobs), limits=limits)
        df.where(df["article"].not_null()).select(df["article"].unnest()).write_parquet(target)
    """
)
WAYS = ("bare", "local", "daft", "frame", "ray", "frame-ray")
"""The function alone, `tearsheet extract`, the job on Daft, a column of a frame, and both on Ray."""

_SECONDS = 300.0
"""A limit that no page reaches on a machine that has other things to do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One way over one set of files.

    Attributes:
        way: its name.
        pages: rows that came of it.
        seconds: in all.
        processor: seconds of processor time, with starting.
        start: of these, what the same way takes for files of one page each.
        largest: megabytes of the largest process.
        rows: digest of the rows, whatever their order.
    """

    way: str
    pages: int
    seconds: float
    processor: float
    start: float
    largest: float
    rows: str

    @property
    def page(self) -> float:
        """Milliseconds of processor time a page, without starting."""
        return 1000 * (self.processor - self.start) / max(self.pages, 1)


@dataclass(slots=True)
class Killed:
    """What came of kills.

    Attributes:
        way: that was killed.
        kills: processes that were killed.
        drivers: how many of them were the command itself.
        reruns: commands that it took until all was there.
        equal: whether the rows are those of a run that nobody killed.
    """

    way: str
    kills: int = 0
    drivers: int = 0
    reruns: int = 0
    equal: bool = False


def scale(
    folders: Folders,
    size: Annotated[int, typer.Option(min=1, help="Megabytes of all WARC files together.")] = 2_000,
    files: Annotated[int, typer.Option(min=1, help="How many WARC files.")] = 8,
    packed: Annotated[bool, typer.Option("--gzip/--plain", help="Whether every record is compressed.")] = True,
    ways: Annotated[str, typer.Option(metavar="NAME,...", help=f"Out of {', '.join(WAYS)}.")] = "bare,local,daft",
    jobs: Annotated[int, typer.Option(min=1, help="Processes.")] = 2,
    rounds: Annotated[int, typer.Option(min=1, help="How often each way is measured, in turn.")] = 1,
    kills: Annotated[int, typer.Option(min=0, help="How many processes to kill in each way.")] = 0,
    limit: Limit = None,
    output: Json = None,
) -> None:
    """Extract a web archive made from pages in several ways, and kill them."""
    chosen = [way.strip() for way in ways.split(",")]
    if unknown := [way for way in chosen if way not in WAYS]:
        raise BenchmarkError(f"no way is called {unknown[0]!r}; there are {', '.join(WAYS)}")
    pages = [page for folder in folders for page in read_folder(folder, limit).pages]
    console = console_for(output)
    measured: list[Measured] = []
    killed: list[Killed] = []
    with TemporaryDirectory() as name:
        work = Path(name)
        make_warcs(pages, work / "warc", size * 1_000_000, files, packed=packed)
        _one_page_each(pages, work / "one", files, packed)
        for turn in range(rounds):
            for way in chosen:
                one = _measure(way, work, jobs, turn)
                measured.append(one)
                console.print(
                    f"{way:10} {one.pages:7,} pages {one.seconds:8.1f} s {one.processor:8.1f} s of processor time, "
                    f"{one.start:5.1f} s to start; {one.page:6.2f} ms a page; largest process {one.largest:,.0f} MB"
                )
        if kills:
            for way in chosen:
                if way in ("local", "daft", "ray"):
                    killed.append(kill_runs(way, work, jobs, kills, f"{way}-kills"))
                    found = killed[-1]
                    console.print(
                        f"{way:10} {found.kills} processes killed, {found.drivers} of them the command itself; "
                        f"{found.reruns} reruns; rows {'equal' if found.equal else 'NOT EQUAL'}"
                    )
    digests = {one.rows for one in measured if one.rows}
    if len(digests) > 1:
        console.print("the ways do NOT give the same rows")
    write_json(output, measured=[asdict(one) | {"page": one.page} for one in measured], killed=[*map(asdict, killed)])
    if len(digests) > 1 or not all(one.equal for one in killed):
        raise typer.Exit(1)


def _one_page_each(pages: Sequence[GoldPage], folder: Path, files: int, packed: bool) -> None:
    make_warcs(pages[:1], folder, 1_000 * files, files, packed=packed)


def _command(way: str, source: Path, target: Path, jobs: int) -> list[str]:
    limits = ["--limits", f"seconds={_SECONDS:g}"]
    if way == "bare":
        return [sys.executable, "-c", _BARE, str(_SECONDS), *map(str, sorted(source.iterdir()))]
    if way == "local":
        arguments = ["extract", str(source), "--format", "parquet", "-o", str(target), "--jobs", str(jobs), *limits]
        return [sys.executable, "-c", _CLI, *arguments]
    if way in ("daft", "ray"):
        ray = ["--ray", "local"] if way == "ray" else []
        arguments = ["cluster", "extract", str(source), str(target), "--workers", str(jobs), *limits, *ray]
        return [sys.executable, "-c", _CLI, *arguments]
    ray_ = "local" if way == "frame-ray" else ""
    return [sys.executable, "-c", _FRAME, str(source), str(target), str(jobs), str(_SECONDS), ray_]


def _measure(way: str, work: Path, jobs: int, turn: int) -> Measured:
    start = _run(way, work / "one", work / f"{way}-one-{turn}", jobs)
    if way == "bare":
        # Reading is no part of the function, and loading the weights is no part of a page.
        start = watch([sys.executable, "-c", _READ, *map(str, sorted((work / "warc").iterdir()))])
    target = work / f"{way}-{turn}"
    usage = _run(way, work / "warc", target, jobs)
    if usage.status or start.status:
        raise BenchmarkError(f"{way} ended with status {usage.status or start.status}")
    pages, digest = rows_of(target) if way != "bare" else (_count(work / "warc"), "")
    return Measured(way, pages, usage.seconds, usage.processor, start.processor, usage.largest / 1e6, digest)


def _run(way: str, source: Path, target: Path, jobs: int) -> Usage:
    return watch(_command(way, source, target, jobs))


def _count(folder: Path) -> int:
    import tearsheet

    return sum(1 for path in folder.iterdir() for _ in tearsheet.read(path))


def rows_of(folder: Path) -> tuple[int, str]:
    """How many rows the Parquet files of a folder have, and a digest of them that does not depend on their order.

    Where a row stood is left out: not every way tells it. A row that is there twice changes the digest.
    """
    from pyarrow.parquet import ParquetFile

    digests = []
    for path in sorted(folder.rglob("*.parquet")):
        for batch in ParquetFile(path).iter_batches(200):
            for row in batch.to_pylist():
                kept: dict[str, Any] = {name: row[name] for name in row if name not in ("source", "offset")}
                digests.append(hashlib.sha256(repr(kept).encode("utf-8", "replace")).digest())
    return len(digests), hashlib.sha256(b"".join(sorted(digests))).hexdigest()[:16]


def kill_runs(way: str, work: Path, jobs: int, kills: int, seed: str) -> Killed:
    """Kill processes of a way at random moments until so many are dead, let it end, and compare the rows.

    Args:
        way: ``"local"``, ``"daft"`` or ``"ray"``.
        work: folder with the files in ``warc/``.
        jobs: processes.
        kills: how many to kill.
        seed: of chance.
    """
    chance = random.Random(seed)
    found = Killed(way)
    whole = work / f"{way}-whole"
    if _run(way, work / "warc", whole, jobs).status:
        raise BenchmarkError(f"{way} does not end well when nobody kills it")
    target = work / f"{way}-killed"
    while True:
        left = chance.randrange(4, 40)

        def kill(driver: int, below: dict[int, str]) -> None:
            nonlocal left
            left -= 1
            if left or found.kills >= kills:
                return
            left = chance.randrange(4, 40)
            victims = [number for number, command in below.items() if command and "resource_tracker" not in command]
            # A machine of Ray is gone when its raylet is.
            nodes = [number for number in victims if "raylet" in below[number]]
            victim = chance.choice([driver, *nodes, *victims])
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                return
            found.kills += 1
            found.drivers += victim == driver

        status = watch(_command(way, work / "warc", target, jobs), on_look=kill).status
        _end_strays(work)
        if found.kills >= kills and status == 0:
            break
        if found.kills < kills and status == 0:
            for path in target.rglob("*.parquet"):  # begin again, so that the next ones have something to do
                path.unlink()
        found.reruns += 1
    found.equal = rows_of(target) == rows_of(whole)
    return found


def _end_strays(work: Path) -> None:
    """End what a killed command has left running on these files; its own children end by themselves, in time."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            command = Path(f"/proc/{name}/cmdline").read_bytes()
        except OSError:
            continue
        if int(name) != os.getpid() and str(work).encode() in command:
            try:
                os.kill(int(name), signal.SIGKILL)
            except OSError:
                continue
