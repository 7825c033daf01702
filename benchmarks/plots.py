"""Plots of what was measured, as SVG; the same figures draw the same file."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError
from benchmarks.scaling import JobsPoint, PagesPoint, SizePoint

__all__ = ["draw_jobs", "draw_pages", "draw_sizes", "load_matplotlib"]

_INK = "#33566b"
_OTHER = "#b3541e"


def draw_sizes(path: Path, points: Sequence[SizePoint]) -> None:
    """Time and memory a byte against the size of a page."""
    figure, axes = _figure()
    sizes = [point.size / 1e6 for point in points]
    axes.plot(sizes, [1e9 * point.seconds / point.size for point in points], "o-", color=_INK)
    axes.set(xscale="log", xlabel="size of the page, MB", ylabel="nanoseconds a byte")
    axes.set_ylim(bottom=0)
    beside = axes.twinx()
    beside.plot(sizes, [point.memory / point.size for point in points], "s--", color=_OTHER)
    beside.set(ylabel="bytes of memory a byte (dashed)")
    beside.set_ylim(bottom=0)
    _save(figure, path)


def draw_pages(path: Path, points: Sequence[PagesPoint]) -> None:
    """Time and memory against the number of pages."""
    figure, axes = _figure()
    pages = [point.pages for point in points]
    axes.plot(pages, [point.seconds for point in points], "-", color=_INK)
    axes.set(xlabel="pages", ylabel="seconds")
    axes.set_ylim(bottom=0)
    beside = axes.twinx()
    beside.plot(pages, [point.resident / 1e6 for point in points], "--", color=_OTHER)
    beside.set(ylabel="MB resident (dashed)")
    beside.set_ylim(bottom=0)
    _save(figure, path)


def draw_jobs(path: Path, alone: float, points: Sequence[JobsPoint]) -> None:
    """Pages a second against the number of jobs, beside that many times one process with the pages in memory."""
    figure, axes = _figure()
    jobs = [point.jobs for point in points]
    axes.plot(jobs, [point.pages / point.seconds for point in points], "o-", color=_INK, label="a web archive")
    ideal = [count * points[0].pages / alone for count in jobs]
    axes.plot(jobs, ideal, "--", color=_OTHER, label="jobs times pages in memory")
    axes.set(xlabel="jobs", ylabel="pages a second", xticks=jobs)
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    _save(figure, path)


def load_matplotlib() -> Any:
    """The package that draws.

    Raises:
        BenchmarkError: it is not installed.
    """
    try:
        return importlib.import_module("matplotlib.figure")
    except ImportError as error:
        raise BenchmarkError(
            f'{error}; install the dependency group "benchmarks": pip install --group benchmarks'
        ) from None


def _figure() -> tuple[Any, Any]:
    figure = load_matplotlib().Figure(figsize=(6.4, 3.6), layout="constrained")
    axes = figure.subplots()
    axes.grid(alpha=0.25)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    # Text stays text, and names of parts do not depend on the run.
    importlib.import_module("matplotlib").rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "tearsheet"})
    try:
        figure.savefig(path, format="svg", metadata={"Date": None})
    except OSError as error:
        raise BenchmarkError(f"{path}: cannot be written: {error.strerror}") from None
