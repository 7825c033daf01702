"""What elements of the body say about the page: microdata properties, author links, times, addresses and signs.

Their value may be the text inside, so that it is known when the element is left.
"""

from collections.abc import Callable, Iterator, Sequence

from tearsheet.page.block import make_meta
from tearsheet.page.images import Attributes, Images
from tearsheet.page.place import make_place
from tearsheet.page.signs import sign_of

__all__ = ["LONGEST_SIGN", "MAX_SIGNS", "watch"]

_WATCHED_PROPERTIES = frozenset(
    """
    headline name author creator datepublished datemodified datecreated dateline description articlesection keywords
    publisher copyrightholder about caption text contenturl image url uploaddate
    """.split()
)
_STORY_ADDRESSES = (
    "data-url",
    "data-href",
    "data-permalink",
    "data-canonical-url",
    "data-canonical",
    "data-article-url",
    "data-story-url",
    "data-page-url",
)
"""Attributes in which an ``article`` element tells its address."""
_MAX_ITEM_LENGTH = 300
_MAX_ITEMS = 500
MAX_SIGNS = 2_000
LONGEST_SIGN = 120


def _story(runs: Images, attributes: Attributes, index: int) -> None:
    """Note the address that an ``article`` element gives of itself."""
    for attribute in _STORY_ADDRESSES:
        address = (attributes.get(attribute) or "").strip()
        if address and len(runs.said.items) < _MAX_ITEMS:
            place = make_place("attribute", runs.elements, index, attribute)
            runs.said.items.append(make_meta("data-url", address[:_MAX_ITEM_LENGTH], place))
            return


def watch(
    runs: Images, tag: str, attributes: Attributes, index: int, told: Sequence[tuple[str, str]]
) -> Callable[[], None] | None:
    """Note what an element says.

    Args:
        runs: the text around it.
        tag: its local name.
        attributes: of the element.
        index: its number among the page's elements.
        told: properties of things whose value is the text inside.

    Returns:
        What to call when the element is left, if its text says something.
    """
    said = runs.said
    names = []
    itemprop = attributes.get("itemprop") or attributes.get("property")
    if itemprop:
        names = [name for name in itemprop.lower().split() if name.rpartition(":")[2] in _WATCHED_PROPERTIES]
    if tag == "time":
        names.append("time")
    elif tag == "address":
        names.append("address")
    rel = attributes.get("rel")
    if rel and "author" in rel.lower().split():
        names.append("rel:author")
    if tag == "article":
        _story(runs, attributes, index)
    if len(said.items) >= _MAX_ITEMS:
        names = []
    if names and (given := next(_given(attributes), None)) is not None:
        attribute, value = given
        place = make_place("attribute", runs.elements, index, attribute)
        said.items.extend(make_meta(name, value.strip()[:_MAX_ITEM_LENGTH], place) for name in names)
        names = []
    sign = sign_of(tag, attributes) if len(said.signs) < MAX_SIGNS else None
    if sign is not None and sign.attribute is not None:
        place = make_place("attribute", runs.elements, index, sign.attribute)
        said.signs.append(make_meta(sign.name, sign.value[:LONGEST_SIGN], place))
        sign = None
    if not names and not told and sign is None:
        return None
    first, start = len(runs.blocks), runs.length
    position = len(said.items)

    def finish() -> None:
        if len(runs.blocks) > first + 4:
            return
        new = runs.blocks[first:]
        parts = [block.text for block in new]
        if new:
            parts[0] = parts[0][start:]
            parts.append("".join(runs.pieces))
        else:
            parts = ["".join(runs.pieces)[start:]]
        value = " ".join(" ".join(parts).split())
        if not value:
            return
        if told:
            said.structured.close(told, value, index)
        if sign is not None and len(value) <= LONGEST_SIGN:
            said.signs.append(make_meta(sign.name, value, make_place("element", runs.elements, index)))
        if names and len(value) <= _MAX_ITEM_LENGTH:
            place = make_place("element", runs.elements, index)
            said.items[position:position] = [make_meta(name, value, place) for name in names]

    return finish


def _given(attributes: Attributes) -> Iterator[tuple[str, str]]:
    """The attributes that give a property's value, those that say something."""
    for attribute in ("content", "datetime"):
        value = attributes.get(attribute)
        if value and value.strip():
            yield attribute, value
