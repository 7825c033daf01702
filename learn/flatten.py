"""HTML pages flattened to text, as people hold them, so that one model serves both doors.

Every way has variants, with and without descriptions of images, menus and empty lines; which one a page gets hangs on
its name alone, so that it is the same on every run.
"""

import random
import re
import zlib
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from learn.layout import Style, lay_out
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.vocabulary import BLOCK

__all__ = ["WAYS", "flatten"]

WAYS = ("blocks", "nodes", "collapsed", "layout")
"""Every Block a line; every text node a line; tags stripped and white space collapsed; laid out as terminals do."""

_NOT_TEXT = frozenset({"script", "style", "template", "svg", "title", "textarea", "iframe", "noembed"})
_CHOICES = frozenset({"select", "option", "datalist"})
_MENU_TAGS = frozenset({"nav", "footer", "menu"})
_MENU_ROLES = frozenset({"navigation", "contentinfo", "banner", "menubar", "menu"})
_MENU_NAMES = frozenset(
    """
    nav menu navbar navigation footer mainmenu main-menu topnav topmenu nav-menu site-footer breadcrumb breadcrumbs
    """.split()
)
_HOLDS_ALL = frozenset({"html", "body", "main", "article"})
_BULLETS = ("• ", "- ", "* ", "· ")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_SPACES = re.compile(r"[^\S\n]+")


def flatten(page: Page, html: str, way: str) -> str:
    """Flatten a page.

    Args:
        page: the page as read from HTML.
        html: the document.
        way: one of `WAYS`.

    Returns:
        Lines of text.

    Raises:
        ValueError: there is no such way.
    """
    chance = random.Random(zlib.crc32(f"{page.capture.label} {way}".encode()))
    if way == "blocks":
        text = _blocks(page, chance)
    elif way == "nodes":
        text = _nodes(html, chance)
    elif way == "collapsed":
        text = _collapsed(html, chance)
    elif way == "layout":
        text = _layout(page, chance)
    else:
        raise ValueError(f"no way to flatten a page is called {way!r}")
    titled = chance.random() < {"blocks": 0.2, "nodes": 0.3, "collapsed": 0.5, "layout": 0.15}[way]
    if titled and page.markup.title is not None:
        title = " ".join(page.markup.title.value.split())
        text = f"{title}\n{text}" if "\n" in text else f"{title} {text}"
    return text


def _blocks(page: Page, chance: random.Random) -> str:
    """Every Block on its own line."""
    described, spacing = chance.random() < 0.5, chance.choice(("none", "prose", "all"))
    menus, broken = chance.random() < 0.75, chance.random() < 0.5
    bullet = chance.choice(_BULLETS) if chance.random() < 0.25 else ""
    lines: list[str] = []
    for block in _shown(page, menus):
        if block.kind is Kind.IMAGE:
            if described and block.picture and block.picture.description:
                lines.append(block.picture.description)
            continue
        text = block.text if broken or block.kind in (Kind.CODE, Kind.TABLE) else block.text.replace("\n", " ")
        if bullet and block.kind is Kind.LIST_ITEM:
            text = (f"{block.ordinal}. " if block.ordinal is not None else bullet) + text
        lines.append(text)
        if spacing == "all" or (spacing == "prose" and len(text) > 100):
            lines.append("")
    return "\n".join(lines)


def _nodes(html: str, chance: random.Random) -> str:
    """Every text node on its own line."""
    described, menus, choices = chance.random() < 0.5, chance.random() < 0.75, chance.random() < 0.2
    spaced = chance.random() < 0.25
    lines: list[str] = []
    gap = False
    for text in _texts(html, described, menus, choices):
        words = text.split() if text is not None else []
        if words:
            if gap and lines:
                lines.append("")
            lines.append(" ".join(words))
            gap = False
        elif text is None:
            gap = spaced
    return "\n".join(lines)


def _collapsed(html: str, chance: random.Random) -> str:
    """Tags taken out and white space collapsed, as short scripts do it.

    With a line break for every block-level element, with those of the source alone, or with none at all.
    """
    described, menus, choices = chance.random() < 0.3, chance.random() < 0.75, chance.random() < 0.3
    breaks = chance.choices(("blocks", "source", "none"), (60, 25, 15))[0]
    # Some scripts put a space in the place of each tag; others glue what stood apart.
    joint = chance.choice(("", " "))
    gaps = chance.choice(("none", "one", "all"))
    parts: list[str] = []
    for text in _texts(html, described, menus, choices):
        if text is None:
            parts.append("\n" if breaks == "blocks" else joint)
        else:
            parts.append(text if breaks == "source" else _SPACES.sub(" ", text.replace("\n", " ").replace("\r", " ")))
            parts.append(joint)
    text = "".join(parts)
    if breaks == "none":
        return " ".join(text.split())
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if gaps == "none" or (gaps == "all" and breaks == "source"):
        return "\n".join(line for line in lines if line)
    if gaps == "all":
        return "\n\n".join(line for line in lines if line)
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _layout(page: Page, chance: random.Random) -> str:
    """Laid out as terminal browsers do."""
    numbered = chance.random() < 0.2
    style = Style(
        width=chance.choice((0, 72, 76, 78, 80, 80, 80)),
        margin=chance.choice((0, 0, 3)),
        nested=chance.random() < 0.25,
        bullets=chance.choice(("*+-", "*", "•◦▪", "-")),
        numbered=numbered,
        references=numbered and chance.random() < 0.5,
        images=chance.choice(("", "", "{}", "[{}]", "[IMG: {}]")),
        gaps=chance.random() < 0.85,
        centred=chance.random() < 0.3,
        between=chance.choice((" ", "  ", " | ", "\t")),
    )
    return lay_out(_shown(page, menus=chance.random() < 0.75), page.elements, style)


def _shown(page: Page, menus: bool) -> list[Block]:
    """Blocks of a page, without its menus and footers where these are not wanted."""
    if menus:
        return list(page.blocks)
    elements = page.elements
    within: list[bool] = []
    for number, tag in enumerate(elements.tag):
        parent = elements.parent[number]
        inside = parent >= 0 and within[parent]
        within.append(inside or _is_menu(tag, elements.names[number], elements.role[number]))
    return [block for block in page.blocks if block.element < 0 or not within[block.element]]


def _is_menu(tag: str, names: str, role: str) -> bool:
    """Whether an element is a menu or footer by its tag, class or role."""
    if tag in _MENU_TAGS:
        return True
    if tag in _HOLDS_ALL or not (names or role):
        return False
    return not _MENU_ROLES.isdisjoint(role.split()) or not _MENU_NAMES.isdisjoint(names.lower().split())


def _texts(html: str, described: bool, menus: bool, choices: bool) -> Iterator[str | None]:
    """Text nodes in document order, with ``None`` where a block-level element begins or ends, or a line breaks.

    Args:
        html: the document.
        described: whether descriptions of images are among them.
        menus: whether menus and footers are.
        choices: whether the choices of forms are.
    """
    skipped = _NOT_TEXT if choices else _NOT_TEXT | _CHOICES
    stack: list[LexborNode] = []
    node: LexborNode | None = LexborHTMLParser(html).root
    while node is not None or stack:
        if node is None:
            node = stack.pop()
            if node.tag in BLOCK:
                yield None
            node = node.next
            continue
        tag = node.tag
        if tag == "-text":
            text = node.text_content
            if text:
                yield text
        elif tag == "br" or tag == "hr":
            yield None
        elif tag == "img":
            description = node.attributes.get("alt") if described else None
            if description:
                yield f" {description} "
        elif tag is not None and tag[0] not in "-!" and tag not in skipped:
            child = node.first_child
            if child is not None and (menus or not _is_menu(tag, *_named(node.attributes))):
                if tag in BLOCK:
                    yield None
                stack.append(node)
                node = child
                continue
        node = node.next


def _named(attributes: Mapping[str, str | None]) -> tuple[str, str]:
    """Class and id of an element, and its role."""
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}", (attributes.get("role") or "").lower()
