"""What a function said of a text before, remembered to save time; never so much that it takes memory to speak of."""

from collections.abc import Callable, Iterable
from functools import partial, update_wrapper
from itertools import filterfalse
from typing import TypeVar

__all__ = ["learn", "remembered"]

Said = TypeVar("Said")

_LONGEST = 1_000


class _Known(dict[str, Said]):
    """What a function said, by the text; it is asked for what is not known yet."""

    def __init__(self, function: Callable[[str], Said], count: int) -> None:
        super().__init__()
        self.function = function
        self.count = count

    def __missing__(self, text: str) -> Said:
        said = self.function(text)
        if len(text) <= _LONGEST:
            if len(self) >= self.count:
                self.clear()
            self[text] = said
        return said

    def learn(self, texts: Iterable[str], many: Callable[[list[str]], list[Said]]) -> None:
        new = [text for text in dict.fromkeys(filterfalse(self.__contains__, texts)) if len(text) <= _LONGEST]
        if len(self) + len(new) > self.count:
            self.clear()
            del new[self.count :]
        self.update(zip(new, many(new), strict=True))


def remembered(count: int) -> Callable[[Callable[[str], Said]], Callable[[str], Said]]:
    """Remember what a function of a text says of up to ``count`` texts that are not long.

    ``lru_cache`` alone bounds how many texts it holds, not how much: some thousand lines of a megabyte fill any memory.

    Args:
        count: how many texts; when there are so many, all are let go.
    """

    def remember(function: Callable[[str], Said]) -> Callable[[str], Said]:
        # Asked some thousand times a page: what is known is looked up without a call of a function in Python.
        return update_wrapper(partial(_Known(function, count).__getitem__), function)

    return remember


def learn(said: Callable[[str], Said], texts: Iterable[str], many: Callable[[list[str]], list[Said]]) -> None:
    """Let a remembered function know what it says of many texts, so that they need not be looked at one by one.

    Args:
        said: a function that was `remembered`.
        texts: which texts it will be asked about.
        many: says the same of each of many texts.
    """
    known = getattr(said.func, "__self__", None) if isinstance(said, partial) else None
    if isinstance(known, _Known):
        known.learn(texts, many)
