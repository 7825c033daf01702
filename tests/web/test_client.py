"""An archive behind a server answers as the file does: the same walk through both."""

import gzip
import inspect
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")

import tearsheet
from tearsheet.archive.archive import Archive
from tearsheet.archive.filters import Filters
from tearsheet.capture import Capture
from tearsheet.page.role import PageType
from tearsheet.statements.statement import Attitude, Form
from tearsheet.web.client import RemoteArchive
from tearsheet.web.settings import Settings
from tests.web.made import Serve, captures


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, news: Path) -> Path:
    copy = tmp_path_factory.mktemp("client") / "news.tear"
    copy.write_bytes(news.read_bytes())
    return copy


@pytest.fixture(scope="module")
def url(path: Path, serve: Serve) -> str:
    return serve(Settings(archive=path, jobs=1, threads=2, add_token="secret")).url


@pytest.fixture(params=["file", "server"])
def archive(request: pytest.FixtureRequest, path: Path, url: str) -> Iterator[Any]:
    """The same archive, by its file and by its server."""
    with closing(Archive(path) if request.param == "file" else tearsheet.connect(url, "secret")) as opened:
        yield opened


def public(kind: type) -> dict[str, Any]:
    names = {name for each in kind.__mro__ for name in vars(each) if name[0] != "_"} | {"__len__", "__iter__"}
    return {name: inspect.signature(getattr(kind, name)) for name in names if callable(getattr(kind, name))}


def test_the_methods_are_those_of_an_archive() -> None:
    def shape(signature: inspect.Signature) -> list[tuple[str, Any, Any]]:
        return [(one.name, one.kind, one.default) for one in signature.parameters.values()]

    own, theirs = public(Archive), public(RemoteArchive)
    del theirs["check"]
    assert theirs.keys() == own.keys()
    assert [name for name in own if shape(own[name]) != shape(theirs[name])] == []


WALK: dict[str, Any] = {
    "len": len,
    "iter": lambda a: [number for number in a if number < 5],
    "load": lambda a: [(article := a.load(n), article.capture, article.statements, article.evidences) for n in (1, 4)],
    "text": lambda a: a.text(3),
    "content": lambda a: a.content(1),
    "search": lambda a: a.search("bridge"),
    "search narrowed": lambda a: a.search(
        "bridge OR ferry",
        Filters(
            outlet="courier", author="moser", language="en", since=date(2024, 1, 1), page_type=PageType.ARTICLE,
            form=Form.DIRECT, attitude=Attitude.SPEECH,
        ),
        order="newest", limit=1, all_editions=True,
    ),
    "search pages": lambda a: a.search("", limit=1, page=a.search("", limit=1).next),
    "search statements": lambda a: a.search_statements("waited", Filters(speaker="keller"), order="oldest"),
    "months": lambda a: a.count_by_month("bridge"),
    "editions": lambda a: a.editions("https://courier.example/bridge"),
    "changes": lambda a: a.changes(*a.editions("https://courier.example/bridge")),
    "copies": lambda a: a.copies(1, passages=True),
    "copy pairs": lambda a: a.copy_pairs(limit=1, passages=True),
    "passages": lambda a: a.passages(1, 3),
    "stories": lambda a: a.stories(),
    "story": lambda a: a.story(3),
    "single sources": lambda a: a.single_sources(4),
    "statement": lambda a: a.statement(1),
    "corroborate": lambda a: a.corroborate(1),
    "people": lambda a: a.people(order="name", limit=2),
    "people named": lambda a: a.people("keller"),
    "person": lambda a: a.person(a.people("keller").items[0].person),
    "said by": lambda a: a.said_by(a.people("keller").items[0].person),
    "outlets": lambda a: a.outlets(),
    "outlet": lambda a: a.outlet(1),
    "unlinked": lambda a: a.unlinked() * 0,
    "verify": lambda a: [one for one in a.verify(sample=2) if one.kind != "capture"][:1],
}  # fmt: skip


@pytest.mark.parametrize("step", WALK)
def test_the_same_walk(step: str, path: Path, url: str) -> None:
    with Archive(path) as file, tearsheet.connect(url, "secret") as server:
        expected, found = WALK[step](file), WALK[step](server)
    assert found == expected
    assert type(found) is type(expected)


def test_contents(path: Path, url: str) -> None:
    with Archive(path) as file, tearsheet.connect(url) as server:
        expected, found = file.contents(), server.contents()
    assert replace(found, file_bytes=0) == replace(expected, file_bytes=0)


def test_errors_are_the_same(archive: Any) -> None:
    for wrong in (
        lambda: archive.load(99),
        lambda: archive.text(99),
        lambda: archive.content(99),
        lambda: archive.editions("https://nowhere.example/"),
        lambda: archive.story(99),
        lambda: archive.statement(99),
        lambda: archive.person(99),
        lambda: archive.outlet(99),
    ):
        with pytest.raises(LookupError, match="no "):
            wrong()
    for wrong in (
        lambda: archive.search(page="nowhere"),
        lambda: archive.search(order="none"),
        lambda: archive.stories(page="nowhere"),
        lambda: archive.people(limit=0),
        lambda: archive.export("news.txt"),
    ):
        with pytest.raises(ValueError, match=r"."):
            wrong()


def test_what_is_added_is_there(archive: Any) -> None:
    made = captures()[0]
    odd = Capture(
        f"Odd \ud800 letters stand in this text of {type(archive).__name__}, which nobody can write as UTF-8.",
        name="odd",
        fields={"id": 1},
        header="HTTP/1.1 200 OK\r\n",
    )
    told: list[Any] = []
    total = archive.add([made, odd, Capture(b"%PDF-1.7", name="paper")], on_added=told.append)
    assert (total.known, total.failed) == (1, 1)
    assert [one.source for one in told] == [made.label, odd.label, "paper"]
    assert isinstance(told[2].error, tearsheet.MediaError)
    loaded = archive.load(told[1].article)
    assert loaded.capture.content == odd.content
    assert archive.link() >= 0
    assert archive.unlinked() == 0


def test_records_are_made_anew(url: str) -> None:
    refreshed: list[Any] = []
    with tearsheet.connect(url, "secret") as archive:
        assert archive.refresh(on_refreshed=refreshed.append) == len(refreshed) == 0
        count = archive.refresh(every=True, on_refreshed=refreshed.append)
        assert count == len(refreshed) == len(archive)


@pytest.mark.parametrize("name", ["out.ndjson", "out.warc.gz"])
def test_an_archive_is_written_out(name: str, path: Path, url: str, tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    (tmp_path / "server").mkdir()
    told: list[Any] = []
    with Archive(path) as file, tearsheet.connect(url, "secret") as server:
        assert file.export(tmp_path / "file" / name) == server.export(
            tmp_path / "server" / name, on_exported=told.append
        )
    assert len(told) > 3
    contents = [(tmp_path / where / name).read_bytes() for where in ("file", "server")]
    if name.endswith(".gz"):
        contents = [gzip.decompress(content)[:20] for content in contents]
    assert contents[0] == contents[1]
    assert len(list((tmp_path / "server").iterdir())) == 1


def test_without_a_right_nothing_is_written(url: str) -> None:
    with tearsheet.connect(url) as reader:
        with pytest.raises(tearsheet.ArchiveError, match="right to add"):
            reader.add(captures())
        with pytest.raises(tearsheet.ArchiveError, match="right to add"):
            list(reader.verify())


def test_where_there_is_no_server() -> None:
    with pytest.raises(tearsheet.ArchiveError, match="does not answer"):
        tearsheet.connect("http://127.0.0.1:1/")
    with pytest.raises(ValueError, match="http"):
        tearsheet.connect("news.tear")


def test_a_server_without_an_archive(serve: Serve) -> None:
    with pytest.raises(tearsheet.ArchiveError, match="no archive"):
        tearsheet.connect(serve(Settings(jobs=1)).url)
