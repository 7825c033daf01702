"""What worker processes do for the web: each task is a small object that travels there, and is called."""

import os
from dataclasses import dataclass
from pathlib import Path

from tearsheet.archive.archive import Archive
from tearsheet.archive.makers import Maker
from tearsheet.archive.storing import Rows, make_rows
from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.errors import CaptureError
from tearsheet.extraction import extract
from tearsheet.formats.statements import statement_record
from tearsheet.limits import Limits
from tearsheet.many.loading import load
from tearsheet.statements.find import statements
from tearsheet.web.answers import json_bytes
from tearsheet.web.fetching import fetch_public
from tearsheet.web.frame import frame_document
from tearsheet.web.requested import Asked, Format, Sent
from tearsheet.web.viewsarticle import article_view

__all__ = ["Document", "Extract", "MakeRows", "MakeRowsOf", "Tried", "Try", "warm_up"]

_MEDIA = {
    Format.JSON: "application/json",
    Format.TEXT: "text/plain; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    # As data to be kept, not as a page of this server.
    Format.HTML: "text/plain; charset=utf-8",
    Format.TEI: "application/tei+xml",
    Format.VIEW: "application/json",
}
"""Media type of what is written."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A page to an article, written.

    Attributes:
        sent: the page and how to read it.
        limits: what it may cost.
        private: whether private addresses are fetched.
    """

    sent: Sent
    limits: Limits
    private: bool = False

    def __call__(self) -> tuple[bytes, str]:
        """What is answered, and its media type."""
        asked = self.sent.asked()
        return _written(_article(asked, self.limits, self.private), asked), _MEDIA[asked.format]


@dataclass(frozen=True, slots=True)
class Tried:
    """A page that was tried.

    Attributes:
        view: as JSON.
        document: of its frame.
        capture: the page.
    """

    view: bytes
    document: str
    capture: Capture


@dataclass(frozen=True, slots=True)
class Try:
    """A page to what a person sees of it.

    Attributes:
        sent: the page and how to read it.
        limits: what it may cost.
        private: whether private addresses are fetched.
        language: of the names of the roles.
    """

    sent: Sent
    limits: Limits
    private: bool
    language: str

    def __call__(self) -> Tried:
        """The view, the frame, and the page itself, which may have been fetched."""
        article = _article(self.sent.asked(), self.limits, self.private)
        assert article.capture is not None
        document = frame_document(article, self.language, self.limits)
        return Tried(json_bytes(article_view(article)), document, article.capture)


@dataclass(frozen=True, slots=True)
class Document:
    """The document of the frame of an article in an archive.

    Attributes:
        archive: path of the archive.
        article: its id.
        language: of the names of the roles.
        limits: what the page may cost.
    """

    archive: Path
    article: int
    language: str
    limits: Limits

    def __call__(self) -> str:
        """The document."""
        with Archive(os.fspath(self.archive), read_only=True) as archive:
            return frame_document(archive.load(self.article), self.language, self.limits)


@dataclass(frozen=True, slots=True)
class MakeRows:
    """A page to what an archive keeps of it; attributes are those of `Extract`."""

    sent: Sent
    limits: Limits
    private: bool = False

    def __call__(self) -> tuple[Rows, Maker]:
        """The rows, and what made them."""
        asked = self.sent.asked()
        rows = make_rows(_article(asked, self.limits, self.private), statements=asked.statements)
        return rows, Maker(asked.favour, asked.comments, asked.statements)


@dataclass(frozen=True, slots=True)
class MakeRowsOf:
    """A page that was tried to what an archive keeps of it.

    Attributes:
        capture: the page.
        limits: what it may cost.
    """

    capture: Capture
    limits: Limits

    def __call__(self) -> tuple[Rows, Maker]:
        """The rows, and what made them."""
        return make_rows(extract(self.capture, limits=self.limits)), Maker()


def warm_up() -> None:
    """What a process does first, so that nobody's page waits for it."""
    # Before all that is loaded is kept out of garbage collection.
    statements("A text of one sentence, so that the weights are in memory.", "en")
    load()


def _article(asked: Asked, limits: Limits, private: bool) -> Article:
    capture = asked.capture
    if capture is None:
        if asked.address is None:
            raise CaptureError("page", "there is neither a page nor an address")
        capture = fetch_public(asked.address, limits, private=private)
    return extract(capture, favour=asked.favour, comments=asked.comments, limits=limits)


def _written(article: Article, asked: Asked) -> bytes:
    if asked.format is Format.VIEW:
        return json_bytes(article_view(article))
    if asked.format is not Format.JSON:
        return str(getattr(article, asked.format.value)).encode("utf-8", "replace")
    if not asked.statements:
        return article.json(with_removed=asked.left_out).encode("utf-8")
    record = article.to_dict(with_removed=asked.left_out)
    record["statements"] = [statement_record(said, article.text) for said in article.statements]
    return json_bytes(record)
