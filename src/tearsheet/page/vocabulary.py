"""What the elements and attributes of HTML are to a reader.

Which elements are block-level follows the standard's rendering section
(https://html.spec.whatwg.org/multipage/rendering.html).
"""

from collections.abc import Mapping
from typing import Any

__all__ = [
    "BLOCK",
    "CELLS",
    "DECLARING",
    "HEADINGS",
    "INLINES",
    "ITEMS",
    "LABELS",
    "LEAVES",
    "LISTS",
    "MARKS",
    "PREFORMATTED",
    "RAW_TEXT",
    "ROLES",
    "SKIPPED",
    "TELLING_BLOCKS",
    "preformatted",
    "role_words",
]

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""Heading elements and their levels."""
BLOCK = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav noscript ol p
    plaintext pre section summary table tbody td tfoot th thead tr ul xmp head
    """.split()
)
"""Elements that a reader sees as a block of their own."""
LISTS = frozenset("ul ol menu dir dl".split())
"""Of these, those that are lists."""
ITEMS = frozenset({"li", "dt", "dd"})
"""Items of lists."""
CELLS = frozenset({"td", "th"})
"""Cells of tables."""
PREFORMATTED = frozenset("listing plaintext pre xmp".split())
"""Of the block-level elements, those that keep their white space."""
TELLING_BLOCKS = (
    frozenset({"figcaption", "blockquote", "figure", "table", "tr", "noscript", "html", "button"})
    | HEADINGS.keys()
    | LISTS
    | ITEMS
    | CELLS
)
"""Block-level elements that make something of the text inside but a Block."""
SKIPPED = frozenset(
    """
    style template svg canvas object embed applet iframe audio video map select datalist textarea input progress
    meter colgroup col rp rt noembed frame param track area
    """.split()
)
"""Elements whose content is no text of the page."""
RAW_TEXT = frozenset("iframe noembed textarea".split())
"""Of these, those whose content is not parsed; ``style`` and ``script`` aside."""
MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sub": "subscript",
    "sup": "superscript",
}
"""Inline elements that mark a span of text, and the kind of mark."""
INLINES = frozenset({"time", "q", "picture", *MARKS})
"""Inline elements that make something of the text inside, links aside."""
LEAVES = frozenset({"img", "amp-img", "source", "br", "hr", "math"})
"""Elements that show something and are not walked into."""
DECLARING = frozenset({"title", "meta", "link", "base", "script"})
"""Elements that say something about the page and are not walked into."""
ROLES = frozenset("role itemtype itemprop hidden aria-hidden style".split())
"""Attributes that `role_words` reads."""
LABELS = frozenset("a b cite em font i label mark small span strong time u".split())
"""Inline elements that style sheets often make blocks of."""


def preformatted(node: Any) -> str:
    """Text of a ``pre`` with its white space; line breaks and block-level elements part lines."""
    parts: list[str] = []
    # Elements still to visit, and a line end for each block-level one that is left.
    todo: list[Any] = []
    child = node.first_child
    while child is not None or todo:
        if child is None:
            child = todo.pop()
            if child.tag in BLOCK:
                _end_line(parts)
            child = child.next
            continue
        tag = child.tag
        if tag == "-text":
            parts.append(child.text_content or "")
        elif tag == "br":
            parts.append("\n")
        elif tag is not None and tag not in SKIPPED and tag != "script":
            if tag in BLOCK:
                _end_line(parts)
            inner = child.first_child
            if inner is not None:
                todo.append(child)
                child = inner
                continue
        child = child.next
    return "".join(parts)


def _end_line(parts: list[str]) -> None:
    """End the line, if it holds anything."""
    if parts and not parts[-1].endswith("\n"):
        parts.append("\n")


def role_words(attributes: Mapping[str, str | None]) -> str:
    """ARIA role, microdata type and property, and whether the element is hidden, lower case."""
    words = [attributes[key] or "" for key in ("role", "itemtype", "itemprop") if key in attributes]
    style = attributes.get("style")
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style and "display:none" in style.replace(" ", "").lower())
    ):
        words.append("hidden")
    return " ".join(words).lower() if words else ""
