"""The title as printed: without the site's name or section, with its own punctuation; chosen among all candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.article.article import PageType
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.reconcile import choose, column_of, load_reliability
from tearsheet.article.metadata.titlecandidates import title_candidates
from tearsheet.page.block import Block

__all__ = ["Titling", "find_title"]


@dataclass(frozen=True, slots=True)
class Titling:
    """A title, decided.

    Attributes:
        text: as printed; ``None`` where the page states none.
        clues: all that speaks about it.
        used: what says so.
        block: the Block that shows it.
        confidence: probability that it is right, 0 to 1.
    """

    text: str | None
    clues: tuple[Clue, ...]
    used: tuple[Clue, ...] = ()
    block: Block | None = None
    confidence: float | None = None


def find_title(declared: Declared, names: Sequence[str], page_type: PageType | None = None) -> Titling:
    """The title.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        page_type: what kind of page it is, where that is decided.
    """
    candidates, clues = title_candidates(declared, names)
    signs = [candidate.signs for candidate in candidates]
    choice = choose(load_reliability("title"), signs, column_of(declared, page_type), always=True)
    if choice.index < 0:
        return Titling(None, tuple(clues))
    chosen = candidates[choice.index]
    return Titling(chosen.text, tuple(clues), chosen.clues, chosen.block, choice.probability)
