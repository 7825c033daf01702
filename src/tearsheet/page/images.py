"""Images among the runs of text: those that a page shows, and those that only a script puts into it."""

from collections.abc import Mapping
from typing import Any

from tearsheet.page.address import resolve
from tearsheet.page.block import Kind, Meta, Unshown, make_block, make_meta, make_picture
from tearsheet.page.captionattributes import caption_attributes
from tearsheet.page.declarations import Declarations
from tearsheet.page.picture import best_candidate, picture_address, pixels, unshown_address
from tearsheet.page.place import Elements, make_place
from tearsheet.page.runs import Leave, Runs

__all__ = ["SMALL_ICON", "Attributes", "Images"]

Attributes = Mapping[str, str | None]
"""Of an element, by their lower-case names."""

SMALL_ICON = 32
_CAPTION_LEVELS = 5
_DESCRIPTIONS = ("alt", "data-alt", "data-alt-text")
_MOST_UNSHOWN = 500


class Images(Runs):
    """Runs of text with the images among them.

    Attributes:
        said: what the document declares, for the base of its addresses.
        figure: index of the ``figure`` around the run, -1 without one.
        sources: the best candidates of the open ``picture``.
        link: target of the open link.
        noscript: how many ``noscript`` elements are open.
        captioned: captions and credits in attributes, by element.
    """

    def __init__(self, elements: Elements, said: Declarations) -> None:
        super().__init__(elements)
        self.said = said
        self.figure = -1
        self.sources: list[str] = []
        self.link: str | None = None
        self.noscript = 0
        self.captioned: dict[int, tuple[Meta, ...]] = {}

    def open_picture(self) -> Leave:
        """Open a ``picture``: its sources belong to the image inside."""
        outer, self.sources = self.sources, []
        return self._close_picture, outer

    def _close_picture(self, outer: list[str]) -> None:
        self.sources = outer

    def image(self, node: Any, attributes: Attributes, index: int) -> None:
        """An ``img``: a Block of its own behind the run it stands in, or the text of an emoji."""
        description = " ".join((attributes.get("alt") or "").split()) or None
        width, height = pixels(attributes.get("width")), pixels(attributes.get("height"))
        small = (width or 1000) <= SMALL_ICON and (height or 1000) <= SMALL_ICON
        if small or "emoji" in self.elements.names[index].lower():
            if description and len(description) <= 4 and self.length:
                self.add_text(description)
            return
        written = picture_address(attributes, self.sources)
        address = resolve(self.said.base, written)
        if address is None:
            self.unshown("img", attributes, index)
            return
        where = self.waiting if self.length else self.blocks
        if self.noscript and where and where[-1].kind is Kind.IMAGE:
            previous = where[-1].picture
            if previous is not None and previous.address.partition("?")[0] == address.partition("?")[0]:
                return
        where.append(
            make_block(
                "",
                Kind.IMAGE,
                make_place("element", self.elements, index),
                0,
                None,
                (),
                (),
                make_picture(address, description, width, height, self.link or None, self.figure, self.told_of(index)),
                index,
                # The run being gathered, and what waits for it, come first.
                len(self.blocks) + (1 + len(self.waiting) if self.length else 0),
            )
        )

    def unshown(self, tag: str, attributes: Attributes, index: int) -> None:
        """Note the image that a script makes of an element."""
        address = resolve(self.said.base, unshown_address(tag, attributes))
        if address is None or len(self.said.unshown) >= _MOST_UNSHOWN:
            return
        description = next((given for name in _DESCRIPTIONS if (given := attributes.get(name))), "")
        width, height = (pixels(attributes.get(name) or attributes.get(f"data-{name}")) for name in ("width", "height"))
        picture = make_picture(
            address,
            " ".join(description.split()) or None,
            width,
            height,
            self.link or None,
            self.figure,
            self.told_of(index),
        )
        before = len(self.blocks) + (1 if self.length else 0)
        self.said.unshown.append(Unshown(picture, make_place("element", self.elements, index), before))

    def note_captions(self, attributes: Attributes, index: int) -> None:
        """Note what attributes say of the image in an element."""
        told = caption_attributes(attributes)
        if told:
            self.captioned[index] = tuple(
                make_meta(kind, value, make_place("attribute", self.elements, index, name))
                for kind, (name, value) in told.items()
            )

    def told_of(self, index: int) -> tuple[Meta, ...]:
        """What attributes of an image and of the elements around it say of it, the nearest first."""
        if not self.captioned:
            return ()
        found: dict[str, Meta] = {}
        element = index
        for _ in range(_CAPTION_LEVELS):
            if element < 0:
                break
            for told in self.captioned.get(element, ()):
                found.setdefault(told.name, told)
            element = self.elements.parent[element]
        return tuple(found.values())

    def source(self, node: Any, attributes: Attributes, index: int) -> None:
        """A ``source`` of a ``picture``."""
        srcset = attributes.get("srcset") or attributes.get("data-srcset")
        if srcset and (address := best_candidate(srcset)):
            self.sources.append(address)
