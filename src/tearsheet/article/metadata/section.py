"""The section or rubric under which the publisher files the article.

schema.org (https://schema.org/articleSection, https://schema.org/BreadcrumbList) and the meta names of publishing
systems.
"""

import re
from collections.abc import Sequence

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.jsonld import Thing
from tearsheet.article.metadata.site import is_site_name
from tearsheet.article.metadata.wording import fold
from tearsheet.page.place import Place

__all__ = ["find_section"]

_NO_SECTION = frozenset({"", "home", "homepage", "root", "null", "none", "undefined", "index", "default", "article"})
_OWN_KINDS = ("json-ld twin", "microdata article", "rdfa article", "microformat article")
_NUMBER = re.compile(r"[\d\s.,:/-]+\Z")


def find_section(declared: Declared, names: Sequence[str]) -> tuple[str | None, list[Clue], Clue | None]:
    """Section or rubric: the finest that the page declares for itself, or the last step of its breadcrumb."""
    clues = [
        *declared.said("articleSection"),
        *declared.meta(
            "article:section",
            "parsely-section",
            "sailthru.section",
            "og:section",
            "cxenseparse:section",
            "dc.subject.category",
            "section",
            "category",
        ),
        *declared.item("articlesection"),
        *declared.told("articleSection", among=_OWN_KINDS),
        *_breadcrumb(declared),
        *declared.told("articleSection", among=("data state", "data layer")),
    ]
    for clue in clues:
        text = clue.text
        if len(text) > 60 or "://" in text or fold(text) in _NO_SECTION or _NUMBER.match(text):
            continue
        if not is_site_name(text, names, declared.url):
            return text, clues, clue
    return None, clues, None


def _breadcrumb(declared: Declared) -> list[Clue]:
    """Steps of the breadcrumb between the front page and the page itself, the deepest first."""
    graphs = {"json-ld": declared.graph, **declared.described}
    lists = [(syntax, t) for syntax, graph in graphs.items() for t in graph.things if "breadcrumblist" in t.types]
    for syntax, thing in lists:
        steps = thing.value.get("itemListElement")
        if not isinstance(steps, list):
            continue
        found: list[Clue] = []
        for i, step in enumerate(steps[:12]):
            if isinstance(step, dict):
                inner = Thing(step, frozenset(), _step_place(thing, i))
                found.extend(list(declared.said("name", "item", thing=inner, kind=f"{syntax} breadcrumb"))[:1])
        own = {fold(c.text) for c in (*declared.said("headline", "name"), *declared.meta("og:title"))}
        if declared.page.markup.title is not None:
            own.add(fold(declared.page.markup.title.value))
        found = [clue for clue in found[1:] if fold(clue.text) not in own and "://" not in clue.text]
        if found:
            return found[::-1]
    return []


def _step_place(thing: Thing, index: int) -> Place:
    place = thing.place
    return Place("data", place.elements, place.element, pointer=f"{place.pointer}/itemListElement/{index}")
