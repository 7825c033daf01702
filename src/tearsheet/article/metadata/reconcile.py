"""Which of several values that a page states for a field is right, and how sure that is.

A conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): every sign, such
as the kind of place that states a value, has a weight by how far it proved right beside the others; a value's score is
the sum of its signs' weights, its probability its share of the exponentials. That none is right is a choice, too.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from tearsheet.article.article import PageType
from tearsheet.article.metadata.declared import Declared

__all__ = ["COLUMNS", "Choice", "Reliability", "choose", "column_of", "load_reliability", "score_of"]

COLUMNS = ("news", "article", "thread", "other")
"""Kinds of page that the weights are told apart by: declared news articles, other articles, threads, and the rest."""

_NEWS, _ARTICLE, _THREAD, _OTHER = range(len(COLUMNS))
_NO_ARTICLE = frozenset(
    {
        PageType.LISTING,
        PageType.COLLECTION,
        PageType.PRODUCT,
        PageType.SERVICE,
        PageType.FRONT_PAGE,
        PageType.DOCUMENTATION,
    }
)
_NEWS_METAS = ("news_keywords", "article:content_tier", "article:opinion")
"""Names that the press alone uses: what search engines' news asks for, and who may read an article."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """What the signs of one field weigh.

    Attributes:
        none: score of no value being right, one a column of `COLUMNS`.
        signs: weights of each sign, one a column; a sign that is not known weighs nothing.
    """

    none: tuple[float, ...]
    signs: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen.

    Attributes:
        index: of the likeliest value, -1 where none is likelier to be right than not.
        probability: that this is right, 0 to 1.
    """

    index: int
    probability: float


def choose(reliability: Reliability, values: Sequence[Iterable[str]], column: int, *, always: bool = False) -> Choice:
    """Choose between values.

    Args:
        reliability: what signs weigh.
        values: the signs of each value.
        column: what kind of page it is, by its place in `COLUMNS`.
        always: whether a value is chosen even where none of them is likely to be right.
    """
    if not values:
        return Choice(-1, 1.0)
    scores = [score(reliability, signs, column) for signs in values]
    scores.append(reliability.none[column])
    highest = max(scores)
    # Rounded, so that no last bit of another machine's exponential shows in a record.
    shares = [exp(value - highest) for value in scores]
    total = sum(shares)
    best = max(range(len(values)), key=scores.__getitem__)
    if not always and scores[-1] > scores[best]:
        best = -1
    return Choice(best, round(shares[best] / total, 4))


def score(reliability: Reliability, signs: Iterable[str], column: int) -> float:
    """Sum of the weights; signs in one order, so that sets of them give the same sum in every run."""
    known = reliability.signs
    return sum([known[sign][column] for sign in sorted(known.keys() & signs)])


def score_of(reliability: Reliability, sign: str, column: int) -> float:
    """What one sign weighs."""
    weights = reliability.signs.get(sign)
    return 0.0 if weights is None else weights[column]


def column_of(declared: Declared, page_type: PageType | None = None) -> int:
    """What kind of page it is, by its place in `COLUMNS`.

    Args:
        declared: what the page declares.
        page_type: what kind of page it is, where that is decided.
    """
    if page_type is PageType.FORUM:
        return _THREAD
    if page_type in _NO_ARTICLE:
        return _OTHER
    return _NEWS if _declares_news(declared) else _ARTICLE


def _declares_news(declared: Declared) -> bool:
    """Whether a page says that it is a news article or a live blog, or that a news medium publishes it."""
    things = [thing for thing in (declared.main, *(thing for _, thing in declared.others)) if thing is not None]
    return (
        any("news" in name or name == "liveblogposting" for thing in things for name in thing.types)
        or any("newsmediaorganization" in thing.types for thing in declared.graph.things)
        or any(name in declared.metas for name in _NEWS_METAS)
    )


@cache
def load_reliability(field: str) -> Reliability:
    """The weights of a field that come with the package, read once.

    Args:
        field: such as ``"title"``.

    Raises:
        KeyError: there are none for this field.
    """
    table = json.loads(files("tearsheet.article.metadata").joinpath("reliability.json").read_text("utf-8"))[field]
    return Reliability(tuple(table["none"]), {sign: tuple(weights) for sign, weights in table["signs"].items()})
