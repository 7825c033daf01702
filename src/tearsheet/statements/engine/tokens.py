"""A text as tokens with their offsets, and which of them begin sentences and paragraphs, for all scripts.

Words part at hyphens and apostrophes ("a-t-il", "l'État", "Trump's"); Han characters and kana stand each alone.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import featureloops

__all__ = ["GAPS", "Tokens", "tokenize"]

GAPS = 4
"""What can stand before a token: nothing, a space, several spaces, the end of a line."""

_WIDE = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Vowel signs and points are no \w, but part of words; the danda, which ends Indic sentences, is not.
_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
)
_LETTER = rf"(?:[^\W{_WIDE}]|[{_SIGNS}])"
_CONTRACTED = r"(?:s|S|re|ve|ll|d|m|t)(?!\w)"
_REST = rf"['’]{_CONTRACTED}|\.{{2,8}}|([^\w\s])\2{{3,63}}|-{{2,8}}|``|''|\S"
_TOKEN = re.compile(
    rf"(\d+(?:[.,]\d+)*|{_LETTER}{{1,48}}(?:['’](?=\w)(?!{_CONTRACTED}))?|[{_WIDE}]|{_REST})",
)
# The same, quicker, for a text with neither wide letters nor signs upon letters.
_PLAIN_TOKEN = re.compile(rf"(\d+(?:[.,]\d+)*|\w{{1,48}}+(?:['’](?=\w)(?!{_CONTRACTED}))?|{_REST})")
_WIDE_OR_SIGN = re.compile(f"[{_WIDE}{_SIGNS}]")
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_ENDS = frozenset(".!?…。！？؟۔।") | {"..", "..."}
_CLOSERS = frozenset("\"'”’»›)]」』“‘")
_TITLES = frozenset(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt rev hon st jr sr vs no nos inc corp ltd co jan feb mar apr jun "
    "jul aug sep sept oct nov dec m mm mme mmes mlle me st ste av art cf etc ex p pp vol bzw ca abs nr hr fr sog dr "
    "dott sig ing avv on г гг ул им тыс млн млрд т д р".split()
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The N tokens of a text, of U different kinds.

    Attributes:
        words: N, as they stand.
        starts: N, int64, where each begins, in code points.
        ends: N, int64, where each ends.
        gaps: N, int8, what stands before each, below `GAPS`; 3 for the first.
        sentences: N, int32, number of the sentence that each belongs to.
        forms: U or more, the different words.
        kinds: N, int32, which of ``forms`` each is.
    """

    words: list[str]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    gaps: NDArray[np.int8]
    sentences: NDArray[np.int32]
    forms: list[str]
    kinds: NDArray[np.int32]

    def part(self, first: int, end: int) -> "Tokens":
        """Those from one on up to another."""
        some = slice(first, end)
        arrays = (self.starts[some], self.ends[some], self.gaps[some], self.sentences[some])
        return Tokens(self.words[some], *arrays, self.forms, self.kinds[some])


def tokenize(text: str) -> Tokens:
    """Part a text in tokens and sentences."""
    if featureloops is not None:
        return Tokens(*featureloops.read_tokens(text, _ENDS, _CLOSERS, _TITLES))
    pattern = _TOKEN if _WIDE_OR_SIGN.search(text) else _PLAIN_TOKEN
    # White space, token, and the sign that a row of signs repeats, in turn.
    parts = pattern.split(text)
    words = parts[1::3]
    count = len(words)
    between = np.fromiter(map(len, parts[:-1:3]), np.int64, count)
    lengths = np.fromiter(map(len, words), np.int64, count)
    ends = np.cumsum(between + lengths)
    starts = ends - lengths
    gaps = _gaps(text, starts, ends)
    numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
    kinds = np.fromiter(map(numbers.__getitem__, words), np.int32, count)
    return Tokens(words, starts, ends, gaps, _sentences(words, gaps), list(numbers), kinds)


def _gaps(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int8]:
    gaps = np.zeros(len(starts), np.int8)
    if not len(starts):
        return gaps
    widths = starts[1:] - ends[:-1]
    gaps[1:] = np.minimum(widths, 2)
    gaps[0] = 3
    breaks = [match.start() for match in _BREAK.finditer(text)]
    if breaks:
        after = np.searchsorted(starts, np.array(breaks))
        gaps[after[after < len(starts)]] = 3
    return gaps


def _sentences(words: list[str], gaps: NDArray[np.int8]) -> NDArray[np.int32]:
    """A sentence ends with the paragraph, or at a sign that ends one where what follows can begin another."""
    begins = gaps == 3
    count = len(words)
    for place in [place for place, word in enumerate(words) if word in _ENDS]:
        word = words[place]
        after = place + 1
        while after < count and words[after] in _CLOSERS and gaps[after] == 0:
            after += 1
        if after >= count or begins[after]:
            continue
        wide = word in "。！？"
        if not gaps[after] and not wide:
            continue
        if word == "." and place and not gaps[place]:
            before = words[place - 1]
            if before.lower() in _TITLES or (len(before) == 1 and before.isalpha() and before.isupper()):
                continue
        first = words[after]
        if wide or not first[0].islower():
            begins[after] = True
    return np.cumsum(begins, dtype=np.int32)
