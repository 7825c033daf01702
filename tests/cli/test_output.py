"""Output files: whole or not there."""

import os
from pathlib import Path

import pytest

from tearsheet.cli.output import JOINS, FileOutput, FolderOutput, Join, is_folder, write_whole


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text("before")
    output = FileOutput(path, Join())
    output.write("", b"first\n")
    assert path.read_text() == "before"
    output.write("", b"second\n")
    output.close(whole=True)
    assert path.read_text() == "first\nsecond\n"
    assert os.listdir(tmp_path) == ["all.jsonl"]


def test_what_an_interrupted_run_did_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("before")
    output = FileOutput(path, JOINS["json"])
    output.write("", b"1\n")
    output.write("", b"2\n")
    output.close(whole=False)
    assert path.read_text() == "before"
    assert (tmp_path / "all.json.part").read_text() == "[\n1\n,2\n]\n"
    assert output.place == str(tmp_path / "all.json.part")


def test_an_empty_array_is_json(tmp_path: Path) -> None:
    output = FileOutput(tmp_path / "a.json", JOINS["json"])
    output.close(whole=True)
    assert (tmp_path / "a.json").read_text() == "[\n]\n"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("before")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_whole(tmp_path / "link.txt", b"after")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "after"


def test_a_device_is_written_to_as_it_is() -> None:
    write_whole(Path(os.devnull), b"nothing")
    assert not Path(os.devnull).is_file()


def test_a_folder_gets_a_file_for_each(tmp_path: Path) -> None:
    output = FolderOutput(tmp_path / "new" / "deep", ".txt")
    assert not output.has("2024/a", "a.html")
    output.write("2024/a", "один\n".encode())
    assert output.has("2024/a", "a.html")
    assert (tmp_path / "new" / "deep" / "2024" / "a.txt").read_bytes() == "один\n".encode()


def test_a_failed_write_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_whole(tmp_path / "a.txt", 7)  # type: ignore[arg-type]
    assert os.listdir(tmp_path) == []


def test_which_names_are_folders(tmp_path: Path) -> None:
    (tmp_path / "with.suffix").mkdir()
    (tmp_path / "file").write_text("")
    assert is_folder(str(tmp_path / "with.suffix"))
    assert not is_folder(str(tmp_path / "file"))
    assert is_folder(str(tmp_path / "new"))
    assert is_folder(str(tmp_path / "new.d") + "/")
    assert not is_folder(str(tmp_path / "new.json"))
    assert not is_folder(os.devnull)
