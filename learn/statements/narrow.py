"""Layers made narrower inside: the numbers least missed are left out, and what is left is fitted to make up for them.

Each layer in turn gives, with half of its inner numbers or fewer, nearly what it gave with all of them; a little more
training makes up for the rest. Numbers are left out one by one, the one whose loss costs least first, as in "Optimal
Brain Surgeon" (B. Hassibi and D. Stork, NIPS 1992), with the squared error of the layer's output as cost.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from learn.statements.data import Example
from tearsheet.statements.engine.network import (
    AROUND,
    REACHES,
    TINY,
    WINDOW_REACHES,
    Cues,
    place_rows,
    relations,
)

__all__ = ["narrow"]

Floats = NDArray[np.float32]

_TEXTS, _CUES = 140, 12
_RIDGE = 1e-5


def narrow(
    weights: dict[str, Floats], examples: Sequence[Example], inner: int = 64, near: int = 32, seed: int = 0
) -> dict[str, Floats]:
    """Weights whose layers have fewer inner numbers.

    Args:
        weights: as `learn.statements.network.Trainer.result` gives them.
        examples: texts on which the layers' outputs are compared; some of them are drawn.
        inner: numbers that each layer over the text keeps.
        near: the same of those around a cue.
        seed: of the draw.
    """
    random = np.random.default_rng(seed)
    drawn = [examples[number] for number in random.permutation(len(examples))[:_TEXTS]]
    result = dict(weights)
    hidden = [_entered(weights, example) for example in drawn]
    names = ("taps", "bias", "exit")
    result.update(zip(names, _narrowed(weights, names, REACHES, hidden, inner), strict=True))
    around = [
        _around(weights, example, states) for example, states in zip(drawn, hidden, strict=True) if len(example.starts)
    ]
    names = ("near_taps", "near_layer_bias", "near_exit")
    result.update(zip(names, _narrowed(weights, names, WINDOW_REACHES, around, near), strict=True))
    return result


def _narrowed(
    weights: dict[str, Floats], names: tuple[str, str, str], reaches: Sequence[int], states: list[Floats], size: int
) -> tuple[Floats, Floats, Floats]:
    """Taps, bias and exits of all layers; ``states`` become what the narrower layers make of them."""
    taps, bias, exits = [], [], []
    for tap, shift, leave, reach in zip(*(weights[name] for name in names), reaches, strict=True):
        inner = [_inner(state, tap, shift, reach) for state in states]
        every = np.concatenate([each.reshape(-1, each.shape[-1]) for each in inner])
        kept, fitted = _chosen(every, leave, size)
        taps.append(tap.reshape(len(tap), 3, -1)[:, :, kept].reshape(len(tap), -1))
        bias.append(shift[kept])
        exits.append(fitted)
        for state, each in zip(states, inner, strict=True):
            state += each[..., kept] @ fitted
    return np.stack(taps), np.stack(bias), np.stack(exits)


def _chosen(inner: Floats, leave: Floats, size: int) -> tuple[list[int], Floats]:
    """Which inner numbers are kept, and the exit that they give nearly the same with."""
    square = inner.T.astype(np.float64) @ inner / len(inner) + _RIDGE * np.eye(inner.shape[1])
    inverse = np.linalg.inv(square)
    fitted = leave.astype(np.float64)
    kept = list(range(inner.shape[1]))
    while len(kept) > size:
        least = int(((fitted**2).sum(1) / np.diag(inverse)).argmin())
        row = inverse[least] / inverse[least, least]
        fitted = np.delete(fitted - np.outer(inverse[:, least], fitted[least]) / inverse[least, least], least, 0)
        inverse = np.delete(np.delete(inverse - np.outer(inverse[:, least], row), least, 0), least, 1)
        del kept[least]
    return kept, fitted.astype(np.float32)


def _inner(hidden: Floats, tap: Floats, shift: Floats, reach: int) -> Floats:
    tapped = (hidden / np.sqrt((hidden * hidden).mean(-1, keepdims=True) + TINY)) @ tap
    size = len(shift)
    inner: Floats = tapped[..., size : 2 * size] + shift
    if hidden.shape[-2] > reach:
        inner[..., reach:, :] += tapped[..., :-reach, :size]
        inner[..., :-reach, :] += tapped[..., reach:, 2 * size :]
    np.maximum(inner, 0, out=inner)
    return inner


def _entered(weights: dict[str, Floats], example: Example) -> Floats:
    """What the first layer reads of a text."""
    measured = example.measured
    words = weights["table"][measured.rows].sum(1)[measured.kinds]
    entered: Floats = np.concatenate([words, measured.numbers], 1) @ weights["entry"] + weights["entry_bias"]
    np.maximum(entered, 0, out=entered)
    return entered


def _around(weights: dict[str, Floats], example: Example, hidden: Floats) -> Floats:
    """What the first layer around the cues reads of a text."""
    cues = Cues(example.starts[:_CUES], example.ends[:_CUES], np.ones(len(example.starts[:_CUES]), np.float32))
    tokens = example.tokens
    scores = hidden @ weights["cue"] + weights["cue_bias"]
    likely = np.exp(scores - scores.max(1, keepdims=True))
    begins = (likely / likely.sum(1, keepdims=True))[:, 1]
    reach = cues.starts[:, None] + np.arange(-AROUND, AROUND + 1)
    near = np.clip(reach, 0, len(hidden) - 1)
    paragraphs = np.cumsum(tokens.gaps >= 2, dtype=np.int32)
    sums = np.concatenate(([0], np.cumsum(begins)))
    numbers = relations(near, cues, tokens.sentences, paragraphs, begins, sums)
    ends = np.concatenate((hidden[cues.starts], hidden[np.maximum(cues.ends - 1, cues.starts)]), 1)
    read: Floats = (hidden @ weights["near"])[near] + numbers @ weights["relations"] + weights["places"][place_rows()]
    read += (ends @ weights["of_cue"] + weights["near_bias"])[:, None]
    np.maximum(read, 0, out=read)
    read *= (reach == near)[..., None]
    return read
