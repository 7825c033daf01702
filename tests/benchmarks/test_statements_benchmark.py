"""The command ``statements``: what is right, by type, and how the command is used."""

from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.brat import Attribution, Document
from benchmarks.metrics import span_overlap
from benchmarks.statements import StatementSystem, judge_statements

TEXT = "“We are late,” Ana Roth said. She added that nobody knew it."
DIRECT = Attribution(content=((0, 14),), source=((15, 23),), cue=((24, 28),))
INDIRECT = Attribution(content=((40, 59),), source=((30, 33),), cue=((34, 39),))


def test_what_a_system_found_is_told_by_type() -> None:
    system = StatementSystem("one", lambda text, language: [DIRECT])
    steps: list[None] = []
    found = judge_statements(system, [Document("a", TEXT, (DIRECT, INDIRECT))], "en", lambda: steps.append(None))
    assert found.types == {"Direct": [1, 1, 1], "Indirect": [1, 0, 0]}
    assert found.counts.linked.score.f1 == pytest.approx(2 / 3)
    assert found.words == len(TEXT.split())
    assert len(steps) == 1


def test_doubtful_statements_are_of_no_type() -> None:
    doubtful = Attribution(content=((0, 14),), doubtful=True)
    system = StatementSystem("none", lambda text, language: [])
    assert judge_statements(system, [Document("a", TEXT, (doubtful,))], "en", lambda: None).types == {}


def test_overlap_is_that_of_tokens() -> None:
    assert span_overlap(TEXT, ((0, 14),), ((1, 12),)) == 1
    assert span_overlap(TEXT, ((0, 14),), ((0, 3), (4, 7))) == pytest.approx(2 / 3)
    assert span_overlap(TEXT, ((0, 14),), ((15, 23),)) == 0
    assert span_overlap(TEXT, ((0, 14),), ()) == 0


def test_the_command_measures_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "en" / "dev"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    lines = ["T1\tContent 0 14\tx", "T2\tSource 15 23\tx", "T3\tCue 24 28\tx", "T4\tAttribution 24 28\tx"]
    (folder / "a.ann").write_text(
        "\n".join([*lines, "E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3"]), encoding="utf-8"
    )
    with pytest.raises(SystemExit) as left:
        main(["statements", str(folder), "--json", "-"])
    assert left.value.code == 0
    assert '"language": "en"' in capsys.readouterr().out


def test_unknown_peers_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["statements", str(tmp_path), "--against", "nobody"])
    assert left.value.code == 2
    assert "nobody" in capsys.readouterr().err
