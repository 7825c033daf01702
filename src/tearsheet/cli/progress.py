"""How far a run has come, on standard error and only when that is a terminal."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import Task

__all__ = ["Progress"]


class Progress:
    """A line that counts captures: how many, how fast, how long it will take, how many failed.

    Args:
        shown: whether to show it at all.
        total: captures to come, where that is known; without it no time left is told.
        noun: what they are called.
    """

    def __init__(self, *, shown: bool, total: int | None = None, noun: str = "captures") -> None:
        self.done = 0
        self.failed = 0
        self._bar = _bar(total, noun) if shown else None
        self._task = self._bar.add_task("", total=total, failed=0) if self._bar is not None else None

    def step(self, *, failed: bool) -> None:
        """One capture more."""
        self.done += 1
        self.failed += failed
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, failed=self.failed)

    def __enter__(self) -> "Progress":
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar(total: int | None, noun: str) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Count(ProgressColumn):
        def render(self, task: "Task") -> Text:
            of = f" of {task.total:,.0f}" if task.total is not None else ""
            return Text(f"{task.completed:,.0f}{of} {noun}")

    class Rate(ProgressColumn):
        def render(self, task: "Task") -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed is not None else "", style="cyan")

    class Failed(ProgressColumn):
        def render(self, task: "Task") -> Text:
            failed = task.fields["failed"]
            return Text(f"{failed:,} failed", style="red") if failed else Text("")

    columns: list[ProgressColumn] = [SpinnerColumn()]
    if total is not None:
        columns.append(BarColumn(bar_width=24))
    columns += [Count(), Rate()]
    if total is not None:
        columns += [TextColumn("left"), TimeRemainingColumn()]
    columns.append(Failed())
    return Bar(*columns, console=Console(file=sys.stderr), transient=True)
