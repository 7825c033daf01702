"""``tearsheet corpus counts|duplicates|report``: what a folder of Parquet files holds as a whole."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from tearsheet.cli.console import say
from tearsheet.cli.jsontext import json_text
from tearsheet.cli.output import encoded, write_whole
from tearsheet.errors import TearsheetError

__all__ = ["app"]

Found = TypeVar("Found")

app = typer.Typer(name="corpus", no_args_is_help=True, rich_markup_mode=None)

FolderArgument = Annotated[
    str, typer.Argument(metavar="DIR", help="Folder or address of the Parquet files that extract made.")
]


@app.callback()
def corpus() -> None:
    """Look at the Parquet files of a run as a whole."""


@app.command()
def counts(folder: FolderArgument) -> None:
    """Count captures by language, outlet, day, kind of page and error, as JSON."""
    from tearsheet.corpus.counts import count_corpus

    print(json_text(_told(lambda: count_corpus(folder)).to_dict(), indent=2))


@app.command()
def duplicates(
    folder: FolderArgument,
    least: Annotated[
        float, typer.Option("--least", min=0.5, max=1.0, metavar="P", help="Likeness from which a text is a copy.")
    ] = 0.8,
) -> None:
    """List texts that stand in the corpus before, the same or nearly, as JSON lines.

    Leaving out the rows that are listed leaves one of each.
    """
    from tearsheet.corpus.duplicates import find_duplicates

    found = _told(lambda: list(find_duplicates(folder, least=least)))
    for duplicate in found:
        record = asdict(duplicate)
        record["of"] = dict(zip(("file", "source", "offset", "url"), duplicate.of, strict=True))
        print(json_text(record))
    say(f"{len(found):,} copies, {sum(one.likeness == 1 for one in found):,} of them the same word for word")


@app.command()
def report(
    folder: FolderArgument,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="The page.")] = "report.html",
) -> None:
    """Write a page of HTML about a run, with plots: languages, outlets, days, confidence, errors, what was cut."""
    from tearsheet.corpus.counts import count_corpus
    from tearsheet.corpus.report import write_report

    found = _told(lambda: count_corpus(folder))
    write_whole(Path(output), encoded(write_report(found, folder)))


def _told(find: Callable[[], Found]) -> Found:
    """What is found, or the one line that says why it is not."""
    try:
        return find()
    except (TearsheetError, ModuleNotFoundError) as error:
        say(str(error))
        raise typer.Exit(1) from None
