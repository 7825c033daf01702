from collections.abc import Callable
from dataclasses import replace

import pytest

from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.page.block import Page
from tearsheet.page.role import Role

Read = Callable[..., Metadata]
TITLE = "<h1>Ferry returns</h1>"
TEXT = "<p>The ferry across the lake carries passengers again, the company said on a windy morning.</p>" * 3


@pytest.fixture
def tags_of(page_of: Callable[..., Page]) -> Callable[[str], tuple[str, ...]]:
    """The tags of a page whose title and long paragraphs have their roles, and all else none of the body's."""

    def read(html: str) -> tuple[str, ...]:
        page = page_of(html)
        roles = [
            Role.TITLE if b.level == 1 else Role.PARAGRAPH if len(b.text) > 60 else Role.NAVIGATION for b in page.blocks
        ]
        return find_metadata(page, [replace(b, role=r) for b, r in zip(page.blocks, roles, strict=True)]).tags

    return read


def links(*tags: str, path: str = "/tag/") -> str:
    return "".join(f"<li><a href='{path}{n}'>{tag}</a></li>" for n, tag in enumerate(tags))


def test_a_list_named_tags_below_the_text(tags_of: Callable[[str], tuple[str, ...]]) -> None:
    menu = f"<nav><ul class=menu>{links('Politics', 'Sport', path='/')}</ul></nav>"
    html = f"{menu}{TITLE}{TEXT}<ul class=article-tags>{links('Ferries', 'Lakes', path='/x/')}</ul>"
    assert tags_of(html) == ("Ferries", "Lakes")


@pytest.mark.parametrize("label", ["Tags:", "Mehr zum Thema", "Mots-clés :", "Теги", "関連キーワード", "الوسوم"])
def test_a_label_tells_what_the_links_are(tags_of: Callable[[str], tuple[str, ...]], label: str) -> None:
    html = f"{TITLE}{TEXT}<p>{label} <a href=/tag/a>Ferry</a>, <a href=/tag/b>Harbours</a></p>"
    assert tags_of(html) == ("Ferry", "Harbours")


def test_links_to_other_stories_are_no_tags(tags_of: Callable[[str], tuple[str, ...]]) -> None:
    stories = links(
        "Town council votes on the new harbour today", "Storm closes both bridges across the lake", path="/topics/"
    )
    assert tags_of(f"{TITLE}{TEXT}<ul>{stories}</ul>") == ()


def test_links_into_the_menu_are_no_tags(tags_of: Callable[[str], tuple[str, ...]]) -> None:
    assert tags_of(f"<ul class='nav topics'>{links('Politics', 'Sport')}</ul>{TITLE}{TEXT}") == ()


def test_a_link_to_all_tags_is_none(tags_of: Callable[[str], tuple[str, ...]]) -> None:
    assert tags_of(f"{TITLE}{TEXT}<ul class=tags>{links('Ferry', 'Lakes', 'All topics')}</ul>") == ("Ferry", "Lakes")


def test_what_a_publishing_system_writes_for_itself_is_no_tag(metadata_of: Read) -> None:
    keywords = (
        "26157981-b4f7-4929-adc1-e860c6f03636",
        "Category: Travel",
        "Type: article",
        "Entity: Lake",
        "editors_pick",
        "100312362",
        "news.lake.com",
        "Ferry",
    )
    listed = ", ".join(f'"{keyword}"' for keyword in keywords)
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "keywords": [{listed}]}}</script>'
    assert metadata_of(data + TITLE + TEXT).tags == ("Lake", "Ferry")


def test_folders_of_tags_are_cut_off(metadata_of: Read) -> None:
    html = '<meta name=keywords content="topic/ferries, place/lakeside">'
    assert metadata_of(html + TITLE + TEXT).tags == ("ferries", "lakeside")


def test_a_list_that_the_text_bears_out_comes_before_one_for_the_whole_site(metadata_of: Read) -> None:
    html = """<meta name="keywords" content="world news, breaking news, news today">
        <meta property="article:tag" content="ferry"><meta property="article:tag" content="lake">"""
    assert metadata_of(html + TITLE + TEXT).tags == ("ferry", "lake")


def test_a_part_of_the_outlets_name_may_be_a_tag(metadata_of: Read) -> None:
    html = '<meta property="og:site_name" content="Security Courier"><meta name=keywords content="Security, ferry">'
    assert metadata_of(html + TITLE + TEXT).tags == ("Security", "ferry")
