"""The command that judges who sources are resolved to."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.errors import BenchmarkError
from benchmarks.speakers import is_right, read_labels

TEXT = "Anna Roth leads the port. “We wait,” she said."


def folder(root: Path) -> Path:
    start = TEXT.index("she")
    quotation = TEXT.index("“")
    (root / "a.txt").write_text(TEXT, "utf-8")
    (root / "a.ann").write_text(
        f"T1\tContent {quotation} {quotation + 10}\t{TEXT[quotation : quotation + 10]}\n"
        f"T2\tSource {start} {start + 3}\tshe\nT3\tCue {start + 4} {start + 8}\tsaid\n"
        "E1\tAttribution:T3 Content:T1 Source:T2\n",
        "utf-8",
    )
    return root


def labels(path: Path, names: list[str]) -> Path:
    start = TEXT.index("she")
    path.write_text(json.dumps({"text": "a", "start": start, "end": start + 3, "names": names, "kind": "pronoun"}))
    return path


@pytest.mark.parametrize(
    ("name", "names", "right"),
    [
        ("Anna Roth", ["roth"], True),
        ("Roth", ["anna roth"], False),
        ("the mayor of the old town and of all that lies around it", ["mayor"], False),
        ("", [], True),
        ("Anna Roth", [], False),
    ],
)
def test_a_name_is_right_that_has_the_words_and_few_others(name: str, names: list[str], right: bool) -> None:
    assert is_right(name, names) is right


def test_counts_what_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["speakers", str(folder(tmp_path)), str(labels(tmp_path / "l", ["anna roth"])), "--language", "en"])
    assert ended.value.code == 0
    assert "pronoun: 1 of 1" in capsys.readouterr().out


def test_tells_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speakers", str(folder(tmp_path)), str(labels(tmp_path / "l", ["jan hess"])), "--language", "en"])
    out = capsys.readouterr().out
    assert "Anna Roth, not jan hess" in out
    assert "together: 0 of 1" in out


def test_a_line_that_is_no_label_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"text": "a", "start": 0, "end": 3, "names": []}\n{"text": "a"}\n')
    with pytest.raises(BenchmarkError, match="line 2"):
        read_labels(path)
