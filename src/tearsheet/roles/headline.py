"""The headline of a flat capture: a line above the text whose words come back in it.

A capture without markup names no title. What stands above the text are menus, teasers, labels, captions and the
headline; a linear score over what is said of each line chooses.
"""

import re
from collections.abc import Container, Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import lineloops
from tearsheet.page.block import Block, Kind, Page
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.headlinesigns import LEAST_KEY, SIGNS, Told
from tearsheet.roles.linemarks import BYLINED, CREDITED, DATED, STEP
from tearsheet.roles.linephrases import line_role, word_roles
from tearsheet.roles.wording import CLOSING, furniture_wording

__all__ = ["find_headline", "measure_headlines", "opening_line"]

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_HANGUL = r"\uac00-\ud7a3"
# What follows the first syllables of a Korean word are its particles.
# Vowel signs of Indic scripts are part of the word.
_INDIC = r"\u0900-\u0dff"
_WORD = re.compile(
    rf"[{_UNSPACED}]{{2}}|(?<![{_HANGUL}])[{_HANGUL}]{{2}}|[{_INDIC}]{{4,}}"
    rf"|[^\W\d_{_UNSPACED}{_HANGUL}{_INDIC}]{{4,}}|\d{{2,}}"
)
_ARTICLES = re.compile(r"\b(?:[ובלכמשה]{1,2}(?=[א-ת]{4})|[وفبكل]?ال(?=[ء-ي]{3}))")
_STEM = 5
"""Letters of a word that do not change with its endings."""
_PROSE = 60
_LIKELY = 0.5
_READ = 40
"""Blocks of prose whose words are compared with a line's."""

_REACH = 40
"""Blocks within which a headline's text begins."""

_WINDOW = 12
_MOST = 400
_BEHIND = 0.6
"""Share of the text behind which no headline stands."""

_FIRST_LINES = 3
_SHORTEST, _LONGEST = 10, 260
_MORE_THAN_A_DATE = 6
_SENTENCE_ENDS = frozenset(".!?…:。！？؟।։：")
_SHORT = 1_000
"""Units of a few lines that somebody copied."""


_WORDS, _STOP = SIGNS.index("words"), SIGNS.index("stop")
_BAR, _SAID_BEFORE = SIGNS.index("bar"), SIGNS.index("said before")
_NEAR, _LEAST_TRAILED = 6, 0.4
_DIVIDER = re.compile(r"\s[>»›→]\s.*\s[>»›→]\s")
"""Two of what parts the sections of a trail."""

_TRAIL = frozenset("/»›>|→\\")
_TITLE, _TITLE_WORDS, _LEAST_TOLD, _LEAST_STANDFIRST = (20, 130), 4, 0.5, 40
"""Length and words of a headline above its standfirst, and the share of its words that stand in the text."""

_KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM)
_SHAPED = np.array([kind in _KINDS for kind in Kind])
_HEADING = list(Kind).index(Kind.HEADING)


def find_headline(
    page: Page, features: PageFeatures, probability: NDArray[np.float64], known: Container[int] = ()
) -> int:
    """Index of the Block that is the headline of a flat capture, -1 for none.

    Args:
        page: the page.
        features: its numbers.
        probability: that each Block is content.
        known: indices of Blocks that are something else.
    """
    stated = next((meta.value for meta in page.markup.metas if meta.name == "og:title"), None)
    if stated is not None:
        # The record around the text has its title: another line is none.
        said = _bare(stated)
        return next((number for number, block in enumerate(page.blocks[:_MOST]) if _bare(block.text) == said), -1)
    candidates, rows = measure_headlines(page, features, probability, known)
    if not candidates:
        return -1
    told = Told(page.blocks, candidates, features.signs.tolist(), rows)
    best = _without_trail(page.blocks, candidates, told.highest())
    told.fill(range(max(best - 2, 0), best + 1))
    return candidates[_above_standfirst(page.blocks, features, candidates, rows, best)]


def opening_line(page: Page, features: PageFeatures, known: Container[int] = ()) -> int:
    """Index of the line that a capture without a sure headline begins with and that reads as one, -1 for none.

    A heading of the first level, with no other one below it, or the first line of a few that somebody copied, which
    ends no sentence and stands above one.

    Args:
        page: a flat capture.
        features: its numbers.
        known: indices of Blocks that are something else.
    """
    blocks = page.blocks
    if (
        not blocks
        or 0 in known
        or not _may_be(blocks[0], int(features.signs[0]))
        or furniture_wording(blocks[0].text) is not None
    ):
        return -1
    first = blocks[0]
    if first.kind is Kind.HEADING:
        return 0 if first.level == 1 and not any(b.kind is Kind.HEADING and b.level == 1 for b in blocks[1:]) else -1
    if first.kind is not Kind.PARAGRAPH or features.units.sum() > _SHORT or features.units[0] > _TITLE[1]:
        return -1
    ends = [block.text.rstrip(CLOSING)[-1:] in _SENTENCE_ENDS for block in blocks[:2]]
    return 0 if ends == [False, True] and any(map(str.isalpha, first.text)) else -1


def _bare(text: str) -> str:
    """A title without case and the signs around it."""
    return " ".join(text.casefold().split()).strip(" .:|–—-#*")


def _without_trail(blocks: Sequence[Block], candidates: Sequence[int], best: int) -> int:
    """The line that a chosen one ends with, where what is before it there is a trail of sections or a kicker."""
    text = blocks[candidates[best]].text
    for other in range(max(best - _NEAR, 0), min(best + _NEAR + 1, len(candidates))):
        shorter = blocks[candidates[other]].text
        if not len(text) > len(shorter) >= LEAST_KEY or not text.endswith(shorter):
            continue
        rest = text[: -len(shorter)]
        before = rest.rstrip()
        divided = before[-1:] in _TRAIL
        if divided or (len(shorter) >= _LEAST_TRAILED * len(text) and before != rest and before[-1:] not in ":："):
            return other
    return best


def _above_standfirst(
    blocks: Sequence[Block],
    features: PageFeatures,
    candidates: Sequence[int],
    rows: NDArray[np.float64],
    best: int,
) -> int:
    """The line above a chosen one that is its standfirst: as much a headline, and the first of the two."""
    number = candidates[best]
    if best == 0 or candidates[best - 1] != number - 1 or blocks[number].kind is Kind.HEADING:
        return best
    least, most = _TITLE
    units = features.units
    text = blocks[number - 1].text
    words = rows[best - 1]
    long_enough = len(text.split()) >= _TITLE_WORDS or words[_WORDS] * 10 >= _TITLE_WORDS
    if (
        not least <= units[number - 1] <= most
        or not long_enough
        or words[_STOP]
        or words[_BAR]
        or words[_SAID_BEFORE] < rows[best][_SAID_BEFORE]
    ):
        return best
    if units[number] < _LEAST_STANDFIRST or text in blocks[number].text or blocks[number].text in text:
        return best
    # One of several headlines below one another is a list's.
    listed = (
        best > 1
        and candidates[best - 2] == number - 2
        and units[number - 2] >= least
        and not blocks[number - 2].text.endswith(text)
        and not rows[best - 2][_BAR]
    )
    return best if listed or _told_again(blocks, number - 1) < _LEAST_TOLD else best - 1


def measure_headlines(
    page: Page, features: PageFeatures, probability: NDArray[np.float64], known: Container[int] = ()
) -> tuple[list[int], NDArray[np.float64]]:
    """Lines that may be the headline, and `SIGNS` of each, but for those that only the texts tell, which are 0."""
    blocks = page.blocks
    prose = np.where((features.units >= _PROSE) & (probability >= _LIKELY), probability * features.units, 0.0)
    total = float(prose.sum())
    nothing: tuple[list[int], NDArray[np.float64]] = [], np.zeros((0, len(SIGNS)))
    if total <= 0.0:
        return nothing
    sums = np.concatenate(((0.0,), np.cumsum(prose))) / total
    likely = np.flatnonzero(prose)
    following = likely[np.minimum(np.searchsorted(likely, np.arange(len(blocks)), side="right"), len(likely) - 1)]
    distance = following - np.arange(len(blocks))
    units = features.units
    possible = (
        (distance > 0) & (distance <= _REACH) & (sums[:-1] <= _BEHIND) & (units >= _SHORTEST) & (units <= _LONGEST)
    )
    possible &= (features.signs & (BYLINED | CREDITED) == 0) & _SHAPED[features.kinds]
    signs = features.signs.tolist()
    candidates = [
        number
        for number in np.flatnonzero(possible).tolist()
        if number not in known and _may_be(blocks[number], signs[number]) and not _is_listed(blocks, number)
    ][:_MOST]
    if not candidates:
        return nothing
    read = likely[:_READ].tolist()
    place = {number: order for order, number in enumerate(read)}
    orders = [place.get(number, -1) for number in following[candidates].tolist()]
    shared = _shared([blocks[number].text for number in candidates], orders, [blocks[number].text for number in read])
    at = np.array(candidates)
    ways, so_far, lengths = distance[at], sums[at], units[at]
    after = sums[np.minimum(at + 1 + ways + _WINDOW, len(blocks))] - sums[at + 1]
    dated = np.concatenate(((0,), np.cumsum(features.signs & (DATED | BYLINED) != 0)))
    words, spoken, opened = np.array(shared, np.float64).T
    count = np.maximum(words, 1)
    behind, end = dated[at + 1], len(blocks)
    rows = np.zeros((len(candidates), len(SIGNS)))
    for name, column in (
        ("words in text", spoken / count),
        ("words in next prose", opened / count),
        ("probability", probability[at]),
        ("text next", ways <= 2),
        ("distance", np.minimum(ways, 30) / 10),
        ("text after", np.minimum(after, 0.5) * 2),
        ("text before", so_far),
        ("likely prose just before", so_far - sums[np.maximum(at - 5, 0)] > 0),
        ("first line", at < _FIRST_LINES),
        ("byline or date next", dated[np.minimum(at + 2, end)] > behind),
        ("byline or date soon", dated[np.minimum(at + 6, end)] > behind),
        ("byline or date before", dated[at] > dated[np.maximum(at - 2, 0)]),
        ("heading", features.kinds[at] == _HEADING),
        ("words", np.minimum(words, 10) / 10),
        ("short", lengths < 25),
        ("long", lengths > 130),
    ):
        rows[:, SIGNS.index(name)] = column
    return candidates, rows


def _told_again(blocks: Sequence[Block], number: int) -> float:
    """Share of the words of a line whose stems come back in the lines below it."""
    stems = _stems(blocks[number].text)
    below: set[str] = set().union(*(_stems(block.text) for block in blocks[number + 2 : number + 2 + _READ]))
    return len(stems & below) / max(len(stems), 1)


def _stems(text: str) -> set[str]:
    """The words of a text without their endings, and without the articles of Hebrew and Arabic."""
    lower = text.lower()
    return {word[:_STEM] for word in _words_of(lower if text.isascii() else _ARTICLES.sub("", lower))}


def _shared(lines: list[str], orders: list[int], told: list[str]) -> list[tuple[int, int, int]]:
    """How many words each line has, how many of them some texts tell, and how many the text at its order and the next.

    Args:
        lines: what they say.
        orders: one a line, -1 for no text.
        told: the texts.
    """
    if lineloops is not None:
        shared: list[tuple[int, int, int]] = lineloops.shared_words(lines, orders, told)
        return shared
    words = list(map(_words, told))
    spoken = set().union(*words)
    openings = [set().union(*words[order : order + 2]) if order >= 0 else set() for order in range(-1, len(words))]
    return [
        (len(own), len(own & spoken), len(own & openings[order + 1]))
        for own, order in zip(map(_words, lines), orders, strict=True)
    ]


def _words(text: str) -> set[str]:
    """The words of a text that tell something, in lower case, each once."""
    return _words_of(text.lower())


def _words_of(lower: str) -> set[str]:
    if lineloops is not None:
        words: set[str] = lineloops.headline_words(lower)
        return words
    return set(_WORD.findall(lower))


def _tells_of_a_year(text: str) -> bool:
    """Whether a line names a year and no other number, and says so much more that it is no date."""
    numbers = re.findall(r"\d+", text)
    return len(numbers) == 1 and len(numbers[0]) == 4 and len(_WORD.findall(text.lower())) >= _MORE_THAN_A_DATE


def _is_listed(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is one of several items of a list."""
    beside = (blocks[other].kind for other in (number - 1, number + 1) if 0 <= other < len(blocks))
    return blocks[number].kind is Kind.LIST_ITEM and Kind.LIST_ITEM in beside


def _may_be(block: Block, signs: int) -> bool:
    text = block.text
    return (
        block.kind in _KINDS
        and not (signs & DATED and not _tells_of_a_year(text))
        and not signs & (BYLINED | CREDITED)
        and (word_roles(text)[0] is None or line_role(text) is None)
        and not (signs & STEP and _DIVIDER.search(text) is not None)
    )
