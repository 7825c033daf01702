"""Numbers of links, as terminal browsers print them before what is linked: ``[12]Weather``."""

import re
from itertools import pairwise

__all__ = ["has_link_numbers", "without_link_numbers"]

_NUMBER = re.compile(r"\[(\d{1,4})\](?=[^\s\[\].,;:!?)])")
_LEAST = 5
_IN_ORDER = 0.8


def has_link_numbers(text: str) -> bool:
    """Whether a capture's links are numbered, upwards from 1; numbers of notes stand behind words, not before them."""
    if not ("[1]" in text and "[2]" in text and "[3]" in text):
        return False
    numbers = [int(number) for number in _NUMBER.findall(text)]
    following = sum(after == before + 1 for before, after in pairwise(numbers))
    return len(numbers) >= _LEAST and following >= _IN_ORDER * (len(numbers) - 1)


def without_link_numbers(text: str) -> str:
    """A text without the numbers of its links."""
    return _NUMBER.sub("", text)
