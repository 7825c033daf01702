"""Peers of the benchmark of statements, where they are missing."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app


def test_a_peer_that_is_not_installed_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textacy.extract.triples", None)
    (tmp_path / "one.txt").write_text("“We wait,” said Ana Roth.", "utf-8")
    (tmp_path / "one.ann").write_text(
        "T1\tContent 0 10\t“We wait,”\nT2\tCue 11 15\tsaid\nT3\tSource 16 24\tAna Roth\n"
        "E1\tAttribution:T2 Content:T1 Source:T3 Cue:T2\n",
        "utf-8",
    )
    result = CliRunner().invoke(app, ["statements", str(tmp_path), "--language", "en", "--against", "textacy"])
    assert result.exit_code == 0, result.output
    assert "textacy left out: textacy is not installed" in " ".join(result.output.split())
    assert "1 texts" in result.output
