# ruff: noqa: E501

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet import extract
from tearsheet.page.role import Role
from tearsheet.roles.seealso import is_see_also_label, without_label
from tests.pages.news import NEWS_EN

HEADLINE = "The last ferry and its captain"
LABELS = (
    "Read more", "Also read", "Related", "Lesen Sie auch", "Mehr zum Thema", "À lire aussi", "Lire aussi", "Lea también",
    "Te puede interesar", "Leia também", "Leggi anche", "Lees ook", "Læs også", "Les også", "Läs också", "Lue myös",
    "Lesið einnig", "Czytaj także", "Čtěte také", "Čítajte aj", "Pročitajte i", "Preberite še", "Olvassa el is",
    "Citește și", "Lexo edhe", "Taip pat skaitykite", "Lasi arī", "Loe ka", "Ayrıca okuyun", "Baca juga", "Xem thêm",
    "Soma pia", "Читайте также", "Читайте також", "Прочетете още", "Прочитајте и", "Διαβάστε επίσης", "Կարդացեք նաև",
    "اقرأ أيضا", "همچنین بخوانید", "یہ بھی پڑھیں", "קראו עוד", "यह भी पढ़ें", "আরও পড়ুন", "மேலும் படிக்க", "อ่านเพิ่มเติม",
    "延伸閱讀", "相关阅读", "関連記事", "관련 기사", "Llegeix també", "Lees meer",
)  # fmt: skip


def within(part: str) -> str:
    return NEWS_EN.html.replace(f"<h2>{NEWS_EN.subhead}</h2>", f"{part}<h2>{NEWS_EN.subhead}</h2>")


@pytest.mark.parametrize("label", LABELS)
def test_label_and_link_between_the_paragraphs(label: str) -> None:
    article = extract(within(f'<p>{label}: <a href="/2023/ferry">{HEADLINE}</a></p>'), url=NEWS_EN.url)
    assert (HEADLINE, "https://harbour.example/2023/ferry") in [(link.text, link.url) for link in article.related]
    assert HEADLINE not in article.text


@pytest.mark.parametrize("label", LABELS)
def test_label_in_a_flat_capture(label: str) -> None:
    paragraphs = list(NEWS_EN.paragraphs)
    lines = [NEWS_EN.title, *paragraphs[:2], f"{label}: {HEADLINE}", *paragraphs[2:]]
    article = extract("\n\n".join(lines))
    assert HEADLINE in [link.text for link in article.related]
    assert HEADLINE not in article.text


def test_link_with_the_label_inside_and_nothing_else() -> None:
    article = extract(within(f'<p><a href="/2023/ferry">Read also “{HEADLINE}”</a></p>'), url=NEWS_EN.url)
    assert "/2023/ferry" in str([link.url for link in article.related])
    assert HEADLINE not in article.text


@pytest.mark.parametrize(
    "sentence",
    [
        'Read more <a href="/x">books</a> than you have to, said the captain, and the winter will be over before you know.',
        'Related <a href="/x">costs</a> came to two thousand crowns, which the harbour office paid out of its own pocket.',
        "More than forty people waited at the landing, although the ferry was two hours late and it had begun to rain.",
    ],
)
def test_sentence_that_begins_like_a_label_stays(sentence: str) -> None:
    article = extract(within(f"<p>{sentence}</p>"), url=NEWS_EN.url)
    begin = sentence.split("<")[0].strip()
    assert begin in article.text


def test_links_to_people_topics_and_networks_are_no_stories() -> None:
    box = "".join(
        f'<li><a href="{address}">Everything about the old wooden ferry</a></li>'
        for address in ("/tag/ferry", "/author/ilse-brandow", "https://www.facebook.com/harbour", NEWS_EN.url, "#top")
    )
    article = extract(within(f'<aside class="related-teaser"><ul>{box}</ul></aside>'), url=NEWS_EN.url)
    assert "Everything about the old wooden ferry" not in [link.text for link in article.related]


def test_names_of_sections_are_no_stories() -> None:
    box = '<li><a href="/publicistics">Publicistics and views</a></li><li><a href="/2023/the-late-old-boat">The late boat, again</a></li>'
    article = extract(within(f'<aside class="related-teaser"><ul>{box}</ul></aside>'), url=NEWS_EN.url)
    texts = [link.text for link in article.related]
    assert "The late boat, again" in texts
    assert "Publicistics and views" not in texts


def test_link_in_capitals_between_the_paragraphs() -> None:
    line = "THE OLD FERRY THAT NOBODY WANTED TO BUY"
    article = extract(within(f'<p><a href="/2023/ferry">{line}</a></p>'), url=NEWS_EN.url)
    assert line not in article.text
    assert line in [link.text for link in article.related]


def test_labels_by_themselves() -> None:
    assert is_see_also_label("Lesen Sie auch:")
    assert is_see_also_label("関連記事")
    assert not is_see_also_label("Lesen Sie auch: Der Hafen im Winter")
    assert without_label("Lesen Sie auch: Der Hafen im Winter") == "Der Hafen im Winter"
    assert without_label("Der Hafen im Winter") == "Der Hafen im Winter"


@given(st.text(max_size=400))
def test_any_text_has_an_end(text: str) -> None:
    assert without_label(text) in text
    assert is_see_also_label(text) in (True, False)


def test_line_is_left_out_as_related() -> None:
    article = extract(within(f'<p>Read more: <a href="/2023/ferry">{HEADLINE}</a></p>'), url=NEWS_EN.url)
    assert [block.role for block in article.left_out if HEADLINE in block.text] == [Role.RELATED]
