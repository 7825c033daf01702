"""``tearsheet archive``: captures and their records kept in one file."""

import sys
from collections import Counter
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.archiverun import ArchiveArgument, Run, opened
from tearsheet.cli.console import counted, say
from tearsheet.cli.diff import diff
from tearsheet.cli.inputs import Said, Where, count_captures, holds_several, read_items
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.options import (
    CapturedFieldOption,
    CapturedOption,
    CommentsOption,
    ErrorsOption,
    FavourOption,
    JobsOption,
    LimitsOption,
    MediaOption,
    QuietOption,
    TextFieldOption,
    UrlFieldOption,
    UrlOption,
    parse_captured,
    parse_limits,
)
from tearsheet.cli.output import open_file
from tearsheet.cli.progress import Progress
from tearsheet.cli.report import Report
from tearsheet.cli.together import copies, corroborate, outlets, people, stories, story

__all__ = ["app"]

app = typer.Typer(
    name="archive",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep captures and their records in one file.",
)

app.command()(diff)
app.command()(copies)
app.command()(stories)
app.command()(story)
app.command()(corroborate)
app.command()(people)
app.command()(outlets)


class ExportFormat(StrEnum):
    """What an archive can be written out as."""

    PARQUET = "parquet"
    JSONL = "jsonl"
    WARC = "warc"


@app.command()
def add(
    path: ArchiveArgument,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, patterns, http(s) addresses, WARC files, JSON lines, or - for standard input.",
            show_default=False,
        ),
    ],
    url: UrlOption = None,
    captured: CapturedOption = None,
    media: MediaOption = None,
    text_field: TextFieldOption = None,
    url_field: UrlFieldOption = "url",
    captured_field: CapturedFieldOption = None,
    favour: FavourOption = Favour.BALANCE,
    comments: CommentsOption = Comments.AUTO,
    statements: Annotated[
        bool, typer.Option("--statements/--no-statements", help="Whether who said what is read and kept.")
    ] = True,
    jobs: JobsOption = 1,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Extract captures and keep them with their records; the file is made where there is none.

    What is there already is passed over, so a run that was stopped is finished by the same command. Another capture of
    an address is a new edition. Exit status: 0 all good, 1 some inputs failed, 2 wrong usage.

    Examples:

    \b
      tearsheet archive add news.tear pages/ crawl.warc.gz --jobs 4
      tearsheet archive add news.tear feed.jsonl --text-field html --captured-field seen
      tearsheet archive add news.tear https://news.example/story
    """
    several = len(inputs) > 1 or any(holds_several(source, text_field) for source in inputs)
    if url is not None and several:
        raise typer.BadParameter("an address belongs to one capture; give one file or -", param_hint="--url")
    bounds = parse_limits(limits or ())
    said = Said(url, parse_captured(captured) if captured is not None else None, media)
    where = Where(text_field, url_field, captured_field)
    with opened(path) as archive:
        shown = sys.stderr.isatty() and several and not quiet
        total = count_captures(inputs, text_field) if shown else None
        run = Run(_report(errors), Progress(shown=shown, total=total))
        captures = run.captures(read_items(inputs, said, bounds, where))
        status = run.through(
            lambda: archive.add(
                captures,
                jobs=jobs,
                favour=favour,
                comments=comments,
                statements=statements,
                limits=bounds,
                on_added=run.added,
            )
        )
        if not quiet or status:
            say(run.summary("capture", f"added to {path}", len(archive)))
    raise typer.Exit(status or run.status)


@app.command()
def refresh(
    path: ArchiveArgument,
    every: Annotated[bool, typer.Option("--all", help="Records that this version made as well.")] = False,
    statements: Annotated[
        bool, typer.Option("--statements", help="Records that were made without statements, to get them.")
    ] = False,
    jobs: JobsOption = 1,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make records anew that another version made, out of their captures.

    The old record stays until the new one is in; a run that was stopped is finished by the same command.
    """
    bounds = parse_limits(limits or ())
    with opened(path, made=False) as archive:
        shown = sys.stderr.isatty() and not quiet
        known = shown and not statements
        total = (len(archive) if every else archive.contents().outdated) if known else None
        run = Run(_report(errors), Progress(shown=shown, total=total, noun="records"))
        status = run.through(
            lambda: archive.refresh(
                jobs=jobs, limits=bounds, every=every, statements=statements, on_refreshed=run.refreshed
            )
        )
        if not quiet or status:
            say(run.summary("record", f"made anew in {path}", len(archive)))
    raise typer.Exit(status or run.status)


@app.command()
def verify(
    path: ArchiveArgument,
    sample: Annotated[
        int, typer.Option("--sample", min=0, metavar="N", help="Articles, spread evenly, to extract again.")
    ] = 100,
    limits: LimitsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Look at the file, hash every capture, and make the records of a sample anew.

    Exit status: 0 all is as it was stored, 1 something is not.
    """
    bounds = parse_limits(limits or ())
    with opened(path, read_only=True) as archive:
        looked: Counter[str] = Counter()
        wrong = 0
        shown = sys.stderr.isatty() and not quiet
        with Progress(shown=shown, noun="looked at") as progress:
            for checked in archive.verify(sample=sample, limits=bounds):
                looked[checked.kind] += 1
                progress.step(failed=checked.wrong is not None)
                if checked.wrong is not None:
                    wrong += 1
                    name = path if checked.kind == "file" else f"{path}: {checked.kind} {checked.number}"
                    say(f"{name}: {checked.wrong}")
    if not quiet or wrong:
        seen = f"{counted(looked['capture'], 'capture')} and {counted(looked['article'], 'article')} looked at"
        say(f"{seen}, {f'{wrong:,} wrong' if wrong else 'all as they were stored'}")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def export(
    path: ArchiveArgument,
    output: Annotated[
        str,
        typer.Argument(metavar="FILE", help="NAME.parquet, NAME.jsonl or NAME.warc, the last two with .gz or without."),
    ],
    format_: Annotated[
        ExportFormat | None,
        typer.Option("--format", "-f", help="What to write, where the name does not tell.", show_default=False),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Write an archive out: records as a table or as JSON lines, captures as a web archive.

    The file is there only when it is whole.
    """
    with opened(path, read_only=True) as archive:
        shown = sys.stderr.isatty() and not quiet
        run = Run(_report(None), Progress(shown=shown, total=len(archive) if shown else None, noun="articles"))

        def write() -> None:
            try:
                archive.export(output, format=format_.value if format_ is not None else None, on_exported=run.exported)
            except ValueError as error:
                raise typer.BadParameter(str(error), param_hint="FILE") from error
            except OSError as error:
                error.filename = output  # not what it is written to until it is whole
                raise

        status = run.through(write)
        if not quiet or status:
            say(run.summary("article", f"written to {output}", None))
    raise typer.Exit(status or run.status)


@app.command()
def info(
    path: ArchiveArgument,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tell what an archive holds, in numbers."""
    with opened(path, read_only=True) as archive:
        contents = archive.contents()
    if as_json:
        print(json_text(asdict(contents), indent=2))
        return
    languages = ", ".join(f"{tag or 'unknown'} {count:,}" for tag, count in islice(contents.languages.items(), 12))
    rows = {
        "articles": f"{contents.articles:,} of {contents.addresses:,} addresses and {contents.outlets:,} outlets",
        "statements": f"{contents.statements:,}",
        "published": _span(contents.first_published, contents.last_published),
        "captured": _span(contents.first_captured, contents.last_captured),
        "languages": languages,
        "captures": f"{contents.captures:,} of {_size(contents.capture_bytes)}, packed to "
        f"{_size(contents.packed_bytes)}",
        "file": f"{_size(contents.file_bytes)}, tables of version {contents.version}",
        "outdated": f"{contents.outdated:,} records of another version" if contents.outdated else "",
    }
    for name, value in rows.items():
        if value:
            print(f"{name:<11} {value}")


def _span(first: str | None, last: str | None) -> str:
    return f"{first[:10]} to {last[:10]}" if first and last else ""


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:,.1f} kB"


def _report(errors: str | None) -> Report:
    return Report(open_file("--errors", Path(errors) if errors is not None else None))
