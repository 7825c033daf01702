import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.role import PageType
from tearsheet.roles import decide
from tearsheet.roles.certainty import CERTAINTY, measure_certainty, predict_f1
from tearsheet.roles.model import load_trees
from tests.pages.news import ALL, NEWS_EN
from tests.pages.reading import html_page, text_page


def measured(probability: list[float], units: list[float], keep: list[bool]) -> dict[str, float]:
    values = measure_certainty(
        np.array(probability),
        np.array(units),
        np.array(keep, np.bool_),
        expected=0.8,
        kind=PageType.FORUM,
        news=0.1,
        title=True,
        markup=True,
    )
    return dict(zip(CERTAINTY, values, strict=True))


def test_what_is_kept_and_what_is_left_behind() -> None:
    signs = measured([0.9, 0.5, 0.1, 1.0], [100, 50, 50, 100], [True, False, False, True])
    assert signs["kept share of page"] == pytest.approx(200 / 300)
    assert signs["mean probability of kept"] == pytest.approx(0.95)
    assert signs["kept share of span"] == pytest.approx(200 / 300)
    assert signs["doubtful share"] == pytest.approx(50 / (90 + 25 + 5 + 100))
    assert signs["left behind share"] == pytest.approx(30 / (90 + 25 + 5 + 100))
    assert signs["kept blocks"] == pytest.approx(np.log1p(2))
    assert signs["is forum"] == 1
    assert signs["is article"] == 0


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1e6), st.booleans()), max_size=20),
)
def test_any_decision_gives_finite_numbers_and_an_f1(rows: list[tuple[float, float, bool]]) -> None:
    signs = measured([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
    assert np.isfinite(list(signs.values())).all()
    f1 = predict_f1(load_trees("confidence.npz"), [tuple(signs.values())])
    assert f1.shape == (1,)
    assert 0 <= f1[0] <= 1


def test_no_pages() -> None:
    assert predict_f1(load_trees("confidence.npz"), []).shape == (0,)


def test_weights_fit_the_numbers_they_are_given() -> None:
    assert load_trees("confidence.npz").features == CERTAINTY


def test_every_decision_tells_how_certain_it_is() -> None:
    for page in (html_page(NEWS_EN.html), html_page(""), text_page("One line.")):
        assert len(decide(page).certainty) == len(CERTAINTY)


def test_clear_articles_are_surer_than_a_line_of_text() -> None:
    trees = load_trees("confidence.npz")
    poor = predict_f1(trees, [decide(text_page("Home\nAbout\nNews")).certainty])[0]
    for news in ALL:
        assert predict_f1(trees, [decide(html_page(news.html)).certainty])[0] > poor


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_the_least_likely_tenth_of_what_is_kept(probability: list[float]) -> None:
    units = [10.0] * len(probability)
    signs = measured(probability, units, [True] * len(probability))
    assert signs["least sure tenth"] == np.quantile(probability, 0.1)
