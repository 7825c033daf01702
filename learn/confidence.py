"""Calibration: what F1 to expect of a page, from how pages of other sites came out in cross-validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from learn.train import SETTINGS, exported
from tearsheet.roles.certainty import CERTAINTY, predict_f1
from tearsheet.roles.model import Trees

__all__ = ["BANDS", "Judged", "calibrate", "calibration_table", "train_confidence"]

_TREES = 60
_RISING = frozenset({"expected F1", "mean probability of kept", "least sure tenth"})
BANDS = ((0.9, 1.01), (0.8, 0.9), (0.5, 0.8), (0.0, 0.5))
"""Bands of confidence that are told of."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A page that was decided by a model that had not seen its site.

    Attributes:
        name: of the row of the table that it counts in.
        fold: of its site.
        certainty: of the decision.
        f1: word F1 of the text against the gold.
    """

    name: str
    fold: int
    certainty: tuple[float, ...]
    f1: float


def train_confidence(pages: Sequence[Judged], seed: int = 0) -> dict[str, NDArray[Any]]:
    """Train what predicts the F1.

    Args:
        pages: of cross-validation.
        seed: of every random choice.

    Returns:
        The arrays of a weight file.
    """
    settings = {
        **SETTINGS,
        "objective": "regression",
        "learning_rate": 0.06,
        "num_leaves": 6,
        "min_data_in_leaf": 60,
        "monotone_constraints": [int(name in _RISING) for name in CERTAINTY],
        "seed": seed,
    }
    data = lightgbm.Dataset(np.array([page.certainty for page in pages], np.float32), [page.f1 for page in pages])
    return exported([lightgbm.train(settings, data, _TREES)], CERTAINTY)


def calibrate(pages: Sequence[Judged], folds: int, seed: int = 0) -> NDArray[np.float64]:
    """The confidence of each page, by what was trained on the other folds.

    Args:
        pages: of cross-validation.
        folds: how many there are.
        seed: of every random choice.
    """
    confidence = np.zeros(len(pages))
    for fold in range(folds):
        held = [number for number, page in enumerate(pages) if page.fold == fold]
        if held:
            trees = Trees.from_arrays(train_confidence([page for page in pages if page.fold != fold], seed))
            confidence[held] = predict_f1(trees, [pages[number].certainty for number in held])
    return confidence


def calibration_table(
    pages: Sequence[Judged], confidence: NDArray[np.float64]
) -> tuple[list[tuple[float, float, int, float]], dict[str, float]]:
    """How confidence and truth agree.

    Args:
        pages: of cross-validation.
        confidence: of each.

    Returns:
        For each of `BANDS` its bounds, the number of pages and their mean F1; the rank correlation (Spearman's rho)
        by set, and of all under ``"all"``.
    """
    f1 = np.array([page.f1 for page in pages])
    bands = []
    for low, high in BANDS:
        inside = (confidence >= low) & (confidence < high)
        bands.append((low, min(high, 1.0), int(inside.sum()), float(f1[inside].mean()) if inside.any() else np.nan))
    names = np.array([page.name for page in pages])
    ranks = {"all": float(spearmanr(confidence, f1).statistic)}
    for name in sorted(set(names.tolist())):
        of = names == name
        ranks[name] = float(spearmanr(confidence[of], f1[of]).statistic)
    return bands, ranks
