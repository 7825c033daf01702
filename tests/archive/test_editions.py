"""The editions of an address."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tearsheet import extract
from tearsheet.archive.editions import compare_editions, find_editions, part_statements
from tearsheet.archive.loading import MissingError
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.storing import make_rows, store_article
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Form, Mention, Statement

ADDRESS = "https://courier.example.org/bridge"
PAGE = """<html><head><title>{title}</title><link rel="canonical" href="{address}"></head>
<body><article><h1>{title}</h1>
<p>The bridge over the Aar reopened on Monday after two years of work, the council announced in the afternoon.</p>
<p>The works cost {cost} million francs, which is more than the council had planned when they began in spring.</p>
</article></body></html>"""


def capture(cost: str, day: int, title: str = "Bridge reopens after two years", query: str = "") -> object:
    html = PAGE.format(cost=cost, title=title, address=ADDRESS)
    return extract(html, url=f"{ADDRESS}{query}", captured=datetime(2026, 3, day, tzinfo=UTC))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    opened = open_archive(tmp_path / "news.tear")
    with transaction(opened):
        maker = Maker().number(opened)
        for page in (capture("14", 3), capture("12", 2, query="?from=home"), capture("12", 1)):
            store_article(opened, make_rows(page), maker)  # type: ignore[arg-type]
    yield opened
    opened.close()


def test_editions_stand_in_order_of_their_capture(archive: sqlite3.Connection) -> None:
    assert [edition.captured for edition in find_editions(archive, ADDRESS)] == [
        "2026-03-01T00:00:00Z",
        "2026-03-02T00:00:00Z",
        "2026-03-03T00:00:00Z",
    ]


def test_a_capture_of_an_unknown_time_is_the_oldest_as_in_search(archive: sqlite3.Connection) -> None:
    undated = extract(PAGE.format(cost="9", title="Bridge reopens after two years", address=ADDRESS), url=ADDRESS)
    with transaction(archive):
        number, _ = store_article(archive, make_rows(undated), 1)
    assert find_editions(archive, ADDRESS)[0].article == number
    assert archive.execute("SELECT count(*) FROM superseded WHERE article = ?", (number,)).fetchone() == (1,)


@pytest.mark.parametrize("address", [f"{ADDRESS}/", f" {ADDRESS}", f"{ADDRESS}?from=home"])
def test_editions_are_found_by_every_address_of_theirs(archive: sqlite3.Connection, address: str) -> None:
    assert len(find_editions(archive, address)) == 3


def test_address_that_is_not_there(archive: sqlite3.Connection) -> None:
    with pytest.raises(MissingError, match=r"no capture of https://example\.org"):
        find_editions(archive, "https://example.org")


def test_changes(archive: sqlite3.Connection) -> None:
    first, second, third = find_editions(archive, ADDRESS)
    assert not compare_editions(archive, first, second).changes
    changes = compare_editions(archive, second, third).changes
    assert [change.kind.value for change in changes.paragraphs] == ["reworded"]
    assert changes.silent


def statement(text: str, speaker: str | None) -> Statement:
    named = Mention(speaker, Span(0, 1)) if speaker else None
    return Statement(text=text, content=(Span(0, len(text)),), speaker=named, form=Form.DIRECT)


def test_statements_lost_and_gained() -> None:
    tolls = statement("Tolls are not planned for the bridge", "Ann Keller")
    ferry = statement("The ferry will sail on", "Ann Keller")
    same = statement("Tolls are not planned for this bridge", "Ann  KELLER")
    other = statement("Tolls are not planned for the bridge", "Jürg Müller")
    assert part_statements([tolls, ferry], [same]) == ((ferry,), ())
    assert part_statements([tolls], [other]) == ((tolls,), (other,))
    assert part_statements([tolls, tolls], [tolls]) == ((tolls,), ())
    assert part_statements([], []) == ((), ())
