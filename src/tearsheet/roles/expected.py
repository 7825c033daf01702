"""Which Blocks to keep: the set with the best expected F1.

For independent Blocks with probabilities p and lengths w, the expected F1 of a set S is close to
2 sum_S(p w) / (sum_S(w) + sum(p w)); the best set is a prefix of the Blocks in order of p (D. Lewis, "Evaluating and
optimizing autonomous text classification systems", SIGIR 1995).
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_set"]


def best_set(probability: NDArray[np.float64], length: NDArray[np.float64]) -> tuple[NDArray[np.bool_], float]:
    """Choose the Blocks to keep.

    Args:
        probability: that each Block is content, 0 to 1.
        length: of each Block, not negative.

    Returns:
        Which to keep, and the expected F1 of the choice, 0 to 1.
    """
    keep = np.zeros(len(probability), np.bool_)
    expected = probability * length
    total = expected.sum()
    if not total > 0:
        return keep, 0.0
    order = np.argsort(-probability, kind="stable")
    gained = np.cumsum(expected[order])
    taken = np.cumsum(length[order])
    score = 2 * gained / (taken + total)
    best = int(np.argmax(score))
    keep[order[: best + 1]] = True
    return keep, float(score[best])
