"""Who speaks behind an inverted verb: the mayor in "...," said the mayor, who ...; no part of what was said."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.sources import source_after
from tearsheet.statements.span import Span

__all__ = ["apart_from_source"]

_CONFIDENCE = 0.7
_REACH = 80
"""Words behind a cue that are looked at."""

_JOINED = 6
"""Characters between a cue and its source where one stands right beside the other, such as "-t-"."""

_IT = frozenset("l' l’ le".split())
"""What stands for what was said, before the verb."""

_EDGES = " \t\n\xa0\u202f,.;:!?-‐‑–—"


def apart_from_source(wording: Wording, draft: Draft) -> Draft:
    """A Draft whose content holds nothing of its own source.

    Args:
        wording: of the text.
        draft: as the learned engine has it.
    """
    if not draft.cue:
        return draft
    if not draft.source:
        return _inverted(wording, draft)
    if all(piece.of(wording.text).lower() in _IT for piece in draft.source):
        return _foretold(wording, draft)
    for piece in draft.content:
        for source in draft.source:
            if piece.start < source.end and source.start < piece.end:
                return _parted(wording, draft)
    return draft


def _inverted(wording: Wording, draft: Draft) -> Draft:
    """What was said stands before a verb of saying, and what the engine took to go on with it is who said it."""
    cue = draft.cue[-1]
    words = wording.within(cue)
    before = [piece for piece in draft.content if piece.end <= cue.start]
    if not words or not before or not any(is_of(wording, index, "say", "ask") for index in words):
        return draft
    between = wording.text[before[-1].end : cue.start]
    if any(map(str.isalnum, between)) or (between.isspace() and wording.text[before[-1].end - 1].isalnum()):
        return draft
    end = words.stop
    bound = min(wording.sentence_bounds[wording.sentences[words.start]][1], end + _REACH)
    while end < bound and not wording.quoted_words[end]:
        end += 1
    behind = Span(cue.end, wording.ends[end - 1])
    swallowed = [piece for piece in draft.content if piece.start >= cue.end and piece.meets(behind)]
    if not swallowed:
        return draft
    source, _ = source_after(wording, Cue(words.start, words.stop), end)
    if source is None:
        return draft
    content = tuple(piece for piece in draft.content if piece not in swallowed)
    return replace(draft, content=content, source=(source,), confidence=max(draft.confidence, _CONFIDENCE))


def _foretold(wording: Wording, draft: Draft) -> Draft:
    """What follows who said it: "Comme l'a dit la maire, « ... »", where "l'" stands for what was said."""
    words, piece = wording.within(draft.cue[-1]), draft.content[0]
    number = bisect_left(wording.quoted, piece.start, key=lambda each: each.start)
    opening = wording.quoted[number] if number < len(wording.quoted) else None
    if not words or opening is None or not piece.holds(opening) or wording.at(piece.start) != words.stop:
        return draft
    source, _ = source_after(wording, Cue(words.start, words.stop), wording.at(opening.start))
    if source is None or any(map(str.isalnum, wording.text[source.end : opening.start])):
        return draft
    return replace(draft, content=(Span(opening.start, piece.end), *draft.content[1:]), source=(source,))


def _parted(wording: Wording, draft: Draft) -> Draft:
    """A content without the reporting clause in it: "Not so, she says. We wait." between one pair of marks."""
    clause = Span(min(draft.cue[0].start, draft.source[0].start), max(draft.cue[-1].end, draft.source[-1].end))
    if len(clause) > sum(map(len, (*draft.cue, *draft.source))) + _JOINED:
        return draft
    content = tuple(
        part
        for piece in draft.content
        for part in (_trimmed(wording.text, each) for each in _without(piece, clause))
        if any(map(str.isalnum, part.of(wording.text)))
    )
    return replace(draft, content=content) if content else draft


def _without(piece: Span, clause: Span) -> Sequence[Span]:
    if not piece.meets(clause):
        return (piece,)
    return [part for part in (Span(piece.start, clause.start), Span(clause.end, piece.end)) if part.start < part.end]


def _trimmed(text: str, piece: Span) -> Span:
    start, end = piece.start, piece.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
