"""``tearsheet extract --format parquet``: what the command says, and what it refuses."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tearsheet.cli.app import app

pytest.importorskip("pyarrow")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "parquet"),
        ("--format", "parquet", "-o", "-"),
        ("--format", "parquet", "-o", "out", "--fields", "title"),
        ("--format", "parquet", "-o", "out", "--url", "https://a.example/"),
        ("--with-statements",),
        ("-o", "out.parquet"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.jsonl").write_text('{"text": "x"}\n')
    status, _ = run("extract", "a.jsonl", *arguments)
    assert status != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl"]


def test_a_damaged_file_is_told_and_the_rerun_has_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl = tmp_path / "crawl"
    crawl.mkdir()
    (crawl / "a.jsonl").write_text('{"text": "The ferry was late."}\n{"text": 7}\n')
    failures = tmp_path / "failures.jsonl"
    from tearsheet.cli.parquet import run_shards
    from tearsheet.shards.settings import Settings

    status = run_shards([str(crawl)], str(tmp_path / "out"), Settings(), jobs=1, errors=str(failures), quiet=False)
    said = capsys.readouterr().err
    assert status == 1
    assert "a.jsonl@2: field 'text' is no string but a number" in said
    assert "2 captures, 1 article: 1 shard written" in said
    assert json.loads(failures.read_text())["source"] == "a.jsonl@2"
    status, _ = run("extract", str(crawl), "--format", "parquet", "-o", str(tmp_path / "out"))
    assert status == 0
