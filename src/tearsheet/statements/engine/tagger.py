"""What an engine must know of a text's tokens: where cues are, and what the tokens around each of them are to it."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.engine.features import Measured
from tearsheet.statements.engine.network import Cues
from tearsheet.statements.engine.tokens import Tokens

__all__ = ["Bounds", "Tagger", "Tagging"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is too unlikely to be a statement.

    Attributes:
        cue: cues less likely than this are none.
        alone: the same where nothing but the cue speaks for a statement: no source, no quotation marks.
    """

    cue: float
    alone: float


class Tagging(Protocol):
    """A text of N tokens as a tagger has read it."""

    @property
    def likely(self) -> NDArray[np.float32]:
        """How likely each token is what to cues: N by `CUE_TAGS`."""

    @property
    def inside(self) -> NDArray[np.float32] | None:
        """How likely each token is said by somebody, N; ``None`` where the tagger does not tell."""

    def scores(self, cues: Cues) -> NDArray[np.float32]:
        """Scores of the tags around each of K cues: K by 2 `AROUND` + 1 by `TAGS`."""


class Tagger(Protocol):
    """What finds cues, and tags what stands around them."""

    def tagging(self, tokens: Tokens, measured: Measured) -> Tagging:
        """Read a text."""

    def best_tags_with_source(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        """The likeliest row of tags around each of K cues, rather with a source than without: K by 2 `AROUND` + 1."""

    def sure(self, likely: float, with_source: bool) -> float:
        """How likely a statement is right whose cue is so likely, and of which a source was found or none."""
