import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.roles.copies import find_copies
from tearsheet.roles.ownnumbers import units_of
from tests.pages.news import NEWS_EN, NEWS_ZH
from tests.pages.reading import html_blocks

LONG = NEWS_EN.paragraphs
LINE = "A line of forty letters or a few over it."


def copies(*texts: str, left_out: tuple[int, ...] = ()) -> list[int]:
    blocks = html_blocks("".join(f"<p>{text}</p>" for text in texts))
    assert len(blocks) == len(texts)
    keep = np.array([number not in left_out for number in range(len(blocks))], np.bool_)
    return find_copies(blocks, np.array([units_of(block.text) for block in blocks]), keep)


def test_what_stands_twice_is_kept_once() -> None:
    assert copies(*LONG[:3], *LONG[:3]) == [3, 4, 5]
    assert copies(LONG[0], LONG[1], LONG[0], LONG[2], LONG[1]) == [2, 4]
    assert copies(LONG[0], LONG[0], LONG[0]) == [1, 2]
    assert copies(*LONG) == []


def test_short_lines_recur_in_honest_text() -> None:
    assert copies(LINE, LONG[0], LINE, LONG[1], LINE) == []
    assert copies("Yes.", LONG[0], *["Yes."] * 60) == []


def test_short_lines_one_after_the_other_are_a_copy() -> None:
    lines = [f"{number} {LINE}" for number in range(3)]
    assert copies(*lines, LONG[0], *lines) == [4, 5, 6]
    assert copies(*lines, LONG[0], *lines[:2], LONG[1], lines[2]) == []
    # A line too short to tell does not end the run.
    assert copies(*lines, LONG[0], lines[0], "Yes.", *lines[1:]) == [4, 6, 7]


def test_only_kept_blocks_count() -> None:
    assert copies(LONG[0], LONG[0], left_out=(0,)) == []
    assert copies(LONG[0], LONG[0], left_out=(1,)) == []
    assert copies(LONG[0], LONG[0], LONG[0], left_out=(0,)) == [2]


def test_case_and_punctuation_make_no_difference() -> None:
    assert copies(LONG[1], LONG[1].upper().replace("“", '"').replace(",", " –")) == [1]
    assert copies(NEWS_ZH.paragraphs[0], NEWS_ZH.paragraphs[1], NEWS_ZH.paragraphs[0]) == [2]


def test_lines_of_signs_are_not_all_alike() -> None:
    assert copies("*" * 120, "-" * 120) == []
    assert copies("*" * 120, "*" * 120) == [1]


def test_no_blocks() -> None:
    assert find_copies((), np.zeros(0), np.zeros(0, np.bool_)) == []


@given(st.lists(st.sampled_from([*LONG, *NEWS_ZH.paragraphs[:2], LINE, LINE[::-1], "Yes."]), max_size=14), st.data())
@settings(max_examples=100, deadline=None)
def test_copies_are_kept_blocks_that_stood_before(texts: list[str], data: st.DataObject) -> None:
    keep = np.array([data.draw(st.booleans()) for _ in texts], np.bool_)
    blocks = html_blocks("".join(f"<p>{text}</p>" for text in texts))
    units = np.array([units_of(text) for text in texts])
    found = find_copies(blocks, units, keep)
    assert found == sorted(set(found))
    for number in found:
        assert keep[number]
        assert any(keep[before] and texts[before] == texts[number] for before in range(number))
    left = keep.copy()
    left[found] = False
    assert {text for text, one in zip(texts, keep, strict=True) if one} == {
        text for text, one in zip(texts, left, strict=True) if one
    }
    assert find_copies(blocks, units, left) == []
