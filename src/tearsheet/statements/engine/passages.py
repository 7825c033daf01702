"""What the engine found, held against the quotations of the text: one that is begun is read to its end, and one of some
length that no cue was found for is a statement all the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.span import Span

__all__ = ["UNKNOWN", "complete", "left_over", "quoted"]

_WORD = re.compile(r"\w+")
_LONG, _SENTENCE, _LINE = 8, 5, 2
"""Words from which a quotation is speech: in any case, where it ends as a sentence does, where it fills its line."""

_ENDS = frozenset(".!?…,。！？؟।")
_ADJACENT = 3
"""Characters between a statement and a quotation that goes on with it."""

UNKNOWN = 0.35
"""How likely a long quotation that no cue was found for is a statement of who seems to be its source."""

_LONGEST = 4000
_NESTED = 8


def quoted(draft: Draft, quotations: Sequence[Quotation]) -> bool:
    """Whether the content begins in a quotation.

    Args:
        draft: with some content.
        quotations: in order.
    """
    start = draft.content[0].start
    place = bisect_right(quotations, start, key=lambda each: each.outer.start)
    # Those inside others are shorter, and few: the one that holds the place is among the last that begin before it.
    return any(each.outer.start <= start < each.outer.end for each in quotations[max(place - _NESTED, 0) : place])


def complete(drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Contents that begin with a quotation's mark and break off inside it, read on to its end."""
    marked = [each for each in quotations if each.kind is QuotationKind.MARKS and not each.depth]
    starts = [each.outer.start for each in marked]
    completed = []
    for draft in drafts:
        content = [_to_the_end(piece, marked, starts) for piece in draft.content]
        if all(piece is whole for piece, whole in zip(draft.content, content, strict=True)) and _is_apart(content):
            completed.append(draft)
            continue
        merged: list[Span] = []
        for piece in content:
            if merged and piece.start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
            else:
                merged.append(piece)
        completed.append(replace(draft, content=tuple(merged)))
    return completed


def _is_apart(pieces: Sequence[Span]) -> bool:
    """Whether no piece begins before the end of the one before."""
    return all(piece.start >= before.end for before, piece in pairwise(pieces))


def _to_the_end(piece: Span, marked: Sequence[Quotation], starts: Sequence[int]) -> Span:
    place = bisect_left(starts, piece.start - 1)
    for quotation in marked[place : place + 1]:
        outer = quotation.outer
        if outer.start <= piece.start + 1 and piece.end < outer.end and quotation.closed:
            return Span(min(piece.start, outer.start), outer.end)
    return piece


def _fills_line(text: str, quotation: Quotation) -> bool:
    """Whether nothing else stands in its paragraph: a heading or a pull quote."""
    outer = quotation.outer
    before = text[outer.start - 1] if outer.start else "\n"
    return quotation.closed and before == "\n" and text[outer.end : outer.end + 1] in ("", "\n")


def left_over(text: str, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Span]:
    """Quotations that look like speech and of which no statement holds a good part."""
    pieces = sorted((piece.start, piece.end) for draft in drafts for piece in draft.content)
    starts = [start for start, _ in pieces]
    reach = [0]
    for _, end in pieces:
        reach.append(max(reach[-1], end))
    found = []
    for quotation in quotations:
        outer = quotation.outer
        if quotation.kind is not QuotationKind.MARKS or quotation.depth or len(outer) > _LONGEST:
            continue
        after = bisect_left(starts, outer.end)
        begin = bisect_left(reach, outer.start + 1)
        held = sum(
            max(min(end, outer.end) - max(start, outer.start), 0) for start, end in pieces[max(begin - 1, 0) : after]
        )
        if held > 0.3 * len(outer):
            continue
        words = len(_WORD.findall(text, outer.start, outer.end))
        inner = quotation.inner.of(text)
        if (
            words >= _LONG
            or (words >= _SENTENCE and inner[-1:] in _ENDS)
            or (words >= _LINE and _fills_line(text, quotation))
        ):
            found.append(outer)
    return found
