"""Images of the article that only a script puts into the page: of custom elements, and of galleries not yet opened."""

from collections.abc import Sequence

from tearsheet.page.block import Block, Kind, Page, Unshown
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.captions import is_told
from tearsheet.roles.controls import is_control
from tearsheet.roles.frames import is_inside, picture_key
from tearsheet.roles.rolenumbers import TEXTS, TOLD, numbers_of
from tearsheet.roles.strays import is_elsewhere

__all__ = ["find_unshown"]

_TITLE_WITHIN = 60
_FRAME_LEVELS = 5
_FRAME_BLOCKS = 6


def find_unshown(page: Page, roles: Sequence[Role], owned: frozenset[int]) -> list[tuple[Unshown, list[Block]]]:
    """The images between the title and the end of the text that are no Blocks, each with its captions and credits.

    Args:
        page: the page.
        roles: of its Blocks.
        owned: indices of captions and credits that belong to other images.
    """
    body = numbers_of(roles, TEXTS) if page.markup.unshown else []
    if not body:
        return []
    before = range(max(body[0] - _TITLE_WITHIN, 0), body[0])
    first = next((number for number in before if roles[number] is Role.TITLE), body[0])
    shown = {picture_key(block.picture.address) for block in page.blocks if block.picture is not None}
    found: list[tuple[Unshown, list[Block]]] = []
    for unshown in page.markup.unshown:
        if not first < unshown.before <= body[-1] + 1 or picture_key(unshown.picture.address) in shown:
            continue
        element = unshown.place.element
        if not is_elsewhere(page, element, unshown.before, roles):
            found.append((unshown, _texts(page, unshown, roles, owned)))
    return found


def _texts(page: Page, unshown: Unshown, roles: Sequence[Role], owned: frozenset[int]) -> list[Block]:
    """The captions and credits in the narrowest element around an image that holds any text, if nothing else does."""
    elements, blocks = page.elements, page.blocks
    element = unshown.place.element
    for _ in range(_FRAME_LEVELS):
        element = elements.parent[element]
        if element < 0 or elements.tag[element] in ("body", "main", "html", "article"):
            return []
        inside = [
            number
            for number in range(max(unshown.before - 1, 0), min(unshown.before + _FRAME_BLOCKS, len(blocks)))
            if is_inside(elements, blocks[number].element, element)
        ]
        if any(blocks[number].kind in (Kind.IMAGE, Kind.HEADING) for number in inside):
            return []
        texts = [
            blocks[number]
            for number in inside
            if number not in owned and blocks[number].text and not is_control(blocks[number].text)
        ]
        told = [
            block
            for block in texts
            if roles[block.block] in TOLD or (roles[block.block] not in BODY_ROLES and is_told(page, block))
        ]
        if told:
            return told
    return []
