"""State that a page writes as the result of a function: ``window.__NUXT__=(function(a,b){return {...}}("x",1))``.

The form of https://github.com/nuxt/devalue, which Nuxt 2 writes. Literals, parameters and assignments to them are
read; nothing is run.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["called_state"]

_OPENING = re.compile(r"=\s*\(?\s*function\s*\(([\w$,\s]*)\)\s*\{")
_SPACE = re.compile(r"\s*")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_NUMBER = re.compile(r"[-+]?(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_CONSTANTS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None}
_HEAD = 2_000
_DEEPEST = 150
_MOST_STATEMENTS = 20_000
_MOST_VALUES = 200_000


def called_state(script: str) -> Any:
    """The value that a script assigns to its state.

    Args:
        script: text of a script.

    Returns:
        The value, of the kinds that JSON has; ``None`` where the script has no such form or cannot be read.
    """
    opening = _OPENING.search(script, 0, _HEAD)
    if opening is None:
        return None
    reader = _Reader(script, opening.end())
    try:
        body = reader.body()
        names = [name.strip() for name in opening[1].split(",") if name.strip()]
        given = reader.arguments()
        return _resolved(body, dict(zip(names, given, strict=False)), reader.assigned)
    except (ValueError, IndexError, RecursionError):
        return None


class _Parameter(str):
    """The name of a parameter, standing for its value."""

    __slots__ = ()


_Assignment = tuple[str, list[str | int], Any]
"""A parameter, the steps into its value, and what is put there."""


class _Reader:
    """Reads literals of JavaScript from a position on; `ValueError` where there is something else."""

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position
        self.assigned: list[_Assignment] = []

    def body(self) -> Any:
        """The statements of the function up to what it returns, and the end of it."""
        for _ in range(_MOST_STATEMENTS):
            if self.take("return"):
                value = self.value(0)
                self.take(";")
                self.expect("}")
                return value
            name = self.match(_NAME)
            path: list[str | int] = []
            while not self.take("="):
                path.append(self.step())
            self.assigned.append((name, path, self.value(0)))
            self.take(";")
        raise ValueError

    def step(self) -> str | int:
        """One step of an assignment's target, such as ``.name`` or ``[3]``."""
        if self.take("."):
            return self.match(_NAME)
        self.expect("[")
        key = self.value(0)
        self.expect("]")
        if not isinstance(key, str | int):
            raise ValueError
        return key

    def arguments(self) -> list[Any]:
        """What the function is called with; the call may stand inside or outside of the brackets around it."""
        self.take(")")
        self.expect("(")
        return self.items(")", 0)

    def value(self, depth: int) -> Any:
        """One literal or parameter."""
        if depth > _DEEPEST:
            raise ValueError
        self.skip()
        first = self.text[self.position]
        if first == "{":
            self.position += 1
            return self.members(depth)
        if first == "[":
            self.position += 1
            return self.items("]", depth)
        if first in "\"'":
            return _unescaped(self.match(_STRING))
        if first.isdigit() or first in "-+.":
            return _number(self.match(_NUMBER))
        if self.take("!"):
            return not self.value(depth + 1)
        return self.named(depth)

    def named(self, depth: int) -> Any:
        """A constant, a parameter, or what is made of either: ``void 0``, ``new Date(1)``, ``Array(3)``."""
        name = self.match(_NAME)
        if name == "void":
            self.value(depth + 1)
            return None
        if name == "new":
            name = self.match(_NAME)
            inside = self.items(")", depth + 1) if self.take("(") else []
            return inside[0] if inside else None
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        while self.take("."):
            name = f"{name}.{self.match(_NAME)}"
        if self.take("("):
            inside = self.items(")", depth + 1)
            return {} if name.startswith("Object.") else [] if inside and isinstance(inside[0], int) else inside
        return _Parameter(name)

    def members(self, depth: int) -> dict[str, Any]:
        """Members of an object up to its end."""
        found: dict[str, Any] = {}
        while not self.take("}"):
            self.skip()
            key = _unescaped(self.match(_STRING)) if self.text[self.position] in "\"'" else self.key()
            self.expect(":")
            found[key] = self.value(depth + 1)
            if not self.take(","):
                self.expect("}")
                break
        return found

    def key(self) -> str:
        """The name of a member that stands without quotation marks."""
        return self.match(_NUMBER if self.text[self.position].isdigit() else _NAME)

    def items(self, end: str, depth: int) -> list[Any]:
        """Items of a list up to its end; a hole is nothing."""
        found: list[Any] = []
        while not self.take(end):
            if self.take(","):
                found.append(None)
                continue
            found.append(self.value(depth + 1))
            if not self.take(","):
                self.expect(end)
                break
        return found

    def skip(self) -> None:
        """Pass over white space."""
        if self.text[self.position : self.position + 1].isspace():
            match = _SPACE.match(self.text, self.position)
            if match is not None:
                self.position = match.end()

    def take(self, word: str) -> bool:
        """Whether this stands here; it is passed over then."""
        text = self.text
        if not text.startswith(word, self.position):
            self.skip()
            if not text.startswith(word, self.position):
                return False
        end = self.position + len(word)
        if word[-1].isalpha() and end < len(text) and (text[end].isalnum() or text[end] in "_$"):
            return False
        self.position = end
        return True

    def expect(self, word: str) -> None:
        """Pass over what must stand here."""
        if not self.take(word):
            raise ValueError

    def match(self, pattern: re.Pattern[str]) -> str:
        """What a pattern finds here, passed over."""
        self.skip()
        found = pattern.match(self.text, self.position)
        if found is None:
            raise ValueError
        self.position = found.end()
        return found[0]


def _unescaped(literal: str) -> str:
    """The text of a string literal."""
    inside = literal[1:-1]
    if "\\" not in inside:
        return inside
    text = _ESCAPE.sub(
        lambda match: chr(int(match[1] or match[2], 16)) if match[1] or match[2] else _ESCAPED.get(match[3], match[3]),
        inside,
    )
    # Characters beyond the first plane are written as two surrogates.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _number(literal: str) -> float | int:
    """The value of a number literal."""
    value = float(int(literal, 16)) if "x" in literal else float(literal)
    return int(value) if abs(value) < 2**53 and value.is_integer() else value


def _resolved(body: Any, given: Mapping[str, Any], assigned: Sequence[_Assignment]) -> Any:
    """A value with its parameters put in; one that holds itself is cut off at the greatest depth."""
    for name, path, value in assigned:
        target = given.get(name)
        for step in path[:-1]:
            target = _inside(target, step)
        if path and isinstance(target, dict) and isinstance(path[-1], str):
            target[path[-1]] = value
    left = _MOST_VALUES

    def put(value: Any, depth: int) -> Any:
        nonlocal left
        left -= 1
        if left < 0 or depth > _DEEPEST:
            return None
        if isinstance(value, _Parameter):
            return put(given.get(value), depth + 1)
        if isinstance(value, dict):
            return {key: put(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, list):
            return [put(inner, depth + 1) for inner in value]
        return value

    return put(body, 0)


def _inside(target: Any, step: str | int) -> Any:
    """What stands in an object or a list under a name or a number."""
    if isinstance(target, dict):
        return target.get(step)
    return target[step] if isinstance(target, list) and isinstance(step, int) and step < len(target) else None
