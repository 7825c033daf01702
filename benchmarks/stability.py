"""Whether output depends on threads, and whether memory stays flat over many pages."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks.data import GoldPage
from benchmarks.measure import resident_memory

__all__ = ["Extract", "MemoryPoint", "differing_pages", "is_flat", "memory_points"]

Extract = Callable[[GoldPage], bytes]
"""Extracts a page and gives the record as bytes, or the error where the page cannot be read."""


def differing_pages(extract: Extract, pages: Sequence[GoldPage], threads: int) -> list[str]:
    """Ids of the pages whose record in several threads is not byte for byte that of one thread."""
    with ThreadPoolExecutor(threads) as pool:
        together = list(pool.map(extract, pages))
    return [page.id for page, record in zip(pages, together, strict=True) if extract(page) != record]


@dataclass(frozen=True, slots=True)
class MemoryPoint:
    """Resident memory after so many pages.

    Attributes:
        round: counted from 1.
        pages: pages done in all rounds.
        resident: bytes.
    """

    round: int
    pages: int
    resident: int


def memory_points(
    extract: Extract, pages: Sequence[GoldPage], *, per_round: int = 1000, rounds: int = 3, step: int = 100
) -> Iterator[MemoryPoint]:
    """Resident memory after every ``step`` pages and at the end of every round; pages begin again when they run out."""
    endless = itertools.cycle(pages)
    for round_ in range(1, rounds + 1):
        for done in range(1, per_round + 1):
            extract(next(endless))
            if done % step == 0 or done == per_round:
                yield MemoryPoint(round_, (round_ - 1) * per_round + done, resident_memory())


def is_flat(points: Sequence[MemoryPoint], tolerance: float = 0.05) -> bool:
    """Whether the largest size in the last round is at most 5% (or 4 MB) above the largest in the first round."""
    first = max(point.resident for point in points if point.round == 1)
    last = max(point.resident for point in points if point.round == points[-1].round)
    return last <= first + max(tolerance * first, 4_000_000)
