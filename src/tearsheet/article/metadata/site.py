"""Who publishes the page, and how the publisher files it: site name, canonical address, section, tags, images, type.

Open Graph (https://ogp.me/), schema.org, and the common meta names of publishing systems.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from tearsheet.article.article import PageType
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.jsonld import Thing, sayings
from tearsheet.article.metadata.wording import fold
from tearsheet.page.place import Place

__all__ = [
    "address_name",
    "canonical_address",
    "declared_images",
    "is_site_name",
    "page_type",
    "section",
    "site_names",
    "squeeze",
    "tags",
]

_MOST_TAGS = 60
_LONGEST_TAG = 80
_NOT_LETTERS = re.compile(r"[\W_]+")
_NO_SECTION = frozenset({"", "home", "homepage", "root", "null", "none", "undefined", "index", "default", "article"})
_PUBLIC_SECOND = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "or", "ne", "go", "in", "gv"})
_NUMBER = re.compile(r"[\d\s.,:/-]+\Z")


def squeeze(text: str) -> str:
    """The letters and digits of ``text`` alone, case-folded: how a name looks inside an address."""
    return _NOT_LETTERS.sub("", fold(text))


def address_name(url: str | None) -> str:
    """The host's own label in an address, such as ``"example"`` of ``https://www.example.co.uk/``."""
    if not url:
        return ""
    try:
        host = urlsplit(url[:2_000]).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _PUBLIC_SECOND and len(labels[-1]) == 2:
        labels.pop()
    return labels[-2] if len(labels) > 1 else labels[0]


def site_names(declared: Declared) -> list[Clue]:
    """What the page calls the outlet, the most reliable first."""
    clues = [
        *declared.meta("og:site_name"),
        *declared.said("publisher", "sourceOrganization"),
        *(
            clue
            for thing in declared.graph.things
            if not thing.listed and not thing.types.isdisjoint({"website", "newsmediaorganization", "organization"})
            for clue in declared.said("name", "alternateName", thing=thing, kind="json-ld site")
        ),
        *declared.meta(
            "application-name", "publisher", "dc.publisher", "dcterms.publisher", "cre", "twitter:app:name:iphone"
        ),
        *declared.item("publisher"),
        # What the lines of a flat capture end with.
        *(replace(clue, kind="visible site name") for clue in declared.item("site name")),
        *declared.meta("apple-mobile-web-app-title", "copyright"),
    ]
    return [
        clue for clue in clues if 1 < len(clue.text) <= 60 and "://" not in clue.text and not clue.text.startswith("@")
    ]


def is_site_name(text: str, names: Iterable[str], url: str | None) -> bool:
    """Whether a text is the outlet's name, as known or as its address has it.

    Args:
        text: such as the last part of a page title.
        names: what the outlet is called.
        url: address of the page.
    """
    form = squeeze(text)
    if not form:
        return False
    label = squeeze(address_name(url))
    if label and (form == label or (len(label) > 3 and form.startswith(label) and len(form) <= len(label) + 8)):
        return True
    try:
        host = squeeze((urlsplit((url or "")[:2_000]).hostname or "").removeprefix("www."))
    except ValueError:
        host = ""
    if host and (form == host or form == "www" + host):
        return True
    if len(form) > 3 and label and form.removeprefix("the") == label.removeprefix("the"):
        return True
    for name in names:
        known = squeeze(name)
        if form == known or (len(known) > 3 and form.removeprefix("the") == known.removeprefix("the")):
            return True
        shorter, longer = sorted((form, known), key=len)
        if len(shorter) > 4 and longer.startswith(shorter) and len(longer) <= 2 * len(shorter):
            return True
    return False


def canonical_address(declared: Declared) -> tuple[str | None, list[Clue], Clue | None]:
    """The page's canonical address, what speaks for it, and which of that was used.

    A canonical address is believed when it has a path or the page itself has none: publishing systems often point
    every page at the front page.
    """
    clues = [
        *(Clue(m.value, m.value, "link canonical", m.place) for m in declared.links.get("canonical", ())),
        *declared.meta("og:url"),
        *declared.said("url", "mainEntityOfPage"),
    ]
    base = declared.page.markup.base or declared.url
    own = declared.url
    clues = [clue for clue in clues if "://" in clue.text or clue.text.startswith("/")]
    for clue in clues:
        address = _absolute(base, clue.text)
        if address and (own is None or _is_deep(address) or not _is_deep(own)):
            return address, clues, clue
    if own:
        used = Clue(own, own, "address", Place("address"))
        return own, [*clues, used], used
    return None, clues, None


def _absolute(base: str | None, address: str) -> str | None:
    try:
        joined = urljoin(base or "", address)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def _is_deep(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def section(declared: Declared, names: Sequence[str]) -> tuple[str | None, list[Clue], Clue | None]:
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
        *_breadcrumb(declared),
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
    for thing in declared.graph.things:
        if "breadcrumblist" not in thing.types:
            continue
        steps = thing.value.get("itemListElement")
        if not isinstance(steps, list):
            continue
        found: list[Clue] = []
        for i, step in enumerate(steps[:12]):
            if isinstance(step, dict):
                inner = Thing(step, frozenset(), _step_place(thing, i))
                found.extend(list(declared.said("name", "item", thing=inner, kind="json-ld breadcrumb"))[:1])
        own = {fold(c.text) for c in (*declared.said("headline", "name"), *declared.meta("og:title"))}
        if declared.page.markup.title is not None:
            own.add(fold(declared.page.markup.title.value))
        found = [clue for clue in found[1:] if fold(clue.text) not in own and "://" not in clue.text]
        return found[::-1]
    return []


def _step_place(thing: Thing, index: int) -> Place:
    place = thing.place
    return Place("data", place.elements, place.element, pointer=f"{place.pointer}/itemListElement/{index}")


def tags(declared: Declared, names: Sequence[str]) -> tuple[tuple[str, ...], list[Clue], list[Clue]]:
    """Tags as the publisher lists them, without the outlet's own name, each once.

    The first kind of place that lists any is taken: kinds repeat one another with other spellings.
    """
    kinds = [
        list(declared.said("keywords")),
        list(declared.meta("article:tag", "og:article:tag", "video:tag")),
        list(declared.meta("news_keywords")),
        list(declared.meta("parsely-tags", "sailthru.tags", "cxenseparse:keywords")),
        list(declared.item("keywords")),
        list(declared.meta("keywords", "dc.subject", "dcterms.subject")),
    ]
    clues = [clue for kind in kinds for clue in kind]
    for kind in kinds:
        found: dict[str, str] = {}
        used: list[Clue] = []
        for clue in kind:
            parts = re.split(r"\s*[,;،、|]\s*", clue.text) if len(kind) < 3 or "," in clue.text else [clue.text]
            new = [
                part
                for part in (part.strip(" #\"'") for part in parts[: _MOST_TAGS * 2])
                if (len(part) > 1 or not part.isascii())
                and 0 < len(part) <= _LONGEST_TAG
                and not is_site_name(part, names, None)
            ]
            if new:
                used.append(clue)
            for part in new:
                found.setdefault(fold(part), part)
        if found:
            return tuple(list(found.values())[:_MOST_TAGS]), clues, used
    return (), clues, []


def declared_images(declared: Declared) -> tuple[tuple[str, ...], list[Clue]]:
    """Absolute addresses of the images that the page names as its own, the likeliest first, each once."""
    clues = [
        *declared.meta("og:image", "og:image:url", "og:image:secure_url"),
        *_images(declared),
        *declared.meta("twitter:image", "twitter:image:src", "parsely-image-url", "sailthru.image.full"),
        *(Clue(m.value, m.value, "link image_src", m.place) for m in declared.links.get("image_src", ())),
    ]
    base = declared.page.markup.base or declared.url
    found = dict.fromkeys(address for clue in clues[:60] if (address := _absolute(base, clue.text)))
    return tuple(found)[:20], clues


def _images(declared: Declared) -> list[Clue]:
    if declared.main is None:
        return []
    return [
        Clue(saying.text, saying.raw, f"json-ld {key}", saying.place)
        for key in ("image", "thumbnailUrl")
        for saying in sayings(declared.main, key, inner=("contentUrl", "url", "@id"), graph=declared.graph)
    ]


_TYPES = (
    (PageType.LIVE_BLOG, {"liveblogposting"}),
    (PageType.FORUM, {"discussionforumposting", "qapage", "question"}),
    (
        PageType.ARTICLE,
        {
            "article",
            "newsarticle",
            "blogposting",
            "reportagenewsarticle",
            "opinionnewsarticle",
            "analysisnewsarticle",
            "backgroundnewsarticle",
            "reviewnewsarticle",
            "scholarlyarticle",
            "report",
        },
    ),
    (PageType.DOCUMENTATION, {"techarticle", "apireference"}),
    (PageType.PRODUCT, {"product", "productgroup"}),
    (PageType.COLLECTION, {"collectionpage", "imagegallery", "mediagallery"}),
    (PageType.LISTING, {"itemlist", "searchresultspage"}),
    (PageType.SERVICE, {"service", "localbusiness", "professionalservice"}),
)
_OPEN_GRAPH_TYPES = {
    "article": PageType.ARTICLE,
    "news": PageType.ARTICLE,
    "blog": PageType.ARTICLE,
    "product": PageType.PRODUCT,
    "product.item": PageType.PRODUCT,
    "og:product": PageType.PRODUCT,
}


def page_type(declared: Declared) -> tuple[PageType | None, list[Clue], Clue | None]:
    """What kind of page it declares to be: by its main thing, the thing for the page, then ``og:type``."""
    clues: list[Clue] = []
    hints: list[PageType] = []
    for thing in (declared.main, declared.webpage):
        if thing is None:
            continue
        hint = next((kind for kind, types in _TYPES if not thing.types.isdisjoint(types)), None)
        if hint is not None:
            raw = str(thing.value.get("@type"))[:200]
            clues.append(Clue(hint.value, raw, "json-ld @type", thing.place))
            hints.append(hint)
    for clue in declared.meta("og:type"):
        hint = _OPEN_GRAPH_TYPES.get(clue.text.lower())
        if hint is not None:
            clues.append(Clue(hint.value, clue.raw, clue.kind, clue.place))
            hints.append(hint)
    return (hints[0], clues, clues[0]) if hints else (None, clues, None)
