import html
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.article import Author, AuthorKind, Entry
from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.article.metadata.authors import AuthorList, author_values, gather_authors
from tearsheet.article.metadata.declared import Declared
from tearsheet.article.metadata.namekinds import kind_of
from tearsheet.article.metadata.names import split_byline
from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.html import read_html

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
        ("Ada “Addie” Marsh", ["Ada “Addie” Marsh"]),
        ("Ada Marsh Updated", ["Ada Marsh"]),
        ("Ada Marsh 5 min read", ["Ada Marsh"]),
        ("the Harbour Team 2–3 minutes", ["the Harbour Team"]),
        ("Ada Marsh ⋅", ["Ada Marsh"]),
        ("#creator", []),
        ("Bringing More Boats In-House,”", []),
        ("湖岸日報╱記者林曉梅", ["林曉梅"]),
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


HEAD = '<title>Ferry returns</title><meta property="og:type" content="article">'
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


def lists_of(declared: Declared) -> dict[str, list[str]]:
    """The names that each kind of place gives."""
    title = next(block for block in declared.blocks if block.text == "Ferry returns")
    return {found.kind: [a.name for a in found.authors] for found in gather_authors(declared, [], title)}


def test_each_author_may_stand_on_a_line_of_their_own(declared_of: Callable[..., Declared]) -> None:
    lines = '<ul><li class="bylineItem">von Anna Muster</li><li class="bylineItem">Ben Beispiel</li></ul>'
    assert lists_of(declared_of(HEAD + BODY.format(lines)))["visible byline named"] == ["Anna Muster", "Ben Beispiel"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("dated", "<p>3 May 2024 · Ada Marsh · 4 min read</p>"),
        ("worded", "<p>Published 3 May 2024 by Ada Marsh</p>"),
        ("worded", "<p>By</p><p>Ada Marsh</p>"),
        ("worded", "<p>By Ada Marsh, Harbour Correspondent<br>Photos by Ben Okoro</p>"),
        ("linked", '<div><a href="/author/ada-marsh">Ada Marsh</a></div>'),
        ("named", '<div class="articleAuthorName">Ada Marsh</div>'),
    ],
)
def test_a_byline_is_told_by_wording_links_names_and_shape(
    declared_of: Callable[..., Declared], kind: str, line: str
) -> None:
    assert lists_of(declared_of(HEAD + BODY.format(line)))[f"visible byline {kind}"] == ["Ada Marsh"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>By using this page you agree to our terms</p>",
        "<p>Photos by Ben Okoro</p>",
        "<p>Edited by Ben Okoro</p>",
        '<div class="author">Get a demo</div><p>You may get the demo here at any time, and it is for free.</p>',
        '<div class="related"><p>By Ben Okoro</p></div>',
    ],
)
def test_other_lines_below_the_title_name_no_author(metadata_of: Read, line: str) -> None:
    assert metadata_of(HEAD + BODY.format(line)).authors == ()


def test_a_box_below_the_text_names_the_author_where_nothing_else_does(metadata_of: Read) -> None:
    text = "".join(f"<p>Boat number {n} left the harbour at noon, its captain said.</p>" for n in range(20))
    box = '<div class="author-name">Ada Marsh</div>'
    assert [a.name for a in metadata_of(HEAD + BODY.format("") + text + box).authors] == ["Ada Marsh"]


def test_an_address_of_the_authors_page_is_taken_from_a_link_of_that_name(metadata_of: Read) -> None:
    head = '<meta name="author" content="Ada Marsh">'
    line = '<p><a href="/staff/ada-marsh">Ada Marsh</a></p>'
    authors = metadata_of(HEAD + head + BODY.format(line)).authors
    assert [a.url for a in authors] == ["https://www.lakesidecourier.example/staff/ada-marsh"]


def test_who_opens_a_thread_is_one_answer_to_who_wrote_it(declared_of: Callable[..., Declared]) -> None:
    declared = declared_of(HEAD + BODY.format("<p>By Ben Okoro</p>"))
    opening = Entry(author="harbour_cat", place=declared.blocks[0].place)
    found = {each.kind: [a.name for a in each.authors] for each in gather_authors(declared, [], None, opening)}
    assert found["entry author"] == ["harbour_cat"]


def test_every_kind_of_place_gives_a_list_of_its_own(declared_of: Callable[..., Declared]) -> None:
    head = '<meta name="author" content="KatieS"><meta name="parsely-author" content="Ada Marsh">'
    line = '<p>By <a href="/author/ada-marsh">Ada Marsh</a> and Ben Okoro</p>'
    declared = declared_of(HEAD + head + BODY.format(line))
    found = lists_of(declared)
    assert found == {
        "meta parsely-author": ["Ada Marsh"],
        "meta author": ["KatieS"],
        "visible byline worded": ["Ada Marsh", "Ben Okoro"],
        "visible byline linked": ["Ada Marsh"],
        "visible name link": ["Ada Marsh", "Ben Okoro"],
    }


def test_spellings_of_one_name_are_one_answer() -> None:
    lists = [
        AuthorList("meta author", (Author("ADA MARSH"),), ()),
        AuthorList("visible byline worded", (Author("Dr. Ada Marsh"),), ()),
    ]
    (value,) = author_values(lists)
    assert [author.name for author in value.authors] == ["Dr. Ada Marsh"]
    assert {"meta author", "visible byline worded"} <= value.signs


def test_a_date_that_is_stuck_to_a_name_is_cut_off() -> None:
    assert split_byline("by Ada MarshNovember 21, 2025") == ["Ada Marsh"]
    assert split_byline("by Lake CourierNovember 21, 202501747", known=["Lake Courier"]) == ["Lake Courier"]


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_lines_below_a_title_give_whole_names(lines: list[str]) -> None:
    markup = "".join(f'<p class="byline"><a href="/author/x">{html.escape(line)}</a></p>' for line in lines)
    source = HEAD + BODY.format("{}").replace("{}", markup)
    limits = Limits()
    page = read_html(Capture(source), source, limits, Deadline(limits, "test"))
    authors = find_metadata(page, page.blocks).authors
    assert all(author.name.strip() == author.name and 1 < len(author.name) <= 110 for author in authors)
