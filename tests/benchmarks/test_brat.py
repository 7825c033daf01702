from pathlib import Path

import pytest

from benchmarks.brat import Attribution, parse_attributions, read_documents
from benchmarks.errors import BenchmarkError

PLAIN = """T1\tSource 0 3\tAda
T2\tCue 4 8\tsaid
T3\tContent 9 14;20 23\tit was ...
T4\tAttribution 4 8\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
A1\tType E1 Mixed
A2\tKind E1 speech
A3\tDoubtful E1
"""


def test_reads_an_attribution() -> None:
    assert parse_attributions(PLAIN) == (
        Attribution(content=((9, 14), (20, 23)), source=((0, 3),), cue=((4, 8),), type="Mixed", doubtful=True),
    )


def test_no_source_and_numbered_arguments() -> None:
    (found,) = parse_attributions(
        "T1\tContent 10 12\tab\nT2\tContent 0 5\tcdefg\nT3\tAttribution-no-source 6 9\tsay\n"
        "E7\tAttribution-no-source:T3 Content:T1 Content2:T2\n"
    )
    assert found == Attribution(content=((0, 5), (10, 12)))


def test_events_without_content_other_events_and_stray_lines_are_passed_over() -> None:
    text = (
        "T1\tCue 0 3\tsay\nT2\tDiscuss 0 3\tsay\nT3\tAttribution 0 3\tsay\nand its text goes on\n\n"
        "#1\tAnnotatorNotes T1\tnot sure\nE1\tAttribution:T3 Cue:T1\nE2\tDiscuss:T2 Cue:T1\n"
    )
    assert parse_attributions(text) == ()


def test_nested() -> None:
    (found,) = parse_attributions("T1\tContent 0 3\tabc\nE1\tAttribution:T1 Content:T1\nA1\tNested E1\n")
    assert found.nested
    assert not found.doubtful


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("E1\tAttribution:T4 Content:T3\n", "E1 names T3"),
        ("T1\tSource somewhere\tAda\n", "T1 has no span"),
    ],
)
def test_broken_annotations_are_named(text: str, message: str) -> None:
    with pytest.raises(BenchmarkError, match=message):
        parse_attributions(text)


def test_reads_a_folder_without_changing_its_text(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes("Ada\r\nsaid ü".encode())
    (tmp_path / "b.ann").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "a.ann").write_bytes(b"")
    first, second = read_documents(tmp_path)
    assert (first.name, first.attributions) == ("a", ())
    assert second.text == "Ada\r\nsaid ü"
    assert len(second.attributions) == 1


def test_folders_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no such folder"):
        read_documents(tmp_path / "none")
    with pytest.raises(BenchmarkError, match=r"no \.ann file"):
        read_documents(tmp_path)
    (tmp_path / "a.ann").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"a\.txt: is missing"):
        read_documents(tmp_path)
