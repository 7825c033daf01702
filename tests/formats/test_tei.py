import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.article import Article, Author, AuthorKind, Entry, Image
from tearsheet.capture import Capture
from tearsheet.formats.tei import write_tei
from tearsheet.page.block import Block, Cell, Kind, Mark, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
texts = st.text(alphabet=st.characters(exclude_categories=()), max_size=15) | st.text(
    alphabet="<>&\"'\0\x0b\ufffe\ud800]- \n\ta", max_size=25
)
PLACE = Place("element", element=1)


def block(text: str, role: Role = Role.PARAGRAPH, **rest: Any) -> Block:
    return Block(text, Kind(role.value), PLACE, role=role, **rest)


blocks = st.builds(
    Block,
    texts,
    st.sampled_from(Kind),
    st.just(PLACE),
    level=st.integers(-1, 9),
    ordinal=st.none() | st.integers(),
    marks=st.lists(
        st.builds(
            Mark,
            st.integers(0, 20),
            st.integers(0, 20),
            st.sampled_from(["link", "strong", "emphasis", "code", "subscript", "superscript", "time"]),
            st.none() | texts | texts.map("https://a.test/{}".format) | st.just("2024-05-03"),
        ),
        max_size=4,
    ).map(tuple),
    cells=st.lists(st.lists(st.builds(Cell, texts, st.booleans()), max_size=3).map(tuple), max_size=3).map(tuple),
    picture=st.none() | st.builds(Picture, texts),
    role=st.none() | st.sampled_from(Role),
    entry=st.none() | st.integers(0, 2),
)
articles = st.builds(
    Article,
    title=st.none() | texts,
    kicker=st.none() | texts,
    standfirst=st.none() | texts,
    authors=st.lists(st.builds(Author, texts, st.sampled_from(AuthorKind), st.none() | texts), max_size=2).map(tuple),
    published=st.none() | st.datetimes(),
    published_raw=st.none() | texts,
    language=st.none() | texts,
    site_name=st.none() | texts,
    section=st.none() | texts,
    tags=st.lists(texts, max_size=2).map(tuple),
    url=st.none() | texts,
    body=st.lists(blocks, max_size=6).map(tuple),
    entries=st.lists(st.builds(Entry, texts, texts, st.none() | st.datetimes()), max_size=3).map(tuple),
    images=st.lists(st.builds(Image, texts, texts, texts, texts, st.integers()), max_size=2).map(tuple),
    capture=st.none() | st.builds(Capture, texts, st.none() | texts),
)

# What may stand in what, of the elements that are written here (the content models of TEI P5).
INLINE = {"hi", "ref", "code", "date", "lb"}
PARTS = {"p", "list", "table", "quote", "ab", "figure"}
CONTENT = {
    "TEI": {"teiHeader", "text"},
    "text": {"body"},
    "body": {"head", "argument", "div"} | PARTS,
    "div": {"head", "byline", "dateline", "div"} | PARTS,
    "argument": {"p"},
    "quote": {"p"},
    "dateline": {"date"},
    "list": {"item"},
    "item": {"list"} | INLINE,
    "table": {"head", "row"},
    "row": {"cell"},
    "ab": {"code"},
    "figure": {"head", "graphic", "figDesc", "byline"},
    "code": set(),
    "graphic": set(),
    "lb": set(),
    **dict.fromkeys(["p", "head", "cell", "hi", "ref", "date", "byline", "figDesc"], INLINE),
}


def parse(article: Article) -> ET.Element:
    written = write_tei(article)
    return ET.fromstring(written.encode())


@given(articles)
def test_any_article_is_well_formed_and_has_the_structure_of_tei(article: Article) -> None:
    root = parse(article)
    assert [child.tag for child in root] == [f"{TEI}teiHeader", f"{TEI}text"]
    for node in root[1].iter():
        name = node.tag.removeprefix(TEI)
        inside = [child.tag.removeprefix(TEI) for child in node]
        assert set(inside) <= CONTENT[name], name
        if name in ("body", "div"):
            after_first_div = inside[inside.index("div") :] if "div" in inside else []
            assert set(after_first_div) <= {"div"}
            assert inside or name == "div"
        if name in ("list", "table", "figure", "row"):
            assert inside, name


@given(texts)
def test_any_text_survives_but_for_what_xml_forbids(text: str) -> None:
    root = parse(Article(body=(block(text), block("End."))))
    body = root.find(f"{TEI}text/{TEI}body")
    assert body is not None
    forbidden = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    # Controls and noncharacters that XML merely discourages may be dropped, too; they are nothing that one reads.
    discouraged = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")
    kept = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in forbidden.sub("", text))
    kept = "".join(sign for sign in discouraged.sub("", kept) if ord(sign) & 0xFFFE != 0xFFFE)
    assert "".join(body.itertext()).split() == f"{kept} End.".split()


def test_the_header_describes_the_source() -> None:
    root = parse(
        Article(
            title="Ferry & quay",
            authors=(Author("Ana Reis", url="https://a.test/ana"), Author("Wire", AuthorKind.AGENCY)),
            published=datetime(2024, 5, 3),
            published_raw="3 May 2024",
            modified=datetime(2024, 5, 4, 10, tzinfo=UTC),
            language="pt-BR",
            site_name="The Quay",
            section="Coast",
            tags=("boats", "sea"),
            url="https://a.test/ferry",
            capture=Capture("x", "https://a.test/ferry?p", datetime(2024, 6, 1, tzinfo=UTC)),
        )
    )
    assert root.get(f"{XML}lang") == "pt-BR"

    def found(path: str) -> list[ET.Element]:
        return root.findall(f"{TEI}teiHeader/" + "/".join(f"{TEI}{step}" for step in path.split("/")))

    def said(path: str) -> list[tuple[str | None, dict[str, str]]]:
        return [(node.text, node.attrib) for node in found(path)]

    assert said("fileDesc/titleStmt/title") == [("Ferry & quay", {})]
    assert said("fileDesc/titleStmt/author/persName") == [("Ana Reis", {"ref": "https://a.test/ana"})]
    assert said("fileDesc/titleStmt/author/orgName") == [("Wire", {})]
    source = "fileDesc/sourceDesc/bibl"
    assert said(f"{source}/publisher") == [("The Quay", {})]
    assert said(f"{source}/date") == [
        ("3 May 2024", {"type": "published", "when": "2024-05-03"}),
        ("2024-05-04T10:00:00+00:00", {"type": "modified", "when": "2024-05-04T10:00:00+00:00"}),
        ("2024-06-01T00:00:00+00:00", {"type": "captured", "when": "2024-06-01T00:00:00+00:00"}),
    ]
    assert said(f"{source}/ptr") == [(None, {"target": "https://a.test/ferry"})]
    assert [(text, attributes["type"]) for text, attributes in said(f"{source}/idno")][:2] == [
        ("https://a.test/ferry", "URL"),
        ("https://a.test/ferry?p", "capture"),
    ]
    assert said("profileDesc/langUsage/language") == [("pt-BR", {"ident": "pt-BR"})]
    assert said("profileDesc/textClass/keywords/term") == [
        ("article", {"type": "pageType"}),
        ("Coast", {"type": "section"}),
        ("boats", {}),
        ("sea", {}),
    ]


def test_the_body_keeps_its_structure() -> None:
    place = Place("element", element=7)
    body = (
        block("Intro H2O.", marks=(Mark(7, 8, "subscript"), Mark(0, 5, "link", "https://a.test/?a&b"))),
        block("One", Role.HEADING, level=2),
        block("Deep", Role.HEADING, level=3),
        block("a\nb", Role.QUOTATION),
        block("Two", Role.HEADING, level=2),
        block("first", Role.LIST_ITEM, level=1, ordinal=1),
        block("inner", Role.LIST_ITEM, level=2),
        block("A | B", Role.TABLE, cells=((Cell("A", True, columns=2), Cell("B", rows=2)),)),
        block("x\n  y", Role.CODE),
        Block("", Kind.IMAGE, place, role=Role.IMAGE, picture=Picture("https://a.test/i.jpg")),
    )
    image = Image("https://a.test/i.jpg", "The quay", "J. Silva", "boat", 640, None, place=place)
    written = write_tei(Article(title="Ferry", standfirst="It sails.", body=body, images=(image,)))
    assert (
        written.partition("<text>\n")[2]
        == """<body>
<head>Ferry</head>
<argument><p>It sails.</p></argument>
<p><ref target="https://a.test/?a&amp;b">Intro</ref> H<hi rend="subscript">2</hi>O.</p>
<div><head>One</head>
<div><head>Deep</head>
<quote>
<p>a<lb/>
b</p>
</quote>
</div>
</div>
<div><head>Two</head>
<list rend="numbered">
<item n="1">first
<list rend="bulleted">
<item>inner</item>
</list></item>
</list>
<table>
<row>
<cell role="label" cols="2">A</cell>
<cell rows="2">B</cell>
</row>
</table>
<ab type="code" xml:space="preserve"><code>x
  y</code></ab>
<figure>
<head>The quay</head>
<graphic url="https://a.test/i.jpg" width="640px"/>
<figDesc>boat</figDesc>
<byline>J. Silva</byline>
</figure>
</div>
</body>
</text>
</TEI>"""
    )


def test_code_in_a_line_holds_no_elements() -> None:
    written = write_tei(Article(body=(block("run\nit\nnow", marks=(Mark(0, 6, "code"), Mark(2, 5, "strong"))),)))
    assert '<code>ru</code><hi rend="bold"><code>n\ni</code></hi><code>t</code><lb/>\nnow' in written


def test_entries_are_divisions() -> None:
    root = parse(
        Article(
            entries=(Entry("Boat leaves", "Ana", datetime(2024, 5, 3, 9, 30, tzinfo=UTC)),),
            body=(block("Live."), block("It left.", entry=0), block("Later.")),
        )
    )
    body = root.find(f"{TEI}text/{TEI}body")
    assert body is not None
    assert [(node.tag.removeprefix(TEI), node.get("type")) for node in body] == [
        ("p", None),
        ("div", "entry"),
        ("div", None),
    ]
    assert [(node.tag.removeprefix(TEI), "".join(node.itertext()).strip()) for node in body[1]] == [
        ("head", "Boat leaves"),
        ("byline", "Ana"),
        ("dateline", "2024-05-03T09:30:00+00:00"),
        ("p", "It left."),
    ]


def test_blocks_in_another_language_say_so() -> None:
    body = (
        replace(block("Ahoj svete."), language="sk"),
        replace(block("Dobry den", Role.HEADING, level=2), language="sk"),
        replace(block("jeden", Role.LIST_ITEM, level=1), language="sk"),
        block("And so on."),
    )
    root = parse(Article(language="en", body=body))
    told = {(node.text or "", node.get(f"{XML}lang")) for node in root.iter() if node.text and node.text.strip()}
    assert {("Ahoj svete.", "sk"), ("Dobry den", "sk"), ("jeden", "sk"), ("And so on.", None)} <= told
