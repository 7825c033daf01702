"""Training of the network over a page's Blocks: JAX finds the weights that `tearsheet.roles.network` reads without it.

The loss is cross-entropy plus one less the page's F1 with probabilities in place of choices. D. Kingma and J. Ba,
"Adam: a method for stochastic optimization", ICLR 2015; I. Loshchilov and F. Hutter, "Decoupled weight decay
regularization", ICLR 2019.
"""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# On several threads the sums are split by their number: a machine with more cores would give other bytes.
os.environ.setdefault("PJRT_NPROC", "1")

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped, unused-ignore]

from tearsheet.roles.network import CLIP, TINY
from tearsheet.roles.tokens import NAME_BUCKETS, WORD_BUCKETS, Tokens

__all__ = ["Sample", "Settings", "train_network"]

_LENGTHS = (16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536)
"""Pages are padded to one of these; of a longer page another part is seen each time."""

_LENGTH_POWER = 0.7
_FEWEST_SITES = 3
"""A bucket that fewer sites fill stays at zero: nothing of a single site can be read out of the tables."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is built and trained.

    Attributes:
        hidden: H, numbers a Block is described by inside.
        layers: L, convolutions one upon another.
        width: E, numbers a token is described by.
        epochs: how often each page is seen.
        rate: highest learning rate; it rises over the first twentieth and falls along a cosine.
        decay: of the weights.
        dropout: share of the input columns that are left out of a page, below 1.
        forgotten: share of a Block's tokens that are left out, below 1.
        unnamed: share of the pages that are seen without any names.
        f1: weight of the page's F1 beside the cross-entropy.
        batch: Blocks a step, with padding.
    """

    hidden: int = 48
    layers: int = 3
    width: int = 8
    epochs: int = 8
    rate: float = 3e-3
    decay: float = 0.01
    dropout: float = 0.1
    forgotten: float = 0.3
    unnamed: float = 0.25
    f1: float = 1.0
    batch: int = 4096


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to learn from.

    Attributes:
        matrix: float32, Blocks by any number of columns, the same for all pages.
        names: tokens of names and tags, one row a Block.
        words: tokens of words, one row a Block.
        target: share of each Block that is content, 0 to 1; NaN where it is unknown.
        units: length of each Block, not negative; nothing is learned from a Block of length 0.
        site: whose page it is.
        weight: of the page among the others.
    """

    matrix: NDArray[np.float32]
    names: Tokens
    words: Tokens
    target: NDArray[np.float64]
    units: NDArray[np.float64]
    site: str
    weight: float = 1.0


def train_network(
    samples: Sequence[Sample],
    seed: int = 0,
    unnamed: Mapping[int, float] | None = None,
    settings: Settings | None = None,
) -> dict[str, NDArray[Any]]:
    """Train the network.

    Args:
        samples: pages with at least one Block that has a target among them.
        seed: of every random choice; the same samples and seed give the same bytes on the same kind of machine.
        unnamed: columns that tell of names, with the value each has where there are none; some pages are seen so,
            without their tokens of names and tags, that the network can do without.
        settings: how it is built and trained.

    Returns:
        The arrays of a weight file, in half precision but for ``mean`` and ``scale``.
    """
    settings = settings or Settings()
    blank = dict(unnamed or {})
    samples = [sample for sample in samples if _known(sample).any()]
    random = np.random.default_rng(seed)
    mean, scale = _standard(samples)
    free = (
        _shared_buckets([sample.names for sample in samples], samples, NAME_BUCKETS),
        _shared_buckets([sample.words for sample in samples], samples, WORD_BUCKETS),
    )
    weights = _first_weights(len(mean), settings, random)
    weights["names"] *= free[0][:, None]
    weights["words"] *= free[1][:, None]
    steps = settings.epochs * len(_batches(samples, settings.batch, None))
    schedule = optax.warmup_cosine_decay_schedule(
        0.0, settings.rate, max(steps // 20, 1), max(steps, 2), settings.rate / 50
    )
    optimizer = optax.adamw(schedule, weight_decay=settings.decay)
    weights = {name: jnp.asarray(value) for name, value in weights.items()}
    state = optimizer.init(weights)

    def advance(gradient: dict[str, Any], state: Any, weights: dict[str, Any]) -> tuple[dict[str, Any], Any]:
        change, state = optimizer.update(gradient, state, weights)
        return optax.apply_updates(weights, change), state

    step = jax.jit(advance)
    for _ in range(settings.epochs):
        for length, chosen in _batches(samples, settings.batch, random):
            batch = _Batch(samples, chosen, length, settings, blank, random, (mean, scale))
            tables = {name: weights[name] for name in ("names", "words")}
            rest = {name: value for name, value in weights.items() if name not in tables}
            gradient, embedded = _slope(
                rest,
                batch.embed(np.asarray(tables["names"]), np.asarray(tables["words"])),
                batch.inputs,
                batch.keep,
                settings.f1,
            )
            gradient |= batch.table_gradients(np.asarray(embedded), free)
            weights, state = step(gradient, state, weights)
    arrays: dict[str, NDArray[Any]] = {"mean": mean, "scale": scale}
    arrays |= {name: np.asarray(weights[name]).astype(np.float16) for name in sorted(weights)}
    return arrays


class _Batch:
    """Pages of about the same length, padded to one."""

    def __init__(
        self,
        samples: Sequence[Sample],
        chosen: Sequence[int],
        length: int,
        settings: Settings,
        blank: Mapping[int, float],
        random: np.random.Generator,
        standard: tuple[NDArray[np.float32], NDArray[np.float32]],
    ) -> None:
        mean, scale = standard
        pages = max(settings.batch // length, 1)
        self.width = settings.width
        self.shape = (pages, length)
        numbers = np.zeros((pages, length, len(mean)), np.float32)
        mask, target, weight, units = np.zeros((4, pages, length), np.float32)
        rows: list[NDArray[np.int64]] = []
        names: list[Tokens] = []
        words: list[Tokens] = []
        columns, values = list(blank), np.array(list(blank.values()), np.float32)
        for row, number in enumerate(chosen):
            sample = samples[number]
            count = len(sample.target)
            start = int(random.integers(0, count - length + 1)) if count > length else 0
            end = min(start + length, count)
            size = end - start
            numbers[row, :size] = sample.matrix[start:end]
            unnamed = random.random() < settings.unnamed
            if unnamed and columns:
                numbers[row, :size, columns] = values[:, None]
            mask[row, :size] = 1
            known = _known(sample)[start:end]
            target[row, :size] = np.where(known, sample.target[start:end], 0)
            units[row, :size] = sample.units[start:end] * known
            worth = units[row] ** _LENGTH_POWER
            weight[row] = worth / max(float(worth.sum()), 1.0) * sample.weight
            names.append(_empty(size) if unnamed else _cut(sample.names, start, end))
            words.append(_cut(sample.words, start, end))
            rows.append(row * length + np.arange(size))
        numbers -= mean
        numbers *= scale
        np.clip(numbers, -CLIP, CLIP, out=numbers)
        self.inputs = {"numbers": numbers, "mask": mask, "target": target, "weight": weight, "units": units}
        self.rows = np.concatenate(rows)
        self.names = _incidence(names, NAME_BUCKETS, settings.forgotten, random)
        self.words = _incidence(words, WORD_BUCKETS, settings.forgotten, random)
        kept = random.random((pages, 1, len(mean) + 2 * self.width), np.float32) >= settings.dropout
        self.keep = kept.astype(np.float32) / np.float32(1 - settings.dropout)

    def embed(self, names: NDArray[np.float32], words: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the tables say of each Block, pages by Blocks by columns."""
        embedded = np.zeros((self.shape[0] * self.shape[1], 2 * self.width), np.float32)
        embedded[self.rows] = np.hstack((self.names @ names, self.words @ words))
        return embedded.reshape(*self.shape, -1)

    def table_gradients(
        self, embedded: NDArray[np.float32], free: tuple[NDArray[np.float32], NDArray[np.float32]]
    ) -> dict[str, NDArray[np.float32]]:
        """Gradients of the tables from those of what they said."""
        slopes = embedded.reshape(-1, 2 * self.width)[self.rows]
        return {
            "names": (self.names.T @ slopes[:, : self.width]) * free[0][:, None],
            "words": (self.words.T @ slopes[:, self.width :]) * free[1][:, None],
        }


def _known(sample: Sample) -> NDArray[np.bool_]:
    return ~np.isnan(sample.target) & (sample.units > 0)


def _standard(samples: Sequence[Sample]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Mean of each column and one over its deviation; 0 for a column that never changes."""
    count = sum(len(sample.matrix) for sample in samples)
    mean = sum(sample.matrix.sum(0, dtype=np.float64) for sample in samples) / max(count, 1)
    variance = sum(np.square(sample.matrix - mean).sum(0) for sample in samples) / max(count, 1)
    deviation = np.sqrt(variance)
    scale = np.where(deviation > 1e-4, 1 / np.maximum(deviation, 1e-4), 0.0)
    return mean.astype(np.float32), scale.astype(np.float32)


def _shared_buckets(tokens: Sequence[Tokens], samples: Sequence[Sample], buckets: int) -> NDArray[np.float32]:
    """1 for each bucket that enough sites fill, 0 for the others."""
    filled: dict[str, list[NDArray[np.int32]]] = defaultdict(list)
    for one, sample in zip(tokens, samples, strict=True):
        filled[sample.site].append(np.unique(one.ids))
    sites = np.zeros(buckets, np.int64)
    for ids in filled.values():
        sites[np.unique(np.concatenate(ids))] += 1
    return (sites >= _FEWEST_SITES).astype(np.float32)


def _first_weights(columns: int, settings: Settings, random: np.random.Generator) -> dict[str, Any]:
    hidden, layers = settings.hidden, settings.layers

    def dense(*shape: int, gain: float = 1.0) -> NDArray[np.float32]:
        drawn: NDArray[np.float32] = (random.normal(size=shape) * gain / np.sqrt(shape[-2])).astype(np.float32)
        return drawn

    return {
        "names": (random.normal(size=(NAME_BUCKETS, settings.width)) * 0.1).astype(np.float32),
        "words": (random.normal(size=(WORD_BUCKETS, settings.width)) * 0.1).astype(np.float32),
        "entry": dense(columns + 2 * settings.width, hidden, gain=1.4),
        "entry_bias": np.zeros(hidden, np.float32),
        "taps": dense(layers, hidden, 3 * hidden, gain=0.8),
        "pooled": dense(layers, hidden, hidden, gain=0.7),
        "bias": np.zeros((layers, hidden), np.float32),
        "exit": dense(layers, hidden, hidden, gain=0.4),
        "last": dense(2 * hidden, hidden, gain=1.4),
        "last_bias": np.zeros(hidden, np.float32),
        "score": dense(hidden, 1, gain=0.5)[:, 0],
        "score_bias": np.full(1, -1.0, np.float32),
    }


def _forward(weights: dict[str, Any], inputs: Any, mask: Any) -> Any:
    """Scores, pages by Blocks: the same sums as `Network.predict`, over several padded pages at once."""
    inside = mask[..., None]
    count = jnp.maximum(mask.sum(1), 1.0)[:, None]
    hidden = jax.nn.relu(inputs @ weights["entry"] + weights["entry_bias"]) * inside
    size = hidden.shape[-1]
    length = mask.shape[1]
    for level in range(len(weights["taps"])):
        normed = hidden / jnp.sqrt(jnp.mean(hidden * hidden, -1, keepdims=True) + TINY)
        tapped = normed @ weights["taps"][level]
        reach = 1 << level
        edges = ((0, 0), (reach, reach), (0, 0))
        inner = tapped[..., size : 2 * size]
        inner += jnp.pad(tapped[..., :size], edges)[:, :length]
        inner += jnp.pad(tapped[..., 2 * size :], edges)[:, 2 * reach :]
        page = normed.sum(1) / count
        inner += (page @ weights["pooled"][level] + weights["bias"][level])[:, None]
        hidden += (jax.nn.relu(inner) @ weights["exit"][level]) * inside
    page = (hidden.sum(1) / count) @ weights["last"][size:] + weights["last_bias"]
    last = jax.nn.relu(hidden @ weights["last"][:size] + page[:, None])
    return last @ weights["score"] + weights["score_bias"]


def _loss(weights: dict[str, Any], embedded: Any, inputs: dict[str, Any], keep: Any, f1: float) -> Any:
    numbers = jnp.concatenate([inputs["numbers"], embedded], -1) * keep
    scores = _forward(weights, numbers, inputs["mask"])
    target, weight, units = inputs["target"], inputs["weight"], inputs["units"]
    entropy = jnp.maximum(scores, 0) - scores * target + jnp.log1p(jnp.exp(-jnp.abs(scores)))
    cross_entropy = (entropy * weight).sum() / jnp.maximum(weight.sum(), 1e-6)
    probability = jax.nn.sigmoid(scores)
    wanted = (target * units).sum(1)
    shared = (probability * target * units).sum(1)
    likeness = (2 * shared + 1e-3) / ((probability * units).sum(1) + wanted + 1e-3)
    page = weight.sum(1) * (wanted > 0)
    return cross_entropy + f1 * ((1 - likeness) * page).sum() / jnp.maximum(page.sum(), 1e-6)


_slope = jax.jit(jax.grad(_loss, argnums=(0, 1)))


def _batches(samples: Sequence[Sample], size: int, random: np.random.Generator | None) -> list[tuple[int, list[int]]]:
    """Pages of about the same length together; in another order each time when ``random`` is given."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, sample in enumerate(samples):
        count = len(sample.target)
        by_length[next((length for length in _LENGTHS if count <= length), _LENGTHS[-1])].append(number)
    batches = []
    for length in sorted(by_length):
        numbers = by_length[length]
        if random is not None:
            random.shuffle(numbers)
        pages = max(size // length, 1)
        batches += [(length, numbers[start : start + pages]) for start in range(0, len(numbers), pages)]
    if random is not None:
        random.shuffle(batches)
    return batches


def _incidence(tokens: Sequence[Tokens], buckets: int, forgotten: float, random: np.random.Generator) -> Any:
    """Which Block has which tokens: a sparse matrix, Blocks by buckets, that makes the means of `Tokens.mean`.

    Some tokens are left out at random, and the others count the more.
    """
    counts = np.concatenate([np.diff(one.starts) for one in tokens])
    starts = np.concatenate(([0], np.cumsum(counts)))
    share = np.repeat((1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32), counts)
    share *= (random.random(len(share), np.float32) >= forgotten) / np.float32(1 - forgotten)
    ids = np.concatenate([one.ids for one in tokens])
    return sparse.csr_matrix((share, ids, starts), shape=(len(counts), buckets))


def _cut(tokens: Tokens, start: int, end: int) -> Tokens:
    first, last = tokens.starts[start], tokens.starts[end]
    return Tokens(tokens.ids[first:last], tokens.starts[start : end + 1] - first)


def _empty(count: int) -> Tokens:
    return Tokens(np.zeros(0, np.int32), np.zeros(count + 1, np.int64))
