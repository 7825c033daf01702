"""Blocks in another language than their article: quotations, translations, poems, the second half of a bilingual page.

A Block that shares its short words with the text before it is in the text's language; the others are identified. A
``lang`` attribute (https://html.spec.whatwg.org/multipage/dom.html#attr-lang) is believed where the words do not
contradict it, and settles what is too short to be identified.
"""

from collections.abc import Sequence
from typing import Protocol

from tearsheet.article.metadata.blocklists import of_roles
from tearsheet.article.metadata.language import (
    close_languages,
    count_letters,
    detect_script,
    has_own_script,
    identify,
    primary,
)
from tearsheet.article.metadata.wording import words
from tearsheet.native import clueloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.place import Elements
from tearsheet.page.role import BODY_ROLES, Role

__all__ = ["block_languages"]

_SPEAKING = BODY_ROLES | {Role.STANDFIRST}
_FEWEST_LETTERS = 50
_FEWEST_DECLARED = 8
_SHORT_WORD = 5
_SHARED = 0.4
_READ = 400
_LOOKED_AT = 200
_MARGIN = 1.0
"""Least difference of the logarithms of likelihood, a letter, between a language and the article's."""


def block_languages(page: Page, blocks: Sequence[Block], language: str | None) -> dict[int, str]:
    """The languages of Blocks of the body and standfirst that are not the article's.

    Args:
        page: the page.
        blocks: its Blocks with their roles.
        language: the article's, as a language subtag; nothing is told apart without one.

    Returns:
        Language subtags by the number of the Block.
    """
    if language is None:
        return {}
    code = Kind.CODE
    told = [block for block in of_roles(blocks, _SPEAKING) if block.text and block.kind is not code]
    inner = any(page.elements.tag[number] not in ("html", "body") for number in page.elements.languages)
    short = short_words()
    found: dict[int, str] = {}
    for block in told:
        declared = _declared(page.elements, block) if inner else None
        if declared is not None and (declared == language or close_languages(declared, language)):
            declared = None
        own = _own(block, *short.hear(block.text[:_LOOKED_AT]), language, declared)
        if own is None:
            short.learn()
        else:
            found[block.block] = own
    return found


class _Short(Protocol):
    """The words of few letters that texts of one language have."""

    def hear(self, text: str, /) -> tuple[int, int]:
        """How many such words a text has, each once, and how many of them are known."""

    def learn(self) -> None:
        """Know the words that were heard last."""


class _ShortWords:
    """As `_Short` says."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._heard: set[str] = set()

    def hear(self, text: str) -> tuple[int, int]:
        self._heard = {word for word in words(text) if len(word) <= _SHORT_WORD}
        return len(self._heard), len(self._heard & self._known)

    def learn(self) -> None:
        self._known |= self._heard


def short_words() -> _Short:
    """None known yet."""
    if clueloops is None:
        return _ShortWords()
    made: _Short = clueloops.ShortWords(_SHORT_WORD)
    return made


def _own(block: Block, short: int, shared: int, language: str, declared: str | None) -> str | None:
    """The language of a Block that shares short words with the text; ``None`` where it is the article's or untold."""
    text = block.text[:_READ]
    if declared is None and (len(text) < _FEWEST_LETTERS or (short and shared >= _SHARED * short)):
        return None
    letters = count_letters(text)
    if declared is None and letters < _FEWEST_LETTERS:
        return None
    script = detect_script(text) if letters >= _FEWEST_DECLARED else None
    if script is not None:
        if script == language or close_languages(script, language) or (language, script) == ("ja", "zh"):
            # A list of Japanese names has no kana.
            return declared if script != language and declared == script else None
        return declared if declared is not None and close_languages(declared, script) else script
    if letters < _FEWEST_LETTERS:
        return declared if letters >= _FEWEST_DECLARED else None
    best, margin = identify(text, language)
    if declared is not None and (best == declared or close_languages(best, declared)):
        return declared
    near = margin < _MARGIN * letters and not has_own_script(language)
    if best == language or close_languages(best, language) or near:
        return None
    return best


def _declared(elements: Elements, block: Block) -> str | None:
    """The language that the elements around a Block declare, but for the page's own."""
    number = block.element
    while 0 <= number < len(elements.tag):
        if elements.tag[number] in ("html", "body"):
            return None
        if number in elements.languages:
            return primary(elements.languages[number])
        number = elements.parent[number]
    return None
