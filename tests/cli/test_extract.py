"""``tearsheet extract`` from end to end."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
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
    "zh": (
        "市议会昨晚在漫长的会议之后宣布，港口大桥将从星期一起关闭维修，预计工程持续到秋天。",
        "工程师在九座桥墩中的四座发现了锈蚀，其中最古老的一座已经无法承受有轨电车的重量。",
        "码头上的商户担心夏季的生意，但大多数人都同意这项工程不能再拖延下去了。",
    ),
    "ar": (
        "سيغلق جسر الميناء للإصلاح يوم الاثنين، كما أعلن المجلس البلدي بعد اجتماع طويل ليلة أمس.",
        "وجد المهندسون صدأ في أربع من الدعامات التسع، ولم تعد أقدمها قادرة على حمل الترام.",
        "يخشى التجار على الرصيف على موسمهم الصيفي، لكن معظمهم يتفقون على أن العمل لا يحتمل التأجيل.",
    ),
}


def page(title: str = "Bridge closes", language: str = "en") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[language])
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{title}</h1>{body}</article>"
        "</body></html>"
    ).encode()


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty pages, two of which are none."""
    root = tmp_path / "pages"
    (root / "sub").mkdir(parents=True)
    for number in range(28):
        language = list(PARAGRAPHS)[number % 4]
        place = root / "sub" if number >= 24 else root
        (place / f"page{number:02}.html").write_bytes(page(f"Bridge {number}", language))
    (root / "picture.html").write_bytes(PNG)
    (root / "wrapped.html.gz").write_bytes(gzip.compress(page())[:60])
    return root


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=given)


def tearsheet(*arguments: str | Path, **options: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "tearsheet", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=listen_to_interrupts, **options
    )


def listen_to_interrupts() -> None:
    """Tests that run in the background of a shell ignore interrupts, and so would what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("language", list(PARAGRAPHS))
def test_one_page_prints_for_a_person(tmp_path: Path, language: str) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(page("Bridge closes", language))
    result = run(file)
    assert result.exit_code == 0
    assert result.stdout.split("\n\n")[0] == "Bridge closes"
    for paragraph in PARAGRAPHS[language]:
        assert paragraph in result.stdout.splitlines()


def test_flat_text(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Bridge closes\n\n" + "\n\n".join(PARAGRAPHS["en"]) + "\n", encoding="utf-8")
    result = run(file, "--format", "text")
    assert result.exit_code == 0
    assert PARAGRAPHS["en"][1] in result.stdout


def test_standard_input_with_an_address() -> None:
    address = "https://example.org/bridge"
    result = run("-", "--url", address, "--captured", "2024-05-01", "--fields", "url,capture", given=page())
    record = json.loads(result.stdout)
    assert record["url"] == address
    assert record["capture"]["captured"] == "2024-05-01T00:00:00+00:00"
    assert list(record) == ["url", "capture"]


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("markdown", "# Bridge closes"), ("text", "The harbour"), ("json", "{\n"), ("jsonl", "{"), ("tei", "<?xml")],
)
def test_formats(tmp_path: Path, format_: str, begins: str) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(page())
    result = run(file, "--format", format_)
    assert result.exit_code == 0
    assert result.stdout.startswith(begins)
    assert result.stdout.endswith("\n")


def test_media_can_be_said(tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(page())
    assert "<article>" in run(file, "--media", "text", "--format", "text").stdout


def test_many_are_json_lines_and_the_bad_ones_are_listed(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "--errors", tmp_path / "errors.jsonl")
    assert result.exit_code == 1
    assert [record["title"] for record in records(result)] == [f"Bridge {number}" for number in range(28)]
    errors = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert [(error["source"], error["kind"]) for error in errors] == [
        (str(folder / "picture.html"), "media"),
        (str(folder / "wrapped.html.gz"), "capture"),
    ]
    told = result.stderr.splitlines()
    assert told[:2] == [f"tearsheet: {error['source']}: {error['reason']}" for error in errors]
    assert told[2].startswith("tearsheet: 30 captures: 28 written, 2 failed (")


def test_two_processes_write_what_one_writes(folder: Path) -> None:
    one, two = run(folder), run(folder, "--jobs", "2")
    assert one.stdout_bytes == two.stdout_bytes
    assert one.stderr.splitlines()[:2] == two.stderr.splitlines()[:2]
    assert one.exit_code == two.exit_code == 1


def test_a_folder_of_one_page_is_a_list_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "only.html").write_bytes(page())
    assert [record["title"] for record in records(run(tmp_path))] == ["Bridge closes"]
    assert [record["title"] for record in json.loads(run(tmp_path, "--format", "json").stdout)] == ["Bridge closes"]


def test_json_of_many_is_one_array(folder: Path) -> None:
    result = run(folder, "--format", "json", "--fields", "title", "--quiet")
    assert json.loads(result.stdout) == [{"title": f"Bridge {number}"} for number in range(28)]
    assert len(result.stderr.splitlines()) == 2


def test_text_of_many_is_parted_by_form_feeds(folder: Path) -> None:
    assert len(run(folder, "--format", "text").stdout.split("\f\n")) == 28


def test_a_file_for_each(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(folder, folder / "page00.html", "-o", out, "--format", "markdown")
    assert result.exit_code == 1
    assert result.stdout == ""
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    expected = [f"page{n:02}.md" for n in range(24)] + [f"sub/page{n}.md" for n in range(24, 28)] + ["page00-2.md"]
    assert written == sorted(expected)
    assert (out / "page00-2.md").read_bytes() == (out / "page00.md").read_bytes()


def test_resume_leaves_alone_what_is_there(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(folder, "-o", out).exit_code == 1
    (out / "page03.json").write_text("mine")
    (out / "page04.json").unlink()
    result = run(folder, "-o", out, "--resume")
    assert (out / "page03.json").read_text() == "mine"
    assert json.loads((out / "page04.json").read_text())["title"] == "Bridge 4"
    assert f"1 written to {out}, 27 there already, 2 failed" in result.stderr


def test_the_output_s_suffix_names_the_format(tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_bytes(page())
    assert run(file, "-o", tmp_path / "story.md").exit_code == 0
    assert (tmp_path / "story.md").read_text().startswith("# Bridge closes")
    assert run(file, file, "-o", tmp_path / "all.json").exit_code == 0
    assert len(json.loads((tmp_path / "all.json").read_text())) == 2


def test_a_failed_input_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("before")
    (tmp_path / "picture.html").write_bytes(PNG)
    assert run(tmp_path / "picture.html", "-o", tmp_path / "story.md").exit_code == 1
    assert (tmp_path / "story.md").read_text() == "before"
    assert sorted(os.listdir(tmp_path)) == ["picture.html", "story.md"]


def test_captures_are_never_overwritten(folder: Path) -> None:
    before = (folder / "page00.html").read_bytes()
    for arguments in (
        [folder, "-o", folder, "--format", "html"],
        [folder / "*.html", "-o", folder, "--format", "html"],
        [folder / "page00.html", "-o", folder, "--format", "html"],
        [folder, "-o", folder / "sub", "--format", "text"],
        [folder / "page00.html", "-o", folder / "page00.html"],
        [folder / "page00.html", "-o", folder / "sub" / ".." / "page00.html", "--format", "text"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "holds the captures themselves" in result.stderr
    assert (folder / "page00.html").read_bytes() == before
    assert run(folder / "page00.html", "-o", folder, "--format", "markdown").exit_code == 0


def warc(*pages: tuple[str, bytes]) -> bytes:
    records = []
    for number, (address, body) in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
            f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def test_a_warc_file(tmp_path: Path) -> None:
    pages = [(f"https://example.org/news/{number}.html", page(f"Bridge {number}")) for number in range(3)]
    file = tmp_path / "crawl.warc"
    file.write_bytes(warc(*pages))
    result = run(file)
    assert result.exit_code == 0
    found = records(result)
    assert [record["title"] for record in found] == ["Bridge 0", "Bridge 1", "Bridge 2"]
    assert found[1]["url"] == "https://example.org/news/1.html"
    assert found[1]["capture"]["captured"] == "2024-05-01T10:00:00+00:00"
    assert run(file, "-o", tmp_path / "out").exit_code == 0
    assert sorted(os.listdir(tmp_path / "out")) == [f"example.org-news-{number}.json" for number in range(3)]


def test_a_warc_file_that_is_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "crawl.warc"
    file.write_bytes(warc(*[(f"https://example.org/{n}", page(f"Bridge {n}")) for n in range(3)])[:-200])
    result = run(file)
    assert result.exit_code == 1
    assert [record["title"] for record in records(result)] == ["Bridge 0", "Bridge 1"]
    assert "crawl.warc@" in result.stderr


def test_several_captures_on_standard_input_need_a_file_each() -> None:
    pages = warc(*[(f"https://example.org/{n}", page()) for n in range(2)])
    result = run("-", "--format", "tei", given=pages)
    assert result.exit_code == 2
    assert "add -o DIR/" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument"),
        (["x.html", "--nonsense"], "No such option"),
        (["x.html", "--format", "docx"], "docx"),
        (["x.html", "--jobs", "0"], "--jobs"),
        (["x.html", "--fields", "headline"], "no field is called 'headline'; the fields are url, title,"),
        (["x.html", "--limits", "bytes=lots"], "'bytes=lots' needs a number"),
        (["x.html", "--captured", "now"], "'now' is no ISO 8601 instant"),
        (["x.html", "y.html", "--url", "https://example.org/"], "an address belongs to one capture"),
        (["x.html", "--resume"], "only a folder (-o DIR)"),
        (["x.html", "--resume", "-o", "x.json"], "only a folder (-o DIR)"),
        (["x.html", "y.html", "--format", "html"], "add -o DIR/"),
        (["x.html", "--format", "text", "--fields", "title"], "only JSON has it"),
        (["x.html", "--format", "tei", "--with-removed"], "only JSON has it"),
        (["x.html", "-o", "no/such/folder/x.json"], "cannot write no/such/folder/x.json"),
        (["x.html", "--errors", "no/such/folder/x.json"], "cannot write no/such/folder/x.json"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("tearsheet: ")


@pytest.mark.parametrize(("name", "content"), [("missing.html", None), ("binary.html", PNG)])
def test_one_bad_input(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run(tmp_path / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"tearsheet: {tmp_path / name}: ")
    assert len(result.stderr.splitlines()) == 1


def test_an_empty_file_gives_an_empty_article_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    result = run(tmp_path / "empty.html")
    assert result.exit_code == 0
    assert result.stdout == "\n"
    assert result.stderr.startswith(f"tearsheet: {tmp_path / 'empty.html'}: ")
    assert run(tmp_path / "empty.html", "--quiet").stderr == ""


def test_a_limit_is_told(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(page())
    result = run(tmp_path / "story.html", "--limits", "bytes=100")
    assert result.exit_code == 1
    assert "100" in result.stderr


def test_left_out_blocks_on_request(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(page())
    assert json.loads(run(tmp_path / "story.html", "--with-removed").stdout)["left_out"]
    assert json.loads(run(tmp_path / "story.html", "--fields", "left_out").stdout)["left_out"]
    assert json.loads(run(tmp_path / "story.html", "--format", "json").stdout)["left_out"] is None


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(page("Мост", "ru"))
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    out, _ = tearsheet("extract", tmp_path / "story.html", env=environment).communicate()
    assert PARAGRAPHS["ru"][0] in out.decode("utf-8")


def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    process = tearsheet("extract", *[folder] * 20, "--quiet")
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 0


@pytest.mark.skipif(os.name != "posix", reason="named pipes and signals are POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_what_was_done(tmp_path: Path, jobs: str) -> None:
    inputs = [tmp_path / f"{number}.html" for number in range(30)]
    for number, file in enumerate(inputs):
        file.write_bytes(page(f"Bridge {number}"))
    pipe, out = tmp_path / "pipe", tmp_path / "all.jsonl"
    os.mkfifo(pipe)  # nobody ever writes to it, so that the run waits for its last input
    process = tearsheet("extract", *inputs, pipe, "-o", out, "--jobs", jobs)
    wait_for(lambda: any(path.stat().st_size for path in tmp_path.glob(".tearsheet-*")))
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted after" in told
    assert b"Traceback" not in told
    assert not out.exists()
    kept = (tmp_path / "all.jsonl.part").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["title"] for line in kept] == [f"Bridge {number}" for number in range(len(kept))]


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
def test_a_terminal_is_told_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    told = on_terminal("extract", folder, "-o", tmp_path / "out")
    assert "of 30 captures" in told
    assert "2 failed" in told
    assert "left" in told


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are POSIX")
def test_a_terminal_gets_the_article_set(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(page("Bridge \x9b2J closes"))
    shown = on_terminal("extract", tmp_path / "story.html")
    assert "\x1b[1mBridge \ufffd2J closes" in shown
    assert max(len(line) for line in shown.splitlines()) <= 100
    assert "confidence" in shown


def test_what_is_favoured(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page())
    assert run(file, "--favour", "balance").stdout == run(file).stdout
    assert run(file, "--favour", "precision").exit_code == run(file, "--favour", "recall").exit_code == 0
    result = run(file, "--favour", "both")
    assert result.exit_code == 2
    assert "'both' is not one of 'precision', 'balance', 'recall'" in result.stderr


def test_comments_are_kept_or_dropped(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    remark = "I have crossed that bridge every day of my life and I never saw a single engineer on it."
    file.write_bytes(page() + f"<div class=comments><p class=comment>{remark}</p></div>".encode())
    assert remark not in run(file, "-f", "text").stdout
    assert remark not in run(file, "-f", "text", "--comments", "drop").stdout
    assert remark in run(file, "-f", "text", "--comments", "keep").stdout
    assert run(file, "--comments", "none").exit_code == 2


def test_a_page_that_is_no_article_is_told(tmp_path: Path) -> None:
    teasers = "".join(f"<p><a href=/{n}>What the council decided about pier number {n}</a></p>" for n in range(30))
    file = tmp_path / "front.html"
    file.write_text(f"<title>The Harbour Post</title>{teasers}", encoding="utf-8")
    result = run(file, "--url", "https://harbour.example/", "-f", "text")
    assert f"{file}: the page looks like the front page of a site, not an article" in result.stderr.replace("\n", " ")
    assert "front page" not in run(file, "--url", "https://harbour.example/", "-f", "text", "--quiet").stderr


def on_terminal(*arguments: str | Path) -> str:
    """Everything that a terminal of 80 columns gets to see."""
    import pty

    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "tearsheet", *map(str, arguments)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 65536):
            seen += piece
    except OSError:  # how a pseudo-terminal says that nobody is left on the other side
        pass
    os.close(ours)
    process.wait(30)
    return seen.decode("utf-8")


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)
