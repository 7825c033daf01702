"""The query language: what is understood, and that nothing typed is an error."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.archive.folding import fold
from tearsheet.archive.indexing import INDEX, index_article, unindex_article
from tearsheet.archive.query import parse_query

TEXTS = {
    1: "The old bridge over the Aar is closed until May.",
    2: "A new ferry sails while the bridge is closed; tolls are not planned.",
    3: "Ferries: the new timetable. La réouverture du pont est prévue en été.",
    4: "東京都知事は大阪へ行った。",
    5: "पुल सोमवार को खुला।",
}


@pytest.fixture(scope="module")
def archive() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    for statement in INDEX:
        made.execute(statement)
    for number, text in TEXTS.items():
        index_article(made, number, None, text)
    return made


def found(archive: sqlite3.Connection, query: str) -> list[int]:
    match = parse_query(query).match
    rows = archive.execute("SELECT rowid FROM article_words WHERE article_words MATCH ? ORDER BY rowid", (match,))
    return [row for (row,) in rows]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("bridge", [1, 2]),
        ("bridge ferry", [2]),
        ("bridge AND ferry", [2]),
        ("ferry OR aar", [1, 2]),
        ("bridge NOT tolls", [1]),
        ("bridge -tolls", [1]),
        ('"new ferry"', [2]),
        ('"ferry new"', []),
        ("ferr*", [2, 3]),
        ('"new timet"*', [3]),
        ("(aar OR ferry) closed", [1, 2]),
        ("(aar OR ferry) NOT (tolls OR may)", []),
        ("REOUVERTURE ete", [3]),
        ("l'été", []),
        ("大阪", [4]),
        ("京都知", [4]),
        ("都大", []),
        ("सोमवार", [5]),
        ("bridge OR", [1, 2]),
    ],
)
def test_queries_find(archive: sqlite3.Connection, query: str, numbers: list[int]) -> None:
    assert found(archive, query) == numbers


@pytest.mark.parametrize(
    "query", ["(bridge", "bridge)", '"bridge', "AND bridge", "NOT bridge", "-bridge", "bridge AND"]
)
def test_what_is_no_query_is_searched_as_words(query: str) -> None:
    understood = parse_query(query)
    assert understood.plain
    assert ("bridge",) in [words for words, _ in understood.terms]


@pytest.mark.parametrize("query", ["", "   ", "***", "()", '""', "?!"])
def test_nothing_to_look_for_matches_nothing(query: str) -> None:
    assert parse_query(query).match == ""


def test_unwanted_words_are_not_marked() -> None:
    assert parse_query("bridge -tolls NOT (may OR aar)").terms == ((("bridge",), False),)


@given(st.text(alphabet=st.sampled_from("ab \"*()-é東\x00:^+{}'ANDORT "), max_size=60) | st.text(max_size=60))
def test_every_text_is_a_query(archive: sqlite3.Connection, query: str) -> None:
    match = parse_query(query).match
    if match:
        archive.execute("SELECT count(*) FROM article_words WHERE article_words MATCH ?", (match,)).fetchall()


@pytest.mark.parametrize("query", ["(" * 5000, "a NOT " * 3000 + "b", "(a " * 500 + ")" * 500, "x OR " * 9000 + "y"])
def test_endless_queries_are_answered(archive: sqlite3.Connection, query: str) -> None:
    match = parse_query(query).match
    if match:
        archive.execute("SELECT count(*) FROM article_words WHERE article_words MATCH ?", (match,)).fetchall()


def test_what_is_taken_out_is_found_no_more() -> None:
    made = sqlite3.connect(":memory:")
    for statement in INDEX:
        made.execute(statement)
    index_article(made, 1, "Bridge", TEXTS[1])
    index_article(made, 2, "Ferry", TEXTS[2])
    unindex_article(made, 1, "Bridge", TEXTS[1])
    assert found(made, "bridge") == [2]
    made.close()


def test_folded_words_are_what_is_indexed() -> None:
    assert fold("Bridge") == "bridge"


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("AND road", '"road"'),
        ("road AND (", '"road"'),
        ("road OR OR NOT ferry", '"road" AND "ferry"'),
        ("NOT", '"not"'),
        ('and "road', '"and" AND "road"'),
    ],
)
def test_operators_of_what_is_no_query_are_not_looked_for(text: str, match: str) -> None:
    understood = parse_query(text)
    assert (understood.match, understood.plain) == (match, True)
