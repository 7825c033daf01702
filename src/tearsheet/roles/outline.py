"""The table of contents of a flat capture: lines that come back further down, in order, each above a part of the text.

No link tells there that a line leads to a heading. Where it does, the first of the two is navigation and the second a
heading, in any language, however short it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.sameletters import repeated
from tearsheet.roles.wording import CLOSING

__all__ = ["Outline", "find_outline", "surer"]

_KINDS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM})
_LONGEST, _LEAST = 120, 3
_TEXT = 30
_WITHIN = 8
"""Blocks below a heading within which its text begins."""

_MOSTLY, _CHANCE, _LIKELY = 0.6, 0.15, 0.5
_ENDS_SENTENCE = frozenset(".!…。！।։۔")
_NUMBER = re.compile(r"\s*(?:[•·▪–—*#-]+\s+)*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.):、．]?\s+)?")
_USUAL = 0.8
"""How likely what stands between two headings of an outline is text of the page."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A table of contents.

    Attributes:
        entries: indices of its lines, without those that are likely a list in the text.
        headings: indices of the Blocks that they name, in order.
    """

    entries: tuple[int, ...]
    headings: tuple[int, ...]


def find_outline(page: Page, features: PageFeatures, probability: NDArray[np.float64]) -> Outline | None:
    """The table of contents of a flat capture, if it has one: the longest run of lines of which most come back.

    Menus come back above teasers as well: what stands between the headings must have some chance of being text.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.
    """
    blocks = page.blocks
    said_again = repeated([block.text for block in blocks])
    if said_again is not None and len(said_again) < 2 * _LEAST:
        return None
    keys = [""] * len(blocks)
    places: dict[str, list[int]] = {}
    units = features.units.tolist()
    for number in range(len(blocks)) if said_again is None else said_again:
        key = _key(blocks[number], units[number])
        if key:
            keys[number] = key
            places.setdefault(key, []).append(number)
    if sum(len(where) > 1 for where in places.values()) < _LEAST:
        return None
    best: Outline | None = None
    done = longest = 0
    # A run begins with a line that comes back once.
    for number in sorted(where[0] for where in places.values() if len(where) == 2):
        if number < done:
            continue
        end = number
        while end < len(blocks) and keys[end] and len(places[keys[end]]) == 2 and places[keys[end]][0] == end:
            end += 1
        if end - number >= max(_LEAST, longest + 1):
            led = _led_to(keys[number:end], places, end)
            if (
                len(led) >= max(_LEAST, _MOSTLY * (end - number))
                and led[0] - end <= _WITHIN
                and np.median(probability[led[0] : led[-1]]) >= _CHANCE
                and _heads_text(led, blocks, features)
            ):
                entries = [entry for entry in range(number, end) if probability[entry] < _LIKELY]
                best, longest = Outline(tuple(entries), tuple(led)), end - number
        done = end
    return best


def surer(probability: NDArray[np.float64], outline: Outline) -> NDArray[np.float64]:
    """Probabilities that a page's Blocks are content, once it is known that it has a table of contents.

    What stands between its headings is text; where the model took less of it for text than is usual, it knows little of
    such pages, and is wrong about what follows by as much.

    Args:
        probability: by the model.
        outline: the page's.
    """
    first, last = outline.headings[0], outline.headings[-1]
    usual = float(np.median(probability[first:last]))
    if usual >= _USUAL:
        return probability
    # The odds that the model is too low by; without logarithms, whose last bits differ from machine to machine.
    lacking = (_USUAL / (1 - _USUAL)) / (usual / (1 - usual))
    raised = lacking * probability[first:]
    return np.concatenate((probability[:first], raised / (raised + 1 - probability[first:])))


def _key(block: Block, units: float) -> str:
    """What a line and the heading that it names have in common; empty where it can be neither."""
    if block.kind not in _KINDS or not 0 < units <= _LONGEST:
        return ""
    text = block.text
    # Most lines begin with a letter: nothing is numbered there.
    if not text[:1].isalpha():
        text = _NUMBER.sub("", text, 1)
    return text.casefold().strip(" .:：")


def _led_to(keys: Sequence[str], places: dict[str, list[int]], begin: int) -> list[int]:
    """Where the lines of a run come back, in its order."""
    led: list[int] = []
    for key in keys:
        later = next((place for place in places[key] if place >= begin), None)
        if later is not None:
            led.append(later)
            begin = later + 1
    return led


def _heads_text(led: Sequence[int], blocks: Sequence[Block], features: PageFeatures) -> bool:
    """Whether text stands below each of the places, before the next one, and below most of them sentences."""
    told = 0
    for begin, end in zip(led, [*led[1:], len(blocks)], strict=True):
        below = range(begin + 1, min(end, begin + 1 + _WITHIN))
        long = [number for number in below if features.units[number] >= _TEXT]
        if not long:
            return False
        told += any(blocks[number].text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE for number in long)
    return told >= _MOSTLY * len(led)
