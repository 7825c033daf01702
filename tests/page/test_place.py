import json
from collections import Counter

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from tearsheet.page.block import Block, Kind
from tearsheet.page.place import Elements, Place
from tests.pages.markup import damaged, nested, soup
from tests.pages.news import ENGLISH, RUSSIAN
from tests.pages.reading import html_page

_ADDED = str.maketrans("", "", "\u00ad\u200b\ufeff\u2060")


def said(block: Block) -> str:
    """What a Block says, without what the reader of tables puts between cells."""
    if block.kind is not Kind.TABLE:
        return block.text
    return " ".join(block.text.replace(" | ", " ").split())


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short if not character.isspace())


def check_places(html: str) -> None:
    page = html_page(html, "https://harbour.example/a/b")
    document = LexborHTMLParser(html)
    for block in page.blocks:
        found = document.css(block.place.selector or "")
        assert len(found) == 1, (block.place.selector, len(found))
        node = found[0]
        inside = (node.text(deep=True) or "").translate(_ADDED)
        alternatives = "".join(n.attributes.get("alttext") or "" for n in node.css("math"))
        if not alternatives:
            assert is_subsequence(said(block), inside), (block.text, inside)
        assert node.tag == page.elements.tag[block.element]
        ends = [(mark.start, mark.end) for mark in block.marks]
        assert all(0 <= start < end <= len(block.text) for start, end in ends)
        assert ends == sorted(ends, key=lambda span: (span[0], -span[1]))
        assert block.text == block.text.strip() or block.kind in (Kind.CODE, Kind.TABLE)
        assert block.text or block.kind is Kind.IMAGE
    selectors = Counter(block.place.selector for block in page.blocks if block.kind is Kind.TABLE)
    assert all(times == 1 for times in selectors.values())


@given(nested)
@settings(max_examples=150, deadline=None)
def test_selectors_find_their_element_in_nested_markup(html: str) -> None:
    check_places(html)


@given(soup)
@settings(max_examples=200, deadline=None)
def test_selectors_find_their_element_in_tag_soup(html: str) -> None:
    check_places(html)


@given(damaged(ENGLISH))
@settings(max_examples=40, deadline=None)
def test_selectors_find_their_element_in_damaged_pages(html: str) -> None:
    check_places(html)


@pytest.mark.parametrize("html", [ENGLISH, RUSSIAN])
def test_selectors_find_their_element_in_pages(html: str) -> None:
    check_places(html)


def visible(html: str) -> str:
    """Characters of all text nodes that a reader sees, in document order, white space left out."""
    hidden = set(
        "style template svg canvas object embed applet iframe audio video map select datalist textarea progress meter "
        "rp rt noembed title script".split()
    )
    parts: list[str] = []
    root = LexborHTMLParser(html).root
    todo = [root] if root is not None else []
    while todo:
        node = todo.pop()
        if node.tag == "-text":
            parts.append(node.text_content or "")
        elif node.tag not in hidden:
            children = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            todo.extend(reversed(children))
    return "".join("".join(parts).translate(_ADDED).split())


def check_text(html: str) -> None:
    page = html_page(html)
    read = "".join("".join(said(block).split()) for block in page.blocks)
    assert read == visible(html)


@given(nested.filter(lambda html: "<math" not in html and "<head" not in html))
@settings(max_examples=150, deadline=None)
def test_no_text_is_lost_or_moved_in_nested_markup(html: str) -> None:
    check_text(html)


@given(soup.filter(lambda html: "<math" not in html and "<img" not in html))
@settings(max_examples=200, deadline=None)
def test_no_text_is_lost_or_moved_in_tag_soup(html: str) -> None:
    check_text(html)


def test_selector_of_elements_with_odd_names() -> None:
    html = "<div><o:p>one</o:p><p>two</p></div><svg></svg><my.el>three<p>four</p></my.el>"
    check_places(html)
    assert [block.place.selector for block in html_page(html).blocks][1:2] == [
        "html > body > div:nth-child(1) > p:nth-child(2)"
    ]


def test_steps_of_many_elements_are_those_of_each() -> None:
    for odd in ("", "<?note?>"):
        elements = html_page(
            f"<div>{odd}<o:p>one</o:p><p>two <b>x</b></p></div><svg></svg><my.el>three</my.el>"
        ).elements
        assert elements.steps(range(len(elements))) == [elements.step(index) for index in range(len(elements))]


def test_selector_counts_elements_alone() -> None:
    html = "<body>text<!-- c --><p>a</p>more<script>1</script><p>b</p>"
    check_places(html)


def test_selector_in_spite_of_processing_instructions() -> None:
    html = "<body><h1>a</h1><?xml:namespace prefix = o ns = 'x' /><p>b</p><div><p>c</p></div><p>d <i>e</i></p>"
    check_places(html)


def test_place_in_plain_values() -> None:
    elements = Elements()
    root = elements.add("html", -1, 1)
    body = elements.add("body", root, 2)
    meta = elements.add("p", body, 3)
    attribute = Place("attribute", elements, meta, attribute="content")
    data = Place("data", elements, meta, pointer="/0/author")
    span = Place("span", start=3, end=9)
    assert attribute.to_dict() == {
        "kind": "attribute",
        "selector": "html > body > p:nth-child(3)",
        "attribute": "content",
    }
    assert str(attribute) == "html > body > p:nth-child(3)[content]"
    assert str(data) == "html > body > p:nth-child(3) /0/author"
    assert span.to_dict() == {"kind": "span", "start": 3, "end": 9}
    assert (str(span), span.selector) == ("3..9", None)
    assert str(Place("address")) == "address"
    assert Place("address").to_dict() == {"kind": "address"}
    assert json.dumps([place.to_dict() for place in (attribute, data, span)])


def test_places_compare_by_what_they_point_at() -> None:
    one, other = Elements(), Elements()
    one.add("html", -1, 1)
    other.add("html", -1, 1)
    assert Place("element", one, 0) == Place("element", other, 0)
    assert Place("element", one, 0) != Place("element", one, 1)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Ask <button>more<div>inside</div> behind</button> end</h2>",
        "<h2><button>more<div>inside</div></button></h2>",
        "<table><tr><td>a<td>b<tr><td>c<td>d<caption>late</caption></table>",
        "<table><caption>one<p>two</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td>a<td>b<tr><td>c<td>d<tr></table>tail",
        "<a href=x>one<table><tr><td>a<a href=y>two</a><td>b</table>three</a>",
        "<p>a<button><h3>b</h3>c</button>d",
        "<h1>a<br><br>b<button>c<br><br>d</button></h1>",
        "<table><tr><td><h3>a</h3><td>b<tr><td>c<td><ul><li>d</ul></table>",
    ],
)
def test_places_and_text_of_odd_nestings(html: str) -> None:
    check_places(html)
    check_text(html)


def test_a_selector_does_not_depend_on_what_was_asked_before() -> None:
    def elements() -> Elements:
        made = Elements()
        for number in range(3000):
            made.add("div", -1 if not number else (number - 1 if number % 7 else number // 3), number % 5 + 1)
        return made

    asked = elements()
    for number in [*range(0, 3000, 11), *range(2999, 0, -13)]:
        assert asked.selector(number) == elements().selector(number)
