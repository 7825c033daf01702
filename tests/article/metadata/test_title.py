from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata import Metadata
from tearsheet.article.metadata.titleparts import parts, printed, title_key, without_site

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
    assert without_site(text, ["Lakeside Courier"], url) == "Ferry returns"


@pytest.mark.parametrize(
    "text", ["Ferry returns - at last", "Lake | Shore | Harbour", "Well-known ferry: a half-time report", "A — B"]
)
def test_the_titles_own_punctuation_stays(text: str) -> None:
    assert without_site(text, ["Lakeside Courier"], "https://www.lakesidecourier.example/") == text


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
    head += "<meta property=og:type content=article>"
    found = metadata_of(f"{head}<h1>The ferry is back</h1>{TEXT}", url="https://courier.example/the-ferry-is-back")
    assert found.title == "The ferry is back"


def test_a_headline_keeps_what_stands_behind_its_dash(metadata_of: Read) -> None:
    head = "<title>Ferry returns – and sinks</title><meta property=og:title content='Ferry returns – and sinks'>"
    assert metadata_of(f"{head}<h1>Ferry returns – and sinks</h1>{TEXT}").title == "Ferry returns – and sinks"


def test_a_title_cut_off_is_completed(metadata_of: Read) -> None:
    head = "<title>The ferry across the lake...</title><meta property=og:title content='The ferry across the lake...'>"
    assert (
        metadata_of(f"{head}<h2>The ferry across the lake is back</h2>{TEXT}").title
        == "The ferry across the lake is back"
    )


def test_the_name_of_a_book_above_its_chapter_is_not_the_title(metadata_of: Read) -> None:
    html = f"<title>Mooring - The Ferry Handbook</title><h1>The Ferry Handbook</h1><h2>Mooring</h2>{TEXT}"
    assert metadata_of(html).title == "Mooring"


def test_the_sign_that_links_to_a_heading_is_no_part_of_it(metadata_of: Read) -> None:
    assert metadata_of(f"<h1>Mooring a ferry<a href='#m'>¶</a></h1>{TEXT}").title == "Mooring a ferry"
    assert metadata_of(f"<h1>Ferries in C#</h1>{TEXT}").title == "Ferries in C#"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ferries &amp; lakes", "Ferries & lakes"),
        ("Ferries &#x26; lakes", "Ferries & lakes"),
        ("Writing &lt;br&gt;", "Writing &lt;br&gt;"),
        ("Ferry returns |", "Ferry returns"),
        ("/ FERRIES", "FERRIES"),
        ("¶", ""),
        ("Ferry returns –", "Ferry returns"),
    ],
)
def test_a_heading_as_its_author_means_it(text: str, shown: str) -> None:
    assert printed(text) == shown


def test_a_tag_that_is_printed_stays(metadata_of: Read) -> None:
    head = "<title>The &lt;br&gt; tag - Lakeside Courier</title>"
    assert metadata_of(f"{head}<h1>The &lt;br&gt; tag</h1>{TEXT}").title == "The <br> tag"


def test_a_page_about_the_outlet_itself_has_its_name_for_a_title(metadata_of: Read) -> None:
    head = "<title>Lakeside Courier</title><meta property=og:site_name content='Lakeside Courier'>"
    assert metadata_of(f"{head}{TEXT}").title == "Lakeside Courier"


def test_initials_of_the_outlet_come_off() -> None:
    assert without_site("Ferry returns | LC News", ["Lakeside Courier News"], None) == "Ferry returns | LC News"
    assert without_site("Ferry returns | LCN", ["Lakeside Courier News"], None) == "Ferry returns"


def test_a_name_is_not_taken_off_where_no_words_are_left() -> None:
    assert without_site("Lake ferries 2026 / 2027", ["Lake ferries 2026"], None) == "Lake ferries 2026 / 2027"


def test_guillemets_of_a_quotation_are_no_separators() -> None:
    text = "« Le bac » est revenu"
    assert without_site(text, ["Le bac", "est revenu"], None) == text


def test_titles_that_differ_in_dashes_and_quotes_alone_add_up(metadata_of: Read) -> None:
    head = "<title>Ferry - back at last</title><meta property=og:title content='Ferry — back at last'>"
    found = metadata_of(f"{head}<h1>Ferry – back at last</h1>{TEXT}")
    assert found.title == "Ferry – back at last"
    assert len([e for e in found.evidences["title"] if e.used]) == 3


def test_a_kicker_in_the_heading_is_parted_as_the_page_parts_it(metadata_of: Read) -> None:
    head = "<meta property=og:type content=article><meta property=og:title content='Lake traffic: Ferry returns today'>"
    html = f"{head}<title>Lake traffic: Ferry returns today</title>"
    html += "<h1><span>Lake traffic</span><br>Ferry returns today</h1>"
    assert metadata_of(f"{html}{TEXT}").title == "Lake traffic: Ferry returns today"


def test_a_kicker_in_the_heading_stands_apart_where_the_page_says_so(metadata_of: Read) -> None:
    head = (
        "<title>Ferry returns today</title><meta property=og:title content='Ferry returns today'>"
        '<script type=application/ld+json>{"@type": "NewsArticle", "headline": "Ferry returns today"}</script>'
    )
    found = metadata_of(f"{head}<h1><span>Lake traffic</span> Ferry returns today</h1>{TEXT}")
    assert (found.kicker, found.title) == ("Lake traffic", "Ferry returns today")


def test_every_place_that_states_a_title_is_evidence(metadata_of: Read) -> None:
    head = (
        "<title>One</title><meta property=og:title content=Two><meta name=twitter:title content=Three>"
        "<meta name=article.headline content=Four>"
        '<script type=application/ld+json>{"@type": "Article", "headline": "Five", "alternativeHeadline": "Six"}'
        "</script>"
    )
    found = metadata_of(f"{head}<h1>Seven</h1>{TEXT}")
    assert {e.value for e in found.evidences["title"]} == {"One", "Two", "Three", "Four", "Five", "Six", "Seven"}


@given(st.text(alphabet="ab |-–—:·»«_¶# 漢", max_size=60))
def test_taking_a_title_apart_never_fails(text: str) -> None:
    assert without_site(text, ["ab", "a b"], "https://ab.example/") or not text.strip()
    assert printed(text) == " ".join(printed(text).split())
    assert bool(title_key(text)) == bool(text.strip())
    assert all(part.text for part in parts(text, ["ab"], None, {"a", "b"})) or not text.strip()


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
