"""An archive that a server has, with the methods of `Archive` and the same nouns back."""

import base64
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeVar, cast

import urllib3

from tearsheet.archive.adding import Added, Total, tally
from tearsheet.archive.contents import Contents
from tearsheet.archive.copies import Copy, Sharing
from tearsheet.archive.corroboration import Corroboration, Single
from tearsheet.archive.editions import Edition, EditionChanges
from tearsheet.archive.exporting import Exported, export_format
from tearsheet.archive.filters import NO_FILTERS, Filters, Order
from tearsheet.archive.listing import Listing, OutletOrder, PersonOrder
from tearsheet.archive.passages import Passage
from tearsheet.archive.people import Person, Profile
from tearsheet.archive.publishers import OutletProfile, Publisher
from tearsheet.archive.record import read_record, read_statements
from tearsheet.archive.refreshing import Refreshed
from tearsheet.archive.search import ArticleHit, Found, StatementHit
from tearsheet.archive.stories import Story
from tearsheet.archive.verifying import Checked
from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour, choose
from tearsheet.errors import ArchiveError
from tearsheet.limits import Limits
from tearsheet.web.nouns import from_plain
from tearsheet.web.transport import STEP, Transport

__all__ = ["RemoteArchive", "connect"]

_BATCH = 8_000_000
_MOST = 50
"""Captures are sent so many bytes, or so many, at a time."""

_NAMES = {"page_type": "type"}

Noun = TypeVar("Noun")


def connect(url: str, token: str | None = None, *, seconds: float = 60.0) -> "RemoteArchive":
    """The archive of a server, as if it were a file here.

    Args:
        url: of the server, such as ``"http://127.0.0.1:8127"``.
        token: what the server wants to be shown.
        seconds: to wait for an answer.

    Returns:
        An object with the methods of `Archive`.

    Raises:
        ArchiveError: nobody answers there, or what answers is no such server.
        ValueError: it is no http or https address.
    """
    remote = RemoteArchive(url, token, seconds=seconds)
    remote.check()
    return remote


class RemoteArchive:
    """An archive that a server has.

    Its methods are those of `Archive`, with the same arguments, answers and errors; `load` gives an equal Article. What
    goes through the whole archive, and what writes, needs the right to add.

    Args:
        url: of the server.
        token: what the server wants to be shown.
        seconds: to wait for an answer.

    Attributes:
        url: of the server.
    """

    def __init__(self, url: str, token: str | None = None, *, seconds: float = 60.0) -> None:
        self._server = Transport(url, token, seconds=seconds)
        self.url = self._server.url

    def check(self) -> None:
        """Ask whether there is a server with an archive.

        Raises:
            ArchiveError: there is none.
        """
        try:
            self._server.ask("len", int)
        except ValueError as error:
            raise ArchiveError(self.url, str(error)) from error
        except LookupError as error:
            raise ArchiveError(self.url, "there is no archive at this address") from error

    def close(self) -> None:
        """Close the connections."""
        self._server.close()

    def __enter__(self) -> "RemoteArchive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles there are, every edition counted."""
        return int(self._server.ask("len", int))

    def __iter__(self) -> Iterator[int]:
        """The ids of the articles, in the order in which they came in."""
        after = 0
        while found := self._server.ask("ids", list[int], after=after):
            yield from found
            after = found[-1]

    def add(
        self,
        captures: Iterable[Capture],
        *,
        jobs: int | None = 1,
        favour: Favour | Literal["precision", "balance", "recall"] = "balance",
        comments: Comments | Literal["auto", "keep", "drop"] = "auto",
        statements: bool = True,
        limits: Limits | None = None,
        on_added: Callable[[Added], None] | None = None,
    ) -> Total:
        """As `Archive.add`; how many jobs there are, and what a page may cost, is the server's to say."""
        how = {"favour": choose(Favour, favour, "favour"), "comments": choose(Comments, comments, "comments")}
        return tally(self._add(captures, how | {"statements": statements}), on_added)

    def _add(self, captures: Iterable[Capture], how: dict[str, Any]) -> Iterator[Added]:
        for batch in _batches(captures):
            lines = b"".join(_line(capture) for capture in batch)
            for capture, line in zip(batch, self._server.lines("/articles", lines, **how), strict=True):
                told = line.get("added") or {}
                error = self._server.error(line["error"], capture.label) if "error" in line else None
                yield Added(capture.label, told.get("article"), told.get("new", False), error)

    def refresh(
        self,
        *,
        jobs: int | None = 1,
        limits: Limits | None = None,
        every: bool = False,
        statements: bool = False,
        on_refreshed: Callable[[Refreshed], None] | None = None,
    ) -> int:
        """As `Archive.refresh`; jobs and limits are the server's to say."""
        refreshed = 0
        for line in self._server.lines("/api/refresh", b"", every=every, statements=statements):
            error = (
                self._server.error(line["error"], f"article {line['article']}") if line["error"] is not None else None
            )
            refreshed += error is None
            if on_refreshed is not None:
                on_refreshed(Refreshed(line["article"], error))
        return refreshed

    def verify(self, *, sample: int = 100, limits: Limits | None = None) -> Iterator[Checked]:
        """As `Archive.verify`; limits are the server's to say."""
        for line in self._server.lines("/api/verify", b"", sample=sample):
            yield from_plain(Checked, line)

    def export(
        self,
        path: str | PathLike[str],
        *,
        format: Literal["parquet", "jsonl", "warc"] | None = None,
        on_exported: Callable[[Exported], None] | None = None,
    ) -> int:
        """As `Archive.export`, to a file here; every article is told of when the file is there."""
        target = Path(path)
        chosen, packed = export_format(target.name, format)
        part = target.with_name(f".tearsheet-{os.urandom(8).hex()}.part")
        answer = self._server.request(
            "POST", "/api/export", {"format": chosen, "packed": packed}, body=b"", whole=False
        )
        try:
            with part.open("wb") as file:
                for piece in answer.stream(STEP):
                    file.write(piece)
            os.replace(part, target)
        except urllib3.exceptions.HTTPError as error:
            raise ArchiveError(self.url, "the connection broke off") from error
        finally:
            answer.release_conn()
            with suppress(OSError):
                part.unlink(missing_ok=True)
        failed = {int(number) for number in answer.headers.get("tearsheet-failed", "").split(",") if number}
        if on_exported is not None:
            for number in self:
                wrong = ArchiveError(self.url, f"article {number} is damaged") if number in failed else None
                on_exported(Exported(number, wrong))
        return int(answer.headers["tearsheet-written"])

    def contents(self) -> Contents:
        """As `Archive.contents`."""
        return self._noun("contents", Contents)

    def load(self, article: int) -> Article:
        """As `Archive.load`."""
        found = self._server.ask("load", dict[str, str], article=article)
        record, statements, content = (base64.b64decode(found[name]) for name in ("record", "statements", "content"))
        return read_record(record, content, read_statements(statements))

    def text(self, article: int) -> str:
        """As `Archive.text`."""
        return str(self._server.ask("text", str, article=article))

    def content(self, article: int) -> bytes:
        """As `Archive.content`."""
        return bytes(self._server.request("GET", f"/articles/{int(article)}/bytes", {}).data)

    def search(
        self,
        query: str = "",
        filters: Filters = NO_FILTERS,
        *,
        order: Order | Literal["relevance", "newest", "oldest"] = "relevance",
        limit: int = 20,
        page: str | None = None,
        all_editions: bool = False,
    ) -> Found[ArticleHit]:
        """As `Archive.search`; a page has at most a thousand hits."""
        how = {"order": choose(Order, order, "order"), "limit": limit, "page": page, "all_editions": all_editions}
        return self._noun("search", Found[ArticleHit], query=query, **_narrowed(filters), **how)

    def search_statements(
        self,
        query: str = "",
        filters: Filters = NO_FILTERS,
        *,
        order: Order | Literal["relevance", "newest", "oldest"] = "relevance",
        limit: int = 20,
        page: str | None = None,
        all_editions: bool = False,
    ) -> Found[StatementHit]:
        """As `Archive.search_statements`; a page has at most a thousand hits."""
        how = {"order": choose(Order, order, "order"), "limit": limit, "page": page, "all_editions": all_editions}
        return self._noun("search_statements", Found[StatementHit], query=query, **_narrowed(filters), **how)

    def count_by_month(
        self, query: str = "", filters: Filters = NO_FILTERS, *, all_editions: bool = False
    ) -> dict[str, int]:
        """As `Archive.count_by_month`."""
        how = _narrowed(filters) | {"all_editions": all_editions}
        return self._noun("count_by_month", dict[str, int], query=query, **how)

    def changes(self, before: Edition, after: Edition) -> EditionChanges:
        """As `Archive.changes`."""
        return self._noun("changes", EditionChanges, before=before.article, after=after.article)

    def editions(self, address: str) -> list[Edition]:
        """As `Archive.editions`."""
        return self._noun("editions", list[Edition], address=address)

    def link(self, *, on_linked: Callable[[int], None] | None = None) -> int:
        """As `Archive.link`; ``on_linked`` is told once, in the end."""
        linked = int(json.loads(self._server.request("POST", "/api/link", {}, body=b"").data))
        if on_linked is not None:
            on_linked(linked)
        return linked

    def unlinked(self) -> int:
        """As `Archive.unlinked`."""
        return int(self._server.ask("unlinked", int))

    def copies(
        self, article: int, *, passages: bool = False, limit: int = 100, page: str | None = None
    ) -> Listing[Copy]:
        """As `Archive.copies`."""
        return self._noun("copies", Listing[Copy], article=article, passages=passages, limit=limit, page=page)

    def copy_pairs(self, *, passages: bool = False, limit: int = 100, page: str | None = None) -> Listing[Sharing]:
        """As `Archive.copy_pairs`."""
        return self._noun("copy_pairs", Listing[Sharing], passages=passages, limit=limit, page=page)

    def passages(self, article: int, other: int) -> tuple[Passage, ...]:
        """As `Archive.passages`."""
        return self._noun("passages", tuple[Passage, ...], article=article, other=other)

    def stories(self, *, limit: int = 20, page: str | None = None) -> Listing[Story]:
        """As `Archive.stories`."""
        return self._noun("stories", Listing[Story], limit=limit, page=page)

    def story(self, article: int) -> Story:
        """As `Archive.story`."""
        return self._noun("story", Story, article=article)

    def single_sources(self, article: int) -> list[Single]:
        """As `Archive.single_sources`."""
        return self._noun("single_sources", list[Single], article=article)

    def statement(self, statement: int) -> StatementHit:
        """As `Archive.statement`."""
        return self._noun("statement", StatementHit, statement=statement)

    def corroborate(self, statement: int) -> Corroboration:
        """As `Archive.corroborate`."""
        return self._noun("corroborate", Corroboration, statement=statement)

    def people(
        self,
        query: str | None = None,
        *,
        order: PersonOrder | Literal["statements", "name"] = "statements",
        limit: int = 50,
        page: str | None = None,
    ) -> Listing[Person]:
        """As `Archive.people`."""
        chosen = choose(PersonOrder, order, "order")
        return self._noun("people", Listing[Person], query=query, order=chosen, limit=limit, page=page)

    def person(self, person: int) -> Profile:
        """As `Archive.person`."""
        return self._noun("person", Profile, person=person)

    def said_by(self, person: int, *, limit: int = 20, page: str | None = None) -> Listing[StatementHit]:
        """As `Archive.said_by`."""
        return self._noun("said_by", Listing[StatementHit], person=person, limit=limit, page=page)

    def outlets(
        self,
        query: str | None = None,
        *,
        order: OutletOrder | Literal["articles", "name"] = "articles",
        limit: int = 50,
        page: str | None = None,
    ) -> Listing[Publisher]:
        """As `Archive.outlets`."""
        chosen = choose(OutletOrder, order, "order")
        return self._noun("outlets", Listing[Publisher], query=query, order=chosen, limit=limit, page=page)

    def outlet(self, outlet: int) -> OutletProfile:
        """As `Archive.outlet`."""
        return self._noun("outlet", OutletProfile, outlet=outlet)

    def _noun(self, name: str, kind: type[Noun], **values: Any) -> Noun:
        return cast(Noun, self._server.ask(name, kind, **values))


def _narrowed(filters: Filters) -> dict[str, Any]:
    """The parameters of filters."""
    names = {field.name: _NAMES.get(field.name, field.name) for field in fields(Filters)}
    return {address: getattr(filters, name) for name, address in names.items()}


def _batches(captures: Iterable[Capture]) -> Iterator[list[Capture]]:
    """Captures, a few at a time."""
    batch: list[Capture] = []
    size = 0
    for capture in captures:
        batch.append(capture)
        size += len(capture.content)
        if size >= _BATCH or len(batch) >= _MOST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _line(capture: Capture) -> bytes:
    """A capture as a line of JSON; of text, lone surrogates as such."""
    written: dict[str, Any] = {
        "url": capture.url,
        "captured": capture.captured.isoformat() if capture.captured is not None else None,
        "media": capture.media,
        "charset": capture.charset,
        "name": capture.name,
        "header": capture.header,
        "fields": dict(capture.fields) if capture.fields is not None else None,
    }
    content = capture.content
    if isinstance(content, str):
        written["content"] = content
    else:
        written["base64"] = base64.b64encode(content).decode("ascii")
    return json.dumps({name: value for name, value in written.items() if value is not None}).encode("ascii") + b"\n"
