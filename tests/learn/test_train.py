from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

import lightgbm

from learn import train
from learn.data import Example, label
from learn.train import GENEROUS, STRICT, convention, exported, train_content, train_page_types
from tearsheet.page.block import Page
from tearsheet.roles.content import CONTENT_FEATURES, ContentModel
from tearsheet.roles.features import measure
from tearsheet.roles.model import Trees
from tearsheet.roles.pagetype import LEARNED_TYPES, PAGE_FEATURES, measure_page, page_type
from tearsheet.roles.tokens import read_tokens
from tests.pages.news import ALL, NEWS_EN, News, plain
from tests.pages.others import FORUM
from tests.pages.reading import html_page, text_page

SETTINGS = {
    "objective": "binary",
    "num_leaves": 7,
    "min_data_in_leaf": 5,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "seed": 1,
}


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that wait for each other on a busy machine take many times as long; the trees are the same."""
    with patch.dict(train.SETTINGS, num_threads=1), patch.dict(train.CONTENT_SETTINGS, num_threads=1):
        yield


def rows(count: int = 400) -> np.ndarray:
    random = np.random.default_rng(7)
    matrix = random.normal(0, 3, (count, 5)).astype(np.float32)
    matrix[:, 3] = np.round(matrix[:, 3])
    matrix[:, 4] = 0
    return matrix


def booster(target: np.ndarray, trees: int = 12, **settings: Any) -> lightgbm.Booster:
    return lightgbm.train({**SETTINGS, **settings}, lightgbm.Dataset(rows(), target), trees)


def test_exported_trees_score_as_lightgbm_does() -> None:
    matrix = rows()
    grown = booster((matrix[:, 0] + matrix[:, 1] * matrix[:, 3] > 0).astype(float))
    trees = Trees.from_arrays(exported([grown], list("abcde")))
    wanted = grown.predict(matrix, raw_score=True)
    assert trees.scores(matrix)[:, 0] == pytest.approx(wanted, abs=1e-4)
    assert trees.predict(matrix) == pytest.approx(grown.predict(matrix), abs=1e-4)
    assert trees.features == ("a", "b", "c", "d", "e")


def test_several_ensembles_are_groups() -> None:
    matrix = rows()
    grown = [booster((matrix[:, column] > 0).astype(float)) for column in (0, 1, 3)]
    trees = Trees.from_arrays(exported(grown, list("abcde")))
    assert trees.groups == 3
    for group, model in enumerate(grown):
        assert trees.scores(matrix)[:, group] == pytest.approx(model.predict(matrix, raw_score=True), abs=1e-4)


def test_one_ensemble_of_several_classes_is_as_many_groups() -> None:
    matrix = rows()
    # The last class has no page to learn from.
    target = (matrix[:, 0] > 0) + 2.0 * (matrix[:, 1] > 1)
    grown = booster(target, objective="multiclass", num_class=5)
    trees = Trees.from_arrays(exported([grown], list("abcde"), 5))
    assert trees.groups == 5
    assert trees.scores(matrix) == pytest.approx(grown.predict(matrix, raw_score=True), abs=1e-4)


def test_ensembles_of_different_size() -> None:
    matrix = rows()
    grown = [booster((matrix[:, 0] > 0).astype(float)), booster(np.array([0.0, 1.0] * 200), min_data_in_leaf=200)]
    assert grown[0].num_trees() > grown[1].num_trees()
    trees = Trees.from_arrays(exported(grown, list("abcde")))
    for group, model in enumerate(grown):
        assert trees.scores(matrix)[:, group] == pytest.approx(model.predict(matrix, raw_score=True), abs=1e-4)


def test_numbers_on_a_threshold_go_the_same_way() -> None:
    matrix = rows()
    grown = booster((matrix[:, 3] > 1).astype(float))
    trees = Trees.from_arrays(exported([grown], list("abcde")))
    edges = np.zeros((len(trees.threshold), 5), np.float32)
    for number, (feature, threshold) in enumerate(zip(trees.feature, trees.threshold, strict=True)):
        edges[number, feature] = threshold if np.isfinite(threshold) else 0
    for shifted in (edges, np.nextafter(edges, np.float32(np.inf)), np.nextafter(edges, np.float32(-np.inf))):
        assert trees.scores(shifted)[:, 0] == pytest.approx(grown.predict(shifted, raw_score=True), abs=1e-4)


def test_a_model_that_learned_nothing() -> None:
    grown = booster(np.array([0.0, 1.0] * 200), trees=1)
    trees = Trees.from_arrays(exported([grown], list("abcde")))
    assert np.isfinite(trees.scores(rows())).all()


class Split:
    """A model of one split, as LightGBM describes its own."""

    def __init__(self, threshold: float) -> None:
        leaves = {"left_child": {"leaf_value": -1.0}, "right_child": {"leaf_value": 1.0}}
        self.tree = {"tree_structure": {"split_feature": 0, "threshold": threshold, **leaves}}

    def dump_model(self) -> dict[str, Any]:
        return {"tree_info": [self.tree]}


@pytest.mark.parametrize("value", [0.1, -0.1, 1e-35, 1.0, 16777217.0, -16777217.0, 0.0])
def test_a_threshold_is_the_largest_single_not_above(value: float) -> None:
    (floor,) = (t for t in exported([Split(value)], ["a"])["threshold"] if np.isfinite(t))
    assert floor.dtype == np.float32
    assert float(floor) <= value
    assert float(np.nextafter(floor, np.float32(np.inf))) > value


def test_weights_survive_the_file() -> None:
    grown = booster((rows()[:, 0] > 0).astype(float))
    values = exported([grown], list("abcde"))
    file = BytesIO()
    np.savez_compressed(file, allow_pickle=False, **values)
    file.seek(0)
    with np.load(file, allow_pickle=False) as archive:
        read = {key: archive[key] for key in archive.files}
    assert read.keys() == values.keys()
    assert Trees.from_arrays(read).scores(rows()).tobytes() == Trees.from_arrays(values).scores(rows()).tobytes()


def example(number: int, page: Page, gold: dict[str, Any]) -> Example:
    features = measure(page)
    return Example(
        "set",
        f"page {number}",
        "" if len(page.elements) else "blocks",
        f"site{number % 7}.example",
        gold,
        page,
        features,
        *read_tokens(page),
        label(page, gold, features.title_likeness),
    )


def pages() -> list[Example]:
    """News in several makes, the pages of news sets and those of a set that knows types."""
    found: list[Example] = []
    for number, news in enumerate(ALL * 3):
        make = (News.html.fget, plain)[number % 2]  # type: ignore[attr-defined]
        gold: dict[str, Any] = {"text": "\n".join(news.paragraphs)}
        found.append(example(number, html_page(make(news)), {**gold, "lang": news.language}))
        lines = (*news.navigation, news.title, *news.paragraphs, *news.share, news.legal)
        found.append(example(number, text_page("\n".join(lines)), {**gold, "type": "article"}))
    found.append(example(len(found), html_page(FORUM), {"text": None, "type": "forum"}))
    found.append(example(len(found), html_page(""), {"text": ""}))
    return found


@pytest.fixture(scope="module")
def trained() -> tuple[list[Example], dict[str, np.ndarray]]:
    examples = pages()
    return examples, train_content(examples)


def test_training_gives_weights_that_tell_content(trained: tuple[list[Example], dict[str, np.ndarray]]) -> None:
    examples, values = trained
    model = ContentModel.from_arrays(values)
    assert model.trees.features == CONTENT_FEATURES
    assert values["names"].dtype == values["words"].dtype == np.int16
    right: list[bool] = []
    for one in examples:
        found = model.probability(one.features, one.names, one.words, news=convention(one))
        assert found.shape == one.target.shape
        known = ~np.isnan(one.target) & (one.features.units > 0)
        right.extend(((found > 0.5) == (one.target > 0.5))[known])
    assert np.mean(right) > 0.9


def test_the_same_pages_give_the_same_weights(trained: tuple[list[Example], dict[str, np.ndarray]]) -> None:
    _, values = trained
    again = train_content(pages())
    assert values.keys() == again.keys()
    assert {key: value.tobytes() for key, value in values.items()} == {k: v.tobytes() for k, v in again.items()}


def test_sets_with_types_keep_more() -> None:
    page = html_page(NEWS_EN.html)
    assert convention(example(0, page, {"text": "x", "type": "article"})) == GENEROUS
    assert convention(example(0, page, {"text": "x", "lang": "en"})) == STRICT
    assert convention(example(0, page, {"with": ["x"], "without": []})) == STRICT


def test_page_types_have_a_group_for_news_sets() -> None:
    examples = [one for one in pages() if one.page.blocks] * 2
    measured = np.vstack([measure_page(one.page, one.features) for one in examples])
    trees = Trees.from_arrays(train_page_types(examples, measured))
    assert trees.features == PAGE_FEATURES
    assert trees.groups == len(LEARNED_TYPES) + 1
    for one in examples[:4]:
        _, news, _ = page_type(one.page, one.features, trees)
        # A page of a news set is an article, too.
        assert 0.5 < news <= 1
