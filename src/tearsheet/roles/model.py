"""The learned part of the role decision: boosted trees over the numbers of `tearsheet.roles.features`.

The weights are plain JSON beside this module; ``model-card.md`` tells what they were trained on and what they score.
J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29(5), 2001.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trees", "load_trees"]


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of binary trees as flat arrays.

    Attributes:
        features: names of the columns it expects, in order.
        feature: int32, the column that each node splits on; a leaf points at column 0.
        threshold: float32, a Block goes left when its number is not above it; infinite at a leaf.
        left: int32, index of the left child; a leaf is its own left child.
        right: int32, index of the right child.
        value: float64, log-odds that a leaf adds.
        roots: int32, index of each tree's root.
        depth: levels of the deepest tree.
        bias: log-odds before any tree.
    """

    features: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int
    bias: float

    def predict(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """Probability for each row of ``matrix`` (rows by ``features``)."""
        return 1.0 / (1.0 + np.exp(-self.score(matrix)))

    def score(self, matrix: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds for each row of ``matrix`` (rows by ``features``)."""
        count = len(matrix)
        if not count:
            return np.zeros(0)
        node = np.broadcast_to(self.roots, (count, len(self.roots))).copy()
        flat = np.ascontiguousarray(matrix).ravel()
        row = (np.arange(count, dtype=np.int64) * matrix.shape[1])[:, None]
        for _ in range(self.depth):
            seen = flat[row + self.feature[node]]
            node = np.where(seen <= self.threshold[node], self.left[node], self.right[node])
        # Summed tree by tree, so that the result does not hang on how the page is cut into batches.
        return self.value[node].cumsum(axis=1)[:, -1] + self.bias

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Trees":
        """Build from the values of a weight file."""
        return cls(
            features=tuple(values["features"]),
            feature=np.array(values["feature"], np.int32),
            threshold=np.array([np.inf if t is None else t for t in values["threshold"]], np.float32),
            left=np.array(values["left"], np.int32),
            right=np.array(values["right"], np.int32),
            value=np.array(values["value"], np.float64),
            roots=np.array(values["roots"], np.int32),
            depth=int(values["depth"]),
            bias=float(values["bias"]),
        )

    @classmethod
    def from_file(cls, path: Path) -> "Trees":
        """Read a weight file."""
        return cls.from_dict(json.loads(path.read_text("utf-8")))


@cache
def load_trees(name: str = "content.json") -> Trees:
    """The weights that come with the package, read once."""
    text = files("tearsheet.roles").joinpath(name).read_text("utf-8")
    return Trees.from_dict(json.loads(text))
