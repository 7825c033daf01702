from collections.abc import Sequence

import numpy as np
import pytest

from learn.blockcolumns import BLOCK_SECTIONS, CONTENT_SECTIONS, FURNITURE_SECTIONS, Section
from learn.features import PAGE, features_page
from learn.pagecolumns import CERTAINTY_SECTIONS, PAGE_SECTIONS
from tearsheet.roles.certainty import CERTAINTY
from tearsheet.roles.content import CONTENT_FEATURES
from tearsheet.roles.features import FEATURES, measure
from tearsheet.roles.leftout import FURNITURE_FEATURES, measure_furniture
from tearsheet.roles.pagetype import PAGE_FEATURES, measure_page
from tearsheet.roles.surroundings import SURROUNDINGS
from tests.pages.news import ALL, News
from tests.pages.reading import html_page, text_page

OWN_OF_LEFT_OUT = tuple(name for name in FURNITURE_FEATURES if name not in FEATURES)


@pytest.mark.parametrize(
    ("sections", "names"),
    [
        (CONTENT_SECTIONS, CONTENT_FEATURES),
        (BLOCK_SECTIONS, FEATURES),
        (PAGE_SECTIONS, PAGE_FEATURES),
        (FURNITURE_SECTIONS, OWN_OF_LEFT_OUT),
        (CERTAINTY_SECTIONS, CERTAINTY),
    ],
    ids=["content", "blocks", "pages", "left out", "certainty"],
)
def test_every_column_is_explained_and_nothing_else(sections: Sequence[Section], names: Sequence[str]) -> None:
    explained = [column for section in sections for column in section.columns]
    assert sorted(explained) == sorted(names)


@pytest.mark.parametrize("section", [*CONTENT_SECTIONS, *PAGE_SECTIONS, *FURNITURE_SECTIONS, *CERTAINTY_SECTIONS])
def test_explanations_are_one_line_with_a_unit(section: Section) -> None:
    for name, (unit, told) in section.lines.items():
        assert unit.strip(), name
        assert told.strip(), name
        assert not {"\n", "|"} & {*unit, *told}, name
    assert section.flat.keys() <= {*section.lines, "*"}


def test_the_page_is_that_of_the_code() -> None:
    assert PAGE.read_text("utf-8") == features_page(), "out of date: python -m learn.features"


def test_the_page_names_every_column_and_what_it_stands_for() -> None:
    text = features_page()
    assert text == features_page()
    sections = (*CONTENT_SECTIONS, *FURNITURE_SECTIONS, *PAGE_SECTIONS, *CERTAINTY_SECTIONS)
    assert {
        name for section in sections for name in section.lines if ": " not in name and f"`{name}`" not in text
    } == set()
    assert {name for name in SURROUNDINGS if f"- `{name}`" not in text} == set()
    assert "Tags: `ul ol`" in text
    assert "breadcrumblist" in text
    assert "colophon" in text


def flat_columns(sections: Sequence[Section]) -> dict[str, float]:
    values = {}
    for section in sections:
        for column, name in section.columns.items():
            value = section.flat_value(name)
            if value is not None:
                values[column] = value
    return values


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_flat_captures_hold_the_values_that_are_said(news: News) -> None:
    plain = "\n\n".join(block.text for block in html_page(news.html).blocks)
    page = text_page(f"# {news.title}\n\n{plain}\n\n- one\n- two\n\n> said\n\na\tb\nc\td\n")
    features = measure(page)
    numbers = list(range(len(page.blocks)))
    for sections, names, matrix in (
        (BLOCK_SECTIONS, FEATURES, features.matrix),
        (PAGE_SECTIONS, PAGE_FEATURES, measure_page(page, features)[None, :]),
        (FURNITURE_SECTIONS, FURNITURE_FEATURES, measure_furniture(page, features, numbers)),
    ):
        flat = flat_columns(sections)
        assert flat
        wrong = {name for name, value in flat.items() if (matrix[:, names.index(name)] != np.float32(value)).any()}
        assert wrong == set()


def test_the_page_says_on_how_many_sites_a_token_must_be() -> None:
    pytest.importorskip("sklearn")
    from learn.linear import LEAST_SITES

    assert LEAST_SITES == 3
    assert "fewer than three sites" in " ".join(features_page().split())
