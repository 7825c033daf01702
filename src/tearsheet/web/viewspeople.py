"""The views of people and outlets: who says what, where and when."""

from typing import Any

from tearsheet.archive.archive import Archive
from tearsheet.archive.filters import Filters, Order
from tearsheet.archive.listing import OutletOrder, PersonOrder
from tearsheet.archive.plain import to_plain

__all__ = ["view_outlet", "view_outlets", "view_people", "view_person"]

_NEWEST = 20


def view_people(
    archive: Archive, *, query: str | None, order: PersonOrder, limit: int, after: str | None
) -> dict[str, Any]:
    """People who say something, or wrote an article."""
    people = archive.people(query, order=order, limit=limit, page=after)
    return {"asked": {"q": query, "order": order.value, "limit": limit}, "people": to_plain(people)}


def view_person(archive: Archive, *, person: int, limit: int, after: str | None) -> dict[str, Any]:
    """A person: what they said, newest first, who carries it, who quotes whom.

    Raises:
        LookupError: there is no such person.
    """
    profile = archive.person(person)
    said = archive.said_by(person, limit=limit, page=after)
    return {"profile": to_plain(profile), "said": to_plain(said)}


def view_outlets(
    archive: Archive, *, query: str | None, order: OutletOrder, limit: int, after: str | None
) -> dict[str, Any]:
    """Outlets with how much each published and when."""
    outlets = archive.outlets(query, order=order, limit=limit, page=after)
    return {"asked": {"q": query, "order": order.value, "limit": limit}, "outlets": to_plain(outlets)}


def view_outlet(archive: Archive, *, outlet: int) -> dict[str, Any]:
    """An outlet: its newest articles, who writes for it and whom it quotes.

    Raises:
        LookupError: there is no such outlet.
    """
    profile = archive.outlet(outlet)
    asked = profile.outlet.host or profile.outlet.name
    newest = archive.search(filters=Filters(outlet=asked), order=Order.NEWEST, limit=_NEWEST)
    return {"profile": to_plain(profile), "asked": {"outlet": asked}, "newest": to_plain(newest)}
