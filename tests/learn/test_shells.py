from dataclasses import replace

import numpy as np
import pytest

from learn.data import Example, label
from learn.shells import shell
from tearsheet.roles.features import measure
from tearsheet.roles.tokens import read_tokens
from tests.pages.news import NEWS_EN
from tests.pages.reading import html_page


@pytest.fixture(scope="module")
def whole() -> Example:
    page = html_page(NEWS_EN.html)
    gold = {"text": "\n".join(NEWS_EN.paragraphs)}
    features = measure(page)
    names, words = read_tokens(page)
    target = label(page, gold, features.title_likeness)
    return Example("set", "1", "", "site.example", gold, page, features, names, words, target)


def test_a_shell_is_the_page_without_its_text(whole: Example) -> None:
    rest = shell(whole)
    assert rest is not None
    texts = [block.text for block in rest.page.blocks]
    assert NEWS_EN.legal in texts
    assert not set(texts) & set(NEWS_EN.paragraphs)
    assert [block.block for block in rest.page.blocks] == list(range(len(texts)))
    assert rest.site == whole.site
    assert len(rest.features.matrix) == len(rest.target) == len(texts)
    assert not rest.target.any()


def test_what_may_be_content_goes_too(whole: Example) -> None:
    target = whole.target.copy()
    target[np.flatnonzero(target == 0)[0]] = np.nan
    rest = shell(replace(whole, target=target))
    full = shell(whole)
    assert rest is not None
    assert full is not None
    assert len(rest.page.blocks) == len(full.page.blocks) - 1


def test_of_too_little_nothing_is_made(whole: Example) -> None:
    assert shell(replace(whole, gold={"text": ""})) is None
    assert shell(replace(whole, target=np.ones(len(whole.target)))) is None
