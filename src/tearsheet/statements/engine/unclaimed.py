"""What is said by somebody, told token by token: contents that are not, and stretches that no cue was found for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.engine.tokens import Tokens
from tearsheet.statements.span import Span

__all__ = ["is_said", "unclaimed"]

_LIKELY, _SURE = 0.5, 0.8
"""How likely each token of a stretch is said by somebody, and how likely they are in the mean."""

_SHORTEST = 6
"""Words of a stretch."""

_UNSAID = 0.3
"""How likely the tokens of a content are said by somebody, in the mean, below which it is none."""


def is_said(tokens: Tokens, inside: NDArray[np.float32], content: Sequence[Span]) -> bool:
    """Whether a content may be one.

    Args:
        tokens: N of them.
        inside: N, how likely each is said by somebody.
        content: one or more pieces.
    """
    firsts = np.searchsorted(tokens.ends, [piece.start for piece in content], "right")
    lasts = np.searchsorted(tokens.starts, [piece.end for piece in content], "left")
    likely = np.concatenate([inside[first:last] for first, last in zip(firsts, lasts, strict=True)])
    return len(likely) > 0 and float(likely.mean()) >= _UNSAID


def unclaimed(tokens: Tokens, inside: NDArray[np.float32], held: Sequence[Span], here: slice) -> list[Span]:
    """Stretches of likely tokens that are sure in the mean, each within a sentence.

    Args:
        tokens: N of them.
        inside: N, how likely each is said by somebody.
        held: what statements hold already.
        here: the tokens that are looked at.
    """
    change = np.zeros(len(inside) + 1, np.int64)
    np.add.at(change, np.searchsorted(tokens.ends, [span.start for span in held], "right"), 1)
    np.add.at(change, np.searchsorted(tokens.starts, [span.end for span in held], "left"), -1)
    free = (inside >= _LIKELY) & (np.cumsum(change[:-1]) == 0)
    free[: here.start] = free[here.stop :] = False
    begins = free.copy()
    begins[1:] &= ~free[:-1] | (tokens.sentences[1:] != tokens.sentences[:-1])
    ends = free.copy()
    ends[:-1] &= ~free[1:] | begins[1:]
    firsts, lasts = np.flatnonzero(begins), np.flatnonzero(ends)
    sums = np.concatenate(([0.0], np.cumsum(inside, dtype=np.float64)))
    sure = sums[lasts + 1] - sums[firsts] >= _SURE * (lasts + 1 - firsts)
    return [
        Span(int(tokens.starts[first]), int(tokens.ends[last]))
        for first, last in zip(firsts[sure].tolist(), lasts[sure].tolist(), strict=True)
        if sum(word[0].isalnum() for word in tokens.words[first : last + 1]) >= _SHORTEST
    ]
