from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.calendars import bengali, ethiopian, hebrew, hebrew_number, solar_hijri

Turn = Callable[[int, int, int], date | None]


@pytest.mark.parametrize(
    ("turn", "day", "expected"),
    [
        (solar_hijri, (1403, 1, 1), date(2024, 3, 20)),
        (solar_hijri, (1403, 12, 30), date(2025, 3, 20)),
        (ethiopian, (2016, 1, 1), date(2023, 9, 12)),
        (ethiopian, (2017, 1, 1), date(2024, 9, 11)),
        (bengali, (1431, 1, 1), date(2024, 4, 14)),
        (bengali, (1430, 12, 30), date(2024, 4, 13)),
        (hebrew, (5784, 7, 1), date(2023, 9, 16)),
        (hebrew, (5784, 12, 14), date(2024, 3, 24)),
        (hebrew, (5786, 9, 25), date(2025, 12, 15)),
    ],
)
def test_days_of_other_calendars(turn: Turn, day: tuple[int, int, int], expected: date) -> None:
    assert turn(*day) == expected


def test_letters_are_numbers() -> None:
    assert hebrew_number("תשפ״ד") == 784
    assert hebrew_number("כ״ה") == 25
    assert hebrew_number("abc") is None


@given(st.sampled_from([solar_hijri, ethiopian, bengali, hebrew]), st.integers(), st.integers(), st.integers())
def test_any_numbers_give_a_day_or_none(turn: Turn, year: int, month: int, day: int) -> None:
    found = turn(year, month, day)
    assert found is None or 1800 < found.year < 2200


@given(st.integers(5700, 5850))
def test_hebrew_years_follow_one_another(year: int) -> None:
    last, first = hebrew(year, 6, 29), hebrew(year + 1, 7, 1)
    assert last is not None
    assert first is not None
    assert (first - last).days == 1
