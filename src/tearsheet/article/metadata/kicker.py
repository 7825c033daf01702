"""The kicker: the words above the title, or before it in the same heading."""

import re

from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.titleparts import printed, title_key
from tearsheet.article.metadata.wording import clean
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import Role

__all__ = ["find_kicker"]

_LONGEST = 90
_MOST_ABOVE = 3
_NAMED = re.compile(
    r"kicker|overline|eyebrow|topline|dachzeile|spitzmarke|ober(?:zeile|titel)|supertitle|sur-?titre|antetitulo|ante-titulo"
    r"|occhiello|pretitle|pre-title|headline-?(?:prefix|label)|roof|catchline|vignette|chapeau-?titre|cintillo|volanta"
    r"|overskrift-?over|stikktittel|vinjett|nadtytul|over-?(?:title|heading)|head-?kicker|rubrik-?zeile|super-?head"
)
_AROUND = " :：|/–—-·•»>"


def find_kicker(
    declared: Declared, title: str | None, block: Block | None
) -> tuple[str | None, list[Clue], list[Clue]]:
    """The words above the title, what speaks for them, and what of that was used.

    Args:
        declared: what the page declares.
        title: the title.
        block: the Block that shows it; a kicker stands right above it, or inside it before the title.
    """
    clues = [make_clue(clean(b.text), b.text, "visible kicker", b.place) for b in declared.with_role(Role.KICKER)][:1]
    if block is not None:
        clues += _above(declared, block)
        clues += _inside(title, block)
    own = title_key(title or "")
    for clue in clues:
        text = clue.text.strip(_AROUND)
        if text and title_key(text) != own:
            return text, clues, [clue]
    return None, clues, []


def _above(declared: Declared, block: Block) -> list[Clue]:
    """The nearest Block above the title's whose element is named after what it is."""
    for above in reversed(declared.page.blocks[max(0, block.block - _MOST_ABOVE) : max(block.block, 0)]):
        named = _NAMED.search(declared.names_of(above.element, 2).casefold())
        if named and 1 < len(above.text) <= _LONGEST and above.kind is not Kind.LIST_ITEM:
            return [make_clue(clean(above.text), above.text, "visible named kicker", above.place)]
    return []


def _inside(title: str | None, block: Block) -> list[Clue]:
    """What stands in the title's heading before the title, when the title is known to be the rest."""
    shown = printed(block.text)
    if not title or len(shown) <= len(title) or not shown.casefold().endswith(title.casefold()):
        return []
    before = shown[: len(shown) - len(title)].rstrip()
    if not 1 < len(before) <= _LONGEST:
        return []
    return [make_clue(before, block.text, "visible heading before the title", block.place)]
