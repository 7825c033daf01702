"""Lines of a flat capture that are told by signs in any language: addresses, hashtags, controls, tickers.

Where a terminal browser numbered the links of a page, a line of several links is a menu, and the addresses at the end
belong to nobody's text.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.linknumbers import has_link_numbers
from tearsheet.page.markdownleft import is_definition
from tearsheet.page.role import Role
from tearsheet.page.terminalmarks import has_terminal_marks, holds_control
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.linemarks import COLON, DECIMAL, DEGREE, STEP
from tearsheet.roles.ownnumbers import PRICE

__all__ = ["signed_lines"]

_LIKELY, _SURE = 0.5, 0.9
_ADDRESS = re.compile(r"(?:\[?\d{1,4}[\].)]{0,2}\s+)?<?(?:https?|ftp|file|mailto|javascript):\S+\Z")
_HASHTAGS = re.compile(r"(?:#[^\W\d_][\w·-]{0,60}[,;]?\s*){1,20}\Z")
_LINK_NUMBER = re.compile(r"\[\d{1,4}\]")
_LEAST_LINKS, _LONGEST_LINK = 3, 30
_LONGEST_HEADER, _LONGEST_CONTROL = 30, 80
_LEAST_ADDRESSES = 3
_TRAIL = re.compile(r"\s*[>»›→]\s+")
_STEP = re.compile(r"[>»›→]\s")
_LONGEST_TRAIL, _LONGEST_SECTION = 200, 40
_DEGREES = re.compile(r"(?<!\d)[-−–+]?\d{1,2}\s?(?:°\s?[CFСc]?|℃|℉)(?!\w)")
_QUOTE = re.compile(
    r"[^\W\d_][^\s\d.!?。]{0,20}(?: [^\s\d.!?。]{1,12})?\s*[:=]?\s*"
    r"(?:[▲▼△▽↑↓+\-−]?\s?\d[\d.,\xa0 ]*\s?%?(?:\s|\Z|\(|\))){1,3}[▲▼△▽↑↓%)\d.,+\-−\s]{0,20}\Z"
)
_LONGEST_TICKER = 40
_LEAST_QUOTES = 2
_MOVES = re.compile(r"[▲▼△▽]|[↑↓+\-−]\s?\d+[.,]\d+\s?%")
_DECIMAL = re.compile(r"\d[.,]\d")


def signed_lines(page: Page, features: PageFeatures, probability: NDArray[np.float64]) -> dict[int, Role]:
    """Lines that signs tell.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.

    Returns:
        Roles by the index of the Block.
    """
    found: dict[int, Role] = {}
    numbered = has_link_numbers(page.text)
    controls = has_terminal_marks(page.text)
    looked = (features.signs & (STEP | COLON) != 0).tolist()
    for number, block in enumerate(page.blocks):
        if not (looked[number] or numbered or controls or block.text[:1] == "#"):
            continue
        if block.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING) or not block.text:
            continue
        role = _signed(page, block, numbered, controls)
        if role is not None and probability[number] < _SURE:
            found[number] = role
    _tell_addresses(page.blocks, found)
    found.update(_tickers(page.blocks, features, probability))
    return found


def _signed(page: Page, block: Block, numbered: bool, controls: bool) -> Role | None:
    text = block.text
    if _HASHTAGS.match(text):
        return Role.TAGS
    if len(text) <= _LONGEST_TRAIL and _is_trail(text):
        return Role.NAVIGATION
    if _ADDRESS.match(text) or is_definition(text):
        return Role.NAVIGATION
    if not (numbered or controls):
        return None
    raw = page.text[block.place.start : block.place.end]
    links = _LINK_NUMBER.split(raw) if numbered else []
    if len(links) > _LEAST_LINKS and max(len(link.strip()) for link in links) <= _LONGEST_LINK:
        return Role.NAVIGATION
    if controls and len(text) <= _LONGEST_CONTROL and holds_control(raw):
        return Role.CALL_TO_ACTION
    return None


def _is_trail(text: str) -> bool:
    """Whether a line names sections one within the other."""
    if _STEP.search(text) is None:
        return False
    parts = _TRAIL.split(text)
    return len(parts) > 2 and max(map(len, parts[:-1])) <= _LONGEST_SECTION and min(map(len, parts[:-1])) > 0


def _tell_addresses(blocks: Sequence[Block], found: dict[int, Role]) -> None:
    """What heads a list of addresses belongs to it; an address alone may be what a text names."""
    listed = [
        number for number, role in found.items() if role is Role.NAVIGATION and _ADDRESS.match(blocks[number].text)
    ]
    if len(listed) < _LEAST_ADDRESSES:
        for number in listed:
            del found[number]
        return
    for number in listed:
        above = number - 1
        while above >= 0 and above not in found and len(blocks[above].text) <= _LONGEST_HEADER and number - above <= 2:
            found[above] = Role.NAVIGATION
            above -= 1


def _tickers(blocks: Sequence[Block], features: PageFeatures, probability: NDArray[np.float64]) -> dict[int, Role]:
    """Short lines with a temperature, and runs of lines of a name and a figure: weather, shares, currencies."""
    units = features.units
    found: dict[int, Role] = {}
    runs: list[list[int]] = []
    for number in np.flatnonzero(features.signs & (DEGREE | DECIMAL)).tolist():
        if not (0 < units[number] <= _LONGEST_TICKER and probability[number] < _LIKELY):
            continue
        if blocks[number].kind is not Kind.PARAGRAPH:
            continue
        if _DEGREES.search(blocks[number].text):
            found[number] = Role.FEED
        elif not _quotes(blocks[number].text):
            continue
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        quotes = [number for number in run if number not in found]
        if len(run) >= _LEAST_QUOTES or any(_MOVES.search(blocks[number].text) for number in quotes):
            found.update(dict.fromkeys(quotes, Role.FEED))
    return found


def _quotes(text: str) -> bool:
    """Whether a line is a name and a figure with decimals, or one that rose or fell."""
    if _DECIMAL.search(text) is None:
        return False
    return _MOVES.search(text) is not None or (_QUOTE.match(text) is not None and PRICE.search(text) is None)
