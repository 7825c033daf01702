"""The article as a person reads it."""

from dataclasses import replace
from datetime import datetime
from io import StringIO

from rich.console import Console

from tearsheet.article.article import Article, Entry
from tearsheet.cli.person import published, show_article, write_plain
from tearsheet.page.block import Block, Cell, Kind
from tearsheet.page.place import Place
from tearsheet.page.role import Role


def shown(article: Article, width: int = 60) -> str:
    out = StringIO()
    show_article(article, Console(file=out, width=width))
    return out.getvalue()


def test_plain_text(article: Article) -> None:
    lines = write_plain(article).split("\n\n")
    assert lines[:4] == [
        "Harbour <b>votes</b>",
        "Ana Petrović · 2024-05-01 08:30 +00:00 · The Harbour Post",
        "A referendum decides.",
        "The iron bridge has carried trams & carts.",
    ]
    assert write_plain(article).endswith("return 1 < 2\n")
    assert write_plain(Article()) == "\n"


def test_a_terminal_gets_everything_in_its_shape(article: Article) -> None:
    text = shown(article)
    assert "1. Repair" in text
    assert "    def f():" in text
    assert "[Image: The bridge at dawn — R. Osei]" in text
    assert "1990" in text
    assert "Warning: The page was cut off." in text
    assert "article · confidence 0.93 · 7 Blocks kept, 4 not in the body" in text
    assert all(len(line.rstrip()) <= 60 for line in text.splitlines())


def test_a_terminal_gets_no_control_sequences(article: Article) -> None:
    assert "\x1b" not in shown(replace(article, title="a\x1b]0;title\x07", warnings=("\x9b2J",)))


def test_nothing_found() -> None:
    assert "No text was found." in shown(Article())


def test_a_day_without_a_time_stays_a_day() -> None:
    assert published(Article(published=datetime(2024, 5, 1), published_raw="1 May 2024")) == "2024-05-01"
    assert published(Entry(published=datetime(2024, 5, 1, 7, 5, 30))) == "2024-05-01 07:05"


def test_a_huge_block_and_a_huge_table_are_shown_at_once() -> None:
    place = Place("span", start=0, end=1)
    line = Block("x" * 3_000_000, Kind.PARAGRAPH, place, role=Role.PARAGRAPH)
    rows = tuple((Cell(f"{n}"), Cell("b")) for n in range(100_000))
    table = Block("0 | b", Kind.TABLE, place, role=Role.TABLE, cells=rows)
    text = shown(Article(body=(line, table)))
    assert "x" * 3_000_000 in text
    assert "100,000 rows of 2 columns, of which 300 and 2 are shown" in " ".join(text.split())
