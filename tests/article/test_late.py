"""Fields that the text does not need are worked out when one of them is first read, and nobody can tell."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from unittest import mock

import pytest

from tearsheet import Article, LimitError, Limits, extract
from tearsheet.article import assemble

PAGE = """<html lang="en"><head><title>Bridge reopens - Aar Post</title>
<meta property="og:site_name" content="Aar Post">
<meta name="keywords" content="bridge, flood"><meta property="article:published_time" content="2024-05-03T10:00:00Z">
</head><body><article><h1>Bridge reopens</h1><p class="standfirst">Two years after the flood traffic is back.</p>
<p class="byline">By Jane Doe</p><p>The bridge over the Aar reopened on Monday, two years after the flood of 2022 had
carried away its middle pier, and hundreds of people walked across it before the first car did.</p>
<p lang="de">«Wir haben lange darauf gewartet, dass die Brücke wieder offen ist, und heute ist es endlich so weit»,
sagte die Bürgermeisterin der kleinen Stadt am Ufer des Flusses.</p><figure><img src="/a.jpg" width="900" height="600">
<figcaption>The new pier. Photo: Max Roe</figcaption></figure></article></body></html>"""


@pytest.fixture
def article() -> Article:
    return extract(PAGE, url="https://aar.example/bridge")


def test_text_is_there_without_the_other_fields(article: Article) -> None:
    with mock.patch.object(assemble, "find_metadata", side_effect=AssertionError):
        early = extract(PAGE, url="https://aar.example/bridge")
        assert (early.title, early.text, early.warnings) == (article.title, article.text, ())
        assert early.standfirst == "Two years after the flood traffic is back."


def test_they_are_worked_out_once(article: Article) -> None:
    with mock.patch.object(assemble, "find_metadata", wraps=assemble.find_metadata) as found:
        late = extract(PAGE, url="https://aar.example/bridge")
        assert (late.tags, late.site_name, [author.name for author in late.authors]) == (
            ("bridge", "flood"),
            "Aar Post",
            ["Jane Doe"],
        )
    assert found.call_count == 1
    assert late == article


@pytest.mark.parametrize("name", [one.name for one in fields(Article)])
def test_whichever_is_read_first_the_record_is_the_same(article: Article, name: str) -> None:
    late = extract(PAGE, url="https://aar.example/bridge")
    first = getattr(late, name)
    assert (late.json(with_removed=True), first) == (article.json(with_removed=True), getattr(article, name))


def test_text_read_first_is_the_text_of_the_whole_record(article: Article) -> None:
    text = article.text
    whole = replace(article)
    assert whole.body
    assert whole.text == text
    assert [block.language for block in whole.body if block.text.startswith("«")] == ["de"]


@pytest.mark.parametrize("copied", [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, replace])
def test_what_was_not_read_is_copied(copied) -> None:
    article = extract(PAGE, url="https://aar.example/bridge")
    twin = copied(article)
    assert twin.published is not None
    assert twin.json() == article.json()


def test_an_unread_article_equals_a_read_one_and_shows_all(article: Article) -> None:
    assert article.images
    assert extract(PAGE, url="https://aar.example/bridge") == article
    assert repr(extract(PAGE, url="https://aar.example/bridge")) == repr(article)
    assert hash(extract(PAGE, url="https://aar.example/bridge")) == hash(article)


def test_threads_may_read_at_the_same_moment(article: Article) -> None:
    late = [extract(PAGE, url="https://aar.example/bridge") for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        for one in late:
            assert len(set(threads.map(lambda name, one=one: getattr(one, name), ["url"] * 8))) == 1
    assert late == [article] * 4


def test_the_limit_holds_for_late_fields() -> None:
    article = extract(PAGE, limits=Limits(seconds=60))
    with mock.patch("time.monotonic", side_effect=[0.0, *[1e6] * 50]), pytest.raises(LimitError):
        _ = article.tags
    assert article.tags == ("bridge", "flood")


def test_an_article_made_by_hand_has_its_defaults() -> None:
    assert (Article().tags, Article().published, Article(title="Bridge").body) == ((), None, ())
    with pytest.raises(AttributeError):
        _ = Article().colour  # type: ignore[attr-defined]
