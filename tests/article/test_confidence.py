from dataclasses import replace

import pytest

from tearsheet import extract
from tearsheet.article.confidence import judge
from tearsheet.page.role import PageType, Role
from tearsheet.roles import decide
from tearsheet.roles.certainty import CERTAINTY
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
    ("text", "title", "kind", "reason"),
    [
        (LONG[:300], "x", PageType.ARTICLE, "the text is short"),
        (LONG[:100], "x", PageType.ARTICLE, "the text is only 100 characters long"),
        (LONG, None, PageType.ARTICLE, "no title was found"),
        (LONG, "x", PageType.FORUM, "the page looks like a forum, not an article"),
    ],
)
def test_what_is_out_of_the_ordinary_is_said(text: str, title: str | None, kind: PageType, reason: str) -> None:
    assert reason not in judge(DECISION, LONG, title="x", embedded=False)[1]
    assert reason in judge(replace(DECISION, page_type=kind), text, title=title, embedded=False)[1]


@pytest.mark.parametrize(
    ("sign", "value", "reason"),
    [
        ("doubtful share", 0.9, "much of the page could be part of it or not"),
        ("left behind share", 0.5, "text that may belong to it was left out"),
        ("kept share of span", 0.2, "other text stands between its parts"),
    ],
)
def test_what_tells_against_it_is_said(sign: str, value: float, reason: str) -> None:
    signs = list(DECISION.certainty)
    signs[CERTAINTY.index(sign)] = value
    confidence, reasons = judge(DECISION, LONG, title="x", embedded=False)
    doubted, said = judge(replace(DECISION, certainty=tuple(signs)), LONG, title="x", embedded=False)
    assert reason in said
    assert reason not in reasons
    assert doubted <= confidence + 0.05


def test_text_from_embedded_data_is_never_sure() -> None:
    confidence, reasons = judge(DECISION, LONG, title="x", embedded=True)
    assert confidence < judge(DECISION, LONG, title="x", embedded=False)[0]
    assert reasons == ("the text is taken from embedded data, not from what a reader sees",)


def test_title_in_the_page_is_a_reason() -> None:
    assert Role.TITLE in DECISION.roles
    assert "the title stands in the page" in judge(DECISION, LONG, title="x", embedded=False)[1]


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_clear_articles_are_sure_in_every_script(news: News) -> None:
    assert extract(news.html, url=news.url).confidence > 0.75
