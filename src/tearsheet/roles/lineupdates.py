"""The entries of a live blog in a flat capture: each begins with a time, on a line alone or before its text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tearsheet.page.block import Block, Kind
from tearsheet.roles.lineposts import LinePost
from tearsheet.roles.linestamps import is_written
from tearsheet.roles.linetimes import find_time

__all__ = ["find_line_updates"]

_LEAST = 3
_LONGEST_STAMP = 60
_MOSTLY = 0.7
_TEXT = 60
"""Characters of most entries: what has fewer is a list of headlines with their times."""

_ORDERLY = 0.75
_GAP = 8
_CLOCK = re.compile(r"(\d{1,2})\s?[:.h時时点點시]\s?(\d\d)")
_LEAD = re.compile(r"[\s•·*●○▪■|\-–—⏰🕐]*")
_DIGIT = re.compile(r"\d")
_FIRST_DIGIT = 24
"""Characters of the longest day of the week before a clock time and of what may stand before its first digit."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def find_line_updates(blocks: Sequence[Block]) -> tuple[LinePost, ...]:
    """The entries of a live blog, in their order; none where the lines show none.

    Args:
        blocks: those of a flat capture.
    """
    best: list[int] = []
    told = 0
    for group in _groups(blocks):
        sizes = _sizes(group, blocks)
        written = sum(size >= _TEXT for size in sizes)
        # One long entry among short ones is an article among the lists around it.
        if len(group) < _LEAST or written < _MOSTLY * len(group) or 2 * max(sizes) > sum(sizes):
            continue
        if sum(sizes) > told and _in_order(group, blocks):
            best, told = group, sum(sizes)
    return tuple(
        LinePost(stamp, best[number + 1] - 1 if number + 1 < len(best) else _end(stamp, blocks), stamp)
        for number, stamp in enumerate(best)
    )


def _in_order(group: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether the times run one way, forwards or back, but for a few and the turn of the day."""
    clocks = [(int(match[1]), int(match[2])) for number in group if (match := _CLOCK.search(blocks[number].text))]
    if len(clocks) < len(group):
        # Of what is told by how long ago it was, only the numbers are compared.
        return True
    later = sum(other > one for one, other in pairwise(clocks))
    sooner = sum(other < one for one, other in pairwise(clocks))
    return max(later, sooner) >= _ORDERLY * (len(clocks) - 1)


def _groups(blocks: Sequence[Block]) -> list[list[int]]:
    """Lines that are a time of day alone, that begin with one, and that tell how long ago it was."""
    alone: list[int] = []
    ahead: list[int] = []
    reckoned: list[int] = []
    texts = [block.text for block in blocks]
    looked = [
        number
        for number, text in enumerate(texts)
        if (find_time(text) is not None if len(text) <= _LONGEST_STAMP else _begins_with_digit(text))
    ]
    for number in looked:
        block = blocks[number]
        time = find_time(block.text[: 2 * _LONGEST_STAMP])
        if time is None or block.kind in (Kind.TABLE, Kind.CODE) or not _LEAD.fullmatch(block.text, 0, time.start):
            continue
        rest = block.text[time.end :]
        bare = len(block.text) <= _LONGEST_STAMP and len(_LETTERS.findall(rest)) <= 1
        if time.kind == "clock":
            (alone if bare else ahead).append(number)
        elif bare and time.kind == "ago":
            reckoned.append(number)
    mixed = sorted([*alone, *ahead])
    return [alone, ahead, reckoned, *([mixed] if alone and ahead else [])]


def _begins_with_digit(text: str) -> bool:
    """Whether a digit stands where a line that begins with a clock time has one, perhaps behind a day of the week."""
    begin = 0
    if not text[0].isalnum():
        lead = _LEAD.match(text)
        begin = lead.end() if lead else 0
    return _DIGIT.search(text, begin, begin + _FIRST_DIGIT) is not None


def _sizes(group: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """How many characters somebody wrote in each entry."""
    found: list[int] = []
    for number, stamp in enumerate(group):
        end = group[number + 1] if number + 1 < len(group) else min(_end(stamp, blocks) + 1, len(blocks))
        own = blocks[stamp].text
        found.append(
            (len(own) if len(own) > _LONGEST_STAMP else 0)
            + sum(len(b.text) for b in blocks[stamp + 1 : end] if is_written(b))
        )
    return found


def _end(stamp: int, blocks: Sequence[Block]) -> int:
    """Where the last entry ends."""
    last, gap = stamp, 0
    for at in range(stamp + 1, len(blocks)):
        if is_written(blocks[at]):
            last, gap = at, 0
        else:
            gap += 1
            if gap > _GAP or (last > stamp and gap > 2):
                break
    return last
