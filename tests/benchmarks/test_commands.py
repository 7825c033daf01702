import gzip
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.__main__ import main
from tearsheet.errors import MediaError


def article(source: bytes, **_: Any) -> SimpleNamespace:
    """What ``tearsheet.extract`` gives, read from a page that is a JSON object."""
    page = json.loads(source)
    if page.get("broken"):
        raise MediaError("capture", "an image")
    image = SimpleNamespace(address="https://i.example/a.jpg", caption=page.get("caption"), credit=None)
    return SimpleNamespace(
        text=page["text"],
        title=page.get("title"),
        standfirst=None,
        authors=(),
        published=datetime(2024, 5, 3, 10, tzinfo=UTC),
        tags=(),
        images=(image,),
        json=lambda **_: json.dumps(page),
    )


@pytest.fixture(autouse=True)
def _extract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearsheet.extract", article, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "pages"
    (path / "html").mkdir(parents=True)
    pages = {
        "good": {"text": "one two three four", "title": "Heading", "caption": "A bridge [left]"},
        "poor": {"text": "one two nine nine", "title": "Wrong [b]title[/b]"},
        "raises": {"text": "", "broken": True},
    }
    gold = {"text": "one two three four", "title": "Heading", "date": "2024-05-03 10:00:00+00:00", "author": []}
    gold |= {"images": [{"caption": "A bridge [left]", "credit": [], "urls": []}], "topics": []}
    with (path / "gold.jsonl").open("w", encoding="utf-8") as file:
        for name, page in pages.items():
            (path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(json.dumps(page).encode()))
            country = "fr" if name == "good" else "de"
            file.write(json.dumps(gold | {"id": name, "url": f"https://n.example/{name}", "country": country}) + "\n")
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return int(caught.value.code or 0)


def test_extract_prints_tables(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", folder, "--memory-pages", "0") == 0
    shown = capsys.readouterr().out
    assert "pages: 3 pages" in shown
    assert "word F1 by country" in shown
    assert "tearsheet raised on raises: MediaError: capture: an image" in shown
    worst = shown[shown.index("Worst pages") :]
    assert worst.index("raises") < worst.index("poor") < worst.index("good")


def test_extract_gives_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", folder, "--json", "-", "--worst", "1", "--memory-pages", "0") == 0
    (report,) = json.loads(capsys.readouterr().out)["folders"]
    system = report["systems"]["tearsheet"]
    assert system["words"]["f1"] == pytest.approx(0.5)
    assert (system["pages"], system["errors"], system["empty"]) == (3, 1, 1)
    assert system["groups"]["de"]["words"]["f1"] == pytest.approx(0.25)
    assert system["fields"]["title"]["right"] == pytest.approx(1 / 3)
    assert system["text_ratio"] == system["record_ratio"] == 1
    assert [page["id"] for page in report["worst"]] == ["raises"]


def test_record_lists_wrong_pages(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("record", folder, "--worst", "title", "--json", tmp_path / "out.json") == 0
    shown = capsys.readouterr().out
    assert "title: 2 pages where tearsheet is wrong" in shown
    assert "Wrong [b]title[/b]" in shown
    (report,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["folders"]
    assert report["systems"]["tearsheet"]["day"]["right"] == pytest.approx(2 / 3)
    assert {page["id"] for page in report["wrong"] if page["field"] == "captions"} == {"poor", "raises"}


def test_record_wants_fields(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "gold.jsonl").write_text('{"id": "good", "text": "x"}\n', encoding="utf-8")
    assert run("record", folder) == 2
    assert "no fields but the text" in capsys.readouterr().err


def test_threads(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("threads", folder) == 0
    assert "identical: 3 pages, 8 threads against one" in capsys.readouterr().out
    count = iter(range(100))

    def unsteady(source: bytes, **_: Any) -> SimpleNamespace:
        return SimpleNamespace(json=lambda **_: str(next(count)))

    monkeypatch.setattr("tearsheet.extract", unsteady)
    assert run("threads", folder) == 1
    assert "3 of 3 pages differ" in capsys.readouterr().out


def test_memory(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("memory", folder, "--per-round", "200", "--rounds", "2") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in lines[:-1]] == ["100", "200", "300", "400"]
    assert lines[-1] == "flat"


@pytest.mark.parametrize("command", ["extract", "record", "threads", "memory"])
def test_missing_folder_is_one_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, tmp_path / "none") == 2
    error = capsys.readouterr().err
    assert "no such folder" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--against", "nobody"], "no system is called 'nobody'; there are tearsheet, trafilatura"),
        (["--peers-only"], "--peers-only needs --against"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", folder, *arguments) == 2
    assert message in capsys.readouterr().err


def test_unknown_field(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", folder, "--worst", "colour") == 2
    assert "no field is called 'colour'" in capsys.readouterr().err


def test_missing_peer_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert run("extract", folder, "--against", "trafilatura") == 2
    assert "--group benchmarks" in capsys.readouterr().err


def test_json_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", folder, "--memory-pages", "0", "--json", folder / "none" / "x.json") == 2
    assert "cannot be written" in capsys.readouterr().err
