"""Quick looks before long searches: where none of some stems stands in a text, none of the words that hold them does.

A pattern of many words is tried at every character; compiled, all stems are looked for at once, in a tenth of the time.
"""

from collections.abc import Callable

from tearsheet.native import articleloops

__all__ = ["finder"]


def finder(stems: str) -> Callable[[str], bool]:
    """Tells whether a text may hold one of some stems; without compiled loops any text may.

    Args:
        stems: of two characters and more, separated by white space; an underscore stands for a space in one.
    """
    if articleloops is None:
        return _may
    found: Callable[[str], bool] = articleloops.Stems([stem.replace("_", " ") for stem in stems.split()]).inside
    return found


def _may(text: str) -> bool:
    return True
