"""What a document's markup says about itself: its title, its ``meta`` and ``link`` elements, its embedded data.

https://html.spec.whatwg.org/multipage/semantics.html#document-metadata
"""

import re
from collections.abc import Mapping
from typing import Any

from tearsheet.page.address import origin, resolve
from tearsheet.page.block import Markup, Meta, Script, Unshown, make_meta
from tearsheet.page.place import Elements, make_place
from tearsheet.page.structured import Structured

__all__ = ["ASSIGNED", "LONGEST_DATA", "LONGEST_STATE", "MOST_DATA", "TELLING", "Declarations"]

ASSIGNED = re.compile(
    r"\s*(?:(?:var|let|const)\s+|window\.|self\.|globalThis\.)*(?P<name>\w+)"
    r"(?:\.push\(|\s*=\s*(?=[{\[])|(?<=__)\s*=\s*(?=\(?\s*function\b))"
)
_LONGEST_TITLE = 2000
LONGEST_DATA = 60_000
LONGEST_STATE = 1_000_000
MOST_DATA = 100
TELLING = (
    *("ection", "ublic", "ublish", "uthor", "hannel", "tags", "yline", "riter", "ub_date", "ubdate", "ubDate"),
    *("eadline", "eywords", "Tags"),
)
"""Parts of the names under which scripts tell of an article, the commonest first."""


class Declarations:
    """Gathers what a document declares, in document order.

    Attributes:
        base: address against which links are resolved: of the page, of its ``base`` element, or, for a page saved
            without its own, the canonical one.
        items: microdata properties and the like; see `Markup.items`.
        structured: things that attributes describe.
        signs: who and when, by names of elements; see `Markup.signs`.
        unshown: images that only a script puts into the page.
        metas: see `Markup.metas`, as for the next three.
        links: see there.
        scripts: see there.
        data: see there.
    """

    def __init__(self, url: str | None, elements: Elements) -> None:
        self.url = url
        self.base = url
        self.items: list[Meta] = []
        self.structured = Structured(elements)
        self.signs: list[Meta] = []
        self.unshown: list[Unshown] = []
        self._elements = elements
        self._based = False
        self._title: Meta | None = None
        self._language: Meta | None = None
        self.metas: list[Meta] = []
        self.links: list[Meta] = []
        self.scripts: list[Script] = []
        self.data: list[Script] = []

    def markup(self) -> Markup:
        """All that was gathered."""
        return Markup(
            title=self._title,
            language=self._language,
            base=self.base,
            metas=tuple(self.metas),
            links=tuple(self.links),
            items=tuple(self.items),
            scripts=tuple(self.scripts),
            scopes=tuple(self.structured.scopes),
            properties=tuple(sorted(self.structured.properties, key=lambda said: said.place.element)),
            data=tuple(self.data),
            signs=tuple(self.signs),
            unshown=tuple(self.unshown),
        )

    def root(self, attributes: Mapping[str, str | None], index: int) -> None:
        """The ``html`` element: its language."""
        language = (attributes.get("lang") or "").strip()
        if language and self._language is None:
            self._language = make_meta("lang", language, make_place("attribute", self._elements, index, "lang"))

    def title(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """The ``title`` of the document."""
        if self._title is None:
            value = " ".join(node.text(deep=True)[:_LONGEST_TITLE].split())
            if value:
                self._title = make_meta("title", value, make_place("element", self._elements, index))

    def meta(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A ``meta`` element with a name of any kind."""
        value = (attributes.get("content") or "").strip()
        if not value:
            return
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (attributes.get(key) or "").strip().lower()
            if name:
                place = make_place("attribute", self._elements, index, "content")
                self.metas.append(make_meta(name, value, place))
                if name == "og:url":
                    self.state_base(value)
                return

    def link(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A ``link`` element."""
        address = resolve(self.base, attributes.get("href"))
        name = (attributes.get("rel") or attributes.get("itemprop") or "").strip().lower()
        if address and name:
            self.links.append(make_meta(name, address, make_place("attribute", self._elements, index, "href")))
            if name == "canonical":
                self.state_base(address)

    def base_element(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A ``base`` element: later links are relative to the first that has an address."""
        if not self._based and "href" in attributes:
            self._based = True
            self.base = resolve(self.url, attributes.get("href")) or self.base

    def script(self, node: Any, attributes: Mapping[str, str | None], index: int) -> None:
        """A ``script`` whose content is data."""
        media = (attributes.get("type") or "").strip().lower()
        child = node.first_child
        text = child.text_content if child is not None else None
        if not text or text.isspace():
            return
        if "json" in media:
            kind = "json-ld" if "ld+json" in media else attributes.get("id") or media
        else:
            assigned = ASSIGNED.match(text)
            if assigned is None:
                self._note(text, index)
                return
            kind = assigned["name"]
        self.scripts.append(Script(kind, text, make_place("element", self._elements, index)))

    def _note(self, text: str, index: int) -> None:
        """Keep a script that assigns no data at its start, but may tell something on its way."""
        longest = LONGEST_STATE if '{"' in text else LONGEST_DATA
        if len(text) <= longest and len(self.data) < MOST_DATA and any(word in text for word in TELLING):
            self.data.append(Script("script", text, make_place("element", self._elements, index)))

    def state_base(self, address: str) -> None:
        """Take a stated address for the page's own: it mostly stands in the head, before the links it is good for."""
        if self.base is None and origin(address):
            self.base = address
