"""The objects of JSON that bear a title, found without making the values of all else that it holds.

A page's state is mostly about other things than its article, and takes longer to make than to look through
(RFC 8259, https://www.rfc-editor.org/rfc/rfc8259).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from tearsheet.making import maker
from tearsheet.native import articleloops

__all__ = ["TITLED", "Titled", "TitledReader", "made"]

TITLED = ("headline", "title", "headlines", "displayTitle", "pageTitle", "Title", "Headline")
"""Keys of a title; of several that an object has, the first is taken."""

_LEAST, _MOST = 3, 300
"""How many keys an object has at least, and how many objects are gathered."""

_KEYS = frozenset(TITLED)
_FINDER = None if articleloops is None else articleloops.TitledFinder(TITLED, _LEAST, _MOST)
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Unmade:
    """A value of JSON that is not made yet: the text, and where in it the value begins and ends."""

    text: str
    start: int
    end: int


_make_unmade = maker(Unmade)


def made(value: Any) -> Any:
    """A value of JSON, made where it is not yet."""
    if not isinstance(value, Unmade):
        return value
    if value.text[value.start] == '"':
        # Most titles are texts.
        return scanstring(value.text, value.start + 1, False)[0]
    return _DECODER.raw_decode(value.text, value.start)[0]


@dataclass(frozen=True, slots=True)
class Titled:
    """An object that bears a title.

    Attributes:
        object: all of it.
        title: the value that it has under the first of `TITLED`.
    """

    object: Unmade | Mapping[str, Any]
    title: Any


_make_titled = maker(Titled)


class TitledReader:
    """Reads JSON as `json.JSONDecoder` does, and gathers the objects that bear a title, the innermost first.

    Attributes:
        found: those of all that was read since it was last cleared, up to 300.
    """

    def __init__(self) -> None:
        self.found: list[Titled] = []
        self._decoder = json.JSONDecoder(object_hook=self._look, strict=False)

    def raw_decode(self, text: str, position: int) -> tuple[Any, int]:
        """The value that begins at a position, which `made` makes, and where it ends.

        Raises:
            ValueError: there is no JSON.
            RecursionError: it is nested too deeply.
        """
        if _FINDER is not None:
            known = len(self.found)
            end = _FINDER.find(text, position, self.found, _titled)
            if end is not None:
                return _make_unmade(text, position, end), end
            del self.found[known:]
        return self._decoder.raw_decode(text, position)

    def decode(self, text: str) -> Any:
        """The value of a whole text, as `raw_decode` gives it.

        Raises:
            ValueError: it is no JSON.
            RecursionError: it is nested too deeply.
        """
        start = len(text) - len(text.lstrip(_SPACE))
        value, end = self.raw_decode(text, start)
        if text[end:].strip(_SPACE):
            raise ValueError("more than one value")
        return value

    def _look(self, value: dict[str, Any]) -> dict[str, Any]:
        if len(value) >= _LEAST and not _KEYS.isdisjoint(value) and len(self.found) < _MOST:
            self.found.append(_make_titled(value, next(value[key] for key in TITLED if key in value)))
        return value


_SPACE = " \t\n\r"


def _titled(text: str, start: int, end: int, title: int, title_end: int) -> Titled:
    """An object of a text, whose title stands in it from one index to another."""
    return _make_titled(_make_unmade(text, start, end), _make_unmade(text, title, title_end))
