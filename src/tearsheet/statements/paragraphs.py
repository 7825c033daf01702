"""The paragraphs of a text: its lines, unless they were wrapped at a fixed width."""

from tearsheet.native import featureloops
from tearsheet.statements.span import Span, make_span

__all__ = ["paragraphs"]

_SENTENCE_ENDS = frozenset(".!?…:;»”\"'’“」』。！？؟۔।)]")


def paragraphs(text: str) -> list[Span]:
    """Where the paragraphs stand, without the white space around them.

    A line that ends in the midst of a sentence and is followed at once by one that begins with a small letter goes on
    in it, as in text wrapped at a fixed width.
    """
    found: list[Span]
    if featureloops is not None:
        found = featureloops.read_paragraphs(text, _SENTENCE_ENDS, make_span)
        return found
    found = []
    place = 0
    for line in text.splitlines(keepends=True):
        behind = place + len(line)
        rest = line.lstrip()
        if rest:
            start = behind - len(rest)
            end = start + len(rest.rstrip())
            if found and text[start].islower() and _goes_on(text, found[-1], start):
                found[-1] = make_span(found[-1].start, end)
            else:
                found.append(make_span(start, end))
        place = behind
    return found


def _goes_on(text: str, before: Span, start: int) -> bool:
    between = text[before.end : start]
    return between.count("\n") <= 1 and text[before.end - 1] not in _SENTENCE_ENDS
