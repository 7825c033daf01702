import gzip
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.errors import BenchmarkError
from benchmarks.stream import StreamPoint, is_level, stream

PROSE = "The ferry that left the north pier in March came back on Tuesday, the port office said.\n" * 4


def test_a_corpus_goes_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "html").mkdir()
    html = f"<h1>Ferry</h1><p>{PROSE}</p>"
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(html.encode()))
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "one", "text": PROSE}))
    assert run("stream", tmp_path, "--size", "0.02", "--json", "-") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["points"][-1]["size"] >= 20_000
    assert figures["points"][-1]["documents"] > 20
    assert figures["level"] is True
    assert figures["processor"] > 0


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return int(caught.value.code or 0)


def test_a_command_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.stream.sys.executable", "false")
    with pytest.raises(BenchmarkError, match="tearsheet clean failed"):
        stream([PROSE], 1_000_000, 1, print)


def test_memory_that_grows_is_not_level() -> None:
    def points(*resident: int) -> list[StreamPoint]:
        return [StreamPoint(n, n, float(n), megabytes * 1_000_000) for n, megabytes in enumerate(resident, 1)]

    assert is_level(points(60, 100, 110, 110, 112, 111))
    assert not is_level(points(60, 100, 110, 120, 130, 140))
