"""In what order and nesting an article's pieces are written: sections, lists, tables, figures, headings, instants.

What Markdown, HTML and TEI have in common. Instants follow ISO 8601 in the profile of RFC 3339
(https://www.rfc-editor.org/rfc/rfc3339), a day without a clock time being a date.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from tearsheet.article.article import Article, Entry, Image
from tearsheet.page.block import Block, Cell, Kind, Mark
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, Role

__all__ = [
    "DEEPEST",
    "CellText",
    "Figure",
    "Item",
    "Listing",
    "Part",
    "Quotation",
    "Section",
    "heading_levels",
    "instant",
    "sections",
    "separate_standfirst",
    "shape",
    "table",
]

DEEPEST = 8
"""Levels of nested lists that are kept apart; deeper items stand at this one. Readers of Markdown stop at about ten."""

# A clock time: 10:30, 10h30, 10時30, or the T of ISO 8601. A dot will not do: 3.05.2024 is a date.
_CLOCK = re.compile(r"\d\s*(?:[::hH時时点點시]|T\d)")
_BY_KIND = {Kind(role.value): role for role in BODY_ROLES}


@dataclass(frozen=True, slots=True)
class Figure:
    """An image in its place."""

    image: Image


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quotation Blocks that follow each other."""

    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Item:
    """An item of a list, with the lists nested in it."""

    block: Block
    lists: list["Listing"] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """A list of items of one kind, ordered or not."""

    ordered: bool
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell of a table with the marks over its text."""

    cell: Cell
    marks: tuple[Mark, ...] = ()


Part = Block | Figure | Quotation | Listing
"""What a section is made of; a Block here is a heading, a paragraph, a table or code."""


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs together: an entry of the article, or what stands outside of entries.

    Attributes:
        entry: the entry that begins here; ``None`` outside of entries and where an entry goes on.
        inside: whether the parts belong to an entry.
        title: the entry's title, unless its first Block says the same.
        parts: in reading order.
    """

    entry: Entry | None
    inside: bool
    title: str | None
    parts: tuple[Part, ...]


def shape(block: Block) -> Role:
    """How a body Block is written: its role, or what the markup says where the role is none of the body's."""
    role = block.role
    if role is None or role not in BODY_ROLES:
        role = _BY_KIND.get(block.kind, Role.PARAGRAPH)
    if role is Role.IMAGE and block.picture is None:
        return Role.PARAGRAPH
    if role is Role.TABLE and not any(block.cells):
        return Role.PARAGRAPH
    return role


def table(block: Block) -> tuple[str, list[list[CellText]]]:
    """A table Block's caption, ``""`` without one, and its rows, none of them empty.

    The Block's marks are over its text, which is the caption and the rows, cells separated by `` | ``. A mark is the
    cell's in which it begins. Where the text is put together otherwise, the marks are left out.
    """
    rows = [row for row in block.cells if row]
    written = "\n".join(" | ".join(cell.text for cell in row) for row in rows)
    if not block.text.endswith(written):
        return "", [[CellText(cell) for cell in row] for row in rows]
    offset = len(block.text) - len(written)
    caption = block.text[:offset].strip()
    marks = sorted(block.marks, key=lambda mark: mark.start, reverse=True)
    result: list[list[CellText]] = []
    for row in rows:
        line: list[CellText] = []
        for number, cell in enumerate(row):
            end = offset + len(cell.text)
            own: list[Mark] = []
            while marks and marks[-1].start < end:
                mark = marks.pop()
                if mark.start >= offset:
                    own.append(replace(mark, start=mark.start - offset, end=mark.end - offset))
            line.append(CellText(cell, tuple(own)))
            offset = end + (3 if number + 1 < len(row) else 1)
        result.append(line)
    return caption, result


def separate_standfirst(article: Article) -> str | None:
    """The standfirst, unless it also stands first in the body."""
    if article.standfirst is None or not article.standfirst.strip():
        return None
    first = next((block for block in article.body if block.text.strip()), None)
    return None if first is not None and _same(first.text, article.standfirst) else article.standfirst


def heading_levels(article: Article) -> dict[int, int]:
    """Which level, 2 to 6, the body's heading levels are written at, so that they sit below the title without gaps.

    Headings whose level the capture does not tell come below all that it tells.
    """
    levels = sorted({_level(block) for block in article.body if shape(block) is Role.HEADING})
    written = {level: min(rank, 6) for rank, level in enumerate(levels, 2)}
    return {0 if level == _UNTOLD else level: rank for level, rank in written.items()}


_UNTOLD = 7


def _level(block: Block) -> int:
    return block.level if 0 < block.level < _UNTOLD else _UNTOLD


def instant(moment: datetime | None, raw: str | None = None) -> str | None:
    """The instant in ISO 8601; a date alone where the capture names a day without a time.

    Args:
        moment: the instant.
        raw: as it stands in the capture. Midnight without a zone counts as a time only if a clock time stands here.
    """
    if moment is None:
        return None
    midnight = not (moment.hour or moment.minute or moment.second or moment.microsecond)
    if midnight and moment.tzinfo is None and not (raw and _CLOCK.search(raw)):
        return moment.date().isoformat()
    return moment.isoformat()


def sections(article: Article) -> list[Section]:
    """The body in reading order, images with their captions in their places, items in their lists.

    An image that has no Block in the body stands where its place says; the cover comes first and others last where the
    place does not tell.
    """
    result: list[Section] = []
    begun: set[int] = set()
    for index, run in groupby(_in_order(article), key=lambda pair: pair[0]):
        blocks = [piece for _, piece in run]
        entry = None
        title = None
        if index is not None and index not in begun:
            begun.add(index)
            entry = article.entries[index]
            first = next((piece.text for piece in blocks if isinstance(piece, Block)), "")
            title = entry.title if entry.title and not _same(first, entry.title) else None
        result.append(Section(entry, index is not None, title, tuple(_parts(blocks))))
    return result


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _in_order(article: Article) -> Iterator[tuple[int | None, Block | Figure]]:
    """Every piece of the body with the index of its entry, images put in among the Blocks."""
    shown, rest = _pictures(article)
    waiting = sorted(rest, key=lambda image: _rank(image), reverse=True)
    entry: int | None = None
    for index, block in enumerate(article.body):
        entry = block.entry if block.entry is not None and 0 <= block.entry < len(article.entries) else None
        position = _position(block.place)
        while waiting and position is not None and _rank(waiting[-1]) < position:
            yield entry, Figure(waiting.pop())
        if index in shown:
            yield entry, Figure(shown[index])
        elif block.text.strip():
            yield entry, block
    for image in reversed(waiting):
        yield entry, Figure(image)


def _pictures(article: Article) -> tuple[dict[int, Image], list[Image]]:
    """The image that each image Block of the body shows, and the images that have no Block there."""
    by_place = {image.place: image for image in article.images if image.place is not None}
    by_address = {image.address: image for image in reversed(article.images) if image.address}
    shown: dict[int, Image] = {}
    used: set[int] = set()
    blocks = [(index, block) for index, block in enumerate(article.body) if shape(block) is Role.IMAGE]
    for index, block in blocks:
        image = by_place.get(block.place)
        if image is not None and id(image) not in used:
            shown[index] = image
            used.add(id(image))
    for index, block in blocks:
        if index in shown or block.picture is None:
            continue
        picture = block.picture
        image = by_address.get(picture.address)
        if image is None or id(image) in used:
            image = Image(picture.address, None, None, picture.description, picture.width, picture.height)
        shown[index] = image
        used.add(id(image))
    return shown, [image for image in article.images if id(image) not in used]


def _position(place: Place | None) -> float | None:
    if place is not None and place.kind == "span" and place.start is not None:
        return place.start
    if place is not None and place.kind in ("element", "attribute") and place.element >= 0:
        return place.element
    return None


def _rank(image: Image) -> float:
    for place in (image.place, image.caption_place, image.credit_place):
        position = _position(place)
        if position is not None:
            return position
    return -1.0 if image.cover else float("inf")


def _parts(blocks: Iterable[Block | Figure]) -> Iterator[Part]:
    for role, run in groupby(blocks, key=lambda piece: shape(piece) if isinstance(piece, Block) else None):
        if role is Role.LIST_ITEM:
            yield from _lists([piece for piece in run if isinstance(piece, Block)])
        elif role is Role.QUOTATION:
            yield Quotation(tuple(piece for piece in run if isinstance(piece, Block)))
        else:
            yield from run


def _lists(blocks: Iterable[Block]) -> list[Listing]:
    """Nest items by their level; a level that skips some is one step down."""
    roots: list[Listing] = []
    path: list[tuple[int, list[Listing]]] = []
    for block in blocks:
        level = min(max(block.level, 1), DEEPEST)
        while path and path[-1][0] > level:
            path.pop()
        if not path:
            path.append((level, roots))
        elif path[-1][0] < level:
            path.append((level, path[-1][1][-1].items[-1].lists))
        siblings = path[-1][1]
        ordered = block.ordinal is not None
        if not siblings or siblings[-1].ordered != ordered:
            siblings.append(Listing(ordered))
        siblings[-1].items.append(Item(block))
    return roots
