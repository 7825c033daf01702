from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.article.metadata.date_clues import gather_dates
from tearsheet.article.metadata.declared import Declared
from tearsheet.page.block import Page
from tearsheet.page.role import PageType, Role

Read = Callable[..., Metadata]
HEAD = "<html lang=en-GB><head><title>Ferry returns</title>{}</head><body><h1>Ferry returns</h1>{}"


def page(head: str = "", body: str = "") -> str:
    return HEAD.format(head, body + "<p>The ferry across the lake carries passengers again, the company said.</p>")


def script(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def test_the_raw_string_and_its_place_are_kept(metadata_of: Read) -> None:
    data = '{"@type": "NewsArticle", "headline": "Ferry returns", "datePublished": "2024-05-03T10:00:00+0200"}'
    found = metadata_of(page(script(data)))
    assert found.published == datetime(2024, 5, 3, 10, tzinfo=timezone(timedelta(hours=2)))
    assert found.published_raw == "2024-05-03T10:00:00+0200"
    evidence = found.evidences["published"][0]
    assert evidence.used
    assert evidence.place.pointer == "/datePublished"
    assert evidence.source == "json-ld"


def test_nothing_is_later_than_the_capture(metadata_of: Read) -> None:
    meta = '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'
    visible = '<p class="date">3 May 2024</p>'
    found = metadata_of(page(meta, visible))
    assert found.published == datetime(2024, 5, 3)
    assert metadata_of(page(meta)).published is None
    assert [e.raw for e in metadata_of(page(meta)).evidences["published"]] == ["2031-01-01T00:00:00Z"]


def test_without_a_capture_time_no_clock_is_asked(metadata_of: Read) -> None:
    meta = '<meta property="article:published_time" content="2090-01-01T00:00:00Z">'
    assert metadata_of(page(meta), captured=None).published == datetime(2090, 1, 1, tzinfo=UTC)


def test_a_visible_time_completes_a_bare_day(metadata_of: Read) -> None:
    meta = '<meta name="date" content="2024-05-03">'
    found = metadata_of(page(meta, '<p class="dateline">3 May 2024, 10:15 BST</p>'))
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=timezone(timedelta(hours=1)))
    assert "visible" in {e.source for e in found.evidences["published"] if e.used}


def test_published_and_updated_of_one_line_are_told_apart(metadata_of: Read) -> None:
    line = '<p class="dateline">Published: 3 May 2024 10:15 UTC | Updated: 4 May 2024 12:00 UTC</p>'
    found = metadata_of(page("", line))
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=UTC)
    assert found.modified == datetime(2024, 5, 4, 12, tzinfo=UTC)


def test_a_german_line_too(metadata_of: Read) -> None:
    line = '<p class="datum">Veröffentlicht am 3.5.2024, 10.15 Uhr MESZ, aktualisiert am 4.5.2024 um 12:00 Uhr</p>'
    found = metadata_of(page("", line))
    assert found.published == datetime(2024, 5, 3, 10, 15, tzinfo=timezone(timedelta(hours=2)))
    assert found.modified is not None
    assert found.modified.day == 4


def test_a_change_before_publication_is_none(metadata_of: Read) -> None:
    data = '{"@type": "Article", "datePublished": "2024-05-03T10:00:00Z", "dateModified": "2024-05-02T10:00:00Z"}'
    found = metadata_of(page(script(data)))
    assert found.published is not None
    assert found.modified is None
    assert found.modified_raw is None


def test_a_time_element_gives_its_machine_form(metadata_of: Read) -> None:
    line = '<p class="meta">By Ada Marsh, <time datetime="2024-05-03T09:15:00+01:00">3 May, 9.15am</time> 2024</p>'
    found = metadata_of(page("", line))
    assert found.published == datetime(2024, 5, 3, 9, 15, tzinfo=timezone(timedelta(hours=1)))


def test_other_dates_are_not_publication(metadata_of: Read) -> None:
    metas = '<meta name="expires" content="2024-05-09"><meta property="event:start_time" content="2024-05-01">'
    body = (
        "<footer><p>© 2019 Lakeside Courier, 1 May 2019</p></footer><div class=comments><time>2 May 2024</time></div>"
    )
    assert metadata_of(page(metas, body)).published is None


def test_dates_of_a_list_of_teasers_are_not_the_pages(metadata_of: Read) -> None:
    teasers = "".join(f"<p class=date>{day} May 2024</p>" for day in range(1, 6))
    assert metadata_of(page("", teasers)).published is None


def test_the_address_is_weak_evidence(metadata_of: Read) -> None:
    url = "https://lakesidecourier.example/2024/05/03/ferry"
    article = '<meta property="og:type" content="article">'
    assert metadata_of(page(article), url=url).published == datetime(2024, 5, 3)
    stated = article + '<meta property="article:published_time" content="2024-05-02T08:00:00Z">'
    assert metadata_of(page(stated), url=url).published == datetime(2024, 5, 2, 8, tzinfo=UTC)


def test_a_line_by_the_title_counts_though_a_list_of_stories_follows(metadata_of: Read) -> None:
    cards = "".join(f"<div class=card><p class=when>{day} May 2024</p></div>" for day in range(10, 15))
    found = metadata_of(page("", '<p class="posted">3 May 2024</p><p>Text of the story itself.</p>' + cards))
    assert found.published == datetime(2024, 5, 3)


def test_a_change_alone_stands_for_the_publication_and_says_so(metadata_of: Read) -> None:
    found = metadata_of(page("", '<p class="dateline">Updated on 3 May 2024</p>'))
    assert found.published == found.modified == datetime(2024, 5, 3)
    assert found.published_assumed == ("change",)
    assert found.modified_assumed == ()


def test_a_line_without_words_that_gives_the_declared_change_is_one(metadata_of: Read) -> None:
    data = (
        '{"@type": "Article", "datePublished": "2023-02-01T08:00:00Z", "dateModified": "2024-05-03T09:00:00Z",'
        ' "headline": "Ferry returns"}'
    )
    found = metadata_of(page(script(data), '<p class="date">3 May 2024</p>'))
    assert found.published == datetime(2023, 2, 1, 8, tzinfo=UTC)


def test_a_day_by_the_title_before_the_declared_one_is_the_first(metadata_of: Read) -> None:
    data = '{"@type": "Article", "headline": "Ferry returns", "datePublished": "2024-04-20"}'
    assert metadata_of(page(script(data), '<p class="date">3 May 2019</p>')).published == datetime(2019, 5, 3)


def test_the_zone_of_the_publisher_is_kept_where_the_same_instant_is_given_in_two(metadata_of: Read) -> None:
    meta = '<meta property="article:published_time" content="2024-05-04T02:05:00+00:00">'
    line = '<p class="date"><time datetime="2024-05-03T19:05:00-07:00">3 May</time></p>'
    found = metadata_of(page(meta, line))
    assert found.published is not None
    assert found.published.isoformat() == "2024-05-03T19:05:00-07:00"


def test_the_order_of_numeric_dates_is_asked_of_the_page(metadata_of: Read) -> None:
    line = '<p class="date">05/03/2024</p>'
    other = '<div class="related"><p>Boat stuck</p><p>05/28/2024</p></div>'
    assert metadata_of(page("", line)).published == datetime(2024, 3, 5)
    assert metadata_of(page("", line + other)).published == datetime(2024, 5, 3)


def test_a_stretch_of_days_is_no_publication(metadata_of: Read) -> None:
    assert metadata_of(page("", '<p class="date">3 May 2024 - 9 May 2024</p>')).published is None


def test_a_page_without_an_article_has_a_day_only_when_much_speaks_for_it(page_of: Callable[..., Page]) -> None:
    line = page("", '<p class="date">3 May 2024</p>')
    read = page_of(line)
    assert find_metadata(read, read.blocks, page_type=PageType.ARTICLE).published == datetime(2024, 5, 3)
    assert find_metadata(read, read.blocks, page_type=PageType.PRODUCT).published is None


def test_a_thread_is_published_with_its_first_post(page_of: Callable[..., Page]) -> None:
    posts = "".join(
        f"<div class=post><p class=when>Posted {day} May 2024, 10:00</p><p>A post of the thread.</p></div>"
        for day in range(3, 9)
    )
    read = page_of(page("", posts))
    assert find_metadata(read, read.blocks, page_type=PageType.FORUM).published == datetime(2024, 5, 3, 10)


def test_the_month_of_an_address_has_two_digits_where_it_can(metadata_of: Read) -> None:
    url = "https://lakesidecourier.example/2023/12/18/ferry"
    assert metadata_of(page(), url=url).published == datetime(2023, 12, 18)


def test_every_clue_is_gathered_with_its_kind_and_what_was_read(declared_of: Callable[..., Declared]) -> None:
    head = (
        '<meta property="article:published_time" content="2024-05-03T08:00:00Z"><meta name="issued_at" content="soon">'
    )
    declared = declared_of(page(head, '<p class="date">3 May 2024</p>'))
    title = next(block for block in declared.blocks if block.level == 1)
    found = {one.clue.kind: one.stamp for one in gather_dates(declared, "en", title).published}
    assert set(found) == {"meta article:published_time", "meta published by its name", "visible plain by the title"}
    assert found["meta published by its name"] is None


def test_the_zone_of_the_publisher_is_a_marked_guess(metadata_of: Read) -> None:
    line = '<p class="dateline">3. Juli 2023, 10:15 Uhr</p>'
    assert metadata_of(page("", line.replace(", 10:15 Uhr", "")), url="https://a.example.de/b").published_assumed == ()
    found = metadata_of(page("", line), url="https://www.seekurier.de/faehre")
    assert found.published == datetime(2023, 7, 3, 10, 15, tzinfo=timezone(timedelta(hours=2)))
    assert found.published_assumed == ("zone",)
    assert [(e.value, e.raw) for e in found.evidences["published"] if e.source == "assumed"] == [("UTC+02:00", "de")]


def test_the_zone_of_another_instant_of_the_page_is_the_better_guess(metadata_of: Read) -> None:
    data = (
        '{"@type": "Article", "headline": "Ferry returns", "datePublished": "2024-05-03T10:00:00",'
        ' "dateModified": "2024-05-04T11:00:00-03:00"}'
    )
    found = metadata_of(page(script(data)))
    assert found.published is not None
    assert found.published.isoformat() == "2024-05-03T10:00:00-03:00"
    assert found.published_assumed == ("zone",)


def test_what_is_reckoned_from_the_capture_is_marked(metadata_of: Read) -> None:
    hours = metadata_of(page("", "<p class=dateline>3 hours ago</p>"))
    assert hours.published == datetime(2024, 6, 1, 9, tzinfo=UTC)
    assert hours.published_raw == "3 hours ago"
    assert hours.published_assumed == ("relative",)
    year = metadata_of(page("", "<p class=dateline>3 July</p>"))
    assert year.published == datetime(2023, 7, 3)
    assert year.published_assumed == ("year",)
    assert metadata_of(page("", "<p class=dateline>3 hours ago</p>"), captured=None).published is None
    assert metadata_of(page("", "<p class=dateline>3 July</p>"), captured=None).published is None


def test_a_comment_of_some_hours_ago_is_none(metadata_of: Read) -> None:
    assert metadata_of(page("", "<p>Last comment 3 hours ago</p>")).published is None


def test_a_line_that_says_published_dates_any_page(page_of: Callable[..., Page]) -> None:
    read = page_of(page("", "<p class=date>Publié le 3 mai 2024</p>"))
    assert find_metadata(read, read.blocks, page_type=PageType.LISTING).published == datetime(2024, 5, 3)


def test_a_short_line_by_the_title_may_be_reckoned_whatever_its_role(page_of: Callable[..., Page]) -> None:
    read = page_of(page("", "<p>2 hours ago</p>"))
    blocks = [replace(b, role=Role.NAVIGATION) if b.text == "2 hours ago" else b for b in read.blocks]
    assert find_metadata(read, blocks).published == datetime(2024, 6, 1, 10, tzinfo=UTC)
