from collections.abc import Callable
from dataclasses import replace

import pytest

from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.page.block import Kind, Page
from tearsheet.page.role import Role

Read = Callable[..., Metadata]
TEXT = "<h1>Ferry returns</h1><p>The ferry across the lake carries passengers again, the company said.</p>"


@pytest.fixture
def section_of(page_of: Callable[..., Page]) -> Callable[..., str | None]:
    def read(html: str, **keywords: object) -> str | None:
        page = page_of(html, **keywords)
        roles = [
            Role.TITLE if b.kind is Kind.HEADING else Role.PARAGRAPH if "company" in b.text else Role.NAVIGATION
            for b in page.blocks
        ]
        return find_metadata(page, [replace(b, role=r) for b, r in zip(page.blocks, roles, strict=True)]).section

    return read


@pytest.mark.parametrize("section", ["国際", "정치", "Публикации", "Eat & Drink", "AI", "Mehr Sport", "Kauzy"])
def test_sections_in_any_script(metadata_of: Read, section: str) -> None:
    assert metadata_of(f'<meta property="article:section" content="{section}">{TEXT}').section == section


@pytest.mark.parametrize("name", ["news_news", "/politica#", "100003", "sport/football", "detail", "Article"])
def test_what_a_publishing_system_calls_it_is_none(metadata_of: Read, name: str) -> None:
    assert metadata_of(f'<meta property="article:section" content="{name}">{TEXT}').section is None


def test_the_first_of_several(metadata_of: Read) -> None:
    assert metadata_of(f'<meta property="article:section" content="Global,Innovation">{TEXT}').section == "Global"
    both = '<meta property="article:section" content="Arts, Food">'
    assert metadata_of(both + TEXT).section == "Arts, Food"


def test_a_part_of_an_address_is_spelled_for_readers(metadata_of: Read) -> None:
    html = """<meta property="article:section" content="local-news">
        <meta name="section" content="Local News">"""
    assert metadata_of(html + TEXT).section == "Local News"


def test_the_breadcrumb_that_a_reader_sees(section_of: Callable[..., str | None]) -> None:
    steps = "<li><a href=/>Home</a><li><a href=/r>Region</a><li><a href=/r/l>Lakes</a><li>Ferry returns"
    assert section_of(f"<ol class=breadcrumbs>{steps}</ol>{TEXT}") == "Lakes"


def test_the_menu_names_where_the_page_lies(section_of: Callable[..., str | None]) -> None:
    menu = "<nav><a href=/>Home</a> <a href=/sport>Sport</a> <a href=/news>News</a> <a href=/news/lakes>Lakes</a></nav>"
    host = "https://www.lakesidecourier.example"
    assert section_of(menu + TEXT, url=f"{host}/news/lakes/ferry-returns") == "Lakes"
    assert section_of(menu + TEXT, url=f"{host}/news/2024/ferry-returns") == "News"
    assert section_of(menu + TEXT, url=f"{host}/ferry-returns") is None
    assert section_of(menu + TEXT, url=None) is None
