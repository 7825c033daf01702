"""What a request for extraction asks: a page and how to read it, out of a body in any of the forms that are taken.

A body is understood in a worker process: even JSON can be made to take long. Multipart bodies:
https://www.rfc-editor.org/rfc/rfc7578
"""

import asyncio
import base64
import binascii
import json
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from tearsheet.capture import Capture, captured_instant
from tearsheet.choices import Comments, Favour
from tearsheet.readers.contenttype import content_type
from tearsheet.web.parameters import Parameter, read_parameters
from tearsheet.web.problems import Problem

__all__ = ["ADDED", "HOW", "JSON", "LINES", "Asked", "Format", "Sent"]

JSON = "application/json"
LINES = frozenset({"application/x-ndjson", "application/jsonl", "application/json-lines"})
_MULTIPART = "multipart/form-data"
_URLENCODED = "application/x-www-form-urlencoded"
_MOST_FIELDS = 50


class Format(StrEnum):
    """What an article is written as."""

    JSON = "json"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    TEI = "tei"
    VIEW = "view"


HOW = (
    Parameter("url", "The address that the page was captured from."),
    Parameter("captured", "When it was captured, ISO 8601."),
    Parameter("media", "Its media type, such as text/html."),
    Parameter("favour", "What to prefer where it is not sure whether a piece belongs.", Favour, default=Favour.BALANCE),
    Parameter("comments", "What becomes of readers' comments.", Comments, default=Comments.AUTO),
    Parameter("format", "What the article is written as.", Format, default=Format.JSON),
    Parameter("statements", "Whether JSON tells who said what.", bool, default=False),
    Parameter("left_out", "Whether JSON lists what is not part of the article.", bool, default=False),
)
"""How a page is read, and written."""

ADDED = (
    *(one for one in HOW if one.name not in ("format", "statements", "left_out")),
    Parameter("statements", "Whether who said what is read and kept.", bool, default=True),
)
"""How a page is read that is kept."""

_SOURCES = ("content", "base64", "address")
_ABOUT = {"charset": str, "name": str, "header": str, "fields": dict}
"""What JSON may tell of a capture besides."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page and how to read it.

    Attributes:
        capture: the page; ``None`` where it is to be fetched.
        address: what to fetch.
        favour: as in `tearsheet.extract`.
        comments: as in `tearsheet.extract`.
        format: what the article is written as.
        statements: whether JSON tells who said what; whether that is kept.
        left_out: whether JSON lists what is not part of the article.
    """

    capture: Capture | None
    address: str | None
    favour: Favour
    comments: Comments
    format: Format
    statements: bool
    left_out: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A body as it came in.

    Attributes:
        body: its bytes.
        content_type: what its header says of it.
        query: what stands in the address.
        parameters: that it may have.
    """

    body: bytes
    content_type: str
    query: Mapping[str, str]
    parameters: tuple[Parameter, ...] = HOW

    def asked(self) -> Asked:
        """What it asks.

        Raises:
            Problem: it makes no sense.
        """
        how = self.parameters
        media, charset = content_type(self.content_type)
        if media == JSON or media in LINES:
            return _of_object(_parse(self.body), self.query, how)
        # Programs that send files say "urlencoded" where nobody told them better; no such form begins like this.
        if media == _URLENCODED and self.body.lstrip()[:1] == b"<":
            media, charset = "", None
        if media in (_MULTIPART, _URLENCODED):
            return _of_form(asyncio.run(_form(self.body, self.content_type, media)), self.query, how)
        asked, about = _how(self.query, how)
        if not self.body:
            raise Problem(400, "there is no page in the body")
        said = None if media in ("", "application/octet-stream") else media
        return replace(
            asked, capture=replace(_capture(self.body, about), media=about["media"] or said, charset=charset)
        )


def _of_object(value: Any, query: Mapping[str, str], how: tuple[Parameter, ...]) -> Asked:
    if not isinstance(value, dict):
        raise Problem(400, "a page is a JSON object")
    unknown = sorted(set(value) - {one.name for one in how} - set(_SOURCES) - set(_ABOUT))
    if unknown:
        raise Problem(400, f"no field is called {unknown[0][:100]!r}")
    given: dict[str, str] = dict(query)
    for parameter in how:
        told = value.get(parameter.name)
        if told is None:
            continue
        if not isinstance(told, bool if parameter.kind is bool else str):
            raise Problem(400, f"{parameter.name} is {'true or false' if parameter.kind is bool else 'text'}")
        given[parameter.name] = str(told).lower() if isinstance(told, bool) else told
    asked, about = _how(given, how)
    sources = [name for name in _SOURCES if value.get(name) is not None]
    if len(sources) != 1 or not isinstance(value[sources[0]], str):
        raise Problem(400, "a page has one of content, base64 and address, which is text")
    source: str = value[sources[0]]
    if sources[0] == "address":
        return replace(asked, address=source)
    more = {name: value[name] for name in _ABOUT if value.get(name) is not None}
    for name, one in more.items():
        if not isinstance(one, _ABOUT[name]):
            raise Problem(400, f"{name} is {'an object' if _ABOUT[name] is dict else 'text'}")
    capture = _capture(source if sources[0] == "content" else _decoded(source), about)
    return replace(asked, capture=replace(capture, **more))


def _of_form(form: FormData, query: Mapping[str, str], how: tuple[Parameter, ...]) -> Asked:
    """A form: ``file``, ``content`` or ``address``; what was left empty was not sent."""
    given = dict(query) | {name: value for name, value in form.items() if isinstance(value, str) and value}
    asked, about = _how({name: value for name, value in given.items() if name not in _SOURCES}, how)
    files = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
    sources: list[bytes | str] = [one for one in (file.file.read() for file in files) if one]
    content, address = form.get("content"), form.get("address")
    if isinstance(content, str) and content.strip():
        sources.append(content)
    addressed = isinstance(address, str) and bool(address.strip())
    if len(sources) + addressed != 1:
        raise Problem(400, "a form has one file, or content, or an address")
    if addressed:
        return replace(asked, address=str(address).strip())
    return replace(asked, capture=_capture(sources[0], about))


async def _form(body: bytes, stated: str, media: str) -> FormData:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    headers = Headers({"content-type": stated})
    try:
        if media == _URLENCODED:
            return await FormParser(headers, stream()).parse()
        return await MultiPartParser(
            headers, stream(), max_files=_MOST_FIELDS, max_fields=_MOST_FIELDS, max_part_size=len(body) + 1
        ).parse()
    except (MultiPartException, KeyError, ValueError):
        raise Problem(400, "the body is no form of the kind that its header says") from None


def _parse(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Problem(400, "the body is no JSON in UTF-8") from None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Problem(400, "base64 is no base64") from None


def _how(given: Mapping[str, str], parameters: tuple[Parameter, ...]) -> tuple[Asked, dict[str, Any]]:
    """How to read a page, and what is said of it."""
    how: dict[str, Any] = {"format": Format.JSON, "left_out": False} | read_parameters(parameters, given)
    if how["captured"] is not None:
        try:
            how["captured"] = captured_instant(how["captured"])
        except ValueError:
            raise Problem(400, "captured is an instant such as 2024-05-31T12:00:00Z") from None
    asked = {name: how[name] for name in ("favour", "comments", "format", "statements", "left_out")}
    return Asked(None, None, **asked), how


def _capture(content: bytes | str, about: Mapping[str, Any]) -> Capture:
    return Capture(content, url=about["url"], captured=about["captured"], media=about["media"])
