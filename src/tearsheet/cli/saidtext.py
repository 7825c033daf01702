"""An article's statements for a person at a terminal: who, then what, and below it where and when."""

from typing import TYPE_CHECKING

from tearsheet.article.article import Article
from tearsheet.cli.console import printable
from tearsheet.statements.statement import Attitude, Form, Statement

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["show_statements"]

_WIDEST = 92
"""Cells of a line; longer ones are hard to read."""

_STYLES = {Form.DIRECT: "", Form.INDIRECT: "italic", Form.MIXED: ""}


def show_statements(article: Article, console: "Console") -> None:
    """Print the title and every statement."""
    from rich.padding import Padding
    from rich.text import Text

    width = min(console.width, _WIDEST)
    if article.title:
        console.print(Text(printable(article.title), style="bold"), width=width)
        console.line()
    depths: dict[int, int] = {}
    for number, statement in enumerate(article.statements):
        outer = statement.outer
        depths[number] = min(8, depths.get(outer, 0) + 1) if outer is not None else 0
        speaker = statement.speaker.name if statement.speaker is not None else "unknown"
        line = Text(printable(speaker), style="bold cyan")
        line.append(f"  {_about(statement)}", style="not bold dim")
        said = printable(statement.text)
        words = Text(f"“{said}”" if statement.form is Form.DIRECT else said, style=_STYLES[statement.form])
        left = 2 * depths[number]
        console.print(Padding(line, (0, 0, 0, left)), width=width, highlight=False)
        console.print(Padding(words, (0, 0, 1, left + 2)), width=width, highlight=False)
    if not article.statements:
        console.print(Text("No statement was found.", style="dim"))
    for warning in article.warnings:
        console.print(Text(printable(f"Warning: {warning}"), style="yellow"), width=width)


def _about(statement: Statement) -> str:
    parts = [statement.form.value]
    if statement.attitude is not Attitude.SPEECH:
        parts.append(statement.attitude.value)
    if statement.negated:
        parts.append("negated")
    if statement.audience is not None:
        parts.append(f"to {printable(statement.audience.name)}")
    if statement.day is not None and statement.day.day is not None:
        parts.append(statement.day.day.isoformat())
    parts.append(f"{statement.confidence:.2f}")
    return " · ".join(parts)
