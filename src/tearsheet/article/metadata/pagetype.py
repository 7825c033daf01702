"""What kind of page it declares to be.

Types of schema.org (https://schema.org/docs/full.html) and Open Graph (https://ogp.me/#types).
"""

from tearsheet.article.article import PageType
from tearsheet.article.metadata.declared import Clue, Declared, make_clue

__all__ = ["declared_type"]

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


def declared_type(declared: Declared) -> tuple[PageType | None, list[Clue], Clue | None]:
    """What kind of page it declares to be: by its main thing, the thing for the page, then ``og:type``."""
    clues: list[Clue] = []
    hints: list[PageType] = []
    for thing in (declared.main, declared.webpage):
        if thing is None:
            continue
        hint = next((kind for kind, types in _TYPES if not thing.types.isdisjoint(types)), None)
        if hint is not None:
            raw = str(thing.value.get("@type"))[:200]
            clues.append(make_clue(hint.value, raw, "json-ld @type", thing.place))
            hints.append(hint)
    for clue in declared.meta("og:type"):
        hint = _OPEN_GRAPH_TYPES.get(clue.text.lower())
        if hint is not None:
            clues.append(make_clue(hint.value, clue.raw, clue.kind, clue.place))
            hints.append(hint)
    return (hints[0], clues, clues[0]) if hints else (None, clues, None)
