from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata import Metadata
from tearsheet.article.metadata.lunarhijri import lunar_day, lunar_hijri

Read = Callable[..., Metadata]

TEXT = "<p>" + "عادت العبّارة إلى البحيرة بعد عام من التوقف، وقال المجلس إنها ستبحر كل يوم. " * 3 + "</p>"
PAGE = '<html lang="ar"><title>العبّارة تعود</title><h1>العبّارة تعود إلى البحيرة</h1><p class="date">{}</p>' + TEXT


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((1445, 1, 1), date(2023, 7, 19)),
        ((1445, 9, 1), date(2024, 3, 11)),
        ((1445, 10, 1), date(2024, 4, 10)),
        ((1446, 1, 1), date(2024, 7, 7)),
        ((1446, 9, 1), date(2025, 3, 1)),
        ((1447, 1, 1), date(2025, 6, 26)),
    ],
)
def test_months_begin_after_the_new_moon(day: tuple[int, int, int], expected: date) -> None:
    assert lunar_hijri(*day) == expected


@given(st.integers(1411, 1499), st.integers(1, 12))
def test_months_have_29_or_30_days(year: int, month: int) -> None:
    first = lunar_hijri(year, month, 1)
    following = lunar_hijri(year + month // 12, month % 12 + 1, 1)
    assert first is not None
    assert following is not None
    assert (following - first).days in (29, 30)


@given(st.integers(), st.integers(), st.integers())
def test_any_numbers_give_a_day_or_none(year: int, month: int, day: int) -> None:
    found = lunar_hijri(year, month, day)
    assert found is None or 1990 <= found.year <= 2078


@given(st.text(max_size=300), st.sampled_from(["ar", "en", None]))
def test_any_text_gives_a_day_within_it_or_none(text: str, language: str | None) -> None:
    found = lunar_day(text, language)
    assert found is None or 0 <= found[1] < found[2] <= len(text)


def test_a_page_with_a_lunar_day_alone_is_less_sure_of_it(metadata_of: Read) -> None:
    moon = metadata_of(PAGE.format("24 شوال 1445 هـ"))
    sun = metadata_of(PAGE.format("3 مايو 2024"))
    assert moon.published == sun.published == datetime(2024, 5, 3)
    assert moon.published_assumed == ("calendar",)
    assert sun.published_assumed == ()
    assert moon.confidences["published"] < sun.confidences["published"]


def test_a_lunar_day_is_never_behind_the_capture(metadata_of: Read) -> None:
    found = metadata_of(PAGE.format("24 شوال 1445 هـ"), captured=datetime(2024, 5, 2, 9, tzinfo=UTC))
    assert found.published == datetime(2024, 5, 2)


def test_a_lunar_day_and_the_one_beside_it_are_one(metadata_of: Read) -> None:
    day = '<meta property="article:published_time" content="2024-05-02T20:15:00+00:00">'
    found = metadata_of(PAGE.format("24 شوال 1445 هـ").replace("<title>", day + "<title>"))
    assert found.published == datetime(2024, 5, 2, 20, 15, tzinfo=UTC)
    assert found.published_assumed == ()
