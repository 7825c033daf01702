"""The section or rubric under which the publisher files the article.

schema.org (https://schema.org/articleSection, https://schema.org/BreadcrumbList), the meta names of publishing systems,
the breadcrumb that a reader sees, and the link of a menu that leads to where the page lies.
"""

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from tearsheet.article.metadata.blocklists import LINES
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.jsonld import Thing, make_thing
from tearsheet.article.metadata.line_sections import line_sections
from tearsheet.article.metadata.site import same_name
from tearsheet.article.metadata.wording import fold
from tearsheet.page.block import Block, Mark
from tearsheet.page.place import Elements, Place, make_place
from tearsheet.page.role import BODY_ROLES, Role

__all__ = ["find_section"]

_NO_SECTION = frozenset(
    """
    home homepage root null none undefined index default article articles detail details story stories page post posts
    uncategorized uncategorised allgemein startseite start accueil inicio portada main front content
    """.split()
)
_MACHINE = re.compile(r"/.*|\S*_\S*|\S*[|>]\S*|[\w-]+/[\w/-]+|\W*")
_SEPARATED = re.compile(r"[,;](?! )|\s*[|;>]\s*")
_BREADCRUMB = re.compile(r"bread-?_?crumb|(?<![a-z])crumbs?(?![a-z])", re.IGNORECASE)
_LONGEST = 60
_LEVELS = 4
_MOST_STEPS = 12
_BEFORE_TITLE = 40
_MOST_LINKS = 500
_LONGEST_ADDRESS = 500
_STEP_ENDS = "/?#\t\r\n"
"""What may stand behind a step of an address; the last three are passed over where it is read."""

_OWN_KINDS = ("json-ld twin", "microdata article", "rdfa article", "microformat article")
_NUMBER = re.compile(r"[\d\s.,:/-]+\Z")


def find_section(
    declared: Declared, names: Sequence[str], title: Block | None = None
) -> tuple[str | None, list[Clue], Clue | None]:
    """Section or rubric: the finest that the page declares for itself, or the last step of its breadcrumb.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        title: the Block that shows the title.
    """
    clues = [
        *declared.said("articleSection"),
        *declared.meta(
            "article:section",
            "parsely-section",
            "sailthru.section",
            "og:section",
            "cxenseparse:section",
            "dc.subject.category",
            "prism.section",
            "section",
            "category",
        ),
        *declared.item("articlesection"),
        *declared.told("articleSection", among=_OWN_KINDS),
        *_breadcrumb(declared),
        *_visible_breadcrumb(declared),
        *declared.told("articleSection", among=("data state", "data layer")),
        *_menu(declared),
        *line_sections(declared, title),
    ]
    for clue in clues:
        text = _SEPARATED.split(clue.text, maxsplit=1)[0].strip()
        if not 0 < len(text) <= _LONGEST or "://" in text or fold(text) in _NO_SECTION:
            continue
        if _NUMBER.match(text) or _MACHINE.fullmatch(text) or same_name(text, names, declared.url):
            continue
        return _as_printed(text, clues), clues, clue
    return None, clues, None


def _as_printed(name: str, clues: Sequence[Clue]) -> str:
    """A name as it is spelled for readers, where it was found as a part of an address: "culture" as "Culture"."""
    if not name.islower():
        return name
    spelled = fold(name.replace("-", " "))
    return next((c.text for c in clues if c.text != name and fold(c.text.replace("-", " ")) == spelled), name)


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
                inner = make_thing(step, frozenset(), _step_place(thing, i))
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
    return make_place("data", place.elements, place.element, None, f"{place.pointer}/itemListElement/{index}")


def _visible_breadcrumb(declared: Declared) -> list[Clue]:
    """Links of the breadcrumb above the title, the deepest first, without that to the front page."""
    blocks = declared.blocks
    title = next((b.block for b in declared.with_role(Role.TITLE)), None)
    if title is None:
        return []
    found: list[Clue] = []
    for block in blocks[max(0, title - _BEFORE_TITLE) : title + 2]:
        if block.marks and _in_breadcrumb(declared.page.elements, block.element):
            for link in block.links[:_MOST_STEPS]:
                text = block.text[link.start : link.end].strip(" /|>»›·")
                if text and len(_steps(link.target)) > 0:
                    found.append(make_clue(text, text, "visible breadcrumb", block.place))
    own = fold(blocks[title].text)
    return [clue for clue in found[: 2 * _MOST_STEPS] if fold(clue.text) != own][::-1]


def _in_breadcrumb(elements: Elements, element: int) -> bool:
    """Whether an element or one closely around it is named so."""
    names, roles, count = elements.names, elements.role, len(elements.tag)
    for _ in range(_LEVELS):
        if not 0 <= element < count:
            return False
        if _names_breadcrumb(names[element]) or (roles[element] and _names_breadcrumb(roles[element])):
            return True
        element = elements.parent[element]
    return False


def _names_breadcrumb(names: str) -> bool:
    """Whether names are those of a breadcrumb."""
    return "crumb" in names.lower() and _BREADCRUMB.search(names) is not None


def _menu(declared: Declared) -> list[Clue]:
    """The link whose address is the longest beginning of the page's own: what a menu calls the place of the page."""
    own = _steps(declared.url)
    if len(own) < 2:
        return []
    best: tuple[int, Clue] | None = None
    for block, link in _leading(declared.blocks, own[0]):
        if not _may_begin(link.target or "", own) or block.role in BODY_ROLES:
            continue
        text = block.text[link.start : link.end].strip()
        if not 1 < len(text) <= _LONGEST:
            continue
        steps = _steps(link.target)
        depth = len(steps)
        # The rest of the address must name a page, not this link's own.
        if depth and depth < len(own) and steps == own[:depth] and (best is None or depth > best[0]):
            best = (depth, make_clue(text, text, "visible menu", block.place))
            if depth == len(own) - 1:
                return [best[1]]
    return [best[1]] if best is not None else []


def _leading(blocks: Sequence[Block], start: str) -> list[tuple[Block, Mark]]:
    """The first links whose addresses hold a text in small letters, each with its Block: most links lead elsewhere."""
    if LINES is not None:
        found: list[tuple[Block, Mark]] = LINES.leading(blocks, start, _MOST_LINKS)
        return found
    links = ((block, mark) for block in blocks for mark in block.marks if mark.kind == "link" and mark.target)
    return list(islice((one for one in links if start in (one[1].target or "").lower()), _MOST_LINKS))


def _may_begin(address: str, own: Sequence[str]) -> bool:
    """Whether an address that holds the first step of the page's own may go on with the second, or end there."""
    address = address[:_LONGEST_ADDRESS].lower()
    start = address.find(own[0])
    rest = address[start + len(own[0]) :]
    if start < 0 or rest[:1] not in _STEP_ENDS:
        return False
    rest = rest.lstrip("/")
    return rest.startswith(own[1]) or rest[:1] in _STEP_ENDS or not rest.isprintable()


def _steps(address: str | None) -> list[str]:
    """The path of an address in parts, the first with the host; none for a front page."""
    try:
        parts = urlsplit((address or "")[:_LONGEST_ADDRESS])
    except ValueError:
        return []
    steps = [step for step in parts.path.lower().split("/") if step]
    return [f"{parts.netloc.lower().removeprefix('www.')}/{steps[0]}", *steps[1:]] if steps and parts.netloc else []
