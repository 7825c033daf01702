"""``tearsheet inspect``: every Block of a page, what it was taken for, and what became of it."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.console import printable, say
from tearsheet.cli.inputs import Item, Said, read_items
from tearsheet.cli.job import Failure, Job
from tearsheet.cli.options import (
    CapturedOption,
    CommentsOption,
    FavourOption,
    LimitsOption,
    MediaOption,
    UrlOption,
    parse_captured,
    parse_limits,
)
from tearsheet.cli.output import FileOutput, Join, encoded

if TYPE_CHECKING:
    from tearsheet.article.article import Article
    from tearsheet.article.verdict import Judged

__all__ = ["inspect"]


class Only(StrEnum):
    """Which Blocks to show."""

    KEPT = "kept"
    REMOVED = "removed"


def inspect(
    source: Annotated[
        str,
        typer.Argument(metavar="INPUT", help="A file, an address, or - for standard input.", show_default=False),
    ],
    html: Annotated[bool, typer.Option("--html", help="One HTML page that stands on its own.")] = False,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False),
    ] = None,
    only: Annotated[
        Only | None,
        typer.Option("--only", help="Show what was kept (body and fields), or what was removed.", show_default=False),
    ] = None,
    width: Annotated[
        int | None,
        typer.Option("--width", min=60, max=1000, metavar="N", help="Columns of the table.", show_default=False),
    ] = None,
    url: UrlOption = None,
    captured: CapturedOption = None,
    media: MediaOption = None,
    favour: FavourOption = Favour.BALANCE,
    comments: CommentsOption = Comments.AUTO,
    limits: LimitsOption = None,
) -> None:
    """Show every Block of a page with its role, its probability and its place, kept or not.

    A terminal gets a table, a pipe gets lines of tab-separated values (mark, block, role, probability, place, text).

    Examples:

    \b
      tearsheet inspect story.html
      tearsheet inspect story.html --only removed
      tearsheet inspect story.html --html -o why.html
      tearsheet inspect story.html | grep navigation
    """
    instant = parse_captured(captured) if captured is not None else None
    job = Job(None, parse_limits(limits or ()), favour=favour, comments=comments)
    items = list(islice(read_items([source], Said(url, instant, media), job.limits), 2))
    if not items:
        say(f"{source}: there is no capture in it")
        raise typer.Exit(1)
    article = _article(job, items[0])
    if len(items) > 1:
        say(f"{source} holds several captures; this is the first, {items[0].label}")
    from tearsheet.article.verdict import judge

    path = None if output is None or output == "-" else Path(output)
    as_html = html or (path is not None and path.suffix.lower() in (".html", ".htm"))
    if not as_html and width is None and (path is not None or not sys.stdout.isatty()):
        from tearsheet.cli.inspect_table import write_lines

        _put(path, write_lines(_wanted(judge(article), only)))
        return
    from tearsheet.formats.said import with_statements

    shown = _wanted(judge(with_statements(article)), only)
    if as_html:
        from tearsheet.cli.inspect_html import write_inspection

        _put(path, write_inspection(article, shown, items[0].label))
    elif path is None and sys.stdout.isatty():
        from rich.console import Console

        from tearsheet.cli.inspect_table import show_table

        show_table(article, shown, Console(file=sys.stdout, width=width))
    else:
        _put(path, _table(article, shown, width))


def _article(job: Job, item: Item) -> "Article":
    failure = item.failure
    if item.capture is not None:
        try:
            return job.article(item.capture)
        except Exception as error:
            failure = Failure.of(error, item.label)
    say(str(failure))
    raise typer.Exit(1)


def _wanted(judged: "Sequence[Judged]", only: Only | None) -> "list[Judged]":
    if only is None:
        return list(judged)
    return [each for each in judged if each.removed == (only is Only.REMOVED)]


def _put(path: Path | None, document: str) -> None:
    if path is None:
        sys.stdout.write(printable(document) if sys.stdout.isatty() else document)
        sys.stdout.flush()
        return
    try:
        file = FileOutput(path, Join())
        file.write("", encoded(document))
        file.close(whole=True)
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="--output") from error


def _table(article: "Article", shown: "Sequence[Judged]", width: int | None) -> str:
    from rich.console import Console

    from tearsheet.cli.inspect_table import show_table

    text = StringIO()
    show_table(article, shown, Console(file=text, width=width))
    return text.getvalue()
