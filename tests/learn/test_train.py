import numpy as np
import pytest

lightgbm = pytest.importorskip("lightgbm")

from learn.train import _exported, _floor  # noqa: E402
from tearsheet.roles.model import Trees  # noqa: E402

SETTINGS = {
    "objective": "binary",
    "num_leaves": 7,
    "min_data_in_leaf": 5,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
}


def rows(count: int = 400) -> np.ndarray:
    random = np.random.default_rng(7)
    matrix = random.normal(0, 3, (count, 5)).astype(np.float32)
    matrix[:, 3] = np.round(matrix[:, 3])
    matrix[:, 4] = 0
    return matrix


def booster(target: np.ndarray, trees: int = 12) -> "lightgbm.Booster":
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows(), target), trees)


def test_exported_trees_score_as_lightgbm_does() -> None:
    matrix = rows()
    grown = booster((matrix[:, 0] + matrix[:, 1] * matrix[:, 3] > 0).astype(float))
    trees = Trees.from_dict(_exported([grown], list("abcde")))
    wanted = grown.predict(matrix, raw_score=True)
    assert trees.scores(matrix)[:, 0] == pytest.approx(wanted, abs=1e-4)
    assert trees.predict(matrix) == pytest.approx(grown.predict(matrix), abs=1e-4)
    assert trees.features == ("a", "b", "c", "d", "e")


def test_several_ensembles_are_groups() -> None:
    matrix = rows()
    grown = [booster((matrix[:, column] > 0).astype(float)) for column in (0, 1, 3)]
    trees = Trees.from_dict(_exported(grown, list("abcde")))
    assert trees.groups == 3
    for group, model in enumerate(grown):
        assert trees.scores(matrix)[:, group] == pytest.approx(model.predict(matrix, raw_score=True), abs=1e-4)


def test_numbers_on_a_threshold_go_the_same_way() -> None:
    matrix = rows()
    grown = booster((matrix[:, 3] > 1).astype(float))
    trees = Trees.from_dict(_exported([grown], list("abcde")))
    edges = np.zeros((len(trees.threshold), 5), np.float32)
    for number, (feature, threshold) in enumerate(zip(trees.feature, trees.threshold, strict=True)):
        edges[number, feature] = threshold if np.isfinite(threshold) else 0
    for shifted in (edges, np.nextafter(edges, np.float32(np.inf)), np.nextafter(edges, np.float32(-np.inf))):
        assert trees.scores(shifted)[:, 0] == pytest.approx(grown.predict(shifted, raw_score=True), abs=1e-4)


def test_a_model_that_learned_nothing() -> None:
    grown = booster(np.array([0.0, 1.0] * 200), trees=1)
    trees = Trees.from_dict(_exported([grown], list("abcde")))
    assert np.isfinite(trees.scores(rows())).all()


@pytest.mark.parametrize("value", [0.1, -0.1, 1e-35, 1.0, 16777217.0, -16777217.0, 0.0])
def test_floor_is_the_largest_single_not_above(value: float) -> None:
    floor = _floor(value)
    assert floor <= value
    assert float(np.float32(floor)) == floor
    assert float(np.nextafter(np.float32(floor), np.float32(np.inf))) > value
