"""Which Blocks of a page a place leads to: those in an element, the one around it, those that a span touches."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tearsheet.page.block import Block
from tearsheet.page.place import Place

__all__ = ["BlockFinder"]

_MOST_INSIDE = 50
"""Blocks inside of one element; an element with more is the page, not a piece of it."""

_WHOLE_PAGE = frozenset({"html", "html > body", "html > head", ":root"})


class BlockFinder:
    """Blocks by their places.

    Args:
        blocks: in reading order, each with the number that it is called.
    """

    def __init__(self, blocks: Sequence[tuple[int, Block]]) -> None:
        self._exact: dict[str, list[int]] = {}
        spans: list[tuple[int, int, int]] = []
        for number, block in blocks:
            place = block.place
            if place.start is not None and place.end is not None:
                spans.append((place.start, place.end, number))
            elif (selector := place.selector) is not None:
                self._exact.setdefault(selector, []).append(number)
        self._selectors = sorted(self._exact)
        self._spans = sorted(spans)
        self._starts = [start for start, _, _ in self._spans]

    def find(self, place: Place | None) -> list[int]:
        """Numbers of the Blocks, in order; none where the place is outside of what a reader sees."""
        if place is None:
            return []
        if place.start is not None and place.end is not None:
            return self._touched(place.start, place.end)
        selector = place.selector
        if selector is None or place.kind == "data" or selector in _WHOLE_PAGE:
            return []
        if selector in self._exact:
            return self._exact[selector]
        return self._inside(selector) or self._around(selector)

    def _touched(self, start: int, end: int) -> list[int]:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, max(end, start + 1))
        return [number for _, stop, number in self._spans[first:last] if stop > start]

    def _inside(self, selector: str) -> list[int]:
        above = f"{selector} > "
        first = bisect_left(self._selectors, above)
        found: list[int] = []
        for other in self._selectors[first : first + _MOST_INSIDE + 1]:
            if not other.startswith(above):
                return sorted(found)
            found += self._exact[other]
        return sorted(found) if len(found) <= _MOST_INSIDE else []

    def _around(self, selector: str) -> list[int]:
        while " > " in selector:
            selector = selector.rpartition(" > ")[0]
            if selector in _WHOLE_PAGE:
                break
            if selector in self._exact:
                return self._exact[selector]
        return []
