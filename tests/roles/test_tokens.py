from html import escape

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.page.block import Page
from tearsheet.roles.tokens import NAME_BUCKETS, WORD_BUCKETS, Tokens, read_tokens
from tests.pages.markup import damaged, nested, soup, text
from tests.pages.news import ALL, NEWS_EN, News, plain
from tests.pages.reading import html_page, text_page


def rows(tokens: Tokens) -> list[list[int]]:
    return [tokens.ids[a:b].tolist() for a, b in zip(tokens.starts, tokens.starts[1:], strict=False)]


def names(html: str) -> list[list[int]]:
    return rows(read_tokens(html_page(html))[0])


def words(*texts: str) -> list[list[int]]:
    return rows(read_tokens(html_page("".join(f"<p>{escape(line)}</p>" for line in texts)))[1])


def check(page: Page) -> None:
    for tokens, buckets in zip(read_tokens(page), (NAME_BUCKETS, WORD_BUCKETS), strict=True):
        assert tokens.ids.dtype == np.int32
        assert len(tokens.starts) == len(page.blocks) + 1
        assert tokens.starts[0] == 0
        assert tokens.starts[-1] == len(tokens.ids)
        assert (np.diff(tokens.starts) >= 0).all()
        assert not len(tokens.ids) or 0 <= tokens.ids.min() <= tokens.ids.max() < buckets


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_one_list_a_block_and_buckets_in_range(news: News) -> None:
    for page in (html_page(news.html), html_page(plain(news)), text_page("\n".join(news.paragraphs)), html_page("")):
        check(page)


@given(st.one_of(soup, nested, damaged(NEWS_EN.html)))
@settings(max_examples=80, deadline=None)
def test_any_page_has_tokens(html: str) -> None:
    check(html_page(html))
    check(text_page(html))


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_any_text_has_tokens(line: str) -> None:
    check(text_page(line))
    check(html_page(f"<p class='{escape(line)}'>{escape(line)}"))


def test_the_same_page_has_the_same_buckets() -> None:
    for one, other in zip(read_tokens(html_page(NEWS_EN.html)), read_tokens(html_page(NEWS_EN.html)), strict=True):
        assert one.ids.tobytes() == other.ids.tobytes()
        assert one.starts.tobytes() == other.starts.tobytes()


def test_buckets_are_those_of_the_weights() -> None:
    # Nothing else would tell that weights trained before a change of the hashing say nothing any more.
    assert (names("<p class=story>bridge"), words("bridge")) == (
        [[7998, 13204, 12984, 8774, 13374]],
        [[11325, 16701, 19389, 22077, 24765]],
    )


def test_buckets_are_spread() -> None:
    found = [words(f"w{number}")[0][0] for number in range(2000)]
    assert len(set(found)) > 1900
    assert max(found) > 0.9 * WORD_BUCKETS


@given(st.lists(text, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_tokens_do_not_depend_on_other_blocks(lines: list[str]) -> None:
    def page(parts: list[str]) -> Page:
        return html_page("<main class=story>" + "".join(f"<p class=c{len(line)}>{line}</p>" for line in parts))

    together = [rows(tokens) for tokens in read_tokens(page(lines))]
    alone = [[rows(tokens) for tokens in read_tokens(page([line]))] for line in lines]
    for way in (0, 1):
        assert together[way] == [block for one in alone for block in one[way]]


def test_names_are_told_apart_by_where_they_stand() -> None:
    on, above, far = (
        set(names(html)[0])
        for html in (
            "<div><div><p class=teaser>x</p></div></div>",
            "<div><div class=teaser><p>x</p></div></div>",
            "<div class=teaser><div><p>x</p></div></div>",
        )
    )
    bare = set(names("<div><div><p>x</p></div></div>")[0])
    assert bare < on
    assert bare < far
    assert far < above
    assert on - far != above - far
    assert far - bare <= on


def test_names_are_words_whatever_their_case_and_joints() -> None:
    wanted = names("<p class='story body'>x")
    assert names("<p class=story-body>x") == names("<p class=storyBody>x") == names("<p class=Story_Body>x") == wanted
    assert names("<p class=story id=body>x") == wanted
    assert names("<p class=storybody>x") != wanted


def test_names_of_the_document_do_not_tell() -> None:
    bare = names("<html><body><div><p>x</p></div></body></html>")
    assert names("<html class=js id=top><body class='single post-17'><div><p>x</p></div></body></html>") == bare
    assert names("<html><body><div class=single><p>x</p></div></body></html>") != bare


def test_tags_on_the_way_up_tell() -> None:
    assert names("<ul><li>x</ul>") != names("<ol><li>x</ol>")
    assert names("<p>x") != names("<div>x</div>")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("大桥重开", "重"),
        ("橋が開く", "が"),
        ("トラムカード", "ラ"),
        ("다리열림", "열"),
        ("the bridge opens", "bridge"),
    ],
)
def test_every_character_is_a_word_where_no_spaces_part_them(line: str, part: str) -> None:
    assert set(words(line)[0]) & set(words(part)[0])


def test_letters_of_a_word_are_no_words() -> None:
    assert not set(words("bridge")[0]) & set(words("r")[0])


@pytest.mark.parametrize("line", ["पुल खुला", "الجسر مفتوح", "הגשר פתוח", "สะพานเปิดแล้ว", "η γέφυρα", "мост открыт"])
def test_other_scripts_have_words(line: str) -> None:
    assert len(words(line)[0]) > 4
    assert words(line) != words(line[::-1])


def test_words_have_no_case() -> None:
    assert words("Мост ОТКРЫТ Again") == words("мост открыт again")


def test_order_and_ends_tell() -> None:
    first, other = words("all about the bridge"), words("the bridge all about")
    assert first != other
    long = [f"w{number}" for number in range(60)]
    middle = [*long[:30], "bridge", *long[31:]]
    assert words(" ".join(long)) == words(" ".join(middle))
    assert words(" ".join(long)) != words(" ".join([*long[:-1], "bridge"]))
    assert words(" ".join(long)) != words(" ".join(["bridge", *long[1:]]))


def test_few_words_are_told_as_a_whole() -> None:
    # The same first words and the same last one, but there is more of the one.
    assert set(words("terms of use")[0]) - set(words("terms of use and then some of the use")[0])


def test_a_block_without_text_has_no_words_and_a_flat_one_no_names() -> None:
    page = html_page("<p>x</p><img class=lead src=/a.jpg><p>…</p>")
    name_tokens, word_tokens = read_tokens(page)
    assert [len(row) > 0 for row in rows(word_tokens)] == [True, False, False]
    assert all(rows(name_tokens))
    assert rows(read_tokens(text_page("One.\n\nTwo."))[0]) == [[], []]
    for tokens in read_tokens(html_page("")):
        assert tokens.mean(np.ones((NAME_BUCKETS, 2), np.float32)).shape == (0, 2)


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(1, 4), st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_mean_is_that_of_a_plain_loop(counts: list[int], columns: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    table = random.normal(size=(16, columns)).astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    tokens = Tokens(random.integers(0, 16, int(starts[-1])).astype(np.int32), starts)
    got = tokens.mean(table)
    assert got.dtype == np.float32
    assert got.shape == (len(counts), columns)
    for row, count, begin in zip(got, counts, starts, strict=False):
        wanted = np.zeros(columns)
        for token in tokens.ids[begin : begin + count]:
            wanted += table[token]
        assert row == pytest.approx(wanted / max(count, 1) ** 0.5, abs=1e-5)


@given(
    st.lists(st.text(alphabet="abcΣςß.,'’ İ年کی", min_size=1, max_size=14), min_size=24, max_size=24),
    st.lists(st.text(alphabet="abcΣςß.,'’ İ年کی", min_size=1, max_size=14), min_size=8, max_size=8),
    st.integers(60, 1000),
)
@settings(max_examples=80, deadline=None)
def test_the_middle_of_a_long_text_tells_nothing(first: list[str], last: list[str], length: int) -> None:
    # Each of the words at both ends is whole, so that two texts with other words between them have the same tokens.
    begin, end = (" ".join(f"w{word}" for word in some) for some in (first, last))
    one, other = words(f"{begin} {'x' * length} {end}", f"{begin} {'y ' * (length // 2)} {end}")
    assert one == other
