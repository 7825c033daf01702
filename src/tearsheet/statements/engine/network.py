"""The learned part of the engine: where cues stand, and then, for each cue, what is said and by whom.

Dilated convolutions over the tokens (F. Yu and V. Koltun, ICLR 2016) find the cues; for each of them a smaller network
reads the tokens around it once more, knowing which cue it reads for, and a conditional random field (J. Lafferty et
al., ICML 2001) tags them. So contents may overlap and stand in each other. The weights are a plain ``.npz``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import saidloops
from tearsheet.statements.engine.around import (
    AROUND,
    NEVER,
    PLACES,
    RELATIONS,
    Around,
    Cues,
    Seen,
    place_rows,
    relations,
)
from tearsheet.statements.engine.convolutions import TINY, Convolutions
from tearsheet.statements.engine.decoding import best_tags
from tearsheet.statements.engine.features import Measured
from tearsheet.statements.engine.quantized import UNSIGNED, Matrix, exact, finer
from tearsheet.statements.engine.tokens import Tokens

__all__ = [
    "AROUND",
    "CUE_TAGS",
    "PLACES",
    "REACHES",
    "RELATIONS",
    "TAGS",
    "TINY",
    "WINDOW_REACHES",
    "Cues",
    "Network",
    "NetworkTagging",
    "place_rows",
    "relations",
]

Floats = NDArray[np.float32]

CUE_TAGS = ("none", "begin", "inside", "anchor")
"""What a token is to cues; an anchor is the first token of a content that has no cue."""

TAGS = ("none", "content begins", "content", "source begins", "source")
"""What a token is to one cue."""

REACHES = (1, 2, 1, 4, 8)
"""How far each convolution over the text reaches to either side."""

WINDOW_REACHES = (1, 3, 9)
"""The same around a cue."""

_STRIP = 512
"""Tokens that are reckoned with at once: what is reckoned of them fits the processor's cache."""

_CONTENT = 2
"""Tags above this are of the source."""

_RATHER_A_SOURCE = 2.0


@dataclass(frozen=True)
class Network:
    """A trained network, for E columns of the table, F numbers of a place, H hidden numbers and D around a cue.

    Attributes:
        table: `features.ROWS` by E, what each row adds to a token.
        table_scale: `features.ROWS`, by what each row is to be multiplied.
        entry: E + F by H, with ``entry_bias``: H.
        taps: one for each of `REACHES`, H by 3 M: of the token before, of the token itself, of the one behind it.
        bias: of each, M.
        exit: of each, M by H.
        cue: H by `CUE_TAGS`, with ``cue_bias``.
        near: H by D, of a token around a cue.
        of_cue: 2 H by D, of the cue's first and last token.
        places: `PLACES` by D.
        relations: `RELATIONS` by D, with ``near_bias``: D.
        near_taps, near_layer_bias, near_exit: the same as ``taps``, ``bias`` and ``exit``, of D numbers.
        tag: D by `TAGS`, with ``tag_bias``.
        steps: `TAGS` by `TAGS`, from each tag to the next.
        edges: 2 by `TAGS`, of the first and the last token around the cue.
        sureness: 3, slope and offset from the odds that there is a cue to those that its statement is right, and what
            is added to these where no source was found.
    """

    table: NDArray[Any]
    table_scale: Floats
    entry: Floats
    entry_bias: Floats
    taps: Floats
    bias: Floats
    exit: Floats
    cue: Floats
    cue_bias: Floats
    near: Floats
    of_cue: Floats
    places: Floats
    relations: Floats
    near_bias: Floats
    near_taps: Floats
    near_layer_bias: Floats
    near_exit: Floats
    tag: Floats
    tag_bias: Floats
    steps: Floats
    edges: Floats
    sureness: Floats

    @classmethod
    def read(cls, weights: Mapping[str, NDArray[Any]]) -> "Network":
        """The network out of the arrays of a weight file, whose table may also be of numbers that need no scale."""
        table = weights["table"]
        known: dict[str, Any] = {"table_scale": np.ones(len(table)), "sureness": np.array([1.0, 0.0, 0.0]), **weights}
        arrays = {each.name: known[each.name].astype(np.float32, "C") for each in fields(cls) if each.name != "table"}
        return cls(table=np.ascontiguousarray(table), **arrays)

    def tagging(self, tokens: Tokens, measured: Measured, more: Floats | None = None) -> "NetworkTagging":
        """Read a text; ``more``, N by H, is what else is known of each token."""
        hidden = self.encode(measured, more)
        return NetworkTagging(self, tokens, hidden, self.cue_tags(hidden))

    @cached_property
    def _layers(self) -> Convolutions:
        return Convolutions(self.taps, self.bias, self.exit, REACHES)

    @cached_property
    def _entries(self) -> tuple[Matrix, Matrix]:
        """Of what is known of words, and of numbers of a place, which lie between 0 and 1."""
        width = self.table.shape[1]
        return Matrix(self.entry[:width]), Matrix(self.entry[width:], 1 / float(UNSIGNED))

    @cached_property
    def _cue(self) -> Matrix:
        return finer(self.cue)

    @cached_property
    def of_place(self) -> Matrix:
        """From what the network makes of a token to what it adds wherever it stands around a cue."""
        return Matrix(self.near)

    @cached_property
    def around(self) -> Around:
        """What reads the tokens around a cue."""
        layers = Convolutions(self.near_taps, self.near_layer_bias, self.near_exit, WINDOW_REACHES)
        return Around(self.of_cue, self.places, self.relations, self.near_bias, layers, self.tag, self.tag_bias)

    def encode(self, measured: Measured, more: Floats | None = None) -> Floats:
        """What the network makes of each token: N by H."""
        words, places = self._entries
        kinds = words.product(self._words(measured.rows))
        kinds += self.entry_bias
        encoded: Floats
        if saidloops is not None and self._layers.packed is not None:
            added = None if more is None else np.ascontiguousarray(more, np.float32)
            stack = self._layers.packed
            encoded = saidloops.encode(kinds, measured.kinds, measured.numbers, places.packed, added, stack)
            return encoded
        count = len(measured.kinds)
        encoded = np.empty((count, len(self.entry_bias)), np.float32)
        beyond = self._layers.reach
        for first in range(0, count, _STRIP):
            end = min(first + _STRIP, count)
            low, high = max(first - beyond, 0), min(end + beyond, count)
            hidden = exact(np.rint(measured.numbers[low:high] * UNSIGNED), places.values)
            hidden *= places.scales
            hidden += kinds[measured.kinds[low:high]]
            if more is not None:
                hidden += more[low:high]
            np.maximum(hidden, 0, out=hidden)
            encoded[first:end] = self._layers.read(hidden[None])[0][first - low : end - low]
        return encoded

    def _words(self, rows: NDArray[np.int32]) -> Floats:
        """What the rows of the table add up to for each kind of word."""
        if saidloops is not None and self.table.dtype == np.int8:
            summed: Floats = saidloops.word_sums(rows, self.table, self.table_scale)
            return summed
        sums = np.zeros((len(rows), self.table.shape[1]), np.float32)
        for column in rows.T:
            sums += self.table[column] * self.table_scale[column][:, None]
        return sums

    def cue_tags(self, hidden: Floats) -> Floats:
        """How likely each token is what to cues: N by `CUE_TAGS`."""
        if saidloops is not None:
            likely: Floats = saidloops.cue_scores(np.ascontiguousarray(hidden), self._cue.packed, self.cue_bias)
            np.exp(likely, out=likely)
            saidloops.divide_by_sums(likely)
            return likely
        halves = self._cue.product(hidden)
        scores: Floats = halves[:, : len(CUE_TAGS)] + halves[:, len(CUE_TAGS) :]
        scores += self.cue_bias
        return _softmax(scores)

    def sure(self, likely: float, with_source: bool) -> float:
        """How likely a statement is right whose cue is so likely, and of which a source was found or none."""
        bounded = min(max(likely, 1e-3), 1 - 1e-3)
        slope, offset, sourceless = self.sureness.tolist()
        odds = slope * math.log(bounded / (1 - bounded)) + offset + (0.0 if with_source else sourceless)
        return 1 / (1 + math.exp(-odds))

    def best_tags_with_source(self, scores: Floats) -> NDArray[np.int64]:
        """The likeliest row of tags around each cue: K by 2 `AROUND` + 1.

        Where that has a content and no source, with the source of the likeliest row that has one, if any. Most
        statements have a source: one that is doubtful is more often right than none.
        """
        if saidloops is not None:
            whole = np.ascontiguousarray(scores)
            sourced: NDArray[np.int64] = saidloops.best_tags(
                whole, self.steps, self.edges, _CONTENT + 1, _RATHER_A_SOURCE, NEVER / 2
            )
            return sourced
        rows = best_tags(scores, self.steps, self.edges)
        most = rows.max(1, initial=0)
        bare = np.flatnonzero((most > 0) & (most <= _CONTENT))
        if len(bare):
            again = scores[bare]
            again[..., _CONTENT + 1] += _RATHER_A_SOURCE * (again[..., _CONTENT + 1] > NEVER / 2)
            others = best_tags(again, self.steps, self.edges)
            rows[bare] = np.where((rows[bare] == 0) & (others > _CONTENT), others, rows[bare])
        return rows


@dataclass(frozen=True)
class NetworkTagging:
    """A text as a network has read it.

    Attributes:
        network: that read it.
        tokens: of the text.
        hidden: N by H, as `Network.encode` gives it.
        likely: N by `CUE_TAGS`.
    """

    network: Network
    tokens: Tokens
    hidden: Floats
    likely: Floats

    @cached_property
    def _seen(self) -> Seen:
        begins = np.ascontiguousarray(self.likely[:, 1])
        return Seen(
            self.hidden,
            self.network.of_place.product(self.hidden),
            self.tokens.sentences,
            np.cumsum(self.tokens.gaps >= 2, dtype=np.int32),
            begins,
            np.concatenate(([0.0], np.cumsum(begins))),
        )

    @property
    def inside(self) -> None:
        """A network does not tell which tokens are said by anybody."""

    def scores(self, cues: Cues) -> Floats:
        """Scores of the tags around each cue: K by 2 `AROUND` + 1 by `TAGS`."""
        return self.network.around.scores(self._seen, cues)


def _softmax(scores: Floats) -> Floats:
    likely: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    likely /= likely.sum(-1, keepdims=True)
    return likely
