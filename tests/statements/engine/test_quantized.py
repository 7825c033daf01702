"""Numbers in one byte each: products near those of floats, and the compiled loops the same as NumPy to the last bit."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tearsheet.native import saidloops
from tearsheet.statements.engine.around import NEVER
from tearsheet.statements.engine.convolutions import Convolutions
from tearsheet.statements.engine.decoding import best_tags
from tearsheet.statements.engine.features import COLUMNS, ROWS, measure
from tearsheet.statements.engine.find import _pieces
from tearsheet.statements.engine.network import (
    CUE_TAGS,
    PLACES,
    REACHES,
    RELATIONS,
    TAGS,
    WINDOW_REACHES,
    Cues,
    Network,
)
from tearsheet.statements.engine.quantized import SIGNED, UNSIGNED, Matrix, exact, finer, quantize
from tearsheet.statements.engine.tokens import tokenize

Floats = NDArray[np.float32]

compiled = pytest.mark.skipif(saidloops is None, reason="built without a C compiler, or TEARSHEET_PURE is set")
STEPS = saidloops.STEPS if saidloops is not None else ()
SIZES = st.integers(0, 150)
TEXT = "“Wait here,” Ana Roth said, “and be quiet.” Nobody moved.\nThe firm denied it on Monday (in part). " * 5


@contextmanager
def in_numpy() -> Iterator[None]:
    with ExitStack() as patches:
        for name in ("quantized", "decoding", "around", "network", "find"):
            patches.enter_context(mock.patch(f"tearsheet.statements.engine.{name}.saidloops", None))
        yield


def drawn(seed: int, *shape: int) -> Floats:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


@cache
def network(hidden: int = 32, near: int = 16, width: int = 20) -> Network:
    narrow = 16
    sizes = {
        "entry": (width + COLUMNS, hidden), "entry_bias": (hidden,), "cue": (hidden, len(CUE_TAGS)),
        "cue_bias": (len(CUE_TAGS),), "near": (hidden, near), "of_cue": (2 * hidden, near), "places": (PLACES, near),
        "relations": (RELATIONS, near), "near_bias": (near,), "tag": (near, len(TAGS)), "tag_bias": (len(TAGS),),
        "steps": (len(TAGS), len(TAGS)), "edges": (2, len(TAGS)), "taps": (len(REACHES), hidden, 3 * narrow),
        "bias": (len(REACHES), narrow), "exit": (len(REACHES), narrow, hidden),
        "near_taps": (len(WINDOW_REACHES), near, 3 * narrow), "near_layer_bias": (len(WINDOW_REACHES), narrow),
        "near_exit": (len(WINDOW_REACHES), narrow, near),
    }  # fmt: skip
    weights = {name: drawn(number, *shape) * 0.3 for number, (name, shape) in enumerate(sizes.items())}
    table = np.random.default_rng(7).integers(-127, 128, (ROWS, width)).astype(np.int8)
    scales = np.abs(drawn(8, ROWS)).astype(np.float32) / 100
    return Network.read({**weights, "table": table, "table_scale": scales})


@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11, 544])
def test_pieces_make_the_whole_product(rows: int) -> None:
    left, _ = quantize(drawn(rows, rows, 128), SIGNED)
    right = np.rint(drawn(1, 128, 192) * 30)
    assert np.array_equal(exact(left, right), left.astype(np.int64) @ right.astype(np.int64))


def test_axes_before_the_last_stay() -> None:
    assert Matrix(np.ones((4, 2), np.float32)).product(np.ones((3, 5, 4), np.float32)).tolist() == [[[4.0] * 2] * 5] * 3
    assert Matrix(np.ones((4, 2), np.float32)).product(np.ones((0, 4), np.float32)).shape == (0, 2)


def test_rows_are_whole_numbers_up_to_the_most() -> None:
    values, scales = quantize(np.array([[1, -2, 0.5], [0, 0, 0]], np.float32), SIGNED)
    assert values.tolist() == [[64, -127, 32], [0, 0, 0]]
    assert scales[0].item() == 63.5
    assert quantize(np.array([[1.0, 3.0]], np.float32), UNSIGNED)[0].tolist() == [[85, 255]]


def test_products_are_near_those_of_floats() -> None:
    left, right = drawn(1, 40, 128), drawn(2, 128, 5)
    there = left @ right
    assert np.abs(Matrix(right).product(left) - there).max() < 0.03 * np.abs(there).max()
    halves = finer(right).product(left)
    assert np.abs(halves[:, :5] + halves[:, 5:] - there).max() < 0.015 * np.abs(there).max()


def test_a_row_is_the_same_wherever_it_stands() -> None:
    left, right = drawn(3, 40, 128), Matrix(drawn(4, 128, 192))
    assert np.array_equal(right.product(left)[20:30], right.product(left[20:30]))


@compiled
@pytest.mark.parametrize("step", STEPS)
@settings(max_examples=25, deadline=None)
@given(
    rows=SIZES,
    inner=st.one_of(st.integers(1, 70), st.sampled_from([48, 96, 128])),
    columns=st.integers(1, 200),
    seed=st.integers(0, 99),
)
def test_products_are_the_same(step: int, rows: int, inner: int, columns: int, seed: int) -> None:
    left, matrix = drawn(seed, rows, inner), Matrix(drawn(seed + 1, inner, columns))
    left[::3] *= 1e-20
    left[::7] = 0
    with in_numpy():
        slow = matrix.product(left)
    packed = saidloops.Packed(matrix.values, matrix.scales, step)  # type: ignore[union-attr]
    assert saidloops.product(left, packed).tobytes() == slow.tobytes()  # type: ignore[union-attr]


@compiled
@pytest.mark.parametrize("step", STEPS)
@settings(max_examples=25, deadline=None)
@given(
    count=SIZES,
    size=st.sampled_from([32, 48, 128]),
    narrow=st.sampled_from([3, 16, 32, 40, 64]),
    columns=st.sampled_from([1, 6, 16, 28, 33]),
    reaches=st.lists(st.integers(1, 30), max_size=3),
    seed=st.integers(0, 99),
)
def test_convolutions_are_the_same(
    step: int, count: int, size: int, narrow: int, columns: int, reaches: list[int], seed: int
) -> None:
    levels = len(reaches)
    taps, bias, exits = drawn(1, levels, size, 3 * narrow), drawn(2, levels, narrow), drawn(3, levels, narrow, size)
    layers = Convolutions(taps, bias, exits, reaches)
    kinds, more = drawn(seed, 5, size), drawn(seed + 2, count, size)
    numbers = np.abs(np.sin(drawn(seed + 1, count, columns)))
    which, places = np.arange(count, dtype=np.int32) % 5, Matrix(drawn(4, columns, size), 1 / 255)
    hidden = exact(np.rint(numbers * UNSIGNED), places.values) * places.scales + kinds[which] + more
    slow = layers.read(np.maximum(hidden, 0)[None])[0]

    def packed(numbers: Floats) -> object:
        matrix = Matrix(numbers)
        return saidloops.Packed(matrix.values, matrix.scales, step)  # type: ignore[union-attr]

    loops = saidloops
    assert loops is not None
    stack = loops.Stack(
        [(packed(tap), b, packed(leave), r) for tap, b, leave, r in zip(taps, bias, exits, reaches, strict=True)]
    )
    entry = loops.Packed(places.values, places.scales, step)
    assert np.array_equal(loops.encode(kinds, which, numbers, entry, more, stack), slow)


@compiled
@settings(max_examples=25, deadline=None)
@given(rows=st.integers(0, 4), length=st.integers(1, 20), tags=st.integers(1, 6), seed=st.integers(0, 99))
def test_the_likeliest_tags_are_the_same(rows: int, length: int, tags: int, seed: int) -> None:
    # Of few different numbers: many paths are as likely as each other.
    scores, steps, edges = np.rint(drawn(seed, rows, length, tags)), np.rint(drawn(1, tags, tags)), drawn(2, 2, tags)
    fast = best_tags(scores, steps, np.rint(edges))
    with in_numpy():
        assert np.array_equal(fast, best_tags(scores, steps, np.rint(edges)))


@compiled
@settings(max_examples=50, deadline=None)
@given(rows=st.integers(0, 4), seed=st.integers(0, 99), none=st.integers(0, 3))
def test_tags_with_a_source_and_their_pieces_are_the_same(rows: int, seed: int, none: int) -> None:
    tokens, tagger = tokenize(TEXT), network()
    scores = np.rint(drawn(seed, rows, 40, len(TAGS)) * 2)
    scores[..., 0] += none
    scores[..., 3] -= 2
    scores[:, ::9, 3] = NEVER
    firsts = np.arange(rows) * 7
    tags = tagger.best_tags_with_source(scores)
    spans = _pieces(tokens, tags, firsts)
    with in_numpy():
        assert np.array_equal(tags, tagger.best_tags_with_source(scores))
        assert spans == _pieces(tokens, tags, firsts)


@compiled
@settings(max_examples=25, deadline=None)
@given(
    end=st.integers(1, len(TEXT)),
    starts=st.lists(st.integers(0, 200), min_size=1, max_size=20),
    long=st.booleans(),
    sizes=st.sampled_from([(32, 16, 20), (128, 48, 96), (48, 32, 32)]),
)
def test_texts_are_read_alike(end: int, starts: list[int], long: bool, sizes: tuple[int, int, int]) -> None:
    tagger = network(*sizes)
    tokens = tokenize("A" + TEXT[:end])
    measured = measure(tokens, [], "en")
    count = len(tokens.words)
    begins = np.unique(np.array(starts, np.int64) % count)
    cues = Cues(begins, np.minimum(begins + long, count), np.ones(len(begins), np.float32))
    fast = tagger.tagging(tokens, measured)
    scores = fast.scores(cues)
    with in_numpy():
        slow = tagger.tagging(tokens, measured)
        assert np.array_equal(fast.hidden, slow.hidden)
        assert np.array_equal(fast.likely, slow.likely)
        assert np.array_equal(scores, slow.scores(cues))
        rows = tagger.best_tags_with_source(scores)
    assert np.array_equal(rows, tagger.best_tags_with_source(scores))
