"""Reading no more than a limit allows."""

from typing import BinaryIO

from tearsheet.errors import LimitError

__all__ = ["read_all", "too_large"]


def too_large(source: str, limit: int, size: int | None = None) -> LimitError:
    """The error for a capture of more than ``limit`` bytes."""
    what = "larger" if size is None else f"{size} bytes, more"
    return LimitError(source, f"{what} than the limit of {limit} bytes")


def read_all(stream: BinaryIO, limit: int, source: str) -> bytes:
    """All of a stream.

    Raises:
        LimitError: it is longer than ``limit`` bytes; no more than these are read.
        OSError: it cannot be read.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(source, limit)
    return data
