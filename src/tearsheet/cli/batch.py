"""A run over captures: extract each, write it, keep account of what failed, and end well however it ends."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

from tearsheet.capture import Capture
from tearsheet.cli.console import counted, discard, say
from tearsheet.cli.inputs import Item
from tearsheet.cli.job import RECORDS, Document, Failure, Work
from tearsheet.cli.output import Output
from tearsheet.cli.progress import Progress
from tearsheet.cli.report import Report
from tearsheet.cli.tally import Tally
from tearsheet.many.lost import Lost

__all__ = ["Batch"]


@dataclass(frozen=True, slots=True)
class _Key:
    """What is kept of an item while its capture is away being worked on."""

    label: str
    name: str
    failure: Failure | None = None


class Batch:
    """A run over any number of captures.

    Args:
        job: what to make of each.
        output: where the documents go.
        report: where the failures go.
        jobs: processes.
        alone: whether there is one capture, which its person knows the name of.
        resume: whether captures whose output exists are skipped.
        quiet: whether only failures are told.
        tally: takes what was kept and cut of each, where that is counted.

    Attributes:
        skipped: captures, and files of several, that were there already.
        whole: whether the run came to its end.
    """

    def __init__(
        self,
        job: Work,
        output: Output,
        report: Report,
        *,
        jobs: int,
        alone: bool,
        resume: bool,
        quiet: bool,
        tally: Tally | None = None,
    ) -> None:
        self._job = job
        self._output = output
        self._report = report
        self._jobs = 1 if alone else jobs
        self._alone = alone
        self._resume = resume
        self._quiet = quiet
        self._tally = tally
        self._total = 0
        self.skipped = 0
        self.whole = False
        self._written = 0
        self._dropped = 0

    def run(self, items: Iterator[Item], progress: Progress) -> int:
        """Everything, in order; the exit status."""
        began = time.monotonic()
        status = 0
        try:
            with progress:
                self._work(items, progress)
            self._finish(whole=True)
            self.whole = True
        except KeyboardInterrupt:
            status = 130
        except BrokenPipeError:
            # Whoever read the output has enough: that is no failure, and nothing to talk about.
            discard(sys.stdout)
            self._report.close(quiet=True)
            return 0
        except OSError as error:
            say(f"stopped: {error.strerror or error}")
            status = 1
        if status:
            with suppress(OSError):
                self._finish(whole=False)
        self._report.close()
        if not (self._alone or self._quiet) or status == 130:
            say(self._summary(time.monotonic() - began, interrupted=status == 130))
        return status or (1 if self._report.count else 0)

    def _work(self, items: Iterator[Item], progress: Progress) -> None:
        from tearsheet.many.pool import run

        seconds = self._job.limits.seconds
        results = run(self._job, self._tasks(items), jobs=self._jobs, seconds=seconds)
        with closing(results):
            for key, result in results:
                self._take(key, result)
                progress.step(failed=self._report.count > progress.failed)

    def _tasks(self, items: Iterator[Item]) -> Iterator[tuple[_Key, Capture | None]]:
        for item in items:
            name = self._output.name(item.stem, item.file) if item.capture is not None else ""
            done = self._resume and bool(name) and self._output.has(name, item.label)
            yield _Key(item.label, name, item.failure), None if done else item.capture

    def _take(self, key: _Key, result: Document | Failure | Lost | None) -> None:
        self._total += 1
        match result:
            case Document():
                if self._tally is not None and result.tally is not None:
                    self._tally.add(result.tally)
                self._output.write(key.name, result.data)
                self._written += result.data != b""
                self._dropped += result.data == b""
                if self._alone and not self._quiet and self._job.format not in RECORDS:
                    for warning in result.warnings:
                        say(f"{key.label}: {warning}")
            case Failure():
                self._report.add(result)
            case Lost():
                self._report.add(Failure(key.label, "limit" if result.late else "crash", result.reason))
            case None if key.failure is not None:
                self._report.add(key.failure)
            case None:
                self._output.keep(key.name)
                self.skipped += 1

    def _finish(self, *, whole: bool) -> None:
        if self._written or self._dropped or self.skipped or (whole and not self._report.count):
            self._output.close(whole=whole)
        else:
            # An earlier run's output is worth more than an empty file.
            self._output.discard()

    def _summary(self, seconds: float, *, interrupted: bool) -> str:
        """What was done, in one line."""
        where = f" to {self._output.place}" if self._output.place else ""
        parts = [f"{self._written:,} written{where}"]
        if self._dropped:
            parts.append(f"{self._dropped:,} dropped")
        if self.skipped:
            parts.append(f"{self.skipped:,} there already")
        if self._report.count:
            parts.append(f"{self._report.count:,} failed")
        rate = f", {self._total / seconds:,.0f}/s" if seconds > 0 else ""
        begin = "interrupted after " if interrupted else ""
        read = counted(self._total, "capture" if self._tally is None else "document")
        return f"{begin}{read}: {', '.join(parts)} ({seconds:.1f} s{rate})"
