"""The archive: captures and their records in one file."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

from tearsheet.archive.adding import Added, add_captures
from tearsheet.archive.filters import add_functions
from tearsheet.archive.loading import load_article, load_content, load_text
from tearsheet.archive.opening import PATIENCE, open_archive, telling
from tearsheet.article.article import Article
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour, choose
from tearsheet.limits import Limits

__all__ = ["Archive", "Edition", "Total"]


@dataclass(frozen=True, slots=True)
class Total:
    """What became of many captures.

    Attributes:
        new: came into the archive.
        known: were there already.
        failed: gave no article.
    """

    new: int = 0
    known: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One capture of an address.

    Attributes:
        article: its id in the archive.
        address: the canonical address, or else the one it was captured from.
        captured: when, ISO 8601 in UTC.
        title: its title.
    """

    article: int
    address: str | None
    captured: str | None
    title: str | None


class Archive:
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

    def add(
        self,
        captures: Iterable[Capture],
        *,
        jobs: int | None = 1,
        favour: Favour | Literal["precision", "balance", "recall"] = "balance",
        comments: Comments | Literal["auto", "keep", "drop"] = "auto",
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
            limits: as in `extract`.
            on_added: gets what became of each, in their order. An article that it is told of is on the disk, and stays
                in the archive whatever happens then.

        Raises:
            ArchiveError: the archive cannot be written to; what ``on_added`` was told of is in it.
            ValueError: as `extract_many`.
        """
        new = known = failed = 0
        results = add_captures(
            self.connection,
            self.path,
            captures,
            jobs=jobs,
            favour=choose(Favour, favour, "favour"),
            comments=choose(Comments, comments, "comments"),
            limits=limits,
        )
        try:
            for added in results:
                failed += added.error is not None
                new += added.new
                known += added.error is None and not added.new
                if on_added is not None:
                    on_added(added)
        finally:
            results.close()
        return Total(new, known, failed)

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

    def editions(self, address: str | None = None) -> Iterator[Edition]:
        """Captures of an address, or of all, oldest first.

        Args:
            address: the canonical one, or one that it was captured from.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        rows = "SELECT id, address, captured, title FROM articles"
        if address is not None:
            # The index of the other addresses has those alone that differ.
            rows = f"{rows} WHERE address = :address UNION ALL {rows} WHERE url = :address AND url IS NOT address"
        with telling(self.path):
            found = self.connection.execute(
                f"SELECT * FROM ({rows}) ORDER BY captured IS NOT NULL, captured, id", {"address": address}
            )
            for row in found:
                yield Edition(*row)
