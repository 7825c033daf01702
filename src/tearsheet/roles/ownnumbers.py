"""What each Block says of itself: its length, signs, links, kind and tag, and how often its like stands in the page.

The first columns of `tearsheet.roles.features`; a flat capture gives the same ones as HTML.
"""

import re
from collections import Counter

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tearsheet.native import blockloops
from tearsheet.page.block import Kind, Page
from tearsheet.page.text import CREDIT_START

__all__ = ["COLUMN", "OWN", "PRICE", "measure_own", "units_of"]

_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]+")
_STOP = re.compile("[.!?…。！？؟\u06d4।։]+" r"(?=\s|\Z|[”\"»’)」])")
_COMMA = re.compile("[,;،、，；]")
_DIGIT = re.compile(r"\d")
_TERMINAL = frozenset(".!?…。！？؟।։:：;")
_CLOSING = "”\"»’')]）」』"
_WORD = re.compile(r"\w+")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d{2}\b|年|月")
PRICE = re.compile(r"[$€£¥₹₽]\s?\d|\d\s?(?:[$€£¥₹₽]|(?:USD|EUR|руб|zł|kr)\b)")
"""An amount of money, the sign before or behind it."""
_CONTACT = re.compile(r"[\w.+-]@[\w-]+\.\w|https?://|www\.|\+\d[\d ()-]{7}")
_STARS = re.compile(r"[★☆]|\b\d(?:[.,]\d)?\s?/\s?(?:5|10)\b(?!/)")
_MARKED = re.compile(r"[|•·›»→▶►☰✕×©®™@#]|https?:|www\.")
_SEARCHES = tuple(pattern.search for pattern in (_TIME, _MARKED, PRICE, _CONTACT, _STARS))

OWN: tuple[str, ...] = (
    "units",
    "words",
    "link share",
    "links",
    "strong share",
    "stops",
    "commas",
    "digit share",
    "upper case",
    "ends sentence",
    "ends with colon",
    "ends with ellipsis",
    "time or year",
    "furniture sign",
    "kind paragraph",
    "kind heading",
    "kind list item",
    "kind quotation",
    "kind table",
    "kind code",
    "kind caption",
    "kind image",
    "level",
    "tag p",
    "tag div",
    "tag span",
    "tag cell",
    "tag a",
    "depth",
    "same text",
    "same shape",
    "shape units",
    "shape link share",
    "title likeness",
    "description likeness",
    "gap before",
    "emphasis share",
    "price",
    "contact",
    "stars",
    "times",
    "copies before",
    "copies after",
)
"""Names of the columns."""


_LEAST_PROSE, _LEAST_SENTENCE = 100, 60
_LONGEST_TITLE = 250
_USUAL_TITLE = 40.0
_TITLE_WITHIN = 40
_LATER, _CREDIT_COST = 4.0, 25.0
_FULL_STOPS = _TERMINAL - set("?!？！")

COLUMN = {name: number for number, name in enumerate(OWN)}

_KIND_NUMBERS = {kind: number for number, kind in enumerate(Kind)}
_TAG_NUMBERS = {"p": 1, "div": 2, "span": 3, "td": 4, "th": 4, "a": 5, "button": 5}
_KINDS = slice(COLUMN["kind paragraph"], COLUMN["kind image"] + 1)
_TAGS = slice(COLUMN["tag p"], COLUMN["tag a"] + 1)
_SHAPE = slice(COLUMN["same shape"], COLUMN["shape link share"] + 1)
_FILLED = (
    _KINDS,
    _TAGS,
    _SHAPE,
    slice(COLUMN["level"], COLUMN["level"] + 1),
    slice(COLUMN["depth"], COLUMN["depth"] + 1),
)
_MEASURED = np.delete(np.arange(len(OWN)), np.r_[_FILLED])
"""Columns that are measured Block by Block; the others are filled in for the whole page."""
_NOTHING = (0.0,) * 13
"""What is measured of a Block without text, between its links and the gap before it."""


def units_of(text: str) -> float:
    """Length of a text that means the same in every script: wide characters count 2.5 times."""
    return len(text) + 1.5 * _wide(text)


def _wide(text: str) -> int:
    return 0 if text.isascii() else sum(map(len, _WIDE.findall(text)))


def _count_signs(text: str) -> tuple[int, int, int, int]:
    """How many wide characters, stops, commas and digits a text has."""
    return _wide(text), len(_STOP.findall(text)), len(_COMMA.findall(text)), len(_DIGIT.findall(text))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _named(page: Page, names: tuple[str, ...]) -> str:
    for name in names:
        for meta in page.markup.metas:
            if meta.name == name:
                return meta.value
    return ""


def _first_title(page: Page) -> str:
    """What reads most like a title before the first prose, for a page that names none: the first heading, or a line
    that comes early, is neither very short nor long, and ends no sentence."""
    best, best_score = "", -1e9
    for number, block in enumerate(page.blocks[:_TITLE_WITHIN]):
        text = block.text
        if block.kind is Kind.HEADING:
            return text
        length = units_of(text)
        if length > _LONGEST_TITLE or (length > _LEAST_PROSE and _STOP.search(text)):
            break
        if length > _LEAST_SENTENCE and text[-1] in _FULL_STOPS:
            break
        if block.kind is not Kind.PARAGRAPH or text[-1] in _FULL_STOPS:
            continue
        # A line a word long is a label or a button; one place further down costs as much as a few letters.
        score = min(length, _USUAL_TITLE) - _LATER * number
        score -= _CREDIT_COST * (CREDIT_START.match(text) is not None)
        if score > best_score:
            best, best_score = text, score
    return best


def measure_own(page: Page) -> tuple[NDArray[np.float32], NDArray[np.intp], NDArray[np.intp]]:
    """Measure what each Block says of itself, and how often its like stands in the page.

    Args:
        page: the page.

    Returns:
        One row a Block, by `OWN`, the depth left at 0; the number of its kind, in the order of `Kind`; and its
        element.
    """
    blocks = page.blocks
    title_words = _words(page.markup.title.value if page.markup.title else "")
    og_title_words = _words(_named(page, ("og:title", "twitter:title")))
    if not title_words and not og_title_words:
        title_words = _words(_first_title(page))
    description_words = _words(_named(page, ("og:description", "description", "twitter:description")))
    titles = [words for words in (title_words, og_title_words) if words]
    base = np.zeros((len(blocks), len(OWN)), np.float32)
    if blockloops is not None:
        kinds, places = np.empty((2, len(blocks)), np.intp)
        elements = page.elements
        blockloops.measure_blocks(
            blocks,
            elements.tag,
            elements.names,
            elements.parent,
            page.text,
            titles,
            description_words,
            _KIND_NUMBERS,
            _TAG_NUMBERS,
            _SEARCHES,
            base,
            kinds,
            places,
        )
        return base, kinds, places
    rows, found, tags, levels, shapes, shape_sums = _blocks(page, titles, description_words)
    if blocks:
        base[:, _MEASURED] = rows
        base[:, _KINDS] = np.array(found)[:, None] == np.arange(len(_KIND_NUMBERS))
        base[:, _TAGS] = np.array(tags)[:, None] == np.arange(1, 6)
        base[:, COLUMN["level"]] = levels
        means = [(blocks, units, links / units if units else 0.0) for blocks, units, links in shape_sums]
        base[:, _SHAPE] = np.array(means, np.float32)[np.array(shapes)]
    return base, np.array(found, np.intp), np.array([block.element for block in blocks], np.intp)


_Measured = tuple[ArrayLike, list[int], list[int], list[int], list[int], list[list[float]]]
"""What is measured of each Block, by the columns of `_MEASURED`; its kind, tag, level and shape; what its shape sums up
to: Blocks, their length, that of their links."""


def _blocks(page: Page, titles: list[set[str]], description: set[str]) -> _Measured:
    """What each Block says of itself, one after the other."""
    blocks, elements = page.blocks, page.elements
    compared = bool(titles or description)
    texts = Counter([block.text for block in blocks if block.text])
    seen: Counter[str] = Counter()
    shape_numbers: dict[object, int] = {}
    shapes: list[int] = []
    shape_sums: list[list[float]] = []
    kinds: list[int] = []
    tags: list[int] = []
    rows: list[tuple[float, ...]] = []
    end = 0
    for block in blocks:
        text = block.text
        length = len(text)
        wide, stops, commas, digits = _count_signs(text)
        units = length + 1.5 * wide
        linked = strong = links = emphasised = times = 0
        for mark in block.marks:
            if mark.kind == "link":
                linked += mark.end - mark.start
                links += 1
            elif mark.kind == "strong":
                strong += mark.end - mark.start
            elif mark.kind == "emphasis":
                emphasised += mark.end - mark.start
            elif mark.kind == "time":
                times += 1
        kind = _KIND_NUMBERS[block.kind]
        kinds.append(kind)
        element = block.element
        if element >= 0:
            tag = elements.tag[element]
            parent = elements.parent[element]
            shape: object = (
                tag,
                elements.names[element],
                elements.tag[parent] if parent >= 0 else "",
                elements.names[parent] if parent >= 0 else "",
                kind,
            )
            tags.append(_TAG_NUMBERS.get(tag, 0))
        else:
            shape = kind
            tags.append(0)
        number = shape_numbers.setdefault(shape, len(shape_sums))
        if number == len(shape_sums):
            shape_sums.append([0.0, 0.0, 0.0])
        shapes.append(number)
        sums = shape_sums[number]
        sums[0] += 1
        sums[1] += units
        sums[2] += linked / length * units if length else 0.0
        gap = -1.0
        place = block.place
        if place.kind == "span" and place.start is not None and place.end is not None:
            gap = float(min(page.text.count("\n", end, place.start), 5))
            end = place.end
        if not length:
            rows.append((units, 0.0, 0.0, links, *_NOTHING, gap, 0.0, 0.0, 0.0, 0.0, times, 0.0, 0.0))
            continue
        copies = texts[text]
        earlier = seen[text]
        seen[text] = earlier + 1
        short = length < 200
        bare = text[-4:].rstrip(_CLOSING)
        last = bare[-1:]
        likeness = described = 0.0
        if length < 400 and compared:
            words = _words(text)
            if words:
                for wanted in titles:
                    if shared := len(words & wanted):
                        likeness = max(likeness, shared / (len(words) + len(wanted) - shared))
                if description:
                    described = len(words & description) / len(words)
        rows.append(
            (
                units,
                text.count(" ") + 1.0,
                min(linked / length, 1.0),
                links,
                min(strong / length, 1.0),
                stops,
                commas,
                digits / length,
                text.isupper(),
                last in _TERMINAL,
                last == ":" or last == "：",
                bare.endswith(("…", "...")),
                short and ((digits > 0 and _TIME.search(text) is not None) or "年" in text or "月" in text),
                short and _MARKED.search(text) is not None,
                copies,
                likeness,
                described,
                gap,
                min(emphasised / length, 1.0),
                short and digits > 0 and PRICE.search(text) is not None,
                ("@" in text or "www." in text or "://" in text or "+" in text) and _CONTACT.search(text) is not None,
                short
                and ((digits > 0 and "/" in text and _STARS.search(text) is not None) or "★" in text or "☆" in text),
                times,
                min(earlier, 5),
                min(copies - earlier - 1, 5),
            )
        )
    return np.array(rows, np.float32), kinds, tags, [block.level for block in blocks], shapes, shape_sums
