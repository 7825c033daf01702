"""Runs of text, gathered while the tree is walked: what a reader sees as one piece, ended as a Block.

White space collapses as in the standard's rendering (https://html.spec.whatwg.org/multipage/rendering.html); inline
elements become marks over the text.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tearsheet.native import runloops
from tearsheet.page.block import Block, Kind, Mark, make_block, make_mark
from tearsheet.page.place import Elements, make_place
from tearsheet.page.vocabulary import LABELS

__all__ = ["INVISIBLE", "Leave", "Runs"]

Leave = tuple[Callable[[Any], None], Any]
"""What to call when an element is left, and what to call it with."""

INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u2060]+")
"""Characters that are not there to a reader."""


class Runs:
    """The run of text being gathered, and the Blocks that earlier runs became.

    Attributes:
        elements: of the document.
        blocks: finished ones.
        pieces: of the run, white space already collapsed.
        length: of the pieces together.
        marks: inline elements of the run that are closed.
        open_marks: start, kind and target of those still open.
        waiting: images inside the run, which follow it.
        block: index of the block-level element around the run.
    """

    def __init__(self, elements: Elements) -> None:
        self.elements = elements
        self.blocks: list[Block] = []

        self.pieces: list[str] = []
        self.length = 0
        self.space = False
        self.breaks = 0
        self.marks: list[Mark] = []
        self.open_marks: list[tuple[int, str, str | None]] = []
        self.waiting: list[Block] = []

        # What the elements around the run make of it.
        self.block = -1
        self.heading = 0
        self.caption = False
        self.quotations = 0
        self.list_level = 0
        self.item_pending = False
        self.ordinal: int | None = None

    def add_text(self, text: str | None, node: Any = None) -> None:
        """Add text to the run, collapsing white space; it is a text node's, or stands for another element."""
        if not text:
            return
        if not text.isascii() and INVISIBLE.search(text):
            text = INVISIBLE.sub("", text)
        words = text.split()
        if not words:
            if text:
                self.space = True
            return
        if self.breaks:
            if self.length:
                self.pieces.append("\n")
                self.length += 1
            self.breaks = 0
        elif self.length and (
            self.space or text[0].isspace() or (node is not None and self.looks_apart(self.pieces[-1], words[0], node))
        ):
            self.pieces.append(" ")
            self.length += 1
        piece = " ".join(words)
        self.pieces.append(piece)
        self.length += len(piece)
        self.space = text[-1].isspace()

    def looks_apart(self, before: str, after: str, node: Any) -> bool:
        """Whether two texts without white space between them are words that a style sheet keeps apart.

        As labels in a row are: ``<a>News</a><a>Sport</a>``. The parts of a word, a formula or a number are not.
        """
        last, first = before[-1], after[0]
        if not (first.isalnum() and (last.islower() or last.isupper() or last.isdecimal())):
            return False
        opened = None
        closed = node.prev
        while closed is None:
            opened = opened.parent if opened is not None else node.parent
            if opened is None:
                return False
            closed = opened.prev
        if closed.tag not in LABELS or closed.first_child is None or "code" in (kind for _, kind, _ in self.open_marks):
            return False
        if opened is None:
            return last.islower() and first.isupper() and len(before) > 1
        if closed.tag == opened.tag == "a" and (first.isdecimal() or first.islower() or first.isupper()):
            return bool(closed.attributes.get("href") != opened.attributes.get("href"))
        return opened.tag in LABELS and len(before) > 1 and len(after) > 1 and (first.isupper() or first.isdecimal())

    def line_break(self) -> None:
        """A ``br``: one breaks the line, two end the Block."""
        self.breaks += 1
        if self.breaks > 1:
            self.flush()

    def flush(self) -> None:
        """End the run of text: it becomes a Block, and what waits for it follows."""
        self.space = False
        self.breaks = 0
        if not self.length:
            return
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        marks = self.marks
        for start, mark, target in self.open_marks:
            marks.append(make_mark(start, self.length, mark, target))
        level = 0
        ordinal = None
        if self.heading:
            kind, level = Kind.HEADING, self.heading
        elif self.caption:
            kind = Kind.CAPTION
        elif self.item_pending:
            kind, level, ordinal = Kind.LIST_ITEM, max(self.list_level, 1), self.ordinal
            self.item_pending = False
        elif self.quotations:
            kind = Kind.QUOTATION
        else:
            kind = Kind.PARAGRAPH
        self.blocks.append(
            make_block(
                text,
                kind,
                make_place("element", self.elements, self.block),
                level,
                ordinal,
                _trimmed(marks, text) if marks else (),
                (),
                None,
                self.block,
                len(self.blocks),
            )
        )
        self.pieces = []
        if marks:
            self.marks = []
        self.length = 0
        if self.open_marks:
            self.open_marks = [(0, mark, target) for _, mark, target in self.open_marks]
        if self.waiting:
            self.blocks.extend(self.waiting)
            self.waiting = []


def _trimmed(marks: list[Mark], text: str) -> tuple[Mark, ...]:
    """Marks in order, without the white space at their start, empty ones left out."""
    kept = []
    for mark in marks:
        start = mark.start
        while start < mark.end and text[start].isspace():
            start += 1
        if start < mark.end:
            kept.append(mark if start == mark.start else make_mark(start, mark.end, mark.kind, mark.target))
    if len(kept) > 1:
        kept.sort(key=lambda mark: (mark.start, -mark.end))
    return tuple(kept)


if not TYPE_CHECKING and runloops is not None:
    Runs = runloops.Runs
