"""A text's words cut into windows that the transformer can read at once, each with some of the text around it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["AROUND", "LONGEST", "Window", "windows"]

LONGEST = 254
"""Pieces that are read at once, but for the two that mark the begin and the end."""

AROUND = 40
"""Pieces on either side of a window that only give context."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are read at once.

    Attributes:
        first: first word that is read.
        begin: first word whose vector is taken.
        end: the word after the last one whose vector is taken.
        last: the word after the last one that is read.
    """

    first: int
    begin: int
    end: int
    last: int


def windows(counts: NDArray[np.int64], sentences: NDArray[np.int32]) -> list[Window]:
    """Cut at ends of sentences where one stands near.

    Args:
        counts: of N words, how many pieces each has, at most `LONGEST` - 2 `AROUND`.
        sentences: N, number of each word's sentence.

    Returns:
        Windows of at most `LONGEST` pieces; the parts whose vectors are taken follow each other and hold every word.
    """
    words = len(counts)
    sums = np.concatenate(([0], np.cumsum(counts)))
    if sums[-1] <= LONGEST:
        return [Window(0, 0, words, words)] if words else []
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    found = []
    begin = 0
    while begin < words:
        low = int(np.searchsorted(sums, sums[begin] - AROUND))
        if sums[words] - sums[low] <= LONGEST:
            end = words
        else:
            end = int(np.searchsorted(sums, sums[low] + LONGEST - AROUND, "right")) - 1
            whole = int(starts[np.searchsorted(starts, end, "right") - 1])
            if sums[whole] - sums[begin] >= LONGEST // 3:
                end = whole
        high = int(np.searchsorted(sums, min(sums[low] + LONGEST, sums[end] + 2 * AROUND), "right")) - 1
        found.append(Window(low, begin, end, high))
        begin = end
    return found
