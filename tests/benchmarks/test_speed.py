import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import speed
from benchmarks.__main__ import main
from benchmarks.data import GoldPage
from benchmarks.rooms import ROOMS, profile
from benchmarks.speed import Time, bands, time_tasks

PROSE = "The ferry that left the north pier in March came back on Tuesday, the port office said. " * 4


def page(name: str, paragraphs: int) -> GoldPage:
    html = f"<h1>Ferry returns to the pier</h1>{f'<p>{PROSE}</p>' * paragraphs}"
    return GoldPage(name, f"https://n.example/{name}", gzip.compress(html.encode()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "harbour"
    (path / "html").mkdir(parents=True)
    with (path / "gold.jsonl").open("w", encoding="utf-8") as file:
        for name, paragraphs in (("small", 2), ("middle", 90), ("large", 160)):
            (path / "html" / f"{name}.html.gz").write_bytes(page(name, paragraphs).html)
            file.write(json.dumps({"id": name, "text": PROSE}) + "\n")
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return int(caught.value.code or 0)


def test_speed_prints_sizes_and_rooms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("speed", folder, "--against", "", "--rounds", "1") == 0
    shown = capsys.readouterr().out
    assert "compiled" in shown
    for name in ("all", "0-20 KB", "20-50 KB", "50-100 KB", "by the clock", "reading", "of which metadata"):
        assert name in shown


def test_speed_gives_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("speed", folder, "--against", "", "--rounds", "1", "--json", "-") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["compiled"] is speed.is_compiled()
    (report,) = figures["folders"]
    assert list(report["rooms"]) == [name for name, _ in ROOMS]
    whole = report["sizes"]["all"]
    assert whole["pages"] == 3 == sum(band["pages"] for name, band in report["sizes"].items() if name != "all")
    assert set(whole["milliseconds"]) == {"tearsheet text", "tearsheet record"}
    assert whole["milliseconds"]["tearsheet record"]["processor"] > 0


def test_the_median_of_the_rounds_counts_and_tasks_change_places(monkeypatch: pytest.MonkeyPatch) -> None:
    spent: Iterator[float] = iter([9.0, 9.0, 1.0, 5.0, 7.0, 2.0, 3.0, 8.0])
    clock = [0.0]
    order = []

    def task(name: str) -> speed.Task:
        def work(*_: object) -> None:
            order.append(name)
            clock[0] += next(spent)

        return work

    monkeypatch.setattr(speed.time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(speed.time, "process_time", lambda: clock[0] / 2)
    (times,) = time_tasks({"a": task("a"), "b": task("b")}, [page("x", 1)], 3)
    assert order == ["a", "b", "a", "b", "b", "a", "a", "b"]
    assert times == {"a": Time(2.0, 1.0), "b": Time(7.0, 3.5)}


def test_what_raises_is_timed_until_then() -> None:
    def broken(*_: object) -> None:
        raise ValueError

    (times,) = time_tasks({"broken": broken}, [page("x", 1)], 1)
    assert times["broken"].wall >= 0


def test_ratios_are_of_what_gives_the_same() -> None:
    times = {
        "tearsheet text": Time(2, 2),
        "tearsheet record": Time(3, 3),
        "resiliparse text": Time(1, 1),
        "trafilatura record": Time(12, 12),
    }
    (whole, band) = bands([page("x", 1)], [times])
    assert whole.to_dict()["ratios"] == band.to_dict()["ratios"] == {
        "text ratio": 2,
        "record ratio": 4,
    }  # fmt: skip


def test_what_is_no_page_costs_the_first_room_alone() -> None:
    spent = profile([GoldPage("pdf", None, gzip.compress(b"%PDF-1.7"))], 1)
    assert {room.name for room in spent if room.seconds} <= {"media"}
