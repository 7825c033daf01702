"""The standfirst: the paragraph below the title that sums the article up, as a reader sees it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.wording import containment, fold, likeness, words
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import Role

__all__ = ["find_standfirst"]

_NAMES = re.compile(
    r"standfirst|stand-first|(?<![a-z])dek(?![a-z])|(?<![a-z])deck(?![a-z])|subtitle|sub-title|sub-?head(?:line|ing)?(?![a-z])|"
    r"(?<![a-z])lead(?![a-z])|lead-?(?:text|paragraph|in)|lede(?![a-z])|(?<![a-z])intro(?![a-z])|intro-?text|introduction|"
    r"summary|chapo|chapeau|teaser-?text|vorspann|anriss|untertitel|unterzeile|(?<![a-z])excerpt|abstract|bajada|entradilla|"
    r"sumario|subtitulo|bigode|linha-?fina|occhiello|sommario|catenaccio|ingress|manchet|underrubrik|perex|"
    r"(?<![a-z])lid(?![a-z])|(?<![a-z])zajawka|(?<![a-z])spot(?![a-z])|description(?![a-z])|synopsis|kicker-?text|topper|sapo"
)
_AFTER_TITLE = 16
_BEFORE_BODY = 5
_FIRST = 5
_NEXT = 2
_LINES = 6
_LONG_LINE = 250
_SHORTEST, _LONGEST = 30, 1_200
_CUT = re.compile(r"\s*(?:\.{3,}|…|\[…\]|\[\.\.\.\])\s*\Z")
_ALIKE = 0.85


def find_standfirst(declared: Declared, title: Block | None) -> tuple[str | None, list[Clue], list[Clue]]:
    """The standfirst, what speaks for it, and what of that was used.

    A visible paragraph near the title is taken when its role says so, when its element is named like one, or when the
    page's description says the same. A description that is nowhere visible is evidence alone.
    """
    stated = [
        *declared.said("description", "abstract", "alternativeHeadline", "backstory"),
        *declared.meta(
            "og:description", "description", "twitter:description", "dc.description", "sailthru.description"
        ),
        *declared.item("description", "alternativeheadline"),
    ]
    stated = [clue for clue in stated if len(clue.text) >= _SHORTEST]
    candidates = list(_near(declared, title))
    visible = [Clue(b.text, b.text, "visible paragraph", b.place) for b in candidates]
    clues = [*visible, *stated]
    for i, block in enumerate(candidates):
        named = _NAMES.search(declared.names_of(block.element, 2))
        said = any(_says(block.text, clue.text) for clue in stated)
        if block.role is Role.STANDFIRST or (named and (said or not stated or i < _NEXT)):
            used = visible[i : i + 1 + _continued(declared, candidates[i:])]
            return "\n".join(clue.text for clue in used), clues, used
    for clue, block in list(zip(visible, candidates, strict=True))[:_FIRST]:
        agreed = [other for other in stated if _equals(clue.text, other.text)]
        if agreed and not _is_body(declared, block):
            return clue.text, clues, [clue, *agreed]
    far = [Clue(b.text, b.text, "visible standfirst", b.place) for b in declared.with_role(Role.STANDFIRST) if b.text][
        :1
    ]
    return (far[0].text if far else None), [*far, *clues], far


def _continued(declared: Declared, blocks: Sequence[Block]) -> int:
    """How many Blocks after the first stand beside it in the same element: a standfirst may be a list."""
    elements = declared.page.elements
    first = blocks[0]
    if not 0 <= first.element < len(elements):
        return 0
    parent = elements.parent[first.element]
    count = 0
    for before, block in pairwise(blocks[:_LINES]):
        if block.block != before.block + 1 or block.kind is not first.kind or len(block.text) > _LONG_LINE:
            break
        if elements.parent[block.element] != parent or not _NAMES.search(declared.names_of(parent, 1)):
            break
        count += 1
    return count


def _near(declared: Declared, title: Block | None) -> Iterator[Block]:
    """Blocks after the title, then those around the start of the body, that may be a standfirst, in reading order."""
    blocks = declared.blocks
    start = title.block + 1 if title is not None else 0
    body = next((b.block for b in blocks if b.role is Role.PARAGRAPH and b.block >= start), start)
    reach = sorted({*range(start, start + _AFTER_TITLE), *range(max(start, body - _BEFORE_BODY), body + 2)})
    for index in reach:
        if index >= len(blocks):
            return
        block = blocks[index]
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTATION, Kind.LIST_ITEM) and (
            _SHORTEST <= len(block.text) <= _LONGEST
            and not declared.aside(block.element)
            and (title is None or fold(block.text) != fold(title.text))
        ):
            yield block


def _equals(text: str, description: str) -> bool:
    """Whether a description is the text, whole or cut off at its end."""
    if _CUT.search(description):
        beginning = _CUT.sub("", description)
        return len(words(beginning)) > 5 and containment(beginning, text[: len(beginning) + 40]) >= _ALIKE
    return likeness(text, description) >= _ALIKE


def _says(text: str, description: str) -> bool:
    """Whether a description says about the same as the text."""
    return _equals(text, description) or containment(text, description) >= 0.7 or containment(description, text) >= 0.7


def _is_body(declared: Declared, block: Block) -> bool:
    """Whether a paragraph stands among its likes in the body: its neighbour has the same parent and the same names.

    Many pages describe themselves with their first paragraph; that is still a paragraph.
    """
    elements = declared.page.elements
    if not 0 <= block.element < len(elements) or block.kind is not Kind.PARAGRAPH:
        return False
    following = [b for b in declared.page.blocks[block.block + 1 : block.block + 4] if b.kind is Kind.PARAGRAPH]
    return any(
        0 <= b.element < len(elements)
        and elements.parent[b.element] == elements.parent[block.element]
        and elements.names[b.element] == elements.names[block.element]
        and len(b.text) > 60
        for b in following
    )
