"""A run over shards: what is done is skipped, what kills its worker tried again, and a manifest tells of all."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tearsheet._version import __version__
from tearsheet.formats.table import SCHEMA_VERSION
from tearsheet.shards.places import Folder, Input
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import SUFFIX, Shard, read_footer
from tearsheet.shards.workers import Death, Failed, Task, Workers

__all__ = ["MANIFEST", "Attempts", "Run", "done_before", "extract_shards", "write_manifest"]

MANIFEST = "manifest.json"

_DEATHS = 2
"""Processes that may die of one shard without it being known of which capture."""


@dataclass(slots=True)
class Run:
    """What became of a run.

    Attributes:
        made: shards that were made.
        skipped: shards that were there already.
        failed: shards that could not be made.
        deaths: how many worker processes died.
    """

    made: list[Shard] = field(default_factory=list)
    skipped: list[Shard] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    deaths: int = 0

    @property
    def rows(self) -> int:
        """Rows that were written."""
        return sum(shard.rows for shard in self.made)


def extract_shards(
    sources: Iterable[Input],
    folder: str,
    settings: Settings,
    *,
    jobs: int = 1,
    on_event: Callable[[Run, int], None] = lambda run, captures: None,
) -> Run:
    """Make a Parquet file of every file of captures that has none yet.

    A shard whose process dies is begun again, once; if it dies of the same capture, that one gets an error and the
    rest is made all the same. Stopping the run loses what was not whole.

    Args:
        sources: files to read.
        folder: path or address of what gets the files and ``manifest.json``.
        settings: how.
        jobs: processes; each makes one shard at a time.
        on_event: told twice a second, and after every shard, what has become of them, and how many captures are done
            of those that are under way.

    Raises:
        OSError: the folder cannot be written.
        ModuleNotFoundError: a library that is needed is not installed.
    """
    place = Folder(folder)
    run = Run()
    todo = []
    for source in sources:
        done = done_before(source, place, settings)
        if done is None:
            todo.append(source)
        else:
            run.skipped.append(done)
    # The largest first, so that the last ones end together.
    waiting = [Task(source) for source in sorted(todo, key=lambda source: -(source.size or 0))]
    waiting.reverse()
    attempts = Attempts()
    try:
        with Workers(folder, settings, jobs) as workers:
            while waiting or workers.busy:
                while waiting and workers.takes():
                    workers.give(waiting.pop())
                for event in workers.listen():
                    run.deaths += isinstance(event, Death)
                    match attempts.next(event) if isinstance(event, Death) else event:
                        case Task() as again:
                            waiting.append(again)
                        case Failed() as failed:
                            run.failed.append(failed)
                        case made:
                            run.made.append(made)
                on_event(run, workers.captures)
    finally:
        write_manifest(place, run.failed)
    return run


class Attempts:
    """What to try next when the process that had a shard is gone."""

    def __init__(self) -> None:
        self._deaths: dict[str, list[int | None]] = {}

    def next(self, death: Death) -> Task | Failed:
        """The shard again, without a capture that has killed two processes; or that it is given up."""
        task = death.task
        before = self._deaths.setdefault(task.source.address, [])
        if death.capture is not None and death.capture in before:
            before.clear()
            return Task(task.source, task.skip | {death.capture})
        before.append(death.capture)
        if len(before) < _DEATHS:
            return task
        where = f" at capture {death.capture}" if death.capture is not None else ""
        return Failed(task.source, "crash", f"{death.reason}{where}, for the second time")


def done_before(source: Input, folder: Folder, settings: Settings) -> Shard | None:
    """The shard that an earlier run made of a file with these settings."""
    name = source.stem + SUFFIX
    if not folder.has(name):
        return None
    with folder.open(name) as file:
        shard = read_footer(file)
    return shard if shard is not None and shard.is_of(source, settings) else None


def write_manifest(folder: Folder, failed: Sequence[Failed]) -> None:
    """Write what the footers of all files in a folder say, and what failed in this run, as ``manifest.json``.

    Raises:
        OSError: it cannot be written.
    """
    shards: list[dict[str, Any]] = []
    totals: dict[str, Any] = {"shards": 0, "rows": 0, "articles": 0, "errors": {}, "faults": 0, "processor": 0.0}
    versions: dict[str, int] = {}
    for name in folder.files(SUFFIX):
        with folder.open(name) as file:
            shard = read_footer(file)
        if shard is None:
            continue
        shards.append({"file": name, **shard.to_dict()})
        totals["shards"] += 1
        totals["rows"] += shard.rows
        totals["articles"] += shard.articles
        totals["faults"] += len(shard.faults)
        totals["processor"] = round(totals["processor"] + shard.processor, 3)
        for kind, count in shard.errors.items():
            totals["errors"][kind] = totals["errors"].get(kind, 0) + count
        versions[shard.tearsheet] = versions.get(shard.tearsheet, 0) + 1
    lost = [{"source": one.source.address, "kind": one.kind, "reason": one.reason} for one in failed]
    manifest = {
        "tearsheet": __version__,
        "schema": SCHEMA_VERSION,
        "totals": totals,
        "versions": versions,
        "failed": lost,
        "shards": shards,
    }
    with folder.writing(MANIFEST) as out:
        out.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
