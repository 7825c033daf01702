"""Addresses in a page made absolute (https://url.spec.whatwg.org/)."""

import re
from urllib.parse import urljoin, urlsplit

from tearsheet.remembered import remembered

__all__ = ["folder_of", "origin", "resolve", "site_of"]

_NOT_PAGES = ("javascript:", "data:", "mailto:", "tel:", "about:", "blob:", "vbscript:")

_BEHIND = r"(?:\?[A-Za-z0-9_%~=+,&./:@-]++)?+(?:#[A-Za-z0-9_%~=+,&./:@-]++)?+\Z"
_STEPS = r"(?:[A-Za-z0-9_%~=+,&:@-]++[./]?)*+"
_PLAIN = _STEPS + _BEHIND
_ROOTED = re.compile(f"/{_PLAIN}")
"""An address from the root of its site on in which nothing needs a second look; most links of a page are such."""
_HOSTED = re.compile(rf"//[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+(?:/{_PLAIN}|\Z)")
"""The same from the name of a site on."""
_RELATIVE = re.compile(rf"(?:[A-Za-z0-9_%~=+,&@-]++[./]?)++{_BEHIND}")
"""The same from the folder of the page on; a colon might end the name of a scheme."""
_PATH = re.compile(rf"(?:/{_STEPS})?+\Z")


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
        if _RELATIVE.match(address) and (folder := folder_of(base)) is not None:
            return folder + address
    try:
        return urljoin(base, address)
    except ValueError:
        return None


@remembered(256)
def site_of(base: str) -> str | None:
    """As `origin`; the cache only saves time."""
    return origin(base)


@remembered(256)
def folder_of(base: str) -> str | None:
    """An address up to the last slash of its path; ``None`` where that needs a second look. The cache saves time."""
    site = origin(base)
    path = urlsplit(base).path if site is not None else None
    if site is None or path is None or not _PATH.match(path):
        return None
    return f"{site}{path[: path.rfind('/') + 1] or '/'}"
