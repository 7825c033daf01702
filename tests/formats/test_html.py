from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tearsheet.article.article import Article, Author, AuthorKind, Entry, Image
from tearsheet.formats.html import write_html
from tearsheet.formats.inline import printable
from tearsheet.page.block import Block, Cell, Kind, Mark, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role

ALLOWED: dict[str, set[str]] = {
    "article": {"lang", "dir"},
    "p": {"class", "lang"},
    "ol": {"start"},
    "li": {"value", "lang"},
    "table": {"lang"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "img": {"src", "alt", "width", "height"},
    "a": {"href"},
    "time": {"datetime"},
} | {f"h{level}": {"lang"} for level in range(1, 7)}
ALLOWED |= {
    name: set()
    for name in (
        "header section ul caption tbody tr blockquote pre figure figcaption br strong em code sub sup small"
    ).split()
}
CLASSES = {"kicker", "standfirst", "byline", "published", "modified"}

hostile = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=()), max_size=20),
    st.text(alphabet="<>&\"'`=/ \n\t\0\x01ab;:#!-\ud800]", max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "</pre></code><svg onload=alert(1)>",
            "<!--",
            "-->",
            "]]>",
            "</article><style>*{}</style>",
            "&lt;b&gt;",
            "&#60;b&#62;",
            "<plaintext>",
            "</textarea><math>",
        ]
    ),
)
targets = st.one_of(
    hostile,
    st.sampled_from(
        [
            "javascript:alert(1)",
            "  JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\x00javascript:alert(1)",
            "vb\tscript:x",
            "data:text/html;base64,PHN2Zz4=",
            "//evil.test/",
            'https://a.test/" onclick="x',
            "https://a.test/'><script>",
            "mailto:a@b.test?subject=<b>",
            "http://a.test/x y",
        ]
    ),
    st.builds(lambda scheme, rest: f"{scheme}:{rest}", hostile, hostile),
    hostile.map(lambda rest: f"https://a.test/{rest}"),
)
cells = st.builds(Cell, hostile, st.booleans(), st.integers(-5, 10**18), st.integers(-5, 10**18))
blocks = st.builds(
    Block,
    hostile,
    st.sampled_from(Kind),
    st.just(Place("element", element=1)),
    level=st.integers(-2, 10**6),
    ordinal=st.none() | st.integers(-(10**30), 10**30),
    marks=st.lists(
        st.builds(
            Mark,
            st.integers(-5, 40),
            st.integers(-5, 40),
            st.sampled_from(["link", "strong", "emphasis", "code", "subscript", "superscript", "time", "script"]),
            st.none() | targets,
        ),
        max_size=4,
    ).map(tuple),
    cells=st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple),
    picture=st.none() | st.builds(Picture, targets, hostile, st.integers(), st.integers()),
    role=st.none() | st.sampled_from(Role),
    entry=st.none() | st.integers(-1, 2),
)
articles = st.builds(
    Article,
    title=st.none() | hostile,
    kicker=st.none() | hostile,
    standfirst=st.none() | hostile,
    authors=st.lists(st.builds(Author, hostile, st.sampled_from(AuthorKind), targets), max_size=2).map(tuple),
    published=st.none() | st.datetimes(),
    published_raw=st.none() | hostile,
    language=st.none() | hostile | st.just("pt-BR"),
    site_name=st.none() | hostile,
    section=st.none() | hostile,
    tags=st.lists(hostile, max_size=2).map(tuple),
    url=st.none() | targets,
    body=st.lists(blocks, max_size=5).map(tuple),
    entries=st.lists(st.builds(Entry, hostile, hostile, st.none() | st.datetimes()), max_size=2).map(tuple),
    images=st.lists(
        st.builds(
            Image, targets, hostile, hostile, hostile, st.integers(), st.integers(), st.booleans(),
            st.none() | st.just(Place("element", element=1)),
        ),
        max_size=2,
    ).map(tuple),
)  # fmt: skip


def block(text: str, role: Role = Role.PARAGRAPH, **rest: Any) -> Block:
    return Block(text, Kind(role.value), Place("element", element=1), role=role, **rest)


def elements(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=True):
        yield child
        yield from elements(child)


def check(html: str) -> None:
    html.encode()
    body = LexborHTMLParser(html).body
    assert body is not None
    top = [child.tag for child in body.iter(include_text=True) if child.tag != "-text" or (child.text() or "").strip()]
    assert top == ["article"]
    for node in elements(body):
        assert node.tag is not None
        if node.tag in ("-text", "#text"):
            continue
        assert node.tag in ALLOWED, node.tag
        assert set(node.attributes) <= ALLOWED[node.tag]
        for name, value in node.attributes.items():
            if name in ("href", "src"):
                assert value is not None
                schemes = ("http", "https", "mailto") if name == "href" else ("http", "https")
                assert urlsplit(value).scheme in schemes
                assert not any(sign.isspace() or sign < " " or sign in "\"'<>`" for sign in value)
            elif name == "class":
                assert value in CLASSES
            elif name in ("colspan", "rowspan", "width", "height"):
                assert 0 < int(value or 0) < 2**31


@given(articles)
def test_only_what_is_allowed_is_ever_written(article: Article) -> None:
    check(write_html(article))


@given(hostile)
def test_any_text_survives(text: str) -> None:
    html = write_html(Article(body=(block(text), block("End."))))
    parsed = LexborHTMLParser(html)
    written = [node.text().split() for node in parsed.css("p")]
    assert written == [*([printable(text).split()] if text.strip() else []), ["End."]]


@given(st.text(alphabet="<>&ab \n\t`'\"", max_size=30).filter(str.strip))
def test_code_keeps_its_white_space(text: str) -> None:
    parsed = LexborHTMLParser(write_html(Article(body=(block(text, Role.CODE),))))
    assert [node.text() for node in parsed.css("pre > code")] == [text]


def test_a_whole_article() -> None:
    place = Place("element", element=4)
    article = Article(
        title="Ferry & quay",
        kicker="Coast",
        standfirst="It sails <again>.",
        authors=(Author("Ana Reis", url="https://a.test/ana"), Author("Wire", AuthorKind.AGENCY, "javascript:x")),
        published=datetime(2024, 5, 3, 9, 30, tzinfo=UTC),
        modified=datetime(2024, 5, 4),
        modified_raw="4 May 2024",
        language="en-GB",
        body=(
            block(
                "At noon it left.", marks=(Mark(3, 7, "time", "12:00"), Mark(0, 16, "link", "https://a.test/?a=1&b"))
            ),
            Block("", Kind.IMAGE, place, role=Role.IMAGE, picture=Picture("https://a.test/i.jpg")),
            block("Then", Role.HEADING, level=4),
            block("Monday", Role.LIST_ITEM, level=1, ordinal=3),
            block("early", Role.LIST_ITEM, level=2),
            block("Tuesday", Role.LIST_ITEM, level=1, ordinal=4),
            block("Friday", Role.LIST_ITEM, level=1, ordinal=7),
            block("Said he.\nTwice.", Role.QUOTATION),
            block("Said she.", Role.QUOTATION),
            block("T\nA | B", Role.TABLE, cells=((Cell("A", True, columns=2), Cell("B", rows=3)),)),
            block("x < 1", Role.CODE),
        ),
        images=(Image("https://a.test/i.jpg", "The quay", "J. Silva", 'a "boat"', 640, 480, place=place),),
    )
    assert (
        write_html(article)
        == """<article lang="en-GB" dir="auto">
<header>
<p class="kicker">Coast</p>
<h1>Ferry &amp; quay</h1>
<p class="standfirst">It sails &lt;again&gt;.</p>
<p class="byline"><a href="https://a.test/ana">Ana Reis</a>, Wire</p>
<p class="published"><time datetime="2024-05-03T09:30:00+00:00">2024-05-03T09:30:00+00:00</time></p>
<p class="modified"><time datetime="2024-05-04">2024-05-04</time></p>
</header>
<p><a href="https://a.test/?a=1&amp;b">At <time datetime="12:00">noon</time> it left.</a></p>
<figure>
<img src="https://a.test/i.jpg" alt="a &quot;boat&quot;" width="640" height="480">
<figcaption>The quay <small>J. Silva</small></figcaption>
</figure>
<h2>Then</h2>
<ol start="3">
<li>Monday
<ul>
<li>early</li>
</ul></li>
<li>Tuesday</li>
<li value="7">Friday</li>
</ol>
<blockquote>
<p>Said he.<br>
Twice.</p>
<p>Said she.</p>
</blockquote>
<table>
<caption>T</caption>
<tr><th colspan="2">A</th><td rowspan="3">B</td></tr>
</table>
<pre><code>x &lt; 1</code></pre>
</article>"""
    )


def test_entries_are_sections() -> None:
    article = Article(
        entries=(Entry("Boat leaves", "Ana", datetime(2024, 5, 3, 9, 30)), Entry("Boat back")),
        body=(
            block("Live.", entry=None),
            block("It left.", entry=0),
            block("Boat back", Role.HEADING, level=2, entry=1),
            block("It came.", entry=1),
        ),
    )
    assert (
        write_html(article)
        == """<article dir="auto">
<p>Live.</p>
<section>
<header>
<h2>Boat leaves</h2>
<p class="byline">Ana</p>
<p class="published"><time datetime="2024-05-03T09:30:00">2024-05-03T09:30:00</time></p>
</header>
<p>It left.</p>
</section>
<section>
<h2>Boat back</h2>
<p>It came.</p>
</section>
</article>"""
    )


@pytest.mark.parametrize("target", ["javascript:alert(1)", "/path", "data:image/png;base64,AA", "mailto:a@b.test"])
def test_images_from_elsewhere_keep_their_words(target: str) -> None:
    html = write_html(Article(images=(Image(target, "The quay", None, "A boat"),)))
    assert "<img" not in html
    assert "<figure>\n<p>A boat</p>\n<figcaption>The quay</figcaption>\n</figure>" in html


def test_an_empty_article_is_an_empty_element() -> None:
    assert write_html(Article()) == '<article dir="auto">\n</article>'


def test_blocks_in_another_language_say_so() -> None:
    body = (
        replace(block("Ahoj svete."), language="sk"),
        replace(block("Dobry den", Role.HEADING, level=2), language="sk"),
        replace(block("jeden", Role.LIST_ITEM, level=1), language="sk"),
        replace(block("dva", Role.QUOTATION), language='"><script>'),
        block("And so on."),
    )
    html = write_html(Article(language="en", body=body))
    assert (
        html
        == """<article lang="en" dir="auto">
<p lang="sk">Ahoj svete.</p>
<h2 lang="sk">Dobry den</h2>
<ul>
<li lang="sk">jeden</li>
</ul>
<blockquote>
<p>dva</p>
</blockquote>
<p>And so on.</p>
</article>"""
    )
