import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.article import Article, Image
from tearsheet.formats import FORMATS, SUFFIXES
from tearsheet.page.block import Block, Cell, Kind, Mark
from tearsheet.page.place import Place
from tearsheet.page.role import Role


def test_every_format_has_a_writer_and_a_suffix() -> None:
    assert list(FORMATS) == ["text", "markdown", "html", "json", "jsonl", "tei"]
    assert list(SUFFIXES) == list(FORMATS)
    assert len(set(SUFFIXES.values())) == len(SUFFIXES)


@pytest.mark.parametrize("name", FORMATS)
@given(text=st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=10))
def test_every_format_can_be_written_as_utf8_twice_the_same(name: str, text: str) -> None:
    article = Article(
        title=text,
        standfirst=text,
        body=(Block(text, Kind.PARAGRAPH, Place("span", start=0, end=1)),),
        images=(Image(None, text, text, text),),
    )
    written = FORMATS[name](article)
    assert written.encode().decode() == written
    assert not written.endswith("\n") or text.endswith("\n")
    assert FORMATS[name](article) == written


@pytest.mark.parametrize("name", FORMATS)
def test_large_articles_take_linear_time(name: str) -> None:
    roles = [Role.PARAGRAPH, Role.LIST_ITEM, Role.TABLE, Role.QUOTATION, Role.HEADING]
    body = tuple(
        Block(
            "word | word",
            Kind.PARAGRAPH,
            Place("span", start=index, end=index + 1),
            level=index % 400,
            marks=(Mark(0, 4, "strong"), Mark(2, 9, "link", "https://a.test/")),
            cells=((Cell("word", columns=1000), Cell("word", rows=65534)),),
            role=roles[index // 20 % 5],
        )
        for index in range(4_000)
    )
    images = tuple(Image("https://a.test/", "x", place=Place("span", start=index, end=index)) for index in range(2_000))
    begun = time.process_time()
    FORMATS[name](Article(body=body, images=images))
    assert time.process_time() - begun < 3
