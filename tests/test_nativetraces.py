"""The compiled loops over words of articles against what they stand for."""

from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tearsheet.archive import folding, traces
from tearsheet.archive.folding import fold
from tearsheet.archive.traces import Traces, make_traces
from tearsheet.native import traceloops

pytestmark = pytest.mark.skipif(traceloops is None, reason="no compiled loops")

CHARACTERS = st.one_of(
    st.sampled_from("aeiouABE089  \n.,'’«»…—\"“(-_\x00\xa0"),
    st.sampled_from("éÉèïßøŁœÆŀŉǅİıЙйиЖΣςάΌếẞªº²½¨´µ"),
    st.sampled_from("\xad\u200b\u200c\u200d\u200e\ufe0f\u2060\u2028₨€№™℃Ⅷ①→≠✓█☀😀🚀\u0301\u20e3"),
    st.sampled_from("עשֶׁبَةคि東가ﬁ"),
)
TEXTS = st.text(CHARACTERS, max_size=60)
WORDS = st.lists(st.sampled_from("the mayor Bridge bridge Aar 2024 reopened Élysée élysée. Moulin, “Rue 8 x y. А й. "
                                 "Łódź Straße said: No İstanbul straße —".split(" ")), max_size=120)  # fmt: skip


@given(TEXTS)
@example("é\u200b«\u200b»")
def test_what_folds_letter_by_letter_folds_as_a_whole(text: str) -> None:
    folded = fold(text)
    with mock.patch.object(folding, "traceloops", None):
        assert folded == fold(text)


@given(TEXTS, TEXTS)
def test_traces_of_any_characters_are_the_same(title: str, text: str) -> None:
    found = make_traces(title, text)
    with mock.patch.object(traces, "traceloops", None):
        assert found == make_traces(title, text)


@given(WORDS, WORDS, st.sampled_from([" ", "  ", "\n", ". ", "          "]))
@example([], ["one"] * 5 + ["Two", "three"] * 4000, " ")
def test_traces_of_words_are_the_same(title: list[str], words: list[str], gap: str) -> None:
    found = make_traces(" ".join(title), gap.join(words))
    with mock.patch.object(traces, "traceloops", None):
        assert found == make_traces(" ".join(title), gap.join(words))


@given(st.lists(st.integers(0, 2**32 - 1)), st.lists(st.sampled_from([0, 1, 35, 36, 1296, 2**32 - 1])))
def test_words_of_traces_are_the_same(fingerprints: list[int], terms: list[int]) -> None:
    found = Traces(tuple(fingerprints), tuple(terms))
    words = found.words
    with mock.patch.object(traces, "traceloops", None):
        assert found.words == words


def test_latin_greek_and_cyrillic_are_read_by_the_loop() -> None:
    text = "Le maire de Łódź a dit : « Oui ! » — Ζήτω ☀️ Москва… 12\u202f000 €"
    assert traceloops.take("", text, traces._words(), 24) is not None
    assert traceloops.take("", "東京", traces._words(), 24) is None
