"""The whole record of an article as JSON, and back: what comes back equals what went in.

Nouns are objects of their fields; a field that has its default value is left out. A place in an element names the
element by its number, and the elements that are named stand with those above them in a table: number, parent, and the
last step of the selector. Numbers that rise along a list are written as what they rise by, which packs to two thirds.
`docs/archive.md` describes it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tearsheet.article.article import Article, Author, Entry, Evidence, Image, Link
from tearsheet.capture import Capture
from tearsheet.page.block import Block, Cell, Mark, Picture
from tearsheet.page.place import Elements, Place
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Statement

__all__ = ["FORMS", "read_record", "read_statements", "write_record", "write_statements"]

_UNWRITTEN = {Article: {"capture"}, Capture: {"content"}, Place: {"elements"}}
"""Fields that stand elsewhere: a capture's bytes in a table of their own, elements once for all places."""

FORMS = (
    b'{"text":false,"capture":{"url":"https://www.example.org/news/2024/","captured":"2024-05-14T05:30:00+'
    b'00:00","media":"text/html","charset":"utf-8","name":"","fields":{"id":"","title":"","date":"","text"'
    b':null},"header":"HTTP/1.1 200 OK\\r\\nContent-Type: text/html; charset=utf-8\\r\\n"},"article":{"title":'
    b'"","standfirst":"","authors":[{"name":"","kind":"agency","url":""},{"name":""}],"published":"2024-05'
    b'-14T05:30:00+02:00","published_raw":"","modified":"","modified_raw":"","language":"en","site_name":"'
    b'","section":"","tags":["",""],"access":"free","url":"https://www.","page_type":"article","body":[{"t'
    b'ext":"","kind":"heading","place":{"kind":"element","element":2},"level":2,"block":1,"role":"heading"'
    b',"probability":0.97},{"text":"","kind":"paragraph","place":{"kind":"text","start":0,"end":100},"bloc'
    b'k":1,"role":"paragraph","probability":0.9},{"text":"","kind":"list item","links":[{"start":0,"end":1'
    b'0,"target":"https://www."}],"role":"list item"},{"kind":"quotation"},{"kind":"table"}],"images":[{"a'
    b'ddress":"","caption":"","credit":"","description":"","cover":true,"place":{}}],"related":[{"text":""'
    b',"url":"","place":{"element":1}}],"left_out":[{"text":"","kind":"paragraph","place":{},"element":1,"'
    b'block":1,"role":"navigation","probability":0.99},{"role":"related"},{"role":"legal"},{"role":"share"'
    b'},{"role":"advertisement"},{"role":"newsletter"},{"role":"byline"},{"role":"caption"},{"role":"credi'
    b't"},{"role":"tags"},{"role":"title"}],"confidence":0.9,"reasons":["",""],"confidences":{"title":0.9,'
    b'"authors":0.9,"published":0.9,"body":0.9},"warnings":[],"encoding":"utf-8","evidences":{"title":[{"v'
    b'alue":"","source":"","place":{}}],"published":[{}],"authors":[{}]}},"elements":[[0,0,"html"],[1,1,"b'
    b'ody"],[1,1,"div:nth-of-type(2)"],[1,1,"p:nth-of-type(1)"],[1,2,"li:nth-of-type(1)"],[1,1,"a"],[1,1,"'
    b'span"]]}[{"at":0,"text":"","content":[[0,90]],"source":[[100,10]],"cue":[[94,5]],"form":"direct","sp'
    b'eaker":{"name":"","span":[100,12]},"audience":{"name":"","span":[0,0]},"day":{"day":"2024-05-14","sp'
    b'an":[20,6]},"outer":0,"confidence":0.9},{"at":210,"text":"","content":[[0,90],[120,40]],"source":[[-'
    b'40,12]],"cue":[[-28,4]],"form":"mixed","attitude":"thought","negated":true,"speaker":{"name":"","spa'
    b'n":[-40,12]},"confidence":0.8}]'
)
"""What records often say, in the form in which they say it. They are packed with it, so that it must never change."""

_PLAIN = frozenset({str, int, float, bool, NoneType})
_NOUNS = {Article, Author, Block, Capture, Cell, Entry, Evidence, Image, Link, Mark, Picture, Place, Statement}
_RISING = ("element", "block")
"""Fields of Blocks that rise along a body."""

Decoder = Callable[[Any, "_Selectors"], Any]


def write_record(article: Article) -> bytes:
    """An article without its statements, and what is known of where its capture comes from, as JSON in UTF-8.

    Lone surrogates are written as such, so that they come back.
    """
    writer = _Writer()
    capture = article.capture
    written = {
        "text": capture is not None and isinstance(capture.content, str),
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
    writer = _Writer()
    written = []
    last = 0
    for statement in statements:
        writer.origin = statement.content[0].start if statement.content else last
        written.append({"at": writer.origin - last, **writer.noun(statement)})
        last = writer.origin
    return _bytes(written)


def _bytes(written: Any) -> bytes:
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"), default=_number)
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
        selectors = _Selectors(written["elements"])
        capture = _capture(written, content, selectors)
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


def _capture(written: dict[str, Any], content: bytes, selectors: "_Selectors") -> Capture | None:
    if written["capture"] is None:
        return None
    whole = content.decode("utf-8", "surrogatepass") if written["text"] else content
    capture: Capture = _decoder(Capture)(written["capture"], selectors, content=whole)
    return capture


class _Selectors(Elements):
    """Elements of which only the selectors are known, out of the table of a record; and what spans count from."""

    __slots__ = ("_rows", "origin", "table")

    def __init__(self, table: list[list[Any]]) -> None:
        super().__init__()
        self.table = table
        self.origin = 0
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
    """Nouns to plain values; keeps which elements their places name."""

    def __init__(self) -> None:
        self.origin = 0
        self._elements: Elements | None = None
        self._named: set[int] = set()

    def noun(self, noun: Any) -> dict[str, Any]:
        """A noun as an object of the fields that have another value than their default."""
        kind: type = type(noun)
        if kind is Place and noun.element >= 0 and noun.elements is not None:
            # All places of an article are in one page.
            self._elements = noun.elements
            self._named.add(noun.element)
        names, defaults, values = _fields(kind)
        written = {}
        for name, default, value in zip(names, defaults, values(noun), strict=True):
            if value is default:
                continue
            if value != default:
                written[name] = value if value.__class__ in _PLAIN else self.value(value)
        return written

    def value(self, value: Any) -> Any:
        """Any value of a field as a plain one."""
        kind: type = value.__class__
        if kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            items = [self.value(item) for item in value]
            return _rising(items) if value and value[0].__class__ is Block else items
        if kind in _NOUNS:
            return self.noun(value)
        if kind is Span:
            return [value.start - self.origin, value.end - value.start]
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        if is_dataclass(kind):
            _NOUNS.add(kind)
            return self.noun(value)
        return value

    def table(self) -> list[list[Any]]:
        """The elements that were named and those above them: by how much the number rises, how many rows above the
        parent stands (0 without one), the step of the selector.
        """
        elements = self._elements
        if elements is None:
            return []
        if isinstance(elements, _Selectors):
            return elements.table
        numbers = set(self._named)
        for number in self._named:
            number = elements.parent[number]
            while number >= 0 and number not in numbers:
                numbers.add(number)
                number = elements.parent[number]
        return _table(elements, sorted(numbers))


def _table(elements: Elements, numbers: list[int]) -> list[list[Any]]:
    rows: dict[str, int] = {}
    table: list[list[Any]] = []
    last = 0
    for row, number in enumerate(numbers):
        selector = elements.selector(number)
        above, arrow, step = selector.rpartition(" > ")
        parent = rows.get(above) if arrow else None
        table.append([number - last, 0 if parent is None else row - parent, selector if parent is None else step])
        rows[selector] = row
        last = number
    return table


def _rising(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Blocks with what their numbers rise by; an element that is that of the place stands there alone."""
    last: dict[str, int] = {}
    for block in blocks:
        place = block["place"]
        if "element" in block and place.setdefault("element", -1) == block["element"]:
            del place["element"]
        for name in _RISING:
            if name in block:
                block[name], last[name] = block[name] - last.get(name, 0), block[name]
    return blocks


def _risen(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `_rising` was given."""
    last: dict[str, int] = {}
    for block in blocks:
        for name in _RISING:
            if name in block:
                block[name] = last[name] = block[name] + last.get(name, 0)
        if "element" in block:
            block["place"].setdefault("element", block["element"])
    return blocks


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
        return (lambda value, selectors: several(_risen(value), selectors)) if args[0] is Block else several
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


def _by_name(inner: Decoder | None) -> Decoder | None:
    return inner and (lambda value, selectors: {key: inner(item, selectors) for key, item in value.items()})
