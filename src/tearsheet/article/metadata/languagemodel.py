"""Naive Bayes over the byte sequences of a text, as py3langid learned it (https://github.com/adbar/py3langid).

M. Lui and T. Baldwin, "langid.py: an off-the-shelf language identification tool", ACL 2012. The model is the package's;
a text is read here, so that the automaton over its bytes, which takes most of the time, can be a compiled loop.
"""

import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import loops

__all__ = ["LanguageModel", "load_language_model"]

_WIDER = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
"""Every number of two bytes as one of four."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """An automaton that tells features by bytes, and how likely each feature is in each language.

    Attributes:
        following: the state that follows, by the row of a state and the byte read.
        row: of each state in ``following``.
        told: of each state the feature that it tells, -1 for none.
        weights: features by languages, logarithms.
        prior: of each language, logarithms.
        labels: languages; one may have several columns.
        again: columns of languages that have one before.
    """

    following: "array[int]"
    row: "array[int]"
    told: "array[int]"
    weights: NDArray[np.float16]
    prior: NDArray[np.float32]
    labels: tuple[str, ...]
    again: tuple[int, ...]

    def likelihoods(self, text: str) -> dict[str, float]:
        """The logarithm of the likelihood of every language.

        Args:
            text: some 40 letters and more.
        """
        scores = self._scores(text)
        found = dict(zip(self.labels, scores, strict=True))
        for column in self.again:
            label = self.labels[column]
            found[label] = max(scores[other] for other, name in enumerate(self.labels) if name == label)
        return found

    def _scores(self, text: str) -> list[float]:
        """One a column; the lowest number there is where nothing of the text is known."""
        if text.isupper():
            text = text.lower()
        counts = self._count(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"))
        if not counts:
            return [float(np.finfo(np.float32).min)] * len(self.labels)
        seen = np.fromiter(counts.keys(), np.intp, len(counts))
        often = np.fromiter(counts.values(), np.float32, len(counts))
        # Looking up what each number of two bytes means takes a third of the time of making it one of four.
        weights = _WIDER.take(self.weights.take(seen, axis=0).view(np.uint16))
        scores: list[float] = (np.log1p(often) @ weights + self.prior).tolist()
        return scores

    def _count(self, text: bytes) -> dict[int, int]:
        """How often each feature is told, by the order in which they are first told."""
        if loops is not None:
            counts: dict[int, int] = loops.count_features(text, self.following, self.row, self.told)
            return counts
        following, row, told = self.following, self.row, self.told
        state = 0
        counts = {}
        for byte in text:
            state = following[(row[state] << 8) + byte]
            feature = told[state]
            if feature >= 0:
                counts[feature] = counts.get(feature, 0) + 1
        return counts


@lru_cache(maxsize=1)
def load_language_model() -> LanguageModel:
    """The model of the package, loaded once: it is only read afterwards, so threads may share it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    labels = tuple(model.nb_classes)
    return LanguageModel(
        following=_numbers(model.tk_nextmove),
        row=_numbers(model.tk_row),
        told=array("i", model.tk_output),
        weights=model.nb_ptc,
        prior=model.nb_pc,
        labels=labels,
        again=tuple(number for number, label in enumerate(labels) if label in labels[:number]),
    )


def _numbers(values: "array[int]") -> "array[int]":
    """Numbers of four bytes."""
    return values if values.typecode == "I" else array("I", values)
