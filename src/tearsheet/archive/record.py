"""The whole record of an article as JSON, and back: what comes back equals what went in.

Nouns are objects of their fields; a field that has its default value is left out. A place in an element names the
element by its number, and the elements that are named stand with those above them in a table: number, parent, and the
last step of the selector. Blocks are written column by column, numbers that rise along them as what they rise by, and
a text that stands in a flat capture as it is not at all: that packs to half. `docs/archive.md` describes it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import compress
from operator import attrgetter, is_not
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tearsheet.archive.blocklists import by_block, by_column
from tearsheet.archive.columns import column
from tearsheet.article.article import Article, Author, Entry, Evidence, Image, Link
from tearsheet.capture import Capture
from tearsheet.native import recordloops
from tearsheet.page.block import Block, Cell, Mark, Picture
from tearsheet.page.place import COMMON_TAGS, Elements, Place
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Statement

__all__ = ["read_record", "read_said", "read_statements", "write_record", "write_statements"]

_UNWRITTEN = {Article: {"capture"}, Capture: {"content"}, Place: {"elements"}}
"""Fields that stand elsewhere: a capture's bytes in a table of their own, elements once for all places."""

_PLAIN = frozenset({str, int, float, bool, NoneType})
_NOUNS = {Article, Author, Block, Capture, Cell, Entry, Evidence, Image, Link, Mark, Picture, Place, Statement}
_TABLE = ("more", "up", "step")
"""Columns of the table of elements."""

Decoder = Callable[[Any, "_Selectors"], Any]


def write_record(article: Article) -> bytes:
    """An article without its statements, and what is known of where its capture comes from, as JSON in UTF-8.

    Lone surrogates are written as such, so that they come back.
    """
    capture = article.capture
    flat = capture is not None and isinstance(capture.content, str)
    if recordloops is not None:
        made: bytes | None = recordloops.write_article(
            article, capture, flat, _Writer(_text(capture)), _forms(), COMMON_TAGS, Elements
        )
        if made is not None:
            return made
    writer = _Writer(_text(capture))
    written = {
        "text": flat,
        "capture": writer.noun(capture) if capture is not None else None,
        "article": writer.noun(article),
        "elements": writer.table(),
    }
    return _bytes(written)


def write_statements(statements: Sequence[Statement]) -> bytes:
    """Statements as JSON in UTF-8.

    Spans are written as where they begin and how long they are, counted from where the statement begins, and that from
    where the last one did.
    """
    if recordloops is not None:
        made: bytes | None = recordloops.write_said(statements, _Writer(), _forms())
        if made is not None:
            return made
    writer = _Writer()
    written = []
    last = 0
    for statement in statements:
        writer.origin = statement.content[0].start if statement.content else last
        written.append({"at": writer.origin - last, **writer.noun(statement)})
        last = writer.origin
    return _bytes(written)


def _text(capture: Capture | None) -> str:
    """What a flat capture says; empty for a page."""
    return capture.content if capture is not None and isinstance(capture.content, str) else ""


@cache
def _forms() -> Any:
    """What the compiled loop needs to know of the classes."""
    assert recordloops is not None
    return recordloops.Forms(Place, Block, Mark, Span, _described, column)


def _described(kind: type) -> tuple[tuple[str, ...], tuple[Any, ...]] | None:
    """Names and defaults of the fields of a noun; ``None`` for a class of other things."""
    return _fields(kind)[:2] if is_dataclass(kind) else None


def _bytes(written: Any) -> bytes:
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_number)
    return text.encode("utf-8", "surrogatepass")


def read_record(data: bytes, content: bytes, statements: Sequence[Statement] = ()) -> Article:
    """The article that `write_record` was given.

    Args:
        data: what it wrote.
        content: of the capture; of text, as UTF-8.
        statements: those that were read of it then.

    Raises:
        ValueError: it is no such record.
    """
    try:
        written = json.loads(data.decode("utf-8", "surrogatepass"))
        table = written["elements"]
        selectors = _Selectors(_by_row(table) if isinstance(table, dict) else table)
        capture = _capture(written, content, selectors)
        if capture is not None and isinstance(capture.content, str):
            selectors.text = capture.content
        article: Article = _decoder(Article)(written["article"], selectors, capture=capture)
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(f"no record of an article: {type(error).__name__} {error}") from error
    # What is read of the text today may be something else.
    vars(article)["statements"] = tuple(statements)
    return article


def read_statements(data: bytes) -> tuple[Statement, ...]:
    """The statements that `write_statements` was given.

    Raises:
        ValueError: they are no such statements.
    """
    try:
        selectors = _Selectors([])
        read: list[Statement] = []
        for said in json.loads(data.decode("utf-8", "surrogatepass")):
            selectors.origin += said.pop("at")
            read.append(_decoder(Statement)(said, selectors))
        return tuple(read)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no statements: {type(error).__name__} {error}") from error


def read_said(data: bytes) -> list[str]:
    """What the statements say that `write_statements` was given; to read no more takes a fifth of the time.

    Raises:
        ValueError: they are no such statements.
    """
    try:
        return [said["text"] for said in json.loads(data.decode("utf-8", "surrogatepass"))]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"no statements: {type(error).__name__} {error}") from error


def _capture(written: dict[str, Any], content: bytes, selectors: "_Selectors") -> Capture | None:
    if written["capture"] is None:
        return None
    whole = content.decode("utf-8", "surrogatepass") if written["text"] else content
    capture: Capture = _decoder(Capture)(written["capture"], selectors, content=whole)
    return capture


class _Selectors(Elements):
    """Elements of which only the selectors are known, out of the table of a record; what spans count from; and the
    text of a flat capture, which Blocks are cut from.
    """

    __slots__ = ("_rows", "origin", "table", "text")

    def __init__(self, table: list[list[Any]]) -> None:
        super().__init__()
        self.table = table
        self.origin = 0
        self.text = ""
        self._rows: dict[int, str] = {}
        made: list[str] = []
        number = 0
        for row, (more, up, step) in enumerate(table):
            number += more
            selector = f"{made[row - up]} > {step}" if up else step
            made.append(selector)
            self._rows[number] = selector

    def selector(self, index: int) -> str:
        """CSS selector of an element that a place names."""
        return self._rows[index]


class _Writer:
    """Nouns to plain values; keeps which elements their places name.

    Args:
        text: of a flat capture.
    """

    def __init__(self, text: str = "") -> None:
        self.origin = 0
        self._text = text
        self._elements: Elements | None = None
        self._named: set[int] = set()

    def noun(self, noun: Any) -> dict[str, Any]:
        """A noun as an object of the fields that have another value than their default."""
        kind: type = noun.__class__
        if kind is Place:
            self._place(noun)
        names, defaults, values = _fields(kind)
        written = {}
        found = values(noun)
        # Most fields have their default.
        for name, default, value in compress(zip(names, defaults, found, strict=True), map(is_not, found, defaults)):
            if value != default:
                written[name] = value if value.__class__ in _PLAIN else self.value(value)
        return written

    def value(self, value: Any) -> Any:
        """Any value of a field as a plain one."""
        kind: type = value.__class__
        if kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            if value and value[0].__class__ is Block:
                for block in value:
                    self._place(block.place)
                return by_column(value, self._text, self.value)
            return [self.value(item) for item in value]
        if kind in _NOUNS:
            return self.noun(value)
        if kind is Span:
            return [value.start - self.origin, value.end - value.start]
        if isinstance(value, Enum):
            return value._value_  # what `value` gives, without a descriptor in between
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        if is_dataclass(kind):
            _NOUNS.add(kind)
            return self.noun(value)
        return value

    def _place(self, place: Place) -> None:
        """Note which element a place names."""
        if place.element >= 0 and place.elements is not None:
            # All places of an article are in one page.
            self._elements = place.elements
            self._named.add(place.element)

    def table(self) -> dict[str, list[Any]]:
        """The elements that were named and those above them: by how much the number rises, how many rows above the
        parent stands (0 without one), the step of the selector.
        """
        elements = self._elements
        if elements is None:
            return {}
        if isinstance(elements, _Selectors):
            return dict(zip(_TABLE, map(list, zip(*elements.table, strict=True)), strict=False))
        numbers = set(self._named)
        for number in self._named:
            number = elements.parent[number]
            while number >= 0 and number not in numbers:
                numbers.add(number)
                number = elements.parent[number]
        return _table(elements, sorted(numbers))


def _by_row(table: dict[str, list[Any]]) -> list[list[Any]]:
    """Columns of elements as rows."""
    return [list(row) for row in zip(*(table[name] for name in _TABLE), strict=True)] if table else []


def _table(elements: Elements, numbers: list[int]) -> dict[str, list[Any]]:
    rows = {number: row for row, number in enumerate(numbers)}
    parents = [elements.parent[number] for number in numbers]
    more = [number - last for last, number in zip([0, *numbers], numbers, strict=False)]
    up = [row - rows.get(parent, row) for row, parent in enumerate(parents)]
    return dict(zip(_TABLE, (more, up, elements.steps(numbers)), strict=True))


def _number(value: Any) -> Any:
    """A number of an array library as a plain one."""
    return value.item()


@cache
def _fields(noun: type) -> tuple[tuple[str, ...], tuple[Any, ...], Callable[[Any], tuple[Any, ...]]]:
    """Names and defaults of the fields that are written, and what takes their values off a noun."""
    written = [field for field in fields(noun) if field.name not in _UNWRITTEN.get(noun, ())]
    names = tuple(field.name for field in written)
    defaults = tuple(
        field.default if field.default_factory is MISSING else field.default_factory() for field in written
    )
    if len(names) == 1:
        return names, defaults, lambda value: (getattr(value, names[0]),)
    return names, defaults, attrgetter(*names)


@cache
def _decoder(noun: type) -> Callable[..., Any]:
    """Makes a noun of the object of its fields; fields that it no longer has are left out."""
    hints = get_type_hints(noun)
    decoders = {field.name: _reader(hints[field.name]) for field in fields(noun)}
    placed = noun is Place

    def decode(written: dict[str, Any], selectors: _Selectors, **more: Any) -> Any:
        values = more
        for name, value in written.items():
            if name in decoders:
                reader = decoders[name]
                values[name] = value if reader is None else reader(value, selectors)
        if placed and values.get("element", -1) >= 0:
            values["elements"] = selectors
        return noun(**values)

    return decode


def _reader(hint: Any) -> Decoder | None:
    """What makes a field's value of a plain one; ``None`` where the plain one is the value."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        kinds = [arg for arg in args if arg is not NoneType]
        return _optional(_reader(kinds[0])) if len(kinds) == 1 else None
    if origin is tuple:
        several = _several(_reader(args[0]))
        return _blocks(several) if args[0] is Block else several
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _by_name(_reader(args[1]))
    if not isinstance(hint, type):
        return None
    if issubclass(hint, Enum):
        return lambda value, selectors: hint(value)
    if issubclass(hint, (datetime, date)):
        return lambda value, selectors: hint.fromisoformat(value)
    if hint is Span:
        return lambda value, selectors: Span(selectors.origin + value[0], selectors.origin + value[0] + value[1])
    if is_dataclass(hint):
        return lambda value, selectors: _decoder(hint)(value, selectors)
    return None


def _optional(inner: Decoder | None) -> Decoder | None:
    return inner and (lambda value, selectors: None if value is None else inner(value, selectors))


def _several(inner: Decoder | None) -> Decoder:
    if inner is None:
        return lambda value, selectors: tuple(value)
    return lambda value, selectors: tuple([inner(item, selectors) for item in value])


def _blocks(several: Decoder) -> Decoder:
    """Reads Blocks by columns, and by rows as version 2 of the tables has them."""

    def decode(value: Any, selectors: _Selectors) -> Any:
        return several(by_block(value, selectors.text), selectors)

    return decode


def _by_name(inner: Decoder | None) -> Decoder | None:
    return inner and (lambda value, selectors: {key: inner(item, selectors) for key, item in value.items()})
