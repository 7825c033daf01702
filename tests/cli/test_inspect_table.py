"""Blocks on a terminal and in a pipe."""

from io import StringIO

from rich.console import Console

from tearsheet.article.article import Article
from tearsheet.article.verdict import judge
from tearsheet.cli.inspect_table import show_table, write_lines


def test_a_pipe_gets_a_line_for_each_block(article: Article) -> None:
    header, *lines = write_lines(judge(article)).splitlines()
    rows = [dict(zip(header.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert len(rows) == 11
    assert rows[0] == {
        "mark": "left out",
        "block": "0",
        "role": "navigation",
        "probability": "0.01",
        "place": "html > body > p:nth-child(1)",
        "text": "Home · World · Sport",
    }
    assert rows[2]["probability"] == ""


def test_colour_is_never_the_only_sign(article: Article) -> None:
    plain, coloured = StringIO(), StringIO()
    show_table(article, judge(article), Console(file=plain, width=100))
    show_table(article, judge(article), Console(file=coloured, width=100, force_terminal=True, color_system="standard"))
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[" in coloured.getvalue()
    lines = plain.getvalue().splitlines()
    assert [line.split()[0] for line in lines if line[:2] in ("+ ", "= ", "- ")] == list("-==+++++++-")
    assert "- left out" in plain.getvalue()
    assert "+ kept" in plain.getvalue()
    assert "7 kept, 2 field, 2 left out" in plain.getvalue()
    assert "Warning: The page was cut off." in plain.getvalue()
    assert all(len(line) <= 100 for line in lines)
