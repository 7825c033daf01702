"""Addresses in a page made absolute (https://url.spec.whatwg.org/)."""

import re
from urllib.parse import urljoin, urlsplit

from tearsheet.remembered import remembered

__all__ = ["origin", "resolve", "site_of"]

_NOT_PAGES = ("javascript:", "data:", "mailto:", "tel:", "about:", "blob:", "vbscript:")

_PLAIN = r"(?:[A-Za-z0-9_%~=+,&-]++[./]?)*+(?:\?[A-Za-z0-9_%~=+,&./:@-]++)?+(?:#[A-Za-z0-9_%~=+,&./:@-]++)?+\Z"
_ROOTED = re.compile(f"/{_PLAIN}")
"""An address from the root of its site on in which nothing needs a second look; most links of a page are such."""
_HOSTED = re.compile(rf"//[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+(?:/{_PLAIN}|\Z)")
"""The same from the name of a site on."""


def origin(base: str | None) -> str | None:
    """Scheme and host of an address, without a slash at the end; ``None`` when it has none."""
    if not base:
        return None
    try:
        parts = urlsplit(base)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return f"{parts.scheme}://{parts.netloc}"


def resolve(base: str | None, address: str | None) -> str | None:
    """Absolute form of ``address`` as it stands in a page.

    Args:
        base: address of the page, or of its ``base`` element.
        address: as written in the markup.

    Returns:
        The absolute address; the address as written when the page's own is not known; ``None`` when it leads to no
        page or image (scripts, data, mail, a place in the same page) or cannot be read.
    """
    if not address:
        return None
    address = address.strip()
    if not address or address[0] == "#":
        return None
    if address.startswith(("https://", "http://")):
        return address
    lowered = address[:11].lower()
    if lowered.startswith(("http://", "https://")):
        return address
    if lowered.startswith(_NOT_PAGES):
        return None
    if not base:
        return f"https:{address}" if address.startswith("//") else address
    site = site_of(base)
    if site is not None:
        if _ROOTED.match(address):
            return site + address
        if _HOSTED.match(address):
            return site[: site.index(":") + 1] + address
    try:
        return urljoin(base, address)
    except ValueError:
        return None


@remembered(256)
def site_of(base: str) -> str | None:
    """As `origin`; the cache only saves time."""
    return origin(base)
