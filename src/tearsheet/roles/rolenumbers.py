"""Where in a page Blocks of some roles stand."""

from collections.abc import Sequence, Set

from tearsheet.native import recordloops
from tearsheet.page.role import BODY_ROLES, Role

__all__ = ["IMAGES", "TEXTS", "TOLD", "numbers_of"]

IMAGES = frozenset({Role.IMAGE})
TEXTS = BODY_ROLES - IMAGES
"""Roles of the body but for images."""
TOLD = frozenset({Role.CAPTION, Role.CREDIT})
"""Roles of what is said of an image."""


def numbers_of(roles: Sequence[Role], wanted: Set[Role]) -> list[int]:
    """The indices of the Blocks that have one of some roles, ascending.

    Args:
        roles: of the Blocks of a page.
        wanted: some roles.
    """
    if recordloops is not None:
        found: list[int] = recordloops.numbers_of(roles, tuple(wanted))
        return found
    return [number for number, role in enumerate(roles) if role in wanted]
