"""Which texts may say the same but for case and for what stands between their letters: a quick look at all of them."""

import numpy as np

from tearsheet.native import lineloops

__all__ = ["repeated"]


def repeated(texts: list[str]) -> list[int] | None:
    """Indices of the texts whose letters those of another are, without case; ``None`` where nothing is compiled.

    Only a few texts without letters, or whose letters have one hash, are there without need.

    Args:
        texts: any number of them.
    """
    if lineloops is None:
        return None
    hashes = np.empty(len(texts), np.uint64)
    lineloops.letter_hashes(texts, hashes)
    _, which, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    same: list[int] = np.flatnonzero(counts[which.reshape(-1)] > 1).tolist()
    return same
