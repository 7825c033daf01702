"""What goes from process to process, as bytes that are quick to make and to read.

Pickle asks every frozen dataclass for its state and sets it field by field, both in Python; a record has many hundreds
of them. Here a noun travels as its class and the values of its fields, which takes less than half the time.
"""

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from tearsheet.article.article import Article, Author, Entry, Evidence, Image, Link
from tearsheet.capture import Capture
from tearsheet.page.block import Block, Cell, Mark, Picture
from tearsheet.page.place import Elements, Place

__all__ = ["pack", "unpack"]


def _by_fields(noun: type) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*(field.name for field in fields(noun)))

    def reduce(value: Any) -> tuple[Any, ...]:
        return noun, values(value)

    return reduce


_ELEMENTS = attrgetter("tag", "parent", "nth", "names", "role", "instructed", "languages")


def _reduce_elements(elements: Elements) -> tuple[Any, ...]:
    return _make_elements, _ELEMENTS(elements)


def _make_elements(*lists: Any) -> Elements:
    elements = Elements()
    (
        elements.tag,
        elements.parent,
        elements.nth,
        elements.names,
        elements.role,
        elements.instructed,
        elements.languages,
    ) = lists
    return elements


_NOUNS = (Article, Author, Block, Capture, Cell, Entry, Evidence, Image, Link, Mark, Picture, Place)


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {noun: _by_fields(noun) for noun in _NOUNS} | {Elements: _reduce_elements}


def pack(value: object) -> memoryview:
    """A value as bytes.

    Raises:
        Exception: it holds something that cannot be pickled.
    """
    packed = io.BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump(value)
    return packed.getbuffer()


unpack = pickle.loads
"""A value out of what `pack` made."""
