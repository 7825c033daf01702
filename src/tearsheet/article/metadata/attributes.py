"""The things that microdata, RDFa and microformats describe, in the form in which JSON-LD describes them.

HTML microdata to JSON: https://html.spec.whatwg.org/multipage/microdata.html#json.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tearsheet.article.metadata.jsonld import LISTED, Graph, Text, Thing, local, make_thing
from tearsheet.page.block import Markup
from tearsheet.page.place import Elements, make_place
from tearsheet.page.structured import Property, Scope

__all__ = ["read_attributes"]

_DEEPEST = 6
_HIGHEST = 400
_MOST_OF_ONE = 60
_MOST_INSIDE = 5_000
_FORMAT_TYPES = {"entry": "Article", "card": "Person"}


def read_attributes(
    markup: Markup, elements: Elements, beside: Callable[[int], bool] = lambda element: False
) -> dict[str, Graph]:
    """Read what a page's attributes describe.

    Args:
        markup: what was gathered from the page.
        elements: its elements.
        beside: whether an element stands beside the article, in a teaser or a comment; what it describes is listed.

    Returns:
        The things of each syntax: ``"microdata"``, ``"rdfa"``, ``"microformat"``.
    """
    graphs: dict[str, Graph] = {}
    for syntax in dict.fromkeys(scope.syntax for scope in markup.scopes):
        scopes = [scope for scope in markup.scopes if scope.syntax == syntax]
        properties = [said for said in markup.properties if said.syntax == syntax]
        graphs[syntax] = _graph(scopes, properties, elements, beside)
    return graphs


def _graph(
    scopes: Sequence[Scope], properties: Sequence[Property], elements: Elements, beside: Callable[[int], bool]
) -> Graph:
    by_element = {scope.element: scope for scope in scopes}
    owner = _Owners(elements.parent, by_element)
    own: dict[int, list[Property]] = defaultdict(list)
    inner: dict[int, str] = {}
    for said in properties:
        element = said.place.element
        if said.value is None:
            inner[element] = said.name
        own[owner.above(element)].append(said)
    _follow_references(scopes, properties, own, owner, elements)
    things: list[Thing] = []
    reader = _Reader(own, by_element)
    for scope in scopes:
        value = reader.value(scope, 0)
        name = inner.get(scope.element)
        listed = (name is not None and name.lower() in LISTED) or beside(scope.element)
        place = make_place("element", elements, scope.element)
        things.append(make_thing(value, _types(scope), place, listed))
    named = {scope.identity: thing for scope, thing in zip(scopes, things, strict=True) if scope.identity}
    return Graph(tuple(things), named)


class _Owners:
    """Finds the nearest described element above each element, walking no path twice."""

    def __init__(self, parents: Sequence[int], scopes: Mapping[int, Scope]) -> None:
        self._parents = parents
        self._scopes = scopes
        self._known: dict[int, int] = {}

    def above(self, element: int) -> int:
        """The nearest element above this one that describes a thing, -1 without one."""
        path: list[int] = []
        element = self._parents[element]
        while element >= 0 and element not in self._scopes and element not in self._known:
            path.append(element)
            element = self._parents[element]
        found = element if element < 0 or element in self._scopes else self._known[element]
        self._known.update(dict.fromkeys(path, found))
        return found


def _follow_references(
    scopes: Sequence[Scope],
    properties: Sequence[Property],
    own: dict[int, list[Property]],
    owner: _Owners,
    elements: Elements,
) -> None:
    """Add what ``itemref`` says: properties below an element elsewhere that no other thing holds."""
    wanted = {name: scope for scope in scopes for name in scope.references}
    if not wanted:
        return
    named = {last: i for i, names in enumerate(elements.names) if (last := names.rpartition(" ")[2]) in wanted}
    for name, scope in wanted.items():
        root = named.get(name)
        if root is None:
            continue
        free = owner.above(root)
        for said in properties:
            element = said.place.element
            if owner.above(element) == free and said not in own[scope.element]:
                for _ in range(_HIGHEST):
                    if element <= root:
                        break
                    element = elements.parent[element]
                if element == root:
                    own[scope.element].append(said)


def _types(scope: Scope) -> frozenset[str]:
    written = _FORMAT_TYPES.get(scope.types, scope.types)
    return frozenset(last for name in written.split()[:10] if (last := local(name.rstrip("/")).lower()))


class _Reader:
    """Puts things together, up to a bounded number of them: references may lead in circles."""

    def __init__(self, own: Mapping[int, Sequence[Property]], scopes: Mapping[int, Scope]) -> None:
        self._own = own
        self._scopes = scopes
        self._left = _MOST_INSIDE

    def value(self, scope: Scope, depth: int) -> dict[str, Any]:
        """The properties of a thing, values in lists; the things inside it as objects."""
        values: dict[str, Any] = {}
        if types := sorted(_types(scope)):
            values["@type"] = types
        if scope.identity:
            values["@id"] = scope.identity
        for said in self._own.get(scope.element, ()):
            held = values.setdefault(said.name, [])
            if not isinstance(held, list) or len(held) >= _MOST_OF_ONE:
                continue
            if said.value is None:
                inside = self._scopes.get(said.place.element)
                if inside is not None and depth < _DEEPEST and self._left > 0:
                    self._left -= 1
                    held.append(self.value(inside, depth + 1))
            elif said.value:
                text = Text(said.value)
                text.place = said.place
                held.append(text)
        return values
