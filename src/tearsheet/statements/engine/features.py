"""What the tagger sees of each token: rows of its table for the word, and numbers for the place where it stands.

Words and their endings are hashed (K. Weinberger et al., "Feature hashing for large scale multitask learning", ICML
2009), apart for each language that there is training data in; everything else means the same in all languages.
"""

import math
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import featureloops
from tearsheet.statements.engine.lexicon import CLASSES, classes_of, lexicon_of
from tearsheet.statements.engine.tokens import GAPS, Tokens
from tearsheet.statements.quotations import Quotation, QuotationKind

__all__ = ["COLUMNS", "HASHED", "LEARNED", "ROWS", "WORD_COLUMNS", "Measured", "measure", "without_words"]

LEARNED = ("en", "fr")
"""Languages whose words are learned, and not only their classes."""

_WORDS, _AFFIXES = 20_000, 10_000
_SHAPES = (
    "small capitalised capitals initial mixed short year number mark end comma colon semicolon dash opening closing "
    "other possessive caseless dots apostrophe"
).split()
_SHAPE = {name: number for number, name in enumerate(_SHAPES)}
_FIRST_WORD = 1
_FIRST_AFFIX = _FIRST_WORD + _WORDS
_FIRST_SHAPE = _FIRST_AFFIX + _AFFIXES
_FIRST_CLASS = _FIRST_SHAPE + len(_SHAPES)
ROWS = _FIRST_CLASS + len(CLASSES)
"""Rows of the table; row 0 is of nothing and all zeros."""

WORD_COLUMNS = 9
"""Rows that each word has at most."""

HASHED = 5
"""How many of them, from the first on, are hashed."""

_MOST_CLASSES = WORD_COLUMNS - HASHED - 1
_DIGITS = re.compile(r"\d")
_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』``''＂")
_SIGNS = {
    **dict.fromkeys(_MARKS, "mark"),
    **dict.fromkeys(".!?。！？؟।", "end"),
    **dict.fromkeys(",،、，", "comma"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(";；؛", "semicolon"),
    **dict.fromkeys("-–—―‑‒−", "dash"),
    **dict.fromkeys("([{（", "opening"),
    **dict.fromkeys(")]}）", "closing"),
}
_LOG = 4.2
_NEARS: NDArray[np.float32] = np.maximum(1 - np.log1p(np.arange(math.ceil(math.exp(_LOG)), dtype=np.float32)) / _LOG, 0)
"""How near each distance is, up to the first that is far."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The N tokens of a text, of U different kinds.

    Attributes:
        rows: U by `WORD_COLUMNS`, int32, rows of the table that each kind of word has; 0 where it has fewer.
        kinds: N, int32, which row of ``rows`` is each token's.
        numbers: N by `COLUMNS`, float32, of the token's place.
    """

    rows: NDArray[np.int32]
    kinds: NDArray[np.int32]
    numbers: NDArray[np.float32]

    def part(self, first: int, end: int) -> "Measured":
        """The tokens from one on up to another."""
        kinds, places = np.unique(self.kinds[first:end], return_inverse=True)
        return Measured(self.rows[kinds], places.astype(np.int32), self.numbers[first:end])


def measure(tokens: Tokens, quotations: Sequence[Quotation], language: str) -> Measured:
    """What the tagger sees of a text.

    Args:
        tokens: of the text.
        quotations: of the text.
        language: a code of two letters, or ``""``.
    """
    if featureloops is not None:
        return _measured(tokens, quotations, language)
    packed = b"".join([_rows(word, language) for word in tokens.forms])
    rows = np.frombuffer(packed, np.int32).reshape(len(tokens.forms), WORD_COLUMNS)
    return Measured(rows, tokens.kinds, _places(tokens, quotations, rows[:, HASHED][tokens.kinds], language))


def _measured(tokens: Tokens, quotations: Sequence[Quotation], language: str) -> Measured:
    """The same by the compiled loops."""
    loops: Any = featureloops
    learned = language in LEARNED
    firsts = (_FIRST_WORD, _FIRST_AFFIX, _FIRST_SHAPE, _FIRST_CLASS)
    sizes = (_WORDS, _AFFIXES, HASHED, WORD_COLUMNS, _MOST_CLASSES)
    rows = loops.word_rows(
        tokens.forms, language, learned, _SIGN_SHAPES, _SIGNLIKE, lexicon_of(language), firsts, sizes
    )
    numbers = loops.token_places(
        (tokens.starts, tokens.ends, tokens.gaps, tokens.sentences, tokens.kinds),
        np.ascontiguousarray(rows[:, HASHED]),
        (_FIRST_SHAPE + _SHAPE["opening"], _FIRST_SHAPE + _SHAPE["closing"]),
        quotations,
        QuotationKind.MARKS,
        _NEARS,
        LEARNED.index(language) if learned else len(LEARNED),
        COLUMNS,
    )
    return Measured(rows, tokens.kinds, numbers)


def without_words(measured: Measured) -> Measured:
    """The same text as it would be seen were its language not among `LEARNED`: classes of words, but no words."""
    rows = measured.rows.copy()
    signs = np.isin(rows[:, HASHED] - _FIRST_SHAPE, [_SHAPE[name] for name in _SIGNS_SHAPES])
    rows[~signs, :HASHED] = 0
    numbers = measured.numbers.copy()
    numbers[:, -len(LEARNED) - 1 :] = [0] * len(LEARNED) + [1]
    return Measured(rows, measured.kinds, numbers)


def _bucket(text: str, size: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % size


@lru_cache(maxsize=60_000)
def _rows(word: str, language: str) -> bytes:
    """The rows of the table that a word has, as numbers of four bytes: many are put together at once."""
    shape = _shape(word)
    small = word.lower().replace("’", "'")
    classes = [_FIRST_CLASS + number for number in classes_of(small, language)[:_MOST_CLASSES]]
    classes += [0] * (_MOST_CLASSES - len(classes))
    hashed = [0] * HASHED
    if shape in _SIGNS_SHAPES:
        name = "mark" if shape == "mark" else word
        hashed[0] = _FIRST_WORD + _bucket(f"sign {name}", _WORDS)
    elif language in LEARNED:
        plain = _DIGITS.sub("0", small)
        hashed[0] = _FIRST_WORD + _bucket(f"{language} {plain}", _WORDS)
        hashed[1] = _FIRST_WORD + _bucket(f"{plain} {language}", _WORDS)
        hashed[2] = _FIRST_AFFIX + _bucket(f"^{plain[:4]}", _AFFIXES)
        hashed[3] = _FIRST_AFFIX + _bucket(f"{language} {plain[-3:]}$", _AFFIXES)
        hashed[4] = _FIRST_AFFIX + _bucket(f"{language} {plain[-2:]}$", _AFFIXES)
    return np.array((*hashed, _FIRST_SHAPE + _SHAPE[shape], *classes), np.int32).tobytes()


_SIGNS_SHAPES = frozenset({*_SIGNS.values(), "other", "dots"})
_SIGN_SHAPES = {sign: _SHAPE[name] for sign, name in _SIGNS.items()}
_SIGNLIKE = tuple(sorted(_SHAPE[name] for name in _SIGNS_SHAPES))


def _shape(word: str) -> str:
    sign = _SIGNS.get(word)
    if sign is not None:
        return sign
    first = word[0]
    if first.isdigit():
        if not word.isdigit():
            return "number"
        return "year" if len(word) == 4 else "short" if len(word) < 3 else "number"
    if first in "'’":
        return "possessive" if word[1:] in ("s", "S") else "apostrophe"
    if not first.isalpha():
        return "dots" if first == "." else "dash" if first == "-" else "other"
    if first.lower() == first.upper():
        return "caseless"
    if first.islower():
        return "small" if word.islower() else "mixed"
    if len(word.rstrip("'’")) == 1:
        return "initial"
    if word.isupper():
        return "capitals"
    return "capitalised" if word[1:].islower() else "mixed"


def _near(distance: NDArray[np.int64]) -> NDArray[np.float32]:
    """Distances on a logarithmic scale, 1 for none and 0 for far."""
    return _NEARS.take(np.clip(distance, 0, len(_NEARS) - 1))


def _places(
    tokens: Tokens, quotations: Sequence[Quotation], shapes: NDArray[np.int32], language: str
) -> NDArray[np.float32]:
    count = len(tokens.words)
    places = np.arange(count)
    columns: list[NDArray[np.float32]] = []

    def flag(values: NDArray[np.bool_]) -> None:
        columns.append(values.astype(np.float32))

    for gap in range(GAPS):
        flag(tokens.gaps == gap)
    sentences = tokens.sentences
    first = np.ones(count, bool)
    first[1:] = sentences[1:] != sentences[:-1]
    starts = np.flatnonzero(first)
    which = np.cumsum(first) - 1
    ends = np.append(starts[1:], count)
    flag(first)
    columns.append(_near(places - starts[which]) if count else np.zeros(0, np.float32))
    columns.append(_near(ends[which] - 1 - places) if count else np.zeros(0, np.float32))
    columns.append(_near((ends - starts)[which]) if count else np.zeros(0, np.float32))
    breaks = tokens.gaps >= 2
    openings = np.flatnonzero(breaks)
    paragraph = np.cumsum(breaks) - 1
    begin = openings[np.maximum(paragraph, 0)] if len(openings) else np.zeros(count, np.int64)
    columns.append(_near(places - begin))
    flag(paragraph == 0)
    quoted = _Quoted(count, tokens, quotations)
    flag(quoted.depth >= 1)
    flag(quoted.depth >= 2)
    flag(quoted.dialogue)
    flag(quoted.opens)
    flag(quoted.closes)
    flag(quoted.unclosed)
    flag(quoted.continued)
    inside = quoted.depth >= 1
    columns.append(np.where(inside, _near(places - quoted.begin), 0).astype(np.float32))
    columns.append(np.where(inside, _near(quoted.end - 1 - places), 0).astype(np.float32))
    columns.append(np.where(inside, _near(quoted.end - quoted.begin), 0).astype(np.float32))
    since, until = _distances(quoted.closes, quoted.opens, which, count)
    columns += [since, until]
    share = np.bincount(which, inside, len(starts)) / np.maximum(ends - starts, 1) if count else np.zeros(0)
    flag(share[which] > 0)
    flag(share[which] > 0.95)
    opening, closing = shapes == _FIRST_SHAPE + _SHAPE["opening"], shapes == _FIRST_SHAPE + _SHAPE["closing"]
    level = np.cumsum(opening) - np.cumsum(closing)
    # A bracket that is never closed ends with its sentence.
    flag((level - np.where(len(starts), np.append([0], level)[starts][which], 0) > 0) if count else np.zeros(0, bool))
    for known in (*LEARNED, None):
        here = language == known if known is not None else language not in LEARNED
        flag(np.full(count, here))
    return np.stack(columns, 1) if count else np.zeros((0, len(columns)), np.float32)


class _Quoted:
    """Which tokens stand in quotations, and where those begin and end."""

    def __init__(self, count: int, tokens: Tokens, quotations: Sequence[Quotation]) -> None:
        self.depth = np.zeros(count + 1, np.int64)
        self.begin, self.end = np.zeros(count, np.int64), np.zeros(count, np.int64)
        self.opens, self.closes, self.dialogue, self.unclosed, self.continued = np.zeros((5, count), bool)
        outer = np.array([(each.outer.start, each.outer.end) for each in quotations], np.int64).reshape(-1, 2)
        firsts = np.searchsorted(tokens.ends, outer[:, 0], "right")
        lasts = np.searchsorted(tokens.starts, outer[:, 1], "left")
        for quotation, first, last in zip(quotations, firsts.tolist(), lasts.tolist(), strict=True):
            if first >= last:
                continue
            if quotation.kind is not QuotationKind.MARKS:
                self.dialogue[first:last] = True
                continue
            self.depth[first] += 1
            self.depth[last] -= 1
            if quotation.inner.start > quotation.outer.start:
                self.opens[first] = True
            if quotation.inner.end < quotation.outer.end:
                self.closes[last - 1] = True
            if quotation.depth == 0:
                self.begin[first:last], self.end[first:last] = first, last
                self.unclosed[first:last] = not quotation.closed
                self.continued[first:last] = quotation.continued
        self.depth = np.cumsum(self.depth[:-1])


def _distances(
    closes: NDArray[np.bool_], opens: NDArray[np.bool_], sentence: NDArray[np.int64], count: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How near the last mark that closed is, and the next one that opens, within the sentence and the one before."""
    places = np.arange(count)
    last = np.maximum.accumulate(np.where(closes, places, -1)) if count else places
    next_ = np.minimum.accumulate(np.where(opens, places, count)[::-1])[::-1] if count else places
    since = np.where(last >= 0, _near(places - last), 0)
    until = np.where(next_ < count, _near(next_ - places), 0)
    since *= (last >= 0) & (sentence - sentence[np.maximum(last, 0)] <= 1) if count else 0
    until *= (next_ < count) & (sentence[np.minimum(next_, count - 1)] == sentence) if count else 0
    return since.astype(np.float32), until.astype(np.float32)


COLUMNS = GAPS + 4 + 2 + 10 + 2 + 2 + 1 + len(LEARNED) + 1
"""Numbers of a token's place."""
