"""``tearsheet clean``: texts in, texts without what is no part of them out, and a count of what was cut."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.batch import Batch
from tearsheet.cli.cleanjob import CleanJob
from tearsheet.cli.console import say
from tearsheet.cli.inputs import Item, Said, Where, count_captures, holds_several, overwrites, read_items
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.leftover import forget, is_done
from tearsheet.cli.options import (
    CapturedFieldOption,
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
    parse_limits,
    unwritable,
)
from tearsheet.cli.output import JOINS, FileOutput, Output, StandardOutput, encoded, format_of, is_folder, open_file
from tearsheet.cli.progress import Progress
from tearsheet.cli.report import Report
from tearsheet.cli.resumed import ResumedFile
from tearsheet.cli.shards import ShardOutput
from tearsheet.cli.tally import Tally

__all__ = ["clean"]

_FORMATS = (Format.TEXT, Format.JSONL)
_DEFAULT_FIELD = "text"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was asked for, once it is known to make sense.

    Attributes:
        inputs: as given.
        said: what the caller says about the texts.
        where: what stands where in JSON lines.
        job: what to make of each.
        output: file or folder to write to; ``None`` is standard output.
        folder: whether ``output`` is a folder.
        report: file for what was kept and cut.
        errors: file for failures.
        jobs: processes.
        resume: whether documents are skipped whose output is there from an earlier run.
        quiet: whether only failures are told.
    """

    inputs: tuple[str, ...]
    said: Said
    where: Where
    job: CleanJob
    output: Path | None
    folder: bool
    report: Path | None
    errors: Path | None
    jobs: int
    resume: bool
    quiet: bool


def clean(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="JSON lines, WET files, text files, folders, patterns, or - for standard input.",
            show_default=False,
        ),
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", metavar="text|jsonl", help="What to write.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help="Write to this file (.gz compresses), or one file for each input file to this folder.",
            show_default=False,
        ),
    ] = None,
    text_field: TextFieldOption = None,
    url_field: UrlFieldOption = "url",
    captured_field: CapturedFieldOption = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="NAME",
            help="Put the cleaned text into this field and keep the given one.",
            show_default=False,
        ),
    ] = None,
    with_removed: Annotated[
        bool, typer.Option("--with-removed", help="List in the record what was left out, with its role and place.")
    ] = False,
    title: Annotated[bool, typer.Option("--title/--no-title", help="Whether the title is part of the text.")] = True,
    media: MediaOption = None,
    favour: FavourOption = Favour.BALANCE,
    comments: CommentsOption = Comments.AUTO,
    least_confidence: Annotated[
        float,
        typer.Option("--least-confidence", min=0.0, max=1.0, metavar="P", help="Drop what is less sure, 0 to 1."),
    ] = 0.0,
    report: Annotated[
        str | None,
        typer.Option(
            "--report", metavar="FILE", help="Write what was kept and cut, by role, as JSON.", show_default=False
        ),
    ] = None,
    jobs: JobsOption = 1,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on where an earlier run was stopped; with -o DIR, or -o FILE for JSON lines."
        ),
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Leave out of texts what is no part of them: menus, teasers, captions, prompts.

    One text gives text, many give JSON lines: the objects as given, the text cleaned, and a tearsheet object that says
    what was kept and cut, where, and how sure that is. Inputs are read as streams. Documents with nothing left are
    dropped and counted. Exit status: 0 all good, 1 some inputs failed, 2 wrong usage.

    Examples:

    \b
      tearsheet clean page.txt
      tearsheet clean corpus.jsonl.gz -o clean.jsonl.gz --report cut.json
      tearsheet clean shards/ --text-field doc.raw -o cleaned/ --jobs 8 --resume
      tearsheet clean crawl.warc.wet.gz --least-confidence 0.8 > kept.jsonl
      zcat dump.gz | tearsheet clean - --into cleaned > both.jsonl
    """
    if format_ is not None and format_ not in _FORMATS:
        raise typer.BadParameter(f"clean writes text or jsonl, not {format_}", param_hint="--format")
    folder = output is not None and output != "-" and is_folder(output)
    path = None if output == "-" else output
    chosen = format_ or (None if folder else format_of(path))
    if resume and not folder and (path is None or chosen is not Format.JSONL):
        raise typer.BadParameter(
            "only a folder (-o DIR) or a file of JSON lines tells what is done already", param_hint="--resume"
        )
    if chosen is not None and chosen not in _FORMATS:
        raise typer.BadParameter(
            f"clean writes text or jsonl, and the name says {chosen}; name it otherwise or add --format",
            param_hint="--output",
        )
    for name, asked in (("--into", into is not None), ("--with-removed", with_removed)):
        if asked and chosen is Format.TEXT:
            raise typer.BadParameter("only JSON lines have it; text was asked for", param_hint=name)
    if (into is not None or with_removed) and not folder:
        chosen = Format.JSONL
    if into is not None and into == (text_field or _DEFAULT_FIELD):
        raise typer.BadParameter(f"{into!r} is the field of the given text", param_hint="--into")
    plan = _Plan(
        inputs=tuple(inputs),
        said=Said(media=media),
        # The field counts as named, so that JSON lines are read out of folders and pipes as well.
        where=Where(text_field or _DEFAULT_FIELD, url_field, captured_field),
        job=CleanJob(
            chosen,
            parse_limits(limits or ()),
            text_field or _DEFAULT_FIELD,
            into,
            with_removed,
            least_confidence,
            favour,
            comments,
            title,
        ),
        output=Path(path) if path is not None else None,
        folder=folder,
        report=Path(report) if report is not None else None,
        errors=Path(errors) if errors is not None else None,
        jobs=jobs,
        resume=resume,
        quiet=quiet,
    )
    raise typer.Exit(_run(plan))


def _run(plan: _Plan) -> int:
    """Do it; the exit status."""
    if plan.output is not None and overwrites(plan.output, folder=plan.folder, sources=plan.inputs):
        raise typer.BadParameter(f"{plan.output} holds the texts themselves", param_hint="--output")
    if plan.resume and not plan.folder and plan.output is not None and is_done(plan.output):
        if not plan.quiet:
            say(f"{plan.output} is there already")
        return 0
    errors = open_file("--errors", plan.errors)
    try:
        report = open_file("--report", plan.report)
    except typer.BadParameter:
        _discard(errors)
        raise
    shards: ShardOutput | None = None
    done: Callable[[Item], bool] | None = None
    try:
        if plan.folder and plan.output is not None:
            shards = ShardOutput(plan.output, plan.job.format)
            done = _done(shards, resume=plan.resume)
        items = read_items(plan.inputs, plan.said, plan.job.limits, plan.where, done)
        head = list(islice(items, 2))
        alone = len(head) == 1 and not head[0].file and not any(map(holds_several, plan.inputs))
        job = plan.job
        if job.format is None and shards is None:
            job = replace(job, format=Format.TEXT if alone else Format.JSONL)
        output = shards or _open(plan, job.format or Format.JSONL)
    except OSError as error:
        _discard(errors)
        _discard(report)
        raise unwritable("--output", plan.output, error) from error
    shown = sys.stderr.isatty() and not (plan.quiet or alone or (plan.output is None and sys.stdout.isatty()))
    total = count_captures(plan.inputs, plan.where.text) if shown else None
    failures = Report(errors)
    tally = Tally()
    batch = Batch(job, output, failures, jobs=plan.jobs, alone=alone, resume=plan.resume, quiet=plan.quiet, tally=tally)
    status = batch.run(chain(head, items), Progress(shown=shown, total=total, noun="documents"))
    if not plan.quiet and tally.documents:
        say(tally.line())
    if report is not None:
        record = tally.record(failed=failures.count, skipped=batch.skipped, whole=batch.whole)
        report.write("", encoded(json_text(record, indent=2) + "\n"))
        report.close(whole=True)
    return status


def _done(shards: ShardOutput, *, resume: bool) -> Callable[[Item], bool]:
    """Whether an input file of several documents has its output."""

    def done(item: Item) -> bool:
        return resume and shards.has(shards.name(item.stem, item.file), "")

    return done


def _open(plan: _Plan, format_: Format) -> Output:
    if plan.output is None:
        return StandardOutput(JOINS[format_])
    if plan.resume:
        return ResumedFile(plan.output)
    forget(plan.output)
    return FileOutput(plan.output, JOINS[format_], lasting=True)


def _discard(file: FileOutput | None) -> None:
    if file is not None:
        file.discard()
