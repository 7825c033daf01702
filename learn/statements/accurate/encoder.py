"""The transformer in training: PyTorch finds the weights that ONNX Runtime reads without it.

A BERT encoder (J. Devlin et al., NAACL 2019) of the size of MiniLM (W. Wang et al., NeurIPS 2020). Of windows of
different lengths nothing is reckoned where they end but in the attention, which needs a square.
"""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch.nn import functional

__all__ = ["HEADS", "LAYERS", "Weights", "encode", "read_encoder"]

LAYERS, HEADS = 6, 12
_STRETCH = 16
"""Pieces in a row of which the same numbers are left out."""

_NEVER = -1e4
_EPSILON = 1e-12

Weights = dict[str, Any]

_PARTS = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def read_encoder(folder: Path) -> Weights:
    """Weights of an encoder as its distributor names them.

    Args:
        folder: with ``model.safetensors``.
    """
    given = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    weights = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "kind": given["embeddings.token_type_embeddings.weight"][0],
    }
    for part in ("weight", "bias"):
        weights[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for layer in range(LAYERS):
            name, own = f"encoder.layer.{layer}", f"layers.{layer}"
            three = [given[f"{name}.attention.self.{each}.{part}"] for each in ("query", "key", "value")]
            weights[f"{own}.qkv.{part}"] = torch.cat(three)
            for ours, theirs in _PARTS.items():
                weights[f"{own}.{ours}.{part}"] = given[f"{name}.{theirs}.{part}"]
    return weights


def encode(weights: Weights, pieces: Any, there: Any, dropout: float = 0.0) -> Any:
    """Vectors of B windows of at most L pieces.

    Args:
        weights: as `read_encoder` gives them.
        pieces: B by L, numbers.
        there: B by L, whether there is a piece.
        dropout: share of the numbers that are left out.

    Returns:
        One row for each piece that is there, in order.
    """
    windows, length = pieces.shape
    at = there.flatten().nonzero()[:, 0]
    hidden = weights["words.weight"][pieces] + weights["places.weight"][:length] + weights["kind"]
    hidden = _hide(_norm(weights, "norm", hidden.flatten(0, 1)[at]), dropout)
    mask = torch.where(there, 0.0, _NEVER)[:, None, None]
    if torch.is_autocast_enabled("cpu"):
        mask = mask.bfloat16()
    for layer in range(LAYERS):
        name = f"layers.{layer}"
        seen = _attend(_linear(weights, f"{name}.qkv", hidden), mask, (windows, length), at)
        hidden = _norm(weights, f"{name}.norm1", hidden + _hide(_linear(weights, f"{name}.out", seen), dropout))
        inner = _linear(weights, f"{name}.down", functional.gelu(_linear(weights, f"{name}.up", hidden)))
        hidden = _norm(weights, f"{name}.norm2", hidden + _hide(inner, dropout))
    return hidden


def _linear(weights: Weights, name: str, hidden: Any) -> Any:
    return functional.linear(hidden, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, hidden: Any) -> Any:
    scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return functional.layer_norm(hidden, scale.shape, scale, shift, _EPSILON)


def _attend(three: Any, mask: Any, shape: tuple[int, int], at: Any) -> Any:
    windows, length = shape
    width = three.shape[1] // 3
    whole = torch.zeros(windows * length, 3 * width, dtype=three.dtype).index_copy(0, at, three)
    parts = whole.view(windows, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
    query, key, value = (part.contiguous() for part in parts)
    # Plain products are twice as fast here as the fused attention of PyTorch on a processor.
    scores = (query * (width // HEADS) ** -0.5) @ key.transpose(-1, -2) + mask
    seen = torch.softmax(scores, -1, dtype=query.dtype) @ value
    return seen.transpose(1, 2).reshape(windows * length, width)[at]


def _hide(hidden: Any, dropout: float) -> Any:
    """Dropout over stretches of pieces: cheaper to draw, and it hides as much."""
    if not dropout:
        return hidden
    count, width = hidden.shape
    kept = (torch.rand(-(-count // _STRETCH), 1, width) >= dropout).to(hidden.dtype) / (1 - dropout)
    return hidden * kept.expand(-1, _STRETCH, -1).reshape(-1, width)[:count]
