"""What several commands share: their arguments, where they print, and figures written as JSON."""

import json
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.errors import BenchmarkError

__all__ = ["Folders", "Json", "Limit", "OneFolder", "console_for", "progress", "write_json"]

Folders = Annotated[list[Path], typer.Argument(metavar="FOLDER...", help="Folders with gold.jsonl and html/.")]
OneFolder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder with gold.jsonl and html/.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many pages of a folder, spread evenly.")]
Json = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", help="Write the figures as JSON too; - prints them and no tables."),
]


def console_for(output: Path | None) -> Console:
    """Where tables go: nowhere when the figures are printed as JSON."""
    console = Console(quiet=output is not None and str(output) == "-")
    if not console.is_terminal:
        console.width = 132  # a file or a pipe has room for the tables
    return console


def write_json(output: Path | None, **figures: Any) -> None:
    """Write figures, with what they were measured on.

    Args:
        output: file; ``-`` is standard output, ``None`` writes nothing.
        figures: plain values.

    Raises:
        BenchmarkError: the file cannot be written.
    """
    if output is None:
        return
    values = {"python": platform.python_version(), "platform": platform.platform(), **figures}
    text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    if str(output) == "-":
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BenchmarkError(f"{output}: cannot be written: {error.strerror}") from None


@contextmanager
def progress(name: str, steps: int) -> Iterator[Callable[[], None]]:
    """A line on standard error that tells how far a run has come; gives what is called after each step."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # A drawing thread beside the systems would be timed with them: it draws when a step is done, and seldom.
    with Progress(
        *columns, console=console, transient=True, auto_refresh=False, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(name, total=steps)

        def done() -> None:
            bar.advance(task)
            if int(bar.tasks[0].completed) % 10 == 0:
                bar.refresh()

        yield done
