"""Which signs the lines of a flat capture hold: most lines hold none of what a rule looks for, and are passed over.

One look at all lines tells; the rules then look at the few that may be meant.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import lineloops
from tearsheet.page.block import Block
from tearsheet.roles.wording import (
    BYLINE_FIRST,
    BYLINE_PAIRS,
    CREDIT_FIRST,
    CREDIT_PAIRS,
    is_byline,
    is_credit,
    is_dateline,
)

__all__ = [
    "BREAK",
    "BYLINED",
    "COLON",
    "CREDITED",
    "DATED",
    "DECIMAL",
    "DEGREE",
    "DIGIT",
    "DIVIDER",
    "LABEL",
    "SIGNED",
    "STEP",
    "read_signs",
]

DIGIT, STEP, DIVIDER, COLON, DEGREE, DECIMAL, BREAK, LABEL, SIGNED, BYLINED, CREDITED, DATED = (
    1 << bit for bit in range(12)
)
"""A digit; what parts the steps of a trail; bars, bullets and wide gaps; a colon; degrees; a decimal point between
digits; what stands behind the words that lead to another story, early in the line; a colon behind a label; what stands
between a label and the name of who made an image; bylines, credits and datelines, as `tearsheet.roles.wording` tells
them."""


def _begun(first: str, pairs: str) -> str:
    """What begins with one of some characters; where that and the next are ASCII, with one of some pairs of them."""
    plain = "".join(filter(str.isascii, first))
    others = "".join(character for character in first if not character.isascii())
    return rf"(?:[{others}]|[{plain}](?![\x00-\x7f])|(?ai:{pairs.replace(' ', '|')}))"


_SIGNS: tuple[tuple[int, re.Pattern[str], int], ...] = (
    (DIGIT, re.compile(r"\d"), 0),
    (STEP, re.compile("[>»›→]"), 0),
    (DIVIDER, re.compile(r"[|•·/»›\[]|\s\s"), 0),
    (COLON, re.compile("[:：]"), 0),
    (DEGREE, re.compile("[°℃℉]"), 0),
    (DECIMAL, re.compile(r"\d[.,]\d"), 0),
    (BREAK, re.compile(r"[:：|>»→▶►•·…\]】)–—-]"), 81),
    (LABEL, re.compile("[:：]"), 30),
    (SIGNED, re.compile(r"[:：/|©=＝源(（\[]"), 0),
    (BYLINED, re.compile(rf"\A{_begun(BYLINE_FIRST, BYLINE_PAIRS)}|[者員자]"), 0),
    (CREDITED, re.compile(rf"\A[(\[（]*{_begun(CREDIT_FIRST, CREDIT_PAIRS)}|[摄攝撮]"), 0),
    (DATED, re.compile(r"(?s)\A(?=.{0,120}\Z).*?(?:\d\d|年)"), 0),
)
"""Each with its pattern, and how many characters of a line are looked at, 0 for all."""

_TOLD = ((BYLINED, is_byline), (CREDITED, is_credit), (DATED, is_dateline))
"""What every byline begins with or holds, and the like, others do as well."""

_DOUBTFUL = BYLINED | CREDITED | DATED


def read_signs(blocks: Sequence[Block]) -> NDArray[np.uint32]:
    """The signs of each Block's text, a bit each.

    Args:
        blocks: those of a page.
    """
    texts = [block.text for block in blocks]
    found = np.zeros(len(texts), np.uint32)
    if lineloops is not None:
        lineloops.line_signs(texts, found, BYLINE_FIRST, BYLINE_PAIRS, CREDIT_FIRST, CREDIT_PAIRS)
    else:
        found[:] = list(map(_signs_of, texts))
    for number in np.flatnonzero(found & _DOUBTFUL).tolist():
        signs = kept = int(found[number])
        for bit, is_so in _TOLD:
            if signs & bit and not is_so(texts[number]):
                kept ^= bit
        if kept != signs:
            found[number] = kept
    return found


def _signs_of(text: str) -> int:
    return sum([bit for bit, pattern, most in _SIGNS if pattern.search(text, 0, most or len(text))])
