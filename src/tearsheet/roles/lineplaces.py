"""Lines of a flat capture told by where they stand: headings, times of entries, names of posters, kickers, captions.

A heading stands right above the text that it heads, a time alone above an entry, a kicker between the menus and the
title, a caption between the description of its image and its credit.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.linemarks import BYLINED, CREDITED, DATED, DIGIT, LABEL
from tearsheet.roles.linephrases import label_role
from tearsheet.roles.ownnumbers import PRICE
from tearsheet.roles.wording import CLOSING, furniture_wording, is_byline, is_dateline

__all__ = ["settle_places"]

_PROSE, _LEAST_PROSE, _LEAST_LEAD, _LEAST_HEADED = 80, 40, 24, 60
_HEADING = (4, 100)
_POSSIBLE, _SURE = 0.2, 0.9
_LONGEST_BIO, _LONGEST_CAPTION = 500, 140
_TELLING = 4
"""Words of a line that describes an image."""

_NEAR = 2
_KICKER, _ANSWER = 30, 8
_CAPTION = (12, 450)
_OF_IMAGES = frozenset({Role.IMAGE_DESCRIPTION, Role.CAPTION, Role.CREDIT})
_NAME = 32
_NAME_WORDS = 3
_LEAST_POSTS = 2
_LEAST_ENTRIES = 3
_AFTER = frozenset({Role.RELATED, Role.FEED, Role.COMMENTS, Role.LEGAL, Role.TAGS, Role.NAVIGATION})
"""What says that the last entry of a live blog is over."""

_REACH = 3
_ZONE = 12
_SHARED = 0.4
_DATE_WORDS = 5
_ENDS_SENTENCE = frozenset(".!?…。！？؟।։")
_STOPS = frozenset(".:;,…。：；，、։।")
_DIVIDERS = re.compile(r"[|>/›»→•·\\]")
_CLOCK = re.compile(
    r"\W*\d{1,2}\s?[:.h時点]\s?\d{2}(?:\s?[ap]\.?m\.?|\s?uhr|\s?(?:gmt|utc|c?es?t|ist))?\W*\Z", re.IGNORECASE
)
_COLON = re.compile(r"[:：]\s*\S")
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKENS = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_]{3,}")
_ASKED = re.compile(r"[^\W\d_][.:：] ?.*[?？؟;]\W*\Z")
"""A question of an interview, behind a single letter."""

_SIGN = re.compile(r"\W{0,2}(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_SELLS = re.compile(r"[!！]\s*\Z|\d\s?%")


def settle_places(
    page: Page,
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
) -> None:
    """Settle the roles of lines by what stands beside them, in place.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.
        roles: of its Blocks.
        known: lines whose words alone tell what they are for.
    """
    blocks, units = page.blocks, features.units
    prose = [n for n in features.long(_PROSE) if roles[n] in BODY_ROLES]
    if not prose:
        return
    first, last = prose[0], prose[-1]
    title = roles.index(Role.TITLE) if Role.TITLE in roles else -1
    _settle_entries(blocks, features, roles, known)
    _settle_images(blocks, features, roles, known, title, first)
    _settle_headings(blocks, features, probability, roles, known, last)
    if title >= 0:
        _settle_opening(blocks, units, roles, known, range(title + 1, min(first, title + 1 + _ZONE)))
    if title > 0:
        _settle_kicker(blocks, units, roles, known, title)
    looked = ((features.signs & LABEL != 0) | (units <= _ANSWER)).tolist()
    above: Role | None = None
    for number, role in enumerate(roles):
        # Most lines have no label, are too long for an answer, and stand behind nothing that matters here.
        if (
            looked[number]
            or above is Role.ADVERTISEMENT
            or (number > last and (role is Role.CREDIT or role is Role.BYLINE))
        ) and number not in known:
            role = _by_place(number, page, units, probability, roles, last) or role
            roles[number] = role
        above = role


def _by_place(
    number: int,
    page: Page,
    units: NDArray[np.float64],
    probability: NDArray[np.float64],
    roles: Sequence[Role],
    last: int,
) -> Role | None:
    """An editor's line below the text, the copyright there, and what an advertisement says; ``None`` for others."""
    text, role = page.blocks[number].text, roles[number]
    if units[number] <= _LONGEST_BIO and label_role(text) is Role.BYLINE:
        # What stands behind a label of several words tells of the author.
        about = len(_COLON.split(text, maxsplit=1)[0].split()) > 1
        if role in FURNITURE_ROLES and (about or units[number] <= _PROSE):
            return Role.BYLINE
        return Role.BYLINE if about and role is Role.PARAGRAPH and number >= last else None
    if role in (Role.CREDIT, Role.BYLINE) and number > last and _SIGN.match(text):
        return (
            None
            if _OF_IMAGES & {*roles[number - _NEAR : number], *roles[number + 1 : number + 1 + _NEAR]}
            else Role.LEGAL
        )
    if role in FURNITURE_ROLES and units[number] <= _ANSWER and _answers(number, page.blocks, units, roles):
        return Role.CALL_TO_ACTION
    sold = number > 0 and roles[number - 1] is Role.ADVERTISEMENT and _SELLS.search(text) is not None
    return Role.ADVERTISEMENT if sold and _may_be_sold(role, units[number], probability[number]) else None


def _answers(number: int, blocks: Sequence[Block], units: NDArray[np.float64], roles: Sequence[Role]) -> bool:
    """Whether a line is one of the two buttons below a question such as whether a page was helpful."""
    asked = number - 1
    if asked > 0 and units[asked] <= _ANSWER:
        asked -= 1
    return asked >= 0 and roles[asked] is Role.CALL_TO_ACTION and blocks[asked].text[-1] in "?？؟;"


def _may_be_sold(role: Role, units: float, probability: float) -> bool:
    return role is Role.PARAGRAPH and units < _PROSE and probability < _SURE


def _settle_entries(
    blocks: Sequence[Block], features: PageFeatures, roles: list[Role], known: Mapping[int, Role]
) -> None:
    """Times above the entries of a live blog, names and times above the posts of a thread."""
    units = features.units
    dated = [
        number
        for number in np.flatnonzero(features.signs & DIGIT).tolist()
        if (roles[number] in FURNITURE_ROLES or roles[number] in (Role.PARAGRAPH, Role.HEADING, Role.DATELINE))
        and number not in known
        and _is_bare_date(blocks[number].text, int(features.signs[number]))
        and _body_within(number, units, roles, known)
    ]
    for number in dated:
        roles[number] = Role.DATELINE
    if sum(_CLOCK.match(blocks[number].text) is not None for number in dated) >= _LEAST_ENTRIES:
        _settle_live(blocks, features, roles, known, dated[0], dated[-1])
    named = [
        number - 1
        for number in dated
        if number and number - 1 not in known and _may_be_name(blocks[number - 1], units[number - 1], roles[number - 1])
    ]
    if len(named) >= _LEAST_POSTS and 2 * len(named) > len(dated):
        for number in named:
            roles[number] = Role.BYLINE


def _settle_live(
    blocks: Sequence[Block],
    features: PageFeatures,
    roles: list[Role],
    known: Mapping[int, Role],
    first: int,
    last: int,
) -> None:
    """What stands between the times of a live blog and says nothing else is an entry's time, heading, list or text."""
    at = first
    for number in range(first, len(blocks)):
        block = blocks[number]
        clock = _CLOCK.match(block.text) is not None
        if number > last and (known.get(number) in _AFTER or (not clock and number - at > _REACH)):
            return
        if number in known:
            continue
        if roles[number] not in FURNITURE_ROLES or furniture_wording(block.text) is not None:
            at = number if clock else at
        elif clock:
            roles[number], at = Role.DATELINE, number
        elif block.kind is Kind.LIST_ITEM and number < last:
            roles[number] = Role.LIST_ITEM
        elif _is_headed(block, float(features.units[number])):
            roles[number] = Role.PARAGRAPH
        elif (
            roles[number - 1] is Role.DATELINE
            and not features.signs[number] & (DATED | BYLINED | CREDITED)
            and _reads_as_heading(block.text)
            and number < last
        ):
            roles[number] = Role.HEADING


def _is_bare_date(text: str, signs: int) -> bool:
    """Whether a line is a time or a date and nothing else."""
    if _CLOCK.match(text):
        return True
    return len(text) <= 50 and signs & (DATED | BYLINED) == DATED and len(_LETTERS.findall(text)) <= _DATE_WORDS


def _body_within(number: int, units: NDArray[np.float64], roles: Sequence[Role], known: Mapping[int, Role]) -> bool:
    """Whether text of the body begins within a few lines, and no list of something else before it."""
    for other in range(number + 1, min(number + 1 + _REACH, len(roles))):
        if roles[other] in BODY_ROLES and units[other] >= _LEAST_PROSE:
            return True
        if other in known and known[other] is not Role.SHARE:
            return False
    return False


def _may_be_name(block: Block, units: float, role: Role) -> bool:
    text = block.text
    return (
        (role in FURNITURE_ROLES or role in (Role.PARAGRAPH, Role.BYLINE, Role.HEADING))
        and 2 <= units <= _NAME
        and len(text.split()) <= _NAME_WORDS
        and text[-1] not in _ENDS_SENTENCE
        and text[-1] not in _STOPS
        and any(map(str.isalpha, text))
    )


def _settle_headings(
    blocks: Sequence[Block],
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
    last: int,
) -> None:
    """Short lines without a stop right above text that ends like a sentence, or above a list."""
    least, most = _HEADING
    units = features.units
    # What says when, by whom or whose image it is heads nothing.
    possible = (units >= least) & (units <= most) & (features.signs & (DATED | BYLINED | CREDITED) == 0)
    for number in np.flatnonzero(possible[:last]).tolist():
        if roles[number + 1] not in BODY_ROLES or number in known:
            continue
        block, below, role = blocks[number], blocks[number + 1], roles[number]
        if block.kind is not Kind.PARAGRAPH:
            continue
        above = roles[number - 1] if number else None
        if role in FURNITURE_ROLES:
            # Between the time of an entry and its text stands nothing but its heading.
            likely = role is not Role.RELATED and probability[number] >= _POSSIBLE and above not in _OF_IMAGES
            sure = above is Role.DATELINE or (roles[number + 1] is Role.LIST_ITEM and above not in _OF_IMAGES)
            # A label before a colon is that of another story.
            within = above is Role.PARAGRAPH and probability[number] >= _POSSIBLE and not _COLON.search(block.text)
            shouted = block.text.isupper() and " " in block.text and roles[number + 1] is Role.PARAGRAPH
            if not (likely or sure or within or shouted):
                continue
        elif role is not Role.PARAGRAPH or (above in _OF_IMAGES and below.kind is not Kind.LIST_ITEM):
            continue
        if _is_headed(below, float(units[number + 1])) and _reads_as_heading(block.text):
            roles[number] = Role.HEADING


def _is_headed(block: Block, units: float) -> bool:
    return block.kind in (Kind.LIST_ITEM, Kind.TABLE) or (
        block.kind is Kind.PARAGRAPH
        and (
            (units >= _LEAST_HEADED and block.text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE)
            or (units >= _LEAST_LEAD and block.text[-1] in ":：")
        )
    )


def _reads_as_heading(text: str) -> bool:
    return (
        text.rstrip(CLOSING)[-1:] not in _STOPS
        and not _ASKED.match(text)
        and any(map(str.isalpha, text))
        and not text[0].islower()
        and furniture_wording(text) is None
        and label_role(text) is None
        and PRICE.search(text) is None
    )


def _settle_images(
    blocks: Sequence[Block],
    features: PageFeatures,
    roles: list[Role],
    known: Mapping[int, Role],
    title: int,
    first: int,
) -> None:
    """Captions between a description and a credit, and descriptions below the title that say its words again."""
    least, most = _CAPTION
    units = features.units
    labelled = (features.signs & LABEL != 0).tolist()
    for number in range(max(title, 0), len(blocks)):
        if roles[number] is not Role.CREDIT and not labelled[number]:
            continue
        text = blocks[number].text
        doubtful = roles[number] is Role.PARAGRAPH and units[number] < _PROSE and label_role(text) is Role.CREDIT
        if number in known or not (doubtful or roles[number] in FURNITURE_ROLES | {Role.CREDIT, Role.BYLINE}):
            continue
        if roles[number] is not Role.CREDIT and label_role(text) is not Role.CREDIT:
            continue
        roles[number] = Role.CREDIT
        above = number - 1
        told = _may_tell(above, title, roles, known) or (
            above < first and _may_tell_in_text(above, title, blocks, roles)
        )
        if not told or not least <= units[above] <= most:
            continue
        if features.signs[above] & (DATED | BYLINED):
            continue
        roles[above] = Role.CAPTION
        further = above - 1
        told = _may_tell(further, title, roles, known) or _may_tell_in_text(further, title, blocks, roles)
        if told and _says_again(blocks[above - 1], blocks[above]):
            roles[above - 1] = Role.IMAGE_DESCRIPTION
    if title < 0:
        return
    for number in range(title + 1, min(first, title + 1 + _ZONE)):
        if number in known or not least <= units[number] < _PROSE:
            continue
        # Below the time of an entry stands its heading.
        free = (roles[number] in FURNITURE_ROLES or roles[number] is Role.PARAGRAPH) and not (
            roles[number - 1] is Role.DATELINE and number + 1 == first
        )
        if free and _describes(blocks[number].text) and _says_again(blocks[number], blocks[title]):
            roles[number] = Role.IMAGE_DESCRIPTION


def _settle_opening(
    blocks: Sequence[Block],
    units: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
    opening: range,
) -> None:
    """Below the title, before any text: what an author is, what an image shows, and its caption.

    A text seldom begins with a heading, and a line of many words there that ends no sentence describes an image.
    """
    signed = False
    for number in opening:
        above, role, text = roles[number - 1], roles[number], blocks[number].text
        signed = signed or role in (Role.BYLINE, Role.DATELINE)
        if number in known or blocks[number].kind is not Kind.PARAGRAPH or role not in (Role.PARAGRAPH, Role.HEADING):
            continue
        if above is Role.IMAGE_DESCRIPTION and units[number] < _LONGEST_CAPTION:
            if _says_again(blocks[number], blocks[number - 1]):
                roles[number] = Role.CAPTION
        elif not _describes(text) or blocks[number + 1].text[:1].islower():
            # The second: a sentence that goes on in the next line.
            continue
        elif above is Role.BYLINE and units[number] <= _NAME and not _COLON.search(text):
            roles[number] = Role.BYLINE
        elif _CLOCK.match(blocks[number - 1].text):
            continue
        elif (
            signed and roles[number + 1] not in (Role.LIST_ITEM, Role.TABLE) and len(_TOKENS.findall(text)) >= _TELLING
        ):
            roles[number] = Role.IMAGE_DESCRIPTION


def _describes(text: str) -> bool:
    """Whether a line reads as the description of an image may."""
    return (
        text[-1] not in _ENDS_SENTENCE
        and not _DIVIDERS.search(text)
        and furniture_wording(text) is None
        and not is_byline(text)
        and not is_dateline(text)
    )


def _may_tell(number: int, title: int, roles: Sequence[Role], known: Mapping[int, Role]) -> bool:
    """Whether a line may say something of an image."""
    return (
        number > title and number not in known and (roles[number] in FURNITURE_ROLES or roles[number] is Role.CAPTION)
    )


def _may_tell_in_text(number: int, title: int, blocks: Sequence[Block], roles: Sequence[Role]) -> bool:
    """Whether a line that was taken for text may say something of an image: it ends no sentence."""
    return number > title and roles[number] is Role.PARAGRAPH and blocks[number].text[-1] not in _ENDS_SENTENCE


def _says_again(block: Block, other: Block) -> bool:
    """Whether many words of a line stand in another."""
    words = set(_TOKENS.findall(block.text.lower()))
    return len(words & set(_TOKENS.findall(other.text.lower()))) >= max(_SHARED * len(words), 1)


def _settle_kicker(
    blocks: Sequence[Block], units: NDArray[np.float64], roles: list[Role], known: Mapping[int, Role], title: int
) -> None:
    """A short line right above the title that is no item of a menu, or says again what one says."""
    number = title - 1
    text = blocks[number].text
    if roles[number] not in FURNITURE_ROLES or number in known or not 2 <= units[number] <= _KICKER:
        return
    if text[-1] in _ENDS_SENTENCE or _DIVIDERS.search(text) or is_dateline(text) or not any(map(str.isalpha, text)):
        return
    above = number - 1
    alone = above < 0 or above in known or _DIVIDERS.search(blocks[above].text) or units[above] > _KICKER
    if alone or any(block.text.casefold() == text.casefold() for block in blocks[:number]):
        roles[number] = Role.KICKER
