"""Matrix products in small pieces."""

import numpy as np
import pytest

from tearsheet.statements.engine.products import product


@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11, 544])
def test_pieces_make_the_whole_product(rows: int) -> None:
    random = np.random.default_rng(rows)
    left = random.normal(size=(rows, 128)).astype(np.float32)
    right = random.normal(size=(128, 192)).astype(np.float32)
    assert np.allclose(product(left, right), left @ right, atol=1e-4)


def test_axes_before_the_last_stay() -> None:
    left = np.ones((3, 5, 4), np.float32)
    assert product(left, np.ones((4, 2), np.float32)).shape == (3, 5, 2)


def test_a_row_is_the_same_wherever_it_stands() -> None:
    random = np.random.default_rng(3)
    left = random.normal(size=(40, 128)).astype(np.float32)
    right = random.normal(size=(128, 192)).astype(np.float32)
    assert np.allclose(product(left, right)[20:30], product(left[20:30], right), atol=1e-5)
