"""``tearsheet clean`` from end to end."""

import gzip
import json
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tearsheet.cli.app import app

PARAGRAPHS = {
    "en": (
        "The harbour bridge will close for repairs on Monday, the council said after a long meeting last night.",
        "Engineers found rust in four of the nine piers, and the oldest of them can no longer carry the tram.",
        "Traders on the quay fear for their summer, but most of them agree that the work cannot wait any longer.",
    ),
    "ru": (
        "Портовый мост закроют на ремонт в понедельник, сообщил городской совет после долгого заседания.",
        "Инженеры нашли ржавчину в четырёх из девяти опор, и самая старая больше не выдержит трамвай.",
        "Торговцы на набережной опасаются за летний сезон, но большинство согласно, что ждать нельзя.",
    ),
}


def text(number: int = 0) -> str:
    paragraphs = PARAGRAPHS["ru" if number % 2 else "en"]
    return "\n".join(("Home", "News", f"Bridge {number} closes", *paragraphs, "Share on Facebook", "Privacy policy"))


def dump(*records: Any) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def corpus(count: int, start: int = 0) -> bytes:
    return dump(*({"id": n, "text": text(n), "source": {"n": [n]}} for n in range(start, start + count)))


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["clean", *map(str, arguments)], input=given)


def records(data: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """Three files of JSON lines, one of them compressed, one with a bad line, and a text."""
    root = tmp_path / "shards"
    (root / "sub").mkdir(parents=True)
    (root / "a.jsonl").write_bytes(corpus(4))
    (root / "b.jsonl.gz").write_bytes(gzip.compress(corpus(3, 4)))
    (root / "sub" / "a.jsonl").write_bytes(b"{\n" + corpus(2, 7))
    (root / "page.txt").write_text(text(9))
    return root


def test_json_lines_come_back_cleaned_with_their_other_fields(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(corpus(2))
    result = run(tmp_path / "a.jsonl")
    assert result.exit_code == 0
    first, second = records(result.stdout)
    assert list(first) == ["id", "text", "source", "tearsheet"]
    assert (first["id"], first["source"]) == (0, {"n": [0]})
    assert PARAGRAPHS["en"][1] in first["text"]
    assert PARAGRAPHS["ru"][1] in second["text"]
    assert "Share on" not in result.stdout.replace('"share"', "")


def test_what_was_done_stands_in_the_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(corpus(1))
    (record,) = records(run(tmp_path / "a.jsonl", "--with-removed").stdout)
    about = record["tearsheet"]
    assert about["source"] == f"{tmp_path}/a.jsonl:1"
    assert 0 < about["confidence"] <= 1
    given = text(0)
    kept = "\n\n".join(given[start:end] for start, end in about["spans"])
    assert kept == record["text"]
    assert about["cut"]["share"] == {"blocks": 1, "characters": 17}
    (share,) = (block for block in about["left_out"] if block["role"] == "share")
    assert given[share["place"]["start"] : share["place"]["end"]] == share["text"] == "Share on Facebook"
    characters = sum(amount["characters"] for side in ("kept", "cut") for amount in about[side].values())
    assert characters == len(given.replace("\n", ""))
    assert "left_out" not in records(run(tmp_path / "a.jsonl").stdout)[0]["tearsheet"]


def test_one_text_gives_text(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(text())
    result = run(tmp_path / "page.txt")
    assert result.stdout.endswith(PARAGRAPHS["en"][2] + "\n")
    assert "Share on" not in result.stdout
    assert "kept" in result.stderr
    assert "share" in result.stderr
    assert run("-", given=text().encode()).stdout == result.stdout
    assert run(tmp_path / "page.txt", "--quiet").stderr == ""


def test_the_title_can_be_left_out(tmp_path: Path) -> None:
    page = f"<h1>Bridge closes</h1><p>{'</p><p>'.join(PARAGRAPHS['en'])}</p>"
    with_title = run("-", given=page.encode()).stdout
    assert with_title == "Bridge closes\n\n" + run("-", "--no-title", given=page.encode()).stdout


def test_a_nested_field_and_one_for_the_cleaned_text() -> None:
    given = dump({"doc": {"raw": text(), "n": 1}})
    (record,) = records(run("-", "--text-field", "doc.raw", "--into", "doc.clean", given=given).stdout)
    assert record["doc"]["raw"] == text()
    assert PARAGRAPHS["en"][0] in record["doc"]["clean"]
    (record,) = records(run("-", "--text-field", "doc.raw", given=given).stdout)
    assert list(record["doc"]) == ["raw", "n"]
    assert "Share on" not in record["doc"]["raw"]


def test_lone_surrogates_in_other_fields_come_back() -> None:
    given = b'{"x": "\\ud800\\u2028", "text": ' + json.dumps(text()).encode() + b"}\n"
    (record,) = records(run("-", given=given).stdout)
    assert record["x"] == "\ud800\u2028"


def test_a_bad_line_costs_itself_and_is_listed(tmp_path: Path) -> None:
    bad = [b"{", b"[]", dump({"body": "x"}).strip(), dump({"text": 1}).strip(), b'{"text": "' + b"a" * 50_000 + b'"}']
    data = corpus(1) + b"\n".join(bad) + b"\n" + corpus(1, 1)
    (tmp_path / "a.jsonl").write_bytes(data)
    errors = tmp_path / "errors.jsonl"
    result = run(tmp_path / "a.jsonl", "--limits", "bytes=20kB", "--errors", errors)
    assert result.exit_code == 1
    assert [record["id"] for record in records(result.stdout)] == [0, 1]
    listed = records(errors.read_text())
    assert [error["source"].rpartition(":")[2] for error in listed] == ["2", "3", "4", "5", "6"]
    assert [error["kind"] for error in listed] == ["capture"] * 4 + ["limit"]
    assert "a.jsonl:4: no field 'text'; there is 'body'" in result.stderr
    assert "7 documents: 2 written, 5 failed" in result.stderr


def test_documents_with_nothing_left_are_dropped_and_counted(tmp_path: Path) -> None:
    data = dump({"text": ""}, {"text": text()}, {"text": " \n"})
    report = tmp_path / "report.json"
    result = run("-", "--report", report, given=data)
    assert result.exit_code == 0
    assert len(records(result.stdout)) == 1
    assert "3 documents: 1 written, 2 dropped" in result.stderr
    assert "dropped 2 with nothing left" in result.stderr
    counted = json.loads(report.read_text())
    assert counted["documents"] == {
        "read": 3, "written": 1, "dropped": {"nothing left": 2, "confidence": 0}, "failed": 0, "skipped": 0,
    }  # fmt: skip


def test_documents_that_are_too_unsure_are_dropped() -> None:
    result = run("-", "--least-confidence", "1", given=corpus(3))
    assert result.stdout == ""
    assert "3 documents: 0 written, 3 dropped" in result.stderr
    assert "dropped 3 below the least confidence" in result.stderr
    assert len(records(run("-", "--least-confidence", "0.01", given=corpus(3)).stdout)) == 3


def test_the_report_adds_up(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    written = records(run("-", "--report", report, given=corpus(4) + b"x\n").stdout)
    counted = json.loads(report.read_text())
    assert counted["whole"] is True
    assert counted["documents"]["failed"] == 1
    assert counted["documents"]["read"] == 5
    for side in ("kept", "cut"):
        total = sum(amount["characters"] for amount in counted[side].values())
        assert total == counted["characters"][side] > 0
        for role, amount in counted[side].items():
            each = [record["tearsheet"][side].get(role, {"blocks": 0, "characters": 0}) for record in written]
            assert sum(one["blocks"] for one in each) == amount["blocks"]
            assert sum(one["characters"] for one in each) == amount["characters"]
    assert counted["characters"]["read"] == sum(len(text(n).replace("\n", "")) for n in range(4))


def test_a_folder_gets_a_file_for_every_input_file(shards: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(shards, "-o", f"{out}/")
    assert result.exit_code == 1
    files = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert files == ["a.jsonl", "b.jsonl.gz", "page.txt", "sub/a.jsonl"]
    assert [record["id"] for record in records((out / "a.jsonl").read_text())] == [0, 1, 2, 3]
    assert [record["id"] for record in records(gzip.decompress((out / "b.jsonl.gz").read_bytes()).decode())] == [
        4,
        5,
        6,
    ]
    assert [record["id"] for record in records((out / "sub/a.jsonl").read_text())] == [7, 8]
    assert PARAGRAPHS["ru"][0] in (out / "page.txt").read_text()


def test_resume_opens_only_what_is_not_done(shards: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(shards, "-o", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (out / "sub" / "a.jsonl").unlink()
    (shards / "a.jsonl").write_bytes(b"what is done is not even looked at")
    result = run(shards, "-o", out, "--resume")
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert "2 written" in result.stderr
    assert "3 there already" in result.stderr


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.9, 1.0])
def test_resume_goes_on_in_the_midst_of_a_file(packed: bool, share: float, tmp_path: Path) -> None:
    data = corpus(3) + b"{\n" + dump({"text": ""}) + corpus(5, 3)
    given = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    given.write_bytes(gzip.compress(data) if packed else data)
    run(given, "-o", tmp_path / "whole")
    whole = (tmp_path / "whole" / given.name).read_bytes()
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{given.name}.part").write_bytes(whole[: int(len(whole) * share)])
    result = run(given, "-o", out, "--resume", "--errors", tmp_path / "out.errors")
    assert [path.name for path in out.iterdir()] == [given.name]
    assert (out / given.name).read_bytes() == whole
    assert "a.jsonl" in (tmp_path / "out.errors").read_text()
    if share in (0.5, 0.9) and not packed:
        assert "there already" in result.stderr
    if share == 1.0:
        assert "0 written" in result.stderr


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_resume_goes_on_in_one_file_for_all(name: str, shards: Path, tmp_path: Path) -> None:
    run(shards, "-o", tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    assert "is there already" in run(shards, "-o", tmp_path / name, "--resume").stderr
    for share in (0.0, 0.3, 0.6, 1.0):
        (tmp_path / name).unlink()
        (tmp_path / f"{name}.part").write_bytes(whole[: int(len(whole) * share)])
        result = run(shards, "-o", tmp_path / name, "--resume")
        assert (tmp_path / name).read_bytes() == whole
        assert sorted(path.name for path in tmp_path.iterdir()) == [name, "shards"]
    assert "0 written" in result.stderr


def test_what_is_left_of_other_inputs_is_left_alone(shards: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(shards / "a.jsonl", "-o", out)
    left = out.read_bytes()
    out.rename(tmp_path / "out.jsonl.part")
    result = run(shards / "sub", "-o", out, "--resume")
    assert result.exit_code == 1
    assert "begun with other inputs: its last line comes from " in result.stderr
    assert (tmp_path / "out.jsonl.part").read_bytes() == left
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl.part", "shards"]


def test_resume_with_nothing_to_do_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"{\n")
    result = run(tmp_path / "a.jsonl", "-o", tmp_path / "out.jsonl", "--resume")
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_what_is_set_aside_counts_until_it_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(corpus(6))
    run(tmp_path / "a.jsonl", "-o", tmp_path / "whole")
    whole = (tmp_path / "whole" / "a.jsonl").read_bytes()
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.jsonl.part.part").write_bytes(whole[: len(whole) - 20])
    (out / "a.jsonl.part").write_bytes(whole[:30])
    result = run(tmp_path / "a.jsonl", "-o", out, "--resume")
    assert "1 written" in result.stderr
    assert "5 there already" in result.stderr
    assert (out / "a.jsonl").read_bytes() == whole
    assert [path.name for path in out.iterdir()] == ["a.jsonl"]


def test_without_resume_what_is_left_is_written_anew(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(corpus(2))
    run(tmp_path / "a.jsonl", "-o", tmp_path / "whole")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("a.jsonl.part", "a.jsonl.part.part"):
        (out / name).write_bytes((tmp_path / "whole" / "a.jsonl").read_bytes()[:-5])
    result = run(tmp_path / "a.jsonl", "-o", out)
    assert "2 written" in result.stderr
    assert [path.name for path in out.iterdir()] == ["a.jsonl"]


def test_resume_after_a_kill(tmp_path: Path) -> None:
    given = tmp_path / "shards"
    given.mkdir()
    for name, count in (("a", 2), ("b", 150), ("c", 1)):
        (given / f"{name}.jsonl").write_bytes(corpus(count))
    out = tmp_path / "out"
    process = subprocess.Popen([sys.executable, "-m", "tearsheet", "clean", given, "-o", out, "-q", "-j", "2"])
    part = out / "b.jsonl.part"
    until = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size > 20_000) and time.monotonic() < until:
        time.sleep(0.01)
    process.kill()
    process.wait()
    result = run(given, "-o", out, "--resume")
    kept = int(result.stderr.split(" there already")[0].rpartition(" ")[2])
    assert kept > 10
    assert sorted(path.name for path in out.iterdir()) == ["a.jsonl", "b.jsonl", "c.jsonl"]
    run(given, "-o", tmp_path / "whole")
    for path in out.iterdir():
        assert path.read_bytes() == (tmp_path / "whole" / path.name).read_bytes()


def test_a_file_whose_documents_are_all_dropped_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(dump({"text": ""}))
    out = tmp_path / "out"
    run(tmp_path / "a.jsonl", "-o", out)
    assert (out / "a.jsonl").read_bytes() == b""
    assert "1 there already" in run(tmp_path / "a.jsonl", "-o", out, "--resume").stderr


def test_processes_change_nothing(shards: Path, tmp_path: Path) -> None:
    (shards / "deep.jsonl").write_bytes(
        b"".join(b'{"d": %b, "text": "x"}\n' % (b"[" * n + b"]" * n) for n in (90, 450))
    )
    for jobs, out in (("1", tmp_path / "one"), ("2", tmp_path / "two")):
        run(shards, "-o", out, "--jobs", jobs, "--report", out.with_suffix(".json"))
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_name_in_gz_is_compressed_and_always_the_same(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl.gz"
    run("-", "-o", out, given=corpus(2))
    first = out.read_bytes()
    assert len(records(gzip.decompress(first).decode())) == 2
    run("-", "-o", out, given=corpus(2))
    assert out.read_bytes() == first


def test_several_texts_in_one_stream_of_text(shards: Path) -> None:
    result = run(shards / "a.jsonl", "--format", "text")
    assert result.stdout.count("\f\n") == 3


def test_a_wet_file(tmp_path: Path) -> None:
    body = text().encode()
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/1\r\n"
        "WARC-Date: 2021-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:7>\r\nContent-Type: text/plain\r\n"
        f"WARC-Identified-Content-Language: eng\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    path = tmp_path / "crawl.warc.wet.gz"
    path.write_bytes(gzip.compress(head.encode() + body + b"\r\n\r\n"))
    (record,) = records(run(path).stdout)
    assert list(record) == ["id", "languages", "url", "captured", "text", "tearsheet"]
    assert record["captured"] == "2021-05-06T07:08:09+00:00"
    assert record["tearsheet"]["source"] == f"{path}@0"
    out = tmp_path / "out"
    run(path, "-o", out)
    assert [file.name for file in out.iterdir()] == ["crawl.jsonl.gz"]
    (record,) = records(run(path, "--into", "clean").stdout)
    assert record["text"] == text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.jsonl", "--format", "html"], "clean writes text or jsonl"),
        (["a.jsonl", "-o", "out.md"], "the name says markdown"),
        (["a.jsonl", "--resume"], "only a folder"),
        (["a.jsonl", "-f", "text", "--into", "x"], "only JSON lines have it"),
        (["a.jsonl", "--into", "text"], "is the field of the given text"),
        (["a.jsonl", "-o", "a.jsonl"], "holds the texts themselves"),
        (["a.jsonl", "-o", "."], "holds the texts themselves"),
        (["a.jsonl", "--report", "no/such/folder/x.json"], "cannot write"),
        (["a.jsonl", "--least-confidence", "2"], "--least-confidence"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_written(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(corpus(1))
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert [path.name for path in Path().iterdir()] == ["a.jsonl"]
    assert Path("a.jsonl").read_bytes() == corpus(1)


def test_an_interrupt_leaves_what_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(corpus(2))
    (tmp_path / "b.jsonl").write_bytes(corpus(3000))
    command = [sys.executable, "-m", "tearsheet", "clean", "a.jsonl", "b.jsonl", "-o", "out", "--report", "r.json"]
    # Tests that run in the background of a shell ignore interrupts, and so would what they start.
    listen = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, preexec_fn=listen)
    until = time.monotonic() + 60
    while not (tmp_path / "out" / "a.jsonl").exists() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted after" in told
    assert b"Traceback" not in told
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.jsonl", "b.jsonl.part"]
    assert all(records((tmp_path / "out" / "b.jsonl.part").read_text()))
    assert json.loads((tmp_path / "r.json").read_text())["whole"] is False


class TestExtractReadsTheSame:
    def extract(self, *arguments: str | Path, given: bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=given)

    def test_json_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(dump({"id": 5, "url": "https://example.org/5", "text": text()}) + b"{\n")
        result = self.extract(path)
        assert result.exit_code == 1
        (record,) = records(result.stdout)
        assert record["url"] == "https://example.org/5"
        assert record["capture"]["name"] == f"{path}:1"
        assert record["capture"]["fields"] == {"id": 5, "url": "https://example.org/5", "text": None}
        assert "a.jsonl:2: not JSON" in result.stderr

    def test_pages_in_a_field_of_standard_input(self) -> None:
        page = f"<h1>Bridge closes</h1><p>{'</p><p>'.join(PARAGRAPHS['en'])}</p>"
        given = dump({"page": {"html": page}, "link": "https://example.org/a", "at": "2024-05-01T00:00:00Z"})
        arguments = ("-", "--text-field", "page.html", "--url-field", "link", "--captured-field", "at")
        (record,) = records(self.extract(*arguments, given=given).stdout)
        assert record["title"] == "Bridge closes"
        assert record["url"] == "https://example.org/a"
        assert record["capture"]["captured"] == "2024-05-01T00:00:00+00:00"

    def test_a_folder_of_captures_out_of_json_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(corpus(2))
        self.extract(path, "-o", tmp_path / "out")
        assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["a.jsonl-1.json", "a.jsonl-2.json"]
