from datetime import UTC, datetime

from tearsheet import extract
from tearsheet.page.role import PageType
from tests.pages.others import FORUM, FORUM_POSTS, LIVE_BLOG, LIVE_ENTRIES


def test_posts_of_a_forum() -> None:
    article = extract(FORUM, url="https://shed.example/t/17")
    assert article.page_type is PageType.FORUM
    assert [entry.author for entry in article.entries] == [post[0] for post in FORUM_POSTS]
    assert [entry.published for entry in article.entries] == [datetime.fromisoformat(post[1]) for post in FORUM_POSTS]
    for number, post in enumerate(FORUM_POSTS):
        assert [block.text for block in article.body if block.entry == number] == [post[3]]


def test_entries_of_a_live_blog() -> None:
    article = extract(LIVE_BLOG, url="https://harbour.example/live")
    assert article.page_type is PageType.LIVE_BLOG
    assert [entry.title for entry in article.entries] == [entry[2] for entry in LIVE_ENTRIES]
    assert [entry.published for entry in article.entries] == [datetime.fromisoformat(e[0]) for e in LIVE_ENTRIES]
    for number, entry in enumerate(LIVE_ENTRIES):
        assert entry[3] in [block.text for block in article.body if block.entry == number]


def test_no_entry_is_later_than_the_capture() -> None:
    captured = datetime(2024, 5, 6, 5, 0, tzinfo=UTC)
    article = extract(LIVE_BLOG, url="https://harbour.example/live", captured=captured)
    late = [entry for entry in article.entries if entry.published is not None and entry.published > captured]
    assert late == []
    assert article.entries[-1].published == datetime.fromisoformat(LIVE_ENTRIES[-1][0])


def test_entries_know_their_place() -> None:
    article = extract(FORUM)
    places = [entry.place.selector for entry in article.entries if entry.place]
    assert len(set(places)) == len(FORUM_POSTS)
    for block in article.body:
        if block.entry is not None:
            place = article.entries[block.entry].place
            assert place is not None
            assert (block.place.selector or "").startswith(place.selector or "nothing")
