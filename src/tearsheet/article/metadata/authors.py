"""Who wrote the article: separate names, a person told from an agency and from the outlet itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tearsheet.article.article import Author, AuthorKind, Entry
from tearsheet.article.metadata.blocklists import LINES
from tearsheet.article.metadata.bylines import is_author_address, visible_bylines
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.namekinds import kind_of, looks_like_login, looks_like_name
from tearsheet.article.metadata.names import split_byline
from tearsheet.article.metadata.reconcile import choose, column_of, load_reliability
from tearsheet.article.metadata.signoffs import SIGN_OFF, initials_agree, is_initials
from tearsheet.article.metadata.wording import fold, words
from tearsheet.making import maker
from tearsheet.page.block import Block, Mark
from tearsheet.page.role import PageType

__all__ = ["AuthorList", "author_values", "find_authors", "gather_authors"]

_LONGEST_LINE = 160
_FAR = 400
"""Elements between the title and an author link that still belongs to it."""

_MOST_LINKED = 4
"""More authors than this, each behind a link, are those of a list of articles."""

_MOST_CLUES = 20
_LONGEST_LINK = 80
_UNSAID = 0.8
"""How much less likely it is that a flat capture names nobody: no markup could say so beside a visible byline."""

_AGREEING = "initials agree"
"""The sign of full names whose initials stand elsewhere in the page, such as at the end of the text."""

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


_make_list = maker(AuthorList)


@dataclass(frozen=True, slots=True)
class Authorship:
    """The authors, decided.

    Attributes:
        authors: each once; none where the page names none that is likely to be right.
        clues: all that speaks about them.
        used: what says so.
        confidence: probability that these are right, or that there are none, 0 to 1.
    """

    authors: tuple[Author, ...]
    clues: tuple[Clue, ...] = ()
    used: tuple[Clue, ...] = ()
    confidence: float | None = None


def find_authors(
    declared: Declared,
    names: Sequence[str],
    title: Block | None,
    page_type: PageType | None = None,
    opening: Entry | None = None,
) -> Authorship:
    """The authors.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        title: the Block that shows the title; a byline stands near it.
        page_type: what kind of page it is, where that is decided.
        opening: the post that opens a thread.
    """
    lists = gather_authors(declared, names, title, opening)
    clues = tuple(clue for found in lists for clue in found.clues)
    values = author_values(lists)
    signs = [value.signs for value in values]
    reliability = load_reliability("authors")
    if not len(declared.page.elements):
        reliability = replace(reliability, none=tuple(score - _UNSAID for score in reliability.none))
    choice = choose(reliability, signs, column_of(declared, page_type))
    if choice.index < 0:
        return Authorship((), clues, confidence=choice.probability if clues else None)
    chosen = values[choice.index]
    return Authorship(_addressed(chosen.authors, lists, declared), clues, chosen.clues, choice.probability)


def gather_authors(
    declared: Declared, names: Sequence[str], title: Block | None, opening: Entry | None = None
) -> list[AuthorList]:
    """What each kind of place says, cleaned: one list of authors for each, none left out and nothing decided.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        title: the Block that shows the title.
        opening: the post that opens a thread.
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
    if opening is not None and opening.author and opening.place is not None:
        groups["entry author"] = [make_clue(opening.author, opening.author, "entry author", opening.place)]
    for kind, clues in visible_bylines(declared, title):
        groups.setdefault(kind, []).extend(clues)
    return [_list(kind, clues[:_MOST_CLUES], declared, names) for kind, clues in groups.items()]


_make_author = maker(Author)
_WRITTEN = re.compile(
    r"written|author|autor|auteur|écrit|geschrieben|verfasst|escrito|scritto|skrev|geschreven|автор|by", re.IGNORECASE
)


def _list(kind: str, clues: Sequence[Clue], declared: Declared, names: Sequence[str]) -> AuthorList:
    found: dict[str, Author] = {}
    for clue in clues:
        if "://" in clue.text:
            continue
        organisation, address = _described(clue)
        split = (
            [clue.text]
            if (organisation or kind == "entry author" or kind.startswith(SIGN_OFF)) and len(clue.text) <= 100
            else split_byline(clue.text, known=names)
        )
        if address is not None and len(split) != 1:
            address = None
        for name in split:
            who = kind_of(name, names, declared.url, organisation=organisation)
            author = _make_author(name, who, address, who is AuthorKind.PERSON and is_initials(name))
            found.setdefault(fold(name), author)
    return _make_list(kind, tuple(_distinct(found, outlets=kind.startswith("json-ld"))), tuple(clues))


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


@dataclass(frozen=True, slots=True)
class AuthorValue:
    """One answer to who the authors are.

    Attributes:
        authors: each once.
        clues: all that says so.
        signs: what tells for and against it: the kinds of places that say it, and what it looks like.
    """

    authors: tuple[Author, ...]
    clues: tuple[Clue, ...]
    signs: frozenset[str]


_make_value = maker(AuthorValue)


def author_values(lists: Sequence[AuthorList]) -> list[AuthorValue]:
    """The answers that a page gives; lists of the same names are one.

    Args:
        lists: what each kind of place says.
    """
    said: dict[frozenset[str], list[AuthorList]] = {}
    for found in lists:
        if found.authors:
            said.setdefault(frozenset(spelling(author.name) for author in found.authors), []).append(found)
    for key, alike in list(said.items()):
        initials = [author.name for author in alike[0].authors if author.initials]
        fuller = _spelled_out(initials, said) if initials else []
        for other in fuller:
            said[other] += [replace(found, kind=_AGREEING) for found in alike]
        if fuller:
            del said[key]
    return [
        _make_value(
            max((found.authors for found in alike if found.kind != _AGREEING), key=_dressed),
            tuple(clue for found in alike for clue in found.clues),
            frozenset(_signs(alike)),
        )
        for alike in said.values()
    ]


def _spelled_out(initials: Sequence[str], said: Mapping[frozenset[str], Sequence[AuthorList]]) -> list[frozenset[str]]:
    """The answers that give full names for all initials of another."""
    return [
        key
        for key, alike in said.items()
        if all(
            any(initials_agree(short, author.name) for author in alike[0].authors if not author.initials)
            for short in initials
        )
    ]


def _signs(alike: Sequence[AuthorList]) -> Iterator[str]:
    authors = alike[0].authors
    kinds = {found.kind for found in alike}
    if _AGREEING in kinds:
        kinds.remove(_AGREEING)
        yield _AGREEING
    # One setting of a publishing system puts the outlet's name everywhere: there other places count.
    outlet = all(author.kind is AuthorKind.OUTLET for author in authors)
    yield from (f"outlet in {kind}" if outlet else kind for kind in kinds)
    families = {kind.split(" ", 1)[0] for kind in kinds}
    yield from (f"outlet in any {family}" if outlet else f"any {family}" for family in families)
    if len(families) > 1:
        yield "outlet in two families" if outlet else "two families"
    if outlet:
        yield "the outlet"
    elif all(author.kind is AuthorKind.AGENCY for author in authors):
        yield "an agency"
    elif all(looks_like_name(author.name) for author in authors):
        yield "reads like names"
    elif any(looks_like_login(author.name) and not author.initials for author in authors):
        yield "reads like a login"
    if len(authors) > 1:
        yield "several"
    if any(author.initials for author in authors):
        yield "initials"


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
        firsts = {name[:1] for name in missing}
        for block, mark in _naming(declared.page.blocks, firsts):
            written = block.text[mark.start : mark.end]
            if written.isascii() and written.lstrip()[:1].lower() not in firsts:
                continue
            text = fold(written)
            if mark.target and text in missing and (text not in known or is_author_address(mark.target)):
                known[text] = mark.target
    return tuple([a if a.url else _make_author(a.name, a.kind, known.get(fold(a.name)), a.initials) for a in authors])


def _naming(blocks: Sequence[Block], firsts: set[str]) -> Iterator[tuple[Block, Mark]]:
    """Links that may name somebody, each with its Block: most name nobody, as their first letter tells."""
    if LINES is not None:
        yield from LINES.naming(blocks, firsts, _LONGEST_LINK)
        return
    for block in blocks:
        for mark in block.marks:
            if mark.kind == "link" and mark.target and mark.end - mark.start <= _LONGEST_LINK:
                first = block.text[mark.start : mark.start + 1]
                if not ("!" <= first <= "~" and first.lower() not in firsts and block.text.isascii()):
                    yield block, mark
