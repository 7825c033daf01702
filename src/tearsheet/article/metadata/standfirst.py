"""The standfirst: what stands between title and text and sums the article up, in one paragraph, several, or a list.

Blocks of one form that follow each other make a run. A run is weighed by how its elements are named, by what the page's
descriptions say, and by how it differs in form from the paragraphs after it: many pages describe themselves with their
first paragraph, and that is still a paragraph.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tearsheet.article.metadata.blocklists import LINES
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.descriptions import Descriptions, Wording, read_descriptions
from tearsheet.article.metadata.stems import finder
from tearsheet.making import maker
from tearsheet.page.block import Block, Kind
from tearsheet.page.place import Elements
from tearsheet.page.role import FURNITURE_ROLES, PageType, Role
from tearsheet.remembered import remembered

__all__ = ["below_title", "find_standfirst"]

_NAMES = re.compile(
    r"standfirst|stand-first|strapline|(?<![a-z])dek(?![a-z])|(?<![a-z])deck(?![a-z])|sub-?title|"
    r"sub-?head(?:line|er|ing)?(?![a-z])|(?<![a-z])lead(?![a-z])|lead-?(?:text|paragraph|in(?![a-z]))|(?<![a-z])lede(?![a-z])|"
    r"(?<![a-z])intro(?![a-z])|intro-?text|introduction|preamble|pre-?ambule|summary|bullet-?(?:points?|list)|"
    r"key-?(?:points|facts|takeaways)|chapo|chapeau|teaser-?text|vorspann|anriss|untertitel|unterzeile|"
    r"(?<![a-z])excerpt|abstract|bajada|entradilla|sumario|subtitulo|bigode|linha-?fina|occhiello|sommario|catenaccio|"
    r"ingress|manchet|underrubrik|perex|(?<![a-z])lid(?![a-z])|zajawka|(?<![a-z])spot(?![a-z])|"
    r"synopsis|kicker-?text|topper|sapo(?![a-z])"
)
_MAY_BE_NAMED = finder(
    "standfirst stand-first strapline dek deck subtitle sub-title subhead sub-head lead lede intro preamble ambule "
    "summary bullet key chap teaser vorspann anriss untertitel unterzeile excerpt abstract bajada entradilla sumario "
    "subtitulo bigode linha occhiello sommario catenaccio ingress manchet underrubrik perex lid zajawka spot synopsis "
    "kicker topper sapo"
)
_VAGUE_NAMES = re.compile(r"description(?![a-z])")
_NOT_NAMES = re.compile(
    r"caption|credit|copyright|figure|image|photo|gallery|carousel|slide|player|video|audio|author|byline|biograph|"
    r"promo|newsletter|disclaimer|affiliate|subscri|related|recommend|toolbox|toolbar|social|share|breadcrumb|"
    r"(?<![a-z])nav|menu|comment|correction|date(?![a-z])|time(?![a-z])|paywall|cookie|consent|(?<![a-z])ads?(?![a-z])"
)
_DROP_CAP = re.compile(r"drop-?cap|initial(?![a-z])|first-?letter")
_DIGITS = re.compile(r"\d+")
_DISCLAIMER = re.compile(
    r"affiliate|commission|paid promotion|independently (?:selected|reviewed|chosen)|sponsored|"
    r"this (?:article |post |story |piece )?is part of|"
    r"(?:this|the) (?:article|post|story|text|piece) (?:was (?:first|originally)|contains|has been translated)|"
    r"\bprovision\b|werbelinks|enthält (?:werbung|links)|"
    r"dieser (?:artikel|text|beitrag) (?:ist|wurde|erschien|enthält)|"
    r"cet article (?:a été|contient)|este artículo (?:fue|contiene|forma parte)|questo articolo (?:è stato|contiene)",
    re.IGNORECASE,
)
_PLAIN_DISCLAIMER = re.compile(_DISCLAIMER.pattern)
"""For texts in lower case, several times faster."""
_MAY_DISCLAIM = finder(
    "affiliate commission paid_promotion independently sponsored part_of was_first was_originally contains "
    "has_been_translated provision werbelinks enthält dieser_ cet_article este_artículo questo_articolo"
)
_OTHER_CASES = frozenset("ſİıﬅﬆ")
"""Letters that are the same as others where case is ignored, but not in lower case."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TEXTUAL = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTATION, Kind.LIST_ITEM})
_NEVER = frozenset(
    {Role.TITLE, Role.KICKER, Role.DATELINE, Role.CAPTION, Role.CREDIT, Role.IMAGE_DESCRIPTION, Role.COMMENTS}
)
_SIGNED = frozenset({Role.BYLINE, Role.DATELINE})
_WITHOUT_TEXT = 12
"""Blocks after the title that are asked where no text is found."""
_PAST = 4
"""Paragraphs of the text that are asked too: the first of them may be the standfirst."""
_MOST_LINES = 7
_SHORTEST, _LONGEST = 15, 1_000
_FEW_WORDS = 6
_BODY_SHORTEST = 60
_LIKELY = 0.5
_UNLIKELY = 0.2
_HIGHEST = 8
_MOSTLY = 0.5
_LOOKED_AT = 300
_LABEL_WORDS = 4
_REACH = 60
_BETWEEN = 20
"""Blocks between standfirst and text in which the byline is looked for."""
_ALIKE_POINTS = -4.0
"""For looking like the text."""
_ENOUGH = 3.0
"""Points from which on a run is the standfirst."""
_ENOUGH_ELSEWHERE = 6.0
"""The same for pages that are no articles: what stands below the title there is seldom a standfirst."""
_WRITTEN = frozenset({PageType.ARTICLE, PageType.LIVE_BLOG})


@dataclass(frozen=True, slots=True)
class _Run:
    """Blocks of one form that follow each other."""

    blocks: tuple[Block, ...]
    form: tuple[object, ...]

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


_make_run = maker(_Run)


@dataclass(frozen=True, slots=True)
class _Weighed:
    run: _Run
    points: float
    kind: str
    agreed: tuple[Clue, ...]


_make_weighed = maker(_Weighed)


def find_standfirst(
    declared: Declared,
    title: Block | None,
    page_type: PageType | None = None,
    ask: Callable[[Iterable[int]], bool] | None = None,
) -> tuple[str | None, list[Clue], list[Clue], tuple[int, ...]]:
    """The standfirst, what speaks for it, what of that was used, and the numbers of its Blocks.

    A description that is nowhere visible is evidence alone.

    Args:
        declared: what the page declares.
        title: the Block of the title.
        page_type: what kind of page it is, where that is decided.
        ask: finds the roles of Blocks that are left out, where they are not yet found, and tells whether that gave any
            another role.
    """
    if not len(declared.page.elements):
        return _flat(declared)
    title = title or next(declared.with_role(Role.TITLE), None)
    said = read_descriptions(declared, title)
    around = _Around(declared)
    runs = _runs(around, title)
    if ask is not None and runs:
        # What is asked for decides where runs end, too, so the Block behind the last is among them.
        asked = range(runs[0].blocks[0].block, runs[-1].blocks[-1].block + 2)
        if ask({*asked, *(number for run in runs for number in around.between(run))}):
            around.look_again()
            runs = _runs(around, title)
    weighed: list[_Weighed] = []
    passed = 0
    for run in runs:
        one = _weigh(around, run, said, passed)
        if one is not None:
            weighed.append(one)
        if (one is None or one.points < _ENOUGH) and any(map(_is_text, run.blocks)):
            passed += 1
    visible = [
        make_clue(block.text, block.text, one.kind, block.place)
        for one in sorted(weighed, key=lambda one: -one.points)
        for block in one.run.blocks
    ]
    clues = [*visible, *said.clues]
    enough = _ENOUGH if page_type is None or page_type in _WRITTEN else _ENOUGH_ELSEWHERE
    accepted = [one for one in weighed if one.points >= enough]
    if not accepted:
        return None, clues, [], ()
    best = max(accepted, key=lambda one: (one.points, len(one.run.text)))
    chosen = [best, *_listed(declared.blocks, accepted, best)]
    chosen.sort(key=lambda one: one.run.blocks[0].block)
    blocks = [block for one in chosen for block in one.run.blocks]
    places = {block.place for block in blocks}
    used = [clue for clue in visible if clue.place in places]
    used.sort(key=lambda clue: next(i for i, block in enumerate(blocks) if block.place == clue.place))
    text = "\n".join(block.text for block in blocks)
    return text, clues, [*used, *best.agreed], tuple(block.block for block in blocks)


def below_title(blocks: Sequence[Block]) -> range:
    """The Blocks whose role the standfirst mostly asks for: from what looks like the title to the start of the text."""
    start = next((block.block for block in blocks if block.role is Role.TITLE), -1) + 1
    text = _texts(blocks, start)[:_PAST]
    return range(start, (text[-1] if text else start + _WITHOUT_TEXT) + 1)


def _flat(declared: Declared) -> tuple[str | None, list[Clue], list[Clue], tuple[int, ...]]:
    """The standfirst of a flat capture: its lines have no form, so their roles tell."""
    for block in declared.with_role(Role.STANDFIRST):
        clue = make_clue(block.text, block.text, "visible flat standfirst", block.place)
        return block.text, [clue], [clue], (block.block,)
    return None, [], [], ()


class _Around:
    """The Blocks around runs: which of them look like the text, and the form of each, found once."""

    def __init__(self, declared: Declared) -> None:
        self.blocks = declared.blocks
        self.elements = declared.page.elements
        self._forms: dict[int, tuple[object, ...]] = {}
        self._texts = _texts(declared.blocks, 0)

    def look_again(self) -> None:
        """Take note of roles that are found meanwhile."""
        self._texts = _texts(self.blocks, 0)

    def texts(self, start: int, most: int) -> list[int]:
        """Numbers of the first Blocks from one on that look like the text."""
        texts = self._texts
        first = bisect_left(texts, start)
        return texts[first : first + most]

    def between(self, run: _Run) -> range:
        """Numbers of the Blocks between a run and the text."""
        end = run.blocks[-1].block + 1
        text = next((number for number in self.texts(end, 1) if number < end + _REACH), end + 5)
        return range(end, min(text, end + _BETWEEN, len(self.blocks)))

    def form(self, block: Block) -> tuple[object, ...]:
        """What Blocks of one look have in common."""
        form = self._forms.get(block.block)
        if form is None:
            form = self._forms[block.block] = _form(self.elements, block)
        return form


def _runs(around: _Around, title: Block | None) -> list[_Run]:
    """Runs of Blocks between the title and the start of the text, in reading order; the text's first are among them."""
    blocks, elements = around.blocks, around.elements
    start = title.block + 1 if title is not None else 0
    text = around.texts(start, _PAST)
    if title is None and text:
        start = max(0, text[0] - _WITHOUT_TEXT)
    stop = text[-1] + 1 if text else start + _WITHOUT_TEXT
    runs: list[list[Block]] = []
    forms: list[tuple[object, ...]] = []
    last = -2
    for block in blocks[start:]:
        inside = block.block < stop
        if not inside and (block.block != last + 1 or not runs):
            break
        if block.kind not in _TEXTUAL or not block.text or block.role in _NEVER:
            continue
        form = around.form(block)
        together = runs and form == forms[-1] and block.block == last + 1
        if together and _stands_in(elements, block) == _stands_in(elements, runs[-1][-1]):
            runs[-1].append(block)
        elif inside:
            runs.append([block])
            forms.append(form)
        else:
            break
        last = block.block
    return [_make_run(tuple(run), form) for run, form in zip(runs, forms, strict=True)]


def _texts(blocks: Sequence[Block], start: int) -> list[int]:
    """Numbers of the Blocks from one on that look like the text."""
    if LINES is not None:
        found: list[int] = LINES.texts(blocks, start, Role.PARAGRAPH, Kind.PARAGRAPH, _BODY_SHORTEST, _LIKELY)
        return found
    return [block.block for block in blocks[start:] if _is_text(block)]


def _is_text(block: Block) -> bool:
    return (
        block.role in (Role.PARAGRAPH, None)
        and block.kind is Kind.PARAGRAPH
        and len(block.text) >= _BODY_SHORTEST
        and (block.probability is None or block.probability >= _LIKELY)
    )


def _form(elements: Elements, block: Block) -> tuple[object, ...]:
    """What Blocks of one look have in common: their own and their parent's tag and names, and whether all is bold."""
    number, marks = block.element, block.marks
    bold = sum([mark.end - mark.start for mark in marks if mark.kind in ("strong", "emphasis")]) if marks else 0
    whole = 10 * bold >= 9 * len(block.text)
    if not 0 <= number < len(elements.tag):
        return (block.kind, whole)
    parent = elements.parent[number]
    above = (elements.tag[parent], _plain(elements.names[parent])) if parent >= 0 else ("", "")
    return (elements.tag[number], _plain(elements.names[number]), *above, whole)


def _stands_in(elements: Elements, block: Block) -> int:
    """The element that holds a Block and its likes: its parent, or the list."""
    parent = elements.parent[block.element] if 0 <= block.element < len(elements.tag) else -1
    return elements.parent[parent] if parent >= 0 and elements.tag[parent] == "li" else parent


@remembered(4_000)
def _plain(names: str) -> str:
    """Names without their numbers, which often count the paragraphs."""
    return _DIGITS.sub("0", names) if names else names


def _weigh(around: _Around, run: _Run, descriptions: Descriptions, passed: int) -> _Weighed | None:
    """How much speaks for a run; ``None`` where it cannot be the standfirst.

    ``passed`` counts the runs of the text before it.
    """
    text = run.text
    first = run.blocks[0]
    if not _SHORTEST <= len(text) <= _LONGEST or len(run.blocks) > _MOST_LINES:
        return None
    end = run.blocks[-1].block + 1
    after = [around.blocks[number] for number in around.texts(end, 4) if number < end + _REACH]
    wording = Wording.of(text)
    equal = descriptions.equal(wording)
    said = bool(equal) or descriptions.told(wording)
    own, above = _names_apart(around.elements, first, after)
    named = 3.0 if _is_named(own) else 2.0 if _is_named(above) else 1.0 if _VAGUE_NAMES.search(own) else 0.0
    heading = first.kind is Kind.HEADING
    if descriptions.entitled(wording, heading=heading, otherwise=named > 2 or bool(equal)):
        return None
    if not after and sum(map(_is_text, run.blocks)) > 1 and named < 3:
        # All the text there is.
        return None
    if first.role is Role.BYLINE and not (said or named > 2):
        return None
    if _linked(run) > _MOSTLY or _disclaims(text[:_LOOKED_AT]) or (heading and len(wording.words) < _LABEL_WORDS):
        # Contents, notices of the editors, labels.
        return None
    points = named
    if _is_misnamed(own) or _is_misnamed(above):
        points -= 3
    if _DROP_CAP.search(own):
        points -= 2
    points += 3 if equal else 1 if said else 0
    points += max(_apart(around, run, after), 0.0 if _is_named(above) else _ALIKE_POINTS)
    if first.role is Role.STANDFIRST:
        points += 2
    likely = max((block.probability for block in run.blocks if block.probability is not None), default=_LIKELY)
    if first.role in FURNITURE_ROLES and first.role is not Role.DUPLICATE:
        points -= 1
    if likely < _UNLIKELY and not said:
        points -= 2
    if len(wording.words) < _FEW_WORDS:
        points -= 2
    points += 1 if passed == 0 else -2 * passed
    if any(around.blocks[number].role in _SIGNED for number in around.between(run)):
        # The byline or the dateline stands between the run and the text.
        points += 1
    kind = "visible named standfirst" if named else "visible described paragraph" if said else "visible paragraph"
    return _make_weighed(run, points, kind, equal)


@remembered(2_000)
def _is_named(names: str) -> bool:
    """Whether names are those of standfirsts."""
    return _MAY_BE_NAMED(names) and _NAMES.search(names) is not None


@remembered(2_000)
def _is_misnamed(names: str) -> bool:
    """Whether names are those of something else that stands below a title."""
    return _NOT_NAMES.search(names) is not None


def _disclaims(text: str) -> bool:
    """Whether a text is a notice of the editors about the article."""
    if text.isascii() or _OTHER_CASES.isdisjoint(text):
        lower = text.lower()
        return _MAY_DISCLAIM(lower) and _PLAIN_DISCLAIMER.search(lower) is not None
    return _DISCLAIMER.search(text) is not None


def _linked(run: _Run) -> float:
    """Share of the text that leads elsewhere."""
    return sum(link.end - link.start for block in run.blocks for link in block.links) / len(run.text)


def _names_apart(elements: Elements, block: Block, after: Sequence[Block]) -> tuple[str, str]:
    """Names of the Block's element, and of those around it in which the text does not stand."""
    number = block.element
    if not 0 <= number < len(elements.tag):
        return "", ""
    shared: set[int] = set()
    for other in after[:1]:
        above = other.element
        while 0 <= above < len(elements.tag) and above not in shared:
            shared.add(above)
            above = elements.parent[above]
    own = _spelled(elements, number)
    around: list[str] = []
    above = elements.parent[number]
    for _ in range(_HIGHEST if after else 0):
        if above < 0 or above in shared or elements.tag[above] in ("body", "html", "main", "article"):
            break
        around.append(_spelled(elements, above))
        above = elements.parent[above]
    return own, " ".join(around)


def _spelled(elements: Elements, number: int) -> str:
    return f"{_hyphened(elements.names[number][:200])} {elements.role[number][:80]}"


@remembered(4_000)
def _hyphened(names: str) -> str:
    """Names in small letters, with a hyphen where capitals part words."""
    return names if names.islower() else _CAMEL.sub("-", names).lower()


def _apart(around: _Around, run: _Run, after: Sequence[Block]) -> float:
    """Points for how a run differs in form from the text after it."""
    if not after:
        return 0.0
    form = run.form
    forms = [around.form(block) for block in after]
    if form in forms[:2] or sum(other == form for other in forms) * 2 >= len(forms):
        return _ALIKE_POINTS
    points = 0.0
    first = run.blocks[0]
    if first.kind is Kind.HEADING:
        points += 1
    elif first.kind is Kind.LIST_ITEM or (len(form) > 2 and form[2] == "li"):
        points += 2 if len(run.blocks) > 1 else 0
    if len(form) < 5:
        return points
    if form[4] and not any(other[4] for other in forms):
        points += 2
    if form[1] and all(other[1] != form[1] for other in forms):
        points += 1
    if all(other[2:4] != form[2:4] for other in forms):
        points += 1
    return points


def _listed(blocks: Sequence[Block], accepted: Sequence[_Weighed], best: _Weighed) -> list[_Weighed]:
    """A list of points after the chosen paragraph, which is part of the standfirst too; one with a heading is not."""
    end = best.run.blocks[-1].block
    for one in accepted:
        between = blocks[end + 1 : one.run.blocks[0].block]
        apart = any(
            block.kind is Kind.HEADING or (len(block.text) > _BODY_SHORTEST and block.role not in _NEVER)
            for block in between
        )
        if one.run.blocks[0].block > end and len(one.run.blocks) > 1 and "li" in one.run.form and not apart:
            return [one]
    return []
