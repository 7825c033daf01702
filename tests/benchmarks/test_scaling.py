import gzip
import json
import sys
from pathlib import Path

import pytest

import tearsheet
from benchmarks.__main__ import main
from benchmarks.data import GoldPage
from benchmarks.made import make_page, make_warc, parts_of

PROSE = "The ferry that left the north pier in March came back on Tuesday, the port office said. " * 4


def page(name: str, paragraphs: int = 8) -> GoldPage:
    body = "".join(f"<p>{PROSE} {number}</p>" for number in range(paragraphs))
    menu = "<ul><li><a href='/news'>News</a></li></ul><script>var a = '<p>no part</p>'</script>"
    html = f"<title>Ferry</title><header>{menu}</header><main><h1>Ferry returns to the pier</h1>{body}</main>"
    return GoldPage(name, f"https://n.example/{name}", gzip.compress(html.encode()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "harbour"
    (path / "html").mkdir(parents=True)
    with (path / "gold.jsonl").open("w", encoding="utf-8") as file:
        for name in ("one", "two"):
            (path / "html" / f"{name}.html.gz").write_bytes(page(name).html)
            file.write(json.dumps({"id": name, "text": PROSE}) + "\n")
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return int(caught.value.code or 0)


def test_parts_are_what_holds_text() -> None:
    parts = parts_of(page("one", 40))
    assert parts[0].startswith("<header>")
    assert parts[1] == "<h1>Ferry returns to the pier</h1>"
    assert len(parts) == 42
    assert parts_of(GoldPage("empty", None, gzip.compress(b""))) == []


def test_a_made_page_has_its_size_and_never_says_the_same_twice() -> None:
    parts = parts_of(page("one", 40))
    for size in (5_000, 200_000):
        made = make_page(parts, size)
        assert size - 5_000 < len(made) <= size
    blocks = [block.text for block in tearsheet.extract(made).body if block.role == "paragraph"]
    assert len(blocks) == len(set(blocks)) > 300


@pytest.mark.parametrize("coding", ["", "gzip", "chunked"])
def test_a_made_archive_holds_the_pages(coding: str, tmp_path: Path) -> None:
    pages = [page("one"), page("two")]
    size = make_warc(tmp_path / "made.warc.gz", pages, 5, coding=coding)
    captures = list(tearsheet.read(tmp_path / "made.warc.gz"))
    assert [capture.content for capture in captures] == [pages[n % 2].source for n in range(5)]
    assert [capture.url for capture in captures] == [pages[n % 2].url for n in range(5)]
    assert size == sum(len(capture.content) for capture in captures)


def test_scaling_measures_and_draws(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    plots = tmp_path / "plots"
    options = ("--largest", 10_000, "--pages", 4, "--archive", 4, "--jobs", 1, "--plots", plots, "--json", "-")
    assert run("scaling", folder, *options) == 0
    figures = json.loads(capsys.readouterr().out)
    (point,) = figures["sizes"]
    assert 8_000 < point["size"] <= 10_000
    assert point["seconds"] > 0
    assert [point["pages"] for point in figures["pages"]] == [1, 2, 3, 4]
    (point,) = figures["jobs"]
    assert (point["jobs"], point["pages"]) == (1, 4)
    assert point["processor"] > 0 < figures["alone"]
    assert sorted(path.name for path in plots.iterdir()) == ["jobs.svg", "pages.svg", "size.svg"]


def test_without_matplotlib_it_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    options = ("--largest", 10_000, "--pages", 0, "--archive", 0, "--plots", tmp_path / "plots")
    assert run("scaling", folder, *options) == 2
    assert "--group benchmarks" in capsys.readouterr().err


def test_a_coding_that_there_is_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("scaling", folder, "--coding", "rot13") == 2
    assert "there are gzip and chunked" in capsys.readouterr().err
