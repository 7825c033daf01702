import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.article import Article, Image
from tearsheet.formats.text import text_spans, write_text
from tearsheet.page.block import Block, Cell, Kind, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role


def block(text: str, role: Role = Role.PARAGRAPH, **rest: object) -> Block:
    return Block(text, Kind(role.value), Place("element", element=1), role=role, **rest)  # type: ignore[arg-type]


blocks = st.lists(
    st.builds(
        block,
        st.text(alphabet=st.characters(exclude_categories=()), max_size=12),
        st.sampled_from([Role.PARAGRAPH, Role.LIST_ITEM, Role.CODE, Role.TABLE, Role.HEADING, Role.IMAGE]),
    ),
    max_size=8,
).map(tuple)


def test_standfirst_and_body_without_title_byline_caption() -> None:
    article = Article(
        title="Ferry sails again",
        standfirst="The island has a boat.",
        body=(
            block("It left at noon."),
            block("", Role.IMAGE, picture=Picture("https://a.test/i.jpg")),
            block("Timetable", Role.HEADING, level=2),
            block("Monday", Role.LIST_ITEM, level=1),
            block("Morning", Role.LIST_ITEM, level=2),
            block(
                "Day | Hour\nMonday | 9", Role.TABLE, cells=((Cell("Day"), Cell("Hour")), (Cell("Monday"), Cell("9")))
            ),
            block("if x:\n\n    y()", Role.CODE),
        ),
        images=(Image("https://a.test/i.jpg", "The boat", "A. Reis"),),
    )
    assert write_text(article) == (
        "The island has a boat.\n\nIt left at noon.\n\nTimetable\n\nMonday\nMorning\n\nDay | Hour\nMonday | 9\n\n"
        "if x:\n\n    y()"
    )
    assert article.text == write_text(article)


def test_a_standfirst_that_opens_the_body_stands_once() -> None:
    article = Article(standfirst="Одна\u00a0лодка.", body=(block("Одна лодка."), block("Две лодки.")))
    spans = text_spans(article)
    assert spans.text == "Одна лодка.\n\nДве лодки."
    assert spans.standfirst == (0, 11) == spans.blocks[0]


def test_a_standfirst_alone_is_no_block() -> None:
    spans = text_spans(Article(standfirst="摘要。", body=(block("正文。"),)))
    assert spans.text == "摘要。\n\n正文。"
    assert spans.standfirst == (0, 3)
    assert [spans.block_at(offset) for offset in range(-1, 9)] == [None] * 6 + [0, 0, 0, None]


def test_an_empty_article_has_no_text() -> None:
    spans = text_spans(Article())
    assert (spans.text, spans.standfirst, spans.blocks, spans.block_at(0)) == ("", None, (), None)


@pytest.mark.parametrize("standfirst", [" ", "", None])
def test_a_blank_standfirst_is_none(standfirst: str | None) -> None:
    assert text_spans(Article(standfirst=standfirst, body=(block("One."),))).standfirst is None


@given(st.none() | st.text(max_size=8), blocks)
def test_blocks_and_offsets_lead_to_each_other(standfirst: str | None, body: tuple[Block, ...]) -> None:
    article = Article(standfirst=standfirst, body=body)
    spans = text_spans(article)
    assert len(spans.blocks) == len(body)
    spans.text.encode()
    covered: dict[int, int] = {}
    for index, (part, (start, end)) in enumerate(zip(body, spans.blocks, strict=True)):
        if part.text.strip():
            replaced = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in part.text)
            assert spans.text[start:end] == replaced
        else:
            assert start == end
        covered.update(dict.fromkeys(range(start, end), index))
    assert [spans.block_at(offset) for offset in range(len(spans.text))] == [
        covered.get(offset) for offset in range(len(spans.text))
    ]
    assert sorted(spans.blocks) == list(spans.blocks)
