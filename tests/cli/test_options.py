"""What the values of options mean, and how wrong ones are told."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import typer

from tearsheet.cli.options import Format, parse_captured, parse_fields, parse_limits
from tearsheet.formats import FORMATS
from tearsheet.limits import Limits


def test_every_format_can_be_asked_for() -> None:
    assert {each.value for each in Format} == {*FORMATS, "parquet"}  # which is a table of many, no text of one


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], Limits()),
        (["bytes=20MB,seconds=2.5"], Limits(bytes=20_000_000, seconds=2.5)),
        (["bytes=1MiB", "nodes=500k"], Limits(bytes=1_048_576, nodes=500_000)),
        (["bytes = 1_000 , depth=64"], Limits(bytes=1000, depth=64)),
        (["seconds=500ms"], Limits(seconds=0.5)),
        (["seconds=2min,seconds=3s"], Limits(seconds=3)),
        (["bytes=.5GB"], Limits(bytes=500_000_000)),
    ],
)
def test_limits(values: list[str], expected: Limits) -> None:
    assert parse_limits(values) == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("size=3", "'size=3' is no limit; write NAME=NUMBER with a name out of bytes, nodes, depth, seconds"),
        ("20MB", "is no limit"),
        ("", "is no limit"),
        ("bytes=", "needs a number"),
        ("bytes=lots", "needs a number"),
        ("bytes=1TBB", "needs a number, on its own or with one of b, k, kb"),
        ("seconds=10MB", "with one of s, ms, min"),
        ("seconds=-1", "needs a number"),
        ("seconds=nan", "needs a number"),
        ("nodes=0", "limit 'nodes' must be greater than 0"),
        ("bytes=999999999999999999999", "is too much"),
        ("bytes=" + "9" * 400, "is too much"),
    ],
)
def test_wrong_limits_are_told_in_one_line(value: str, message: str) -> None:
    with pytest.raises(typer.BadParameter) as raised:
        parse_limits([value])
    assert message in raised.value.message
    assert "\n" not in raised.value.message


def test_fields_keep_the_order_asked_for() -> None:
    assert parse_fields("title, url,title,", ("url", "title", "text")) == ("title", "url")


@pytest.mark.parametrize("value", ["title,headline", "", ","])
def test_an_unknown_field_lists_the_known_ones(value: str) -> None:
    with pytest.raises(typer.BadParameter, match="the fields are url, title, text"):
        parse_fields(value, ("url", "title", "text"))


def test_an_instant_without_a_zone_is_utc() -> None:
    assert parse_captured("2024-05-01") == datetime(2024, 5, 1, tzinfo=UTC)
    assert parse_captured("2024-05-01T12:00+02:00") == datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))


def test_no_instant() -> None:
    with pytest.raises(typer.BadParameter, match="no ISO 8601 instant"):
        parse_captured("yesterday")
