"""Boosted trees, and the files that weights lie in.

The weights are NumPy archives beside this module, arrays of numbers and of names and nothing that is run on loading
(https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html); ``model-card.md`` tells what they were trained
on and what they score. J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
Statistics 29(5), 2001.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import loops

__all__ = ["Arrays", "Trees", "load_arrays", "load_trees"]

Arrays = Mapping[str, NDArray[Any]]
"""The values of a weight file by name."""

_BATCH = 256
"""Rows that are scored together: as many as the processor's cache has room for, with all the trees' paths."""

_LEVELS = 4
"""After so many levels it is looked which paths have ended."""


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of binary trees as flat arrays.

    Attributes:
        features: names of the columns it expects, in order.
        feature: intp, the column that each node splits on; a leaf points at column 0.
        threshold: float32, a Block goes left when its number is not above it; infinite at a leaf.
        left: intp, index of the left child, with the right one just behind it; a leaf is its own child.
        value: float64, log-odds that a leaf adds.
        roots: intp, index of each tree's root; trees of one group stand together.
        groups: how many scores the ensemble gives, each the sum of as many trees.
        depth: levels of the deepest tree.
    """

    features: tuple[str, ...]
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    left: NDArray[np.intp]
    value: NDArray[np.float64]
    roots: NDArray[np.intp]
    groups: int
    depth: int

    def predict(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability of the first group for each row of ``matrix`` (rows by ``features``)."""
        probability: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-self.scores(matrix)[:, 0]))
        return probability

    def scores(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds, rows by groups, for each row of ``matrix`` (rows by ``features``)."""
        scores = np.zeros((len(matrix), self.groups))
        if loops is not None:
            rows = np.ascontiguousarray(matrix, np.float32)
            loops.walk_trees(rows, self.feature, self.threshold, self.left, self.value, self.roots, self.depth, scores)
            return scores
        for start in range(0, len(matrix), _BATCH):
            scores[start : start + _BATCH] = self._scores(matrix[start : start + _BATCH])
        return scores

    def _scores(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        count = len(matrix)
        flat = np.ascontiguousarray(matrix).ravel()
        node = np.tile(self.roots, count)
        row = np.repeat(np.arange(count) * matrix.shape[1], len(self.roots))
        end = node.copy()
        at = np.arange(len(node))
        for level in range(1, self.depth + 1):
            # All indices are good; that "clip" need not look at them first is what makes it faster.
            column = self.feature.take(node, mode="clip")
            column += row
            right = flat.take(column, mode="clip") > self.threshold.take(node, mode="clip")
            # Children stand side by side, the left one first; a leaf is its own child.
            node = self.left.take(node, mode="clip")
            node += right
            if level % _LEVELS == 0:
                # Most paths end well above the deepest leaf; what has ended is not followed any further.
                end[at] = node
                going = np.flatnonzero(self.left.take(node) != node)
                at, node, row = at[going], node[going], row[going]
        end[at] = node
        # Summed tree by tree, so that the result does not hang on how the page is cut into batches.
        values = self.value.take(end).reshape(count, self.groups, -1)
        scores: NDArray[np.float64] = values.cumsum(axis=2)[:, :, -1]
        return scores

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Trees":
        """Build from the arrays of a weight file."""
        return cls(
            features=tuple(arrays["features"].tolist()),
            # As NumPy indexes: narrower numbers would be widened at every level of every page.
            feature=arrays["feature"].astype(np.intp),
            threshold=arrays["threshold"].astype(np.float32),
            left=arrays["left"].astype(np.intp),
            value=arrays["value"].astype(np.float64),
            roots=arrays["roots"].astype(np.intp),
            groups=int(arrays["groups"]),
            depth=int(arrays["depth"]),
        )


def load_arrays(name: str) -> Arrays:
    """Read a weight file of the package."""
    data = files("tearsheet.roles").joinpath(name).read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


@cache
def load_trees(name: str) -> Trees:
    """The trees of the weight file of that name, read once."""
    return Trees.from_arrays(load_arrays(name))
