"""Images of the article, each with its caption and its credit."""

from collections.abc import Sequence
from dataclasses import replace

from tearsheet.article.article import Evidence, Image
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.place import Place
from tearsheet.page.role import Role
from tearsheet.roles.captioned import find_captioned
from tearsheet.roles.controls import is_control
from tearsheet.roles.credits import names_somebody, split_credit, without_label
from tearsheet.roles.frames import caption_of, picture_key

__all__ = ["find_images"]

_MOST_IMAGES = 200


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
    captioned = find_captioned(page, roles)
    for number, role in enumerate(roles):
        block = blocks[number]
        if role is Role.IMAGE and block.picture is not None and len(images) < _MOST_IMAGES:
            picture = block.picture
            image = Image(picture.address, None, None, picture.description, picture.width, picture.height)
            texts = [blocks[told] for told in captioned.get(number, ())]
            images.append(_described(page, replace(image, place=block.place), texts, roles))
    if not len(page.elements):
        images.extend(_flat_images(page, roles))
    return _with_cover(_each_once(images), declared, evidence)


def _described(page: Page, image: Image, texts: Sequence[Block], roles: Sequence[Role]) -> Image:
    """An image with the caption and credit that its texts give.

    Paragraphs of one ``figcaption`` are one caption; further texts that name somebody are credits.
    """
    captions: list[str] = []
    credits: list[str] = []
    caption_place: Place | None = None
    credit_place: Place | None = None
    holder = -1
    apart = any(roles[block.block] is Role.CREDIT and without_label(block.text) for block in texts)
    for block in texts:
        if is_control(block.text):
            continue
        own_caption, own_credit = split_credit(block.text)
        if roles[block.block] is Role.CREDIT:
            own_caption, own_credit = None, own_credit if own_credit and not own_caption else without_label(block.text)
        elif apart and own_caption:
            # Where the credit has a Block of its own, names at the end of a caption are part of it.
            own_caption, own_credit = split_credit(block.text, signed=True)
        elif captions and own_caption and own_credit is None and names_somebody(own_caption):
            own_caption, own_credit = None, own_caption
        if own_caption and own_caption not in captions:
            at = caption_of(page.elements, block.element)
            if not captions or (at >= 0 and at == holder):
                captions.append(own_caption)
                holder = at
                caption_place = caption_place or block.place
        if own_credit and not any(own_credit in known for known in credits):
            credits.append(own_credit)
            credit_place = credit_place or block.place
    return replace(
        image,
        caption=" ".join(captions) or None,
        credit=" ".join(credits) or None,
        caption_place=caption_place,
        credit_place=credit_place,
    )


def _each_once(images: Sequence[Image]) -> list[Image]:
    """Images without their copies; a copy gives the caption and credit that the first one lacks.

    Images of the same name that say different things are different images.
    """
    kept: dict[str, int] = {}
    found: list[Image] = []
    for image in images:
        key = picture_key(image.address) if image.address else ""
        number = kept.get(key, -1)
        first = found[number] if key and number >= 0 else None
        if first is None or (first.caption and image.caption and first.caption != image.caption):
            kept.setdefault(key, len(found))
            found.append(image)
            continue
        if first.caption is None and image.caption is not None:
            first = replace(first, caption=image.caption, caption_place=image.caption_place)
        if first.credit is None and image.credit is not None:
            first = replace(first, credit=image.credit, credit_place=image.credit_place)
        found[number] = first
    return found


def _flat_images(page: Page, roles: Sequence[Role]) -> list[Image]:
    """Images of a flat capture: a caption with the credit and the description that stand next to it."""
    blocks = page.blocks
    images: list[Image] = []
    for number, role in enumerate(roles):
        if role is not Role.CAPTION or blocks[number].kind is Kind.IMAGE:
            continue
        near = range(max(number - 2, 0), min(number + 3, len(roles)))
        credits = [blocks[n] for n in near if roles[n] is Role.CREDIT]
        descriptions = [blocks[n] for n in near if roles[n] is Role.IMAGE_DESCRIPTION]
        image = Image(description=descriptions[0].text if descriptions else None, place=blocks[number].place)
        images.append(_described(page, image, [blocks[number], *credits[:1]], roles))
    return images


def _with_cover(images: list[Image], declared: Sequence[str], evidence: Sequence[Evidence]) -> tuple[Image, ...]:
    """Mark the cover: the image that the page declares, or else the first with a caption, or else the first."""
    stems = [picture_key(address) for address in declared]
    for stem in stems:
        for number, image in enumerate(images):
            if stem and image.address and picture_key(image.address) == stem:
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
