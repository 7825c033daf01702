"""How much one capture may cost.

Every call that reads a capture takes a `Limits`; the defaults suit pages of the open web.
"""

import time
from dataclasses import dataclass

from tearsheet.errors import LimitError

__all__ = ["Deadline", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one capture may cost before extraction stops.

    Attributes:
        bytes: size of the capture; a larger one raises `LimitError`.
        nodes: nodes of the document, or lines of a flat capture, that are read; what stands behind is left
            unread and the article carries a warning.
        depth: levels of nested elements that are kept apart; deeper ones are read as if they stood at this depth,
            and the article carries a warning.
        seconds: time for one capture; past it the call raises `LimitError`.
    """

    bytes: int = 20_000_000
    nodes: int = 500_000
    depth: int = 512
    seconds: float = 10.0

    def __post_init__(self) -> None:
        for name in ("bytes", "nodes", "depth", "seconds"):
            if not getattr(self, name) > 0:
                raise ValueError(f"limit {name!r} must be greater than 0, not {getattr(self, name)!r}")


class Deadline:
    """The moment when a call has used up its seconds."""

    __slots__ = ("_end", "_seconds", "_source")

    def __init__(self, limits: Limits, source: str) -> None:
        self._seconds = limits.seconds
        self._source = source
        self._end = time.monotonic() + limits.seconds

    def check(self) -> None:
        """Raise `LimitError` when the time is up."""
        if time.monotonic() > self._end:
            raise LimitError(self._source, f"not done within {self._seconds:g} seconds")
