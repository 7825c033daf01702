from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from benchmarks.data import GoldImage, GoldPage
from benchmarks.fields import FIELDS, Verdict, judge, right_day, right_instant, split_names
from benchmarks.metrics import Counts
from benchmarks.systems import Record

GOLD = GoldPage(
    id="1",
    url=None,
    html=b"",
    title="The bridge stays shut",
    standfirst="",
    authors=("Ines Roth", "Jo Bell"),
    published="2024-05-03 23:30:10+00:00",
    tags=("Traffic", "Bridges"),
    images=(
        GoldImage("The bridge in the morning", ("Jo Bell / Agency", "Agency"), ("https://i.example/a.jpg?w=1",)),
        GoldImage(None, (), ("https://i.example/b.jpg",)),
    ),
)


def verdicts(record: Record, gold: GoldPage = GOLD) -> dict[str, Verdict]:
    return {verdict.field: verdict for verdict in judge(gold, record)}


def test_everything_right() -> None:
    found = verdicts(
        Record(
            title="The  Bridge stays shut",
            authors=("Jo Bell", "Ines Roth"),
            published=datetime(2024, 5, 3, 23, 30, tzinfo=UTC),
            tags=("bridges", "traffic"),
            images=("http://i.example/a.jpg?w=900", "https://i.example/b.jpg"),
            captions=("The bridge in the morning",),
            credits=("Agency",),
        )
    )
    assert set(found) == set(FIELDS)
    assert all(verdict.right for verdict in found.values())
    assert not found["standfirst"].wanted


def test_nothing_found() -> None:
    found = verdicts(Record())
    assert found["authors"].counts == Counts(0, 0, 2)
    assert found["title"].counts == found["day"].counts == found["instant"].counts == Counts(0, 0, 1)
    assert found["images"].counts == Counts(0, 0, 2)
    assert found["captions"].counts == found["credits"].counts == Counts(0, 0, 1)
    assert found["standfirst"].right


def test_what_the_gold_has_not_is_wrong() -> None:
    found = verdicts(
        Record(standfirst="An invention", captions=("Something else",), credits=("No one",), tags=("Bridges", "News"))
    )
    assert found["standfirst"].counts == Counts(0, 1, 0)
    assert found["captions"].counts == Counts(0, 1, 1)
    assert found["credits"].counts == Counts(0, 1, 1)
    assert found["tags"].counts == Counts(1, 1, 1)
    assert (found["tags"].gold, found["tags"].got) == ("Traffic | Bridges", "Bridges | News")


def test_what_the_gold_does_not_speak_of_is_not_judged() -> None:
    gold = GoldPage(id="1", url=None, html=b"", text="text")
    assert judge(gold, Record(title="T", authors=("A",), tags=("t",), published=date(2020, 1, 1))) == ()


def test_all_credits_of_an_image_in_a_row_are_right() -> None:
    assert verdicts(Record(credits=("Jo Bell / Agency Agency",)))["credits"].counts == Counts(1, 0, 0)


def test_a_caption_given_twice_counts_once() -> None:
    caption = "The bridge in the morning"
    assert verdicts(Record(captions=(caption, caption.upper())))["captions"].counts == Counts(1, 0, 0)


def test_what_is_made_up_where_there_is_nothing_is_wrong() -> None:
    gold = GoldPage(id="1", url=None, html=b"", authors=(), published="")
    made_up = verdicts(Record(authors=("Menu",), published=date(2020, 1, 1)), gold)
    assert made_up["authors"].counts == made_up["day"].counts == Counts(0, 1, 0)
    silent = verdicts(Record(), gold)
    assert silent["authors"].counts == silent["day"].counts == Counts()
    assert not silent["day"].wanted


def test_authors_of_one_string_are_split() -> None:
    gold = GoldPage(id="1", url=None, html=b"", authors=("Ines Roth and Jo Bell",))
    assert verdicts(Record(authors=("Jo Bell", "Ines Roth")), gold)["authors"].right


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        ("A. Smith, B. Jones", ["A. Smith", "B. Jones"]),
        ("A. Smith und B. Jones", ["A. Smith", "B. Jones"]),
        ("Andrea Anderson", ["Andrea Anderson"]),
        (" ; ", []),
    ],
)
def test_split_names(names: str, parts: list[str]) -> None:
    assert split_names(names) == parts


EVENING = datetime(2024, 5, 3, 23, 30, tzinfo=UTC)
EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("got", "day", "instant"),
    [
        (EVENING, True, True),
        (EVENING + timedelta(seconds=50), True, True),
        (EVENING + timedelta(minutes=2), True, False),
        (EVENING.astimezone(EAST), True, True),  # the next day there, the same instant
        (datetime(2024, 5, 3, 23, 30), True, False),
        (datetime(2024, 5, 4, 1, 30), False, False),
        (date(2024, 5, 3), True, False),
        (date(2024, 5, 4), False, False),
    ],
)
def test_day_and_instant(got: datetime | date, day: bool, instant: bool) -> None:
    assert right_day(EVENING, got) is day
    assert right_instant(EVENING, got) is instant


def test_gold_without_a_zone_has_no_instant() -> None:
    gold = GoldPage(id="1", url=None, html=b"", published="2024-05-03")
    found = verdicts(Record(published=datetime(2024, 5, 3, 9, tzinfo=UTC)), gold)
    assert found["day"].right
    assert "instant" not in found
