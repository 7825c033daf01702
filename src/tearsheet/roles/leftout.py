"""What the choice of a role for a left-out Block sees of it: one row of numbers, none of them from names of elements.

The same numbers for both doors; `tearsheet.roles.features` gives most of them.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tearsheet.native import signloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.roles.cues import CUES, HINTS, cues
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.linemarks import BYLINED, CREDITED, DATED
from tearsheet.roles.wording import (
    BYLINE_FIRST,
    BYLINE_PAIRS,
    CREDIT_FIRST,
    CREDIT_PAIRS,
    furniture_wording,
    is_byline,
    is_credit,
    is_dateline,
)

__all__ = ["FURNITURE_FEATURES", "LEARNED_ROLES", "measure_furniture"]

LEARNED_ROLES = (
    Role.NAVIGATION,
    Role.RELATED,
    Role.FEED,
    Role.COMMENTS,
    Role.CALL_TO_ACTION,
    Role.NEWSLETTER,
    Role.SHARE,
    Role.TAGS,
    Role.LEGAL,
    Role.CONSENT,
    Role.ADVERTISEMENT,
    Role.CAPTION,
    Role.CREDIT,
    Role.BYLINE,
    Role.DATELINE,
)
"""The roles between which the trees choose, in the order of their groups."""

_LANDMARKS = ("article", "main", "header", "footer", "aside", "form", "button", "list", "table", "dialog")
_LOOSE_NAMES = ("bottom name", "sidebar name", "masthead name", "overlay name", "meta name")
_OWN = (
    "units,words,link share,links,strong share,stops,commas,digit share,upper case,ends sentence,ends with colon,"
    "ends with ellipsis,time or year,furniture sign,kind paragraph,kind heading,kind list item,kind table,"
    "level,tag p,tag div,tag span,tag cell,tag a,same text,same shape,shape units,shape link share,title likeness,"
    "description likeness,gap before,page blocks,page link share,page prose share,has markup,position,prose before,"
    "prose after,blocks after title,in core,in wide core,levels to core"
).split(",")
_AROUND = ("container ", "neighbour ", "within ")
_SEEN = (
    *_OWN,
    *(f"above: {name}" for name in (*_LANDMARKS, *_LOOSE_NAMES)),
    *(name for name in FEATURES if name.startswith(_AROUND)),
)
_SEARCHED = {
    "copyright sign": re.compile("[©®™℗]"),
    "bar or bullet": re.compile("[|•·›»→▶►✕×]"),
    "address": re.compile(r"@|https?:|www\.|\b\w+\.(?:com|org|net|de|fr|ru|cn)\b"),
    "clock time": re.compile(r"\b\d{1,2}[:.h]\d{2}\b"),
    "year": re.compile(r"\b(?:19|20)\d\d\b|年"),
    "brackets": re.compile(r"[(（\[]"),
    "question at end": re.compile(r"[?？؟]\s*\Z"),
    "asterisk at end": re.compile(r"\*\Z"),
    "number alone": re.compile(r"\A[\d\s.,+()%KMkm]{1,12}\Z"),
    "no letter": re.compile(r"\A[\W\d_]*\Z"),
}
_DIGIT = re.compile(r"\d")
_LOOKED_FOR = tuple(_SEARCHED[name].search for name in ("address", "clock time", "year", "number alone"))
"""What the compiled loop leaves to regular expressions where its own look does not settle it."""

_WORDED = (
    Role.CONSENT,
    Role.COMMENTS,
    Role.NEWSLETTER,
    Role.CALL_TO_ACTION,
    Role.SHARE,
    Role.LEGAL,
    Role.FEED,
    Role.RELATED,
)
_SAYS = (is_byline, is_credit, is_dateline)
_SIGNS = np.array([BYLINED, CREDITED, DATED], np.uint32)
_PHRASE_NUMBERS: dict[Role | None, int] = {role: number for number, role in enumerate(_WORDED)}
FURNITURE_FEATURES: tuple[str, ...] = (
    *_SEEN,
    *(f"{where}: {role.value}" for where in ("hint", "hint before", "hint after") for role in CUES),
    "distance of hint before",
    "distance of hint after",
    "images before",
    "images after",
    *_SEARCHED,
    *(f"phrase: {role.value}" for role in _WORDED),
    "phrase: byline",
    "phrase: credit",
    "phrase: dateline",
    "time share",
)
"""Names of the columns."""

_SEEN_NUMBERS = np.array([FEATURES.index(name) for name in _SEEN])
_BITS = np.arange(len(CUES))
_LONGEST_HINT, _LONGEST_LOOK = 60, 160
_FAR_HINT = 30


def measure_furniture(page: Page, features: PageFeatures, numbers: list[int]) -> NDArray[np.float32]:
    """Measure some Blocks of a page.

    Args:
        page: the page.
        features: its numbers.
        numbers: indices of the Blocks, ascending.

    Returns:
        One row a Block, by `FURNITURE_FEATURES`.
    """
    blocks = page.blocks
    if signloops is not None:
        table = np.empty((len(numbers), len(FURNITURE_FEATURES)), np.float32)
        signloops.measure_furniture(
            blocks,
            numbers,
            np.ascontiguousarray(features.matrix),
            _SEEN_NUMBERS,
            HINTS,
            len(CUES),
            (_LONGEST_HINT, _LONGEST_LOOK, _FAR_HINT),
            Kind.IMAGE,
            _LOOKED_FOR,
            furniture_wording,
            _WORDED,
            _SAYS,
            (BYLINE_FIRST, BYLINE_PAIRS, CREDIT_FIRST, CREDIT_PAIRS),
            None if len(page.elements) else _said(features, numbers),
            table,
        )
        return table
    start, end = _reach(blocks, numbers)
    reach = blocks[start:end]
    count = len(reach)
    chosen = np.array(numbers) - start
    # A short line that hints at something, such as a box's heading, tells of what stands around it.
    short = np.array([len(block.text) <= _LONGEST_HINT for block in reach])
    asked = short.copy()
    asked[chosen] = True
    bits = np.zeros(count, np.int64)
    bits[asked] = [cues(reach[number].text[:_LONGEST_LOOK]) for number in np.flatnonzero(asked).tolist()]
    hinting = (bits > 0) & short
    index = np.arange(count)
    before = np.concatenate(((-1,), np.maximum.accumulate(np.where(hinting, index, -1))))[chosen]
    after = np.concatenate((np.minimum.accumulate(np.where(hinting, index, count)[::-1])[::-1], (count,)))[chosen + 1]
    padded = np.concatenate((bits, (0,)))
    image = Kind.IMAGE
    shown = [block.kind is image for block in blocks[max(start - 2, 0) : end + 2]]
    images = np.zeros(count + 4, np.int64)
    first = max(2 - start, 0)
    images[first : first + len(shown)] = shown
    texts = [blocks[number].text for number in numbers]
    phrases = np.array([_PHRASE_NUMBERS.get(furniture_wording(text), -1) for text in texts])
    return _side_by_side(
        features.matrix.take(numbers, axis=0).take(_SEEN_NUMBERS, axis=1),
        *(padded[at][:, None] >> _BITS & 1 for at in (chosen, before, after)),
        np.where(before < 0, _FAR_HINT, np.minimum(chosen - before, _FAR_HINT)),
        np.where(after == count, _FAR_HINT, np.minimum(after - chosen, _FAR_HINT)),
        images[chosen] + 2 * images[chosen + 1],
        images[chosen + 4] + 2 * images[chosen + 3],
        [_signs_of(text[:_LONGEST_LOOK]) for text in texts],
        phrases[:, None] == np.arange(len(_WORDED)),
        *([says(text) for text in texts] for says in _SAYS),
        [_timed(blocks[number]) for number in numbers],
    )


def _said(features: PageFeatures, numbers: Sequence[int]) -> NDArray[np.uint8]:
    """What `_SAYS` says of lines of a flat capture, as their signs tell."""
    signs: NDArray[np.uint8] = (features.signs[numbers][:, None] & _SIGNS != 0).view(np.uint8)
    return signs


def _reach(blocks: Sequence[Block], numbers: Sequence[int]) -> tuple[int, int]:
    """Where the Blocks begin and end that some of them are measured by: at the next hint before them, and behind."""
    start, end = numbers[0], numbers[-1] + 1
    while start > 0:
        start -= 1
        if _hints(blocks[start].text):
            break
    while end < len(blocks):
        end += 1
        if _hints(blocks[end - 1].text):
            break
    return start, end


def _hints(text: str) -> bool:
    """Whether a line hints at something."""
    return len(text) <= _LONGEST_HINT and cues(text) > 0


def _side_by_side(*parts: ArrayLike) -> NDArray[np.float32]:
    """Columns and lists of columns as one table."""
    arrays = [np.asarray(part) for part in parts]
    widths = [array.shape[1] if array.ndim == 2 else 1 for array in arrays]
    table = np.empty((len(arrays[0]), sum(widths)), np.float32)
    end = 0
    for array, width in zip(arrays, widths, strict=True):
        table[:, end : end + width] = array.reshape(-1, width)
        end += width
    return table


def _timed(block: Block) -> float:
    """The share of a Block's text that is marked as a time."""
    if not block.marks:
        return 0.0
    return sum([mark.end - mark.start for mark in block.marks if mark.kind == "time"]) / max(len(block.text), 1)


def _signs_of(look: str) -> tuple[bool, ...]:
    """Which of `_SEARCHED` stand in a text; those that its characters rule out are not searched for."""
    plain = look.isascii()
    digits = _DIGIT.search(look) is not None

    def holds(name: str) -> bool:
        return _SEARCHED[name].search(look) is not None

    return (
        not plain and holds("copyright sign"),
        ("|" in look or not plain) and holds("bar or bullet"),
        "@" in look or (("." in look or ":" in look) and holds("address")),
        digits and holds("clock time"),
        (digits or not plain) and holds("year"),
        "(" in look or "[" in look or "（" in look,
        look.rstrip().endswith(("?", "？", "؟")),
        look.endswith("*"),
        len(look) <= 12 and holds("number alone"),
        holds("no letter"),
    )
