"""Words in their context as vectors: a transformer in ONNX format (A. Vaswani et al., NIPS 2017)."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.accurate.windows import windows
from tearsheet.statements.accurate.wordpieces import WordPieces
from tearsheet.statements.engine.tokens import Tokens

__all__ = ["Encoder", "Session"]


class Session(Protocol):
    """What of ONNX Runtime's ``InferenceSession`` is used."""

    def run(self, outputs: Any, inputs: dict[str, NDArray[np.int64]]) -> Any:
        """The outputs for some inputs."""


class Encoder:
    """Reads words.

    Args:
        session: of a model with an input ``pieces`` of L numbers, and one output of L by D.
        pieces: parts the words.
    """

    def __init__(self, session: Session, pieces: WordPieces) -> None:
        self._session, self._pieces = session, pieces

    def vectors(self, tokens: Tokens) -> NDArray[np.float32]:
        """Each of N tokens in its context, the mean of its pieces: N by D."""
        numbers, counts = self._pieces.part(tokens.words)
        sums = np.concatenate(([0], np.cumsum(counts)))
        found = []
        for window in windows(counts, tokens.sentences):
            read = numbers[sums[window.first] : sums[window.last]]
            read = np.concatenate(([self._pieces.begin], read, [self._pieces.end]))
            # One window at a time: then what is read of it hangs on nothing beside it.
            (vectors,) = self._session.run(None, {"pieces": read})
            places = sums[window.begin : window.end] - sums[window.first] + 1
            last = sums[window.end] - sums[window.first] + 1
            taken = np.add.reduceat(vectors[:last], places, 0)
            found.append(taken / counts[window.begin : window.end, None])
        return np.concatenate(found).astype(np.float32) if found else np.zeros((0, 0), np.float32)
