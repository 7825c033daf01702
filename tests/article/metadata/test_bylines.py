from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.article import AuthorKind
from tearsheet.article.metadata import Metadata
from tearsheet.article.metadata.namekinds import kind_of
from tearsheet.article.metadata.names import split_byline

Read = Callable[..., Metadata]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Marsh", ["Ada Marsh"]),
        ("By Ada Marsh and Ben Okoro", ["Ada Marsh", "Ben Okoro"]),
        ("Written by: Ada Marsh", ["Ada Marsh"]),
        ("Von Jörg Süß, Anna de Vries und Ute van der Heide", ["Jörg Süß", "Anna de Vries", "Ute van der Heide"]),
        ("Par Zoé Lefèvre et Marc-Antoine d'Aubigné", ["Zoé Lefèvre", "Marc-Antoine d'Aubigné"]),
        ("Por Inés Ruiz Zapata y Pablo Soto Gil", ["Inés Ruiz Zapata", "Pablo Soto Gil"]),
        ("Di Luca Bassi e Sara Conti", ["Luca Bassi", "Sara Conti"]),
        ("Автор: Мария Зорина и Пётр Лесной", ["Мария Зорина", "Пётр Лесной"]),
        ("文／林曉梅", ["林曉梅"]),
        ("記者 林曉梅", ["林曉梅"]),
        ("林曉梅、陳大文", ["林曉梅", "陳大文"]),
        ("김하늘 기자", ["김하늘"]),
        ("בקלם".replace("בקלם", "מאת: נועה לוי"), ["נועה לוי"]),
        ("بقلم: ليلى حداد", ["ليلى حداد"]),
        ("Ada Marsh (ama)", ["Ada Marsh"]),
        ("Ada Marsh, Washington correspondent", ["Ada Marsh"]),
        ("Ada Marsh, Ph.D.", ["Ada Marsh, Ph.D."]),
        ("Ada Marsh @adamarsh", ["Ada Marsh"]),
        ("J. R. Marsh | ada@courier.example", ["J. R. Marsh"]),
        ("Felix Grau und Ute Blau, dpa", ["Felix Grau", "Ute Blau", "dpa"]),
        ("Ada Marsh (Reuters)", ["Ada Marsh", "Reuters"]),
        ("https://social.example/ada", []),
        ("By", []),
        ("Staff", []),
    ],
)
def test_names_are_separate(text: str, names: list[str]) -> None:
    assert split_byline(text) == names


def test_an_outlet_with_a_joining_word_stays_whole() -> None:
    assert split_byline("Lake and Shore", known=["Lake and Shore"]) == ["Lake and Shore"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ada Marsh", AuthorKind.PERSON),
        ("AFP", AuthorKind.AGENCY),
        ("Deutsche Presse-Agentur", AuthorKind.AGENCY),
        ("新华社", AuthorKind.AGENCY),
        ("The Lakeside Courier", AuthorKind.OUTLET),
        ("lakesidecourier", AuthorKind.OUTLET),
        ("Sportredaktion", AuthorKind.OUTLET),
        ("Редакция", AuthorKind.OUTLET),
    ],
)
def test_people_agencies_and_outlets_are_told_apart(name: str, kind: AuthorKind) -> None:
    assert kind_of(name, ["Lakeside Courier"], "https://www.lakesidecourier.example/x") is kind


@given(st.text(max_size=800))
def test_any_text_gives_short_names(text: str) -> None:
    assert all(name.strip() and len(name) <= 100 for name in split_byline(text))


HEAD = "<title>Ferry returns</title>"
BODY = "<h1>Ferry returns</h1>{}<p>The ferry across the lake carries passengers again, the company said.</p>"


def test_embedded_data_gives_kinds_and_addresses(metadata_of: Read) -> None:
    data = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry returns", "author": [
        {"@type": "Person", "name": "Ada Marsh", "url": "https://lakesidecourier.example/ada"},
        {"@type": "Organization", "name": "Harbour Desk Ltd"}, {"name": "dpa"}]}</script>"""
    authors = metadata_of(HEAD + data + BODY.format("")).authors
    assert [(a.name, a.kind.value) for a in authors] == [
        ("Ada Marsh", "person"),
        ("Harbour Desk Ltd", "outlet"),
        ("dpa", "agency"),
    ]
    assert authors[0].url == "https://lakesidecourier.example/ada"
    assert authors[1].url is None


def test_a_person_in_the_byline_comes_before_the_outlet_in_the_data(metadata_of: Read) -> None:
    head = '<meta property="og:site_name" content="Lakeside Courier"><meta name="author" content="Lakeside Courier">'
    found = metadata_of(HEAD + head + BODY.format("<p>By Ada Marsh, 3 May 2024</p>"))
    assert [a.name for a in found.authors] == ["Ada Marsh"]
    assert found.evidences["authors"][0].source == "visible"
    alone = metadata_of(HEAD + head + BODY.format(""))
    assert [(a.name, a.kind) for a in alone.authors] == [("Lakeside Courier", AuthorKind.OUTLET)]


def test_linked_names_of_a_byline_are_separate(metadata_of: Read) -> None:
    line = '<p class="byline"><a href="/ada">Ada Marsh</a> <a href="/ben">Ben Okoro</a></p>'
    found = metadata_of(HEAD + BODY.format(line))
    assert [(a.name, a.url) for a in found.authors] == [
        ("Ada Marsh", "https://www.lakesidecourier.example/ada"),
        ("Ben Okoro", "https://www.lakesidecourier.example/ben"),
    ]


def test_a_label_on_a_line_of_its_own_introduces_the_name(metadata_of: Read) -> None:
    assert [a.name for a in metadata_of(HEAD + BODY.format("<p>By</p><p>Ada Marsh</p>")).authors] == ["Ada Marsh"]


def test_authors_of_comments_are_not_the_articles(metadata_of: Read) -> None:
    comment = '<div class="comments"><a rel="author" href="/u/1">Angry Reader</a></div>'
    assert metadata_of(HEAD + BODY.format(comment)).authors == ()
