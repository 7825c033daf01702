"""The Blocks to keep of a page: the set with the best expected F1, of an article from its title on.

An article begins with its title. And a page without a text of its own, such as a shell that a script fills, a wall or
an error, has nothing to keep, however well its menus read.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tearsheet.choices import Favour
from tearsheet.page.block import Block, Kind
from tearsheet.roles.expected import BETA, best_set

__all__ = ["opening_title", "select", "with_whole_table"]

_ANY = {Favour.PRECISION: 0.4, Favour.BALANCE: 0.2, Favour.RECALL: 0.0}
"""Where no Block is content with at least this probability, the page has none."""

_TABLE = tuple(Kind).index(Kind.TABLE)
_WHOLE, _LEAST_WHOLE, _AS_LIKELY = 0.8, 500.0, 0.5
"""A table of this share of the page's length, and of so many units, is what a page without a text is for; and how
likely it then is content."""

_HOLE, _LEAST_HOLE = 0.2, 40
"""From which probability and length on a line of a flat capture stays between two that are kept: text has few holes."""

_SUREST, _OF_SUREST = 300.0, 0.4
"""Of an article's lines those are kept that are at least this share as likely text as the surest so many units of it:
many lines that are each a little likely are lists of other stories, all of them or none."""

_DOUBTFUL = 0.75
"""Where not even the surest text of an article is more likely than this, its long runs of short lines are lists of
something else: all of them together would outweigh the text."""

_PROSE, _LEAST_PROSE, _LEAST_LIST, _LISTED_BETWEEN = 80, 200, 6, 4
_OF_CORE, _LEAST_CORE, _CORE_GAP = 0.65, 200.0, 2
_MOST_SCATTERED, _LEAST_SCATTERED = 3, 3
"""Text stands together, with few holes; teasers stand one by one between titles and dates that are no text. Of what is
less likely than this share of the surest text, pieces of so few lines above and below the text are left out, where
there are so many of them."""

_ARTICLE = 0.5
_SURE_TITLE = 0.9
_ABOVE_TITLE = 3
"""Blocks above the title that may be the article's: kicker, date, standfirst."""


def select(
    probability: NDArray[np.float64],
    units: NDArray[np.float64],
    title: int | None,
    favour: Favour,
    *,
    flat: bool = False,
    article: bool = False,
) -> tuple[NDArray[np.bool_], float]:
    """Choose the Blocks to keep.

    Args:
        probability: that each Block is content, 0 to 1.
        units: length of each Block that may be kept, 0 for the others.
        title: index of the Block that an article begins with; ``None`` where it may begin anywhere.
        favour: precision, recall or both alike.
        flat: whether somebody has already taken the text out of its page; there will be some in it.
        article: whether the page is an article of the press.

    Returns:
        Which to keep, and their expected F1, 0 to 1.
    """
    keep, expected = _best(probability, units, favour)
    if title is not None:
        below = np.arange(len(units)) >= title - _ABOVE_TITLE
        # Where the better text stands above it, the title that was found is another's.
        if _mean(probability, units * (keep & below)) > _mean(probability, units * (keep & ~below)) > 0:
            keep, expected = _best(probability, units * below, favour)
    if not flat and max(probability[keep], default=0.0) < _ANY[favour]:
        return np.zeros(len(units), np.bool_), 0.0
    if flat and favour is not Favour.PRECISION and len(keep) > 2:
        keep[1:-1] |= keep[:-2] & keep[2:] & (probability[1:-1] >= _HOLE) & (units[1:-1] >= _LEAST_HOLE)
    if flat and article and favour is not Favour.RECALL and keep.any():
        surest = _surest(probability[keep], units[keep])
        keep &= probability >= _OF_SUREST * surest
        scattered = _scattered(keep, probability, units, _OF_CORE * surest)
        if surest < _DOUBTFUL:
            scattered |= _in_lists(keep, probability, units)
        keep &= ~scattered
    return keep, expected


def with_whole_table(
    probability: NDArray[np.float64], units: NDArray[np.float64], kinds: NDArray[np.intp]
) -> NDArray[np.float64]:
    """The probabilities, where nothing else is likely with that of a table that is nearly all of the page raised.

    A list of links laid out as a table reads like a menu, but no menu is all there is.

    Args:
        probability: that each Block is content, 0 to 1.
        units: length of each Block.
        kinds: the number of its kind in the order of `Kind`.
    """
    if probability.max(initial=0.0) >= _ANY[Favour.BALANCE]:
        return probability
    whole = (kinds == _TABLE) & (units >= max(_LEAST_WHOLE, _WHOLE * units.sum()))
    return np.where(whole, _AS_LIKELY, probability)


def _in_lists(
    keep: NDArray[np.bool_], probability: NDArray[np.float64], units: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """The kept lines that stand in long runs of short ones less likely than the prose; none where there is no prose."""
    listed = np.zeros(len(units), np.bool_)
    prose = keep & (units >= _PROSE)
    if units[prose].sum() < _LEAST_PROSE:
        return listed
    usual = _mean(probability[prose], units[prose])
    short = np.flatnonzero(keep & (units < _PROSE))
    # A run goes on over a few lines that are left out, and stops at prose that is kept.
    long = np.cumsum(prose)
    apart = (np.diff(short) > _LISTED_BETWEEN + 1) | (np.diff(long[short]) > 0)
    for run in np.split(short, np.flatnonzero(apart) + 1):
        if len(run) >= _LEAST_LIST and _mean(probability[run], units[run]) < usual:
            listed[run] = True
    return listed


def _scattered(
    keep: NDArray[np.bool_], probability: NDArray[np.float64], units: NDArray[np.float64], least: float
) -> NDArray[np.bool_]:
    """The kept lines that stand scattered above and below the text, which is at least so likely."""
    found = np.zeros(len(units), np.bool_)
    kept = np.flatnonzero(keep)
    edges = (np.flatnonzero(np.diff(kept) > _CORE_GAP) + 1).tolist()
    if len(edges) < _LEAST_SCATTERED:
        return found
    # NumPy's own way to split takes longer than all the rest.
    pieces = [kept[start:end] for start, end in pairwise((0, *edges, len(kept)))]
    likely = [_mean(probability[piece], units[piece]) >= least for piece in pieces]
    core = [piece for piece, is_likely in zip(pieces, likely, strict=True) if is_likely]
    core = [piece for piece in core if units[piece].sum() >= _LEAST_CORE]
    if not core:
        return found
    first, last = core[0][0], core[-1][-1]
    scattered = [
        piece
        for piece, is_likely in zip(pieces, likely, strict=True)
        if not is_likely and len(piece) <= _MOST_SCATTERED and (piece[-1] < first or piece[0] > last)
    ]
    if len(scattered) >= _LEAST_SCATTERED:
        found[np.concatenate(scattered)] = True
    return found


def opening_title(blocks: tuple[Block, ...], title: int, likeness: NDArray[np.float32], news: float) -> int | None:
    """The Block that an article begins with: its title, where that is beyond doubt.

    Args:
        blocks: of the page.
        title: index of the title's Block, -1 for none.
        likeness: of each Block to the page's declared title, 0 to 1.
        news: probability that the page is an article, 0 to 1.
    """
    if title < 0 or news <= _ARTICLE or blocks[title].level != 1 or likeness[title] < _SURE_TITLE:
        return None
    return title


def _best(
    probability: NDArray[np.float64], units: NDArray[np.float64], favour: Favour
) -> tuple[NDArray[np.bool_], float]:
    keep, expected = best_set(np.where(units > 0, probability, 0.0), units, BETA[favour])
    return keep & (units > 0), expected


def _surest(probability: NDArray[np.float64], units: NDArray[np.float64]) -> float:
    """Mean probability of the surest text."""
    order = np.argsort(-probability, kind="stable")
    length = np.cumsum(units[order])
    first = order[: int(np.searchsorted(length, min(_SUREST, length[-1]))) + 1]
    return _mean(probability[first], units[first])


def _mean(probability: NDArray[np.float64], units: NDArray[np.float64]) -> float:
    """Mean probability of text, 0 for none."""
    total = float(units.sum())
    return float((probability * units).sum()) / total if total > 0 else 0.0
