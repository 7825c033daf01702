"""Naive Bayes over the byte sequences of a text, as py3langid learned it (https://github.com/adbar/py3langid).

M. Lui and T. Baldwin, "langid.py: an off-the-shelf language identification tool", ACL 2012. The model is the package's;
a text is read here, so that the automaton over its bytes, which takes most of the time, can be a compiled loop.
"""

import unicodedata
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import loops

__all__ = ["LanguageModel", "load_language_model"]

_OFTEN = np.round(np.log1p(np.arange(4_096)) * 2**20) / 2**20
"""What a feature counts for by how often it is told; so short that no sum of them is rounded, in whatever order."""
_WIDER = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float64)
"""Every number of two bytes as one of eight."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """An automaton that tells features by bytes, and how likely each feature is in each language.

    Attributes:
        following: the state that follows, by the row of a state and the byte read.
        row: of each state in ``following``.
        told: of each state the feature that it tells, -1 for none.
        weights: features by languages, logarithms.
        prior: of each language, logarithms.
        columns: of each language the first of its columns.
        again: a column of a language that has one before, and that one.
        labels: the language of each column.
    """

    following: "array[int]"
    row: "array[int]"
    told: "array[int]"
    weights: NDArray[np.uint16]
    prior: NDArray[np.float32]
    columns: Mapping[str, int]
    again: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]

    def likelihoods(self, text: str) -> dict[str, float]:
        """The logarithm of the likelihood of every language.

        Args:
            text: some 40 letters and more.
        """
        scores = self.scores(text)
        if scores is None:
            return dict.fromkeys(self.columns, float(np.finfo(np.float32).min))
        return {label: scores[column] for label, column in self.columns.items()}

    def scores(self, text: str) -> list[float] | None:
        """The same in the order of `labels`; ``None`` where nothing of the text is known.

        Of the columns of a language the first has it, the others are those of none.

        Args:
            text: some 40 letters and more.
        """
        if text.isupper():
            text = text.lower()
        scores = self._scores(unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass"))
        if scores is not None:
            for column, first in self.again:
                scores[first] = max(scores[first], scores[column])
                scores[column] = -inf
        return scores

    def _scores(self, text: bytes) -> list[float] | None:
        """One a column; ``None`` where nothing of the text is known."""
        if loops is not None:
            told: list[float] | None = loops.weigh_languages(
                text, self.following, self.row, self.told, self.weights, self.prior, _OFTEN
            )
            return told
        heard = np.frombuffer(self.told, np.int32).take(self._states(text))
        seen, counts = np.unique(heard[heard >= 0], return_counts=True)
        if not len(seen):
            return None
        # Looking up what each number of two bytes means takes a third of the time of making it one of eight.
        weights = _WIDER.take(self.weights.take(seen, axis=0))
        scores: list[float] = (_OFTEN.take(counts, mode="clip") @ weights + self.prior).tolist()
        return scores

    def _states(self, text: bytes) -> NDArray[np.integer[Any]]:
        """The state behind each byte of a text."""
        following = np.frombuffer(self.following, self.following.typecode)
        row = np.frombuffer(self.row, self.row.typecode)
        read = np.frombuffer(text, np.uint8)
        states = following.take((row[:1].astype(np.intp) << 8) + read)
        # A state hangs on the few bytes before it, so all are reckoned at once: as if each byte were the first, then
        # from what the state before it is by now, until none changes, which with this model is five times at most.
        while True:
            better = states.copy()
            better[1:] = following.take((row.take(states[:-1]).astype(np.intp) << 8) + read[1:])
            if np.array_equal(better, states):
                return states
            states = better


@lru_cache(maxsize=1)
def load_language_model() -> LanguageModel:
    """The model of the package, loaded once: it is only read afterwards, so threads may share it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    columns: dict[str, int] = {}
    again = []
    for column, label in enumerate(model.nb_classes):
        if columns.setdefault(label, column) != column:
            again.append((column, columns[label]))
    return LanguageModel(
        following=_numbers(model.tk_nextmove),
        row=_numbers(model.tk_row),
        told=array("i", model.tk_output),
        weights=np.ascontiguousarray(model.nb_ptc, np.float16).view(np.uint16),
        prior=np.ascontiguousarray(model.nb_pc, np.float32),
        columns=columns,
        again=tuple(again),
        labels=tuple(model.nb_classes),
    )


def _numbers(values: "array[int]") -> "array[int]":
    """Numbers of four bytes."""
    return values if values.typecode == "I" else array("I", values)
