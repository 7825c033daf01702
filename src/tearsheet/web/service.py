"""What a running server holds: the archive's readers and its writer, worker processes, pages that were tried."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from tearsheet.web.asking import Asker
from tearsheet.web.bodies import Admission
from tearsheet.web.keeping import Keeper, TriedPages
from tearsheet.web.problems import Problem
from tearsheet.web.settings import Settings
from tearsheet.web.tasks import warm_up
from tearsheet.web.working import Workers

__all__ = ["Service", "service_of"]

_PAGES_A_WORKER = 4


@dataclass(frozen=True, slots=True)
class Service:
    """What a running server holds.

    Attributes:
        settings: what it was started with.
        asker: threads that read the archive; ``None`` without an archive.
        keeper: the thread that writes to it; ``None`` where nobody may add.
        workers: processes that extract.
        admission: how many pages are in memory at a time.
        tried: pages that were tried.
        busy: held while something goes through the whole archive.
    """

    settings: Settings
    asker: Asker | None
    keeper: Keeper | None
    workers: Workers
    admission: Admission
    tried: TriedPages
    busy: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def start(cls, settings: Settings) -> "Service":
        """Start it, inside of an event loop."""
        path = settings.archive
        service = cls(
            settings,
            _asker(settings, path) if path is not None else None,
            Keeper(path, patience=settings.query_seconds) if path is not None and not settings.read_only else None,
            Workers(settings.jobs, seconds=settings.limits.seconds, first=warm_up),
            Admission(_PAGES_A_WORKER * settings.jobs, waiting=settings.waiting, seconds=settings.wait_seconds),
            TriedPages(most=settings.tried_bytes, seconds=settings.tried_seconds),
        )
        service.workers.start()
        return service

    def close(self) -> None:
        """End all of it."""
        self.workers.close()
        if self.asker is not None:
            self.asker.close()
        if self.keeper is not None:
            self.keeper.close()

    @contextmanager
    def long_work(self) -> Iterator[None]:
        """Something that goes through the whole archive: one at a time.

        Raises:
            Problem: there is one already.
        """
        if not self.busy.acquire(blocking=False):
            raise Problem(503, "somebody has the whole archive gone through; try again later", {"Retry-After": "60"})
        try:
            yield
        finally:
            self.busy.release()

    def readers(self) -> Asker:
        """The archive's readers.

        Raises:
            Problem: there is no archive.
        """
        if self.asker is None:
            raise Problem(404, "this server has no archive")
        return self.asker

    def writer(self) -> Keeper:
        """The archive's writer.

        Raises:
            Problem: nothing can be added here.
        """
        if self.keeper is None:
            raise Problem(403, "nothing can be added here")
        return self.keeper


def _asker(settings: Settings, path: Path) -> Asker:
    return Asker(path, threads=settings.threads, seconds=settings.query_seconds, remembered=settings.remembered_bytes)


def service_of(request: Request) -> Service:
    """What the server of a request holds."""
    service: Service = request.app.state.service
    return service
