"""What the role decision sees of a Page: one row of numbers a Block.

The same numbers for both doors; what a flat capture cannot tell stands at its neutral value; ``has markup`` says so.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import loops
from tearsheet.page.block import Kind, Page
from tearsheet.page.text import CREDIT_START
from tearsheet.roles.declared import DECLARED, measure_declared
from tearsheet.roles.siblings import SIBLINGS
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.tree import CONTAINER, CONTAINERS, measure_tree

__all__ = ["FEATURES", "PRICE", "PageFeatures", "measure", "units_of"]

_WIDE = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]+")
_STOP = re.compile(r"[.!?…。！？؟।։]+(?=\s|\Z|[”\"»’)」])")
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

_BASE = (
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
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_SEEN_OF_NEIGHBOUR = ("units", "link share", "ends sentence", "kind paragraph", "kind heading", "kind image")
_WINDOWS = (2, 6)
_PAGE = ("page blocks", "page units", "page link share", "page prose share", "page paragraphs", "has markup")
_POSITION = (
    "position",
    "prose before",
    "prose after",
    "blocks after title",
    "units after title",
    "in core",
    "in wide core",
    "levels to core",
    "prose share of core",
    "levels to title",
    "blocks since heading",
    "level of heading",
    "prose since title",
    "blocks since prose",
    "blocks to prose",
)

FEATURES: tuple[str, ...] = (
    *_BASE,
    *(f"above: {name}" for name in SURROUNDINGS),
    *(f"container {n + 1}: {name}" for n in range(CONTAINERS) for name in CONTAINER),
    *(f"neighbour {offset:+d}: {name}" for offset in _NEIGHBOURS for name in _SEEN_OF_NEIGHBOUR),
    *(f"within {w}: {name}" for w in _WINDOWS for name in ("units", "link share", "prose units")),
    *_PAGE,
    *_POSITION,
    *SIBLINGS,
    *DECLARED,
)
"""Names of the columns."""

_LEAST_PROSE, _LEAST_SENTENCE = 100, 60
_LONGEST_TITLE = 250
_USUAL_TITLE = 40.0
_TITLE_WITHIN = 40
_LATER, _CREDIT_COST = 4.0, 25.0
_LONG_PROSE = 120
_FARTHEST = 99
_FULL_STOPS = _TERMINAL - set("?!？！")

_COLUMN = {name: number for number, name in enumerate(_BASE)}

_KIND_NUMBERS = {kind: number for number, kind in enumerate(Kind)}
_TAG_NUMBERS = {"p": 1, "div": 2, "span": 3, "td": 4, "th": 4, "a": 5, "button": 5}
_KINDS = slice(_COLUMN["kind paragraph"], _COLUMN["kind image"] + 1)
_TAGS = slice(_COLUMN["tag p"], _COLUMN["tag a"] + 1)
_SHAPE = slice(_COLUMN["same shape"], _COLUMN["shape link share"] + 1)
_FILLED = (
    _KINDS,
    _TAGS,
    _SHAPE,
    slice(_COLUMN["level"], _COLUMN["level"] + 1),
    slice(_COLUMN["depth"], _COLUMN["depth"] + 1),
)
_MEASURED = np.delete(np.arange(len(_BASE)), np.r_[_FILLED])
"""Columns that are measured Block by Block; the others are filled in for the whole page."""
_NOTHING = (0.0,) * 13
"""What is measured of a Block without text, between its links and the gap before it."""


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """The numbers of one page.

    Attributes:
        matrix: float32, Blocks by `FEATURES`.
        units: float64, one a Block: characters, wide ones (Chinese, Japanese, Korean) counted 2.5 times.
        surroundings: float32, for each Block the distance in levels to each of `SURROUNDINGS` above it, `FAR` for none.
        title_likeness: float32, one a Block: 0 to 1, how much its words are those of the page's title.
        description_likeness: float32, one a Block: share of its words that stand in the page's description.
        title: index of the Block that is the page's title, -1 for none.
    """

    matrix: NDArray[np.float32]
    units: NDArray[np.float64]
    surroundings: NDArray[np.float32]
    title_likeness: NDArray[np.float32]
    description_likeness: NDArray[np.float32]
    title: int


def measure(page: Page) -> PageFeatures:
    """Measure every Block of a page.

    Args:
        page: a page with any number of Blocks.

    Returns:
        One row a Block, in the order of ``page.blocks``.
    """
    blocks = page.blocks
    count = len(blocks)
    base = _base(page)
    units = base[:, _COLUMN["units"]].astype(np.float64)
    link_units = units * base[:, _COLUMN["link share"]]
    prose = np.where(
        (base[:, _COLUMN["stops"]] > 0) & (base[:, _COLUMN["link share"]] < 0.4) & (units > 40), units, 0.0
    )
    title = _title_block(base)
    tree = measure_tree(page, units, link_units, prose, base[:, _COLUMN["price"]] > 0, title)
    base[:, _COLUMN["depth"]] = tree.depth
    neighbours = _neighbours(base, units, link_units, prose)
    total = max(units.sum(), 1.0)
    total_prose = max(prose.sum(), 1.0)
    general = np.empty((count, len(_PAGE)), np.float32)
    general[:] = (
        np.log1p(count),
        np.log1p(total),
        link_units.sum() / total,
        prose.sum() / total,
        base[:, _COLUMN["kind paragraph"]].sum() / max(count, 1),
        float(len(page.elements) > 0),
    )
    before = np.cumsum(prose) - prose
    index = np.arange(count)
    cumulated = np.cumsum(units) - units
    position = np.column_stack(
        (
            index / max(count - 1, 1),
            before / total_prose,
            (total_prose - before - prose) / total_prose,
            np.clip(index - title, -50, 200) if title >= 0 else np.full(count, -99.0),
            _signed_log(cumulated - cumulated[title]) if title >= 0 else np.full(count, -99.0),
            tree.core,
            tree.to_title,
            _runs(base, prose, title),
        )
    ).astype(np.float32)
    damped = base.copy()
    for name in ("units", "words", "stops", "commas", "links", "same shape", "shape units"):
        damped[:, _COLUMN[name]] = np.log1p(base[:, _COLUMN[name]])
    matrix = np.hstack(
        (damped, tree.above, tree.containers, neighbours, general, position, tree.siblings, measure_declared(page))
    )
    return PageFeatures(
        matrix,
        units,
        tree.above,
        base[:, _COLUMN["title likeness"]].copy(),
        base[:, _COLUMN["description likeness"]].copy(),
        title,
    )


def _runs(base: NDArray[np.float32], prose: NDArray[np.float64], title: int) -> NDArray[np.float64]:
    """How far above each Block its heading stands and of what level it is; the prose between the title and the Block;
    how many Blocks ago the last long piece of prose stood, and how many ahead the next one does."""
    count = len(base)
    index = np.arange(count)
    heading = base[:, _COLUMN["kind heading"]] > 0
    last = np.concatenate(([-1], np.maximum.accumulate(np.where(heading, index, -1))[:-1])) if count else index
    above = last >= 0
    level = np.where(above, base[np.maximum(last, 0), _COLUMN["level"]], 0.0)
    before = np.cumsum(prose) - prose
    # Prose before the title tells of what comes first in the page.
    since = before - (np.where(index >= title, before[title], 0.0) if title >= 0 else 0.0)
    long = prose > _LONG_PROSE
    ago = np.full(count, _FARTHEST)
    ahead = np.full(count, _FARTHEST)
    if count:
        passed = np.maximum.accumulate(np.where(long, index, -_FARTHEST))
        ago = np.minimum(index - np.concatenate(([-_FARTHEST], passed[:-1])), _FARTHEST)
        coming = np.minimum.accumulate(np.where(long, index, count + _FARTHEST)[::-1])[::-1]
        ahead = np.minimum(np.concatenate((coming[1:], [count + _FARTHEST])) - index, _FARTHEST)
    return np.column_stack((np.where(above, np.minimum(index - last, 60), -1), level, np.log1p(since), ago, ahead))


def _signed_log(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sign(values) * np.log1p(np.abs(values))


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


def _base(page: Page) -> NDArray[np.float32]:
    """What each Block says of itself, and how often its like stands in the page."""
    blocks, elements = page.blocks, page.elements
    title_words = _words(page.markup.title.value if page.markup.title else "")
    og_title_words = _words(_named(page, ("og:title", "twitter:title")))
    if not title_words and not og_title_words:
        title_words = _words(_first_title(page))
    description_words = _words(_named(page, ("og:description", "description", "twitter:description")))
    titles = [words for words in (title_words, og_title_words) if words]
    compared = bool(titles or description_words)
    texts = Counter([block.text for block in blocks if block.text])
    seen: Counter[str] = Counter()
    shape_numbers: dict[object, int] = {}
    shapes: list[int] = []
    shape_sums: list[list[float]] = []
    kinds: list[int] = []
    tags: list[int] = []
    rows: list[tuple[float, ...]] = []
    end = 0
    count_signs = _count_signs if loops is None else loops.count_signs
    for block in blocks:
        text = block.text
        length = len(text)
        wide, stops, commas, digits = count_signs(text)
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
                if description_words:
                    described = len(words & description_words) / len(words)
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
    base = np.zeros((len(blocks), len(_BASE)), np.float32)
    if blocks:
        base[:, _MEASURED] = np.array(rows, np.float32)
        base[:, _KINDS] = np.array(kinds)[:, None] == np.arange(len(_KIND_NUMBERS))
        base[:, _TAGS] = np.array(tags)[:, None] == np.arange(1, 6)
        base[:, _COLUMN["level"]] = [block.level for block in blocks]
        means = [(blocks, units, links / units if units else 0.0) for blocks, units, links in shape_sums]
        base[:, _SHAPE] = np.array(means, np.float32)[shapes]
    return base


def _title_block(base: NDArray[np.float32]) -> int:
    """Index of the Block that most looks like the page's title, headings preferred; -1 for none."""
    if not len(base):
        return -1
    score = base[:, _COLUMN["title likeness"]] + 0.15 * base[:, _COLUMN["kind heading"]]
    score += np.where(base[:, _COLUMN["kind heading"]] * (base[:, _COLUMN["level"]] == 1) > 0, 0.15, 0.0)
    best = int(np.argmax(score))
    return best if score[best] >= 0.5 else -1


def _neighbours(
    base: NDArray[np.float32], units: NDArray[np.float64], link_units: NDArray[np.float64], prose: NDArray[np.float64]
) -> NDArray[np.float32]:
    """What stands just before and after each Block, and the means over windows around it."""
    count = len(base)
    seen = base[:, [_COLUMN[name] for name in _SEEN_OF_NEIGHBOUR]]
    seen[:, 0] = np.log1p(seen[:, 0])
    reach = max(_NEIGHBOURS)
    padded = np.full((count + 2 * reach, seen.shape[1]), -1.0, np.float32)
    padded[reach : reach + count] = seen
    columns = [padded[reach + offset : reach + offset + count] for offset in _NEIGHBOURS]
    index = np.arange(count)
    for width in _WINDOWS:
        low, high = np.maximum(index - width, 0), np.minimum(index + width + 1, count)
        windows = [np.concatenate(((0.0,), np.cumsum(values))) for values in (units, link_units, prose)]
        all_units, all_links, all_prose = (window[high] - window[low] for window in windows)
        span = high - low
        columns.append(
            np.column_stack(
                (
                    np.log1p(all_units / span),
                    all_links / np.maximum(all_units, 1.0),
                    np.log1p(np.maximum(all_prose, 0.0) / span),
                )
            ).astype(np.float32)
        )
    return np.hstack(columns)
