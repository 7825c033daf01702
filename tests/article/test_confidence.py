from dataclasses import replace

import pytest

from tearsheet import extract
from tearsheet.article.confidence import judge
from tearsheet.page.role import PageType, Role
from tearsheet.roles import decide
from tests.pages.news import ALL, NEWS_EN, News
from tests.pages.reading import html_page

DECISION = decide(html_page(NEWS_EN.html))
LONG = "The bridge is open. " * 50


def test_confidence_is_between_nought_and_one_and_has_reasons() -> None:
    confidence, reasons = judge(DECISION, LONG, title="x", embedded=False)
    assert 0.8 < confidence <= 1
    assert reasons[0].startswith("expected F1")


def test_no_text_gives_no_confidence() -> None:
    assert judge(DECISION, "", title="x", embedded=False) == (0.0, ("no text was found",))


@pytest.mark.parametrize(
    ("text", "title", "embedded", "kind", "reason"),
    [
        (LONG[:300], "x", False, PageType.ARTICLE, "the text is short"),
        (LONG[:100], "x", False, PageType.ARTICLE, "the text is only 100 characters long"),
        (LONG, None, False, PageType.ARTICLE, "no title was found"),
        (LONG, "x", False, PageType.FORUM, "the page looks like a forum, not an article"),
        (LONG, "x", True, PageType.ARTICLE, "the text is taken from embedded data, not from what a reader sees"),
    ],
)
def test_what_lowers_it_is_said(text: str, title: str | None, embedded: bool, kind: PageType, reason: str) -> None:
    best, _ = judge(DECISION, LONG, title="x", embedded=False)
    confidence, reasons = judge(replace(DECISION, page_type=kind), text, title=title, embedded=embedded)
    assert confidence < best
    assert reason in reasons


def test_title_in_the_page_is_a_reason() -> None:
    assert Role.TITLE in DECISION.roles
    assert "the title stands in the page" in judge(DECISION, LONG, title="x", embedded=False)[1]


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_clear_articles_are_sure_in_every_script(news: News) -> None:
    assert extract(news.html, url=news.url).confidence > 0.75
