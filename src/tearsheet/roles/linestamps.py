"""Lines of a flat capture that may say when a post was written, and which of them are those of one thread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tearsheet.page.block import Block, Kind
from tearsheet.roles.linephrases import line_role
from tearsheet.roles.linetimes import find_time
from tearsheet.roles.postwords import (
    LONGEST_NAME,
    begins_with,
    by_inside,
    ends_with,
    is_fact,
    key_of_words,
    named,
    post_words,
)
from tearsheet.roles.wording import CLOSING

__all__ = ["HEAD", "LEAST", "LONGEST_STAMP", "Stamp", "find_stamps", "is_prose", "is_written", "stands_ahead"]

LONGEST_STAMP = 140
_READ = 300
"""Characters at the beginning and the end of a line that tell whether it is text."""

HEAD = 14
"""Lines on either side of a date that may belong to the head of its post."""

TEXT = 35
LEAST = 2
_LEAD, _LONG_LEAD = 9, 30
_EMPTY = 0.6
"""What a date without text behind it counts against a group of dates."""

_CLOCKED = re.compile(r"\d[:.h時时点點시]\s?\d\d(?!\d)")
_WORD = re.compile("(?:[^\\W\\d_]|[\u0900-\u0dff\u0e00-\u0e7f])+(?:['’](?:[^\\W\\d_])+)?")
_WIDE = re.compile("[\u2e81-\U0010ffff]")
_ENDS_SENTENCE = frozenset(".!?…。！？؟।")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that says when: what it says besides."""

    block: int
    before: str
    after: str


def find_stamps(blocks: Sequence[Block]) -> tuple[list[Stamp], list[bool]]:
    """The lines that say when the posts of a thread were written, one a post, and of each line whether it is text.

    Both are empty where the page shows no thread.

    Args:
        blocks: those of a flat capture.
    """
    stamps = list(_dated(blocks))
    if len(stamps) < LEAST:
        return [], []
    text = [is_written(block) for block in blocks]
    stamps = _until_end(stamps, blocks, text)
    sums = [0]
    for own, block in zip(text, blocks, strict=True):
        sums.append(sums[-1] + int(own and is_prose(block)))
    best: tuple[float, list[Stamp]] = (0.0, [])
    for made in _groups(stamps, blocks):
        group = _merged(made, blocks, text)
        told = sum(sums[other.block] > sums[one.block + 1] for one, other in pairwise(group))
        score = told - _EMPTY * (len(group) - 1 - told) + 0.5 * (len({named(one.before) for one in group}) > 1)
        if told and score > best[0]:
            best = (score, group)
    return _trimmed(best[1], sums), text


def _dated(blocks: Sequence[Block]) -> Iterator[Stamp]:
    """Lines with a date that may be that of a post."""
    words = post_words()
    texts = [block.text if len(block.text) <= LONGEST_STAMP else "" for block in blocks]
    for number, time in enumerate(map(find_time, texts)):
        if time is None or time.kind == "clock" or blocks[number].kind in (Kind.CODE, Kind.TABLE):
            continue
        text = texts[number]
        before, after = text[: time.start].strip(), text[time.end :].strip()
        most = _LONG_LEAD if by_inside(before) else _LEAD
        if (
            len(_WORD.findall(before)) > most
            or len(_WORD.findall(after)) > _LEAD
            or before[-1:] in _ENDS_SENTENCE - {"…"}
        ):
            continue
        key = key_of_words(before)
        # Above what somebody else said.
        if "↑" in text or (before[-1:] in ":：" and ends_with(key, words["quoted"])):
            continue
        if begins_with(key, words["change"]) or ends_with(key, words["change"]):
            continue
        above = key_of_words(blocks[number - 1].text) if number else ""
        below = key_of_words(blocks[number + 1].text) if number + 1 < len(blocks) else ""
        if not before and _is_label(blocks[number - 1].text if number else "", above):
            continue
        # What stands above the whole thread: when it was begun, when it was changed.
        if below in words["change"] and len(blocks[number + 1].text) <= LONGEST_NAME:
            continue
        # A remark on a post: it has its date behind a dash, or beside the word.
        if any(
            one.startswith("comment") for one in (key, key_of_words(after), *((above, below) if not before else ()))
        ):
            continue
        yield Stamp(number, before, after)


def _is_label(text: str, key: str) -> bool:
    """Whether a line is only the label of what stands below it, such as "Joined"."""
    words = post_words()
    if key not in words["change"] and key not in words["fact"]:
        return False
    return not any(map(str.isdigit, text)) and not text.replace("：", ":").partition(":")[2].strip()


def _groups(stamps: Sequence[Stamp], blocks: Sequence[Block]) -> Iterator[list[Stamp]]:
    """Stamps of one make: all, and those that have a name before the date, behind it, or nothing at all."""
    known: dict[str, list[Stamp]] = {}
    for stamp in stamps:
        shape = "before" if named(stamp.before) else "after" if named(stamp.after) else "bare"
        for name in (
            "",
            shape,
            f"{shape} {_says_so(stamp.before)}",
            f"{shape} {_CLOCKED.search(blocks[stamp.block].text) is not None}",
        ):
            known.setdefault(name, []).append(stamp)
    yield from (group for group in known.values() if len(group) >= LEAST)


def _says_so(before: str) -> bool:
    """Whether a word says what was done on a date."""
    return begins_with(key_of_words(before), post_words()["on"])


def _merged(group: Sequence[Stamp], blocks: Sequence[Block], text: Sequence[bool]) -> list[Stamp]:
    """Stamps without those that say the same date again in one head, and without those of lists before and behind."""
    found: list[Stamp] = []
    for stamp in group:
        if found and stamp.block - found[-1].block <= HEAD and not any(text[found[-1].block + 1 : stamp.block]):
            same = _when(blocks[found[-1].block].text) == _when(blocks[stamp.block].text)
            if same:
                # The later one stands next to the text.
                found[-1] = stamp if not named(found[-1].before) else found[-1]
                continue
        found.append(stamp)
    return found


def _when(text: str) -> str:
    time = find_time(text)
    return text[time.start : time.end].casefold() if time else ""


def _until_end(stamps: list[Stamp], blocks: Sequence[Block], text: Sequence[bool]) -> list[Stamp]:
    """Stamps above the line that closes the thread, such as "Similar threads"."""
    ends = post_words()["end"]
    posts = [number for number, (one, other) in enumerate(pairwise(stamps)) if any(text[one.block + 1 : other.block])]
    if not posts:
        return stamps
    for number in range(stamps[posts[0]].block, len(blocks)):
        if len(blocks[number].text) <= LONGEST_NAME * 2 and key_of_words(blocks[number].text) in ends:
            above = [stamp for stamp in stamps if stamp.block < number]
            # What stands there so early closes something else.
            if len(above) >= LEAST and 3 * number > len(blocks):
                return above
    return stamps


def _trimmed(group: Sequence[Stamp], sums: Sequence[int]) -> list[Stamp]:
    """Stamps without those of lists above and below the thread, which have no text between them."""
    told = [sums[other.block] > sums[one.block + 1] for one, other in pairwise(group)]
    first, last = 0, len(group)
    while last > 2 and not any(told[last - 3 : last - 1]):
        last -= 1
    while first < last - 2 and not any(told[first : first + 2]):
        first += 1
    # The first behind a run without text is the last post's, or else begins the list.
    if last < len(group) and last > first + 1 and not told[last - 2]:
        last -= 1
    if first > 0 and not told[first]:
        first += 1
    return list(group[first:last])


def stands_ahead(group: Sequence[Stamp], blocks: Sequence[Block], text: Sequence[bool]) -> bool:
    """Whether the date stands before the text of its post rather than behind it.

    Above the first date, or below the last, there is no text; where there is on either side, the nearer one tells.
    """
    above: list[int] = []
    below: list[int] = []
    for stamp in group:
        for distances, step in ((above, -1), (below, 1)):
            at = stamp.block + step
            while 0 <= at < len(text) and not text[at] and abs(at - stamp.block) < HEAD:
                at += step
            distances.append(abs(at - stamp.block))
    first, last = group[0].block, group[-1].block
    if not any(is_long(blocks[at]) for at in range(max(0, first - HEAD), first) if text[at]):
        return True
    if not any(text[last + 1 : last + 1 + HEAD]):
        return False
    # The first has the page's menus above it, the last its footer below.
    return sum(below[:-1]) <= sum(above[1:])


def is_written(block: Block) -> bool:
    """Whether a Block is something that somebody wrote rather than a label around it."""
    text = block.text[:_READ]
    if block.kind in (Kind.CODE, Kind.TABLE, Kind.QUOTATION) or (len(text) > LONGEST_STAMP and text.count(" ") > 4):
        return True
    ends = block.text[-_READ:].rstrip(CLOSING)[-1:] in _ENDS_SENTENCE
    if len(text) < TEXT and not ends and text.isascii():
        return False
    if len(text) <= 60 and find_time(text) is not None:
        return False
    if len(text) >= TEXT and len(text.split()) >= 4 and not is_fact(text) and line_role(text) is None:
        return True
    if _wide_in(text) >= 10:
        return True
    return ends and len(text.split()) >= 3 and not is_fact(text)


def is_prose(block: Block) -> bool:
    """Whether a Block that is text is no headline either."""
    return (
        block.kind in (Kind.CODE, Kind.TABLE, Kind.QUOTATION)
        or len(block.text) >= 2.5 * TEXT
        or block.text[-_READ:].rstrip(CLOSING)[-1:] in _ENDS_SENTENCE
    )


def is_long(block: Block) -> bool:
    """Whether a Block that is text is longer than a headline."""
    return len(block.text) >= 3 * TEXT or _wide_in(block.text[:_READ]) >= TEXT


def _wide_in(text: str) -> int:
    """How many characters of a text are wide ones."""
    return 0 if text.isascii() else len(_WIDE.findall(text))
