"""The section that lines of a flat capture tell."""

import pytest

from tearsheet import extract
from tearsheet.article.article import Article

BODY = (
    "The council voted on Monday to close the old bridge for two years while its piers are replaced.",
    "Traffic will be led over the northern bridge, which was widened last spring for that purpose.",
    "Shop owners on the west bank said they feared for their trade, and asked for lower rents until then.",
)
TITLE = "Old bridge closes for two years"
MENU = ("Harbour news", "Tides and weather", "Shipping list", "Letters from readers", "Contact us", "Subscribe")


def told(*above: str, below: tuple[str, ...] = ()) -> tuple[Article, str]:
    text = "\n".join((*above, TITLE, "By Ann Miller", "3 May 2024", *BODY, *below))
    article = extract(text)
    assert article.title == TITLE
    for evidence in article.evidence("section"):
        assert text[evidence.place.start : evidence.place.end] == evidence.raw
        assert evidence.source == "visible"
    return article, text


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (("Home > Harbour > Bridges",), "Bridges"),
        (("Home / Harbour / Old bridge closes for two years",), "Harbour"),
        (("You are here: Home » Harbour » Bridges » Old bridge closes...",), "Bridges"),
        (("Harbour › Bridges",), "Bridges"),
        (("Startseite", ">", "Hafen", ">", "Brücken", ">", TITLE), "Brücken"),
        (("Главная", "Порт"), "Порт"),
        (("首页 > 港口 > 桥梁",), "桥梁"),
        (("الرئيسية » الميناء",), "الميناء"),
        (("Αρχική / Λιμάνι / Γέφυρες",), "Γέφυρες"),
    ],
)
def test_trails(above: tuple[str, ...], section: str) -> None:
    article, text = told(*MENU, *above)
    assert article.section == section
    used = article.evidence("section")[0]
    assert used.used
    assert text[used.place.start : used.place.end] == section
    assert article.confidences["section"] >= 0.8


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Filed under: Harbour, Bridges", "Harbour"),
        ("Section: Harbour", "Harbour"),
        ("Rubrik: Hafen", "Hafen"),
        ("Рубрика: Порт", "Порт"),
        ("栏目：港口", "港口"),
        ("Classé dans : Port", "Port"),
    ],
)
def test_labelled_lines(line: str, section: str) -> None:
    assert told(*MENU, below=(line,))[0].section == section
    assert told(line)[0].section == section


def test_a_label_alone_heads_the_line_below() -> None:
    assert told(below=("Filed under", "Harbour"))[0].section == "Harbour"
    assert told("Section", "Harbour")[0].section is None


@pytest.mark.parametrize(
    "name", ["Politics", "Wirtschaft", "Économie", "Общество", "Πολιτική", "رياضة", "国际", "경제", "खेल"]
)
def test_the_common_name_of_a_section_above_the_title(name: str) -> None:
    article, _ = told(*MENU, name)
    assert article.section == name
    assert told(*MENU, name, "Crossing the river")[0].section == name


def test_an_item_of_the_menu_said_again_is_a_guess() -> None:
    article, _ = told(*MENU, "Log in", "Tides and weather")
    assert article.section == "Tides and weather"
    assert article.confidences["section"] <= 0.5


def test_a_menu_that_stands_twice_tells_nothing() -> None:
    assert told(*MENU, *MENU)[0].section is None
    assert told("News", "Politics", "Business", "Sport", "Culture")[0].section is None


@pytest.mark.parametrize("line", ["Crossing the river", "3 May 2024", "Read more >", "Page 1 / 2", "iOS | Android"])
def test_other_lines_above_the_title(line: str) -> None:
    article, _ = told(*MENU, line)
    assert article.section is None
    assert "section" not in article.confidences


def test_pages_with_elements_are_not_read_by_lines() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    page = f"<html><body><div>Home &gt; Harbour</div><h1>{TITLE}</h1>{paragraphs}</body></html>"
    assert extract(page).section is None
