"""What two texts have in common: the passages as spans on both sides, how alike they are, how far one holds the other.

Resemblance and containment: A. Broder, On the resemblance and containment of documents, 1997.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tearsheet.archive.shingles import Places, Shingled

__all__ = ["Overlap", "Passage", "compare"]

_GAP = 6  # words that may differ inside a passage
_FEWEST = 8  # words of a passage
_FARTHEST = 16  # words that a run of shared shingles is followed beyond its last one


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text that stands in both of two texts, a few words changed at most.

    Attributes:
        start: where it begins in the first text, in characters.
        end: where it ends there.
        other_start: where it begins in the second.
        other_end: where it ends there.
        words: how many words of it are the same in both.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common.

    Attributes:
        resemblance: shingles of both by shingles of either, from 0 to 1.
        contained: how much of the first text stands in the second, from 0 to 1.
        other_contained: how much of the second text stands in the first.
        words: words of the passages that are the same in both.
        passages: in the order of the first text.
        tells: whether these words, those of quotations counted less, are so many or more.
    """

    resemblance: float
    contained: float
    other_contained: float
    words: int
    passages: tuple[Passage, ...]
    tells: Callable[[float], bool] = field(repr=False, compare=False)


_NOTHING = Overlap(0.0, 0.0, 0.0, 0, (), lambda least: least <= 0)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row that are the same in both texts: where they begin here and there, and how many they are."""

    start: int
    other_start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def other_end(self) -> int:
        return self.other_start + self.length


def compare(one: Shingled, other: Shingled) -> Overlap:
    """Compare two texts word by word; linear in their lengths but for sorting."""
    places = _matches(one, other)
    shared = one.shingles[places >= 0]
    both = len(np.unique(shared))
    if not both:
        return _NOTHING
    groups = _grouped(_runs(one, other, places))
    # What one text says twice and the other once counts once.
    here, there = np.zeros(len(one.words), bool), np.zeros(len(other.words), bool)
    for run in (run for group in groups for run in group):
        here[run.start : run.end] = True
        there[run.other_start : run.other_end] = True
    return Overlap(
        resemblance=both / (one.different + other.different - both),
        contained=both / one.different,
        other_contained=both / other.different,
        words=int(min(here.sum(), there.sum())),
        passages=tuple(_passage(one, other, group) for group in groups),
        tells=lambda least: _tells(one, here, least) and _tells(other, there, least),
    )


def _tells(text: Shingled, words: npt.NDArray[np.bool_], least: float) -> bool:
    """Whether some words of a text tell as much as so many that stand in no quotation."""
    # To find quotations takes longer than all else, and where very much is shared nothing hangs on them.
    return int(words.sum()) * text.least > least + 1 or float(text.worth[words].sum()) >= least


def _grouped(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that a few words part put together; those of a few words left out."""
    groups: list[list[_Run]] = []
    for run in runs:
        last = groups[-1][-1] if groups else None
        near = last is not None and 0 <= run.start - last.end <= _GAP and 0 <= run.other_start - last.other_end <= _GAP
        if near:
            groups[-1].append(run)
        else:
            groups.append([run])
    return [group for group in groups if sum(run.length for run in group) >= _FEWEST]


def _passage(one: Shingled, other: Shingled, group: list[_Run]) -> Passage:
    return Passage(
        start=int(one.starts[group[0].start]),
        end=int(one.ends[group[-1].end - 1]),
        other_start=int(other.starts[group[0].other_start]),
        other_end=int(other.ends[group[-1].other_end - 1]),
        words=sum(run.length for run in group),
    )


def _runs(one: Shingled, other: Shingled, places: Places) -> list[_Run]:
    """Runs that begin with a shared shingle, in the order of the first text; no word of it is in two."""
    here = np.flatnonzero(places >= 0)
    there = places[here]
    broken = np.flatnonzero((np.diff(here) != 1) | (np.diff(there) != 1)) + 1
    runs: list[_Run] = []
    done = 0
    for low, high in zip([0, *broken.tolist()], [*broken.tolist(), len(here)], strict=True):
        skipped = max(done - int(here[low]), 0)
        start, other_start = int(here[low]) + skipped, int(there[low]) + skipped
        length = _equal(one, other, start, other_start, high - low - skipped + _FARTHEST)
        if length > 0:
            runs.append(_Run(start, other_start, length))
            done = start + length
    return runs


def _equal(one: Shingled, other: Shingled, start: int, other_start: int, most: int) -> int:
    """How many words from these places on are the same."""
    room = min(len(one.words) - start, len(other.words) - other_start, most)
    if room <= 0:
        return 0
    different = np.flatnonzero(one.words[start : start + room] != other.words[other_start : other_start + room])
    return int(different[0]) if len(different) else room


def _matches(one: Shingled, other: Shingled) -> Places:
    """For each shingle where it stands first in the other text, -1 where it does not."""
    order, ranked = other.order, other.ranked
    spots = np.searchsorted(ranked, one.shingles)
    found = np.full(len(one.shingles), -1, np.int64)
    inside = np.flatnonzero(spots < len(ranked))
    hits = inside[ranked[spots[inside]] == one.shingles[inside]]
    found[hits] = order[spots[hits]]
    return found
