"""Fine-tuning: the transformer's layers and the network over them, together; its word vectors stay as they are."""

import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from learn.statements.accurate.batches import Batch, batches
from learn.statements.accurate.encoder import LAYERS, Weights, encode
from learn.statements.accurate.head import losses
from learn.statements.data import Example
from tearsheet.statements.accurate.wordpieces import WordPieces

__all__ = ["Course", "Tuned", "tune"]

_FROZEN = ("words.weight", "places.weight", "kind")
_LOWER = 0.6
"""Learning rate of the lower half of the layers, as a share of the upper half's."""

_AVERAGE = 0.98
_EVERY = 5
"""Steps between two that the running mean of the weights takes in."""


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast is learned.

    Attributes:
        epochs: how often all is seen.
        rate: highest learning rate of the transformer.
        head_rate: the same of the network over it.
        dropout: share of the numbers that are left out in the transformer.
        steps: at most so many; ``None`` for all.
        seed: of every random choice.
    """

    epochs: float = 5.1
    rate: float = 1e-4
    head_rate: float = 1.5e-3
    dropout: float = 0.1
    steps: int | None = None
    seed: int = 0


@dataclass(slots=True)
class Tuned:
    """Weights of the transformer and of the network over it."""

    encoder: Weights
    head: Weights
    steps: int = field(default=0)


def tune(
    examples: Sequence[Example],
    pieces: WordPieces,
    encoder: Weights,
    head: Weights,
    course: Course,
    keep: Callable[[Tuned], None] = lambda tuned: None,
) -> Tuned:
    """Learn.

    Args:
        examples: annotated texts.
        pieces: parts the words.
        encoder: weights to begin with.
        head: likewise.
        course: how long and how fast.
        keep: called now and then with the weights so far.

    Returns:
        The running mean of the weights (B. Polyak and A. Juditsky, 1992).
    """
    torch.manual_seed(course.seed)
    random = np.random.default_rng(course.seed)
    encoder, head = ({name: value.clone() for name, value in weights.items()} for weights in (encoder, head))
    learned = {name: value for name, value in encoder.items() if name not in _FROZEN}
    for value in (*learned.values(), *head.values()):
        value.requires_grad_()
    parameters = [*learned.values(), *head.values()]
    mean = [value.detach().clone() for value in parameters]
    optimizer = torch.optim.AdamW(_groups(learned, head, course), betas=(0.9, 0.98), fused=True)
    whole = math.ceil(course.epochs * sum(1 for _ in batches(examples, pieces, np.random.default_rng(course.seed))))
    steps = min(whole, course.steps or whole)
    begun, done = time.monotonic(), 0

    def result() -> Tuned:
        values = iter(mean)
        averaged = {name: next(values) for name in learned}
        return Tuned({**encoder, **averaged}, {name: next(values) for name in head}, done)

    while done < steps:
        for batch in batches(examples, pieces, random):
            share = _share(done / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * share
            loss = _loss(encoder, head, batch, course.dropout)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(learned.values()), 3.0)
            torch.nn.utils.clip_grad_norm_(list(head.values()), 5.0)
            optimizer.step()
            done += 1
            if not done % _EVERY or done == steps:
                # Young weights are forgotten sooner.
                kept = min(_AVERAGE, (done + 1) / (done + 30))
                for average, value in zip(mean, parameters, strict=True):
                    average.lerp_(value.detach(), 1 - kept)
            if not done % 50 or done == steps:
                seconds = time.monotonic() - begun
                print(f"step {done} of {steps}: loss {float(loss):.3f}, {seconds:.0f} s", file=sys.stderr, flush=True)
                keep(result())
            if done == steps:
                break
    return result()


def _groups(learned: Weights, head: Weights, course: Course) -> list[dict[str, Any]]:
    """Weights by their learning rate; vectors are not drawn towards zero."""
    lower = {f"layers.{layer}." for layer in range(LAYERS // 2)} | {"norm."}
    rated = [
        (value, course.rate * (_LOWER if any(name.startswith(each) for each in lower) else 1))
        for name, value in learned.items()
    ]
    rated += [(value, course.head_rate) for value in head.values()]
    return [
        {"params": [value], "lr": rate, "peak": rate, "weight_decay": 0.01 if value.dim() > 1 else 0.0}
        for value, rate in rated
    ]


def _share(progress: float) -> float:
    """Of the highest learning rate: up at first, then down along a cosine."""
    return min(1.0, (progress + 1e-3) / 0.06) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))


def _loss(encoder: Weights, head: Weights, batch: Batch, dropout: float) -> Any:
    with torch.autocast("cpu", torch.bfloat16):
        rows = encode(encoder, batch["pieces"], batch["there"], dropout)
    rows = rows.float()[batch["piece_rows"]]
    count = len(batch["mask"])
    sums = torch.zeros(count, rows.shape[1]).index_add(0, batch["piece_tokens"], rows)
    pieces = torch.zeros(count).index_add(0, batch["piece_tokens"], torch.ones(len(rows)))
    cue, inside, tagged = losses(head, sums / pieces.clamp(min=1)[:, None], batch)
    return cue / 100 + 0.3 * inside / 1000 + 0.35 * tagged / 100
