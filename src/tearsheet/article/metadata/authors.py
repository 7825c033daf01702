"""Who wrote the article: separate names, a person told from an agency and from the outlet itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tearsheet.article.article import Author, AuthorKind
from tearsheet.article.metadata.bylines import is_author_address, opening_poster, visible_bylines
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.namekinds import kind_of, looks_like_login, looks_like_name
from tearsheet.article.metadata.names import split_byline
from tearsheet.article.metadata.wording import fold, words
from tearsheet.page.block import Block
from tearsheet.page.role import PageType

__all__ = ["AuthorList", "choose_authors", "find_authors", "gather_authors"]

_LONGEST_LINE = 160
_FAR = 400
"""Elements between the title and an author link that still belongs to it."""

_MOST_LINKED = 4
"""More authors than this, each behind a link, are those of a list of articles."""

_MOST_CLUES = 20
_ORGANISATION = re.compile(r"organi[sz]ation|corporation|newsmedia|localbusiness|brand")
_METAS = (
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author",
    "og:article:author",
    "article.author",
    "author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "dc.contributor.author",
    "og:author",
    "twitter:creator:name",
    "authors",
    "creator",
    "dcsext.author",
    "vr:author",
    "article_author",
    "cxenseparse:auth",
    "sailthru.authors",
    "bt:author",
    "mrf:authors",
    "cre-author",
    "byline",
    "wt.author",
    "weibo:article:author",
)
_CITED = frozenset({"citation_author", "dc.creator", "dcterms.creator", "dc.contributor.author"})


@dataclass(frozen=True, slots=True)
class AuthorList:
    """All authors that one kind of place names.

    Attributes:
        kind: the kind of place, such as ``"json-ld author"``.
        authors: each once; empty when nothing there can be a name.
        clues: what stands there.
    """

    kind: str
    authors: tuple[Author, ...]
    clues: tuple[Clue, ...]


def find_authors(
    declared: Declared, names: Sequence[str], title: Block | None, page_type: PageType | None = None
) -> tuple[tuple[Author, ...], list[Clue], list[Clue]]:
    """The authors, what speaks for them, and what of that was used.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        title: the Block that shows the title; a byline stands near it.
        page_type: what kind of page it is, where that is decided.
    """
    lists = gather_authors(declared, names, title, page_type)
    clues = [clue for found in lists for clue in found.clues]
    chosen = choose_authors(lists, page_type)
    if chosen is None:
        return (), clues, []
    return _addressed(chosen.authors, lists, declared), clues, list(chosen.clues)


def gather_authors(
    declared: Declared, names: Sequence[str], title: Block | None, page_type: PageType | None = None
) -> list[AuthorList]:
    """What each kind of place says, cleaned: one list of authors for each, none left out and nothing decided.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        title: the Block that shows the title.
        page_type: what kind of page it is; on a thread, who opened it is the author.
    """
    groups: dict[str, list[Clue]] = {}
    for key in ("author", "creator"):
        for clue in declared.said(key):
            groups.setdefault(f"json-ld {key}", []).append(clue)
        if declared.webpage is not None and declared.webpage is not declared.main:
            for clue in declared.said(key, thing=declared.webpage, kind="json-ld page"):
                groups.setdefault(f"json-ld page {key}", []).append(clue)
    for clue in declared.told("author", "creator"):
        groups.setdefault(clue.kind, []).append(clue)
    for clue in declared.meta(*_METAS):
        groups.setdefault(clue.kind, []).append(clue)
    for clue in declared.labelled(_WRITTEN):
        groups.setdefault(clue.kind, []).append(clue)
    for kind, clue in _items(declared, title):
        groups.setdefault(kind, []).append(clue)
    visible = [*visible_bylines(declared, title)]
    if page_type is PageType.FORUM:
        visible += opening_poster(declared, title)
    for kind, clues in visible:
        groups.setdefault(kind, []).extend(clues)
    return [_list(kind, clues[:_MOST_CLUES], declared, names) for kind, clues in groups.items()]


_WRITTEN = re.compile(
    r"written|author|autor|auteur|écrit|geschrieben|verfasst|escrito|scritto|skrev|geschreven|автор|by", re.IGNORECASE
)


def _list(kind: str, clues: Sequence[Clue], declared: Declared, names: Sequence[str]) -> AuthorList:
    found: dict[str, Author] = {}
    for clue in clues:
        if "://" in clue.text:
            continue
        organisation, address = _described(clue)
        split = [clue.text] if organisation and len(clue.text) <= 100 else split_byline(clue.text, known=names)
        if address is not None and len(split) != 1:
            address = None
        for name in split:
            author = Author(name, kind_of(name, names, declared.url, organisation=organisation), address)
            found.setdefault(fold(name), author)
    return AuthorList(kind, tuple(_distinct(found, outlets=kind.startswith("json-ld"))), tuple(clues))


def _described(clue: Clue) -> tuple[bool, str | None]:
    """Whether embedded data calls an author an organisation, and the address it gives."""
    value: Mapping[str, object] = clue.subject or {}
    organisation = bool(_ORGANISATION.search(str(value.get("@type", "")).lower()))
    for key in ("url", "sameAs", "@id"):
        addresses = value.get(key)
        for address in addresses if isinstance(addresses, list) else [addresses]:
            if isinstance(address, str) and address.startswith(("http://", "https://")) and "#" not in address:
                return organisation, address
    return organisation, None


def _distinct(found: Mapping[str, Author], *, outlets: bool) -> Iterator[Author]:
    """Each author once: a name that is only the beginning or the end of another is the same person."""
    person = any(author.kind is AuthorKind.PERSON for author in found.values())
    for key, author in found.items():
        if any(key != other and f" {key} " in f" {other} " for other in found):
            continue
        # Systems put the outlet's name beside the writer's into meta elements by default.
        if person and author.kind is AuthorKind.OUTLET and not outlets:
            continue
        yield author


def _items(declared: Declared, title: Block | None) -> Iterator[tuple[str, Clue]]:
    """Microdata authors and author links that are not a comment's or a teaser's."""
    at = title.element if title is not None else -1
    for name in ("author", "rel:author"):
        near = [
            clue
            for clue in declared.item(name)
            if len(clue.text) <= _LONGEST_LINE and (at < 0 or abs(clue.place.element - at) <= _FAR)
        ]
        if len({fold(clue.text) for clue in near}) <= _MOST_LINKED:
            for clue in near:
                yield f"microdata {name}", clue
        elif near:
            first = next((clue for clue in near if clue.place.element > at), near[0])
            yield f"microdata first {name}", first


_WEIGHTS: Mapping[str, float] = {
    "json-ld author": 3.0,
    "json-ld creator": 1.0,
    "json-ld page author": 0.5,
    "meta author": 2.2,
    "meta creator": 1.0,
    "meta parsely-author": 1.5,
    "meta sailthru.author": 1.5,
    "meta byl": 1.5,
    "meta article:author": 1.2,
    "meta og:article:author": 1.0,
    "meta citation_author": 1.5,
    "meta dc.creator": 0.8,
    "meta twitter:data": 0.7,
    "microdata article author": 2.0,
    "microdata rel:author": 0.7,
    "microdata author": 0.6,
    "data state author": 1.0,
    "visible byline linked": 1.8,
    "visible byline named": 1.5,
    "visible byline worded": 1.2,
    "visible byline role": 0.8,
    "visible byline single": 0.8,
    "visible byline dated": 0.5,
    "visible post linked": 1.0,
    "visible post named": 1.0,
    "visible post worded": 0.5,
    "visible end byline": 0.8,
    "visible author box": 0.8,
    "visible end link": 0.5,
    "visible sign-off": 0.1,
    "visible name line": 0.0,
    "visible name line far": -1.0,
    "visible name link": -0.5,
}
"""Log odds that a kind of place names just the right authors, measured on news records and on web pages."""

_OTHER, _SHAPE, _OUTLET, _LOGIN = 0.3, 0.7, -1.0, -0.7
_LEAST = {PageType.ARTICLE: 0.3, PageType.LIVE_BLOG: 0.3, PageType.FORUM: 0.0}
_LEAST_ELSEWHERE = 2.0
"""What must speak for authors before any are given; products, services and lists seldom have one."""


def choose_authors(lists: Sequence[AuthorList], page_type: PageType | None = None) -> AuthorList | None:
    """The list that is likeliest to be right; ``None`` when none is likely enough.

    Lists of the same names, said by several kinds of places, add up.

    Args:
        lists: what each kind of place says.
        page_type: what kind of page it is.
    """
    said: dict[frozenset[str], list[AuthorList]] = {}
    for found in lists:
        if found.authors:
            said.setdefault(frozenset(spelling(author.name) for author in found.authors), []).append(found)
    best: AuthorList | None = None
    highest = _LEAST.get(page_type or PageType.ARTICLE, _LEAST_ELSEWHERE)
    for alike in said.values():
        score = _score(alike, thread=page_type is PageType.FORUM)
        if score > highest:
            highest = score
            clues = tuple(clue for found in alike for clue in found.clues)
            best = AuthorList(alike[0].kind, max((found.authors for found in alike), key=_dressed), clues)
    return best


def _score(alike: Sequence[AuthorList], *, thread: bool) -> float:
    """Log odds of a list, from the kinds of places that say it and from what it looks like."""
    authors = alike[0].authors
    weights = [_WEIGHTS.get(found.kind, _OTHER) for found in alike]
    # One setting of a publishing system puts the outlet's name everywhere: that is one voice, not many.
    outlets = all(author.kind is AuthorKind.OUTLET for author in authors)
    score = _OUTLET + max(weights) if outlets else sum(weights)
    score += _SHAPE * (not outlets and all(looks_like_name(author.name) for author in authors))
    login = not thread and not outlets and any(looks_like_login(author.name) for author in authors)
    return score + _LOGIN * login


def _dressed(authors: Sequence[Author]) -> int:
    """How many of the authors are spelled in small letters and capitals."""
    return sum(not author.name.isupper() and not author.name.islower() for author in authors)


def spelling(name: str) -> str:
    """A name in a form that is equal for spellings which differ in case, punctuation, titles and degrees alone."""
    return " ".join(words(_HONORIFIC.sub("", name.split(",")[0])))


_HONORIFIC = re.compile(r"\A(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\b\.?\s+)+(?=\S)", re.IGNORECASE)


def _addressed(authors: Sequence[Author], lists: Sequence[AuthorList], declared: Declared) -> tuple[Author, ...]:
    """The authors with the addresses of their pages, where another list or a link of that text gives one."""
    known = {fold(a.name): a.url for found in lists for a in found.authors if a.url}
    missing = {fold(author.name) for author in authors if author.url is None} - known.keys()
    if missing:
        for block in declared.page.blocks:
            for mark in block.marks:
                if mark.kind == "link" and mark.target and mark.end - mark.start <= 80:
                    text = fold(block.text[mark.start : mark.end])
                    if text in missing and (text not in known or is_author_address(mark.target)):
                        known[text] = mark.target
    return tuple(a if a.url else replace(a, url=known.get(fold(a.name))) for a in authors)
