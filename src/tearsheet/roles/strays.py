"""Images in the midst of an article that are not its own: those of teasers, authors, newsletters and players."""

import re
from collections.abc import Sequence

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.credits import split_credit
from tearsheet.roles.frames import is_inside
from tearsheet.roles.surroundings import name_words
from tearsheet.roles.wording import is_byline, is_dateline

__all__ = ["is_elsewhere", "is_stray", "leads_away"]

_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b", re.IGNORECASE)
_CARD_WORDS = frozenset(
    "card cards teaser teasers promo promos related recommended recommendation recirc rail readmore excerpt embed post"
    " newsletter podcast".split()
)
_AUTHOR_WORDS = frozenset(
    "author authors byline bylines autor autoren autore auteur auteurs avatar contributor".split()
)
_FOREIGN_WORDS = _AUTHOR_WORDS | frozenset(
    "related recommended recommendation recirc teaser teasers promo promos newsletter ad ads advert advertisement nav"
    " navigation menu footer share social comment comments logo icon avatar product products cart".split()
)
_FOREIGN_LEVELS = 5
_TYPE_CLASS = re.compile(r"(?:^|\s)(?:text|typo(?:graphy)?|font|style)[-_:]+\S*")
_CARD_LEVELS = 6
_CARD_BLOCKS = 12
_AUTHOR_LEVELS = 5
_LONGEST_NAME = 60
_NEWSLETTER = re.compile(r"/newsletters?[/_.-]", re.IGNORECASE)
_OWN = (Role.TITLE, Role.STANDFIRST)


def is_stray(page: Page, number: int, told: Sequence[int], roles: Sequence[Role]) -> bool:
    """Whether an image is something else's, by what stands around it.

    Args:
        page: the page.
        number: index of the image's Block.
        told: indices of its captions and credits.
        roles: of the Blocks.
    """
    return (
        _is_portrait(page, number, told)
        or _in_card(page, page.blocks[number].element, number, roles)
        or _heads_a_link(page, number, told, roles)
        or _sells_letters(page.blocks[number])
    )


def is_elsewhere(page: Page, element: int, number: int, roles: Sequence[Role]) -> bool:
    """Whether an image that is no Block stands in a part of the page that is not the article's.

    Args:
        page: the page.
        element: index of its element.
        number: index of the Block that it stands before.
        roles: of the Blocks.
    """
    elements = page.elements
    above = element
    for _ in range(_FOREIGN_LEVELS):
        if above < 0 or elements.tag[above] in ("body", "main", "html", "article"):
            break
        if elements.tag[above] in ("nav", "footer") or not _FOREIGN_WORDS.isdisjoint(
            name_words(elements.names[above][:400])
        ):
            return True
        above = elements.parent[above]
    return _in_card(page, element, number, roles)


def leads_away(page: Page, block: Block) -> bool:
    """Whether an image is a link to something else than a larger version of itself, or a place in the same page."""
    link = block.picture.link if block.picture else None
    if link is None or _IMAGE_FILE.search(link):
        return False
    address, _, fragment = link.partition("#")
    return not fragment or address not in ("", (page.markup.base or "").partition("#")[0])


def _sells_letters(block: Block) -> bool:
    """Whether an image is kept among those of newsletters."""
    return block.picture is not None and _NEWSLETTER.search(block.picture.address) is not None


def _heads_a_link(page: Page, number: int, told: Sequence[int], roles: Sequence[Role]) -> bool:
    """Whether an image and what is said of it, a credit aside, are a link to something else, outside of a figure."""
    block = page.blocks[number]
    if not told or not leads_away(page, block) or (block.picture is not None and block.picture.figure >= 0):
        return False
    return all(
        roles[other] is Role.CAPTION
        and sum(mark.end - mark.start for mark in page.blocks[other].links) > 0.6 * len(page.blocks[other].text)
        for other in told
    )


def _is_portrait(page: Page, number: int, told: Sequence[int]) -> bool:
    """Whether an image shows the author: a byline with its date is said of it, or a name alone in a byline's place."""
    texts = [page.blocks[other].text for other in told]
    if len(texts) > 1 and is_byline(texts[0]) and any(is_dateline(text) for text in texts[1:]):
        return True
    if any(len(text) > _LONGEST_NAME or split_credit(text)[1] is not None for text in texts):
        return False
    elements = page.elements
    element = page.blocks[number].element
    for _ in range(_AUTHOR_LEVELS):
        if element < 0 or elements.tag[element] in ("body", "main", "html", "article"):
            return False
        if not _AUTHOR_WORDS.isdisjoint(name_words(elements.names[element][:400])):
            return True
        element = elements.parent[element]
    return False


def _in_card(page: Page, element: int, number: int, roles: Sequence[Role]) -> bool:
    """Whether an image stands in a box about something else, with text of its own and none of the article's."""
    elements, blocks = page.elements, page.blocks
    element = elements.parent[element]
    for _ in range(_CARD_LEVELS):
        if element < 0 or elements.tag[element] in ("body", "main", "html"):
            return False
        tag = elements.tag[element]
        names = name_words(_TYPE_CLASS.sub("", elements.names[element][:400]))
        if tag in ("aside", "article") or not _CARD_WORDS.isdisjoint(names):
            inside, whole = _inside(page, number, element)
            if any(_is_own(blocks[other], roles[other]) for other in inside) or (tag == "article" and not whole):
                return False
            if any(blocks[other].kind is Kind.HEADING for other in inside):
                return True
            if tag == "article":
                return any(blocks[other].text and roles[other] not in (Role.CAPTION, Role.CREDIT) for other in inside)
        element = elements.parent[element]
    return False


def _inside(page: Page, number: int, element: int) -> tuple[list[int], bool]:
    """The Blocks around one that stand in the same element, so many each way at most, and whether these are all."""
    blocks = page.blocks
    found: list[int] = []
    whole = True
    for step, other in ((-1, number - 1), (1, number)):
        while 0 <= other < len(blocks) and is_inside(page.elements, blocks[other].element, element):
            if abs(other - number) >= _CARD_BLOCKS:
                whole = False
                break
            found.append(other)
            other += step
    return found, whole


def _is_own(block: Block, role: Role) -> bool:
    """Whether a Block is part of the article's text."""
    return role in _OWN or (role in BODY_ROLES and bool(block.text))
