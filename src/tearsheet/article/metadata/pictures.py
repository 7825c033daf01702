"""The images that a page declares as its own, and what it says about them.

Open Graph (https://ogp.me/), schema.org (https://schema.org/ImageObject) and the meta names of publishing systems.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tearsheet.article.metadata.canonical import absolute
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.jsonld import Thing, sayings
from tearsheet.page.place import Place

__all__ = ["DeclaredPicture", "declared_images"]

_MOST_IMAGES = 20
_MOST_OBJECTS = 100
_LONGEST_CREDIT = 200
_ADDRESS = ("contentUrl", "ContentUrl", "url", "@id")
_CREDIT = ("creditText", "photographer", "creator", "author", "copyrightHolder", "copyrightNotice")


@dataclass(frozen=True, slots=True)
class DeclaredPicture:
    """An image as a page declares it.

    Attributes:
        address: absolute address.
        own: whether the page names it as its own; otherwise it only says something about it.
        caption: what it shows.
        credit: who made or supplies it.
        place: where the address stands.
        caption_place: where the caption stands.
        credit_place: where the credit stands.
    """

    address: str
    own: bool = True
    caption: str | None = None
    credit: str | None = None
    place: Place | None = None
    caption_place: Place | None = None
    credit_place: Place | None = None


def declared_images(declared: Declared) -> tuple[tuple[DeclaredPicture, ...], list[Clue]]:
    """The images that the page names as its own, the likeliest first, then others that it describes, each once."""
    clues = [
        *declared.meta("og:image", "og:image:url", "og:image:secure_url"),
        *_images(declared),
        *declared.meta("twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full"),
        *(make_clue(m.value, m.value, "link image_src", m.place) for m in declared.links.get("image_src", ())),
    ]
    base = declared.page.markup.base or declared.url
    found: dict[str, DeclaredPicture] = {}
    for clue in clues[:60]:
        address = absolute(base, clue.text)
        if address and address not in found and len(found) < _MOST_IMAGES:
            found[address] = DeclaredPicture(address, place=clue.place)
    for described in _described(declared, base):
        known = found.get(described.address)
        if known is None:
            found[described.address] = described
        elif known.caption is None and known.credit is None:
            found[described.address] = replace(described, own=known.own, place=known.place)
    return tuple(found.values()), clues


def _images(declared: Declared) -> list[Clue]:
    if declared.main is None:
        return []
    return [
        make_clue(saying.text, saying.raw, f"json-ld {key}", saying.place)
        for key in ("image", "thumbnailUrl")
        for saying in sayings(declared.main, key, inner=("contentUrl", "url", "@id"), graph=declared.graph)
    ]


def _described(declared: Declared, base: str | None) -> Iterator[DeclaredPicture]:
    """The image objects of embedded data that say more than an address."""
    objects = [thing for thing in declared.graph.things if "imageobject" in thing.types][:_MOST_OBJECTS]
    for thing in objects:
        address = next((absolute(base, text) for text, _ in _texts(thing, _ADDRESS, declared) if text), None)
        caption, caption_place = next(_texts(thing, ("caption", "description"), declared), (None, None))
        credit, credit_place = next(_texts(thing, _CREDIT, declared), (None, None))
        if address and (caption or credit):
            if credit and len(credit) > _LONGEST_CREDIT:
                credit, credit_place = None, None
            yield DeclaredPicture(
                address, False, caption, credit, thing.place, caption_place if caption else None, credit_place
            )


def _texts(thing: Thing, keys: tuple[str, ...], declared: Declared) -> Iterator[tuple[str, Place]]:
    """What a thing says under any of these properties, in their order."""
    for key in keys:
        for saying in sayings(thing, key, inner=("@value", "name"), graph=declared.graph):
            yield saying.text, saying.place
