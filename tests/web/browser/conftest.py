"""A browser, a server for it, and an archive with something of everything.

Screenshots are kept in the folder that ``TEARSHEET_SCREENSHOTS`` names, if it names one.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the web needs the extra tearsheet[web]")

from tearsheet.archive.archive import Archive
from tearsheet.capture import Capture
from tearsheet.web.settings import Settings
from tests.web.made import FERRY, Serve, Served, captures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXAMPLES = Path(__file__).parents[3] / "examples"

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, without a window. While it is there, so is an event loop, and other tests cannot start theirs."""
    api = pytest.importorskip("playwright.sync_api", reason="tests in a browser need playwright")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A server of an archive with pages in several languages, two editions, a copy, a thread and a live blog."""
    path = tmp_path_factory.mktemp("site") / "site.tear"
    copy = FERRY.replace("Lake Post", "Hill Herald").replace("post.example", "herald.example")
    pages = [Capture((EXAMPLES / f"{name}.html").read_bytes()) for name in ("news", "arabic", "live-blog", "forum")]
    pages.append(Capture(copy.replace("06-02T08", "06-02T11").encode(), url="https://herald.example/ferry"))
    with Archive(path) as archive:
        archive.add([*captures(), *pages])
        archive.link()
    return serve(Settings(archive=path, jobs=1, threads=2))


@pytest.fixture(scope="session")
def ids(site: Served) -> dict[str, int]:
    """The articles of the archive by their titles, the newest of each address."""
    found = site.json("/search.json?order=newest&limit=100")["found"]["hits"]
    return {str(hit["title"]): int(hit["article"]) for hit in found}


@pytest.fixture
def visit(browser: Any, site: Served) -> Iterator[Open]:
    """Opens a page; nothing may be written to the console, and nothing asked of another host."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def note(message: Any) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"{message.type}: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((f"{site.url}/", "data:")):
            wrong.append(f"asked for {request.url}")

    def begin(address: str, *, expect: int = 200, width: int = 1300, **settings: Any) -> Any:
        height = 800 if width > 500 else 840
        defaults = {"viewport": {"width": width, "height": height}, "locale": "en-GB"}
        context = browser.new_context(base_url=site.url, **(defaults | settings))
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: note(message) if expect == 200 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", asked)
        answer = page.goto(address)
        assert answer.status == expect, answer.text()
        return page

    yield begin
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def shoot() -> Callable[[Any, str], None]:
    """Keeps a screenshot, where somebody wants them."""
    folder = os.environ.get("TEARSHEET_SCREENSHOTS")

    def keep(page: Any, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png")

    return keep
