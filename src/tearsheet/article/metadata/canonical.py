"""The canonical address: where the publisher says that the article stands.

The canonical link relation (https://www.rfc-editor.org/rfc/rfc6596), Open Graph (https://ogp.me/) and schema.org.
"""

import re
from urllib.parse import urljoin, urlsplit

from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.page.place import make_place

__all__ = ["absolute", "canonical_address"]

_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?:/[\w/.,%~=+@!:-]*(?:\?[\w/.,%~=+&:-]+)?)?\Z", re.ASCII)
"""Addresses in which there is nothing to join or to leave out."""


def canonical_address(declared: Declared) -> tuple[str | None, list[Clue], Clue | None]:
    """The page's canonical address, what speaks for it, and which of that was used.

    A canonical address is believed when it has a path or the page itself has none: publishing systems often point
    every page at the front page.
    """
    clues = [
        *(make_clue(m.value, m.value, "link canonical", m.place) for m in declared.links.get("canonical", ())),
        *declared.meta("og:url", "prism.url"),
        *declared.said("url", "mainEntityOfPage"),
    ]
    base = declared.page.markup.base or declared.url
    own = declared.url
    clues = [clue for clue in clues if "://" in clue.text or clue.text.startswith("/")]
    for clue in clues:
        address = absolute(base, clue.text)
        if address and (own is None or _is_deep(address) or not _is_deep(own)):
            return address, clues, clue
    if own:
        used = make_clue(own, own, "address", make_place("address"))
        return own, [*clues, used], used
    return None, clues, None


def absolute(base: str | None, address: str) -> str | None:
    """An address made absolute, or ``None`` where it is not one of the web."""
    if _PLAIN.match(address):
        return address
    try:
        joined = urljoin(base or "", address)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def _is_deep(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)
