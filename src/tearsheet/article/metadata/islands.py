"""Data that scripts hold for themselves: application state, analytics and advertising, read for what they say.

JSON inside JavaScript is read as JSON where it is JSON (RFC 8259, https://www.rfc-editor.org/rfc/rfc8259), and pair by
pair where it is not.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tearsheet.article.metadata.jsonld import Text, Thing, make_thing
from tearsheet.article.metadata.scriptdata import script_values
from tearsheet.article.metadata.titled import TITLED, TitledReader, made
from tearsheet.article.metadata.wording import clean, fold, shared, words
from tearsheet.native import articleloops
from tearsheet.page.block import Script
from tearsheet.page.place import Place, make_place
from tearsheet.remembered import remembered

__all__ = ["layer_things", "property_of", "state_thing"]

_LONGEST_STATE = 3_000_000
_LONGEST_LAYER = 60_000
_MOST_LAYERS = 250_000
_MOST_VALUES = 3
"""A key with more different values than this belongs to a list of stories."""

_MOST_AUTHORS = 12
_SAME_TITLE = 0.75
_MOST_TITLES = 6
_STRETCH = re.compile(r"[\w ,]+")
_SHORTEST_MARK, _LONGEST_MARK = 8, 24
_STREAM = "__next_f"
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_PREFIX = re.compile(
    r"\A(?:page|article|content|post|story|entry|news|document|doc|item|asset|cms|ct|wp|dl|bu|ed|gtm|current|main|web|blog"
    r"|video|thread|meta|data|ga|dfp|dtm|tealium|sp)+(?=[a-z]{4})"
)
_NAMES = {
    "headline": "headline headlines title titles pagetitle displaytitle seotitle",
    "author": """
        author authors authorname authornames byline bylines credits creator creators contributor contributors writer
        writers writername journalist journalists reporter
    """,
    "datePublished": """
        datepublished publishdate publisheddate publishedat published publicationdate pubdate publishtime publishedtime
        publishedon publicationtime pubtime dateofpublication datepub publisheddatetime publishdatetime firstpublished
        firstpublisheddate firstpublishedat firstpublicationdate firstpublishdate originalpublicationdate
        originallypublishedat displaydate publishedtimestamp publishtimestamp publisheddateiso dateiso pubdateiso
        publishedateiso
    """,
    "dateModified": """
        datemodified modified modifieddate modifiedat modifiedtime lastmodified lastmodifieddate updated updatedat
        updateddate updatedate lastupdated lastupdateddate lastupdate dateupdated modificationdate updatetime
    """,
    "date": "date dategmt",
    "dateCreated": "datecreated created createdat creationdate createddate",
    "articleSection": """
        section sections category categories channel primarycategory primarysection mainsection rubric ressort
        sectionname categoryname topsection sitesection
    """,
    "keywords": "keywords tags topics tagnames keyword topictags",
    "description": "description dek deck standfirst summary excerpt subheadline subheadlines abstract",
}
_PROPERTIES = {name: known for known, names in _NAMES.items() for name in names.split()}
_AMBIGUOUS = frozenset({"title", "titles", "date", "created", "section", "sections", "summary", "updated", "modified"})
"""Names that mean something of the article in its own object alone."""

_NOT_IN_LAYERS = frozenset({"creator", "creators", "contributor", "contributors", "credits", "headline", "headlines"})
"""Names under which scripts tell of pictures, advertisements and other stories, too."""

_Said = dict[str, dict[str, list[Text]]]

_TELLING = (
    *("uthor", "yline", "riter", "ublish", "ublic", "ub_date", "ubdate", "ubDate", "isplayDate", "odified", "pdated"),
    *("eadline", "Title", "_title", "ection", "ategor", "hannel", "essort", "eywords", "opics", "Tags", "tags"),
)
"""Parts of the keys that are looked at in scripts which are no JSON."""
_FINDER = None if articleloops is None else articleloops.Telling(_TELLING)
_BEFORE = re.compile(r"""[\w$.:-]{0,40}["']?""")
"""What may stand before a telling part of a key, read backwards."""
_PAIR = re.compile(
    r"""(?:(?P<quote>["'])(?P<quoted>[\w$.:-]{2,40})(?P=quote)|(?<![\w$-])(?P<bare>[A-Za-z_$][\w$]{2,39}))\s{0,9}[:=]\s{0,9}"""
    r"""(?:"(?P<double>(?:[^"\\\n]|\\.){1,600}+)"|'(?P<single>(?:[^'\\\n]|\\.){1,600}+)'|(?P<number>1\d{9}(?:\d{3})?)(?!\w)"""
    r"""|\[\s{0,99}(?P<list>(?:"(?:[^"\\\n]|\\.){1,200}+"|'(?:[^'\\\n]|\\.){1,200}+')[^\]{}]{0,2000})\])"""
)
_ITEM = re.compile(r""""((?:[^"\\\n]|\\.){1,200})"|'((?:[^'\\\n]|\\.){1,200})'""")
_NOTHING = frozenset(
    {"", "null", "undefined", "none", "false", "true", "n/a", "na", "not set", "(not set)", "unknown", "-"}
)
_INNER = (
    "name",
    "basic",
    "full",
    "fullName",
    "displayName",
    "display_name",
    "text",
    "title",
    "label",
    "rendered",
    "slug",
)
_LISTS = ("by", "items", "nodes", "edges", "node", "main", "primary", "data", "attributes", "original")


@remembered(10_000)
def property_of(key: str) -> str | None:
    """The schema.org property that a key of a publisher's own data means, such as ``"author"`` for ``page_authors``.

    The cache only saves time.
    """
    plain = _NOT_LETTERS.sub("", key.lower())
    known = _PROPERTIES.get(plain)
    if known is not None:
        return None if plain in _AMBIGUOUS else known
    return _PROPERTIES.get(_PREFIX.sub("", plain))


def state_thing(scripts: Sequence[Script], titles: Sequence[str]) -> Thing | None:
    """What a page's application state says of its own article: of the object whose title is the page's.

    Args:
        scripts: embedded data.
        titles: what the page calls itself.

    Returns:
        A thing with the properties of schema.org; ``None`` when no object bears the page's title.
    """
    known = list(dict.fromkeys(title for title in titles if title))
    marks = [mark for title in known[:_MOST_TITLES] for mark in _marks(title)]
    known_words = [set(words(title)) for title in known]
    left = _LONGEST_STATE
    chosen: list[Script] = []
    for script in scripts:
        if script.kind == "json-ld" or len(script.text) > left:
            continue
        streamed = script.kind == _STREAM
        if streamed or (any(mark in script.text for mark in marks) and any(word in script.text for word in TITLED)):
            left -= len(script.text)
            chosen.append(script)
    best: tuple[float, int] = (_SAME_TITLE, 0)
    found: Thing | None = None
    reader = TitledReader()
    for place, value in script_values(chosen, reader, marks):
        for candidate in reader.found:
            given, held = made(candidate.title), None
            if type(given) is int:
                value = made(value)
                held = _restored(made(candidate.object), value)
                given = next(held[key] for key in TITLED if key in held)
            title = _first_text(given)
            if not title:
                continue
            own = set(words(title))
            score = max([shared(own, other) for other in known_words], default=0.0)
            properties = _properties(held or made(candidate.object)) if score >= best[0] else {}
            if len(properties) > 1 and (score, len(properties)) > best:
                best = (score, len(properties))
                found = _state(place, properties)
        reader.found.clear()
    return found


def _marks(title: str) -> list[str]:
    """A stretch of a title by which data that holds it is known, as it may be written there."""
    stretch = max(_STRETCH.findall(title), key=len, default="").strip()[:_LONGEST_MARK]
    if len(stretch) < (_SHORTEST_MARK if stretch.isascii() else 4):
        return []
    return [stretch] if stretch.isascii() else [stretch, json.dumps(stretch)[1:-1]]


def _restored(value: Mapping[str, Any], whole: Any) -> Mapping[str, Any]:
    """An object of data in which every value is the index of another one in the same list, its values put in place."""
    if not isinstance(whole, list) or not whole or not isinstance(whole[0], (list, dict)):
        return value
    if not all(type(inner) is int and inner < len(whole) for inner in value.values()):
        return value

    def at(index: Any, depth: int) -> Any:
        if type(index) is not int or not 0 <= index < len(whole):
            return None
        inner = whole[index]
        if isinstance(inner, dict):
            return {key: at(one, depth + 1) for key, one in list(inner.items())[:60]} if depth < 4 else None
        if isinstance(inner, list):
            if len(inner) == 2 and isinstance(inner[0], str):
                return at(inner[1], depth + 1) if depth < 4 and inner[0] != "Date" else inner[1]
            return [at(one, depth + 1) for one in inner[:30]] if depth < 4 else None
        return inner

    return {key: at(index, 0) for key, index in value.items()}


def _properties(value: Mapping[str, Any]) -> dict[str, list[tuple[str, Any]]]:
    """The properties that an object's keys mean, each with the keys and values that give it."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for key, inner in value.items():
        plain = _NOT_LETTERS.sub("", key.lower())
        name = _PROPERTIES.get(plain) or property_of(key)
        if name is not None and inner not in (None, "", [], {}, False, True):
            found.setdefault(name, []).append((key, inner))
    return found


def _state(place: Place, properties: Mapping[str, Sequence[tuple[str, Any]]]) -> Thing:
    place = make_place("data", place.elements, place.element, None, "")
    values: dict[str, Any] = {"@type": "Article"}
    for name, given in properties.items():
        texts: list[Text] = []
        for key, inner in given:
            for spoken in list(_texts(inner))[:_MOST_AUTHORS]:
                text = Text(spoken)
                text.place = make_place("data", place.elements, place.element, None, f"/{key}")
                texts.append(text)
        values[name] = texts
    return make_thing(values, frozenset({"article"}), place)


def _first_text(value: Any) -> str:
    return next(_texts(value), "")


def _texts(value: Any) -> Iterator[str]:
    """Texts that a value of application state gives: of an object its name, of a list those of its members."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while stack and seen < 100:
        seen += 1
        value, depth = stack.pop()
        if isinstance(value, str):
            if clean(value).casefold() not in _NOTHING:
                yield value
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and 1e9 <= value < 1e13:
            yield str(int(value))
        elif depth > 4:
            continue
        elif isinstance(value, list):
            stack.extend((inner, depth + 1) for inner in reversed(value[:30]))
        elif isinstance(value, dict):
            named = next((key for key in _INNER if isinstance(value.get(key), str) and value[key]), None)
            if named is not None:
                stack.append((value[named], depth + 1))
            else:
                held = next((key for key in _LISTS if isinstance(value.get(key), (list, dict))), None)
                if held is not None:
                    stack.append((value[held], depth + 1))


def layer_things(scripts: Sequence[Script]) -> tuple[Thing | None, Thing | None]:
    """What scripts tell analytics, advertising and the like about the page, pair by pair.

    A pair counts by the name of its key alone, so keys that mean something only in the article's own object are passed
    over, and so are those that are given many values.

    Returns:
        What is said under keys that name the page or the article, such as ``"pageAuthor"``, and under plain ones, such
        as ``"author"``.
    """
    said: tuple[_Said, _Said] = ({}, {})
    left = _MOST_LAYERS
    for script in scripts:
        text = script.text
        if script.kind == "json-ld" or len(text) > min(left, _LONGEST_LAYER):
            continue
        left -= len(text)
        for pair in _pairs(text):
            key = pair["quoted"] or pair["bare"]
            name = property_of(key)
            if name is None or key.lower() in _NOT_IN_LAYERS:
                continue
            place = make_place("data", script.place.elements, script.place.element, None, f"/{key}")
            plain = _NOT_LETTERS.sub("", key.lower()) in _PROPERTIES
            texts = said[plain].setdefault(name, {}).setdefault(key, [])
            for spoken in _spoken(pair):
                if spoken.strip().casefold() not in _NOTHING and len(texts) < 40:
                    value = Text(spoken)
                    value.place = place
                    texts.append(value)
    return _layer(said[0]), _layer(said[1])


def _layer(said: _Said) -> Thing | None:
    """What is said pair by pair as a thing; keys with many values left out."""
    values: dict[str, Any] = {"@type": "Article"}
    for name, keys in said.items():
        texts = [
            text
            for given in keys.values()
            if name == "keywords" or len({fold(one) for one in given}) <= _MOST_VALUES
            for text in {fold(one): one for one in given}.values()
        ]
        if texts:
            values[name] = texts
    if len(values) == 1:
        return None
    first = next(text for name, texts in values.items() if name != "@type" for text in texts)
    return make_thing(values, frozenset({"article"}), first.place)


def _pairs(text: str) -> Iterator[re.Match[str]]:
    """Pairs of a telling key and a value, in order."""
    end = 0
    for start in sorted(_starts(text) if _FINDER is None else _FINDER.starts(text)):
        pair = _PAIR.match(text, start) if start >= end else None
        if pair is not None:
            end = pair.end()
            yield pair


def _starts(text: str) -> set[int]:
    """Where the telling keys start, their quotation marks included."""
    starts: set[int] = set()
    for word in _TELLING:
        position = text.find(word)
        while position >= 0:
            before = _BEFORE.match(text[max(0, position - 40) : position][::-1])
            starts.add(position if before is None else position - before.end())
            position = text.find(word, position + len(word))
    return starts


def _spoken(pair: re.Match[str]) -> list[str]:
    """The texts of a pair's value, escapes resolved."""
    if pair["list"]:
        raw = [one or other for one, other in _ITEM.findall(pair["list"])][:40]
    else:
        raw = [pair["double"] or pair["single"] or pair["number"] or ""]
    return [_unescape(text) if "\\" in text else text for text in raw]


def _unescape(text: str) -> str:
    try:
        return str(
            json.loads('"' + text.replace("\\'", "'").replace('"', '\\"').replace('\\\\"', '\\"') + '"', strict=False)
        )
    except ValueError:
        return text.replace("\\", "")
