"""Who may read the article: everybody, or those who register or pay.

Paywalled content in schema.org, as search engines read it (https://schema.org/isAccessibleForFree,
https://developers.google.com/search/docs/appearance/structured-data/paywalled-content), content tiers
(``article:content_tier``), names of elements, and what a reader is told.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tearsheet.article.article import Access
from tearsheet.article.metadata.blocklists import of_roles
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.jsonld import Thing, make_thing, spelled
from tearsheet.article.metadata.paywords import says_free, says_paid, wall_of
from tearsheet.page.block import Block
from tearsheet.page.place import make_place
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.remembered import remembered

__all__ = ["find_access"]

_META = re.compile(
    r"(?:\A|[:._-])(?:content[_-]?tier|pay-?wall(?:ed)?|(?:is[_-]?)?premium|access(?:[_-]?(?:rights|level|type|status))?|"
    r"accessrights|subscription(?:[_-]?(?:required|level|type))?|is[_-]?paid|paid|free|is[_-]?free|content[_-]?access)\Z"
)
_NOT_OF_ACCESS = re.compile(r"user|token|client|app-|viewport|google|(?<![a-z])adv?(?![a-z])")
_VALUES = {
    Access.FREE: "free open public unlocked none no false 0 gratis gratuit libre kostenlos frei free-access",
    Access.METERED: "metered meter metered-access freemium",
    Access.REGISTRATION: "registration register registered registerwall regwall login",
    Access.SUBSCRIPTION: "subscription subscribers subscriber subscriber-only locked paid premium plus abo payant",
    Access.RESTRICTED: "restricted yes true 1 required closed limited paywall paywalled",
}
_MEANS = {word: access for access, words in _VALUES.items() for word in words.split()}
_WALL = re.compile(
    r"(?<![a-z])(?:pay-?wall|reg(?:istration)?-?wall|pay-?gate|premium-?(?:wall|overlay|teaser|barrier)|subscri\w{1,6}-?wall|"
    r"article-?(?:gate|barrier|locked)|content-?gate|piano-?(?:offer|inline|container)|meter-?(?:wall|banner))(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LEVELS = 5
_BEFORE_TITLE, _AFTER_TITLE = 4, 6
_AFTER_TEXT = 15
_MOST = 8
_SURE_TEXT = 0.9
_SHORTEST, _LONGEST = 6, 400
_OTHERS = frozenset({Role.RELATED, Role.FEED, Role.COMMENTS})
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def find_access(declared: Declared) -> tuple[Access | None, list[Clue], list[Clue]]:
    """Who may read the article, what speaks for it, and what of that was used; ``None`` where nothing tells.

    What is declared for the page settles whether it is free; how it is closed is told by the finest of what agrees.
    Words alone settle it where nothing is declared.
    """
    stated = [*_of_data(declared), *_of_metas(declared)]
    seen = list(_seen(declared))
    clues = [clue for _, clue in (*stated, *seen)]
    if not stated:
        return _finest(seen, seen, clues)
    if stated[0][0] is Access.FREE:
        # A page whose parts differ is closed where one is; the data of the whole comes first.
        return Access.FREE, clues, [clue for access, clue in stated if access is Access.FREE]
    return _finest([found for found in stated if found[0] is not Access.FREE], seen, clues)


def _finest(
    found: Sequence[tuple[Access, Clue]], seen: Sequence[tuple[Access, Clue]], clues: list[Clue]
) -> tuple[Access | None, list[Clue], list[Clue]]:
    """The finest of what closes the page: how it is closed, where that is told."""
    closed = [*found, *(one for one in seen if one not in found and one[0] is not Access.FREE)]
    for access in (Access.METERED, Access.SUBSCRIPTION, Access.REGISTRATION, Access.RESTRICTED):
        used = [clue for other, clue in closed if other is access]
        if used:
            first = [clue for other, clue in found if other is not access and other is not Access.FREE]
            return access, clues, [*used, *first]
    used = [clue for access, clue in found if access is Access.FREE]
    return (Access.FREE if used else None), clues, used


def _of_data(declared: Declared) -> Iterator[tuple[Access, Clue]]:
    """What embedded data and attributes say of the article, closed parts first."""
    things = [("json-ld", declared.main), ("json-ld page", declared.webpage), *declared.others]
    found: list[tuple[Access, Clue]] = []
    for kind, thing in things:
        if thing is None:
            continue
        for part in _parts(thing):
            free = _truth(part, "isAccessibleForFree")
            if free is False:
                clue = _clue(part, "isAccessibleForFree", f"{kind} hasPart isAccessibleForFree")
                found.insert(0, (Access.RESTRICTED, clue))
        free = _truth(thing, "isAccessibleForFree")
        if free is not None:
            access = Access.FREE if free else Access.RESTRICTED
            found.append((access, _clue(thing, "isAccessibleForFree", f"{kind} isAccessibleForFree")))
    yield from found


def _parts(thing: Thing) -> list[Thing]:
    """The parts of a page that data describes apart, such as the text behind a wall."""
    key = spelled(thing.value, "hasPart")
    parts = thing.value[key] if key is not None else None
    place = thing.place
    listed = parts if isinstance(parts, list) else [parts]
    return [
        make_thing(
            part,
            frozenset(),
            make_place(
                place.kind,
                place.elements,
                place.element,
                None,
                f"{place.pointer or ''}/{key}" + (f"/{i}" if isinstance(parts, list) else ""),
            ),
        )
        for i, part in enumerate(listed[:_MOST])
        if isinstance(part, dict) and _names_an_element(part)
    ]


def _names_an_element(part: dict[str, Any]) -> bool:
    """Whether the part is of this page: others of a series are parts, too."""
    return any(isinstance(key, str) and key.lower().endswith("cssselector") for key in part)


def _truth(thing: Thing, key: str) -> bool | None:
    held = spelled(thing.value, key)
    value = thing.value[held] if held is not None else None
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value", value.get("@id"))
    if isinstance(value, bool):
        return value
    word = str(value).strip().rsplit("/", 1)[-1].casefold() if value is not None else ""
    return True if word in _TRUE else False if word in _FALSE else None


def _clue(thing: Thing, key: str, kind: str) -> Clue:
    held = spelled(thing.value, key) or key
    place = thing.place
    raw = str(thing.value.get(held))[:60]
    return make_clue(
        f"{key}: {raw}",
        raw,
        kind,
        make_place(place.kind, place.elements, place.element, None, f"{place.pointer or ''}/{held}"),
    )


def _of_metas(declared: Declared) -> Iterator[tuple[Access, Clue]]:
    """What ``meta`` elements say; the tier of a content first."""
    names = [name for name in declared.metas if _is_of_access(name)]
    names.sort(key=lambda name: (not name.endswith("content_tier"), name))
    for name in names:
        for clue in list(declared.meta(name))[:2]:
            access = _MEANS.get(clue.text.casefold())
            if access is None:
                continue
            if re.search(r"(?:is[_-]?)?free\Z", name) and access in (Access.FREE, Access.RESTRICTED):
                # "free: false" closes the page.
                access = Access.RESTRICTED if clue.text.casefold() in _FALSE else Access.FREE
            yield access, make_clue(clue.text, clue.raw, "meta content tier", clue.place)


@remembered(2_000)
def _is_of_access(name: str) -> bool:
    """Whether a ``meta`` element's name says that it is about who may read."""
    return _META.search(name[:80]) is not None and _NOT_OF_ACCESS.search(name) is None


def _seen(declared: Declared) -> Iterator[tuple[Access, Clue]]:
    """What a reader is told around the article: labels by the title, sentences where the text ends."""
    blocks = declared.blocks
    title = next((b.block for b in declared.with_role(Role.TITLE)), None)
    body = [b.block for b in of_roles(blocks, BODY_ROLES) if b.text]
    if title is None and not body:
        return
    start = title if title is not None else body[0]
    stop = max((body[-1] if body else start) + _AFTER_TEXT, start + _AFTER_TITLE)
    found = 0
    for block in blocks[max(0, start - _BEFORE_TITLE) : stop]:
        if found >= _MOST:
            return
        access, kind = _told(declared, block, start)
        if access is not None:
            found += 1
            yield access, make_clue(block.text[:300], block.text[:300], kind, block.place)


def _told(declared: Declared, block: Block, title: int) -> tuple[Access | None, str]:
    text = block.text
    near = title - _BEFORE_TITLE <= block.block <= title + _AFTER_TITLE
    if near and says_free(text):
        return Access.FREE, "visible access label"
    if near and says_paid(text, linked=bool(block.links) or block.role is Role.NAVIGATION):
        return Access.SUBSCRIPTION, "visible access label"
    sure = block.role in _OTHERS or (block.role in BODY_ROLES and (block.probability or 0.0) >= _SURE_TEXT)
    if sure or not _SHORTEST <= len(text) <= _LONGEST:
        # An article may be about subscriptions.
        return None, ""
    told = wall_of(text)
    if told is None:
        return None, ""
    return told, "visible wall" if _in_wall(declared, block) else "visible access wording"


def _in_wall(declared: Declared, block: Block) -> bool:
    names = declared.names_of(block.element, _LEVELS)
    return _WALL.search(_CAMEL.sub("-", names[:400]).lower()) is not None
