"""The Blocks of a record by columns, and back.

Numbers that rise along a body are written as what they rise by, and a text that stands in a flat capture as it is not
at all.
"""

from typing import Any

from tearsheet.archive.columns import from_columns, to_columns

__all__ = ["by_block", "by_column"]

_RISING = ("element", "block")
"""Fields of Blocks that rise along a body."""

_COLLAPSED = 1
"""In the place of a text that stands in a flat capture with other white space."""

_PARTS_OF_ONE = 10_000
"""Probabilities are whole numbers of so many to one, where they are no finer."""


def by_column(blocks: list[dict[str, Any]], text: str) -> Any:
    """Blocks as columns; as rows, where they cannot be told by columns.

    Args:
        blocks: the fields of each; they are changed.
        text: of a flat capture, else empty.
    """
    last = 0
    for block in blocks:
        place = block["place"]
        whole = len(block["text"])
        for mark in block.get("marks", ()):
            # Most links are all that their Block says.
            if mark["start"] == 0:
                del mark["start"]
            if mark["end"] == whole:
                del mark["end"]
        start, end = place.get("start"), place.get("end")
        if start is not None and end is not None:
            if text and place["kind"] == "span" and 0 <= start <= end:
                if block["text"] == text[start:end]:
                    del block["text"]
                elif block["text"] == " ".join(text[start:end].split()):
                    block["text"] = _COLLAPSED
            place["start"], place["end"], last = start - last, end - start, end
        probability = block.get("probability")
        if probability is not None and round(probability * _PARTS_OF_ONE) / _PARTS_OF_ONE == probability:
            block["probability"] = round(probability * _PARTS_OF_ONE)
    columns = to_columns(_rising(blocks))
    return {"list": blocks} if columns is None else columns


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


def _rising(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks with what their numbers rise by; an element that is that of the place stands there alone."""
    last: dict[str, int] = {}
    for block in blocks:
        place = block["place"]
        if "element" in block and place.setdefault("element", -1) == block["element"]:
            del place["element"]
        for name in _RISING:
            if name in block:
                block[name], last[name] = block[name] - last.get(name, 0), block[name]
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
