import numpy as np
import pytest

pytest.importorskip("scipy")

from learn.reliability import Case, fit, held_out, table
from tearsheet.article.metadata.reconcile import COLUMNS, choose


def cases(count: int = 300) -> list[Case]:
    """Pages where "good" is right nine times out of ten, "poor" where it is not, and nothing where neither stands."""
    random = np.random.default_rng(3)
    found = []
    for number in range(count):
        site = f"site{number % 30}.example"
        column = number % len(COLUMNS)
        if random.random() < 0.2:
            found.append(Case(site, column, (frozenset({"poor"}),), (False,)))
            continue
        right = bool(random.random() < 0.9)
        found.append(Case(site, column, (frozenset({"good"}), frozenset({"poor"})), (right, not right)))
    return found


def test_signs_weigh_by_how_often_they_are_right() -> None:
    weights = fit(cases())
    for column in range(len(COLUMNS)):
        assert weights.signs["good"][column] > weights.signs["poor"][column] + 1
    assert choose(weights, [{"poor"}, {"good"}], 0).index == 1
    assert choose(weights, [{"poor"}], 0).index == -1


def test_probabilities_are_as_often_right_as_they_say() -> None:
    judged = [(case, choice) for case, choice in held_out(cases(1200)) if choice.index >= 0]
    right = [case.right[choice.index] for case, choice in judged]
    assert np.mean([choice.probability for _, choice in judged]) == pytest.approx(np.mean(right), abs=0.03)


def test_a_sign_of_a_single_site_weighs_nothing() -> None:
    odd = [Case("odd.example", 0, (frozenset({"odd"}), frozenset({"poor"})), (True, False))] * 40
    assert "odd" not in fit([*cases(), *odd]).signs


def test_the_same_cases_give_the_same_table() -> None:
    assert table(fit(cases())) == table(fit(cases()))
    assert set(table(fit(cases()))) == {"none", "signs"}
