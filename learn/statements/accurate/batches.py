"""Annotated texts as what the accurate engine learns from: windows of pieces, and the tags of the tokens in them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from learn.statements.data import Example
from tearsheet.statements.accurate.windows import LONGEST
from tearsheet.statements.accurate.wordpieces import WordPieces
from tearsheet.statements.engine.features import COLUMNS, WORD_COLUMNS
from tearsheet.statements.engine.network import REACHES

__all__ = ["WORDS", "Batch", "batches"]

WORDS = 1500
"""Tokens of a batch."""

_SPACE = sum(REACHES)
"""Empty tokens between two texts of a batch: as far as the convolutions reach."""

_SHORTEST = 200
_CUELESS = 0.1
"""Share of the cues that are passed over: what is said and by whom is then read from its first word."""

_HIDDEN_PIECES = 0.05
_PAD, _BEGIN, _END, _MASK = 0, 101, 102, 103
_FIRST_WORD = 999
"""Numbers up to here are of signs that mark something."""

Batch = dict[str, Any]


def batches(examples: Sequence[Example], pieces: WordPieces, random: np.random.Generator) -> Iterator[Batch]:
    """All texts once, in another order each time; a long one is cut between paragraphs.

    Args:
        examples: annotated texts.
        pieces: parts the words.
        random: of every choice.
    """
    parts: list[tuple[Example, int, int]] = []
    used = 0
    for number in random.permutation(len(examples)).tolist():
        example = examples[number]
        start, count = 0, len(example.cues)
        while start < count:
            end = min(count, start + WORDS)
            if end < count:
                breaks = np.flatnonzero(example.tokens.gaps[start + _SHORTEST : end] >= 2)
                end = start + _SHORTEST + int(breaks[-1]) if len(breaks) else end
            if parts and used + end - start > WORDS:
                yield _batch(parts, pieces, random)
                parts, used = [], 0
            parts.append((example, start, end))
            used += end - start
            start = end
    if parts:
        yield _batch(parts, pieces, random)


def _batch(parts: Sequence[tuple[Example, int, int]], pieces: WordPieces, random: np.random.Generator) -> Batch:
    size = sum(end - start + _SPACE for _, start, end in parts)
    arrays: dict[str, NDArray[Any]] = {
        "rows": np.zeros((size, WORD_COLUMNS), np.int64),
        "numbers": np.zeros((size, COLUMNS), np.float32),
        "mask": np.zeros(size, np.float32),
        "text": np.full(size, -1, np.int64),
        "sentences": np.zeros(size, np.int64),
        "paragraphs": np.zeros(size, np.int64),
        "cues": np.full(size, -1, np.int64),
        "inside": np.full((size, 2), -1, np.float32),
    }
    cues: list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = []
    windows: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    here = 0
    for example, start, end in parts:
        there, some = slice(here, here + end - start), slice(start, end)
        measured, tokens = example.unnamed, example.tokens
        arrays["rows"][there] = measured.rows[measured.kinds[some]]
        arrays["numbers"][there] = measured.numbers[some]
        arrays["mask"][there] = 1
        arrays["text"][there] = here
        arrays["sentences"][there] = tokens.sentences[some]
        arrays["paragraphs"][there] = np.cumsum(tokens.gaps >= 2)[some]
        arrays["cues"][there] = example.cues[some]
        arrays["inside"][there] = example.inside[some]
        cues.append(_cues(example, start, end, here, random))
        windows += _windows(*pieces.part(tokens.words[some]), tokens.sentences[some], here, random)
        here += end - start + _SPACE
    for name, values in zip(("starts", "ends", "tags"), zip(*cues, strict=True), strict=True):
        arrays[name] = np.concatenate(values).astype(np.int64)
    return {name: torch.from_numpy(values) for name, values in (arrays | _pieces(windows, random)).items()}


def _cues(
    example: Example, start: int, end: int, here: int, random: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """First token, token behind the last one and tags of each cue of a part."""
    chosen = np.flatnonzero((example.starts >= start) & (example.starts < end))
    firsts = example.firsts[chosen]
    cueless = (random.random(len(chosen)) < _CUELESS) & (firsts >= start) & (firsts < end)
    starts = np.where(cueless, firsts, example.starts[chosen])
    ends = np.where(cueless, firsts, np.minimum(example.ends[chosen], end))
    tags = np.where(cueless[:, None], example.tags_of_content[chosen], example.tags[chosen])
    return starts - start + here, ends - start + here, tags


def _windows(
    numbers: NDArray[np.int64],
    counts: NDArray[np.int64],
    sentences: NDArray[np.int32],
    here: int,
    random: np.random.Generator,
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Whole sentences, the first window of any length: pieces, and the token of the batch that each is of."""
    sums = np.concatenate(([0], np.cumsum(counts)))
    firsts = np.flatnonzero(np.diff(sentences, prepend=-1))
    room = int(random.integers(LONGEST // 3, LONGEST + 1))
    start = 0
    while start < len(counts):
        end = max(int(np.searchsorted(sums, sums[start] + room, "right")) - 1, start + 1)
        if end < len(counts):
            sentence = int(firsts[np.searchsorted(firsts, end, "right") - 1])
            end = sentence if sentence > start else end
        yield numbers[sums[start] : sums[end]], np.repeat(here + np.arange(start, end), counts[start:end])
        start, room = end, LONGEST


def _pieces(
    windows: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], random: np.random.Generator
) -> dict[str, NDArray[Any]]:
    """Windows as rows of one length; of each piece its row among those that are there, and its token."""
    length = max(len(numbers) for numbers, _ in windows) + 2
    pieces = np.full((len(windows), length), _PAD, np.int64)
    there = np.zeros((len(windows), length), bool)
    rows = []
    row = 0
    for number, (numbers, _) in enumerate(windows):
        end = len(numbers) + 1
        pieces[number, 0], pieces[number, 1:end], pieces[number, end] = _BEGIN, numbers, _END
        there[number, : end + 1] = True
        rows.append(row + 1 + np.arange(len(numbers)))
        row += end + 1
    hidden = (random.random(pieces.shape) < _HIDDEN_PIECES) & (pieces > _FIRST_WORD)
    pieces[hidden] = _MASK
    return {
        "pieces": pieces,
        "there": there,
        "piece_rows": np.concatenate(rows),
        "piece_tokens": np.concatenate([tokens for _, tokens in windows]),
    }
