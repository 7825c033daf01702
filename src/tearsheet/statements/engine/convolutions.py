"""Dilated convolutions over rows of tokens, each added to what it reads."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import saidloops
from tearsheet.statements.engine.quantized import SIGNED, UNSIGNED, Matrix, exact, quantize

__all__ = ["TINY", "Convolutions"]

Floats = NDArray[np.float32]

TINY = 1e-6
"""Added to the mean square by which a token's numbers are evened out."""


class Convolutions:
    """Layers over tokens of S numbers each.

    Attributes:
        reach: how far they look to either side, all together.
    """

    def __init__(self, taps: Floats, bias: Floats, exits: Floats, reaches: Sequence[int]) -> None:
        """Take the weights of L layers.

        Args:
            taps: L by S by 3 M, of the token before, of the token itself, of the one behind it.
            bias: L by M.
            exits: L by M by S.
            reaches: how far each layer's taps stand from the token.
        """
        self._layers = [
            (Matrix(tap), shift, Matrix(leave), reach)
            for tap, shift, leave, reach in zip(taps, bias, exits, reaches, strict=True)
        ]
        self.reach = sum(reaches)
        self._size = taps.shape[1]

    @cached_property
    def packed(self) -> Any:
        """The same for the compiled loops, ``None`` without them, and for sizes that they do not take."""
        if saidloops is None or self._size % saidloops.COLUMNS:
            return None
        layers = [(tap.packed, shift, leave.packed, reach) for tap, shift, leave, reach in self._layers]
        return saidloops.Stack(layers)

    def read(self, hidden: Floats, there: NDArray[np.bool_] | None = None) -> Floats:
        """What the layers make of rows of tokens, by the way of NumPy.

        Args:
            hidden: R by T by S.
            there: R by T, which tokens there are; of the others all numbers are zero.
        """
        size = np.float32(hidden.shape[-1])
        length = hidden.shape[1]
        for tap, shift, leave, reach in self._layers:
            values, scales = quantize(hidden, SIGNED)
            squares: Floats = np.einsum("rtd,rtd->rt", values, values)[..., None]
            squares /= size
            squares += np.float32(TINY) * scales * scales
            norms: Floats = np.sqrt(squares)
            np.divide(1, norms, out=norms)
            tapped = exact(values, tap.values)
            tapped *= tap.scales
            tapped *= norms
            narrow = len(shift)
            inner = tapped[..., narrow : 2 * narrow] + shift
            if length > reach:
                inner[:, reach:] += tapped[:, :-reach, :narrow]
                inner[:, :-reach] += tapped[:, reach:, 2 * narrow :]
            np.maximum(inner, 0, out=inner)
            values, scales = quantize(inner, UNSIGNED)
            added = exact(values, leave.values)
            added *= leave.scales
            added *= 1 / scales
            if there is not None:
                added *= there[..., None]
            added += hidden
            hidden = added
        return hidden
