"""The second learned part of the role decision: a small dilated convolutional network over a page's Blocks in order.

What trees see only as numbers of neighbours it reads as a sequence, and it learns what names and words tell. F. Yu and
V. Koltun, "Multi-scale context aggregation by dilated convolutions", ICLR 2016; the weights are a plain ``.npz``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import networkloops
from tearsheet.roles.tokens import SharedTokens, Tokens

__all__ = ["CLIP", "TINY", "Network", "Window", "windows"]

CLIP = 4.0
"""Standardised numbers are cut off that far from their mean."""

TINY = 1e-6
"""Keeps the norm of a row of zeros from being zero."""

_SMALL = 1 << 18
"""Multiplications up to which OpenBLAS takes a product for too small to start threads."""

_SUREST = 30.0
_WINDOW = 2048
_OVERLAP = 256
"""Blocks on either side of a window that only give context: far more than the convolutions reach."""


@dataclass(frozen=True, slots=True)
class Window:
    """Blocks that are looked at together: windows bound the memory that a page of a hundred thousand Blocks takes.

    Attributes:
        start: the first Block that is looked at.
        end: the Block behind the last one.
        begin: the first Block that the window decides; those before it only give context.
        until: the Block behind the last one that it decides.
    """

    start: int
    end: int
    begin: int
    until: int

    @property
    def kept(self) -> slice:
        """Those that it decides, among those that are looked at."""
        return slice(self.begin - self.start, self.until - self.start)


def windows(count: int) -> Iterator[Window]:
    """The windows of a page of so many Blocks, each Block decided by one of them."""
    begin = 0
    while begin < count:
        start = max(begin - _OVERLAP, 0)
        end = min(start + _WINDOW, count)
        until = end if end == count else end - _OVERLAP
        yield Window(start, end, begin, until)
        begin = until


@dataclass(frozen=True, slots=True)
class Network:
    """A trained network as float32 arrays, for C input columns, E columns of a table, H hidden numbers and L layers.

    Attributes:
        mean: C, what is taken from each input column.
        scale: C, what it is then multiplied by.
        names: `NAME_BUCKETS` by E, what each token of names and tags adds.
        words: `WORD_BUCKETS` by E, what each token of words adds.
        entry: C + 2 E by H, with ``entry_bias``: H.
        taps: L by H by 3 H: weights of the Block 2^l before, of the Block itself, and of the one 2^l behind it.
        pooled: L by H by H, weights of the page's mean.
        bias: L by H.
        exit: L by H by H.
        last: 2 H by H, of a Block beside the page's mean, with ``last_bias``: H.
        score: H, with ``score_bias``: 1.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    names: NDArray[np.float32]
    words: NDArray[np.float32]
    entry: NDArray[np.float32]
    entry_bias: NDArray[np.float32]
    taps: NDArray[np.float32]
    pooled: NDArray[np.float32]
    bias: NDArray[np.float32]
    exit: NDArray[np.float32]
    last: NDArray[np.float32]
    last_bias: NDArray[np.float32]
    score: NDArray[np.float32]
    score_bias: NDArray[np.float32]

    def predict(self, matrix: NDArray[np.float32], names: Tokens | SharedTokens, words: Tokens) -> NDArray[np.float64]:
        """Probability that each Block of a window is content.

        Args:
            matrix: float32, Blocks by C.
            names: tokens of names and tags, one row a Block.
            words: tokens of words, one row a Block.

        Returns:
            float64, one a Block, 0 to 1.
        """
        return self.read(matrix, self.embed(names, words))

    def embed(self, names: Tokens | SharedTokens, words: Tokens) -> NDArray[np.float32]:
        """What the tokens of each Block come to, Blocks by 2 E."""
        return np.hstack((names.mean(self.names), words.mean(self.words)))

    def read(self, matrix: NDArray[np.float32], embedded: NDArray[np.float32]) -> NDArray[np.float64]:
        """As `predict`, with what `embed` gives of the Blocks."""
        if not len(matrix):
            return np.zeros(0)
        scores = self._scores(matrix, embedded).astype(np.float64)
        probability: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(scores, -_SUREST, _SUREST)))
        return probability

    def _scores(self, matrix: NDArray[np.float32], embedded: NDArray[np.float32]) -> NDArray[np.float32]:
        width = len(self.mean)
        hidden = _product(self._standardised(matrix), self.entry[:width])
        hidden += _product(embedded, self.entry[width:])
        hidden += self.entry_bias
        np.maximum(hidden, 0.0, out=hidden)
        size = hidden.shape[1]
        for level in range(len(self.taps)):
            normed, mean = _normed(hidden)
            tapped = _product(normed, self.taps[level])
            around = mean @ self.pooled[level] + self.bias[level]
            hidden += _product(_heard(tapped, around, 1 << level), self.exit[level])
        last = _product(hidden, self.last[:size])
        last += hidden.mean(0) @ self.last[size:] + self.last_bias
        scores: NDArray[np.float32] = np.maximum(last, 0.0) @ self.score + self.score_bias
        return scores

    def _standardised(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The numbers as the network takes them in."""
        if networkloops is not None:
            matrix = np.ascontiguousarray(matrix, np.float32)
            numbers = np.empty_like(matrix)
            networkloops.standardise(matrix, self.mean, self.scale, CLIP, numbers)
            return numbers
        numbers = matrix - self.mean
        numbers *= self.scale
        np.clip(numbers, -CLIP, CLIP, out=numbers)
        return numbers

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Network":
        """Build from the arrays of a weight file, whatever their precision."""
        return cls(**{part.name: np.asarray(arrays[part.name], np.float32) for part in fields(cls)})


def _product(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """Matrix product, some rows at a time.

    Linear algebra libraries start threads for larger products, which costs more than it gives here, the more so where
    other processes keep the processor busy; and what comes out must not hang on how many threads there are.
    """
    count, columns = len(left), right.shape[1]
    out = np.empty((count, columns), np.float32)
    step = max(_SMALL // right.size, 1)
    whole = count - count % step
    if whole:
        # One call for all products of the same size.
        np.matmul(left[:whole].reshape(-1, step, left.shape[1]), right, out=out[:whole].reshape(-1, step, columns))
    if whole < count:
        np.matmul(left[whole:], right, out=out[whole:])
    return out


def _normed(hidden: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The rows, each by the root of the mean of its squares, and the mean of all of them."""
    squares = np.einsum("ij,ij->i", hidden, hidden)
    if networkloops is not None:
        normed, mean = np.empty_like(hidden), np.empty(hidden.shape[1], np.float32)
        networkloops.normalise(hidden, squares, TINY, normed, mean)
        return normed, mean
    norm = squares / np.float32(hidden.shape[1]) + np.float32(TINY)
    normed = hidden / np.sqrt(norm)[:, None]
    return normed, normed.mean(0)


def _heard(tapped: NDArray[np.float32], around: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """What each Block hears: of itself, of the page, and of the Blocks so far before and behind it; nothing below 0."""
    size = len(around)
    if networkloops is not None:
        inner = np.empty((len(tapped), size), np.float32)
        networkloops.tap(tapped, around, reach, inner)
        return inner
    inner = tapped[:, size : 2 * size]
    inner += around
    inner[reach:] += tapped[:-reach, :size]
    inner[:-reach] += tapped[reach:, 2 * size :]
    return np.maximum(inner, 0.0)
