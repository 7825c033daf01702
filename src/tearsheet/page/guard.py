"""Bound the shape of a document before it is parsed.

The HTML parsing algorithm (https://html.spec.whatwg.org/multipage/parsing.html) takes time that grows with the square
of the nesting depth, of the attributes of one tag, and of the formatting elements left open. Browsers bound these;
the parser used here does not. Only start tags are taken out, never text.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import overload

from tearsheet.limits import Deadline, Limits
from tearsheet.native import markuploops

__all__ = ["tame"]

SMALL_LENGTH = 100_000
SMALL_TAGS = 10_000
LONG_ATTRIBUTES = 20_000
MAX_ATTRIBUTES = 1_000
MAX_FORMATTING = 100
MAX_DISTINCT = 50
MAX_REOPENED = 50_000
_QUOTES = ('"', "'")
_LONGEST_SPACE = 100
"""Characters before a value that are looked through for the sign of equality."""

_TOKEN = re.compile(
    r"""<(?:
          !--(?:[^-]++|-(?!-!?>))*+                                            # comment
        | (?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b
          (?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+>
          (?:[^<]++|<(?!/(?P=raw)))*+                                          # raw text up to its end tag
        | (?P<end>/)?(?P<name>[a-zA-Z][^\s/>]*+)
          (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?)*+)>?         # quotes count after "=" alone
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_IN_TAG = r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?[^>=]*+)*+"""
_START_TAG = re.compile("<[a-zA-Z]" + _IN_TAG)
_REST_OF_TAG = re.compile(_IN_TAG)
_REST_FROM_VALUE = re.compile(r"""\s*+(?:"[^"]*+"|'[^']*+')?""" + _IN_TAG)
_OPENED = re.compile("<[a-zA-Z]")
_GATHERED = re.compile(
    r"<(?=[bcefhinstu])(?:b|big|body|code|em|font|html|i|nobr|s|small|strike|strong|tt|u)\s[^>]*",
    re.ASCII | re.IGNORECASE,
)
_VERY_LONG = 500_000
_MOST_BYTES = 4
"""Of a character in UTF-8."""
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")

_VOID = frozenset("area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_MARKERS = frozenset("applet caption marquee object td template th".split())
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "p": frozenset({"p"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}),
    "thead": frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}),
    "tfoot": frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}),
    "rt": frozenset({"rt", "rp"}),
    "rp": frozenset({"rt", "rp"}),
}
"""Which open elements a start tag closes by itself, for the elements whose end tag may be left out."""


@overload
def tame(html: str, limits: Limits, deadline: Deadline, *, deep: bool = False) -> tuple[str, tuple[str, ...]]: ...


@overload
def tame(
    html: str | bytes, limits: Limits, deadline: Deadline, *, deep: bool = False
) -> tuple[str | bytes, tuple[str, ...]]: ...


def tame(
    html: str | bytes, limits: Limits, deadline: Deadline, *, deep: bool = False
) -> tuple[str | bytes, tuple[str, ...]]:
    """Take out the start tags that would make parsing slow.

    Args:
        html: the document, or it in UTF-8.
        limits: ``limits.depth`` bounds the nesting.
        deadline: when to give up.
        deep: whether the document is known to be nested too deep; otherwise a look at it decides what it needs.

    Returns:
        The document, unchanged but for hostile ones, and warnings.
    """
    if not deep and not _is_suspicious(html):
        return html, ()
    html = _decoded(html)
    scan = _Scan(limits.depth)
    tamed = scan.run(html, deadline)
    if tamed is None:
        scan = _Scan(limits.depth, formatting=False)
        tamed = scan.run(html, deadline) or ""
    return tamed, scan.warnings()


def _is_suspicious(html: str | bytes) -> bool:
    """Whether the parser could take long over a document: a quick look that most documents pass."""
    source = None if markuploops is None else _encoded(html)
    if markuploops is None or source is None:
        html = _decoded(html)
        tags, long, found = _look(html)
    else:
        tags, of_bytes, gathered = markuploops.look(source, SMALL_TAGS, LONG_ATTRIBUTES)
        found = [tag.decode("utf-8") for tag in gathered]
        # What is short in bytes is so in characters.
        long = [tag for tag in (tag.decode("utf-8") for tag in of_bytes) if len(tag) > LONG_ATTRIBUTES]
        if long and len(source) <= _MOST_BYTES * SMALL_LENGTH and len(_decoded(html)) <= SMALL_LENGTH:
            long = []
    # Formatting elements left open are opened again in every paragraph; of those alike the parser keeps three. The
    # attributes of every html and body tag it gathers on one element.
    if tags > SMALL_TAGS or len(set(found)) > MAX_DISTINCT or sum(map(len, found)) > LONG_ATTRIBUTES:
        return True
    # A long start tag mostly holds data in one value, which costs nothing, or is none: scripts compare numbers. The
    # longest ones are no tags more often than not.
    if sum(map(len, long)) <= _VERY_LONG and not any(map(_has_many, long)):
        return False
    return any(map(_has_many, _long_tags(html, source)))


def _long_tags(html: str | bytes, source: bytes | None) -> list[str]:
    """The attributes of long start tags, those of elements that hold but text and what stands in them left out.

    Args:
        html: the document.
        source: it in UTF-8, where that is at hand.
    """
    if markuploops is not None and source is not None:
        long = markuploops.long_tags(source, LONG_ATTRIBUTES)
        if long is not None:
            tokens = [_TOKEN.match(tag.decode("utf-8")) for tag in long]
            return _long_attributes(token for token in tokens if token is not None)
    return _long_attributes(_TOKEN.finditer(_decoded(html)))


def _long_attributes(tokens: Iterable[re.Match[str]]) -> list[str]:
    """The attributes of those tokens that are long start tags."""
    starts = [token["attributes"] for token in tokens if token["name"] is not None and not token["end"]]
    return [attributes for attributes in starts if len(attributes) > LONG_ATTRIBUTES]


def _look(html: str) -> tuple[int, list[str], list[str]]:
    """How many tags there are, long start tags without their closing bracket, and the tags that are gathered.

    No further than what settles it.
    """
    tags = html.count("<")
    if tags > SMALL_TAGS:
        return tags, [], []
    starts = _START_TAG.findall(html) if len(html) > SMALL_LENGTH and _may_be_long(html) else []
    return tags, [tag for tag in starts if len(tag) > LONG_ATTRIBUTES], _GATHERED.findall(html)


def _may_be_long(html: str) -> bool:
    """Whether a start tag may be longer than `LONG_ATTRIBUTES`, by a few looks; in most documents none is.

    Such a tag holds one of the stretches of half that length which begin at all its multiples. It is open where the
    stretch begins, in a value or between two, and not closed in it.
    """
    half = LONG_ATTRIBUTES // 2
    latest = dict.fromkeys(_QUOTES, -1)
    bracket, in_value = -1, False
    for start in range(0, len(html) - half + 1, half):
        before, end = max(start - half, 0), start + half
        newer = html.rfind(">", before, start)
        if newer >= 0:
            # One that stands in a value closes no tag.
            bracket = newer
            in_value = any(_opens_value(html, max(html.rfind(q, before, bracket), latest[q])) for q in _QUOTES)
        for quote in _QUOTES:
            latest[quote] = max(html.rfind(quote, before, start), latest[quote])
            if _opens_value(html, latest[quote]):
                closed = html.find(quote, start, end)
                if closed < 0 or _end(_REST_OF_TAG, html, closed + 1) >= end:
                    return True
        between = in_value or _OPENED.search(html, max(bracket + 1, before), start + 2)
        if between and max(_end(_REST_OF_TAG, html, start), _end(_REST_FROM_VALUE, html, start)) >= end:
            return True
    return False


def _opens_value(html: str, quote: int) -> bool:
    """Whether a quotation mark may open a value: one behind a sign of equality."""
    return quote >= 0 and html[max(quote - _LONGEST_SPACE, 0) : quote].rstrip()[-1:] in ("", "=")


def _end(pattern: re.Pattern[str], html: str, start: int) -> int:
    """Where what a pattern matches at a place ends."""
    match = pattern.match(html, start)
    return start if match is None else match.end()


def _encoded(html: str | bytes) -> bytes | None:
    """A document in UTF-8; ``None`` where lone surrogates are in it."""
    if isinstance(html, bytes):
        return html
    try:
        return html.encode("utf-8")
    except UnicodeEncodeError:
        return None


def _decoded(html: str | bytes) -> str:
    return html if isinstance(html, str) else html.decode("utf-8")


def _has_many(attributes: str) -> bool:
    """Whether a tag has more attributes than are read; white space, a slash or the end of a value parts two."""
    return len(_VALUE.sub(" ", attributes).replace("/", " ").split()) > MAX_ATTRIBUTES


@dataclass(slots=True)
class _Scan:
    """One pass over the tags with a rough picture of the parser's stack.

    Attributes:
        depth: levels that are kept.
        formatting: whether formatting elements are kept; without them nothing can be reopened.
        stack: names of the open elements.
        marks: how many formatting elements were active when each open element began.
        open: how many elements of each name are open.
        active: formatting elements that the parser would reopen, with their attributes.
        lost: formatting elements closed by the end of an outer element; the next tag reopens them.
        reopened: how often that happened.
        dropped: how many start tags were taken out, by reason.
    """

    depth: int
    formatting: bool = True
    stack: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    active: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    reopened: int = 0
    dropped: Counter[str] = field(default_factory=Counter)

    def run(self, html: str, deadline: Deadline) -> str | None:
        """The tamed document; ``None`` when its formatting elements are reopened too often to be kept."""
        kept: list[str] = []
        done = 0
        seen: set[str] = set()
        for number, match in enumerate(_TOKEN.finditer(html)):
            if not number % 4096:
                deadline.check()
            name = match["name"]
            if name is None:
                continue
            name = name.lower()
            if match["end"]:
                self.end(name)
                continue
            attributes = match["attributes"]
            if len(attributes) > LONG_ATTRIBUTES and _has_many(attributes):
                reason: str | None = "attributes"
            elif name in ("html", "body"):
                reason = "repeated" if name in seen else None
                seen.add(name)
            elif name in _VOID or attributes.endswith("/"):
                reason = None
            else:
                reason = self.start(name, attributes)
            if self.reopened > MAX_REOPENED:
                return None
            if reason is not None:
                self.dropped[reason] += 1
                kept.append(html[done : match.start()])
                if reason == "attributes":
                    kept.append(f"<{match['name']}>")
                done = match.end()
        return "".join((*kept, html[done:])) if done else html

    def start(self, name: str, attributes: str) -> str | None:
        """Open an element; the reason when it must be taken out."""
        closes = _CLOSED_BY.get(name)
        if closes:
            level = len(self.stack)
            while level and (self.stack[level - 1] in closes or self.stack[level - 1] in _FORMATTING):
                level -= 1
            while level < len(self.stack) and self.stack[level] not in closes:
                level += 1
            self.close(level)
        if len(self.stack) >= self.depth:
            return "depth"
        if name in _FORMATTING:
            self.reopen()
            if not self.formatting:
                return "formatting"
            # The parser keeps at most three alike.
            if self.active.count((name, attributes)) < 3:
                if len(self.active) >= MAX_FORMATTING:
                    return "formatting"
                self.active.append((name, attributes))
        self.push(name)
        self.reopen()
        return None

    def reopen(self) -> None:
        """Open again what the end of an outer element closed: inside this element, as the parser would."""
        if self.lost:
            self.reopened += len(self.lost)
            for name in self.lost:
                self.push(name)
            self.lost.clear()

    def push(self, name: str) -> None:
        """Put a name on the stack."""
        self.stack.append(name)
        self.marks.append(len(self.active))
        self.open[name] += 1

    def end(self, name: str) -> None:
        """Close an element by its end tag."""
        if name in _FORMATTING:
            for position in range(len(self.active) - 1, -1, -1):
                if self.active[position][0] == name:
                    del self.active[position]
                    break
        if self.open[name] > 0:
            level = len(self.stack) - 1
            while self.stack[level] != name:
                level -= 1
            self.close(level, ended=True)
        elif name in self.lost:
            self.lost.remove(name)

    def close(self, level: int, *, ended: bool = False) -> None:
        """Take all from ``level`` off the stack; the lowest of them by its own end tag if it ``ended``."""
        for position in range(len(self.stack) - 1, level - 1, -1):
            name = self.stack[position]
            self.open[name] -= 1
            if name in _MARKERS:
                del self.active[self.marks[position] :]
                self.lost.clear()
            elif name in _FORMATTING and len(self.lost) < len(self.active) and not (ended and position == level):
                self.lost.append(name)
        del self.stack[level:]
        del self.marks[level:]

    def warnings(self) -> tuple[str, ...]:
        """What was taken out, for the reader of the article."""
        dropped = self.dropped
        sentences = []
        if dropped["depth"]:
            sentences.append(f"elements nested deeper than {self.depth} levels are read as if they stood at that depth")
        if dropped["formatting"]:
            sentences.append(f"{dropped['formatting']} formatting elements that are never closed are not read")
        if dropped["attributes"]:
            sentences.append(f"{dropped['attributes']} elements with over {MAX_ATTRIBUTES} attributes lost them")
        return tuple(sentences)
