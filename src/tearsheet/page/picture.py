"""The image behind an ``img``: the real address out of srcset, picture and lazy-loading attributes.

https://html.spec.whatwg.org/multipage/images.html#srcset-attributes
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

__all__ = [
    "LAZY",
    "LAZY_SETS",
    "PLACEHOLDER",
    "best_candidate",
    "may_be_lazy",
    "original_address",
    "picture_address",
    "pixels",
    "stands_for_image",
    "unshown_address",
]

WIDEST_USEFUL = 2600

LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
    "data-img-src",
    "data-url",
    "data-echo",
    "data-defer-src",
)
LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "data-src-set")
_KNOWN = frozenset((*LAZY, *LAZY_SETS))
_LAZY_NAME = re.compile(r"src|lazy|original|image|img|url")
"""What the names of other attributes have in common in which scripts find the address."""
_FILE = re.compile(r"(?:^|[\s,])(?:https?:)?/?/?[^\s,{}\[\]\"'<>]+\.(?:jpe?g|png|webp|avif|gif)\b", re.IGNORECASE)
_LAZY_ADDRESS = re.compile(r"(?:src|lazy|lazyload|original)\Z")
"""How the names of attributes end that hold an address, even one that does not end as a file does."""
_ELEMENT = re.compile(r"(?:\A|-)(?:img|image|picture|photo|foto|bild)(?:-|\Z)")
"""Custom elements that stand for an image."""
_OWN_NAME = re.compile(r"(?:\A|[-:_])(?:src|srcset|url|image|img|href|source)\Z")
_LONGEST_LAZY = 4_000
_LONGEST_ADDRESS = 4_000
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*\Z")
PLACEHOLDER = re.compile(
    r"(?:^data:|(?:^|[/_.-])(?:blank|spacer|placeholder|transparent|pixel|1x1|loading|loader|lazy|grey|gray|dummy)"
    r"\.(?:gif|png|svg|jpe?g|webp)\b)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"\s*(\S[^\s,]*+(?:,[^\s,]*+)*?)(?:,\s|\s+([\d.]+)([wx])[^,]*(?:,|\Z)|\s*,?\s*\Z)", re.IGNORECASE
)


def best_candidate(srcset: str | None) -> str | None:
    """Address of the largest useful image in a ``srcset``; the first one where no sizes are given."""
    if not srcset:
        return None
    best: tuple[float, str] | None = None
    for address, number, unit in _CANDIDATE.findall(srcset[:20_000]):
        try:
            size = float(number) if number else 1.0
        except ValueError:
            size = 1.0
        if unit in ("x", "X") or not number:
            size *= 1000
        if size > WIDEST_USEFUL:
            size = 1.0
        address = address.rstrip(",")
        if address and not address.startswith("data:") and (best is None or size > best[0]):
            best = (size, address)
    return best[1] if best else None


def picture_address(attributes: Mapping[str, str | None], sources: list[str]) -> str | None:
    """The address that a reader would see, as written in the markup.

    Args:
        attributes: attributes of the ``img``.
        sources: the best candidates of the ``source`` elements of its ``picture``.

    Returns:
        The best candidate that is no placeholder; ``None`` when there is none.
    """
    for candidate in _candidates(attributes, sources):
        if candidate and (address := candidate.strip()) and not PLACEHOLDER.search(address):
            return address
    return None


def _candidates(attributes: Mapping[str, str | None], sources: list[str]) -> Iterator[str | None]:
    """What may be the address, the likeliest first."""
    if srcset := attributes.get("srcset"):
        yield best_candidate(srcset)
    kept = [name for name in attributes if name.startswith("data-")]
    for name in LAZY_SETS:
        if name in kept:
            yield best_candidate(attributes[name])
    yield from sources
    for name in kept:
        value = attributes[name]
        lazy = value and "/" in value and name not in _KNOWN and _LAZY_NAME.search(name)
        if lazy and value and _FILE.search(value[:_LONGEST_LAZY]):
            yield best_candidate(value)
    if kept:
        for name in LAZY:
            if name in kept:
                yield attributes[name]
    yield attributes.get("src")


def stands_for_image(tag: str) -> bool:
    """Whether a custom element of this name stands for an image."""
    return _ELEMENT.search(tag) is not None


def may_be_lazy(name: str) -> bool:
    """Whether scripts may find the address of an image in an attribute of this name that nobody has agreed on."""
    return name.startswith("data-") and name not in _KNOWN and _LAZY_NAME.search(name) is not None


def unshown_address(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    """The address of an image that only a script shows, as written in the markup.

    Args:
        tag: ``"img"``, or a custom element.
        attributes: of the element.

    Returns:
        What a custom element that is named after images has for an address, or what an ``img`` without one holds for a
        script; ``None`` when there is none.
    """
    if tag != "img":
        if not stands_for_image(tag):
            return None
        return picture_address(attributes, []) or next(_files(attributes), None)
    for name, value in attributes.items():
        if value and name.startswith("data-") and _LAZY_ADDRESS.search(name):
            address = value.strip()
            if address.startswith(("https://", "http://", "//")) and len(address.split()) == 1:
                return None if PLACEHOLDER.search(address) else address
    return None


def _files(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Addresses of image files in the attributes of a custom element, whose names are its maker's own."""
    for name, value in attributes.items():
        if value and _OWN_NAME.search(name) and _FILE.search(value[:_LONGEST_LAZY]):
            address = best_candidate(value)
            if address and not PLACEHOLDER.search(address):
                yield address


def original_address(address: str) -> str | None:
    """The address of the picture that an address hands to a resizing service; ``None`` when it hands over none."""
    plain = unquote(address[:_LONGEST_ADDRESS])
    start = max(plain.rfind("https://", 8), plain.rfind("http://", 8))
    if start < 0:
        return None
    inner = plain[start:]
    if plain[start - 1] == "=" and "?" not in inner:
        # Behind a parameter, what follows an ampersand belongs to the service.
        inner = inner.partition("&")[0]
    return inner if "." in inner else None


def pixels(value: str | None) -> int | None:
    """A width or height attribute in pixels; ``None`` when it gives none."""
    if not value:
        return None
    if len(value) <= 5 and value.isascii() and value.isdecimal():
        return int(value)
    match = _PIXELS.match(value)
    return int(match[1]) if match else None
