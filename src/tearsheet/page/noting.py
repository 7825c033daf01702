"""What is to be done about an element, by its tag, its class and the names of its attributes: looked up.

The walk over a tree asks this of every element.
"""

from tearsheet.page.captionattributes import tells_of_image
from tearsheet.page.signs import SIGNING, named_by
from tearsheet.page.structured import STRUCTURING, names_things
from tearsheet.page.vocabulary import (
    BLOCK,
    DECLARING,
    INLINES,
    LEAVES,
    PREFORMATTED,
    ROLES,
    SKIPPED,
    TELLING_BLOCKS,
)
from tearsheet.remembered import remembered

__all__ = ["KINDS", "NOTED", "WATCHED_TAGS", "Kinds", "Noted", "noted_class"]


class Kinds:
    """How an element is read; from ``CODE`` on, what is inside is not walked into.

    A class of numbers, not an Enum, whose members are slow to compare.
    """

    INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT, LEAF, DECLARING = range(10)


class Noted:
    """What is to be noted of an element, one bit each.

    A class of numbers, as `Kinds`.
    """

    ROLE, LANGUAGE, THING, CAPTION, WATCH, RELATION = (1 << bit for bit in range(6))


KINDS = {
    **dict.fromkeys("span small label font u ins del abbr big s strike wbr".split(), Kinds.INLINE),
    **dict.fromkeys(BLOCK, Kinds.PLAIN),
    **dict.fromkeys(TELLING_BLOCKS, Kinds.BLOCK_LEVEL),
    **dict.fromkeys(PREFORMATTED, Kinds.CODE),
    **dict.fromkeys(INLINES, Kinds.MARKING),
    "a": Kinds.LINK,
    **dict.fromkeys(DECLARING, Kinds.DECLARING),
    **dict.fromkeys(LEAVES, Kinds.LEAF),
    **dict.fromkeys(SKIPPED, Kinds.LEFT_OUT),
}
"""How an element is read, by its tag; another is inline, or custom where its tag has a hyphen."""

WATCHED_TAGS = frozenset({"article", "time", "address"})
"""Elements that are watched, whatever their attributes."""

_WATCHED = frozenset({"itemprop", "property", *SIGNING})
_MOST_KEPT = 10_000
_MOST_NAMES = 30
_LONGEST_NAMES = 500


class _NotedNames(dict[tuple[str, ...], int]):
    """What is to be noted of an element, by the names of its attributes; most pages have a few hundred such rows."""

    def __missing__(self, names: tuple[str, ...]) -> int:
        noted = 0
        for name in names:
            noted |= (
                Noted.ROLE * (name in ROLES)
                | Noted.LANGUAGE * (name == "lang")
                | Noted.THING * (name in STRUCTURING)
                | Noted.CAPTION * tells_of_image(name)
                | Noted.WATCH * (name in _WATCHED)
                | Noted.RELATION * (name == "rel")
            )
        if len(names) <= _MOST_NAMES and sum(map(len, names)) <= _LONGEST_NAMES:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[names] = noted
        return noted


NOTED = _NotedNames()
"""What is to be noted of an element, by the names of its attributes; that it is kept only saves time."""


@remembered(20_000)
def noted_class(classes: str) -> int:
    """What is to be noted of an element for its class names; the cache only saves time."""
    return Noted.THING * names_things(classes) | Noted.WATCH * (named_by(classes) is not None)
