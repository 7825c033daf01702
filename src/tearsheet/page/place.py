"""Where in a capture a piece stands.

Selectors follow CSS Selectors Level 4 (https://www.w3.org/TR/selectors-4/), pointers into embedded data JSON Pointer
(https://www.rfc-editor.org/rfc/rfc6901).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tearsheet.making import maker
from tearsheet.native import recordloops

__all__ = ["COMMON_TAGS", "Elements", "Place", "make_place", "make_span"]

_PLAIN_TAG = re.compile(r"[a-z][a-z0-9-]*\Z")

COMMON_TAGS = frozenset(
    "a article aside b blockquote dd div dl dt em figcaption figure footer form h1 h2 h3 h4 h5 h6 header i img li main "
    "nav ol p pre section small span strong table tbody td th thead time tr ul".split()
)
"""Tags whose step in a selector is told by their place among their siblings alone, wherever they stand."""

_KEPT_SELECTORS = 500
"""Selectors that are kept for those of the elements below."""


class Elements:
    """The elements of a document as parallel lists, in document order, parents before their children.

    Attributes:
        tag: local name of each element.
        parent: index of the parent element, -1 for the root.
        nth: position among the element's sibling elements, counted from 1.
        names: class and id of each element as written, separated by spaces.
        role: ARIA role and itemtype/itemprop words of each element, lower case.
        instructed: elements with a processing instruction among their children.
        languages: the ``lang`` of the elements that have one, as written.
    """

    __slots__ = ("_selectors", "instructed", "languages", "names", "nth", "parent", "role", "tag")

    def __init__(self) -> None:
        self.tag: list[str] = []
        self.parent: list[int] = []
        self.nth: list[int] = []
        self.names: list[str] = []
        self.role: list[str] = []
        self.instructed: set[int] = set()
        self.languages: dict[int, str] = {}
        self._selectors: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.tag)

    def add(self, tag: str, parent: int, nth: int, names: str = "", role: str = "") -> int:
        """Append an element and return its index."""
        self.tag.append(tag)
        self.parent.append(parent)
        self.nth.append(nth)
        self.names.append(names)
        self.role.append(role)
        return len(self.tag) - 1

    def selector(self, index: int) -> str:
        """CSS selector that finds element ``index``, and it alone, in the document it was read from."""
        if recordloops is not None:
            found: str = recordloops.selector(self, index, COMMON_TAGS, _KEPT_SELECTORS)
            return found
        # What is asked for one after the other mostly shares its ancestors.
        known = self._selectors
        chain: list[int] = []
        while index >= 0 and index not in known:
            chain.append(index)
            index = self.parent[index]
        selector = known[index] if index >= 0 else ""
        if len(known) > _KEPT_SELECTORS:
            known = self._selectors = {}
        for index in reversed(chain):
            selector += f" > {self.step(index)}" if selector else self.step(index)
            known[index] = selector
        return selector

    def step(self, index: int) -> str:
        """The part of a selector that tells an element from its siblings."""
        tag = self.tag[index]
        parent = self.parent[index]
        if tag in COMMON_TAGS and parent >= 0 and not self.instructed:
            return f"{tag}:nth-child({self.nth[index]})"
        plain = tag if _PLAIN_TAG.match(tag) else ""
        if parent < 0:
            return plain or ":root"
        if tag in ("head", "body") and self.tag[parent] == "html":
            return tag
        if plain and parent in self.instructed:
            # Engines do not agree whether a processing instruction counts as a child.
            siblings = zip(self.parent[parent + 1 : index + 1], self.tag[parent + 1 : index + 1], strict=True)
            return f"{plain}:nth-of-type({sum(sibling == (parent, tag) for sibling in siblings)})"
        return f"{plain}:nth-child({self.nth[index]})"

    def steps(self, indices: Iterable[int]) -> list[str]:
        """What `step` says of many elements, in half the time."""
        if self.instructed:
            return list(map(self.step, indices))
        tag, nth, parent = self.tag, self.nth, self.parent
        return [
            f"{tag[index]}:nth-child({nth[index]})"
            if tag[index] in COMMON_TAGS and parent[index] >= 0
            else self.step(index)
            for index in indices
        ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece stands: in an element, in an attribute, in embedded data, in a span of text, or in the address.

    Attributes:
        kind: ``"element"``, ``"attribute"``, ``"data"`` (embedded JSON), ``"span"`` or ``"address"``.
        attribute: name of the attribute, for ``"attribute"``.
        pointer: JSON Pointer into the embedded data, for ``"data"``.
        start: first character of the span, an index into the text as decoded, for ``"span"``.
        end: the character after the span's last.
    """

    kind: str
    elements: Elements | None = field(default=None, repr=False, compare=False)
    element: int = -1
    attribute: str | None = None
    pointer: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def selector(self) -> str | None:
        """CSS selector of the element, ``None`` for a span of text or the address."""
        if self.elements is None or self.element < 0:
            return None
        return self.elements.selector(self.element)

    def to_dict(self) -> dict[str, Any]:
        """The place as plain values, without what does not apply."""
        values = {
            "kind": self.kind,
            "selector": self.selector,
            "attribute": self.attribute,
            "pointer": self.pointer,
            "start": self.start,
            "end": self.end,
        }
        return {key: value for key, value in values.items() if value is not None}

    def __str__(self) -> str:
        if self.kind == "span":
            return f"{self.start}..{self.end}"
        if self.kind == "address":
            return "address"
        suffix = {"attribute": f"[{self.attribute}]", "data": f" {self.pointer}"}.get(self.kind, "")
        return f"{self.selector}{suffix}"


make_place = maker(Place)
"""As `Place`, but faster."""


def make_span(start: int, end: int) -> Place:
    """The place of a span of text."""
    return make_place("span", None, -1, None, None, start, end)
