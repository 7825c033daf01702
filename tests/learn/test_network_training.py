from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("jax", reason="jax is not installed: training of the network is not tested")
pytest.importorskip("optax", reason="optax is not installed: training of the network is not tested")
pytest.importorskip("scipy", reason="scipy is not installed: training of the network is not tested")

from learn.network import Sample, Settings, train_network
from tearsheet.roles.network import Network
from tearsheet.roles.tokens import NAME_BUCKETS, Tokens

SMALL = Settings(hidden=8, layers=2, width=4, epochs=12, rate=0.02, batch=512)
BOILER, STORY, LONELY = 5, 9, 77


def page(number: int, unknown: bool = False) -> Sample:
    """Content is what follows the Block whose second number is high, unless a name says that it is furniture."""
    random = np.random.default_rng(number)
    count = int(random.integers(17, 32))
    matrix = random.normal(size=(count, 3)).astype(np.float32)
    matrix[:, 1] = 0
    start = count // 2
    matrix[start - 1, 1] = 9
    matrix[:, 2] = np.arange(count) >= start
    furniture = random.random(count) < 0.3
    names = np.where(furniture, BOILER, STORY).astype(np.int32)
    if number == 0:
        names[0] = LONELY
    target = (matrix[:, 2] > 0) & ~furniture
    words = Tokens(np.zeros(0, np.int32), np.zeros(count + 1, np.int64))
    values = np.full(count, np.nan) if unknown else target.astype(np.float64)
    values[0] = np.nan
    units = random.integers(1, 300, count).astype(np.float64)
    return Sample(matrix, Tokens(names, np.arange(count + 1)), words, values, units, f"{number % 9}.example")


def trained(samples: list[Sample], **options: object) -> dict[str, NDArray[np.float16]]:
    return train_network(samples, seed=4, settings=SMALL, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return [page(number) for number in range(60)]


@pytest.fixture(scope="module")
def weights(samples: list[Sample]) -> dict[str, NDArray[np.float16]]:
    return trained(samples)


def test_a_rule_of_numbers_and_names_is_learned(weights: dict[str, NDArray[np.float16]]) -> None:
    network = Network.from_arrays(weights)
    right = []
    for sample in (page(number) for number in range(100, 120)):
        known = ~np.isnan(sample.target)
        found = network.predict(sample.matrix, sample.names, sample.words) > 0.5
        right.append((found == sample.target)[known].mean())
    assert np.mean(right) > 0.95


def test_the_same_samples_give_the_same_bytes(
    samples: list[Sample], weights: dict[str, NDArray[np.float16]], tmp_path: Path
) -> None:
    again = trained(samples)
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for values, path in zip((weights, again), files, strict=True):
        np.savez_compressed(path, allow_pickle=False, **values)
    assert files[0].read_bytes() == files[1].read_bytes()
    with np.load(BytesIO(files[0].read_bytes()), allow_pickle=False) as stored:
        assert {name: stored[name].dtype for name in stored} == {name: value.dtype for name, value in weights.items()}


def test_another_seed_gives_other_weights(samples: list[Sample], weights: dict[str, NDArray[np.float16]]) -> None:
    other = train_network(samples, seed=5, settings=SMALL)
    assert not np.array_equal(other["taps"], weights["taps"])


def test_a_bucket_of_few_sites_stays_empty(weights: dict[str, NDArray[np.float16]]) -> None:
    filled = np.flatnonzero(weights["names"].any(axis=1))
    assert weights["names"].shape == (NAME_BUCKETS, SMALL.width)
    assert filled.tolist() == [BOILER, STORY]
    assert not weights["words"].any()


def test_unknown_blocks_teach_nothing(samples: list[Sample], weights: dict[str, NDArray[np.float16]]) -> None:
    more = trained([*samples, *(page(number, unknown=True) for number in range(200, 220))])
    assert all(np.array_equal(more[name], value) for name, value in weights.items())


def test_it_learns_to_do_without_names(samples: list[Sample]) -> None:
    network = Network.from_arrays(trained(samples, unnamed={0: 0.0}))
    sample = page(300)
    none = Tokens(np.zeros(0, np.int32), np.zeros_like(sample.names.starts))
    matrix = sample.matrix.copy()
    matrix[:, 0] = 0
    probability = network.predict(matrix, none, sample.words)
    inside = sample.matrix[:, 2] > 0
    assert probability[inside].mean() > 0.5
    assert probability[~inside].mean() < 0.1


def test_a_page_that_is_longer_than_any_batch() -> None:
    count = 1700
    long = Sample(
        np.ones((count, 3), np.float32),
        Tokens(np.zeros(count, np.int32), np.arange(count + 1)),
        Tokens(np.zeros(0, np.int32), np.zeros(count + 1, np.int64)),
        np.ones(count),
        np.ones(count),
        "long.example",
    )
    network = Network.from_arrays(
        train_network([long], settings=Settings(hidden=4, layers=1, width=2, epochs=3, batch=512))
    )
    assert np.isfinite(network.predict(long.matrix, long.names, long.words)).all()
