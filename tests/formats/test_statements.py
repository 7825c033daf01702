"""Statements as records, lists, and marks in the article."""

import json
from xml.etree import ElementTree

import pytest

import tearsheet
from tearsheet.article.article import Article
from tearsheet.formats.said import with_statements
from tearsheet.formats.statements import STATEMENT_FIELDS, STATEMENT_FORMATS, statements_record

PAGE = """<html lang="en"><head><title>Bridge stays closed</title>
<meta property="article:published_time" content="2024-05-03T10:00:00Z"></head><body><article>
<h1>Bridge stays closed</h1>
<p>The bridge over the Aar stays closed for a second week, after an engineer had found cracks in its deck.</p>
<p>“Safety comes first here,” <b>Anna Roth</b>, the mayor, told Reuters on Tuesday. “We will wait.”</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return tearsheet.extract(PAGE)


def test_the_record_has_its_fields_in_order_and_spans_that_hold(article: Article) -> None:
    record = json.loads(json.dumps(statements_record(article)))
    assert tuple(record) == STATEMENT_FIELDS
    statement = record["statements"][-1]
    spans = [record["text"][start:end] for start, end in statement["content_spans"]]
    assert spans == ["“Safety comes first here,”", "“We will wait.”"]
    assert statement["text"] == "Safety comes first here. We will wait."
    assert statement["speaker"]["name"] == "Anna Roth"
    start, end = statement["speaker"]["span"]
    assert record["text"][start:end] == "Anna Roth"
    assert statement["day"]["day"] == "2024-04-30"
    assert statement["audience"]["name"] == "Reuters"


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_lists_have_a_line_for_each(article: Article, name: str) -> None:
    written = STATEMENT_FORMATS[name](article)
    assert len(written.splitlines()) == len(article.statements)
    assert "“Safety comes first here. We will wait.”" in written


def test_tei_holds_content_source_and_cue_in_the_text(article: Article) -> None:
    tei = "{http://www.tei-c.org/ns/1.0}"
    root = ElementTree.fromstring(STATEMENT_FORMATS["tei"](article))
    said = ["".join(each.itertext()) for each in root.iter(f"{tei}said") if each.get("direct") == "true"]
    assert said == ["“Safety comes first here,”", "“We will wait.”"]
    source = next(each for each in root.iter(f"{tei}seg") if each.get("type") == "source")
    assert "".join(source.itertext()).startswith("Anna Roth")


def test_html_marks_the_parts(article: Article) -> None:
    written = STATEMENT_FORMATS["html"](article)
    number = len(article.statements) - 1
    assert f'<span class="said direct" data-statement="{number}">“We will wait.”</span>' in written


def test_an_article_s_own_formats_know_nothing_of_statements(article: Article) -> None:
    marked = with_statements(article)
    assert "data-statement" not in article.html
    assert marked.text == article.text
    assert marked.markdown == article.markdown
