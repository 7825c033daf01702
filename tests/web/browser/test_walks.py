"""What a reader does, in a real browser: from page to page, from the record to its page and back."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

Open = Callable[..., Any]
Shoot = Callable[[Any, str], None]
FERRY = "First electric ferry crosses Harrowmere Sound"


def capture(page: Any) -> Any:
    """The document of the frame, when it is ready."""
    frame = page.frame(name="capture")
    frame.wait_for_selector("[data-block][tabindex]")
    return frame


def until(where: Any, expression: str, given: object = None) -> None:
    """Wait until an expression is true; the pages' own policy forbids the browser to wait for it."""
    end = time.monotonic() + 15
    while not where.evaluate(expression, given):
        assert time.monotonic() < end, expression
        where.wait_for_timeout(30)


def lit(where: Any) -> list[str]:
    return [text.strip() for text in where.eval_on_selector_all(".lit", "all => all.map(one => one.innerText)")]


def test_from_the_first_page_to_a_speaker_and_back_to_the_words(visit: Open, shoot: Shoot) -> None:
    page = visit("/")
    shoot(page, "home")
    page.fill("#q", "bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=bridge")
    assert page.locator(".hit").count() >= 2
    page.click("text=Statements >> nth=0")
    page.wait_for_selector(".said-hit")
    shoot(page, "statements")
    page.click("text=Who else carries it >> nth=0")
    page.wait_for_url("**/statements/*")
    assert "In copies of the same article" in page.inner_text("main")
    shoot(page, "statement")
    page.click("nav >> text=People")
    page.click("text=Karin Keller >> nth=0")
    page.wait_for_url("**/people/*")
    assert "waited long enough" in page.inner_text("main")
    shoot(page, "person")
    page.click(".said-hit blockquote a >> nth=0")
    page.wait_for_url("**/articles/*")
    frame = capture(page)
    until(frame, "CSS.highlights.has('said')")
    assert "waited long enough" in frame.evaluate("[...CSS.highlights.get('said')].map(String).join(' ')")


def test_outlets_stories_and_editions(visit: Open, shoot: Shoot, ids: dict[str, int]) -> None:
    page = visit("/outlets")
    page.click("text=Aar Courier")
    page.wait_for_url("**/outlets/*")
    assert "Karin Keller" in page.inner_text("aside")
    page.click("text=Bridge reopens")
    page.wait_for_url("**/articles/*")
    page.click("#record >> text=What changed")
    page.wait_for_url("**/diff?*")
    assert "costs two francs" in " ".join(page.locator("ins").all_inner_texts())
    assert "is free for everybody" in " ".join(page.locator("del").all_inner_texts())
    shoot(page, "diff")
    page.click("text=Captures of an address")
    page.wait_for_url(re.compile("/editions"))
    assert page.locator(".line > li").count() == 2
    page.goto(f"/stories/{ids['Ferry stays']}")
    assert page.locator("svg.time circle").count() >= 2
    page.click("summary >> nth=0")
    assert "reopened on Monday" in page.inner_text(".sharing[open] blockquote")
    shoot(page, "story")


def test_the_record_lights_up_the_page(visit: Open, shoot: Shoot, ids: dict[str, int]) -> None:
    page = visit(f"/articles/{ids[FERRY]}")
    frame = capture(page)
    paragraph = page.locator(".body p", has_text="The battery, as heavy")
    paragraph.hover()
    frame.wait_for_selector(".lit")
    assert [text[:12] for text in lit(frame)] == ["The battery,"]
    assert "paragraph" in page.inner_text("#status")
    shoot(page, "article")
    for piece, words in ((".author >> nth=0", "Imogen Tasker"), ("figcaption span", "Lady Anstice"), ("h1", FERRY)):
        page.locator(f"#record {piece}").hover()
        until(frame, "words => document.querySelector('.lit')?.innerText.includes(words)", words)
    said = page.locator(".statements li", has_text="missed the boat")
    said.hover()
    until(frame, "CSS.highlights.has('said')")
    assert "missed the boat" in frame.evaluate("[...CSS.highlights.get('said')].map(String).join(' ')")
    assert any("missed the boat" in text for text in lit(page))


def test_the_page_lights_up_the_record(visit: Open, ids: dict[str, int]) -> None:
    page = visit(f"/articles/{ids[FERRY]}")
    frame = capture(page)
    frame.locator("p", has_text="The battery, as heavy").hover()
    page.wait_for_selector("#record .lit")
    assert [text[:12] for text in lit(page)] == ["The battery,"]
    frame.locator("[data-role=byline]").first.click()
    until(page, "document.querySelector('#record .lit')?.innerText.includes('Imogen')")
    frame.locator("[data-role=consent]").first.hover()
    until(page, "document.getElementById('status').textContent.includes('consent')")
    assert lit(page) == []


def test_a_flat_capture_lights_up_both_ways(visit: Open, shoot: Shoot, ids: dict[str, int]) -> None:
    page = visit(f"/articles/{ids['First ferry crosses the Sound']}")
    frame = capture(page)
    page.locator(".body p", has_text="The battery").hover()
    frame.wait_for_selector(".lit")
    assert [text[:11] for text in lit(frame)] == ["The battery"]
    frame.locator(".b", has_text="The 6.15").hover()
    until(page, "document.querySelector('#record .lit')?.innerText.startsWith('The 6.15')")
    shoot(page, "flat")


def test_what_was_left_out_can_be_put_aside(visit: Open, ids: dict[str, int]) -> None:
    page = visit(f"/articles/{ids[FERRY]}")
    frame = capture(page)
    consent = frame.locator("[data-role=consent]").first
    assert consent.is_visible()
    page.click("text=Why it was left out")
    page.uncheck("input[name=role][value=consent]")
    consent.wait_for(state="hidden")
    assert frame.locator("[data-role=share]").first.is_visible()
    page.uncheck("#all-out")
    frame.locator("[data-role=share]").first.wait_for(state="hidden")
    page.check("#all-out")
    consent.wait_for(state="visible")
    page.uncheck("#tint")
    frame.wait_for_selector("body.plain")


def test_results_as_they_are_typed_with_the_way_back(visit: Open, shoot: Shoot) -> None:
    page = visit("/search?q=ferry")
    before = page.inner_text(".count")
    page.fill("#q", "")
    page.type("#q", "bridge", delay=15)
    page.wait_for_url("**/search?q=bridge")
    until(page, "document.getElementById('results').innerText.includes('Bridge reopens')")
    assert page.evaluate("document.activeElement.id") == "q"
    shoot(page, "search")
    page.go_back()
    page.wait_for_url("**/search?q=ferry")
    until(page, "before => document.querySelector('.count').innerText === before", before)
    assert page.input_value("#q") == "ferry"
    page.click("text=Filters")
    page.fill("input[name=outlet]", "Lake Post")
    page.wait_for_url(re.compile("outlet=Lake"))
    until(page, "document.querySelectorAll('.hit').length === 1")


def test_a_page_is_tried_and_kept(visit: Open, shoot: Shoot) -> None:
    page = visit("/try")
    shoot(page, "try")
    body = "".join(
        f"<p>Pass number {n} of the pass road is closed until the snow of the winter has melted.</p>" for n in "123"
    )
    page.fill(
        "#content", f"<html lang=en><nav><a href=/>Home</a></nav><article><h1>Passes closed</h1>{body}</article></html>"
    )
    page.click("text=Make the record")
    page.wait_for_url("**/try/*")
    assert page.inner_text("h1").strip() == "Passes closed"
    frame = capture(page)
    assert frame.locator("[data-role=navigation]").count() == 1
    page.click("text=Keep it in the archive")
    page.wait_for_url("**/articles/*")
    assert page.inner_text("h1").strip() == "Passes closed"


def test_a_file_is_dropped(visit: Open) -> None:
    page = visit("/try")
    text = "Harbour closed\\n\\n" + "The harbour is closed until the end of the storm, the harbour master said. " * 5
    page.evaluate(
        f"""() => {{
            const dropped = new DataTransfer();
            dropped.items.add(new File(["{text}"], "harbour.txt", {{ type: "text/plain" }}));
            document.dispatchEvent(new DragEvent("drop", {{ dataTransfer: dropped, bubbles: true, cancelable: true }}));
        }}"""
    )
    page.wait_for_url("**/try/*")
    assert "Harbour closed" in page.inner_text("h1")


def test_in_french_and_remembered(visit: Open, shoot: Shoot) -> None:
    page = visit("/", locale="fr-CA")
    assert page.get_attribute("html", "lang") == "fr"
    assert "Rechercher" in page.inner_text(".ask button")
    page.click("text=English")
    page.wait_for_selector("html[lang=en]")
    page.click("nav >> text=People")
    page.wait_for_url("**/people")
    assert page.get_attribute("html", "lang") == "en"


def test_another_direction(visit: Open, shoot: Shoot, ids: dict[str, int]) -> None:
    arabic = next(number for title, number in ids.items() if re.search("[\u0600-\u06ff]", title))
    page = visit(f"/articles/{arabic}", locale="fr-FR")
    capture(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.body p')).direction") == "rtl"
    assert page.get_attribute("#record article", "lang") == "ar"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "ltr"
    shoot(page, "arabic")


def test_without_scripts(visit: Open, ids: dict[str, int]) -> None:
    page = visit(f"/articles/{ids[FERRY]}", java_script_enabled=False)
    assert not page.locator("#tint").is_visible()
    page.locator(".body .at").first.focus()
    page.keyboard.press("Enter")
    page.frame(name="capture").wait_for_url(re.compile(r"#b\d+$"))
    page.goto("/search")
    page.fill("#q", "bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=bridge*")
    assert page.locator(".hit").count() >= 2


@pytest.mark.parametrize(("name", "width"), [("phone", 390), ("narrow", 320)])
def test_nothing_is_wider_than_the_screen(
    visit: Open, shoot: Shoot, ids: dict[str, int], name: str, width: int
) -> None:
    page = visit(f"/articles/{ids[FERRY]}", width=width)
    for address in (
        f"/articles/{ids[FERRY]}",
        "/",
        "/search?q=ferry",
        "/people",
        f"/stories/{ids['Ferry stays']}",
        "/try",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        shoot(page, f"{name}-{address.strip('/').replace('/', '-').partition('?')[0] or 'home'}")


def test_by_the_keyboard_alone(visit: Open, ids: dict[str, int]) -> None:
    page = visit(f"/articles/{ids[FERRY]}")
    frame = capture(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "at"
    frame.wait_for_selector(".lit")
    page.focus("#all-out")
    before = None
    for _ in range(20):
        page.keyboard.press("Tab")
        before = frame.evaluate("document.hasFocus() && document.activeElement.dataset.block")
        if before:
            break
    assert before
    page.keyboard.press("ArrowDown")
    after = frame.evaluate("document.activeElement.dataset.block")
    assert int(after) > int(before)
    page.wait_for_selector("#record .lit")
    page.keyboard.press("Escape")


def test_a_problem_is_told_without_a_trace(visit: Open, shoot: Shoot) -> None:
    page = visit("/articles/999999", expect=404)
    assert "No article 999999" in page.inner_text("main")
    shoot(page, "problem")
