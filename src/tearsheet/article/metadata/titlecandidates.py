"""Everything a page may be called: what each place states, without the outlet's name, and who says the same.

Nothing is chosen here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tearsheet.article.metadata.blocklists import of_kind
from tearsheet.article.metadata.declared import Clue, Declared, make_clue, reworded
from tearsheet.article.metadata.titleparts import parts, printed, title_key, without_site
from tearsheet.article.metadata.titletraits import Surroundings, is_prose, traits_between, traits_of_text
from tearsheet.article.metadata.wording import clean
from tearsheet.making import maker
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import Role
from tearsheet.remembered import remembered

__all__ = ["TitleCandidate", "headings_looked_at", "title_candidates"]

_LONGEST = 400
_MOST_HEADINGS = 12
_MOST_LESSER = 6
"""How many headings of any level are asked where none is of the first."""
_MOST_LOWER = 60
_MOST_PROSE = 3
_MOST_AROUND = 12
"""How many words may stand in a heading above or behind the title."""

_LEAST_STEM = 12
_BREAK = re.compile(r"[:：/|–—]|\s-\s")
_DOTS = re.compile(r"\s*(?:\.{3}|…)\Z")
_METAS = (
    "og:title",
    "twitter:title",
    "headline",
    "title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
)
_KNOWN_METAS = frozenset({*_METAS, "hl"})
_OTHER_META = re.compile(r"(?:\A|[.:_-])(?:title|headline|hl)\Z")
_NO_TITLE = re.compile(r"app|image|site|section|author|video|audio|player|category|channel|parent|home|series|button")


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """One thing that the page may be called.

    Attributes:
        key: equal for all spellings of it.
        text: how it is printed: as in the page, or else as the first place has it.
        clues: every place that says it.
        block: the Block that shows it.
        traits: what else tells for or against it, in words.
    """

    key: str
    text: str
    clues: tuple[Clue, ...]
    block: Block | None = None
    traits: frozenset[str] = frozenset()

    @property
    def signs(self) -> frozenset[str]:
        """What tells for and against it: the kinds of place that say it, and its traits."""
        return self.traits | self.kinds

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of place that say it."""
        return frozenset(clue.kind for clue in self.clues)


_make_candidate = maker(TitleCandidate)


def title_candidates(declared: Declared, names: Sequence[str]) -> tuple[list[TitleCandidate], list[Clue]]:
    """All that the page may be called, in the order in which it is found, and all clues.

    Args:
        declared: what the page declares.
        names: what the outlet is called.
    """
    visible = _headings(declared)
    stated = [reworded(clue, printed(clue.text)) for clue in _stated(declared) if len(clue.text) <= _LONGEST]
    stated = [clue for clue in stated if clue.text]
    headings = _lower_headings(declared)
    keys = [title_key(clue.text) for clue in stated]
    shown = {title_key(clue.text) for clue, _ in visible} | set(headings)
    said: dict[str, set[str]] = {}
    for clue, key in zip(stated, keys, strict=True):
        said.setdefault(key, set()).add(clue.kind)
    clues: list[Clue] = []
    found: dict[str, list[tuple[Clue, Block | None]]] = {}
    for clue, block in visible:
        _put(found, clues, clue, without_site(clue.text, names, declared.url), "", block)
    for clue in stated:
        others = shown | {key for key, kinds in said.items() if kinds != {clue.kind}}
        for part in parts(clue.text, names, declared.url, others):
            _put(found, clues, clue, part.text, part.name, None)
    for key, block in headings.items():
        if key in found and not any(shown_by is not None for _, shown_by in found[key]):
            clue = make_clue(printed(block.text), block.text, "visible lower heading", block.place)
            clues.append(clue)
            found[key].append((clue, block))
    _around(found, clues, visible)
    _complete(found)
    return list(_candidates(declared, names, found)), clues


def headings_looked_at(blocks: Sequence[Block]) -> list[int]:
    """The headings whose role has a part in what the page may be called."""
    found: list[int] = []
    prose = 0
    heading, paragraph = Kind.HEADING, Role.PARAGRAPH
    for block in blocks:
        if block.kind is heading and (block.level == 1 or prose <= _MOST_PROSE or len(found) < _MOST_LESSER):
            found.append(block.block)
        if prose <= _MOST_PROSE and (block.role is paragraph or block.role is None):
            prose += is_prose(block)
    return found


def _put(
    found: dict[str, list[tuple[Clue, Block | None]]],
    clues: list[Clue],
    clue: Clue,
    text: str,
    name: str,
    block: Block | None,
) -> None:
    """Enter a part of what a place states."""
    key = title_key(text)
    if not key:
        return
    if name or text != clue.text:
        clue = reworded(clue, text, f"{clue.kind} {name}" if name else None)
    clues.append(clue)
    found.setdefault(key, []).append((clue, block if name != "tail" else None))


def _headings(declared: Declared) -> list[tuple[Clue, Block]]:
    """Blocks that may show the title: those whose role says so, then the page's first headings."""
    titles = list(declared.with_role(Role.TITLE))[:2]
    shown = {block.block for block in titles}
    headings = of_kind(declared.blocks, Kind.HEADING)
    tops = [b for b in headings if b.level == 1 and b.block not in shown]
    tops = tops[:_MOST_HEADINGS]
    kept = [b for b in tops if not declared.aside(b.element)] or tops
    found = [(b, "visible title" if b.level == 1 else "visible lower title") for b in titles]
    found += [(b, "visible later h1" if i else "visible h1") for i, b in enumerate(kept)]
    if not found:
        lower = headings[:_MOST_LESSER]
        found = [(b, "visible later heading" if i else "visible heading") for i, b in enumerate(lower)]
    return [
        (make_clue(text, block.text, kind, block.place), block)
        for block, kind in found
        if (text := printed(block.text)) and len(text) <= _LONGEST
    ]


def _lower_headings(declared: Declared) -> dict[str, Block]:
    """Headings below the first level by what they say, up to the start of the text: further down they are teasers."""
    found: dict[str, Block] = {}
    prose = 0
    heading, related, paragraph = Kind.HEADING, Role.RELATED, Role.PARAGRAPH
    for block in declared.blocks:
        role = block.role
        if block.kind is heading and block.level > 1 and role is not related:
            found.setdefault(title_key(printed(block.text)), block)
            if len(found) >= _MOST_LOWER:
                break
        if role is paragraph or role is None:
            prose += is_prose(block)
            if prose > _MOST_PROSE:
                break
    found.pop("", None)
    return found


def _stated(declared: Declared) -> Iterator[Clue]:
    """What the markup and embedded data state, the first of each kind."""
    yield from _first(declared.said("headline"))
    for name in _METAS:
        yield from _first(declared.meta(name))
    for name in declared.metas:
        if _is_other_title(name):
            yield from (reworded(clue, clue.text, "meta other title") for clue in _first(declared.meta(name)))
    yield from _first(declared.item("headline"))
    yield from _first(declared.said("name"))
    yield from _first(declared.said("alternativeHeadline"))
    seen: set[str] = set()
    for clue in declared.told("headline", "name"):
        if clue.kind not in seen:
            seen.add(clue.kind)
            yield clue
    if declared.webpage is not None and declared.webpage is not declared.main:
        yield from _first(declared.said("name", "headline", thing=declared.webpage, kind="json-ld page"))
    if declared.page.markup.title is not None:
        title = declared.page.markup.title
        yield make_clue(clean(title.value), title.value, "title element", title.place)


@remembered(2_000)
def _is_other_title(name: str) -> bool:
    """Whether a ``meta`` element's name, though it is not among those known, says that it is a title."""
    return name not in _KNOWN_METAS and _OTHER_META.search(name) is not None and _NO_TITLE.search(name) is None


def _first(clues: Iterable[Clue]) -> list[Clue]:
    return [clue for clue, _ in zip(clues, range(1), strict=False)]


def _around(
    found: dict[str, list[tuple[Clue, Block | None]]], clues: list[Clue], visible: Sequence[tuple[Clue, Block]]
) -> None:
    """Let a heading that holds more than the title speak for it: words stand above the title, or behind it."""
    for clue, block in visible[:3]:
        whole = title_key(clue.text)
        for key in list(found):
            if key == whole or any(shown_by is not None for _, shown_by in found[key]):
                continue
            place = "end" if whole.endswith(" " + key) else "start" if whole.startswith(key + " ") else ""
            if place and whole.count(" ") - key.count(" ") <= _MOST_AROUND:
                part = reworded(clue, found[key][0][0].text, f"{clue.kind} {place}")
                clues.append(part)
                found[key].append((part, block))


def _complete(found: dict[str, list[tuple[Clue, Block | None]]]) -> None:
    """Let what is cut off speak for the longer text that it is the beginning of."""
    for key in list(found):
        if not all(_DOTS.search(clue.text) for clue, _ in found[key]) or len(key) < _LEAST_STEM:
            continue
        longer = [k for k in found if k.startswith(key) and k != key]
        if longer:
            found[max(longer, key=lambda k: len(found[k]))].extend(found.pop(key))


def _candidates(
    declared: Declared, names: Sequence[str], found: Mapping[str, Sequence[tuple[Clue, Block | None]]]
) -> Iterator[TitleCandidate]:
    surroundings = Surroundings(declared, names)
    stating = [(key, frozenset([clue.kind for clue, _ in entries])) for key, entries in found.items()]
    compared = traits_between(stating, declared.url)
    for (key, kinds), entries, between in zip(stating, found.values(), compared, strict=True):
        block = next((block for _, block in entries if block is not None), None)
        text = _spelling([c.text for c, b in entries if b is not None], [c.text for c, b in entries if b is None])
        traits = frozenset({*traits_of_text(text, kinds), *surroundings.traits(text, block), *between})
        yield _make_candidate(key, text, tuple([clue for clue, _ in entries]), block, traits)


def _spelling(visible: Sequence[str], stated: Sequence[str]) -> str:
    """The spelling to keep: the page's own, unless line breaks or style sheets set its parts apart, not punctuation."""
    whole = [text for text in visible if not _DOTS.search(text)]
    others = [text for text in stated if not _DOTS.search(text)]
    if whole:
        breaks = len(_BREAK.findall(whole[0]))
        return next((text for text in others if len(_BREAK.findall(text)) > breaks), whole[0])
    return (others or visible or stated)[0]
