import numpy as np
import pytest
from hypothesis import given, settings

from tearsheet.page.block import Page
from tearsheet.roles.features import FEATURES, measure
from tearsheet.roles.surroundings import FAR, SURROUNDINGS
from tests.pages.markup import soup
from tests.pages.news import ALL, NEWS_EN, NEWS_ZH, News, plain
from tests.pages.reading import html_page, text_page


def column(page: Page, name: str) -> np.ndarray:
    return measure(page).matrix[:, FEATURES.index(name)]


def number(page: Page, text: str) -> int:
    return next(block.block for block in page.blocks if block.text == text)


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_one_row_a_block_and_all_numbers_finite(news: News) -> None:
    for page in (
        html_page(news.html),
        html_page(plain(news)),
        text_page(news.title + "\n" + news.legal),
        html_page(""),
    ):
        features = measure(page)
        assert features.matrix.shape == (len(page.blocks), len(FEATURES))
        assert features.matrix.dtype == np.float32
        assert np.isfinite(features.matrix).all()
        assert features.surroundings.shape == (len(page.blocks), len(SURROUNDINGS))


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_title_is_found(news: News) -> None:
    for page in (html_page(news.html), html_page(plain(news))):
        assert page.blocks[measure(page).title].text == news.title


def test_units_count_wide_characters_for_more() -> None:
    page = html_page(f"<p>{NEWS_ZH.title}</p><p>{'x' * len(NEWS_ZH.title)}</p>")
    units = measure(page).units
    assert units.tolist() == [2.5 * len(NEWS_ZH.title), float(len(NEWS_ZH.title))]


def test_surroundings_are_distances_in_levels() -> None:
    page = html_page(
        "<main><div class='article-body'><div><p>in</p></div></div></main><p class=comment>own</p><p>out</p>"
    )
    above = measure(page).surroundings
    main, text, comments = (SURROUNDINGS.index(name) for name in ("main", "text name", "comments name"))
    assert above[:, main].tolist() == [3, FAR, FAR]
    assert above[:, text].tolist() == [2, FAR, FAR]
    assert above[:, comments].tolist() == [FAR, 0, FAR]


def test_link_share() -> None:
    page = html_page(
        "<p><a href=/x>1234</a>5678</p><p>none</p><p><a href=/y>all</a></p>",
    )
    assert column(page, "link share").tolist() == [0.5, 0.0, 1.0]


def test_what_a_flat_capture_cannot_tell_is_neutral() -> None:
    page = text_page("One line.\n\nAnother.")
    assert column(page, "has markup").tolist() == [0, 0]
    assert (measure(page).surroundings == FAR).all()
    assert column(page, "gap before").tolist() == [0, 2]
    assert column(html_page("<p>x"), "gap before").tolist() == [-1]


def test_core_is_where_the_prose_stands() -> None:
    page = html_page(NEWS_EN.html)
    core = column(page, "in core")
    assert all(core[number(page, text)] == 1 for text in NEWS_EN.paragraphs)
    assert core[number(page, NEWS_EN.legal)] == 0
    assert core[number(page, NEWS_EN.comments[0])] == 0


def test_the_same_page_has_the_same_numbers() -> None:
    assert measure(html_page(NEWS_EN.html)).matrix.tobytes() == measure(html_page(NEWS_EN.html)).matrix.tobytes()


@given(soup)
@settings(max_examples=80, deadline=None)
def test_any_markup_can_be_measured(html: str) -> None:
    assert np.isfinite(measure(html_page(html)).matrix).all()
    assert np.isfinite(measure(text_page(html)).matrix).all()
