"""A run of characters of a text.

Offsets count Unicode code points, as Python's own indices do.
"""

from dataclasses import dataclass

from tearsheet.making import maker

__all__ = ["Span", "make_span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where a piece stands in a text.

    Attributes:
        start: index of its first character.
        end: index after its last one.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


make_span = maker(Span)
"""Makes a `Span` in less time than calling it."""
