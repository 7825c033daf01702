"""What tells how right the kept Blocks are likely to be: one row of numbers a page.

A small ensemble trained on pages of sites that the content model had not seen turns them into the F1 to be expected
(stacking: D. Wolpert, "Stacked generalization", Neural Networks 5(2), 1992).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.role import PageType
from tearsheet.roles.model import Trees
from tearsheet.roles.pagetype import LEARNED_TYPES

__all__ = ["CERTAINTY", "measure_certainty", "predict_f1"]

CERTAINTY: tuple[str, ...] = (
    "expected F1",
    "kept units",
    "kept share of page",
    "mean probability of kept",
    "doubtful share",
    "left behind share",
    "kept share of span",
    "kept blocks",
    "least sure tenth",
    "news probability",
    "has title",
    "has markup",
    *(f"is {kind.value}" for kind in LEARNED_TYPES),
)
"""Names of the numbers that `measure_certainty` gives."""

_DOUBT = (0.25, 0.75)


def measure_certainty(
    probability: NDArray[np.float64],
    units: NDArray[np.float64],
    keep: NDArray[np.bool_],
    *,
    expected: float,
    kind: PageType,
    news: float,
    title: bool,
    markup: bool,
) -> tuple[float, ...]:
    """Measure how certain a decision is.

    Args:
        probability: that each Block is content.
        units: length of each Block that could be kept, 0 for the others.
        keep: which Blocks are kept.
        expected: expected F1 of those.
        kind: what kind of page it is.
        news: probability that it is an article.
        title: whether its title stands in the page.
        markup: whether the page has elements.

    Returns:
        One number for each of `CERTAINTY`.
    """
    kept = units * keep
    total, held = max(float(units.sum()), 1.0), max(float(kept.sum()), 1.0)
    likely = probability * units
    doubtful = (probability > _DOUBT[0]) & (probability < _DOUBT[1])
    span = np.flatnonzero(kept > 0)
    spanned = float(units[span[0] : span[-1] + 1].sum()) if len(span) else 1.0
    return (
        expected,
        float(np.log1p(kept.sum())),
        float(kept.sum()) / total,
        float((likely * keep).sum()) / held,
        float((units * doubtful).sum()) / max(float(likely.sum()), 1.0),
        float((likely * ~keep).sum()) / max(float(likely.sum()), 1.0),
        held / max(spanned, 1.0),
        float(np.log1p(len(span))),
        _tenth(probability[span]) if len(span) else 0.0,
        news,
        float(title),
        float(markup),
        *(float(kind is other) for other in LEARNED_TYPES),
    )


def _tenth(values: NDArray[np.float64]) -> float:
    """The first decile, as `numpy.quantile` reckons it; that takes ten times as long for so few numbers."""
    ordered = sorted(values.tolist())
    at = (len(ordered) - 1) * 0.1
    before = int(at)
    share = at - before
    low, high = ordered[before], ordered[min(before + 1, len(ordered) - 1)]
    found: float = low + (high - low) * share if share < 0.5 else high - (high - low) * (1 - share)
    return found


def predict_f1(trees: Trees, rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """The F1 to be expected of each page, 0 to 1.

    Args:
        trees: over `CERTAINTY`.
        rows: of pages.
    """
    scores: NDArray[np.float64] = trees.scores(np.array(rows, np.float32).reshape(-1, len(CERTAINTY)))[:, 0]
    return scores.clip(0.0, 1.0)
