"""Which images of a page are the article's."""

import re
from collections.abc import Sequence

import numpy as np

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.captioned import find_captioned
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.frames import is_inside, is_symbol, picture_key
from tearsheet.roles.surroundings import SURROUNDINGS, name_words

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
_DECLARED = frozenset({"og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"})
_MOST_DECLARED = 6
_CARD_WORDS = frozenset(
    "card cards teaser teasers promo promos related recommended recommendation recirc rail readmore excerpt embed post"
    " newsletter podcast".split()
)
_CARD_LEVELS = 6
_CARD_BLOCKS = 12


def place_images(page: Page, features: PageFeatures, roles: list[Role]) -> None:
    """Leave to others the images that are not the article's.

    Images between the title and the end of the text are, but for icons and those of teasers, people and advertisements;
    a caption tells one even in a header, above the title, and so does being the image that the page names as its own.

    Args:
        page: the page.
        features: its numbers.
        roles: of its Blocks; images that belong elsewhere become `Role.RELATED`.
    """
    images = [number for number, role in enumerate(roles) if role is Role.IMAGE]
    if not images:
        return
    first, last = _extent(roles)
    captioned = find_captioned(page, roles)
    declared = _declared(page)
    foreign = features.surroundings[:, _FOREIGN].min(axis=1) if roles else np.zeros(0)
    for number in images:
        block = page.blocks[number]
        told = number in captioned
        if is_symbol(page, block) and not _is_drawing(page, number, captioned):
            roles[number] = Role.RELATED
            continue
        own = block.picture is not None and picture_key(block.picture.address) in declared
        if (told or own) and max(first - _BEFORE, 0) <= number <= last:
            if _in_card(page, number, roles) and not (own and number <= first):
                roles[number] = Role.RELATED
            continue
        figure = features.surroundings[number, _FIGURE] <= _NEAR
        if (
            not first <= number <= last
            or foreign[number] <= (1 if figure else _NEAR)
            or (_leads_away(block) and not figure)
            or _in_card(page, number, roles)
        ):
            roles[number] = Role.RELATED


def _extent(roles: Sequence[Role]) -> tuple[int, int]:
    """From the title, or else the standfirst, to the end of the text."""
    body = [number for number, role in enumerate(roles) if role in BODY_ROLES and role is not Role.IMAGE]
    if not body:
        return 0, -1
    first = body[0]
    before = range(first - 1, max(first - _TITLE_WITHIN, -1), -1)
    for wanted in (Role.TITLE, Role.STANDFIRST):
        found = next((number for number in before if roles[number] is wanted), None)
        if found is not None:
            return found, body[-1]
    return first, body[-1]


def _declared(page: Page) -> frozenset[str]:
    """What the addresses that a page names as its image have in common with those it shows."""
    named = [meta.value for meta in page.markup.metas if meta.name in _DECLARED][:_MOST_DECLARED]
    return frozenset(key for key in map(picture_key, named) if key)


def _is_drawing(page: Page, number: int, captioned: dict[int, tuple[int, ...]]) -> bool:
    """Whether a drawing stands alone in a figure with a caption."""
    picture = page.blocks[number].picture
    if picture is None or picture.figure < 0 or number not in captioned:
        return False
    return not any(
        other.picture is not None and other.picture.figure == picture.figure and not is_symbol(page, other)
        for other in page.blocks[max(number - 4, 0) : number + 5]
    )


def _in_card(page: Page, number: int, roles: Sequence[Role]) -> bool:
    """Whether an image stands in a box about something else: one named after it, with a headline of its own."""
    elements, blocks = page.elements, page.blocks
    element = elements.parent[blocks[number].element]
    for _ in range(_CARD_LEVELS):
        if element < 0 or elements.tag[element] in ("body", "main", "html", "article"):
            return False
        tag = elements.tag[element]
        if tag == "aside" or not _CARD_WORDS.isdisjoint(name_words(elements.names[element])):
            inside = [
                other
                for other in range(max(number - _CARD_BLOCKS, 0), min(number + _CARD_BLOCKS, len(blocks)))
                if is_inside(elements, blocks[other].element, element)
            ]
            if any(roles[other] in (Role.TITLE, Role.STANDFIRST) for other in inside):
                return False
            if any(blocks[other].kind is Kind.HEADING and roles[other] is not Role.HEADING for other in inside):
                return True
        element = elements.parent[element]
    return False


def _leads_away(block: Block) -> bool:
    """Whether an image is a link to something else than a larger version of itself."""
    link = block.picture.link if block.picture else None
    return link is not None and not _IMAGE_FILE.search(link)
