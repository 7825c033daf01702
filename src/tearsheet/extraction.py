"""The whole flow: a capture to the record of what was published."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from tearsheet.article.article import Article
from tearsheet.article.assemble import assemble
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour, choose
from tearsheet.encoding import decode
from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.media import sniff
from tearsheet.page.block import Page
from tearsheet.page.html import read_html
from tearsheet.page.recordfields import record_metas
from tearsheet.page.text import read_text
from tearsheet.roles import Decision, decide
from tearsheet.roles.typerules import warning_of

__all__ = ["extract", "read_roles"]

_DEFAULT = Limits()


def extract(
    source: bytes | str | Capture,
    *,
    url: str | None = None,
    captured: datetime | None = None,
    media: str | None = None,
    favour: Favour | Literal["precision", "balance", "recall"] = "balance",
    comments: Comments | Literal["auto", "keep", "drop"] = "auto",
    limits: Limits | None = None,
) -> Article:
    """Turn a captured page into the record of what was published.

    A pure function of its arguments: the same input gives the same article, from any thread.

    Args:
        source: the page: bytes as saved, text already decoded, or a `Capture`. HTML and flat text are told apart.
        url: the address it was captured from; makes links and images absolute.
        captured: when it was captured; no instant of the article is later.
        media: ``"text/html"`` or ``"text/plain"``, when it is known.
        favour: what to prefer where it is not sure whether a piece belongs to the article: ``"precision"`` leaves out
            more, ``"recall"`` keeps more.
        comments: ``"auto"`` keeps the posts of a thread and leaves out readers' comments below an article, ``"keep"``
            keeps both, ``"drop"`` leaves out both but for a thread's opening post.
        limits: what the capture may cost; see `Limits`.

    Returns:
        The article; without text, and with a warning, when the page has none.

    Raises:
        MediaError: the capture is no page: an image, a PDF, an archive, binary data.
        LimitError: the capture is larger than ``limits.bytes`` or takes longer than ``limits.seconds``.
        TypeError: ``source`` is neither bytes, str nor a Capture.
        ValueError: there is no such choice as ``favour`` or ``comments``.

    Example:
        >>> article = extract("<h1>Bridge reopens</h1><p>The bridge over the Aar reopened on Monday.</p>")
        >>> article.title
        'Bridge reopens'
    """
    page, decision, limits, deadline = read_roles(source, url, captured, media, favour, comments, limits)
    return assemble(page, decision, limits, deadline, warning_of(decision.page_type))


def read_roles(
    source: bytes | str | Capture,
    url: str | None,
    captured: datetime | None,
    media: str | None,
    favour: str,
    comments: str,
    limits: Limits | None,
) -> tuple[Page, Decision, Limits, Deadline]:
    """The Page of a capture, the role of each of its Blocks, and what is left of its limits.

    Args and errors are those of `extract`.
    """
    favoured = choose(Favour, favour, "favour")
    wanted = choose(Comments, comments, "comments")
    capture, limits = _prepare(source, url, captured, media, limits)
    deadline = Deadline(limits, capture.label)
    page = _read_page(capture, limits, deadline)
    deadline.check()
    decision = decide(page, favour=favoured, comments=wanted)
    deadline.check()
    return page, decision, limits, deadline


def _prepare(
    source: bytes | str | Capture,
    url: str | None,
    captured: datetime | None,
    media: str | None,
    limits: Limits | None,
) -> tuple[Capture, Limits]:
    """The capture with what the caller says about it, and its limits.

    Raises:
        TypeError: ``source`` is neither bytes, str nor a Capture.
    """
    capture = source if isinstance(source, Capture) else Capture(source)
    if url is not None or captured is not None or media is not None:
        capture = replace(
            capture,
            url=url if url is not None else capture.url,
            captured=captured if captured is not None else capture.captured,
            media=media if media is not None else capture.media,
        )
    return capture, limits or _DEFAULT


def _read_page(capture: Capture, limits: Limits, deadline: Deadline) -> Page:
    """Through the right door: a capture to a Page.

    Args:
        capture: what was saved.
        limits: what it may cost.
        deadline: when to give up.

    Raises:
        MediaError: the capture is no page.
        LimitError: a limit was reached.
    """
    size = _size(capture.content)
    if size > limits.bytes:
        raise LimitError(capture.label, f"{size:,} bytes are more than the limit of {limits.bytes:,}")
    is_html = sniff(capture) == "html"
    decoded = decode(capture)
    encoding, warnings = decoded.encoding, decoded.warnings
    if is_html:
        # The text of a large capture is handed over whole, so that the door can let go of it when it has read it.
        contents = [decoded.content]
        del decoded
        page = read_html(capture, contents.pop(), limits, deadline)
    else:
        page = read_text(capture, decoded.text, limits, deadline)
    if capture.fields and (declared := record_metas(capture)):
        page = replace(page, markup=replace(page.markup, metas=(*page.markup.metas, *declared)))
    return replace(page, encoding=encoding, warnings=(*warnings, *page.warnings))


def _size(content: bytes | str) -> int:
    """Bytes of a capture; of text, as UTF-8."""
    if isinstance(content, bytes) or content.isascii():
        return len(content)
    return len(content.encode("utf-8", "surrogatepass"))
