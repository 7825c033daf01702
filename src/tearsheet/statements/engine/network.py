"""The learned part of the engine: where cues stand, and then, for each cue, what is said and by whom.

Dilated convolutions over the tokens (F. Yu and V. Koltun, ICLR 2016) find the cues; for each of them a smaller network
reads the tokens around it once more, knowing which cue it reads for, and a conditional random field (J. Lafferty et
al., ICML 2001) tags them. So contents may overlap and stand in each other. The weights are a plain ``.npz``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.engine.features import Measured
from tearsheet.statements.engine.products import product
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

AROUND = 64
"""Tokens on either side of a cue that are looked at."""

REACHES = (1, 2, 1, 4, 8)
"""How far each convolution over the text reaches to either side."""

WINDOW_REACHES = (1, 3, 9)
"""The same around a cue."""

_REACH = sum(REACHES)
_STRIP = 512
"""Tokens that are reckoned with at once: what is reckoned of them fits the processor's cache."""

_EXACT = 12
_SIDE = 20
PLACES = 2 * _SIDE + 1
"""Rows of the table of places around a cue."""

_SENTENCES, _PARAGRAPHS = 3, 2
RELATIONS = 1 + (2 * _SENTENCES + 1) + (2 * _PARAGRAPHS + 1) + 2 + 1
"""Numbers that tell how a token stands to a cue."""

_AWAY: Floats = np.zeros((2 * _SENTENCES + 1, 2 * _PARAGRAPHS + 1, RELATIONS), np.float32)
for _sentences in range(2 * _SENTENCES + 1):
    _AWAY[_sentences, :, 1 + _sentences] = 1
for _paragraphs in range(2 * _PARAGRAPHS + 1):
    _AWAY[:, _paragraphs, 2 + 2 * _SENTENCES + _paragraphs] = 1
_AWAY = _AWAY.reshape(-1, RELATIONS)
"""What `relations` tells of so many sentences and paragraphs between."""

_WINDOW = np.arange(-AROUND, AROUND + 1)

_CONTENT = 2
"""Tags above this are of the source."""

_RATHER_A_SOURCE = 2.0

TINY = 1e-6
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Cues:
    """K cues of a text.

    Attributes:
        starts: K, int64, first token of each.
        ends: K, int64, the token after its last one; the same as its start for an anchor.
        likely: K, float32, how likely it is one.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    likely: Floats

    def __len__(self) -> int:
        return len(self.starts)

    def part(self, first: int, end: int) -> "Cues":
        """Those from one on up to another."""
        return Cues(self.starts[first:end], self.ends[first:end], self.likely[first:end])


@cache
def place_rows() -> NDArray[np.int64]:
    """Which row of the table of places each token around a cue has: exact when near, in steps that grow when far."""
    distance = np.abs(np.arange(-AROUND, AROUND + 1))
    far = _EXACT + (_SIDE - _EXACT) * np.log(np.maximum(distance, _EXACT) / _EXACT) / np.log(AROUND / _EXACT)
    steps = np.where(distance <= _EXACT, distance, np.minimum(np.floor(far), _SIDE)).astype(np.int64)
    return _SIDE + np.sign(np.arange(-AROUND, AROUND + 1)) * steps


def relations(
    near: NDArray[np.int64],
    cues: Cues,
    sentences: NDArray[np.int32],
    paragraphs: NDArray[np.int32],
    begins: Floats,
    sums: Floats,
) -> Floats:
    """How each token around a cue stands to it.

    Args:
        near: K by 2 `AROUND` + 1, indices of the tokens.
        cues: of the text.
        sentences: number of each token's sentence.
        paragraphs: number of each token's paragraph.
        begins: how likely a cue begins at each token.
        sums: of these, before each token.

    Returns:
        K by 2 `AROUND` + 1 by `RELATIONS`.
    """
    starts = cues.starts[:, None]
    away = [
        np.clip(values.take(near) - values.take(starts), -most, most) + most
        for values, most in ((sentences, _SENTENCES), (paragraphs, _PARAGRAPHS))
    ]
    numbers: Floats = _AWAY.take(away[0] * (2 * _PARAGRAPHS + 1) + away[1], 0)
    numbers[..., 0] = (near >= starts) & (near < cues.ends[:, None])
    before = sums.take(near)
    between = np.where(near > starts, before - sums.take(starts + 1), sums.take(starts) - sums.take(near + 1))
    numbers[..., -3] = np.clip(between, 0, 3)
    numbers[..., -2] = np.where(near == starts, 0, begins.take(near))
    numbers[..., -1] = cues.ends[:, None] == starts
    return numbers


@dataclass(frozen=True, slots=True)
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
        arrays = {each.name: known[each.name].astype(np.float32) for each in fields(cls) if each.name != "table"}
        return cls(table=table, **arrays)

    def tagging(self, tokens: Tokens, measured: Measured, more: Floats | None = None) -> "NetworkTagging":
        """Read a text; ``more``, N by H, is what else is known of each token."""
        hidden = self.encode(measured, more)
        return NetworkTagging(self, tokens, hidden, self.cue_tags(hidden))

    def encode(self, measured: Measured, more: Floats | None = None) -> Floats:
        """What the network makes of each token: N by H."""
        width = self.table.shape[1]
        kinds = np.zeros((len(measured.rows), width), np.float32)
        for rows in measured.rows.T:
            kinds += self.table[rows] * self.table_scale[rows][:, None]
        kinds = product(kinds, self.entry[:width])
        count = len(measured.kinds)
        encoded = np.empty((count, len(self.entry_bias)), np.float32)
        for first in range(0, count, _STRIP):
            end = min(first + _STRIP, count)
            low, high = max(first - _REACH, 0), min(end + _REACH, count)
            hidden = product(measured.numbers[low:high], self.entry[width:])
            hidden += kinds[measured.kinds[low:high]]
            hidden += self.entry_bias
            if more is not None:
                hidden += more[low:high]
            np.maximum(hidden, 0, out=hidden)
            hidden = _convolve(hidden[None], self.taps, self.bias, self.exit, REACHES)[0]
            encoded[first:end] = hidden[first - low : end - low]
        return encoded

    def cue_tags(self, hidden: Floats) -> Floats:
        """How likely each token is what to cues: N by `CUE_TAGS`."""
        return _softmax(product(hidden, self.cue) + self.cue_bias)

    def tag_scores(self, read: "NetworkTagging", cues: Cues) -> Floats:
        """Scores of the tags around each cue: K by 2 `AROUND` + 1 by `TAGS`.

        Args:
            read: what the network made of the text.
            cues: at least one.
        """
        hidden = read.hidden
        count = len(hidden)
        reach = cues.starts[:, None] + _WINDOW
        there = (reach >= 0) & (reach < count)
        whole = bool(there.all())
        near = reach if whole else np.clip(reach, 0, count - 1)
        numbers = relations(near, cues, read.tokens.sentences, read.paragraphs, read.likely[:, 1], read.sums)
        lasts = np.maximum(cues.ends - 1, cues.starts)
        inner: Floats = read.near.take(near, 0)
        inner += product(numbers, self.relations)
        inner += self.places.take(place_rows(), 0)
        of_cue = product(np.concatenate((hidden[cues.starts], hidden[lasts]), 1), self.of_cue)
        inner += (of_cue + self.near_bias)[:, None]
        np.maximum(inner, 0, out=inner)
        if not whole:
            inner *= there[..., None]
        inner = _convolve(
            inner, self.near_taps, self.near_layer_bias, self.near_exit, WINDOW_REACHES, None if whole else there
        )
        scores = product(inner, self.tag)
        scores += self.tag_bias
        if not whole:
            scores[~there] = [0, *[_NEVER] * (len(TAGS) - 1)]
        return scores

    def sure(self, likely: float, with_source: bool) -> float:
        """How likely a statement is right whose cue is so likely, and of which a source was found or none."""
        bounded = min(max(likely, 1e-3), 1 - 1e-3)
        slope, offset, sourceless = self.sureness.tolist()
        odds = slope * math.log(bounded / (1 - bounded)) + offset + (0.0 if with_source else sourceless)
        return 1 / (1 + math.exp(-odds))

    def best_tags(self, scores: Floats) -> NDArray[np.int64]:
        """The likeliest row of tags around each cue: K by 2 `AROUND` + 1.

        A. Viterbi 1967, for all cues at once; what each best path came from is found again on the way back.
        """
        # A copy even of the scores of one cue, which is added up in its place.
        forward = np.array(scores.transpose(1, 2, 0), order="C")
        forward[0] += self.edges[0][:, None]
        steps = self.steps[:, :, None]
        for before, here in pairwise(forward):
            here += (before[:, None] + steps).max(0)
        last = (forward[-1] + self.edges[1][:, None]).argmax(0)
        tags = np.empty((len(forward), len(scores)), np.int64)
        tags[-1] = last
        for place in range(len(forward) - 2, -1, -1):
            last = (forward[place] + self.steps.take(last, 1)).argmax(0)
            tags[place] = last
        return tags.T

    def best_tags_with_source(self, scores: Floats) -> NDArray[np.int64]:
        """The same; where that has a content and no source, with the source of the likeliest row that has one, if any.

        Most statements have a source: one that is doubtful is more often right than none.
        """
        # Both at once: most of what the search costs, it costs once for any number of rows.
        again = scores.copy()
        again[..., _CONTENT + 1] += _RATHER_A_SOURCE * (again[..., _CONTENT + 1] > _NEVER / 2)
        rows, others = np.split(self.best_tags(np.concatenate((scores, again))), 2)
        most = rows.max(1, keepdims=True, initial=0)
        bare = (most > 0) & (most <= _CONTENT)
        rows = np.where(bare & (rows == 0) & (others > _CONTENT), others, rows)
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
    def near(self) -> Floats:
        """What each token adds wherever it stands around a cue: N by D."""
        return product(self.hidden, self.network.near)

    @cached_property
    def paragraphs(self) -> NDArray[np.int32]:
        """Number of each token's paragraph."""
        return np.cumsum(self.tokens.gaps >= 2, dtype=np.int32)

    @cached_property
    def sums(self) -> Floats:
        """How many cues begin before each token: N + 1."""
        return np.concatenate(([0], np.cumsum(self.likely[:, 1])))

    @property
    def inside(self) -> None:
        """A network does not tell which tokens are said by anybody."""

    def scores(self, cues: Cues) -> Floats:
        """Scores of the tags around each cue: K by 2 `AROUND` + 1 by `TAGS`."""
        return self.network.tag_scores(self, cues)


def _softmax(scores: Floats) -> Floats:
    likely: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    likely /= likely.sum(-1, keepdims=True)
    return likely


def _convolve(
    hidden: Floats,
    taps: Floats,
    bias: Floats,
    exits: Floats,
    reaches: tuple[int, ...],
    there: NDArray[np.bool_] | None = None,
) -> Floats:
    """Convolutions over rows of tokens, each added to what it reads."""
    size = hidden.shape[-1]
    length = hidden.shape[1]
    for tap, shift, leave, reach in zip(taps, bias, exits, reaches, strict=True):
        norm = np.einsum("rtd,rtd->rt", hidden, hidden)
        norm /= size
        norm += TINY
        np.sqrt(norm, out=norm)
        narrow = len(shift)
        tapped = product(hidden / norm[..., None], tap)
        inner = tapped[..., narrow : 2 * narrow] + shift
        if length > reach:
            inner[:, reach:] += tapped[:, :-reach, :narrow]
            inner[:, :-reach] += tapped[:, reach:, 2 * narrow :]
        np.maximum(inner, 0, out=inner)
        added = product(inner, leave)
        if there is not None:
            added *= there[..., None]
        added += hidden
        hidden = added
    return hidden
