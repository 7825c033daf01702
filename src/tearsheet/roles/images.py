"""Which images of a page are the article's."""

import re

import numpy as np

from tearsheet.page.block import Block, Page
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.surroundings import SURROUNDINGS

__all__ = ["place_images"]

_NEAR = 3
_BEFORE = 6
_TITLE_WITHIN = 12
_FOREIGN = [
    SURROUNDINGS.index(name)
    for name in (
        "related name",
        "advertisement name",
        "author name",
        "share name",
        "comments name",
        "newsletter name",
        "menu name",
        "navigation",
        "footer",
        "aside",
    )
]
"""What an image of the article does not stand in."""
_FIGURE = SURROUNDINGS.index("figure")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b", re.IGNORECASE)


def place_images(page: Page, features: PageFeatures, roles: list[Role]) -> None:
    """Leave to others the images that are not the article's.

    Images between the title and the end of the text are, but for those of teasers, people and advertisements; a caption
    tells one even in a header, above the title.

    Args:
        page: the page.
        features: its numbers.
        roles: of its Blocks; images that belong elsewhere become `Role.RELATED`.
    """
    body = [number for number, role in enumerate(roles) if role in BODY_ROLES and role is not Role.IMAGE]
    if not body:
        first, last = 0, -1
    else:
        first, last = body[0], body[-1]
        for number in range(first - 1, max(first - _TITLE_WITHIN, -1), -1):
            if roles[number] in (Role.TITLE, Role.STANDFIRST):
                first = number
                break
    foreign = features.surroundings[:, _FOREIGN].min(axis=1) if roles else np.zeros(0)
    for number, role in enumerate(roles):
        if role is not Role.IMAGE:
            continue
        if _is_captioned(number, roles) and max(first - _BEFORE, 0) <= number <= last:
            continue
        figure = features.surroundings[number, _FIGURE] <= _NEAR
        if (
            not first <= number <= last
            or foreign[number] <= (1 if figure else _NEAR)
            or (_leads_away(page.blocks[number]) and not figure)
        ):
            roles[number] = Role.RELATED


def _is_captioned(number: int, roles: list[Role]) -> bool:
    """Whether a caption or a credit follows an image."""
    return any(role in (Role.CAPTION, Role.CREDIT) for role in roles[number + 1 : number + 3])


def _leads_away(block: Block) -> bool:
    """Whether an image is a link to something else than a larger version of itself."""
    link = block.picture.link if block.picture else None
    return link is not None and not _IMAGE_FILE.search(link)
