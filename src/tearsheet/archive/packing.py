"""Bytes of an archive made small: Zstandard, with what they have much in common with as a prefix.

What an article says stands in its capture, so that with the capture at hand little more than the places is left to
write: a text takes a twentieth of what it takes alone. Pages of one host have most of their markup in common, so that
with another page at hand one takes a quarter. Zstandard: https://www.rfc-editor.org/rfc/rfc8878; what a prefix is,
section "Prefix" of https://facebook.github.io/zstd/zstd_manual.html.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if sys.version_info >= (3, 14) and not TYPE_CHECKING:
    from compression import zstd
else:
    try:
        from backports import zstd
    except ModuleNotFoundError:
        raise ModuleNotFoundError("archives need Zstandard: pip install 'tearsheet[archive]'") from None

__all__ = ["CODING", "Base", "DamagedError", "pack", "pack_within", "read_base", "unpack"]

CODING = "zstd"
"""What the column ``coding`` says of bytes packed by this module."""

_LEVEL = 3
_LEVEL_OF_SHORT = 9
_SHORT = 32_000  # bytes of a prefix that is soon looked through
_LEAST_PREFIX = 8  # bytes, of what the library takes for a prefix
_REMEMBERED = 16  # bases, each with tables of about a megabyte


_WITHIN: dict[int, int] = {
    zstd.CompressionParameter.compression_level: 1,
    zstd.CompressionParameter.window_log: 21,
    zstd.CompressionParameter.hash_log: 18,
    zstd.CompressionParameter.chain_log: 18,
}
"""For what stands in its prefix: one match is all there is to find, so that the quickest search does. With the tables
and the window of that level the beginning of a long prefix is forgotten by its end.
"""


class DamagedError(ValueError):
    """Packed bytes are not what was packed."""


class Base:
    """A prefix that is used many times.

    Args:
        content: what it says; at least 8 bytes.

    Attributes:
        content: the same.
    """

    __slots__ = ("_dictionary", "content")

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._dictionary = zstd.ZstdDict(content, is_raw=True)

    def pack(self, data: bytes, level: int | None = None) -> bytes:
        """Bytes made small; `unpack` needs ``content`` as the prefix, which may have become longer at its beginning.

        Args:
            data: what to pack.
            level: how much time it may take, 1 to 22; ``None`` leaves it to this module.
        """
        return next(self.pack_each((data,), level))

    def pack_each(self, several: Iterable[bytes], level: int | None = None) -> Iterator[bytes]:
        """What `pack` makes of each of several, in a little less time.

        Args:
            several: what to pack, one by one.
            level: as in `pack`.
        """
        if level is None:
            level = _LEVEL_OF_SHORT if len(self.content) < _SHORT else _LEVEL
        compressor = zstd.ZstdCompressor(level, zstd_dict=self._dictionary.as_digested_dict)
        for data in several:
            packed: bytes = compressor.compress(data, compressor.FLUSH_FRAME)
            yield packed

    def unpack(self, packed: bytes) -> bytes:
        """What `pack` was given.

        Raises:
            DamagedError: it is not what `pack` made with this base.
        """
        return _unpacked(packed, self._dictionary.as_digested_dict)


@lru_cache(_REMEMBERED)
def read_base(packed: bytes) -> Base:
    """The base that was packed by itself; those that were used lately are kept ready.

    Raises:
        DamagedError: it is not what `pack` made.
    """
    return Base(unpack(packed))


def pack(data: bytes, prefix: bytes = b"", *, level: int | None = None) -> bytes:
    """Bytes made small.

    Args:
        data: what to pack.
        prefix: bytes that it has much in common with; they are needed again to unpack it.
        level: how much time it may take, 1 to 22; ``None`` leaves it to this module.
    """
    packed: bytes = zstd.compress(data, _LEVEL if level is None else level, zstd_dict=_prefix(prefix))
    return packed


def pack_within(data: bytes, prefix: bytes) -> bytes:
    """Bytes that stand in their prefix as they are, made next to nothing; else as `pack`."""
    packed: bytes = zstd.compress(data, options=_WITHIN, zstd_dict=_prefix(prefix))
    return packed


def unpack(packed: bytes, prefix: bytes = b"") -> bytes:
    """What `pack` was given.

    Raises:
        DamagedError: it is not what `pack` made with this prefix.
    """
    return _unpacked(packed, _prefix(prefix))


def _unpacked(packed: bytes, dictionary: "tuple[zstd.ZstdDict, int] | None") -> bytes:
    try:
        data: bytes = zstd.decompress(packed, zstd_dict=dictionary)
    except zstd.ZstdError as error:
        raise DamagedError(str(error)) from error
    return data


def _prefix(data: bytes) -> "tuple[zstd.ZstdDict, int] | None":
    return zstd.ZstdDict(data, is_raw=True).as_prefix if len(data) >= _LEAST_PREFIX else None
