"""Pages of a server in a real browser: how soon something is to be seen, how much shifts, what goes over the net.

First contentful paint and layout shift as the browser itself tells them (https://www.w3.org/TR/paint-timing/,
https://wicg.github.io/layout-instability/); every page is opened in a browser that has seen nothing yet.
"""

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import typer
from rich.table import Table

from benchmarks.errors import BenchmarkError
from benchmarks.options import Json, console_for, write_json
from benchmarks.readers import addresses_of
from benchmarks.served import server

__all__ = ["View", "view"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_SHIFTS = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted = (window.shifted || 0) + entry.value;
}).observe({type: "layout-shift", buffered: true});"""
_TOLD = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const page = performance.getEntriesByType("navigation")[0];
  return [paint ? paint.startTime : 0, page.loadEventEnd, window.shifted || 0];
}"""


@dataclass(frozen=True, slots=True)
class View:
    """Pages of one kind.

    Attributes:
        kind: of page.
        opened: how many.
        first: milliseconds until something is to be seen, median.
        slowest: the same of the slowest.
        loaded: milliseconds until all is there, median.
        heaviest: bytes over the net, with all that belongs to the page, of the heaviest.
        shift: layout shift, of the worst.
    """

    kind: str
    opened: int
    first: float
    slowest: float
    loaded: float
    heaviest: int
    shift: float


def view(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="An archive.")],
    pages: Annotated[int, typer.Option(min=1, help="Pages of each kind.")] = 3,
    output: Json = None,
) -> None:
    """Pages in Chromium: first view, weight, layout shift."""
    views = measure_views(archive, pages)
    table = Table(title="pages in Chromium")
    for column in ("page", "opened", "first view", "slowest", "loaded", "heaviest", "shift"):
        table.add_column(column, justify="left" if column == "page" else "right")
    for one in views:
        times = (f"{value:.0f} ms" for value in (one.first, one.slowest, one.loaded))
        table.add_row(one.kind, str(one.opened), *times, f"{one.heaviest / 1000:.0f} KB", f"{one.shift:.3f}")
    console_for(output).print(table)
    write_json(output, views=[asdict(one) for one in views])


def measure_views(archive: Path, pages: int) -> list[View]:
    """Open some pages of each kind.

    Raises:
        BenchmarkError: there is no browser.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        raise BenchmarkError("playwright is missing") from None
    program = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if program is None:
        raise BenchmarkError("there is no Chromium here")
    by_kind: dict[str, list[str]] = {}
    for kind, address in addresses_of(archive, 100 * pages):
        if address not in (known := by_kind.setdefault(kind, [])) and len(known) < pages:
            known.append(address)
    with server(str(archive), "--read-only", "--jobs", "1") as (base, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        # What a browser does once, such as finding its fonts, it has done then.
        _open(browser, f"{base}/")
        seen = {kind: [_open(browser, base + one) for one in some] for kind, some in sorted(by_kind.items())}
        browser.close()
    return [
        View(
            kind,
            len(told),
            median(first for first, *_ in told),
            max(first for first, *_ in told),
            median(loaded for _, loaded, *_ in told),
            max(size for *_, size, _ in told),
            max(shift for *_, shift in told),
        )
        for kind, told in seen.items()
    ]


def _open(browser: Any, address: str) -> tuple[float, float, int, float]:
    """Milliseconds to the first view and to the last, bytes, and layout shift of a page."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.add_init_script(_SHIFTS)
    sizes: list[float] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    first, loaded, shift = page.evaluate(_TOLD)
    context.close()
    return first, loaded, int(sum(sizes)), shift
