"""Pages into an archive, one after the other, in the one thread that writes to it; pages that were only tried."""

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tearsheet.archive.archive import Archive
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import telling, transaction
from tearsheet.archive.storing import Rows, store_article
from tearsheet.errors import ArchiveError
from tearsheet.web.tasks import Tried

__all__ = ["Keeper", "TriedPages"]

Done = TypeVar("Done")


class Keeper:
    """The thread that writes to an archive; it opens it when there is something to write.

    Args:
        path: of the archive.
        patience: seconds to wait for other programs that write.
    """

    def __init__(self, path: Path, *, patience: float) -> None:
        self._path = path
        self._patience = patience
        self._archive: Archive | None = None
        self._pending = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")

    async def keep(self, rows: Rows, maker: Maker) -> tuple[int, bool]:
        """Store an article; it is on the disk then.

        Returns:
            Its id, and whether it is new.

        Raises:
            ArchiveError: the archive cannot be written to.
        """

        def store(archive: Archive) -> tuple[int, bool]:
            with telling(archive.path), transaction(archive.connection):
                return store_article(archive.connection, rows, maker.number(archive.connection))

        stored = await self.do(store)
        if stored[1] and not self._pending:
            self._thread.submit(self._link)
        return stored

    async def do(self, work: Callable[[Archive], Done]) -> Done:
        """Do something with the archive, open for writing.

        Raises:
            ArchiveError: it cannot be written to.
        """
        self._pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)
        finally:
            self._pending -= 1

    def close(self) -> None:
        """Close the archive when what is under way is done."""
        self._thread.submit(self._close)
        self._thread.shutdown()

    def _do(self, work: Callable[[Archive], Done]) -> Done:
        if self._archive is None:
            self._archive = Archive(self._path, patience=self._patience)
        return work(self._archive)

    def _link(self) -> None:
        """Compare what came in with the rest, when nobody waits."""
        if self._archive is None or self._pending:
            return
        try:
            self._archive.link()
        except ArchiveError:  # somebody else writes; the next page brings it back
            return

    def _close(self) -> None:
        if self._archive is not None:
            self._archive.close()


class TriedPages:
    """Pages that were tried and not kept: in memory, for a while, under names that nobody can guess.

    Args:
        most: bytes in all; the oldest make room.
        seconds: how long one stays.
    """

    def __init__(self, *, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._bytes = 0
        self._pages: OrderedDict[str, tuple[float, int, Tried]] = OrderedDict()

    def put(self, tried: Tried) -> str:
        """Take a page in; its name."""
        size = len(tried.view) + len(tried.document) + len(tried.capture.content)
        name = secrets.token_urlsafe(16)
        self._pages[name] = (time.monotonic() + self._seconds, size, tried)
        self._bytes += size
        now = time.monotonic()
        while len(self._pages) > 1 and (self._bytes > self._most or next(iter(self._pages.values()))[0] < now):
            _, (_, gone, _) = self._pages.popitem(last=False)
            self._bytes -= gone
        return name

    def get(self, name: str) -> Tried:
        """A page.

        Raises:
            LookupError: it is not there, or no longer.
        """
        found = self._pages.get(name)
        if found is None or found[0] < time.monotonic():
            raise LookupError("this page is no longer here: pages that are tried are kept for a while only")
        return found[2]
