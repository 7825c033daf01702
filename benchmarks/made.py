"""Captures made of the pages of a folder: pages of any size, web archives and corpora of any number."""

import gzip
import re
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.data import GoldPage
from tearsheet.capture import Capture
from tearsheet.encoding import decode

__all__ = ["make_page", "make_warc", "parts_of"]

_LARGEST = 4_000
"""Bytes of HTML that a part has at most; what is larger is taken apart."""

_GROUP = 40
"""Parts that stand in one section of a made page."""

_TEXT = re.compile(r">([^<>]{2,})<")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NOT_TEXT = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "head"})


def parts_of(page: GoldPage) -> list[str]:
    """The elements of a page's body as HTML, the largest that are small enough, in document order."""
    document = LexborHTMLParser(decode(Capture(page.source)).text)
    parts = []
    pending = [document.body] if document.body is not None else []
    while pending:
        element = pending.pop()
        html = element.html or ""
        if element.tag in _NOT_TEXT or not element.text(deep=True).strip():
            continue
        children = list(element.iter())
        if len(html) <= _LARGEST or not children:
            parts.append(html)
        else:
            pending += reversed(children)
    return parts


def make_page(parts: Sequence[str], size: int) -> bytes:
    """A page of about so many bytes: the parts one after the other, again and again, each time with other words.

    Args:
        parts: HTML of elements.
        size: bytes; the page has at most one part less.
    """
    made = [b"<!doctype html><html><head><meta charset=utf-8><title>A made page</title></head><body>"]
    length = len(made[0])
    for number in count():
        round_, index = divmod(number, len(parts))
        part = _changed(parts[index], round_).encode("utf-8", "replace")
        if number % _GROUP == 0:
            part = (b"</section>" if number else b"") + b"<section>" + part
        if length + len(part) > size:
            break
        made.append(part)
        length += len(part)
    return b"".join(made)


def _changed(part: str, number: int) -> str:
    """HTML with every fourth word turned into another."""
    if not number:
        return part
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    words = count(number)

    def change(word: re.Match[str]) -> str:
        return word[0] if next(words) % 4 else word[0][0] + letters + word[0][2:]

    return _TEXT.sub(lambda text: ">" + _WORD.sub(change, text[1]) + "<", part)


def make_warc(path: Path, pages: Sequence[GoldPage], number: int, *, coding: str = "") -> int:
    """A web archive, each record compressed for itself as crawlers do, with requests and images among the pages.

    Args:
        path: to write to.
        pages: whose responses it holds, again and again.
        number: how many responses that are pages.
        coding: what the pages were sent in: ``"gzip"``, ``"chunked"`` or nothing.

    Returns:
        Bytes of all those pages.
    """
    size = 0
    with path.open("wb") as file:
        for index, page in zip(range(number), cycle(pages), strict=False):
            source = page.source
            size += len(source)
            address = page.url or f"https://made.example/{index}"
            for record in _records(address, source, coding):
                file.write(gzip.compress(record, 6, mtime=0))
    return size


def _records(address: str, source: bytes, coding: str) -> Iterator[bytes]:
    """A request, the page that came, and an image."""
    body, sent = source, ""
    if coding == "gzip":
        body, sent = gzip.compress(source, 6, mtime=0), "Content-Encoding: gzip\r\n"
    elif coding == "chunked":
        body, sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(source), source), "Transfer-Encoding: chunked\r\n"
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{sent}\r\n".encode() + body
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + source[:2_000]
    request = b"GET / HTTP/1.1\r\nAccept: */*\r\n\r\n"
    for kind, content in (("request", request), ("response", page), ("response", image)):
        head = (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        yield head.encode("utf-8", "replace") + content + b"\r\n\r\n"
