from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.publisherzone import country_of, publisher_zone


def hours(value: datetime, country: str) -> float | None:
    zone = publisher_zone(value, country)
    return zone.utcoffset(None) / timedelta(hours=1) if zone is not None else None


def test_the_country_of_a_publisher() -> None:
    assert country_of("en", "uk") == "gb"
    assert country_of("fr-BE", "com") == "be"
    assert country_of("ja", "com") == "jp"
    assert country_of("en", "com") is None
    assert country_of("de", "io") == "de"


def test_summer_time_begins_and_ends_in_the_night_of_a_sunday() -> None:
    assert hours(datetime(2024, 3, 31, 1, 59), "de") == 1
    assert hours(datetime(2024, 3, 31, 3, 0), "de") == 2
    assert hours(datetime(2024, 10, 27, 1, 59), "de") == 2
    assert hours(datetime(2024, 10, 27, 3, 0), "de") == 1
    assert hours(datetime(2024, 7, 1), "gb") == 1
    assert hours(datetime(2024, 7, 1), "in") == 5.5


def test_countries_of_several_zones_are_not_guessed() -> None:
    assert hours(datetime(2024, 7, 1), "us") is None
    assert hours(datetime(2010, 7, 1), "tr") is None


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2099, 12, 31)), st.text(max_size=3))
def test_any_country_has_a_zone_or_none(value: datetime, country: str) -> None:
    zone = publisher_zone(value, country)
    assert zone is None or abs(zone.utcoffset(None)) <= timedelta(hours=14)
