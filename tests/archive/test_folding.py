"""Text as the archive looks for it."""

import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearsheet.archive.folding import fold, fold_name, read_words, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élysée", "elysee"),
        ("e\u0301te\u0301", "été"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Всё", "все"),
        ("Αθήνα", "αθηνα"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسه"),
        ("کتاب", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("Tiếng Việt", "tieng viet"),
        ("ＮＨＫ", "nhk"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_spellings_that_readers_take_as_one_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("йод", "иод"), ("が", "か"), ("की", "का"), ("น้ำ", "นา")])
def test_letters_of_their_own_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert [word for word, _, _ in tokens("東京都、NHK")] == ["東", "京", "都", "nhk"]


def test_indic_words_keep_their_vowel_signs() -> None:
    assert [word for word, _, _ in tokens("हिन्दी में समाचार")] == ["हिन्दी", "में", "समाचार"]


@given(
    st.text(alphabet=st.sampled_from("aAbéÉœß0_ .\u0301\u00ad\u200dかが\u3099東жЖक्ष\u0640م\u064e")),
    st.text("ab0e", min_size=1),
)
def test_words_are_found_by_the_letters_that_they_begin_with(text: str, letters: str) -> None:
    all_of_them = [one for one in tokens(text) if one[0][0] in letters]
    assert [one for one in tokens(text, letters) if one[0][0] in letters] == all_of_them


def test_tokens_say_where_they_stand() -> None:
    text = "L’État, c’est moi"
    assert [(word, text[start:end]) for word, start, end in tokens(text)] == [
        ("l", "L"),
        ("etat", "État"),
        ("c", "c"),
        ("est", "est"),
        ("moi", "moi"),
    ]


def test_names_compare_without_punctuation() -> None:
    assert fold_name("Jean-Luc  Mélenchon") == fold_name("jean luc melenchon")


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_that_is_searched(text: str) -> None:
    once = [word for word, _, _ in tokens(fold(text))]
    assert [word for word, _, _ in tokens(fold(" ".join(once)))] == once


@example("0\u061d")
@example("100\u20bd")
@example("\U0001f9a0b")
@given(st.text(alphabet=st.characters(max_codepoint=0x06FF, categories=("L", "N", "P", "S", "Z")), max_size=40))
def test_whatever_is_indexed_is_found_by_its_own_tokens(text: str) -> None:
    words = [word for word, _, _ in tokens(text)]
    archive = sqlite3.connect(":memory:")
    archive.execute(
        "CREATE VIRTUAL TABLE t USING fts5(x, content = '',"
        " tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
    )
    archive.execute("INSERT INTO t(rowid, x) VALUES (1, ?)", (fold(text),))
    for word in words:
        assert archive.execute("SELECT rowid FROM t WHERE t MATCH ?", (f'"{word}"',)).fetchall() == [(1,)]
    archive.close()


@given(st.text(alphabet=st.characters() | st.sampled_from("ab Éß_-’\u00ad\u0301が€ก"), max_size=60))
def test_all_words_at_once_are_those_that_come_one_after_the_other(text: str) -> None:
    words = read_words(text)
    found = list(zip(words.folded, words.starts, words.written, strict=True))
    assert found == [(word, start, text[start:end]) for word, start, end in tokens(text)]
    # A text without special signs is read by a quicker expression than one that has some.
    assert list(tokens(text)) == list(tokens(text + " ก"))[:-1]
