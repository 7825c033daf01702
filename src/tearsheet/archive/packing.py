"""Bytes of an archive made small: Zstandard, and for what was made out of a capture the capture itself as a prefix.

What an article says stands in its capture, so that with the capture at hand little more than the places is left to
write: a text takes a twentieth of what it takes alone. Zstandard: https://www.rfc-editor.org/rfc/rfc8878; what a prefix
is, section "Prefix" of https://facebook.github.io/zstd/zstd_manual.html.
"""

import sys
from typing import TYPE_CHECKING

if sys.version_info >= (3, 14) and not TYPE_CHECKING:
    from compression import zstd
else:
    try:
        from backports import zstd
    except ModuleNotFoundError:
        raise ModuleNotFoundError("archives need Zstandard: pip install 'tearsheet[archive]'") from None

__all__ = ["CODING", "DamagedError", "pack", "unpack"]

CODING = "zstd"
"""What the column ``coding`` says of bytes packed by this module."""

_LEVEL = 3
_LEVEL_WITH_PREFIX = 5
_LEAST_PREFIX = 8  # bytes, of what the library takes for a prefix


class DamagedError(ValueError):
    """Packed bytes are not what was packed."""


def pack(data: bytes, prefix: bytes = b"") -> bytes:
    """Bytes made small.

    Args:
        data: what to pack.
        prefix: bytes that it has much in common with; they are needed again to unpack it.
    """
    packed: bytes = zstd.compress(data, _LEVEL_WITH_PREFIX if prefix else _LEVEL, zstd_dict=_prefix(prefix))
    return packed


def unpack(packed: bytes, prefix: bytes = b"") -> bytes:
    """What `pack` was given.

    Raises:
        DamagedError: it is not what `pack` made with this prefix.
    """
    try:
        data: bytes = zstd.decompress(packed, zstd_dict=_prefix(prefix))
    except zstd.ZstdError as error:
        raise DamagedError(str(error)) from error
    return data


def _prefix(data: bytes) -> "tuple[zstd.ZstdDict, int] | None":
    return zstd.ZstdDict(data, is_raw=True).as_prefix if len(data) >= _LEAST_PREFIX else None
