"""Who wrote the article: separate names, a person told from an agency and from the outlet itself."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tearsheet.article.article import Author, AuthorKind
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.instants import read_instant
from tearsheet.article.metadata.jsonld import Thing
from tearsheet.article.metadata.names import is_byline_label, kind_of, looks_like_name, opens_byline, split_byline
from tearsheet.article.metadata.wording import fold
from tearsheet.page.block import Block
from tearsheet.page.role import Role

__all__ = ["find_authors"]

_BYLINE_NAMES = re.compile(
    r"(?<![a-z])(?:by-?line|authors?(?![a-z]*-?(?:bio|box|info|desc|about|image|avatar))|writer|autor(?:es|in|a|i)?|auteur|"
    r"contributor|posted-by|written-?by|reporter|journalist|verfasser|skribent|forfatter|redactor|firma)(?![a-z])"
)
_NEAR_BEFORE, _NEAR_AFTER = 5, 14
_LONGEST_LINE = 160
_FAR = 400
"""Elements between the title and an author link that still belongs to it."""

_MOST_LINKED = 4
"""More authors than this, each behind a link, are those of a list of articles."""

_ORGANISATION = re.compile(r"organi[sz]ation|corporation|newsmedia|localbusiness|brand")

_CREATORS = ("cxenseparse:author", "dc.creator", "dcterms.creator", "citation_author")

_Group = list[tuple[Clue, list[Author]]]


def find_authors(
    declared: Declared, names: Sequence[str], title: Block | None
) -> tuple[tuple[Author, ...], list[Clue], list[Clue]]:
    """The authors, what speaks for them, and what of that was used.

    Kinds of places are asked in the order of how often they were right; the first that names a person is taken, else
    the first that names an agency, else the outlet.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
        title: the Block that shows the title; a byline stands near it.
    """
    # Share of names that were right, on news records and on web pages where gold has authors: JSON-LD 0.95; 0.90,
    # parsely and sailthru 1.0; 1.0, article:author 0.89; 0.88, microdata and author links 0.73; 0.85, meta author and
    # creators 0.79; 0.89, a worded byline 0.70; 0.67, an element named like one 0.60; 0.80.
    groups: list[_Group] = [
        _from_graph(declared, names, declared.main, "json-ld"),
        _from_clues(declared, names, declared.meta("parsely-author", "sailthru.author", "byl")),
        _from_clues(declared, names, declared.meta("article:author", "og:article:author", "article.author")),
        _from_clues(declared, names, _items(declared, title)),
        _from_clues(declared, names, declared.meta("author", *_CREATORS)),
        _from_clues(declared, names, _bylines(declared, title, worded=True)),
        _from_clues(declared, names, _bylines(declared, title, worded=False)),
        _from_graph(declared, names, declared.webpage, "json-ld page"),
    ]
    clues = [clue for group in groups for clue, _ in group]
    for kind in (AuthorKind.PERSON, AuthorKind.AGENCY, AuthorKind.OUTLET):
        for group in groups:
            if any(author.kind is kind for _, authors in group for author in authors):
                found: dict[str, Author] = {}
                for clue, authors in group:
                    for author in authors:
                        # Systems put the outlet's name beside the writer's into meta elements by default.
                        if author.kind is not AuthorKind.OUTLET or kind is author.kind or clue.source == "json-ld":
                            found.setdefault(fold(author.name), author)
                return tuple(_without_outlet(found)), clues, [clue for clue, authors in group if authors]
    return (), clues, []


def _without_outlet(found: Mapping[str, Author]) -> Iterator[Author]:
    """The authors as found; a name that is only the beginning or the end of another is the same person."""
    for key, author in found.items():
        if not any(key != other and f" {key} " in f" {other} " for other in found):
            yield author


def _from_clues(declared: Declared, names: Sequence[str], clues: Iterator[Clue]) -> _Group:
    group: _Group = []
    for clue in clues:
        if len(group) >= 20:
            break
        authors = [
            Author(name, kind_of(name, names, declared.url), _link(clue, declared, name))
            for name in split_byline(clue.text, known=names)
        ]
        group.append((clue, authors))
    return group


def _link(clue: Clue, declared: Declared, name: str) -> str | None:
    """Where a visible name leads to."""
    if clue.kind != "visible byline":
        return None
    for block in declared.page.blocks:
        if block.place is clue.place:
            for mark in block.links:
                if mark.target and fold(block.text[mark.start : mark.end]) == fold(name):
                    return mark.target
    return None


def _from_graph(declared: Declared, names: Sequence[str], thing: Thing | None, kind: str) -> _Group:
    """Authors of a thing in embedded data, with their types and addresses."""
    if thing is None or (kind == "json-ld page" and thing is declared.main):
        return []
    group: _Group = []
    for key in ("author", "creator"):
        for clue in declared.said(key, thing=thing, kind=kind):
            value = clue.subject
            types = str(value.get("@type", "")).lower() if value else ""
            organisation = bool(_ORGANISATION.search(types))
            address = next((a for k in ("url", "sameAs") if value and isinstance(a := value.get(k), str)), None)
            if "://" in clue.text:
                continue
            split = [clue.text] if organisation else split_byline(clue.text, known=names)
            authors = [
                Author(
                    name,
                    kind_of(name, names, declared.url, organisation=organisation),
                    address if address and len(split) == 1 and address.startswith(("http://", "https://")) else None,
                )
                for name in split
            ]
            group.append((clue, authors))
        if any(authors for _, authors in group):
            break
    return group


def _items(declared: Declared, title: Block | None) -> Iterator[Clue]:
    """Microdata authors and author links that are not a comment's or a teaser's."""
    at = title.element if title is not None else -1
    near = [
        clue
        for clue in declared.item("author", "rel:author")
        if len(clue.text) <= _LONGEST_LINE and (at < 0 or abs(clue.place.element - at) <= _FAR)
    ]
    if len({fold(clue.text) for clue in near}) <= _MOST_LINKED:
        yield from near


def _bylines(declared: Declared, title: Block | None, *, worded: bool) -> Iterator[Clue]:
    """Lines that a reader takes for the byline: by their wording or role, or else by the name of their element."""
    blocks: list[Block] = []
    if title is not None and title.block >= 0:
        near = declared.page.blocks[max(0, title.block - _NEAR_BEFORE) : title.block + _NEAR_AFTER]
        for block in sorted(near, key=lambda b: (b.block < title.block, abs(b.block - title.block))):
            if not block.text or len(block.text) > _LONGEST_LINE or block.block == title.block or block.level == 1:
                continue
            if declared.aside(block.element):
                continue
            if worded:
                fits = opens_byline(block.text) and len(block.text) <= 120 and _capital(block.text)
            else:
                signed = declared.blocks[block.block].role is Role.BYLINE and len(block.text) <= 80
                fits = signed or bool(_BYLINE_NAMES.search(declared.names_of(block.element, 2)))
                fits = fits and any(map(looks_like_name, split_byline(block.text)))
            if fits or (worded and is_byline_label(block.text)):
                blocks.append(block)
                break
    for block in blocks:
        yield from _names_in(declared, block)


def _names_in(declared: Declared, block: Block) -> Iterator[Clue]:
    """The byline of a Block: each linked name by itself, or the text before its date."""
    if is_byline_label(block.text) and block.block + 1 < len(declared.page.blocks):
        block = declared.page.blocks[block.block + 1]
        if len(block.text) > 80:
            return
    linked = [block.text[mark.start : mark.end] for mark in block.links]
    if len(linked) > 1 and sum(map(len, linked)) >= 0.7 * len(block.text):
        for text in linked:
            yield Clue(text, text, "visible byline", block.place)
        return
    text = block.text
    stamp = read_instant(text)
    if stamp is not None:
        text = text[: stamp.start] if stamp.start > 2 else text[stamp.end :]
    if text.strip():
        yield Clue(text, block.text, "visible byline", block.place)


def _capital(text: str) -> bool:
    """Whether a second word starts with a capital, or the script knows none."""
    rest = text.split()[1:3]
    return (
        any(word[:1].isupper() or (word[:1].isalpha() and not word[:1].islower()) for word in rest)
        or not text.isascii()
    )
