import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.page.block import Page
from tearsheet.roles.features import FEATURES, measure
from tearsheet.roles.surroundings import FAR, SURROUNDINGS
from tests.pages.markup import damaged, nested, soup
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


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        (
            "price",
            ("$12", "€ 9,50", "From £3 a night", "₹499", "R$ 15,90", "12 USD", "9.50 EUR each", "1200 kr"),
            ("12 trams", "Gate 5A", "2024", "dollars", "x" * 200 + " $12"),
        ),
        (
            "contact",
            ("ana@harbour.example", "See https://harbour.example/x", "www.harbour.example", "Call +49 30 1234 5678"),
            ("@harbour", "a + b", "2 +2", "the www of things", "harbour.example"),
        ),
        (
            "stars",
            ("★★★★☆", "Rated 4.5/5", "4,5 / 5", "8 / 10 points", "9/10"),
            ("12/10", "5 of 5", "and/or", "1/3", "* * *", "x" * 200 + " ★"),
        ),
    ],
)
def test_signs_of_shops_and_reviews(name: str, yes: tuple[str, ...], no: tuple[str, ...]) -> None:
    page = html_page("".join(f"<p>{text}</p>" for text in (*yes, *no)))
    assert column(page, name).tolist() == [1] * len(yes) + [0] * len(no)
    flat = text_page("\n\n".join((*yes, *no)))
    assert column(flat, name).tolist() == [1] * len(yes) + [0] * len(no)


def test_times_are_counted() -> None:
    time = "<time datetime=2024-05-06>6 May</time>"
    assert column(html_page(f"<p>{time} to {time}</p><p>{time}</p><p>6 May</p>"), "times").tolist() == [2, 1, 0]


def test_copies_before_and_after() -> None:
    page = html_page("<p>one</p><p>two</p><p>one</p><img src=/a.jpg><img src=/b.jpg><p>one</p>")
    assert column(page, "copies before").tolist() == [0, 0, 1, 0, 0, 2]
    assert column(page, "copies after").tolist() == [2, 0, 1, 0, 0, 0]
    many = html_page("<p>one</p>" * 9)
    assert column(many, "copies before").tolist() == [0, 1, 2, 3, 4, 5, 5, 5, 5]
    assert column(many, "copies after").tolist() == [5, 5, 5, 5, 4, 3, 2, 1, 0]


LONG = NEWS_EN.paragraphs[0]
SHORT = "A short line."


def test_blocks_since_the_heading_above() -> None:
    page = html_page(f"<p>{SHORT}</p><h2>a</h2><p>{SHORT}</p><p>{SHORT}</p><h4>b</h4><h3>c</h3><p>{SHORT}</p>")
    assert column(page, "blocks since heading").tolist() == [-1, -1, 1, 2, 3, 1, 1]
    assert column(page, "level of heading").tolist() == [0, 0, 2, 2, 2, 4, 3]
    far = column(html_page("<h2>a</h2>" + f"<p>{SHORT}</p>" * 70), "blocks since heading")
    assert far.tolist() == [-1, *range(1, 61), *[60] * 10]


def test_prose_since_the_title() -> None:
    page = html_page(
        f"<title>Bridge reopens</title><p>{LONG}</p><h1>Bridge reopens</h1><p>{SHORT}</p><p>{LONG}</p><p>x"
    )
    assert measure(page).title == 1
    long = np.log1p(len(LONG))
    assert column(page, "prose since title") == pytest.approx([0, 0, 0, 0, long])
    none = html_page(f"<p>{LONG}</p><p>{LONG}</p><p>x")
    assert measure(none).title == -1
    assert column(none, "prose since title") == pytest.approx([0, long, np.log1p(2 * len(LONG))])


def test_blocks_since_and_to_prose() -> None:
    page = html_page(f"<p>x</p><p>y</p><p>{LONG}</p><p>z</p><p>{LONG}</p><p>x")
    assert column(page, "blocks to prose").tolist() == [2, 1, 2, 1, 99, 99]
    assert column(page, "blocks since prose").tolist() == [99, 99, 99, 1, 2, 1]
    assert column(html_page(f"<p>{SHORT}"), "blocks to prose").tolist() == [99]
    far = html_page(f"<p>{LONG}</p>" + "<p>x</p>" * 120 + f"<p>{LONG}</p>")
    assert column(far, "blocks since prose").tolist()[1:] == [*range(1, 99), *[99] * 23]
    assert column(far, "blocks to prose").tolist()[::-1][1:] == [*range(1, 99), *[99] * 23]


def test_levels_to_the_title() -> None:
    page = html_page(
        "<title>Bridge reopens</title><main><header><h1>Bridge reopens</h1></header><div><p>in</p></div></main>"
        "<p>out</p><ul><li>far</li></ul>"
    )
    assert column(page, "levels to title").tolist() == [0, 2, 1, 2]
    assert (column(html_page(f"<p>{LONG}</p><p>x</p>"), "levels to title") == FAR).all()
    assert (column(text_page("Bridge reopens\n\nx"), "levels to title") == FAR).all()


def test_the_same_page_has_the_same_numbers() -> None:
    assert measure(html_page(NEWS_EN.html)).matrix.tobytes() == measure(html_page(NEWS_EN.html)).matrix.tobytes()


def test_columns_have_names_of_their_own() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


@given(st.one_of(soup, nested, damaged(NEWS_EN.html)))
@settings(max_examples=80, deadline=None)
def test_any_markup_can_be_measured(html: str) -> None:
    for page in (html_page(html), text_page(html)):
        features = measure(page)
        assert features.matrix.shape == (len(page.blocks), len(FEATURES))
        assert np.isfinite(features.matrix).all()
        assert -1 <= features.title < len(page.blocks)
