"""Captions and credits in attributes, where scripts take them from: of images, and of the elements around them."""

import html
import re
from collections.abc import Mapping

__all__ = ["caption_attributes", "has_caption_attributes"]

_NAME = re.compile(
    r"(?:\A|[-_])(?:(?P<caption>captions?|caption-(?:text|html)|legend|cutline)"
    r"|(?P<credit>credits?|copyright|photographer|credit-(?:text|line)))\Z"
)
_ANYWHERE = re.compile(r"(?:caption|legend|cutline|credit|copyright|photographer)[\w-]{0,12}\s*=", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_LONGEST = 2_000
_LEAST_LETTERS = 3
_SETTINGS = frozenset("true false none top bottom left right center auto yes null undefined figcaption below".split())


def has_caption_attributes(document: str) -> bool:
    """Whether any attribute of a document may hold a caption or a credit."""
    return _ANYWHERE.search(document) is not None


def caption_attributes(attributes: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    """What attributes say of an image.

    Args:
        attributes: of an element.

    Returns:
        Attribute and text, without elements and references, by what it is: ``"caption"`` or ``"credit"``.
    """
    found: dict[str, tuple[str, str]] = {}
    for name, value in attributes.items():
        match = _NAME.search(name) if value else None
        if match is None or value is None:
            continue
        kind = "caption" if match["caption"] else "credit"
        text = " ".join(_TAG.sub(" ", html.unescape(value[:_LONGEST])).split()).strip('" ')
        if kind not in found and sum(map(str.isalpha, text)) >= _LEAST_LETTERS and text.casefold() not in _SETTINGS:
            found[kind] = (name, text)
    return found
