"""A page's Blocks for a terminal, as a table in colour, and for a pipe, as tab-separated values."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tearsheet.article.article import Article
from tearsheet.article.verdict import Judged, Verdict, findings, judge, said
from tearsheet.cli.console import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["show_table", "write_lines"]

_STYLES = {Verdict.KEPT: "green", Verdict.FIELD: "cyan", Verdict.LEFT_OUT: "red"}
_SIGNS = {Verdict.KEPT: "+", Verdict.FIELD: "=", Verdict.LEFT_OUT: "-"}
_SAID = {"said": "underline", "said inside": "underline", "source": "bold blue", "cue": "bold"}
_LINES = 4
"""Lines of a Block's text that the table shows; a pipe and the HTML page get all of it."""


def write_lines(judged: Sequence[Judged]) -> str:
    """Tab-separated values, one Block a line, a line of names before them."""
    lines = ["mark\tblock\trole\tprobability\tplace\ttext"]
    for each in judged:
        block = each.block
        values = (each.verdict, str(block.block), each.role, _probability(each), str(block.place), said(block))
        lines.append("\t".join(" ".join(value.split()) for value in values))
    return "\n".join(lines) + "\n"


def _probability(each: Judged) -> str:
    return "" if each.block.probability is None else f"{each.block.probability:.2f}"


def show_table(article: Article, shown: Sequence[Judged], console: "Console") -> None:
    """The fields, the Blocks, and the count of both on a terminal."""
    from rich.table import Table
    from rich.text import Text

    fields = Table(box=None, show_header=False, pad_edge=False)
    fields.add_column(style="bold", no_wrap=True)
    fields.add_column(ratio=1)
    fields.add_column(style="dim")
    for finding in findings(article):
        found = finding.evidence[0] if finding.evidence else None
        where = f"{found.source} {_tail(str(found.place), console.width // 4)}" if found is not None else ""
        value = printable(finding.value)[: console.width * _LINES]
        fields.add_row(finding.name, Text(value or "not used"), Text(printable(where)))
    console.print(fields)
    console.line()

    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("mark", no_wrap=True)
    table.add_column("block", justify="right", no_wrap=True)
    table.add_column("role", no_wrap=True)
    table.add_column("prob.", justify="right", no_wrap=True)
    table.add_column("text", ratio=1, overflow="fold")
    table.add_column("place", style="dim", no_wrap=True)
    for each in shown:
        style = _STYLES[each.verdict]
        table.add_row(
            Text(f"{_SIGNS[each.verdict]} {each.verdict}", style=style),
            str(each.block.block),
            Text(each.role, style=style),
            _probability(each),
            _words(each, console.width * 2),
            Text(_tail(printable(str(each.block.place)), max(16, console.width // 6))),
        )
    console.print(table)
    console.line()
    counts = Counter(each.verdict for each in judge(article))
    line = Text(f"{article.page_type}, confidence {article.confidence:.2f}: ")
    line.append(", ".join(f"{counts[verdict]:,} {verdict}" for verdict in Verdict))
    console.print(line)
    for warning in article.warnings:
        console.print(Text(f"Warning: {printable(warning)}", style="yellow"))


def _words(each: Judged, length: int) -> "Text":
    """The beginning of what a Block says, the parts of statements in it set apart."""
    from rich.text import Text

    block = each.block
    text = Text(_head(printable(" ".join(said(block).split())), length))
    if text.plain[: length - 1] == block.text[: length - 1]:
        for mark in block.marks:
            if mark.kind in _SAID:
                text.stylize(_SAID[mark.kind], mark.start, mark.end)
    return text


def _head(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _tail(text: str, length: int) -> str:
    """The end of a path tells more than its beginning."""
    return text if len(text) <= length else "…" + text[1 - length :]
