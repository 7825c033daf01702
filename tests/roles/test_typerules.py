import numpy as np
import pytest

from tearsheet import PageType, extract
from tearsheet.roles.features import measure
from tearsheet.roles.typerules import refine, warning_of
from tests.pages.news import NEWS_EN
from tests.pages.others import DOCUMENTATION, FORUM, LIVE_BLOG, LIVE_ENTRIES, PRODUCT
from tests.pages.reading import html_page
from tests.pages.several import FRONT_PAGE, LIVE_TICKER, QUESTION, TICKER


def refined(html: str, learned: PageType, url: str | None = None) -> PageType:
    page = html_page(html, url)
    return refine(page, measure(page), learned)


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example",
        "https://www.harbour.example/",
        "https://harbour.example/index.html",
        "https://harbour.example/en/",
        "https://harbour.example/pt-br/index.php",
        "https://harbour.example/?utm_source=mail",
    ],
)
@pytest.mark.parametrize("learned", [PageType.LISTING, PageType.COLLECTION, PageType.ARTICLE, PageType.SERVICE])
def test_a_front_page_is_the_root_of_its_site_and_lists_stories(url: str, learned: PageType) -> None:
    assert refined(FRONT_PAGE, learned, url) is PageType.FRONT_PAGE


@pytest.mark.parametrize("url", ["https://harbour.example/city", "https://harbour.example/?p=12", None])
def test_a_page_elsewhere_is_no_front_page(url: str | None) -> None:
    assert refined(FRONT_PAGE, PageType.LISTING, url) is PageType.LISTING


@pytest.mark.parametrize(
    ("html", "learned"),
    [(NEWS_EN.html, PageType.ARTICLE), (DOCUMENTATION, PageType.DOCUMENTATION), (PRODUCT, PageType.PRODUCT)],
)
def test_one_text_at_the_root_is_no_front_page(html: str, learned: PageType) -> None:
    assert refined(html, learned, "https://harbour.example/") is learned


@pytest.mark.parametrize("learned", [PageType.ARTICLE, PageType.LISTING, PageType.FORUM, PageType.COLLECTION])
def test_live_blogs_declare_themselves_or_are_many_timed_entries(learned: PageType) -> None:
    assert refined(LIVE_BLOG, learned) is PageType.LIVE_BLOG
    assert refined(LIVE_TICKER, learned) is PageType.LIVE_BLOG


def test_a_live_blog_needs_both_the_word_and_the_entries() -> None:
    assert refined(LIVE_TICKER.replace("Liveticker", "Bericht"), PageType.ARTICLE) is PageType.ARTICLE
    assert refined(LIVE_TICKER.replace("<time", "<b").replace("</time", "</b"), PageType.ARTICLE) is PageType.ARTICLE
    live = NEWS_EN.html.replace("<title>", "<title>Live: ")
    assert refined(live, PageType.ARTICLE) is PageType.ARTICLE


def test_entries_of_a_ticker_that_declares_nothing() -> None:
    article = extract(LIVE_TICKER, url="https://flussbote.example/hochwasser")
    assert article.page_type is PageType.LIVE_BLOG
    assert [entry.published.isoformat() for entry in article.entries if entry.published] == [each[0] for each in TICKER]
    assert len(extract(LIVE_BLOG).entries) == len(LIVE_ENTRIES)


@pytest.mark.parametrize(
    "url",
    [
        "https://forum.shed.example/t/17",
        "https://shed.example/forums/engines/17",
        "https://shed.example/threads/old-engine.17/",
        "https://shed.example/viewtopic.php?t=17",
        "https://shed.example/travel-forum/17",
    ],
)
def test_a_thread_is_known_by_its_address(url: str) -> None:
    plain = FORUM.replace("DiscussionForumPosting", "WebPage")
    assert refined(plain, PageType.ARTICLE, url) is PageType.FORUM
    assert refined(plain, PageType.DOCUMENTATION, url) is PageType.DOCUMENTATION


@pytest.mark.parametrize("url", ["https://shed.example/board-games-of-the-year", "https://shed.example/topics/forumla"])
def test_an_address_that_only_sounds_like_a_forum(url: str) -> None:
    assert refined(NEWS_EN.html, PageType.ARTICLE, url) is PageType.ARTICLE


def test_a_thread_is_known_by_what_it_declares() -> None:
    assert refined(FORUM, PageType.ARTICLE) is PageType.FORUM
    assert refined(QUESTION, PageType.ARTICLE) is PageType.FORUM


def test_addresses_of_any_kind_do_no_harm() -> None:
    for url in ("http://[", "//", "https://", "mailto:x", "https://a.example:99999999/"):
        assert refined(NEWS_EN.html, PageType.ARTICLE, url) is PageType.ARTICLE


def test_who_asks_for_an_article_is_told_that_the_page_is_none() -> None:
    article = extract(FRONT_PAGE, url="https://harbour.example/")
    assert article.page_type is PageType.FRONT_PAGE
    assert article.warnings[-1] == "the page looks like the front page of a site, not an article"
    for html in (NEWS_EN.html, LIVE_BLOG, FORUM, DOCUMENTATION, PRODUCT):
        assert extract(html).warnings == ()
    warned = {kind for kind in PageType if warning_of(kind)}
    assert warned == {PageType.FRONT_PAGE, PageType.LISTING, PageType.COLLECTION}


def test_a_page_without_text() -> None:
    page = html_page("<title>Live</title>", "https://harbour.example/")
    assert refine(page, measure(page), PageType.ARTICLE) is PageType.ARTICLE
    assert not np.any(measure(page).units)
