"""Adding captures: each once, what is told of is stored, a stopped run is finished by another."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tearsheet
from tearsheet.archive.adding import Added

PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The ferry to Pell Island was late on"
    " Monday, the harbour board said in a note, and number {title} was the one that waited longest.</p></article>"
)


def capture(number: int, **known: object) -> tearsheet.Capture:
    return tearsheet.Capture(PAGE.format(title=f"Ferry {number}").encode(), **known)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.tear"


def test_what_is_added_can_be_loaded(path: Path) -> None:
    told: list[Added] = []
    pages = [capture(1, url="https://a.example/1"), capture(2), tearsheet.Capture(b"%PDF-1.7", name="paper.pdf")]
    with tearsheet.Archive(path) as archive:
        total = archive.add(pages, on_added=told.append)
        assert (total.new, total.known, total.failed) == (2, 0, 1)
        assert [added.source for added in told] == ["https://a.example/1", "capture", "paper.pdf"]
        assert isinstance(told[2].error, tearsheet.MediaError)
        assert len(archive) == 2
        for page, added in zip(pages, told[:2], strict=False):
            article = archive.load(added.article)
            assert article == tearsheet.extract(page)
            assert article.capture == page
            assert archive.text(added.article) == article.text
            assert archive.content(added.article) == page.content
    with tearsheet.Archive(path, read_only=True) as archive, pytest.raises(LookupError):
        archive.load(99)


def test_the_same_capture_is_there_once_and_another_is_an_edition(path: Path) -> None:
    first, second = (datetime(2024, 5, day, tzinfo=UTC) for day in (1, 2))
    url = "https://a.example/1"
    with tearsheet.Archive(path) as archive:
        assert archive.add([capture(1, url=url, captured=first)] * 3).new == 1
        assert archive.add([capture(1, url=url, captured=first, name="again")]).known == 1
        assert archive.add([capture(1, url=url, captured=second), capture(2, url=url, captured=second)]).new == 2
        assert archive.add([capture(1, url="https://b.example/")]).new == 1
        assert [(edition.captured, edition.title) for edition in archive.editions(url)] == [
            ("2024-05-01T00:00:00Z", "Ferry 1"),
            ("2024-05-02T00:00:00Z", "Ferry 1"),
            ("2024-05-02T00:00:00Z", "Ferry 2"),
        ]
        assert list(archive) == [1, 2, 3, 4]
        assert archive.connection.execute("SELECT count(*) FROM captures").fetchone() == (2,)


def test_editions_are_found_by_the_address_they_were_captured_from_too(path: Path) -> None:
    page = b"<html><head><link rel=canonical href=https://a.example/story></head><body><h1>A</h1><p>" + b"word " * 40
    with tearsheet.Archive(path) as archive:
        archive.add([tearsheet.Capture(page, url="https://a.example/story?from=feed")])
        for address in ("https://a.example/story", "https://a.example/story?from=feed"):
            assert [edition.article for edition in archive.editions(address)] == [1]
        with pytest.raises(LookupError):
            archive.editions("https://a.example/other")


def test_two_workers_give_the_same(tmp_path: Path) -> None:
    pages = [capture(number) for number in range(9)]
    rows = []
    for jobs, name in ((1, "one"), (2, "two")):
        told: list[Added] = []
        with tearsheet.Archive(tmp_path / name) as archive:
            archive.add([*pages[:3], *pages[:2], *pages], jobs=jobs, statements=False, on_added=told.append)
            assert [added.article for added in told] == [1, 2, 3, 1, 2, *range(1, 10)]
            every = "SELECT id, title, text, record FROM articles JOIN records ON article = id"
            rows.append(archive.connection.execute(every).fetchall())
    assert rows[0] == rows[1]
    assert len(rows[0]) == 9


def test_only_what_is_stored_is_told(path: Path) -> None:
    with tearsheet.Archive(path) as archive, tearsheet.Archive(path, read_only=True) as reader:

        def check(added: Added) -> None:
            assert reader.load(added.article).title == f"Ferry {added.article}"

        archive.add((capture(number) for number in range(1, 20)), statements=False, on_added=check)


def test_a_full_disk_loses_nothing_that_was_told(path: Path) -> None:
    told: list[Added] = []
    pages = [tearsheet.Capture(PAGE.format(title=n).encode() + os.urandom(40_000).hex().encode()) for n in range(30)]

    def fill() -> Iterator[tearsheet.Capture]:
        for number, page in enumerate(pages):
            if number == 20:
                archive.connection.execute("PRAGMA max_page_count = 1")  # no more than there are
            yield page

    with tearsheet.Archive(path) as archive:
        archive.add(pages[:5])
        with pytest.raises(tearsheet.ArchiveError, match="the disk is full"):
            archive.add(fill(), statements=False, on_added=told.append)
    with tearsheet.Archive(path) as archive:
        for added in told:
            archive.load(added.article)
        assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert archive.add(pages, statements=False).failed == 0
        assert len(archive) == len(pages)


@pytest.mark.parametrize("job", ["add", "refresh"])
def test_where_nothing_can_be_extracted_it_stops(path: Path, job: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [capture(number) for number in range(5)]
    with tearsheet.Archive(path) as archive:
        archive.add(pages, statements=False)
        extract = tearsheet.extract
        asked: list[object] = []

        def full(page: tearsheet.Capture, **how: object) -> tearsheet.Article:
            asked.append(page)
            if len(asked) > 2:  # the model of languages is unpacked to a file
                raise OSError(errno.ENOSPC, "No space left on device")
            return extract(page, **how)

        monkeypatch.setattr("tearsheet.extraction.extract", full)
        told: list[object] = []
        work: dict[str, Callable[[], object]] = {
            "add": lambda: archive.add(map(capture, range(5, 10)), statements=False, on_added=told.append),
            "refresh": lambda: archive.refresh(every=True, on_refreshed=told.append),
        }
        with pytest.raises(tearsheet.ArchiveError, match=r"nothing can be extracted here .*No space left"):
            work[job]()
        assert (len(asked), len(told)) == (3, 2)
        monkeypatch.undo()
        assert len(archive) == (7 if job == "add" else 5)
        assert all(checked.wrong is None for checked in archive.verify())


def test_two_may_add_while_others_read(path: Path) -> None:
    tearsheet.Archive(path).close()
    errors: list[BaseException] = []

    def add(numbers: range) -> None:
        try:
            with tearsheet.Archive(path) as archive:
                for number in numbers:
                    archive.add([capture(number)], statements=False)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=add, args=(range(low, low + 15),)) for low in (0, 10)]
    for thread in threads:
        thread.start()
    with tearsheet.Archive(path, read_only=True) as reader:
        while any(thread.is_alive() for thread in threads):
            for number in range(1, len(reader) + 1):
                reader.load(number)
    assert errors == []
    with tearsheet.Archive(path) as archive:
        assert len(archive) == 25


ADDER = """
    import sys, tearsheet
    from tests.archive.test_adding import capture
    with tearsheet.Archive(sys.argv[1]) as archive:
        archive.add(
            (capture(number) for number in range(150)), statements=False,
            on_added=lambda added: print(added.article, added.source, flush=True),
        )
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_killed_at_any_moment_nothing_told_is_lost(path: Path) -> None:
    told: set[int] = set()
    for lines in (1, 30):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(ADDER), str(path)], stdout=subprocess.PIPE, text=True
        ) as adder:
            assert adder.stdout is not None
            for _ in range(lines):
                told.add(int(adder.stdout.readline().split()[0]))
            adder.kill()
            told |= {int(line.split()[0]) for line in adder.stdout.read().splitlines()[:-1]}
    with tearsheet.Archive(path) as archive:
        assert told
        for number in told:
            archive.load(number)
        assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        archive.add((capture(number) for number in range(150)), statements=False)
        assert len(archive) == 150


def test_the_file_is_an_ordinary_database(path: Path) -> None:
    with tearsheet.Archive(path) as archive:
        archive.add([capture(1, url="https://www.post.example.uk/1")])
    plain = sqlite3.connect(path)
    assert plain.execute(
        "SELECT title, host, country FROM articles JOIN outlets ON outlets.id = articles.outlet"
    ).fetchall() == [("Ferry 1", "post.example.uk", "GB")]
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    plain.close()


def test_what_captures_take_in_the_file_counts_what_they_are_packed_with(path: Path) -> None:
    page = tearsheet.Capture(PAGE.format(title=os.urandom(20_000).hex()).encode(), url="https://a.example/1")
    with tearsheet.Archive(path) as archive:
        archive.add([page], statements=False)
        contents = archive.contents()
    assert 15_000 < contents.packed_bytes <= contents.capture_bytes
