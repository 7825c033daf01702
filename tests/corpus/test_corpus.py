"""A corpus as a whole: counts, copies across files, and a page that shows them."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tearsheet.cli.app import app
from tearsheet.corpus.counts import Counts, count_corpus
from tearsheet.corpus.duplicates import find_duplicates
from tearsheet.corpus.report import write_report
from tearsheet.errors import CaptureError
from tearsheet.shards.places import Folder, find_inputs
from tearsheet.shards.settings import Settings
from tearsheet.shards.shard import make_shard

pytest.importorskip("pyarrow")

WORDS = (
    "the harbour board said on monday that the new ferry would cross the sound every hour from may on because the old "
    "one could not be repaired any more and the island needs a boat that also runs in winter when the ice is thick "
    "and the wind blows from the north for weeks"
).split()


def page(words: list[str], title: str, more: str = "") -> str:
    text = " ".join(words).capitalize()
    return (
        f'<html lang=en><head><title>{title}</title><meta property="og:site_name" content="Harbour & Post">'
        f"{more}</head><body><nav><a href=/>Home</a><a href=/news>News</a></nav>"
        f"<article><h1>{title}</h1><p>{text}.</p></article></body>"
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    day = '<meta property="article:published_time" content="2024-05-0{}T10:00:00Z">'
    nearly = [*WORDS[:-1], "months"]
    other = [f"{word}{number}" for number, word in enumerate(WORDS)]
    files = {
        "a": [page(WORDS, "Ferry", day.format(1)), page(other, "Other", day.format(2)), "%PDF-1.7"],
        "b": [page(WORDS, "Ferry again", day.format(2)), page(nearly, "Ferry, later"), page(["short", "text"], "S")],
    }
    for name, pages in files.items():
        lines = [json.dumps({"html": text, "url": f"https://www.{name}.example/{n}"}) for n, text in enumerate(pages)]
        (folder / f"{name}.jsonl").write_text("\n".join([*lines, "{"]) + "\n")
    from tearsheet.readers.jsonlines import Fields

    for source in find_inputs([str(folder)]):
        make_shard(source, Folder(str(folder / "out")), Settings(fields=Fields("html")))
    return folder / "out"


def test_everything_is_counted(corpus: Path) -> None:
    counts = count_corpus(str(corpus))
    found = counts.to_dict()
    assert (found["shards"], found["rows"], found["errors"], found["faults"]) == (2, 8, {"capture": 2}, 2)
    assert found["articles"] == 6 == sum(found["confidence"])
    assert found["outlets"] == {"Harbour & Post": 5, "a.example": 1}
    assert (found["days"]["2024-05-01"], found["days"]["2024-05-02"]) == (1, 2)
    assert found["cut"]["navigation"]["blocks"] >= 5
    with pytest.raises(CaptureError):
        count_corpus(str(corpus.parent / "nothing"))


def test_copies_are_found_across_files(corpus: Path) -> None:
    found = {duplicate.url: duplicate for duplicate in find_duplicates(str(corpus), least=0.6)}
    same, near = found["https://www.b.example/0"], found["https://www.b.example/1"]
    assert (same.likeness, same.of) == (1.0, ("a.parquet", "a.jsonl", 1, "https://www.a.example/0"))
    assert 0.6 <= near.likeness < 1
    assert near.of == same.of
    assert set(found) == {same.url, near.url}
    assert [one.url for one in find_duplicates(str(corpus), least=1)] == [same.url]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attributes if name in ("src", "href", "xlink:href")]


def test_the_report_shows_it_and_loads_nothing(corpus: Path) -> None:
    written = write_report(count_corpus(str(corpus)), "A <corpus>")
    reader = _Reader()
    reader.feed(written)
    assert reader.loads == []
    assert "script" not in reader.tags
    assert reader.tags.count("svg") == 7
    assert "A &lt;corpus&gt;" in written
    assert "Harbour &amp; Post" in written
    assert not re.search(r"https?:", written)


@pytest.mark.parametrize(
    ("first", "last", "unit", "ends"),
    [
        ("2024-05-01", "2024-05-09", "Days", (10, 850 - 840 / 9)),
        ("2020-02-28", "2024-05-09", "Months", (10, 850 - 840 / 52)),
        ("1911-12-31", "2024-05-09", "Years", (10, 850 - 840 / 114)),
    ],
)
def test_time_without_articles_takes_its_place_in_the_plot(
    first: str, last: str, unit: str, ends: tuple[float, float]
) -> None:
    written = write_report(Counts(days=Counter({first: 1, last: 2, "": 3})), "A")
    plot = written[written.index(f"{unit} of publication") :]
    places = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', plot[: plot.index("</svg>")])]
    assert places == pytest.approx(ends, abs=0.01)


def test_commands(corpus: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    assert json.loads(runner.invoke(app, ["corpus", "counts", str(corpus)]).stdout)["rows"] == 8
    lines = runner.invoke(app, ["corpus", "duplicates", str(corpus)]).stdout.splitlines()
    assert json.loads(lines[0])["of"]["url"] == "https://www.a.example/0"
    assert runner.invoke(app, ["corpus", "report", str(corpus), "-o", str(tmp_path / "r.html")]).exit_code == 0
    assert (tmp_path / "r.html").read_text().startswith("<!DOCTYPE html>")
    assert runner.invoke(app, ["corpus", "counts", str(tmp_path)]).exit_code == 1
