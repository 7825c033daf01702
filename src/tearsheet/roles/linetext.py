"""Text of a flat capture that goes on behind what interrupts it, and the lines below it that tell of its author.

The model is less sure in languages that it has hardly seen: a sentence right behind the text, or behind no more than an
advertisement or a button, belongs to it where the model gives it a chance.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, Role
from tearsheet.roles.features import PageFeatures
from tearsheet.roles.linemarks import DATED
from tearsheet.roles.wording import CLOSING, furniture_wording

__all__ = ["settle_text"]

_PROSE, _LEAST_TEXT, _LEAST_QUOTE = 80, 40, 16
_CHANCE, _OF_USUAL = 0.2, 0.4
"""Probability from which on a line may be text: at least this, and this share of what the text has on the page."""

_SHORT, _LEAST_SENTENCE = 1_000, 8
"""Up to which length of a capture its short sentences are looked at, and from which length on: the model has seen whole
pages, and takes the last of a few sentences that somebody copied for what stands below an article."""

_TAKEN_FOR = frozenset({Role.CALL_TO_ACTION, Role.NAVIGATION, Role.RELATED})
"""What it takes them for."""

_ENOUGH = 0.3
"""Share of the items of a list that are kept."""

_LEAST_POINTS, _LEAST_POINT = 2, 20
_LONGEST_ITEM, _MOST_LAST = 100, 3
_LIST_ITEM, _PARAGRAPH = list(Kind).index(Kind.LIST_ITEM), list(Kind).index(Kind.PARAGRAPH)
_DOTS = frozenset("・･")
_INTERRUPTS = frozenset({Role.ADVERTISEMENT, Role.CALL_TO_ACTION})
_MOST_INTERRUPTS = 3
_ENDS_SENTENCE = frozenset(".!?…。！？؟।։")
_FIXED = frozenset({Role.TEMPLATE, Role.DUPLICATE, Role.LOADER})
_BELOW = 12
"""Lines below the text within which a date, an address or a word about the author may stand."""

_LONGEST_DATED, _LONGEST_BIO = 60, 600
_FULL_DATE = re.compile(r"\b(?:19|20)\d\d\b|[٠-٩۰-۹०-९]{4}")
_MAIL = re.compile(r"\W{0,3}(?:e-?mail\s*:?\s*)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,4}\W{0,3}\Z", re.IGNORECASE)
_LABEL = re.compile(r"[^:：|]{1,30}[:：]\s*")
_NAME = re.compile(r"[^\W\d_][^\W\d_’'.-]+(?: [^\W\d_][^\W\d_’'.-]*){1,3}")
_BY = re.compile(
    r"\b(?:by|von|par|por|di|da|av|af|door|przez|text|автор|autor|author|written by|posted by)\s+", re.IGNORECASE
)
_CLOSED = frozenset({Role.COMMENTS, Role.FEED, Role.LEGAL, Role.CONSENT})


def settle_text(
    page: Page,
    features: PageFeatures,
    probability: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
) -> None:
    """Settle the roles of lines by the text above them, in place.

    Args:
        page: a flat capture.
        features: its numbers.
        probability: that each Block is content.
        roles: of its Blocks.
        known: lines whose words alone tell what they are for.
    """
    blocks, units = page.blocks, features.units
    if units.sum() <= _SHORT:
        _keep_sentences(blocks, units, roles, known)
    long = features.long(_PROSE)
    text = [n for n in long if roles[n] in BODY_ROLES]
    if not text:
        return
    likely = probability >= max(_CHANCE, _OF_USUAL * _median(probability[text]))
    _resume(blocks, units, likely, roles, known, text[0])
    _rejoin(blocks, units, probability, roles, known)
    items = np.flatnonzero(features.kinds == _LIST_ITEM).tolist()
    if items:
        _complete_lists(items, likely, roles, known)
    _keep_points(blocks, units, roles, known)
    _list_lines(blocks, features, roles, known)
    last = max(n for n in long if roles[n] in BODY_ROLES)
    _tell_of_authors(blocks, features, roles, known, last)


def _median(numbers: NDArray[np.float64]) -> float:
    """As NumPy's, which takes longer to begin than to sort."""
    ordered: list[float] = np.sort(numbers).tolist()
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _keep_sentences(
    blocks: Sequence[Block], units: NDArray[np.float64], roles: list[Role], known: Mapping[int, Role]
) -> None:
    """Sentences of a short capture, one right behind the other."""
    for number in range(1, len(blocks)):
        text = blocks[number].text
        if (
            roles[number] in _TAKEN_FOR
            and number not in known
            and blocks[number].kind is Kind.PARAGRAPH
            and units[number] >= _LEAST_SENTENCE
            and roles[number - 1] is Role.PARAGRAPH
            and _ends_sentence(blocks[number - 1].text)
            and _ends_sentence(text)
            and furniture_wording(text) is None
        ):
            roles[number] = Role.PARAGRAPH


def _resume(
    blocks: Sequence[Block],
    units: NDArray[np.float64],
    likely: NDArray[np.bool_],
    roles: list[Role],
    known: Mapping[int, Role],
    first: int,
) -> None:
    """Sentences right behind the text, or behind an advertisement or button in it, are text."""
    for number in np.flatnonzero(likely & (units >= _PROSE)).tolist():
        # Most of them are text already.
        if (
            number <= first
            or roles[number] in BODY_ROLES
            or not _may_be_text(number, blocks, units, likely, roles, known)
        ):
            continue
        above = number - 1
        between: list[int] = []
        while above > first and roles[above] not in BODY_ROLES and number - above <= _MOST_INTERRUPTS:
            if known.get(above) in _INTERRUPTS or roles[above] is Role.ADVERTISEMENT:
                pass
            elif units[above] >= _LEAST_QUOTE and likely[above] and above not in known:
                between.append(above)
            else:
                break
            above -= 1
        if roles[above] in BODY_ROLES and _ends_sentence(blocks[above].text):
            for other in (*between, number):
                roles[other] = Role.PARAGRAPH


def _rejoin(
    blocks: Sequence[Block],
    units: NDArray[np.float64],
    probability: NDArray[np.float64],
    roles: list[Role],
    known: Mapping[int, Role],
) -> None:
    """A paragraph or two between paragraphs of the text, with perhaps a heading above, and no sign of anything else."""
    text = [n for n in np.flatnonzero(units >= _LEAST_TEXT).tolist() if roles[n] is Role.PARAGRAPH]
    possible = probability >= _CHANCE
    for above, below in pairwise(text):
        if not 1 < below - above <= _MOST_INTERRUPTS + 1:
            continue
        between = range(above + 1, below)
        if not _ends_sentence(blocks[above].text):
            continue
        long = [n for n in between if _may_be_text(n, blocks, units, possible, roles, known)]
        short = [n for n in between if n not in long]
        if not long or any(n in known or roles[n] in _FIXED or roles[n] not in FURNITURE_ROLES for n in short):
            continue
        # What stands alone above a paragraph is its heading; two lines would be something else's.
        if len(short) > 1 or any(n + 1 not in long or units[n] > _LONGEST_ITEM for n in short):
            continue
        for n in between:
            roles[n] = Role.PARAGRAPH


def _complete_lists(
    items: Sequence[int], likely: NDArray[np.bool_], roles: list[Role], known: Mapping[int, Role]
) -> None:
    """A list is kept as a whole where enough of it is."""
    for run in _runs(items):
        kept = sum(roles[other] is Role.LIST_ITEM for other in run)
        if kept and kept >= _ENOUGH * len(run):
            for other in run:
                if roles[other] in FURNITURE_ROLES and other not in known and likely[other]:
                    roles[other] = Role.LIST_ITEM


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Ascending numbers by what follows one another without a gap."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _keep_points(
    blocks: Sequence[Block], units: NDArray[np.float64], roles: list[Role], known: Mapping[int, Role]
) -> None:
    """A list right below the title tells what the text says; and lines with a dot of Japanese are items."""
    number = roles.index(Role.TITLE) + 1 if Role.TITLE in roles else len(roles)
    run = []
    while number < len(blocks) and blocks[number].kind is Kind.LIST_ITEM and number not in known:
        run.append(number)
        number += 1
    if len(run) >= _LEAST_POINTS and min(units[other] for other in run) >= _LEAST_POINT:
        for other in run:
            roles[other] = Role.LIST_ITEM
    dotted = [n for n, role in enumerate(roles) if role is Role.PARAGRAPH and blocks[n].text[:1] in _DOTS]
    for n in dotted:
        if any(other in dotted for other in (n - 1, n + 1)):
            roles[n] = Role.LIST_ITEM


def _list_lines(blocks: Sequence[Block], features: PageFeatures, roles: list[Role], known: Mapping[int, Role]) -> None:
    """Short lines that end no sentence are a list: several of them behind a colon, or the last ones of a list above a
    heading."""
    short = np.flatnonzero((features.units <= _LONGEST_ITEM) & (features.kinds == _PARAGRAPH)).tolist()
    for run in _runs([number for number in short if _may_be_item(number, blocks, roles, known)]):
        if run[-1] + 1 < len(blocks):
            above, after = run[0] - 1, roles[run[-1] + 1]
            announced = above >= 0 and roles[above] is Role.PARAGRAPH and blocks[above].text[-1] in ":："
            if announced and len(run) >= _LEAST_POINTS and after in BODY_ROLES:
                listed = run
            elif above > 0 and roles[above] is roles[above - 1] is Role.LIST_ITEM and after is Role.HEADING:
                listed = run if len(run) < _MOST_LAST else []
            else:
                listed = []
            for other in listed:
                roles[other] = Role.LIST_ITEM


def _may_be_item(
    number: int,
    blocks: Sequence[Block],
    roles: Sequence[Role],
    known: Mapping[int, Role],
) -> bool:
    """Whether a short paragraph may be an item of a list."""
    return (
        roles[number] is Role.PARAGRAPH
        and number not in known
        and blocks[number].text[-1] not in ":："
        and not _ends_sentence(blocks[number].text)
    )


def _may_be_text(
    number: int,
    blocks: Sequence[Block],
    units: NDArray[np.float64],
    likely: NDArray[np.bool_],
    roles: Sequence[Role],
    known: Mapping[int, Role],
) -> bool:
    text = blocks[number].text
    return (
        number not in known
        and roles[number] in FURNITURE_ROLES
        and roles[number] not in _FIXED
        and blocks[number].kind is Kind.PARAGRAPH
        and units[number] >= _PROSE
        and likely[number]
        and _ends_sentence(text)
        and furniture_wording(text) is None
    )


def _ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSING)[-1:] in _ENDS_SENTENCE


def _tell_of_authors(
    blocks: Sequence[Block], features: PageFeatures, roles: list[Role], known: Mapping[int, Role], last: int
) -> None:
    """Addresses, dates and words about an author, right below the text."""
    names: set[str] = set()
    if Role.BYLINE in roles:
        names.update(*[_names(blocks[number].text) for number, role in enumerate(roles) if role is Role.BYLINE])
    for number in range(last + 1, min(last + 1 + _BELOW, len(blocks))):
        role, text = roles[number], blocks[number].text
        if known.get(number) in _CLOSED:
            return
        if role not in FURNITURE_ROLES or role in _FIXED:
            continue
        if text in names:
            roles[number] = Role.BYLINE
        elif number in known:
            continue
        elif _MAIL.match(text):
            roles[number] = Role.BYLINE
        elif (
            len(text) <= _LONGEST_DATED
            and features.signs[number] & DATED
            and _FULL_DATE.search(text)
            and "©" not in text
        ):
            roles[number] = Role.DATELINE
        elif len(text) <= _LONGEST_BIO and any(_is_about(text, name) for name in names):
            roles[number] = Role.BYLINE


def _names(text: str) -> list[str]:
    """The names of people in a byline."""
    return _NAME.findall(_BY.sub("", _LABEL.sub("", text)))[:5]


def _is_about(text: str, name: str) -> bool:
    """Whether a line tells of somebody: it begins with the name or the first name, or holds the whole of it."""
    return name in text or text.startswith(f"{name.split()[0]} ")
