"""Captures out of JSON lines: a text field of every object, one line in memory at a time.

JSON Lines: https://jsonlines.org
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from tearsheet.capture import Capture, captured_instant
from tearsheet.errors import CaptureError, LimitError, TearsheetError
from tearsheet.limits import Limits

__all__ = ["DEFAULT_TEXT_FIELD", "Fields", "is_json_lines", "put_field", "read_json_lines"]

DEFAULT_TEXT_FIELD = "text"
"""The field that holds the text, where nobody says otherwise."""

_SUFFIXES = (".jsonl", ".ndjson")
_PACKED = (".gz", ".zst")
_STEP = 1 << 20
_MOST_NAMED = 12
_DEEPEST = 100
"""Levels of lists and objects in a line; what passes the fields on follows them by recursion."""
_BOM = b"\xef\xbb\xbf"
_ABSENT = object()
_MILLISECONDS = 1e11
"""Seconds since 1970 above which a number must be milliseconds."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Where in an object things stand. A dot leads into a nested object, unless a key is written with it.

    Attributes:
        text: field of the text; ``None`` where the caller did not name it.
        url: field of the address it was captured from.
        captured: field of the instant it was captured; ``None`` where there is none.
    """

    text: str | None = None
    url: str = "url"
    captured: str | None = None


def is_json_lines(name: str) -> bool:
    """Whether a file's name says that it holds JSON lines, compressed or not."""
    name = name.lower()
    for suffix in _PACKED:
        name = name.removesuffix(suffix)
    return name.endswith(_SUFFIXES)


def read_json_lines(
    stream: BinaryIO, name: str, fields: Fields, limits: Limits, report: Callable[[TearsheetError], None]
) -> Iterator[Capture]:
    """A capture for every object of JSON lines. A line that gives none is reported, and the next one read.

    Args:
        stream: not compressed.
        name: what messages call the file.
        fields: where in the objects things stand.
        limits: ``bytes`` holds for each line; a longer one is read past without being kept.
        report: gets each error, its source being the file's name and the line's number.
    """
    number = 0
    found = False
    while True:
        number += 1
        place = f"{name}:{number}"
        try:
            line = _next_line(stream, limits.bytes, place)
            if line is None:
                break
            if number == 1:
                line = line.removeprefix(_BOM)
            if not line.strip():
                continue
            found = True
            capture = _capture(line, fields, place)
        except TearsheetError as error:
            found = True
            report(error)
        except (OSError, EOFError) as error:
            report(CaptureError(place, f"the file is broken or cut off here ({_said(error)})"))
            return
        else:
            yield capture
    if not found:
        report(CaptureError(name, "no lines in this file"))


def put_field(record: Mapping[str, Any], field: str, value: object) -> dict[str, Any]:
    """The object with a value in a field, in its place where the field is there; what is given is not altered."""
    new = dict(record)
    head, dot, rest = field.partition(".")
    if field not in record and dot and isinstance(inner := record.get(head), dict):
        new[head] = put_field(inner, rest, value)
    else:
        new[field] = value
    return new


def _next_line(stream: BinaryIO, limit: int, place: str) -> bytes | None:
    """The next line without its end, ``None`` where there is none."""
    line = stream.readline(limit + 2)
    if not line:
        return None
    content = line.rstrip(b"\r\n")
    if len(content) > limit:
        while line and not line.endswith(b"\n"):
            line = stream.readline(_STEP)
        raise LimitError(place, f"the line is longer than the limit of {limit} bytes")
    return content


def _capture(line: bytes, fields: Fields, place: str) -> Capture:
    try:
        record = json.loads(line.decode("utf-8"))
    except json.JSONDecodeError as error:
        raise CaptureError(place, f"not JSON: {error.msg} (column {error.colno})") from None
    except UnicodeDecodeError as error:
        raise CaptureError(place, f"not UTF-8: {error.reason} (byte {error.start})") from None
    except RecursionError:
        raise _too_deep(place) from None
    except ValueError as error:  # a number of thousands of digits
        raise CaptureError(place, f"not JSON that can be read: {error}") from None
    if not isinstance(record, dict):
        raise CaptureError(place, f"not a JSON object but {_kind(record)}")
    if line.count(b"[") + line.count(b"{") > _DEEPEST and _is_deep(record):
        raise _too_deep(place)
    field = fields.text or DEFAULT_TEXT_FIELD
    text = _look_up(record, field)
    if text is _ABSENT:
        raise CaptureError(place, f"no field {field!r}; {_named(record)}")
    if not isinstance(text, str):
        raise CaptureError(place, f"field {field!r} is no string but {_kind(text)}")
    url = _look_up(record, fields.url)
    return Capture(
        text,
        url=url if isinstance(url, str) and url.lower().startswith(("http://", "https://")) else None,
        captured=_instant(_look_up(record, fields.captured)) if fields.captured is not None else None,
        name=place,
        fields=put_field(record, field, None),
    )


def _is_deep(record: object) -> bool:
    level = [record]
    for _ in range(_DEEPEST):
        level = [
            inner
            for value in level
            if isinstance(value, (dict, list))
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _too_deep(place: str) -> CaptureError:
    return CaptureError(place, f"JSON nested deeper than {_DEEPEST} levels")


def _look_up(record: Mapping[str, Any], field: str) -> Any:
    if field in record:
        return record[field]
    head, dot, rest = field.partition(".")
    inner = record.get(head) if dot else None
    return _look_up(inner, rest) if isinstance(inner, dict) else _ABSENT


def _instant(value: object) -> datetime | None:
    """An instant out of ISO 8601, 14 digits as crawlers write them, or seconds or milliseconds since 1970."""
    try:
        if isinstance(value, str):
            text = value.strip()
            if len(text) == 14 and text.isdecimal():
                text = f"{text[:8]}T{text[8:]}"
            return captured_instant(text)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value > _MILLISECONDS else value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _kind(value: object) -> str:
    """What a JSON value is, for a person."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, list) else "an object"


def _named(record: Mapping[str, Any]) -> str:
    if not record:
        return "the object is empty"
    names = [repr(name[:40]) for name in list(record)[:_MOST_NAMED]]
    return f"there is {', '.join(names)}{', ...' if len(record) > _MOST_NAMED else ''}"


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
