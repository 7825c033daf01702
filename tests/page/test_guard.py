import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.page import guard
from tearsheet.page.guard import _is_suspicious, tame
from tests.pages.markup import soup
from tests.pages.news import ALL, ENGLISH, plain
from tests.pages.reading import html_page

LIMITS = Limits(seconds=60)


def tamed(html: str, limits: Limits = LIMITS) -> tuple[str, tuple[str, ...]]:
    return tame(html, limits, Deadline(limits, "test"))


def attributes(number: int, prefix: str = "data-a") -> str:
    return " ".join(f"{prefix}{n}=v" for n in range(number))


HOSTILE = {
    "nested divs": "<div>" * 200_000 + "w1 w2",
    "nested divs with words": "".join(f"<div>w{n} " for n in range(60_000)),
    "nested lists": "<ul><li>" * 100_000 + "w1 w2",
    "nested tables": "<table><tr><td>" * 30_000 + "w1",
    "nested quotations closed": "<blockquote>" * 50_000 + "w1 " + "</blockquote>" * 50_000 + "w2",
    "fonts never closed": "".join(f"<font color=c{n}>w{n} " for n in range(40_000)),
    "one i a paragraph": "".join(f"<p><i id={n}>w{n}</p>" for n in range(12_000)),
    "nested spans": "<p>" + "".join(f"<span>w{n} " for n in range(50_000)),
    "nested own elements": "<x-a>" * 100_000 + "w1",
    "items never closed": "<ul>" + "".join(f"<li>w{n} " for n in range(60_000)),
    "cells never closed": "<table><tr>" + "".join(f"<td>w{n} " for n in range(60_000)),
    "terms never closed": "<dl>" + "".join(f"<dt>w{n}<dd>x{n} " for n in range(30_000)),
    "links never closed": "".join(f"<a href=/{n}>w{n} " for n in range(30_000)),
    "bold across blocks": "".join(f"<b class=b{n}><div>w{n}</b></div>" for n in range(8_000)),
    "mis-nested formatting": "<b><i><u>" + "".join(f"<p>w{n}</b></i></u><b><i><u>" for n in range(8_000)),
    "ten thousand attributes": f"<p>w1</p><p {attributes(10_000)}>w2</p><p>w3",
    "200,000 attributes": f"<p>w1</p><div {attributes(200_000, 'x')}>w2</div><p>w3",
    "attributes of many body tags": "<body>w0"
    + "".join(f"<body {attributes(40, f'b{n}-')}>w{n} " for n in range(1, 6_000)),
    "attributes of many body tags in a small page": "".join(f"<Body b{n} c{n} d{n}>w{n}" for n in range(3_400)),
    "attributes of many html tags": "".join(f"<html h{n}=1>w{n} " for n in range(20_000)),
    "closing tags alone": "w1" + "</div></p></x>" * 60_000 + "w2",
    "paragraph ends alone": "w1 " + "</p>" * 100_000 + " w2",
    "line breaks": "w1" + "<br>" * 200_000 + "w2",
    "stray quotes": "".join(f'<p class="a" ">w{n}</p>' for n in range(8_000)),
    "open quote": "<p>w1</p>" * 6_000 + '<p class="' + "<p>x</p>" * 6_000,
    "comments": "<!-- - -- -->" * 30_000 + "w1" + "<!--" * 50_000,
    "lone brackets": "w1 " + "< " * 300_000 + "w2",
    "open scripts": "w1" + "<script>" * 60_000,
    "nested buttons": "<button>w " * 30_000,
    "nested forms": "<form>w " * 30_000,
    "options": "<select>" + "<option>x" * 60_000 + "</select>w1",
    "svg": "w1" + "<svg><g>" * 40_000 + "</svg>",
    "math": "w1" + "<math><mrow>" * 40_000,
    "templates": "w1" + "<template>" * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_shapes_are_read_soon_and_no_word_is_lost(name: str) -> None:
    html = HOSTILE[name]
    start = time.process_time()
    page = html_page(html, limits=Limits(seconds=60, nodes=2_000_000))
    seconds = time.process_time() - start
    assert seconds < 6, f"{seconds:.1f} seconds"
    wanted = set(re.findall(r"\bw\d+\b", html))
    found = set(re.findall(r"w\d+", " ".join(block.text for block in page.blocks)))
    assert wanted <= found, sorted(wanted - found)[:5]


def test_depth_is_kept_and_said() -> None:
    html, warnings = tamed("<div>" * 20_000 + "deep")
    assert html.count("<div>") == LIMITS.depth
    assert html.endswith("deep")
    assert warnings == (f"elements nested deeper than {LIMITS.depth} levels are read as if they stood at that depth",)


def test_depth_can_be_set() -> None:
    limits = Limits(depth=20, seconds=60)
    html, warnings = tamed("<div>" * 20_000 + "deep", limits)
    assert html.count("<div>") == 20
    assert "deeper than 20 levels" in warnings[0]


def test_lost_attributes_are_said() -> None:
    html, warnings = tamed(f"<p>a</p><p {attributes(20_000)}>b</p>")
    assert html == "<p>a</p><p>b</p>"
    assert warnings == ("1 elements with over 1000 attributes lost them",)


def test_long_values_are_no_many_attributes() -> None:
    style = " ".join(["width: 3px;"] * 20_000)
    html = f'<p>a</p><p style="{style}">b</p>'
    assert tamed(html) == (html, ())


def test_long_value_does_not_make_a_page_another() -> None:
    html = f"<body><p>a</p><body class=b><p data-b='{'b ' * 20_000}'>b</p>" + "<p>words and words</p>" * 4_000
    assert tamed(html) == (html, ())


@pytest.mark.parametrize("between", ["/", '="" ', '=""', "='v'/"])
def test_attributes_are_counted_however_they_are_parted(between: str) -> None:
    many = "".join(f"data-a{n}{between}" for n in range(20_000))
    assert tamed(f"<p>a</p><p {many}>b</p>")[0] == "<p>a</p><p>b</p>"


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_ordinary_pages_are_unchanged(news: object) -> None:
    for html in (news.html, plain(news)):  # type: ignore[attr-defined, arg-type]
        assert tamed(html) == (html, ())


def test_large_ordinary_page_is_unchanged() -> None:
    rows = "".join(
        f"<tr><td class=n>{n}<td><a href='/t{n}' title=\"it's > that\">topic {n}</a><td align=right \">{n * 7}"
        for n in range(3_000)
    )
    posts = "".join(
        f"<div class=post><p>Post {n} said <b>this</b> & that,<br>then <i>more</i> of it.<p>Second\n"
        f"<ul><li>one<li>two<ul><li>deep</ul><li>three</ul><dl><dt>t<dd>d</dl>"
        f'<img src="/i{n}.jpg" alt=\'5" disk\'/><blockquote><p>quoted</blockquote></div>'
        for n in range(1_500)
    )
    select = "<select>" + "".join(f"<option value={n}>{n}" for n in range(500)) + "</select>"
    script = "<script>if (a < b) document.write('<div><div><div>')</script>" * 50
    html = f"<!doctype html><html><body>{script}<table>{rows}</table>{select}{posts}<!-- <div><p> --></body></html>"
    assert len(html) > 100_000
    assert html.count("<") > 20_000
    assert tamed(html) == (html, ())


def test_deadline_is_kept() -> None:
    limits = Limits(seconds=1e-9)
    with pytest.raises(LimitError, match="test: not done within 1e-09 seconds"):
        tamed("<div>" * 20_000, limits)


@given(st.lists(soup, min_size=1, max_size=4), st.integers(3_000, 6_000))
@settings(max_examples=12, deadline=None)
def test_soup_many_times_over_loses_no_text(parts: list[str], times: int) -> None:
    soup_text = "".join(parts)
    html = (soup_text + "<p>") * (times * 3 // (soup_text.count("<") + 1) + 1)
    kept, _ = tamed(html)
    rest = iter(html)
    assert all(character in rest for character in kept if character != "\0"), "only taking out"


def test_what_is_taken_out_is_start_tags_alone() -> None:
    html = ENGLISH.replace("<article", "<div>" * 12_000 + "<article")
    kept, _ = tamed(html)
    ends = re.compile(r"<[a-z][^>]*>")
    assert ends.sub("", kept) == ends.sub("", html)


SMALL = {
    "nested divs": "<div>" * 5_000 + "w1",
    "nested divs with words": "".join(f"<div>w{n} " for n in range(5_000)),
    "one i a paragraph": "".join(f"<p><i id={n}>w{n}</p>" for n in range(3_000)),
    "fonts and paragraphs": "".join(f"<font color=c{n}>w{n}<p>" for n in range(4_000)),
    "fonts in upper case": "".join(f"<FONT COLOR=c{n}>w{n}<P>" for n in range(4_000)),
    "three of each": "".join(f"<{tag}>" * 3 for tag in ("b", "i", "u", "s", "em", "tt", "code", "big"))
    + "".join(f"<p>w{n}</p>" for n in range(4_000)),
}


@pytest.mark.parametrize("name", SMALL)
def test_small_pages_are_bounded_too(name: str) -> None:
    html = SMALL[name]
    start = time.process_time()
    page = html_page(html)
    assert time.process_time() - start < 3
    assert set(re.findall(r"\bw\d+\b", html)) <= set(re.findall(r"w\d+", " ".join(b.text for b in page.blocks)))
    assert len(page.elements) < 120_000
    deepest = [0]
    for parent in page.elements.parent[1:]:
        deepest.append(deepest[parent] + 1)
    assert max(deepest) < 560


def test_depth_is_kept_in_a_small_page() -> None:
    page = html_page("<div>" * 400 + "deep", limits=Limits(depth=100, seconds=60))
    assert page.warnings == ("elements nested deeper than 100 levels are read as if they stood at that depth",)
    assert [block.text for block in page.blocks] == ["deep"]
    assert page.blocks[0].place.selector is not None
    assert page.blocks[0].place.selector.count(">") < 120


def test_conditional_comments_are_no_repeated_roots() -> None:
    html = "".join(f'<!--[if lt IE {n}]><html class="ie{n}"><![endif]-->' for n in range(4, 10)) + ENGLISH
    assert tamed(html) == (html, ())


@pytest.mark.parametrize("text", ["<script>for (i = 0; i<n; i++) { %s }</script>", "<!-- a<x %s -->"])
def test_what_only_looks_like_a_tag_of_many_attributes_makes_no_document_suspicious(text: str) -> None:
    words = " ".join(f"w{n}" for n in range(20_000))
    html = f"<p>w1</p>{text % words}<p>w2</p>"
    assert not _is_suspicious(html)
    assert not _is_suspicious(html.encode())
    assert tamed(html) == (html, ())


def test_a_tag_of_many_attributes_is_found_behind_what_only_looks_like_one() -> None:
    words = " ".join(f"w{n}" for n in range(100_000))
    for html in (f"<script>i<n; </script><p {words}>w1", f"<script>i<n = '</script><p {words}>w1' >"):
        assert _is_suspicious(html)
        assert _is_suspicious(html.encode())


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(["<a", "<", "a", " ", "=", '"', "'", ">", "b ", '= "', "='", "xyz", "\n"]), max_size=80)
)
def test_no_long_start_tag_is_passed_over(parts: list[str]) -> None:
    html = "".join(parts)
    longest = max((len(tag) for tag in guard._START_TAG.findall(html)), default=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "LONG_ATTRIBUTES", 16)
        assert guard._may_be_long(html) or longest <= 16
