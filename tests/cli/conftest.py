"""An article made by hand, with something of everything that the command line has to show."""

from datetime import UTC, datetime

import pytest

from tearsheet.article.article import Article, Author, Evidence, Image
from tearsheet.page.block import Block, Cell, Kind, Picture
from tearsheet.page.place import Elements, Place
from tearsheet.page.role import Role


@pytest.fixture
def article() -> Article:
    elements = Elements()
    root = elements.add("html", -1, 1)
    main = elements.add("body", root, 2)

    def block(
        text: str,
        role: Role,
        kind: Kind = Kind.PARAGRAPH,
        probability: float | None = 0.9,
        level: int = 0,
        ordinal: int | None = None,
        cells: tuple[tuple[Cell, ...], ...] = (),
        picture: Picture | None = None,
    ) -> Block:
        number = len(elements) - 2
        element = elements.add("p", main, number + 1)
        return Block(
            text,
            kind,
            Place("element", elements, element),
            level=level,
            ordinal=ordinal,
            cells=cells,
            picture=picture,
            element=element,
            block=number,
            role=role,
            probability=probability,
        )

    navigation = block("Home · World · Sport", Role.NAVIGATION, probability=0.01)
    title = block("Harbour <b>votes</b>", Role.TITLE, Kind.HEADING, level=1)
    byline = block("By Ana Petrović", Role.BYLINE, probability=None)
    body = (
        block("The iron bridge has carried trams & carts.", Role.PARAGRAPH),
        block("What is on the ballot", Role.HEADING, Kind.HEADING, level=2),
        block("Repair", Role.LIST_ITEM, Kind.LIST_ITEM, level=1, ordinal=1),
        block("مدينة الميناء تصوت على أقدم جسورها.", Role.QUOTATION, Kind.QUOTATION),
        block(
            "Year | Trams",
            Role.TABLE,
            Kind.TABLE,
            cells=((Cell("Year", True), Cell("Trams")), (Cell("1990"), Cell("12"))),
        ),
        block("def f():\n    return 1 < 2", Role.CODE, Kind.CODE),
        block("", Role.IMAGE, Kind.IMAGE, picture=Picture("https://example.org/dawn.jpg", "A bridge")),
    )
    letter = block("Sign up\x1b[31m for <script>alert(1)</script>", Role.NEWSLETTER, probability=0.03)
    published = datetime(2024, 5, 1, 8, 30, tzinfo=UTC)
    place = Place("data", elements, main, pointer="/0/datePublished")
    return Article(
        title="Harbour <b>votes</b>",
        standfirst="A referendum decides.",
        authors=(Author("Ana Petrović"),),
        published=published,
        published_raw="2024-05-01T08:30:00Z",
        language="en",
        site_name="The Harbour Post",
        body=body,
        left_out=(navigation, title, byline, letter),
        images=(Image("https://example.org/dawn.jpg", "The bridge at dawn", "R. Osei", cover=True),),
        confidence=0.93,
        reasons=("long paragraphs",),
        warnings=("The page was cut off.",),
        evidences={
            "published": (
                Evidence("published", "2024-05-01", "May 1", "visible", Place("element", elements, main)),
                Evidence("published", str(published), "2024-05-01T08:30:00Z", "json-ld", place, used=True),
            )
        },
    )
