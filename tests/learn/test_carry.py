import pytest

from learn.carry import sources
from learn.flatten import WAYS, flatten
from tests.pages.news import NEWS_EN
from tests.pages.reading import html_page, text_page

HTML = """<nav><a href="/n">News and weather</a></nav><h1>The ferry returns</h1>
<p>The ferry that left the pier in March came back on <b>Tuesday</b>, the port office said.</p>
<img src="a.jpg" alt="White ferry at a pier"><p>It will sail until the season ends.</p>"""


def test_lines_come_from_the_block_that_holds_their_words() -> None:
    html = html_page(HTML, url="https://harbour.example/")
    first = [block.text for block in html.blocks].index("The ferry returns")
    flat = text_page(
        "[1]The ferry returns\n\nThe ferry that left the pier in March\n\nTuesday\n\nSponsored message here\n\n"
        "White ferry at a pier\n\nIt will sail until the season ends."
    )
    assert sources(html, flat) == [first, first + 1, first + 1, -1, first + 2, first + 3]


@pytest.mark.parametrize("way", WAYS)
def test_paragraphs_are_found_however_the_page_was_flattened(way: str) -> None:
    html = html_page(NEWS_EN.html)
    flat = text_page(flatten(html, NEWS_EN.html, way))
    texts = {html.blocks[number].text for number in sources(html, flat) if number >= 0}
    assert len(texts & set(NEWS_EN.paragraphs)) >= (len(NEWS_EN.paragraphs) if len(flat.blocks) > 3 else 0)


def test_nothing_comes_from_nothing() -> None:
    assert sources(html_page(""), text_page("One line")) == [-1]
    assert sources(html_page(HTML), text_page("")) == []
