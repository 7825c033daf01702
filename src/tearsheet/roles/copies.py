"""Text that a page holds twice: a copy for small screens, a lead repeated, a post quoted in full."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block

__all__ = ["find_copies"]

_BETWEEN = re.compile(r"[\W_]+")
_LEAST_TEXT, _LEAST_RUN = 20.0, 100.0


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
    for number in np.flatnonzero(keep & (units >= _LEAST_TEXT)).tolist():
        text = _BETWEEN.sub("", blocks[number].text.lower()) or blocks[number].text
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
