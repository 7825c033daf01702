"""The learned engine's Drafts with what quotation marks and rules know besides: whole quotations, sources, the rest.

A learned content that takes most of a quotation takes all of it; a cue without a source gets the one that rules find
beside it; quotations that nobody claimed are added, to the statement that they go on with or as their own.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.inverted import apart_from_source
from tearsheet.statements.rules.mended import is_of_itself, with_shared_sources, with_whole_name, without_mixture
from tearsheet.statements.rules.sources import source_after
from tearsheet.statements.span import Span, make_span

__all__ = ["together"]

_SURE = 0.7
"""Confidence from which on a quotation that the engine left is a statement: one with a cue and a source."""

_REACH = 24
"""Words behind a cue among which its source is looked for."""

_SEVERAL = 2
_NEAR = 8
"""Contents that begin before a cue and may hold it."""

_TO = frozenset("to à au aux auprès".split())
_MOST = 0.5
"""Share of a quotation from which on all of it is meant."""


def together(wording: Wording, learned: Sequence[Draft], ruled: Sequence[Draft]) -> list[Draft]:
    """All Drafts of a text.

    Args:
        wording: of the text.
        learned: Drafts of the learned engine.
        ruled: Drafts of the rules; of these, quotations alone are used.
    """
    quoted = [each for each in wording.quotations if each.kind is QuotationKind.MARKS and not each.depth]
    starts = [each.outer.start for each in quoted]
    drafts = [
        with_whole_name(wording, _with_source(wording, apart_from_source(wording, _in_place(wording, draft))))
        for draft in (without_mixture(wording, _whole(wording, draft, quoted, starts)) for draft in learned)
        if not is_of_itself(wording, draft, quoted, starts)
    ]
    drafts = _once(with_shared_sources(wording, drafts))
    own = {quotation.outer for quotation in quoted}
    holders = sorted((piece.start, piece.end, number) for number, draft in enumerate(drafts) for piece in draft.content)
    drafts = [_inside(draft, drafts, holders) for draft in drafts]
    begins = [start for start, _, _ in holders]
    reach = _running_ends(holders)
    for draft in ruled:
        if draft.content[0] not in own:
            continue
        met = [_holder(piece, holders, begins, reach) for piece in draft.content]
        rest = tuple(piece for piece, number in zip(draft.content, met, strict=True) if number is None)
        first = next((number for number in met if number is not None), None)
        if first is None:
            if draft.confidence >= _SURE:
                drafts.append(draft)
        elif rest and (
            draft.content[-1] in rest or any(cue.meets(own) for cue in draft.cue for own in drafts[first].cue)
        ):
            drafts[first] = replace(drafts[first], content=tuple(sorted({*drafts[first].content, *rest})))
    return drafts


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without those that say what another says by part of the same cue."""
    best: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        other = best.get(draft.content)
        if other is None or other.confidence < draft.confidence:
            best[draft.content] = draft
    return [
        draft
        for draft in drafts
        if best[draft.content] is draft or not any(a.meets(b) for a in draft.cue for b in best[draft.content].cue)
    ]


def _inside(draft: Draft, drafts: Sequence[Draft], holders: Sequence[tuple[int, int, int]]) -> Draft:
    """A Draft whose cue another's content holds, without the pieces of its source that this content does not hold.

    "The ministry said that the command had proposed ...": it is the command that proposed.
    """
    if len(draft.source) < _SEVERAL or not draft.cue:
        return draft
    cue = draft.cue[0]
    last = bisect_left(holders, (cue.start + 1, 0, 0))
    for _, end, number in holders[max(0, last - _NEAR) : last]:
        if cue.end <= end and drafts[number] is not draft:
            kept = tuple(piece for piece in draft.source if any(each.holds(piece) for each in drafts[number].content))
            if kept and len(kept) < len(draft.source):
                return replace(draft, source=kept)
    return draft


def _running_ends(holders: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """For each piece, the end farthest right of it and those before it, and whose it is."""
    found: list[tuple[int, int]] = []
    for _, end, number in holders:
        found.append(max(found[-1], (end, number)) if found else (end, number))
    return found


def _holder(
    piece: Span, holders: Sequence[tuple[int, int, int]], begins: Sequence[int], reach: Sequence[tuple[int, int]]
) -> int | None:
    """The Draft whose content meets a piece."""
    index = bisect_left(begins, piece.end) - 1
    if index < 0 or reach[index][0] <= piece.start:
        return None
    return holders[index][2] if holders[index][1] > piece.start else reach[index][1]


def _whole(wording: Wording, draft: Draft, quoted: Sequence[Quotation], starts: Sequence[int]) -> Draft:
    """A Draft with the quotations that it takes most of, whole."""
    pieces = []
    for piece in draft.content:
        start, end = piece.start, piece.end
        for number in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)):
            outer = quoted[number].outer
            shared = min(end, outer.end) - max(start, outer.start)
            inside = outer.holds(piece) and any(outer.holds(cue) for cue in draft.cue)
            if shared >= _MOST * len(outer) and not inside:
                start, end = min(start, outer.start), max(end, outer.end)
                if not any(map(str.isalnum, wording.text[start : outer.start])):
                    start = outer.start
        if len(draft.content) == 1 and start == piece.start and end == piece.end:
            return draft
        pieces.append(make_span(start, end))
    content = _apart(pieces)
    return draft if content == draft.content else replace(draft, content=content)


def _in_place(wording: Wording, draft: Draft) -> Draft:
    """A Draft without pieces in another paragraph than its first, unless they stand between quotation marks."""
    if len(draft.content) == 1:
        return draft
    own = wording.paragraph_at(draft.content[0].start)
    content = tuple(
        piece
        for piece in draft.content
        if wording.paragraph_at(piece.start) == own
        or wording.is_quoted(piece.start)
        or wording.is_quoted(piece.end - 1)
    )
    return draft if content == draft.content else replace(draft, content=content)


def _apart(pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces in order, those that meet as one."""
    found: list[Span] = []
    for piece in sorted(pieces):
        if found and piece.start < found[-1].end:
            found[-1] = make_span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)


def _with_source(wording: Wording, draft: Draft) -> Draft:
    """A Draft whose cue is followed by somebody, though the engine named nobody."""
    if draft.source or not draft.cue:
        return draft
    words = wording.within(draft.cue[-1])
    if not words:
        return draft
    first = words.stop
    sentence = wording.sentences[words.start]
    end = first
    while end < len(wording.forms) and wording.sentences[end] == sentence and end - first < _REACH:
        if any(piece.start <= wording.starts[end] < piece.end for piece in draft.content):
            break
        end += 1
    if end > first and wording.lower[first] in _TO:
        # "a déclaré à Sputnik un porte-parole": whom it was said to stands first.
        first += 2
        while first < end and wording.forms[first][0].isupper():
            first += 1
    source, _ = source_after(wording, Cue(words.start, first), end)
    if source is None or any(source.meets(piece) for piece in (*draft.content, *draft.cue)):
        return draft
    return replace(draft, source=(source,))
