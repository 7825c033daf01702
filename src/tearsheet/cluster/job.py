"""Shards made by Daft's engine, on the cores of one machine or on a cluster of Ray: the ready job.

Daft places the shards and moves nothing else; each is made as `tearsheet extract --format parquet` makes it, by a
process that is watched. So a file is whole or not there, and a run that is killed goes on where it was.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from functools import cache
from typing import Any

from tearsheet.cluster.frames import count_cores, load_daft
from tearsheet.shards.places import Folder, Input
from tearsheet.shards.running import Attempts, Run, done_before, write_manifest
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import Shard
from tearsheet.shards.workers import Death, Failed, Task, Workers

__all__ = ["extract_on_cluster"]

_ROUNDS = 3
"""Queries in a row that may end without a single shard made before what is left is given up."""


def extract_on_cluster(
    sources: Iterable[Input],
    folder: str,
    settings: Settings,
    *,
    ray: str | None = None,
    workers: int | None = None,
    on_event: Callable[[Run, int], None] = lambda run, captures: None,
) -> Run:
    """Make a Parquet file of every file of captures that has none yet.

    Args:
        sources: files to read; every worker must be able to.
        folder: path or address of what gets the files and ``manifest.json``; every worker must be able to write there.
        settings: how.
        ray: address of a cluster of Ray, ``"auto"`` for the one that this machine belongs to, ``"local"`` for a new one
            of this machine alone; ``None`` takes
            the engine that Daft was told to take, its native one where it was told nothing.
        workers: how many shards are made at the same time; as many as there are cores where it is ``None``.
        on_event: told after every shard what has become of them.

    Raises:
        ModuleNotFoundError: Daft, or Ray, is not installed.
        OSError: the folder cannot be written.
    """
    daft = load_daft()
    if ray is not None and daft.get_or_infer_runner_type() != "ray":
        daft.set_runner_ray(None if ray == "local" else ray)
    place = Folder(folder)
    sources = list(sources)
    run = Run()
    settled: set[str] = set()
    for source in sources:
        if (done := done_before(source, place, settings)) is not None:
            run.skipped.append(done)
            settled.add(source.address)
    idle = 0
    try:
        while idle < _ROUNDS and (todo := [source for source in sources if source.address not in settled]):
            before = len(settled)
            lost = _query(daft, todo, folder, settings, workers, run, settled, on_event)
            if lost is None:
                break
            # What was made and not told of any more.
            for source in todo:
                if source.address not in settled and (done := done_before(source, place, settings)) is not None:
                    run.made.append(done)
                    settled.add(source.address)
            run.deaths += 1
            idle = 0 if len(settled) > before else idle + 1
            if idle == _ROUNDS:
                left = (source for source in todo if source.address not in settled)
                run.failed += (Failed(source, "crash", f"the engine gave it up: {lost}") for source in left)
    finally:
        write_manifest(place, run.failed)
    return run


def _query(
    daft: Any,
    todo: list[Input],
    folder: str,
    settings: Settings,
    workers: int | None,
    run: Run,
    settled: set[str],
    on_event: Callable[[Run, int], None],
) -> str | None:
    """Let the engine make shards; why it stopped before all were settled."""
    cores = min(workers or count_cores(daft), len(todo))
    frame = daft.from_pydict({"source": [json.dumps(asdict(source)) for source in todo]})
    if daft.get_or_infer_runner_type() == "ray":
        # One partition would be one machine's.
        frame = frame.into_partitions(len(todo))
    maker = _maker(cores)(folder, settings)
    try:
        for row in frame.select(maker.make(daft.col("source")).alias("made")).iter_rows():
            address, made, failed = json.loads(row["made"])
            settled.add(address)
            if made is not None:
                run.made.append(Shard.from_dict(made))
            else:
                run.failed.append(Failed(Input(**failed["source"]), failed["kind"], failed["reason"]))
            on_event(run, 0)
    except Exception as error:
        # The engine raises whatever it likes when a process or a machine is gone.
        return f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return None


@cache
def _maker(workers: int) -> Any:
    """The class of Daft whose instances make shards, one at a time each."""
    daft = load_daft()

    @daft.cls(use_process=True, max_concurrency=workers)
    class Maker:
        """Makes shards in a process of its own, which stays for the next."""

        def __init__(self, folder: str, settings: Settings) -> None:
            self._workers = Workers(folder, settings, 1)

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)  # type: ignore[untyped-decorator]
        def make(self, sources: Any) -> list[str]:
            return [_make(self._workers, Input(**json.loads(source))) for source in sources.to_arrow().to_pylist()]

    return Maker


def _make(workers: Workers, source: Input) -> str:
    """One shard: the address of its file, and what became of it."""
    attempts = Attempts()
    workers.give(Task(source))
    while True:
        for event in workers.listen():
            match attempts.next(event) if isinstance(event, Death) else event:
                case Task() as again:
                    workers.give(again)
                case Failed() as failed:
                    return json.dumps((source.address, None, asdict(failed)))
                case made:
                    return json.dumps((source.address, made.to_dict(), None))
