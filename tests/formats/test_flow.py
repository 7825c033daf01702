from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tearsheet.article.article import Article, Entry, Image
from tearsheet.formats.flow import (
    Figure,
    Listing,
    Quotation,
    heading_levels,
    instant,
    sections,
    separate_standfirst,
    table,
)
from tearsheet.page.block import Block, Cell, Kind, Mark, Picture
from tearsheet.page.place import Place
from tearsheet.page.role import Role


def block(text: str, role: Role = Role.PARAGRAPH, place: Place | None = None, **rest: Any) -> Block:
    return Block(text, Kind(role.value), place or Place("span", start=0, end=1), role=role, **rest)


def shown(article: Article) -> list[str]:
    """The parts of all sections, images by their caption."""
    return [
        part.image.caption or "-" if isinstance(part, Figure) else part.text
        for section in sections(article)
        for part in section.parts
        if isinstance(part, Figure | Block)
    ]


@pytest.mark.parametrize(
    ("moment", "raw", "written"),
    [
        (datetime(2024, 5, 3), "3 May 2024", "2024-05-03"),
        (datetime(2024, 5, 3), "3.05.2024", "2024-05-03"),
        (datetime(2024, 5, 3), "2024年5月3日", "2024-05-03"),
        (datetime(2024, 5, 3), None, "2024-05-03"),
        (datetime(2024, 5, 3), "2024-05-03T00:00:00", "2024-05-03T00:00:00"),
        (datetime(2024, 5, 3), "3 mai 2024 à 0h00", "2024-05-03T00:00:00"),
        (datetime(2024, 5, 3), "٣ مايو ٠٠:٠٠", "2024-05-03T00:00:00"),
        (datetime(2024, 5, 3, tzinfo=UTC), "3 May 2024", "2024-05-03T00:00:00+00:00"),
        (datetime(2024, 5, 3, 10, 5), "3 May 2024", "2024-05-03T10:05:00"),
        (datetime(987, 5, 3, 1, tzinfo=timezone(timedelta(hours=5, minutes=30))), "", "0987-05-03T01:00:00+05:30"),
        (None, "3 May 2024", None),
    ],
)
def test_a_day_without_a_time_is_a_date(moment: datetime | None, raw: str | None, written: str | None) -> None:
    assert instant(moment, raw) == written


def test_images_without_a_block_stand_where_their_place_says() -> None:
    article = Article(
        body=(
            block("One.", place=Place("span", start=10, end=14)),
            block("Two.", place=Place("span", start=30, end=34)),
        ),
        images=(
            Image(caption="last"),
            Image(caption="between", caption_place=Place("span", start=20, end=25)),
            Image(caption="cover", cover=True),
            Image(caption="end", place=Place("span", start=40, end=45)),
        ),
    )
    assert shown(article) == ["cover", "One.", "between", "Two.", "end", "last"]


def test_image_blocks_find_their_image_by_place_and_then_by_address() -> None:
    here, there, far = (Place("element", element=index) for index in (3, 5, 9))

    def picture(place: Place, address: str) -> Block:
        return block("", Role.IMAGE, place, picture=Picture(address))

    article = Article(
        body=(picture(here, "https://a.test/1"), picture(there, "https://a.test/1"), picture(far, "https://a.test/2")),
        images=(Image("https://a.test/1", "second", place=there), Image("https://a.test/2", "third")),
    )
    assert shown(article) == ["-", "second", "third"]


def test_lists_nest_by_level_however_it_jumps() -> None:
    levels = [3, 1, 4, 2, 99, -1]
    (section,) = sections(Article(body=tuple(block(str(level), Role.LIST_ITEM, level=level) for level in levels)))
    (listing,) = section.parts
    assert isinstance(listing, Listing)

    def outline(listing: Listing) -> list[Any]:
        return [[item.block.text, *map(outline, item.lists)] for item in listing.items]

    assert outline(listing) == [["3"], ["1", [["4"], ["2", [["99"]]]]], ["-1"]]


def test_quotations_that_follow_each_other_are_one() -> None:
    (section,) = sections(Article(body=(block("a", Role.QUOTATION), block("b", Role.QUOTATION), block("c"))))
    assert [type(part) for part in section.parts] == [Quotation, Block]


def test_an_entry_that_goes_on_has_no_second_header() -> None:
    article = Article(
        entries=(Entry("Title"),),
        body=(block("a", entry=0), block("b"), block("c", entry=0), block("d", entry=4)),
    )
    assert [(section.inside, section.title) for section in sections(article)] == [
        (True, "Title"),
        (False, None),
        (True, None),
        (False, None),
    ]


def test_heading_levels_close_gaps_and_end_at_six() -> None:
    body = tuple(block("h", Role.HEADING, level=level) for level in (6, 2, 4, 0, 5, 3, 1))
    assert heading_levels(Article(body=body)) == {1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 6, 0: 6}


def test_a_role_that_is_none_of_the_bodys_is_written_as_the_markup_says() -> None:
    odd = Block("x", Kind.LIST_ITEM, Place("span", start=0, end=1), level=1, role=Role.CAPTION)
    (section,) = sections(Article(body=(odd,)))
    assert isinstance(section.parts[0], Listing)


def test_standfirst_is_compared_without_white_space() -> None:
    assert separate_standfirst(Article(standfirst="One two.", body=(block(" "), block("One  two.")))) is None
    assert separate_standfirst(Article(standfirst="One two.", body=(block("One"), block("One two.")))) == "One two."


def test_table_cells_take_the_marks_that_begin_in_them() -> None:
    text = "Top\nab | cd\nef"
    marks = (*(Mark(text.index(sign), text.index(sign) + 9, "link", sign) for sign in "adeT"), Mark(7, 8, "code"))
    caption, rows = table(block(text, Role.TABLE, cells=((Cell("ab"), Cell("cd")), (), (Cell("ef"),)), marks=marks))
    assert caption == "Top"
    assert [[(cell.cell.text, [(m.start, m.target) for m in cell.marks]) for cell in row] for row in rows] == [
        [("ab", [(0, "a")]), ("cd", [(1, "d")])],
        [("ef", [(0, "e")])],
    ]
