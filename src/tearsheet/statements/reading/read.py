"""Drafts to Statements: every reading of this room, put together."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation
from tearsheet.statements.reading.attitudes import attitude_of, is_negated
from tearsheet.statements.reading.audiences import audience_of
from tearsheet.statements.reading.content import clean_content, form_of
from tearsheet.statements.reading.nesting import outer_of
from tearsheet.statements.reading.saydays import day_of
from tearsheet.statements.reading.speakers import resolve_speakers
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.statement import Mention, Statement, make_statement

__all__ = ["read_drafts"]


def read_drafts(wording: Wording, drafts: Sequence[Draft], told: date | None) -> list[Statement]:
    """The Statements that Drafts are.

    Args:
        wording: of the text.
        drafts: what was found in it.
        told: the day on which the text was published, or else captured.

    Returns:
        In the order in which their content begins, outer ones before those inside of them.
    """
    ordered = sorted(drafts, key=lambda draft: (draft.content[0].start, -draft.content[-1].end))
    speakers = resolve_speakers(wording, ordered)
    outer = outer_of(ordered)
    outermost = [quotation for quotation in wording.quotations if not quotation.depth]
    starts = [quotation.outer.start for quotation in outermost]
    return [
        _read(wording, draft, _near(outermost, starts, draft), speakers[number], outer[number], told)
        for number, draft in enumerate(ordered)
    ]


def _near(quotations: Sequence[Quotation], starts: Sequence[int], draft: Draft) -> list[Quotation]:
    """The outermost quotations that meet a Draft's content."""
    if not quotations:
        return []
    found: list[Quotation] = []
    for piece in draft.content:
        first = max(0, bisect_right(starts, piece.start) - 2)
        found += quotations[first : bisect_left(starts, piece.end)]
    return found


def _read(
    wording: Wording,
    draft: Draft,
    quotations: Sequence[Quotation],
    speaker: Mention | None,
    outer: int | None,
    told: date | None,
) -> Statement:
    form = form_of(wording.text, draft.content, draft.cue, quotations)
    return make_statement(
        clean_content(wording.text, draft.content, quotations),
        draft.content,
        draft.source,
        draft.cue,
        form,
        attitude_of(wording, draft, form),
        is_negated(wording, draft),
        speaker,
        audience_of(wording, draft),
        day_of(wording, draft, told),
        outer,
        draft.confidence,
    )
