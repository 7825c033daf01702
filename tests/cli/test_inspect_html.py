"""The page that shows what was kept: it stands on its own, and nothing in it is alive."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tearsheet.article.article import Article
from tearsheet.article.verdict import Verdict, judge
from tearsheet.cli.inspect_html import write_inspection


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(article: Article) -> tuple[str, Reader]:
    page = write_inspection(article, judge(article), "pages/<harbour>.html")
    reader = Reader()
    reader.feed(page)
    return page, reader


def test_the_page_is_well_formed_and_loads_nothing(article: Article) -> None:
    page, reader = read(article)
    assert reader.open == []
    assert not {"script", "img", "link", "iframe", "object", "a", "form", "base"} & set(reader.tags)
    assert not {"src", "href", "srcset", "action", "onclick"} & {name for name, _ in reader.attributes}
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_text_of_the_page_is_text_here(article: Article) -> None:
    page, reader = read(article)
    assert "Sign up\ufffd[31m for <script>alert(1)</script>" in reader.text
    assert "<script" not in page
    assert "\x1b" not in page


def test_every_block_names_its_role_and_verdict(article: Article) -> None:
    page, reader = read(article)
    assert len(re.findall(r'<div class="block (kept|field|out)"', page)) == 11
    for each in judge(article):
        assert each.role in reader.text
    for verdict, count in Counter(each.verdict for each in judge(article)).items():
        assert f"{count} {verdict}" in reader.text
    assert "kept · 0.90" in reader.text


def test_fields_stand_with_their_evidence(article: Article) -> None:
    _, reader = read(article)
    assert "✓ used json-ld 2024-05-01T08:30:00Z" in reader.text
    assert "/0/datePublished" in reader.text
    assert "The page was cut off." in reader.text
    assert "R. Osei" in reader.text


@pytest.mark.parametrize("text", ['"><script>x</script>', "</style><script>x</script>", "&lt;script&gt;", "\ud800\x00"])
def test_no_field_breaks_out(article: Article, text: str) -> None:
    blocks = tuple(replace(block, text=text) for block in article.body)
    hostile = replace(article, title=text, warnings=(text,), reasons=(text,), body=blocks, kicker=text)
    page = write_inspection(hostile, judge(hostile), text)
    assert "<script" not in page
    page.encode()


def test_only_what_is_asked_for(article: Article) -> None:
    removed = [each for each in judge(article) if each.verdict is Verdict.LEFT_OUT]
    page = write_inspection(article, removed, "x")
    assert len(re.findall(r'<div class="block out"', page)) == 2
    assert '<div class="block kept"' not in page
    assert "There is no text here." in write_inspection(Article(), [], "x")


def test_many_left_out_blocks_in_a_row_are_folded_but_there(article: Article) -> None:
    navigation, *others = article.left_out
    many = replace(article, left_out=(*[navigation] * 30, *others))
    page, reader = read(many)
    assert reader.open == []
    assert page.count('<div class="run">') == 1
    assert "30 left out navigation 30" in reader.text
    assert len(re.findall(r'<div class="block out"', page)) == 31


def test_much_evidence_is_folded(article: Article) -> None:
    _, evidence = article.evidences["published"]
    page, reader = read(replace(article, evidences={"published": (evidence,) * 10}))
    assert reader.open == []
    assert "6 more" in reader.text
    assert page.count("✓ used") == 10
