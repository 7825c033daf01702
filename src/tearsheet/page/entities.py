"""Character references of HTML that whoever flattened a page left in it: ``&nbsp;``, ``&#8217;``.

Only references that end with a semicolon are read; names after
https://html.spec.whatwg.org/multipage/named-characters.html.
"""

import re
from html import unescape
from html.entities import html5

__all__ = ["has_entities", "without_entities"]

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def has_entities(text: str) -> bool:
    """Whether a capture holds any."""
    return "&" in text and _REFERENCE.search(text) is not None


def without_entities(text: str) -> str:
    """A text with the characters that its references stand for."""
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    # An unknown name that begins like a known one is no reference.
    return unescape(match[0]) if match[0][1] == "#" else html5.get(match[0][1:], match[0])
