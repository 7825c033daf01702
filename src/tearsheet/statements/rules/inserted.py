"""Quotations that dashes part: "The bridge — said the mayor — stays closed", all of it between one pair of marks."""

import re
from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.cues import cue_at
from tearsheet.statements.rules.sources import source_after
from tearsheet.statements.span import Span

__all__ = ["inserted_drafts"]

_DASH = re.compile(r"[—–―]|(?<=\s)-(?=\s)")
_CONFIDENCE = 0.7
_FIRST = 3
"""Words of the inserted clause among which its cue stands."""

_MOST = 6
"""Dashes in a quotation; one with more is no such one."""

_LONGEST = 160
"""Characters of an inserted clause."""


def inserted_drafts(wording: Wording, quotations: Sequence[Quotation]) -> dict[Span, Draft]:
    """A Draft for each quotation that a reporting clause between dashes parts, by the quotation's span.

    Args:
        wording: of the text.
        quotations: that may be so parted.
    """
    plain: Wording | None = None
    found: dict[Span, Draft] = {}
    for quotation in quotations:
        cuts = [match.span() for match in _DASH.finditer(wording.text, quotation.inner.start, quotation.inner.end)]
        if not cuts or len(cuts) > _MOST:
            continue
        # Words between marks are nobody's source; these are the reporter's.
        plain = plain or wording.with_quotations(())
        draft = _parted(plain, quotation, cuts)
        if draft is not None:
            found[quotation.outer] = draft
    return found


def _parted(plain: Wording, quotation: Quotation, cuts: Sequence[tuple[int, int]]) -> Draft | None:
    ends = [*(start for start, _ in cuts[1:]), quotation.inner.end]
    for number, ((before, start), end) in enumerate(zip(cuts, ends, strict=True)):
        words = plain.within(Span(start, end))
        if end - start > _LONGEST or not words:
            continue
        cue = next((cue_at(plain, index) for index in words[:_FIRST] if cue_at(plain, index)), None)
        source = source_after(plain, cue, words.stop)[0] if cue is not None else None
        if cue is None or source is None:
            continue
        last = number + 1 == len(cuts)
        content = [Span(quotation.outer.start, _trimmed(plain.text, before))]
        if not last:
            content.append(Span(_begun(plain.text, cuts[number + 1][1]), quotation.outer.end))
        own = Span(plain.starts[cue.first], plain.ends[cue.last - 1])
        return Draft(tuple(content), (source,), (own,), _CONFIDENCE)
    return None


def _trimmed(text: str, end: int) -> int:
    while end and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return end


def _begun(text: str, start: int) -> int:
    while start < len(text) and (text[start].isspace() or text[start] in ".,"):
        start += 1
    return start
