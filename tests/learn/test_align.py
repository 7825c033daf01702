import time

from hypothesis import given, settings
from hypothesis import strategies as st

from learn.align import align, tokens

words = st.lists(st.sampled_from("the bridge is open again and trams cross river 大 桥 重 开".split()), max_size=60)


def test_tokens_of_several_scripts() -> None:
    assert tokens("The Bridge, 大桥重开! Мост-2 سد") == ["the", "bridge", "大", "桥", "重", "开", "мост", "2", "سد"]


def test_body_between_furniture_is_found() -> None:
    body = "the first tram rolled over the iron bridge at five and nobody on the quay minded".split()
    page = "home sport weather bridge".split() + body + "share this the bridge terms of use".split()
    assert align(page, body) == [False] * 4 + [True] * len(body) + [False] * 7


def test_menu_entry_that_repeats_a_word_is_not_content() -> None:
    body = "heavy lorries stay banned as the council said in its long letter on the bridge".split()
    page = ["bridge", "council", *body, "council"]
    assert align(page, body) == [False, False] + [True] * len(body) + [False]


def test_small_differences_do_not_break_a_run() -> None:
    gold = "one two three four five six seven eight nine ten eleven twelve".split()
    page = [*gold[:6], "extra", *gold[6:]]
    assert align(page, gold) == [True] * 6 + [False] + [True] * 6


def test_nothing_against_nothing() -> None:
    assert align([], []) == []
    assert align(["a"], []) == [False]
    assert align([], ["a"]) == []


@given(words, words)
@settings(deadline=None)
def test_marked_words_are_a_common_subsequence(page: list[str], gold: list[str]) -> None:
    matched = align(page, gold)
    assert len(matched) == len(page)
    rest = iter(gold)
    assert all(word in rest for word, flag in zip(page, matched, strict=True) if flag)


@given(words)
@settings(deadline=None)
def test_distinct_text_matches_itself_whole(page: list[str]) -> None:
    distinct = [f"{word}{number}" for number, word in enumerate(page)]
    assert all(align(distinct, distinct))


def test_repetitive_pages_are_aligned_soon() -> None:
    start = time.process_time()
    align(["the", "bridge"] * 20_000, ["the", "bridge"] * 20_000)
    align([f"w{n % 500}" for n in range(40_000)], [f"w{n % 500}" for n in range(20_000)])
    assert time.process_time() - start < 5
