"""An article's statements as marks on its Blocks, so that the formats of an article can show them.

The kinds are ``"said"``, ``"said inside"`` for a statement in another's content, ``"source"`` and ``"cue"``; the target
is the statement's number, and for content ``"direct"`` or ``"indirect"`` behind it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from tearsheet.article.article import Article
from tearsheet.formats.text import text_spans
from tearsheet.page.block import Mark
from tearsheet.statements.statement import Form, Span

__all__ = ["with_statements"]


def with_statements(article: Article) -> Article:
    """The article with its statements marked in its body."""
    blocks = text_spans(article).blocks
    starts = [start for start, _ in blocks]
    marks: dict[int, list[Mark]] = defaultdict(list)
    for span, kind, target in _spans(article):
        number = max(0, bisect_right(starts, span.start) - 1)
        while number < len(blocks) and blocks[number][0] < span.end:
            start, end = blocks[number]
            if span.start < end:
                marks[number].append(Mark(max(span.start, start) - start, min(span.end, end) - start, kind, target))
            number += 1
    body = tuple(
        replace(block, marks=(*block.marks, *marks[number])) if number in marks else block
        for number, block in enumerate(article.body)
    )
    return replace(article, body=body)


def _spans(article: Article) -> Iterator[tuple[Span, str, str]]:
    for number, statement in enumerate(article.statements):
        kind = "said" if statement.outer is None else "said inside"
        form = "direct" if statement.form is Form.DIRECT else "indirect"
        yield from ((span, kind, f"{number} {form}") for span in statement.content)
        yield from ((span, "source", str(number)) for span in statement.source)
        yield from ((span, "cue", str(number)) for span in statement.cue)
