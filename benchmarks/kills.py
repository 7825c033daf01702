"""Writers of an archive killed at random moments: what they told of must be there, and the rest come with a rerun.

Every round starts ``tearsheet`` as a process of its own that adds, or refreshes, and prints what is stored; ``SIGKILL``
ends it after a time drawn by chance. Then the archive is opened, checked, and read.
"""

import random
import subprocess
import sys
import textwrap
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

import tearsheet
from benchmarks.options import Json, console_for, write_json

__all__ = ["Kills", "kill_writers", "kills"]

_WRITER = textwrap.dedent(
    """
    import sys, tearsheet
    path, work, jobs, *sources = sys.argv[1:]
    tearsheet.extract("What takes its time the first time is done before the clock starts.")
    with tearsheet.Archive(path) as archive:
        print("open", flush=True)
        tell = lambda done: print(done.article, flush=True)
        if work == "add":
            archive.add(tearsheet.read(*sources), jobs=int(jobs), statements=False, on_added=tell)
        else:
            archive.refresh(jobs=int(jobs), every=True, on_refreshed=tell)
    print("done", flush=True)
    """
)
_FULL_ROUNDS = 10
"""Rounds after which every article is loaded again, and not those that the round told of alone."""


@dataclass(slots=True)
class Kills:
    """What came of it.

    Attributes:
        rounds: writers that were killed.
        whole: writers that came to their end before.
        told: articles that writers told of, counted each time.
        lost: articles that were told of and are not there.
        damaged: rounds after which ``PRAGMA integrity_check`` found something.
        articles: in the archive when the rerun was done.
        complete: whether the rerun brought all that can be had.
    """

    rounds: int = 0
    whole: int = 0
    told: int = 0
    lost: int = 0
    damaged: int = 0
    articles: int = 0
    complete: bool = False


def kills(
    sources: Annotated[
        list[Path], typer.Argument(metavar="INPUT...", help="Captures, as `tearsheet.read` takes them.")
    ],
    rounds: Annotated[int, typer.Option(min=1, help="How many writers to kill.")] = 50,
    jobs: Annotated[int, typer.Option(min=1, help="Processes of each writer.")] = 1,
    output: Json = None,
) -> None:
    """Kill writers of an archive at random moments, and see that nothing that they told of is lost."""
    console = console_for(output)
    with TemporaryDirectory() as folder:
        found = kill_writers(Path(folder) / "news.tear", sources, rounds, jobs=jobs)
    console.print(
        f"{found.rounds} writers killed, {found.whole} done before; {found.told:,} articles told of, "
        f"{found.lost} lost; {found.damaged} times damaged; rerun {'complete' if found.complete else 'NOT COMPLETE'}: "
        f"{found.articles:,} articles"
    )
    write_json(output, **asdict(found))
    if found.lost or found.damaged or not found.complete:
        raise typer.Exit(1)


def kill_writers(path: Path, sources: list[Path], rounds: int, *, jobs: int = 1, longest: float = 4.0) -> Kills:
    """Kill so many writers of an archive, every fourth of them while it refreshes.

    Args:
        path: of the archive, which is made.
        sources: captures to add.
        rounds: how many writers to kill.
        jobs: processes of each writer.
        longest: seconds after opening the archive that a writer may have.
    """
    chance = random.Random(path.name)
    found = Kills()
    told: set[int] = set()
    while found.rounds < rounds:
        work = "refresh" if (found.rounds + found.whole) % 4 == 3 else "add"
        new, whole = _round(
            path, work, jobs, sources, chance.uniform(0.0, longest / 3 if work == "refresh" else longest)
        )
        told |= new
        found.rounds += not whole
        found.whole += whole
        with tearsheet.Archive(path) as archive:
            found.damaged += archive.connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
            for number in told if found.rounds % _FULL_ROUNDS == 0 else new:
                try:
                    archive.load(number)
                except (LookupError, tearsheet.ArchiveError):
                    found.lost += 1
        found.told += len(new)
        if whole and work == "add":
            # Begin again, so that the next ones have something to do.
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            told.clear()
    with tearsheet.Archive(path) as archive:
        total = archive.add(tearsheet.read(*sources), statements=False)
        again = archive.add(tearsheet.read(*sources), statements=False)
        found.articles = len(archive)
        found.complete = again.new == 0 and total.failed == again.failed and again.known == total.new + total.known
    return found


def _round(path: Path, work: str, jobs: int, sources: list[Path], seconds: float) -> tuple[set[int], bool]:
    """Articles that a writer told of before it was killed, and whether it was done before."""
    command = [sys.executable, "-c", _WRITER, str(path), work, str(jobs), *map(str, sources)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        lines = writer.stdout.read().split("\n")
    # What stands behind the last line end was cut off.
    return {int(line) for line in lines[:-1] if line.isdigit()}, "done" in lines
