"""Images of the article, each with its caption and its credit."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from tearsheet.article.article import Image
from tearsheet.article.creators import name_credit
from tearsheet.article.metadata.pictures import DeclaredPicture
from tearsheet.article.unshown import find_unshown
from tearsheet.making import maker
from tearsheet.page.block import Block, Kind, Page, Picture
from tearsheet.page.picture import original_address
from tearsheet.page.place import Place
from tearsheet.page.role import Role
from tearsheet.roles.captioned import find_captioned
from tearsheet.roles.controls import is_control
from tearsheet.roles.credits import names_somebody, split_credit, without_label
from tearsheet.roles.frames import Frame, caption_of, picture_key
from tearsheet.roles.rolenumbers import IMAGES, TEXTS, numbers_of

__all__ = ["find_images"]

_MOST_IMAGES = 200
_ABOVE = 6
_LEAST_CAPTION = 6


_make_image = maker(Image)


def find_images(
    page: Page,
    roles: Sequence[Role],
    declared: Sequence[DeclaredPicture],
    embedded: Sequence[Image] = (),
    frames: Mapping[int, Frame] | None = None,
) -> tuple[Image, ...]:
    """The images of the article, in reading order, the cover first if it stands nowhere in the page.

    Args:
        page: the page.
        roles: of its Blocks.
        declared: what the page declares of its images, its own first.
        embedded: images in text that stands in embedded data alone.
        frames: those of images near captions, where they are found already.
    """
    blocks = page.blocks
    captioned = find_captioned(page, roles, frames)
    owned = {number for texts in captioned.values() for number in texts}
    images: list[tuple[int, Image]] = []
    for number in numbers_of(roles, IMAGES):
        block = blocks[number]
        if block.picture is not None:
            texts = [blocks[told] for told in captioned.get(number, ())]
            images.append((number, _pictured(page, block.picture, block.place, texts, roles)))
    for unshown, texts in find_unshown(page, roles, frozenset(owned)):
        images.append((unshown.before, _pictured(page, unshown.picture, unshown.place, texts, roles)))
        owned.update(block.block for block in texts)
    images.sort(key=lambda placed: placed[0])
    found = [image for _, image in images[:_MOST_IMAGES]]
    if not len(page.elements):
        found.extend(_flat_images(page, roles))
    found = _each_once([*found, *embedded])
    lost = _lost_captions(page, roles, owned)
    found = _with_cover(found, [picture for picture in declared if picture.own], lost, page, roles)
    return tuple(_named(_completed(image, declared)) for image in found)


def _pictured(page: Page, picture: Picture, place: Place, texts: Sequence[Block], roles: Sequence[Role]) -> Image:
    """An image with what its texts say of it, or else what attributes do."""
    image = _make_image(picture.address, None, None, picture.description, picture.width, picture.height, False, place)
    image = _described(page, image, texts, roles)
    for told in picture.told:
        caption, credit = split_credit(told.value, signed=True)
        if told.name == "credit":
            caption, credit = None, without_label(told.value)
        if image.caption is None and caption:
            image = replace(image, caption=caption, caption_place=told.place)
        if image.credit is None and credit:
            image = replace(image, credit=credit, credit_place=told.place)
    return image


def _described(page: Page, image: Image, texts: Sequence[Block], roles: Sequence[Role]) -> Image:
    """An image with the caption and credit that its texts give.

    Paragraphs of one ``figcaption`` are one caption; further texts that name somebody are credits.
    """
    if not texts:
        return image
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
        if own_caption:
            at = caption_of(page.elements, block.element)
            if own_caption in captions or (captions and not (at >= 0 and at == holder)):
                # A caption of another image, or the same once more.
                if credits:
                    continue
            else:
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


def _lost_captions(page: Page, roles: Sequence[Role], owned: Set[int]) -> list[Block]:
    """Captions and credits near the title that no image of the page has: the capture has lost the cover they are of."""
    first = next((number for number, role in enumerate(roles) if role in TEXTS), -1) if len(page.elements) else -1
    if first < 0:
        return []
    above = roles.index(Role.TITLE) if Role.TITLE in roles else first
    near = range(max(min(above, first) - _ABOVE, 0), min(first + 2, len(roles)))
    lost = [number for number in near if roles[number] in (Role.CAPTION, Role.CREDIT) and number not in owned]
    together = [number for place, number in enumerate(lost) if number - lost[0] == place]
    if not any(roles[number] is Role.CAPTION for number in together):
        return []
    return [page.blocks[number] for number in together]


def _with_cover(
    images: list[Image],
    declared: Sequence[DeclaredPicture],
    lost: Sequence[Block],
    page: Page,
    roles: Sequence[Role],
) -> list[Image]:
    """Mark the cover: the image that the page declares, or else the first with a caption, or else the first.

    A declared image that stands nowhere in the page is the cover where its caption does, or where no other image is.
    """
    for picture in declared:
        key = picture_key(picture.address)
        for number, image in enumerate(images):
            if key and image.address and picture_key(image.address) == key:
                images[number] = replace(image, cover=True)
                return images
    if lost:
        first = declared[0] if declared else None
        cover = Image(address=first.address if first else None, cover=True, place=first.place if first else None)
        return [_described(page, cover, lost, roles), *images]
    if declared and not any(image.address for image in images):
        if images:
            images[0] = replace(images[0], cover=True, address=declared[0].address)
            return images
        return [Image(address=declared[0].address, cover=True, place=declared[0].place)]
    if images:
        first_told = next((number for number, image in enumerate(images) if image.caption), 0)
        images[first_told] = replace(images[first_told], cover=True)
    return images


def _completed(image: Image, declared: Sequence[DeclaredPicture]) -> Image:
    """An image with what embedded data says of it, where the page shows nothing."""
    key = picture_key(image.address) if image.address else ""
    if not key or image.credit is not None:
        return image
    for picture in declared:
        if picture_key(picture.address) != key or not (picture.caption or picture.credit):
            continue
        caption, credit = split_credit(picture.caption or "", signed=True)
        credit, place = (
            (without_label(picture.credit), picture.credit_place) if picture.credit else (credit, picture.caption_place)
        )
        if credit:
            image = replace(image, credit=credit, credit_place=place)
        if image.caption is None and caption and len(caption.split()) >= _LEAST_CAPTION and image.place is None:
            image = replace(image, caption=caption, caption_place=picture.caption_place)
        if image.credit:
            return image
    return image


def _named(image: Image) -> Image:
    """An image with the names that its credit gives, and with the address that its own hands to a resizing service."""
    creators, agency = name_credit(image.credit) if image.credit else ((), None)
    original = original_address(image.address) if image.address else None
    return (
        replace(image, creators=creators, agency=agency, original=original) if creators or agency or original else image
    )
