"""How likely each Block is content: boosted trees and a small network, over its numbers and what its tokens told.

Tokens are weighed by a logistic regression on hashed tokens (see `tearsheet.roles.tokens`); its log-odds are numbers
like the others to the trees. The network sees the Blocks of a page in sequence; the two are right on different pages.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Page
from tearsheet.roles.features import FEATURES, PageFeatures
from tearsheet.roles.model import Arrays, Trees, load_arrays
from tearsheet.roles.network import Network, windows
from tearsheet.roles.tokens import SharedTokens, Tokens, share_tokens

__all__ = ["CONTENT_FEATURES", "CONVENTION", "IN_NETWORK", "ContentModel", "content_rows", "load_content_model"]

CONVENTION = "keeps what a news editor would"
"""The last column: 1 for the convention of news, 0 for the one that keeps more."""

_TOLD = ("told by names", "told by words")
_BESIDE = (-2, -1, 1, 2)

IN_NETWORK = "network "
"""What the names of the network's arrays begin with in the weight file."""

CONTENT_FEATURES: tuple[str, ...] = (
    *FEATURES,
    *_TOLD,
    *(f"neighbour {offset:+d}: {name}" for offset in _BESIDE for name in _TOLD),
    CONVENTION,
)
"""Names of the columns that the trees see."""

_NETWORK_SHARE = 0.3
"""What the network's probability counts beside that of the trees."""

_LENIENCE = 0.35
"""What the generous convention adds to the log-odds: of lists, services and manuals too little is kept without it."""

_SEVERITY, _PRESS = 0.8, 0.65
"""How much lower the log-odds are of what is surely a page of the press, and from which probability on they fall."""

_NO_NEWS, _NEWS = 0.5, 0.9
"""Up to the one probability a page is read by the generous convention alone, from the other on by that of news."""


def content_rows(
    matrix: NDArray[np.float32],
    told: NDArray[np.float32],
    convention: float,
    start: int = 0,
    end: int | None = None,
) -> NDArray[np.float32]:
    """The rows that the trees see.

    Args:
        matrix: Blocks by `FEATURES`.
        told: Blocks by two, log-odds by names and by words.
        convention: 1 for that of news, 0 for the one that keeps more.
        start: first Block whose row is wanted.
        end: the Block behind the last one; ``None`` for all there are.

    Returns:
        Blocks from ``start`` to ``end`` by `CONTENT_FEATURES`.
    """
    end = len(matrix) if end is None else end
    width, ways = matrix.shape[1], told.shape[1]
    rows = np.zeros((end - start, width + ways * (len(_BESIDE) + 1) + 1), np.float32)
    rows[:, :width] = matrix[start:end]
    for column, offset in enumerate((0, *_BESIDE)):
        # Beyond the first and the last Block there is nothing.
        first, last = max(start + offset, 0), min(end + offset, len(told))
        if first < last:
            place = slice(width + column * ways, width + (column + 1) * ways)
            rows[first - offset - start : last - offset - start, place] = told[first:last]
    rows[:, -1] = convention
    return rows


@dataclass(frozen=True, slots=True)
class ContentModel:
    """What the content decision has learned.

    Attributes:
        names: float32, log-odds of each bucket of names.
        words: float32, log-odds of each bucket of words.
        bias: float32, log-odds of a Block without names, and without words.
        trees: over `CONTENT_FEATURES`.
        network: over the same, in sequence, and over the tokens.
    """

    names: NDArray[np.float32]
    words: NDArray[np.float32]
    bias: NDArray[np.float32]
    trees: Trees
    network: Network

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "ContentModel":
        """Build from the arrays of a weight file."""
        scale = arrays["scale"].astype(np.float32)
        return cls(
            names=arrays["names"].astype(np.float32) * scale[0],
            words=arrays["words"].astype(np.float32) * scale[1],
            bias=arrays["bias"].astype(np.float32),
            trees=Trees.from_arrays(arrays),
            network=Network.from_arrays(
                {key.removeprefix(IN_NETWORK): arrays[key] for key in arrays if key.startswith(IN_NETWORK)}
            ),
        )

    def told(self, names: Tokens | SharedTokens, words: Tokens) -> NDArray[np.float32]:
        """Log-odds of each Block by its names and by its words, Blocks by two."""
        by_names = names.mean(self.names[:, None])
        by_words = words.mean(self.words[:, None])
        return np.hstack((by_names, by_words)) + self.bias

    def probability(
        self, features: PageFeatures, names: Tokens | SharedTokens, words: Tokens, *, news: float, press: float = 0.0
    ) -> NDArray[np.float64]:
        """Probability that each Block is content.

        The training sets draw the line in two ways: as a news editor would, or keeping more, as suits pages that are
        no articles. Where it is not sure which of them a page is, the answers are weighed.

        Args:
            features: the numbers of the page.
            names: its tokens of names.
            words: its tokens of words.
            news: probability that the page is an article, 0 to 1.
            press: probability that it is one of a newspaper's, 0 to 1.
        """
        told, embedded = self.told(names, words), self.network.embed(names, words)
        weight = min(max((news - _NO_NEWS) / (_NEWS - _NO_NEWS), 0.0), 1.0)
        probability = np.zeros(len(told))
        for convention, share in ((1.0, weight), (0.0, 1.0 - weight)):
            if share > 0:
                read = np.zeros(len(told))
                for window in windows(len(told)):
                    rows = content_rows(features.matrix, told, convention, window.start, window.end)
                    mixed = (1.0 - _NETWORK_SHARE) * self.trees.predict(rows)
                    mixed += _NETWORK_SHARE * self.network.read(rows, embedded[window.start : window.end])
                    read[window.begin : window.until] = mixed[window.kept]
                probability += share * (read if convention else _shifted(read, _LENIENCE))
        return _shifted(probability, -_SEVERITY * max((press - _PRESS) / (1.0 - _PRESS), 0.0))

    def read(self, page: Page, features: PageFeatures, *, news: float, press: float = 0.0) -> NDArray[np.float64]:
        """Probability that each Block of a page is content; as `probability`."""
        return self.probability(features, *share_tokens(page), news=news, press=press)


def _shifted(probability: NDArray[np.float64], by: float) -> NDArray[np.float64]:
    """Probabilities with other log-odds."""
    odds: NDArray[np.float64] = probability * np.exp(by)
    return odds / (1.0 - probability + odds)


@cache
def load_content_model(*, flat: bool) -> ContentModel:
    """The content model of one of the doors that comes with the package, read once."""
    return ContentModel.from_arrays(load_arrays("flat-content.npz" if flat else "content.npz"))
