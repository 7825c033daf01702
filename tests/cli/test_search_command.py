"""``tearsheet search``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tearsheet import Article, Block, Capture, Kind, Place
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import open_archive, transaction
from tearsheet.archive.storing import make_rows, store_article
from tearsheet.cli import main


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news.tear"
    opened = open_archive(path)
    with transaction(opened):
        maker = Maker().number(opened)
        for number, text in enumerate(("The bridge is open.", "The ferry goes; the bridge is \x1b[31mfree.")):
            block = Block(text, Kind.PARAGRAPH, Place(kind="text", start=0, end=len(text)), block=0)
            address = f"https://courier.example.org/{number}"
            article = Article(
                title=f"Story {number}", body=(block,), url=address, language="en", capture=Capture(text, url=address)
            )
            store_article(opened, make_rows(article), maker)
    opened.close()
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def called(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["tearsheet", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return called


Run = Callable[..., tuple[int, str, str]]


def test_hits_for_a_person(run: Run, archive: Path) -> None:
    status, out, err = run("search", archive, "bridge", "ferry")
    assert status == 0
    assert out.splitlines()[0] == "Story 1"
    assert "The [ferry] goes; the [bridge] is" in out
    assert "https://courier.example.org/1" in out
    assert "\x1b" not in out
    assert err == ""


def test_hits_as_json(run: Run, archive: Path) -> None:
    status, out, _ = run("search", archive, "bridge", "--json", "-n", "1")
    found = json.loads(out)
    assert status == 0
    assert found["total"] == 2
    assert found["hits"][0]["snippet"]["text"].count("bridge") == 1
    _, out, _ = run("search", archive, "bridge", "--json", "-n", "1", "--page", found["next"])
    assert json.loads(out)["next"] is None


def test_filters(run: Run, archive: Path) -> None:
    assert run("search", archive, "bridge", "--outlet", "courier.example.org", "--language", "en")[0] == 0
    assert run("search", archive, "bridge", "--language", "fr") == (1, "", "tearsheet: nothing found\n")


def test_no_valid_query_is_searched_as_words(run: Run, archive: Path) -> None:
    status, out, err = run("search", archive, "(bridge")
    assert status == 0
    assert "Story 0" in out
    assert "searched as words" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "May"), "is no day"),
        (("--page", "x"), "there is no page 'x'"),
        (("--limit", "0"), "0 is not in the range"),
        (("--form", "loud"), "'loud' is not one of"),
        (("--type", "novel"), "not 'novel'"),
    ],
)
def test_wrong_options(run: Run, archive: Path, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = run("search", archive, "bridge", *arguments)
    assert (status, out) == (2, "")
    assert said in err


def test_file_that_is_no_archive(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text("<p>Bridge</p>", "utf-8")
    status, out, err = run("search", path, "bridge")
    assert (status, out) == (1, "")
    assert "not an archive" in err
    assert run("search", tmp_path / "none.tear", "bridge")[0] == 1
    assert not (tmp_path / "none.tear").exists()
