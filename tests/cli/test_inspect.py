"""``tearsheet inspect`` from end to end."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tearsheet.cli.app import app

TEXT = "The harbour bridge will close for repairs on Monday, the council said after a long meeting last night. "
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Bridge closes</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bridge closes</h1><p>{TEXT * 2}</p><p>{TEXT}&lt;script&gt; {TEXT}</p></article>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "story.html"
    path.write_text(PAGE)
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["inspect", *map(str, arguments)])


def rows(result: Result) -> list[dict[str, str]]:
    names, *lines = (line.split("\t") for line in result.stdout.splitlines())
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_every_block_is_there(file: Path) -> None:
    result = run(file)
    assert result.exit_code == 0
    found = {row["text"]: row for row in rows(result)}
    assert found[(TEXT * 2).strip()]["mark"] == "kept"
    assert found[(TEXT * 2).strip()]["role"] == "paragraph"
    assert 0 <= float(found[(TEXT * 2).strip()]["probability"]) <= 1
    assert "p:nth-child(2)" in found[(TEXT * 2).strip()]["place"]
    assert found["All rights reserved"]["mark"] == "left out"
    assert [int(row["block"]) for row in rows(result)] == list(range(len(found)))


def test_only_one_kind(file: Path) -> None:
    kept, removed = rows(run(file, "--only", "kept")), rows(run(file, "--only", "removed"))
    assert {row["mark"] for row in kept} <= {"kept", "field"}
    assert {row["mark"] for row in removed} == {"left out"}
    assert len(kept) + len(removed) == len(rows(run(file)))


def test_a_table_of_a_width(file: Path) -> None:
    lines = run(file, "--width", "90").stdout.splitlines()
    assert any(line.startswith("+ kept") for line in lines)
    assert max(map(len, lines)) <= 90


def test_a_page_that_stands_on_its_own(file: Path, tmp_path: Path) -> None:
    for arguments in (["--html", "-o", tmp_path / "why"], ["-o", tmp_path / "why.html"]):
        assert run(file, *arguments).exit_code == 0
    page = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "why").read_text(encoding="utf-8") == run(file, "--html").stdout
    assert '<div class="block kept"' in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_bad_input(tmp_path: Path) -> None:
    assert run(tmp_path / "missing.html").exit_code == 1
    assert run().exit_code == 2
    result = run(tmp_path / "missing.html", "--only", "some")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_shows_its_first_page(file: Path, tmp_path: Path) -> None:
    (tmp_path / "zebra.html").write_text(PAGE)
    result = run(tmp_path)
    assert result.exit_code == 0
    assert f"this is the first, {file}" in result.stderr


def test_what_is_favoured(file: Path) -> None:
    kept = [run(file, "--only", "kept", "--favour", favour).stdout for favour in ("precision", "balance", "recall")]
    assert kept[1] == run(file, "--only", "kept").stdout
    assert set(kept[0].splitlines()) <= set(kept[2].splitlines())
    assert run(file, "--favour", "both").exit_code == 2
