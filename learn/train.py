"""Training: rows of numbers to boosted trees, and the trees to a plain weight file.

LightGBM (https://lightgbm.readthedocs.io/) grows the trees; Tearsheet reads them without it.
"""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from learn.data import Example
from tearsheet.page.role import PageType
from tearsheet.roles.decision import CONVENTION
from tearsheet.roles.features import FEATURES
from tearsheet.roles.pagetype import LEARNED_TYPES, PAGE_FEATURES

__all__ = ["GENEROUS", "STRICT", "convention", "train_content", "train_page_types"]

STRICT, GENEROUS = 1.0, 0.0
LENGTH_POWER = 0.4
FLAT_WEIGHT = 0.5
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.12,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 2,
    "deterministic": True,
    "force_row_wise": True,
}
CONTENT_TREES = 120
TYPE_TREES = 40


def convention(example: Example) -> float:
    """How a set draws the line: as a news editor would, or keeping more."""
    return GENEROUS if example.gold.get("type") else STRICT


def train_content(examples: Sequence[Example], seed: int = 0) -> dict[str, Any]:
    """Train the content model.

    Args:
        examples: pages from both doors; Blocks without a target are passed over.
        seed: of every random choice.

    Returns:
        The values of a weight file.
    """
    rows: list[NDArray[np.float32]] = []
    targets: list[NDArray[np.float64]] = []
    weights: list[NDArray[np.float64]] = []
    for example in examples:
        known = ~np.isnan(example.target) & (example.features.units > 0)
        if not known.any():
            continue
        matrix = example.features.matrix[known]
        rows.append(np.hstack((matrix, np.full((len(matrix), 1), convention(example), np.float32))))
        targets.append(example.target[known])
        weight = example.features.units[known] ** LENGTH_POWER
        # A page of a thousand Blocks says more than one of ten, but not a hundred times as much.
        weight /= weight.sum() ** 0.5
        weights.append(weight * (1.0 if len(example.page.elements) else FLAT_WEIGHT))
    names = (*FEATURES, CONVENTION)
    data = lightgbm.Dataset(np.vstack(rows), np.concatenate(targets), weight=np.concatenate(weights))
    booster = lightgbm.train({**SETTINGS, "objective": "cross_entropy", "seed": seed}, data, CONTENT_TREES)
    return _exported([booster], names)


def train_page_types(examples: Sequence[Example], rows: NDArray[np.float32], seed: int = 0) -> dict[str, Any]:
    """Train one ensemble a page type; the highest score wins.

    Args:
        examples: pages; those of sets without types are news articles.
        rows: their `PAGE_FEATURES`.
        seed: of every random choice.

    Returns:
        The values of a weight file, with one group a type.
    """
    kinds = [example.gold.get("type") or PageType.ARTICLE.value for example in examples]
    weight = np.array([1.0 if example.gold.get("type") else 0.3 for example in examples])
    boosters = []
    for kind in LEARNED_TYPES:
        target = np.array([float(found == kind.value) for found in kinds])
        settings = {**SETTINGS, "objective": "binary", "num_leaves": 7, "min_data_in_leaf": 10, "seed": seed}
        boosters.append(lightgbm.train(settings, lightgbm.Dataset(rows, target, weight=weight), TYPE_TREES))
    return _exported(boosters, PAGE_FEATURES)


def _exported(boosters: Sequence[lightgbm.Booster], names: Sequence[str]) -> dict[str, Any]:
    """Trees as flat lists, one group a booster; two children stand side by side."""
    feature: list[int] = []
    threshold: list[float | None] = []
    left: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    deepest = 0

    def room() -> int:
        feature.append(0)
        threshold.append(None)
        left.append(len(left))
        value.append(0.0)
        return len(left) - 1

    for booster in boosters:
        for tree in booster.dump_model()["tree_info"]:
            roots.append(room())
            todo = [(tree["tree_structure"], roots[-1], 0)]
            while todo:
                node, index, depth = todo.pop()
                deepest = max(deepest, depth)
                if "split_feature" not in node:
                    value[index] = round(float(node["leaf_value"]), 6)
                    continue
                feature[index] = int(node["split_feature"])
                threshold[index] = _floor(node["threshold"])
                left[index] = room()
                todo.append((node["left_child"], left[index], depth + 1))
                todo.append((node["right_child"], room(), depth + 1))
    return {
        "features": list(names),
        "feature": feature,
        "threshold": threshold,
        "left": left,
        "value": value,
        "roots": roots,
        "groups": len(boosters),
        "depth": deepest,
    }


def _floor(threshold: float) -> float:
    """The largest single-precision number that is not above the threshold: comparisons come out the same."""
    single = np.float32(threshold)
    if float(single) > threshold:
        single = np.nextafter(single, np.float32(-np.inf))
    return float(single)
