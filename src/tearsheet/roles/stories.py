"""Other stories below the article: pages that load the next one when a reader has come to the end of the first.

Each stands in an element of the same make as the article's own, with a headline of the same level, a text of its own,
and an address, an author or a time.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from tearsheet.page.address import resolve
from tearsheet.page.block import Block, Kind, Meta, Page
from tearsheet.page.role import PageType
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.items import AUTHORS, TIMES, make_of

__all__ = ["Story", "find_stories"]

_LEAST_PROSE = 3
_LEAST_UNITS = 500
_PROSE = 80
_HEADING = list(Kind).index(Kind.HEADING)
_LEVEL = FEATURES.index("level")
_LINK_SHARE = FEATURES.index("link share")
_ADDRESSES = ("data-url", "url")
_OTHERS = ("author", "publisher", "person", "organization", "image")
"""Words of the role of an element that has an address of its own."""
_SAME = 0.6
_MOST_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Story:
    """A story that is not the page's.

    Attributes:
        headline: index of the Block of its headline.
        blocks: indices of all its Blocks.
        url: its address, absolute where the page's own is known; ``None`` if the page does not tell.
    """

    headline: int
    blocks: frozenset[int]
    url: str | None = None


def find_stories(page: Page, features: PageFeatures, kind: PageType) -> tuple[Story, ...]:
    """The stories of a page beside the one that its title belongs to, in reading order.

    Args:
        page: the page; of a flat one nothing is found.
        features: its numbers.
        kind: what kind of page it is; only an article has others below it.
    """
    title = features.title
    if kind is not PageType.ARTICLE or title < 0 or page.blocks[title].kind is not Kind.HEADING:
        return ()
    own = page.blocks[title]
    # A story's headline has the level of the title's.
    like = (features.kinds == _HEADING) & (features.matrix[:, _LEVEL] == own.level)
    if np.count_nonzero(like) < 2:
        return ()
    beside, around = _beside(page, own)
    if not beside:
        return ()
    held: dict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        if block.element >= 0 and (element := beside.get(block.element, -1)) >= 0:
            held[element].append(block)
    items: dict[int, list[Meta]] = defaultdict(list)
    for item in (*page.markup.items, *page.markup.metas):
        if (element := beside.get(item.place.element, -1)) >= 0:
            items[element].append(item)
    found: list[Story] = []
    told: dict[int, bool] = {}
    for element, blocks in sorted(held.items()):
        story = _story(page, features, own, blocks, items[element])
        if story is None:
            continue
        mine = around[page.elements.parent[element]]
        if mine not in told:
            if len(told) == _MOST_LEVELS:
                break
            told[mine] = _is_told(_within(page, mine), own, features)
        if told[mine]:
            found.append(story)
    return tuple(found)


def _beside(page: Page, title: Block) -> tuple[dict[int, int], dict[int, int]]:
    """Where other stories could stand.

    Returns:
        For each element, the one around it that is a sibling, of the same make, of one that holds the title; and for
        each parent of such siblings, the one that holds the title.
    """
    elements = page.elements
    path: set[int] = set()
    around: dict[int, int] = {}
    makes: set[tuple[int, str, str]] = set()
    index = elements.parent[title.element] if title.element >= 0 else -1
    while index >= 0:
        path.add(index)
        if elements.tag[index] in ("article", "section", "div", "main", "li"):
            makes.add(make_of(elements, index))
            around[elements.parent[index]] = index
        index = elements.parent[index]
    parents = elements.parent
    beside: dict[int, int] = {}
    for sibling in [index for index, parent in enumerate(parents) if parent in path]:
        if sibling not in path and make_of(elements, sibling) in makes:
            # What stands in an element follows it, without a gap.
            inside = sibling
            while inside < len(parents) and (inside == sibling or parents[inside] >= sibling):
                beside[inside] = sibling
                inside += 1
    return beside, around


def _within(page: Page, element: int) -> list[Block]:
    """The Blocks in an element."""
    # Elements stand in document order, so that what is inside one follows it without a gap.
    end = element + 1
    while end < len(page.elements) and page.elements.parent[end] >= element:
        end += 1
    return [block for block in page.blocks if element <= block.element < end]


def _is_told(blocks: list[Block], headline: Block, features: PageFeatures) -> bool:
    """Whether a headline has a text of its own below it."""
    prose = [
        features.units[block.block]
        for block in blocks
        if block.kind is Kind.PARAGRAPH
        and block.block > headline.block
        and features.units[block.block] >= _PROSE
        and features.matrix[block.block, _LINK_SHARE] < 0.4
    ]
    return len(prose) >= _LEAST_PROSE and sum(prose) >= _LEAST_UNITS


def _story(page: Page, features: PageFeatures, title: Block, blocks: list[Block], items: list[Meta]) -> Story | None:
    """The story in an element; ``None`` if what it holds is none."""
    headline = next((block for block in blocks if block.kind is Kind.HEADING), None)
    if headline is None or headline.level != title.level or headline.text == title.text:
        return None
    if not _is_told(blocks, headline, features):
        return None
    url = _address(page, headline, items)
    signed = any(item.name in TIMES or item.name in AUTHORS for item in items) or any(
        mark.kind == "time" for block in blocks for mark in block.marks
    )
    if url is None and not signed:
        return None
    return Story(headline.block, frozenset(block.block for block in blocks), url)


def _address(page: Page, headline: Block, items: list[Meta]) -> str | None:
    """The address of a story: where its headline leads, or what its element says."""
    for mark in headline.links:
        if mark.target and mark.end - mark.start >= _SAME * len(headline.text):
            return mark.target
    base = page.markup.base or page.capture.url
    for name in _ADDRESSES:
        for item in items:
            if item.name == name and item.value.startswith(("http://", "https://", "/")) and not _of_other(page, item):
                return resolve(base, item.value)
    return None


def _of_other(page: Page, item: Meta) -> bool:
    """Whether a property belongs to a person, an outlet or an image."""
    index = item.place.element
    while index >= 0 and page.elements.tag[index] != "article":
        if any(word in page.elements.role[index] for word in _OTHERS):
            return True
        index = page.elements.parent[index]
    return False
