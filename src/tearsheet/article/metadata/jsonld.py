"""Embedded JSON-LD: read it even when it is broken, and find the object that describes the page's main article.

JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), types of schema.org (https://schema.org/docs/full.html), places as JSON
Pointers (https://www.rfc-editor.org/rfc/rfc6901).
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import json_repair

from tearsheet.article.metadata.wording import clean, likeness
from tearsheet.page.block import Script
from tearsheet.page.place import Place

__all__ = ["Graph", "Saying", "Thing", "main_thing", "parse", "read_graph", "same_address", "sayings"]

_DEEPEST = 30
_MOST_VALUES = 50_000
_MOST_THINGS = 2_000
_LONGEST_TO_MEND = 300_000
_WRAPPER = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*\Z"
)
_LISTED = frozenset(
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
    """

    text: str
    raw: str
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


@dataclass(frozen=True, slots=True)
class Graph:
    """All things that a page's embedded data describes.

    Attributes:
        things: in the order of the page.
        named: things with an ``@id``, by it.
    """

    things: tuple[Thing, ...] = ()
    named: Mapping[str, Thing] = field(default_factory=dict, repr=False)


def parse(text: str) -> Any:
    """The value of a script that should be JSON, mended where it is broken.

    Strict reading comes first; then control characters in strings are let pass, comment and CDATA wrappers and
    character references are taken off, and at last the text is mended, up to a bounded length.

    Args:
        text: the script's text.

    Returns:
        The value, or ``None`` when nothing can be made of it.
    """
    text = text.strip().strip(";\ufeff")
    if not text:
        return None
    unwrapped = _WRAPPER.sub("", text[:100]) + text[100:] if len(text) > 200 else _WRAPPER.sub("", text)
    if len(text) > 200:
        unwrapped = unwrapped[:-100] + _WRAPPER.sub("", unwrapped[-100:])
    tries = [unwrapped]
    if "&quot;" in text[:2_000]:
        tries.insert(0, html.unescape(unwrapped))
    for attempt in tries:
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    if len(text) > _LONGEST_TO_MEND or _nesting(tries[0]) > _DEEPEST * 3:
        return None
    try:
        return json_repair.loads(tries[0], skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, KeyError):
        return None


def _nesting(text: str) -> int:
    """Upper bound of the levels of nested objects and lists in ``text``."""
    deepest = level = 0
    for bracket in re.findall(r"[\[{\]}]", text):
        level = level + 1 if bracket in "[{" else max(level - 1, 0)
        deepest = max(deepest, level)
    return deepest


def read_graph(scripts: Sequence[Script]) -> Graph:
    """Read all JSON-LD scripts of a page.

    Nothing is read below 30 levels, nor after 50,000 values or 2,000 things: more than any honest page has.
    """
    things: list[Thing] = []
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
                if types:
                    place = Place("data", script.place.elements, script.place.element, pointer=pointer)
                    things.append(Thing(value, types, place, listed))
                if depth < _DEEPEST:
                    stack.extend(
                        (child, f"{pointer}/{_escape(key)}", depth + 1, listed or key.lower() in _LISTED)
                        for key, child in reversed(list(value.items()))
                        if isinstance(key, str) and isinstance(child, (dict, list))
                    )
            elif isinstance(value, list) and depth < _DEEPEST:
                stack.extend(
                    (value[i], f"{pointer}/{i}", depth + 1, listed)
                    for i in range(min(len(value), left) - 1, -1, -1)
                    if isinstance(value[i], (dict, list))
                )
    named: dict[str, Thing] = {}
    for thing in things:
        key = thing.value.get("@id")
        if isinstance(key, str) and len(thing.value) > len(named.get(key, _NOTHING).value):
            named[key] = thing
    return Graph(tuple(things), named)


_NOTHING = Thing({}, frozenset(), Place("data"))


def _types(value: Mapping[str, Any]) -> frozenset[str]:
    types = value.get("@type", value.get("type") if "@context" in value else None)
    names = types if isinstance(types, list) else [types]
    return frozenset(
        name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().lower() for name in names[:10] if isinstance(name, str)
    )


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def main_thing(graph: Graph, addresses: Iterable[str], titles: Iterable[str]) -> Thing | None:
    """The thing that the page is about.

    Args:
        graph: what the page describes.
        addresses: the page's own addresses.
        titles: what the page calls itself elsewhere.

    Returns:
        An article before another work; among equals the one that the page's address or title names, then the first.
        ``None`` when the page describes neither.
    """
    own = [key for key in map(_address_key, addresses) if key]
    known = [title for title in titles if title]
    best: Thing | None = None
    highest = 0.0
    for thing in graph.things:
        score = 100.0 if thing.is_article else 50.0 if thing.is_work else 0.0
        if not score:
            continue
        heading = next((s.text for key in ("headline", "name") for s in sayings(thing, key)), "")
        if own and any(
            _address_key(s.text) in own for k in ("url", "mainEntityOfPage", "@id") for s in sayings(thing, k)
        ):
            score += 30
        agreement = max((likeness(heading, title) for title in known), default=0.0) if heading else 0.0
        score += 40 * agreement
        if thing.listed:
            score -= 70
        if agreement < 0.5 and not thing.is_article:
            score -= 30
        if heading and known and agreement < 0.2:
            score -= 40
        if score > highest:
            best, highest = thing, score
    return best if highest > 30 else None


def same_address(one: str, other: str) -> bool:
    """Whether two addresses name the same page, whatever their scheme, query and final slash."""
    key = _address_key(one)
    return bool(key) and key == _address_key(other)


def _address_key(address: str) -> str:
    try:
        parts = urlsplit(address[:2_000])
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    path = parts.path.rstrip("/")
    return host + path if host and path else ""


def sayings(
    thing: Thing, key: str, *, inner: Sequence[str] = ("@value", "name", "@id", "url"), graph: Graph | None = None
) -> Iterator[Saying]:
    """Texts that a thing gives for a property.

    Args:
        thing: whose property it is.
        key: name of the property.
        inner: properties that stand for a value that is itself an object, the first present is taken.
        graph: where objects that are only named are looked up.

    Yields:
        Each text that is not empty, at most 200.
    """
    value = thing.value.get(key)
    if value is None:
        return
    values: list[tuple[str, Any]]
    values = (
        [(f"/{key}/{i}", v) for i, v in enumerate(value[:200])] if isinstance(value, list) else [(f"/{key}", value)]
    )
    for pointer, item in values:
        if isinstance(item, dict):
            if graph is not None and isinstance(item.get("@id"), str) and len(item) <= 2 and item["@id"] in graph.named:
                item = graph.named[item["@id"]].value
            name = next((k for k in inner if isinstance(item.get(k), str)), None)
            if name is None:
                continue
            pointer, item = f"{pointer}/{_escape(name)}", item[name]
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            item = str(item)
        if isinstance(item, str) and (text := clean(item)):
            base = thing.place.pointer or ""
            place = Place("data", thing.place.elements, thing.place.element, pointer=base + pointer)
            yield Saying(text, item, place)
