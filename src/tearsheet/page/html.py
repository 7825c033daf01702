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
from tearsheet.page.captionattributes import tells_of_image
from tearsheet.page.declarations import Declarations
from tearsheet.page.fallback import close_fallbacks
from tearsheet.page.guard import tame
from tearsheet.page.images import Attributes
from tearsheet.page.openings import INLINES, LEAVES, TELLING_BLOCKS, Openings
from tearsheet.page.place import Elements
from tearsheet.page.runs import Leave
from tearsheet.page.signs import named_by
from tearsheet.page.structured import STRUCTURING, names_things
from tearsheet.page.vocabulary import BLOCK, PREFORMATTED, RAW_TEXT, ROLES, SKIPPED, role_words
from tearsheet.page.watching import WATCHED, watch
from tearsheet.remembered import remembered

__all__ = ["read_html"]

_END_OF_NOSCRIPT = re.compile(r"</noscript", re.IGNORECASE)
_LONGEST_LANGUAGE = 40
_IMPLIED_LEVELS = 16
"""Levels that the parser may add where tags are left out."""
_CHECK_EVERY = 2048
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
        stack: list[tuple[Any, int, int, Leave | None]] = []
        add_text, enter, kind_of, instructed = self.add_text, self.enter, _KINDS.get, self.elements.instructed
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
                    leave[0](leave[1])
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
                            leave[0](leave[1])
                    break
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                if text and text.isspace():
                    # Most texts are but the white space between elements.
                    self.space = True
                else:
                    add_text(text, node)
                node = node.next
                continue
            kind = kind_of(tag)
            if kind is None:
                if tag is None:
                    instructed.add(parent)
                if tag is None or tag[0] in "-!":
                    node = node.next
                    continue
                kind = _CUSTOM if "-" in tag else _INLINE
            nth += 1
            index, leave = enter(node, tag, kind, parent, nth)
            if kind < _PREFORMATTED:
                child = node.first_child
                if child is not None:
                    stack.append((node, nth, parent, leave))
                    if len(stack) == too_deep:
                        raise _TooDeepError
                    node, parent, nth = child, index, 0
                    continue
            if leave is not None:
                leave[0](leave[1])
            node = node.next
        self.flush()

    def enter(self, node: Any, tag: str, kind: int, parent: int, nth: int) -> tuple[int, Leave | None]:
        """Open an element.

        Returns:
            Its index, and what is to be done when it is left.
        """
        elements = self.elements
        index = len(elements.tag)
        elements.tag.append(tag)
        elements.parent.append(parent)
        elements.nth.append(nth)
        elements.role.append("")
        attributes: Attributes = node.attributes
        told: Sequence[tuple[str, str]] = ()
        watched = tag in _WATCHED_TAGS
        if attributes:
            classes = attributes.get("class")
            identity = attributes.get("id")
            elements.names.append(f"{classes or ''} {identity}" if identity else classes or "")
            noted = _NOTED[tuple(attributes)]
            if classes:
                noted |= _noted_class(classes)
            if noted:
                if noted & _ROLE:
                    elements.role[index] = role_words(attributes)
                if noted & _LANGUAGE:
                    elements.languages[index] = (attributes["lang"] or "").strip()[:_LONGEST_LANGUAGE]
                if noted & _THING:
                    told = self.said.structured.open(tag, attributes, index)
                if noted & _CAPTION:
                    self.note_captions(attributes, index)
                watched = watched or bool(told) or noted & _WATCH != 0
                if noted & _RELATION:
                    watched = watched or "author" in (attributes["rel"] or "").lower()
        else:
            elements.names.append("")
        if kind >= _LEFT_OUT:
            self.pass_over(node, tag, attributes, index, kind)
            return index, None
        if kind == _CUSTOM and attributes:
            self.unshown(tag, attributes, index)
            watched = True
        finish = watch(self, tag, attributes, index, told) if watched else None
        if kind == _PLAIN:
            leave: Leave | None = self.open_plain(index)
        elif kind in (_INLINE, _CUSTOM):
            leave = self.open_credit(index) if self.caption else None
        elif kind == _LINK:
            leave = self.open_link(attributes)
        elif kind == _BLOCK_LEVEL:
            leave = self.open_block(tag, attributes, index)
        elif kind == _MARKING:
            leave = self.open_inline(tag, attributes, index)
        else:
            leave = self.open_block(tag, attributes, index)
            self.code(node, index)
        return index, leave if finish is None else (_leave_both, (finish, leave))

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


def _leave_both(both: tuple[Callable[[], None], Leave | None]) -> None:
    """Two things to do when an element is left."""
    finish, leave = both
    finish()
    if leave is not None:
        leave[0](leave[1])


_DECLARES: dict[str, Callable[[Declarations, Any, Attributes, int], None]] = {
    "title": Declarations.title,
    "meta": Declarations.meta,
    "link": Declarations.link,
    "base": Declarations.base_element,
    "script": Declarations.script,
}


_INLINE, _CUSTOM, _PLAIN, _LINK, _BLOCK_LEVEL, _MARKING, _PREFORMATTED, _LEFT_OUT, _LEAF, _DECLARING = range(10)
_KINDS = {
    **dict.fromkeys("span small label font u ins del abbr big s strike wbr".split(), _INLINE),
    **dict.fromkeys(BLOCK, _PLAIN),
    **dict.fromkeys(TELLING_BLOCKS, _BLOCK_LEVEL),
    **dict.fromkeys(PREFORMATTED, _PREFORMATTED),
    **dict.fromkeys(INLINES, _MARKING),
    "a": _LINK,
    **dict.fromkeys(_DECLARES, _DECLARING),
    **dict.fromkeys(LEAVES, _LEAF),
    **dict.fromkeys(SKIPPED, _LEFT_OUT),
}
"""How an element is read, by its tag; another is inline."""

_ROLE, _LANGUAGE, _THING, _CAPTION, _WATCH, _RELATION = (1 << bit for bit in range(6))


class _Noted(dict[tuple[str, ...], int]):
    """What is to be noted of an element, by the names of its attributes; most pages have a few hundred such rows."""

    def __missing__(self, names: tuple[str, ...]) -> int:
        noted = 0
        for name in names:
            noted |= (
                _ROLE * (name in ROLES)
                | _LANGUAGE * (name == "lang")
                | _THING * (name in STRUCTURING)
                | _CAPTION * tells_of_image(name)
                | _WATCH * (name in WATCHED)
                | _RELATION * (name == "rel")
            )
        if len(names) <= _MOST_NAMES and sum(map(len, names)) <= _LONGEST_NAMES:
            if len(self) >= _MOST_NOTED:
                self.clear()
            self[names] = noted
        return noted


_NOTED = _Noted()
_MOST_NOTED = 10_000
_MOST_NAMES = 30
_LONGEST_NAMES = 500


@remembered(20_000)
def _noted_class(classes: str) -> int:
    """What is to be noted of an element for its class names; the cache only saves time."""
    return _THING * names_things(classes) | _WATCH * (named_by(classes) is not None)
