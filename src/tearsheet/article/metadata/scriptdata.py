"""The data inside a page's scripts: JSON documents, JSON assigned to or passed by JavaScript, streams of it.

JSON in the forms of React Server Components (``self.__next_f``) and of devalue (https://github.com/sveltejs/devalue),
which frameworks write pages' state in.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Protocol

from tearsheet.article.metadata.calledstate import called_state
from tearsheet.page.block import Script
from tearsheet.page.place import Place

__all__ = ["Reader", "script_values"]


class Reader(Protocol):
    """What reads JSON, as `json.JSONDecoder` does."""

    def raw_decode(self, text: str, position: int, /) -> tuple[Any, int]:
        """The value that begins at a position, and where it ends."""

    def decode(self, text: str, /) -> Any:
        """The value of a whole text."""


_LONGEST = 10_000_000
_STREAM = "__next_f"
_ROW = re.compile(rb"\n?(?P<number>[0-9a-f]*):(?:T(?P<length>[0-9a-f]+),)?")
_OPENING = re.compile(r"[{\[]")
_START = re.compile(r"""(?:[=(:,>]|\breturn\b)\s{0,9}(?=[{\[]\s{0,99}["{\[])""")
_MOST_TRIES = 12


def script_values(
    scripts: Sequence[Script], reader: Reader | None = None, marks: Sequence[str] = ()
) -> Iterator[tuple[Place, Any]]:
    """The data of each script; that of a React stream, which comes in many scripts, as one object of its rows.

    Args:
        scripts: embedded data.
        reader: reads the data; what it reads is what is told on.
        marks: of a stream only the rows that hold one of these are read; all when empty.

    Yields:
        The element and the value, for each value that stands in a script.
    """
    plain = json.JSONDecoder(strict=False)
    decoder = reader or plain
    stream: list[str] = []
    first: Place | None = None
    for script in scripts:
        if len(script.text) > _LONGEST:
            continue
        for value in _values(script, decoder if script.kind != _STREAM else plain):
            if script.kind != _STREAM:
                yield script.place, value
            elif isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                first = first or script.place
                stream.append(value[1])
    if first is not None:
        yield first, dict(_rows("".join(stream), decoder, marks))


def _values(script: Script, decoder: Reader) -> Iterator[Any]:
    """Values in a script: its first, or else what is assigned or passed on in the middle of JavaScript."""
    text = script.text
    called = called_state(text)
    if called is not None:
        text = json.dumps(called)
    opening = _OPENING.search(text)
    if opening is None:
        return
    position, found = opening.start(), False
    for _ in range(_MOST_TRIES):
        with suppress(ValueError, RecursionError):
            value, position = decoder.raw_decode(text, position)
            found = True
            yield value
        if found and script.kind != "script":
            return
        start = _START.search(text, position)
        if start is None:
            return
        position = start.end()


def _rows(stream: str, decoder: Reader, marks: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Rows of a React stream: a number in hexadecimal, then JSON to the end of the line, or a text of given length.

    The pointer into such data starts with the row's number.
    """
    data = stream.encode("utf-8", "surrogatepass")
    position = 0
    while match := _ROW.match(data, position):
        number, length = match["number"].decode(), match["length"]
        if length is not None:
            position = match.end() + int(length, 16)
            yield number, {"text": data[match.end() : position].decode("utf-8", "replace")}
            continue
        end = data.find(b"\n", match.end())
        end = len(data) if end < 0 else end
        row = data[match.end() : end].decode("utf-8", "replace")
        if not marks or any(mark in row for mark in marks):
            with suppress(ValueError, RecursionError):
                yield number, decoder.decode(row)
        position = end + 1
