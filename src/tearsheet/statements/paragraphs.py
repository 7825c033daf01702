"""The paragraphs of a text: its lines, unless they were wrapped at a fixed width."""

import re
from collections.abc import Iterator

from tearsheet.statements.span import Span

__all__ = ["paragraphs"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_ENDS = frozenset(".!?…:;»”\"'’“」』。！？؟۔।)]")


def paragraphs(text: str) -> list[Span]:
    """Where the paragraphs stand, without the white space around them.

    A line that ends in the midst of a sentence and is followed at once by one that begins with a small letter goes on
    in it, as in text wrapped at a fixed width.
    """
    found: list[Span] = []
    for line in _lines(text):
        if found and _goes_on(text, found[-1], line):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - (len(line) - len(line.rstrip()))
        if start < end:
            yield Span(start, end)


def _goes_on(text: str, before: Span, line: Span) -> bool:
    between = text[before.end : line.start]
    if between.count("\n") > 1 or text[before.end - 1] in _SENTENCE_ENDS:
        return False
    return text[line.start].islower()
