from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.roles.expected import best_set

chances = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 3))
lengths = st.one_of(st.integers(1, 500), st.just(1)).map(float)


def expected_f1(probability: list[float], length: list[float], keep: tuple[bool, ...]) -> float:
    """2 sum_S(p w) / (sum_S(w) + sum(p w)), written out."""
    gained = sum(p * w for p, w, kept in zip(probability, length, keep, strict=True) if kept)
    taken = sum(w for w, kept in zip(length, keep, strict=True) if kept)
    total = sum(p * w for p, w in zip(probability, length, strict=True))
    return 2 * gained / (taken + total) if taken + total else 0.0


@given(st.lists(st.tuples(chances, lengths), min_size=1, max_size=8))
def test_no_other_set_has_a_better_expected_f1(blocks: list[tuple[float, float]]) -> None:
    probability, length = (list(column) for column in zip(*blocks, strict=True))
    keep, score = best_set(np.array(probability), np.array(length))
    best = max(expected_f1(probability, length, chosen) for chosen in product((False, True), repeat=len(blocks)))
    assert score == pytest.approx(best, abs=1e-9)
    assert expected_f1(probability, length, tuple(keep)) == pytest.approx(score, abs=1e-9)
    assert 0 <= score <= 1


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
