import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.declared import declare
from tearsheet.article.metadata.reconcile import COLUMNS, Reliability, choose, column_of
from tearsheet.page.role import PageType
from tests.pages.reading import html_page

WEIGHTS = Reliability(
    none=(0.0, 0.0, 2.0, 2.0),
    signs={
        "heading": (2.0, 2.0, 1.0, 1.0),
        "meta": (1.2, 1.2, 0.5, 0.5),
        "data": (1.1, 1.1, 0.5, 0.5),
        "cut off": (-3.0, -3.0, -3.0, -3.0),
    },
)


def test_the_likeliest_value_is_chosen() -> None:
    choice = choose(WEIGHTS, [{"meta"}, {"heading"}], 0)
    assert choice.index == 1
    assert 0.5 < choice.probability < 0.9


def test_values_that_several_places_state_add_up() -> None:
    assert choose(WEIGHTS, [{"meta", "data"}, {"heading"}], 0).index == 0


def test_disagreement_lowers_the_probability() -> None:
    alone = choose(WEIGHTS, [{"heading"}], 0).probability
    agreed = choose(WEIGHTS, [{"heading", "meta"}], 0).probability
    disputed = choose(WEIGHTS, [{"heading"}, {"meta", "data"}, {"data"}], 0, always=True).probability
    assert disputed < alone < agreed


def test_nothing_is_chosen_where_none_is_likelier_to_be_right() -> None:
    assert choose(WEIGHTS, [{"heading"}], 2).index == -1
    assert choose(WEIGHTS, [{"heading"}], 2, always=True).index == 0
    assert choose(WEIGHTS, [{"heading", "cut off"}], 0).index == -1
    assert choose(WEIGHTS, [], 0).index == -1


def test_the_first_of_equals_is_chosen() -> None:
    assert choose(WEIGHTS, [{"heading"}, {"heading"}], 0).index == 0


@given(
    st.lists(st.sets(st.sampled_from(["heading", "meta", "data", "cut off", "unknown"])), max_size=6),
    st.integers(0, len(COLUMNS) - 1),
    st.booleans(),
)
def test_probabilities_are_some(values: list[set[str]], column: int, always: bool) -> None:
    choice = choose(WEIGHTS, values, column, always=always)
    assert -1 <= choice.index < len(values)
    assert 0 <= choice.probability <= 1


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A ferry"}</script>', "news"),
        ('<script type="application/ld+json">{"@type": "BlogPosting", "headline": "A ferry"}</script>', "article"),
        ("<title>A ferry</title>", "article"),
        ('<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "A ferry"}</script>', "news"),
        ('<script type="application/ld+json">{"@type": "NewsMediaOrganization", "name": "Courier"}</script>', "news"),
        ("<meta name=news_keywords content=ferry>", "news"),
        ("<meta property=article:content_tier content=free>", "news"),
        ("<meta property=article:published_time content=2026-01-02>", "article"),
    ],
)
def test_columns_are_told_by_what_a_page_declares(head: str, column: str) -> None:
    page = html_page(f"<html><head>{head}</head><body><h1>A ferry</h1><p>It sails.</p></body></html>")
    declared = declare(page, page.blocks)
    assert COLUMNS[column_of(declared)] == column
    assert COLUMNS[column_of(declared, PageType.FORUM)] == "thread"
    assert COLUMNS[column_of(declared, PageType.SERVICE)] == "other"
