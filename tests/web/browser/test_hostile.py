"""What attackers try, in a real browser: nothing of it runs, loads, submits or leads away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tearsheet.limits import Deadline, Limits
from tearsheet.web.headers import FRAME_POLICY, PAGE_POLICY
from tearsheet.web.sanitising import safe_markup

HERE = "http://tearsheet.test"
STAYED = (f"{HERE}/", f"{HERE}/frame", "chrome-error://chromewebdata/", "about:blank", "about:srcdoc", "")
OPEN = "default-src * data: 'unsafe-inline' 'unsafe-eval'"


def attempts() -> list[tuple[str, str]]:
    lines = Path(__file__).parent.with_name("hostile.txt").read_text("utf-8").splitlines()
    pairs = [line.partition("\t")[::2] for line in lines if not line.startswith("#")]
    for written, meant in ((r"\n", "\n"), (r"\0", "\0"), (r"\x0b", "\x0b"), (r"\x0c", "\x0c"), (r"\xa0", "\xa0")):
        pairs = [(name, markup.replace(written, meant)) for name, markup in pairs]
    return pairs


class Watched:
    """A page whose every answer is given here, and what was tried in it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.answers: dict[str, tuple[str, str]] = {}
        self.tried: list[str] = []
        page.add_init_script("window.alert = () => console.log('it ran')")
        page.on("console", lambda message: self.tried.append(message.text) if message.text == "it ran" else None)
        page.on("dialog", lambda dialog: self.tried.append("a dialog"))
        page.on("popup", lambda popup: self.tried.append("a window"))
        page.context.route("**/*", self._answer)

    def _answer(self, route: Any) -> None:
        path = route.request.url.removeprefix(HERE)
        if path in self.answers:
            body, policy = self.answers[path]
            route.fulfill(
                body=body, content_type="text/html; charset=utf-8", headers={"content-security-policy": policy}
            )
            return
        self.tried.append(route.request.url)
        route.abort()

    def load(self, document: str, policy: str, *, sandbox: str | None) -> list[str]:
        """What is tried by a document in a frame, when everything in it is pointed at and clicked."""
        self.tried.clear()
        walls = f'sandbox="{sandbox}"' if sandbox is not None else ""
        self.answers = {
            "/": (f'<!doctype html><title>x</title><iframe {walls} src="/frame" name="it"></iframe>', PAGE_POLICY),
            "/frame": (document, policy),
        }
        if sandbox is None:
            self.answers["/"] = (self.answers["/"][0], OPEN)
        self.page.goto(f"{HERE}/")
        for event in ("mouseover", "focus", "click", "animationstart", "toggle", "submit", "load", "error"):
            self._everywhere(event)
        self.page.wait_for_timeout(50)
        moved = [one.url for one in self.page.frames if one.url.partition("#")[0] not in STAYED]
        return self.tried + moved

    def _everywhere(self, event: str) -> None:
        frame = self.page.frame(name="it")
        try:
            frame.evaluate(
                """name => { for (const one of document.querySelectorAll("body, body *"))
                  name === "click" ? one.click?.() : one.dispatchEvent(new Event(name, { bubbles: true })); }""",
                event,
            )
        except Exception as error:
            # What wanted to lead away has left an error page of the browser's own behind.
            if "destroyed" not in str(error) and "detached" not in str(error):
                raise


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context.new_page())
    context.close()


def sanitised(markup: str) -> str:
    limits = Limits()
    return safe_markup(f"<p>before</p>{markup}", (), limits, Deadline(limits, "test"))


def document(markup: str) -> str:
    return f"<!doctype html><meta charset=utf-8><title>x</title><body>{markup}"


def test_the_attempts_are_real(watched: Watched) -> None:
    raw = "".join(
        markup for name, markup in attempts() if name in ("image that fails", "SVG that loads", "details that open")
    )
    assert "it ran" in watched.load(document(raw), OPEN, sandbox=None)


def test_the_markup_is_a_wall_by_itself(watched: Watched) -> None:
    """No policy, no sandbox: all attempts at once, and again in groups, as one may hide another."""
    cleaned = [sanitised(markup) for _, markup in attempts()]
    assert watched.load(document("".join(cleaned)), OPEN, sandbox=None) == []
    joined = [sanitised("".join(markup for _, markup in attempts()[start::5])) for start in range(5)]
    assert watched.load(document("".join(joined)), OPEN, sandbox=None) == []


def test_the_sandbox_is_a_wall_by_itself(watched: Watched) -> None:
    """The attempts as they stand, a few of them at a time, as some would hide those behind them.

    A link may lead the frame to another address of this server, where no page lets itself be framed.
    """
    all_of_them = attempts()
    for start in range(0, len(all_of_them), 20):
        raw = "<hr>".join(markup for _, markup in all_of_them[start : start + 20])
        tried = watched.load(document(raw), FRAME_POLICY, sandbox="allow-scripts")
        assert [one for one in tried if not one.startswith(f"{HERE}/")] == []


def test_both_walls(watched: Watched) -> None:
    cleaned = "".join(sanitised(markup) for _, markup in attempts())
    assert watched.load(document(cleaned), FRAME_POLICY, sandbox="allow-scripts") == []
