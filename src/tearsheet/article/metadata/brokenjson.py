"""JSON as pages hold it: read strictly where that works, mended where it is broken.

RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259).
"""

import html
import json
import re
from typing import Any

import json_repair

__all__ = ["parse"]

_DEEPEST = 100
_LONGEST_TO_MEND = 2_000_000
_LONGEST_TO_REPAIR = 30_000
_MOST_COMMENTS = 100
_MOST_VALUES = 200
_WRAPPER = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*\Z"
)
_TOKEN = re.compile(
    # A string ends at a quotation mark behind which JSON goes on; others inside it were left unescaped.
    r'"(?:[^"\\]|\\.|"(?!\s*(?:[}\]:]|,\s*(?:["{\[\d-]|true|false|null)|,?\s*\Z)))*+"|,(?=\s*[}\]])|//[^\n]*',
    re.DOTALL,
)
_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*+"|/\*.*?\*/', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.))', re.DOTALL)
_BRACKET = re.compile(r"[\[{\]}]")
_BETWEEN = re.compile(r"[\s,;]*")
_DECODER = json.JSONDecoder(strict=False)


def parse(text: str) -> Any:
    """The value of a script that should be JSON, mended where it is broken.

    Strict reading comes first; then control characters in strings are let pass, comment and CDATA wrappers and
    character references are taken off, comments, commas too many and quotation marks without escape are mended, and at
    last what is still broken is repaired, up to a bounded length.

    Args:
        text: the script's text.

    Returns:
        The value; a list where several stand one behind the other; ``None`` when nothing can be made of it.
    """
    text = text.strip().strip(";\ufeff")
    if not text:
        return None
    unwrapped = _WRAPPER.sub("", text[:100]) + text[100:] if len(text) > 200 else _WRAPPER.sub("", text)
    if len(text) > 200:
        unwrapped = unwrapped[:-100] + _WRAPPER.sub("", unwrapped[-100:])
    if "&quot;" in text[:2_000]:
        read, value = _read(html.unescape(unwrapped))
        if read:
            return value
    read, value = _read(unwrapped)
    if read:
        return value
    if len(text) > _LONGEST_TO_MEND or _nesting(unwrapped) > _DEEPEST:
        return None
    read, value = _read(_mend(unwrapped))
    if read:
        return value
    try:
        return json_repair.loads(unwrapped[:_LONGEST_TO_REPAIR], skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, KeyError):
        return None


def _read(text: str) -> tuple[bool, Any]:
    """Whether the whole text is JSON, and its value; several values one behind the other are a list."""
    values: list[Any] = []
    position, end = _BETWEEN.match(text).end(), len(text)  # type: ignore[union-attr]
    while position < end:
        if len(values) == _MOST_VALUES:
            return True, values
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return False, None
        values.append(value)
        position = _BETWEEN.match(text, position).end()  # type: ignore[union-attr]
    return bool(values), values[0] if len(values) == 1 else values


def _mend(text: str) -> str:
    """The text without comments and commas too many, quotation marks and escapes inside its strings made right."""
    if 0 < text.count("/*") <= _MOST_COMMENTS:
        text = _COMMENT.sub(lambda found: " " if found[0][0] == "/" else found[0], text)
    return _TOKEN.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    token = found[0]
    if token[0] != '"':
        return ""
    inner = token[1:-1]
    if "\\" in inner:
        inner = _ESCAPE.sub(lambda found: found[0] if found[1] else found[2].removeprefix("u"), inner)
    if '"' in inner:
        inner = re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', inner)
    return f'"{inner}"'


def _nesting(text: str) -> int:
    """Upper bound of the levels of nested objects and lists in ``text``."""
    deepest = level = 0
    for bracket in _BRACKET.findall(text):
        level = level + 1 if bracket in "[{" else max(level - 1, 0)
        deepest = max(deepest, level)
    return deepest
