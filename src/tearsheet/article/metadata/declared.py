"""Everything a page declares about itself, read once and looked up by every field's module."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tearsheet.article.article import Evidence
from tearsheet.article.metadata.attributes import read_attributes
from tearsheet.article.metadata.blocklists import of_kind, of_role
from tearsheet.article.metadata.islands import layer_things, state_thing
from tearsheet.article.metadata.jsonld import Graph, Thing, read_graph, sayings
from tearsheet.article.metadata.mainthing import main_thing, twins
from tearsheet.article.metadata.metanames import WRITTEN_BY, find_alike
from tearsheet.article.metadata.stems import finder
from tearsheet.article.metadata.wording import clean
from tearsheet.making import maker
from tearsheet.native import clueloops
from tearsheet.page.block import Block, Kind, Meta, Page
from tearsheet.page.place import Elements, Place
from tearsheet.page.role import Role
from tearsheet.remembered import remembered

__all__ = ["Clue", "Declared", "declare", "evidence", "make_clue", "reworded"]

_ASIDE = re.compile(
    r"comment|related|recommend|promo|teaser|sidebar|footer|newsletter|widget|carousel|most-?(?:read|popular)|breadcrumb"
)
_MAY_BE_ASIDE = finder(
    "comment related recommend promo teaser sidebar footer newsletter widget carousel most breadcrumb"
)
_MOST_EVIDENCE = 50
_MOST = 200
"""How many elements of one name are heard."""

_PREFIXES = ("prism:", "dc:", "dcterms:")
"""Vocabularies whose names are written with a dot or a colon."""
_HIGHEST = 40
"""How many ancestors are asked before an element counts as the article's own."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that a page says about a field, before anything is decided.

    Attributes:
        text: what it says, cleaned.
        raw: what stands in the capture.
        kind: what exactly it was found in, such as ``"json-ld headline"``; reliability is measured for each kind.
        place: where it stands.
        subject: the object of embedded data whose name it is, such as a person with its type and address.
    """

    text: str
    raw: str
    kind: str
    place: Place
    subject: Mapping[str, Any] | None = field(default=None, repr=False, compare=False)

    @property
    def source(self) -> str:
        """The kind of place, for `Evidence`."""
        return self.kind.partition(" ")[0]


make_clue = maker(Clue)
"""As `Clue`, but faster."""
_make_evidence = maker(Evidence)


def reworded(clue: Clue, text: str, kind: str | None = None) -> Clue:
    """The clue with another text, and with another kind where one is given."""
    return make_clue(text, clue.raw, kind or clue.kind, clue.place, clue.subject)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page declares about itself.

    Attributes:
        page: the page.
        blocks: its Blocks with their roles, where those are decided.
        metas: ``meta`` elements by lower-case name.
        items: microdata properties and the like by name.
        links: ``link`` elements by rel.
        graph: embedded data.
        main: the thing that the page is about.
        webpage: the thing that describes the page itself.
        others: what else describes the page's own article, each with the start of its kinds: ``"json-ld twin"``,
            ``"microdata article"``, ``"rdfa article"``, ``"microformat article"``, ``"data state"``, ``"data layer"``,
            ``"data loose"``.
        described: the things that attributes describe, by syntax: ``"microdata"``, ``"rdfa"``, ``"microformat"``.
    """

    page: Page
    blocks: Sequence[Block] = field(repr=False)
    metas: Mapping[str, tuple[Meta, ...]] = field(repr=False)
    items: Mapping[str, tuple[Meta, ...]] = field(repr=False)
    links: Mapping[str, tuple[Meta, ...]] = field(repr=False)
    graph: Graph = field(repr=False)
    main: Thing | None = None
    webpage: Thing | None = None
    others: tuple[tuple[str, Thing], ...] = ()
    described: Mapping[str, Graph] = field(default_factory=dict, repr=False)

    @property
    def url(self) -> str | None:
        """The address that the page was captured from."""
        return self.page.capture.url

    def meta(self, *names: str) -> list[Clue]:
        """What the ``meta`` elements of these names say, in the order of the names."""
        metas = self.metas
        return [
            make_clue(text, meta.value, f"meta {name}", meta.place)
            for name in names
            if name in metas
            for meta in metas[name][:_MOST]
            if (text := clean(meta.value))
        ]

    def item(self, *names: str) -> Iterator[Clue]:
        """What microdata properties and the like of these names say, those of teasers and comments left out."""
        for name in names:
            for meta in self.items.get(name, ())[:_MOST]:
                if (text := clean(meta.value)) and not self.aside(meta.place.element):
                    yield make_clue(text, meta.value, f"microdata {name}", meta.place)

    def said(self, *keys: str, thing: Thing | None = None, kind: str = "json-ld") -> list[Clue]:
        """What embedded data says of the main thing (or of ``thing``) under these properties."""
        subject = thing or self.main
        if subject is None:
            return []
        graph = self.graph
        return [
            make_clue(saying.text, saying.raw, f"{kind} {key}", saying.place, saying.subject)
            for key in keys
            for saying in sayings(subject, key, graph=graph)
        ]

    def told(self, *keys: str, among: Sequence[str] = ()) -> list[Clue]:
        """What everything else that describes the page's own article says under these properties of schema.org.

        Args:
            keys: names of properties.
            among: of `others` those whose kinds start so; all when empty.
        """
        found: list[Clue] = []
        for kind, thing in self.others:
            if not among or kind in among:
                found += self.said(*keys, thing=thing, kind=kind)
        return found

    def labelled(self, labels: re.Pattern[str] = WRITTEN_BY) -> Iterator[Clue]:
        """What ``twitter:data1`` and the like say where their label, such as "Written by", matches."""
        for number in ("1", "2", "3"):
            label = next(iter(self.metas.get(f"twitter:label{number}", ())), None)
            if label is not None and labels.search(clean(label.value)[:80]):
                for clue in self.meta(f"twitter:data{number}"):
                    yield make_clue(clue.text, clue.raw, "meta twitter:data", clue.place)

    def alike(self, *keys: str) -> Iterator[Clue]:
        """What ``meta`` elements of a publisher's own names say that mean these properties of schema.org.

        Names that the fields know are left out; ``content_authors``, for example, means ``"author"``.
        """
        names = find_alike(self.metas)
        for key in keys:
            for name in names.get(key, ()):
                for clue in self.meta(name):
                    yield make_clue(clue.text, clue.raw, f"meta like {key}", clue.place)

    def with_role(self, role: Role) -> Iterator[Block]:
        """The Blocks that have a role, in reading order."""
        return iter(of_role(self.blocks, role))

    def aside(self, element: int) -> bool:
        """Whether an element stands in a comment, a teaser, a footer or another thing beside the article."""
        return _aside(self.page.elements, element)

    def names_of(self, element: int, levels: int = 1) -> str:
        """Class, id and item names of an element and its nearest ancestors."""
        elements = self.page.elements
        names, roles = elements.names, elements.role
        found: list[str] = []
        for _ in range(levels):
            if element < 0 or element >= len(names):
                break
            found.append(f"{names[element]} {roles[element]}")
            element = elements.parent[element]
        return " ".join(found)


def _aside(elements: Elements, element: int) -> bool:
    if clueloops is not None:
        found: bool = clueloops.stands_aside(elements, element, _HIGHEST, _named_aside)
        return found
    for _ in range(_HIGHEST):
        if element < 0 or element >= len(elements) or elements.tag[element] in ("body", "main", "html"):
            return False
        if elements.tag[element] in ("aside", "footer", "nav"):
            return True
        if _named_aside(elements.names[element]) or "comment" in elements.role[element]:
            return True
        element = elements.parent[element]
    return False


@remembered(20_000)
def _named_aside(names: str) -> bool:
    """Whether class and id names are those of something beside an article."""
    return _MAY_BE_ASIDE(names) and _ASIDE.search(names) is not None


def declare(page: Page, blocks: Sequence[Block]) -> Declared:
    """Read what a page declares.

    Args:
        page: the page.
        blocks: its Blocks, with roles where those are decided.
    """
    markup = page.markup
    metas, items, links = _by_name(markup.metas), _by_name(markup.items), _by_name(markup.links)
    graph = read_graph(markup.scripts)
    addresses = [a for a in (page.capture.url, *(m.value for m in links.get("canonical", ())[:1])) if a]
    titles = [clean(m.value) for m in (*metas.get("og:title", ())[:1], *((markup.title,) if markup.title else ()))]
    titles += [b.text for b in of_kind(blocks, Kind.HEADING) if b.level == 1][:3]
    main = main_thing(graph, addresses, titles)
    webpage = next((t for t in graph.things if t.is_page and not t.listed), None)
    others = [("json-ld twin", thing) for thing in twins(graph, main, addresses)]
    attributes = read_attributes(markup, page.elements, lambda element: _aside(page.elements, element))
    for syntax, described in attributes.items():
        thing = main_thing(described, addresses, titles)
        if thing is not None:
            others.append((f"{syntax} article", thing))
            others += [(f"{syntax} article", twin) for twin in twins(described, thing, ())]
    known = [*titles, *(saying.text for saying in (sayings(main, "headline") if main is not None else ()))]
    scripts = [*markup.scripts, *markup.data]
    layer, loose = layer_things(scripts)
    for kind, island in (("data state", state_thing(scripts, known)), ("data layer", layer), ("data loose", loose)):
        if island is not None:
            others.append((kind, island))
    return Declared(page, blocks, metas, items, links, graph, main, webpage, tuple(others), attributes)


def _by_name(metas: Sequence[Meta]) -> dict[str, tuple[Meta, ...]]:
    found: dict[str, list[Meta]] = {}
    for meta in metas:
        name = meta.name.lower()
        found.setdefault(name.replace(":", ".", 1) if name.startswith(_PREFIXES) else name, []).append(meta)
    return {name: tuple(values) for name, values in found.items()}


def evidence(field_name: str, clues: Sequence[Clue], used: Sequence[Clue]) -> tuple[Evidence, ...]:
    """Evidence for a field, what was used first, at most 50 pieces.

    Args:
        field_name: name of the Article's field.
        clues: all that speaks about it.
        used: those of them that the value was taken from.
    """
    if not clues and not used:
        return ()
    make, first = _make_evidence, used[:_MOST_EVIDENCE]
    chosen = [make(field_name, c.text, c.raw, c.kind.partition(" ")[0], c.place, True) for c in first]
    taken = {id(clue) for clue in used}
    rest = [clue for clue in clues if id(clue) not in taken][: _MOST_EVIDENCE - len(chosen)]
    return (*chosen, *[make(field_name, c.text, c.raw, c.kind.partition(" ")[0], c.place, False) for c in rest])
