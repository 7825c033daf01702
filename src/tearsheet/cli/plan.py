"""What a command was asked for, done: inputs read, an output opened, the batch run.

What `tearsheet extract` and `tearsheet statements` have in common: they make one document of each article.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tearsheet.cli.batch import Batch
from tearsheet.cli.inputs import Item, Said, Where, count_captures, holds_several, overwrites, read_items
from tearsheet.cli.job import RECORDS, Failure, Job
from tearsheet.cli.options import Format, unwritable
from tearsheet.cli.output import (
    JOINS,
    FileOutput,
    FolderOutput,
    Join,
    Output,
    StandardOutput,
    format_of,
    is_folder,
    open_file,
)
from tearsheet.cli.progress import Progress
from tearsheet.cli.report import Report

if TYPE_CHECKING:
    from rich.console import Console

    from tearsheet.article.article import Article

__all__ = ["Plan", "make_plan", "run_plan"]

_ALONE = frozenset(Format) - frozenset(JOINS)
"""Formats of which a file holds one document."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for, once it is known to make sense.

    Attributes:
        inputs: as given.
        said: what the caller says about the captures.
        where: what stands where in JSON lines.
        job: what to make of each; its format is ``None`` where that depends on how many captures there are.
        output: file or folder to write to; ``None`` is standard output.
        folder: whether ``output`` is a folder.
        several: whether the inputs are such that they may hold any number of captures.
        record: whether something was asked for that only the JSON record has.
        errors: file for failures.
        jobs: processes.
        resume: whether captures whose output exists are skipped.
        quiet: whether only failures are told.
        show: prints the one article for a person at a terminal.
    """

    inputs: tuple[str, ...]
    said: Said
    where: Where
    job: Job
    output: Path | None
    folder: bool
    several: bool
    record: bool
    errors: Path | None
    jobs: int
    resume: bool
    quiet: bool
    show: "Callable[[Article, Console], None]"


def make_plan(
    inputs: Sequence[str],
    format_: Format | None,
    output: str | None,
    *,
    said: Said,
    where: Where,
    job: Job,
    record: str | None,
    errors: str | None,
    jobs: int,
    resume: bool,
    quiet: bool,
    show: "Callable[[Article, Console], None]",
) -> Plan:
    """What was asked for, checked.

    Args:
        inputs: as given.
        format_: what to write, where it was named.
        output: file or folder to write to, as given.
        said: what the caller says about the captures.
        where: what stands where in JSON lines.
        job: what to make of each; its format is filled in.
        record: an option that only the JSON record has, where one was given.
        errors: file for failures.
        jobs: processes.
        resume: whether captures whose output exists are skipped.
        quiet: whether only failures are told.
        show: prints the one article for a person at a terminal.

    Raises:
        typer.BadParameter: the options do not go together.
    """
    several = len(inputs) > 1 or any(holds_several(source, where.text) for source in inputs)
    if said.url is not None and several:
        raise typer.BadParameter("an address belongs to one capture; give one file or -", param_hint="--url")
    folder = output is not None and output != "-" and is_folder(output)
    if resume and not folder:
        raise typer.BadParameter("only a folder (-o DIR) tells what is done already", param_hint="--resume")
    path = None if output == "-" else output
    chosen = format_ or (Format.JSON if folder else format_of(path))
    if chosen is Format.PARQUET:
        raise typer.BadParameter("only extract writes it, with --format parquet -o DIR", param_hint="--format")
    if record is not None and chosen is not None and chosen not in RECORDS:
        raise typer.BadParameter(f"only JSON has it; {chosen} was asked for", param_hint=record)
    if chosen in _ALONE and several and not folder:
        raise _needs_folder(chosen)
    return Plan(
        inputs=tuple(inputs),
        said=said,
        where=where,
        job=replace(job, format=chosen),
        output=Path(path) if path is not None else None,
        folder=folder,
        several=several,
        record=record is not None,
        errors=Path(errors) if errors is not None else None,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
        show=show,
    )


def _needs_folder(chosen: Format | None) -> typer.BadParameter:
    return typer.BadParameter(f"several captures as {chosen} need a file each: add -o DIR/", param_hint="--output")


def run_plan(plan: Plan) -> int:
    """Do it; the exit status."""
    items = read_items(plan.inputs, plan.said, plan.job.limits, plan.where)
    head = list(islice(items, 2))
    alone = len(head) == 1
    job = _settle(plan, alone)
    if job.format in _ALONE and not alone and not plan.folder:
        raise _needs_folder(job.format)
    # A folder gets names that no capture has, unless these are written as what captures are.
    clash = plan.output is not None and (not plan.folder or job.format in (Format.HTML, Format.TEXT))
    if clash and plan.output is not None and overwrites(plan.output, folder=plan.folder, sources=plan.inputs):
        raise typer.BadParameter(f"{plan.output} holds the captures themselves", param_hint="--output")
    errors = open_file("--errors", plan.errors)
    report = Report(errors)
    on_terminal = plan.output is None and sys.stdout.isatty()
    if job.format is None and on_terminal:
        return _show(plan, job, head, report)
    try:
        output = _open(plan, job, alone)
    except OSError as error:
        if errors is not None:
            errors.discard()
        raise unwritable("--output", plan.output, error) from error
    shown = sys.stderr.isatty() and not (plan.quiet or alone or on_terminal)
    progress = Progress(shown=shown, total=count_captures(plan.inputs, plan.where.text) if shown else None)
    batch = Batch(job, output, report, jobs=plan.jobs, alone=alone, resume=plan.resume, quiet=plan.quiet)
    return batch.run(chain(head, items), progress)


def _settle(plan: Plan, alone: bool) -> Job:
    """The job with the format that suits the number of captures, where none was asked for."""
    job = plan.job
    if job.format is None:
        # A pipe must not depend on how many files a folder holds today; a person looks at what is there.
        one = alone and (not plan.several or (plan.output is None and sys.stdout.isatty()))
        if plan.record:
            job = replace(job, format=Format.JSON if one else Format.JSONL)
        elif not one:
            job = replace(job, format=Format.JSONL)
    return replace(job, indent=2) if job.format is Format.JSON and _apart(plan, alone) else job


def _apart(plan: Plan, alone: bool) -> bool:
    """Whether a document has its output to itself: what is read from a folder is a list even if it holds one page."""
    return plan.folder or (alone and not plan.several)


def _open(plan: Plan, job: Job, alone: bool) -> Output:
    join = Join() if job.format is None or _apart(plan, alone) else JOINS.get(job.format, Join())
    if plan.output is None:
        return StandardOutput(join)
    if plan.folder:
        from tearsheet.formats import SUFFIXES

        return FolderOutput(plan.output, SUFFIXES[job.format or Format.JSON])
    return FileOutput(plan.output, join)


def _show(plan: Plan, job: Job, items: Iterable[Item], report: Report) -> int:
    """Print the one capture for a person at a terminal; the exit status."""
    from rich.console import Console

    for item in items:
        failure = item.failure
        if item.capture is not None:
            try:
                article = job.article(item.capture)
            except Exception as error:
                failure = Failure.of(error, item.label)
            else:
                plan.show(replace(article, warnings=()) if plan.quiet else article, Console(file=sys.stdout))
        if failure is not None:
            report.add(failure)
    report.close()
    return 1 if report.count else 0
