"""Statements of an Article: its text, with what its Blocks tell of quotations, language and day."""

from collections.abc import Iterator, Sequence

from tearsheet.article.article import Article
from tearsheet.choices import Engine
from tearsheet.page.role import Role
from tearsheet.statements.find import find_statements
from tearsheet.statements.layout import Layout
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Statement

__all__ = ["statements_of"]

_BOLD = 0.9
"""Share of a paragraph in bold that makes it a question where it asks."""


def statements_of(article: Article, engine: Engine = Engine.DEFAULT) -> tuple[Statement, ...]:
    """Who said what in an article; spans are offsets in ``article.text``.

    Args:
        article: to be read.
        engine: that reads it, where it knows the language.

    Raises:
        ModuleNotFoundError: what the engine needs is not installed.
    """
    captured = article.capture.captured if article.capture is not None else None
    placed = list(_placed(article))
    layout = Layout(tuple(_blocks(article, placed)), tuple(_questions(article, placed)))
    found = find_statements(article.text, article.language, article.published, captured, layout=layout, engine=engine)
    return tuple(found)


def _placed(article: Article) -> Iterator[tuple[int, Span]]:
    """Number of each Block of the body that says something, and where it stands in the text."""
    place = 0
    for number, block in enumerate(article.body):
        if not block.text.strip():
            continue
        start = article.text.find(block.text, place)
        if start >= 0:
            place = start + len(block.text)
            yield number, Span(start, place)


def _blocks(article: Article, placed: Sequence[tuple[int, Span]]) -> Iterator[Span]:
    """Block quotations."""
    for number, span in placed:
        if article.body[number].role is Role.QUOTATION:
            yield span


def _questions(article: Article, placed: Sequence[tuple[int, Span]]) -> Iterator[Span]:
    """Paragraphs in bold, and headings, that ask."""
    for number, span in placed:
        block = article.body[number]
        if not block.text.rstrip("\"'”»* ").endswith(("?", "？", "؟", ";")):
            continue
        bold = sum(mark.end - mark.start for mark in block.marks if mark.kind == "strong")
        if block.role is Role.HEADING or bold >= _BOLD * len(block.text):
            yield span
