from collections.abc import Callable

from tearsheet.article.metadata.declared import Declared
from tearsheet.article.metadata.jsonld import read_graph, sayings
from tearsheet.article.metadata.mainthing import main_thing, twins
from tearsheet.page.block import Script
from tearsheet.page.place import Place

Declare = Callable[..., Declared]


def graph(text: str):  # type: ignore[no-untyped-def]
    return read_graph([Script("json-ld", text, Place("element"))])


def test_a_question_that_a_page_answers_besides_is_not_the_page() -> None:
    text = """{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "When does the ferry run?"},
        {"@type": "Question", "name": "What does it cost?"}]}"""
    assert main_thing(graph(text), [], ["Ferry tickets"]) is None
    asked = main_thing(graph(text), [], ["What does it cost?"])
    assert asked is not None
    assert asked.value["name"] == "What does it cost?"


def test_other_objects_about_the_same_article_are_its_twins() -> None:
    text = """[{"@type": "NewsArticle", "headline": "Ferry returns to the lake"},
        {"@type": "Article", "headline": "Ferry returns to the lake", "author": {"name": "Ada Marsh"}},
        {"@type": "BlogPosting", "headline": "Bridge closed for repair"},
        {"@type": "Article", "url": "https://a.example/ferry"}]"""
    read = graph(text)
    main = main_thing(read, ["https://a.example/ferry"], ["Ferry returns to the lake"])
    assert main is not None
    found = twins(read, main, ["https://www.a.example/ferry/"])
    assert [thing.place.pointer for thing in found] == ["/1", "/3"]
    assert twins(read, None, []) == ()


def test_what_a_twin_says_has_its_own_kind(declared_of: Declare) -> None:
    declared = declared_of(
        """<title>Ferry returns</title><script type="application/ld+json">[
        {"@type": "NewsArticle", "headline": "Ferry returns", "author": "Desk"},
        {"@type": "Article", "headline": "Ferry returns", "author": [{"name": "Ada Marsh"}]}]</script>"""
    )
    assert [(clue.kind, clue.text) for clue in declared.said("author")] == [("json-ld author", "Desk")]
    assert [(clue.kind, clue.text) for clue in declared.told("author")] == [("json-ld twin author", "Ada Marsh")]
    assert list(declared.told("author", among=("data state",))) == []


def test_addresses_in_other_escapes_are_the_same() -> None:
    text = """[{"@type": "Article", "headline": "B"},
        {"@type": "Article", "headline": "A", "url": "https://a.example/caf%C3%A9"}]"""
    main = main_thing(graph(text), ["https://a.example/café"], [])
    assert main is not None
    assert next(sayings(main, "headline")).text == "A"
