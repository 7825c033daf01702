"""Texts that stand in a corpus twice, word for word or nearly, in whichever files.

MinHash: A. Broder, On the resemblance and containment of documents, 1997; candidates by bands: J. Leskovec et al.,
Mining of Massive Datasets, chapter 3. A text takes 290 bytes of memory, so that some millions go into one machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tearsheet.archive.folding import tokens
from tearsheet.archive.shingles import word_hash
from tearsheet.corpus.tables import read_batches

__all__ = ["Duplicate", "find_duplicates"]

Signatures = npt.NDArray[np.uint32]

_COLUMNS = ("source", "offset", "url", "text")
_HASHES = 64
_BAND = 4
"""Hashes of a band: with 16 bands, texts that share four fifths of their passages meet in one with 0.9998."""

_PRIME = np.uint64((1 << 61) - 1)
_SEED = 1997
_NEARLY = 0.999
_LEAST_WORDS = 20
"""Texts of fewer words are alike by chance; only those that are the same count."""

_ROW = 5
_PLACES = np.array([0x9E3779B97F4A7C15 ** (place + 1) % 2**64 for place in range(_ROW)], np.uint64)
"""What the words of a passage count by their place in it."""

_FROM, _MULTIPLIERS = (np.random.default_rng(_SEED).integers(1, 1 << 29, _HASHES, np.uint64) for _ in range(2))


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A text that stands elsewhere as well.

    Attributes:
        file: its Parquet file.
        source: the file that it was extracted from.
        offset: where in that.
        url: its address.
        of: the first text that is like it, as such a place: file, source, offset and address.
        likeness: 1.0 where they are the same but for white space; otherwise, and below that, the
            share of passages of five words that they have in common, estimated to some 0.05.
    """

    file: str
    source: str
    offset: int | None
    url: str | None
    of: tuple[str, str, int | None, str | None]
    likeness: float


def find_duplicates(folder: str, *, least: float = 0.8) -> Iterator[Duplicate]:
    """Every text that is the same as, or like, one before it, in the order of files and rows.

    Args:
        folder: path or address of the Parquet files.
        least: likeness from which a text counts as a copy, 0.5 to 1; at 1 only those that are the same do.

    Raises:
        CaptureError: there are no files.
        OSError: one cannot be read.
    """
    places: list[tuple[str, str, int | None, str | None]] = []
    digests: list[bytes] = []
    kept: list[Signatures] = []
    for name, columns in read_batches(folder, _COLUMNS):
        for source, offset, url, text in zip(*(columns[column] for column in _COLUMNS), strict=True):
            if not text:
                continue
            places.append((name, source, offset, url))
            digests.append(blake2b(" ".join(text.split()).encode("utf-8", "replace"), digest_size=16).digest())
            kept.append(_signature(text) if least < 1 else np.zeros(0, np.uint32))
    first: dict[bytes, int] = {}
    for number, digest in enumerate(digests):
        first.setdefault(digest, number)
    near = _near(kept, [number for number in first.values() if len(kept[number])], least)
    for number, digest in enumerate(digests):
        same = first[digest]
        if same != number:
            yield Duplicate(*places[number], places[same], 1.0)
        elif number in near:
            other, likeness = near[number]
            yield Duplicate(*places[number], places[other], min(round(likeness, 3), _NEARLY))


def _signature(text: str) -> Signatures:
    """The least of every hash over the passages of a text; none for a short one."""
    words = list(tokens(text))
    if len(words) < _LEAST_WORDS:
        return np.zeros(0, np.uint32)
    hashes = np.array([word_hash(word) for word, _, _ in words], np.uint64)
    rows = np.lib.stride_tricks.sliding_window_view(hashes, _ROW)
    passages = np.unique((rows * _PLACES).sum(axis=1, dtype=np.uint64) >> np.uint64(32))
    mixed = (passages[:, None] * _MULTIPLIERS + _FROM) % _PRIME
    least: Signatures = (mixed.min(axis=0) & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return least


def _near(signatures: list[Signatures], numbers: list[int], least: float) -> dict[int, tuple[int, float]]:
    """For every text that is like one before it, the first such, and how like they are."""
    if not numbers:
        return {}
    order = np.array(sorted(numbers))
    all_ = np.stack([signatures[number] for number in order])
    found: dict[int, tuple[int, float]] = {}
    for band in range(0, _HASHES, _BAND):
        keys = np.ascontiguousarray(all_[:, band : band + _BAND]).view(np.dtype((np.void, 4 * _BAND))).ravel()
        _, group, count = np.unique(keys, return_inverse=True, return_counts=True)
        sorted_ = np.argsort(group, kind="stable")
        ends = np.cumsum(count)
        for end, size in zip(ends[count > 1], count[count > 1], strict=True):
            members = sorted_[end - size : end]
            likeness = (all_[members[1:]] == all_[members[0]]).mean(axis=1)
            for member, like in zip(members[1:], likeness, strict=True):
                number, other = int(order[member]), int(order[members[0]])
                if like >= least and (number not in found or other < found[number][0]):
                    found[number] = other, float(like)
    return found
