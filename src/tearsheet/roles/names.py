"""What the names of elements tell of a Block that is left out: its role by class and id names, landmarks and microdata.

Only names with few other uses are believed, and only near the Block; for all others `tearsheet.roles.furniture` asks
what it learned.
"""

import re

from tearsheet.native import branchloops, tokenloops
from tearsheet.page.block import Block, Page
from tearsheet.page.role import Role
from tearsheet.remembered import remembered
from tearsheet.roles.wording import furniture_wording, is_dateline

__all__ = ["told_by_markup"]

_NAMES = {
    Role.NAVIGATION: "nav navbar navi navigation menu menus menubar submenu breadcrumb breadcrumbs crumbs "
    "pagination pager paginator toc sitemap skiplink skiplinks",
    Role.CONSENT: "cookie cookies gdpr cookiebar cookiebanner onetrust didomi cookiebot usercentrics consent",
    Role.COMMENTS: "comment comments commentlist commentaire commentaires comentario comentarios kommentar kommentare "
    "disqus",
    Role.NEWSLETTER: "newsletter newsletters mailinglist mailchimp",
    Role.ADVERTISEMENT: "ad ads advert adverts advertisement advertising anzeige werbung publicidad "
    "sponsored dfp adslot adbox",
    Role.SHARE: "share sharing shares sharebar social sociallinks socials addtoany addthis sharethis",
    Role.TAGS: "tags taglist tagcloud keywords keyword schlagworte etiquetas",
    Role.RELATED: "related relatedposts recommended recommendations recommendation recirc similar readnext teaser "
    "teasers outbrain taboola",
    Role.FEED: "latest ticker newsticker mostread popular trending mostviewed",
    Role.CALL_TO_ACTION: "paywall regwall login signin register account subscribe subscription donate donation",
    Role.LEGAL: "copyright imprint impressum",
    Role.CAPTION: "caption captions figcaption bildunterschrift bildtext",
    Role.CREDIT: "credit credits photographer",
    Role.BYLINE: "byline author authors auteur autor autoren autore",
    Role.DATELINE: "date dateline timestamp pubdate datetime",
}
"""Words of class and id names that tell a role, each with few other uses; of two in one name the first here."""

_REACH = {
    Role.LEGAL: 2,
    Role.CAPTION: 2,
    Role.CREDIT: 1,
    Role.BYLINE: 2,
    Role.DATELINE: 1,
    Role.FEED: 5,
    Role.ADVERTISEMENT: 2,
    Role.SHARE: 4,
    Role.TAGS: 4,
    Role.CALL_TO_ACTION: 4,
}
_FAR_REACH = 7
"""How many levels above a Block a name is believed."""

_ROLE_OF_WORD = {word: role for role, words in reversed(_NAMES.items()) for word in words.split()}
_LONGEST_NAMES = 300
_TELLING = None if tokenloops is None else tokenloops.NameWords(_ROLE_OF_WORD, _LONGEST_NAMES)
"""Tells the compiled loops whether names may hold one of those words."""

_RANK = {role: rank for rank, role in enumerate(_NAMES)}
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_POST = re.compile(r"\b(?:hentry|type-post|status-publish|entry-content)\b")
_IMAGE = re.compile(r"image|photo|picture|figure|gallery", re.IGNORECASE)
_STATE = re.compile(r"\b(?:has|no|is|with|hide|without)[-_]\S+")
_MICRODATA = (
    (Role.COMMENTS, re.compile(r"schema\.org/(?:user)?comments?\b", re.IGNORECASE)),
    (Role.NAVIGATION, re.compile(r"\b(?:navigation|menu|menubar|tablist)\b|breadcrumblist", re.IGNORECASE)),
)
_IN_MENUS = frozenset({Role.TAGS, Role.FEED, Role.RELATED})
_SHORT = frozenset({Role.BYLINE, Role.CREDIT})
_FIELDS = frozenset({"button", "legend"})
_LONGEST_LABEL, _LONGEST_CAPTION = 120, 700


def told_by_markup(page: Page, numbers: list[int]) -> list[Role | None]:
    """The role that the nearest telling element above each Block gives it, ``None`` where the markup is silent.

    Args:
        page: the page.
        numbers: indices of the Blocks.
    """
    elements = page.elements
    tags = elements.tag
    found: list[Role | None]
    if branchloops is not None:
        found = branchloops.told_by_names(
            page.blocks,
            numbers,
            tags,
            elements.names,
            elements.role,
            elements.parent,
            _TELLING,
            _by_microdata,
            _by_names,
            (tuple(_SHORT), _LONGEST_LABEL, Role.CAPTION, _LONGEST_CAPTION, Role.DATELINE, is_dateline),
            _REACH,
            _FAR_REACH,
            _IN_MENUS,
            Role.NAVIGATION,
        )
    else:
        found = _told_by_names(page, numbers)
    for place, (number, role) in enumerate(zip(numbers, found, strict=True)):
        if role is None:
            block = page.blocks[number]
            if block.element >= 0 and tags[block.element] in _FIELDS:
                found[place] = furniture_wording(block.text) or Role.CALL_TO_ACTION
    return found


def _told_by_names(page: Page, numbers: list[int]) -> list[Role | None]:
    elements = page.elements
    tags, names, aria, parents = elements.tag, elements.names, elements.role, elements.parent
    found: list[Role | None] = []
    telling: dict[int, Role | None] = {}
    for number in numbers:
        block = page.blocks[number]
        role: Role | None = None
        index, level = block.element, 0
        while index >= 0 and level <= _FAR_REACH:
            if index in telling:
                own = telling[index]
            else:
                own = telling[index] = _of_element(tags[index], names[index], aria[index])
            if own is not None and level <= _REACH.get(own, _FAR_REACH) and _fits(own, block):
                # Menus have tags and shares too: what stands in one is navigation.
                if role is None or (role in _IN_MENUS and own is Role.NAVIGATION):
                    role = own
                if role not in _IN_MENUS:
                    break
            index, level = parents[index], level + 1
        found.append(role)
    return found


def _of_element(tag: str, names: str, aria: str) -> Role | None:
    """What one element tells."""
    if tag == "nav":
        return Role.NAVIGATION
    if tag in ("html", "body", "main"):
        return None
    own = _by_microdata(aria) if aria else None
    if own is None and names:
        own = _by_names(names)
    return Role.CAPTION if own is None and tag in ("figcaption", "figure") else own


@remembered(20_000)
def _by_names(names: str) -> Role | None:
    """What an element's class and id names tell; the cache only saves time."""
    if _POST.search(names):
        # The names of a whole post hold its tags and categories.
        return None
    best: Role | None = None
    for word in _NAME_WORD.findall(_STATE.sub(" ", names[:_LONGEST_NAMES])):
        role = _ROLE_OF_WORD.get(word.lower())
        if role is not None and (best is None or _RANK[role] < _RANK[best]):
            best = role
    return Role.CREDIT if best is Role.BYLINE and _IMAGE.search(names) else best


@remembered(2_000)
def _by_microdata(role: str) -> Role | None:
    return next((found for found, pattern in _MICRODATA if pattern.search(role)), None)


def _fits(role: Role, block: Block) -> bool:
    """Whether a Block can have a role that its element's name tells."""
    if role in _SHORT:
        return len(block.text) <= _LONGEST_LABEL
    if role is Role.CAPTION:
        return len(block.text) <= _LONGEST_CAPTION
    return role is not Role.DATELINE or is_dateline(block.text)
