"""Rows of tags that may never be: a piece goes on only behind a tag of its own kind. Added to scores in training, and
written into the weights.
"""

import numpy as np

from tearsheet.statements.engine.network import TAGS

__all__ = ["FORBIDDEN", "NEVER", "NOT_FIRST"]

NEVER = -1e4
"""A score that nothing outweighs."""

_INSIDE = (2, 4)
"""Tags that go on with a piece; the one before each of them begins it."""

FORBIDDEN = np.array(
    [
        [NEVER if to in _INSIDE and tag not in (to, to - 1) else 0 for to in range(len(TAGS))]
        for tag in range(len(TAGS))
    ],
    np.float32,
)
"""`TAGS` by `TAGS`, added to the score of the step from each tag to the next."""

NOT_FIRST = np.array([NEVER if tag in _INSIDE else 0 for tag in range(len(TAGS))], np.float32)
"""`TAGS`, added to the score of the first tag of a row."""
