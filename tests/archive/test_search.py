"""Searching an archive: ranking, filters, paging, editions."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import tearsheet
from tearsheet import Article, Author, Block, Capture, Kind, PageType, Place
from tearsheet.archive.conditions import add_functions
from tearsheet.archive.filters import Filters, Order
from tearsheet.archive.makers import Maker
from tearsheet.archive.months import Months
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.search import search_articles, search_statements
from tearsheet.archive.storing import make_rows, store_article


def article(title: str, text: str, address: str, **more: object) -> Article:
    captured = more.pop("captured", datetime(2026, 4, 1, tzinfo=UTC))
    assert isinstance(captured, datetime)
    block = Block(text, Kind.PARAGRAPH, Place(kind="text", start=0, end=len(text)), block=0)
    return Article(
        title=title,
        body=(block,),
        url=address,
        capture=Capture(f"{title}\n{text}", url=address, captured=captured),
        **more,  # type: ignore[arg-type]
    )


ARTICLES = [
    article(
        "Bridge reopens",
        "The crossing over the Aar is open again. Nobody missed the ferry.",
        "https://www.courier.example.ch/bridge",
        authors=(Author("Jürg Müller"),),
        published=datetime(2026, 3, 2, 9, tzinfo=UTC),
        language="en-GB",
        site_name="The Courier",
        section="Région",
        tags=("Traffic", "Aar"),
    ),
    article(
        "Ferry stops",
        "The ferry beside the old bridge sails no more. A bridge is enough, and the bridge is free.",
        "https://news.example.org/ferry",
        authors=(Author("Ann Keller"),),
        published=datetime(2026, 3, 20, 9, tzinfo=UTC),
        language="en",
        site_name="Example News",
    ),
    article(
        "Le pont rouvre",
        "La réouverture du pont est fêtée en été. Le ferry (bridge) est parti.",
        "https://gazette.example.fr/pont",
        published=datetime(2025, 7, 1, tzinfo=UTC),
        language="fr",
        site_name="La Gazette",
    ),
    article("知事が大阪へ", "東京都知事は大阪へ行った。", "https://shimbun.example.jp/1", language="ja"),
    article("Thread on ferries", "Which ferry is best?", "https://forum.example.org/1", page_type=PageType.FORUM),
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    made = open_archive(tmp_path / "news.tear")
    add_functions(made)
    with transaction(made):
        maker = Maker().number(made)
        for one in ARTICLES:
            store_article(made, make_rows(one), maker)
    yield made
    made.close()


def titles(archive: sqlite3.Connection, query: str, **filters: object) -> list[str | None]:
    return [hit.title for hit in search_articles(archive, query, Filters(**filters)).hits]  # type: ignore[arg-type]


def test_words_of_the_title_count_more(archive: sqlite3.Connection) -> None:
    assert titles(archive, "bridge") == ["Bridge reopens", "Ferry stops", "Le pont rouvre"]


def test_hit_tells_what_it_is(archive: sqlite3.Connection) -> None:
    (hit,) = search_articles(archive, "crossing").hits
    assert (hit.title, hit.outlet, hit.authors) == ("Bridge reopens", "The Courier", ("Jürg Müller",))
    assert hit.address == "https://www.courier.example.ch/bridge"
    assert hit.published == "2026-03-02T09:00:00Z"
    assert hit.snippet.marked() == "The [crossing] over the Aar is open again. Nobody missed the ferry."


def test_any_script(archive: sqlite3.Connection) -> None:
    assert titles(archive, "大阪") == ["知事が大阪へ"]
    assert titles(archive, "REOUVERTURE ete") == ["Le pont rouvre"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"outlet": "courier"}, ["Bridge reopens"]),
        ({"outlet": "example.org"}, ["Ferry stops", "Thread on ferries"]),
        ({"outlet": "www.courier.example.ch"}, ["Bridge reopens"]),
        ({"outlet": "cour"}, []),
        ({"author": "muller"}, ["Bridge reopens"]),
        ({"author": "ann keller"}, ["Ferry stops"]),
        ({"section": "region"}, ["Bridge reopens"]),
        ({"tag": "TRAFFIC"}, ["Bridge reopens"]),
        ({"language": "en"}, ["Ferry stops", "Bridge reopens"]),
        ({"language": "en-gb"}, ["Bridge reopens"]),
        ({"page_type": PageType.FORUM}, ["Thread on ferries"]),
        ({"since": date(2026, 3, 2), "until": date(2026, 3, 2)}, ["Bridge reopens"]),
        ({"until": date(2025, 12, 31)}, ["Le pont rouvre"]),
        ({"since": date(9999, 12, 31), "until": date.max}, []),
        ({"speaker": "nobody"}, []),
        ({"outlet": "%"}, []),
        ({"outlet": "'; DROP TABLE articles; --"}, []),
    ],
)
def test_filters(archive: sqlite3.Connection, filters: dict[str, object], found: list[str]) -> None:
    assert titles(archive, "", **filters) == found


def test_filters_narrow_a_query(archive: sqlite3.Connection) -> None:
    assert titles(archive, "ferry", language="fr") == ["Le pont rouvre"]


def test_orders(archive: sqlite3.Connection) -> None:
    newest = [hit.title for hit in search_articles(archive, "bridge", order=Order.NEWEST).hits]
    assert newest == ["Ferry stops", "Bridge reopens", "Le pont rouvre"]
    oldest = [hit.title for hit in search_articles(archive, "", order=Order.OLDEST).hits]
    assert oldest[:3] == ["Le pont rouvre", "Bridge reopens", "Ferry stops"]


def test_pages_hold_every_hit_once_while_articles_come_in(archive: sqlite3.Connection) -> None:
    seen: list[str | None] = []
    page: str | None = None
    for number in range(9):
        found = search_articles(archive, "ferry OR bridge", limit=1, page=page)
        seen += [hit.title for hit in found.hits]
        assert found.total == 4
        with transaction(archive):
            late = article(f"Late ferry {number}", "A ferry, late.", f"https://late.example.org/{number}")
            store_article(archive, make_rows(late), 1)
        page = found.next
        if page is None:
            break
    assert sorted(map(str, seen)) == ["Bridge reopens", "Ferry stops", "Le pont rouvre", "Thread on ferries"]


@pytest.mark.parametrize("page", ["", "x", "1-", "-1-2", "1-2-3", "9" * 40 + "-1"])
def test_pages_that_do_not_exist(archive: sqlite3.Connection, page: str) -> None:
    with pytest.raises(ValueError, match="there is no page"):
        search_articles(archive, "bridge", page=page)


def test_newest_edition_counts(archive: sqlite3.Connection) -> None:
    later = article(
        "Bridge reopens, ferry goes",
        "The crossing over the Aar is open again, and the ferry goes.",
        "https://www.courier.example.ch/bridge",
        captured=datetime(2026, 4, 2, tzinfo=UTC),
    )
    with transaction(archive):
        store_article(archive, make_rows(later), 1)
    assert titles(archive, "crossing") == ["Bridge reopens, ferry goes"]
    assert search_articles(archive, "crossing", all_editions=True).total == 2


@pytest.mark.parametrize("query", ["(bridge", '"bridge', "bridge AND", "AND OR NOT", "***", "\x00"])
def test_no_query_is_an_error(archive: sqlite3.Connection, query: str) -> None:
    search_articles(archive, query)
    search_statements(archive, query)
    Months(archive).count(query)


def test_query_without_words_finds_nothing(archive: sqlite3.Connection) -> None:
    assert search_articles(archive, "?!").total == 0
    assert search_articles(archive, "").total == 5


def test_months(archive: sqlite3.Connection) -> None:
    assert Months(archive).count("bridge") == {"2025-07": 1, "2026-03": 2}
    assert Months(archive).count("") == {"": 2, "2025-07": 1, "2026-03": 2}
    assert Months(archive).count("bridge", Filters(since=date(2026, 1, 1))) == {"2026-03": 2}
    assert Months(archive).count("nothing of the kind") == {}


@pytest.mark.parametrize("query", ["bridge", "ferry OR tram", "the", "courier NOT bridge"])
def test_months_are_the_same_whether_they_are_looked_up_or_known(archive: sqlite3.Connection, query: str) -> None:
    first = Months(archive).count(query)
    assert sum(first.values()) == search_articles(archive, query).total
    asked_often = Months(archive)
    assert [asked_often.count(query) for _ in range(9)] == [first] * 9


def test_months_that_are_known_are_forgotten_when_the_archive_changes(archive: sqlite3.Connection) -> None:
    asked_often = Months(archive)
    for _ in range(9):
        asked_often.count("ferry OR bridge")
    before = asked_often.count("ferry OR bridge")
    one = article("Ferry again", "The ferry goes.", "https://a.example/new", published=datetime(2027, 1, 1, tzinfo=UTC))
    with transaction(archive):
        store_article(archive, make_rows(one), 1)
    assert asked_often.count("ferry OR bridge") == before | {"2027-01": 1}


def test_the_class_searches_as_the_functions_do(archive: sqlite3.Connection, tmp_path: Path) -> None:
    with tearsheet.Archive(tmp_path / "news.tear", read_only=True) as same:
        assert same.search("bridge", order="newest").hits[0].title == "Ferry stops"
        assert same.search_statements("bridge").total == 0
        assert same.count_by_month("bridge") == Months(archive).count("bridge")
        with pytest.raises(ValueError, match="order"):
            same.search("bridge", order="loudest")  # type: ignore[arg-type]
