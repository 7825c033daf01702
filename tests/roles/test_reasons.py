from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.block import Page
from tearsheet.page.role import PageType, Role
from tearsheet.roles import decide
from tearsheet.roles.decision import settle
from tearsheet.roles.features import PageFeatures, measure
from tearsheet.roles.furniture import furniture_roles
from tearsheet.roles.reasons import UNASKED, Reasons
from tests.pages.news import NEWS_DE, NEWS_EN, NEWS_ZH, plain
from tests.pages.reading import html_page

FOOT = """<div><p>12</p><p>7</p><p>Comments</p><p>Share this story</p><p>3</p><p>4</p></div>
<p>{long}</p><p>{long}</p><p>Kontakt</p><p>联系我们</p><p>(c) 2024</p><h3>Most read</h3><p>A</p><p>B</p><p>5</p>"""
HTML = plain(NEWS_EN).replace("</body>", FOOT.format(long="The bridge is open, the mayor said on Monday. " * 9))
PAGES = {"en": HTML, "de": plain(NEWS_DE), "zh": plain(NEWS_ZH)}


@cache
def known(name: str) -> tuple[Page, PageFeatures, list[int], dict[int, Role]]:
    page = html_page(PAGES[name])
    features = measure(page)
    numbers = [block.block for block in page.blocks if block.text]
    return page, features, numbers, furniture_roles(page, features, numbers)


@pytest.mark.parametrize("name", PAGES)
@given(data=st.data())
def test_reason_does_not_hang_on_what_else_is_asked(name: str, data: st.DataObject) -> None:
    page, features, numbers, roles = known(name)
    reasons = Reasons(page, features, numbers)
    for _ in range(2):
        asked = data.draw(st.lists(st.integers(0, len(page.blocks) - 1), max_size=6))
        assert reasons.of(asked) == {number: roles[number] for number in asked if number in roles}


def test_only_left_out_blocks_have_a_reason() -> None:
    page, features, numbers, _ = known("en")
    assert Reasons(page, features, numbers[:3]).of(numbers).keys() == set(numbers[:3])


def test_roles_are_finished_when_they_are_asked_for() -> None:
    page = html_page(HTML)
    decision = decide(page)
    unasked = set(decision.reasons.unasked)
    assert unasked
    assert {decision.rough[number] for number in unasked} == {UNASKED}
    again = decide(page)
    again.reasons.of(sorted(unasked)[:4])
    assert decision.roles == again.roles
    assert Role.DUPLICATE in decision.roles


@pytest.mark.parametrize(("between", "kept"), [("byline", True), ("share", False)])
def test_only_furniture_parts_a_heading_from_its_text(between: str, kept: bool) -> None:
    html = f"""<article><h1>Bridge reopens</h1><p>The bridge over the Aar reopened on Monday after three years of
    repairs, the city said.</p><h2>Repairs</h2><p class={between}>B. Meier</p><p>The repairs cost more than was thought
    when they began, and took a year longer than that.</p></article>"""
    page = html_page(html)
    assert page.blocks[2].text == "Repairs"
    decision = settle(page, measure(page), np.array([0.2, 0.99, 0.22, 0.02, 0.99]), PageType.ARTICLE, 0.9)
    assert (decision.roles[2] is Role.HEADING) == kept
    assert (decision.rough[2] is Role.HEADING) == kept
