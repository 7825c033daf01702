"""Fields of the record around a capture are declared: title, authors, outlet, instants, section, tags."""

from datetime import UTC, datetime

import pytest

import tearsheet
from tearsheet.page.recordfields import record_metas

TEXT = (
    "The ferry to Pell Island was an hour late on Monday, the harbour board said in a note to all passengers.\n\n"
    "Passengers waited in the rain, and some of them went home before it came in at a quarter past eight.\n\n"
    "The board blamed the swell off Thorn Point, where the boat had to wait for the tide to turn. It runs again today, "
    "and those who were late for work may ask for their fare at the office on the quay until the end of the week."
)
FEED = {
    "title": "Pell Island waits",
    "source": "The Post",
    "authors": [{"name": "Ann Lee"}, "Jo Hall"],
    "date_published": "2024-05-14T06:30:00+01:00",
    "category": "Islands",
    "tags": ["ferries", "rain"],
    "text": None,
}


def extract(fields: dict[str, object], text: str = TEXT, captured: datetime | None = None) -> tearsheet.Article:
    return tearsheet.extract(tearsheet.Capture(text, "https://post.example/pell-waits", captured, fields=fields))


def test_a_feed_tells_of_its_text() -> None:
    article = extract(FEED)
    assert article.title == "Pell Island waits"
    assert article.site_name == "The Post"
    assert [author.name for author in article.authors] == ["Ann Lee", "Jo Hall"]
    assert article.published == datetime(2024, 5, 14, 5, 30, tzinfo=UTC)
    assert (article.section, article.tags) == ("Islands", ("ferries", "rain"))
    (said,) = [each for each in article.evidence("title") if each.used]
    assert (said.place.kind, said.place.pointer) == ("data", "/title")


def test_no_line_of_the_text_becomes_the_title_where_the_feed_has_one() -> None:
    assert extract(FEED).text == TEXT
    shown = extract(FEED, "PELL ISLAND WAITS\n\n" + TEXT)
    assert shown.text == TEXT
    assert shown.title is not None
    assert shown.title.casefold() == "pell island waits"


def test_a_page_inside_a_record_is_told_of_too() -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    assert extract(FEED, page).site_name == "The Post"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 7, "author": None, "date": {"at": 1}, "tags": [[["deep"]]], "source": "", "section": {"name": []}},
        {"title": " ", "authors": [], "source": "x" * 5000},
    ],
)
def test_what_is_no_text_says_nothing(fields: dict[str, object]) -> None:
    assert record_metas(tearsheet.Capture(TEXT, fields=fields)) == ()


def test_the_instant_of_the_capture_is_not_that_of_publication() -> None:
    seen = datetime(2024, 6, 1, 12, tzinfo=UTC)
    assert extract({"date": "2024-06-01T12:00:00Z"}, captured=seen).published is None
    assert extract({"date": "2024-05-14"}, captured=seen).published is not None
