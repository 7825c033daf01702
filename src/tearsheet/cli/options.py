"""What the options' values mean; a wrong one is told in one line that says what would have been right."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tearsheet.capture import captured_instant
from tearsheet.choices import Comments, Favour
from tearsheet.limits import Limits

__all__ = [
    "CapturedFieldOption",
    "CapturedOption",
    "CommentsOption",
    "ErrorsOption",
    "FavourOption",
    "Format",
    "FormatOption",
    "InputsArgument",
    "JobsOption",
    "LimitsOption",
    "Media",
    "MediaOption",
    "OutputOption",
    "QuietOption",
    "ResumeOption",
    "TextFieldOption",
    "UrlFieldOption",
    "UrlOption",
    "parse_captured",
    "parse_fields",
    "parse_limits",
    "unwritable",
]


class Format(StrEnum):
    """What `tearsheet extract` can write."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    TEI = "tei"
    PARQUET = "parquet"


class Media(StrEnum):
    """What a capture can be said to be."""

    HTML = "html"
    TEXT = "text"

    @property
    def type(self) -> str:
        """The media type."""
        return "text/html" if self is Media.HTML else "text/plain"


def _checked_url(value: str | None) -> str | None:
    """An address that links can be resolved against."""
    if value is not None and not value.lower().startswith(("http://", "https://")):
        raise typer.BadParameter(f"{value!r} is no http or https address")
    return value


InputsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, patterns, http(s) addresses, WARC files, JSON lines, or - for standard input.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="What to write. Name it in scripts.", show_default=False),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        help="Write to this file, or one file for each capture to this folder (a name without a suffix).",
        show_default=False,
    ),
]
ResumeOption = Annotated[
    bool, typer.Option("--resume", help="With -o DIR: skip captures whose output is there already.")
]
UrlOption = Annotated[
    str | None,
    typer.Option(
        "--url",
        metavar="URL",
        help="Address that the one input was captured from.",
        show_default=False,
        callback=_checked_url,
    ),
]
CapturedOption = Annotated[
    str | None,
    typer.Option("--captured", metavar="INSTANT", help="When it was captured, in ISO 8601.", show_default=False),
]
MediaOption = Annotated[
    Media | None,
    typer.Option("--media", help="What the input is, instead of finding out.", show_default=False),
]
FavourOption = Annotated[
    Favour,
    typer.Option("--favour", help="What to prefer where it is not sure whether a piece belongs to the article."),
]
CommentsOption = Annotated[
    Comments,
    typer.Option("--comments", help="What becomes of readers' comments and of the replies in a thread."),
]
LimitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--limits",
        metavar="LIMITS",
        help="What one capture may cost: bytes=20MB,seconds=10,nodes=500k,depth=512.",
        show_default=False,
    ),
]
TextFieldOption = Annotated[
    str | None,
    typer.Option(
        "--text-field",
        metavar="NAME",
        help="Field of JSON lines that holds the text, nested as in doc.text. Default: text.",
        show_default=False,
    ),
]
UrlFieldOption = Annotated[
    str, typer.Option("--url-field", metavar="NAME", help="Field of JSON lines that holds the address.")
]
CapturedFieldOption = Annotated[
    str | None,
    typer.Option(
        "--captured-field",
        metavar="NAME",
        help="Field of JSON lines that holds the instant of the capture.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=256, metavar="N", help="Processes that share the work.")
]
ErrorsOption = Annotated[
    str | None,
    typer.Option("--errors", metavar="FILE", help="Write failures to this file, as JSON lines.", show_default=False),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Tell failures only.")]
"""Options that several commands have."""

_NUMBER = re.compile(r"(\d[\d_]*(?:\.\d+)?|\.\d+)\s*([a-z]*)\Z", re.ASCII)
_BYTES = {
    "": 1,
    "b": 1,
    "k": 10**3,
    "kb": 10**3,
    "m": 10**6,
    "mb": 10**6,
    "g": 10**9,
    "gb": 10**9,
    "kib": 2**10,
    "mib": 2**20,
    "gib": 2**30,
}
_COUNT = {"": 1, "k": 10**3, "m": 10**6}
_SECONDS = {"": 1, "s": 1, "ms": 0.001, "min": 60}
_UNITS: dict[str, dict[str, float]] = {
    "bytes": dict(_BYTES),
    "nodes": dict(_COUNT),
    "depth": dict(_COUNT),
    "seconds": dict(_SECONDS),
}
_LIMITS_HINT = "--limits"


def parse_limits(values: Sequence[str]) -> Limits:
    """Limits out of ``"bytes=20MB,seconds=10"``; what is not named keeps its default.

    Args:
        values: what ``--limits`` was given, each time it was given.

    Raises:
        typer.BadParameter: a name, number or unit that makes no limit.
    """
    given: dict[str, float] = {}
    for part in (part.strip() for value in values for part in value.split(",")):
        name, equals, amount = (piece.strip() for piece in part.partition("="))
        if name not in _UNITS or not equals:
            names = ", ".join(_UNITS)
            raise typer.BadParameter(
                f"{part!r} is no limit; write NAME=NUMBER with a name out of {names}, such as bytes=20MB,seconds=10",
                param_hint=_LIMITS_HINT,
            )
        given[name] = _amount(part, amount, _UNITS[name])
    defaults = Limits()
    try:
        return Limits(
            bytes=int(given.get("bytes", defaults.bytes)),
            nodes=int(given.get("nodes", defaults.nodes)),
            depth=int(given.get("depth", defaults.depth)),
            seconds=given.get("seconds", defaults.seconds),
        )
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=_LIMITS_HINT) from error


def _amount(part: str, amount: str, units: dict[str, float]) -> float:
    match = _NUMBER.match(amount.lower())
    if match is None or match[2] not in units:
        known = ", ".join(unit for unit in units if unit)
        raise typer.BadParameter(f"{part!r} needs a number, on its own or with one of {known}", param_hint=_LIMITS_HINT)
    number = float(match[1].replace("_", "")) * units[match[2]]
    if number > 2**62:
        raise typer.BadParameter(f"{part!r} is too much", param_hint=_LIMITS_HINT)
    return number


def parse_fields(value: str, known: Sequence[str]) -> tuple[str, ...]:
    """Names of fields out of ``"title,authors"``, in the order given, each once.

    Args:
        value: what ``--fields`` was given.
        known: names that there are.

    Raises:
        typer.BadParameter: a name that is no field; the message lists those that are.
    """
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        wrong = f"no field is called {', '.join(map(repr, unknown))}" if unknown else "no field is named"
        raise typer.BadParameter(f"{wrong}; the fields are {', '.join(known)}", param_hint="--fields")
    return names


def unwritable(option: str, path: Path | None, error: OSError) -> typer.BadParameter:
    """The error for an output that cannot be written."""
    return typer.BadParameter(f"cannot write {path}: {error.strerror or error}", param_hint=option)


def parse_captured(value: str) -> datetime:
    """The instant of a capture out of ISO 8601; one without a zone is UTC.

    Raises:
        typer.BadParameter: it is no such instant.
    """
    try:
        return captured_instant(value)
    except ValueError as error:
        raise typer.BadParameter(
            f"{value!r} is no ISO 8601 instant such as 2024-05-01 or 2024-05-01T12:00:00+02:00",
            param_hint="--captured",
        ) from error
