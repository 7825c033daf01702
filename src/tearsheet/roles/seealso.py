"""Lines between the paragraphs that lead to another story: "Read more: ...", "Lesen Sie auch: ...", 関連記事.

A line counts where its words say so and, in a page with markup, where most of what follows them is a link.
"""

import re
from pathlib import Path

import numpy as np

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.linemarks import BREAK

__all__ = ["find_see_also", "is_see_also_label", "without_label"]

_LABEL = "|".join(
    line
    for line in Path(__file__).with_name("seealso.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
_OPENS = r"[\s>»→▶►•·▪*+☞\[【(–—-]*"
_BREAK = r"\s*(?:[:：|>»→▶►•·…\]】)–—-]+|\Z|\n)\s*"
_LED = re.compile(rf"{_OPENS}(?P<label>{_LABEL})(?P<break>{_BREAK})")
_LED_LOOSELY = re.compile(rf"{_OPENS}(?P<label>{_LABEL})(?=[\s“\"«„'‘]|{_BREAK})")
_NO_LINES = frozenset({Kind.HEADING, Kind.TABLE, Kind.CODE, Kind.IMAGE, Kind.CAPTION})
_LINE_KINDS = np.array([kind not in _NO_LINES for kind in Kind])
_LINKS = FEATURES.index("links")
_LONGEST = 300
_LONGEST_UNITS = 2.5 * _LONGEST
_LONGEST_LABEL = 80
_LINKED = 0.6
_ALL = 0.9
_LEAST_SHOUTED = 4
_BARE = frozenset(
    "more background hintergrund recommended related approfondimento approfondimenti correlati relacionados "
    "relacionadas relacionado relacionada relaterte relaterade susijusios подробнее 更多".split()
)
"""Labels that are ordinary words as well: only a colon makes them one."""


def find_see_also(page: Page, features: PageFeatures) -> dict[int, Role]:
    """Lines of their own that lead to another story.

    Args:
        page: the page.
        features: its numbers.

    Returns:
        `Role.RELATED` by the index of the Block.
    """
    found: dict[int, Role] = {}
    if len(page.elements):
        # Without a link it leads nowhere; a character is a unit long at least.
        led = (features.matrix[:, _LINKS] > 0) & (features.units > 0) & (features.units <= _LONGEST_UNITS)
        led[: features.title + 1] = False
        for number in np.flatnonzero(led & _LINE_KINDS[features.kinds]).tolist():
            block = page.blocks[number]
            if len(block.text) <= _LONGEST and _leads_away(block):
                found[number] = Role.RELATED
        return found
    looked = (features.signs & BREAK != 0).tolist()
    for number, block in enumerate(page.blocks):
        if looked[number] and _is_line(number, block, features.title) and _leads_on(block):
            found[number] = Role.RELATED
    return found


def _is_line(number: int, block: Block, title: int) -> bool:
    """Whether a Block may be such a line, by its place, length and kind."""
    return number > title and 0 < len(block.text) <= _LONGEST and block.kind not in _NO_LINES


def without_label(text: str) -> str:
    """What follows the words that lead to another story; the text as it is where there are none."""
    match = _LED.match(text.lower()[:_LONGEST_LABEL]) if len(text.lower()) == len(text) else None
    return text[match.end() :].strip() or text if match else text


def is_see_also_label(text: str) -> bool:
    """Whether a line is nothing but words that lead to other stories."""
    if len(text) > _LONGEST_LABEL:
        return False
    match = _LED.match(text.lower())
    return match is not None and match.end() >= len(text.lower())


def _leads_on(block: Block) -> bool:
    """Whether a line of a flat capture starts with such words, and a colon or the like behind them."""
    lower = block.text.lower()
    match = _LED.match(lower[: _LONGEST_LABEL + 1])
    if match is None or not match["break"].strip() or match.end() >= len(lower):
        return False
    rest = lower[match.end() :]
    return rest[-1] not in ".。" and (" " in rest.strip() or not rest.isascii())


def _leads_away(block: Block) -> bool:
    """Whether a Block is such words with a link, and little else."""
    lower = block.text.lower()
    # What is led by such words is so loosely, too.
    loosely = _LED_LOOSELY.match(lower[: _LONGEST_LABEL + 1])
    shouted = block.text.isupper()
    if loosely is None and not shouted:
        return False
    links = block.links
    linked = sum([mark.end - mark.start for mark in links])
    if shouted and len(links) == 1 and _is_shouted(block, linked):
        return True
    if not links or loosely is None:
        return False
    match = _LED.match(lower[: _LONGEST_LABEL + 1])
    if match is None or (match["label"] in _BARE and not match["break"].strip()):
        # Without a colon the words may belong to a sentence: then all of them must be a link.
        whole = linked >= _ALL * len(lower) and lower.rstrip("”\"»’' ")[-1:] not in ".。"
        return loosely["label"] not in _BARE and whole
    rest = len(lower) - match.end()
    if rest <= 0:
        return linked >= _LINKED * len(lower)
    inside = sum(max(0, mark.end - max(mark.start, match.end())) for mark in links)
    return inside >= _LINKED * rest


def _is_shouted(block: Block, linked: int) -> bool:
    """Whether a paragraph of one link is in capitals from end to end, as some put them between the others."""
    text = block.text
    return (
        block.kind is Kind.PARAGRAPH
        and linked >= _ALL * len(text)
        and text.isupper()
        and text.upper() != text.lower()
        and len(text.split()) >= _LEAST_SHOUTED
    )
