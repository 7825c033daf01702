"""The network over the transformer's vectors in training; `tearsheet.statements.engine.network` reads it afterwards.

Its sums are those of `learn.statements.network`, with the vectors added to what a token enters with.
"""

import math
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from learn.statements.accurate.encoder import Weights
from learn.statements.forbidden import FORBIDDEN, NEVER, NOT_FIRST
from tearsheet.statements.engine.features import COLUMNS, ROWS
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

__all__ = ["arrays_of", "first_head", "losses"]

_WIDTH, _HIDDEN, _NEAR = 24, 160, 64
_DROPOUT = 0.1
_STRETCH = 32
_LIKELY = 0.05
_FORBIDDEN, _NOT_FIRST = torch.from_numpy(FORBIDDEN), torch.from_numpy(NOT_FIRST)
_PLACE_ROWS = torch.from_numpy(place_rows().copy())


def first_head(vector: int) -> Weights:
    """Weights to begin with.

    Args:
        vector: numbers of a token's vector.
    """

    def dense(*shape: int, gain: float = 1.0) -> Any:
        return torch.randn(*shape) * gain / math.sqrt(shape[-2])

    table = torch.randn(ROWS, _WIDTH) * 0.1
    table[0] = 0
    layers, near_layers = len(REACHES), len(WINDOW_REACHES)
    return {
        "table": table,
        "bridge": dense(vector, _HIDDEN),
        "entry": torch.cat([dense(_WIDTH, _HIDDEN, gain=3), dense(COLUMNS, _HIDDEN, gain=0.5)]),
        "entry_bias": torch.zeros(_HIDDEN),
        "taps": dense(layers, _HIDDEN, 3 * _HIDDEN, gain=0.8),
        "bias": torch.zeros(layers, _HIDDEN),
        "exit": dense(layers, _HIDDEN, _HIDDEN, gain=0.3),
        "cue": dense(_HIDDEN, len(CUE_TAGS), gain=0.3),
        "cue_bias": torch.tensor([2.0, 0, 0, -2]),
        "flat": dense(_HIDDEN, 2, gain=0.3),
        "flat_bias": torch.zeros(2),
        "near": dense(_HIDDEN, _NEAR),
        "of_cue": dense(2 * _HIDDEN, _NEAR),
        "places": torch.randn(PLACES, _NEAR) * 0.3,
        "relations": dense(RELATIONS, _NEAR),
        "near_bias": torch.zeros(_NEAR),
        "near_taps": dense(near_layers, _NEAR, 3 * _NEAR, gain=0.8),
        "near_layer_bias": torch.zeros(near_layers, _NEAR),
        "near_exit": dense(near_layers, _NEAR, _NEAR, gain=0.5),
        "tag": dense(_NEAR, len(TAGS), gain=0.3),
        "tag_bias": torch.zeros(len(TAGS)),
        "steps": torch.zeros(len(TAGS), len(TAGS)),
        "edges": torch.zeros(2, len(TAGS)),
    }


def arrays_of(weights: Weights) -> dict[str, NDArray[np.float32]]:
    """The weights as they are, with what may never be in ``steps`` and ``edges``."""
    arrays: dict[str, NDArray[np.float32]] = {name: value.detach().numpy().copy() for name, value in weights.items()}
    arrays["table"][0] = 0
    arrays["steps"] += FORBIDDEN
    arrays["edges"][0] += NOT_FIRST
    return arrays


def losses(weights: Weights, vectors: Any, batch: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Negative log-likelihoods of cues, of flat contents and sources, and of the tags around cues.

    Args:
        weights: of the head.
        vectors: N by D, of each token.
        batch: as `learn.statements.accurate.batches` makes it.
    """
    mask = batch["mask"]
    hidden = _hidden(weights, vectors, batch)
    likely = functional.log_softmax(hidden @ weights["cue"] + weights["cue_bias"], -1)
    known = (batch["cues"] >= 0) * mask
    cue = -(likely.gather(1, batch["cues"].clamp(min=0)[:, None])[:, 0] * known).sum()
    flat = hidden @ weights["flat"] + weights["flat_bias"]
    entropy = functional.binary_cross_entropy_with_logits(flat, batch["inside"].clamp(min=0), reduction="none")
    inside = (entropy * (batch["inside"] >= 0) * mask[:, None]).sum()
    begins = (likely[:, 1].exp() * mask).detach()
    starts, ends, tags, sure = _with_false_cues(batch, begins * (batch["cues"] == 0) * mask)
    near = starts[:, None] + torch.arange(-AROUND, AROUND + 1)
    there = (near >= 0) & (near < len(mask))
    near = near.clamp(0, len(mask) - 1)
    there &= (batch["text"][near] == batch["text"][starts][:, None]) & (mask[near] > 0)
    inner = _dropped(functional.relu(_near(weights, hidden, batch, (starts, ends, near), begins)), near.shape[1])
    inner = inner * there[..., None]
    inner = _convolve(weights, inner, ("near_taps", "near_layer_bias", "near_exit"), WINDOW_REACHES, there.float())
    nothing = torch.tensor([0.0, *[NEVER] * (len(TAGS) - 1)])
    scores = torch.where(there[..., None], inner @ weights["tag"] + weights["tag_bias"], nothing)
    tagged = -(_field(weights, scores, torch.where(there, tags, 0)) * sure).sum()
    return cue, inside, tagged


def _hidden(weights: Weights, vectors: Any, batch: dict[str, Any]) -> Any:
    table = torch.cat([torch.zeros_like(weights["table"][:1]), weights["table"][1:]])
    seen = functional.embedding(batch["rows"], table).sum(1)
    hidden = torch.cat([seen, batch["numbers"]], -1) @ weights["entry"] + weights["entry_bias"]
    hidden = functional.relu(hidden + vectors @ weights["bridge"])
    hidden = _dropped(hidden[None], _STRETCH) * batch["mask"][None, :, None]
    return _convolve(weights, hidden, ("taps", "bias", "exit"), REACHES, batch["mask"][None])[0]


def _with_false_cues(batch: dict[str, Any], wrong: Any) -> tuple[Any, Any, Any, Any]:
    """The cues of a batch and the likeliest ones that are none; around those is nothing."""
    count = len(batch["starts"])
    likely, where = wrong.topk(min(max(count // 2, 8), len(wrong)))
    where, likely = where[likely > _LIKELY], likely[likely > _LIKELY]
    return (
        torch.cat([batch["starts"], where]),
        torch.cat([batch["ends"], where + 1]),
        torch.cat([batch["tags"], torch.zeros(len(where), 2 * AROUND + 1, dtype=torch.long)]),
        torch.cat([torch.ones(count), likely]),
    )


def _near(weights: Weights, hidden: Any, batch: dict[str, Any], cues: tuple[Any, Any, Any], begins: Any) -> Any:
    starts, ends, near = cues
    lasts = torch.maximum(ends - 1, starts)
    of_cue = torch.cat([hidden[starts], hidden[lasts]], -1) @ weights["of_cue"]
    inner = (hidden @ weights["near"])[near] + weights["places"][_PLACE_ROWS]
    at = starts[:, None]
    columns = [((near >= at) & (near < ends[:, None]))[..., None]]
    for name, most in (("sentences", 3), ("paragraphs", 2)):
        away = (batch[name][near] - batch[name][at]).clamp(-most, most) + most
        columns.append(functional.one_hot(away, 2 * most + 1))
    sums = torch.cat([torch.zeros(1), begins.cumsum(0)])
    between = torch.where(near > at, sums[near] - sums[at + 1], sums[at] - sums[near + 1])
    columns.append(between.clamp(0, 3)[..., None])
    columns.append(torch.where(near == at, 0.0, begins[near])[..., None])
    columns.append((ends == starts)[:, None, None].expand(*near.shape, 1))
    numbers = torch.cat([column.float() for column in columns], -1)
    return inner + (of_cue + weights["near_bias"])[:, None] + numbers @ weights["relations"]


def _convolve(weights: Weights, hidden: Any, names: tuple[str, str, str], reaches: Any, there: Any) -> Any:
    length, size = hidden.shape[1:]
    for level, reach in enumerate(reaches):
        tap, shift, leave = (weights[name][level] for name in names)
        tapped = (hidden * torch.rsqrt(hidden.pow(2).mean(-1, keepdim=True) + TINY)) @ tap
        inner = tapped[..., size : 2 * size] + shift
        inner = inner + functional.pad(tapped[..., :size], (0, 0, reach, 0))[:, :length]
        inner = inner + functional.pad(tapped[..., 2 * size :], (0, 0, 0, reach))[:, reach:]
        inner = _dropped(functional.relu(inner), _STRETCH if len(hidden) == 1 else length)
        hidden = hidden + (inner @ leave) * there[..., None]
    return hidden


def _dropped(hidden: Any, stretch: int) -> Any:
    """Dropout of the same numbers over a stretch of tokens."""
    rows, length, size = hidden.shape
    kept = (torch.rand(rows, -(-length // stretch), size) >= _DROPOUT).float() / (1 - _DROPOUT)
    return hidden * kept.repeat_interleave(stretch, 1)[:, :length]


def _field(weights: Weights, scores: Any, tags: Any) -> Any:
    """Log-likelihood of rows of tags."""
    steps = weights["steps"] + _FORBIDDEN
    first, last = weights["edges"][0] + _NOT_FIRST, weights["edges"][1]
    own = scores.gather(2, tags[..., None])[..., 0].sum(1) + steps[tags[:, :-1], tags[:, 1:]].sum(1)
    own = own + first[tags[:, 0]] + last[tags[:, -1]]
    sums = scores[:, 0] + first
    for place in range(1, scores.shape[1]):
        sums = torch.logsumexp(sums[:, :, None] + steps, 1) + scores[:, place]
    return own - torch.logsumexp(sums + last, 1)
