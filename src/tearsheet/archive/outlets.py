"""Which outlet published an article: its name as its pages give it, the host of its address, its country."""

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Outlet", "outlet_of"]

_OF_NO_COUNTRY = frozenset("ac ag ai cc cd co eu fm gg io la ly me nu sh st su tk to tv vu ws".split())
"""Domains of countries that outlets of any country take, or of no country at all."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes.

    Attributes:
        name: as its pages give it; ``""`` where they do not.
        host: of its addresses, without ``www.``; ``""`` where there is none.
        country: ISO 3166 code, where the host tells.
    """

    name: str
    host: str
    country: str | None


def outlet_of(name: str | None, address: str | None) -> Outlet | None:
    """The outlet of an article; ``None`` where neither a name nor an address tells.

    Args:
        name: of the site, as the page gives it.
        address: of the article.
    """
    host = _host(address)
    if not name and not host:
        return None
    return Outlet(name or "", host, _country(host))


def _host(address: str | None) -> str:
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _country(host: str) -> str | None:
    domain = host.rpartition(".")[2]
    if len(domain) != 2 or not (domain.isascii() and domain.isalpha()) or domain in _OF_NO_COUNTRY:
        return None
    return "GB" if domain == "uk" else domain.upper()
