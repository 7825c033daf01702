"""What an article is about, as terms with weights: its words, and its words in pairs; common words weigh nothing.

How common a word is does not depend on the archive: it is counted once on news of many languages (``commonwords.npz``,
made by ``learn/commonwords.py``). So what two articles have in common stays the same whatever else comes in.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from tearsheet.archive.folding import tokens
from tearsheet.archive.shingles import Hashes, Word, word_hash

__all__ = ["RAREST", "SCALE", "Terms", "likeness", "named_likeness", "read_terms", "top_terms"]

RAREST = 4.78
"""Weight of a word that no text has that the common words were counted on."""

SCALE = 32
"""Weights in ``commonwords.npz`` are whole numbers, so many to one."""

_LONGEST = 3000  # words of a text that are looked at: what it is about stands there
_TOP = 24
_TOP_NAMES = 6
_LEAST_PAIR = 2.0  # weight of two words in a row that say something together
_PAIR = 0x9E3779B97F4A7C15
_END = re.compile(r"[.!?:;…。！？\n«»“”„\"(]\s*$")
_MASK = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What an article is about.

    Attributes:
        terms: hashes of its words and pairs of words, sorted, each once.
        weights: of each; the sum of their squares is 1.
        names: hashes of words that other languages spell alike, names and numbers, sorted.
        name_weights: of each; the sum of their squares is 1.
    """

    terms: Hashes
    weights: npt.NDArray[np.float64]
    names: Hashes
    name_weights: npt.NDArray[np.float64]


def read_terms(title: str | None, text: str) -> Terms:
    """The terms of an article; the same in every process.

    Args:
        title: its title.
        text: its text.
    """
    found = _Words()
    found.read(title or "", list(tokens(title or "")))
    found.read(text, list(tokens(text)))
    weights = found.weights()
    terms = {word_hash(word): weight for word, weight in weights.items()}
    for one, other in found.pairs:
        weight = weights.get(one, 0.0) + weights.get(other, 0.0)
        if weight > _LEAST_PAIR:
            terms[_pair(one, other)] = weight
    named = {word_hash(word): weights[word] for word in found.named(weights)}
    return Terms(*_vector(terms), *_vector(named))


def top_terms(title: str | None, text: str, words: Sequence[Word]) -> tuple[int, ...]:
    """The terms of an article that tell most, as numbers of 32 bits, to look others up by; sorted, each once.

    Args:
        title: its title.
        text: its text.
        words: of the text.
    """
    found = _Words()
    found.read(title or "", list(tokens(title or "")))
    found.read(text, words)
    weights = found.weights()
    told = {word_hash(word): weight * (1 + math.log(found.counts[word])) for word, weight in weights.items()}
    for one, other in found.pairs:
        # Scripts without spaces have their words in the pairs.
        if len(one) == 1 and len(other) == 1 and one >= "\u0e00":
            told[_pair(one, other)] = weights.get(one, 0.0) + weights.get(other, 0.0)
    top = sorted(told, key=lambda term: (-told[term], term))[:_TOP]
    names = {word_hash(word) for word in found.named(weights)}.difference(top)
    top += sorted(names, key=lambda term: (-told[term], term))[:_TOP_NAMES]
    return tuple(sorted({term & 0xFFFFFFFF for term in top}))


class _Words:
    """Words of an article as they come: how often, in which pairs, written like a name or not."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.pairs: set[tuple[str, str]] = set()
        self._names: set[str] = set()
        self._small: set[str] = set()

    def read(self, text: str, words: Sequence[Word]) -> None:
        before, behind = "", 0
        for word, start, end in words[:_LONGEST]:
            self.counts[word] += 1
            if before:
                self.pairs.add((before, word))
            first = text[start]
            if first.islower():
                self._small.add(word)
            elif word not in self._names and (
                first.isdigit() or (first.isupper() and not _begins(text, behind, start))
            ):
                self._names.add(word)
            before, behind = word, end

    def weights(self) -> dict[str, float]:
        """Of the words that tell something."""
        return {
            word: weight
            for word in self.counts
            if (len(word) > 1 or word.isdigit() or word >= "\u0e00") and (weight := _weight(word)) > 0
        }

    def named(self, weights: dict[str, float]) -> set[str]:
        """Words that other languages spell alike."""
        return {word for word in self._names - self._small if len(word) > 1 and word in weights}


def likeness(one: Terms, other: Terms) -> float:
    """How much two articles have in common, from 0 to 1: the cosine of their terms."""
    return _cosine(one.terms, one.weights, other.terms, other.weights)


def named_likeness(one: Terms, other: Terms) -> tuple[float, int]:
    """The same for articles in two languages, by names and numbers alone; and how many they have in common."""
    both = len(np.intersect1d(one.names, other.names, assume_unique=True))
    return _cosine(one.names, one.name_weights, other.names, other.name_weights), both


def _cosine(
    one: Hashes, weights: npt.NDArray[np.float64], other: Hashes, other_weights: npt.NDArray[np.float64]
) -> float:
    _, here, there = np.intersect1d(one, other, assume_unique=True, return_indices=True)
    return float(np.dot(weights[here], other_weights[there]))


def _vector(weights: dict[int, float]) -> tuple[Hashes, npt.NDArray[np.float64]]:
    hashes = np.array(sorted(weights), np.uint64)
    values = np.array([weights[term] for term in sorted(weights)], np.float64)
    length = float(np.sqrt(np.dot(values, values)))
    return hashes, values / length if length else values


def _pair(one: str, other: str) -> int:
    return (word_hash(one) * _PAIR + word_hash(other)) & _MASK


def _begins(text: str, behind: int, start: int) -> bool:
    """Whether a sentence begins with the word at ``start``, the word before it ending at ``behind``."""
    between = text[behind:start]
    return behind == 0 or len(between) > 8 or _END.search(between) is not None


def _weight(word: str) -> float:
    return _common().get(word_hash(word) & 0xFFFFFFFF, RAREST)


@cache
def _common() -> dict[int, float]:
    with files("tearsheet.archive").joinpath("commonwords.npz").open("rb") as file, np.load(file) as arrays:
        return dict(zip(arrays["words"].tolist(), (arrays["weights"] / SCALE).tolist(), strict=True))
