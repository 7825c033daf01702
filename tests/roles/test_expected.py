from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.choices import Favour
from tearsheet.roles.expected import BETA, best_set

chances = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 3))
lengths = st.one_of(st.integers(1, 500), st.just(1)).map(float)


def expected_f(probability: list[float], length: list[float], keep: tuple[bool, ...], beta: float = 1) -> float:
    """(1 + b2) sum_S(p w) / (sum_S(w) + b2 sum(p w)), written out."""
    gained = sum(p * w for p, w, kept in zip(probability, length, keep, strict=True) if kept)
    taken = sum(w for w, kept in zip(length, keep, strict=True) if kept)
    total = sum(p * w for p, w in zip(probability, length, strict=True))
    return (1 + beta**2) * gained / (taken + beta**2 * total) if total else 0.0


@given(st.lists(st.tuples(chances, lengths), min_size=1, max_size=8), st.sampled_from([0.25, 0.5, 1.0, 2.0, 3.0]))
def test_no_other_set_has_a_better_expected_f(blocks: list[tuple[float, float]], beta: float) -> None:
    probability, length = (list(column) for column in zip(*blocks, strict=True))
    keep, score = best_set(np.array(probability), np.array(length), beta)
    sets = product((False, True), repeat=len(blocks))
    best = max(expected_f(probability, length, chosen, beta) for chosen in sets)
    assert expected_f(probability, length, tuple(keep), beta) == pytest.approx(best, abs=1e-9)
    assert score == pytest.approx(expected_f(probability, length, tuple(keep)), abs=1e-9)
    assert 0 <= score <= 1


@given(st.lists(st.tuples(chances, lengths), min_size=1, max_size=30))
def test_the_more_recall_weighs_the_more_is_kept(blocks: list[tuple[float, float]]) -> None:
    probability, length = (np.array(column) for column in zip(*blocks, strict=True))
    precise, balanced, whole = (best_set(probability, length, BETA[favour])[0] for favour in Favour)
    assert not (precise & ~balanced).any()
    assert not (balanced & ~whole).any()


def test_what_is_half_sure_depends_on_what_is_favoured() -> None:
    probability, length = np.array([0.9, 0.4, 0.2]), np.ones(3)
    kept = {favour: int(best_set(probability, length, BETA[favour])[0].sum()) for favour in Favour}
    assert kept == {Favour.PRECISION: 1, Favour.BALANCE: 2, Favour.RECALL: 3}


def test_nothing_likely_nothing_kept() -> None:
    keep, score = best_set(np.zeros(3), np.ones(3))
    assert not keep.any()
    assert score == 0.0
    keep, score = best_set(np.zeros(0), np.zeros(0))
    assert (len(keep), score) == (0, 0.0)


def test_sure_blocks_are_kept_and_doubtful_ones_weighed_by_length() -> None:
    keep, score = best_set(np.array([1.0, 0.45, 0.45, 0.0]), np.array([100.0, 1.0, 500.0, 50.0]))
    assert keep.tolist() == [True, False, False, False] or keep.tolist() == [True, True, True, False]
    keep, _ = best_set(np.array([1.0, 0.6]), np.array([100.0, 5.0]))
    assert keep.tolist() == [True, True]
    keep, _ = best_set(np.array([1.0, 0.4]), np.array([100.0, 5.0]))
    assert keep.tolist() == [True, False]
    assert score > 0
