from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray

from tearsheet.roles.network import Network
from tearsheet.roles.tokens import Tokens

COLUMNS, WIDTH, HIDDEN, LAYERS, BUCKETS = 7, 3, 8, 3, 32
SHAPES = {
    "mean": (COLUMNS,),
    "scale": (COLUMNS,),
    "names": (BUCKETS, WIDTH),
    "words": (BUCKETS, WIDTH),
    "entry": (COLUMNS + 2 * WIDTH, HIDDEN),
    "entry_bias": (HIDDEN,),
    "taps": (LAYERS, HIDDEN, 3 * HIDDEN),
    "pooled": (LAYERS, HIDDEN, HIDDEN),
    "bias": (LAYERS, HIDDEN),
    "exit": (LAYERS, HIDDEN, HIDDEN),
    "last": (2 * HIDDEN, HIDDEN),
    "last_bias": (HIDDEN,),
    "score": (HIDDEN,),
    "score_bias": (1,),
}
REACH = 1 + 2 + 4


def arrays() -> dict[str, NDArray[np.float32]]:
    random = np.random.default_rng(3)
    return {name: (random.normal(size=shape) / 2).astype(np.float32) for name, shape in SHAPES.items()}


def local() -> Network:
    """A network that sees no farther than its convolutions reach."""
    values = arrays()
    values["pooled"] *= 0
    values["last"][HIDDEN:] = 0
    return Network.from_arrays(values)


def tokens(counts: list[int], seed: int = 0) -> Tokens:
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Tokens(np.random.default_rng(seed).integers(0, BUCKETS, int(starts[-1])).astype(np.int32), starts)


def page(count: int, seed: int = 0) -> tuple[NDArray[np.float32], Tokens, Tokens]:
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(count, COLUMNS)).astype(np.float32)
    return matrix, *(tokens(random.integers(0, 5, count).tolist(), seed + way) for way in (1, 2))


def part(
    of: tuple[NDArray[np.float32], Tokens, Tokens], start: int, end: int
) -> tuple[NDArray[np.float32], Tokens, Tokens]:
    matrix, *both = of
    names, words = (
        Tokens(one.ids[one.starts[start] : one.starts[end]], one.starts[start : end + 1] - one.starts[start])
        for one in both
    )
    return matrix[start:end], names, words


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 8, 100, 2047, 2048, 2049, 5000])
def test_one_probability_a_block(count: int) -> None:
    probability = Network.from_arrays(arrays()).predict(*page(count))
    assert probability.shape == (count,)
    assert probability.dtype == np.float64
    assert ((probability > 0) & (probability < 1)).all()


def test_sums_done_by_hand() -> None:
    network = Network.from_arrays(arrays())
    matrix, names, words = page(9)
    probability = network.predict(matrix, names, words)

    def rows(table: NDArray[np.float32], found: Tokens) -> list[NDArray[np.float64]]:
        pieces = np.split(found.ids, found.starts[1:-1])
        return [table[ids].sum(0, dtype=np.float64) / max(len(ids), 1) ** 0.5 for ids in pieces]

    read = np.clip((matrix - network.mean) * network.scale, -4, 4)
    entered = zip(read, rows(network.names, names), rows(network.words, words), strict=True)
    hidden = [np.maximum(np.concatenate(row) @ network.entry + network.entry_bias, 0) for row in entered]
    for level in range(LAYERS):
        normed = [row / np.sqrt((row * row).mean() + 1e-6) for row in hidden]
        whole = np.mean(normed, axis=0) @ network.pooled[level] + network.bias[level]
        before, same, behind = np.split(network.taps[level], 3, axis=1)
        out = []
        for at, row in enumerate(hidden):
            inner = normed[at] @ same + whole
            if at - 2**level >= 0:
                inner = inner + normed[at - 2**level] @ before
            if at + 2**level < len(hidden):
                inner = inner + normed[at + 2**level] @ behind
            out.append(row + np.maximum(inner, 0) @ network.exit[level])
        hidden = out
    mean = np.mean(hidden, axis=0)
    scores = [
        np.maximum(np.concatenate((row, mean)) @ network.last + network.last_bias, 0) @ network.score for row in hidden
    ]
    assert probability == pytest.approx(1 / (1 + np.exp(-(np.array(scores) + network.score_bias))), abs=1e-4)


def test_blocks_without_tokens() -> None:
    network = Network.from_arrays(arrays())
    matrix, _, words = page(6)
    none = Tokens(np.zeros(0, np.int32), np.zeros(7, np.int64))
    assert np.isfinite(network.predict(matrix, none, none)).all()
    last_empty = tokens([2, 0, 0, 3, 1, 0])
    with_row = network.predict(matrix, last_empty, words)
    other = Tokens(last_empty.ids[::-1].copy(), last_empty.starts)
    assert not np.array_equal(with_row, network.predict(matrix, other, words))


def test_numbers_without_bound_do_no_harm() -> None:
    matrix, names, words = page(5)
    matrix[:, 0] = (1e30, -1e30, np.finfo(np.float32).max, 0, 1)
    with np.errstate(all="raise", under="ignore", over="ignore"):
        assert np.isfinite(Network.from_arrays(arrays()).predict(matrix, names, words)).all()


def test_the_same_page_gives_the_same_bytes() -> None:
    network = Network.from_arrays(arrays())
    first = network.predict(*page(300, seed=1))
    network.predict(*page(5000, seed=2))
    assert network.predict(*page(300, seed=1)).tobytes() == first.tobytes()


@pytest.mark.parametrize("around", [1792, 2047, 2048, 3328, 4500, 4999])
def test_windows_of_a_long_page_do_not_show(around: int) -> None:
    network = local()
    long = page(5000)
    start, end = max(around - 500, 0), min(around + 500, 5000)
    inner = slice(max(around - 100, start + REACH), around + 100 if end < 5000 else 5000)
    short = network.predict(*part(long, start, end))
    whole = network.predict(*long)
    assert whole[inner] == pytest.approx(short[inner.start - start : inner.stop - start], abs=1e-5)


def test_a_block_hangs_on_its_neighbours_and_on_the_page() -> None:
    matrix, names, words = page(60)
    changed = matrix.copy()
    changed[30] += 3
    for network, reach in ((local(), REACH), (Network.from_arrays(arrays()), 60)):
        moved = np.flatnonzero(network.predict(matrix, names, words) != network.predict(changed, names, words))
        assert abs(moved - 30).max() <= reach
        assert len(moved) > REACH


def test_half_precision_is_enough() -> None:
    values = arrays()
    file = BytesIO()
    np.savez(file, **{name: value.astype(np.float16) for name, value in values.items()})
    with np.load(BytesIO(file.getvalue()), allow_pickle=False) as stored:
        half = Network.from_arrays(stored)
    assert half.taps.dtype == np.float32
    assert half.predict(*page(200)) == pytest.approx(Network.from_arrays(values).predict(*page(200)), abs=0.02)


def test_every_array_is_asked_for() -> None:
    values = arrays()
    del values["pooled"]
    with pytest.raises(KeyError, match="pooled"):
        Network.from_arrays(values)
