import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tearsheet.article.article import Article, Entry, Image
from tearsheet.formats.inline import pieces, printable, safe_address
from tearsheet.formats.markdown import write_markdown
from tearsheet.page.block import Block, Cell, Kind, Mark, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TABLE = st.characters(exclude_categories=())
SIGNS = st.sampled_from(
    list("\\`*_{}[]()#+-.!<>&|~=:;\"'$^/ \n\t019aZé中€“”\u00a0\u3000\u2028\x00\x07\x85\ud800\ufeff")
)
texts = st.text(alphabet=SIGNS, max_size=30) | st.text(alphabet=TABLE, max_size=30) | st.sampled_from(
    ["# no heading", "- no item", "1. no item", "3) no", "> no quote", "---", "***", "===", "```", "~~~", "    no code",
     "<div>", "<!-- no -->", "[a](b)", "![a](b)", "[a]: b", "&amp;", "&#65;", "a | b\n--- | ---", "a|b\n:-", "a\n---",
     "a\n===", "<https://a.test>", "\\", "a\\\nb", "# #", "#", "+", "-", "1.", "snake_case_name", "a*b*c", "~~a~~"]
)  # fmt: skip


def block(text: str, role: Role = Role.PARAGRAPH, **rest: Any) -> Block:
    return Block(text, Kind(role.value), Place("element", element=1), role=role, **rest)


def paragraph(text: str, *marks: Mark) -> str:
    return write_markdown(Article(body=(block(text, marks=marks),)))


def said(text: str) -> str:
    """What stays of a text when white space does not count."""
    return "".join(printable(text).split())


def read(tokens: list[Token]) -> list[tuple[str, frozenset[str]]]:
    """The characters of inline tokens but for white space, with what is over each."""
    over: list[str] = []
    result: list[tuple[str, frozenset[str]]] = []
    names = {"strong_open": "strong", "em_open": "emphasis", "<sub>": "subscript", "<sup>": "superscript"}
    for token in tokens:
        name = token.content if token.type == "html_inline" else token.type
        if name in names:
            over.append(names[name])
        elif name == "link_open":
            over.append("link")
        elif name.endswith("_close") or name.startswith("</"):
            over.pop()
        else:
            assert token.type in ("text", "code_inline", "softbreak", "hardbreak"), token
            code = ["code"] if token.type == "code_inline" else []
            result.extend((sign, frozenset([*over, *code])) for sign in token.content if not sign.isspace())
    assert not over
    return result


def inline(markdown: str) -> list[tuple[str, frozenset[str]]]:
    """The characters of a document that is one paragraph, or nothing."""
    tokens = PARSER.parse(markdown)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), markdown
    return read(tokens[1].children or []) if tokens else []


@given(texts)
@example("a\n:-")
@example("1\\. a")
def test_any_text_survives_as_one_paragraph(text: str) -> None:
    assert "".join(sign for sign, over in inline(paragraph(text)) if not over) == said(text)


@given(texts, st.integers(1, 6))
def test_any_text_survives_as_a_heading(text: str, level: int) -> None:
    tokens = PARSER.parse(write_markdown(Article(body=(block(text, Role.HEADING, level=level),))))
    assert [token.tag for token in tokens if token.type == "heading_open"] == (["h2"] if said(text) else [])
    assert said("".join(sign for token in tokens for sign, _ in read(token.children or []))) == said(text)


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_text_survives_as_a_quotation(quoted: list[str]) -> None:
    tokens = PARSER.parse(write_markdown(Article(body=tuple(block(text, Role.QUOTATION) for text in quoted))))
    inside = [text for text in map(said, quoted) if text]
    assert ["".join(sign for sign, _ in read(token.children or [])) for token in tokens if token.children] == inside
    assert sum(token.type == "blockquote_open" for token in tokens) == bool(inside)
    assert {token.type for token in tokens} <= {
        "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"
    }  # fmt: skip


@given(st.text(alphabet=SIGNS, max_size=40) | st.text(alphabet=TABLE, max_size=30))
@example("```\n````\n~~~")
def test_code_keeps_its_white_space(text: str) -> None:
    tokens = PARSER.parse(write_markdown(Article(body=(block(text, Role.CODE), block("End.")))))
    kinds = [token.type for token in tokens]
    written = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.strip():
        assert kinds == ["fence", "paragraph_open", "inline", "paragraph_close"]
        assert tokens[0].content == f"{written}\n"
    else:
        assert kinds == ["paragraph_open", "inline", "paragraph_close"]


marks = st.lists(
    st.builds(
        Mark,
        st.integers(0, 20),
        st.integers(0, 20),
        st.sampled_from(["link", "strong", "emphasis", "code", "subscript", "superscript", "time"]),
        st.sampled_from([None, "https://a.test/(x", "https://b.test/&copy;_*y*", "javascript:x"]),
    ),
    max_size=6,
)


def expected(text: str, over: list[Mark]) -> list[tuple[str, frozenset[str]]]:
    known = [m for m in over if m.kind != "time" and (m.kind != "link" or safe_address(m.target))]
    return [
        (sign, frozenset(mark.kind for mark in nested))
        for stretch, nested in pieces(text, known)
        for sign in printable(stretch)
        if not sign.isspace()
    ]


@given(texts, marks)
@example("中文“重点”中文", [Mark(2, 6, "strong")])
@example("abc", [Mark(0, 1, "emphasis"), Mark(1, 2, "strong"), Mark(2, 3, "emphasis")])
@example("a.b.c", [Mark(1, 4, "emphasis"), Mark(1, 3, "strong")])
@example("un!a", [Mark(3, 4, "link", "https://a.test/(x")])
@example("`` a `", [Mark(0, 6, "code")])
def test_marks_survive(text: str, over: list[Mark]) -> None:
    assert inline(paragraph(text, *over)) == expected(text, over)


def test_inline_marks_read_well() -> None:
    text = "The new ferry sails on Monday at H2O pier, see run()."
    over = (
        Mark(4, 13, "strong"),
        Mark(14, 29, "link", "https://a.test/t"),
        Mark(23, 29, "emphasis"),
        Mark(34, 35, "subscript"),
        Mark(47, 52, "code"),
    )
    assert paragraph(text, *over) == (
        "The **new ferry** [sails on *Monday*](https://a.test/t) at H<sub>2</sub>O pier, see `run()`."
    )


def test_ordinary_prose_is_not_escaped() -> None:
    text = "Mr. O'Hara (34) paid $5 - 10% more, at 3.30 p.m.; AT&T's snake_case? 1 < 2 > 0: yes! #news @ana a+b=c"
    assert paragraph(text) == text


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "/relative"])
def test_unsafe_links_are_text(target: str) -> None:
    assert paragraph("press here", Mark(6, 10, "link", target)) == "press here"


def test_lines_are_hard_breaks() -> None:
    assert paragraph("Roses are red\n- violets", Mark(0, 15, "strong")) == "**Roses are red**\\\n**-** violets"
    assert paragraph("Roses are red\n- violets") == "Roses are red\\\n\\- violets"


def test_headings_sit_below_the_title_without_gaps() -> None:
    article = Article(
        title="Ferry * news",
        standfirst="It sails.",
        body=(
            block("Background", Role.HEADING, level=1),
            block("Details", Role.HEADING, level=4),
            block("Bold line", Role.HEADING),
            block("Text.", Role.PARAGRAPH),
        ),
    )
    assert write_markdown(article) == (
        "# Ferry \\* news\n\nIt sails.\n\n## Background\n\n### Details\n\n#### Bold line\n\nText."
    )


def test_images_carry_caption_and_credit_in_their_place() -> None:
    place = Place("element", element=7)
    article = Article(
        body=(
            block("Before."),
            Block("", Kind.IMAGE, place, role=Role.IMAGE, picture=Picture("https://a.test/s.jpg", "old alt")),
            block("After."),
        ),
        images=(Image("https://a.test/l_(1).jpg", "The [new] boat", "A. Reis*", "A boat | quay", place=place),),
    )
    assert write_markdown(article) == (
        "Before.\n\n![A boat \\| quay](https://a.test/l_\\(1\\).jpg)\\\n*The \\[new\\] boat* (A. Reis\\*)\n\nAfter."
    )


def nested(tokens: list[Token]) -> list[Any]:
    """Lists in a document as Python lists: (ordered, number, text, lists inside)."""
    root: list[Any] = []
    stack: list[list[Any]] = [root]
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists: list[Any] = []
            stack[-1].append((token.type[0] == "o", token.attrs.get("start", 1), lists))
            stack.append(lists)
        elif token.type == "list_item_open":
            item: list[Any] = []
            stack[-1].append(item)
            stack.append(item)
        elif token.type.endswith(("list_close", "item_close")):
            stack.pop()
        elif token.type == "inline":
            stack[-1].append(token.content)
    return root


def test_lists_nest_and_keep_their_numbers() -> None:
    items = [
        ("one", 1, 3),
        ("a", 2, None),
        ("deep", 5, None),
        ("b", 2, None),
        ("two", 1, 4),
        ("nine", 1, 9),
        ("x", 1, None),
    ]
    body = tuple(block(text, Role.LIST_ITEM, level=level, ordinal=number) for text, level, number in items)
    written = write_markdown(Article(body=body))
    assert written.startswith("3. one\n   - a\n     - deep\n   - b\n4. two\n\n9) nine\n\n- x")
    assert nested(PARSER.parse(written)) == [
        (True, 3, [["one", (False, 1, [["a", (False, 1, [["deep"]])], ["b"]])], ["two"]]),
        (True, 9, [["nine"]]),
        (False, 1, [["x"]]),
    ]


items = st.lists(st.tuples(st.integers(-1, 12), st.none() | st.integers(-2, 12)), min_size=1, max_size=25)


@given(items)
def test_every_list_item_stands_under_its_own_number(shape: list[tuple[int, int | None]]) -> None:
    body = tuple(
        block(f"item{index}", Role.LIST_ITEM, level=level, ordinal=ordinal)
        for index, (level, ordinal) in enumerate(shape)
    )
    found: dict[str, tuple[int, int | None]] = {}

    def walk(lists: list[Any], depth: int) -> None:
        for ordered, start, members in lists:
            for offset, (text, *inner) in enumerate(members):
                found[text] = (depth, start + offset if ordered else None)
                walk(inner, depth + 1)

    walk(nested(PARSER.parse(write_markdown(Article(body=body)))), 1)
    assert list(found) == [f"item{index}" for index in range(len(shape))]
    depths: list[int] = []
    for (level, ordinal), (depth, number) in zip(shape, found.values(), strict=True):
        level = min(max(level, 1), 8)
        while depths and depths[-1] > level:
            depths.pop()
        if not depths or depths[-1] < level:
            depths.append(level)
        assert depth == len(depths)
        assert number == (None if ordinal is None else max(ordinal, 0))


def rows(markdown: str) -> list[list[str]]:
    """The cells of the only table."""
    result: list[list[str]] = []
    for token in PARSER.parse(markdown):
        if token.type == "tr_open":
            result.append([])
        elif token.type == "inline":
            result[-1].append("".join(sign for sign, _ in read(token.children or [])))
    return result


def table(*lines: tuple[Cell, ...], caption: str = "", marks: tuple[Mark, ...] = ()) -> Block:
    text = "\n".join(" | ".join(cell.text for cell in line) for line in lines)
    return block(f"{caption}\n{text}" if caption else text, Role.TABLE, cells=lines, marks=marks)


def test_tables_have_a_header_row() -> None:
    with_header = table((Cell("Day", True), Cell("Hour", True)), (Cell("Mo|n"), Cell("9")))
    assert write_markdown(Article(body=(with_header,))) == "| Day | Hour |\n| --- | --- |\n| Mo\\|n | 9 |"
    without = table((Cell("Mon"), Cell("9")))
    assert write_markdown(Article(body=(without,))) == "|  |  |\n| --- | --- |\n| Mon | 9 |"


def test_tables_keep_caption_links_and_columns() -> None:
    written = write_markdown(
        Article(
            body=(
                table(
                    (Cell("Pier", True, rows=2), Cell("Boats", True, columns=2)),
                    (Cell("old"), Cell("new", columns=1000)),
                    (Cell("A"), Cell("1"), Cell("2")),
                    caption="Summer",
                    marks=(Mark(20, 23, "link", "https://a.test/o"), Mark(22, 90, "code")),
                ),
            )
        )
    )
    assert written == (
        "Summer\n\n| Pier | Boats |  |\n| --- | --- | --- |\n|  | [ol`d`](https://a.test/o) | new |\n| A | 1 | 2 |"
    )


@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_text_survives_in_cells(texts_of_rows: list[list[str]]) -> None:
    lines = tuple(tuple(Cell(text) for text in row) for row in texts_of_rows)
    whole = table(*lines)
    written = write_markdown(Article(body=(whole, block("End."))))
    if not whole.text.strip():
        assert written == "End."
        return
    width = max(len(row) for row in lines)
    found = rows(written.removesuffix("\n\nEnd."))
    assert found[1:] == [[said(cell.text) for cell in row] + [""] * (width - len(row)) for row in lines]


def test_absurd_spans_cost_nothing() -> None:
    lines = tuple(tuple(Cell("x", columns=1000, rows=65534) for _ in range(10)) for _ in range(500))
    begun = time.process_time()
    assert len(rows(write_markdown(Article(body=(table(*lines),))))) == 501
    assert time.process_time() - begun < 5


def test_entries_begin_with_title_author_and_time() -> None:
    article = Article(
        entries=(Entry("First", "ana_b", datetime(2024, 5, 3, 9, 30, tzinfo=UTC)), Entry(None, "Rui")),
        body=(
            block("Intro."),
            block("One.", entry=0),
            block("Two.", entry=0),
            block("Three.", entry=1),
            block("x", entry=9),
        ),
    )
    assert write_markdown(article) == (
        "Intro.\n\n## First\n\n*ana_b, 2024-05-03T09:30:00+00:00*\n\nOne.\n\nTwo.\n\n---\n\n*Rui*\n\nThree.\n\n---\n\nx"
    )


def test_an_empty_article_is_empty() -> None:
    assert write_markdown(Article()) == ""
    assert write_markdown(Article(title=" \x00", standfirst="\n", body=(block(" "),))) == ""


def test_long_texts_take_linear_time() -> None:
    hostile = "&a_*[`<!" * 20_000
    begun = time.process_time()
    written = paragraph(hostile, *(Mark(start, start + 9, "strong") for start in range(0, 100_000, 10)))
    assert len(written) > len(hostile)
    assert time.process_time() - begun < 5
