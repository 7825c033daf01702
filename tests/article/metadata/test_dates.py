from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from tearsheet.article.metadata import Metadata

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
    assert sum(e.used for e in found.evidences["published"]) == 2


def test_published_and_updated_of_one_line_are_told_apart(metadata_of: Read) -> None:
    line = '<p class="dateline">Published: 3 May 2024 10:15 | Updated: 4 May 2024 12:00</p>'
    found = metadata_of(page("", line))
    assert found.published == datetime(2024, 5, 3, 10, 15)
    assert found.modified == datetime(2024, 5, 4, 12)


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
