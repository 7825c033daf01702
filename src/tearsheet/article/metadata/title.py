"""The title as printed: without the site's name or section, with its own punctuation; chosen among all candidates."""

from collections.abc import Mapping, Sequence

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.titlecandidates import TitleCandidate, title_candidates
from tearsheet.page.block import Block

__all__ = ["choose_title", "find_title"]

_WEIGHTS: Mapping[str, tuple[float, float, float]] = {
    "visible and title element agree": (-1.0, -0.9, 1.2),
    "visible h1": (0.3, 0.1, 1.0),
    "visible heading": (-0.7, -0.7, -1.1),
    "visible later h1": (-0.3, -0.6, 0.0),
    "visible later heading": (-1.0, -1.3, -1.6),
    "visible lower heading": (-0.3, 0.3, 0.9),
    "visible lower title": (1.3, 0.7, 0.8),
    "visible lower title end": (0.7, 0.7, 0.1),
    "visible lower title start": (0.5, 0.5, 0.5),
    "visible title": (1.3, 1.0, 1.8),
    "visible title end": (0.1, 0.8, 0.2),
    "visible title start": (1.2, -0.4, 2.0),
    "copies agree": (2.0, 0.7, 0.8),
    "data layer headline": (0.1, -0.1, -0.2),
    "data loose headline": (0.3, -0.7, -0.2),
    "data state headline": (0.6, 0.0, 1.4),
    "data state headline dash head": (0.1, 0.2, 1.1),
    "data state headline head": (1.3, 1.3, 1.3),
    "far above the text": (1.4, 0.8, 0.3),
    "farther from the address": (0.4, -0.2, -0.2),
    "inside the text": (-1.0, -0.9, -1.0),
    "json-ld alternativeHeadline": (0.9, 0.6, 0.6),
    "json-ld headline": (2.6, 0.4, 1.0),
    "json-ld headline dash head": (-0.7, -0.1, -0.3),
    "json-ld headline head": (0.7, 0.7, 0.7),
    "json-ld name": (0.2, -1.6, -0.8),
    "json-ld name dash head": (-0.2, -0.2, 0.0),
    "json-ld page name": (2.1, 0.8, 0.6),
    "json-ld page name dash head": (1.0, 1.2, 1.0),
    "json-ld page name head": (-0.1, -0.2, -0.1),
    "json-ld twin headline": (-0.3, -0.7, -0.3),
    "json-ld twin name": (0.4, 0.4, 0.5),
    "like the site's name": (0.1, -0.6, 1.0),
    "long": (-0.6, -0.9, 0.1),
    "meta dc.title": (0.1, -0.3, 0.1),
    "meta headline": (0.7, 1.3, 0.8),
    "meta og:title": (1.0, 0.4, 0.5),
    "meta og:title dash head": (-0.2, 0.6, 1.1),
    "meta og:title head": (1.3, 1.7, 1.4),
    "meta og:title tail": (0.5, 0.8, 0.5),
    "meta other title": (0.4, 0.2, -0.5),
    "meta parsely-title": (1.4, 1.4, 1.4),
    "meta sailthru.title": (-0.1, 0.3, 0.3),
    "meta title": (-0.1, 0.1, 1.1),
    "meta title head": (0.2, 0.2, 0.2),
    "meta twitter:title": (0.3, 0.4, 0.3),
    "meta twitter:title dash head": (0.2, 0.5, 1.5),
    "meta twitter:title head": (-0.3, -0.3, -0.6),
    "meta twitter:title tail": (-0.1, -0.1, -0.1),
    "microdata article headline": (0.2, 0.1, 0.4),
    "microdata article name": (0.1, -0.1, 0.4),
    "microdata headline": (0.1, -0.3, 0.7),
    "microformat article headline": (0.4, 0.1, 1.1),
    "microformat article headline dash head": (-0.2, -0.5, -0.2),
    "microformat article name": (0.1, 0.3, 0.1),
    "nearest to the address": (-0.4, 0.2, 0.2),
    "not visible": (0.0, -0.4, 0.8),
    "one word": (-0.3, -0.5, 0.0),
    "only data": (0.9, 0.4, 0.9),
    "only data and title element": (2.7, 1.0, 1.0),
    "only shared": (1.2, 2.3, 1.3),
    "only shared, twice": (0.1, 0.0, 1.3),
    "right above the text": (0.0, 0.7, 0.8),
    "the only h1": (-1.1, 0.7, 0.6),
    "the site's name": (-0.5, -0.9, -0.6),
    "title element": (-0.6, 0.3, 0.6),
    "title element dash head": (-0.5, -0.2, 0.3),
    "title element head": (-0.5, -0.4, 0.6),
    "title element tail": (-0.4, -0.4, -0.7),
}
"""What every kind of place and every trait counts on a news article, on another article, and on another page.

Logarithms of odds, fitted as a conditional logit over the candidates of pages whose title is known."""


def find_title(declared: Declared, names: Sequence[str]) -> tuple[str | None, list[Clue], list[Clue], Block | None]:
    """The title, what speaks for it, what of that was used, and the Block that shows it.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
    """
    candidates, clues = title_candidates(declared, names)
    chosen = choose_title(candidates, _column(declared))
    if chosen is None:
        return None, clues, [], None
    return chosen.text, clues, list(chosen.clues), chosen.block


def choose_title(candidates: Sequence[TitleCandidate], column: int) -> TitleCandidate | None:
    """The likeliest of the candidates, the first among equals.

    Args:
        candidates: all that the page may be called.
        column: 0 for a news article, 1 for another article, 2 for another page.
    """
    return max(candidates, key=lambda candidate: _score(candidate, column), default=None)


def _score(candidate: TitleCandidate, column: int) -> float:
    """Sum of the weights, in an order that does not depend on the run: sets of texts have none."""
    signs = sorted(candidate.kinds | candidate.traits)
    return round(sum(_WEIGHTS[sign][column] for sign in signs if sign in _WEIGHTS), 6)


def _column(declared: Declared) -> int:
    main = declared.main
    if main is not None and any("news" in name for name in main.types):
        return 0
    if main is not None and main.is_article:
        return 1
    return 1 if any(clue.text.casefold() == "article" for clue in declared.meta("og:type")) else 2
