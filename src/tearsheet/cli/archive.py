"""``tearsheet archive``: captures and their records kept in one file."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.console import say
from tearsheet.cli.diff import diff
from tearsheet.cli.inputs import Item, Said, Where, count_captures, holds_several, read_items
from tearsheet.cli.job import Failure
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
from tearsheet.errors import ArchiveError

if TYPE_CHECKING:
    from tearsheet.archive.adding import Added
    from tearsheet.archive.archive import Archive
    from tearsheet.capture import Capture

__all__ = ["app"]

app = typer.Typer(
    name="archive",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep captures and their records in one file.",
)

app.command()(diff)

ArchiveArgument = Annotated[str, typer.Argument(metavar="ARCHIVE", help="The archive's file.", show_default=False)]


@contextmanager
def opened(path: str, *, read_only: bool = False) -> "Iterator[Archive]":
    """An archive, closed in the end; what is wrong with it is told in one line, with exit status 1."""
    try:
        from tearsheet.archive.archive import Archive

        with Archive(path, read_only=read_only) as archive:
            yield archive
    except (ArchiveError, ModuleNotFoundError) as error:
        say(str(error))
        raise typer.Exit(1) from error


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
        report = Report(open_file("--errors", Path(errors) if errors is not None else None))
        shown = sys.stderr.isatty() and several and not quiet
        run = _Adding(report, Progress(shown=shown, total=count_captures(inputs, text_field) if shown else None))
        stopped = None
        try:
            with run.progress:
                captures = run.captures(read_items(inputs, said, bounds, where))
                archive.add(captures, jobs=jobs, favour=favour, comments=comments, limits=bounds, on_added=run.take)
        except KeyboardInterrupt:
            stopped = 130
        except ArchiveError as error:
            say(f"stopped: {error}")
            stopped = 1
        except OSError as error:
            say(f"stopped: {error.strerror or error}")
            stopped = 1
        report.close()
        if not quiet or stopped:
            say(run.summary(path, len(archive), interrupted=stopped == 130))
    raise typer.Exit(stopped or (1 if report.count else 0))


class _Adding:
    """Account of a run."""

    def __init__(self, report: Report, progress: Progress) -> None:
        self.progress = progress
        self._report = report
        self._began = time.monotonic()
        self._new = 0
        self._known = 0

    def captures(self, items: Iterator[Item]) -> "Iterator[Capture]":
        """The captures among what the inputs hold."""
        for item in items:
            if item.capture is not None:
                yield item.capture
            elif item.failure is not None:
                self._fail(item.failure)

    def take(self, added: "Added") -> None:
        """Note what became of a capture."""
        if added.error is not None:
            self._fail(Failure.of(added.error, added.source))
            return
        self._new += added.new
        self._known += not added.new
        self.progress.step(failed=False)

    def _fail(self, failure: Failure) -> None:
        self._report.add(failure)
        self.progress.step(failed=True)

    def summary(self, path: str, articles: int, *, interrupted: bool) -> str:
        """What was done, in one line."""
        seconds = time.monotonic() - self._began
        total = self._new + self._known + self._report.count
        parts = [f"{self._new:,} added to {path}"]
        if self._known:
            parts.append(f"{self._known:,} there already")
        if self._report.count:
            parts.append(f"{self._report.count:,} failed")
        begin = "interrupted after " if interrupted else ""
        rate = f", {total / seconds:,.0f}/s" if seconds > 0 else ""
        return f"{begin}{total:,} captures: {', '.join(parts)}, which holds {articles:,} ({seconds:.1f} s{rate})"
