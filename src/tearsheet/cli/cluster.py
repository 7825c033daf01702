"""``tearsheet cluster extract``: shards made by Daft's engine, on this machine or on a cluster of Ray."""

import time
from typing import Annotated

import typer

from tearsheet.choices import Comments, Favour
from tearsheet.cli.console import say
from tearsheet.cli.options import (
    CommentsOption,
    ErrorsOption,
    FavourOption,
    LimitsOption,
    QuietOption,
    TextFieldOption,
    parse_limits,
)
from tearsheet.cli.output import open_file
from tearsheet.cli.report import Report

__all__ = ["app"]

app = typer.Typer(name="cluster", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def cluster() -> None:
    """Extract on many cores or machines, with Daft and Ray."""


@app.command()
def extract(
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="WARC or JSON lines: a file, folder, pattern or address.")
    ],
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="Folder or address that gets the Parquet files.")],
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray",
            metavar="ADDRESS",
            help="Cluster of Ray: ray://HOST:10001, auto, or local. Without it, the cores of this machine.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, metavar="N", help="Shards at the same time. Default: all cores."),
    ] = None,
    favour: FavourOption = Favour.BALANCE,
    comments: CommentsOption = Comments.AUTO,
    statements: Annotated[
        bool, typer.Option("--with-statements", help="Find who said what, too; that takes longer.")
    ] = False,
    text_field: TextFieldOption = None,
    limits: LimitsOption = None,
    errors: ErrorsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make a Parquet file of articles of each file of captures.

    What is there already is skipped, so the same command goes on where a run was stopped. Exit status: 0 all good, 1
    files that could not be made or are damaged, 2 wrong usage.

    Examples:

    \b
      tearsheet cluster extract crawl/ tables/
      tearsheet cluster extract s3://b/crawl/ s3://b/out/ --ray auto
    """
    from pathlib import Path

    from tearsheet.cli.parquet import finish
    from tearsheet.cluster.job import extract_on_cluster
    from tearsheet.errors import CaptureError
    from tearsheet.readers.jsonlines import Fields
    from tearsheet.shards.places import find_inputs
    from tearsheet.shards.running import Run
    from tearsheet.shards.settings import Settings

    settings = Settings(favour, comments, statements, parse_limits(limits or ()), Fields(text_field))
    report = Report(open_file("--errors", Path(errors) if errors is not None else None))
    began = time.monotonic()
    try:
        sources = find_inputs([source])

        def tell(run: Run, captures: int) -> None:
            done = len(run.made) + len(run.skipped) + len(run.failed)
            rate = run.rows / max(time.monotonic() - began, 0.1)
            say(f"{done:,} of {len(sources):,} shards, {run.rows:,} captures, {rate:,.0f}/s")

        quietly = tell if not quiet else lambda run, captures: None
        run = extract_on_cluster(sources, output, settings, ray=ray, workers=workers, on_event=quietly)
    except KeyboardInterrupt:
        report.close(quiet=True)
        say("interrupted: what was whole stays, and the same command goes on from there")
        raise typer.Exit(130) from None
    except (CaptureError, ModuleNotFoundError) as error:
        report.close(quiet=True)
        raise typer.BadParameter(str(error), param_hint="INPUT") from None
    raise typer.Exit(finish(run, report, output, time.monotonic() - began, quiet=quiet))
