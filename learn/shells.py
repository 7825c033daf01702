"""Pages without their text: what is left of a page whose article never loaded, stands behind a wall, or is gone.

Where every page of the training set has a text, the most text-like furniture of a page without one is taken for it.
"""

from dataclasses import replace

import numpy as np

from learn.data import Example
from tearsheet.roles.features import measure
from tearsheet.roles.tokens import read_tokens

__all__ = ["shell"]

_FEWEST = 8
"""Blocks that must be left: of fewer there is nothing to learn."""


def shell(example: Example) -> Example | None:
    """The page without any Block that is content, or may be.

    Args:
        example: a page with its gold text.

    Returns:
        The rest as a page of its own, all of it known to be no content; ``None`` where too little is left.
    """
    if not example.gold.get("text"):
        return None
    rest = [block for block, share in zip(example.page.blocks, example.target, strict=True) if share == 0]
    if len(rest) < _FEWEST:
        return None
    page = replace(example.page, blocks=tuple(replace(block, block=number) for number, block in enumerate(rest)))
    names, words = read_tokens(page)
    return replace(
        example,
        page=page,
        features=measure(page),
        names=names,
        words=words,
        target=np.zeros(len(rest)),
    )
