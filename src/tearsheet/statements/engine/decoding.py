"""The likeliest rows of tags by a conditional random field, from the scores of each tag and of each step."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import saidloops

__all__ = ["best_tags"]

Floats = NDArray[np.float32]


def best_tags(scores: Floats, steps: Floats, edges: Floats) -> NDArray[np.int64]:
    """The likeliest row of tags of each of K, after A. Viterbi 1967.

    Args:
        scores: K by N by T, of each tag.
        steps: T by T, from each tag to the next.
        edges: 2 by T, of the first and the last tag.

    Returns:
        K by N.
    """
    if saidloops is not None:
        found: NDArray[np.int64] = saidloops.best_tags(np.ascontiguousarray(scores), steps, edges)
        return found
    # For all rows at once, in a copy that is added up in its place; what each best path came from is found again on
    # the way back.
    forward = np.array(scores.transpose(1, 2, 0), order="C")
    forward[0] += edges[0][:, None]
    for before, here in pairwise(forward):
        here += (before[:, None] + steps[:, :, None]).max(0)
    last = (forward[-1] + edges[1][:, None]).argmax(0)
    tags = np.empty((len(forward), len(scores)), np.int64)
    tags[-1] = last
    for place in range(len(forward) - 2, -1, -1):
        last = (forward[place] + steps.take(last, 1)).argmax(0)
        tags[place] = last
    return tags.T
