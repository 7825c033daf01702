"""Links to related stories, from inside and after the body."""

import re
import unicodedata
from collections.abc import Sequence

from tearsheet.article.article import Link
from tearsheet.making import maker
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles.rolenumbers import numbers_of
from tearsheet.roles.seealso import is_see_also_label, without_label
from tearsheet.roles.stories import Story

__all__ = ["find_related"]

_LEAST_HEADLINE = 12
_LEAST_SURE = 30
_LONGEST_ADDRESS = 300
_STORY = re.compile(r"//[^/]+/.*(?:\d{4}|(?:[^/-]+-){3}|(?:[^/_]+_){3}|\.\w{3,5}(?:\?|\Z)|[?&]\w*id=)|^(?!\w+:)")
_OTHER_SCHEMES = ("mailto:", "javascript:", "tel:", "sms:", "whatsapp:", "data:")
_NO_STORY = re.compile(
    r"//(?:ads?\d?\.|[^/]*doubleclick\.)|//[^/]+/?(?:[?#]|\Z)|//[^/]*(?:facebook|twitter|linkedin|pinterest|whatsapp|telegram|instagram|youtube|reddit)\.\w+/|//x\.com/|//t\.me/"
    r"|/(?:tags?|topics?|thema|themen|author|authors|autor|autoren|auteur|journalist|category|categories|rubrik|newsletters?"
    r"|login|register|account|subscribe|subscription|abo|privacy|terms|contact|search"
    r"|authors?|autores|autori|impressum|imprint|jobs|stellenangebote)(?:[/?]|\Z)",
    re.IGNORECASE,
)
_PLAIN_NO_STORY = re.compile(_NO_STORY.pattern)
"""For addresses of ASCII in lower case, several times faster."""
_MOST = 200

_OWN = BODY_ROLES | {Role.STANDFIRST}
_RELATED = frozenset({Role.RELATED})

_make_link = maker(Link)


def find_related(page: Page, roles: Sequence[Role], stories: Sequence[Story] = ()) -> tuple[Link, ...]:
    """Headlines of other stories, each once, in reading order.

    Args:
        page: the page.
        roles: of its Blocks.
        stories: other stories that stand below the article with their text; their headlines are links.
    """
    blocks = page.blocks
    start = next((number for number, role in enumerate(roles) if role in _OWN), 0)
    own = page.capture.url or ""
    found: dict[str, Link] = {}
    headlines = {story.headline: story for story in stories}
    inside = frozenset(number for story in stories for number in story.blocks)
    numbers = numbers_of(roles, _RELATED)
    for number in sorted({*numbers, *headlines}) if stories else numbers:
        block = blocks[number]
        if number in headlines:
            url = headlines[number].url
            found.setdefault(url or block.text, _make_link(block.text, url, None, block.place))
        if number in inside or roles[number] is not Role.RELATED or block.kind is Kind.IMAGE:
            continue
        if number <= start or len(found) >= _MOST:
            continue
        described = None if number - 1 in inside else _description(blocks[number - 1], roles[number - 1])
        if block.place.kind == "span":
            text = without_label(block.text)
            if described is None and text == block.text and not is_see_also_label(blocks[number - 1].text):
                continue
            if _is_wide(text, _LEAST_HEADLINE):
                found.setdefault(text, _make_link(text, None, described, block.place))
            continue
        for mark in block.marks:
            address = mark.target
            if mark.kind != "link" or not address or address in found:
                continue
            text = block.text[mark.start : mark.end].strip()
            if not _is_wide(text, _LEAST_HEADLINE):
                continue
            text = without_label(text)
            if _is_wide(text, _LEAST_HEADLINE) and _is_story(address, own, text):
                found[address] = _make_link(text, address, described, block.place)
    return tuple(found.values())


def _description(block: Block, role: Role) -> str | None:
    """What a Block says of the image of a teaser right behind it."""
    if role is Role.IMAGE_DESCRIPTION:
        return block.text
    if block.kind is Kind.IMAGE and block.picture is not None and block.picture.link:
        return block.picture.description
    return None


def _is_story(address: str, own: str, text: str) -> bool:
    """Whether an address may be that of another story: not of the page itself, a person, a topic, or a network to share
    it on."""
    if address.startswith(_OTHER_SCHEMES) or address.partition("#")[0] in ("", own.partition("#")[0]):
        return False
    address = address[:_LONGEST_ADDRESS]
    if address.isascii():
        if _PLAIN_NO_STORY.search(address.lower()) is not None:
            return False
    elif _NO_STORY.search(address) is not None:
        return False
    # Sections and other pages of a site have short names, and addresses of a word or two.
    return _is_wide(text, _LEAST_SURE) or _STORY.search(address) is not None


def _is_wide(text: str, least: int) -> bool:
    """Whether a text has so many characters, wide ones (Chinese, Japanese, Korean) counted twice: they say more."""
    if len(text) >= least or text.isascii():
        return len(text) >= least
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text) >= least
