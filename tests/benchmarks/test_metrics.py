from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.brat import Attribution
from benchmarks.metrics import (
    Counts,
    Score,
    StatementCounts,
    alike,
    mean_score,
    normalise,
    one_to_one,
    segment_counts,
    shingle_counts,
    shingle_score,
    split_characters,
    split_words,
    statement_counts,
    word_score,
)


def test_words_are_runs_of_word_characters_lower_cased() -> None:
    assert split_words("L’Été, à 10h: «Ναι»") == ["l", "été", "à", "10h", "ναι"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("東京のビル", ["東", "京", "の", "ビ", "ル"]),
        ("第2回 GDP発表。", ["第", "2", "回", "gdp", "発", "表"]),
        ("한국 사람", ["한국", "사람"]),
        ("ー々〆", ["ー", "々", "〆"]),
        ("Привет, мир", ["привет", "мир"]),
        ("हिन्दी", split_words("हिन्दी")),
    ],
)
def test_chinese_and_japanese_split_by_character(text: str, tokens: list[str]) -> None:
    assert split_characters(text) == tokens


def test_word_score_compares_bags() -> None:
    score = word_score("the cat and the dog", "the the the cat")
    assert score.precision == 3 / 4
    assert score.recall == 3 / 5
    assert score.f1 == pytest.approx(2 / 3)


def test_word_score_of_nothing() -> None:
    assert word_score("", "") == Score(1, 1, 1)
    assert word_score("words", "") == Score(0, 0, 0)
    assert word_score("", "words") == Score(0, 0, 0)


def test_unspaced_text_is_one_word_or_many_characters() -> None:
    assert word_score("今天天气很好", "今天天气不好").f1 == 0
    assert word_score("今天天气很好", "今天天气不好", split_characters).f1 == pytest.approx(5 / 6)


@given(st.text(max_size=60), st.text(max_size=60))
def test_word_score_swaps_precision_and_recall(a: str, b: str) -> None:
    one, other = word_score(a, b, split_characters), word_score(b, a, split_characters)
    assert (one.precision, one.recall) == (other.recall, other.precision)
    assert 0 <= one.f1 <= 1
    assert (one.f1 == 1) == (Counter(split_characters(a)) == Counter(split_characters(b)))


def test_mean_score_is_over_pages() -> None:
    assert mean_score([Score(1, 0.5, 0.6), Score(0, 0, 0)]) == Score(0.5, 0.25, 0.3)
    assert mean_score([]) == Score(0, 0, 0)


def test_shingles_see_order() -> None:
    assert shingle_counts("a b c d e", "a b c d e") == Counts(1, 0, 0)
    assert shingle_counts("a b c d e", "e d c b a").tp == 0
    # gold abcd bcde, output abcd: one right, one missing
    assert shingle_counts("a b c d e", "a b c d") == Counts(0.5, 0, 0.5)


def test_short_text_is_one_shingle() -> None:
    assert shingle_counts("two words", "two words") == Counts(1, 0, 0)
    assert shingle_counts("two words", "") == Counts(0, 0, 1)
    assert shingle_counts("", "") == Counts()


def test_shingle_score_is_the_harmonic_mean_of_means() -> None:
    score = shingle_score([Counts(0.5, 0, 0.5), Counts(0, 0, 1), Counts(1, 0, 0)])
    assert score.precision == pytest.approx(2 / 3)
    assert score.recall == pytest.approx(0.5)
    assert score.f1 == pytest.approx(4 / 7)


def test_segments_are_found_across_line_breaks() -> None:
    counts = segment_counts(
        ["First  line\ngoes on", "absent"], ["Read more:\tNews", "Share"], "First line goes\n on. Read more: News"
    )
    assert counts == Counts(tp=1, fp=1, fn=1)


def test_counts_add_up_and_score() -> None:
    total = Counts(1, 0, 1) + Counts(2, 1, 0)
    assert total == Counts(3, 1, 1)
    assert total.score == Score(0.75, 0.75, 0.75)
    assert Counts(0, 2, 0).score == Score(0, 0, 0)
    assert Counts().score.f1 == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("«Nein» – sagt sie", '"Nein" - sagt sie'),
        ("Title\u00a0  here", "title here"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ﬁn", "FIN"),
        ("Straße", "STRASSE"),
        ("e\u0301te", "éte"),
    ],
)
def test_normalise_makes_equal(a: str, b: str) -> None:
    assert normalise(a) == normalise(b)


def test_normalise_keeps_words_and_punctuation_apart() -> None:
    assert normalise("What now?") != normalise("What now")


@given(st.text(max_size=40))
def test_normalise_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_alike_at_nine_tenths() -> None:
    assert alike("a" * 9 + "b", "a" * 9 + "c")
    assert not alike("a" * 8 + "bb", "a" * 8 + "cc")
    assert not alike("Photo: someone", "")
    assert alike("The mayor at the opening", "THE MAYOR at the  opening")


def test_one_gold_item_matches_one_output() -> None:
    assert one_to_one(["a", "b"], ["a", "a", "c"], str.__eq__) == Counts(1, 2, 1)


#       0         1         2         3         4         5
#       0123456789012345678901234567890123456789012345678901234567
TEXT = 'Mayor Ines Roth said "the bridge stays shut until April".'
SOURCE = ((0, 15),)
CUE = ((16, 20),)
CONTENT = ((21, 56),)
GOLD = Attribution(content=CONTENT, source=SOURCE, cue=CUE)


def test_statement_found_entirely() -> None:
    counts = statement_counts(TEXT, [GOLD], [GOLD])
    assert counts.content_tokens == Counts(6, 0, 0)
    assert counts.source_tokens == Counts(3, 0, 0)
    assert counts.cue_tokens == Counts(1, 0, 0)
    assert counts.content_spans == counts.source_spans == counts.cue_spans == Counts(1, 0, 0)
    assert counts.linked == Counts(1, 0, 0)


def test_quote_marks_do_not_count() -> None:
    got = Attribution(content=((22, 55),), source=SOURCE, cue=CUE)
    assert statement_counts(TEXT, [GOLD], [got]).content_spans == Counts(1, 0, 0)


def test_pieces_are_one_span() -> None:
    got = Attribution(content=((21, 32), (33, 56)), source=SOURCE)
    counts = statement_counts(TEXT, [GOLD], [got])
    assert counts.content_spans == Counts(1, 0, 0)
    assert counts.cue_spans == Counts(0, 0, 1)


@pytest.mark.parametrize(
    ("content", "source", "linked"),
    [
        (((26, 56),), SOURCE, True),  # five of six tokens
        (((33, 56),), SOURCE, False),  # four of six
        (CONTENT, ((6, 15),), True),  # two of the source's three tokens
        (CONTENT, ((11, 15),), False),  # one of three
        (CONTENT, (), False),
    ],
)
def test_linked_needs_content_and_source(
    content: tuple[tuple[int, int], ...], source: tuple[tuple[int, int], ...], linked: bool
) -> None:
    counts = statement_counts(TEXT, [GOLD], [Attribution(content=content, source=source)])
    assert counts.linked == (Counts(1, 0, 0) if linked else Counts(0, 1, 1))


def test_statement_without_a_source_wants_none() -> None:
    gold = Attribution(content=CONTENT)
    assert statement_counts(TEXT, [gold], [gold]).linked == Counts(1, 0, 0)
    assert statement_counts(TEXT, [gold], [GOLD]).linked == Counts(0, 1, 1)


def test_doubtful_statement_is_neither_wanted_nor_wrong() -> None:
    doubtful = Attribution(content=CONTENT, source=SOURCE, cue=CUE, doubtful=True)
    assert statement_counts(TEXT, [doubtful], [GOLD]) == StatementCounts()
    assert statement_counts(TEXT, [doubtful], []) == StatementCounts()
    elsewhere = Attribution(content=((0, 10),))
    assert statement_counts(TEXT, [doubtful], [elsewhere]).linked == Counts(0, 1, 0)


def test_one_output_links_to_one_statement() -> None:
    assert statement_counts(TEXT, [GOLD], [GOLD, GOLD]).linked == Counts(1, 1, 0)


def test_statement_counts_add_up() -> None:
    one = statement_counts(TEXT, [GOLD], [GOLD])
    both = one + statement_counts(TEXT, [GOLD], [])
    assert both.linked == Counts(1, 0, 1)
    assert both.content_tokens == Counts(6, 0, 6)
