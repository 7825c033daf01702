"""What a function said of a text before, remembered to save time; never so much that it takes memory to speak of."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

__all__ = ["remembered"]

Said = TypeVar("Said")

_LONGEST = 1_000


def remembered(count: int) -> Callable[[Callable[[str], Said]], Callable[[str], Said]]:
    """Remember what a function of a text says of the last ``count`` texts that are not long.

    ``lru_cache`` alone bounds how many texts it holds, not how much: some thousand lines of a megabyte fill any memory.

    Args:
        count: how many texts.
    """

    def remember(function: Callable[[str], Said]) -> Callable[[str], Said]:
        known = lru_cache(maxsize=count)(function)

        @wraps(function)
        def say(text: str) -> Said:
            return known(text) if len(text) <= _LONGEST else function(text)

        return say

    return remember
