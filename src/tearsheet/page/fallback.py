"""What a page shows without scripts, bounded before it is parsed.

To a browser that runs scripts a ``noscript`` is text up to its end tag; the parser used here parses what is inside.
An element of raw text left open in there, as in ``<noscript><iframe /></noscript>``, would take in the rest of the
page (https://html.spec.whatwg.org/multipage/scripting.html#the-noscript-element).
"""

import re

__all__ = ["close_fallbacks"]

_NOSCRIPT = re.compile(r"<(/?)[Nn][Oo][Ss][Cc][Rr][Ii][Pp][Tt](?=[\s/>])")
# No script: the page's own scripts write such tags, and would be cut off at the end tag.
_RAW = re.compile(r"<(/?)(iframe|style|textarea|noembed)(?=[\s/>])", re.IGNORECASE)


def close_fallbacks(html: str) -> str:
    """Close what a ``noscript`` leaves open.

    Args:
        html: the document.

    Returns:
        The document, with the end tags that were missing.
    """
    kept: list[str] = []
    done = 0
    start = -1
    for match in _NOSCRIPT.finditer(html):
        if not match[1]:
            start = match.end()
        elif start >= 0:
            still_open = _left_open(html, start, match.start())
            if still_open:
                kept += (html[done : match.start()], f"</{still_open}>")
                done = match.start()
            start = -1
    return "".join((*kept, html[done:])) if done else html


def _left_open(html: str, start: int, end: int) -> str:
    """Name of the element of raw text that is open at the end of a stretch of a document, or nothing."""
    name = ""
    for tag in _RAW.finditer(html, start, end):
        if not tag[1]:
            name = name or tag[2].lower()
        elif tag[2].lower() == name:
            name = ""
    return name
