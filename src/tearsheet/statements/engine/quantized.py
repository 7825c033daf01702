"""Products of numbers in one byte each, whose sums are exact: they are the same in any order and on any machine.

Each column of a matrix, and each row of what it is multiplied with, is held as whole numbers and a scale (B. Jacob et
al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018). The
compiled loops multiply bytes; NumPy multiplies the same whole numbers as floats, which hold every sum without rounding.
"""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import saidloops

__all__ = ["SIGNED", "UNSIGNED", "Matrix", "exact", "finer", "quantize"]

Floats = NDArray[np.float32]

SIGNED = np.float32(127)
"""Largest whole number of a row that has signs."""

UNSIGNED = np.float32(255)
"""The same of a row without."""

_LEAST = np.float32(1e-12)
"""Rows whose largest number is smaller are as good as empty."""

_SMALL = 1 << 18
"""Multiplications up to which OpenBLAS takes a product for too small to start threads.

Threads cost more than they give for what one text takes, ten times as much where other processes keep the processor
busy.
"""


def quantize(rows: Floats, most: np.float32) -> tuple[Floats, Floats]:
    """Rows in whole numbers.

    Args:
        rows: any number of axes, the last one of K numbers.
        most: `SIGNED`, or `UNSIGNED` where none is below zero.

    Returns:
        The whole numbers, and by what each row was multiplied for that, its last axis of one number.
    """
    if not rows.size:
        return rows, np.ones((*rows.shape[:-1], 1), np.float32)
    scales: Floats = most / np.maximum(np.abs(rows).max(-1, keepdims=True), _LEAST)
    whole: Floats = rows * scales
    np.rint(whole, out=whole)
    return whole, scales


def exact(left: Floats, right: Floats) -> Floats:
    """What ``left @ right`` is, both of whole numbers, in pieces so small that no library starts threads for them.

    Args:
        left: any number of axes, the last one of K numbers.
        right: K by M.
    """
    rows = left.reshape(-1, left.shape[-1])
    step = max(_SMALL // right.size, 1)
    whole = len(rows) // step * step
    out = np.empty((len(rows), right.shape[1]), np.float32)
    if whole:
        np.matmul(rows[:whole].reshape(-1, step, rows.shape[1]), right, out=out[:whole].reshape(-1, step, out.shape[1]))
    if whole < len(rows):
        np.matmul(rows[whole:], right, out=out[whole:])
    return out.reshape(*left.shape[:-1], right.shape[1])


class Matrix:
    """K by M numbers.

    Attributes:
        values: K by M, whole numbers from -127 to 127.
        scales: M, by what each column is to be multiplied.
    """

    def __init__(self, numbers: Floats, scale: float = 1.0) -> None:
        """Take a matrix of floats; ``scale`` is by what each product is to be multiplied besides."""
        scales = np.maximum(np.abs(numbers).max(0), _LEAST) / SIGNED
        self.values: Floats = np.rint(numbers / scales)
        self.scales: Floats = scales * np.float32(scale)

    @cached_property
    def packed(self) -> Any:
        """The same for the compiled loops, ``None`` without them."""
        return None if saidloops is None else saidloops.Packed(self.values, self.scales, saidloops.STEPS[0])

    def product(self, rows: Floats) -> Floats:
        """What rows of K numbers, on the last axis, give: as many of M."""
        if saidloops is not None:
            flat: Floats = saidloops.product(np.ascontiguousarray(rows.reshape(-1, rows.shape[-1])), self.packed)
            return flat.reshape(*rows.shape[:-1], flat.shape[1])
        values, scales = quantize(rows, SIGNED)
        sums = exact(values, self.values)
        sums *= self.scales
        sums *= 1 / scales
        return sums


def finer(numbers: Floats) -> Matrix:
    """A matrix of K by 2 M for one of K by M: what its columns lose by rounding stands in as many more.

    A few columns cost no more with it. The halves of what it gives are to be added.
    """
    rounded = Matrix(numbers)
    return Matrix(np.concatenate((numbers, numbers - rounded.values * rounded.scales), 1))
