"""Long lists page by page: what asks for the next page keeps what came in since out of it, so that nothing shifts."""

import re
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

__all__ = [
    "NEWEST_EDITION",
    "OLDER_EDITIONS",
    "Bound",
    "Listing",
    "OutletOrder",
    "PersonOrder",
    "begin",
    "newest_id",
]

NEWEST_EDITION = "a.id NOT IN (SELECT article FROM superseded)"
"""Condition on a row of ``articles`` called ``a``: no later capture of its address is there."""

OLDER_EDITIONS = (
    "SELECT a.id FROM articles AS a JOIN (SELECT address FROM articles WHERE address IS NOT NULL AND id <= :newest"
    " GROUP BY address HAVING count(*) > 1) AS several ON several.address = a.address"
    " WHERE EXISTS (SELECT 1 FROM articles AS later WHERE later.address = a.address AND later.id <= :newest"
    " AND (ifnull(later.captured, ''), later.id) > (ifnull(a.captured, ''), a.id))"
)
"""Ids of articles, up to the id ``:newest``, of which a later capture is there; quick where few addresses have two."""

_TOKEN = re.compile(r"(\d{1,18})-(\d{1,9})")

Item = TypeVar("Item")


class PersonOrder(StrEnum):
    """Who comes first."""

    STATEMENTS = "statements"
    NAME = "name"


class OutletOrder(StrEnum):
    """What comes first."""

    ARTICLES = "articles"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """A page of a list.

    Attributes:
        items: in the order asked for.
        total: items on all pages.
        next: what asks for the next page; ``None`` on the last one.
    """

    items: tuple[Item, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a page begins.

    Attributes:
        newest: highest id that counts.
        offset: items to pass over.
    """

    newest: int
    offset: int

    def after(self, shown: int, total: int) -> str | None:
        """What asks for the page after one of so many items; ``None`` where there is none."""
        seen = self.offset + shown
        return f"{self.newest}-{seen}" if shown and seen < total else None


def newest_id(archive: sqlite3.Connection, table: str = "articles") -> int:
    """The highest id of a table, 0 where it is empty."""
    return int(archive.execute(f"SELECT ifnull(max(id), 0) FROM {table}").fetchone()[0])


def begin(archive: sqlite3.Connection, page: str | None, limit: int, *, table: str = "articles") -> Bound:
    """Where a page of a list begins.

    Args:
        archive: to look in.
        page: ``next`` of the page before; ``None`` for the first.
        limit: items a page.
        table: whose ids bound what counts.

    Raises:
        ValueError: there is no such page, or it would have no item.
    """
    if limit < 1:
        raise ValueError(f"a page has at least one item, not {limit}")
    if page is None:
        return Bound(newest_id(archive, table), 0)
    found = _TOKEN.fullmatch(page)
    if found is None:
        raise ValueError(f"there is no page {page!r}")
    return Bound(int(found[1]), int(found[2]))
