"""Captions and credits: which Blocks around the images of a page are theirs, by markup, place and wording."""

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.remembered import remembered
from tearsheet.roles.controls import is_control
from tearsheet.roles.credits import names_somebody, split_credit
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.frames import Frame, caption_of, find_frames
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.wording import furniture_wording, is_byline, is_credit, is_dateline

__all__ = ["find_captions", "is_told"]

_NUMBER = {name: number for number, name in enumerate(SURROUNDINGS)}
_CAPTION = list(Kind).index(Kind.CAPTION)
_BODY = 0.6
"""Probability from which a Block is body text."""
_TEXT = 0.75
"""Probability from which a Block ends the frame of an image."""
_LONGEST_CAPTION = 900
_LONGEST_CREDIT = 160
_CLOSE = 4
_CREDIT_NAME = re.compile(
    r"credit|copyright|photographer|photograph(?=$|[\s_-])|fotograf|source|agency|provider|quelle|rights|crédit|urheber"
    r"|attribution",
    re.IGNORECASE,
)
_MAKER_NAME = re.compile(rf"{_CREDIT_NAME.pattern}|author|auteur|autor|byline", re.IGNORECASE)
"""Below an image an author is who took it."""
_CAPTION_NAME = re.compile(
    r"caption|legend|bildunterschrift|bildtext|image[-_]?(?:text|info|desc|title)|img[-_]?(?:text|info|desc|title)"
    r"|(?:photo|foto|media|picture|figure)[-_]?(?:text|info|desc|title)|infotext|description|cutline|pie[-_]?de|didascalia"
    r"|fotnot|bildetekst|billedtekst|kuvateksti|popis",
    re.IGNORECASE,
)
_TYPE_CLASS = re.compile(r"(?:^|\s)(?:text|typo(?:graphy)?|font|style)[-_:]+\S*")
"""Class names of type sizes, which are called after captions too."""
_IMAGE_NAME = re.compile(r"image|img|photo|foto|picture|media|figure|gallery|slide|bild|lightbox", re.IGNORECASE)


def find_captions(page: Page, features: PageFeatures, probability: NDArray[np.float64]) -> dict[int, Role]:
    """Captions and credits among the Blocks of an HTML page.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content.

    Returns:
        `Role.CAPTION` and `Role.CREDIT` by the index of the Block; what reads like body text is neither.
    """
    blocks = page.blocks
    found: dict[int, Role] = {}
    kinds = features.kinds
    for number in np.flatnonzero((kinds == _CAPTION) & (features.units > 0)).tolist():
        role = _in_caption(page, blocks[number])
        if role is Role.CREDIT or (role is Role.CAPTION and probability[number] < _BODY):
            found[number] = role
    is_text = ((probability >= _TEXT) & (kinds != _CAPTION)).tolist()
    paragraph, item = Kind.PARAGRAPH, Kind.LIST_ITEM
    for frame in find_frames(page, is_text).values():
        for number in range(max(frame.first - 1, 0), min(frame.last + 2, len(blocks))):
            block = blocks[number]
            if number in found or not block.text or (block.kind is not paragraph and block.kind is not item):
                continue
            inside = frame.first <= number <= frame.last
            if not inside and probability[number] >= _BODY:
                continue
            role = _around_image(page, block, frame, features, probability[number], inside=inside)
            if role is not None:
                found[number] = role
        _add_before_credit(page, frame, found, features)
    # An image that only a script puts there is no Block, but what is named its caption stands just behind it.
    for unshown in page.markup.unshown:
        for block in blocks[unshown.before : unshown.before + 1]:
            named = _names_caption(page.elements.names[block.element])
            told = named and block.block not in found and not is_control(block.text)
            if told and 0 < len(block.text) <= _LONGEST_CAPTION and probability[block.block] < _BODY:
                found[block.block] = Role.CREDIT if _is_credit(block.text) else Role.CAPTION
    return found


def _add_before_credit(page: Page, frame: Frame, found: dict[int, Role], features: PageFeatures) -> None:
    """What stands between an image and its credit is its caption, if nothing else is."""
    inside = range(frame.first, frame.last + 1)
    if found.keys().isdisjoint(inside) or any(found.get(number) is Role.CAPTION for number in inside):
        return
    credit = next((number for number in inside if found.get(number) is Role.CREDIT and number > frame.image), None)
    if credit is None:
        return
    between = [
        number
        for number in range(frame.image + 1, credit)
        if (block := page.blocks[number]).text
        and block.kind is Kind.PARAGRAPH
        and not is_control(block.text)
        and len(block.text) <= _LONGEST_CAPTION
    ]
    if len(between) == 1 and features.surroundings[between[0], _NUMBER["date name"]] > 1:
        found[between[0]] = Role.CAPTION


def is_told(page: Page, block: Block) -> bool:
    """Whether markup or wording says that a Block is a caption or a credit, not only its place beside an image."""
    elements = page.elements
    if block.kind is Kind.CAPTION or is_credit(block.text) or split_credit(block.text)[1] is not None:
        return True
    element = block.element
    for _ in range(_CLOSE):
        if element < 0:
            return False
        written = elements.names[element][:400]
        if elements.tag[element] == "figure" or _names_caption(written) or _names_maker(written):
            return True
        element = elements.parent[element]
    return False


def _in_caption(page: Page, block: Block) -> Role | None:
    """The role of a Block in a ``figcaption``."""
    elements = page.elements
    if is_control(block.text) or _in_button(page, block, caption_of(elements, block.element)):
        return None
    if len(block.text) <= _LONGEST_CREDIT and _named(page, block, _names_maker, caption_of(elements, block.element)):
        return Role.CREDIT if not _holds_caption(block) else Role.CAPTION
    return Role.CREDIT if _is_credit(block.text) else Role.CAPTION


def _around_image(
    page: Page, block: Block, frame: Frame, features: PageFeatures, probability: float, *, inside: bool
) -> Role | None:
    """The role of a Block in the frame of an image, or next to it."""
    text, number = block.text, block.block
    if is_control(text) or len(text) > _LONGEST_CAPTION:
        return None
    if inside and _in_button(page, block, frame.element):
        return None
    above = features.surroundings[number]
    picture = page.blocks[frame.image].picture
    credit = is_credit(text) or (
        len(text) <= _LONGEST_CREDIT
        and _names_credit(page.elements.names[block.element])
        and not _holds_caption(block)
        and not is_byline(text)
        and not is_dateline(text)
    )
    if not inside:
        named = _names_caption(page.elements.names[block.element])
        if not (named or is_credit(text)) or probability >= _BODY:
            return None
        return Role.CREDIT if credit else Role.CAPTION
    if credit:
        return Role.CREDIT
    if probability >= _TEXT or is_byline(text) or above[_NUMBER["date name"]] <= 1:
        return None
    described = picture is not None and _alike(text, picture.description)
    named = _named(page, block, _names_caption, frame.element)
    figure = above[_NUMBER["figure"]] <= _CLOSE and page.elements.tag[frame.element] != "body"
    linked = sum(mark.end - mark.start for mark in block.links) > 0.6 * len(text)
    if named and not linked:
        return Role.CAPTION
    if linked or furniture_wording(text) is not None or (picture is not None and picture.link and not figure):
        return None
    if described:
        return Role.CAPTION
    if figure and above[_NUMBER["figure"]] <= 2:
        return Role.CAPTION if probability < _BODY else None
    if probability < _BODY and _IMAGE_NAME.search(page.elements.names[frame.element]) and split_credit(text)[1]:
        return Role.CAPTION
    return None


def _is_credit(text: str) -> bool:
    """Whether a text in a caption's place is nothing but a credit."""
    if is_credit(text) and split_credit(text)[0] is None:
        return True
    caption, credit = split_credit(text)
    return caption is None and credit is not None


def _holds_caption(block: Block) -> bool:
    """Whether a Block named after its credit holds the caption too."""
    caption, credit = split_credit(block.text)
    return credit is not None and caption is not None and not names_somebody(caption) and len(caption) > len(credit)


@remembered(4_000)
def _names_caption(names: str) -> bool:
    """Whether class and id names are those of a caption."""
    return bool(names) and _CAPTION_NAME.search(_TYPE_CLASS.sub("", names)) is not None


@remembered(4_000)
def _names_maker(names: str) -> bool:
    """Whether class and id names are those of who made an image."""
    return bool(names) and _MAKER_NAME.search(_TYPE_CLASS.sub("", names)) is not None


@remembered(4_000)
def _names_credit(names: str) -> bool:
    """Whether class and id names are those of a credit."""
    return _CREDIT_NAME.search(names) is not None


def _named(page: Page, block: Block, told: Callable[[str], bool], outer: int) -> bool:
    """Whether an element from a Block up to ``outer``, that one left out, has names that tell."""
    elements = page.elements
    element = block.element
    while element > outer:
        written = elements.names[element]
        if written and told(written[:400]):
            return True
        element = elements.parent[element]
    return False


def _in_button(page: Page, block: Block, outer: int) -> bool:
    """Whether a Block stands in a button inside of ``outer``."""
    elements = page.elements
    element = block.element
    while element > outer:
        if elements.tag[element] == "button" or "button" in elements.role[element]:
            return True
        element = elements.parent[element]
    return False


def _alike(text: str, description: str | None) -> bool:
    """Whether a text begins as the description of the image does, or the other way round."""
    if not description or len(description) < 12 or len(text) < 12:
        return False
    one, other = text[:60].casefold(), description[:60].casefold()
    length = min(len(one), len(other), 40)
    return one[:length] == other[:length]
