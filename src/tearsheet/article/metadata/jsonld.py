"""Embedded JSON-LD: the things that a page describes, and what is said of each, however it is nested or spelled.

JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), types of schema.org (https://schema.org/docs/full.html), places as JSON
Pointers (https://www.rfc-editor.org/rfc/rfc6901).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tearsheet.article.metadata.brokenjson import parse
from tearsheet.article.metadata.wording import clean
from tearsheet.making import maker
from tearsheet.native import articleloops
from tearsheet.page.block import Script
from tearsheet.page.place import Place, make_place
from tearsheet.remembered import remembered

__all__ = ["LISTED", "Graph", "Saying", "Text", "Thing", "local", "make_thing", "read_graph", "sayings", "spelled"]

_DEEPEST = 30
_MOST_VALUES = 50_000
_MOST_THINGS = 2_000
_MOST_READ = 1_000
_MOST_GIVEN = 200
_DEEPEST_VALUE = 12
LISTED = frozenset(
    {
        "itemlistelement",
        "relatedlink",
        "related",
        "citation",
        "comment",
        "review",
        "reviews",
        "mentions",
        "about",
        "isrelatedto",
        "issimilarto",
        "haspart",
        "breadcrumb",
        "suggestedanswer",
        "acceptedanswer",
        "liveblogupdate",
        "blogpost",
        "blogposts",
        "author",
        "publisher",
        "video",
        "image",
        "offers",
    }
)
"""Properties whose values describe something else than the page's own article."""

_ARTICLES = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "discussionforumposting",
        "techarticle",
        "apireference",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "satiricalarticle",
        "advertisercontentarticle",
        "report",
        "claimreview",
        "reportage",
    }
)
_WORKS = frozenset(
    {
        "creativework",
        "recipe",
        "howto",
        "product",
        "productgroup",
        "course",
        "book",
        "event",
        "movie",
        "tvepisode",
        "podcastepisode",
        "videoobject",
        "question",
        "jobposting",
        "softwareapplication",
        "dataset",
        "review",
        "quiz",
        "photograph",
        "imagegallery",
        "mediagallery",
    }
)
_PAGES = frozenset(
    {
        "webpage",
        "itempage",
        "medicalwebpage",
        "aboutpage",
        "contactpage",
        "collectionpage",
        "faqpage",
        "profilepage",
        "qapage",
        "checkoutpage",
        "searchresultspage",
    }
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A text that embedded data gives for a property.

    Attributes:
        text: the value, cleaned.
        raw: the value as it stands in the data.
        place: where it stands.
        subject: the object whose name or value it is, such as a person; ``None`` for plain text.
    """

    text: str
    raw: str
    place: Place
    subject: Mapping[str, Any] | None = field(default=None, repr=False, compare=False)


_make_saying = maker(Saying)


class Text(str):
    """A string that knows where it stands: a value of data that is gathered from many places of a page."""

    __slots__ = ("place",)
    place: Place


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of embedded data that has a type.

    Attributes:
        value: its properties.
        types: lower-case names of its types, without their vocabulary.
        place: where it stands.
        listed: whether it is a property of another thing and describes something else than the page's article.
    """

    value: Mapping[str, Any] = field(repr=False)
    types: frozenset[str]
    place: Place
    listed: bool = False

    @property
    def is_article(self) -> bool:
        """Whether it is an article or a post."""
        return not self.types.isdisjoint(_ARTICLES)

    @property
    def is_work(self) -> bool:
        """Whether it is another thing that a page may be about: a recipe, a product, a question."""
        return not self.types.isdisjoint(_WORKS)

    @property
    def is_page(self) -> bool:
        """Whether it describes the page itself."""
        return not self.types.isdisjoint(_PAGES)


make_thing = maker(Thing)
"""As `Thing`, but faster."""


@dataclass(frozen=True, slots=True)
class Graph:
    """All things that a page's embedded data describes.

    Attributes:
        things: in the order of the page.
        named: things with an ``@id``, by it.
    """

    things: tuple[Thing, ...] = ()
    named: Mapping[str, Thing] = field(default_factory=dict, repr=False)


def read_graph(scripts: Sequence[Script]) -> Graph:
    """Read all JSON-LD scripts of a page.

    Nothing is read below 30 levels, nor after 50,000 values or 2,000 things: more than any honest page has.
    """
    things: list[Thing] = []
    named: dict[str, Thing] = {}
    left = _MOST_VALUES
    for script in scripts:
        if left <= 0 or not (script.kind == "json-ld" or "ld+json" in script.kind):
            continue
        value = parse(script.text)
        # Depth first in document order, on an explicit stack: nesting is the page's to choose.
        stack: list[tuple[Any, str, int, bool]] = [(value, "", 0, False)]
        while stack and left > 0 and len(things) < _MOST_THINGS:
            left -= 1
            value, pointer, depth, listed = stack.pop()
            if isinstance(value, dict):
                types = _types(value)
                name = value.get("@id")
                if types or isinstance(name, str):
                    place = make_place("data", script.place.elements, script.place.element, None, pointer)
                    thing = make_thing(value, types, place, listed)
                    if types:
                        things.append(thing)
                    if isinstance(name, str) and len(value) > len(named.get(name, _NOTHING).value):
                        named[name] = thing
                if depth < _DEEPEST:
                    stack.extend(
                        (child, f"{pointer}/{_escape(key)}", depth + 1, listed or _is_listed(key))
                        for key, child in reversed(list(value.items()))
                        if isinstance(key, str) and isinstance(child, (dict, list))
                    )
            elif isinstance(value, list) and depth < _DEEPEST:
                stack.extend(
                    (value[i], f"{pointer}/{i}", depth + 1, listed)
                    for i in range(min(len(value), left) - 1, -1, -1)
                    if isinstance(value[i], (dict, list))
                )
    return Graph(tuple(things), named)


_NOTHING = make_thing({}, frozenset(), make_place("data"))


def _types(value: Mapping[str, Any]) -> frozenset[str]:
    key = (
        "@type"
        if "@type" in value
        else next((k for k in ("@Type", "type") if "@context" in value and k in value), None)
    )
    if key is None:
        return frozenset()
    types = value[key]
    names = types if isinstance(types, list) else types.replace(",", " ").split() if isinstance(types, str) else []
    return frozenset(
        last for name in names[:10] if isinstance(name, str) and (last := local(name.strip().rstrip("/")).lower())
    )


def local(name: str) -> str:
    """A name without its vocabulary: ``"headline"`` of ``"schema:headline"`` or ``"https://schema.org/headline"``."""
    for separator in "/#:":
        if separator in name:
            name = name.rsplit(separator, 1)[-1]
    return name


@remembered(2_000)
def _is_listed(key: str) -> bool:
    """Whether a property's values describe something else than the page's own article."""
    return local(key).lower() in LISTED


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def spelled(value: Mapping[str, Any], key: str) -> str | None:
    """The key under which an object holds a property: its name, or that in other case or with its vocabulary."""
    if key in value:
        return key
    if articleloops is not None and key.isascii():
        found: str | None = articleloops.spelled(value, key)
        return found
    wanted, size = key.lower(), len(key)
    # Most things lack most properties: a look at all names together tells.
    if wanted not in "\n".join(value).lower():
        return None
    for other in value:
        if len(other) >= size and other[-size:].lower() == wanted and (len(other) == size or other[-size - 1] in ":/#"):
            return other
    return None


def sayings(
    thing: Thing, key: str, *, inner: Sequence[str] = ("@value", "name", "@id", "url"), graph: Graph | None = None
) -> Iterator[Saying]:
    """Texts that a thing gives for a property.

    Args:
        thing: whose property it is.
        key: name of the property.
        inner: properties that stand for a value that is itself an object, the first present is taken.
        graph: where objects that are only named are looked up.

    Returns:
        Each text that is not empty, at most 200.
    """
    found = spelled(thing.value, key)
    if found is None:
        return _NONE
    item = thing.value[found]
    if type(item) is str and (graph is None or item not in graph.named):
        # Most of what is said is a text.
        text = clean(item)
        return iter((_make_saying(text, item, _place(item, thing, f"/{_escape(found)}"), None),)) if text else _NONE
    return _all_sayings(thing, found, inner, graph)


_NONE: Iterator[Saying] = iter(())
"""It is at its end, and stays there."""


def _all_sayings(thing: Thing, found: str, inner: Sequence[str], graph: Graph | None) -> Iterator[Saying]:
    """The texts of a property, however they are nested."""
    # What is still to be read, the first on top: a value, its pointer, the thing it is part of, the object it is of.
    stack: list[tuple[Any, str, Thing, Mapping[str, Any] | None]] = [
        (thing.value[found], f"/{_escape(found)}", thing, None)
    ]
    given = 0
    for _ in range(_MOST_READ):
        if not stack or given >= _MOST_GIVEN:
            return
        item, pointer, owner, subject = stack.pop()
        if pointer.count("/") > _DEEPEST_VALUE:
            continue
        if isinstance(item, list):
            stack.extend((item[i], f"{pointer}/{i}", owner, subject) for i in range(min(len(item), 200) - 1, -1, -1))
            continue
        if isinstance(item, dict):
            held = next((name for name in ("@list", "@set") if name in item), None)
            if held is not None:
                stack.append((item[held], f"{pointer}/{held}", owner, subject))
                continue
            named = _referred(item.get("@id"), graph)
            if named is not None and not any(_says(item, name) for name in inner if name not in ("@id", "url")):
                item, pointer, owner = named.value, "", named
            stack.extend(reversed(list(_inner(item, pointer, owner, inner, subject))))
            continue
        if isinstance(item, (int, float)) and not isinstance(item, bool):
            item = str(item)
        if not isinstance(item, str):
            continue
        named = _referred(item, graph) if subject is None else None
        if named is not None and named is not thing:
            stack.extend(reversed(list(_inner(named.value, "", named, inner, None))))
        elif text := clean(item):
            given += 1
            yield _make_saying(text, str(item), _place(item, owner, pointer), subject)


def _inner(
    item: Mapping[str, Any], pointer: str, owner: Thing, inner: Sequence[str], subject: Mapping[str, Any] | None
) -> Iterator[tuple[Any, str, Thing, Mapping[str, Any] | None]]:
    """What stands for an object: the first property of ``inner`` that it has, or the parts of a person's name."""
    held = item if subject is None or not _says(item, "@value") else subject
    for name in inner:
        if name == "name" and not _says(item, name):
            parts = [item[key] for part in ("givenName", "familyName") if (key := _says(item, part))]
            if parts and all(isinstance(part, str) for part in parts):
                key = _says(item, "givenName") or _says(item, "familyName") or ""
                whole = Text(" ".join(parts))
                whole.place = _place(item[key], owner, f"{pointer}/{_escape(key)}")
                yield whole, f"{pointer}/{_escape(key)}", owner, held
                return
        elif key := _says(item, name):
            yield item[key], f"{pointer}/{_escape(key)}", owner, held
            return


def _says(item: Mapping[str, Any], name: str) -> str | None:
    """The key of a property that the object has a value for."""
    key = spelled(item, name)
    return key if key is not None and item[key] not in (None, "", [], {}) else None


def _referred(name: Any, graph: Graph | None) -> Thing | None:
    return graph.named.get(name) if graph is not None and isinstance(name, str) else None


def _place(item: str, owner: Thing, pointer: str) -> Place:
    if isinstance(item, Text):
        return item.place
    place = owner.place
    return make_place("data", place.elements, place.element, None, (place.pointer or "") + pointer)
