"""Trained weights made small: the table in whole numbers of one byte with a scale a row, the rest in half precision."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.engine.network import TAGS, Network

__all__ = ["WEIGHTS", "small", "write_weights"]

_SOURCE_RATHER = 1.0
"""Added to the score of a source's first token: a source passed over costs a statement, one too long does not."""

WEIGHTS = Path(__file__).parents[2] / "src" / "tearsheet" / "statements" / "engine" / "statements.npz"
"""Where the engine reads them."""


def small(
    weights: Mapping[str, NDArray[np.float32]], sureness: tuple[float, float, float] = (1.0, 0.0, 0.0)
) -> dict[str, NDArray[Any]]:
    """What of the weights the engine reads; what only training needs is left out."""
    table = weights["table"]
    scale = (np.abs(table).max(1) / 127).astype(np.float16)
    rounded = np.rint(table / np.maximum(scale.astype(np.float32), 1e-8)[:, None])
    arrays: dict[str, NDArray[Any]] = {
        each.name: np.clip(weights[each.name], -6e4, 6e4).astype(np.float16)
        for each in fields(Network)
        if each.name not in ("table", "table_scale", "sureness")
    }
    arrays["tag_bias"][TAGS.index("source begins")] += _SOURCE_RATHER
    arrays["table"] = np.clip(rounded, -127, 127).astype(np.int8)
    arrays["table_scale"] = scale
    arrays["sureness"] = np.array(sureness, np.float32)
    return arrays


def write_weights(
    path: Path, weights: Mapping[str, NDArray[np.float32]], sureness: tuple[float, float, float] = (1.0, 0.0, 0.0)
) -> int:
    """Write a weight file; its size in bytes."""
    np.savez(path, allow_pickle=False, **small(weights, sureness))
    return path.stat().st_size
