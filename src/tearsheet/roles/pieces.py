"""The small pieces around an article that have a place of their own: title, byline, captions and the like."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.roles.captions import find_captions
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.flatpieces import find_flat_pieces
from tearsheet.roles.linemarks import CREDITED
from tearsheet.roles.outline import Outline
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.wording import CLOSING, furniture_wording, is_byline, is_dateline

__all__ = ["find_pieces"]

_NUMBER = {name: number for number, name in enumerate(SURROUNDINGS)}
_TITLE_METAS = frozenset({"og:title", "twitter:title", "title", "headline", "dc.title"})
_TIMES = FEATURES.index("times")
_PARAGRAPH = list(Kind).index(Kind.PARAGRAPH)
_LINKED = 0.8
_SOME_TEXT = 0.2
"""Probability under which no Block of a page is text."""
_BEFORE_TITLE = 4
_AFTER_TITLE = 12
_NEAR_IMAGE = 3
_LEAST_STANDFIRST = 40
_LONGEST_STANDFIRST = 700
_LONGEST_PIECE = 120
_LONGEST_RELATED = 200
_LONGEST_TIME = 60
_LONGEST_PHRASE = 40
_LONGEST_BOX = 300
_NEAR_BOX = 3
_BOXES = {
    Role.NEWSLETTER: "newsletter name",
    Role.CALL_TO_ACTION: "newsletter name",
    Role.ADVERTISEMENT: "advertisement name",
    Role.SHARE: "share name",
    Role.CONSENT: "consent name",
    Role.RELATED: "related name",
}
"""The name above a Block that agrees with the role its words suggest."""
_LIKELY, _BODY, _SURE = 0.1, 0.6, 0.9
_ENDS_SENTENCE = frozenset(".!?…。！？؟।։")


def find_pieces(
    page: Page, features: PageFeatures, probability: NDArray[np.float64], outline: Outline | None = None
) -> tuple[dict[int, Role], int]:
    """Find the Blocks that are not body text but tell something about the article or its images.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content.
        outline: the table of contents of a flat capture.

    Returns:
        Roles by the index of the Block, and the index of the title's Block, -1 for none.
    """
    blocks = page.blocks
    pieces: dict[int, Role] = {}
    if outline is not None:
        pieces.update(dict.fromkeys(outline.entries, Role.NAVIGATION))
        pieces.update(dict.fromkeys(outline.headings, Role.HEADING))
    title = features.title
    pieces.update(_stock_phrases(blocks, features, probability))
    pieces.update(_times(blocks, features))
    pieces.update(find_captions(page, features, probability))
    if not len(page.elements):
        pieces.update(_described_images(page, features))
        return find_flat_pieces(page, features, probability, pieces)
    if title < 0 or _is_menu(page, title, probability):
        return pieces, -1
    pieces[title] = Role.TITLE
    for number in range(max(title - _BEFORE_TITLE, 0), min(title + _AFTER_TITLE + 1, len(blocks))):
        if number not in pieces and blocks[number].text:
            role = _around_title(blocks[number], number - title, features, probability)
            if role is not None:
                pieces[number] = role
    _only_first(pieces, Role.STANDFIRST)
    return pieces, title


def _is_menu(page: Page, title: int, probability: NDArray[np.float64]) -> bool:
    """Whether what looks like the title is a line of links, or stands alone, on a page that states no title.

    Such pages are shells, which scripts would fill.
    """
    block = page.blocks[title]
    stated = page.markup.title is not None or any(meta.name in _TITLE_METAS for meta in page.markup.metas)
    if stated or block.kind is Kind.HEADING:
        return False
    linked = sum(mark.end - mark.start for mark in block.links)
    if len(block.links) > 1 and linked > _LINKED * len(block.text):
        return True
    return not any(
        probability[number] >= _SOME_TEXT for number, other in enumerate(page.blocks) if number != title and other.text
    )


def _around_title(block: Block, offset: int, features: PageFeatures, probability: NDArray[np.float64]) -> Role | None:
    """The role of a Block a few Blocks away from the title, if it is a piece."""
    text = block.text
    number = block.block
    above = features.surroundings[number]
    units = features.units[number]
    if features.title_likeness[number] >= 0.9 and probability[number] < 0.9:
        return Role.DUPLICATE
    if offset < 0:
        return Role.KICKER if above[_NUMBER["kicker name"]] <= 1 and units <= _LONGEST_PIECE else None
    sentence = text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE
    if units <= _LONGEST_PIECE and not sentence:
        if above[_NUMBER["author name"]] <= 2 or is_byline(text):
            return Role.DATELINE if is_dateline(text) and not is_byline(text) else Role.BYLINE
        if is_dateline(text) and (above[_NUMBER["date name"]] <= 2 or units <= 60):
            return Role.DATELINE
    if _LEAST_STANDFIRST <= units <= _LONGEST_STANDFIRST and block.kind in (Kind.PARAGRAPH, Kind.HEADING):
        marked = above[_NUMBER["standfirst name"]] <= 1
        described = features.description_likeness[number] >= 0.85
        linked = sum(mark.end - mark.start for mark in block.links) > 0.5 * len(text)
        if (marked or described) and not linked and probability[number] > 0.2 and _is_first_text(number, features):
            return Role.STANDFIRST
    return None


def _is_first_text(number: int, features: PageFeatures) -> bool:
    """Whether no longer text stands between the title and this Block."""
    between = features.units[features.title + 1 : number]
    return not len(between) or float(between.max()) < features.units[number] * 1.2


def _stock_phrases(
    blocks: Sequence[Block], features: PageFeatures, probability: NDArray[np.float64]
) -> dict[int, Role]:
    """Buttons, labels and boxes between the paragraphs.

    They are a few words that are nothing but a stock phrase of furniture, or a few sentences whose words and whose
    element's name say the same.
    """
    found: dict[int, Role] = {}
    likely = np.flatnonzero(
        (features.units > 0) & (features.units <= _LONGEST_BOX) & (probability > _LIKELY) & (probability < _SURE)
    )
    for number in likely.tolist():
        block, units = blocks[number], features.units[number]
        role = furniture_wording(block.text)
        if role is None:
            continue
        sentence = block.text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE
        named = role in _BOXES and features.surroundings[number, _NUMBER[_BOXES[role]]] <= _NEAR_BOX
        if named or (units <= _LONGEST_PHRASE and block.kind is Kind.PARAGRAPH and not sentence):
            # What asks for an address in a newsletter's box is part of it.
            found[number] = Role.NEWSLETTER if named and role is Role.CALL_TO_ACTION else role
    return found


def _times(blocks: Sequence[Block], features: PageFeatures) -> dict[int, Role]:
    """Lines that markup calls a date and that are little else, such as above each post of a thread."""
    found: dict[int, Role] = {}
    units, dated = features.units, features.surroundings[:, _NUMBER["date name"]] <= 1
    told = (dated | (features.matrix[:, _TIMES] > 0)) & (units > 0) & (units <= _LONGEST_TIME)
    for number in np.flatnonzero(told & (features.kinds == _PARAGRAPH)).tolist():
        block = blocks[number]
        timed = any(mark.kind == "time" and 2 * (mark.end - mark.start) > len(block.text) for mark in block.marks)
        if (timed or dated[number]) and is_dateline(block.text):
            found[number] = Role.DATELINE
    return found


def _described_images(page: Page, features: PageFeatures) -> dict[int, Role]:
    """Image descriptions in a flat capture: lines with the site's name behind them, and what belongs to them.

    A line that an image description repeats is its caption; a headline behind a description that repeats nothing is
    a related story's.
    """
    found: dict[int, Role] = {}
    blocks = page.blocks
    site = next((item.value for item in page.markup.items if item.name == "site name"), None)
    for number in np.flatnonzero(features.signs & CREDITED).tolist():
        if blocks[number].place.kind == "span":
            found[number] = Role.CREDIT
    if site is None:
        return found
    plain = {block.text: number for number, block in reversed(list(enumerate(blocks)))}
    for number, block in enumerate(blocks):
        if not block.text.endswith(site) or block.place.kind != "span":
            continue
        description = block.text[: -len(site)].rstrip().rstrip("-–—|·:").rstrip()
        if not description or description == block.text:
            continue
        repeated = plain.get(description)
        if repeated is not None and repeated != number:
            if abs(repeated - number) <= _NEAR_IMAGE:
                found[number] = Role.IMAGE_DESCRIPTION
                found[repeated] = Role.CAPTION
            continue
        found[number] = Role.IMAGE_DESCRIPTION
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if (
            following is not None
            and len(following.text) <= _LONGEST_RELATED
            and following.text.rstrip(CLOSING)[-1:] not in _ENDS_SENTENCE
            and furniture_wording(following.text) is None
        ):
            found[number + 1] = Role.RELATED
    return found


def _only_first(pieces: dict[int, Role], role: Role) -> None:
    """Keep the first Block with a role; the others are ordinary text."""
    numbers = sorted(number for number, found in pieces.items() if found is role)
    for number in numbers[1:]:
        del pieces[number]
