"""What holds for every page: nothing for axe to find, nothing that shifts, light in weight, and soon there."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

RUN = """async (rules) => {
  const chosen = rules.length ? { runOnly: rules } : {};
  const found = await axe.run(document, { iframes: false, preload: false, resultTypes: ["violations"], ...chosen });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}"""
Open = Callable[..., Any]
FERRY = "First electric ferry crosses Harrowmere Sound"


def addresses(ids: dict[str, int]) -> list[str]:
    return [
        "/",
        "/search?q=bridge&in=statements&outlet=courier",
        f"/articles/{ids[FERRY]}",
        f"/articles/{ids['First ferry crosses the Sound']}",
        *(f"/articles/{number}" for title, number in ids.items() if "flood" in title),
        "/people",
        "/people/1",
        "/outlets",
        "/outlets/1",
        "/stories",
        f"/stories/{ids['Ferry stays']}",
        "/statements/1",
        "/editions?address=https://courier.example/bridge",
        f"/diff?before=1&after={ids['Bridge reopens']}",
        "/try",
    ]


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    pytest.importorskip("axe_playwright_python", reason="the check for accessibility needs axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Any, address: str, axe: str, *rules: str) -> list[str]:
    """What axe finds on a page, everything that can be opened open, and in its frame."""
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    frame = page.frame(name="capture")
    found: list[str] = []
    for where in (page, frame) if frame is not None else (page,):
        where.evaluate(axe)
        found += [f"{address} {one}" for one in where.evaluate(RUN, list(rules))]
    return found


def test_axe_finds_nothing(visit: Open, ids: dict[str, int], axe: str) -> None:
    page = visit("/")
    assert [one for address in addresses(ids) for one in violations(page, address, axe)] == []


def test_axe_finds_nothing_in_the_dark(visit: Open, ids: dict[str, int], axe: str) -> None:
    page = visit("/", color_scheme="dark")
    shown = addresses(ids)[1::3]
    assert [one for address in shown for one in violations(page, address, axe, "color-contrast")] == []


def test_axe_finds_nothing_on_a_phone(visit: Open, ids: dict[str, int], axe: str) -> None:
    page = visit("/", width=390, locale="fr-FR")
    shown = (f"/articles/{ids[FERRY]}", f"/diff?before=1&after={ids['Bridge reopens']}")
    assert [one for address in shown for one in violations(page, address, axe)] == []


def test_pages_are_light_and_stand_still(visit: Open, ids: dict[str, int]) -> None:
    page = visit("/")
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => entry.value)))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(len(answer.body())) if answer.ok else None)
    for address in ("/", "/search?q=ferry", f"/articles/{ids[FERRY]}", "/try"):
        loaded.clear()
        page.goto(address)
        page.wait_for_timeout(200)
        assert len(loaded) >= 3
        assert sum(loaded) < 200_000, address
        assert sum(page.evaluate("window.shifts")) < 0.01, address
