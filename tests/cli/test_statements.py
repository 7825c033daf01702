"""``tearsheet statements`` and the statements that ``inspect`` shows."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tearsheet.cli.app import app
from tearsheet.statements.accurate import weights

PAGE = """<html lang="en"><head><title>Bridge stays closed</title></head><body><article><h1>Bridge stays closed</h1>
<p>The bridge over the Aar stays closed for a second week, after an engineer had found cracks in its deck.</p>
<p>“Safety comes first here,” Anna Roth, the mayor, said on Tuesday.</p></article></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.html"
    path.write_text(PAGE, "utf-8")
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_capture_prints_a_line_for_each_statement(page: Path) -> None:
    assert "Anna Roth: “Safety comes first here”" in run("statements", page).splitlines()


def test_json_lines_for_several(page: Path) -> None:
    lines = run("statements", page, page, "--fields", "title,statements").splitlines()
    records = [json.loads(line) for line in lines]
    assert [list(record) for record in records] == [["title", "statements"]] * 2
    assert records[0]["statements"][-1]["speaker"]["name"] == "Anna Roth"


def test_a_folder_gets_a_file_for_each(page: Path, tmp_path: Path) -> None:
    run("statements", page, "-o", tmp_path / "out", "--quiet")
    record = json.loads((tmp_path / "out" / "bridge.json").read_text("utf-8"))
    assert record["statements"]


def test_fields_are_those_of_the_record(page: Path) -> None:
    result = CliRunner().invoke(app, ["statements", str(page), "--fields", "body"])
    assert result.exit_code == 2


def test_inspect_shows_them_in_the_page(page: Path) -> None:
    written = run("inspect", page, "--html")
    assert '<span class="said direct" title="said ' in written
    assert '<b dir="auto">Anna Roth</b>' in written


@pytest.fixture
def unloaded() -> Iterator[None]:
    weights.accurate_tagger.cache_clear()
    yield
    weights.accurate_tagger.cache_clear()


@pytest.mark.parametrize("missing", ["onnxruntime", weights.PACKAGE])
@pytest.mark.usefixtures("unloaded")
def test_what_the_accurate_engine_misses_is_told_with_how_to_get_it(
    missing: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "onnxruntime" and importlib.util.find_spec(weights.PACKAGE) is None:
        pytest.skip("the accurate engine's weights are not installed: pip install -e '.[accurate]'")
    monkeypatch.setitem(sys.modules, missing, None)
    result = CliRunner().invoke(app, ["statements", str(page), "--engine", "accurate"])
    assert result.exit_code != 0
    assert "pip install 'tearsheet[accurate]'" in " ".join(result.output.split())
    assert not isinstance(result.exception, ModuleNotFoundError)


@pytest.mark.skipif(
    importlib.util.find_spec("onnxruntime") is None or importlib.util.find_spec(weights.PACKAGE) is None,
    reason="the accurate engine is not installed: pip install -e '.[accurate]'",
)
def test_the_accurate_engine_reads_a_page(page: Path) -> None:
    assert "Anna Roth: “Safety comes first here”" in run("statements", page, "--engine", "accurate").splitlines()
    record = json.loads(run("statements", page, "--engine", "accurate", "--format", "json"))
    plain = json.loads(run("statements", page, "--format", "json"))
    assert record["statements"][-1]["confidence"] != plain["statements"][-1]["confidence"]
