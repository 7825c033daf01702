"""Peers of the benchmark of statements, where they are missing and where they read no text."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app


def run(tmp_path: Path) -> str:
    (tmp_path / "one.txt").write_text("“We wait,” said Ana Roth.", "utf-8")
    (tmp_path / "one.ann").write_text(
        "T1\tContent 0 10\t“We wait,”\nT2\tCue 11 15\tsaid\nT3\tSource 16 24\tAna Roth\n"
        "E1\tAttribution:T2 Content:T1 Source:T3 Cue:T2\n",
        "utf-8",
    )
    result = CliRunner().invoke(app, ["statements", str(tmp_path), "--language", "en", "--against", "textacy"])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def test_a_peer_that_is_not_installed_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textacy.extract.triples", None)
    output = run(tmp_path)
    assert "textacy left out: textacy is not installed" in output
    assert "1 texts" in output


def test_a_text_that_textacy_refuses_counts_as_one_it_finds_nothing_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(parsed: str) -> Any:
        if parsed:
            raise ValueError("an unclosed quotation")
        return iter(())

    for name, function in (("textacy.extract.triples", refuse), ("spacy", lambda name: str)):
        module = ModuleType(name)
        setattr(module, "direct_quotations" if function is refuse else "load", function)
        monkeypatch.setitem(sys.modules, name, module)
    assert "textacy: contents found at .3 / .8: Direct 0.000 / 0.000 of 1" in run(tmp_path)
