"""Captions and credits in attributes, where scripts take them from: of images, and of the elements around them."""

import html
import re
from collections.abc import Mapping

from tearsheet.remembered import remembered

__all__ = ["caption_attributes", "tells_of_image"]

_NAME = re.compile(
    r"(?:\A|[-_])(?:(?P<caption>captions?|caption-?(?:text|html)|legend|cutline)"
    r"|(?P<credit>credits?|copyright|photographer|credit-?(?:text|line)))\Z"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_LONGEST = 2_000
_LEAST_LETTERS = 3
_SETTINGS = frozenset("true false none top bottom left right center auto yes null undefined figcaption below".split())


def caption_attributes(attributes: Mapping[str, str | None]) -> dict[str, tuple[str, str]]:
    """What attributes say of an image.

    Args:
        attributes: of an element.

    Returns:
        Attribute and text, without elements and references, by what it is: ``"caption"`` or ``"credit"``.
    """
    found: dict[str, tuple[str, str]] = {}
    for name, value in attributes.items():
        kind = _kind(name)
        if kind is None or not value:
            continue
        text = " ".join(_TAG.sub(" ", html.unescape(value[:_LONGEST])).split()).strip('" ')
        if kind not in found and sum(map(str.isalpha, text)) >= _LEAST_LETTERS and text.casefold() not in _SETTINGS:
            found[kind] = (name, text)
    return found


def tells_of_image(name: str) -> bool:
    """Whether an attribute of this name may say something of an image."""
    return _kind(name) is not None


@remembered(5_000)
def _kind(name: str) -> str | None:
    """What an attribute of this name says; the cache only saves time."""
    match = _NAME.search(name)
    if match is None:
        return None
    return "caption" if match["caption"] else "credit"
