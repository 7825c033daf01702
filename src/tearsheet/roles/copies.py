"""Text that a page holds twice: a copy for small screens, a lead repeated, a post quoted in full."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block
from tearsheet.roles.sameletters import repeated

__all__ = ["find_copies"]

_BETWEEN = re.compile(r"[\W_]+")
_LEAST_TEXT, _LEAST_RUN = 20.0, 100.0
_START, _LETTERS = 24, 8
"""Characters of a text that mostly hold so many letters."""
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
    kept = np.flatnonzero(keep & (units >= _LEAST_TEXT)).tolist()
    if repeated([blocks[number].text for number in kept]) == []:
        return []
    starts = Counter([_start(blocks[number].text) for number in kept])
    if all(times == 1 for times in starts.values()):
        return []
    seen: set[str] = set()
    found: list[int] = []
    run: list[int] = []
    for number in kept:
        text = blocks[number].text
        # What begins as nothing else does is no copy.
        if starts[_start(text)] > 1:
            text = _BETWEEN.sub("", text.lower()) or text
            if text in seen:
                run.append(number)
                continue
            seen.add(text)
        if run and units[run].sum() >= _LEAST_RUN:
            found += run
        run = []
    if units[run].sum() >= _LEAST_RUN:
        found += run
    return found


def _start(text: str) -> str:
    """What all texts begin with that are alike but for case and what stands between their letters."""
    letters = _BETWEEN.sub("", text[:_START].lower())
    if len(letters) <= _LETTERS and len(text) > _START:
        letters = _BETWEEN.sub("", text.lower())
    # The letter at the cut may be another one in lower case, as sigma is at the end of a word.
    return letters[:_LETTERS]
