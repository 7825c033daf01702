import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.block import Page
from tearsheet.roles.features import measure
from tearsheet.roles.ownnumbers import PRICE
from tearsheet.roles.pagetype import PAGE_FEATURES, measure_page
from tests.pages.reading import html_page


def told(page: Page, name: str) -> float:
    return float(measure_page(page, measure(page))[PAGE_FEATURES.index(name)])


@given(st.lists(st.sampled_from(["$", "€", " ", "5", "</p><p>", "kr", "x", "USD", "EURO", "1", "zł", "руб", "."])))
def test_all_prices_are_counted_once(parts: list[str]) -> None:
    page = html_page(f"<p>{''.join(parts)}</p>")
    prices = len(PRICE.findall("\n".join(block.text for block in page.blocks)))
    assert told(page, "prices") == np.float32(np.log1p(prices))


@pytest.mark.parametrize(
    ("script", "count"),
    [
        ('{"@type": "NewsArticle"}', 1),
        ('{"@type" : ["Report"], "b": {"@type":"newsarticle"}}', 2),
        ('{"@type": "@type", "@type":"Article"}', 1),
        ('{"@type": "Articles", "type": "Article"}', 0),
    ],
)
def test_declared_types_are_counted_by_family(script: str, count: int) -> None:
    page = html_page(f'<script type="application/ld+json">{script}</script><p>The bridge reopened.</p>')
    assert told(page, "declares article") == np.float32(np.log1p(count))


def test_declared_types_are_read_from_microdata() -> None:
    page = html_page('<div itemscope itemtype="https://schema.org/Product"><p>A bicycle</p></div>')
    assert told(page, "declares product") == np.float32(np.log1p(1))
