from collections.abc import Callable

import pytest

from tearsheet.article.metadata import Metadata
from tearsheet.article.metadata.title import without_site

Read = Callable[..., Metadata]
TEXT = "<p>The ferry across the lake carries passengers again, the company said.</p>"


@pytest.mark.parametrize(
    "text",
    [
        "Ferry returns - Lakeside Courier",
        "Ferry returns | The Lakeside Courier",
        "Ferry returns — Lakeside Courier",
        "Ferry returns · lakesidecourier.example",
        "Ferry returns :: Lakeside Courier",
        "Lakeside Courier » Ferry returns",
        "Lakeside Courier: Ferry returns".replace(": ", " : "),
        "Ferry returns",
    ],
)
def test_the_sites_name_comes_off(text: str) -> None:
    url = "https://www.lakesidecourier.example/news/1"
    assert without_site(text, ["Lakeside Courier"], url, frozenset()) == "Ferry returns"


@pytest.mark.parametrize(
    "text", ["Ferry returns - at last", "Lake | Shore | Harbour", "Well-known ferry: a half-time report", "A — B"]
)
def test_the_titles_own_punctuation_stays(text: str) -> None:
    assert without_site(text, ["Lakeside Courier"], "https://www.lakesidecourier.example/", frozenset()) == text


def test_a_section_comes_off_where_another_place_shows_the_title(metadata_of: Read) -> None:
    html = f"<title>Ferry returns | Transport | Lakeside Courier</title><h1>Ferry returns</h1>{TEXT}"
    found = metadata_of(html)
    assert found.title == "Ferry returns"
    assert {e.source for e in found.evidences["title"] if e.used} == {"visible", "title"}


def test_the_heading_is_taken_as_printed(metadata_of: Read) -> None:
    html = f"<meta property=og:title content='\"Ferry\" returns'><h1>“Ferry” returns</h1>{TEXT}"
    assert metadata_of(html).title == "“Ferry” returns"


def test_a_logo_in_a_heading_is_not_the_title(metadata_of: Read) -> None:
    html = f"<title>Ferry returns - Lakeside Courier</title><h1>Lakeside Courier</h1><h1>Ferry returns</h1>{TEXT}"
    assert metadata_of(html).title == "Ferry returns"


def test_search_engine_titles_do_not_outvote_the_heading(metadata_of: Read) -> None:
    head = "<title>Ferry 2024: all you need</title><meta property=og:title content='Ferry 2024: all you need'>"
    assert metadata_of(f"{head}<h1>The ferry is back</h1>{TEXT}").title == "The ferry is back"


def test_a_title_cut_off_is_completed(metadata_of: Read) -> None:
    head = "<title>The ferry across the lake...</title><meta property=og:title content='The ferry across the lake...'>"
    assert (
        metadata_of(f"{head}<h2>The ferry across the lake is back</h2>{TEXT}").title
        == "The ferry across the lake is back"
    )


def test_a_page_that_says_nothing_has_no_title(metadata_of: Read) -> None:
    assert metadata_of(TEXT).title is None


def test_the_kicker_stands_apart(metadata_of: Read) -> None:
    found = metadata_of(f"<p class=kicker>Lake traffic:</p><h1>Ferry returns</h1>{TEXT}")
    assert (found.kicker, found.title) == ("Lake traffic", "Ferry returns")
    assert metadata_of(f"<p>Unnamed</p><h1>Ferry returns</h1>{TEXT}").kicker is None


@pytest.mark.parametrize(
    "title", ["渡し船が戻ってきた", "Паром вернулся", "عادت العبّارة", "Το φέρι επέστρεψε", "नाव लौटी"]
)
def test_titles_of_every_script(metadata_of: Read, title: str) -> None:
    html = f"<title>{title} | Lakeside Courier</title><meta property=og:site_name content='Lakeside Courier'>{TEXT}"
    assert metadata_of(html).title == title
