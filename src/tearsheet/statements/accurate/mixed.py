"""Two networks that read the same text, the default engine's and one over the transformer's vectors.

Where cues stand is the mean of what both tell; what is said, and by whom, the second tells alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.accurate.encoder import Encoder
from tearsheet.statements.engine.features import Measured, without_words
from tearsheet.statements.engine.network import Cues, Network, NetworkTagging
from tearsheet.statements.engine.tagger import Bounds
from tearsheet.statements.engine.tokens import Tokens

__all__ = ["Mixed", "MixedTagging"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mixed:
    """A tagger.

    Attributes:
        encoder: the transformer, whose vectors are of D numbers.
        bridge: D by H, from a vector to what it adds to a token in ``head``.
        head: the network over the vectors, which sees no words of its own.
        words: the default engine's network.
        inside: H, from ``head``'s numbers of a token to whether it is said by anybody.
        inside_bias: added to that.
        share: of ``head`` in the mean for cues.
        bounds: what is too unlikely to be a statement.
    """

    encoder: Encoder
    bridge: Floats
    head: Network
    words: Network
    inside: Floats
    inside_bias: float
    share: float
    bounds: Bounds

    def tagging(self, tokens: Tokens, measured: Measured) -> "MixedTagging":
        """Read a text."""
        vectors = self.encoder.vectors(tokens)
        more = vectors @ self.bridge if len(vectors) else None
        read = self.head.tagging(tokens, without_words(measured), more)
        other = self.words.tagging(tokens, measured)
        likely = self.share * read.likely + (1 - self.share) * other.likely
        inside = 1 / (1 + np.exp(-(read.hidden @ self.inside + self.inside_bias)))
        return MixedTagging(read, likely, inside)

    def best_tags_with_source(self, scores: Floats) -> NDArray[np.int64]:
        """The likeliest row of tags around each of K cues, rather with a source than without: K by 2 `AROUND` + 1."""
        return self.head.best_tags_with_source(scores)

    def sure(self, likely: float, with_source: bool) -> float:
        """How likely a statement is right whose cue is so likely, and of which a source was found or none."""
        return self.head.sure(likely, with_source)


@dataclass(frozen=True, slots=True)
class MixedTagging:
    """A text as both have read it.

    Attributes:
        read: by the network over the transformer's vectors.
        likely: N by `CUE_TAGS`, the mean of both.
        inside: N, how likely each token is said by somebody.
    """

    read: NetworkTagging
    likely: Floats
    inside: Floats

    def scores(self, cues: Cues) -> Floats:
        """Scores of the tags around each of K cues: K by 2 `AROUND` + 1 by `TAGS`."""
        return self.read.scores(cues)
