from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.relative import read_relative, read_without_year

CAPTURED = datetime(2024, 5, 3, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Updated 3 hours ago"),
        ("de", "vor 3 Stunden"),
        ("fr", "il y a 3 heures"),
        ("es", "hace 3 horas"),
        ("pt", "há 3 horas"),
        ("it", "3 ore fa"),
        ("nl", "3 uur geleden"),
        ("pl", "3 godziny temu"),
        ("ru", "3 часа назад"),
        ("tr", "3 saat önce"),
        ("el", "πριν από 3 ώρες"),
        ("ar", "منذ ٣ ساعات"),
        ("fa", "۳ ساعت پیش"),
        ("he", "לפני 3 שעות"),
        ("hi", "३ घंटे पहले"),
        ("bn", "৩ ঘন্টা আগে"),
        ("ja", "3時間前"),
        ("zh", "3小时前"),
        ("ko", "3시간 전"),
        ("vi", "3 giờ trước"),
        ("id", "3 jam yang lalu"),
        ("th", "3 ชั่วโมงที่ผ่านมา"),
    ],
)
def test_hours_ago(language: str, text: str) -> None:
    stamp = read_relative(text, language, CAPTURED)
    assert stamp is not None
    assert stamp.value == CAPTURED - timedelta(hours=3)
    assert stamp.has_time


@pytest.mark.parametrize(("language", "text"), [("en", "2 days ago"), ("ja", "2日前"), ("ar", "قبل يومين")])
def test_days_ago_are_days(language: str, text: str) -> None:
    stamp = read_relative(text, language, CAPTURED)
    assert stamp is not None
    assert stamp.value == datetime(2024, 5, 1)
    assert not stamp.has_time


def test_yesterday_is_a_word_of_its_language() -> None:
    for language, text in (("fr", "Publié hier à 10:15"), ("de", "Gestern, 10:15"), ("zh", "昨天 10:15")):
        stamp = read_relative(text, language, CAPTURED)
        assert stamp is not None
        assert stamp.value.date() == datetime(2024, 5, 2).date()
    assert read_relative("Von hier nach dort", "de", CAPTURED) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "3 May, 9:15", datetime(2024, 5, 3, 9, 15)),
        ("en", "July 3", datetime(2023, 7, 3)),
        ("zh", "5月3日 09:15", datetime(2024, 5, 3, 9, 15)),
        ("ko", "5월 3일", datetime(2024, 5, 3)),
        ("ru", "31 декабря", datetime(2023, 12, 31)),
    ],
)
def test_a_day_without_its_year_is_the_last_one(language: str, text: str, expected: datetime) -> None:
    stamp = read_without_year(text, language, None, CAPTURED)
    assert stamp is not None
    assert stamp.value == expected


@given(st.text(max_size=120), st.sampled_from(["en", "ar", "ja", "xx", None]))
def test_any_line_tells_an_instant_or_none(text: str, language: str | None) -> None:
    for stamp in (read_relative(text, language, CAPTURED), read_without_year(text, language, None, CAPTURED)):
        assert stamp is None or stamp.value.year <= 2025
