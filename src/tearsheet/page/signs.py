"""Elements that say who wrote something, or when, by their class or an attribute of their own.

What publishing systems of all kinds call the name and the date of a post, a comment, an entry; nothing here is believed
yet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from tearsheet.remembered import remembered

__all__ = ["PAIRS", "SIGNING", "STAMPS", "TELLING", "Sign", "named_by", "sign_of"]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_AUTHOR = frozenset(
    "username nickname nick author autor autorin auteur autore poster postedby byline hnuser bigusername displayname "
    "membername creator commenter verfasser skribent forfatter kommentator yazar usuario utilisateur benutzer "
    "benutzername nutzername largeusername postername authorname commentauthor postauthor fn".split()
)
PAIRS = frozenset(
    {
        *(("user", second) for second in ("name", "link", "id", "url", "nick")),
        *((first, "name") for first in ("display", "member", "message", "poster", "profile", "screen", "commentator")),
        *((first, "by") for first in ("posted", "written", "submitted", "started", "asked", "answered")),
        ("member", "link"),
        ("profile", "link"),
        ("post", "user"),
        ("comment", "user"),
        ("topic", "user"),
    }
)
_NO_AUTHOR = frozenset(
    "avatar icon img image images photo picture badge badges count counts stats stat rank role roles bio about box "
    "card info details description title level group status signature online thumb popup tooltip menu list more other "
    "wrapper container follow button btn social meta".split()
)
_DATE = frozenset(
    "date datetime time timestamp timeago ago posted posttime postdate published pubdate created createdat age datum "
    "fecha uhrzeit zeit heure hora dateline relativetime reltime dt permalinkdate livestamp moment".split()
)
_NO_DATE = frozenset(
    "read reading expires expire event picker line zone joined join registered birth countdown runtime duration edited "
    "edit modified updated lastedit last table out timeline".split()
)
TELLING = _AUTHOR | _DATE | {"user"}
"""Parts of a name without one of which, or one of `PAIRS` behind the other, it says nothing."""
_SAYING = TELLING.union(first for first, _ in PAIRS)
_MOST_WORDS = 6
_LONGEST_CLASS = 120
STAMPS = ("datetime", "data-datetime", "data-time", "data-timestamp", "data-utime", "data-date", "ts", "title")
_SIGNATURES = ("data-author", "data-username", "data-user-name", "data-author-name", "data-poster", "author")
_CREATED = ("data-created", "data-created-at", "data-posted", "data-published", "data-post-time", "created-timestamp")
SIGNING = frozenset((*_SIGNATURES, *_CREATED))
"""Attributes that say who or when by themselves."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sign:
    """What an element says.

    Attributes:
        name: ``"author"`` or ``"date"``.
        value: what its attribute says; empty where its text does.
        attribute: that attribute; ``None`` where its text says it.
    """

    name: str
    value: str = ""
    attribute: str | None = None


def sign_of(tag: str, attributes: Mapping[str, str | None]) -> Sign | None:
    """What an element says of who or when, ``None`` for nothing.

    Args:
        tag: its local name.
        attributes: of the element.
    """
    names = attributes.get("class")
    name = named_by(names) if names else None
    if tag == "time" or (name is None and "-" in tag and "time" in tag):
        name = "date"
    if name == "date":
        for attribute in STAMPS:
            value = attributes.get(attribute)
            if value and _DIGIT.search(value):
                return Sign("date", value.strip(), attribute)
        return Sign("date")
    if name is not None:
        return Sign(name)
    if attributes.keys().isdisjoint(SIGNING):
        return None
    for attribute in _SIGNATURES:
        value = attributes.get(attribute)
        if value and value.strip():
            return Sign("author", value.strip(), attribute)
    for attribute in _CREATED:
        value = attributes.get(attribute)
        if value and _DIGIT.search(value):
            return Sign("date", value.strip(), attribute)
    return None


@remembered(20_000)
def named_by(names: str) -> str | None:
    """What class names say, ``"author"``, ``"date"`` or nothing; the cache only saves time."""
    if len(names) > _LONGEST_CLASS or _SAYING.isdisjoint(" ".join(_WORD.findall(names)).lower().split()):
        return None
    for name in names.split():
        said = _name_says(name)
        if said is not None:
            return said
    return None


@remembered(20_000)
def _name_says(name: str) -> str | None:
    """What one class name says; the cache only saves time."""
    words = [word.lower() for word in _WORD.findall(name)]
    if not words or len(words) > _MOST_WORDS:
        return None
    told = set(words)
    named = told & _AUTHOR or words == ["user"] or any(pair in PAIRS for pair in pairwise(words))
    if named and not told & _NO_AUTHOR:
        return "author"
    return "date" if told & _DATE and not told & _NO_DATE else None
