"""Paragraph Blocks over spans of a flat capture, many at once.

The constructor of a frozen dataclass sets every field by a call. A draft with the same slots is filled by plain
assignments and then becomes the Block, in a sixth of the time, which counts where every line is a Block. Where the
loops are compiled, they fill the slots.
"""

from collections.abc import Iterable
from typing import Any

from tearsheet.native import objectloops
from tearsheet.page.block import Block, Kind, make_block
from tearsheet.page.place import Place, make_place

__all__ = ["paragraphs"]


class _PlaceDraft:
    __slots__ = Place.__slots__


class _BlockDraft:
    __slots__ = Block.__slots__


def paragraphs(texts: Iterable[str], starts: Iterable[int], ends: Iterable[int], number: int) -> list[Block]:
    """Paragraph Blocks in order.

    Args:
        texts: what each says.
        starts: first character of each span.
        ends: the character after each span's last.
        number: index of the first Block in its Page.
    """
    made: list[Any] = []
    kind = Kind.PARAGRAPH
    if objectloops is not None:
        made = objectloops.paragraphs(make_block, make_place, kind, list(texts), list(starts), list(ends), number)
        return made
    place: Any
    block: Any
    for text, start, end in zip(texts, starts, ends, strict=True):
        place = _PlaceDraft()
        place.kind = "span"
        place.elements = None
        place.element = -1
        place.attribute = None
        place.pointer = None
        place.start = start
        place.end = end
        place.__class__ = Place
        block = _BlockDraft()
        block.text = text
        block.kind = kind
        block.place = place
        block.level = 0
        block.ordinal = None
        block.marks = ()
        block.cells = ()
        block.picture = None
        block.element = -1
        block.block = number
        block.role = None
        block.probability = None
        block.entry = None
        block.language = None
        block.__class__ = Block
        made.append(block)
        number += 1
    return made
