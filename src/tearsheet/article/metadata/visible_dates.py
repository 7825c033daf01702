"""Dates that a reader sees: in the byline, near the title, above a post, at the end of the text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tearsheet.article.metadata.blocklists import LINES
from tearsheet.article.metadata.datenames import Which, names_say, starts_of, text_says, told_otherwise
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.instants import Stamp
from tearsheet.article.metadata.relative import read_relative, read_without_year
from tearsheet.making import maker
from tearsheet.native import articleloops
from tearsheet.page.block import Block, Kind, Mark
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.remembered import remembered

__all__ = ["Seen", "date_lines", "see_dates", "see_reckoned"]

_LONGEST_LINE = 220
_MAY_BE_DATE = re.compile(r"\d{4}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|\d\s?[月월]|元年|'\d\d")
_RANGE = re.compile(r"\s*(?:[-–—~]|to|bis|au|al|until|till|до)\s*(?=[^\W\d_]{0,10}\.?\s?\d)", re.IGNORECASE)
_CURRENT = re.compile(r"today|current-?date|clock|weather|mast-?head|top-?bar|header-?date|expir|event|countdown")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_MOST = 120
"""How many lines with a date are looked at."""

_BY_TITLE_BEFORE, _BY_TITLE_AFTER = 3, 7
_NEAR_BEFORE, _NEAR_AFTER = 8, 16
_LISTING = 3
"""As many lines of one make with different days are a list of other stories, or of posts."""

_LONGEST_TOLD = 140
_TELLING = frozenset({Role.PARAGRAPH, Role.HEADING, Role.TABLE, Role.CODE, Role.TITLE})
"""Roles of Blocks that name days as they tell of something, when they are no short lines."""

_DATED = frozenset({Role.DATELINE, Role.BYLINE})

_LONGEST_RECKONED, _LONGEST_LOOSE = 80, 32
"""Characters of a line that tells how long ago it was: in a byline or dateline, and in others."""

_LONGEST_REST = 90
"""Characters beside the date in a line that is about when, and not a sentence that names a day."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A date in a line.

    Attributes:
        clue: its text, kind and place.
        stamp: what it says.
        which: what the line or the names around it say it is the date of.
        assumed: ``"relative"`` or ``"year"`` where it is reckoned from the instant of the capture.
    """

    clue: Clue
    stamp: Stamp
    which: Which
    assumed: str | None = None


_make_seen = maker(Seen)


def see_dates(
    declared: Declared,
    lines: Sequence[Block],
    read: Callable[[str], Stamp | None],
    title: Block | None,
    thread: bool,
) -> list[Seen]:
    """Dates in short lines of a page, in reading order.

    The kind of a clue says what its words say ("published", "updated", "plain") and where it stands: "by the title"
    (next to it), "near the title", "in a dateline", "in a byline" (elsewhere), "far"; "of a list" where lines of its
    make give several days; "of the first post" in a thread.

    Args:
        declared: what the page declares, with its Blocks.
        lines: those of `date_lines`.
        read: reads an instant.
        title: the Block that shows the title.
        thread: whether the page is a thread of posts.
    """
    parts = [(block, found) for block in lines for found in _parts(declared, block, read)]
    makes = [_make(declared, block) for block, _ in parts]
    days: dict[str, set[str]] = {}
    for make, (_, (_, stamp, _)) in zip(makes, parts, strict=True):
        days.setdefault(make, set()).add(str(stamp.value.date()))
    anchor = _anchor(declared, title)
    wheres = [_where(declared, block, anchor, title is not None) for block, _ in parts]
    by_title = Counter(make for make, where in zip(makes, wheres, strict=True) if where == "by the title")
    result: list[Seen] = []
    posts = 0
    for make, where, (block, (raw, stamp, which)) in zip(makes, wheres, parts, strict=True):
        listed = len(days[make]) >= _LISTING
        if listed and by_title[make] > 1:
            where = "of a list"
        if thread and posts == 0 and which != "updated" and block.block > anchor:
            posts += 1
            where = "of the first post"
        elif declared.aside(block.element) and not (where == "by the title" and block.role in _DATED):
            where = "aside"
        elif listed and where != "by the title":
            where = "of a list"
        result.append(_make_seen(make_clue(raw, raw, f"visible {which} {where}", block.place), stamp, which))
    return result


def date_lines(declared: Declared, title: Block | None) -> list[Block]:
    """Short Blocks that may hold a date, in reading order."""
    found: list[Block] = []
    blocks = declared.blocks
    if LINES is not None and articleloops is not None:
        blocks = LINES.short(blocks, _LONGEST_LINE, _LONGEST_TOLD, _TELLING, articleloops.may_be_date)
    for block in blocks:
        size = len(block.text)
        if not size or size > _LONGEST_LINE or (size > _LONGEST_TOLD and block.role in _TELLING):
            continue
        if (block.marks and _is_timed(block.marks)) or _may_be_date(block.text):
            if title is not None and block.block == title.block:
                continue
            found.append(block)
            if len(found) >= _MOST:
                break
    return found


def _is_timed(marks: Sequence[Mark]) -> bool:
    """Whether one of the marks is an instant."""
    for mark in marks:  # noqa: SIM110 - twice as fast as any() for the few there are
        if mark.kind == "time" and mark.target:
            return True
    return False


def _may_be_date(text: str) -> bool:
    """Whether a line has the numbers of a date; a look for any number spares most lines the others."""
    if articleloops is not None:
        found: bool = articleloops.may_be_date(text)
        return found
    return (_DIGIT.search(text) is not None or "元年" in text) and _MAY_BE_DATE.search(text) is not None


def see_reckoned(
    declared: Declared, title: Block | None, language: str | None, domain: str | None, captured: datetime
) -> list[Seen]:
    """Short lines by the title that tell how long ago it was, or a day without its year.

    Args:
        declared: what the page declares, with its Blocks.
        title: the Block that shows the title.
        language: of the page, BCP 47.
        domain: top-level domain of the page.
        captured: when the page was captured.
    """
    if title is None or title.block < 0:
        return []
    result: list[Seen] = []
    first = max(0, title.block - _BY_TITLE_BEFORE)
    for block in declared.blocks[first : title.block + _BY_TITLE_AFTER + 1]:
        text = block.text
        if not text or block.block == title.block or len(text) > _LONGEST_RECKONED or _may_be_date(text):
            continue
        told = block.role is not None and block.role not in _DATED
        if (told and (block.kind is Kind.HEADING or len(text) > _LONGEST_LOOSE)) or declared.aside(block.element):
            continue
        stamp, assumed = read_relative(text, language, captured), "relative"
        if stamp is None and any(map(str.isdigit, text)):
            stamp, assumed = read_without_year(text, language, domain, captured), "year"
        if stamp is None or told_otherwise(text, stamp.start):
            continue
        which = next((say for start in starts_of(text)[:-1] if (say := text_says(text[start:])) != "plain"), "plain")
        kind = f"visible {'relative' if assumed == 'relative' else 'yearless'} {which}"
        result.append(_make_seen(make_clue(text, text, kind, block.place), stamp, which, assumed))
    return result


def _anchor(declared: Declared, title: Block | None) -> int:
    """Number of the Block where the article begins."""
    if title is not None and title.block >= 0:
        return title.block
    return next((block.block for block in declared.blocks if block.role in BODY_ROLES), 0)


def _where(declared: Declared, block: Block, anchor: int, titled: bool) -> str:
    distance = block.block - anchor
    if -_BY_TITLE_BEFORE <= distance <= _BY_TITLE_AFTER and titled:
        return "by the title"
    if -_NEAR_BEFORE <= distance <= _NEAR_AFTER:
        return "near the title"
    if block.role is Role.DATELINE:
        return "in a dateline"
    if block.role is Role.BYLINE:
        return "in a byline"
    return "far"


def _make(declared: Declared, block: Block) -> str:
    """What lines of a list have in common: tag and names of the element and the one around it, numbers left out."""
    elements = declared.page.elements
    if not 0 <= block.element < len(elements.tag):
        return f"block {block.block}"
    return f"{elements.tag[block.element]} {_DIGITS.sub('', declared.names_of(block.element, 2))}"


def _parts(declared: Declared, block: Block, read: Callable[[str], Stamp | None]) -> Iterator[tuple[str, Stamp, Which]]:
    """Dates of a line, each with what it is the date of."""
    text = block.text
    times = [mark for mark in block.marks if mark.kind == "time" and mark.target]
    names = declared.names_of(block.element, 2)
    if _is_current(names):
        return
    for start, end in pairwise(starts_of(text)):
        part = text[start:end]
        stamp = read(part)
        which = text_says(part)
        raw = part.strip(" ,;|·•-–—")
        begin = start + (stamp.start if stamp is not None else 0)
        mark = _mark_of(times, start, end, text)
        if mark is not None and mark.target:
            precise = read(mark.target)
            # Some pages write the local clock as if it were that of Greenwich: then the visible one is right.
            if precise is not None and (stamp is None or not stamp.has_time or precise.value.tzinfo is not None):
                stamp, raw, begin = precise, mark.target, mark.start
        if stamp is None:
            continue
        if told_otherwise(text, begin) or _is_range(text, start, stamp, raw):
            continue
        beside = len(part) - (stamp.end - stamp.start) if mark is None else len(text) - (mark.end - mark.start)
        if which == "plain" and beside > _LONGEST_REST:
            continue
        yield raw, stamp, (names_say(names) or which) if which == "plain" else which


@remembered(2_000)
def _is_current(names: str) -> bool:
    """Whether names are those of what shows the day of today, or that of an event."""
    return _CURRENT.search(names.lower()) is not None


def _mark_of(times: Sequence[Mark], start: int, end: int, text: str) -> Mark | None:
    """The first time element in a part of a line."""
    return next((mark for mark in times if start <= mark.start < end), None)


def _is_range(text: str, start: int, stamp: Stamp, raw: str) -> bool:
    """Whether a date is the first of two, "3-9 May 2024" or "3 May to 9 May 2024": those are of events."""
    match = _RANGE.match(text, start + stamp.end)
    return match is not None and bool(_MAY_BE_DATE.search(text, match.end(), match.end() + 24))
