"""The compiled loops over what a page says about itself say what Python says without them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet.article import assemble
from tearsheet.article.metadata.authors import _naming
from tearsheet.article.metadata.blocklanguage import short_words
from tearsheet.article.metadata.blocklists import of_kind, of_role, of_roles
from tearsheet.article.metadata.bylines import visible_bylines
from tearsheet.article.metadata.declared import _aside, declare
from tearsheet.article.metadata.named_days import _tokens
from tearsheet.article.metadata.namepieces import opening_inside
from tearsheet.article.metadata.section import _leading
from tearsheet.article.metadata.visible_dates import date_lines
from tearsheet.page.block import Block, Kind, Mark, make_block
from tearsheet.page.place import Elements, make_span
from tearsheet.page.role import BODY_ROLES, Role
from tests.test_native import SCRIPTS, compiled, in_python, page_of

ROLES = st.sampled_from([None, Role.TITLE, Role.PARAGRAPH, Role.HEADING, Role.BYLINE, Role.RELATED, Role.STANDFIRST])
LINES = st.sampled_from(
    (
        "By Ada Marsh",
        "Von Kai Boje",
        "by",
        "Text: Ada Marsh",
        "a cura di Lea Rossi",
        "3 May 2024",
        "Updated 2024-05-03",
        "Kürzlich",
        "記者 山田",
        "A harbour in the north",
        "",
        "The boats " * 20,
        "<a href='/author/ada-marsh'>Ada Marsh</a>",
        "<time datetime='2024-05-03'>Friday</time>",
    )
)


def block_of(number: int, text: str, role: Role | None, kind: Kind) -> Block:
    return make_block(text, kind, make_span(0, len(text)), block=number, role=role)


BLOCKS = st.lists(st.tuples(st.sampled_from(["", "a", "By Ada"]), ROLES, st.sampled_from(list(Kind)))).map(
    lambda given: [block_of(number, *one) for number, one in enumerate(given)]
)


@compiled
@given(BLOCKS)
def test_blocks_of_a_role_are_found_alike(blocks: list[Block]) -> None:
    def found() -> object:
        lists = of_role(blocks, Role.BYLINE), of_roles(blocks, BODY_ROLES), of_kind(blocks, Kind.HEADING)
        return [[block.block for block in one] for one in lists]

    fast = found()
    with in_python():
        assert found() == fast


@compiled
@settings(deadline=None)
@given(st.lists(st.tuples(LINES, ROLES), min_size=1, max_size=60))
def test_lines_that_tell_of_authors_and_days_are_found_alike(lines: list[tuple[str, Role | None]]) -> None:
    page = page_of([text for text, _ in lines])
    roles = [role for _, role in lines] + [None] * len(page.blocks)
    blocks = [block.decided(role, 0.9, None) for block, role in zip(page.blocks, roles, strict=False)]
    if not blocks:
        return

    def found() -> object:
        declared = declare(page, blocks)
        dated = [block.block for block in date_lines(declared, blocks[0])]
        return dated, list(visible_bylines(declared, blocks[0])), list(visible_bylines(declared, None))

    fast = found()
    with in_python():
        assert found() == fast


WORDY = st.lists(st.sampled_from("a the The of cat ﬀ 日本 день İs harbour x_y Straße".split()), max_size=80).map(
    " ".join
)


@compiled
@settings(deadline=None)
@given(st.lists(st.tuples(st.one_of(SCRIPTS, WORDY), st.booleans()), max_size=12))
def test_short_words_are_known_alike(texts: list[tuple[str, bool]]) -> None:
    def found() -> list[tuple[int, int]]:
        short = short_words()
        told = []
        for text, learnt in texts:
            told.append(short.hear(text))
            if learnt:
                short.learn()
        return told

    fast = found()
    with in_python():
        assert found() == fast


@compiled
@given(st.one_of(SCRIPTS, WORDY, st.sampled_from(["3 May, by Ada Marsh", "heute von Kai", "by_ Ada", "(c) BY ADA"])))
def test_openings_inside_are_found_alike(text: str) -> None:
    fast = opening_inside(text)
    with in_python():
        slow = opening_inside(text)
    assert (fast and fast.span()) == (slow and slow.span())


ADDRESSES = st.sampled_from(
    (
        "https://example.org/news/harbour/",
        "https://www.EXAMPLE.org/news",
        "https://example.org/news/Harbour/boats",
        "https://example.org/newsletter",
        "https://example.org/news?page=2",
        "https://example.net/go?to=example.org/news/",
        "https://example.org/n\u00e9ws/",
        "",
    )
)
LINKED = st.lists(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["link", "strong"]), ADDRESSES), max_size=4
    ),
    max_size=8,
)


@compiled
@given(LINKED, st.sampled_from(["Ada Marsh", " ada", "École", "x"]))
def test_links_are_found_alike(lines: list[list[tuple[int, int, str, str]]], text: str) -> None:
    blocks = [
        make_block(
            text, Kind.PARAGRAPH, make_span(0, len(text)), marks=tuple(Mark(*mark) for mark in marks), block=number
        )
        for number, marks in enumerate(lines)
    ]

    def found() -> object:
        return list(_leading(blocks, "example.org/news")), list(_naming(blocks, {"a", "é"}))

    fast = found()
    with in_python():
        assert found() == fast


@compiled
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["html", "body", "div", "aside", "main", "nav", "p"]),
            st.integers(-1, 60),
            st.sampled_from(["", "teaser", "story", "reader-comments", "most-read", "utmost"]),
            st.sampled_from(["", "comment", "article"]),
        ),
        max_size=60,
    ),
    st.integers(-2, 62),
)
def test_elements_stand_aside_alike(given: list[tuple[str, int, str, str]], element: int) -> None:
    elements = Elements()
    for number, (tag, parent, names, role) in enumerate(given):
        elements.add(tag, min(parent, number - 1), 1, names, role)
    fast = _aside(elements, element)
    with in_python():
        assert _aside(elements, element) == fast


@compiled
@given(BLOCKS, st.lists(ROLES, max_size=40))
def test_blocks_are_given_their_roles(blocks: list[Block], roles: list[Role | None]) -> None:
    assert assemble.recordloops is not None
    given = [*roles, *[None] * len(blocks)][: len(blocks)]
    made = list(blocks)
    assemble.recordloops.give_roles(made, given, Block)
    assert made == [
        block.decided(role, block.probability, block.entry) for block, role in zip(blocks, given, strict=True)
    ]


@compiled
@settings(deadline=None)
@given(
    st.one_of(
        SCRIPTS,
        st.lists(st.sampled_from([*" .,-·–:/()|[]", "12", "May", "٣", "a.m", "日", "\x1f", "\u2003", "3.", "..x"])).map(
            "".join
        ),
    )
)
def test_numbers_and_words_of_days_are_found_alike(text: str) -> None:
    fast = _tokens(text)
    with in_python():
        assert _tokens(text) == fast
