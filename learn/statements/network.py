"""Training of the tagger: JAX finds the weights that `tearsheet.statements.engine.network` reads without it.

Cues, and flat contents and sources beside them, are learned with cross-entropy; what stands around a cue with the
likelihood of a conditional random field. Cues that the network would wrongly find are learned from as well.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("PJRT_NPROC", "1")

import jax
import jax.numpy as jnp
import numpy as np
import optax  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray

from learn.statements.data import Example
from learn.statements.forbidden import FORBIDDEN, NEVER, NOT_FIRST
from tearsheet.statements.engine.features import COLUMNS, HASHED, ROWS, WORD_COLUMNS
from tearsheet.statements.engine.network import (
    AROUND,
    CUE_TAGS,
    PLACES,
    REACHES,
    RELATIONS,
    TAGS,
    TINY,
    WINDOW_REACHES,
    place_rows,
)

__all__ = ["Settings", "Trainer", "first_weights", "pack"]

_SPACE = 16
"""Empty tokens between two texts of a pack: as far as the convolutions reach."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is built and trained.

    Attributes:
        width: E, columns of the table.
        hidden: H, numbers a token is described by.
        near: D, numbers of a token around a cue.
        tokens: of a step, with the empty ones.
        cues: that are looked at in a step, those wrongly found among them.
        rate: highest learning rate.
        decay: of the weights.
        forgotten: share of the kinds of words whose hashed rows are left out.
        unnamed: share of the texts that are seen without any words.
        dropout: share of numbers that are left out inside.
        flat: weight of the flat contents and sources.
        cueless: share of the cues that are passed over: what is said and by whom is then read from its first word.
    """

    width: int = 96
    hidden: int = 128
    near: int = 48
    tokens: int = 2048
    cues: int = 72
    rate: float = 2e-3
    decay: float = 0.01
    forgotten: float = 0.1
    unnamed: float = 0.12
    dropout: float = 0.1
    flat: float = 0.3
    cueless: float = 0.15


def first_weights(settings: Settings, seed: int = 0) -> dict[str, NDArray[np.float32]]:
    """Weights to begin with."""
    random = np.random.default_rng(seed)
    width, hidden, near = settings.width, settings.hidden, settings.near

    def dense(*shape: int, gain: float = 1.0) -> NDArray[np.float32]:
        drawn: NDArray[np.float32] = (random.normal(size=shape) * gain / np.sqrt(shape[-2])).astype(np.float32)
        return drawn

    table = (random.normal(size=(ROWS, width)) * 0.1).astype(np.float32)
    table[0] = 0
    layers, near_layers = len(REACHES), len(WINDOW_REACHES)
    return {
        "table": table,
        "entry": np.concatenate((dense(width, hidden, gain=3), dense(COLUMNS, hidden))),
        "entry_bias": np.zeros(hidden, np.float32),
        "taps": dense(layers, hidden, 3 * hidden, gain=0.8),
        "bias": np.zeros((layers, hidden), np.float32),
        "exit": dense(layers, hidden, hidden, gain=0.5),
        "cue": dense(hidden, len(CUE_TAGS), gain=0.3),
        "cue_bias": np.array([2, 0, 0, -2], np.float32),
        "flat": dense(hidden, 2, gain=0.3),
        "flat_bias": np.zeros(2, np.float32),
        "near": dense(hidden, near),
        "of_cue": dense(2 * hidden, near),
        "places": (random.normal(size=(PLACES, near)) * 0.3).astype(np.float32),
        "relations": dense(RELATIONS, near),
        "near_bias": np.zeros(near, np.float32),
        "near_taps": dense(near_layers, near, 3 * near, gain=0.8),
        "near_layer_bias": np.zeros((near_layers, near), np.float32),
        "near_exit": dense(near_layers, near, near, gain=0.5),
        "tag": dense(near, len(TAGS), gain=0.3),
        "tag_bias": np.zeros(len(TAGS), np.float32),
        "steps": np.zeros((len(TAGS), len(TAGS)), np.float32),
        "edges": np.zeros((2, len(TAGS)), np.float32),
    }


def pack(
    examples: Sequence[Example], settings: Settings, random: np.random.Generator
) -> Iterator[dict[str, NDArray[Any]]]:
    """Texts in another order each time, several in a row of tokens; a long one is cut."""
    order = random.permutation(len(examples))
    batch = _Batch(settings, random)
    for number in order:
        example = examples[number]
        start = 0
        while start < len(example.cues):
            taken = batch.add(example, start)
            if taken:
                start += taken
            if not taken or batch.full:
                yield batch.arrays
                batch = _Batch(settings, random)
    if batch.used:
        yield batch.arrays


class _Batch:
    def __init__(self, settings: Settings, random: np.random.Generator) -> None:
        size, cues = settings.tokens, settings.cues
        self.settings, self.random = settings, random
        self.used = self.known = 0
        self.arrays: dict[str, NDArray[Any]] = {
            "rows": np.zeros((size, WORD_COLUMNS), np.int32),
            "numbers": np.zeros((size, COLUMNS), np.float32),
            "mask": np.zeros(size, np.float32),
            "text": np.full(size, -1, np.int32),
            "sentences": np.zeros(size, np.int32),
            "paragraphs": np.zeros(size, np.int32),
            "cues": np.full(size, -1, np.int8),
            "inside": np.full((size, 2), -1, np.float32),
            "starts": np.zeros(cues, np.int32),
            "ends": np.zeros(cues, np.int32),
            "tags": np.zeros((cues, 2 * AROUND + 1), np.int8),
            "known": np.zeros(cues, np.float32),
        }

    @property
    def full(self) -> bool:
        return self.used > self.settings.tokens - 200 or self.known > self.settings.cues * 0.9

    def add(self, example: Example, start: int) -> int:
        """Take a text from a token on; how many tokens of it were taken."""
        count = len(example.cues)
        room = self.settings.tokens - self.used
        end = min(count, start + room)
        if end < count:
            if room < 400:
                return 0
            breaks = np.flatnonzero(example.tokens.gaps[start + 200 : end] >= 2)
            end = start + 200 + int(breaks[-1]) if len(breaks) else end
        chosen = np.flatnonzero((example.starts >= start) & (example.starts < end))
        chosen = chosen[: max(self.settings.cues - self.known, 0)]
        arrays, here, size = self.arrays, self.used, end - start
        there = slice(here, here + size)
        unnamed = self.random.random() < self.settings.unnamed
        measured = example.unnamed if unnamed else example.measured
        rows = measured.rows.copy()
        rows[self.random.random(len(rows)) < self.settings.forgotten, :HASHED] = 0
        arrays["rows"][there] = rows[measured.kinds[start:end]]
        arrays["numbers"][there] = measured.numbers[start:end]
        arrays["mask"][there] = 1
        arrays["text"][there] = here
        arrays["sentences"][there] = example.tokens.sentences[start:end]
        arrays["paragraphs"][there] = np.cumsum(example.tokens.gaps >= 2)[start:end]
        arrays["cues"][there] = example.cues[start:end]
        arrays["inside"][there] = example.inside[start:end]
        fill = slice(self.known, self.known + len(chosen))
        firsts = example.firsts[chosen]
        cueless = self.random.random(len(chosen)) < self.settings.cueless
        cueless &= (firsts >= start) & (firsts < end)
        starts = np.where(cueless, firsts, example.starts[chosen])
        ends = np.where(cueless, firsts, example.ends[chosen])
        arrays["starts"][fill] = starts - start + here
        arrays["ends"][fill] = np.minimum(ends - start + here, self.settings.tokens)
        arrays["tags"][fill] = np.where(cueless[:, None], example.tags_of_content[chosen], example.tags[chosen])
        arrays["known"][fill] = 1
        self.known += len(chosen)
        self.used = min(here + size + _SPACE, self.settings.tokens)
        return size


def _convolve(
    hidden: Any, weights: dict[str, Any], names: tuple[str, str, str], reaches: Any, there: Any, drop: Any
) -> Any:
    taps, bias, leave = (weights[name] for name in names)
    narrow = bias.shape[-1]
    for level, reach in enumerate(reaches):
        normed = hidden / jnp.sqrt(jnp.mean(hidden * hidden, -1, keepdims=True) + TINY)
        tapped = normed @ taps[level]
        inner = tapped[..., narrow : 2 * narrow] + bias[level]
        edges = ((0, 0), (reach, reach), (0, 0))
        length = hidden.shape[1]
        inner += jnp.pad(tapped[..., :narrow], edges)[:, :length]
        inner += jnp.pad(tapped[..., 2 * narrow :], edges)[:, 2 * reach :]
        hidden = hidden + (drop(jax.nn.relu(inner), level) @ leave[level]) * there[..., None]
    return hidden


def _loss(weights: dict[str, Any], batch: dict[str, Any], key: Any, settings: Settings) -> Any:
    mask = batch["mask"]

    def dropping(salt: int) -> Any:
        def drop(values: Any, level: int) -> Any:
            if not settings.dropout:
                return values
            # The same numbers are left out over a stretch of tokens: cheaper to draw, and it hides as much.
            rows, length, size = values.shape
            stretch = 32 if rows == 1 else length
            shape = (rows, length // stretch, 1, size)
            kept = jax.random.bernoulli(jax.random.fold_in(key, salt * 16 + level), 1 - settings.dropout, shape)
            cut = values.reshape(rows, length // stretch, stretch, size) * (kept / (1 - settings.dropout))
            return cut.reshape(values.shape)

        return drop

    table = weights["table"].at[0].set(0)
    embedded = table[batch["rows"]].sum(1)
    hidden = jax.nn.relu(jnp.concatenate([embedded, batch["numbers"]], -1) @ weights["entry"] + weights["entry_bias"])
    hidden = dropping(0)(hidden[None], 0) * mask[None, :, None]
    hidden = _convolve(hidden, weights, ("taps", "bias", "exit"), REACHES, mask[None], dropping(1))[0]
    cue_scores = jax.nn.log_softmax(hidden @ weights["cue"] + weights["cue_bias"])
    known = (batch["cues"] >= 0) * mask
    picked = jnp.take_along_axis(cue_scores, jnp.maximum(batch["cues"], 0)[:, None].astype(jnp.int32), 1)[:, 0]
    cue_loss = -(picked * known).sum() / 100
    flat = hidden @ weights["flat"] + weights["flat_bias"]
    wanted = jnp.maximum(batch["inside"], 0)
    flat_known = (batch["inside"] >= 0) * mask[:, None]
    entropy = jnp.maximum(flat, 0) - flat * wanted + jnp.log1p(jnp.exp(-jnp.abs(flat)))
    flat_loss = (entropy * flat_known).sum() / 1000

    begins = jax.lax.stop_gradient(jnp.exp(cue_scores[:, 1]) * mask)
    starts, ends, tags, sure = _with_false_cues(batch, begins, known)
    reach = starts[:, None] + jnp.arange(-AROUND, AROUND + 1)
    near = jnp.clip(reach, 0, len(mask) - 1)
    there = (reach == near) & (batch["text"][near] == batch["text"][starts][:, None]) & (mask[near] > 0)
    inner = _near(weights, batch, hidden, (starts, ends, near), begins)
    inner = dropping(2)(jax.nn.relu(inner), 0) * there[..., None]
    inner = _convolve(inner, weights, ("near_taps", "near_layer_bias", "near_exit"), WINDOW_REACHES, there, dropping(3))
    scores = inner @ weights["tag"] + weights["tag_bias"]
    nothing = jnp.array([0, *[NEVER] * (len(TAGS) - 1)], jnp.float32)
    scores = jnp.where(there[..., None], scores, nothing)
    tags = jnp.where(there, tags, 0)
    # A piece that is cut where a text was parted begins there: no row of tags may go on with what it never began.
    before = jnp.pad(tags[:, :-1], ((0, 0), (1, 0)))
    tags -= (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
    likelihood = _field(weights, scores, tags)
    tag_loss = -(likelihood * sure).sum() / 100
    return cue_loss + settings.flat * flat_loss + 0.35 * tag_loss


def _with_false_cues(batch: dict[str, Any], begins: Any, known: Any) -> tuple[Any, Any, Any, Any]:
    """The cues of a batch, its empty places filled with the likeliest ones that are none; around those is nothing."""
    count = batch["starts"].shape[0]
    none = (batch["cues"] == 0) * known
    likely, where = jax.lax.top_k(begins * none, count // 2)
    own = batch["known"] > 0
    number = jnp.cumsum(~own) - 1
    filled = ~own & (number < count // 2)
    number = jnp.clip(number, 0, count // 2 - 1)
    starts = jnp.where(own, batch["starts"], jnp.where(filled, where[number], 0))
    ends = jnp.where(own, batch["ends"], starts + 1)
    tags = jnp.where(own[:, None], batch["tags"], 0).astype(jnp.int32)
    sure = jnp.where(own, 1.0, jnp.where(filled & (likely[number] > 0.05), likely[number], 0.0))
    return starts, ends, tags, sure


def _near(weights: dict[str, Any], batch: dict[str, Any], hidden: Any, cues: Any, begins: Any) -> Any:
    """The same sums as `tearsheet.statements.engine.around.Around.scores` begins with."""
    starts, ends, near = cues
    lasts = jnp.maximum(ends - 1, starts)
    of_cue = jnp.concatenate([hidden[starts], hidden[lasts]], -1) @ weights["of_cue"]
    inner = (hidden @ weights["near"])[near] + weights["places"][place_rows()]
    inner += (of_cue + weights["near_bias"])[:, None]
    at = starts[:, None]
    columns = [((near >= at) & (near < ends[:, None]))[..., None]]
    for name, most in (("sentences", 3), ("paragraphs", 2)):
        away = jnp.clip(batch[name][near] - batch[name][at], -most, most) + most
        columns.append(jax.nn.one_hot(away, 2 * most + 1))
    sums = jnp.concatenate([jnp.zeros(1), jnp.cumsum(begins)])
    between = jnp.where(near > at, sums[near] - sums[at + 1], sums[at] - sums[near + 1])
    columns.append(jnp.clip(between, 0, 3)[..., None])
    columns.append(jnp.where(near == at, 0, begins[near])[..., None])
    columns.append(jnp.broadcast_to((ends == starts)[:, None, None], (*near.shape, 1)))
    numbers = jnp.concatenate([column.astype(jnp.float32) for column in columns], -1)
    return inner + numbers @ weights["relations"]


def _field(weights: dict[str, Any], scores: Any, tags: Any) -> Any:
    """Log-likelihood of rows of tags."""
    steps = weights["steps"] + FORBIDDEN
    first = weights["edges"][0] + NOT_FIRST
    last = weights["edges"][1]

    def advance(sums: Any, here: Any) -> tuple[Any, None]:
        paths = sums[:, :, None] + steps
        most = paths.max(1)
        return most + jnp.log(jnp.exp(paths - most[:, None]).sum(1)) + here, None

    sums, _ = jax.lax.scan(advance, scores[:, 0] + first, jnp.swapaxes(scores[:, 1:], 0, 1))
    whole = jax.nn.logsumexp(sums + last, axis=1)
    own = jnp.take_along_axis(scores, tags[..., None], 2)[..., 0].sum(1)
    own += steps[tags[:, :-1], tags[:, 1:]].sum(1) + first[tags[:, 0]] + last[tags[:, -1]]
    return own - whole


class Trainer:
    """Weights in training, with all that the optimiser remembers of them."""

    def __init__(self, weights: dict[str, NDArray[np.float32]], settings: Settings, steps: int, seed: int = 0) -> None:
        self.settings = settings
        self.random = np.random.default_rng(seed)
        self.key = jax.random.PRNGKey(seed)
        schedule = optax.warmup_cosine_decay_schedule(
            0.0, settings.rate, max(steps // 20, 1), max(steps, 2), settings.rate / 50
        )
        self.optimizer = optax.chain(
            optax.clip_by_global_norm(5.0), optax.adamw(schedule, b2=0.98, weight_decay=settings.decay)
        )
        self.weights: dict[str, Any] = {name: jnp.asarray(value) for name, value in weights.items()}
        self.state = self.optimizer.init(self.weights)
        self.done = 0

        def advance(weights: dict[str, Any], state: Any, batch: dict[str, Any], key: Any) -> tuple[Any, Any, Any]:
            loss, gradient = jax.value_and_grad(_loss)(weights, batch, key, settings)
            change, state = self.optimizer.update(gradient, state, weights)
            return optax.apply_updates(weights, change), state, loss

        self._step = jax.jit(advance, donate_argnums=(0, 1))

    def step(self, batch: dict[str, NDArray[Any]]) -> float:
        """Learn from one batch; its loss."""
        key = jax.random.fold_in(self.key, self.done)
        self.weights, self.state, loss = self._step(self.weights, self.state, batch, key)
        self.done += 1
        return float(loss)

    def result(self) -> dict[str, NDArray[np.float32]]:
        """The weights as they are, with what may never be in ``steps`` and ``edges``."""
        arrays = {name: np.array(value) for name, value in self.weights.items()}
        arrays["table"][0] = 0
        arrays["steps"] = arrays["steps"] + FORBIDDEN
        arrays["edges"] = np.stack((arrays["edges"][0] + NOT_FIRST, arrays["edges"][1]))
        return arrays
