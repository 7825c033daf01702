"""The title as printed: without the site's name or section, with its own punctuation; the kicker apart."""

import re
from collections.abc import Iterable, Sequence

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.site import is_site_name
from tearsheet.article.metadata.wording import clean, fold, words
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import Role

__all__ = ["find_kicker", "find_title", "without_site"]

_LONGEST = 400
_SEPARATOR = re.compile(
    r"\s+[-–—―|│¦ㅣ·•∙:»«›‹/~←>]{1,3}\s+|\s*(?:\||│|¦|ㅣ|::|»|·|›|｜|：|＿)\s*|(?<=\w)[-–—]\s+|-(?=[^-\s]{2,30}\Z)|\s+[-–—](?=\w)"
)
_MOST_PARTS = 12
_DOTS = re.compile(r"\s*(?:\.{3}|…)\Z")
_LONGEST_KICKER = 90
_KICKER_NAMES = re.compile(
    r"kicker|overline|eyebrow|topline|dachzeile|spitzmarke|ober(?:zeile|titel)|supertitle|sur-?titre|antetitulo|ante-titulo"
    r"|occhiello|pretitle|pre-title|headline-?(?:prefix|label)|roof"
)

_WEIGHTS = {
    "visible title": 2.2,
    "visible h1": 2.1,
    "visible lower title": 1.6,
    "visible heading": 0.6,
    "json-ld headline": 0.6,
    "microdata headline": 1.0,
    "meta headline": 1.9,
    "meta parsely-title": 3.3,
    "meta sailthru.title": 0.7,
    "meta dc.title": 0.8,
    "meta dcterms.title": 0.8,
    "meta og:title": 1.0,
    "meta twitter:title": 0.8,
    "meta title": 0.8,
    "json-ld name": 0.4,
    "title element": 1.0,
}
"""How much each kind of place counts. Measured right on their own, once the site's name is off (news records; web
pages): first h1 0.74; 0.73, JSON-LD headline 0.85; 0.78, meta headline 1.0; 0.94, parsely 1.0; 1.0, og:title 0.89;
0.60, title element 0.80; 0.58, JSON-LD name 0.50; 0.40. The weights are the ones that choose best on both together."""

_METAS = (
    "og:title",
    "headline",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "title",
)

_COPIES = frozenset({"meta og:title", "meta twitter:title", "meta title", "json-ld name", "title element"})
"""Kinds that publishing systems fill from one another: the best counts whole, the others little."""

_COPY = 0.2
_NEWS_HEADLINE = 3.9
"""Weight of the JSON-LD headline on news articles: where it stood against all others it was right 7 times out of 9."""

_SHARED = 6.0
"""Weight of what a news article says in og:title and twitter:title alike while its heading repeats the title element:
measured right 7 times out of 9, it is the editors' title where the others were made for search engines."""


def without_site(text: str, names: Sequence[str], url: str | None, others: frozenset[str]) -> str:
    """A page title without the outlet's name and section around it.

    Args:
        text: the title.
        names: what the outlet is called.
        url: address of the page.
        others: folded forms of what else the page calls itself: a leading or trailing part of the title that equals one
            of them is the whole title.
    """
    cuts = list(_SEPARATOR.finditer(text))[-_MOST_PARTS:]
    if not cuts:
        return text
    for cut in reversed(cuts):
        if len(words(text[: cut.start()])) > 1 and fold(text[: cut.start()]) in others:
            return text[: cut.start()].strip()
    for cut in cuts:
        if len(words(text[cut.end() :])) > 1 and fold(text[cut.end() :]) in others:
            return text[cut.end() :].strip()
    if fold(text) in others and not is_site_name(text[cuts[-1].end() :], names, url):
        return text
    start, end = 0, len(text)
    while cuts and is_site_name(text[cuts[-1].end() : end], names, url):
        end = cuts.pop().start()
    while cuts and is_site_name(text[start : cuts[0].start()], names, url):
        start = cuts.pop(0).end()
    return text[start:end].strip() or text


def find_title(declared: Declared, names: Sequence[str]) -> tuple[str | None, list[Clue], list[Clue], Block | None]:
    """The title, what speaks for it, what of that was used, and the Block that shows it.

    Every kind of place has a weight by how often it was right; places that say the same add up.
    """
    visible = _headings(declared)
    stated = [
        *_first(declared.said("headline")),
        *(clue for name in _METAS for clue in _first(declared.meta(name))),
        *_first(declared.item("headline")),
        *_first(declared.said("name")),
    ]
    if declared.page.markup.title is not None:
        title = declared.page.markup.title
        stated.append(Clue(clean(title.value), title.value, "title element", title.place))
    clues = [clue for clue in (*(clue for clue, _ in visible), *stated) if clue.text and len(clue.text) <= _LONGEST]
    if not clues:
        return None, [], [], None
    folded = [fold(clue.text) for clue in clues]
    scores: dict[str, float] = {}
    texts: dict[str, str] = {}
    keys: list[str] = []
    copies: dict[str, float] = {}
    news = declared.main is not None and any("news" in name for name in declared.main.types)
    counted: set[tuple[str, str]] = set()
    blocks = {id(clue): block for clue, block in visible}
    for i, clue in enumerate(clues):
        text = clue.text
        if id(clue) not in blocks:
            others = frozenset(folded[j] for j in range(len(clues)) if j != i and clues[j].kind != clue.kind)
            text = without_site(text, names, declared.url, others)
        key = fold(text)
        keys.append(key)
        if not key or is_site_name(text, names, declared.url):
            continue
        texts.setdefault(key, text)
        if (clue.kind, key) in counted:
            continue
        counted.add((clue.kind, key))
        weight = _WEIGHTS.get(clue.kind, 0.5)
        if news and clue.kind == "json-ld headline":
            weight = _NEWS_HEADLINE
        if clue.kind in _COPIES:
            known = copies.get(key, 0.0)
            copies[key] = max(known, weight) + _COPY * min(known, weight)
        else:
            scores[key] = scores.get(key, 0.0) + weight
    for key, weight in copies.items():
        scores[key] = scores.get(key, 0.0) + weight
    shared = _shared_title(clues, keys) if news else None
    if shared in scores:
        scores[shared] += _SHARED
    if not scores:
        return None, clues, [], None
    best = max(scores, key=scores.__getitem__)
    best = _whole(best, scores)
    used = [clue for clue, key in zip(clues, keys, strict=True) if key == best]
    block = next((blocks[id(clue)] for clue in used if id(clue) in blocks), None)
    text = next((clue.text for clue in used if id(clue) in blocks), texts[best])
    return text, clues, used, block


def _shared_title(clues: Sequence[Clue], keys: Sequence[str]) -> str | None:
    """What og:title and twitter:title say alike, when the visible heading and the title element say something else."""
    said = {kind: key for key, clue in reversed(list(zip(keys, clues, strict=True))) if (kind := clue.kind) in _COPIES}
    title = said.get("meta og:title")
    visible = {key for key, clue in zip(keys, clues, strict=True) if clue.source == "visible"}
    if title and title == said.get("meta twitter:title") and title not in visible:
        return title if said.get("title element") in visible else None
    return None


def _first(clues: Iterable[Clue]) -> list[Clue]:
    return list(clues)[:1]


def _whole(best: str, scores: dict[str, float]) -> str:
    """The longer text that ``best`` is the cut-off beginning of, where the page has it."""
    if not _DOTS.search(best):
        return best
    start = _DOTS.sub("", best)
    longer = [key for key in scores if key.startswith(start) and len(key) > len(best) and not _DOTS.search(key)]
    return max(longer, key=scores.__getitem__) if longer else best


def _headings(declared: Declared) -> list[tuple[Clue, Block]]:
    """Blocks that may show the title: those whose role says so, then the page's first headings."""
    titles = list(declared.with_role(Role.TITLE))[:2]
    shown = {block.block for block in titles}
    tops = [b for b in declared.blocks if b.kind is Kind.HEADING and b.level == 1 and b.block not in shown][:12]
    kept = [b for b in tops if not declared.aside(b.element)] or tops
    found = [
        (Clue(clean(b.text), b.text, "visible title" if b.level == 1 else "visible lower title", b.place), b)
        for b in titles
    ]
    found += [(Clue(clean(b.text), b.text, "visible h1", b.place), b) for b in kept]
    if not found:
        lower = [b for b in declared.blocks if b.kind is Kind.HEADING][:6]
        found = [(Clue(clean(b.text), b.text, "visible heading", b.place), b) for b in lower]
    return found


def find_kicker(
    declared: Declared, title: str | None, block: Block | None
) -> tuple[str | None, list[Clue], list[Clue]]:
    """The words above the title, what speaks for them, and what of that was used.

    Args:
        declared: what the page declares.
        title: the title.
        block: the Block that shows it; a kicker stands right above it, or inside it before the title.
    """
    used: list[Clue] = []
    for kicker in declared.with_role(Role.KICKER):
        used.append(Clue(clean(kicker.text), kicker.text, "visible kicker", kicker.place))
        break
    if not used and block is not None and block.block > 0:
        for above in reversed(declared.page.blocks[max(0, block.block - 2) : block.block]):
            named = _KICKER_NAMES.search(declared.names_of(above.element, 2))
            if named and 1 < len(above.text) <= _LONGEST_KICKER and above.kind is not Kind.LIST_ITEM:
                used.append(Clue(clean(above.text), above.text, "visible kicker", above.place))
                break
    if not used or (title is not None and fold(used[0].text) == fold(title)):
        return None, used, []
    return used[0].text.strip(" :|/–—-"), used, used
