"""One pass over a document as it comes about: the text so far, and what the markup says."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Page
from tearsheet.page.declarations import Declarations
from tearsheet.page.images import Attributes
from tearsheet.page.noting import Kinds, Noted
from tearsheet.page.openings import Openings
from tearsheet.page.place import Elements
from tearsheet.page.runs import Leave
from tearsheet.page.vocabulary import RAW_TEXT, role_words
from tearsheet.page.watching import watch

__all__ = ["LeftOpenError", "Reader"]

_END_OF_NOSCRIPT = re.compile(r"</noscript", re.IGNORECASE)
_LONGEST_LANGUAGE = 40


class LeftOpenError(Exception):
    """An element of raw text took in the end of a ``noscript``."""


class Reader(Openings):
    """One pass over a document, raising `LeftOpenError` unless what it leaves open was closed.

    Attributes:
        closed: whether it was.
        capture: the document.
        limits: what it may cost.
        deadline: when to give up.
        warnings: what a reader of the article should know.
    """

    def __init__(self, capture: Capture, limits: Limits, deadline: Deadline, *, closed: bool = False) -> None:
        elements = Elements()
        super().__init__(elements, Declarations(capture.url, elements))
        self.closed = closed
        self.capture = capture
        self.limits = limits
        self.deadline = deadline
        self.warnings: list[str] = []

    def page(self, warnings: tuple[str, ...]) -> Page:
        """The finished Page."""
        return Page(
            capture=self.capture,
            blocks=tuple(self.blocks),
            elements=self.elements,
            markup=self.said.markup(),
            warnings=(*warnings, *self.warnings),
        )

    def note(self, tag: str, attributes: Attributes, index: int, noted: int, kind: int) -> Callable[[], None] | None:
        """Note what an element says of itself, of things and of the page.

        Args:
            tag: its local name.
            attributes: of the element.
            index: its number.
            noted: bits of `Noted`.
            kind: one of `Kinds`.

        Returns:
            What to call when it is left, if its text says something.
        """
        told: Sequence[tuple[str, str]] = ()
        if noted & Noted.ROLE:
            self.elements.role[index] = role_words(attributes)
        if noted & Noted.LANGUAGE:
            self.elements.languages[index] = (attributes["lang"] or "").strip()[:_LONGEST_LANGUAGE]
        if noted & Noted.THING:
            told = self.said.structured.open(tag, attributes, index)
        if noted & Noted.CAPTION:
            self.note_captions(attributes, index)
        if kind < Kinds.LEFT_OUT and (
            told or noted & Noted.WATCH or (noted & Noted.RELATION and "author" in (attributes["rel"] or "").lower())
        ):
            return watch(self, tag, attributes, index, told)
        return None

    def open(self, node: Any, tag: str, kind: int, attributes: Attributes, index: int) -> Leave | None:
        """Open an element that is walked into, or whose text keeps its white space.

        Returns:
            What is to be done when it is left.
        """
        if kind == Kinds.PLAIN:
            return self.open_plain(index)
        if kind == Kinds.LINK:
            return self.open_link(attributes)
        if kind == Kinds.BLOCK_LEVEL:
            return self.open_block(tag, attributes, index)
        if kind == Kinds.MARKING:
            return self.open_inline(tag, attributes, index)
        if kind == Kinds.CODE:
            leave = self.open_block(tag, attributes, index)
            self.code(node, index)
            return leave
        return self.open_credit(index) if self.caption else None

    def pass_over(self, node: Any, tag: str, attributes: Attributes, index: int, kind: int) -> None:
        """An element that is not walked into: for what it declares, for what it shows, or for nothing."""
        if kind == Kinds.DECLARING:
            _DECLARES[tag](self.said, node, attributes, index)
        elif kind == Kinds.LEAF:
            _SHOWS[tag](self, node, attributes, index)
        else:
            if tag == "iframe" or tag == "video":
                self.flush()
            if not self.closed and (tag in RAW_TEXT or (tag == "style" and self.noscript)):
                inside = node.first_child
                if inside is not None and _END_OF_NOSCRIPT.search(inside.text_content or ""):
                    raise LeftOpenError


_DECLARES: dict[str, Callable[[Declarations, Any, Attributes, int], None]] = {
    "title": Declarations.title,
    "meta": Declarations.meta,
    "link": Declarations.link,
    "base": Declarations.base_element,
    "script": Declarations.script,
}
"""What elements do that say something about the page."""

_SHOWS: dict[str, Callable[[Reader, Any, Attributes, int], None]] = {
    "img": Reader.image,
    "amp-img": Reader.image,
    "source": Reader.source,
    "br": Reader.break_,
    "hr": Reader.rule,
    "math": Reader.mathematics,
}
"""What elements do that are not walked into."""
