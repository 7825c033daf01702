"""``tearsheet archive`` from end to end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import tearsheet
from tearsheet.cli.app import app

PAGE = """<html><head><title>Ferry {0}</title></head><body><article><h1>Ferry {0}</h1><p>The ferry was late on Monday,
the harbour board said in a note, and two hundred people waited for it in the rain.</p></article>"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.html").write_text(PAGE.format(number))
    return folder


def run(*arguments: str | Path, status: int = 0) -> Result:
    result = CliRunner().invoke(app, ["archive", *map(str, arguments)])
    assert result.exit_code == status, result.output
    return result


def test_what_is_added_is_there_once(pages: Path) -> None:
    assert "3 captures: 3 added to a.tear, 3 articles in all" in run("add", "a.tear", pages).stderr
    (pages / "3.html").write_text(PAGE.format(3))
    (pages / "4.html").write_bytes(b"%PDF-1.7")
    again = run("add", "a.tear", pages, "missing.html", "--errors", "failed.jsonl", status=1)
    assert "6 captures: 1 added to a.tear, 3 there already, 2 failed, 4 articles in all" in again.stderr
    failed = [json.loads(line) for line in Path("failed.jsonl").read_text().splitlines()]
    assert {(failure["source"].rpartition("/")[2], failure["kind"]) for failure in failed} == {
        ("4.html", "media"),
        ("missing.html", "capture"),
    }
    assert run("add", "a.tear", pages / "0.html", "--quiet").output == ""


def test_a_feed_of_json_lines(pages: Path) -> None:
    line = {"doc": {"html": PAGE.format(9)}, "link": "https://a.example/9", "seen": 1_714_560_000}
    Path("feed.jsonl").write_text(json.dumps(line) + "\nnone\n")
    options = ("--text-field", "doc.html", "--url-field", "link", "--captured-field", "seen")
    assert "1 added to a.tear, 1 failed" in run("add", "a.tear", "feed.jsonl", *options, status=1).stderr
    with tearsheet.Archive("a.tear", read_only=True) as archive:
        capture = archive.load(1).capture
        assert capture.fields == {"doc": {"html": None}, "link": "https://a.example/9", "seen": 1_714_560_000}
        assert [edition.captured for edition in archive.editions("https://a.example/9")] == ["2024-05-01T10:40:00Z"]


def test_options_reach_the_record(pages: Path) -> None:
    one = pages / "0.html"
    run("add", "a.tear", one, "--url", "https://a.example/0", "--captured", "2024-05-01", "--favour", "recall")
    with tearsheet.Archive("a.tear", read_only=True) as archive:
        assert archive.load(1).capture.url == "https://a.example/0"
        assert '"favour": "recall"' in archive.connection.execute("SELECT options FROM makers").fetchone()[0]
    assert (
        "an address belongs to one capture"
        in run("add", "a.tear", pages, "--url", "https://a.example", status=2).stderr
    )
    assert "is no limit" in run("add", "a.tear", pages, "--limits", "seconds", status=2).stderr
    assert "limit of 10" in run("add", "b.tear", one, "--limits", "bytes=10", status=1).stderr


def test_what_is_no_archive_is_told_in_one_line(pages: Path) -> None:
    page = pages / "0.html"
    for command in (
        ("add", page, page),
        ("refresh", page),
        ("verify", page),
        ("info", page),
        ("export", page, "o.warc"),
    ):
        result = run(*command, status=1)
        assert result.stderr == f"tearsheet: {page}: not an archive: no SQLite file\n"
    assert page.read_text() == PAGE.format(0)
    for command in (("refresh", "none.tear"), ("verify", "none.tear"), ("info", "none.tear")):
        assert run(*command, status=1).stderr == "tearsheet: none.tear: no such file\n"
    assert not Path("none.tear").exists()


def test_refresh_verify_export_and_info(pages: Path) -> None:
    run("add", "a.tear", pages, "--no-statements")
    assert "0 records: 0 made anew in a.tear" in run("refresh", "a.tear").stderr
    assert "3 records: 3 made anew in a.tear, 3 articles in all" in run("refresh", "a.tear", "--all").stderr
    assert "3 captures and 3 articles looked at, all as they were stored" in run("verify", "a.tear").stderr
    assert "3 captures and 1 article " in run("verify", "a.tear", "--sample", "1").stderr
    assert "3 articles: 3 written to out.jsonl" in run("export", "a.tear", "out.jsonl").stderr
    assert [json.loads(line)["title"] for line in Path("out.jsonl").read_text().splitlines()] == [
        "Ferry 0",
        "Ferry 1",
        "Ferry 2",
    ]
    run("export", "a.tear", "captures", "--format", "warc", "--quiet")
    assert [capture.content for capture in tearsheet.read("captures")] == [
        (pages / f"{number}.html").read_bytes() for number in range(3)
    ]
    assert "is none" in run("export", "a.tear", "out.docx", status=2).stderr
    assert "stopped: none/out.jsonl: No such file" in run("export", "a.tear", "none/out.jsonl", status=1).stderr
    told = json.loads(run("info", "a.tear", "--json").stdout)
    assert (told["articles"], told["captures"], told["statements"], told["outdated"]) == (3, 3, 0, 0)
    assert "3 of 0 addresses" in run("info", "a.tear").stdout


def test_verify_tells_what_is_wrong(pages: Path) -> None:
    run("add", "a.tear", pages, "--no-statements")
    with tearsheet.Archive("a.tear") as archive:
        archive.connection.execute("UPDATE captures SET bytes = zeroblob(9) WHERE id = 2")
    result = run("verify", "a.tear", "--sample", "0", status=1)
    assert "tearsheet: a.tear: capture 2: the file is damaged" in result.stderr
    assert "1 wrong" in result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("copies",),
        ("stories",),
        ("people",),
        ("outlets",),
        ("story", 1),
        ("corroborate", 1),
        ("diff", "https://a.example/"),
    ],
    ids=lambda command: command[0],
)
def test_what_only_reads_makes_no_archive(pages: Path, command: tuple[str | int, ...]) -> None:
    name, *rest = command
    assert run(name, "none.tear", *map(str, rest), status=1).stderr == "tearsheet: none.tear: no such file\n"
    assert list(Path().glob("none*")) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("add", "a.tear"), "Missing argument"),
        (("add", "a.tear", "pages", "--jobs", "0"), "--jobs"),
        (("story", "a.tear", "first"), "not a valid int"),
        (("export", "a.tear", "news.doc"), "parquet, jsonl or warc"),
        (("bogus",), "No such command"),
    ],
    ids=["no input", "no jobs", "no number", "no format", "no command"],
)
def test_wrong_arguments_are_told_in_one_line(pages: Path, command: tuple[str, ...], said: str) -> None:
    run("add", "a.tear", pages)
    before = Path("a.tear").read_bytes()
    result = run(*command, status=2)
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert Path("a.tear").read_bytes() == before


def test_what_is_not_there_or_cannot_be_written_is_named(pages: Path) -> None:
    run("add", "a.tear", pages)
    assert run("story", "a.tear", 99, status=1).stderr == "tearsheet: no article 99 in this archive\n"
    assert "no capture of https://a.example/" in run("diff", "a.tear", "https://a.example/", status=1).stderr
    assert "stopped: nowhere/a.jsonl: No such file" in run("export", "a.tear", "nowhere/a.jsonl", status=1).stderr


def test_broken_lines_of_a_feed_cost_themselves_alone(pages: Path) -> None:
    said = "The ferry was late on Monday, the harbour board said in a note to all who waited for it."
    lines = [
        '{"text": broken',
        "[1]",
        '{"text": 7}',
        "",
        json.dumps({"text": said, "title": "Late", "source": "The Post"}),
    ]
    Path("feed.jsonl").write_text("\n".join(lines))
    result = run("add", "a.tear", "feed.jsonl", status=1)
    assert [f"feed.jsonl:{number}: " in result.stderr for number in (1, 2, 3, 4, 5)] == [True, True, True, False, False]
    with tearsheet.Archive("a.tear", read_only=True) as archive:
        (article,) = map(archive.load, archive)
        assert (article.title, article.site_name) == ("Late", "The Post")


def test_what_cannot_be_written_to_is_shown_as_it_was_left(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "a.tear", pages)
    with monkeypatch.context() as patch:
        patch.setattr("tearsheet.cli.together.os.access", lambda path, mode: False)
        shown = run("copies", "a.tear")
    assert json.loads(shown.stdout)["total"] == 0
    assert "a.tear cannot be written to: 3 articles are not compared with the others yet" in shown.stderr
    assert run("stories", "a.tear").stderr == ""
    with monkeypatch.context() as patch:
        patch.setattr("tearsheet.cli.together.os.access", lambda path, mode: False)
        assert run("stories", "a.tear").stderr == ""
