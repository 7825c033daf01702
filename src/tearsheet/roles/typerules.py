"""Page types that no training set labels, by rules over the address, the declared types and the shape of the page.

Declared types are those of schema.org (https://schema.org/LiveBlogPosting, https://schema.org/DiscussionForumPosting,
https://schema.org/QAPage).
"""

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, parse_qsl, urlsplit

import numpy as np

from tearsheet.page.block import Page
from tearsheet.page.role import PageType, Role
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.items import find_items, owners
from tearsheet.roles.lineposts import LinePost, find_line_posts, is_thread
from tearsheet.roles.lineupdates import find_line_updates
from tearsheet.roles.surroundings import SURROUNDINGS

__all__ = ["declared_types", "refine", "warning_of"]

_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"([A-Za-z]+)"')
_ITEM_TYPE = re.compile(r"schema\.org/(\w+)")
_TYPE_KEY = '"@type"'
_LONGEST_SCRIPT = 500_000

_INDEX = re.compile(r"(?:index|home|default|start|main)(?:\.\w{1,5})?\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?(?:\.html?)?\Z", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|ref|source)\Z", re.IGNORECASE)
_FORUM_STEP = re.compile(
    r"(?:[\w-]+-)?(?:forums?|foren|foro|boards|bbs)\Z|(?:threads?|viewtopic|viewthread|showthread|showtopic)\b",
    re.IGNORECASE,
)
_FORUM_TYPES = frozenset({"discussionforumposting", "qapage"})
_LIVE_TYPE = "liveblogposting"
_LIVE = re.compile(
    r"\b(?:live|liveblog|live-?ticker|newsticker|ticker|en direct|en vivo|ao vivo|minuto a minuto|in diretta"
    r"|na żywo|canlı|živě|uživo|liveverslag|direkte)\b|онлайн-трансляция|текстовая трансляция|прямой эфир|наживо"
    r"|直播|ライブ|速報|생중계|مباشر|ζωντανά",
    re.IGNORECASE,
)
_LIVE_STEMS = ("live", "ticker", "direct", "vivo", "minuto", "direkte", "diretta", "canli")
"""One of them stands in whatever of those is written in ASCII; a dotless i is as good as one with its dot."""

_HEADLINE = (30, 300)
"""Units of a link that can be a story's headline."""
_LEAST_STORIES = 20
_LEAST_ENTRIES = 4
_LEAST_TIMED = 0.7
_IN_MENU = 6
_MENUS = [SURROUNDINGS.index(name) for name in ("navigation", "footer", "menu name")]
_LINK_SHARE = FEATURES.index("link share")
_LEAST_PROSE = 40
_MOST_OF = 0.6
_MANY_ENTRIES = 6
_NEAR_TITLE = 1_000
"""Characters above the first entry in which a live blog may say that it is one."""

_PLAIN = frozenset({PageType.PRODUCT, PageType.COLLECTION})
"""Types of flat captures that are believed: reviews and lists of goods have names and dates as well."""


_WARNINGS = {
    PageType.FRONT_PAGE: "the page looks like the front page of a site, not an article",
    PageType.LISTING: "the page looks like a list of other pages, not an article",
    PageType.COLLECTION: "the page looks like a collection of things on offer, not an article",
}


def warning_of(kind: PageType) -> str | None:
    """What who asked for an article should know about a page of this type; ``None`` where it has a text of its own."""
    return _WARNINGS.get(kind)


def refine(page: Page, features: PageFeatures, learned: PageType, declared: Sequence[str] | None = None) -> PageType:
    """The type of a page, where rules know better than what was learned.

    A front page stands at the root of its site, or of the site's edition in a language, and lists what is elsewhere. A
    live blog declares itself, or says so in title or address and has entries with times. A thread that looks like an
    article declares itself, or stands in the forum of its site.

    Args:
        page: the page.
        features: the numbers of its Blocks.
        learned: the likeliest of the types that are learned.
        declared: what `declared_types` says of it, where that is known.
    """
    if not len(page.elements) and learned not in _PLAIN:
        shown = _of_lines(page)
        if shown is not None:
            return shown
        if learned in (PageType.LISTING, PageType.COLLECTION) and _declares_article(page):
            # A line of a feed with a date of its own, however short.
            return PageType.ARTICLE
    address = _address(page)
    if address is not None and _is_root(address):
        if learned in (PageType.LISTING, PageType.COLLECTION):
            return PageType.FRONT_PAGE
        if learned in (PageType.ARTICLE, PageType.SERVICE) and not _declares_article(page):
            return PageType.FRONT_PAGE if _stories(features) >= _LEAST_STORIES else learned
        return learned
    types = frozenset(declared_types(page) if declared is None else declared)
    if _LIVE_TYPE in types:
        return PageType.LIVE_BLOG
    if learned not in (PageType.ARTICLE, PageType.FORUM, PageType.LISTING, PageType.COLLECTION):
        return learned
    if _says_live(page, address) and _has_timed_entries(page, features):
        return PageType.LIVE_BLOG
    if learned is PageType.ARTICLE and (types & _FORUM_TYPES or (address is not None and _in_forum(address))):
        return PageType.FORUM
    return learned


def _of_lines(page: Page) -> PageType | None:
    """The type of a flat capture whose lines show the posts of a thread or the entries of a live blog."""
    updates = find_line_updates(page.blocks)
    above = " ".join(block.text for block in page.blocks[: updates[0].first])[-_NEAR_TITLE:] if updates else ""
    least = _LEAST_ENTRIES if _LIVE.search(above) else _MANY_ENTRIES
    if len(updates) >= least and _holds_most(page, updates):
        return PageType.LIVE_BLOG
    return PageType.FORUM if is_thread(find_line_posts(page.blocks), page.blocks) else None


def _holds_most(page: Page, updates: Sequence[LinePost]) -> bool:
    """Whether most of a page's long lines stand in the entries."""
    sizes = [len(block.text) if len(block.text) >= 2 * _LEAST_PROSE else 0 for block in page.blocks]
    within = sum(sizes[updates[0].first : updates[-1].last + 1])
    return within >= _MOST_OF * sum(sizes)


def _address(page: Page) -> SplitResult | None:
    """Where the page was captured from, or else what it says its address is."""
    text = page.capture.url or next((m.value for m in page.markup.links if m.name == "canonical"), None)
    text = text or next((m.value for m in page.markup.metas if m.name == "og:url"), None)
    try:
        address = urlsplit(text) if text else None
    except ValueError:
        return None
    return address if address is not None and address.netloc else None


def _is_root(address: SplitResult) -> bool:
    """Whether an address is that of a site, or of its edition in a language."""
    if any(not _TRACKING.match(name) for name, _ in parse_qsl(address.query, keep_blank_values=True)):
        return False
    steps = [step for step in address.path.split("/") if step]
    if steps and _INDEX.match(steps[-1]):
        steps.pop()
    return not steps or (len(steps) == 1 and _LANGUAGE.match(steps[0]) is not None)


def _in_forum(address: SplitResult) -> bool:
    """Whether a step of the path, or the first name of the host, is that of a forum or of a thread."""
    host = address.netloc.rpartition("@")[2].removeprefix("www.").split(".")[0]
    return any(_FORUM_STEP.match(step) for step in (host, *address.path.split("/")))


def declared_types(page: Page) -> list[str]:
    """Types that the page declares, in lower case, as often as it does."""
    found: list[str] = []
    for script in page.markup.scripts:
        text = script.text
        # Looking for the key first is many times faster than the pattern.
        place = text.find(_TYPE_KEY, 0, _LONGEST_SCRIPT)
        while place >= 0:
            match = _TYPE.match(text, place, _LONGEST_SCRIPT)
            if match is not None:
                found.append(match[1].lower())
            place = text.find(_TYPE_KEY, place + 1 if match is None else match.end(), _LONGEST_SCRIPT)
    return found + _ITEM_TYPE.findall("\n".join(page.elements.role))


def _declares_article(page: Page) -> bool:
    """Whether meta elements tell of an article."""
    return any(
        meta.name == "article:published_time" or (meta.name == "og:type" and meta.value.lower().startswith("article"))
        for meta in page.markup.metas
    )


def _stories(features: PageFeatures) -> int:
    """How many Blocks outside menus are links as long as a headline."""
    units = features.units
    if not len(units):
        return 0
    least, most = _HEADLINE
    outside = features.surroundings[:, _MENUS].min(axis=1) > _IN_MENU
    return int(((features.matrix[:, _LINK_SHARE] > 0.7) & (units >= least) & (units <= most) & outside).sum())


def _says_live(page: Page, address: SplitResult | None) -> bool:
    """Whether title or address say that the page is written while things happen."""
    title = page.markup.title.value if page.markup.title is not None else ""
    return _has_live(title) or (address is not None and _has_live(address.path))


def _has_live(text: str) -> bool:
    """Whether a text says so; of most in ASCII a look at their letters tells that it does not."""
    if text.isascii() and not any(map(text.lower().__contains__, _LIVE_STEMS)):
        return False
    return _LIVE.search(text) is not None


def _has_timed_entries(page: Page, features: PageFeatures) -> bool:
    """Whether the prose stands in sibling elements, most of which show a time of their own."""
    links = features.matrix[:, _LINK_SHARE] if len(page.blocks) else np.zeros(0, np.float32)
    prose = (links < 0.4) & (features.units > _LEAST_PROSE)
    shape = [Role.PARAGRAPH if likely else Role.NAVIGATION for likely in prose.tolist()]
    items = find_items(page, shape)
    if len(items) < _LEAST_ENTRIES:
        return False
    owner = owners(page, items)
    times: dict[int, set[str]] = {}
    for block in page.blocks:
        for mark in block.marks:
            if mark.kind == "time" and mark.target and block.block in owner:
                times.setdefault(owner[block.block], set()).add(mark.target)
    different = {min(each) for each in times.values()}
    return len(different) >= _LEAST_TIMED * len(items)
