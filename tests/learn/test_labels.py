import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("lightgbm")

from learn.data import label
from tearsheet.page.block import Page
from tearsheet.roles.features import measure
from tests.pages.markup import soup
from tests.pages.news import ALL, NEWS_EN, NEWS_ZH, News
from tests.pages.reading import html_page, text_page

BODY = NEWS_EN.paragraphs


def page(*texts: str) -> Page:
    return html_page("".join(f"<p>{text}</p>" for text in texts))


def labels(of: Page, gold: dict[str, object]) -> list[float]:
    return label(of, gold, measure(of).title_likeness).tolist()


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_words_of_the_gold_text_are_content(news: News) -> None:
    of = html_page(news.html)
    found = dict(
        zip((block.text for block in of.blocks), labels(of, {"text": "\n".join(news.paragraphs)}), strict=True)
    )
    assert all(found[text] == 1 for text in news.paragraphs)
    assert all(found[text] < 0.3 for text in (*news.navigation, news.legal, *news.comments))


def test_part_of_a_block_is_a_share() -> None:
    assert labels(page("one two three four", "five six"), {"text": "one two three"}) == [0.75, 0]


def test_blocks_without_words_are_unknown() -> None:
    found = labels(html_page(f"<p>{BODY[0]}</p><img src=/a.jpg><p>…</p>"), {"text": BODY[0]})
    assert found[0] == 1
    assert np.isnan(found[1:]).all()


def test_copies_share_the_label() -> None:
    # The gold has the text once, and the alignment credits one of them.
    assert labels(page(BODY[0], NEWS_EN.legal, BODY[0], BODY[1]), {"text": "\n".join(BODY[:2])})[::2] == [1, 1]
    assert labels(page(BODY[0], BODY[1], BODY[0].upper()), {"text": "\n".join(BODY[:2])}) == [1, 1, 1]
    assert labels(page(BODY[0], BODY[1], BODY[0]), {"text": BODY[1]}) == [0, 1, 0]
    zh = NEWS_ZH.paragraphs
    assert labels(page(zh[0], zh[1], zh[0]), {"text": zh[0]})[::2] == [1, 1]


def test_short_lines_are_no_copies() -> None:
    assert labels(page("Read the bridge story", BODY[0], "Read the bridge story"), {"text": BODY[0]}) == [0, 1, 0]
    found = labels(page("So they say", BODY[0], BODY[1], "So they say"), {"text": f"So they say {BODY[0]} {BODY[1]}"})
    assert found == [1, 1, 1, 0]


@pytest.mark.parametrize("text", ["", None])
@pytest.mark.parametrize("more", [{}, {"type": "forum", "title": "Bridge"}, {"with": [BODY[0]], "without": []}])
def test_an_empty_gold_text_tells_nothing(text: str | None, more: dict[str, object]) -> None:
    assert np.isnan(labels(page(*BODY), {"text": text, **more})).all()


def test_segments_tell_of_what_they_overlap() -> None:
    gold = {"with": [BODY[0][:40], BODY[1]], "without": [NEWS_EN.legal]}
    found = labels(page(BODY[0], NEWS_EN.legal, BODY[1][:60], BODY[2]), gold)
    assert found[:3] == [1, 0, 1]
    assert np.isnan(found[3])


def test_wanted_segments_win() -> None:
    assert labels(page(BODY[0]), {"with": [BODY[0][:50]], "without": [BODY[0][-50:]]}) == [1]


@pytest.mark.parametrize(("gold", "known"), [({"lang": "en"}, False), ({"title": "x"}, False), ({}, True)])
def test_titles_are_unknown_where_sets_do_not_agree(gold: dict[str, object], known: bool) -> None:
    of = html_page(f"<title>{NEWS_EN.title}</title><h1>{NEWS_EN.title}</h1><p>{BODY[0]}</p>")
    title, body = labels(of, {"text": BODY[0], **gold})
    assert (not np.isnan(title)) is known
    assert body == 1


def test_a_page_without_blocks() -> None:
    assert labels(html_page(""), {"text": BODY[0]}) == []


@given(soup, st.one_of(st.none(), st.text(max_size=40), st.just("bridge steigt. мост don’t x")))
@settings(max_examples=60, deadline=None)
def test_any_page_has_labels(html: str, text: str | None) -> None:
    for of in (html_page(html), text_page(html)):
        for gold in ({"text": text}, {"with": [text or "bridge"], "without": ["мост"]}):
            found = np.array(labels(of, gold))
            assert found.shape == (len(of.blocks),)
            known = found[~np.isnan(found)]
            assert ((known >= 0) & (known <= 1)).all()
