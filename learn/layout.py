"""A page laid out on lines of fixed width, as terminal browsers print it.

What varies is what varies between them: width, margins, bullets, numbers of links, how images and tables are shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tearsheet.page.block import Block, Kind
from tearsheet.page.place import Elements

__all__ = ["Style", "lay_out"]

_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre table figure dl".split())
_DIVISIONS = frozenset("div section article main aside header footer nav ul ol td blockquote figure form".split())
_WIDE = "\u1100-\u115f\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
# A closing mark stays with the character before it.
_CHUNK = re.compile(f"(?: )?(?:[{_WIDE}]|[^\\s{_WIDE}]+)[、。，：；？！）」』】》”’…]*")
_INDENT = 2
_DEEPEST = 20
_WIDEST_CELL = 40


@dataclass(frozen=True, slots=True)
class Style:
    """How a browser lays pages out.

    Attributes:
        width: columns of a line; 0 where lines are not wrapped.
        margin: columns left free before every line.
        nested: whether lines are indented by how deep the element lies.
        bullets: what items of a list start with, level by level.
        numbered: whether links have a number before them.
        references: whether the addresses of the links stand at the end.
        images: how the description of an image is written, with ``{}`` in its place; empty to leave it out.
        gaps: whether empty lines part paragraphs.
        centred: whether headings of the first level are centred.
        between: what parts the columns of a table.
    """

    width: int = 80
    margin: int = 0
    nested: bool = False
    bullets: str = "*+-"
    numbered: bool = False
    references: bool = False
    images: str = ""
    gaps: bool = True
    centred: bool = False
    between: str = "  "


def lay_out(blocks: list[Block], elements: Elements, style: Style) -> str:
    """Print Blocks.

    Args:
        blocks: what to print, in reading order.
        elements: the elements that they are the text of.
        style: how.
    """
    lines: list[str] = []
    targets: list[str] = []
    depths = _depths(elements) if style.nested else []
    after = ""
    for block in blocks:
        printed = list(_printed(block, style, targets))
        if not printed:
            continue
        group = _group(block, elements.tag[block.element] if block.element >= 0 else "")
        if lines and style.gaps and (group != after or group == "spaced"):
            lines.append("")
        margin = " " * (style.margin + (_INDENT * depths[block.element] if depths and block.element >= 0 else 0))
        lines.extend(margin + line if line else "" for line in printed)
        after = group
    if style.references and targets:
        lines.extend(["", "References", ""])
        lines.extend(f"{number:4}. {target}" for number, target in enumerate(targets, 1))
    return "\n".join(lines)


def _depths(elements: Elements) -> list[int]:
    """How many sections and divisions each element lies in."""
    depths: list[int] = []
    for number, tag in enumerate(elements.tag):
        parent = elements.parent[number]
        depth = depths[parent] if parent >= 0 else 0
        depths.append(min(depth + (tag in _DIVISIONS), _DEEPEST))
    return depths


def _group(block: Block, tag: str) -> str:
    """What a Block stands close to: items to items, lines to lines; paragraphs stand apart."""
    if block.kind is Kind.LIST_ITEM:
        return "list"
    if block.kind in (Kind.TABLE, Kind.CODE) or tag in _SPACED:
        return "spaced"
    return "lines"


def _printed(block: Block, style: Style, targets: list[str]) -> Iterator[str]:
    """Lines of one Block."""
    width = style.width - style.margin if style.width else 0
    if block.kind is Kind.IMAGE:
        if style.images and block.picture is not None and block.picture.description:
            yield from _wrapped(style.images.format(block.picture.description), width)
    elif block.kind is Kind.CODE:
        yield from block.text.split("\n")
    elif block.kind is Kind.TABLE and block.cells:
        yield from _rows(block, width, style.between)
    else:
        text = _numbered(block, targets) if style.numbered else block.text
        first = ""
        indent = 0
        if block.kind is Kind.LIST_ITEM:
            level = max(block.level, 1)
            bullet = (
                f"{block.ordinal}." if block.ordinal is not None else style.bullets[(level - 1) % len(style.bullets)]
            )
            indent = _INDENT * level + len(bullet) + 1
            first = f"{bullet} ".rjust(indent)
        elif block.kind is Kind.QUOTATION:
            indent = 2 * _INDENT
        centre = style.centred and block.kind is Kind.HEADING and block.level == 1
        for number, line in enumerate(_wrapped(text, width - indent if width else 0)):
            if centre and width:
                yield line.center(width).rstrip()
            else:
                yield (" " * indent if number or not first else first) + line


def _numbered(block: Block, targets: list[str]) -> str:
    """Text with the number of each link before it."""
    parts: list[str] = []
    at = 0
    for link in block.links:
        if link.start < at or not link.target:
            continue
        targets.append(link.target)
        parts.append(f"{block.text[at : link.start]}[{len(targets)}]")
        at = link.start
    parts.append(block.text[at:])
    return "".join(parts)


def _columns(text: str) -> int:
    """Columns that a text takes: characters of East Asian scripts take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE_CHARACTER.findall(text))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines no wider than ``width``, unless one word is; scripts without spaces break between characters."""
    for line in text.split("\n"):
        if not width or _columns(line) <= width:
            yield line
            continue
        chunks = _CHUNK.findall(line) if _WIDE_CHARACTER.search(line) else [f" {word}" for word in line.split()]
        row: list[str] = []
        used = 0
        for chunk in chunks:
            length = _columns(chunk)
            if row and used + length > width:
                yield "".join(row).strip()
                row, used = [], 0
            row.append(chunk)
            used += length
        yield "".join(row).strip()


def _rows(block: Block, width: int, between: str) -> Iterator[str]:
    """Rows of a table in columns; cell below cell where that is wider than the line."""
    grid = [[cell.text for cell in row] for row in block.cells]
    count = max(len(row) for row in grid)
    widths = [0] * count
    for row in grid:
        for column, text in enumerate(row):
            widths[column] = max(widths[column], _columns(text))
    if width and (sum(widths) + len(between) * (count - 1) > width or max(widths) > _WIDEST_CELL):
        for row in grid:
            for text in row:
                if text:
                    yield from _wrapped(text, width)
        return
    for row in grid:
        cells = [text + " " * (widths[column] - _columns(text)) for column, text in enumerate(row)]
        yield between.join(cells).rstrip()
