"""Lines that open with a dash: "— We waited, said Ana. — Nobody came."."""

import re
from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.sources import source_after, source_before
from tearsheet.statements.span import Span

__all__ = ["dialogue_drafts"]

_DASH = re.compile(r"[—–―]|(?<=\s)-(?=\s)")
_CUED, _GOES_ON = 0.75, 0.35
_MOST = 32
"""Dashes in a line of dialogue; one with more is none."""

_FIRST = 3
"""Words of a piece among which the cue stands that makes it the reporter's."""


def dialogue_drafts(wording: Wording, cues: Sequence[Cue]) -> list[Draft]:
    """A Draft for each line of dialogue that a cue belongs to, and for those right beside one.

    Args:
        wording: of the text.
        cues: of the text, in order.
    """
    by_word = {cue.first: cue for cue in cues}
    found: list[Draft] = []
    before = -2
    for quotation in wording.quotations:
        if quotation.kind is not QuotationKind.DIALOGUE:
            continue
        number = wording.paragraph_at(quotation.outer.start)
        draft = _line(wording, quotation, by_word)
        if draft is not None:
            found.append(draft)
            before = number
        elif number == before + 1:
            # One answers the other: who speaks is somebody else.
            found.append(Draft((quotation.inner,), (), (), _GOES_ON))
            before = number
    return found


def _line(wording: Wording, quotation: Quotation, cues: dict[int, Cue]) -> Draft | None:
    """A line parted at its dashes, or at the comma before its cue."""
    text, inner = wording.text, quotation.inner
    cuts = [match.span() for match in _DASH.finditer(text, inner.start, inner.end)]
    if len(cuts) > _MOST:
        return None
    edges = [inner.start, *(edge for cut in cuts for edge in cut), inner.end]
    pieces = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    for number, piece in enumerate(pieces):
        words = wording.within(piece)
        first = range(words.start, min(words.stop, words.start + _FIRST))
        cue = next((cues[index] for index in first if index in cues), None)
        if cue is None or not number:
            continue
        end = _sentence_end(wording, cue, words.stop)
        source, _ = source_after(wording, cue, end)
        if source is None:
            source = source_before(wording, cue, words.start)
        own = Span(wording.starts[cue.first], wording.ends[cue.last - 1])
        said = [each for other, each in enumerate(pieces) if other != number]
        return Draft(_trimmed(text, said), (source,) if source else (), (own,), _CUED)
    return _by_comma(wording, inner, cues)


def _by_comma(wording: Wording, inner: Span, cues: dict[int, Cue]) -> Draft | None:
    words = wording.within(inner)
    for index in words:
        cue = cues.get(index)
        if cue is None or cue.according or index - 1 < words.start:
            continue
        comma = index - 1
        while comma > words.start and index - comma <= _FIRST and wording.forms[comma] not in ",!?":
            comma -= 1
        if wording.forms[comma] not in ",!?":
            continue
        end = _sentence_end(wording, cue, words.stop)
        source, _ = source_after(wording, cue, end)
        if source is None:
            source = source_before(wording, cue, comma + 1)
        if source is None:
            continue
        own = Span(wording.starts[cue.first], wording.ends[cue.last - 1])
        said = [Span(inner.start, wording.starts[comma])]
        if end + 1 < words.stop:
            said.append(Span(wording.starts[end + 1], inner.end))
        return Draft(_trimmed(wording.text, said), (source,), (own,), _CUED)
    return None


def _sentence_end(wording: Wording, cue: Cue, end: int) -> int:
    index = cue.last
    while index < end and wording.forms[index] not in ".!?…":
        index += 1
    return index


def _trimmed(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    found = []
    for piece in pieces:
        start, end = piece.start, piece.end
        while start < end and (text[start].isspace() or text[start] in ",.;"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
            end -= 1
        if start < end:
            found.append(Span(start, end))
    return tuple(found)
