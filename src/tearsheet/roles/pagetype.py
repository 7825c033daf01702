"""What kind of page it is: learned from the shape of the page, its address, and what it declares.

The types are those of the WCXB benchmark (M. Foley 2026); schema.org types (https://schema.org/docs/full.html) and Open
Graph types (https://ogp.me/#types) are evidence, not verdicts.
"""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import blockloops
from tearsheet.page.block import Kind, Page
from tearsheet.page.role import PageType
from tearsheet.remembered import remembered
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.model import Trees
from tearsheet.roles.ownnumbers import PRICE
from tearsheet.roles.surroundings import SURROUNDINGS
from tearsheet.roles.typerules import declared_types, refine

__all__ = ["LEARNED_TYPES", "PAGE_FEATURES", "measure_page", "page_type"]

LEARNED_TYPES = (
    PageType.ARTICLE,
    PageType.COLLECTION,
    PageType.DOCUMENTATION,
    PageType.FORUM,
    PageType.LISTING,
    PageType.PRODUCT,
    PageType.SERVICE,
)
"""The types of the benchmark, in the order of the trees' groups; behind them stands one more group for the pages of the
news sets, which are articles as well."""

_DECLARED = {
    "article": r"(?:analysis|opinion|background|reportage|scholarly|satirical)?(?:news)?article|report|blogposting",
    "live blog": r"liveblogposting",
    "forum": r"discussionforumposting|qapage|question|socialmediaposting",
    "documentation": r"techarticle|apireference|softwaresourcecode|howto",
    "product": r"product|offer|aggregateoffer|productgroup",
    "collection": r"collectionpage|offercatalog|productcollection",
    "listing": r"itemlist|searchresultspage|blog|breadcrumblist",
    "service": r"service|localbusiness|professionalservice|faqpage|softwareapplication|organization",
    "website": r"website|webpage",
}
_DECLARED_PATTERNS = {name: re.compile(rf"(?:{pattern})\Z") for name, pattern in _DECLARED.items()}

_SHAPE = (
    "log blocks",
    "log units",
    "link share",
    "prose share",
    "core prose share",
    "mean prose block",
    "longest prose block",
    "headings",
    "first headings",
    "list item share",
    "table share",
    "code share",
    "quotation share",
    "images",
    "time marks",
    "prices",
    "questions",
    "title position",
    "has markup",
)
_ADDRESS = ("path depth", "path digits", "path hyphens", "path length", "is root", "has query", "has date")

PAGE_FEATURES: tuple[str, ...] = (
    *_SHAPE,
    *_ADDRESS,
    *(f"declares {name}" for name in _DECLARED),
    "declares og article",
    "declares published time",
    "declares price",
    *(f"share within 4 of: {name}" for name in SURROUNDINGS),
    *(f"mean of: {name}" for name in FEATURES),
)
"""Names of the numbers that `measure_page` gives."""

_LINK_SHARE = FEATURES.index("link share")
_STOPS = FEATURES.index("stops")
_ENDS = FEATURES.index("ends sentence")
_SURROUNDING = FEATURES.index(f"above: {SURROUNDINGS[0]}")
_NEAR = 4
_HEADING = list(Kind).index(Kind.HEADING)
_LEVEL = FEATURES.index("level")
_TIMES = FEATURES.index("times")
_CURRENCIES = ("$", "€", "£", "¥", "₹", "₽", "USD", "EUR", "руб", "zł", "kr")
"""One of them stands in every price."""
_LONGEST_PRICE = 5
"""Characters from the start of a currency to the end of its price, and to what tells that the currency ends."""
_QUESTION = frozenset("?？")
_CORE_SHARE = FEATURES.index("prose share of core")


def measure_page(page: Page, features: PageFeatures, types: Sequence[str] | None = None) -> NDArray[np.float32]:
    """Measure a page as a whole.

    Args:
        page: the page.
        features: the numbers of its Blocks.
        types: what `declared_types` says of it, where that is known.

    Returns:
        One number for each of `PAGE_FEATURES`.
    """
    blocks, units = page.blocks, features.units
    total = max(float(units.sum()), 1.0)
    links = features.matrix[:, _LINK_SHARE] if len(blocks) else np.zeros(0, np.float32)
    stops = features.matrix[:, _STOPS] if len(blocks) else np.zeros(0, np.float32)
    prose = np.where((stops > 0) & (links < 0.4) & (units > 40), units, 0.0)
    matrix = features.matrix
    own = features.kinds
    kinds = dict(zip(Kind, np.bincount(own, units, len(Kind)).tolist(), strict=True))
    blocks_of = dict(zip(Kind, np.bincount(own, minlength=len(Kind)).tolist(), strict=True))
    first = np.count_nonzero((own == _HEADING) & (matrix[:, _LEVEL] == 1))
    times = np.count_nonzero(matrix[:, _TIMES] > 0)
    texts = [block.text for block in blocks]
    questions = sum([texts[number][-1] in _QUESTION for number in np.flatnonzero(matrix[:, _ENDS] > 0).tolist()])
    text = "\n".join([text for text in texts if len(text) < 200])
    told_of = prose[prose > 0]
    count = max(len(blocks), 1)
    shape = (
        np.log1p(len(blocks)),
        np.log1p(total),
        float((links * units).sum()) / total,
        float(prose.sum()) / total,
        float(features.matrix[0, _CORE_SHARE]) if len(blocks) else 0.0,
        np.log1p(float(told_of.mean())) if len(told_of) else 0.0,
        np.log1p(float(prose.max())) if len(blocks) else 0.0,
        blocks_of[Kind.HEADING] / count,
        first,
        kinds[Kind.LIST_ITEM] / total,
        kinds[Kind.TABLE] / total,
        kinds[Kind.CODE] / total,
        kinds[Kind.QUOTATION] / total,
        blocks_of[Kind.IMAGE] / count,
        times / count,
        np.log1p(_count_prices(text)),
        questions / count,
        features.title / count,
        float(len(page.elements) > 0),
    )
    if not len(blocks):
        near, mean = np.zeros(len(SURROUNDINGS)), np.zeros(len(FEATURES))
    else:
        near, mean = _weighed(features)
        near /= total
        mean /= total
    declared = declared_types(page) if types is None else types
    told = np.array((*shape, *_address(page), *_declared(page, declared)), np.float32)
    return np.concatenate((told, near.astype(np.float32), mean.astype(np.float32)))


def _weighed(features: PageFeatures) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How long the Blocks are near to which each of `SURROUNDINGS` stands, and sums of all numbers by the Blocks'
    lengths."""
    matrix, units = features.matrix, features.units
    if blockloops is not None:
        near, sums = np.zeros(len(SURROUNDINGS)), np.zeros(len(FEATURES))
        blockloops.weigh_columns(matrix, units, _SURROUNDING, _NEAR, near, sums)
        return near, sums
    # Not as matrix products: linear algebra libraries would start threads for them.
    return (
        np.einsum("ij,i->j", features.surroundings <= _NEAR, units),
        np.einsum("ij,i->j", matrix, units),
    )


def _count_prices(text: str) -> int:
    """How many prices a text names: looked for around the currencies alone."""
    places: list[int] = []
    for currency in _CURRENCIES:
        place = text.find(currency)
        while place >= 0:
            places.append(place)
            place = text.find(currency, place + 1)
    count = end = 0
    start = -1
    for place in sorted(places):
        if place - 2 > end:
            count += len(PRICE.findall(text, start, end)) if start >= 0 else 0
            start = max(place - 2, 0)
        start = max(place - 2, 0) if start < 0 else start
        end = place + _LONGEST_PRICE
    return count + (len(PRICE.findall(text, start, end)) if start >= 0 else 0)


def _address(page: Page) -> tuple[float, ...]:
    """What the shape of the address tells."""
    address = page.capture.url or next((m.value for m in page.markup.links if m.name == "canonical"), None)
    address = address or next((m.value for m in page.markup.metas if m.name == "og:url"), None)
    try:
        parts = urlsplit(address) if address else None
    except ValueError:
        parts = None
    if parts is None or not parts.netloc:
        return (-1.0,) * len(_ADDRESS)
    steps = [step for step in parts.path.split("/") if step]
    last = steps[-1] if steps else ""
    return (
        float(len(steps)),
        float(sum(map(str.isdigit, parts.path))),
        float(last.count("-") + last.count("_")),
        float(len(parts.path)),
        float(not steps),
        float(bool(parts.query)),
        float(re.search(r"/(?:19|20)\d\d/\d{1,2}\b", parts.path) is not None),
    )


def _declared(page: Page, declared: Sequence[str]) -> tuple[float, ...]:
    """How often the page declares each family of types, and what its meta elements tell."""
    types = Counter([family for name in declared for family in _families(name)])
    counts = np.log1p([types[family] for family in _DECLARED_PATTERNS]).tolist()
    names = [meta.name for meta in page.markup.metas]
    kind = page.markup.metas[names.index("og:type")].value if "og:type" in names else ""
    return (
        *counts,
        float(kind.lower().startswith("article")),
        float("article:published_time" in names),
        float("price" in "\n".join(names)),
    )


@remembered(2_000)
def _families(name: str) -> tuple[str, ...]:
    """The families of a declared type."""
    return tuple(family for family, pattern in _DECLARED_PATTERNS.items() if pattern.match(name))


def page_type(page: Page, features: PageFeatures, trees: Trees) -> tuple[PageType, float, float]:
    """The likeliest type of a page, and the probabilities that it is an article, and that it is one of the press.

    Args:
        page: the page.
        features: the numbers of its Blocks.
        trees: an ensemble with one group for each of `LEARNED_TYPES`, and one for pages of news sets.
    """
    if not any(block.text for block in page.blocks):
        return PageType.ARTICLE, 0.5, 0.0
    types = declared_types(page)
    scores = trees.scores(measure_page(page, features, types)[None, :])[0]
    probabilities = np.exp(scores - scores.max())
    probabilities /= probabilities.sum()
    press = float(probabilities[-1])
    probabilities[LEARNED_TYPES.index(PageType.ARTICLE)] += press
    probabilities = probabilities[:-1]
    best = LEARNED_TYPES[int(np.argmax(probabilities))]
    return refine(page, features, best, types), float(probabilities[0]), press
