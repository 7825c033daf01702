"""Matrix products in pieces so small that no linear algebra library starts threads for them.

Threads cost more than they give for what one text takes, ten times as much where other processes keep the processor
busy; and what comes out must not hang on how many there are.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["product"]

Floats = NDArray[np.float32]

_SMALL = 1 << 18
"""Multiplications up to which OpenBLAS takes a product for too small to start threads."""


def product(left: Floats, right: Floats) -> Floats:
    """What ``left @ right`` is.

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
