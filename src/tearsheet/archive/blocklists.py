"""The Blocks of a record by columns, and back.

Numbers that rise along a body are written as what they rise by, and a text that stands in a flat capture as it is not
at all. A page has some hundred Blocks, so that each field of all of them is written at once, not each Block as an
object whose fields are put together then: that takes a fifth of the time. `columns.from_columns` reads both.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from tearsheet.archive.columns import COUNTS, ROWS, column, from_columns
from tearsheet.page.block import Block, Mark
from tearsheet.page.place import Place

__all__ = ["by_block", "by_column"]

_RISING = ("element", "block")
"""Fields of Blocks that rise along a body."""

_COLLAPSED = 1
"""In the place of a text that stands in a flat capture with other white space."""

_PARTS_OF_ONE = 10_000
"""Probabilities are whole numbers of so many to one, where they are no finer."""

_NOWHERE = -1
"""The number of no element."""

_BLOCK = attrgetter(*(field.name for field in fields(Block)))
_MARK = attrgetter(*(field.name for field in fields(Mark)))
_PLACE = attrgetter("kind", "element", "attribute", "pointer", "start", "end")


def by_column(blocks: Sequence[Block], text: str, value: Callable[[Any], Any]) -> dict[str, Any]:
    """Blocks as columns, as `to_columns` makes them of objects of their fields.

    Args:
        blocks: at least one.
        text: of a flat capture, else empty.
        value: makes any other value of a field a plain one.
    """
    (
        texts, kinds, places, levels, ordinals, marks, cells, pictures, elements, numbers, roles, probabilities,
        entries, languages,
    ) = zip(*map(_BLOCK, blocks), strict=True)  # fmt: skip
    place, said = _places(places, elements, texts, text)
    found = {
        "text": said,
        "kind": [kind._value_ for kind in kinds],
        "place": place,
        "level": _but(levels, 0),
        "ordinal": ordinals,
        "marks": _marks(marks, texts),
        "cells": [value(rows) if rows else None for rows in cells],
        "picture": [value(picture) if picture is not None else None for picture in pictures],
        "element": _rising(elements),
        "block": _rising(numbers),
        "role": [role and role._value_ for role in roles],
        "probability": list(map(_parts, probabilities)),
        "entry": entries,
        "language": languages,
    }
    return {ROWS: len(blocks), **_columns(found)}


def _columns(found: dict[str, Any]) -> dict[str, Any]:
    """Those of some columns in which something is; one value where all are the same."""
    return {
        name: values if isinstance(values, dict) else column(list(values))
        for name, values in found.items()
        if isinstance(values, dict) or values.count(None) < len(values)
    }


def _places(
    places: Sequence[Place], elements: Sequence[int], texts: Sequence[str], text: str
) -> tuple[dict[str, Any], list[Any]]:
    """Columns of the places of Blocks, and what is left to say of their texts."""
    kinds, named, attributes, pointers, starts, ends = map(list, zip(*map(_PLACE, places), strict=True))
    # An element that is that of the Block stands there alone.
    other = [None if here == element else here for here, element in zip(named, elements, strict=True)]
    said: list[Any] = list(texts)
    last = 0
    if starts.count(None) < len(starts):
        for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if start is None or end is None:
                continue
            if text and kinds[row] == "span" and 0 <= start <= end:
                cut = text[start:end]
                if said[row] == cut:
                    said[row] = None
                elif said[row] == " ".join(cut.split()):
                    said[row] = _COLLAPSED
            starts[row], ends[row], last = start - last, end - start, end
    names = ("kind", "element", "attribute", "pointer", "start", "end")
    columns = dict(zip(names, (kinds, other, attributes, pointers, starts, ends), strict=True))
    return {ROWS: len(places), **_columns(columns)}, said


def _marks(marks: Sequence[Sequence[Mark]], texts: Sequence[str]) -> Any:
    """Columns of the marks of Blocks; most links are all that their Block says."""
    flat = [mark for row in marks for mark in row]
    if not flat:
        return [None]
    wholes = [len(text) for row, text in zip(marks, texts, strict=True) for _ in row]
    starts, ends, kinds, targets = zip(*map(_MARK, flat), strict=True)
    columns = {
        "start": _but(starts, 0),
        "end": [None if end == whole else end for end, whole in zip(ends, wholes, strict=True)],
        "kind": kinds,
        "target": targets,
    }
    return {COUNTS: list(map(len, marks)), ROWS: len(flat), **_columns(columns)}


def _but(values: Sequence[Any], default: Any) -> list[Any]:
    """Values with ``None`` for those that need not be said."""
    return [None if value == default else value for value in values]


def _rising(values: Sequence[int]) -> list[int | None]:
    """Numbers as what they rise by, ``None`` where there is none."""
    last = 0
    found: list[int | None] = []
    for value in values:
        if value == _NOWHERE:
            found.append(None)
        else:
            found.append(value - last)
            last = value
    return found


def _parts(probability: float | None) -> float | int | None:
    """A probability as a whole number, where it is no finer than that."""
    if probability is None:
        return None
    parts = round(probability * _PARTS_OF_ONE)
    return parts if parts / _PARTS_OF_ONE == probability else probability


def by_block(written: Any, text: str) -> list[dict[str, Any]]:
    """What `by_column` was given, or the Blocks of an older record, which stand row by row."""
    if not isinstance(written, dict):
        return _risen(written)
    blocks = _risen(written["list"] if "list" in written else from_columns(written))
    last = 0
    for block in blocks:
        place = block["place"]
        if "start" in place and "end" in place:
            place["start"] += last
            place["end"] = last = place["start"] + place["end"]
        if block.get("text", _COLLAPSED) == _COLLAPSED:
            cut = text[place["start"] : place["end"]]
            block["text"] = " ".join(cut.split()) if "text" in block else cut
        if isinstance(block.get("probability"), int):
            block["probability"] /= _PARTS_OF_ONE
        for mark in block.get("marks", ()):
            mark.setdefault("start", 0)
            mark.setdefault("end", len(block["text"]))
    return blocks


def _risen(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `_rising` was given."""
    last: dict[str, int] = {}
    for block in blocks:
        for name in _RISING:
            if name in block:
                block[name] = last[name] = block[name] + last.get(name, 0)
        if "element" in block:
            block["place"].setdefault("element", block["element"])
    return blocks
