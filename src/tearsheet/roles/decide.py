"""The role decision: which Blocks are the article, and what all the others are for.

A learned model says how likely each Block is content; small pieces with a place of their own (title, byline, caption,
credit, ...) are taken out by markup, position and wording; of the rest the set with the best expected F1 is kept.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Kind, Page
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.expected import best_set
from tearsheet.roles.features import PageFeatures, measure
from tearsheet.roles.furniture import furniture_roles
from tearsheet.roles.model import load_trees
from tearsheet.roles.pieces import find_pieces

__all__ = ["Decision", "decide", "settle"]

_KEPT = {
    Kind.PARAGRAPH: Role.PARAGRAPH,
    Kind.HEADING: Role.HEADING,
    Kind.LIST_ITEM: Role.LIST_ITEM,
    Kind.QUOTATION: Role.QUOTATION,
    Kind.TABLE: Role.TABLE,
    Kind.CODE: Role.CODE,
    Kind.CAPTION: Role.CAPTION,
    Kind.IMAGE: Role.IMAGE,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What each Block of a page is for.

    Attributes:
        roles: one a Block.
        probabilities: that each Block belongs to the article, 0 to 1.
        expected: expected F1 of the kept Blocks, 0 to 1.
        title: index of the title's Block, -1 for none.
    """

    roles: tuple[Role, ...]
    probabilities: tuple[float, ...]
    expected: float
    title: int

    @property
    def kept(self) -> tuple[bool, ...]:
        """Which Blocks are part of the body."""
        return tuple(role in BODY_ROLES for role in self.roles)


def decide(page: Page) -> Decision:
    """Decide the role of every Block of a page.

    Args:
        page: from either door.
    """
    features = measure(page)
    return settle(page, features, load_trees().predict(features.matrix))


def settle(page: Page, features: PageFeatures, probability: NDArray[np.float64]) -> Decision:
    """Turn probabilities into roles.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content, one a Block.
    """
    blocks = page.blocks
    pieces, title = find_pieces(page, features, probability)
    lengths = np.where([number in pieces or not block.text for number, block in enumerate(blocks)], 0.0, features.units)
    keep, expected = best_set(np.where(lengths > 0, probability, 0.0), lengths)
    keep &= lengths > 0
    left_out = [
        number
        for number, block in enumerate(blocks)
        if number not in pieces and not keep[number] and block.kind is not Kind.IMAGE
    ]
    furniture = furniture_roles(page, features.surroundings, left_out)
    roles = [
        pieces.get(number) or furniture.get(number) or _KEPT[block.kind] for number, block in enumerate(blocks)
    ]
    _end_with_text(roles)
    _place_images(page, roles)
    return Decision(tuple(roles), tuple(float(p) for p in probability), expected, title)


def _end_with_text(roles: list[Role]) -> None:
    """A heading with nothing of the article below it heads something else."""
    for number in range(len(roles) - 1, -1, -1):
        if roles[number] is Role.HEADING:
            roles[number] = Role.RELATED
        elif roles[number] in BODY_ROLES and roles[number] is not Role.IMAGE:
            return


def _place_images(page: Page, roles: list[Role]) -> None:
    """Images between the title and the end of the text stand in the body; others are somebody else's."""
    body = [number for number, role in enumerate(roles) if role in BODY_ROLES and role is not Role.IMAGE]
    if not body:
        first, last = 0, -1
    else:
        first, last = body[0], body[-1]
        for number in range(first - 1, max(first - 12, -1), -1):
            if roles[number] in (Role.TITLE, Role.STANDFIRST):
                first = number
                break
    for number, role in enumerate(roles):
        if role is Role.IMAGE and not first <= number <= last:
            roles[number] = Role.RELATED
