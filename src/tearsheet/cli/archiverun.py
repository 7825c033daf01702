"""Runs of ``tearsheet archive``: an archive opened, an account kept, an end that is told of however it comes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tearsheet.cli.console import counted, say
from tearsheet.cli.inputs import Item
from tearsheet.cli.job import Failure
from tearsheet.cli.progress import Progress
from tearsheet.cli.report import Report
from tearsheet.errors import ArchiveError

if TYPE_CHECKING:
    from tearsheet.archive.adding import Added
    from tearsheet.archive.archive import Archive
    from tearsheet.archive.exporting import Exported
    from tearsheet.archive.refreshing import Refreshed
    from tearsheet.capture import Capture

__all__ = ["ArchiveArgument", "Run", "opened"]

ArchiveArgument = Annotated[str, typer.Argument(metavar="ARCHIVE", help="The archive's file.", show_default=False)]


@contextmanager
def opened(path: str, *, read_only: bool = False, made: bool = True) -> "Iterator[Archive]":
    """An archive, closed in the end; what is wrong with it is told in one line, with exit status 1.

    Args:
        path: of the file.
        read_only: whether it is not written to; then it must be there.
        made: whether one is made where there is none.
    """
    try:
        if not made and not Path(path).exists():
            raise ArchiveError(path, "no such file")
        from tearsheet.archive.archive import Archive

        with Archive(path, read_only=read_only) as archive:
            yield archive
    except (ArchiveError, ModuleNotFoundError) as error:
        say(str(error))
        raise typer.Exit(1) from error


class Run:
    """Account of a run over many captures or articles.

    Attributes:
        status: exit status by what failed.
    """

    def __init__(self, report: Report, progress: Progress) -> None:
        self._progress = progress
        self._report = report
        self._began = time.monotonic()
        self._done = 0
        self._known = 0
        self._interrupted = False

    @property
    def status(self) -> int:
        """1 where something failed."""
        return 1 if self._report.count else 0

    def through(self, work: Callable[[], object]) -> int:
        """Do it to its end or until it is stopped; the exit status of a stop, 0 without one."""
        status = 0
        try:
            with self._progress:
                work()
        except KeyboardInterrupt:
            self._interrupted = True
            status = 130
        except ArchiveError as error:
            say(f"stopped: {error}")
            status = 1
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            say(f"stopped: {place}{error.strerror or error}")
            status = 1
        self._report.close()
        return status

    def captures(self, items: Iterator[Item]) -> "Iterator[Capture]":
        """The captures among what the inputs hold; the rest are failures."""
        for item in items:
            if item.capture is not None:
                yield item.capture
            elif item.failure is not None:
                self._fail(item.failure)

    def added(self, added: "Added") -> None:
        """Note what became of a capture."""
        self._known += added.error is None and not added.new
        self._note(added.error, added.source, new=added.new)

    def refreshed(self, refreshed: "Refreshed") -> None:
        """Note what became of a record."""
        self._note(refreshed.error, f"article {refreshed.article}")

    def exported(self, exported: "Exported") -> None:
        """Note what became of an article."""
        self._note(exported.error, f"article {exported.article}")

    def _note(self, error: Exception | None, source: str, *, new: bool = True) -> None:
        if error is not None:
            self._fail(Failure.of(error, source))
        else:
            self._done += new
            self._progress.step(failed=False)

    def _fail(self, failure: Failure) -> None:
        self._report.add(failure)
        self._progress.step(failed=True)

    def summary(self, noun: str, done: str, articles: int | None) -> str:
        """What was done, in one line; ``noun`` is that of one thing."""
        seconds = time.monotonic() - self._began
        total = self._done + self._known + self._report.count
        parts = [f"{self._done:,} {done}"]
        if self._known:
            parts.append(f"{self._known:,} there already")
        if self._report.count:
            parts.append(f"{self._report.count:,} failed")
        holds = f", {counted(articles, 'article')} in all" if articles is not None else ""
        begin = "interrupted after " if self._interrupted else ""
        rate = f", {total / seconds:,.0f}/s" if seconds > 0 else ""
        return f"{begin}{counted(total, noun)}: {', '.join(parts)}{holds} ({seconds:.1f} s{rate})"
