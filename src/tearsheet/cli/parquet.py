"""``tearsheet extract --format parquet``: files of many captures in, a Parquet file for each out."""

import sys
import time
from collections.abc import Sequence
from typing import Any

import typer

from tearsheet.cli.console import counted, say
from tearsheet.cli.options import Format
from tearsheet.cli.output import open_file
from tearsheet.cli.report import Report
from tearsheet.errors import CaptureError
from tearsheet.shards.places import find_inputs
from tearsheet.shards.running import Run, extract_shards
from tearsheet.shards.settings import Settings

__all__ = ["check_options", "finish", "run_shards", "say_failures", "summary"]


def check_options(output: str | None, given: dict[str, Any]) -> str:
    """The folder to write to.

    Args:
        output: as given.
        given: options that Parquet has no use for, by name, with their values.

    Raises:
        typer.BadParameter: no folder was named, or such an option.
    """
    for name, value in given.items():
        if value:
            raise typer.BadParameter(f"it is of no use with --format {Format.PARQUET}", param_hint=name)
    if output is None or output == "-":
        raise typer.BadParameter("a Parquet file for each input needs a folder: add -o DIR", param_hint="--output")
    return output


def run_shards(
    inputs: Sequence[str], output: str, settings: Settings, *, jobs: int, errors: str | None, quiet: bool
) -> int:
    """Do it; the exit status: 1 where a shard could not be made, or a file is damaged."""
    from pathlib import Path

    report = Report(open_file("--errors", Path(errors) if errors is not None else None))
    began = time.monotonic()
    shown = sys.stderr.isatty() and not quiet
    run = Run()
    try:
        sources = find_inputs(tuple(inputs))
        told = _Told(len(sources), began) if shown else None
        run = extract_shards(
            sources, output, settings, jobs=jobs, on_event=told.tell if told is not None else lambda run, captures: None
        )
    except KeyboardInterrupt:
        say("interrupted: what was whole stays, and the same command goes on from there")
        report.close(quiet=True)
        return 130
    except (CaptureError, ModuleNotFoundError) as error:
        report.close(quiet=True)
        raise typer.BadParameter(str(error), param_hint="INPUT") from None
    return finish(run, report, output, time.monotonic() - began, quiet=quiet)


def finish(run: Run, report: Report, output: str, seconds: float, *, quiet: bool) -> int:
    """Tell what became of a run; the exit status."""
    say_failures(run, report)
    report.close()
    if not quiet:
        say(summary(run, output, seconds))
    return 1 if report.count else 0


def say_failures(run: Run, report: Report) -> None:
    """Into the report what could not be read, file by file."""
    from tearsheet.cli.job import Failure

    for shard in run.made:
        for fault in shard.faults:
            place = f"{shard.source}@{fault.offset}" if fault.offset is not None else shard.source
            report.add(Failure(place, "capture", fault.reason))
    for failed in run.failed:
        report.add(Failure(failed.source.address, failed.kind, failed.reason))


def summary(run: Run, output: str, seconds: float) -> str:
    """What was done, in one line."""
    articles = sum(shard.articles for shard in run.made)
    parts = [f"{counted(len(run.made), 'shard')} written to {output}"]
    if run.skipped:
        parts.append(f"{len(run.skipped):,} there already")
    if run.failed:
        parts.append(f"{len(run.failed):,} failed")
    rate = f", {run.rows / seconds:,.0f}/s" if seconds > 0 else ""
    return f"{counted(run.rows, 'capture')}, {counted(articles, 'article')}: {', '.join(parts)} ({seconds:.1f} s{rate})"


class _Told:
    """A line on the terminal that counts shards and captures."""

    def __init__(self, total: int, began: float) -> None:
        self._total = total
        self._began = began

    def tell(self, run: Run, captures: int) -> None:
        done = len(run.made) + len(run.skipped) + len(run.failed)
        seen = run.rows + captures
        seconds = max(time.monotonic() - self._began, 0.1)
        failed = f", {len(run.failed):,} failed" if run.failed else ""
        end = "\n" if done == self._total else ""
        line = f"{done:,} of {self._total:,} shards, {seen:,} captures, {seen / seconds:,.0f}/s{failed}"
        sys.stderr.write(f"\r\x1b[K{line}{end}")
        sys.stderr.flush()
