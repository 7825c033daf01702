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

from tearsheet.archive.columns import from_columns, to_columns
from tearsheet.article.article import Article, Author, Entry, Evidence, Image, Link
from tearsheet.capture import Capture
from tearsheet.page.block import Block, Cell, Mark, Picture
from tearsheet.page.place import Elements, Place
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Statement

__all__ = ["FORMS", "prefix_of", "read_record", "read_said", "read_statements", "write_record", "write_statements"]

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

_COLUMN_FORMS = (
    b'{"text":false,"capture":{"url":"https://www.example.org/a","captured":"2024-05-15T09:30:00+00:00"},"article":{"l'
    b'anguage":"en","access":"free","body":{"rows":5,"text":["","",null,null,1,1,null],"kind":["paragraph","paragraph"'
    b',"heading","image","list item","quotation","table","caption"],"place":{"rows":5,"kind":"element"},"marks":{"coun'
    b'ts":[2,0,0,0,0],"rows":2,"start":[13,45],"end":[24,51],"kind":["link","strong"],"target":["https://www.example.o'
    b'rg/pell",null]},"element":[23,4,2,1,2],"block":[6,1,2,1,1],"role":["paragraph","paragraph","heading","image","li'
    b'st item","quotation","table"],"probability":[9227,878,5350,9558,7616],"picture":{"rows":5,"address":[null,"https'
    b'://www.example.org/a.jpg",null,null,null],"description":[null,"A ferry",null,null,null],"width":[null,600,null,n'
    b'ull,null],"figure":[null,26,null,null,null]},"level":[null,null,2,null,1]},"images":[{"address":"https://www.exa'
    b'mple.org/a.jpg","caption":"The ferry at the quay.","credit":"Jo Hall","description":"A ferry","width":600,"cover'
    b'":true,"place":{"kind":"element","element":27},"caption_place":{"kind":"element","element":28},"credit_place":{"'
    b'kind":"element","element":28},"creators":["Jo Hall"]}],"left_out":{"rows":11,"text":["",""],"kind":["list item",'
    b'"list item","heading","paragraph","paragraph","image","image"],"place":{"rows":11,"kind":"element"},"level":[1,1'
    b',1,null,null,null,null,1,3,1,null],"marks":{"counts":[1,1,0,0,2,1,1,1],"rows":9,"kind":"link","target":["https:/'
    b'/www.",""],"start":[null,null,null],"end":[null,null,9]},"element":[13,2,3,1,1,-3,11,5,2,2,2],"block":[0,1,1,1,1'
    b',1,3,4,1,1,1],"role":["feed","feed","legal","legal","comments","share","advertisement","newsletter","call to act'
    b'ion","tags","credit","caption","byline","dateline","standfirst","kicker","consent","template","loader","duplicat'
    b'e","related","related","related","navigation","navigation","navigation"],"probability":[82,338,6664,9286,1839,36'
    b'95,1056,4418,336,975,66]},"confidence":0.9158,"reasons":["expected F1 of the kept Blocks 0.9","the text is short'
    b'","the text is only 9","much of the page could be part of it or not","few of the Blocks that may belong to the a'
    b'rticle are kept","the title stands in the page"],"confidences":{"title":0.6318,"authors":0.9754,"published":0.97'
    b'15},"encoding":"utf-8","evidences":{"title":[{"field":"title","value":"","raw":"","source":"visible","place":{"k'
    b'ind":"element","element":18},"used":true},{"field":"title","value":"","raw":"","source":"json-ld","place":{"kind'
    b'":"data","element":9,"pointer":"/headline"},"used":true},{"field":"title","value":"","raw":"","source":"title","'
    b'place":{"kind":"element","element":2},"used":true}],"standfirst":[{"field":"standfirst","value":"","raw":"","sou'
    b'rce":"visible","place":{"kind":"element","element":19},"used":true},{"field":"standfirst","value":"","raw":"","s'
    b'ource":"meta","place":{"kind":"attribute","element":6,"attribute":"content"},"used":true}],"authors":[{"field":"'
    b'authors","value":"","raw":"","source":"json-ld","place":{"kind":"data","element":9,"pointer":"/author/name"},"us'
    b'ed":true},{"field":"authors","value":"","raw":"","source":"visible","place":{"kind":"element","element":20},"use'
    b'd":true}],"published":[{"field":"published","value":"","raw":"","source":"json-ld","place":{"kind":"data","eleme'
    b'nt":9,"pointer":"/datePublished"},"used":true},{"field":"published","value":"","raw":"","source":"visible","plac'
    b'e":{"kind":"element","element":17}}],"modified":[{"field":"modified","value":"","raw":"","source":"json-ld","pla'
    b'ce":{"kind":"data","element":9,"pointer":"/dateModified"},"used":true}],"language":[{"field":"language","value":'
    b'"","raw":"","source":"markup","place":{"kind":"attribute","element":0,"attribute":"lang"},"used":true},{"field":'
    b'"language","value":"","raw":"","source":"detected","place":{"kind":"element","element":23},"used":true}],"site_n'
    b'ame":[{"field":"site_name","value":"","raw":"","source":"meta","place":{"kind":"attribute","element":3,"attribut'
    b'e":"content"},"used":true}],"section":[{"field":"section","value":"","raw":"","source":"meta","place":{"kind":"a'
    b'ttribute","element":7,"attribute":"content"},"used":true}],"tags":[{"field":"tags","value":"","raw":"","source":'
    b'"meta","place":{"kind":"attribute","element":8,"attribute":"content"},"used":true}],"access":[{"field":"access",'
    b'"value":"","raw":"","source":"json-ld","place":{"kind":"data","element":9,"pointer":"/isAccessibleForFree"},"use'
    b'd":true}],"url":[{"field":"url","value":"","raw":"","source":"link","place":{"kind":"attribute","element":4,"att'
    b'ribute":"href"},"used":true}],"images":[{"field":"images","value":"","raw":"","source":"meta","place":{"kind":"a'
    b'ttribute","element":5,"attribute":"content"},"used":true}],"page_type":[{"field":"page_type","value":"","raw":""'
    b',"source":"json-ld","place":{"kind":"data","element":9,"pointer":""},"used":true}],"related":[{"field":"related"'
    b',"value":"","raw":"","source":"visible","place":{"kind":"element","element":20},"used":true}]}},"elements":{"mor'
    b'e":[0,1,1,1,1,1,1,1,2,2,2,1,2,1,2,1],"up":[0,1,1,2,3,1,1,2,1,1,2,1,2],"step":["html","head","title:nth-child(1)"'
    b',"meta:nth-child(2)","body","div:nth-child(1)","div:nth-child(2)","div:nth-child(3)","ul:nth-child(1)","li:nth-c'
    b'hild(1)","li:nth-child(2)","a:nth-child(1)","span:nth-child(1)","h2:nth-child(1)","p:nth-child(1)","p:nth-child('
    b'2)","p:nth-child(3)","img:nth-child(1)","section:nth-child(1)"]}}{"text":true,"capture":{"url":"https://www.exam'
    b'ple.org/2024/05/14/moulin","captured":"2024-05-15T09:30:00+00:00","fields":{"id":"","title":"","text":null}},"ar'
    b'ticle":{"language":"fr","body":{"rows":9,"kind":"paragraph","place":{"rows":9,"kind":"span","start":[62,1,1,1,1,'
    b'1,1,1,1,1,2,2,2,2,2],"end":[143,214]},"text":[null,null,1,1,null],"block":1,"role":"paragraph","probability":[91'
    b'77,8940]},"left_out":{"rows":3,"kind":"paragraph","place":{"rows":3,"kind":"span","start":[0,2,102],"end":[16,74'
    b',20]},"block":[0,1,2],"role":["title","dateline","legal"],"probability":[1849,5736,1982]},"confidence":0.5352,"r'
    b'easons":["expected F1 of the kept Blocks 0.71","the text is only 98 characters long","much of the page could be '
    b'part of it or not","the title stands in the page"],"confidences":{"title":0.6154,"published":0.6479},"encoding":'
    b'"utf-8","evidences":{"title":[{"field":"title","value":"","raw":"","source":"visible","place":{"kind":"span","st'
    b'art":0,"end":16},"used":true}],"published":[{"field":"published","value":"","raw":"","source":"address","place":'
    b'{"kind":"address"},"used":true}],"language":[{"field":"language","value":"","raw":"","source":"detected","place"'
    b':{"kind":"span","start":94,"end":192},"used":true}],"url":[{"field":"url","value":"","raw":"","source":"address"'
    b',"place":{"kind":"address"},"used":true}]}},"elements":{}}'
)
"""The same of what is written by columns; it must never change either."""

_PLAIN = frozenset({str, int, float, bool, NoneType})
_NOUNS = {Article, Author, Block, Capture, Cell, Entry, Evidence, Image, Link, Mark, Picture, Place, Statement}
_RISING = ("element", "block")
"""Fields of Blocks that rise along a body."""

_COLLAPSED = 1
"""In the place of a text that stands in a flat capture with other white space."""

_TABLE = ("more", "up", "step")
"""Columns of the table of elements."""

_PARTS_OF_ONE = 10_000
"""Probabilities are whole numbers of so many to one, where they are no finer."""

Decoder = Callable[[Any, "_Selectors"], Any]


def prefix_of(content: bytes) -> bytes:
    """What texts, records and statements are packed with.

    Args:
        content: of the capture; of text, as UTF-8.
    """
    # What was packed counts from the end, so that more at the beginning leaves older records readable.
    return _COLUMN_FORMS + content + FORMS


def write_record(article: Article) -> bytes:
    """An article without its statements, and what is known of where its capture comes from, as JSON in UTF-8.

    Lone surrogates are written as such, so that they come back.
    """
    capture = article.capture
    writer = _Writer(capture.content if capture is not None and isinstance(capture.content, str) else "")
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
        kind: type = type(noun)
        if kind is Place and noun.element >= 0 and noun.elements is not None:
            # All places of an article are in one page.
            self._elements = noun.elements
            self._named.add(noun.element)
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
            items = [self.value(item) for item in value]
            return _by_column(items, self._text) if value and value[0].__class__ is Block else items
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
        return dict(zip(_TABLE, map(list, zip(*_table(elements, sorted(numbers)), strict=True)), strict=False))


def _by_row(table: dict[str, list[Any]]) -> list[list[Any]]:
    """Columns of elements as rows."""
    return [list(row) for row in zip(*(table[name] for name in _TABLE), strict=True)] if table else []


def _table(elements: Elements, numbers: list[int]) -> list[list[Any]]:
    rows: dict[int, int] = {}
    table: list[list[Any]] = []
    last = 0
    for row, number in enumerate(numbers):
        parent = rows.get(elements.parent[number], row)
        table.append([number - last, row - parent, elements.step(number)])
        rows[number] = row
        last = number
    return table


def _by_column(blocks: list[dict[str, Any]], text: str) -> Any:
    """Blocks as columns; as rows, where they cannot be told by columns."""
    last = 0
    for block in blocks:
        place = block["place"]
        whole = len(block["text"])
        for mark in block.get("marks", ()):
            # Most links are all that their Block says.
            if mark["start"] == 0:
                del mark["start"]
            if mark["end"] == whole:
                del mark["end"]
        start, end = place.get("start"), place.get("end")
        if start is not None and end is not None:
            if text and place["kind"] == "span" and 0 <= start <= end:
                if block["text"] == text[start:end]:
                    del block["text"]
                elif block["text"] == " ".join(text[start:end].split()):
                    block["text"] = _COLLAPSED
            place["start"], place["end"], last = start - last, end - start, end
        probability = block.get("probability")
        if probability is not None and round(probability * _PARTS_OF_ONE) / _PARTS_OF_ONE == probability:
            block["probability"] = round(probability * _PARTS_OF_ONE)
    columns = to_columns(_rising(blocks))
    return {"list": blocks} if columns is None else columns


def _by_block(written: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """What `_by_column` was given."""
    blocks = _risen(written["list"] if "list" in written else from_columns(written))
    last = 0
    for block in blocks:
        place = block["place"]
        if "start" in place and "end" in place:
            place["start"] += last
            place["end"] = last = place["start"] + place["end"]
        if block.get("text", _COLLAPSED) == _COLLAPSED:
            cut = text[place["start"] : place["end"]]
            block["text"] = " ".join(cut.split()) if "text" in block else cut
        if isinstance(block.get("probability"), int):
            block["probability"] /= _PARTS_OF_ONE
        for mark in block.get("marks", ()):
            mark.setdefault("start", 0)
            mark.setdefault("end", len(block["text"]))
    return blocks


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
        blocks = _by_block(value, selectors.text) if isinstance(value, dict) else _risen(value)
        return several(blocks, selectors)

    return decode


def _by_name(inner: Decoder | None) -> Decoder | None:
    return inner and (lambda value, selectors: {key: inner(item, selectors) for key, item in value.items()})
