"""Captures packed with what was captured before: pages of a host with its first pages, texts with texts in a language.

A base grows at its beginning until it is large enough. What was packed with it counts from its end, so that it stays
readable. The captures that a base is made of are packed with it like all others, and take next to nothing.
"""

import sqlite3
from dataclasses import dataclass

from tearsheet.archive.packing import pack, pack_within, read_base, unpack

__all__ = ["Kin", "pack_content", "unpack_content"]

_GROWN = 128_000  # bytes, from which on a base of pages does not grow
_GROWN_WORDS = 256_000  # one of texts
_LARGEST = 1_000_000  # of a capture that others are packed with
_LEAST = 64
_TRIED = 3  # bases of a host: it may have several kinds of pages
_ALIKE = 0.6
"""Of what a capture of this size takes in a base: one that takes more with it is of another kind."""
_SMALL = 2_000  # bytes, packed; nothing is gained by another base


@dataclass(frozen=True, slots=True)
class Kin:
    """What a capture has much in common with.

    Attributes:
        name: the host, or for a text ``text`` and its language.
        pages: whether they are pages, which have their markup in common, or texts, which have words.
    """

    name: str
    pages: bool

    @property
    def grown(self) -> int:
        """Bytes from which on a base does not grow."""
        return _GROWN if self.pages else _GROWN_WORDS

    @property
    def level(self) -> int:
        """How hard to try: a page is long, and most of it is found at once."""
        return 3 if self.pages else 9

    @property
    def grown_level(self) -> int:
        """The same with a base that is made ready once for many."""
        return 3 if self.pages else 12


def pack_content(archive: sqlite3.Connection, content: bytes, kin: Kin | None) -> tuple[int | None, bytes]:
    """A capture's content, packed.

    Args:
        archive: inside a transaction.
        content: of the capture.
        kin: others of its kind; ``None`` where it has none.

    Returns:
        The id of the base that it is packed with, ``None`` where there is none; and the bytes.
    """
    if kin is None or not _LEAST <= len(content) <= _LARGEST:
        return None, pack(content)
    known = archive.execute(
        "SELECT id, size, bytes FROM bases WHERE name = ? ORDER BY id DESC LIMIT ?", (kin.name, _TRIED)
    ).fetchall()
    for number, size, packed in known:
        base = read_base(packed)
        if size < kin.grown:
            # Only the newest one has not grown up.
            more = content + base.content
            grown = pack(more, level=kin.level)
            archive.execute("UPDATE bases SET size = ?, bytes = ? WHERE id = ?", (len(more), grown, number))
            # No other capture is packed with just this one, so that it need not be made ready for many.
            return number, pack_within(content, more)
        made = base.pack(content, kin.grown_level)
        if not kin.pages or len(made) <= max(_SMALL, _ALIKE * len(content) * len(packed) / size):
            return number, made
    values = (kin.name, len(content), pack(content, level=kin.level))
    number = archive.execute("INSERT INTO bases (name, size, bytes) VALUES (?, ?, ?)", values).lastrowid
    return number, pack_within(content, content)


def unpack_content(packed: bytes, base: bytes | None) -> bytes:
    """The content that `pack_content` was given.

    Args:
        packed: what it made.
        base: bytes of the base, packed by themselves; ``None`` where there is none.

    Raises:
        DamagedError: it is not what was packed, or the base is not.
    """
    return unpack(packed) if base is None else read_base(base).unpack(packed)
