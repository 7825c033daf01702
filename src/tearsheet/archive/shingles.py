"""The words of a text as numbers, and its shingles: hashes of every few words in a row, of which some are kept.

Shingles: A. Broder, On the resemblance and containment of documents, 1997. Which are kept: S. Schleimer et al.,
Winnowing: local algorithms for document fingerprinting, 2003.
"""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tearsheet.archive.folding import Words, cut_words, fold_word, read_words
from tearsheet.remembered import remembered
from tearsheet.statements.quotations import find_quotations

__all__ = ["Hashes", "Places", "Shingled", "fingerprint", "shingle", "word_hash"]

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_WORDS = 5
_CHARACTERS = 8  # of scripts without spaces, where a word has about one and a half
_WINDOW = 20  # every passage of so many shingles has one that is kept
_LONGEST = 100_000  # words of a text that are looked at
_OF_CHARACTER = 0.6
_OF_QUOTED = 1 / 3
_BASE = np.uint64(0x9E3779B97F4A7C15)
_KEPT = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class Shingled:
    """A text as numbers.

    Attributes:
        text: the text.
        words: hash of each folded word.
        starts: where each word begins in the text, in characters.
        ends: where it ends.
        shingles: hash of the words in a row that begin with each word; those at the end begin none.
        spaceless: which words are characters of scripts without spaces; ``None`` where none is.
    """

    text: str
    words: Hashes
    starts: Places
    ends: Places
    shingles: Hashes
    spaceless: npt.NDArray[np.bool_] | None

    @cached_property
    def order(self) -> npt.NDArray[np.intp]:
        """The places of the shingles, from the least hash to the greatest, like ones as they come."""
        return np.argsort(self.shingles, kind="stable")

    @cached_property
    def ranked(self) -> Hashes:
        """The shingles in that order."""
        return self.shingles[self.order]

    @cached_property
    def different(self) -> int:
        """How many different shingles there are."""
        return int((self.ranked[1:] != self.ranked[:-1]).sum()) + 1 if len(self.ranked) else 0

    @property
    def least(self) -> float:
        """What a word tells at least when another text has it too, in words."""
        return _OF_QUOTED if self.spaceless is None else _OF_QUOTED * _OF_CHARACTER

    @cached_property
    def worth(self) -> npt.NDArray[np.float64]:
        """How much each word tells when another text has it too, in words: less in a quotation, because two reporters
        hear the same speaker.
        """
        worth = np.ones(len(self.words)) if self.spaceless is None else np.where(self.spaceless, _OF_CHARACTER, 1.0)
        for quotation in find_quotations(self.text):
            if quotation.depth == 0:
                first, behind = np.searchsorted(self.starts, (quotation.outer.start, quotation.outer.end))
                worth[first:behind] *= _OF_QUOTED
        return worth


def shingle(text: str) -> Shingled:
    """Take a text apart; the same in every process. What lies behind the first 100,000 words is not looked at."""
    parts = cut_words(text)
    if parts is not None:
        return _cut(text, parts)
    words = read_words(text).first(_LONGEST)
    hashes, spaceless, rows = _numbers(words)
    count = len(words.starts)
    starts = np.fromiter(words.starts, np.int64, count)
    ends = starts + np.fromiter(map(len, words.written), np.int64, count)
    return Shingled(text, hashes, starts, ends, rows, spaceless)


def _cut(text: str, parts: list[str]) -> Shingled:
    """The same of a text that `cut_words` has cut, in half the time: no word is looked at but for its hash."""
    written = parts[1::2][:_LONGEST]
    hashes = np.fromiter(map(_hash_of_written, written), np.uint64, len(written))
    places = np.fromiter(map(len, parts), np.int64, len(parts)).cumsum()[: 2 * len(written)]
    return Shingled(text, hashes, places[::2], places[1::2], _rows(hashes, _WORDS), None)


def fingerprint(words: Words) -> tuple[int, ...]:
    """The shingles of a text to look for, as numbers of 32 bits: of each window the least, so that every longer
    passage has one; sorted, each once.

    Args:
        words: of the text.
    """
    _, _, rows = _numbers(words.first(_LONGEST))
    if not len(rows):
        return ()
    return tuple(sorted(set((_least(rows, min(_WINDOW, len(rows))) & _KEPT).tolist())))


def _least(rows: Hashes, window: int) -> Hashes:
    """The least of every so many in a row: of twice as many with each step."""
    length = 1
    while length < window:
        step = min(length, window - length)
        rows = np.minimum(rows[:-step], rows[step:])
        length += step
    return rows


def _numbers(words: Words) -> tuple[Hashes, npt.NDArray[np.bool_] | None, Hashes]:
    """Hashes of the words, which of them are characters of scripts without spaces, and the shingles."""
    count = len(words.folded)
    hashes = np.fromiter(map(word_hash, words.folded), np.uint64, count)
    rows = _rows(hashes, _WORDS)
    # Thai is the first script without spaces; letters of other scripts that stand alone are rare above it.
    characters = {word for word in set(words.folded) if len(word) == 1 and word >= "\u0e00"}
    if not characters:
        return hashes, None, rows
    spaceless = np.fromiter(map(characters.__contains__, words.folded), np.bool_, count)
    long = _rows(hashes, _CHARACTERS)
    return hashes, spaceless, np.where(spaceless[: len(long)], long, rows[: len(long)])


@remembered(1 << 16)
def word_hash(word: str) -> int:
    """A number of 64 bits for a word, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


@remembered(1 << 16)
def _hash_of_written(word: str) -> int:
    return word_hash(fold_word(word))


def _rows(words: Hashes, length: int) -> Hashes:
    """A hash of every ``length`` words in a row."""
    count = max(len(words) - length + 1, 0)
    rows = np.zeros(count, np.uint64)
    for place in range(length):
        rows = rows * _BASE + words[place : place + count]
    # Low bits of a sum of products are poor; see the finisher of SplitMix64, https://prng.di.unimi.it/splitmix64.c.
    rows = (rows ^ (rows >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    rows = (rows ^ (rows >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = rows ^ (rows >> np.uint64(31))
    return mixed
