import json
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.page.block import Page
from tearsheet.roles.declared import DECLARED, measure_declared
from tearsheet.roles.features import FEATURES, measure
from tests.pages.markup import soup
from tests.pages.news import ALL, NEWS_EN, News
from tests.pages.reading import html_page, text_page

BODY = NEWS_EN.paragraphs


def page(script: str, *paragraphs: str, kind: str = "application/ld+json") -> Page:
    return html_page(f"<script type='{kind}'>{script}</script>" + "".join(f"<p>{text}</p>" for text in paragraphs))


def column(of: Page, name: str) -> list[float]:
    return measure_declared(of)[:, DECLARED.index(name)].tolist()


def declared(text: str, name: str = "articleBody") -> str:
    return json.dumps({"@type": "NewsArticle", name: text})


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_the_declared_body_is_found(news: News) -> None:
    script = json.dumps({"articleBody": "\n\n".join(news.paragraphs)}, ensure_ascii=news.language == "en")
    one = page(script, news.legal, *news.paragraphs, *news.comments)
    shares = column(one, "in declared articleBody")
    assert shares[1:-2] == pytest.approx([1] * len(news.paragraphs))
    assert max(shares[0], *shares[-2:]) < 0.3
    assert min(column(one, "length of declared articleBody")) == max(column(one, "length of declared articleBody")) > 0
    for name in ("description", "reviewBody"):
        assert column(one, f"in declared {name}") == column(one, f"length of declared {name}") == [0] * len(shares)


def test_distance_from_the_declared_body() -> None:
    other = "Words of another kind altogether."
    one = page(declared(" ".join(BODY)), other, other, *BODY[:2], other, *BODY[2:], *[other] * 60)
    assert column(one, "blocks from declared body") == [-2, -1, *[0] * 7, *range(1, 51), *[50] * 10]


def test_a_short_body_tells_no_place() -> None:
    one = page(declared(BODY[0]), "Words of another kind altogether.", BODY[0], "And of a third one as well.")
    assert column(one, "in declared articleBody") == [0, 1, 0]
    assert column(one, "blocks from declared body") == [0, 0, 0]


def test_a_body_that_does_not_stand_in_the_page_tells_no_place() -> None:
    one = page(declared(" ".join(BODY)), "Words of another kind altogether.", "And of a third one as well.")
    assert column(one, "blocks from declared body") == [0, 0]
    assert min(column(one, "length of declared articleBody")) > 0


@pytest.mark.parametrize(
    "value",
    [
        r"He said \"the bridge is open\" and left for good",
        r"He said \u0022the bridge is open\u0022 and left for good",
        r"<p>He said<\/p><p class=\"x\">the bridge is open and<br \/>left for good<\/p>",
        r"He said\nthe bridge\tis open\r\nand left for good",
        "He said\nthe bridge is\topen and left for good",
        "He said &quot;the bridge&nbsp;is open&quot; and left for good",
        "HE SAID THE BRIDGE IS OPEN AND LEFT FOR GOOD",
        # No JSON: nothing may be escaped like that.
        r"He said\nthe bridge is \'open\' and\nleft for good",
    ],
)
def test_escapes_and_tags_in_the_value(value: str) -> None:
    text = "He said “the bridge is open” and left for good"
    assert column(page(f'{{"articleBody": "{value}"}}', text), "in declared articleBody") == [1]


@pytest.mark.parametrize(
    "script",
    [
        '{{"@type": "NewsArticle", "articleBody": "{}",}}',
        '{{"@type": "NewsArticle" "articleBody" : "{}"',
        '// <![CDATA[\n[{{"@graph": [{{"articleBody":"{}"}}]}}]\n// ]]>',
        '{{"headline": "a "quoted" word", "articleBody"\n:\n"{}", "author": }}',
    ],
)
def test_broken_json_is_read_all_the_same(script: str) -> None:
    assert column(page(script.format(BODY[0]), BODY[0], BODY[2]), "in declared articleBody") == [1, 0]


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{}",
        f'{{"articleBody": "{BODY[0]}',
        f'{{"articleBody": ["{BODY[0]}"]}}',
        f"{{'articleBody': '{BODY[0]}'}}",
        '{"articleBody": "Too short"}',
        '{"articleBody": null}',
        f'{{"articleBody": "{BODY[0]}\\',
        f'{{"text": "{BODY[0]}"}}',
    ],
)
def test_nothing_declared_is_nothing_told(script: str) -> None:
    assert not measure_declared(page(script, BODY[0])).any()


def test_only_json_ld_declares() -> None:
    assert not measure_declared(page(declared(BODY[0]), BODY[0], kind="application/json")).any()


def test_reviews_add_up() -> None:
    reviews = [BODY[0], BODY[1]]
    script = json.dumps({"@type": "Product", "review": [{"@type": "Review", "reviewBody": text} for text in reviews]})
    one = page(script, *BODY[:3])
    assert column(one, "in declared reviewBody")[:2] == pytest.approx([1, 1])
    assert column(one, "in declared reviewBody")[2] < 0.1
    alone = page(declared(BODY[0], "reviewBody"), *BODY[:3])
    assert column(alone, "length of declared reviewBody")[0] < column(one, "length of declared reviewBody")[0]


def test_scripts_add_up() -> None:
    html = f"<script type=application/ld+json>{declared(BODY[0])}</script>"
    html += f"<script type=application/ld+json>{declared(BODY[1], 'description')}</script><p>{BODY[0]}<p>{BODY[1]}"
    one = html_page(html)
    assert column(one, "in declared articleBody") == [1, 0]
    assert column(one, "in declared description") == [0, 1]


def test_part_of_a_block() -> None:
    one = page(declared("one two three four five six"), "one two three four five nine ten eleven")
    assert column(one, "in declared articleBody") == [0.5]


def test_blocks_of_few_words_are_never_in() -> None:
    assert column(page(declared("one two three four five six"), "one two", "…"), "in declared articleBody") == [0, 0]


def test_columns_stand_among_the_features() -> None:
    one = page(declared(" ".join(BODY)), NEWS_EN.legal, *BODY)
    first = FEATURES.index(DECLARED[0])
    assert FEATURES[first : first + len(DECLARED)] == DECLARED
    assert (measure(one).matrix[:, first : first + len(DECLARED)] == measure_declared(one)).all()


def test_pages_without_blocks_or_markup() -> None:
    assert measure_declared(page(declared(BODY[0]))).shape == (0, len(DECLARED))
    assert not measure_declared(text_page(BODY[0])).any()


PIECES = st.sampled_from(['"articleBody"', ":", '"', "\\", "\\u12", "\\ud800", "<p>", "&amp;", "{", "\n", "one "])


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join), soup)
@settings(max_examples=100, deadline=None)
def test_any_script_can_be_held_against_any_page(script: str, html: str) -> None:
    script = f'{{"articleBody": "{script} {BODY[0]}"}}'.replace("</", "<")
    one = html_page(f"<script type=application/ld+json>{script}</script>{html}<p>{BODY[0]}</p>")
    found = measure_declared(one)
    assert found.shape == (len(one.blocks), len(DECLARED))
    assert np.isfinite(found).all()
    assert ((found[:, :3] >= 0) & (found[:, :3] <= 1)).all()
    assert (found[:, 3:6] >= 0).all()
    assert (abs(found[:, 6]) <= 50).all()


@pytest.mark.parametrize(
    "script",
    [
        '"articleBody":"' + "a " * 300_000,
        '"articleBody":"' + "\\" * 400_001,
        '"articleBody":"aaaaaaaaaaaaaaaaaaaa' * 20_000,
        '"articleBody"' + " " * 400_000,
        '"articleBody":"' + "<" * 50_000 + '"',
        '"articleBody":"' + "&a" * 25_000 + '"',
    ],
)
def test_long_scripts_are_soon_read(script: str) -> None:
    one = page(script, BODY[0])
    start = time.process_time()
    measure_declared(one)
    assert time.process_time() - start < 2
