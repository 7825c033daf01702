"""The HTML door: a document to a Page.

Blocks are the block-level runs of text of the rendered page, inline elements merged; one pass over the tree gathers
them with the elements they stand in and with what the markup says about itself. Which elements are block-level
follows the standard's rendering section (https://html.spec.whatwg.org/multipage/rendering.html).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.address import resolve
from tearsheet.page.block import Block, Kind, Mark, Meta, Page, Picture, Unshown
from tearsheet.page.captionattributes import caption_attributes, has_caption_attributes
from tearsheet.page.declarations import Declarations
from tearsheet.page.fallback import close_fallbacks
from tearsheet.page.guard import tame
from tearsheet.page.picture import best_candidate, picture_address, pixels, unshown_address
from tearsheet.page.place import Elements, Place
from tearsheet.page.signs import sign_of
from tearsheet.page.structured import STRUCTURING, has_classes
from tearsheet.page.table import OpenTable, bounded
from tearsheet.page.vocabulary import (
    BLOCK,
    HEADINGS,
    LABELS,
    MARKS,
    PREFORMATTED,
    RAW_TEXT,
    SKIPPED,
    names_of,
    preformatted,
    role_words,
)

__all__ = ["read_html"]

_WATCHED_PROPERTIES = frozenset(
    """
    headline name author creator datepublished datemodified datecreated dateline description articlesection keywords
    publisher copyrightholder about caption text contenturl image url uploaddate
    """.split()
)
_STORY_ADDRESSES = (
    "data-url",
    "data-href",
    "data-permalink",
    "data-canonical-url",
    "data-canonical",
    "data-article-url",
    "data-story-url",
    "data-page-url",
)
"""Attributes in which an ``article`` element tells its address."""
_MAX_ITEM_LENGTH = 300
_MAX_ITEMS = 500
_MAX_SIGNS = 2_000
_LONGEST_SIGN = 120
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\u2060]+")
_INTEGER = re.compile(r"[ \t\n\f\r]*[+-]?[0-9]{1,9}(?![0-9])")
_CREDIT_NAME = re.compile(r"credit|copyright|author|photographer|source|agency|provider|byline", re.IGNORECASE)
_END_OF_NOSCRIPT = re.compile(r"</noscript", re.IGNORECASE)
_SMALL_ICON = 32
_CAPTION_LEVELS = 5
_DESCRIPTIONS = ("alt", "data-alt", "data-alt-text")
_LONGEST_LANGUAGE = 40
_IMPLIED_LEVELS = 16
"""Levels that the parser may add where tags are left out."""
_CHECK_EVERY = 2048


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
    try:
        page = _read_tamed(_Reader(capture, limits, deadline), text)
    except _LeftOpenError:
        page = _read_tamed(_Reader(capture, limits, deadline, closed=True), close_fallbacks(text))
    if cut and _cut_short(limits) not in page.warnings:
        page = replace(page, warnings=(*page.warnings, _cut_short(limits)))
    return page


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


def _read_tamed(reader: "_Reader", html: str) -> Page:
    """Parse a document bounded in shape, and once more where it proves deeper than a look at it told."""
    tamed, warnings = tame(html, reader.limits, reader.deadline)
    try:
        return _read(reader, tamed, warnings, None if warnings else reader.limits.depth)
    except _TooDeepError:
        tamed, warnings = tame(html, reader.limits, reader.deadline, deep=True)
        again = _Reader(reader.capture, reader.limits, reader.deadline, closed=reader.closed)
        return _read(again, tamed, warnings, None)


def _read(reader: "_Reader", html: str, warnings: tuple[str, ...], deepest: int | None) -> Page:
    """One pass over a document that raises `_TooDeepError` where it is deeper than ``deepest`` levels."""
    document = LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)
    root = document.root
    reader.said.structured.classes = has_classes(html)
    reader.captioned = {} if has_caption_attributes(html) else None
    if root is not None:
        reader.walk(root, deepest)
    return reader.page(warnings)


class _Reader:
    """State of one pass over a document, raising `_LeftOpenError` unless what it leaves open was closed."""

    def __init__(self, capture: Capture, limits: Limits, deadline: Deadline, *, closed: bool = False) -> None:
        self.closed = closed
        self.capture = capture
        self.limits = limits
        self.deadline = deadline
        self.elements = Elements()
        self.said = Declarations(capture.url, self.elements)
        self.blocks: list[Block] = []
        self.warnings: list[str] = []

        # The run of text being gathered, white space already collapsed.
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
        self.counters: list[int | None] = []
        self.figure = -1
        self.sources: list[str] = []
        self.link: str | None = None
        self.tables: list[OpenTable] = []
        self.noscript = 0

        # Captions and credits in attributes, by element; `None` where the document has none.
        self.captioned: dict[int, tuple[Meta, ...]] | None = None

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
        elements = self.elements
        stack: list[tuple[Any, int, int, Callable[[], None] | None]] = []
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
                self.add_text(node.text_content, node)
            elif tag is None:
                elements.instructed.add(parent)
            elif tag[0] not in "-!":
                nth += 1
                attributes: Mapping[str, str | None] = node.attributes
                names = role = ""
                if attributes:
                    names, role = names_of(attributes), role_words(attributes)
                index = elements.add(tag, parent, nth, names, role)
                if "lang" in attributes:
                    elements.languages[index] = (attributes["lang"] or "").strip()[:_LONGEST_LANGUAGE]
                descend, leave = self.enter(node, tag, attributes, index, role)
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

    # -- text ---------------------------------------------------------------------------------------------------------

    def add_text(self, text: str | None, node: Any = None) -> None:
        """Add text to the run, collapsing white space; it is a text node's, or stands for another element."""
        if not text:
            return
        if not text.isascii() and _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
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
        """End the run of text: it becomes a Block."""
        self.space = False
        self.breaks = 0
        if self.length:
            text = "".join(self.pieces)
            marks = self.marks
            for start, kind, target in self.open_marks:
                marks.append(Mark(start, self.length, kind, target))
            self.pieces = []
            self.marks = []
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
                Block(
                    text=text,
                    kind=kind,
                    place=Place("element", self.elements, self.block),
                    level=level,
                    ordinal=ordinal,
                    marks=_trimmed(marks, text) if marks else (),
                    element=self.block,
                    block=len(self.blocks),
                )
            )
            self.length = 0
        if self.open_marks:
            self.open_marks = [(0, kind, target) for _, kind, target in self.open_marks]
        if self.waiting:
            self.blocks.extend(self.waiting)
            self.waiting = []

    # -- elements -----------------------------------------------------------------------------------------------------

    def enter(
        self, node: Any, tag: str, attributes: Mapping[str, str | None], index: int, role: str
    ) -> tuple[bool, Callable[[], None] | None]:
        """Open an element.

        Returns:
            Whether to visit what is inside, and what to call when it is left.
        """
        structured = self.said.structured
        told: list[tuple[str, str]] = []
        if attributes and (structured.classes or not STRUCTURING.isdisjoint(attributes)):
            told = structured.open(tag, attributes, index)
        if self.captioned is not None and attributes:
            self.note_captions(attributes, index)
        if tag in SKIPPED:
            if tag == "iframe" or tag == "video":
                self.flush()
            if not self.closed and (tag in RAW_TEXT or (tag == "style" and self.noscript)):
                inside = node.first_child
                if inside is not None and _END_OF_NOSCRIPT.search(inside.text_content or ""):
                    raise _LeftOpenError
            return False, None
        special = _ENTER.get(tag)
        if special is not None:
            special(self, node, attributes, index)
            return False, None
        declares = _DECLARES.get(tag)
        if declares is not None:
            declares(self.said, node, attributes, index)
            return False, None
        if "-" in tag and attributes:
            self.unshown(tag, attributes, index)
        watch = None
        if attributes or tag == "time" or tag == "address":
            watch = self.watch(tag, attributes, index, told)
        leave: Callable[[], None] | None
        if tag in BLOCK:
            leave = self.enter_block(node, tag, attributes, index)
            if tag in PREFORMATTED:
                self.code(node, index)
                return False, leave
        else:
            leave = self.enter_inline(tag, attributes, index)
        if watch is None:
            return True, leave

        def leave_watched() -> None:
            watch()
            if leave is not None:
                leave()

        return True, leave_watched

    def enter_inline(self, tag: str, attributes: Mapping[str, str | None], index: int) -> Callable[[], None] | None:
        """Open an inline element: a mark over the text, or nothing."""
        if tag == "a":
            kind, target = "link", resolve(self.said.base, attributes.get("href"))
            if target is None:
                if "href" not in attributes:
                    return None
                target = ""
        elif tag == "time":
            kind, target = "time", attributes.get("datetime")
        elif tag == "q":
            self.add_text("“")

            def close_quotation() -> None:
                space, self.space = self.space, False
                self.add_text("”")
                self.space = space

            return close_quotation
        elif tag == "picture":
            return self.enter_picture()
        elif self.caption and _CREDIT_NAME.search(self.elements.names[index]):
            return self.enter_credit(index)
        elif tag in MARKS:
            kind, target = MARKS[tag], None
        else:
            return None
        outer_link = self.link
        if kind == "link":
            self.link = target
        self.open_marks.append((self.length, kind, target))

        def leave() -> None:
            self.link = outer_link
            start, _, _ = self.open_marks.pop()
            if self.length > start:
                self.marks.append(Mark(start, self.length, kind, target))

        return leave

    def enter_credit(self, index: int) -> Callable[[], None]:
        """Open an inline element of a caption whose class says that it names who made the image: a Block of its own."""
        self.flush()
        restore = self._set("block", index)

        def leave() -> None:
            self.flush()
            restore()

        return leave

    def enter_picture(self) -> Callable[[], None]:
        """Open a ``picture``: its sources belong to the image inside."""
        outer, self.sources = self.sources, []

        def leave() -> None:
            self.sources = outer

        return leave

    def enter_block(self, node: Any, tag: str, attributes: Mapping[str, str | None], index: int) -> Callable[[], None]:
        """Open a block-level element: the run before it ends, and what is inside takes its kind from it."""
        inside = tag == "button" and self.heading > 0
        outer_block = self.block
        if not inside:
            self.flush()
            self.block = index
        restore: Callable[[], None] | None = None
        if tag in HEADINGS:
            restore = self._set("heading", HEADINGS[tag])
        elif tag == "figcaption":
            restore = self._set("caption", True)
        elif tag == "blockquote":
            restore = self._set("quotations", self.quotations + 1)
        elif tag == "figure":
            restore = self._set("figure", index)
        elif tag in ("ul", "ol", "menu", "dir", "dl"):
            restore = self.enter_list(tag, attributes)
        elif tag in ("li", "dt", "dd"):
            restore = self.enter_item(tag, attributes)
        elif tag == "table":
            restore = self.enter_table(attributes, index)
        elif tag == "tr" and self.tables:
            self.tables[-1].row()
        elif tag in ("td", "th") and self.tables:
            restore = self.enter_cell(tag, attributes)
        elif tag == "noscript":
            restore = self._set("noscript", self.noscript + 1)
        elif tag == "html":
            self.said.root(attributes, index)

        def leave() -> None:
            if not inside:
                self.flush()
            if restore is not None:
                restore()
            self.block = outer_block

        return leave

    def _set(self, name: str, value: Any) -> Callable[[], None]:
        """Set one attribute until the element is left."""
        outer = getattr(self, name)
        setattr(self, name, value)
        return lambda: setattr(self, name, outer)

    def enter_list(self, tag: str, attributes: Mapping[str, str | None]) -> Callable[[], None]:
        """Open a list: its items are one level deeper."""
        level, pending = self.list_level, self.item_pending
        self.list_level += 1
        self.counters.append(_integer(attributes.get("start"), 1) if tag == "ol" else None)

        def leave() -> None:
            self.list_level, self.item_pending = level, pending
            self.counters.pop()

        return leave

    def enter_item(self, tag: str, attributes: Mapping[str, str | None]) -> Callable[[], None]:
        """Open a list item: the first run inside is the item, later ones are paragraphs below it."""
        pending, ordinal, level = self.item_pending, self.ordinal, self.list_level
        self.item_pending = True
        self.ordinal = None
        if tag == "dd":
            self.list_level += 1
        elif tag == "li" and self.counters and self.counters[-1] is not None:
            self.ordinal = _integer(attributes.get("value"), self.counters[-1])
            self.counters[-1] = self.ordinal + 1

        def leave() -> None:
            self.item_pending, self.ordinal, self.list_level = pending, ordinal, level

        return leave

    def enter_table(self, attributes: Mapping[str, str | None], index: int) -> Callable[[], None]:
        """Open a table: when it is left, its Blocks become one if it turns out to hold data, not layout."""
        presentation = (attributes.get("role") or "").lower() in ("presentation", "none")
        table = OpenTable(first=len(self.blocks), layout=presentation)
        if self.tables:
            self.tables[-1].layout = True
        self.tables.append(table)
        outer = self.list_level, self.item_pending

        def leave() -> None:
            self.flush()
            self.list_level, self.item_pending = outer
            self.tables.pop()
            block = table.close(self.blocks, Place("element", self.elements, index), index)
            if block is not None:
                self.blocks[table.first :] = [block]

        return leave

    def enter_cell(self, tag: str, attributes: Mapping[str, str | None]) -> Callable[[], None]:
        """Open a cell of the innermost table."""
        table = self.tables[-1]
        first = len(self.blocks)
        columns = bounded(attributes.get("colspan"), 1000)
        rows = bounded(attributes.get("rowspan"), 65534)

        def leave() -> None:
            self.flush()
            table.cell(first, len(self.blocks), header=tag == "th", columns=columns, rows=rows)

        return leave

    def code(self, node: Any, index: int) -> None:
        """A ``pre``: its text keeps its white space."""
        text = preformatted(node).strip("\n").rstrip()
        text = _INVISIBLE.sub("", text)
        if text.strip():
            self.blocks.append(
                Block(
                    text=text,
                    kind=Kind.CODE,
                    place=Place("element", self.elements, index),
                    element=index,
                    block=len(self.blocks),
                )
            )

    def image(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """An ``img``: a Block of its own behind the run it stands in, or the text of an emoji."""
        description = " ".join((attributes.get("alt") or "").split()) or None
        width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
        small = (width or 1000) <= _SMALL_ICON and (height or 1000) <= _SMALL_ICON
        if small or "emoji" in self.elements.names[index].lower():
            if description and len(description) <= 4 and self.length:
                self.add_text(description)
            return
        written = picture_address(attributes, self.sources)
        address = resolve(self.said.base, written)
        if address is None:
            self.unshown("img", attributes, index)
            return
        where = self.waiting if self.length else self.blocks
        if self.noscript and where and where[-1].kind is Kind.IMAGE:
            previous = where[-1].picture
            if previous is not None and previous.address.partition("?")[0] == address.partition("?")[0]:
                return
        where.append(
            Block(
                text="",
                kind=Kind.IMAGE,
                place=Place("element", self.elements, index),
                picture=Picture(
                    address, description, width, height, self.link or None, self.figure, self.told_of(index)
                ),
                element=index,
                # The run being gathered, and what waits for it, come first.
                block=len(self.blocks) + (1 + len(self.waiting) if self.length else 0),
            )
        )

    def unshown(self, tag: str, attributes: Mapping[str, str | None], index: int) -> None:
        """Note the image that a script makes of an element."""
        address = resolve(self.said.base, unshown_address(tag, attributes))
        if address is None or len(self.said.unshown) >= _MAX_ITEMS:
            return
        description = next((given for name in _DESCRIPTIONS if (given := attributes.get(name))), "")
        width, height = (pixels(attributes.get(name) or attributes.get(f"data-{name}")) for name in ("width", "height"))
        picture = Picture(
            address,
            " ".join(description.split()) or None,
            width,
            height,
            self.link or None,
            self.figure,
            self.told_of(index),
        )
        before = len(self.blocks) + (1 if self.length else 0)
        self.said.unshown.append(Unshown(picture, Place("element", self.elements, index), before))

    def note_captions(self, attributes: Mapping[str, str | None], index: int) -> None:
        """Note what attributes say of the image in an element."""
        told = caption_attributes(attributes)
        if told and self.captioned is not None:
            self.captioned[index] = tuple(
                Meta(kind, value, Place("attribute", self.elements, index, attribute=name))
                for kind, (name, value) in told.items()
            )

    def told_of(self, index: int) -> tuple[Meta, ...]:
        """What attributes of an image and of the elements around it say of it, the nearest first."""
        if not self.captioned:
            return ()
        found: dict[str, Meta] = {}
        element = index
        for _ in range(_CAPTION_LEVELS):
            if element < 0:
                break
            for told in self.captioned.get(element, ()):
                found.setdefault(told.name, told)
            element = self.elements.parent[element]
        return tuple(found.values())

    def source(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A ``source`` of a ``picture``."""
        srcset = attributes.get("srcset") or attributes.get("data-srcset")
        if srcset and best_candidate(srcset):
            self.sources.append(srcset)

    def rule(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A line across the page ends the run."""
        self.flush()

    def break_(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A line break."""
        self.line_break()

    def mathematics(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """Mathematics reads as its alternative text."""
        self.add_text(attributes.get("alttext") or node.text(deep=True)[:500])

    def story(self, attributes: Mapping[str, str | None], index: int) -> None:
        """Note the address that an ``article`` element gives of itself."""
        for attribute in _STORY_ADDRESSES:
            address = (attributes.get(attribute) or "").strip()
            if address and len(self.said.items) < _MAX_ITEMS:
                place = Place("attribute", self.elements, index, attribute=attribute)
                self.said.items.append(Meta("data-url", address[:_MAX_ITEM_LENGTH], place))
                return

    def watch(
        self, tag: str, attributes: Mapping[str, str | None], index: int, told: list[tuple[str, str]]
    ) -> Callable[[], None] | None:
        """Note microdata properties, author links, times, addresses and signs; their value may be the text inside.

        ``told`` are properties of things whose value is that text.
        """
        names = []
        itemprop = attributes.get("itemprop") or attributes.get("property")
        if itemprop:
            names = [name for name in itemprop.lower().split() if name.rpartition(":")[2] in _WATCHED_PROPERTIES]
        if tag == "time":
            names.append("time")
        elif tag == "address":
            names.append("address")
        rel = attributes.get("rel")
        if rel and "author" in rel.lower().split():
            names.append("rel:author")
        if tag == "article":
            self.story(attributes, index)
        if len(self.said.items) >= _MAX_ITEMS:
            names = []
        if names and (given := next(_given(attributes), None)) is not None:
            attribute, value = given
            place = Place("attribute", self.elements, index, attribute=attribute)
            self.said.items.extend(Meta(name, value.strip()[:_MAX_ITEM_LENGTH], place) for name in names)
            names = []
        sign = sign_of(tag, attributes) if len(self.said.signs) < _MAX_SIGNS else None
        if sign is not None and sign.attribute is not None:
            place = Place("attribute", self.elements, index, attribute=sign.attribute)
            self.said.signs.append(Meta(sign.name, sign.value[:_LONGEST_SIGN], place))
            sign = None
        if not names and not told and sign is None:
            return None
        first, start = len(self.blocks), self.length
        position = len(self.said.items)

        def finish() -> None:
            new = self.blocks[first:]
            if len(new) > 4:
                return
            parts = [block.text for block in new[:4]]
            if new:
                parts[0] = parts[0][start:]
                parts.append("".join(self.pieces))
            else:
                parts = ["".join(self.pieces)[start:]]
            value = " ".join(" ".join(parts).split())
            if not value:
                return
            if told:
                self.said.structured.close(told, value, index)
            if sign is not None and len(value) <= _LONGEST_SIGN:
                self.said.signs.append(Meta(sign.name, value, Place("element", self.elements, index)))
            if names and len(value) <= _MAX_ITEM_LENGTH:
                place = Place("element", self.elements, index)
                self.said.items[position:position] = [Meta(name, value, place) for name in names]

        return finish


_ENTER: dict[str, Callable[[_Reader, Any, Mapping[str, str | None], int], None]] = {
    "img": _Reader.image,
    "amp-img": _Reader.image,
    "source": _Reader.source,
    "br": _Reader.break_,
    "hr": _Reader.rule,
    "math": _Reader.mathematics,
}

_DECLARES: dict[str, Callable[[Declarations, Any, Mapping[str, str | None], int], None]] = {
    "title": Declarations.title,
    "meta": Declarations.meta,
    "link": Declarations.link,
    "base": Declarations.base_element,
    "script": Declarations.script,
}


def _given(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The attributes that give a property's value, those that say something."""
    for attribute in ("content", "datetime"):
        value = attributes.get(attribute)
        if value and value.strip():
            yield attribute, value


def _integer(value: str | None, default: int) -> int:
    """An integer as the HTML standard reads it, or else the default; ordinals of a billion are nobody's."""
    match = _INTEGER.match(value) if value else None
    return int(match[0]) if match else default


def _trimmed(marks: list[Mark], text: str) -> tuple[Mark, ...]:
    """Marks in order, without the white space at their start, empty ones left out."""
    kept = []
    for mark in marks:
        start = mark.start
        while start < mark.end and text[start].isspace():
            start += 1
        if start < mark.end:
            kept.append(mark if start == mark.start else replace(mark, start=start))
    kept.sort(key=lambda mark: (mark.start, -mark.end))
    return tuple(kept)
