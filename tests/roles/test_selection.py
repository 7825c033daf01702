import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.choices import Favour
from tearsheet.page.block import Kind
from tearsheet.roles.features import measure
from tearsheet.roles.selection import opening_title, select, with_whole_table
from tests.pages.news import NEWS_EN
from tests.pages.reading import html_page


def kept(probability: list[float], title: int | None = None, favour: Favour = Favour.BALANCE) -> list[int]:
    keep, _ = select(np.array(probability), np.full(len(probability), 100.0), title, favour)
    return list(np.flatnonzero(keep))


def test_teasers_above_the_title_are_not_the_article() -> None:
    teasers, article = [0.7, 0.8] * 4, [0.3, 0.9, 0.95, 0.8]
    assert min(kept(teasers + article)) == 0
    found = kept(teasers + article, title=8)
    assert min(found) >= 5
    assert set(found) >= {9, 10, 11}


def test_what_stands_just_above_the_title_may_be_the_articles() -> None:
    assert kept([0.1, 0.1, 0.9, 0.5, 0.95, 0.95], title=3) == [2, 3, 4, 5]


def test_a_title_with_the_lesser_text_below_it_is_no_beginning() -> None:
    probability = [0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.5, 0.6]
    assert kept(probability, title=6) == kept(probability)
    assert kept([0.9] * 8 + [0.0], title=8) == list(range(8))


def test_a_line_of_flat_text_between_two_that_are_kept_is_kept() -> None:
    probability, lengths = np.array([0.9, 0.25, 0.9, 0.25, 0.0, 0.9, 0.25]), np.array([100, 90, 100, 20, 90, 100, 90.0])
    for flat, favour, found in (
        (True, Favour.BALANCE, [0, 1, 2, 5]),
        (False, Favour.BALANCE, [0, 2, 5]),
        (True, Favour.PRECISION, [0, 2, 5]),
    ):
        keep, _ = select(probability, lengths, None, favour, flat=flat)
        assert list(np.flatnonzero(keep)) == found


@pytest.mark.parametrize(
    ("favour", "found"), [(Favour.PRECISION, []), (Favour.BALANCE, []), (Favour.RECALL, [0, 1, 2, 3])]
)
def test_where_nothing_is_likely_there_is_nothing(favour: Favour, found: list[int]) -> None:
    assert kept([0.1, 0.15, 0.12, 0.1], favour=favour) == found


def test_of_a_flat_capture_something_is_kept() -> None:
    keep, _ = select(np.full(4, 0.1), np.full(4, 100.0), None, Favour.BALANCE, flat=True)
    assert keep.any()


@pytest.mark.parametrize(
    ("kind", "length", "likeliest", "raised"),
    [
        (Kind.TABLE, 900.0, 0.1, True),
        (Kind.PARAGRAPH, 900.0, 0.1, False),
        (Kind.TABLE, 300.0, 0.1, False),
        (Kind.TABLE, 900.0, 0.3, False),
    ],
)
def test_a_table_that_is_nearly_the_whole_page_is_its_text(
    kind: Kind, length: float, likeliest: float, raised: bool
) -> None:
    probability, units = np.array([likeliest, 0.01]), np.array([100.0, length])
    kinds = np.array([list(Kind).index(Kind.PARAGRAPH), list(Kind).index(kind)])
    found = with_whole_table(probability, units, kinds)
    assert found[0] == likeliest
    keep, _ = select(found, units, None, Favour.BALANCE)
    assert keep[1] == raised


def test_one_likely_block_is_enough() -> None:
    assert 2 in kept([0.1, 0.1, 0.6, 0.1])


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1e4)), max_size=30),
    st.integers(0, 40) | st.none(),
    st.sampled_from(Favour),
)
def test_only_what_may_be_kept_is(rows: list[tuple[float, float]], title: int | None, favour: Favour) -> None:
    probability = np.array([row[0] for row in rows])
    units = np.array([row[1] for row in rows])
    keep, expected = select(probability, units, title, favour)
    assert keep.shape == units.shape
    assert not (keep & (units == 0)).any()
    assert 0 <= expected <= 1 + 1e-9


def test_an_article_begins_with_its_heading() -> None:
    page = html_page(NEWS_EN.html)
    features = measure(page)
    title = features.title
    assert opening_title(page.blocks, title, features.title_likeness, 0.9) == title
    assert opening_title(page.blocks, title, features.title_likeness, 0.2) is None
    assert opening_title(page.blocks, title, np.zeros(len(page.blocks), np.float32), 0.9) is None
    assert opening_title(page.blocks, -1, features.title_likeness, 0.9) is None


def test_many_lines_of_a_flat_article_that_are_a_little_likely_are_not_kept() -> None:
    probability = np.array([0.9, 0.88, 0.85, *[0.3] * 30])
    lengths = np.full(len(probability), 100.0)
    loose, _ = select(probability, lengths, None, Favour.BALANCE, flat=True)
    assert loose.all()
    keep, _ = select(probability, lengths, None, Favour.BALANCE, flat=True, article=True)
    assert list(np.flatnonzero(keep)) == [0, 1, 2]
    wide, _ = select(probability, lengths, None, Favour.RECALL, flat=True, article=True)
    assert wide.all()


def test_long_runs_of_short_lines_are_lists_where_the_text_itself_is_doubtful() -> None:
    lengths = np.array([20.0] * 10 + [150.0] * 4 + [20.0] * 3)
    for text, found in ((0.6, range(10, 17)), (0.9, range(17))):
        probability = np.array([0.5] * 10 + [text] * 4 + [0.5] * 3)
        keep, _ = select(probability, lengths, None, Favour.BALANCE, flat=True, article=True)
        assert list(np.flatnonzero(keep)) == list(found)
    probability = np.array([0.6] * 17)
    for flat, article, favour in (
        (False, True, Favour.BALANCE),
        (True, False, Favour.BALANCE),
        (True, True, Favour.RECALL),
    ):
        assert select(probability, lengths, None, favour, flat=flat, article=article)[0].all()
    # Without prose the short lines are all there is.
    assert select(np.full(10, 0.5), np.full(10, 20.0), None, Favour.BALANCE, flat=True, article=True)[0].all()


def test_pieces_scattered_far_from_the_text_are_teasers() -> None:
    text, teaser, left = [0.95] * 5, [0.55], [0.1] * 3
    for teasers in (1, 2, 3, 6):
        probability = np.array(text + (left + teaser) * teasers)
        keep, _ = select(probability, np.full(len(probability), 100.0), None, Favour.BALANCE, flat=True, article=True)
        assert list(np.flatnonzero(keep[:5])) == list(range(5))
        assert keep[5:].sum() == (teasers if teasers < 3 else 0)
    # Between two pieces of the text stands more of it.
    probability = np.array(text + (left + teaser) * 4 + left + text)
    keep, _ = select(probability, np.full(len(probability), 100.0), None, Favour.BALANCE, flat=True, article=True)
    assert keep.sum() == 14
