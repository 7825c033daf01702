"""The benchmark of an archive of many articles."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app
from benchmarks.archived import fill, make_articles, measure_linking, read_texts
from benchmarks.errors import BenchmarkError

SENTENCES = [f"The ferry to island number {number} sails on Monday with {number} sheep." for number in range(12)]


@pytest.fixture
def press(tmp_path: Path) -> Path:
    path = tmp_path / "press.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for start in range(3):
            lines.write(json.dumps({"text": " ".join(SENTENCES[start:] + SENTENCES[:start])}) + "\n")
    return path


def test_articles_are_different_and_the_same_ones_every_time(press: Path) -> None:
    texts = read_texts([press])
    made = [article.text for article in make_articles(texts, 20)]
    assert len(set(made)) == 20
    assert made == [article.text for article in make_articles(texts, 20)]


def test_files_without_texts(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n"))
    with pytest.raises(BenchmarkError, match="no texts in"):
        read_texts([path])


def test_the_command_measures(press: Path, tmp_path: Path) -> None:
    kept = tmp_path / "news.tear"
    result = CliRunner().invoke(app, ["archive", str(press), "--articles", "100", "--keep", str(kept), "--json", "-"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["articles"] == 100
    assert kept.stat().st_size == figures["size"]
    assert all(each["median"] > 0 for each in figures["search"].values())


def test_linking_is_measured_on_a_copy(press: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.tear"
    fill(path, make_articles(read_texts([press]), 70), lambda: None)
    before = path.read_bytes()
    assert measure_linking(path, tmp_path / "b.tear") > 0
    assert path.read_bytes() == before
