"""The statements of an article: as a record in JSON, as lists in text and Markdown, and in the article as HTML and TEI.

Spans are offsets, in Unicode code points, in the record's ``text``, which is the article's.
"""

from collections.abc import Callable, Iterator
from typing import Any

from tearsheet._version import __version__
from tearsheet.article.article import Article
from tearsheet.formats.flow import instant
from tearsheet.formats.html import write_html
from tearsheet.formats.inline import plain, well_formed
from tearsheet.formats.said import with_statements
from tearsheet.formats.tei import write_tei
from tearsheet.statements.statement import Form, Mention, Span, Statement

__all__ = ["STATEMENT_FIELDS", "STATEMENT_FORMATS", "statement_record", "statements_record"]

STATEMENT_FIELDS = ("url", "title", "published", "language", "site_name", "text", "statements", "capture", "tearsheet")
"""Names of the record, in the order in which they are written."""

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#"})


def statements_record(article: Article) -> dict[str, Any]:
    """The record as plain values, with the names of `STATEMENT_FIELDS` in that order.

    ``capture`` is what messages call the capture; the other fields keep the meaning that they have in the Article.
    """
    values: dict[str, Any] = {
        "url": article.url,
        "title": article.title,
        "published": instant(article.published, article.published_raw),
        "language": article.language,
        "site_name": article.site_name,
        "text": article.text,
        "statements": [statement_record(statement, article.text) for statement in article.statements],
        "capture": article.capture.label if article.capture is not None else None,
        "tearsheet": __version__,
    }
    return {name: well_formed(value) if isinstance(value, str) else value for name, value in values.items()}


def statement_record(statement: Statement, text: str) -> dict[str, Any]:
    """One statement as plain values: the fields of `Statement`, and source and cue as they stand in the text.

    Args:
        statement: what to write.
        text: what it is a statement of.
    """
    day = statement.day
    return {
        "text": statement.text,
        "speaker": _mention(statement.speaker),
        "form": statement.form.value,
        "attitude": statement.attitude.value,
        "negated": statement.negated,
        "audience": _mention(statement.audience),
        "day": {"day": day.day.isoformat() if day.day else None, "span": _span(day.span)} if day is not None else None,
        "outer": statement.outer,
        "confidence": round(statement.confidence, 4),
        "source": " … ".join(span.of(text) for span in statement.source) or None,
        "cue": " … ".join(span.of(text) for span in statement.cue) or None,
        "content_spans": [_span(span) for span in statement.content],
        "source_spans": [_span(span) for span in statement.source],
        "cue_spans": [_span(span) for span in statement.cue],
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _mention(mention: Mention | None) -> dict[str, Any] | None:
    return {"name": mention.name, "span": _span(mention.span)} if mention is not None else None


def _list(article: Article, line: Callable[[Statement], str]) -> str:
    """One statement a line, those inside of others indented below them."""
    depths: dict[int, int] = {}
    lines = []
    for number, statement in enumerate(article.statements):
        outer = statement.outer
        depths[number] = depths.get(outer, 0) + 1 if outer is not None else 0
        lines.append("  " * depths[number] + line(statement))
    return "\n".join(lines)


def _about(statement: Statement) -> Iterator[str]:
    if statement.audience is not None:
        yield plain(statement.audience.name)
    if statement.day is not None and statement.day.day is not None:
        yield statement.day.day.isoformat()
    if statement.attitude.value != "speech":
        yield statement.attitude.value
    if statement.negated:
        yield "negated"


def _said(statement: Statement) -> str:
    said = plain(statement.text)
    return f"“{said}”" if statement.form is Form.DIRECT else said


def _speaker(statement: Statement) -> str:
    return plain(statement.speaker.name) if statement.speaker is not None else "?"


def _line(statement: Statement) -> str:
    about = ", ".join(_about(statement))
    return f"{_speaker(statement)}{f' ({about})' if about else ''}: {_said(statement)}"


def _item(statement: Statement) -> str:
    about = ", ".join(_about(statement)).translate(_ESCAPED)
    speaker = _speaker(statement).translate(_ESCAPED)
    return f"- **{speaker}**{f' ({about})' if about else ''}: {_said(statement).translate(_ESCAPED)}"


def _text(article: Article) -> str:
    return _list(article, _line)


def _markdown(article: Article) -> str:
    return _list(article, _item)


def _html(article: Article) -> str:
    return write_html(with_statements(article))


def _tei(article: Article) -> str:
    return write_tei(with_statements(article))


STATEMENT_FORMATS: dict[str, Callable[[Article], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "tei": _tei,
}
"""What writes the statements of an Article, by the name of the format; JSON is written of the record."""
