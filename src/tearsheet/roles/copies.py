"""Text that a page holds twice: a copy for small screens, a lead repeated, a post quoted in full."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block

__all__ = ["find_copies"]

_BETWEEN = re.compile(r"[\W_]+")
_LEAST_TEXT, _LEAST_RUN = 20.0, 100.0
_READ, _START = 80, 12
"""Characters of which the beginning is read, and how many letters of it are compared first."""


def find_copies(blocks: Sequence[Block], units: NDArray[np.float64], keep: NDArray[np.bool_]) -> list[int]:
    """Kept Blocks that repeat what was kept before.

    Short lines recur in honest text; a copy is a run of kept Blocks that all stood before, of some length together.

    Args:
        blocks: of the page.
        units: length of each.
        keep: which of them are kept.

    Returns:
        Their indices, ascending.
    """
    seen: set[str] = set()
    found: list[int] = []
    run: list[int] = []
    kept = np.flatnonzero(keep & (units >= _LEAST_TEXT)).tolist()
    starts = [_start(blocks[number].text) for number in kept]
    often = Counter(starts)
    for number, start in zip(kept, starts, strict=True):
        # Only what begins alike can be the same.
        text = _letters(blocks[number].text) if often[start] > 1 else start
        if text in seen:
            run.append(number)
            continue
        seen.add(text)
        if units[run].sum() >= _LEAST_RUN:
            found += run
        run = []
    if units[run].sum() >= _LEAST_RUN:
        found += run
    return found


def _letters(text: str) -> str:
    """The letters and digits of a text, or all of it where it has none."""
    return _BETWEEN.sub("", text.lower()) or text


def _start(text: str) -> str:
    """The first letters and digits of a text, all of them where they are few."""
    start = _BETWEEN.sub("", text[:_READ].lower())
    return start[:_START] if len(start) > _START else _letters(text)[:_START]
