"""Which Block of an HTML page each Block of the same page flattened comes from.

The order of the text is the same through both doors, so that the words are aligned as a page's are with its gold.
Menus that were left out, numbers of links, descriptions of images and lines broken elsewhere do no harm.
"""

from collections import Counter

from learn.align import counterparts, tokens
from tearsheet.page.block import Kind, Page

__all__ = ["sources"]

_LEAST_SHARE = 0.6


def sources(html: Page, flat: Page) -> list[int]:
    """Find where the Blocks of a flat page come from.

    Args:
        html: the page as read from HTML.
        flat: the same page, flattened in any way.

    Returns:
        For each Block of ``flat`` the index of the Block of ``html`` that most of its words come from, -1 where fewer
        than 60% of them come from one. Descriptions of images come from the image's Block.
    """
    words: list[str] = []
    owner: list[int] = []
    for number, block in enumerate(html.blocks):
        text = block.text
        if block.kind is Kind.IMAGE and block.picture is not None:
            text = block.picture.description or ""
        found = tokens(text)
        words.extend(found)
        owner.extend([number] * len(found))
    lines = [tokens(block.text) for block in flat.blocks]
    places = counterparts([word for line in lines for word in line], words)
    result: list[int] = []
    at = 0
    for line in lines:
        owners = Counter(owner[place] for place in places[at : at + len(line)] if place >= 0)
        at += len(line)
        best, count = owners.most_common(1)[0] if owners else (-1, 0)
        result.append(best if count and count >= _LEAST_SHARE * len(line) else -1)
    return result
