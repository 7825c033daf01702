"""Links to related stories, from inside and after the body."""

import unicodedata
from collections.abc import Sequence

from tearsheet.article.article import Link
from tearsheet.page.block import Kind, Page
from tearsheet.page.role import BODY_ROLES, Role

__all__ = ["find_related"]

_LEAST_HEADLINE = 12
_MOST = 200


def find_related(page: Page, roles: Sequence[Role]) -> tuple[Link, ...]:
    """Headlines of other stories, each once, in reading order.

    Args:
        page: the page.
        roles: of its Blocks.
    """
    blocks = page.blocks
    body = [number for number, role in enumerate(roles) if role in BODY_ROLES]
    start = body[0] if body else 0
    found: dict[str, Link] = {}
    description: str | None = None
    for number, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        if role is Role.IMAGE_DESCRIPTION:
            description = block.text
            continue
        if block.kind is Kind.IMAGE:
            description = block.picture.description if block.picture and block.picture.link else None
            continue
        if role is Role.RELATED and number > start and len(found) < _MOST:
            if block.place.kind == "span":
                if description is not None:
                    found.setdefault(block.text, Link(block.text, None, description, block.place))
            else:
                for mark in block.links:
                    text = block.text[mark.start : mark.end].strip()
                    if mark.target and _width(text) >= _LEAST_HEADLINE:
                        found.setdefault(mark.target, Link(text, mark.target, description, block.place))
        description = None
    return tuple(found.values())


def _width(text: str) -> int:
    """Characters of a text, wide ones (Chinese, Japanese, Korean) counted twice: they say more."""
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
