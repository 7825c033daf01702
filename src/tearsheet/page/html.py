"""The HTML door: a document to a Page.

Blocks are the block-level runs of text of the rendered page, inline elements merged; one pass over the tree gathers
them with the elements they stand in and with what the markup says about itself. Which elements are block-level
follows the standard's rendering section (https://html.spec.whatwg.org/multipage/rendering.html).
"""

from dataclasses import replace

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.native import markuploops, pageloops
from tearsheet.page.block import Page
from tearsheet.page.fallback import close_fallbacks
from tearsheet.page.guard import tame
from tearsheet.page.reader import LeftOpenError, Reader
from tearsheet.page.walk import TooDeepError, cut_short, walk

__all__ = ["read_html"]

_IMPLIED_LEVELS = 16
"""Levels that the parser may add where tags are left out."""

_walk = walk if pageloops is None else pageloops.walk


def read_html(capture: Capture, text: str | bytes, limits: Limits, deadline: Deadline) -> Page:
    """Read an HTML document into Blocks.

    Args:
        capture: where the document comes from; ``capture.url`` makes addresses absolute.
        text: the decoded document, or it in UTF-8.
        limits: ``nodes`` and ``depth`` bound what is read.
        deadline: when to give up.

    Raises:
        LimitError: the deadline passed.
    """
    text, cut = _first_tags(text, 2 * limits.nodes)
    tamed, warnings = tame(text, limits, deadline)
    # What a parser holds of a large document is eight times its bytes: the text, up to four times, is let go of first.
    source = _bytes(tamed)
    del text, tamed
    try:
        page = _read_tamed(Reader(capture, limits, deadline), source, warnings)
    except LeftOpenError:
        tamed, more = tame(close_fallbacks(source.decode()), limits, deadline)
        closed = Reader(capture, limits, deadline, closed=True)
        page = _read_tamed(closed, _bytes(tamed), tuple(dict.fromkeys((*warnings, *more))))
    if cut and cut_short(limits.nodes) not in page.warnings:
        page = replace(page, warnings=(*page.warnings, cut_short(limits.nodes)))
    return page


def _bytes(text: str | bytes) -> bytes:
    """A document as the parser takes it; it has no use for lone surrogates."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "ignore")


def _first_tags(html: str | bytes, count: int) -> tuple[str | bytes, bool]:
    """A document up to so many tags, and whether that cut it short: the rest would be parsed to be left unread."""
    if len(html) <= count:
        return html, False
    if isinstance(html, bytes):
        if (html.count(b"<") if markuploops is None else markuploops.brackets(html)) <= count:
            return html, False
        return html[: -len(html.split(b"<", count + 1)[-1]) - 1], True
    if html.count("<") <= count:
        return html, False
    return html[: -len(html.split("<", count + 1)[-1]) - 1], True


def _read_tamed(reader: Reader, source: bytes, warnings: tuple[str, ...]) -> Page:
    """Parse a document bounded in shape, and once more where it proves deeper than a look at it told."""
    try:
        return _read(reader, source, warnings, None if warnings else reader.limits.depth)
    except TooDeepError:
        tamed, warnings = tame(source.decode(), reader.limits, reader.deadline, deep=True)
        again = Reader(reader.capture, reader.limits, reader.deadline, closed=reader.closed)
        return _read(again, _bytes(tamed), warnings, None)


def _read(reader: Reader, source: bytes, warnings: tuple[str, ...], deepest: int | None) -> Page:
    """One pass over a document that raises `TooDeepError` where it is deeper than ``deepest`` levels."""
    document = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
    root = document.root
    reader.said.structured.source = source
    if root is not None:
        _walk(reader, root, -1 if deepest is None else deepest + _IMPLIED_LEVELS)
    return reader.page(warnings)
