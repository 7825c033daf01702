from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.wording import Spoken, clean, fold, likeness, words


def test_clean_text_is_what_a_reader_sees() -> None:
    assert clean("  Fer\u00adry &amp;amp; <b>boat</b>\n again ") == "Ferry & boat again"


def test_words_of_scripts_without_spaces_are_characters() -> None:
    assert words("渡し船 ferry") == ["渡", "し", "船", "ferry"]
    assert words("The FERRY's 2 boats") == ["the", "ferry", "s", "2", "boats"]


def test_folding_levels_case_quotes_and_space() -> None:
    assert fold("„Ferry“  Returns") == fold('"ferry" returns')
    assert fold("Ferry") != fold("Ferries")


def test_likeness() -> None:
    assert likeness("the ferry returns", "The ferry returns!") == 1
    assert likeness("the ferry", "a boat") == 0
    assert likeness("", "") == 0


@given(st.text(), st.text())
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@given(st.text(st.characters(max_codepoint=127)))
def test_words_are_the_same_whatever_else_a_text_has(text: str) -> None:
    # Texts of ASCII alone are read in another way.
    assert words(f"{text} é") == [*words(text), "é"]


@given(
    st.text(st.sampled_from("aAbßé_ -9字元ﬁ\u0301"), max_size=30), st.text(st.sampled_from("aAbßé字元ﬁ"), max_size=3)
)
def test_a_text_has_the_words_that_are_asked_for(text: str, asked: str):
    spoken = Spoken(text)
    assert [spoken.has(word) for word in words(asked)] == [word in words(text) for word in words(asked)]
