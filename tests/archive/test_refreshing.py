"""Records made anew: the captures stay, the ids stay, what fails keeps its old record."""

from dataclasses import replace
from pathlib import Path

import pytest

import tearsheet
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import transaction
from tearsheet.archive.refreshing import Refreshed
from tearsheet.archive.storing import make_rows, replace_article
from tearsheet.choices import Comments, Favour

PAGE = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>The ferry {0} was late, “I was wet,” said Ann"
    " Lee of the harbour board on Monday.</p><p>It came in at noon with two hundred people.</p></article>"
)


@pytest.fixture
def archive(tmp_path: Path) -> tearsheet.Archive:
    archive = tearsheet.Archive(tmp_path / "news.tear")
    archive.add([tearsheet.Capture(PAGE.format(f"Juno {n}").encode(), url=f"https://a.example/{n}") for n in range(6)])
    return archive


def spoil(archive: tearsheet.Archive, *articles: int) -> None:
    """As if another version had made them."""
    archive.connection.execute("INSERT OR IGNORE INTO makers SELECT 7, '0.0.1', weights, options FROM makers LIMIT 1")
    for article in articles:
        archive.connection.execute("UPDATE articles SET maker = 7, title = 'old' WHERE id = ?", (article,))


def rows(archive: tearsheet.Archive) -> list[list[tuple[object, ...]]]:
    tables = ("captures", "articles", "records", "blocks", "people", "outlets")
    said = archive.connection.execute(
        'SELECT article, number, id, start, "end", speaker_id FROM statements ORDER BY 1, 2'
    ).fetchall()
    return [said, *(archive.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables)]


def found(archive: tearsheet.Archive, table: str, words: str) -> int:
    return archive.connection.execute(f"SELECT count(*) FROM {table} WHERE {table} MATCH ?", (words,)).fetchone()[0]


def test_only_what_another_version_made_is_made_anew(archive: tearsheet.Archive) -> None:
    before = rows(archive)
    assert archive.refresh() == 0
    spoil(archive, 2, 5)
    assert archive.contents().outdated == 2
    told: list[Refreshed] = []
    assert archive.refresh(on_refreshed=told.append) == 2
    assert [refreshed.article for refreshed in told] == [2, 5]
    assert archive.contents().outdated == 0
    assert rows(archive) == before


def test_all_can_be_made_anew_and_are_found_as_before(archive: tearsheet.Archive) -> None:
    before = rows(archive)
    assert before[0]
    asked = [
        (table, word) for table in ("article_words", "statement_words") for word in ("juno", "ferry", "wet", "ann")
    ]
    counts = {(table, word): found(archive, table, word) for table, word in asked}
    assert counts["article_words", "ferry"] == 6
    assert archive.refresh(every=True) == 6
    assert rows(archive) == before
    assert {(table, word): found(archive, table, word) for table, word in counts} == counts


def test_what_was_asked_for_is_asked_for_again(tmp_path: Path) -> None:
    with tearsheet.Archive(tmp_path / "news.tear") as archive:
        page = tearsheet.Capture(PAGE.format("Juno").encode())
        archive.add([page], favour="recall", comments="drop", statements=False)
        archive.refresh(every=True)
        options = archive.connection.execute("SELECT options FROM makers").fetchall()
        assert options == [(Maker(Favour.RECALL, Comments.DROP, False).options,)]
        assert archive.connection.execute("SELECT count(*) FROM statements").fetchone() == (0,)
        assert archive.load(1) == tearsheet.extract(page, favour="recall", comments="drop")


def test_statements_can_be_had_later(archive: tearsheet.Archive) -> None:
    page = tearsheet.Capture(PAGE.format("Late").encode())
    archive.add([page], statements=False)
    told: list[Refreshed] = []
    assert archive.refresh(statements=True, on_refreshed=told.append) == 1
    assert told == [Refreshed(7)]
    assert archive.load(7).statements == tearsheet.extract(page).statements
    assert found(archive, "statement_words", "wet") == 7
    assert archive.refresh(statements=True) == 0
    archive.add([tearsheet.Capture(PAGE.format("Later").encode())], statements=False)
    assert archive.refresh(statements=True, every=True) == 8


def test_what_cannot_be_made_anew_stays(archive: tearsheet.Archive) -> None:
    spoil(archive, 1, 2)
    old = archive.load(1)
    told: list[Refreshed] = []
    assert archive.refresh(limits=tearsheet.Limits(bytes=10), on_refreshed=told.append) == 0
    assert [type(refreshed.error) for refreshed in told] == [tearsheet.LimitError] * 2
    assert archive.load(1) == old
    assert archive.contents().outdated == 2
    assert archive.refresh() == 2


def test_a_damaged_one_costs_itself_alone(archive: tearsheet.Archive) -> None:
    archive.connection.execute("UPDATE captures SET bytes = zeroblob(40) WHERE id = 3")
    told: list[Refreshed] = []
    assert archive.refresh(every=True, on_refreshed=told.append) == 5
    (failed,) = [refreshed for refreshed in told if refreshed.error is not None]
    assert failed.article == 3
    assert "damaged" in str(failed.error)


def test_stopped_it_goes_on_where_it_was(archive: tearsheet.Archive) -> None:
    spoil(archive, *range(1, 7))

    def stop(refreshed: Refreshed) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.refresh(on_refreshed=stop)
    left = archive.contents().outdated
    assert left < 6
    assert archive.refresh() == left


def test_a_new_statement_takes_no_id_that_is_kept(tmp_path: Path) -> None:
    text = (
        "The ferry is late again today.\n\n\u201cThe pier is closed,\u201d Anna Berg said on Monday.\n\nNobody waited."
    )
    with tearsheet.Archive(tmp_path / "news.tear") as archive:
        archive.add([tearsheet.Capture(text)])
        connection = archive.connection
        number, before = connection.execute("SELECT article, id FROM statements").fetchone()
        rows = make_rows(archive.load(number), statements=True)
        (said,) = rows.statements
        first = ("The ferry is late", None, 0, *said[3:8], 0, 17, *said[10:])
        with transaction(connection):
            more = replace(rows, statements=[first, (*said[:2], 1, *said[3:])])
            replace_article(connection, number, more, 1, text=rows.text)
        ids = [number for (number,) in connection.execute("SELECT id FROM statements ORDER BY number")]
    assert ids == [before + 1, before]
