"""The words of a text as numbers, and its shingles: hashes of every few words in a row, of which some are kept.

Shingles: A. Broder, On the resemblance and containment of documents, 1997. Which are kept: S. Schleimer et al.,
Winnowing: local algorithms for document fingerprinting, 2003.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tearsheet.archive.folding import Words, read_words
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


@dataclass(frozen=True, slots=True)
class Shingled:
    """A text as numbers.

    Attributes:
        words: hash of each folded word.
        starts: where each word begins in the text, in characters.
        ends: where it ends.
        shingles: hash of the words in a row that begin with each word; those at the end begin none.
        worth: how much each word tells when another text has it too, in words: less in a quotation, because two
            reporters hear the same speaker.
    """

    words: Hashes
    starts: Places
    ends: Places
    shingles: Hashes
    worth: npt.NDArray[np.float64]


def shingle(text: str) -> Shingled:
    """Take a text apart; the same in every process. What lies behind the first 100,000 words is not looked at."""
    words = read_words(text).first(_LONGEST)
    hashes, spaceless, rows = _numbers(words.folded)
    count = len(words.starts)
    starts = np.fromiter(words.starts, np.int64, count)
    ends = starts + np.fromiter(map(len, words.written), np.int64, count)
    worth = np.where(spaceless, _OF_CHARACTER, 1.0)
    for quotation in find_quotations(text):
        if quotation.depth == 0:
            first, behind = np.searchsorted(starts, (quotation.outer.start, quotation.outer.end))
            worth[first:behind] *= _OF_QUOTED
    return Shingled(hashes, starts, ends, rows, worth)


def fingerprint(words: Words) -> tuple[int, ...]:
    """The shingles of a text to look for, as numbers of 32 bits: of each window the least, so that every longer
    passage has one; sorted, each once.

    Args:
        words: of the text.
    """
    _, _, rows = _numbers(words.first(_LONGEST).folded)
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


def _numbers(words: Sequence[str]) -> tuple[Hashes, npt.NDArray[np.bool_], Hashes]:
    """Hashes of the words, which of them are characters of scripts without spaces, and the shingles."""
    # Most words come several times.
    different = dict.fromkeys(words)
    different = dict(zip(different, range(len(different)), strict=True))
    places = np.fromiter(map(different.__getitem__, words), np.int64, len(words))
    hashes = np.fromiter(map(word_hash, different), np.uint64, len(different))[places]
    # Thai is the first script without spaces; letters of other scripts that stand alone are rare above it.
    alone = (len(word) == 1 and word >= "\u0e00" for word in different)
    spaceless = np.fromiter(alone, np.bool_, len(different))[places]
    rows = _rows(hashes, _WORDS)
    if spaceless.any():
        long = _rows(hashes, _CHARACTERS)
        rows = np.where(spaceless[: len(long)], long, rows[: len(long)])
    return hashes, spaceless, rows


@remembered(1 << 16)
def word_hash(word: str) -> int:
    """A number of 64 bits for a word, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


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
