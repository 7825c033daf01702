"""Article to text, Markdown, HTML, JSON and TEI: one module a format."""

from collections.abc import Callable

from tearsheet.article.article import Article
from tearsheet.formats.html import write_html
from tearsheet.formats.json import FIELDS, write_json
from tearsheet.formats.markdown import write_markdown
from tearsheet.formats.tei import write_tei
from tearsheet.formats.text import write_text

__all__ = ["FIELDS", "FORMATS", "SUFFIXES"]


def _indented(article: Article) -> str:
    return write_json(article, indent=2)


FORMATS: dict[str, Callable[[Article], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "json": _indented,
    "jsonl": write_json,
    "tei": write_tei,
}
"""What writes an Article, by the name of the format. None ends in a line end."""

SUFFIXES: dict[str, str] = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "json": ".json",
    "jsonl": ".jsonl",
    "tei": ".xml",
}
"""How the name of a file in a format ends."""
