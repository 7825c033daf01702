"""Training: rows of numbers to boosted trees, and the trees to a plain weight file.

LightGBM (https://lightgbm.readthedocs.io/) grows the trees; Tearsheet reads them without it.
"""

import zlib
from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from learn.data import Example
from learn.linear import fit_told, token_rows
from learn.network import Sample, Settings, train_network
from learn.shells import shell
from tearsheet.roles.content import CONTENT_FEATURES, IN_NETWORK, content_rows
from tearsheet.roles.pagetype import LEARNED_TYPES, PAGE_FEATURES
from tearsheet.roles.surroundings import FAR

__all__ = ["GENEROUS", "SETTINGS", "STRICT", "convention", "exported", "train_content", "train_page_types"]

STRICT, GENEROUS = 1.0, 0.0
LENGTH_POWER = 0.7
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
CONTENT_SETTINGS: dict[str, Any] = {
    **SETTINGS,
    "objective": "cross_entropy",
    "learning_rate": 0.08,
    "num_leaves": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.3,
}
CONTENT_TREES = 200
TYPE_TREES = 60
NAMELESS_SHARE, NAMELESS_WEIGHT = 0.5, 0.4
"""How many pages are shown a second time with the names of all elements hidden, and how much those count."""

SHELL_SHARE = 0.06
"""How many pages are shown a second time without their text."""

_LAYERS = {False: 3, True: 5}
"""Of the network, for HTML and for flat text, where no element tells what belongs together and more lines must."""

_NAMED = [
    number for number, name in enumerate(CONTENT_FEATURES) if name.startswith("above: ") and name.endswith(" name")
]
_TOLD_BY_NAMES = [number for number, name in enumerate(CONTENT_FEATURES) if name.endswith("told by names")]


def convention(example: Example) -> float:
    """How a set draws the line: as a news editor would, or keeping more."""
    return GENEROUS if example.gold.get("type") else STRICT


def block_weights(example: Example) -> NDArray[np.float64]:
    """What each Block counts in training: by its length, and no page more than another; 0 where nothing is known."""
    known = ~np.isnan(example.target) & (example.features.units > 0)
    weight = np.where(known, example.features.units, 0.0) ** LENGTH_POWER * known
    total = weight.sum()
    return weight / total if total > 0 else weight


def train_content(examples: Sequence[Example], seed: int = 0) -> dict[str, NDArray[Any]]:
    """Train the content model.

    Args:
        examples: pages, all from one door; Blocks without a target are passed over.
        seed: of every random choice.

    Returns:
        The arrays of a weight file.
    """
    # Text that somebody has taken out of its page is seldom none at all.
    shells = [shell(e) for e in examples if not e.way and _drawn(e, SHELL_SHARE, f"shell {seed}")]
    examples = [*examples, *filter(None, shells)]
    every = [block_weights(example) for example in examples]
    samples: list[Sample] = []
    tokens = token_rows(examples, every)
    model, told = fit_told(tokens, np.ones(len(examples), np.bool_))
    rows: list[NDArray[np.float32]] = []
    targets: list[NDArray[np.float64]] = []
    weights: list[NDArray[np.float64]] = []
    for number, (example, weight) in enumerate(zip(examples, every, strict=True)):
        known = weight > 0
        if not known.any():
            continue
        own = told[tokens.starts[number] : tokens.starts[number + 1]]
        whole = content_rows(example.features.matrix, own, convention(example))
        samples.append(
            Sample(whole, example.names, example.words, example.target, example.features.units, example.site)
        )
        matrix = whole[known]
        shown = [(matrix, 1.0)]
        if not example.way and _drawn(example, NAMELESS_SHARE, str(seed)):
            hidden = matrix.copy()
            hidden[:, _NAMED] = FAR
            hidden[:, _TOLD_BY_NAMES] = model.bias[0]
            shown.append((hidden, NAMELESS_WEIGHT))
        for values, share in shown:
            rows.append(values)
            targets.append(example.target[known])
            weights.append(share * weight[known])
    weight = np.concatenate(weights)
    data = lightgbm.Dataset(np.vstack(rows), np.concatenate(targets), weight=weight / weight.mean())
    booster = lightgbm.train({**CONTENT_SETTINGS, "seed": seed}, data, CONTENT_TREES)
    hidden_names = {**dict.fromkeys(_NAMED, float(FAR)), **dict.fromkeys(_TOLD_BY_NAMES, float(model.bias[0]))}
    layers = _LAYERS[bool(examples[0].way)]
    network = train_network(samples, seed, hidden_names, Settings(layers=layers))
    # Sixteen bits a bucket are enough: the trees only compare sums of them.
    scale = np.array([max(float(np.abs(table).max()), 1e-9) / 32767 for table in model.tables])
    names, words = (np.round(table / step).astype(np.int16) for table, step in zip(model.tables, scale, strict=True))
    return {
        **exported([booster], CONTENT_FEATURES),
        "names": names,
        "words": words,
        "scale": scale.astype(np.float32),
        "bias": model.bias.astype(np.float32),
        **{f"{IN_NETWORK}{key}": values for key, values in network.items()},
    }


def _drawn(example: Example, share: float, lot: str) -> bool:
    """Whether a page is among a share of all pages."""
    return zlib.crc32(f"{lot} {example.id}".encode()) % 100 < 100 * share


def train_page_types(examples: Sequence[Example], rows: NDArray[np.float32], seed: int = 0) -> dict[str, NDArray[Any]]:
    """Train the choice between page types; the highest score wins.

    Args:
        examples: pages; those of sets without types are news articles, which are a class of their own.
        rows: their `PAGE_FEATURES`.
        seed: of every random choice.

    Returns:
        The arrays of a weight file, with one group a type and one for the pages of news sets.
    """
    number_of = {kind.value: number for number, kind in enumerate(LEARNED_TYPES)}
    target = np.array([number_of.get(str(example.gold.get("type")), len(LEARNED_TYPES)) for example in examples])
    settings = {
        **SETTINGS,
        "objective": "multiclass",
        "num_class": len(LEARNED_TYPES) + 1,
        "learning_rate": 0.1,
        "num_leaves": 7,
        "min_data_in_leaf": 10,
        "seed": seed,
    }
    booster = lightgbm.train(settings, lightgbm.Dataset(rows, target), TYPE_TREES)
    return exported([booster], PAGE_FEATURES, len(LEARNED_TYPES) + 1)


def exported(
    boosters: Sequence[lightgbm.Booster], names: Sequence[str], groups: int | None = None
) -> dict[str, NDArray[Any]]:
    """Trees as flat arrays; two children stand side by side, and the trees of one group, too.

    Args:
        boosters: one a group, or a single one whose trees are of each group in turn.
        names: of the columns.
        groups: how many there are, the number of boosters if not told.
    """
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

    for group in _trees(boosters, groups):
        for tree in group:
            roots.append(room())
            todo = [(tree["tree_structure"], roots[-1], 0)]
            while todo:
                node, index, depth = todo.pop()
                deepest = max(deepest, depth)
                if "split_feature" not in node:
                    value[index] = float(node["leaf_value"])
                    continue
                feature[index] = int(node["split_feature"])
                threshold[index] = _floor(node["threshold"])
                left[index] = room()
                todo.append((node["left_child"], left[index], depth + 1))
                todo.append((node["right_child"], room(), depth + 1))
    return {
        "features": np.array(names),
        "feature": np.array(feature, np.int16),
        "threshold": np.array([np.inf if value is None else value for value in threshold], np.float32),
        "left": np.array(left, np.int32),
        "value": np.array(value, np.float32),
        "roots": np.array(roots, np.int32),
        "groups": np.array(groups or len(boosters)),
        "depth": np.array(deepest),
    }


def _trees(boosters: Sequence[lightgbm.Booster], groups: int | None) -> list[list[dict[str, Any]]]:
    """The trees by group, as many in each: LightGBM grows fewer where there is nothing to learn."""
    found = [booster.dump_model()["tree_info"] for booster in boosters]
    if groups is not None:
        found = [found[0][number::groups] for number in range(groups)]
    most = max(map(len, found))
    nothing: dict[str, Any] = {"tree_structure": {"leaf_value": 0.0}}
    return [trees + [nothing] * (most - len(trees)) for trees in found]


def _floor(threshold: float) -> float:
    """The largest single-precision number that is not above the threshold: comparisons come out the same."""
    single = np.float32(threshold)
    if float(single) > threshold:
        single = np.nextafter(single, np.float32(-np.inf))
    return float(single)
