from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.__main__ import main
from benchmarks.errors import BenchmarkError
from benchmarks.rolecaptures import HELD_OUT, judge_roles, read_captures
from tearsheet.page.block import Block, Kind
from tearsheet.page.place import Place
from tearsheet.page.role import Role

OURS = Path(__file__).parents[2] / "benchmarks" / "captures"
CAPTURE = (
    "navigation\tHome\n"
    "title\tThe ferry returns to the north pier\n"
    "\n"
    "credit + caption\tPhoto: Ann Lee¦The ferry at the pier on Tuesday\n"
    "paragraph\tThe ferry that left the north pier in March came back on Tuesday, the port office said, and it will\n"
    "paragraph\tsail four times a day until the end of the season.\n"
    "table\tPier\tBoats\n"
)


def write(folder: Path, text: str, name: str = "one.txt") -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    return int(caught.value.code or 0)


def test_labels_are_taken_off_and_spans_are_exact(tmp_path: Path) -> None:
    (capture,) = read_captures(write(tmp_path, CAPTURE))
    assert capture.text.startswith("Home\nThe ferry returns to the north pier\n\nPhoto: Ann LeeThe ferry at the pier")
    assert [capture.text[piece.start : piece.end] for piece in capture.pieces] == [
        "Home",
        "The ferry returns to the north pier",
        "Photo: Ann Lee",
        "The ferry at the pier on Tuesday",
        "The ferry that left the north pier in March came back on Tuesday, the port office said, and it will",
        "sail four times a day until the end of the season.",
        "Pier\tBoats",
    ]
    assert [piece.role for piece in capture.pieces][2:4] == [Role.CREDIT, Role.CAPTION]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nothing before it", "line 2: no role and text"),
        ("headline\tThe ferry", "line 2: no role is called 'headline'"),
        ("credit + caption\tPhoto: Ann Lee", "line 2: no role and text"),
        ("title\t ", "line 2: no role and text"),
    ],
)
def test_broken_lines_are_told(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(BenchmarkError, match=message):
        read_captures(write(tmp_path, f"navigation\tHome\n{line}\n"))


def test_a_folder_without_captures_is_told(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no labelled captures"):
        read_captures(tmp_path)


def article(text: str) -> Any:
    """A record that takes the first line for the title, nothing for the second, and all the rest for one paragraph."""
    first, second, rest = 0, text.index("\n") + 1, text.index("\n\n") + 2
    spans = ((first, second - 1, Role.TITLE), (rest, len(text) - 1, Role.PARAGRAPH))
    blocks = [
        Block(text[start:end], Kind.PARAGRAPH, Place("span", start=start, end=end), role=role)
        for start, end, role in spans
    ]
    return SimpleNamespace(body=blocks[1:], left_out=blocks[:1])


def test_each_piece_has_the_role_of_the_block_that_holds_it(tmp_path: Path) -> None:
    (result,) = judge_roles(read_captures(write(tmp_path, CAPTURE)), article)
    assert result.given == (Role.TITLE, None, *[Role.PARAGRAPH] * 5)
    assert result.right == 2
    assert result.accuracy == pytest.approx(2 / 7)
    assert result.confusion[Role.TITLE, None] == 1
    assert result.wrong[0] == ("Home", Role.NAVIGATION, Role.TITLE)
    assert len(result.wrong) == 5


def test_errors_of_held_out_captures_are_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, CAPTURE + "code\tseen and wrong\n")
    write(tmp_path, CAPTURE + "code\thidden and wrong\n", f"{HELD_OUT}/two.txt")
    assert run("roles", tmp_path, "--wrong") == 0
    shown = capsys.readouterr().out
    assert "seen and wrong" in shown
    assert "hidden and wrong" not in shown
    assert "two (held out)" in shown


def test_what_is_not_reached_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "code\tNot at all\ncode\tAnd neither is this\n")
    assert run("roles", tmp_path, "--at-least", "0.9") == 1
    assert "fewer than 90% are right" in capsys.readouterr().out


def test_the_projects_own_captures_are_many_and_labelled_throughout() -> None:
    captures = read_captures(OURS)
    languages = {capture.name.partition("-")[0] for capture in captures}
    assert len(captures) >= 12
    assert len(languages) >= 9
    assert 3 * sum(capture.held_out for capture in captures) >= len(captures)
    assert {piece.role for capture in captures for piece in capture.pieces} >= set(Role) - {Role.IMAGE, Role.DUPLICATE}
    for capture in captures:
        lines = sum(bool(line.strip()) for line in capture.text.splitlines())
        assert 15 <= lines <= 70
