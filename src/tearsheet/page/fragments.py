"""Sentences that were cut at their links and emphasis, each piece on a line of its own, put together again.

A line that opens with a comma or a full stop goes on where the line before it stopped. Where a capture has several of
these, its lines are text nodes, and a line that opens with a small letter goes on with a line that stopped within a
sentence too.
"""

from tearsheet.page.textlines import Lines, clean

__all__ = ["mended"]

_CLOSING = frozenset(",.;:!?)、。，；：！？）")
_UNSPACED_CLOSING = frozenset("、。，；：！？）")
_BEFORE_CLOSING = frozenset(")]”»\"’'%")
_LEAST_CUT = 3
_LONG, _SHORT = 40, 60


def mended(lines: Lines) -> Lines:
    """Put cut sentences together; the same Lines where none was cut."""
    texts, gaps = lines.text, lines.gap
    closed = [
        number
        for number, line in enumerate(texts)
        if line[0] in _CLOSING and gaps[number] == 0 and number and _is_closing(texts[number - 1], line)
    ]
    nodes = len(closed) >= _LEAST_CUT
    joints = {number - 1: "" for number in closed}
    if nodes:
        joints.update(dict.fromkeys(_running(lines, joints), " "))
    elif ",\n" in "\n".join(texts):
        for number, line in enumerate(texts[:-1]):
            if line[-1] == "," and len(line) > 1 and gaps[number + 1] == 0 and texts[number + 1][0].islower():
                joints.setdefault(number, " ")
    if not joints:
        return lines
    kept = Lines()
    done = 0
    for first in sorted(joints):
        if first < done:
            continue
        last = first
        parts = [clean(texts[first])]
        while last in joints:
            parts.append(joints[last])
            last += 1
            parts.append(clean(texts[last]))
        kept.extend(lines, done, first)
        kept.add("".join(parts), lines.start[first], lines.end[last], gaps[first], lines.indent[first])
        done = last + 1
    kept.extend(lines, done, len(lines))
    return kept


def _is_closing(before: str, line: str) -> bool:
    """Whether a line opens with the punctuation that belongs to the line before it."""
    if not (before[-1].isalnum() or before[-1] in _BEFORE_CLOSING):
        return False
    return len(line) == 1 or line[0] in _UNSPACED_CLOSING or line[1] in ' \xa0"”»'


def _runs_on(line: str, after: str) -> bool:
    """Whether one of two lines is long enough for a sentence, and they are no items of a list."""
    if len(line) >= _LONG and len(after) >= _LONG:
        return not line[0].islower()
    return len(after) >= _LONG or (len(line) >= _LONG and " " in after)


def _running(lines: Lines, closed: dict[int, str]) -> list[int]:
    """Lines that stop within a sentence that the next line, or the one behind a short piece, goes on with."""
    texts, gaps = lines.text, lines.gap
    found: set[int] = set()
    for number, line in enumerate(texts[:-1]):
        after = texts[number + 1]
        if number in closed or gaps[number + 1] != 0 or not after[0].islower() or "://" in after:
            continue
        if line[-1] == "," or (line[-1].islower() and _runs_on(line, after)) or number - 1 in closed:
            found.add(number)
    for number in sorted(found | set(closed)):
        before = number - 1
        if before < 0 or before in found or before in closed or gaps[number] != 0 or len(texts[number]) >= _SHORT:
            continue
        line = texts[before]
        if len(line) >= _LONG and (line[-1].islower() or line[-1] == ","):
            found.add(before)
    return sorted(found)
