"""Blocks and Pages: a capture as a reader sees it, piece by piece, before anybody says what each piece is for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from tearsheet.capture import Capture
from tearsheet.making import maker
from tearsheet.native import objectloops
from tearsheet.page.place import Elements, Place
from tearsheet.page.role import Role
from tearsheet.page.structured import Property, Scope

__all__ = [
    "Block",
    "Cell",
    "Kind",
    "Mark",
    "Markup",
    "Meta",
    "Page",
    "Picture",
    "Script",
    "Unshown",
    "decided",
    "make_block",
    "make_mark",
    "make_meta",
    "make_picture",
]


class Kind(StrEnum):
    """What the markup, or the shape of a line, says a Block is."""

    # An Enum hashes its members by name, in Python; they are looked up too often for that.
    __hash__ = str.__hash__

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTATION = "quotation"
    TABLE = "table"
    CODE = "code"
    CAPTION = "caption"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element over a span of a Block's text.

    Attributes:
        start: index of the first character in the Block's text.
        end: index after the last one.
        kind: ``"link"``, ``"strong"``, ``"emphasis"``, ``"code"``, ``"subscript"``, ``"superscript"``, ``"time"``.
        target: absolute address of a link, the ``datetime`` of a time; ``None`` otherwise.
    """

    start: int
    end: int
    kind: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: what it says.
        header: whether it heads a row or a column.
        columns: how many columns it spans, 1 to 1000.
        rows: how many rows it spans, 1 to 65534 (the bounds of the HTML standard).
    """

    text: str
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as the markup gives it.

    Attributes:
        address: absolute address of its largest useful version.
        description: the ``alt`` text.
        width: pixels, where the markup tells.
        height: pixels, where the markup tells.
        link: absolute address that a click on it leads to.
        figure: index of the ``figure``-like element it stands in, -1 without one.
        told: what attributes of the image and of the elements around it say of it; the name is ``"caption"`` or
            ``"credit"``.
    """

    address: str
    description: str | None = None
    width: int | None = None
    height: int | None = None
    link: str | None = None
    figure: int = -1
    told: tuple["Meta", ...] = ()


@dataclass(frozen=True, slots=True)
class Unshown:
    """An image that only a script puts into the page: one of a custom element, or of a gallery not yet opened.

    Attributes:
        picture: the image.
        place: its element.
        before: index of the Block that it stands before.
    """

    picture: Picture
    place: Place
    before: int


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a reader sees as one piece, or an image.

    Attributes:
        text: white space collapsed, except in code; empty for an image.
        kind: what the markup or the shape of the line says it is.
        place: where in the capture it stands.
        level: 1 to 6 for a heading, nesting from 1 for a list item, otherwise 0.
        ordinal: number of an item in an ordered list.
        marks: links and other inline elements, in order.
        cells: rows of a table.
        picture: the image of an image Block.
        element: index of its element in the Page's `Elements`, -1 in a flat capture.
        block: index of the Block in its Page.
        role: what it is for; ``None`` until the roles are decided.
        probability: how sure the role decision is that the Block belongs to the article, 0 to 1.
        entry: index of the Article's entry (post of a live blog or forum) it belongs to.
        language: BCP 47 subtag of the language it is written in, where that is another than the article's.
    """

    text: str
    kind: Kind
    place: Place
    level: int = 0
    ordinal: int | None = None
    marks: tuple[Mark, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    picture: Picture | None = None
    element: int = -1
    block: int = -1
    role: Role | None = None
    probability: float | None = None
    entry: int | None = None
    language: str | None = None

    def decided(self, role: Role, probability: float | None, entry: int | None) -> "Block":
        """This Block with what it is for."""
        return self._again(self.block, role, probability, entry)

    def at(self, number: int) -> "Block":
        """This Block as the one with that index of its Page."""
        return self._again(number, self.role, self.probability, self.entry)

    def _again(self, number: int, role: Role | None, probability: float | None, entry: int | None) -> "Block":
        return make_block(
            self.text,
            self.kind,
            self.place,
            self.level,
            self.ordinal,
            self.marks,
            self.cells,
            self.picture,
            self.element,
            number,
            role,
            probability,
            entry,
            self.language,
        )

    @property
    def links(self) -> tuple[Mark, ...]:
        """The marks that are links."""
        return tuple([mark for mark in self.marks if mark.kind == "link"]) if self.marks else ()


def decided(blocks: Sequence[Block], roles: Sequence[Role], probabilities: Sequence[float]) -> list[Block]:
    """Blocks with what each is for.

    Args:
        blocks: any number of them.
        roles: one a Block.
        probabilities: one a Block.
    """
    if objectloops is not None:
        made: list[Block] = cast(Any, make_block).changed(blocks, "role", roles, probabilities, [None] * len(blocks))
        return made
    return list(map(Block.decided, blocks, roles, probabilities, [None] * len(blocks)))


make_mark = maker(Mark)
"""As `Mark`, but faster."""
make_picture = maker(Picture)
"""As `Picture`, but faster."""
make_block = maker(Block)
"""As `Block`, but faster; fastest with arguments in their order."""


@dataclass(frozen=True, slots=True)
class Meta:
    """A ``meta`` or ``link`` element, a microdata property, or another thing that a page says about itself.

    Attributes:
        name: lower-case name, property, itemprop or rel, such as ``"og:title"`` or ``"canonical"``.
        value: content, stripped of white space around it.
        place: where it stands.
    """

    name: str
    value: str
    place: Place


make_meta = maker(Meta)
"""As `Meta`, but faster."""


@dataclass(frozen=True, slots=True)
class Script:
    """Data embedded in a page: a JSON-LD script, another script whose content is JSON, or an assignment of data.

    Attributes:
        kind: ``"json-ld"``, the id or media type of another script that holds JSON, such as ``"__NEXT_DATA__"``, or
            the name of what a script assigns data to.
        text: the script as it stands in the page.
        place: its element.
    """

    kind: str
    text: str = field(repr=False)
    place: Place


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page's markup says about itself, as found; nothing here is believed yet.

    Attributes:
        title: text of the ``title`` element.
        language: ``lang`` of the root element.
        base: address against which links are resolved.
        metas: ``meta`` elements with a name, property, itemprop or http-equiv.
        links: ``link`` elements of the head by their rel.
        items: microdata properties, ``rel=author`` links, ``time`` and ``address`` elements of the body, and addresses
            in data attributes of ``article`` elements; the name is the itemprop, ``"rel:author"``, ``"time"``,
            ``"address"`` or ``"data-url"``.
        scripts: embedded data.
        scopes: elements that describe a thing by microdata, RDFa or a microformat.
        properties: what is said of those things, in document order.
        data: other scripts that tell of an author, a publication or the like somewhere in their text.
        signs: elements whose class or attributes say who wrote something, ``"author"``, or when, ``"date"``.
        unshown: images that only a script puts into the page.
    """

    title: Meta | None = None
    language: Meta | None = None
    base: str | None = None
    metas: tuple[Meta, ...] = ()
    links: tuple[Meta, ...] = ()
    items: tuple[Meta, ...] = ()
    scripts: tuple[Script, ...] = ()
    scopes: tuple[Scope, ...] = ()
    properties: tuple[Property, ...] = ()
    data: tuple[Script, ...] = ()
    signs: tuple[Meta, ...] = ()
    unshown: tuple[Unshown, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The Blocks of a Capture in reading order, with what the markup says about itself.

    Attributes:
        capture: what the page was made from.
        blocks: in reading order; ``blocks[i].block == i``.
        elements: the elements of an HTML page; empty for a flat capture.
        markup: what the page says about itself.
        text: the decoded text that spans index, for a flat capture; ``""`` for HTML.
        encoding: character encoding the capture was decoded with.
        warnings: what a reader of the article should know, one sentence each.
    """

    capture: Capture
    blocks: tuple[Block, ...]
    elements: Elements = field(repr=False)
    markup: Markup = field(default=Markup(), repr=False)
    text: str = field(default="", repr=False)
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
