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
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        pieces = (*draft.content, *draft.cue)
        best: int | None = None
        for other in range(max(0, number - _MOST), min(len(drafts), number + _MOST)):
            outer = drafts[other].content
            if other == number or outer[0].start > pieces[0].start or outer[-1].end < pieces[0].end:
                continue
            if not _holds(outer, pieces):
                continue
            if _same(drafts[other].content, draft.content):
                continue
            if best is None or _length(drafts[other].content) < _length(drafts[best].content):
                best = other
        found.append(best)
    return found


def _holds(content: Sequence[Span], pieces: Sequence[Span]) -> bool:
    return all(any(each.holds(piece) for each in content) for piece in pieces)


def _same(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return one[0].start == other[0].start and one[-1].end == other[-1].end


def _length(content: Sequence[Span]) -> int:
    return sum(map(len, content))
