"""Words parted as the transformer knows them: the longest pieces of its vocabulary, small letters without accents.

WordPiece (M. Schuster and K. Nakajima, ICASSP 2012), as BERT has it (J. Devlin et al., NAACL 2019).
"""

import unicodedata
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["BEGIN", "END", "MOST", "WordPieces"]

BEGIN, END = "[CLS]", "[SEP]"
_UNKNOWN = "[UNK]"
_LATER = "##"

MOST = 12
"""Pieces of one word at most; what is behind them tells nothing more."""

_REMEMBERED = 60_000


class WordPieces:
    """Parts words.

    Args:
        vocabulary: each piece's number; one that does not begin a word has ``##`` before it.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary[_UNKNOWN]
        self._longest = max(map(len, vocabulary))
        self._known: dict[str, tuple[int, ...]] = {}
        self.begin, self.end = vocabulary[BEGIN], vocabulary[END]

    def part(self, words: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The pieces of words.

        Args:
            words: N, none empty.

        Returns:
            Numbers of the pieces, and N, how many each word has: at least one, at most `MOST`.
        """
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = self._known
        parted = []
        for word in words:
            pieces = known.get(word)
            if pieces is None:
                pieces = known[word] = self._part(word)
            parted.append(pieces)
        counts = np.array([len(pieces) for pieces in parted], np.int64)
        return np.array([number for pieces in parted for number in pieces], np.int64), counts

    def _part(self, word: str) -> tuple[int, ...]:
        plain = "".join(
            sign for sign in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(sign) != "Mn"
        )
        numbers: list[int] = []
        run = ""
        for sign in plain:
            if sign.isalnum():
                run += sign
                continue
            if run:
                numbers += self._pieces(run)
                run = ""
            numbers += self._pieces(sign)
        if run:
            numbers += self._pieces(run)
        return tuple(numbers[:MOST]) or (self._unknown,)

    def _pieces(self, run: str) -> list[int]:
        """The longest piece first, and so on behind it; unknown as a whole where no piece fits."""
        found: list[int] = []
        start = 0
        while start < len(run):
            before = _LATER if start else ""
            for end in range(min(len(run), start + self._longest), start, -1):
                number = self._vocabulary.get(before + run[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found
