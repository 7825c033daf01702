import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Page
from tearsheet.page.html import read_html

Read = Callable[[str], Page]


@pytest.fixture
def read() -> Read:
    def page(html: str) -> Page:
        limits = Limits()
        return read_html(Capture(html, url="https://a.example/x"), html, limits, Deadline(limits, "test"))

    return page


def said(page: Page) -> list[tuple[str, str, str | None]]:
    return [(one.syntax, one.name, one.value) for one in page.markup.properties]


@pytest.mark.parametrize(
    ("html", "value"),
    [
        ('<span itemprop="headline">Ferry <b>returns</b></span>', "Ferry returns"),
        ('<meta itemprop="headline" content="Ferry returns">', "Ferry returns"),
        ('<time itemprop="datePublished" datetime="2024-05-01">May 1</time>', "2024-05-01"),
        ('<a itemprop="url" href="/ferry">here</a>', "/ferry"),
        ('<a itemprop="author" href="/ada">Ada Marsh</a>', "Ada Marsh"),
        ('<img itemprop="image" src="a.jpg">', "a.jpg"),
        ('<link itemprop="mainEntityOfPage" href="https://a.example/x">', "https://a.example/x"),
        ('<data itemprop="position" value="7">seventh</data>', "7"),
    ],
)
def test_a_property_gives_its_text_or_the_attribute_that_stands_for_it(read: Read, html: str, value: str) -> None:
    page = read(f'<article itemscope itemtype="https://schema.org/NewsArticle">{html}</article>')
    assert [one[2] for one in said(page)] == [value]


def test_things_are_noted_with_their_types_and_names(read: Read) -> None:
    page = read(
        '<article itemscope itemtype="https://schema.org/NewsArticle" itemid="#one" itemref="a b">'
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Marsh</b></div>'
        '<p vocab="https://schema.org/" typeof="Article" resource="#two"><i property="schema:headline">Ferry</i></p>'
        "</article>"
    )
    assert [(s.syntax, s.types, s.identity, s.references) for s in page.markup.scopes] == [
        ("microdata", "https://schema.org/NewsArticle", "#one", ("a", "b")),
        ("microdata", "https://schema.org/Person", None, ()),
        ("rdfa", "Article", "#two", ()),
    ]
    assert said(page) == [
        ("microdata", "author", None),
        ("microdata", "name", "Ada Marsh"),
        ("rdfa", "headline", "Ferry"),
    ]


def test_microformats_are_read_where_a_root_names_them(read: Read) -> None:
    entry = '<h1 class="entry-title">Ferry</h1><abbr class="published" title="2024-05-01">May</abbr>'
    assert said(read(f'<div class="post hentry">{entry}</div>')) == [
        ("microformat", "headline", "Ferry"),
        ("microformat", "datePublished", "2024-05-01"),
    ]
    assert said(read(f'<div class="post">{entry}</div>')) == []


def test_places_lead_to_the_element(read: Read) -> None:
    page = read('<div itemscope><span itemprop="name">Ferry</span><meta itemprop="url" content="/x"></div>')
    assert [str(one.place) for one in page.markup.properties] == [
        "html > body > div:nth-child(1) > span:nth-child(1)",
        "html > body > div:nth-child(1) > meta:nth-child(2)[content]",
    ]


def test_properties_change_nothing_in_the_blocks(read: Read) -> None:
    plain = read("<div><p>One <b>two</b> three</p><p>Four</p></div>")
    marked = read(
        '<div itemscope class="hentry"><p itemprop="description">One <b itemprop="name" class="fn">two</b> three</p>'
        '<p property="x:y" typeof="Z">Four</p></div>'
    )
    assert [block.text for block in plain.blocks] == [block.text for block in marked.blocks]


def test_scripts_that_tell_something_on_their_way_are_kept(read: Read) -> None:
    page = read("<script>init(); page.author = 'Ada Marsh';</script><script>var a = 1; start();</script>")
    assert [script.text for script in page.markup.data] == ["init(); page.author = 'Ada Marsh';"]
    assert page.markup.scripts == ()


@pytest.mark.parametrize(
    "html",
    [
        "<div itemscope itemprop=author>" * 20_000,
        "<b itemprop=name>" * 20_000,
        '<i class="hentry author fn">x' * 20_000,
        '<div itemscope itemref="' + "a " * 50_000 + '">',
        '<div itemprop="' + "name " * 50_000 + '">x</div>',
    ],
    ids=range(5),
)
def test_hostile_markup_costs_little(read: Read, html: str) -> None:
    begin = time.process_time()
    page = read(html)
    assert time.process_time() - begin < 4
    assert len(page.markup.scopes) + len(page.markup.properties) <= 20_010


@given(
    st.lists(
        st.sampled_from(
            [
                "<div itemscope>",
                "<p itemprop=name>",
                "<a property=author typeof=Person>",
                "<i class='hentry fn'>",
                "x",
                "</div>",
                "</p>",
                "</a>",
                "</i>",
            ]
        ),
        max_size=40,
    )
)
def test_any_nesting_can_be_read(parts: list[str]) -> None:
    html = "".join(parts)
    limits = Limits()
    page = read_html(Capture(html), html, limits, Deadline(limits, "test"))
    elements = [one.place.element for one in page.markup.properties]
    assert elements == sorted(elements)
    assert all(0 <= element < len(page.elements) for element in elements)
