"""Which Blocks to keep: the set with the best expected F-measure.

For independent Blocks with probabilities p and lengths w, the expected F-beta of a set S is close to
(1 + b2) sum_S(p w) / (sum_S(w) + b2 sum(p w)), where b2 is beta squared; the best set is a prefix of the Blocks in
order of p (D. Lewis, "Evaluating and optimizing autonomous text classification systems", SIGIR 1995, for F1; N. Ye and
others, "Optimizing F-measures: a tale of two approaches", ICML 2012, for any beta).
"""

import numpy as np
from numpy.typing import NDArray

from tearsheet.choices import Favour

__all__ = ["BETA", "best_set"]

BETA = {Favour.PRECISION: 0.5, Favour.BALANCE: 1.0, Favour.RECALL: 2.0}
"""The beta of each choice: below 1 precision weighs more, above 1 recall does."""


def best_set(
    probability: NDArray[np.float64], length: NDArray[np.float64], beta: float = 1.0
) -> tuple[NDArray[np.bool_], float]:
    """Choose the Blocks to keep.

    Args:
        probability: that each Block is content, 0 to 1.
        length: of each Block, not negative.
        beta: how many times as much recall weighs as precision, above 0.

    Returns:
        Which to keep, and the expected F1 of the choice, 0 to 1, whatever beta it was made by.
    """
    keep = np.zeros(len(probability), np.bool_)
    expected = probability * length
    total = expected.sum()
    if not total > 0:
        return keep, 0.0
    order = np.argsort(-probability, kind="stable")
    gained = np.cumsum(expected[order])
    taken = np.cumsum(length[order])
    best = int(np.argmax(gained / (taken + beta * beta * total)))
    keep[order[: best + 1]] = True
    return keep, float(2 * gained[best] / (taken[best] + total))
