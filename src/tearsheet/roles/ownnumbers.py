"""What each Block says of itself: its length, signs, links, kind and tag, and how often its like stands in the page.

The first columns of `tearsheet.roles.features`; a flat capture gives the same ones as HTML.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import blockloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.text import CREDIT_START
from tearsheet.remembered import remembered

__all__ = ["COLUMN", "OWN", "PRICE", "lower_words", "measure_own", "units_of"]

_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]+")
_STOP_SIGN, _BEHIND_STOP = re.compile("[.!?…。！？؟\u06d4।։]"), re.compile(r"[\s”\"»’)」]")
_STOP = re.compile(rf"{_STOP_SIGN.pattern}+(?={_BEHIND_STOP.pattern}|\Z)")
_COMMA = re.compile("[,;،、，；]")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(" ")
_IS_STOP, _MAY_FOLLOW, _ANY_SIGN = np.uint8(1 << 1), np.uint8(1 << 2), np.uint8(0xFF)
"""Bits of `_classes`."""
_KNOWN_SIGNS = 0x20000
"""No character from there on is any of these."""
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
_LONGEST_TITLE_LIKE = 400
"""Characters from which on a text's words are not held against the title's."""
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


def units_of(text: str) -> float:
    """Length of a text that means the same in every script: wide characters count 2.5 times."""
    return len(text) + 1.5 * _wide(text)


def _wide(text: str) -> int:
    return 0 if text.isascii() else sum(map(len, _WIDE.findall(text)))


@remembered(1_000)
def lower_words(text: str) -> list[str]:
    """The words of a text in lower case, not to be altered; several looks at a page ask for them, which are kept to
    save time."""
    return _WORD.findall(text.lower())


def _words(text: str) -> set[str]:
    return set(lower_words(text))


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


_Measured = tuple[NDArray[np.float64], list[int], list[int], list[int], list[int], list[list[float]]]
"""What is measured of each Block, by the columns of `_MEASURED`; its kind, tag, level and shape; what its shape sums up
to: Blocks, their length, that of their links."""


def _blocks(page: Page, titles: list[set[str]], description: set[str]) -> _Measured:
    """What each Block says of itself: its characters are counted for the whole page at once."""
    blocks = page.blocks
    texts = [block.text for block in blocks]
    together = "\n".join(texts)
    lengths = np.array(list(map(len, texts)), np.intp)
    wide, stops, commas, digits, spaces = _count_signs(together, lengths)
    filled, least = lengths > 0, np.maximum(lengths, 1)
    units = lengths + 1.5 * wide
    marked = np.array([_NO_MARKS if not block.marks else _measure_marks(block) for block in blocks], np.float64)
    linked, links, strong, emphasised, times = marked.reshape(-1, 5).T
    kinds, tags, shapes, shape_sums = _shapes(page, units.tolist(), (linked / least * units).tolist())
    starts = (np.cumsum(lengths + 1) - lengths - 1).tolist()
    short = lengths < _SHORT
    told = np.zeros((6, len(texts)), np.bool_)
    time, furniture, price, contact, stars, numbered = told
    numbered[:] = short & (digits > 0)
    for number in np.flatnonzero(numbered).tolist():
        text = texts[number]
        time[number] = _TIME.search(text) is not None
        price[number] = PRICE.search(text) is not None
        stars[number] = "/" in text and _STARS.search(text) is not None
    for found, signs in ((time, "年月"), (stars, "★☆"), (furniture, _SIGNS)):
        for number in _holding(together, starts, signs):
            found[number] = short[number]
    for number in _holding(together, starts, _OF_CONTACTS):
        contact[number] = _CONTACT.search(texts[number]) is not None
    bare = [text[-4:].rstrip(_CLOSING) for text in texts]
    last = [text[-1:] for text in bare]
    copies, earlier = _copies(texts)
    likeness = _likeness(texts, titles, description)
    rows = np.zeros((len(_MEASURED), len(texts)))
    # Of what has no characters all is zero but its links, times and the gap before it.
    rows[:] = (
        units,
        np.where(filled, spaces + 1.0, 0.0),
        np.minimum(linked / least, 1.0),
        links,
        np.minimum(strong / least, 1.0),
        stops,
        commas,
        digits / least,
        list(map(str.isupper, texts)),
        [sign in _TERMINAL for sign in last],
        [sign == ":" or sign == "：" for sign in last],
        [text.endswith(("…", "...")) for text in bare],
        time,
        furniture,
        copies,
        *likeness,
        _gaps(page),
        np.minimum(emphasised / least, 1.0),
        price,
        contact,
        stars,
        times,
        np.minimum(earlier, 5),
        np.minimum(copies - earlier - 1, 5),
    )
    rows[_OF_TEXT] *= filled
    return rows.T, kinds, tags, [block.level for block in blocks], shapes, shape_sums


_SHORT = 200
"""Characters from which on a text is too long to be read for what furniture holds."""

_NO_MARKS = (0.0,) * 5
_SIGNS = (*"|•·›»→▶►☰✕×©®™@#", "http:", "https:", "www.")
"""What one of is in whatever `_MARKED` matches."""

_OF_CONTACTS = ("@", "www.", "://", "+")
"""What one of is in whatever `_CONTACT` matches."""

_OF_TEXT = [
    place
    for place, column in enumerate(_MEASURED.tolist())
    if OWN[column] not in ("units", "words", "links", "gap before", "times")
]


@cache
def _classes() -> NDArray[np.uint8]:
    """What each character is, one bit each: wide, a stop, what may follow a stop, a comma, a digit, a space."""
    classes = np.zeros(_KNOWN_SIGNS + 1, np.uint8)
    every = "".join(map(chr, range(_KNOWN_SIGNS)))
    for bit, pattern in enumerate((_WIDE, _STOP_SIGN, _BEHIND_STOP, _COMMA, _DIGIT, _SPACE)):
        signs = "".join(pattern.findall(every))
        classes[list(map(ord, signs))] |= 1 << bit
    return classes


def _count_signs(together: str, lengths: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """How many wide characters, stops, commas, digits and spaces each text has.

    Args:
        together: the texts, a line feed between them.
        lengths: of the texts.
    """
    codes = np.frombuffer((together + "\n").encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _classes().take(codes, mode="clip")
    ends = np.concatenate(([0], np.cumsum(lengths + 1)))
    # However many stand in a row are one stop, if what comes behind the last may do so.
    found[:-1] &= np.where(found[1:] & _MAY_FOLLOW, _ANY_SIGN, _ANY_SIGN ^ _IS_STOP)
    for bit in (0, 1, 3, 4, 5):
        sums = np.zeros(len(codes) + 1, np.intp)
        np.cumsum(found >> bit & 1, out=sums[1:])
        yield np.diff(sums[ends])


def _measure_marks(block: Block) -> tuple[int, int, int, int, int]:
    """The length of a Block's links and how many there are, that of what is strong and emphasised, and the times."""
    linked = links = strong = emphasised = times = 0
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
    return linked, links, strong, emphasised, times


def _shapes(
    page: Page, units: list[float], linked: list[float]
) -> tuple[list[int], list[int], list[int], list[list[float]]]:
    """The kind, tag and shape of each Block, and what each shape sums up to."""
    tag_of, names, parents = page.elements.tag, page.elements.names, page.elements.parent
    numbers: dict[object, int] = {}
    kinds: list[int] = []
    tags: list[int] = []
    shapes: list[int] = []
    sums: list[list[float]] = []
    for block, length, links in zip(page.blocks, units, linked, strict=True):
        kind = _KIND_NUMBERS[block.kind]
        element = block.element
        if element >= 0:
            tag = tag_of[element]
            parent = parents[element]
            above, named = (tag_of[parent], names[parent]) if parent >= 0 else ("", "")
            shape: object = (tag, names[element], above, named, kind)
            tags.append(_TAG_NUMBERS.get(tag, 0))
        else:
            shape = kind
            tags.append(0)
        number = numbers.setdefault(shape, len(sums))
        if number == len(sums):
            sums.append([0.0, 0.0, 0.0])
        kinds.append(kind)
        shapes.append(number)
        held = sums[number]
        held[0] += 1
        held[1] += length
        held[2] += links
    return kinds, tags, shapes, sums


def _holding(together: str, starts: list[int], signs: Iterable[str]) -> set[int]:
    """Which of the texts that are joined in one, each from where it starts there, hold one of the signs."""
    found: set[int] = set()
    for sign in signs:
        place = together.find(sign)
        while place >= 0:
            behind = bisect_right(starts, place)
            found.add(behind - 1)
            place = together.find(sign, starts[behind]) if behind < len(starts) else -1
    return found


def _copies(texts: list[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """How often each text stands in the page, and how often before it."""
    seen: dict[str, int] = {}
    earlier: list[int] = []
    for text in texts:
        earlier.append(before := seen.get(text, 0))
        seen[text] = before + 1
    return np.array([seen[text] for text in texts], np.intp), np.array(earlier, np.intp)


def _likeness(texts: list[str], titles: list[set[str]], description: set[str]) -> tuple[list[float], list[float]]:
    """How much of each text's words and those of the likest title both have; and the share that the description has."""
    likeness, described = [0.0] * len(texts), [0.0] * len(texts)
    wanted = description.union(*titles)
    if not wanted:
        return likeness, described
    for number, text in enumerate(texts):
        if len(text) >= _LONGEST_TITLE_LIKE or wanted.isdisjoint(words := _words(text)):
            continue
        for title in titles:
            if shared := len(words & title):
                likeness[number] = max(likeness[number], shared / (len(words) + len(title) - shared))
        if description:
            described[number] = len(words & description) / len(words)
    return likeness, described


def _gaps(page: Page) -> list[float]:
    """How many line ends stand before each Block of a flat capture, no more than five; -1 where that is not known."""
    if not page.text:
        return [-1.0] * len(page.blocks)
    gaps: list[float] = []
    end = 0
    for block in page.blocks:
        place = block.place
        gap = -1.0
        if place.kind == "span" and place.start is not None and place.end is not None:
            gap = float(min(page.text.count("\n", end, place.start), 5))
            end = place.end
        gaps.append(gap)
    return gaps
