import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.attributes import read_attributes
from tearsheet.article.metadata.declared import Declared
from tearsheet.page.block import Markup
from tearsheet.page.place import Elements, Place
from tearsheet.page.structured import Property, Scope

Declare = Callable[..., Declared]
HEAD = "<title>Ferry returns to the lake</title>"
NEWS = 'itemscope itemtype="https://schema.org/NewsArticle"'


def told(declared: Declared, *keys: str, among: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(clue.kind, clue.text) for clue in declared.told(*keys, among=among)]


def test_the_author_of_microdata_is_the_name_of_the_person_inside(declared_of: Declare) -> None:
    declared = declared_of(
        HEAD + f"<article {NEWS}><h1 itemprop=headline>Ferry returns to the lake</h1>"
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Marsh</b>'
        '<i itemprop="jobTitle">Reporter</i></div>'
        '<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">'
        '<meta itemprop="name" content="Courier"></div></article>'
    )
    assert told(declared, "headline", "author", "publisher") == [
        ("microdata article headline", "Ferry returns to the lake"),
        ("microdata article author", "Ada Marsh"),
        ("microdata article publisher", "Courier"),
    ]
    clue = declared.told("author")[0]
    assert clue.source == "microdata"
    assert clue.subject is not None
    assert clue.subject["jobTitle"] == ["Reporter"]
    assert str(clue.place) == "html > body > article:nth-child(1) > div:nth-child(2) > b:nth-child(1)"


def test_properties_elsewhere_are_found_by_reference(declared_of: Declare) -> None:
    declared = declared_of(
        HEAD + f'<article {NEWS} itemref="by when"><h1 itemprop=headline>Ferry returns to the lake</h1></article>'
        '<p id="by">By <b itemprop="author">Ada Marsh</b></p><p id="when" itemprop="datePublished">2024-05-01</p>'
        "<p><b itemprop='author'>Somebody Else</b></p>"
    )
    assert told(declared, "author", "datePublished") == [
        ("microdata article author", "Ada Marsh"),
        ("microdata article datePublished", "2024-05-01"),
    ]


def test_rdfa_with_a_vocabulary_or_prefixes(declared_of: Declare) -> None:
    for start, prefix in (('vocab="https://schema.org/" typeof="NewsArticle"', ""), ('typeof="s:NewsArticle"', "s:")):
        declared = declared_of(
            HEAD + f'<div prefix="s: https://schema.org/" {start}><h1 property="{prefix}headline">Ferry returns to the '
            f'lake</h1><span property="{prefix}author" typeof="Person"><i property="{prefix}name">Ada Marsh</i></span>'
            f'<a property="{prefix}url" href="https://a.example/x">x</a></div>'
        )
        assert told(declared, "headline", "author", "url") == [
            ("rdfa article headline", "Ferry returns to the lake"),
            ("rdfa article author", "Ada Marsh"),
            ("rdfa article url", "https://a.example/x"),
        ]


def test_an_entry_of_a_microformat(declared_of: Declare) -> None:
    declared = declared_of(
        HEAD + '<div class="hentry"><h1 class="entry-title">Ferry returns to the lake</h1>'
        '<span class="author vcard">By <a class="url fn" href="/ada">Ada Marsh</a></span>'
        '<time class="published" datetime="2024-05-01T10:00Z">May</time></div>'
    )
    assert told(declared, "headline", "author", "datePublished") == [
        ("microformat article headline", "Ferry returns to the lake"),
        ("microformat article author", "Ada Marsh"),
        ("microformat article datePublished", "2024-05-01T10:00Z"),
    ]


def test_the_pages_own_thing_is_chosen_among_teasers(declared_of: Declare) -> None:
    teaser = f"<div {NEWS}><b itemprop=headline>Bridge closed for repair</b><i itemprop=author>Else</i></div>"
    own = f"<article {NEWS}><h1 itemprop=headline>Ferry returns to the lake</h1><i itemprop=author>Ada Marsh</i>"
    declared = declared_of(HEAD + f"<aside>{teaser}</aside>{teaser}{own}</article>{teaser}")
    assert told(declared, "author") == [("microdata article author", "Ada Marsh")]


def test_a_comment_is_not_the_article(declared_of: Declare) -> None:
    declared = declared_of(
        HEAD + f"<article {NEWS}><h1 itemprop=headline>Ferry returns to the lake</h1><div itemprop=comment itemscope "
        "itemtype='https://schema.org/Comment'><i itemprop=author>Troll</i></div></article>"
    )
    assert told(declared, "author") == []


@given(
    st.lists(
        st.tuples(st.integers(-1, 30), st.booleans(), st.booleans(), st.sampled_from(["", "a", "a b"])), max_size=30
    )
)
def test_any_tree_with_any_references_is_read(rows: list[tuple[int, bool, bool, str]]) -> None:
    elements = Elements()
    scopes, properties = [], []
    for i, (parent, scope, inner, references) in enumerate(rows):
        elements.add("div", min(parent, i - 1), 1, "x a" if inner else "b")
        if scope:
            scopes.append(Scope(i, "microdata", "https://schema.org/Article", None, tuple(references.split())))
        properties.append(Property("microdata", "name", None if scope else "text", Place("element", elements, i)))
    graphs = read_attributes(Markup(scopes=tuple(scopes), properties=tuple(properties)), elements)
    assert sum(len(graph.things) for graph in graphs.values()) == len(scopes)


def test_references_in_circles_end(declared_of: Declare) -> None:
    names = " ".join(f"i{n}" for n in range(20))
    things = "".join(
        f'<div id="i{n}"><p itemprop="author" itemscope itemref="{names}" itemtype="https://schema.org/Article">x</p></div>'
        for n in range(20)
    )
    begin = time.process_time()
    declared_of(HEAD + things)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("depth", [200, 3_000])
def test_deep_nesting_costs_little(declared_of: Declare, depth: int) -> None:
    begin = time.process_time()
    declared_of("<div itemscope itemprop=author itemtype='https://schema.org/Article'>" * depth + "x")
    assert time.process_time() - begin < 4
