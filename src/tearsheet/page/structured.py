"""What attributes say of a page's things: microdata, RDFa and microformats, gathered while the tree is walked.

HTML microdata (https://html.spec.whatwg.org/multipage/microdata.html), RDFa Lite (https://www.w3.org/TR/rdfa-lite/),
microformats (https://microformats.org/wiki/h-entry, https://microformats.org/wiki/hnews).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tearsheet.native import elementloops
from tearsheet.page.place import Elements, Place, make_place
from tearsheet.remembered import remembered

__all__ = ["NAMES", "STRUCTURING", "Property", "Scope", "Structured", "names_things"]

STRUCTURING = frozenset({"itemscope", "itemprop", "typeof", "property"})
"""Attributes that say something of things."""

_MOST = 2_000
"""Scopes and properties that are read of one page."""

_LONGEST = 2_000
_ROOTS = {"hentry": "entry", "h-entry": "entry", "hnews": "entry", "vcard": "card", "h-card": "card"}
_CLASSES = {
    "entry-title": "headline",
    "p-name": "name",
    "published": "datePublished",
    "dt-published": "datePublished",
    "updated": "dateModified",
    "dt-updated": "dateModified",
    "author": "author",
    "p-author": "author",
    "fn": "name",
    "entry-summary": "description",
    "p-summary": "description",
    "p-category": "keywords",
    "source-org": "publisher",
    "u-url": "url",
}
"""Class names of microformats and the schema.org properties that say the same."""

_MOST_CLASSES = 20
NAMES = frozenset((*_ROOTS, *_CLASSES))
"""Class names that tell of things, in lower case."""
_ROOT_NAMES = (b"hentry", b"h-entry", b"hnews", b"vcard", b"h-card")
_ADDRESSES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "source": "src",
    "track": "src",
    "video": "src",
    "object": "data",
}
_TEXTUAL = frozenset(
    """
    headline alternativeheadline name author creator contributor editor publisher sourceorganization datepublished
    datemodified datecreated dateline description abstract articlesection genre keywords about caption givenname
    familyname legalname copyrightholder creditline title fn
    """.split()
)
"""Properties whose value is the text that a link or an image shows, not its address."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An element that describes a thing.

    Attributes:
        element: index in the Page's `Elements`.
        syntax: ``"microdata"``, ``"rdfa"`` or ``"microformat"``.
        types: its types as written, separated by spaces.
        identity: what names the thing: ``itemid``, ``resource`` or ``about``.
        references: ids of elements elsewhere that hold more of its properties (``itemref``).
    """

    element: int
    syntax: str
    types: str
    identity: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """What an element says of the thing that it stands in.

    Attributes:
        syntax: ``"microdata"``, ``"rdfa"`` or ``"microformat"``.
        name: the property as written, without its vocabulary.
        value: ``None`` when the value is the thing that the element itself describes.
        place: where it stands.
    """

    syntax: str
    name: str
    value: str | None
    place: Place


class Structured:
    """Gathers scopes and properties in document order.

    Attributes:
        source: the document, UTF-8; class names count only where it names the root of a microformat.
        scopes: elements that describe a thing.
        properties: what is said of them.
        rooted: whether it does; ``None`` before anybody asked.
    """

    def __init__(self, elements: Elements) -> None:
        self.source = b""
        self.scopes: list[Scope] = []
        self.properties: list[Property] = []
        self._elements = elements
        self.rooted: bool | None = None

    def open(self, tag: str, attributes: Mapping[str, str | None], index: int) -> list[tuple[str, str]]:
        """Note what an element says of things.

        Returns:
            Syntax and name of each property whose value is the text inside the element.
        """
        if len(self.scopes) + len(self.properties) >= _MOST:
            return []
        names: list[tuple[str, str]] = []
        described: set[str] = set()
        if "itemscope" in attributes:
            described.add("microdata")
            self._scope(index, "microdata", attributes, "itemtype", ("itemid",))
        if "typeof" in attributes:
            described.add("rdfa")
            self._scope(index, "rdfa", attributes, "typeof", ("resource", "about", "src"))
        if written := attributes.get("itemprop"):
            names += [("microdata", name) for name in written.split()[:5]]
        if (written := attributes.get("property")) and tag != "meta":
            names += [("rdfa", name) for name in written.split()[:5]]
        if (classes := attributes.get("class")) and names_things(classes):
            if self.rooted is None:
                self.rooted = _has_roots(self.source)
            if self.rooted:
                names += self._classed(classes, index, described)
        waiting: list[tuple[str, str]] = []
        for syntax, written in names:
            name = _local(written)
            if not name:
                continue
            if syntax in described:
                self.properties.append(Property(syntax, name, None, make_place("element", self._elements, index)))
            elif (found := _value(tag, attributes, name, syntax)) is not None:
                attribute, value = found
                place = make_place("attribute", self._elements, index, attribute)
                self.properties.append(Property(syntax, name, value.strip()[:_LONGEST], place))
            else:
                waiting.append((syntax, name))
        return waiting

    def close(self, names: Sequence[tuple[str, str]], value: str, index: int) -> None:
        """Note the text of an element as the value of the properties that wait for it."""
        place = Place("element", self._elements, index)
        self.properties += [Property(syntax, name, value[:_LONGEST], place) for syntax, name in names]

    def _scope(
        self,
        index: int,
        syntax: str,
        attributes: Mapping[str, str | None],
        types: str,
        identities: tuple[str, ...],
    ) -> None:
        identity = next((value for key in identities if (value := attributes.get(key))), None)
        references = tuple((attributes.get("itemref") or "").split()[:20]) if syntax == "microdata" else ()
        self.scopes.append(Scope(index, syntax, (attributes.get(types) or "").strip(), identity, references))

    def _classed(self, classes: str, index: int, described: set[str]) -> list[tuple[str, str]]:
        """Roots and properties that class names tell of."""
        names = classes.lower().split()[:_MOST_CLASSES]
        root = next((_ROOTS[name] for name in names if name in _ROOTS), None)
        if root is not None:
            described.add("microformat")
            self.scopes.append(Scope(index, "microformat", root))
        return [("microformat", _CLASSES[name]) for name in names if name in _CLASSES]


@remembered(20_000)
def names_things(classes: str) -> bool:
    """Whether class names may be those of a microformat; the cache only saves time."""
    return not NAMES.isdisjoint(classes.lower().split()[:_MOST_CLASSES])


def _has_roots(source: bytes) -> bool:
    """Whether a document names the root of a microformat."""
    if elementloops is not None:
        return bool(elementloops.holds_any(source, _ROOT_NAMES))
    return any(name in source for name in _ROOT_NAMES)


def _local(name: str) -> str:
    """A property's name without its vocabulary: of an address the last part, of a prefixed name what is behind it."""
    return name.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].rsplit(":", 1)[-1]


def _value(tag: str, attributes: Mapping[str, str | None], name: str, syntax: str) -> tuple[str, str] | None:
    """Attribute and value of a property that an attribute gives; ``None`` where it is the text inside."""
    for attribute in ("content", "datetime"):
        value = attributes.get(attribute)
        if value and value.strip() and (attribute == "content" or tag in ("time", "ins", "del")):
            return attribute, value
    if syntax == "microformat":
        value = attributes.get("title") if tag == "abbr" else None
        return ("title", value) if value else None
    attribute = "resource" if syntax == "rdfa" and attributes.get("resource") else _ADDRESSES.get(tag, "")
    if attribute and name.lower() not in _TEXTUAL and (value := attributes.get(attribute)):
        return attribute, value
    if tag in ("data", "meter") and (value := attributes.get("value")):
        return "value", value
    return None
