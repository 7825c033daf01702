"""Why a Block is left out: its role among the furniture, by the elements around it and by its words."""

import re
import unicodedata
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import Role
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.wording import furniture_wording

__all__ = ["furniture_roles"]

_BY_SURROUNDINGS = {
    "consent name": Role.CONSENT,
    "comments name": Role.COMMENTS,
    "comment type": Role.COMMENTS,
    "newsletter name": Role.NEWSLETTER,
    "advertisement name": Role.ADVERTISEMENT,
    "share name": Role.SHARE,
    "tags name": Role.TAGS,
    "related name": Role.RELATED,
    "navigation": Role.NAVIGATION,
    "menu name": Role.NAVIGATION,
    "masthead name": Role.NAVIGATION,
    "header": Role.NAVIGATION,
    "footer": Role.LEGAL,
    "bottom name": Role.LEGAL,
    "button": Role.CALL_TO_ACTION,
    "form": Role.CALL_TO_ACTION,
    "caption name": Role.CAPTION,
    "figure": Role.CAPTION,
    "author name": Role.BYLINE,
    "sidebar name": Role.RELATED,
    "aside": Role.RELATED,
}
"""What the nearest of these above a left-out Block makes of it; of two as near the first one."""

_COLUMNS = np.array([SURROUNDINGS.index(name) for name in _BY_SURROUNDINGS])
_ROLES = tuple(_BY_SURROUNDINGS.values())
_VAGUE = frozenset({Role.LEGAL, Role.RELATED, Role.CALL_TO_ACTION})
_NEAR = 8
_COUNT = re.compile(r"[\d\s.,+()KMkm]{1,12}\Z")
_LONGEST_TEASER = 300
_LEAST_TEXT = 16
_SAMPLED = 40


def furniture_roles(page: Page, surroundings: NDArray[np.float32], left_out: list[int]) -> dict[int, Role]:
    """Name the role of each Block that is left out.

    Args:
        page: the page.
        surroundings: distances to each of `SURROUNDINGS`, one row a Block.
        left_out: indices of the Blocks, ascending.

    Returns:
        Roles by the index of the Block.
    """
    roles: dict[int, Role] = {}
    if not left_out:
        return roles
    distances = surroundings[np.array(left_out)][:, _COLUMNS]
    nearest = np.where(distances.min(axis=1) <= _NEAR, distances.argmin(axis=1), -1).tolist()
    near = dict(zip(left_out, nearest, strict=True))
    seen: set[str] = set()
    script = _main_script(page)
    for number, block in enumerate(page.blocks):
        if number in near:
            repeated = len(block.text) > _LONGEST_TEASER and block.text in seen
            roles[number] = Role.DUPLICATE if repeated else _role(block, near[number], script)
        seen.add(block.text)
    _counts(page, roles)
    return roles


def _role(block: Block, nearest: int, script: str) -> Role:
    """The role by the nearest telling element above (a number of `_ROLES`, -1 for none) and by the words."""
    near = _ROLES[nearest] if nearest >= 0 else None
    # A footer's or sidebar's phrase of its own says more than where it stands.
    if near is not None and near not in _VAGUE:
        return near
    worded = furniture_wording(block.text)
    if worded is not None:
        return worded
    if near is not None:
        return near
    if script and (own := _script(block.text)) and own != script and len(block.text) < _LONGEST_TEASER:
        return Role.TEMPLATE
    linked = sum(mark.end - mark.start for mark in block.links)
    if linked > 0.5 * len(block.text):
        return Role.RELATED if linked >= 30 else Role.NAVIGATION
    if block.kind is Kind.CAPTION:
        return Role.CAPTION
    return Role.NAVIGATION if len(block.text) < 30 else Role.RELATED


def _counts(page: Page, roles: dict[int, Role]) -> None:
    """A bare number belongs to what stands next to it, such as the number of comments."""
    for number, role in roles.items():
        if role in (Role.NAVIGATION, Role.RELATED) and _COUNT.match(page.blocks[number].text):
            for beside in (number + 1, number - 1):
                if roles.get(beside) in (Role.COMMENTS, Role.SHARE):
                    roles[number] = roles[beside]
                    break


def _main_script(page: Page) -> str:
    """The writing system of most of the page's text."""
    counts: Counter[str] = Counter()
    long = [block.text for block in page.blocks if len(block.text) > _LEAST_TEXT]
    for text in long[:: max(len(long) // _SAMPLED, 1)]:
        counts[_script(text)] += len(text)
    return counts.most_common(1)[0][0] if counts else ""


def _script(text: str) -> str:
    """The writing system of a text's first letters, by Unicode's names of them."""
    found: Counter[str] = Counter()
    for character in text[:_LEAST_TEXT]:
        if character.isalpha():
            found[unicodedata.name(character, "").partition(" ")[0]] += 1
    return found.most_common(1)[0][0] if found else ""
