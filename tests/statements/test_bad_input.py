"""Texts that nobody wrote: an answer in linear time, and no crash."""

import time

import pytest

import tearsheet
from tearsheet.statements.layout import Layout
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.read import read_drafts
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.find import drafts_of
from tearsheet.statements.rules.labelled import labelled_drafts
from tearsheet.statements.rules.stances import stance_drafts

PATTERNS = [
    '"', "« ", "“a ", "a” ", "“So it is then, my dear.” ", "He said. ", "Anna Roth said. ", "word ",
    "Anna Roth, the mayor, said, ", "— a, said Bo. ", "- a\n", "“So it is,” Anna Roth said. ", "ROTH: we\n",
    "the spokesman said the minister refused to idea of ", "Is it?\nYes.\n", "“So it is.”\n– Anna Roth\n", ".,;:",
    "他说：“你好你好你好。”", "\u202eقال \"لا\" ",
]  # fmt: skip
LENGTH = 4_000


def seconds(text: str, language: str) -> float:
    began = time.process_time()
    wording = Wording.of(text, language, find_quotations(text))
    found = [*drafts_of(wording), *labelled_drafts(wording, Layout()), *stance_drafts(wording)]
    read_drafts(wording, found, None)
    return time.process_time() - began


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_with_the_text_alone(pattern: str) -> None:
    language = "zh" if "他" in pattern else "en"
    short, long = (
        min(seconds(pattern * (times * LENGTH // len(pattern)), language) for _ in range(2)) for times in (1, 8)
    )
    # Eight times the text: twice that for the noise of a busy machine, a quadratic reader takes 64 times.
    assert long < 24 * max(short, 0.01)


@pytest.mark.parametrize("text", ["word", "“", "\u202e\u202d", "\ud800 “a” said", "𝒳" * 100, "\0said\0", "a\u2028“b”"])
def test_odd_texts_are_answered(text: str) -> None:
    for statement in tearsheet.statements(text):
        assert all(0 <= span.start < span.end <= len(text) for span in statement.content)


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "😀😀 “Safety comes first here,” Anna Roth said. 𝒳"
    statement = tearsheet.statements(text, "en")[0]
    assert statement.content[0].of(text) == "“Safety comes first here,”"
    assert statement.source[0].of(text) == "Anna Roth"


def test_marks_that_turn_the_direction_do_no_harm() -> None:
    text = 'قال \u202bأحمد سالم\u202c: \u202b"لا نعرف متى سيفتح الجسر"\u202c.'
    assert [statement.text for statement in tearsheet.statements(text, "ar")] == ["لا نعرف متى سيفتح الجسر"]


def test_languages_that_mix_are_read_by_the_one_that_is_named() -> None:
    text = "“Safety comes first here,” said Anna Roth. « C’est sûr et certain », a dit Jean Ott."
    for language, name in (("en", "Anna Roth"), ("fr", "Jean Ott")):
        speakers = [each.speaker.name for each in tearsheet.statements(text, language) if each.speaker]
        assert name in speakers
