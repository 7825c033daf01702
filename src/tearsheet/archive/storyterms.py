"""What an article is about, as terms with weights: its words, and its words in pairs; common words weigh nothing.

How common a word is does not depend on the archive: it is counted once on news of many languages (``commonwords.npz``,
made by ``learn/commonwords.py``). So what two articles have in common stays the same whatever else comes in. Words that
come often, in the title or at the beginning tell more: news says first what happened.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tearsheet.archive.folding import Words, read_words
from tearsheet.archive.namekeys import name_key
from tearsheet.archive.shingles import word_hash
from tearsheet.remembered import remembered

__all__ = [
    "RAREST",
    "SCALE",
    "SEARCHED",
    "Reading",
    "Terms",
    "Vector",
    "by_name",
    "known",
    "likeness",
    "likenesses",
    "may_tell",
    "read_terms",
    "with_names",
]

RAREST = 4.78
"""Weight of a word that no text has that the common words were counted on."""

SCALE = 32
"""Weights in ``commonwords.npz`` are whole numbers, so many to one."""

SEARCHED = 24
"""Terms that articles are looked up by, names aside."""

_LONGEST = 3000  # words of a text that are looked at: what it is about stands there
_LEAD = 60  # words
_LEAD_WORTH = 2.0
_SEARCHED_NAMES = 6
_LEAST_PAIR = 2.0  # weight of two words in a row that say something together
_SPACELESS = "\u0e00"  # Thai is the first script without spaces; letters of others that stand alone are rare above it
_PAIR = 0x9E3779B97F4A7C15
_END = re.compile(r"[.!?:;…。！？\n«»“”„\"(]\s*$")
_MASK = 0xFFFFFFFF
_LOUDEST = 255


@dataclass(frozen=True, slots=True)
class Vector:
    """Terms with their weights.

    Attributes:
        terms: hashes of 32 bits, sorted, each once.
        weights: of each, from 1 to 255.
    """

    terms: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.uint8]

    def pack(self) -> bytes:
        """As bytes: all terms of four bytes, little-endian, then all weights of one."""
        return self.terms.astype("<u4").tobytes() + self.weights.tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> "Vector":
        """What `pack` made."""
        count = len(packed) // 5
        return cls(np.frombuffer(packed, "<u4", count), np.frombuffer(packed, np.uint8, count, 4 * count))


@dataclass(frozen=True, slots=True)
class Terms:
    """What an article is about.

    Attributes:
        words: its words and pairs of words.
        names: words that other languages spell alike: names and numbers.
    """

    words: Vector
    names: Vector


def read_terms(title: str | None, text: str) -> Terms:
    """The terms of an article; the same in every process.

    Args:
        title: its title.
        text: its text.
    """
    return Reading(title, text, read_words(text)).terms()


class Reading:
    """Words of an article as they come: how often, in which pairs, written like a name or not.

    Args:
        title: its title.
        text: its text.
        words: of the text.
    """

    def __init__(self, title: str | None, text: str, words: Words) -> None:
        self._counts: Counter[str] = Counter()
        self._rows: list[list[str]] = []
        self._names: set[str] = set()
        self._small: set[str] = set()
        self._read(title or "", read_words(title or ""))
        self._lead = {*self._counts, *words.folded[:_LEAD]}
        self._read(text, words.first(_LONGEST))

    def _read(self, text: str, words: Words) -> None:
        self._counts.update(words.folded)
        self._rows.append(words.folded)
        # What a word is written like is the same wherever it stands, but that a sentence begins with a capital.
        capital = set[str]()
        for written, word in dict(zip(words.written, words.folded, strict=True)).items():
            first = written[0]
            if first.islower():
                self._small.add(word)
            elif first.isdigit():
                self._names.add(word)
            elif first.isupper():
                capital.add(written)
        for place in [place for place, written in enumerate(words.written) if written in capital]:
            if words.folded[place] not in self._names:
                behind = words.starts[place - 1] + len(words.written[place - 1]) if place else 0
                if not _begins(text, behind, words.starts[place]):
                    self._names.add(words.folded[place])

    def terms(self) -> Terms:
        """All that the article is about."""
        return Terms(self.words(), _vector(self._named))

    def words(self) -> Vector:
        """Its words and pairs of words alone."""
        return _vector(self._told | self._paired(spaceless=False))

    def searched(self) -> tuple[int, ...]:
        """The terms that tell most, as numbers of 32 bits, to look others up by; sorted, each once."""
        # Scripts without spaces have their words in the pairs.
        top = _heaviest(self._told | self._paired(spaceless=True), SEARCHED)
        return with_names(top, self._named)

    @cached_property
    def _known(self) -> dict[str, tuple[int, float]]:
        """Of each word its hash and how rare it is."""
        return dict(zip(self._counts, map(known, self._counts), strict=True))

    @cached_property
    def _weights(self) -> dict[str, float]:
        """Of the words that tell something."""
        lead = self._lead
        return {
            word: rare * (1 + math.log(count) if count > 1 else 1) * (_LEAD_WORTH if word in lead else 1)
            for (word, count), (_, rare) in zip(self._counts.items(), self._known.values(), strict=True)
            if rare > 0 and may_tell(word)
        }

    @cached_property
    def _told(self) -> dict[int, float]:
        known = self._known
        return {known[word][0] & _MASK: weight for word, weight in self._weights.items()}

    def _paired(self, *, spaceless: bool) -> dict[int, float]:
        """Words in a row that say something together; or only those of scripts without spaces."""
        pairs: dict[int, float] = {}
        known, lead = self._known, self._lead
        if spaceless and not any(len(word) == 1 and word >= _SPACELESS for word in self._counts):
            return pairs
        for one, other in {pair for row in self._rows for pair in pairwise(row)}:
            if spaceless and not (len(one) == 1 and len(other) == 1 and one >= _SPACELESS):
                continue
            (first, rare), (second, rare_too) = known[one], known[other]
            weight = rare + rare_too
            if weight > _LEAST_PAIR:
                term = (first * _PAIR + second) >> 32 & _MASK
                pairs[term] = weight * _LEAD_WORTH if one in lead and other in lead else weight
        return pairs

    @cached_property
    def _named(self) -> dict[int, float]:
        """Words that other languages spell alike, or nearly."""
        weights = self._weights
        named = self._names - self._small
        return by_name([(word, weights[word]) for word in named if len(word) > 1 and word in weights])


def likeness(one: Vector, other: Vector) -> float:
    """How much two articles have in common, from 0 to 1: the cosine of their terms."""
    return likenesses(one, [other])[0][0]


def likenesses(one: Vector, others: Sequence[Vector]) -> list[tuple[float, int]]:
    """Of one article to others; and how many terms each has in common with it."""
    if not others or not len(one.terms):
        return [(0.0, 0)] * len(others)
    sizes = np.array([len(other.terms) for other in others])
    terms = np.concatenate([other.terms for other in others])
    weights = np.concatenate([other.weights for other in others]).astype(np.int64)
    owner = np.repeat(np.arange(len(others)), sizes)
    spots = np.minimum(np.searchsorted(one.terms, terms), len(one.terms) - 1)
    same = one.terms[spots] == terms
    # Whole numbers, so that the sum does not hang on the order of its parts.
    here = one.weights.astype(np.int64)
    shared = np.bincount(owner[same], minlength=len(others)).tolist()
    products = np.bincount(owner[same], here[spots[same]] * weights[same], len(others)).tolist()
    squares = np.bincount(owner, weights * weights, len(others)).tolist()
    square = float(np.dot(here, here))
    return [
        (product / math.sqrt(square * theirs) if theirs else 0.0, both)
        for product, theirs, both in zip(products, squares, shared, strict=True)
    ]


def _vector(weights: dict[int, float]) -> Vector:
    terms = np.fromiter(weights, np.uint32, len(weights))
    loud = np.fromiter(weights.values(), np.float64, len(weights))
    order = np.argsort(terms)
    loudness = np.maximum(np.rint(loud / max(loud.max(initial=0.0), 1e-9) * _LOUDEST), 1)
    return Vector(terms[order], loudness[order].astype(np.uint8))


def _heaviest(weights: dict[int, float], most: int) -> list[int]:
    if len(weights) > most:
        # To sort numbers is quicker than to sort terms by theirs.
        least = sorted(weights.values())[-most]
        weights = {term: weight for term, weight in weights.items() if weight >= least}
    return sorted(weights, key=lambda term: (-weights[term], term))[:most]


def _begins(text: str, behind: int, start: int) -> bool:
    """Whether a sentence begins with the word at ``start``, the word before it ending at ``behind``."""
    between = text[behind:start]
    return behind == 0 or len(between) > 8 or _END.search(between) is not None


def with_names(top: Sequence[int], named: Mapping[int, float]) -> tuple[int, ...]:
    """The terms that tell most, and names that are not among them; sorted, each once.

    Args:
        top: those that tell most.
        named: names as `by_name` gives them.
    """
    names = {term: weight for term, weight in named.items() if term not in top}
    return tuple(sorted((*top, *_heaviest(names, _SEARCHED_NAMES))))


def by_name(named: Iterable[tuple[str, float]]) -> dict[int, float]:
    """Names as other languages spell them, as terms with their weights.

    Args:
        named: folded words, each once, with their weights.
    """
    return {_name_term(word): weight for word, weight in sorted(named)}


@remembered(20_000)
def _name_term(word: str) -> int:
    return word_hash(name_key(word)) & _MASK


def may_tell(word: str) -> bool:
    """Whether a folded word may be a term: a single letter of a script with spaces is none."""
    return len(word) > 1 or word.isdigit() or word >= _SPACELESS


@remembered(1 << 16)
def known(word: str) -> tuple[int, float]:
    """A word's hash, and how rare it is."""
    number = word_hash(word)
    return number, _common().get(number & _MASK, RAREST)


@cache
def _common() -> dict[int, float]:
    with files("tearsheet.archive").joinpath("commonwords.npz").open("rb") as file, np.load(file) as arrays:
        return dict(zip(arrays["words"].tolist(), (arrays["weights"] / SCALE).tolist(), strict=True))
