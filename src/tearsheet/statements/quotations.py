"""Passages between quotation marks, of any language and with their errors, and lines of dialogue.

Which mark opens is told by its form, by what stands beside it, and by what the text does elsewhere: „so“, »so«, « so »,
”so” and "so". One pass over the marks; nothing is looked at twice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tearsheet.making import maker
from tearsheet.native import wordloops
from tearsheet.statements.paragraphs import paragraphs
from tearsheet.statements.span import Span, make_span

__all__ = ["Quotation", "QuotationKind", "find_quotations"]


class QuotationKind(StrEnum):
    """What shows that words are somebody's own."""

    MARKS = "marks"
    DIALOGUE = "dialogue"
    BLOCK = "block"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage set apart as somebody's own words. Not all are speech: titles and irony wear the same marks.

    Attributes:
        outer: the passage with its marks; it ends where the paragraph does.
        inner: the passage without them, and without the white space beside them.
        kind: what sets it apart.
        closed: whether it both opens and closes in this paragraph.
        depth: 0 for a passage that is in no other.
        continued: whether it goes on with the quotation that the paragraph before left open.
    """

    outer: Span
    inner: Span
    kind: QuotationKind = QuotationKind.MARKS
    closed: bool = True
    depth: int = 0
    continued: bool = False


_make_quotation = maker(Quotation)

_WIDE = "\u3000-\u9fff\uff00-\uffef\U00020000-\U0010ffff"
# Apostrophes between letters, most of all that look like marks, are left out, but for wide letters.
_MARK = re.compile(
    rf"``|''|,,(?=\w)|['’‘](?:(?<![^\W_].)|(?![^\W_])|(?<=[{_WIDE}].))|[«»‹›„“”‟‚‛\"＂「」『』｢｣﹁﹂﹃﹄〝〞〟״]"
)
_DIALOGUE = re.compile(r"(?:[—–―]\s?|-\s)(?=[\w¿¡«“\"„(…])")
_DASHES = frozenset("—–―-")
_BRACKETS = {"「": "」", "『": "』", "｢": "｣", "﹁": "﹂", "﹃": "﹄"}
_CLOSING_BRACKETS = frozenset(_BRACKETS.values())
_FAMILIES = {
    **dict.fromkeys(("«", "»"), "angle"),
    **dict.fromkeys(("‹", "›"), "small angle"),
    **dict.fromkeys(("„", "“", "”", "‟", '"', "＂", "〝", "〞", "〟", "``", "''", ",,", "״"), "double"),
    **dict.fromkeys(("‚", "‘", "’", "‛", "'"), "single"),
    **{bracket: open_ for open_, close in _BRACKETS.items() for bracket in (open_, close)},
}
_OPENING = frozenset({"„", "‟", "〝", "``", ",,", "‚", "‛", *_BRACKETS})
_CLOSING = frozenset({"〞", "〟", *_CLOSING_BRACKETS})
_BEFORE_OPENING = frozenset("([{<¿¡—–―-/…*_|>=+[#（［｛【《〈、，。：；！？・「『«‹„“‘’\"'")
_AFTER_CLOSING = frozenset(".,;:!?)]}…/—–―-*_|<（）［］｛｝】》〉、，。：；！？・」』»›”’\"'،؛؟。।")
_STRAIGHT = frozenset('"＂״')
_DEEPEST = 8
"""Quotations inside quotations; what opens below is passed over."""

_FARTHEST = 8
"""Paragraphs in which an open quotation is waited for to close."""


class _Mark(NamedTuple):
    """A mark and what it can be by what stands beside it."""

    start: int
    end: int
    form: str
    family: str
    opens: bool
    closes: bool
    held: bool = False


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the text uses marks that can be used either way.

    Attributes:
        reversed_angles: ``»so«``.
        same_angles: ``»so»``.
        same_curls: ``”so”``.
        same_curls: ``”so”``.
    """

    reversed_angles: bool
    same_angles: bool
    same_curls: bool


@dataclass(slots=True)
class _Open:
    """A passage whose end is not yet found."""

    mark: _Mark
    continued: bool = False


def find_quotations(text: str, whole: Sequence[Span] | None = None) -> list[Quotation]:
    """All quotations of a text, in the order in which they begin.

    A quotation that goes on over several paragraphs is one for each of them, all but the first ``continued``. Where no
    mark closes one, it reaches to the end of its paragraph; where none opens one, it begins with the paragraph.

    Args:
        text: any text; its paragraphs stand on lines of their own.
        whole: its paragraphs, where they are known.
    """
    whole = paragraphs(text) if whole is None else whole
    marks = _marks(text, whole)
    habits = _habits(marks)
    found: list[Quotation] = []
    carried: _Mark | None = None
    for number, paragraph in enumerate(whole):
        own = marks[number]
        continued = False
        if own or carried is not None:
            pieces, carried = _read(text, paragraph, own, habits, carried)
            if carried is not None and not _goes_on(carried, whole, marks, number, habits):
                carried = None
            found += pieces
            continued = bool(pieces) and pieces[0].continued
        if text[paragraph.start] in _DASHES and not continued:
            dialogue = _DIALOGUE.match(text, paragraph.start, paragraph.end)
            if dialogue:
                inner = make_span(dialogue.end(), paragraph.end)
                found.append(_make_quotation(paragraph, inner, QuotationKind.DIALOGUE))
    return sorted(found, key=lambda quotation: (quotation.outer.start, -quotation.outer.end))


def _marks(text: str, whole: Sequence[Span]) -> list[Sequence[_Mark]]:
    """The marks of each paragraph."""
    none: Sequence[_Mark] = ()
    found: list[Sequence[_Mark]] = [none] * len(whole)
    own: list[_Mark] = []
    first = last = 0
    number = -1
    # No mark is looked at together with what stands beyond its paragraph but for white space.
    for start, end in _places(text):
        if start >= last:
            own = []
            while start >= last:
                number += 1
                last = whole[number].end
            first = whole[number].start
            found[number] = own
        form = text[start:end]
        before = text[start - 1] if start > first else " "
        after = text[end] if end < last else " "
        if _is_letter_sign(form, before, after):
            continue
        opens = before.isspace() or before in _BEFORE_OPENING
        closes = after.isspace() or after in _AFTER_CLOSING
        if _is_wide(before) or _is_wide(after):
            # No white space tells sides apart in Chinese and Japanese.
            opens = closes = True
        held = form in "«»" and (after if form == "«" else before) in "\xa0\u202f"
        own.append(_Mark(start, end, form, _FAMILIES[form], opens, closes, held))
    return found


def _places(text: str) -> list[tuple[int, int]]:
    """Where the marks of a text begin and end."""
    if wordloops is not None:
        found: list[tuple[int, int]] = wordloops.marks_of(text)
        return found
    return [match.span() for match in _MARK.finditer(text)]


def _is_letter_sign(form: str, before: str, after: str) -> bool:
    """Whether it is a sign of Hebrew abbreviations rather than a quotation mark."""
    return form in '"״' and _is_hebrew(before) and _is_hebrew(after)


def _is_hebrew(character: str) -> bool:
    return "\u05d0" <= character <= "\u05ea"


def _is_wide(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" or character >= "\U00020000"


def _habits(marks: Sequence[Sequence[_Mark]]) -> _Habits:
    """What comes first in a paragraph is most often what opens; what touches a word tells more."""
    forward = lefts = rights = 0
    curls = {"“": 0, "”": 0, "„": 0}
    for line in marks:
        first = True
        for mark in line:
            if mark.family == "angle":
                left = mark.form == "«"
                lefts += left
                rights += not left
                opening = (2 if first else 0) + 3 * (mark.opens - mark.closes)
                forward += opening if left else -opening
                # A space that may not break stands inside, as French has it.
                forward += 6 if mark.held else 0
                first = False
            elif mark.form in curls and (mark.opens or mark.form != "”"):
                curls[mark.form] += 1
    return _Habits(
        reversed_angles=forward < 0 and lefts > 0,
        same_angles=rights > 1 and lefts == 0,
        same_curls=curls["”"] > 0 and curls["“"] == 0 and curls["„"] == 0,
    )


def _side(mark: _Mark, habits: _Habits, top: _Mark | None) -> int:
    """1 where a mark opens, -1 where it closes, 0 where it may be either."""
    form = mark.form
    if mark.family in ("angle", "small angle"):
        if habits.same_angles and mark.family == "angle":
            return 0
        left = form in "«‹"
        return 1 if left != habits.reversed_angles else -1
    if form in _OPENING:
        return 1
    if form in _CLOSING:
        return -1
    if form == "“":
        if top is not None and top.form in ("„", ",,", "‟"):
            return -1
        return -1 if top is not None and top.family == "double" and mark.closes and not mark.opens else 1
    if form == "”":
        return 0 if habits.same_curls else (1 if mark.opens and not mark.closes and top is None else -1)
    if form == "‘":
        return -1 if top is not None and top.form == "‚" else 1
    if form == "’":
        return -1
    if form == "''" and top is not None and top.form == "``":
        return -1
    return 0


def _read(
    text: str, paragraph: Span, marks: Sequence[_Mark], habits: _Habits, carried: _Mark | None
) -> tuple[list[Quotation], _Mark | None]:
    """The quotations of a paragraph, and what it leaves open."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    skip = 0
    if carried is not None:
        stack.append(_Open(_Mark(paragraph.start, paragraph.start, carried.form, carried.family, True, False), True))
        if marks and marks[0].start == paragraph.start and _reopens(marks[0], carried):
            stack[0].mark = _Mark(marks[0].start, marks[0].end, carried.form, carried.family, True, False)
            skip = 1
    later = _later_counts(marks)
    for number in range(skip, len(marks)):
        mark = marks[number]
        top = stack[-1].mark if stack else None
        side = _side(mark, habits, top)
        if mark.family == "single" and not _counts(mark, marks, number, stack):
            continue
        if side == 0:
            side = _toggle(mark, stack, text)
        if side > 0 and _is_forgotten(mark, stack, later[number]):
            opened = stack.pop()
            span = _trim(text, opened.mark.start, mark.start)
            inner = _trim(text, opened.mark.end, mark.start)
            found.append(_open_ended(span, inner, opened.continued, len(stack)))
        if side > 0:
            if len(stack) < _DEEPEST:
                stack.append(_Open(mark))
        elif side < 0:
            _close(text, paragraph, mark, stack, found)
    return found, _leave(text, paragraph, stack, found)


def _open_ended(span: Span, inner: Span, continued: bool = False, depth: int = 0) -> Quotation:
    """One that a mark is missing of."""
    return _make_quotation(span, inner, QuotationKind.MARKS, False, depth, continued)


def _reopens(mark: _Mark, carried: _Mark) -> bool:
    return mark.family == carried.family and (mark.opens or not mark.closes)


def _later_counts(marks: Sequence[_Mark]) -> list[int]:
    """How many straight marks stand from each on."""
    counts = [0] * len(marks)
    count = 0
    for number in range(len(marks) - 1, -1, -1):
        count += marks[number].form in ('"', "＂", "״")
        counts[number] = count
    return counts


def _counts(mark: _Mark, marks: Sequence[_Mark], number: int, stack: Sequence[_Open]) -> bool:
    """Whether a single mark is one of quotation: apostrophes look the same."""
    is_open = any(each.mark.family == "single" for each in stack)
    if mark.form in ("‚", "‘", "‛") or (mark.form == "'" and not is_open):
        return mark.opens and not (mark.closes and mark.form == "'")
    if not is_open or not mark.closes:
        return False
    # In "the members’ rights’" the plural's apostrophe looks like the end; a later mark that can end it does.
    following = next((each for each in marks[number + 1 : number + 4] if each.family == "single"), None)
    return following is None or following.opens or not following.closes


def _toggle(mark: _Mark, stack: Sequence[_Open], text: str) -> int:
    """The side of a mark that opens and closes alike."""
    opened = next((each.mark for each in reversed(stack) if each.mark.family == mark.family), None)
    if opened is None:
        before = text[mark.start - 1] if mark.start else " "
        if before.isdigit() and not mark.opens:
            return 0
        return 1
    if opened.start == opened.end and mark.opens and not mark.closes:
        return 1
    return 1 if mark.opens and not mark.closes and mark.family == "double" and opened.form in _STRAIGHT else -1


def _is_forgotten(mark: _Mark, stack: Sequence[_Open], later: int) -> bool:
    """Whether the passage that is open should have closed before this mark: pairs are to come, none left over."""
    return bool(stack) and mark.form in _STRAIGHT and stack[-1].mark.form in _STRAIGHT and later % 2 == 0


def _close(text: str, paragraph: Span, mark: _Mark, stack: list[_Open], found: list[Quotation]) -> None:
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth]
        if opened.mark.family == mark.family:
            del stack[depth:]
            span = make_span(opened.mark.start, mark.end)
            inner = _trim(text, opened.mark.end, mark.start)
            closed = not opened.continued
            found.append(_make_quotation(span, inner, QuotationKind.MARKS, closed, depth, opened.continued))
            return
    if not stack and not found and mark.closes and (not mark.opens or mark.family == "angle"):
        # The mark that opens was forgotten.
        span = make_span(paragraph.start, mark.end)
        found.append(_open_ended(span, _trim(text, paragraph.start, mark.start)))


def _leave(text: str, paragraph: Span, stack: Sequence[_Open], found: list[Quotation]) -> _Mark | None:
    """What the paragraph's end leaves open; only the outermost is told."""
    for opened in stack:
        if opened.mark.family != "single":
            span = make_span(opened.mark.start, paragraph.end)
            inner = _trim(text, opened.mark.end, paragraph.end)
            found.append(_open_ended(span, inner, opened.continued))
            return opened.mark
    return None


def _goes_on(
    carried: _Mark, whole: Sequence[Span], marks: Sequence[Sequence[_Mark]], number: int, habits: _Habits
) -> bool:
    """Whether a later paragraph opens the quotation again, or closes it before it opens another."""
    for following in range(number + 1, min(number + 1 + _FARTHEST, len(whole))):
        own = [mark for mark in marks[following][:4] if mark.family == carried.family]
        if not own:
            continue
        first = own[0]
        if first.start == whole[following].start:
            return following == number + 1 and _reopens(first, carried)
        side = _side(first, habits, carried)
        return side < 0 or (side == 0 and first.closes and not first.opens)
    return False


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return make_span(start, end)
