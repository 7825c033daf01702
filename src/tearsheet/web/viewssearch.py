"""The views of an archive as a whole and of what is found in it."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from tearsheet.archive.archive import Archive
from tearsheet.archive.filters import Filters, Order
from tearsheet.archive.plain import to_plain

__all__ = ["Within", "split_filters", "view_home", "view_search"]

_NEWEST = 10
_FILTERS = tuple(field.name for field in fields(Filters))


class Within(StrEnum):
    """What is searched."""

    ARTICLES = "articles"
    STATEMENTS = "statements"


def view_home(archive: Archive) -> dict[str, Any]:
    """What an archive holds, in numbers, and what came in last."""
    contents = archive.contents()
    return {
        "contents": to_plain(contents),
        "unlinked": archive.unlinked(),
        "newest": to_plain(archive.search(order=Order.NEWEST, limit=_NEWEST)),
    }


def view_search(
    archive: Archive,
    *,
    query: str,
    within: Within,
    order: Order,
    limit: int,
    after: str | None,
    all_editions: bool,
    **narrowed: Any,
) -> dict[str, Any]:
    """Articles or statements, and how many articles there are by month.

    Args:
        archive: to search.
        query: as in `Archive.search`.
        within: what is searched.
        order: what comes first.
        limit: hits a page.
        after: ``next`` of the page before.
        all_editions: whether older captures of an address count as well.
        narrowed: fields of `Filters`.

    Raises:
        ValueError: there is no such page.
    """
    filters = Filters(**narrowed)
    search = archive.search_statements if within is Within.STATEMENTS else archive.search
    found = search(query, filters, order=order, limit=limit, page=after, all_editions=all_editions)
    return {
        "asked": {"q": query, "in": within.value, "order": order.value, "limit": limit, "all_editions": all_editions}
        | {name: _plain(value) for name, value in narrowed.items()},
        "found": to_plain(found),
        "months": archive.count_by_month(query, filters, all_editions=all_editions),
    }


def split_filters(values: Mapping[str, Any]) -> tuple[Filters, dict[str, Any]]:
    """What narrows a search, and the rest."""
    return (
        Filters(**{name: value for name, value in values.items() if name in _FILTERS}),
        {name: value for name, value in values.items() if name not in _FILTERS},
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else to_plain(value)
