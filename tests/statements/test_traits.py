"""What a word's form alone tells of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearsheet.statements.reading import traits
from tearsheet.statements.reading.traits import CAPITAL, DAY_OPENS, DENIES, traits_in

LETTERS = st.sampled_from("abdilmnorstué'’-159")


@given(st.text(LETTERS, min_size=1, max_size=6), st.sampled_from(["", "de", "en", "fr"]))
@example("shan't", "en")
@example("3rd", "en")
def test_words_that_no_list_has_are_what_all_lists_tell_of_them(word: str, language: str) -> None:
    assert traits._of_word(word, language) == traits._of_listed(word, language)


@pytest.mark.parametrize("language", ["", "de", "en", "fr", "ru"])
def test_a_word_that_nobody_knows_tells_nothing(language: str) -> None:
    assert traits_in(language)["Zzyzx"] == ("zzyzx", CAPITAL)


def test_words_that_no_list_has_may_deny_or_open_a_day() -> None:
    assert traits_in("en")["mightn’t"][1] & DENIES
    assert traits_in("en")["17th"][1] & DAY_OPENS
