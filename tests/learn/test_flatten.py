import re

import pytest

from learn.data import ways_of
from learn.flatten import WAYS, flatten
from learn.layout import Style, lay_out
from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Kind, Page
from tearsheet.page.html import read_html

LIMITS = Limits()
HTML = """<html><head><title>Ferry returns - Harbour Post</title></head><body>
<nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>
<h1>Ferry returns to the <b>north</b> pier</h1>
<p>The ferry that left the north pier in March came back on Tuesday, <a href="/port">the port office</a> said, and
will sail four times a day until the end of the season, when the pier closes for repairs again.</p>
<img src="/a.jpg" alt="A white ferry at a pier"><script>var a = 1;</script>
<ul><li>First boat at seven</li><li>Last boat at nine</li></ul>
<table><tr><th>Pier</th><th>Boats</th></tr><tr><td>North</td><td>4</td></tr><tr><td>South</td><td>11</td></tr></table>
<ol><li>Walk on</li><li>Sit down</li></ol>
<pre>pier = north
  boats = 4</pre>
<footer>All rights reserved</footer></body></html>"""
WORDS = re.compile(r"\w+")


def read(html: str, name: str = "page") -> Page:
    capture = Capture(html, url="https://harbour.example/ferry", name=name)
    return read_html(capture, html, LIMITS, Deadline(LIMITS, name))


def variants(way: str, html: str = HTML, count: int = 60) -> list[str]:
    return [flatten(read(html, f"page {number}"), html, way) for number in range(count)]


def laid_out(html: str, style: Style) -> list[str]:
    page = read(html)
    return lay_out(list(page.blocks), page.elements, style).split("\n")


@pytest.mark.parametrize("way", WAYS)
class TestEveryWay:
    def test_holds_the_text_in_order(self, way: str) -> None:
        for text in variants(way):
            words = [word for word in WORDS.findall(text) if not word.isdecimal()]
            joined = " ".join(words)
            assert "The ferry that left the north pier in March came back on Tuesday the port office said" in joined
            assert joined.index("north pier in March") < joined.index("First boat at seven") < joined.index("Sit down")
            assert "var" not in words

    def test_is_the_same_on_every_run(self, way: str) -> None:
        assert variants(way, count=5) == variants(way, count=5)

    def test_varies_in_descriptions_menus_and_empty_lines(self, way: str) -> None:
        texts = variants(way)
        for has in (
            lambda text: "A white ferry at a pier" in text,
            lambda text: "All rights reserved" in text,
            lambda text: "\n\n" in text,
        ):
            assert 0 < sum(map(has, texts)) < len(texts)

    def test_a_page_of_nothing_is_nothing(self, way: str) -> None:
        assert flatten(read(""), "", way) == ""

    def test_what_a_page_shows_without_scripts_is_there(self, way: str) -> None:
        html = "<div>Enable scripts</div><noscript><p>The ferry came back on Tuesday.</p></noscript>"
        assert all("The ferry came back" in text for text in variants(way, html, 10))

    def test_many_levels_do_no_harm(self, way: str) -> None:
        html = "<div>" * 3000 + "deep down" + "</div>" * 3000
        assert "deep" in flatten(read(html), html, way)


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(ValueError, match="'backwards'"):
        flatten(read(HTML), HTML, "backwards")


def test_blocks_are_lines_and_nodes_are_lines() -> None:
    assert all("Ferry returns to the north pier\n" in text for text in variants("blocks"))
    assert all("Ferry returns to the\n" in text.replace("\n\n", "\n") for text in variants("nodes"))


def test_collapsed_breaks_at_blocks_or_where_the_source_does_or_nowhere() -> None:
    texts = variants("collapsed")
    assert {text.count("\n") == 0 for text in texts} == {True, False}
    assert {"office said, and\nwill sail" in text for text in texts} == {True, False}
    assert {"Ferry returns to the north pier\n" in text for text in texts} == {True, False}


class TestLayout:
    def test_lines_are_no_wider_than_the_page(self) -> None:
        lines = laid_out(HTML, Style(width=40))
        assert max(map(len, lines)) <= 40
        assert "The ferry that left the north pier in" in lines

    def test_scripts_without_spaces_are_broken_at_their_width(self) -> None:
        lines = laid_out("<p>" + "港口办公室说渡轮每天开四次。" * 8 + "</p>", Style(width=40))
        assert len(lines) > 4
        assert all(len(line) <= 21 for line in lines)
        assert not any(line.startswith("。") for line in lines)

    def test_lists_have_bullets_and_numbers(self) -> None:
        lines = laid_out(HTML, Style())
        assert "  * First boat at seven" in lines
        assert "  2. Sit down" in lines

    def test_tables_stand_in_columns(self) -> None:
        lines = laid_out(HTML, Style())
        assert [line for line in lines if line[:5].strip() in {"Pier", "North", "South"}] == [
            "Pier   Boats",
            "North  4",
            "South  11",
        ]

    def test_code_keeps_its_lines(self) -> None:
        assert "  boats = 4" in laid_out(HTML, Style(width=10))

    def test_links_have_numbers_and_addresses(self) -> None:
        text = "\n".join(laid_out(HTML, Style(width=0, numbered=True, references=True)))
        assert "[3]the port office said" in text
        assert "   3. https://harbour.example/port" in text

    def test_images_are_shown_as_asked(self) -> None:
        assert "[IMG: A white ferry at a pier]" in laid_out(HTML, Style(images="[IMG: {}]"))

    def test_lines_may_be_indented_by_the_depth_of_the_element(self) -> None:
        lines = laid_out("<div><p>Outside</p><div><div><p>Inside</p></div></div></div>", Style(nested=True))
        assert [line for line in lines if line] == ["  Outside", "      Inside"]

    def test_margin_stands_before_every_line(self) -> None:
        assert all(line.startswith("   ") for line in laid_out(HTML, Style(margin=3)) if line)


def test_a_page_is_read_into_the_kinds_that_layout_shows() -> None:
    kinds = {block.kind for block in read(HTML).blocks}
    assert {Kind.TABLE, Kind.CODE, Kind.LIST_ITEM, Kind.IMAGE, Kind.HEADING} <= kinds


def test_each_page_is_flattened_in_two_ways_and_all_ways_are_used() -> None:
    pairs = [ways_of(f"set/{number}") for number in range(200)]
    assert all(first != second for first, second in pairs)
    assert {way for pair in pairs for way in pair} == set(WAYS)
    assert ways_of("set/7") == pairs[7]
