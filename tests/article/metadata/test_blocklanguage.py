from collections.abc import Callable
from dataclasses import replace

import pytest

from tearsheet.article.metadata.blocklanguage import block_languages
from tearsheet.page.block import Kind, Page
from tearsheet.page.role import Role

EN = (
    "The ferry across the lake carries passengers again after the winter, the company said on Monday.",
    "The engineers who looked at the engine in the autumn had found that it was not safe for the crossing.",
    "It was a long winter for the people of the town, who had to take the road around the lake to work.",
)
DE = "Wir freuen uns, dass die Fähre nach dem langen Winter endlich wieder fährt, sagte der Kapitän am Morgen."
DE_TOO = "Viele Menschen aus dem Ort standen am Ufer und haben die ersten Fahrgäste mit einem Lied begrüßt."
RU = "Паром через озеро снова перевозит пассажиров после зимы, сообщила в понедельник компания."
JA = (
    "湖を渡るフェリーは冬が終わり、再び乗客を運び始めたと会社が月曜日の朝に発表した。町の人々は岸辺で最初の客を迎えた。"
)


@pytest.fixture
def languages_of(page_of: Callable[..., Page]) -> Callable[..., dict[str, str]]:
    """The languages of paragraphs, by their first word."""

    def read(html: str, language: str | None = "en") -> dict[str, str]:
        page = page_of(html)
        blocks = [replace(b, role=Role.CODE if b.kind is Kind.CODE else Role.PARAGRAPH) for b in page.blocks]
        found = block_languages(page, blocks, language)
        return {page.blocks[number].text.split()[0]: code for number, code in found.items()}

    return read


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_text_in_one_language(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(*EN)) == {}


def test_a_quotation_in_another_language(languages_of: Callable[..., dict[str, str]]) -> None:
    html = paragraphs(EN[0], DE, EN[1]) + f"<blockquote>{RU}</blockquote>" + paragraphs(EN[2])
    assert languages_of(html) == {"Wir": "de", "Паром": "ru"}


def test_another_script_in_a_text_without_spaces(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(JA, EN[0], JA), "ja") == {"The": "en"}
    assert languages_of(paragraphs(EN[0], JA, EN[1])) == {JA: "ja"}


def test_both_halves_of_a_bilingual_page(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(*EN, DE, DE_TOO)) == {"Wir": "de", "Viele": "de"}


def test_an_attribute_settles_what_is_short(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(*EN) + "<p lang=fr-CA>Bonne traversée à tous</p>") == {"Bonne": "fr"}
    assert languages_of(paragraphs(*EN) + "<p>Bonne traversée à tous</p>") == {}


def test_an_attribute_that_the_words_contradict_is_not_believed(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(EN[0], EN[1]) + f"<div lang=fr><p>{EN[2]}</p></div>") == {}
    assert languages_of(paragraphs(EN[0], EN[1]) + f"<div lang=fr><p>{DE}</p></div>") == {"Wir": "de"}


def test_the_language_of_the_whole_page_is_no_blocks(languages_of: Callable[..., dict[str, str]]) -> None:
    short = "<p>Ferry times</p>"
    assert languages_of(f"<html lang=fr><body lang=fr>{paragraphs(*EN)}{short}") == {}


def test_nothing_is_told_apart_without_the_articles_language(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(EN[0], DE), None) == {}


def test_code_has_no_language(languages_of: Callable[..., dict[str, str]]) -> None:
    assert languages_of(paragraphs(*EN) + f"<pre>{DE}</pre>") == {}


def test_japanese_names_are_not_chinese(languages_of: Callable[..., dict[str, str]]) -> None:
    names = "宮崎県延岡市西都市木城町川南町都農町門川町綾町美郷町高千穂町都城市小林市三股町高原町熊本県阿蘇市"
    assert languages_of(paragraphs(JA, names, JA), "ja") == {}
