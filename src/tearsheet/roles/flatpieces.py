"""The small pieces of a flat capture: headline, standfirst, byline, dateline, captions and credits.

No markup names them: they are told by their wording, by where they stand between the headline and the text, and by
lines that stand there twice, as the description of an image and its caption do.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.roles.cues import CUES, cues
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.headline import find_headline, opening_line
from tearsheet.roles.linemarks import BYLINED, CREDITED, DATED, DIVIDER, SIGNED
from tearsheet.roles.linesigns import signed_lines
from tearsheet.roles.wording import CLOSING, furniture_wording

__all__ = ["find_flat_pieces"]

_ZONE = 16
_ABOVE_TITLE = 6
_NEARLY_ALL = 0.98
_PROSE = 80
_LIKELY = 0.5
_SURE = 0.93
_STANDFIRST = (40, 600)
_CAPTION = (12, 450)
_LONGEST_NAME = 60
_LONGEST_DATED = 50
_LONGEST_REST = 120
_LEAST_TWIN = 16
_NEAR_TWIN = 2
_ENDS_SENTENCE = frozenset(".!?…。！？؟।։")
_PARTICLE = r"(?:de|del|de la|della|di|da|dos|du|la|le|van|van der|van den|von|von der|zu|af|av|bin|ibn|al|el|y|i)"
_NAME_WORD = r"(?:[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ](?:[^\W\d_]|['’.-])*)"
_PARTING = frozenset({Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.CREDIT})
_NAMES = re.compile(
    rf"{_NAME_WORD}(?: {_PARTICLE})?(?: {_NAME_WORD}){{1,3}}"
    rf"(?:(?:, | and | und | et | y | e | og | och | и | / | \| ){_NAME_WORD}(?: {_NAME_WORD}){{1,3}}){{0,3}}\Z"
)
_NO_NAMES = sum(
    1 << number for number, role in enumerate(CUES) if role not in (Role.BYLINE, Role.CREDIT, Role.NAVIGATION)
)
_LABEL = (
    r"photo(?:graph)?(?:s|ie)?|photo(?:s)? (?:credit|by)|image(?:s)? credit|fotos?|fotó|foto[:s]?|fotografía|zdjęcie|"
    r"fot\.|фото|bild(?:quelle|rechte)?|imagen?|images?|picture|pic|credits?|crédits?|quelle|kuva|billede|φωτογραφία|φωτο|"
    r"תצלום|צילום|صورة|تصوير|عکس|ภาพ|ảnh|fotoğraf|nuotr|ljósmynd|mynd"
)
_SIGNED_TAIL = re.compile(
    rf"(?:[\s.,;|(\[–-](?:{_LABEL})\s*(?:by\s*)?[:：/|]|©|\(c\)|写真[=:：]|사진\s*[=:：]|图片?来源|[=＝](?=[^\s=＝]{{2,20}}(?:撮影|提供)))"
    r"(?P<name>[^©]{2,100})\Z",
    re.IGNORECASE,
)
_BRACKETED_TAIL = re.compile(
    r"[(（\[](?!(?:[^\W\d_]{2,5}/ ?)+[a-zäöüßα-ωа-яё]{2,5}[)）\]]|[記记]者.{2,8}/文)"
    r"(?=[^()（）\[\]]{0,60}(?:\bphoto|\bfoto|\bfile\b|\barchiv|/|写真|撮影|提供|фото))[^()（）\[\]]{4,80}[)）\]]\.?\Z",
    re.IGNORECASE,
)
_SIGN = re.compile("[:：/|©=＝源]|\\([cC]\\)")
"""Stands in every signed tail."""

_CLOSING_BRACKETS = frozenset(")）]")
"""A credit in brackets at the end of a caption; "(AFP/ab)" is how those sign who wrote a text."""

_SOURCED = re.compile(r"[.!?”“»]\s+[(\[]?(?:quelle|text(?:e)? (?:und|&|et) \w+)\s*:[^:.!?]{2,60}\Z", re.IGNORECASE)
"""The end of a text that says where it is from; below a picture only its place would tell."""

_AGENCY_LINE = re.compile(
    r"(?=[^/|]*[/|])(?=.*\b(?:AP|AFP|APA|Reuters|EPA|dpa|DPA|Getty|PAP|ANSA|EFE|TASS|ČTK|NTB|TT|Ritzau|Scanpix|"
    r"Xinhua|Shutterstock|Imago|IMAGO|imago|iStock|Alamy|Keystone|Belga|Bloomberg|REUTERS|UPI|Anadolu|"
    r"picture alliance|Pool|POOL|ZUMA)\b)[^.!?]{4,90}\Z"
)


def find_flat_pieces(
    page: Page, features: PageFeatures, probability: NDArray[np.float64], known: Mapping[int, Role]
) -> tuple[dict[int, Role], int]:
    """Find the Blocks of a flat capture that are not body text but tell something about the article or its images.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content.
        known: roles that other signs gave already.

    Returns:
        Roles by the index of the Block, and the index of the headline's Block, -1 for none.
    """
    blocks = page.blocks
    known = signed_lines(page, features, probability) | dict(known)
    title = find_headline(page, features, probability, known)
    if title < 0:
        title = opening_line(page, features, known)
    pieces = _captions(blocks, features, probability, title) | known
    if title < 0:
        return pieces, title
    pieces[title] = Role.TITLE
    said = blocks[title].text
    for number in [number for number, block in enumerate(blocks) if block.text == said]:
        if number != title and probability[number] < _SURE:
            pieces[number] = Role.DUPLICATE
    pieces.update(_below_title(blocks, features, probability, title, pieces))
    return pieces, title


def _below_title(
    blocks: Sequence[Block],
    features: PageFeatures,
    probability: NDArray[np.float64],
    title: int,
    taken: dict[int, Role],
) -> dict[int, Role]:
    """Standfirst, byline and dateline: what stands between the headline and the text."""
    found: dict[int, Role] = {}
    signs = features.signs.tolist()
    prose = 0
    first_prose = -1
    for number in range(title + 1, min(title + 1 + _ZONE, len(blocks))):
        block = blocks[number]
        text = block.text
        if number in taken:
            continue
        ends = text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE
        if signs[number] & BYLINED and not ends:
            found[number] = Role.BYLINE
        elif signs[number] & DATED and features.units[number] <= (_LONGEST_DATED if ends else _PROSE):
            # A sentence that tells a day is no more than a sentence.
            found[number] = Role.DATELINE
        elif _reads_as_name(text):
            found[number] = Role.BYLINE
        elif features.units[number] >= _PROSE and probability[number] >= _LIKELY:
            prose += 1
            first_prose = number if first_prose < 0 else first_prose
            if prose > 2:
                break
    standfirst = _standfirst(blocks, features, probability, title, found | taken)
    if standfirst >= 0:
        found[standfirst] = Role.STANDFIRST
    # A name alone is a byline where the text has not begun, or right after its first paragraph.
    for number in [number for number, role in found.items() if role is Role.BYLINE and not signs[number] & BYLINED]:
        if 0 <= first_prose < number and first_prose != standfirst:
            del found[number]
    return found


def _standfirst(
    blocks: Sequence[Block],
    features: PageFeatures,
    probability: NDArray[np.float64],
    title: int,
    taken: dict[int, Role],
) -> int:
    """The first paragraph below the headline, where something parts it from the text: byline, date, image, a button;
    -1 for none."""
    least, most = _STANDFIRST
    first, parted = -1, False
    menu = 0
    for number in range(title + 1, min(title + 1 + _ZONE, len(blocks))):
        # Behind a table of contents the text begins.
        menu += taken.get(number) is Role.NAVIGATION
        if menu > 1 and first < 0:
            return -1
        units, likely = features.units[number], probability[number] >= _LIKELY
        if number in taken:
            parted = parted or taken[number] in _PARTING
        elif first < 0:
            signed = number == title + 1 and taken.get(number + 1) in (Role.BYLINE, Role.DATELINE)
            if units >= least and (likely or signed or (units >= _PROSE and number == title + 1)):
                if units > most or blocks[number].kind is not Kind.PARAGRAPH:
                    return -1
                first, parted = number, False
        elif likely and units >= least:
            # What ends no sentence stands right below the headline, or it is a caption.
            whole = blocks[first].text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE
            return first if parted and (whole or first == title + 1) else -1
        elif not likely:
            parted = True
    return -1


def _reads_as_name(text: str) -> bool:
    """Whether a line is nothing but the names of people."""
    return len(text) <= _LONGEST_NAME and _NAMES.match(text) is not None and not cues(text) & _NO_NAMES


def _captions(
    blocks: Sequence[Block], features: PageFeatures, probability: NDArray[np.float64], title: int
) -> dict[int, Role]:
    """Captions, credits and descriptions of images."""
    found: dict[int, Role] = {}
    units = features.units
    least, most = _CAPTION
    likely = np.flatnonzero((units >= _PROSE) & (probability >= _LIKELY))
    if not len(likely):
        return found
    begin, end = (title if title >= 0 else int(likely[0])) - _ABOVE_TITLE, _text_end(features, probability)
    signs = features.signs.tolist()
    for number in range(max(begin, 0), min(end + 3, len(blocks))):
        text = blocks[number].text
        if number == title or blocks[number].kind not in (Kind.PARAGRAPH, Kind.HEADING, Kind.CAPTION):
            continue
        if signs[number] & CREDITED or (signs[number] & DIVIDER and _AGENCY_LINE.match(text)):
            found[number] = Role.CREDIT
            continue
        if not least <= units[number] <= most:
            continue
        twin = _twin(blocks, number)
        if twin >= 0:
            found.setdefault(number, Role.IMAGE_DESCRIPTION)
            if twin != title:
                found[twin] = Role.CAPTION
        elif (
            found.get(number) is None
            and signs[number] & SIGNED
            and _is_signed(text)
            and not (number == likely[-1] and _SOURCED.search(text))
        ):
            found[number] = Role.CAPTION
    for number in [number for number, role in found.items() if role is Role.CREDIT]:
        if any(found.get(beside) is Role.CAPTION for beside in (number - 1, number + 1)):
            continue
        above = number - 1
        if (
            above >= 0
            and above not in found
            and above != title
            and _may_be_caption(blocks, above, features, probability)
        ):
            found[above] = Role.CAPTION
    return found


def _text_end(features: PageFeatures, probability: NDArray[np.float64]) -> int:
    """Index of the Block with which nearly all that is likely the text has been read."""
    prose = np.where((features.units >= _PROSE) & (probability >= _LIKELY), probability * features.units, 0.0)
    return int(np.searchsorted(np.cumsum(prose), _NEARLY_ALL * prose.sum()))


def _twin(blocks: Sequence[Block], number: int) -> int:
    """Index of a line just below that says the same, perhaps with a credit behind it; -1 for none."""
    text = blocks[number].text
    if len(text) < _LEAST_TWIN:
        return -1
    for other in range(number + 1, min(number + 1 + _NEAR_TWIN, len(blocks))):
        below = blocks[other].text
        if below.startswith(text) and len(below) - len(text) <= _LONGEST_REST:
            return other
    return -1


def _is_signed(text: str) -> bool:
    """Whether a line ends with who made the image."""
    bracketed = text.removesuffix(".")[-1:] in _CLOSING_BRACKETS and _BRACKETED_TAIL.search(text[-100:]) is not None
    tail = text[-140:]
    return bracketed or (_SIGN.search(tail) is not None and _SIGNED_TAIL.search(tail) is not None)


def _may_be_caption(
    blocks: Sequence[Block], number: int, features: PageFeatures, probability: NDArray[np.float64]
) -> bool:
    least, most = _CAPTION
    text = blocks[number].text
    return (
        least <= features.units[number] <= most
        and (probability[number] < _SURE or text.rstrip(CLOSING)[-1:] not in _ENDS_SENTENCE)
        and not features.signs[number] & (DATED | BYLINED)
        and furniture_wording(text) is None
    )
