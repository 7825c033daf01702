"""Tokens, their offsets and sentences."""

from hypothesis import given
from hypothesis import strategies as st

from tearsheet.statements.engine.tokens import GAPS, tokenize


def words(text: str) -> list[str]:
    return tokenize(text).words


def sentences(text: str) -> list[int]:
    found = tokenize(text).sentences.tolist()
    return [found.count(number) for number in sorted(set(found))]


def test_words_part_at_hyphens_and_apostrophes() -> None:
    assert words("a-t-il dit qu'elle l’a vu") == ["a", "-", "t", "-", "il", "dit", "qu'", "elle", "l’", "a", "vu"]
    assert words("Ana's mayor doesn’t") == ["Ana", "'s", "mayor", "doesn", "’t"]


def test_numbers_stay_whole() -> None:
    assert words("3,5 % of 1.200.000") == ["3,5", "%", "of", "1.200.000"]


def test_han_and_kana_stand_alone_and_signs_belong_to_their_word() -> None:
    assert words("首相は述べた。") == ["首", "相", "は", "述", "べ", "た", "。"]
    assert words("हिन्दी में।") == ["हिन्दी", "में", "।"]


def test_runs_of_one_sign_are_one_token() -> None:
    assert words("so... -- ===== ((((((") == ["so", "...", "--", "=====", "(((((("]


def test_gaps_tell_what_stands_before() -> None:
    assert tokenize("One, two.  Three\nfour").gaps.tolist() == [3, 0, 1, 0, 2, 3]


def test_sentences_end_where_another_can_begin() -> None:
    assert sentences("He left. She came back.") == [3, 4]
    assert sentences("Dr. Roth of the U.S. office spoke.") == [12]
    assert sentences("“Go!” he said.") == [7]
    assert sentences("次。また。") == [2, 3]
    assert sentences("no stop\nNext line") == [2, 2]


@given(st.text(max_size=200))
def test_tokens_are_what_stands_there(text: str) -> None:
    tokens = tokenize(text)
    for word, start, end in zip(tokens.words, tokens.starts.tolist(), tokens.ends.tolist(), strict=True):
        assert text[start:end] == word
        assert word.strip()
    assert (tokens.starts[1:] >= tokens.ends[:-1]).all()
    held = {place for start, end in zip(tokens.starts, tokens.ends, strict=True) for place in range(start, end)}
    assert all(place in held for place, sign in enumerate(text) if not sign.isspace())
    assert set(tokens.gaps.tolist()) <= set(range(GAPS))


def test_a_sign_upon_a_letter_elsewhere_changes_no_other_token() -> None:
    # Texts with such signs take another way than texts without.
    text = "Mr. Roth's team (in the U.S.) won't pay 3,400.50 – “d'accord”, he said... a-t-il; snake_case 5th!!!!\nYes."
    plain, marked = tokenize(text), tokenize(text + " cafe\u0301")
    assert marked.words[: len(plain.words)] == plain.words
    assert marked.starts[: len(plain.words)].tolist() == plain.starts.tolist()
    assert marked.sentences[: len(plain.words)].tolist() == plain.sentences.tolist()
