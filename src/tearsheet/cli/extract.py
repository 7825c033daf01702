"""``tearsheet extract``: captures in, articles out."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.batch import Batch
from tearsheet.cli.inputs import Item, Said, Where, count_captures, holds_several, overwrites, read_items
from tearsheet.cli.job import RECORDS, Failure, Job
from tearsheet.cli.options import (
    CapturedFieldOption,
    CapturedOption,
    CommentsOption,
    ErrorsOption,
    FavourOption,
    Format,
    JobsOption,
    LimitsOption,
    MediaOption,
    QuietOption,
    TextFieldOption,
    UrlFieldOption,
    UrlOption,
    parse_captured,
    parse_fields,
    parse_limits,
    unwritable,
)
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

__all__ = ["extract"]

_ALONE = frozenset(Format) - frozenset(JOINS)
"""Formats of which a file holds one document."""


@dataclass(frozen=True, slots=True)
class _Plan:
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


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, patterns, http(s) addresses, WARC files, JSON lines, or - for standard input.",
            show_default=False,
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="What to write. Name it in scripts.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help="Write to this file, or one file for each capture to this folder (a name without a suffix).",
            show_default=False,
        ),
    ] = None,
    url: UrlOption = None,
    captured: CapturedOption = None,
    media: MediaOption = None,
    text_field: TextFieldOption = None,
    url_field: UrlFieldOption = "url",
    captured_field: CapturedFieldOption = None,
    favour: FavourOption = Favour.BALANCE,
    comments: CommentsOption = Comments.AUTO,
    jobs: JobsOption = 1,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields", metavar="NAMES", help="Fields of the JSON record, such as title,authors.", show_default=False
        ),
    ] = None,
    with_removed: Annotated[
        bool, typer.Option("--with-removed", help="Keep what was left out in the JSON record, with its role.")
    ] = False,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With -o DIR: skip captures whose output is there already.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Turn captures into articles.

    One capture prints for a person, several print JSON lines, a folder (-o DIR) gets a JSON file for each. Name the
    format in scripts. Exit status: 0 all good, 1 some inputs failed, 2 wrong usage.

    Examples:

    \b
      tearsheet extract story.html
      tearsheet extract story.html --format markdown -o story.md
      tearsheet extract pages/ 'more/**/*.html' --jobs 4 -o articles/
      tearsheet extract crawl.warc.gz --errors failed.jsonl > articles.jsonl
      tearsheet extract dump.jsonl.zst --text-field html > articles.jsonl
      curl -s $ADDRESS | tearsheet extract - --url $ADDRESS
      tearsheet extract pages/ --fields url,title,published
    """
    several = len(inputs) > 1 or any(holds_several(source, text_field) for source in inputs)
    if url is not None and several:
        raise typer.BadParameter("an address belongs to one capture; give one file or -", param_hint="--url")
    folder = output is not None and output != "-" and is_folder(output)
    if resume and not folder:
        raise typer.BadParameter("only a folder (-o DIR) tells what is done already", param_hint="--resume")
    path = None if output == "-" else output
    chosen = format_ or (Format.JSON if folder else format_of(path))
    record = fields is not None or with_removed
    if record and chosen is not None and chosen not in RECORDS:
        name = "--fields" if fields is not None else "--with-removed"
        raise typer.BadParameter(f"only JSON has it; {chosen} was asked for", param_hint=name)
    if chosen in _ALONE and several and not folder:
        raise _needs_folder(chosen)
    names: tuple[str, ...] | None = None
    if fields is not None:
        from tearsheet.formats import FIELDS

        names = parse_fields(fields, FIELDS)
    instant = parse_captured(captured) if captured is not None else None
    plan = _Plan(
        inputs=tuple(inputs),
        said=Said(url, instant, media),
        where=Where(text_field, url_field, captured_field),
        job=Job(
            chosen,
            parse_limits(limits or ()),
            names,
            with_removed or "left_out" in (names or ()),
            favour=favour,
            comments=comments,
        ),
        output=Path(path) if path is not None else None,
        folder=folder,
        several=several,
        record=record,
        errors=Path(errors) if errors is not None else None,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
    )
    raise typer.Exit(_run(plan))


def _needs_folder(chosen: Format | None) -> typer.BadParameter:
    return typer.BadParameter(f"several captures as {chosen} need a file each: add -o DIR/", param_hint="--output")


def _run(plan: _Plan) -> int:
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
        return _show(job, head, report, quiet=plan.quiet)
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


def _settle(plan: _Plan, alone: bool) -> Job:
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


def _apart(plan: _Plan, alone: bool) -> bool:
    """Whether a document has its output to itself: what is read from a folder is a list even if it holds one page."""
    return plan.folder or (alone and not plan.several)


def _open(plan: _Plan, job: Job, alone: bool) -> Output:
    join = Join() if job.format is None or _apart(plan, alone) else JOINS.get(job.format, Join())
    if plan.output is None:
        return StandardOutput(join)
    if plan.folder:
        from tearsheet.formats import SUFFIXES

        return FolderOutput(plan.output, SUFFIXES[job.format or Format.JSON])
    return FileOutput(plan.output, join)


def _show(job: Job, items: Iterable[Item], report: Report, *, quiet: bool) -> int:
    """Print the one capture for a person at a terminal; the exit status."""
    from rich.console import Console

    from tearsheet.cli.person import show_article

    for item in items:
        failure = item.failure
        if item.capture is not None:
            try:
                article = job.article(item.capture)
            except Exception as error:
                failure = Failure.of(error, item.label)
            else:
                show_article(replace(article, warnings=()) if quiet else article, Console(file=sys.stdout))
        if failure is not None:
            report.add(failure)
    report.close()
    return 1 if report.count else 0
