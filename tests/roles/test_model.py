import numpy as np
import pytest

from tearsheet.roles.content import CONTENT_FEATURES
from tearsheet.roles.model import Trees, load_arrays, load_trees
from tearsheet.roles.pagetype import LEARNED_TYPES, PAGE_FEATURES

WEIGHTS = ("content.npz", "pagetype.npz", "flat-content.npz", "flat-pagetype.npz", "furniture.npz")


def stump(name: str, threshold: float, low: float, high: float) -> Trees:
    """One tree with one split."""
    return Trees.from_arrays(
        {
            "features": np.array(["a", "b"]),
            "feature": np.array([["a", "b"].index(name), 0, 0], np.int16),
            "threshold": np.array([threshold, np.inf, np.inf], np.float32),
            "left": np.array([1, 1, 2], np.int32),
            "value": np.array([0.0, low, high], np.float32),
            "roots": np.array([0], np.int32),
            "groups": np.array(1),
            "depth": np.array(1),
        }
    )


def spread(trees: Trees, count: int) -> np.ndarray:
    """Rows whose numbers fall on either side of many splits."""
    random = np.random.default_rng(1)
    rows = random.normal(0, 30, (count, len(trees.features))).astype(np.float32)
    split = np.isfinite(trees.threshold)
    for row in rows:
        nodes = random.choice(np.flatnonzero(split), 200)
        row[trees.feature[nodes]] = trees.threshold[nodes]
    return rows


def test_one_split() -> None:
    trees = stump("b", 2.5, -1.0, 3.0)
    scores = trees.scores(np.array([[9, 2.5], [9, 2.6], [9, -1]], np.float32))
    assert scores[:, 0].tolist() == [-1.0, 3.0, -1.0]
    assert trees.predict(np.array([[0, 9]], np.float32))[0] == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_no_rows() -> None:
    assert stump("a", 0, 0, 0).scores(np.zeros((0, 2), np.float32)).shape == (0, 1)


@pytest.mark.parametrize("door", ["", "flat-"])
def test_weights_fit_the_numbers_they_are_given(door: str) -> None:
    content, kinds = load_trees(f"{door}content.npz"), load_trees(f"{door}pagetype.npz")
    assert content.features == CONTENT_FEATURES
    assert kinds.features == PAGE_FEATURES
    # One group more than there are types: pages of news sets.
    assert kinds.groups == len(LEARNED_TYPES) + 1


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_row_scores_the_same_alone_and_among_others(name: str) -> None:
    trees = load_trees(name)
    matrix = spread(trees, 120)
    together = trees.scores(matrix)
    alone = np.vstack([trees.scores(matrix[number : number + 1]) for number in range(len(matrix))])
    assert together.tobytes() == alone.tobytes()
    assert len(np.unique(together[:, 0])) > 20
    many = np.tile(matrix, (40, 1))
    assert trees.scores(many).tobytes() == np.tile(together, (40, 1)).tobytes()


@pytest.mark.parametrize("name", WEIGHTS)
def test_every_path_ends_in_a_leaf(name: str) -> None:
    trees = load_trees(name)
    rows = spread(trees, 200)
    rows[0] = np.nan
    rows[1] = np.inf
    assert np.isfinite(trees.scores(rows)).all()
    leaves = trees.left == np.arange(len(trees.left))
    assert np.isinf(trees.threshold[leaves]).all()
    assert not np.isinf(trees.threshold[~leaves]).any()
    assert (trees.value[~leaves] == 0).all()


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_are_numbers_and_names_of_columns(name: str) -> None:
    arrays = load_arrays(name)
    # What a page said or where it stood cannot lie in the file unless as text.
    assert [key for key, values in arrays.items() if values.dtype.kind not in "iuf"] == ["features"]
    for key, values in arrays.items():
        assert key in ("features", "threshold") or np.isfinite(values).all()
