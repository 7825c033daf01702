"""Contents that reach the last token that is looked at around a cue: read on, as long as the tokens are likely said."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.engine.tokens import Tokens
from tearsheet.statements.span import Span

__all__ = ["Runs"]

_LIKELY = 0.5
"""How likely a token is said by somebody with which a content goes on."""

_MOST = 512
"""Tokens by which a content goes on at most."""

_PARAGRAPH = 3
"""Gap before the first token of a paragraph."""


class Runs:
    """Runs of tokens that are likely said by somebody, each within a paragraph.

    Args:
        tokens: N of them.
        inside: N, how likely each is said by somebody.
    """

    def __init__(self, tokens: Tokens, inside: NDArray[np.float32]) -> None:
        self._tokens = tokens
        said = inside >= _LIKELY
        ends = np.ones(len(said), bool)
        ends[:-1] = ~said[1:] | (tokens.gaps[1:] == _PARAGRAPH)
        begins = np.ones(len(said), bool)
        begins[1:] = ~said[:-1] | (tokens.gaps[1:] == _PARAGRAPH)
        self._ends, self._begins = np.flatnonzero(ends).tolist(), np.flatnonzero(begins).tolist()

    def read_on(self, content: Sequence[Span], first: int, last: int) -> list[Span]:
        """A content with what it goes on with beyond the tokens that were looked at.

        Args:
            content: one or more pieces, in order.
            first: the first token that was looked at; below 0 where the text begins behind it.
            last: the last one; N or more where the text ends before it.
        """
        pieces = list(content)
        starts, ends = self._tokens.starts, self._tokens.ends
        if first >= 0 and pieces[0].start == starts[first]:
            begin = max(self._begins[bisect_right(self._begins, first) - 1], first - _MOST)
            pieces[0] = Span(int(starts[begin]), pieces[0].end)
        if last < len(ends) and pieces[-1].end == ends[last]:
            end = min(self._ends[bisect_left(self._ends, last)], last + _MOST)
            pieces[-1] = Span(pieces[-1].start, int(ends[end]))
        return pieces
