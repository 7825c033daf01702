"""The simple rules by which corpora are cleaned line by line, each written from its published description.

All of them take the lines of a flat capture and give those they keep. Words are counted with every Chinese and Japanese
character as one, and sentences may end as other scripts end them: as published the rules are for English, and would
keep nothing of a Chinese page.
"""

import importlib
import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import Any

from benchmarks.metrics import split_characters

__all__ = ["RULES", "Rule", "load_justext", "unwrapped_lines"]

Rule = Callable[[list[str]], list[str]]
"""Lines, none of them empty, to those that are kept."""

_TERMINAL = re.compile(r"[.!?…。！？؟۔।॥։]['\"”’»)\]」』）]*$|[\"”’»」』]$")
_LEAST_WORDS = 5
_LEAST_CHARACTERS = 30
_WORD_LENGTHS = (3, 10)
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LINE_COST = 50
_WIDEST = 90
"""Columns that a capture has at most whose lines are taken for wrapped."""
_FULL = 0.8
_BULLET = re.compile(r"[*+•◦▪-]\s|\d{1,3}[.)]\s|\[\d+\]")
_WIDE = 3
"""How many letters of a spaced script a Chinese or Japanese character stands for."""


def unwrapped_lines(text: str) -> list[str]:
    """Lines that hold something; where a capture is wrapped, a line goes on the one before if that is full.

    None of the rules would keep half of a sentence.
    """
    lines = [line.strip() for line in text.splitlines()]
    widest = max(map(_columns, lines), default=0)
    if widest > _WIDEST:
        return [line for line in lines if line]
    joined: list[str] = []
    full = False
    for line in lines:
        if line and full and not _BULLET.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        full = _columns(line) >= _FULL * widest
    return joined


def _columns(text: str) -> int:
    return len(text) + (_WIDE - 2) * len(_UNSPACED.findall(text))


def keep_everything(lines: list[str]) -> list[str]:
    """Every line."""
    return lines


def c4(lines: list[str]) -> list[str]:
    """Lines that end as sentences do, of at least five words, without ``javascript``, ``lorem ipsum`` and braces.

    C. Raffel et al., "Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer", JMLR 21
    (2020), section 2.2. There the last two drop the whole page, which would be no extraction; here the line.
    """
    kept = []
    for line in lines:
        folded = line.lower()
        if (
            _TERMINAL.search(line[-8:])
            and len(split_characters(line)) >= _LEAST_WORDS
            and "javascript" not in folded
            and "lorem ipsum" not in folded
            and "{" not in line
        ):
            kept.append(line)
    return kept


def gopher(lines: list[str]) -> list[str]:
    """Lines that would pass as documents: long enough, of words, not of symbols, no bullets, not cut off, not repeated.

    J. Rae et al., "Scaling Language Models: Methods, Analysis & Insights from Training Gopher", arXiv:2112.11446
    (2021), appendix A: mean word length 3 to 10, at most one ``#`` or ellipsis to ten words, a letter in 80% of the
    words, no bullet before, no ellipsis behind. G. Penedo et al., "The FineWeb Datasets", arXiv:2406.17557 (2024),
    section 3.6: no lines under 30 characters, none twice. Their shares of lines become conditions on each line.
    """
    kept = []
    seen: set[str] = set()
    for line in lines:
        words = _WORD.findall(line)
        symbols = line.count("#") + line.count("...") + line.count("…")
        unspaced = len(_UNSPACED.findall(line))
        if (
            len(line) + (_WIDE - 1) * unspaced >= _LEAST_CHARACTERS
            and (unspaced or _WORD_LENGTHS[0] <= sum(map(len, words)) / len(words) <= _WORD_LENGTHS[1])
            and symbols <= 0.1 * max(len(words), unspaced)
            and sum(_LETTER.search(word) is not None for word in words) >= 0.8 * len(words)
            and not line.startswith(("•", "‣", "-", "*", "·"))
            and not line.endswith(("...", "…"))
            and line not in seen
        ):
            kept.append(line)
        seen.add(line)
    return kept


def densest_run(lines: list[str]) -> list[str]:
    """The run of lines that holds the most text, each line costing as much as a short one holds.

    Maximum subsequence segmentation: J. Pasternack and D. Roth, "Extracting Article Text from the Web with Maximum
    Subsequence Segmentation", WWW 2009; the length of a line stands for its score, as tags are gone.
    """
    values = [len(line) + (_WIDE - 1) * len(_UNSPACED.findall(line)) - _LINE_COST for line in lines]
    best, first, last, start = 0, 0, 0, 0
    lowest = 0
    for end, total in enumerate(accumulate(values), 1):
        if total - lowest > best:
            best, first, last = total - lowest, start, end
        if total < lowest:
            lowest, start = total, end
    return lines[first:last]


def load_justext() -> Rule:
    """jusText over lines, each of them a paragraph without links; the stop list that most words of the page are in.

    J. Pomikálek, "Removing Boilerplate and Duplicate Content from Web Corpora", thesis, Brno 2011. The defaults of the
    ``justext`` package; without a stop list that fits, as for Chinese, its measures of stop words are switched off, as
    its documentation tells.

    Raises:
        ImportError: the package is not installed.
    """
    core: Any = importlib.import_module("justext.core")
    paragraphs: Any = importlib.import_module("justext.paragraph")
    package: Any = importlib.import_module("justext")

    @cache
    def stop_lists() -> tuple[frozenset[str], ...]:
        return tuple(package.get_stoplist(name) for name in sorted(package.get_stoplists()))

    def justext(lines: list[str]) -> list[str]:
        words = [word for line in lines for word in line.lower().split()][:2000]
        stops = max(stop_lists(), key=lambda stops: sum(word in stops for word in words), default=frozenset())
        fits = sum(word in stops for word in words) >= 0.15 * max(len(words), 1)
        made = []
        for line in lines:
            paragraph = paragraphs.Paragraph(core.PathInfo().append("p"))
            paragraph.append_text(line)
            made.append(paragraph)
        low, high = (core.STOPWORDS_LOW_DEFAULT, core.STOPWORDS_HIGH_DEFAULT) if fits else (0, 0)
        core.classify_paragraphs(made, stops, stopwords_low=low, stopwords_high=high)
        core.revise_paragraph_classification(made, core.MAX_HEADING_DISTANCE_DEFAULT)
        return [line for line, paragraph in zip(lines, made, strict=True) if not paragraph.is_boilerplate]

    return justext


RULES: dict[str, Rule] = {
    "everything": keep_everything,
    "c4": c4,
    "gopher": gopher,
    "densest": densest_run,
}
"""The rules that need no package, by name."""
