import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.page.block import Page
from tearsheet.page.place import Elements
from tearsheet.roles.branches import gather_branches
from tearsheet.roles.features import FEATURES, measure
from tearsheet.roles.siblings import SIBLINGS, measure_siblings
from tests.pages.markup import damaged, nested, soup
from tests.pages.news import NEWS_EN
from tests.pages.others import FORUM, PRODUCT
from tests.pages.reading import html_page, text_page

FIRST = FEATURES.index(SIBLINGS[0])
SENTENCE = "The bridge over the river was closed on Monday, and nobody could say when it would open again."


def siblings(page: Page) -> np.ndarray:
    return measure(page).matrix[:, FIRST : FIRST + len(SIBLINGS)]


def column(html: str, name: str) -> list[float]:
    return siblings(html_page(html))[:, SIBLINGS.index(name)].tolist()


def row(members: int, *, item: str = "li", inside: str = "word", name: str = "") -> str:
    return "".join(f"<{item} class='{name}'>{inside}</{item}>" for _ in range(members))


def test_a_row_is_four_or_more() -> None:
    for count in (4, 7):
        assert column(f"<ul>{row(count)}</ul>", "row: siblings") == pytest.approx([np.log1p(count)] * count)
    assert not siblings(html_page(f"<ul>{row(3)}</ul>")).any()


def test_members_have_one_parent_one_tag_and_one_first_name() -> None:
    many = [np.log1p(4)] * 4
    for page in (
        f"<ul>{row(2)}</ul><ul>{row(2)}</ul>",
        f"<div>{row(2, item='p')}{row(2, item='h3')}</div>",
        f"<ul>{row(2, name='card')}{row(2, name='promo')}</ul>",
        f"<ul>{row(2, name='card first')}{row(2, name='first card')}</ul>",
    ):
        assert not siblings(html_page(page)).any()
    assert column(f"<ul>{row(2, name='card')}{row(2, name='card last')}</ul>", "row: siblings") == pytest.approx(many)


def test_members_without_text_do_not_count() -> None:
    assert not siblings(html_page(f"<div>{row(3, item='p')}{row(5, item='p', inside='<img src=/a.jpg>')}</div>")).any()


def test_where_in_the_row() -> None:
    assert column(f"<p>before</p><ul>{row(5)}</ul>", "row: position") == pytest.approx([0, 0, 0.2, 0.4, 0.6, 0.8])


def test_how_many_of_a_row_name_a_price() -> None:
    cards = row(3, item="div", inside="<h3>Kettle</h3><p>$12</p>") + row(1, item="div", inside="<h3>Lid</h3>")
    assert column(f"<div>{cards}</div>", "row: priced share") == pytest.approx([0.75] * 7)


def test_what_a_row_holds_of_the_page() -> None:
    page = f"<main><p>{SENTENCE}</p></main><ul>{row(4)}</ul>"
    units = measure(html_page(page)).units
    assert column(page, "row: share of page")[1:] == pytest.approx([units[1:].sum() / units.sum()] * 4)
    assert column(page, "row: mean units")[1:] == pytest.approx([np.log1p(4)] * 4)
    assert column(page, "row: prose outside") == [0, 1, 1, 1, 1]
    assert column(page, "row: prose share") == [0] * 5
    page = f"<div>{row(4, item='div', inside=f'<p>{SENTENCE}</p><p>Ann</p>')}</div>"
    assert column(page, "row: prose outside") == pytest.approx([0] * 8)
    assert column(page, "row: prose share") == pytest.approx([len(SENTENCE) / (len(SENTENCE) + 3)] * 8)
    assert column(page, "row: mean blocks") == [2] * 8


def test_rows_of_several_blocks_are_told_of_beside_the_innermost() -> None:
    menu = f"<ul>{row(5)}</ul>"
    assert column(menu, "row of several blocks: siblings") == [0] * 5
    thread = f"<div>{row(4, item='article', inside=f'<p>Ann</p>{menu}')}</div>"
    assert column(thread, "row: siblings") == pytest.approx(([np.log1p(4)] + [np.log1p(5)] * 5) * 4)
    assert column(thread, "row of several blocks: siblings") == pytest.approx([np.log1p(4)] * 24)
    assert column(thread, "row of several blocks: position") == pytest.approx(
        [n / 4 for n in range(4) for _ in range(6)]
    )
    assert column(thread, "row: position")[1:6] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])


def test_the_innermost_of_nested_rows() -> None:
    inner = f"<div>{row(5, item='section', inside='<p>a</p><p>b</p>')}</div>"
    page = f"<div>{row(4, item='article', inside=inner)}</div>"
    for which in ("row", "row of several blocks"):
        assert column(page, f"{which}: siblings") == pytest.approx([np.log1p(5)] * 40)


def test_elements_that_hold_nothing_and_a_single_root() -> None:
    elements = Elements()
    elements.add("html", -1, 1)
    rows = measure_siblings(elements, gather_branches(elements, [0, 0], [0.0] * 2, [0.0] * 2, [0.0] * 2, [False] * 2))
    assert rows.shape == (2, len(SIBLINGS))
    assert not rows.any()


def test_a_flat_capture_has_no_rows() -> None:
    page = text_page("One.\nTwo.\nThree.\nFour.\nFive.")
    assert len(page.blocks) == 5
    assert not siblings(page).any()


@given(st.one_of(soup, nested, damaged(FORUM), damaged(PRODUCT), damaged(NEWS_EN.html)))
@settings(max_examples=100, deadline=None)
def test_any_page_has_sound_numbers(html: str) -> None:
    page = html_page(html)
    found = siblings(page)
    assert found.shape == (len(page.blocks), len(SIBLINGS))
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    for name in ("share of page", "priced share", "position", "prose outside", "prose share"):
        for which in ("row", "row of several blocks"):
            assert (found[:, SIBLINGS.index(f"{which}: {name}")] <= 1 + 1e-6).all()
    # No row of several Blocks without a row.
    assert not (found[:, SIBLINGS.index("row of several blocks: siblings")] > 0)[found[:, 0] == 0].any()
