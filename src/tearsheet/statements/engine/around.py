"""How the tokens around a cue stand to it: what the network is told of each, and what it makes of that."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tearsheet.native import saidloops
from tearsheet.statements.engine.convolutions import Convolutions
from tearsheet.statements.engine.quantized import Matrix, finer

__all__ = ["AROUND", "NEVER", "PLACES", "RELATIONS", "Around", "Cues", "Seen", "place_rows", "relations"]

Floats = NDArray[np.float32]

AROUND = 64
"""Tokens on either side of a cue that are looked at."""

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

NEVER = -1e4
"""Score of tags that cannot be."""

_IN_CACHE = 16
"""Cues around which NumPy reads together: what is reckoned of them fits the processor's cache."""


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
    sums: NDArray[np.float64],
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
    away, inside, between, begun = _relation(near, cues, sentences, paragraphs, begins, sums)
    numbers: Floats = _AWAY.take(away, 0)
    numbers[..., 0] = inside
    numbers[..., -3] = between
    numbers[..., -2] = begun
    numbers[..., -1] = (cues.ends == cues.starts)[:, None]
    return numbers


def _relation(
    near: NDArray[np.int64],
    cues: Cues,
    sentences: NDArray[np.int32],
    paragraphs: NDArray[np.int32],
    begins: Floats,
    sums: NDArray[np.float64],
) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
    """Row of `_AWAY`, whether in the cue, how many cues begin between, and how likely another one begins there."""
    starts = cues.starts[:, None]
    away = [
        np.clip(values.take(near) - values.take(starts), -most, most) + most
        for values, most in ((sentences, _SENTENCES), (paragraphs, _PARAGRAPHS))
    ]
    inside = (near >= starts) & (near < cues.ends[:, None])
    before = sums.take(near)
    between = np.where(near > starts, before - sums.take(starts + 1), sums.take(starts) - sums.take(near + 1))
    return (
        away[0] * (2 * _PARAGRAPHS + 1) + away[1],
        inside.astype(np.float32),
        np.clip(between, 0, 3).astype(np.float32),
        np.where(near == starts, np.float32(0), begins.take(near)),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the N tokens of a text.

    Attributes:
        hidden: N by H, what the network makes of each.
        near: N by D, what each adds wherever it stands around a cue.
        sentences: N, number of each token's sentence.
        paragraphs: N, number of each token's paragraph.
        begins: N, how likely a cue begins at each.
        sums: N + 1, float64, of these, before each.
    """

    hidden: Floats
    near: Floats
    sentences: NDArray[np.int32]
    paragraphs: NDArray[np.int32]
    begins: Floats
    sums: NDArray[np.float64]


class Around:
    """The smaller network, which reads the tokens around a cue once more, of D numbers each."""

    def __init__(
        self,
        of_cue: Floats,
        places: Floats,
        related: Floats,
        bias: Floats,
        layers: Convolutions,
        tag: Floats,
        tag_bias: Floats,
    ) -> None:
        """Take the weights, as `Network` has them; ``related`` are those of `relations`."""
        self._of_cue = Matrix(of_cue)
        self._places: Floats = places.take(place_rows(), 0)
        self._bias = bias
        self._weights: Floats = related[[0, -3, -2]]
        self._anchor = related[-1]
        # A token stands in one sentence and one paragraph: what both add is known before.
        self._away: Floats = (related[1 : 2 + 2 * _SENTENCES, None] + related[2 + 2 * _SENTENCES : -3]).reshape(
            -1, related.shape[1]
        )
        self._layers = layers
        self._tag, self._tag_bias = finer(tag), tag_bias

    def scores(self, seen: Seen, cues: Cues) -> Floats:
        """Scores of the tags around each cue: K by 2 `AROUND` + 1 by T."""
        lasts = np.maximum(cues.ends - 1, cues.starts)
        of_cue = self._of_cue.product(np.concatenate((seen.hidden[cues.starts], seen.hidden[lasts]), 1))
        of_cue += self._bias
        of_cue += np.where((cues.ends == cues.starts)[:, None], self._anchor, np.float32(0))
        if saidloops is not None and self._layers.packed is not None:
            given: Floats = saidloops.tag_scores(
                (seen.near, seen.sentences, seen.paragraphs, seen.begins, seen.sums), (cues.starts, cues.ends),
                of_cue, self._places, self._away, self._weights, self._layers.packed, self._tag.packed, self._tag_bias,
                AROUND, _SENTENCES, _PARAGRAPHS, NEVER,
            )  # fmt: skip
            return given
        parts = [slice(first, first + _IN_CACHE) for first in range(0, len(cues), _IN_CACHE)]
        return np.concatenate([self._scores(seen, cues.part(each.start, each.stop), of_cue[each]) for each in parts])

    def _scores(self, seen: Seen, cues: Cues, of_cue: Floats) -> Floats:
        reach = cues.starts[:, None] + _WINDOW
        there = (reach >= 0) & (reach < len(seen.near))
        near = np.clip(reach, 0, len(seen.near) - 1)
        away, inside, between, begins = _relation(near, cues, seen.sentences, seen.paragraphs, seen.begins, seen.sums)
        inner: Floats = seen.near.take(near, 0)
        inner += self._places
        inner += of_cue[:, None]
        inner += self._away.take(away, 0)
        for numbers, weights in zip((inside, between, begins), self._weights, strict=True):
            inner += numbers[..., None] * weights
        np.maximum(inner, 0, out=inner)
        inner *= there[..., None]
        halves = self._tag.product(self._layers.read(inner, there))
        tags = len(self._tag_bias)
        scores: Floats = halves[..., :tags] + halves[..., tags:]
        scores += self._tag_bias
        scores[~there] = [0, *[NEVER] * (tags - 1)]
        return scores
