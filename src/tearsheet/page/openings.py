"""What elements make of the text inside them: headings, items of lists, cells of tables, links, images.

An element is opened when the walk over the tree comes to it; what opening it returns is called when it is left, with
what was outside.
"""

import re
from typing import Any

from tearsheet.page.address import resolve
from tearsheet.page.block import Kind, make_block, make_mark
from tearsheet.page.declarations import Declarations
from tearsheet.page.images import Attributes, Images
from tearsheet.page.place import Elements, make_place
from tearsheet.page.runs import INVISIBLE, Leave
from tearsheet.page.table import OpenTable, bounded
from tearsheet.page.vocabulary import CELLS, HEADINGS, ITEMS, LISTS, MARKS, preformatted

__all__ = ["Openings"]

_CREDIT_NAME = re.compile(r"credit|copyright|author|photographer|source|agency|provider|byline", re.IGNORECASE)
_INTEGER = re.compile(r"[ \t\n\f\r]*[+-]?[0-9]{1,9}(?![0-9])")


class Openings(Images):
    """Runs of text and images with the elements around them.

    Attributes:
        counters: next ordinal of each open list, ``None`` for one without numbers.
        tables: those still open.
    """

    def __init__(self, elements: Elements, said: Declarations) -> None:
        super().__init__(elements, said)
        self.counters: list[int | None] = []
        self.tables: list[OpenTable] = []

    # -- inline elements ----------------------------------------------------------------------------------------------

    def open_link(self, attributes: Attributes) -> Leave | None:
        """Open an ``a``: a mark over the text, if it is a link."""
        written = attributes.get("href")
        target = resolve(self.said.base, written)
        if target is None:
            if "href" not in attributes:
                return None
            target = ""
        outer, self.link = self.link, target
        self.open_marks.append((self.length, "link", target))
        return self._close_link, outer

    def _close_link(self, outer: str | None) -> None:
        self.link = outer
        self._close_mark(None)

    def open_inline(self, tag: str, attributes: Attributes, index: int) -> Leave | None:
        """Open one of `INLINES`."""
        if tag == "time":
            return self.open_mark("time", attributes.get("datetime"))
        if tag == "q":
            return self.open_quotation()
        if tag == "picture":
            return self.open_picture()
        if self.caption and (leave := self.open_credit(index)) is not None:
            return leave
        return self.open_mark(MARKS[tag])

    def open_mark(self, kind: str, target: str | None = None) -> Leave:
        """Open an inline element that marks its text."""
        self.open_marks.append((self.length, kind, target))
        return self._close_mark, None

    def _close_mark(self, outer: None) -> None:
        """Close the innermost mark; one over no text is none."""
        start, kind, target = self.open_marks.pop()
        if self.length > start:
            self.marks.append(make_mark(start, self.length, kind, target))

    def open_quotation(self) -> Leave:
        """Open a ``q``: quotation marks stand around its text."""
        self.add_text("“")
        return self._close_quotation, None

    def _close_quotation(self, outer: None) -> None:
        space, self.space = self.space, False
        self.add_text("”")
        self.space = space

    def open_credit(self, index: int) -> Leave | None:
        """Open an inline element of a caption: a Block of its own, if its class says it names who made the image."""
        if not _CREDIT_NAME.search(self.elements.names[index]):
            return None
        return self.open_plain(index)

    # -- block-level elements -----------------------------------------------------------------------------------------

    def open_plain(self, index: int) -> Leave:
        """Open a block-level element that makes nothing of the text inside but a Block."""
        self.flush()
        outer, self.block = self.block, index
        return self._close_plain, outer

    def _close_plain(self, outer: int) -> None:
        self.flush()
        self.block = outer

    def open_block(self, tag: str, attributes: Attributes, index: int) -> Leave:
        """Open a block-level element: the run before it ends, and what is inside takes its kind from it."""
        inside = tag == "button" and self.heading > 0
        outer = self.block
        if not inside:
            self.flush()
            self.block = index
        restore: Leave | None = None
        if tag in ITEMS:
            restore = self.open_item(tag, attributes)
        elif tag in LISTS:
            restore = self.open_list(tag, attributes)
        elif tag in HEADINGS:
            restore = self._set("heading", HEADINGS[tag])
        elif tag == "figcaption":
            restore = self._set("caption", True)
        elif tag == "blockquote":
            restore = self._set("quotations", self.quotations + 1)
        elif tag == "figure":
            restore = self._set("figure", index)
        elif tag == "table":
            restore = self.open_table(attributes, index)
        elif tag == "tr" and self.tables:
            self.tables[-1].row()
        elif tag in CELLS and self.tables:
            restore = self.open_cell(tag, attributes)
        elif tag == "noscript":
            restore = self._set("noscript", self.noscript + 1)
        elif tag == "html":
            self.said.root(attributes, index)
        return self._close_block, (inside, restore, outer)

    def _close_block(self, outer: tuple[bool, Leave | None, int]) -> None:
        inside, restore, block = outer
        if not inside:
            self.flush()
        if restore is not None:
            restore[0](restore[1])
        self.block = block

    def _set(self, name: str, value: Any) -> Leave:
        """Set one attribute until the element is left."""
        outer = getattr(self, name)
        setattr(self, name, value)
        return self._reset, (name, outer)

    def _reset(self, outer: tuple[str, Any]) -> None:
        setattr(self, *outer)

    def open_list(self, tag: str, attributes: Attributes) -> Leave:
        """Open a list: its items are one level deeper."""
        outer = self.list_level, self.item_pending
        self.list_level += 1
        self.counters.append(_integer(attributes.get("start"), 1) if tag == "ol" else None)
        return self._close_list, outer

    def _close_list(self, outer: tuple[int, bool]) -> None:
        self.list_level, self.item_pending = outer
        self.counters.pop()

    def open_item(self, tag: str, attributes: Attributes) -> Leave:
        """Open a list item: the first run inside is the item, later ones are paragraphs below it."""
        outer = self.item_pending, self.ordinal, self.list_level
        self.item_pending = True
        self.ordinal = None
        if tag == "dd":
            self.list_level += 1
        elif tag == "li" and self.counters and self.counters[-1] is not None:
            self.ordinal = _integer(attributes.get("value"), self.counters[-1])
            self.counters[-1] = self.ordinal + 1
        return self._close_item, outer

    def _close_item(self, outer: tuple[bool, int | None, int]) -> None:
        self.item_pending, self.ordinal, self.list_level = outer

    def open_table(self, attributes: Attributes, index: int) -> Leave:
        """Open a table: when it is left, its Blocks become one if it turns out to hold data, not layout."""
        presentation = (attributes.get("role") or "").lower() in ("presentation", "none")
        table = OpenTable(first=len(self.blocks), layout=presentation)
        if self.tables:
            self.tables[-1].layout = True
        self.tables.append(table)
        return self._close_table, (self.list_level, self.item_pending, index)

    def _close_table(self, outer: tuple[int, bool, int]) -> None:
        self.flush()
        self.list_level, self.item_pending, index = outer
        table = self.tables.pop()
        block = table.close(self.blocks, make_place("element", self.elements, index), index)
        if block is not None:
            self.blocks[table.first :] = [block]

    def open_cell(self, tag: str, attributes: Attributes) -> Leave:
        """Open a cell of the innermost table."""
        columns = bounded(attributes.get("colspan"), 1000)
        rows = bounded(attributes.get("rowspan"), 65534)
        return self._close_cell, (self.tables[-1], len(self.blocks), tag == "th", columns, rows)

    def _close_cell(self, cell: tuple[OpenTable, int, bool, int, int]) -> None:
        self.flush()
        table, first, header, columns, rows = cell
        table.cell(first, len(self.blocks), header=header, columns=columns, rows=rows)

    def code(self, node: Any, index: int) -> None:
        """A ``pre``: its text keeps its white space."""
        text = preformatted(node).strip("\n").rstrip()
        text = INVISIBLE.sub("", text)
        if text.strip():
            self.blocks.append(
                make_block(
                    text,
                    Kind.CODE,
                    make_place("element", self.elements, index),
                    element=index,
                    block=len(self.blocks),
                )
            )

    def rule(self, node: Any, attributes: Attributes, index: int) -> None:
        """A line across the page ends the run."""
        self.flush()

    def break_(self, node: Any, attributes: Attributes, index: int) -> None:
        """A line break."""
        self.line_break()

    def mathematics(self, node: Any, attributes: Attributes, index: int) -> None:
        """Mathematics reads as its alternative text."""
        self.add_text(attributes.get("alttext") or node.text(deep=True)[:500])


def _integer(value: str | None, default: int) -> int:
    """An integer as the HTML standard reads it, or else the default; ordinals of a billion are nobody's."""
    match = _INTEGER.match(value) if value else None
    return int(match[0]) if match else default
