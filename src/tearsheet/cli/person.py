"""An article for a person to read: on a terminal set and wrapped, elsewhere as plain paragraphs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tearsheet.article.article import Article, Entry
from tearsheet.cli.console import printable
from tearsheet.formats.flow import Figure, Listing, Part, Quotation, instant, sections, separate_standfirst, shape
from tearsheet.page.block import Block, Cell
from tearsheet.page.role import Role

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["published", "show_article", "write_plain"]

_WIDEST = 92
"""Cells of a line; longer ones are hard to read."""

_LONGEST = 20_000
"""Characters of a Block that is still wrapped; setting a line of megabytes takes longer than anybody waits."""

_MOST_CELLS = 600
"""Cells of a table that are drawn; the rest is counted."""


def published(article: Article | Entry) -> str:
    """When it was published, for a person: ISO 8601 with spaces between day, time and zone, seconds left away."""
    moment = article.published
    text = instant(moment, article.published_raw if isinstance(article, Article) else None)
    if text is None or moment is None or "T" not in text:
        return text or ""
    zone = moment.isoformat()[len(moment.replace(tzinfo=None).isoformat()) :]
    return f"{text[:10]} {text[11:16]} {zone}".strip()


def _about(article: Article) -> str:
    """The line below the title: who, when, where."""
    parts = (", ".join(author.name for author in article.authors), published(article), article.site_name)
    return " · ".join(part for part in parts if part)


def write_plain(article: Article) -> str:
    """Title, byline and date, standfirst and body as plain text: one line a paragraph, an empty line between two."""
    parts = (article.title, _about(article), article.text)
    return "\n\n".join(part for part in parts if part) + "\n"


def show_article(article: Article, console: "Console") -> None:
    """Print the article on a terminal: title, byline and date, standfirst, body, warnings."""
    width = min(console.width, _WIDEST)
    for piece in _pieces(article):
        if isinstance(piece, str):
            console.file.write(f"{piece}\n")
        else:
            console.print(piece, width=width, highlight=False)
        console.line()


def _pieces(article: Article) -> "Iterator[RenderableType | str]":
    from rich.text import Text

    for text, style in (
        (article.kicker, "dim"),
        (article.title, "bold"),
        (_about(article), "cyan"),
        (separate_standfirst(article), "italic"),
    ):
        if text:
            yield Text(printable(text), style=style)
    for section in sections(article):
        if section.entry is not None:
            line = (published(section.entry), section.entry.author, section.title)
            yield Text(printable(" · ".join(part for part in line if part)), style="bold cyan")
        for part in section.parts:
            yield from _part(part)
    if not article.text:
        yield Text("No text was found.", style="dim")
    for warning in article.warnings:
        yield Text(printable(f"Warning: {warning}"), style="yellow")
    count = f"{len(article.body):,} Blocks kept, {len(article.left_out):,} not in the body"
    yield Text(f"{article.page_type} · confidence {article.confidence:.2f} · {count}", style="dim")


def _part(part: Part) -> "Iterator[RenderableType | str]":
    from rich.padding import Padding
    from rich.text import Text

    match part:
        case Figure(image):
            caption = image.caption or image.description or image.address
            line = " — ".join(piece for piece in (caption, image.credit) if piece)
            yield Text(printable(f"[Image: {line}]"), style="dim")
        case Quotation(blocks):
            for block in blocks:
                yield Padding(Text(printable(block.text), style="italic"), (0, 0, 0, 4), expand=False)
        case Listing():
            yield from _listing(part)
        case Block():
            yield from _block(part)


def _block(block: Block) -> "Iterator[RenderableType | str]":
    from rich.padding import Padding
    from rich.text import Text

    text = printable(block.text)
    role = shape(block)
    if role is Role.TABLE:
        yield _table(block.cells)
    elif len(text) > _LONGEST:
        yield text
    elif role is Role.CODE:
        yield Padding(Text(text.expandtabs(4), overflow="fold"), (0, 0, 0, 4), expand=False)
    else:
        yield Text(text, style="bold" if role is Role.HEADING else "")


def _listing(listing: Listing) -> "Iterator[RenderableType | str]":
    """The items, each with its lines clear of its mark."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for mark, text in _items(listing, 0):
        grid.add_row(Text(mark), Text(text))
    yield Padding(grid, (0, 0, 0, 2), expand=False)


def _items(listing: Listing, level: int) -> Iterator[tuple[str, str]]:
    for item in listing.items:
        mark = f"{item.block.ordinal}." if item.block.ordinal is not None else "•"
        yield "  " * level + mark, printable(item.block.text)
        for inner in item.lists:
            yield from _items(inner, level + 1)


def _table(rows: tuple[tuple[Cell, ...], ...]) -> "RenderableType":
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    columns = max((len(row) for row in rows), default=0)
    wide = min(columns, _MOST_CELLS // 10)
    shown = rows[: _MOST_CELLS // max(1, wide)]
    table = Table(show_header=False)
    for _ in range(wide):
        table.add_column(overflow="fold")
    for row in shown:
        cells = (Text(printable(cell.text[:_LONGEST]), style="bold" if cell.header else "") for cell in row[:wide])
        table.add_row(*cells)
    if len(shown) == len(rows) and wide == columns:
        return table
    cut = f"{len(rows):,} rows of {columns:,} columns, of which {len(shown)} and {wide} are shown"
    return Group(table, Text(cut, style="dim"))
