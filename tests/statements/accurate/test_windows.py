"""Texts cut into windows."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.statements.accurate.windows import AROUND, LONGEST, windows
from tearsheet.statements.accurate.wordpieces import MOST


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2000), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_every_word_is_read_once_and_no_window_is_too_long(words: int, sentence: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    counts = random.integers(1, MOST + 1, words)
    sentences = np.sort(random.integers(0, 1 + words // sentence, words)).astype(np.int32)
    place = 0
    for window in windows(counts, sentences):
        assert window.first <= window.begin == place < window.end <= window.last
        assert counts[window.first : window.last].sum() <= LONGEST
        place = window.end
    assert place == words


def test_words_within_a_text_are_read_with_what_stands_around_them() -> None:
    counts = np.ones(1000, np.int64)
    cut = windows(counts, (np.arange(1000) // 20).astype(np.int32))
    assert len(cut) > 3
    for window in cut[1:-1]:
        assert window.begin - window.first >= AROUND
        assert window.last - window.end >= AROUND
        assert window.begin % 20 == 0


def test_a_short_text_is_one_window() -> None:
    [window] = windows(np.full(30, 2), np.zeros(30, np.int32))
    assert (window.first, window.begin, window.end, window.last) == (0, 0, 30, 30)
