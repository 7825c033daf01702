import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearsheet.article.article import Article
from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.capture import Capture
from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.html import read_html
from tearsheet.page.place import Elements, Place
from tearsheet.page.role import Role

FULL = """<html lang="en-GB"><head><title>Ferry returns | Lakeside Courier</title>
<meta property="og:title" content="Ferry returns"><meta property="og:site_name" content="Lakeside Courier">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry returns",
"articleSection": "Transport", "author": {"@type": "Person", "name": "Ada Marsh"},
"datePublished": "2024-05-03T10:00:00+01:00",
"dateModified": "2024-05-03T11:00:00+01:00", "keywords": ["Ferries", "Lakes"], "image": "https://img.example/f.jpg"}</script>
</head><body><p class="kicker">Lake traffic</p><h1>Ferry returns</h1>
<p class="standfirst">After a winter of repairs the ferry carries passengers again.</p>
<p>The first boat left the pier at seven in the morning with forty passengers.</p></body>"""


def test_every_field_says_where_it_was_found(metadata_of: Callable[..., Metadata]) -> None:
    found = metadata_of(FULL)
    for name in (
        "title",
        "kicker",
        "standfirst",
        "authors",
        "published",
        "modified",
        "language",
        "site_name",
        "section",
        "tags",
    ):
        pieces = found.evidences[name]
        assert getattr(found, name), name
        assert pieces[0].used, name
        assert pieces[0].field == name
        flags = [piece.used for piece in pieces]
        assert flags == sorted(flags, reverse=True), name
        assert str(pieces[0].place)
    assert set(found.evidences) <= set(Article.__dataclass_fields__)


def test_the_same_page_gives_the_same_record(metadata_of: Callable[..., Metadata]) -> None:
    assert metadata_of(FULL) == metadata_of(FULL)


def test_roles_are_believed(page_of: Callable[..., Page]) -> None:
    page = page_of("<p>First words</p><p>Real title here</p><p>The ferry carries passengers again today.</p>")
    roles = [Role.KICKER, Role.TITLE, Role.STANDFIRST]
    blocks = [replace(block, role=role) for block, role in zip(page.blocks, roles, strict=True)]
    found = find_metadata(page, blocks)
    assert (found.kicker, found.title, found.standfirst) == tuple(block.text for block in blocks)


def test_a_flat_capture_has_fields_as_well() -> None:
    lines = [
        "Ferry returns",
        "By Ada Marsh, 3 May 2024",
        "The ferry carries passengers again, the company said on Monday.",
    ]
    roles = [Role.TITLE, Role.BYLINE, Role.PARAGRAPH]
    text = "\n".join(lines)
    blocks = []
    start = 0
    for number, (line, role) in enumerate(zip(lines, roles, strict=True)):
        place = Place("span", start=start, end=start + len(line))
        blocks.append(Block(line, Kind.PARAGRAPH, place, block=number, role=role))
        start += len(line) + 1
    page = Page(Capture(text), tuple(blocks), Elements(), text=text)
    found = find_metadata(page, blocks)
    assert found.title == "Ferry returns"
    assert [author.name for author in found.authors] == ["Ada Marsh"]
    assert found.published is not None
    assert found.published.isoformat() == "2024-05-03T00:00:00"
    assert found.evidences["title"][0].place.start == 0


def test_a_past_deadline_stops_it(page_of: Callable[..., Page]) -> None:
    deadline = Deadline(Limits(seconds=1e-9), "test")
    page = page_of(FULL)
    with pytest.raises(LimitError):
        find_metadata(page, page.blocks, deadline)


MANY = 20_000
HOSTILE = {
    "metas": "<meta property=og:title content='x - y | z'>" * MANY,
    "keywords": f"<meta name=keywords content='{'a,' * 200_000}'>",
    "long title": f"<title>{'a - ' * 100_000}</title>",
    "headings": "<h1>a | b</h1>" * MANY,
    "times": "<time>3 May 2024</time>" * MANY,
    "authors": "<a rel=author href=/a>Ada Marsh</a>" * MANY,
    "byline": f"<h1>x</h1><p class=byline>By {'and ' * 30}{'A, ' * 40}</p>",
    "brackets": f"<title>{'&amp;' * 50_000}{'<' * 50_000}</title>",
    "digits": f"<h1>t</h1><p class=date>{'12.' * 70}</p><meta name=date content='{'1' * 200_000}'>",
    "graph": '<script type="application/ld+json">['
    + ",".join(f'{{"@type":"Article","@id":"#{n}","author":{{"@id":"#{n + 1}"}}}}' for n in range(5_000))
    + "]</script>",
    "circle": '<script type="application/ld+json">'
    '{"@type":"Article","@id":"#a","headline":"x","author":{"@id":"#a"}}</script>',
    "canonical": "<link rel=canonical href='http://[::bad'><meta property=og:url content='http://[::bad'>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_little(page_of: Callable[..., Page], name: str) -> None:
    page = page_of(HOSTILE[name] + "<p>The ferry across the lake carries passengers again.</p>")
    begin = time.process_time()
    find_metadata(page, page.blocks)
    assert time.process_time() - begin < 3


PIECES = st.sampled_from(
    [
        "<h1>", "</h1>", "<p class=byline>", "</p>", "<time datetime='", "'>", "<meta property='og:title' content='",
        "<title>", "</title>", '<script type="application/ld+json">',
        "</script>", '{"@type":', '"Article",', '"author":',
        "[", "]",
        "{", "}", "<html lang='", "By ", " and ", "3 May 2024 10:00 ", "2024-05-03", "\ud800", "\x00",
        "記者", "नाव",
        "<a rel=author href=x>",
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=30))
def test_any_page_gives_a_record(pieces: list[str]) -> None:
    html = "".join(pieces)
    limits = Limits()
    page = read_html(Capture(html, url="https://a.example/x"), html, limits, Deadline(limits, "test"))
    found = find_metadata(page, page.blocks)
    assert found == find_metadata(page, page.blocks)
