import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("scipy")

from learn.confidence import Judged, calibrate, calibration_table, train_confidence
from tearsheet.roles.certainty import CERTAINTY, predict_f1
from tearsheet.roles.model import Trees


def pages(count: int = 600) -> list[Judged]:
    """Pages whose F1 goes with what was expected of them, give or take."""
    chance = np.random.default_rng(5)
    made = []
    for number in range(count):
        signs = chance.random(len(CERTAINTY))
        f1 = float(np.clip(signs[CERTAINTY.index("expected F1")] + chance.normal(0, 0.05), 0, 1))
        made.append(Judged("even" if number % 2 else "odd", number % 5, tuple(signs.tolist()), f1))
    return made


def test_confidence_learns_what_goes_with_f1() -> None:
    made = pages()
    confidence = calibrate(made, 5)
    bands, ranks = calibration_table(made, confidence)
    assert ranks["all"] > 0.9
    assert set(ranks) == {"all", "even", "odd"}
    assert sum(count for _, _, count, _ in bands) == len(made)
    means = [f1 for *_, count, f1 in bands if count]
    assert means == sorted(means, reverse=True)


def test_a_page_is_judged_by_what_was_trained_without_its_fold() -> None:
    made = pages()
    altered = [page if page.fold else Judged(page.name, 0, page.certainty, 1 - page.f1) for page in made]
    zero = [number for number, page in enumerate(made) if page.fold == 0]
    assert (calibrate(made, 5)[zero] == calibrate(altered, 5)[zero]).all()


def test_more_expected_is_never_less_sure() -> None:
    trees = Trees.from_arrays(train_confidence(pages()))
    rows = np.tile(np.full(len(CERTAINTY), 0.5), (50, 1))
    rows[:, CERTAINTY.index("expected F1")] = np.linspace(0, 1, 50)
    assert (np.diff(predict_f1(trees, rows.tolist())) >= 0).all()


def test_the_same_pages_give_the_same_weights() -> None:
    first, second = (train_confidence(pages()) for _ in range(2))
    assert all(first[name].tobytes() == second[name].tobytes() for name in first)
