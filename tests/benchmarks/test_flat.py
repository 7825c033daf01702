import gzip
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main

PROSE = (
    "The ferry that left the north pier in March came back on Tuesday, the port office said, and it will sail four "
    "times a day until the end of the season.",
    "The pier will then be closed for repairs, which are expected to take all winter and to cost about two million, "
    "according to the office.",
    "Passengers had asked for the boats to return before the summer, and many of them came to the pier to see the "
    "first one leave at seven.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "harbour"
    (path / "html").mkdir(parents=True)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("News", "Sport", "Weather", "Jobs", "Cars"))
    html = f"<title>Ferry</title><ul>{menu}</ul><h1>Ferry returns to the pier</h1>{body}<p>Read more</p>"
    with (path / "gold.jsonl").open("w", encoding="utf-8") as file:
        for name in ("one", "two"):
            (path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))
            file.write(json.dumps({"id": name, "text": "\n".join(PROSE), "country": "ie"}) + "\n")
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return int(caught.value.code or 0)


def test_every_way_and_every_rule_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("flat", folder, "--json", "-") == 0
    reports = json.loads(capsys.readouterr().out)["folders"]
    assert [report["way"] for report in reports] == ["blocks", "nodes", "collapsed", "layout"]
    for report in reports:
        systems = report["systems"]
        assert {"tearsheet", "everything", "c4", "gopher", "densest"} <= set(systems)
        assert systems["everything"]["recall"] == 1
        assert 0 < systems["everything"]["precision"] < 1
        assert report["megabytes"] > 0
        assert len(report["worst"]) == 2
    assert reports[0]["systems"]["c4"]["words"] == 1


def test_tables_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("flat", folder, "--way", "blocks", "--worst", "1") == 0
    shown = capsys.readouterr().out
    assert "harbour, blocks: 2 captures" in shown
    assert "Worst pages of tearsheet, blocks" in shown
    assert "layout" not in shown


def test_inscriptis_flattens_where_it_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("inscriptis")
    assert run("flat", folder, "--way", "inscriptis", "--json", "-") == 0
    (report,) = json.loads(capsys.readouterr().out)["folders"]
    assert report["systems"]["everything"]["recall"] == 1


def test_an_unknown_way_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("flat", folder, "--way", "sideways") == 2
    assert "no way to flatten is called 'sideways'; there are blocks, nodes" in capsys.readouterr().err


def test_speed_is_told_round_by_round(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("flat-speed", folder, "--way", "blocks,nodes") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines] == [["round", "1", "4", "texts"], ["round", "2", "4", "texts"]]
    assert all("MB/s" in line for line in lines)


def test_speed_that_is_not_reached_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("flat-speed", folder, "--way", "blocks", "--at-least", "100000") == 1
    assert "too slow" in capsys.readouterr().out
