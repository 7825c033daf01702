"""What tells for or against a title beside the kinds of place that state it: its wording, its place, and the others.

Who states what a page is called is seen together, too: an `og:title` that all repeat is not one that stands alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from urllib.parse import unquote, urlsplit

from tearsheet.article.metadata.blocklists import of_kind
from tearsheet.article.metadata.declared import Declared
from tearsheet.article.metadata.site import is_site_name, same_name
from tearsheet.article.metadata.wording import words
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import Role

__all__ = ["Surroundings", "is_prose", "traits_between", "traits_of_text"]

_NEAR_TEXT = 8
_LONG = 25
_NEAR_ADDRESS = 0.5
_DOTS = re.compile(r"(?:\.{3}|…)\Z")
_BAR = re.compile(r"[|│｜•·»]")
_DASH = re.compile(r"\s[-–—]\s")
_STOP = re.compile(r"[.!。]\Z")
_SLUG_WORD = re.compile(r"[a-z]{2,}|\d+")
_FILE_ENDINGS = frozenset({"html", "htm", "php", "aspx"})
_COPIES = frozenset({"meta og:title", "meta twitter:title", "meta title", "json-ld name", "title element"})
"""Kinds that publishing systems fill from one another."""

_SPEAKERS = (
    ("heading", ("visible title", "visible h1")),
    ("og:title", ("meta og:title",)),
    ("headline", ("json-ld headline",)),
    ("title element", ("title element",)),
)
"""The four places in which nearly every publisher has a title, and the kinds that stand for them."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"})


def traits_of_text(text: str, kinds: AbstractSet[str]) -> Iterator[str]:
    """What the wording of a title tells, and which kinds of place state it and which don't."""
    if len(kinds & _COPIES) > 1:
        yield "copies agree"
    if not any(kind.startswith("visible") for kind in kinds):
        yield "not visible"
        if _DASH.search(text):
            # In a heading it is the author's own.
            yield "has a dash"
        if _DOTS.search(text):
            yield "cut off"
        # Who writes another title for sharing or for search engines leaves the rest as it is.
        headline, element = "json-ld headline" in kinds, "title element" in kinds
        if "meta og:title" in kinds and not headline and not element:
            yield "only shared" if "meta twitter:title" not in kinds else "only shared, twice"
        elif headline and "meta og:title" not in kinds:
            yield "only data and title element" if element else "only data"
    elif "title element" in kinds:
        yield "visible and title element agree"
    elif any(kind.startswith("title element ") for kind in kinds):
        yield "visible and part of the title element"
    length = len(words(text))
    if length == 1:
        yield "one word"
    elif length > _LONG:
        yield "long"
    # Titles made for search engines add what else the page is about; slogans are sentences.
    if _BAR.search(text):
        yield "has a bar"
    if _STOP.search(text):
        yield "ends like a sentence"


def traits_between(titles: Sequence[tuple[str, AbstractSet[str]]], url: str | None) -> list[set[str]]:
    """What tells one title from the others: who states which, which holds which, and which is nearest to the address.

    Args:
        titles: key and kinds of place of each.
        url: address of the page.
    """
    found: list[set[str]] = [set() for _ in titles]
    speakers: list[list[str]] = [[] for _ in titles]
    for speaker, kinds in _SPEAKERS:
        stating = (number for kind in kinds for number, (_, own) in enumerate(titles) if kind in own)
        if (number := next(stating, -1)) >= 0:
            speakers[number].append(speaker)
    for number, (key, _) in enumerate(titles):
        if speakers[number]:
            found[number].add("told by " + ", ".join(speakers[number]))
        for other, (known, _) in enumerate(titles):
            if other != number and speakers[other]:
                found[number].update(_overlap(key, known, "the heading" if "heading" in speakers[other] else "another"))
    if slug := _slug(url):
        nearness = [_nearness(key, slug) for key, _ in titles]
        nearest = max(nearness, default=0.0)
        if nearest > _NEAR_ADDRESS:
            for traits, near in zip(found, nearness, strict=True):
                traits.add("nearest to the address" if near >= nearest else "farther from the address")
    return found


def _overlap(key: str, other: str, name: str) -> Iterator[str]:
    """How a title begins or ends with another, or the other with it."""
    if key.startswith(other + " "):
        yield f"goes on after {name}"
    elif other.startswith(key + " "):
        yield f"begins {name}"
    elif key.endswith(" " + other):
        yield f"leads up to {name}"
    elif other.endswith(" " + key):
        yield f"ends {name}"


class Surroundings:
    """What the page around a title tells of it; looked up once a page.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
    """

    def __init__(self, declared: Declared, names: Sequence[str]) -> None:
        self._names = names
        self._url = declared.url
        tops = [block.block for block in of_kind(declared.blocks, Kind.HEADING) if block.level == 1]
        self._only_top = tops[0] if len(tops) == 1 else -1
        self._start = next((block.block for block in declared.blocks if is_prose(block)), -1)

    def traits(self, text: str, block: Block | None) -> Iterator[str]:
        """Where a title stands, and whether it is the outlet's name.

        Args:
            text: the title.
            block: the Block that shows it.
        """
        if block is not None:
            if block.block == self._only_top:
                yield "the only h1"
            if 0 < self._start - block.block <= _NEAR_TEXT:
                yield "right above the text"
            elif self._start > 0:
                yield "far above the text" if block.block < self._start else "inside the text"
        if same_name(text, self._names, self._url):
            yield "the site's name"
        elif is_site_name(text, self._names, self._url):
            yield "like the site's name"


def is_prose(block: Block) -> bool:
    """Whether a Block is a paragraph of the text, or may be one where roles are not decided."""
    return block.role is Role.PARAGRAPH or (block.role is None and block.kind is Kind.PARAGRAPH)


def _slug(url: str | None) -> frozenset[str]:
    """Words of the longest part of an address' path."""
    try:
        path = unquote(urlsplit((url or "")[:2_000]).path)
    except ValueError:
        return frozenset()
    longest = max(path.casefold().split("/"), key=lambda part: len(_SLUG_WORD.findall(part)), default="")
    found = [word for word in _SLUG_WORD.findall(_plain(longest)) if word not in _FILE_ENDINGS]
    return frozenset(found) if len(found) > 2 else frozenset()


def _nearness(key: str, slug: AbstractSet[str]) -> float:
    own = set(_SLUG_WORD.findall(_plain(key)))
    return 2 * len(own & slug) / (len(own) + len(slug)) if own else 0.0


def _plain(text: str) -> str:
    """Letters without their marks, as addresses have them."""
    if text.isascii():
        return text
    text = text.translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
