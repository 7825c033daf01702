import numpy as np
import pytest

from tearsheet.roles.decision import CONVENTION
from tearsheet.roles.features import FEATURES, measure
from tearsheet.roles.model import Trees, load_trees
from tearsheet.roles.pagetype import LEARNED_TYPES, PAGE_FEATURES
from tests.pages.news import ALL
from tests.pages.reading import html_page


def stump(name: str, threshold: float, low: float, high: float) -> Trees:
    """One tree with one split."""
    return Trees.from_dict(
        {
            "features": ["a", "b"],
            "feature": [["a", "b"].index(name), 0, 0],
            "threshold": [threshold, None, None],
            "left": [1, 1, 2],
            "value": [0.0, low, high],
            "roots": [0],
            "groups": 1,
            "depth": 1,
        }
    )


def test_one_split() -> None:
    trees = stump("b", 2.5, -1.0, 3.0)
    scores = trees.scores(np.array([[9, 2.5], [9, 2.6], [9, -1]], np.float32))
    assert scores[:, 0].tolist() == [-1.0, 3.0, -1.0]
    assert trees.predict(np.array([[0, 9]], np.float32))[0] == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_no_rows() -> None:
    assert stump("a", 0, 0, 0).scores(np.zeros((0, 2), np.float32)).shape == (0, 1)


def test_weights_fit_the_numbers_they_are_given() -> None:
    content, kinds = load_trees("content.json"), load_trees("pagetype.json")
    assert content.features == (*FEATURES, CONVENTION)
    assert kinds.features == PAGE_FEATURES
    assert kinds.groups == len(LEARNED_TYPES)


def test_a_row_scores_the_same_alone_and_among_others() -> None:
    trees = load_trees("content.json")
    matrix = np.vstack([measure(html_page(news.html)).matrix for news in ALL])
    matrix = np.hstack((matrix, np.ones((len(matrix), 1), np.float32)))
    together = trees.scores(matrix)
    alone = np.vstack([trees.scores(matrix[number : number + 1]) for number in range(len(matrix))])
    assert together.tobytes() == alone.tobytes()
    many = np.tile(matrix, (40, 1))
    assert trees.scores(many).tobytes() == np.tile(together, (40, 1)).tobytes()


def test_every_path_ends_in_a_leaf() -> None:
    for name in ("content.json", "pagetype.json"):
        trees = load_trees(name)
        rows = np.random.default_rng(1).normal(0, 30, (200, len(trees.features))).astype(np.float32)
        rows[0] = np.nan
        rows[1] = np.inf
        assert np.isfinite(trees.scores(rows)).all()
        leaves = trees.left == np.arange(len(trees.left))
        assert np.isinf(trees.threshold[leaves]).all()
        assert not np.isinf(trees.threshold[~leaves]).any()
        assert (trees.value[~leaves] == 0).all()
