"""The lines of a flat capture in their order: what no line tells alone is told by its words, its list and its place."""

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Page
from tearsheet.page.role import PageType, Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.linelists import phrased_lines, settle_lists
from tearsheet.roles.lineplaces import settle_places
from tearsheet.roles.linetext import settle_text

__all__ = ["settle_lines"]


def settle_lines(
    page: Page, features: PageFeatures, probability: NDArray[np.float64], roles: list[Role], kind: PageType
) -> None:
    """Settle the roles of lines by their order, in place.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.
        roles: of its Blocks, as each line alone tells.
        kind: the page's type.
    """
    known = phrased_lines(page, features, probability, roles)
    settle_lists(page, features, probability, roles, known, kind)
    settle_text(page, features, probability, roles, known)
    settle_places(page, features, probability, roles, known)
