"""Which statement stands in which: A said that B had said."""

from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.span import Span

__all__ = ["outer_of"]

_MOST = 32
"""Statements before one that are looked at for what holds it."""


def outer_of(drafts: Sequence[Draft]) -> list[int | None]:
    """For each Draft, the index of the one whose content it stands in with content and cue; ``None`` for none.

    Args:
        drafts: in the order in which their content begins.
    """
    starts = [draft.content[0].start for draft in drafts]
    ends = [draft.content[-1].end for draft in drafts]
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        first = draft.content[0]
        best: int | None = None
        for other in range(max(0, number - _MOST), min(len(drafts), number + _MOST)):
            if starts[other] > first.start:
                # All that follow begin later still.
                break
            if ends[other] < first.end or other == number:
                continue
            outer = drafts[other].content
            if (starts[other] == first.start and ends[other] == ends[number]) or not _holds(
                outer, (*draft.content, *draft.cue)
            ):
                continue
            if best is None or _length(outer) < _length(drafts[best].content):
                best = other
        found.append(best)
    return found


def _holds(content: Sequence[Span], pieces: Sequence[Span]) -> bool:
    return all(any(each.holds(piece) for each in content) for piece in pieces)


def _length(content: Sequence[Span]) -> int:
    return sum(map(len, content))
