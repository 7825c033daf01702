"""The archive: captures and their records in one file."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal

from tearsheet.archive.adding import Added, Total, add_captures, tally
from tearsheet.archive.conditions import add_functions
from tearsheet.archive.contents import Contents, read_contents
from tearsheet.archive.editions import Edition, EditionChanges, compare_editions, find_editions
from tearsheet.archive.exporting import Exported, export
from tearsheet.archive.filters import NO_FILTERS, Filters, Order
from tearsheet.archive.loading import load_article, load_content, load_text
from tearsheet.archive.makers import Maker
from tearsheet.archive.months import Months
from tearsheet.archive.opening import PATIENCE, open_archive, telling
from tearsheet.archive.refreshing import Refreshed, refresh_articles
from tearsheet.archive.relations import Relations
from tearsheet.archive.search import (
    ArticleHit,
    Found,
    StatementHit,
    search_articles,
    search_statements,
)
from tearsheet.archive.verifying import Checked, verify_archive
from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour, choose
from tearsheet.limits import Limits

__all__ = ["Archive", "Total"]


class Archive(Relations):
    """Captures, never altered, and the records made of them, in one SQLite file.

    Several programs may use it at once; one of them writes at a time. An object of this class belongs to one thread.

    Args:
        path: of the file; where there is none, or an empty one, an archive is made.
        read_only: whether it must be there, and is not written to.
        patience: seconds to wait for other programs that write to it.

    Attributes:
        path: of the file.
        connection: for SQL; the tables are those of the documentation.

    Raises:
        ArchiveError: there is no such file, it is no archive, is of a newer version, cut off or damaged, or it cannot
            be read or written; it is left as it was.

    Example:
        >>> import tearsheet
        >>> page = b"<h1>Bridge reopens</h1><p>The bridge over the Aar reopened on Monday.</p>"
        >>> with tearsheet.Archive("news.tear") as archive:  # doctest: +SKIP
        ...     archive.add([tearsheet.Capture(page)])
        Total(new=1, known=0, failed=0)
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self.connection: sqlite3.Connection = open_archive(path, read_only=read_only, patience=patience)
        add_functions(self.connection)
        self._months = Months(self.connection)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles there are, every edition counted."""
        with telling(self.path):
            return int(self.connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def __iter__(self) -> Iterator[int]:
        """The ids of the articles, in the order in which they came in."""
        with telling(self.path):
            for (number,) in self.connection.execute("SELECT id FROM articles ORDER BY id"):
                yield number

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
        """Extract captures and keep them with their records.

        The same content from the same address at the same instant is kept once; adding it again does nothing. Another
        capture of an address is a new edition.

        Args:
            captures: to add, taken as they are needed.
            jobs: as in `extract_many`.
            favour: as in `extract`.
            comments: as in `extract`.
            statements: whether statements are read and kept.
            limits: as in `extract`.
            on_added: gets what became of each, in their order. An article that it is told of is on the disk, and stays
                in the archive whatever happens then.

        Raises:
            ArchiveError: the archive cannot be written to; what ``on_added`` was told of is in it.
            ValueError: as `extract_many`.
        """
        maker = Maker(choose(Favour, favour, "favour"), choose(Comments, comments, "comments"), statements)
        results = add_captures(self.connection, self.path, captures, maker, jobs=jobs, limits=limits)
        try:
            return tally(results, on_added)
        finally:
            results.close()

    def refresh(
        self,
        *,
        jobs: int | None = 1,
        limits: Limits | None = None,
        every: bool = False,
        statements: bool = False,
        on_refreshed: Callable[[Refreshed], None] | None = None,
    ) -> int:
        """Make records that another version made anew out of their captures; the old one stays until the new is in.

        Args:
            jobs: as in `extract_many`.
            limits: as in `extract`.
            every: whether those of this version are made anew as well.
            statements: whether those that were made without statements get them.
            on_refreshed: gets what became of each. A record that it is told of is on the disk.

        Returns:
            How many records are new; those that could not be made stay as they were.

        Raises:
            ArchiveError: the archive cannot be written to; what ``on_refreshed`` was told of is in it.
        """
        refreshed = 0
        results = refresh_articles(
            self.connection, self.path, jobs=jobs, limits=limits, every=every, statements=statements
        )
        try:
            for result in results:
                refreshed += result.error is None
                if on_refreshed is not None:
                    on_refreshed(result)
        finally:
            results.close()
        return refreshed

    def verify(self, *, sample: int = 100, limits: Limits | None = None) -> Iterator[Checked]:
        """Look at the file, hash every capture, and make the records of a sample anew.

        Args:
            sample: how many articles, spread evenly, are loaded and, where this version made them, extracted again.
            limits: as in `extract`.

        Yields:
            Everything that was looked at, with what is wrong.

        Raises:
            ArchiveError: the archive cannot be read at all.
        """
        return verify_archive(self.connection, self.path, sample=sample, limits=limits)

    def export(
        self,
        path: str | os.PathLike[str],
        *,
        format: Literal["parquet", "jsonl", "warc"] | None = None,
        on_exported: Callable[[Exported], None] | None = None,
    ) -> int:
        """Write everything to a file of another format, which is there only when it is whole.

        Args:
            path: of the file; a name in ``.gz`` is compressed (not Parquet, which is by itself).
            format: ``"parquet"``, a row an article; ``"jsonl"``, the whole records; ``"warc"``, the captures as they
                came in; ``None`` goes by the name.
            on_exported: gets every article when it is written, with the reason where it could not be.

        Returns:
            How many articles were written.

        Raises:
            ValueError: there is no such format.
            ArchiveError: the archive cannot be read.
            OSError: the file cannot be written.
        """
        return export(self.connection, self.path, Path(path), format, on_exported)

    def contents(self) -> Contents:
        """What the archive holds, in numbers."""
        with telling(self.path):
            return read_contents(self.connection, self.path)

    def load(self, article: int) -> Article:
        """An article with its capture, equal to the one that was stored.

        Args:
            article: its id in the archive.

        Raises:
            LookupError: there is no such article.
            ArchiveError: the archive cannot be read or is damaged.
        """
        with telling(self.path):
            return load_article(self.connection, article)

    def text(self, article: int) -> str:
        """The text of an article; errors are those of `load`."""
        with telling(self.path):
            return load_text(self.connection, article)

    def content(self, article: int) -> bytes:
        """The bytes of the capture that an article was made of; errors are those of `load`."""
        with telling(self.path):
            return load_content(self.connection, article)

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
        """Find articles.

        Args:
            query: words, ``"phrases"``, prefix*, AND, OR, NOT and parentheses; what is no valid query is searched as
                words, and an empty one finds all that the filters let through.
            filters: what to narrow it to.
            order: what comes first.
            limit: hits a page.
            page: ``next`` of the page before.
            all_editions: whether older captures of an address count as well.

        Raises:
            ValueError: there is no such page or order.
        """
        with telling(self.path):
            return search_articles(
                self.connection,
                query,
                filters,
                order=choose(Order, order, "order"),
                limit=limit,
                page=page,
                all_editions=all_editions,
            )

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
        """Find statements by what was said and by whom; arguments and errors are those of `search`."""
        with telling(self.path):
            return search_statements(
                self.connection,
                query,
                filters,
                order=choose(Order, order, "order"),
                limit=limit,
                page=page,
                all_editions=all_editions,
            )

    def count_by_month(
        self, query: str = "", filters: Filters = NO_FILTERS, *, all_editions: bool = False
    ) -> dict[str, int]:
        """How many articles a search finds by month, such as ``"2024-05"``; those without a date under ``""``."""
        with telling(self.path):
            return self._months.count(query, filters, all_editions=all_editions)

    def changes(self, before: Edition, after: Edition) -> EditionChanges:
        """What changed between two editions of an address.

        Raises:
            DamagedError: one of them is not what was stored.
        """
        with telling(self.path):
            return compare_editions(self.connection, before, after)

    def editions(self, address: str) -> list[Edition]:
        """The captures of an address, oldest first.

        Args:
            address: the canonical one, or one that it was captured from.

        Raises:
            LookupError: the archive has no capture of it.
            ArchiveError: the archive cannot be read.
        """
        with telling(self.path):
            return find_editions(self.connection, address)
