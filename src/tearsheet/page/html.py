"""The HTML door: a document to a Page.

Blocks are the block-level runs of text of the rendered page, inline elements merged; one pass over the tree gathers
them with the elements they stand in and with what the markup says about itself. Which elements are block-level
follows the standard's rendering section (https://html.spec.whatwg.org/multipage/rendering.html).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Page
from tearsheet.page.declarations import Declarations
from tearsheet.page.fallback import close_fallbacks
from tearsheet.page.guard import tame
from tearsheet.page.images import Attributes
from tearsheet.page.openings import INLINES, LEAVES, TELLING_BLOCKS, Openings
from tearsheet.page.place import Elements
from tearsheet.page.signs import named_by
from tearsheet.page.structured import STRUCTURING, names_things
from tearsheet.page.vocabulary import BLOCK, PREFORMATTED, RAW_TEXT, ROLES, SKIPPED, role_words
from tearsheet.page.watching import WATCHED, watch

__all__ = ["read_html"]

_END_OF_NOSCRIPT = re.compile(r"</noscript", re.IGNORECASE)
_LONGEST_LANGUAGE = 40
_IMPLIED_LEVELS = 16
"""Levels that the parser may add where tags are left out."""
_CHECK_EVERY = 2048
_TELLING = frozenset({"lang", *ROLES, *STRUCTURING, *WATCHED})
"""Attributes that more is told by than by most; an element with none of them is soon read."""
_COMMON = frozenset(
    "class id href src srcset type rel style title target content name property lang width height".split()
)
"""Attributes that are no captions."""
_WATCHED_TAGS = frozenset({"article", "time", "address"})


def read_html(capture: Capture, text: str, limits: Limits, deadline: Deadline) -> Page:
    """Read an HTML document into Blocks.

    Args:
        capture: where the document comes from; ``capture.url`` makes addresses absolute.
        text: the decoded document.
        limits: ``nodes`` and ``depth`` bound what is read.
        deadline: when to give up.

    Raises:
        LimitError: the deadline passed.
    """
    text, cut = _first_tags(text, 2 * limits.nodes)
    tamed, warnings = tame(text, limits, deadline)
    # What a parser holds of a large document is eight times its bytes: the text, up to four times, is let go of first.
    source = _bytes(tamed)
    del text, tamed
    try:
        page = _read_tamed(_Reader(capture, limits, deadline), source, warnings)
    except _LeftOpenError:
        tamed, more = tame(close_fallbacks(source.decode()), limits, deadline)
        closed = _Reader(capture, limits, deadline, closed=True)
        page = _read_tamed(closed, _bytes(tamed), tuple(dict.fromkeys((*warnings, *more))))
    if cut and _cut_short(limits) not in page.warnings:
        page = replace(page, warnings=(*page.warnings, _cut_short(limits)))
    return page


def _bytes(text: str) -> bytes:
    """A document as the parser takes it; it has no use for lone surrogates."""
    return text.encode("utf-8", "ignore")


def _first_tags(html: str, count: int) -> tuple[str, bool]:
    """A document up to so many tags, and whether that cut it short: the rest would be parsed to be left unread."""
    if len(html) <= count or html.count("<") <= count:
        return html, False
    return html[: -len(html.split("<", count + 1)[-1]) - 1], True


def _cut_short(limits: Limits) -> str:
    return f"only the first {limits.nodes} nodes of the page are read"


class _TooDeepError(Exception):
    """Elements are nested deeper than the limit."""


class _LeftOpenError(Exception):
    """An element of raw text took in the end of a ``noscript``."""


def _read_tamed(reader: "_Reader", source: bytes, warnings: tuple[str, ...]) -> Page:
    """Parse a document bounded in shape, and once more where it proves deeper than a look at it told."""
    try:
        return _read(reader, source, warnings, None if warnings else reader.limits.depth)
    except _TooDeepError:
        tamed, warnings = tame(source.decode(), reader.limits, reader.deadline, deep=True)
        again = _Reader(reader.capture, reader.limits, reader.deadline, closed=reader.closed)
        return _read(again, _bytes(tamed), warnings, None)


def _read(reader: "_Reader", source: bytes, warnings: tuple[str, ...], deepest: int | None) -> Page:
    """One pass over a document that raises `_TooDeepError` where it is deeper than ``deepest`` levels."""
    document = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
    root = document.root
    reader.said.structured.source = source
    if root is not None:
        reader.walk(root, deepest)
    return reader.page(warnings)


class _Reader(Openings):
    """One pass over a document, raising `_LeftOpenError` unless what it leaves open was closed."""

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

    def walk(self, root: Any, deepest: int | None) -> None:
        """Visit every node once, in document order, without recursion; at most so many levels deep."""
        stack: list[tuple[Any, int, int, Callable[[], None] | None]] = []
        add_text, add_element, enter = self.add_text, self.elements.add, self.enter
        node: Any = root
        parent = -1
        nth = 0
        visited = 0
        too_deep = -1 if deepest is None else deepest + _IMPLIED_LEVELS
        while True:
            if node is None:
                if not stack:
                    break
                node, nth, parent, leave = stack.pop()
                if leave is not None:
                    leave()
                node = node.next
                continue
            visited += 1
            if not visited % _CHECK_EVERY:
                self.deadline.check()
                if visited > self.limits.nodes:
                    self.warnings.append(_cut_short(self.limits))
                    while stack:
                        *_, leave = stack.pop()
                        if leave is not None:
                            leave()
                    break
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text and text.isspace():
                    # Most texts are but the white space between elements.
                    self.space = True
                else:
                    add_text(text, node)
            elif tag is None:
                self.elements.instructed.add(parent)
            elif tag[0] not in "-!":
                nth += 1
                attributes: Attributes = node.attributes
                names = ""
                if attributes:
                    names = attributes.get("class") or ""
                    identity = attributes.get("id")
                    if identity:
                        names = f"{names} {identity}"
                index = add_element(tag, parent, nth, names)
                descend, leave = enter(node, tag, attributes, index)
                if descend:
                    child = node.first_child
                    if child is not None:
                        stack.append((node, nth, parent, leave))
                        if len(stack) == too_deep:
                            raise _TooDeepError
                        node, parent, nth = child, index, 0
                        continue
                if leave is not None:
                    leave()
            node = node.next
        self.flush()

    def enter(self, node: Any, tag: str, attributes: Attributes, index: int) -> tuple[bool, Callable[[], None] | None]:
        """Open an element.

        Returns:
            Whether to visit what is inside, and what to call when it is left.
        """
        kind = _KINDS.get(tag, _CUSTOM if "-" in tag else _INLINE)
        told: Sequence[tuple[str, str]] = ()
        watched = tag in _WATCHED_TAGS
        if attributes:
            classes = attributes.get("class")
            if _TELLING.isdisjoint(attributes):
                if classes and names_things(classes):
                    told = self.said.structured.open(tag, attributes, index)
            else:
                told = self.enter_telling(tag, attributes, index)
                watched = watched or not WATCHED.isdisjoint(attributes)
            if not _COMMON.issuperset(attributes):
                self.note_captions(attributes, index)
            watched = watched or bool(told) or (classes is not None and named_by(classes) is not None)
        if kind >= _LEFT_OUT:
            self.pass_over(node, tag, attributes, index, kind)
            return False, None
        if kind == _CUSTOM and attributes:
            self.unshown(tag, attributes, index)
            watched = True
        watch_out = watch(self, tag, attributes, index, told) if watched else None
        if kind == _PLAIN:
            leave: Callable[[], None] | None = self.open_plain(index)
        elif kind in (_INLINE, _CUSTOM):
            leave = self.open_credit(index) if self.caption else None
        elif kind == _LINK:
            leave = self.open_link(attributes)
        elif kind == _BLOCK_LEVEL:
            leave = self.open_block(tag, attributes, index)
            if tag in PREFORMATTED:
                self.code(node, index)
                return False, leave if watch_out is None else _both(watch_out, leave)
        else:
            leave = self.open_inline(tag, attributes, index)
        return True, leave if watch_out is None else _both(watch_out, leave)

    def enter_telling(self, tag: str, attributes: Attributes, index: int) -> Sequence[tuple[str, str]]:
        """Note the role and the language of an element, and what it says of things."""
        self.elements.role[index] = role_words(attributes)
        if "lang" in attributes:
            self.elements.languages[index] = (attributes["lang"] or "").strip()[:_LONGEST_LANGUAGE]
        return self.said.structured.open(tag, attributes, index)

    def pass_over(self, node: Any, tag: str, attributes: Attributes, index: int, kind: int) -> None:
        """An element that is not walked into: for what it declares, for what it shows, or for nothing."""
        if kind == _DECLARING:
            _DECLARES[tag](self.said, node, attributes, index)
        elif kind == _LEAF:
            LEAVES[tag](self, node, attributes, index)
        else:
            if tag == "iframe" or tag == "video":
                self.flush()
            if not self.closed and (tag in RAW_TEXT or (tag == "style" and self.noscript)):
                inside = node.first_child
                if inside is not None and _END_OF_NOSCRIPT.search(inside.text_content or ""):
                    raise _LeftOpenError


def _both(first: Callable[[], None], second: Callable[[], None] | None) -> Callable[[], None]:
    """Two things to do when an element is left."""
    if second is None:
        return first

    def leave() -> None:
        first()
        second()

    return leave


_DECLARES: dict[str, Callable[[Declarations, Any, Attributes, int], None]] = {
    "title": Declarations.title,
    "meta": Declarations.meta,
    "link": Declarations.link,
    "base": Declarations.base_element,
    "script": Declarations.script,
}

_INLINE, _CUSTOM, _PLAIN, _LINK, _BLOCK_LEVEL, _MARKING, _LEFT_OUT, _LEAF, _DECLARING = range(9)
_KINDS = {
    **dict.fromkeys(BLOCK, _PLAIN),
    **dict.fromkeys(TELLING_BLOCKS, _BLOCK_LEVEL),
    **dict.fromkeys(INLINES, _MARKING),
    "a": _LINK,
    **dict.fromkeys(_DECLARES, _DECLARING),
    **dict.fromkeys(LEAVES, _LEAF),
    **dict.fromkeys(SKIPPED, _LEFT_OUT),
}
"""How an element is read, by its tag."""
