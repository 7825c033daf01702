"""HTML pages flattened to text, as people hold them, so that one model serves both doors."""

import random
import zlib

from selectolax.lexbor import LexborHTMLParser

from tearsheet.page.block import Kind, Page

__all__ = ["WAYS", "flatten"]

WAYS = ("blocks", "nodes")
_NOT_TEXT = frozenset({"script", "style", "template", "noscript", "svg", "title", "textarea", "select", "option"})


def flatten(page: Page, html: str, way: str) -> str:
    """Flatten a page.

    Args:
        page: the page as read from HTML.
        html: the document.
        way: ``"blocks"``, every Block on its own line, or ``"nodes"``, every text node on its own line.

    Returns:
        Lines; whether empty lines stand between them and whether images have descriptions varies from page to page,
        the same on every run.
    """
    chance = random.Random(zlib.crc32(f"{page.capture.label} {way}".encode()))
    described, spacing = chance.random() < 0.5, chance.choice(("none", "prose", "all"))
    lines: list[str] = []
    if way == "blocks":
        for block in page.blocks:
            if block.kind is Kind.IMAGE:
                if described and block.picture and block.picture.description:
                    lines.append(block.picture.description)
            else:
                lines.append(block.text)
                if spacing == "all" or (spacing == "prose" and len(block.text) > 100):
                    lines.append("")
        return "\n".join(lines)
    root = LexborHTMLParser(html).root
    for node in root.traverse(include_text=True) if root is not None else ():
        if node.tag == "-text":
            text = " ".join((node.text_content or "").split())
            parent = node.parent
            if text and (parent is None or parent.tag not in _NOT_TEXT):
                lines.append(text)
        elif described and node.tag == "img" and node.attributes.get("alt"):
            lines.append(" ".join((node.attributes["alt"] or "").split()))
    return "\n".join(lines)
