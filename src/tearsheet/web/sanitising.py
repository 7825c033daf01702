"""A captured HTML page as markup that can do nothing: short lists of elements and attributes, each written anew.

Nothing is copied from the captured markup but text. No style of the page is kept: most of it lies in style sheets that
are not in the capture, and the rest could cover or hide what it should show. After the OWASP Cross Site Scripting
Prevention Cheat Sheet; what a browser makes of the markup cannot differ from it in kind, as no element of raw text, no
foreign element and no comment is ever written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from tearsheet.limits import Deadline, Limits
from tearsheet.page.fallback import close_fallbacks
from tearsheet.page.guard import tame
from tearsheet.page.vocabulary import HEADINGS, PREFORMATTED, SKIPPED
from tearsheet.web.marking import Marking, attributes_of, quoted

__all__ = ["safe_markup"]

_KEPT = frozenset(
    """
    abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    ins kbd li mark ol p pre q ruby rb s samp small span strike strong sub sup table tbody td tfoot th thead time tr
    tt u ul var wbr
    """.split()
)
"""Elements that are written as they are; none of them loads, runs, submits or leads anywhere."""

_BLOCKS = frozenset(
    """
    address article aside body button center details dialog dir fieldset footer form frameset header hgroup html label
    legend main menu nav noscript section summary
    """.split()
)
"""Elements that are written as a ``div``; any other one is a ``span``."""

_DROPPED = SKIPPED | {"script", "head", "math", "title", "noframes", "rp", "source", "style", "template", "link"}
_KEEPS_RUBY = frozenset({"rt"})
_EMBEDDED = frozenset({"iframe", "video", "audio", "object", "embed", "applet"})
_VOID = frozenset({"br", "hr", "wbr"})
_CELLS = frozenset({"td", "th", "tr"})
"""Elements that count even where nothing is in them."""

_DATA_IMAGE = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]+\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}\Z")
_NUMBER = re.compile(r"-?\d{1,5}\Z")
_PLAIN_TAG = re.compile(r"[a-z][a-z0-9-]*\Z")
_MOST_IMAGE = 100_000
_MOST_IMAGES = 1_000_000
"""Characters of an image that is part of the page, and of all of them."""
_DEEPEST = 200
"""Levels that are written; what is deeper stands at the last one. Browsers stop at 512."""
_LONGEST_TITLE = 100
_CHECK_EVERY = 2048


def safe_markup(html: str, markings: Sequence[Marking], limits: Limits, deadline: Deadline) -> str:
    """The body of a document that shows what a captured page says.

    Args:
        html: the page as decoded.
        markings: its Blocks.
        limits: ``nodes`` and ``depth`` bound what is read.
        deadline: when to give up.

    Raises:
        LimitError: the deadline passed.
    """
    written = _written(html, markings, limits, deadline)
    wanted = {marking.number for marking in markings if marking.selector is not None}
    if written.found >= wanted or "<noscript" not in html.lower():
        return written.markup
    # The reader of Blocks closes what a noscript leaves open, where something would be lost.
    again = _written(close_fallbacks(html), markings, limits, deadline)
    return again.markup if len(again.found) > len(written.found) else written.markup


def _written(html: str, markings: Sequence[Marking], limits: Limits, deadline: Deadline) -> "_Writer":
    tamed, _ = tame(html, limits, deadline)
    document = LexborHTMLParser(tamed.encode("utf-8", "ignore"), options=LexborDocumentOptions.WO_EVENTS)
    writer = _Writer(_tree(markings), limits, deadline)
    if document.root is not None:
        writer.write(document.root)
    return writer


@dataclass(slots=True)
class _Wanted:
    """An element on the way to one or more Blocks.

    Attributes:
        inside: what leads further, by the step of a selector.
        own: the Blocks whose element it is.
        next: which of them comes next, where each takes its share of the element's text.
        taken: characters of it that were met already.
    """

    inside: dict[str, "_Wanted"] = field(default_factory=dict)
    own: list[Marking] = field(default_factory=list)
    next: int = 0
    taken: int = 0

    @property
    def whole(self) -> bool:
        """Whether the element is one Block and nothing else."""
        return len(self.own) == 1 and not self.inside


def _tree(markings: Sequence[Marking]) -> _Wanted:
    """The Blocks by the steps of their selectors."""
    top = _Wanted()
    for marking in markings:
        if marking.selector is None:
            continue
        at = top
        for step in marking.selector.split(" > "):
            at = at.inside.setdefault(step, _Wanted())
        at.own.append(marking)
    return top


@dataclass(slots=True)
class _Open:
    """An element that is being read.

    Attributes:
        node: it.
        nth: its place among its siblings.
        wanted: the way to Blocks that leads through it.
        owner: the element with Blocks of its own whose text is being read.
        end: its end tag.
        pending: its start tag, as long as nothing stands in it.
        kinds: how many children of each tag were met.
    """

    node: Any
    nth: int
    wanted: _Wanted | None
    owner: _Wanted | None
    end: str
    pending: str
    kinds: dict[str, int] | None = None


class _Writer:
    """One pass over a document that writes the markup.

    Args:
        wanted: the way to the Blocks.
        limits: what may be read.
        deadline: when to give up.
    """

    def __init__(self, wanted: _Wanted, limits: Limits, deadline: Deadline) -> None:
        self._top = wanted
        self._limits = limits
        self._deadline = deadline
        self._out: list[str] = []
        self._stack: list[_Open] = []
        self._pending = 0
        self._images = 0
        self._role = ""
        self._level = 1
        self._space = True
        self.found: set[int] = set()

    @property
    def markup(self) -> str:
        """What was written."""
        return "".join(self._out)

    def write(self, root: Any) -> None:
        """Read a document, without recursion."""
        node: Any = root
        visited = 0
        nth = 0
        stack = self._stack
        while True:
            if node is None:
                if not stack:
                    return
                closed = stack.pop()
                self._close(closed)
                node, nth = closed.node.next, closed.nth
                continue
            visited += 1
            if not visited % _CHECK_EVERY:
                self._deadline.check()
                if visited > self._limits.nodes:
                    while stack:
                        self._close(stack.pop())
                    return
            tag = node.tag
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag is not None and tag[0] not in "-!":
                nth += 1
                child = self._enter(node, tag, nth)
                if child is not None:
                    node, nth = child, 0
                    continue
            node = node.next

    # -- elements -----------------------------------------------------------------------------------------------------

    def _enter(self, node: Any, tag: str, nth: int) -> Any:
        """Open an element; returns its first child, or ``None`` where nothing in it is read."""
        wanted = self._step(tag, nth)
        if tag == "img" or tag in _EMBEDDED:
            self._picture(node, tag, wanted)
            return None
        if tag in PREFORMATTED and tag != "pre":
            self._preformatted(node, wanted)
            return None
        if tag in _DROPPED and tag not in _KEEPS_RUBY and not (wanted is not None and wanted.own):
            return None
        name = tag if tag in _KEPT or tag in _KEEPS_RUBY else "div" if tag in _BLOCKS else "span"
        if name in _VOID:
            self._flush()
            self._out.append(f"<{name}>")
            self._space = True
            return None
        if tag in HEADINGS:
            # Levels are not left out, as readers who listen go by them; the frame has one of its own above all.
            name = f"h{min(HEADINGS[tag], self._level + 1)}"
        attributes = _attributes(tag, node.attributes)
        owner = self._stack[-1].owner if self._stack else None
        if wanted is not None and wanted.own:
            owner = None if wanted.whole else wanted
            if wanted.whole:
                attributes += self._mark(wanted.own[0])
        shallow = len(self._stack) < _DEEPEST
        opened = _Open(
            node,
            nth,
            wanted,
            owner,
            f"</{name}>" if shallow else "",
            f"<{name}{attributes}>" if shallow else "",
        )
        self._stack.append(opened)
        if opened.pending:
            self._pending += 1
        if tag in _CELLS:
            self._flush()
        child = node.first_child
        if child is None:
            self._close(self._stack.pop())
        return child

    def _close(self, opened: _Open) -> None:
        if opened.pending:
            if opened.wanted is None or not opened.wanted.whole:
                # Nothing stands in it.
                self._pending -= 1
                return
            # A Block without text: an image of the page's own make.
            self._stack.append(opened)
            self._flush()
            self._stack.pop()
            self._out.append(_box(opened.wanted.own[0].text or (opened.node.attributes or {}).get("alt") or ""))
        self._out.append(opened.end)
        if opened.node.tag in HEADINGS:
            self._level = int(opened.end[3]) if opened.end else self._level

    def _flush(self) -> None:
        """Write the start tags of the elements that something stands in at last."""
        if not self._pending:
            return
        for opened in self._stack[-self._depth_of_pending() :]:
            if opened.pending:
                self._out.append(opened.pending)
                opened.pending = ""
        self._pending = 0

    def _depth_of_pending(self) -> int:
        depth = 0
        left = self._pending
        while left:
            depth += 1
            left -= bool(self._stack[-depth].pending)
        return depth

    def _step(self, tag: str, nth: int) -> _Wanted | None:
        """The way to Blocks that leads through this element."""
        if not self._stack:
            return self._top.inside.get(tag) or self._top.inside.get(":root")
        above = self._stack[-1]
        if above.wanted is None or not above.wanted.inside:
            return None
        if above.kinds is None:
            above.kinds = {}
        above.kinds[tag] = above.kinds.get(tag, 0) + 1
        ways = above.wanted.inside
        plain = tag if _PLAIN_TAG.match(tag) else ""
        return (
            ways.get(f"{plain}:nth-child({nth})")
            or ways.get(f"{plain}:nth-of-type({above.kinds[tag]})")
            or (ways.get(tag) if tag in ("head", "body") else None)
        )

    # -- text ---------------------------------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        if not text.strip():
            if not self._space and text and not self._pending:
                self._out.append(" ")
                self._space = True
            return
        self._flush()
        owner = self._stack[-1].owner if self._stack else None
        marking = _share(owner, text) if owner is not None else None
        written = quoted(text)
        if marking is not None:
            written = f"<span{self._mark(marking)}>{written}</span>"
        self._out.append(written)
        self._space = text[-1].isspace()

    def _mark(self, marking: Marking) -> str:
        """The attributes of a Block's element; the name of the role where another one's Blocks begin."""
        first = marking.number not in self.found
        labelled = first and marking.role != self._role
        self.found.add(marking.number)
        self._role = marking.role
        return attributes_of(marking, first=first, labelled=labelled)

    def _preformatted(self, node: Any, wanted: _Wanted | None) -> None:
        mark = self._mark(wanted.own[0]) if wanted is not None and wanted.own else ""
        self._flush()
        self._out.append(f"<pre{mark}>{quoted(node.text_content or '')}</pre>")

    # -- pictures -----------------------------------------------------------------------------------------------------

    def _picture(self, node: Any, tag: str, wanted: _Wanted | None) -> None:
        """An image that is part of the page, or a box with what is said of one that is not."""
        attributes = node.attributes or {}
        mark = self._mark(wanted.own[0]) if wanted is not None and wanted.own else ""
        described = " ".join((attributes.get("alt") or attributes.get("title") or "").split())
        source = attributes.get("src") or ""
        if tag == "img" and self._carried(source):
            self._flush()
            self._out.append(f'<img src="{quoted("".join(source.split()))}" alt="{quoted(described)}"{mark}>')
        elif mark or described or tag != "img":
            name = "" if tag == "img" else f' data-embedded="{tag}"'
            self._flush()
            self._out.append(f"<span{mark}>{_box(described, name)}</span>")
        self._space = False

    def _carried(self, source: str) -> bool:
        size = len(source)
        if size > _MOST_IMAGE or self._images + size > _MOST_IMAGES or not _DATA_IMAGE.match(source):
            return False
        self._images += size
        return True


def _box(described: str, name: str = "") -> str:
    """What stands in place of an image, or of what a page embeds."""
    return f'<span class="picture"{name}>{quoted(described) or "&nbsp;"}</span>'


def _share(owner: _Wanted, text: str) -> Marking | None:
    """Which of an element's Blocks a text in it belongs to: they take it in turn, character by character."""
    letters = "".join(text.split())
    for number in range(owner.next, len(owner.own)):
        whole = "".join(owner.own[number].text.split())
        taken = owner.taken if number == owner.next else 0
        if whole.startswith(letters, taken):
            owner.next, owner.taken = number, taken + len(letters)
            if owner.taken == len(whole):
                owner.next, owner.taken = number + 1, 0
            return owner.own[number]
        rest = whole[taken:]
        if rest and letters.startswith(rest):
            owner.next, owner.taken = number + 1, 0
            return owner.own[number]
    return None


def _attributes(tag: str, given: Any) -> str:
    """The few attributes that are kept, each checked for what it may say."""
    if not given:
        return ""
    written = ""
    language = given.get("lang")
    if language and _LANGUAGE.match(language):
        written += f' lang="{language}"'
    direction = (given.get("dir") or "").lower()
    if direction in ("ltr", "rtl", "auto"):
        written += f' dir="{direction}"'
    if tag in ("td", "th"):
        for name in ("colspan", "rowspan"):
            value = given.get(name) or ""
            if _NUMBER.match(value) and 1 < int(value) <= 1000:
                written += f' {name}="{int(value)}"'
    elif (tag == "ol" and _NUMBER.match(given.get("start") or "")) or (
        tag == "li" and _NUMBER.match(given.get("value") or "")
    ):
        name = "start" if tag == "ol" else "value"
        written += f' {name}="{int(given[name])}"'
    elif tag == "a" and given.get("href"):
        address = " ".join((given["href"] or "").split())[:_LONGEST_TITLE]
        written += f' data-link title="{quoted(address)}"'
    return written
