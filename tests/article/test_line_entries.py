"""Posts and entries of flat captures: who, when, what and where."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet import extract
from tearsheet.page.role import PageType, Role
from tests.pages.flat import FLAT_DE, FLAT_FR
from tests.pages.threads import FLAT_LIVE_BLOG, FLAT_THREADS, FLAT_TICKER_DE, FlatThread

CAPTURED = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("thread", FLAT_THREADS.values(), ids=FLAT_THREADS)
def test_posts_of_a_thread(thread: FlatThread) -> None:
    article = extract(thread.text, captured=CAPTURED)
    assert article.page_type is PageType.FORUM
    assert [entry.author for entry in article.entries] == [author for author, _, _ in thread.posts]
    told = [entry.published for entry in article.entries]
    assert told == [datetime.fromisoformat(when) for _, when, _ in thread.posts]
    for number, (_, _, begins) in enumerate(thread.posts):
        place = article.entries[number].place
        assert place is not None
        assert place.kind == "span"
        assert begins in thread.text[place.start : place.end]
        blocks = [block for block in (*article.body, *article.left_out) if block.text.startswith(begins)]
        assert [block.entry for block in blocks] == [number]
    places = [entry.place for entry in article.entries if entry.place is not None]
    assert all(one.end <= other.start for one, other in pairwise(places))  # type: ignore[operator]


@pytest.mark.parametrize("thread", FLAT_THREADS.values(), ids=FLAT_THREADS)
def test_heads_of_posts_are_no_text(thread: FlatThread) -> None:
    article = extract(thread.text, captured=CAPTURED)
    body = [block.text for block in article.body]
    assert not {author for author, _, _ in thread.posts} & set(body)
    assert any(block.role in (Role.DATELINE, Role.BYLINE) for block in article.left_out)


def test_a_live_blog() -> None:
    article = extract(FLAT_LIVE_BLOG, captured=CAPTURED)
    assert article.page_type is PageType.LIVE_BLOG
    assert [entry.published for entry in article.entries] == [
        datetime(2024, 5, 6, 11, 20),
        datetime(2024, 5, 6, 9, 45),
        datetime(2024, 5, 6, 6, 2),
        datetime(2024, 5, 6, 5, 15),
        datetime(2024, 5, 5, 23, 50),
    ]
    texts = [[block.text for block in article.body if block.entry == number] for number in range(5)]
    assert any("swan" in text for text in texts[1])
    assert not any("swan" in text for number in (0, 2, 3, 4) for text in texts[number])


def test_a_ticker_with_the_time_before_the_text() -> None:
    article = extract(FLAT_TICKER_DE, captured=CAPTURED)
    assert article.page_type is PageType.LIVE_BLOG
    clocks = [entry.published.strftime("%d %H:%M") for entry in article.entries if entry.published]
    assert clocks == ["06 11:20", "06 09:45", "06 06:02", "06 05:15"]
    place = article.entries[1].place
    assert place is not None
    assert FLAT_TICKER_DE[place.start : place.end].startswith("09.45 Uhr: Die zweite Bahn")


def test_how_long_ago_is_reckoned_from_the_capture() -> None:
    thread = FLAT_THREADS["spanish, heads on one line"].text
    text = thread.replace("2 de marzo de 2024, 09:12", "hace 3 días").replace(
        "2 de marzo de 2024, 10:40", "hace 2 días"
    )
    article = extract(text, captured=CAPTURED)
    assert [entry.author for entry in article.entries][:2] == ["cordelero", "Manitas_Bill"]
    assert [entry.published and entry.published.date().isoformat() for entry in article.entries][:2] == [
        "2024-05-03",
        "2024-05-04",
    ]
    assert extract(text).entries[0].published is None


def test_no_entry_is_later_than_the_capture() -> None:
    thread = FLAT_THREADS["german"].text
    article = extract(thread, captured=datetime(2024, 3, 2, 12, 0))
    assert [entry.published is None for entry in article.entries] == [False, False, True]


def test_the_address_tells_of_a_thread_where_lines_do_not() -> None:
    text = (
        "Old ferry engine does not start\nI have an old ferry engine in my shed and it will not start after the winter."
    )
    assert extract(text, url="https://shed.example/forum/threads/17").page_type is PageType.FORUM
    assert extract(text, url="https://shed.example/2024/engine.html").page_type is PageType.ARTICLE


@pytest.mark.parametrize("page", [FLAT_FR, FLAT_DE], ids=["fr", "de"])
def test_news_has_no_entries(page: object) -> None:
    article = extract(page.text)  # type: ignore[attr-defined]
    assert article.page_type is PageType.ARTICLE
    assert article.entries == ()


def test_readers_comments_below_a_story_make_no_thread() -> None:
    story = "\n".join(FLAT_DE.paragraphs)
    comments = "\n".join(
        f"{name}\nAntworten\n{day}. März 2024, 10:0{day}\nDas sehe ich anders, die Brücke war schon immer zu schmal."
        for day, name in enumerate(("Anna_B", "uferkind", "Rolf K", "Anna_B"), 1)
    )
    article = extract(f"{FLAT_DE.title}\nVon Lena Ufer\n1. März 2024\n{story}\nKommentare\n{comments}\n")
    assert article.page_type is PageType.ARTICLE


LINES = st.sampled_from(
    [
        "#1",
        "2 March 2024",
        "Reply",
        "ropewalker",
        "14:32",
        "5 minutes ago",
        "Joined",
        "",
        "A line that says something.",
        "3",
    ]
)


@given(
    st.lists(
        st.one_of(LINES, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)),
        max_size=60,
    )
)
def test_any_lines_are_read(lines: list[str]) -> None:
    text = "\n".join(lines)
    if text.strip():
        for entry in extract(text, media="text/plain", captured=CAPTURED).entries:
            assert entry.place is not None
            assert 0 <= entry.place.start <= entry.place.end <= len(text)  # type: ignore[operator]
