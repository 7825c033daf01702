import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.brokenjson import parse
from tearsheet.article.metadata.declared import Declared
from tearsheet.article.metadata.jsonld import read_graph, sayings
from tearsheet.article.metadata.mainthing import main_thing
from tearsheet.page.block import Script
from tearsheet.page.place import Place

Declare = Callable[..., Declared]


def graph(text: str):  # type: ignore[no-untyped-def]
    return read_graph([Script("json-ld", text, Place("element"))])


def said(text: str, key: str) -> list[str]:
    read = graph(text)
    main = main_thing(read, [], [])
    return [saying.text for saying in sayings(main, key, graph=read)] if main else []


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "Ferry returns"}',
        '{"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": "Ferry returns",}',
        '// made by hand\n{"@type": "NewsArticle", /* the title */ "headline": "Ferry returns"}',
        '<!--{"@type": "NewsArticle", "headline": "Ferry returns"}-->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry returns"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Ferry\n returns"}',
        '{"@type": "NewsArticle", "headline": "Ferry\t\x01returns"}'.replace("\x01", " "),
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry returns&quot;}",
        '{"@type": "WebSite", "name": "Courier"}{"@type": "NewsArticle", "headline": "Ferry returns"}',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "headline": "Ferry returns"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Ferry returns"}}',
        '[[{"@type": "BlogPosting", "headline": {"@value": "Ferry returns"}}]];',
        '{"@type": "NewsArticle", "headline": "Ferry returns", "description": "cut off in the mid',
        '{"@type": "NewsArticle", "headline": "<em>Ferry</em> &amp;#32;returns"}',
    ],
)
def test_broken_and_nested_data_is_read(text: str) -> None:
    assert said(text, "headline") == ["Ferry returns"]


def test_the_pages_own_article_is_chosen_before_the_listed() -> None:
    text = """{"@type": "ItemList", "itemListElement": [
        {"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": "Another story"}}]}
        {"@type": "NewsArticle", "headline": "Ferry returns"}"""
    assert said(text, "headline") == ["Ferry returns"]


def test_address_and_title_name_the_article_among_equals() -> None:
    text = """[{"@type": "Article", "headline": "One", "url": "https://a.example/1"},
               {"@type": "Article", "headline": "Two", "url": "https://a.example/2"},
               {"@type": "Article", "headline": "Three", "url": "https://a.example/3"}]"""
    read = graph(text)
    by_address = main_thing(read, ["http://www.a.example/2/?utm=x"], [])
    by_title = main_thing(read, [], ["Three - The Courier"])
    assert by_address is not None
    assert by_address.value["headline"] == "Two"
    assert by_title is not None
    assert by_title.value["headline"] == "Three"


def test_an_organisation_is_not_what_the_page_is_about() -> None:
    assert main_thing(graph('{"@type": "Organization", "name": "Courier"}'), [], ["Courier"]) is None


def test_references_are_followed_and_pointers_lead_to_the_value() -> None:
    text = """{"@graph": [{"@type": "NewsArticle", "headline": "Ferry", "author": {"@id": "#ada"}},
                          {"@type": "Person", "@id": "#ada", "name": "Ada Marsh"}]}"""
    read = graph(text)
    main = main_thing(read, [], [])
    assert main is not None
    assert [s.text for s in sayings(main, "author", graph=read)] == ["Ada Marsh"]
    assert next(sayings(main, "headline")).place.pointer == "/@graph/0/headline"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            '{"@type": "Article", "https://schema.org/author": [{"http://schema.org/name": [{"@value": "Ada"}]}]}',
            ["Ada"],
        ),
        (
            '{"@type": "schema:Article", "schema:author": {"@type": "schema:Person", "schema:name": "Ada"}}',
            ["Ada"],
        ),
        ('{"@type": "Article", "Author": {"Name": "Ada Marsh"}}', ["Ada Marsh"]),
        ('{"@type": "Article", "author": {"@list": [{"name": "Ada Marsh"}, "Bo Lind"]}}', ["Ada Marsh", "Bo Lind"]),
        ('{"@type": "Article", "author": [[{"name": ["Ada Marsh", "Bo Lind"]}]]}', ["Ada Marsh", "Bo Lind"]),
        ('{"@type": "Article", "author": {"givenName": "Ada", "familyName": "Marsh"}}', ["Ada Marsh"]),
        ('{"@type": "Article", "author": {"name": "", "url": "https://a.example/ada"}}', ["https://a.example/ada"]),
        ('[{"@type": "Article", "author": "#ada"}, {"@id": "#ada", "name": "Ada Marsh"}]', ["Ada Marsh"]),
        (
            '[{"@type": "Article", "author": {"@id": "#a", "url": "/"}}, {"@id": "#a", "name": "Ada", "x": 1, "y": 2}]',
            ["Ada"],
        ),
    ],
    ids=range(9),
)
def test_a_property_is_found_however_it_is_spelled(text: str, names: list[str]) -> None:
    assert said(text, "author") == names


def test_the_object_behind_a_name_comes_with_it() -> None:
    text = """[{"@type": "Article", "author": [{"@id": "#ada"}, "Bo Lind"]},
               {"@type": "Person", "@id": "#ada", "name": {"@value": "Ada Marsh"}, "url": "/ada"}]"""
    read = graph(text)
    main = main_thing(read, [], [])
    assert main is not None
    ada, bo = sayings(main, "author", graph=read)
    assert ada.subject is not None
    assert ada.subject["url"] == "/ada"
    assert ada.place.pointer == "/1/name/@value"
    assert (bo.subject, bo.place.pointer) == (None, "/0/author/1")


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=6))
def test_references_in_circles_end(rows: list[tuple[int, bool]]) -> None:
    import json

    things = [
        {"@type": "Article", "@id": f"#{i}", "author": {"@id": f"#{to}"}, **({"name": f"#{to}"} if named else {})}
        for i, (to, named) in enumerate(rows)
    ]
    read = graph(json.dumps(things))
    for thing in read.things:
        assert len(list(sayings(thing, "author", graph=read))) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        '"' * 100_000,
        "/*" * 100_000,
        '{"@type": "Article", "headline": "' + 'x" ' * 60_000,
        "{" + '"@type" ' * 40_000,
        "[" + ",".join('{"@type": "Article"}' for _ in range(30_000)) + "]",
        "1" * 50_000,
        "\\" * 100_000,
        "{" * 500 + '"@type": "Article"',
    ],
    ids=range(11),
)
def test_hostile_data_costs_little(text: str) -> None:
    begin = time.process_time()
    graph(text)
    assert time.process_time() - begin < 4


@given(
    st.recursive(st.none() | st.text(max_size=8) | st.floats(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_json_is_read_as_it_is(value: object) -> None:
    import json

    text = json.dumps(value)
    assert text in ('""', "null") or repr(parse(text)) == repr(json.loads(text))


@given(st.text(alphabet='{}[]":,\\/*@type Article\n1', max_size=200))
def test_any_text_can_be_parsed(text: str) -> None:
    graph(text)
