"""The paragraphs of a text: its lines, unless they were wrapped at a fixed width."""

import re

from tearsheet.making import maker
from tearsheet.native import featureloops
from tearsheet.statements.span import Span

__all__ = ["paragraphs"]

# From its first sign to its last one.
_LINE = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_SENTENCE_ENDS = frozenset(".!?…:;»”\"'’“」』。！？؟۔।)]")

_span = maker(Span)


def paragraphs(text: str) -> list[Span]:
    """Where the paragraphs stand, without the white space around them.

    A line that ends in the midst of a sentence and is followed at once by one that begins with a small letter goes on
    in it, as in text wrapped at a fixed width.
    """
    found: list[Span]
    if featureloops is not None:
        found = featureloops.read_paragraphs(text, _SENTENCE_ENDS, _span)
        return found
    found = []
    for match in _LINE.finditer(text):
        line = Span(*match.span())
        if found and text[line.start].islower() and _goes_on(text, found[-1], line):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _goes_on(text: str, before: Span, line: Span) -> bool:
    between = text[before.end : line.start]
    return between.count("\n") <= 1 and text[before.end - 1] not in _SENTENCE_ENDS
