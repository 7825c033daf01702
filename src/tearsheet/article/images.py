"""Images of the article, each with its caption and its credit.

What a photographer's name is told by: a sign or word before it, brackets around it, or an element of its own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from tearsheet.article.article import Evidence, Image
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.place import Place
from tearsheet.page.role import Role

__all__ = ["find_images", "split_credit"]

_REACH = 4
_LONGEST_LABEL = 90
_LABEL = (
    r"(?:photo(?:graph)?(?:ie|s)?|foto(?:s|grafía|grafie)?|fotó|zdjęci[ea]|фото(?:графия)?|images?|imagen"
    r"|bild(?:er|quelle)?|picture|credits?|crédits?|quelle|source|kuva|billede|φωτογραφία"
    r"|تصوير|عدسة|צילום|صورة"
    r"|photo credit|image credit|photo by|picture by)"
)
_LABELLED = re.compile(
    rf"\(?\s*(?<![^\W_]){_LABEL}\s*(?:by\s*)?[:：/]\s*(?P<credit>[^()]{{2,120}}?)\s*\)?\s*\.?\s*\Z", re.IGNORECASE
)
_SIGNED = re.compile(
    r"\(?\s*(?:©|\(c\)|℗|写真[=:：]|사진\s*[=:：]|图片?来源[:：]|图[/／])\s*(?P<credit>[^©]{2,120}?)\s*\)?\s*\.?\s*\Z",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"[(（\[](?P<credit>[^()（）\[\]]{0,60}?\b(?:AP|AFP|Reuters|EPA|dpa|Getty|PAP|ANSA|EFE|TASS|Xinhua|Imago|Shutterstock"
    r"|Archiv|Handout|Photo|Foto|File)\b[^()（）\[\]]{0,60})[)）\]]\s*\.?\s*\Z"
)
_AGENCIES = (
    r"Getty|AP|AFP|APA|Reuters|REUTERS|EPA|dpa|PAP|ANSA|EFE|TASS|ČTK|NTB|TT|Lehtikuva|Ritzau|Scanpix|Xinhua|"
    r"Shutterstock|Imago|IMAGO|imago|iStock|Unsplash|Pexels|Pixabay|Alamy|Keystone|Belga|Bloomberg|Europa Press|"
    r"Archive?|Archiv|Handout|HANDOUT|Pool|Midjourney"
)
_BY_PHOTOGRAPHER = re.compile(
    rf"(?:\A|(?<=[.!?。»”\"])\s*|\s[–—-]\s)"
    rf"(?P<credit>[^.!?。\n]{{0,60}}?\b(?:{_AGENCIES})\b[^!?。\n]{{0,40}})\Z",
)
_SLASHED = re.compile(
    r"(?:\A|(?<=[.!?。»”\"])\s*|\s/\s)"
    r"(?P<credit>(?:[^\W\d_][\w.'’-]*\s?){1,4}(?:/\s?[^.!?/\n]{2,40})?)\Z"
)
_EQUALLED = re.compile(r"[、,]?[=＝](?P<credit>[^=＝。]{1,30})\Z")
_TAIL = re.compile(r"(?<=[.!?。])\s*(?P<credit>[^\s.!?。](?:[^.!?。\n]|\.(?=\w|\s?[A-Z]\.)){1,70})\Z")
_UNSIGNED = (_BY_PHOTOGRAPHER, _SLASHED, _TAIL)
"""Patterns without a sign or word that says "credit": what they find must read as names."""
_MOST_NAMES = 9
_LONGEST_TITLE_WORD = 6
_JOINING = frozenset(
    "af and av by da das de del della den der di do dos dpa du et for i la le of por the und van via von y zu".split()
)
_LEADING = re.compile(rf"(?:©|\(c\)|{_LABEL}\s*[:：]|写真[=:：]|사진\s*[=:：])\s*", re.IGNORECASE)


def split_credit(text: str) -> tuple[str | None, str | None]:
    """Part the text below an image into caption and credit.

    Args:
        text: as it stands below or in the image.

    Returns:
        Caption and credit; ``None`` for what is not there.
    """
    text = text.strip()
    for pattern in (_BRACKETED, _LABELLED, _SIGNED, _EQUALLED, _BY_PHOTOGRAPHER, _SLASHED, _TAIL):
        match = pattern.search(text[-300:])
        if match is None:
            continue
        at = max(len(text) - 300, 0) + match.start()
        glued = not match[0][:1].isspace()
        if pattern in _UNSIGNED and not (_reads_as_names(match["credit"]) and (glued or _ends_a_sentence(text[:at]))):
            continue
        if pattern is _SLASHED and "/" not in text[at:]:
            continue
        return text[:at].rstrip(" ([|-–—/、,") or None, _name(match["credit"])
    return text or None, None


def _reads_as_names(text: str) -> bool:
    """Whether a text is made of names: words with a capital, or of a script without capitals, and what joins them."""
    words = [word.strip("().,:;'’\"") for word in re.split(r"[\s/|&+-]+", text)]
    words = [word for word in words if word]
    if not words or len(words) > _MOST_NAMES or words[-1][0].islower():
        return False
    return all(not word[0].islower() or word.lower() in _JOINING for word in words)


def _ends_a_sentence(text: str) -> bool:
    """Whether what stands before a name is whole: nothing, a sentence, or something else than an abbreviated title."""
    text = text.rstrip()
    if not text.endswith("."):
        return True
    word = re.split(r"\s", text[:-1])[-1]
    return len(word) >= _LONGEST_TITLE_WORD or (len(word) > 2 and not word[0].isupper()) or word.isdigit()


def _name(credit: str) -> str:
    """A credit without the words before the name."""
    return _LEADING.sub("", credit.strip().strip("()[]（）").strip(), count=1).strip(" .|:")


def find_images(
    page: Page, roles: Sequence[Role], declared: Sequence[str], evidence: Sequence[Evidence]
) -> tuple[Image, ...]:
    """The images of the article, in reading order, the cover first if it stands nowhere in the page.

    Args:
        page: the page.
        roles: of its Blocks.
        declared: addresses that the page names as its images, the likeliest first.
        evidence: where it names them.
    """
    blocks = page.blocks
    images: list[Image] = []
    captions = _captions(page, roles)
    for number, role in enumerate(roles):
        block = blocks[number]
        if role is Role.IMAGE and block.picture is not None:
            picture = block.picture
            image = Image(picture.address, None, None, picture.description, picture.width, picture.height)
            images.append(_described(replace(image, place=block.place), captions.get(number, ()), roles))
    if not len(page.elements):
        images.extend(_flat_images(blocks, roles))
    return _with_cover(images, declared, evidence)


def _captions(page: Page, roles: Sequence[Role]) -> dict[int, tuple[Block, ...]]:
    """Which captions and credits belong to each image: those of its figure, or else those that follow it."""
    blocks = page.blocks
    told = [number for number, role in enumerate(roles) if role in (Role.CAPTION, Role.CREDIT)]
    pictures = [number for number, role in enumerate(roles) if role is Role.IMAGE]
    figures: dict[int, list[int]] = {}
    for number in pictures:
        picture = blocks[number].picture
        if picture is not None and picture.figure >= 0:
            figures.setdefault(picture.figure, []).append(number)
    found: dict[int, list[Block]] = {}
    for number in told:
        owner = None
        for figure, members in figures.items():
            if _inside(page, blocks[number].element, figure):
                owner = max((m for m in members if m < number), default=members[0])
                break
        if owner is None:
            owner = _nearest(number, roles)
        if owner is not None:
            found.setdefault(owner, []).append(blocks[number])
    return {number: tuple(texts) for number, texts in found.items()}


def _inside(page: Page, element: int, figure: int) -> bool:
    """Whether an element stands in another."""
    while element > figure:
        element = page.elements.parent[element]
    return element == figure


def _nearest(number: int, roles: Sequence[Role]) -> int | None:
    """The image just before a caption, or else just behind it; body text between parts them."""
    for step in (-1, 1):
        for distance in range(1, _REACH + 1):
            other = number + step * distance
            if not 0 <= other < len(roles) or roles[other] in (Role.PARAGRAPH, Role.TITLE):
                break
            if roles[other] is Role.IMAGE:
                return other
    return None


def _described(image: Image, texts: Sequence[Block], roles: Sequence[Role]) -> Image:
    """An image with the caption and credit that its texts give."""
    caption: str | None = None
    credit: str | None = None
    caption_place: Place | None = None
    credit_place: Place | None = None
    apart = any(roles[block.block] is Role.CREDIT for block in texts)
    for block in texts:
        # Where the credit has a Block of its own, a caption is nothing but one.
        own_caption, own_credit = split_credit(block.text)
        if apart and roles[block.block] is not Role.CREDIT:
            own_caption, own_credit = block.text, None
        if roles[block.block] is Role.CREDIT:
            own_caption, own_credit = None, own_credit if own_credit and own_caption is None else _name(block.text)
        if caption is not None and own_credit is None and own_caption and _is_label(own_caption):
            own_credit = _name(own_caption)
        if own_caption and caption is None:
            caption, caption_place = own_caption, block.place
        if own_credit and credit is None:
            credit, credit_place = own_credit, block.place
    return replace(image, caption=caption, credit=credit, caption_place=caption_place, credit_place=credit_place)


def _is_label(text: str) -> bool:
    """Whether a text below a caption is a name rather than a sentence."""
    return len(text) <= _LONGEST_LABEL and text[-1] not in ".!?。:："


def _flat_images(blocks: Sequence[Block], roles: Sequence[Role]) -> list[Image]:
    """Images of a flat capture: a caption with the credit and the description that stand next to it."""
    images: list[Image] = []
    for number, role in enumerate(roles):
        if role is not Role.CAPTION or blocks[number].kind is Kind.IMAGE:
            continue
        near = range(max(number - 2, 0), min(number + 3, len(roles)))
        credits = [blocks[n] for n in near if roles[n] is Role.CREDIT]
        descriptions = [blocks[n] for n in near if roles[n] is Role.IMAGE_DESCRIPTION]
        image = Image(description=descriptions[0].text if descriptions else None, place=blocks[number].place)
        images.append(_described(image, [blocks[number], *credits[:1]], roles))
    return images


def _with_cover(images: list[Image], declared: Sequence[str], evidence: Sequence[Evidence]) -> tuple[Image, ...]:
    """Mark the cover: the image that the page declares, or else the first with a caption, or else the first."""
    stems = [_stem(address) for address in declared]
    for stem in stems:
        for number, image in enumerate(images):
            if stem and image.address and _stem(image.address) == stem:
                images[number] = replace(image, cover=True)
                return tuple(images)
    if declared and not any(image.address for image in images):
        place = next((found.place for found in evidence if found.value == declared[0]), None)
        if images:
            images[0] = replace(images[0], cover=True, address=declared[0])
            return tuple(images)
        return (Image(address=declared[0], cover=True, place=place),)
    if images:
        first = next((number for number, image in enumerate(images) if image.caption), 0)
        images[first] = replace(images[first], cover=True)
    return tuple(images)


def _stem(address: str) -> str:
    """Name of an image's file, without its type and size: the same for the versions of one image."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    name = path.rstrip("/").rpartition("/")[2].rpartition(".")[0] or path.rstrip("/").rpartition("/")[2]
    return re.sub(r"[-_.](?:\d+x\d+|scaled|w?\d{3,4}|large|medium|small)\Z", "", name.lower())
