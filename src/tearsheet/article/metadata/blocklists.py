"""The Blocks of a page that have a role or a kind, in reading order."""

from collections.abc import Sequence, Set

from tearsheet.native import clueloops
from tearsheet.page.block import Block, Kind, Mark
from tearsheet.page.role import Role

__all__ = ["LINES", "of_kind", "of_role", "of_roles"]

LINES = None if clueloops is None else clueloops.Lines(Block, Mark)
"""Looks through Blocks; ``None`` where everything runs in Python."""


def of_role(blocks: Sequence[Block], role: Role) -> list[Block]:
    """The Blocks that have a role."""
    if LINES is not None:
        found: list[Block] = LINES.of_role(blocks, role)
        return found
    return [block for block in blocks if block.role is role]


def of_roles(blocks: Sequence[Block], roles: Set[Role]) -> list[Block]:
    """The Blocks that have one of some roles."""
    if LINES is not None:
        found: list[Block] = LINES.of_roles(blocks, roles)
        return found
    return [block for block in blocks if block.role in roles]


def of_kind(blocks: Sequence[Block], kind: Kind) -> list[Block]:
    """The Blocks of a kind."""
    if LINES is not None:
        found: list[Block] = LINES.of_kind(blocks, kind)
        return found
    return [block for block in blocks if block.kind is kind]
