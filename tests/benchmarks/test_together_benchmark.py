"""Copies and stories held against judged pairs."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main

TEXT = (
    "The ferry between Seedorf and Bauen sails again from Monday, after the pier was rebuilt in eleven weeks. Its "
    "keeper, Rosa Arnold, sold the first ticket to a schoolboy who had waited since six in the morning. The old "
    "pier had been crushed by ice in January."
)
TEXTS = [
    {"text": TEXT, "url": "https://a.example/1"},
    {"text": "By our reporter. " + TEXT, "url": "https://b.example/1"},
    {
        "text": "Wheat prices fell for the third week. Traders in Chicago blame rain in Kansas.",
        "url": "https://c.example/1",
    },
]


def test_right_and_wrong_pairs_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [
        {"kind": "copies", "one": 0, "other": 1, "same": True},
        {"kind": "copies", "one": 0, "other": 2, "same": True},
        {"kind": "stories", "one": 1, "other": 0, "same": False},
    ]
    articles, judged = tmp_path / "articles.jsonl", tmp_path / "pairs.jsonl"
    articles.write_text("\n".join(map(json.dumps, TEXTS)), encoding="utf-8")
    judged.write_text("\n".join(map(json.dumps, pairs)), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["together", str(articles), str(judged), "--json", "-"])
    assert ended.value.code == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["copies"] == {"right": 1, "wrong": 0, "missed": 1}
    assert figures["stories"] == {"right": 0, "wrong": 1, "missed": 0}


def test_broken_pairs_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "pairs.jsonl"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["together", str(broken), str(broken)])
    assert ended.value.code == 2
    assert "pairs.jsonl" in capsys.readouterr().err
