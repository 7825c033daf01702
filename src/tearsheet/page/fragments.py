"""Sentences that were cut at their links and emphasis, each piece on a line of its own, put together again.

A line that opens with a comma or a full stop goes on where the line before it stopped, and so does a long one that
opens with a small letter behind a line that stopped within a sentence. Where a capture has several of these, its lines
are text nodes, and weaker signs do as well: a comma at the end, a bracket that opens, a word that lines seldom end
with, small letters up to a full stop, a short piece between two parts of a sentence.
"""

import re
from collections import Counter

from tearsheet.page.textlines import Lines, clean

__all__ = ["mended"]

_CLOSING = frozenset(',.;:!?)、。，；：！？）"”»')
_UNSPACED_CLOSING = frozenset("、。，；：！？）")
_BEFORE_CLOSING = frozenset(")]”»\"’'%")
_CLOSING_QUOTES, _STOPS_BEHIND = frozenset('"”»'), frozenset(",.;:)!?")
_COMMAS = frozenset(",、，")
_COLONS = frozenset(":：")
_OPENING = frozenset("([（［「『《【«„‚")
_OPENING_QUOTES = _OPENING | frozenset('“‘"')
_STOPS = frozenset(".!?…。！？؟।։")
_WITHIN = ",.;:!?"
_LEAST_CUT = 3
_LONG, _SHORT = 40, 60
_LEAST_PIECE = 20
"""From which length on one of two short lines may be a piece of a sentence."""

_LONGEST_WORD = 12
_UNSPACED_STOPS = "，。、"
"""Of the scripts without spaces: no headline has them, no menu."""

_DASHES = frozenset("-–—")
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[\"'”»’)]?[.!?…؟।։][\"'”»’)]*(?=\s|\Z)")
_LONGEST_LEADING, _LEAST_SAID, _SELDOM = 5, 3, 8
"""Of a word that leads on: its length, how often it stands within lines, how many times as often as at their ends."""

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\uff01-\uff60]"
)


def mended(lines: Lines) -> Lines:
    """Put cut sentences together; the same Lines where none was cut."""
    texts, gaps = lines.text, lines.gap
    closed = [
        number
        for number, line in enumerate(texts)
        if line[0] in _CLOSING and gaps[number] == 0 and number and _is_closing(texts[number - 1], line)
    ]
    joints = {number - 1: "" for number in closed}
    if any(map("\n".join(texts).__contains__, _UNSPACED_STOPS)):
        joints.update(dict.fromkeys(_around_words(lines), ""))
    running = [
        number - 1
        for number, line in enumerate(texts)
        if line[0].islower() and number and gaps[number] == 0 and _goes_on(texts[number - 1], line)
    ]
    if closed and len(closed) + len(running) >= _LEAST_CUT:
        _join_pieces(lines, joints)
    else:
        joints.update((number, " ") for number in running)
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
    if line[0] in _CLOSING_QUOTES:
        return line[1:2] in _STOPS_BEHIND
    return len(line) == 1 or line[0] in _UNSPACED_CLOSING or line[1] in ' \xa0"”»'


def _around_words(lines: Lines) -> list[int]:
    """The lines before and behind which a word of a sentence stands alone, in scripts without spaces: a sentence stops
    above it and goes on below it, both with punctuation."""
    texts, gaps = lines.text, lines.gap
    found: list[int] = []
    for number in range(1, len(texts) - 1):
        word = texts[number]
        if len(word) > _LONGEST_WORD or gaps[number] != 0 or gaps[number + 1] != 0:
            continue
        before, after = texts[number - 1], texts[number + 1]
        if not (word[0].isalnum() and word[-1].isalnum() and _is_unspaced(before[-1]) and _is_unspaced(after[0])):
            continue
        long = len(before) >= _LONG and (len(after) >= _LONG or after[-1] in _UNSPACED_STOPS)
        if long and all(any(map(text.__contains__, _UNSPACED_STOPS)) for text in (before, after)):
            found += (number - 1, number)
    return found


def _is_unspaced(character: str) -> bool:
    """Whether a character is a letter of a script without spaces."""
    return character.isalnum() and _UNSPACED.match(character) is not None


def _goes_on(line: str, after: str) -> bool:
    """Whether what opens with a small letter surely goes on with the sentence of the line before it."""
    if "://" in after:
        return False
    if line[-1] == ",":
        return len(line) > 1
    # Lines that all begin with small letters are items of a list.
    if not line[-1].islower() or line[0].islower() or len(after) < _LONG:
        return False
    return len(line) >= _LONG or (line[0].isupper() and after.rstrip("\"'”»’)")[-1:] in _STOPS)


class _Words:
    """The words of a capture, to tell those that something follows within a sentence, such as articles."""

    __slots__ = ("_last", "_said")

    def __init__(self, texts: list[str]) -> None:
        self._said = Counter(word for text in texts for word in text.split())
        self._last = Counter(map(_last_word, texts))

    def leads_on(self, word: str) -> bool:
        """Whether a word stands within lines again and again, and seldom at the end of one."""
        if len(word) > _LONGEST_LEADING or not word.islower():
            return False
        last = self._last[word]
        return self._said[word] - last >= max(_LEAST_SAID, _SELDOM * last)


def _last_word(line: str) -> str:
    return line[line.rfind(" ") + 1 :]


def _join_pieces(lines: Lines, joints: dict[int, str]) -> None:
    """Find lines that stop within a sentence that the next line goes on with, in a capture whose lines are pieces.

    Args:
        lines: of the capture.
        joints: those found already, and what is put behind each; others are added.
    """
    texts, gaps = lines.text, lines.gap
    words, times = _Words(texts), Counter(texts)
    length = 0
    for number, line in enumerate(texts[:-1]):
        joined = number - 1 in joints
        length = len(line) + (length if joined else 0)
        after = texts[number + 1]
        if number in joints or gaps[number + 1] != 0 or "://" in after:
            continue
        going = joined and length >= _LONG
        # A line that comes back is a label, unless it stands within a sentence.
        if _is_cut(line, after, going) or (times[after] == 1 and _reads_on(line, after, words)):
            joints[number] = _joint(line, after)
    _complete(lines, joints, times)
    for number in sorted(joints):
        before = number - 1
        if before < 0 or before in joints or gaps[number] != 0 or len(texts[number]) >= _SHORT:
            continue
        line = texts[before]
        # A headline comes back elsewhere; names with commas between them are a list.
        cut = line[-1].islower() or line[-1] == "," or (_is_unspaced(line[-1]) and "，" in line)
        if cut and len(line) >= _LONG and times[line] == 1 and texts[number + 1] != ",":
            joints[before] = _joint(line, texts[number])


def _complete(lines: Lines, joints: dict[int, str], times: Counter[str]) -> None:
    """Join what opens with small letters and ends a sentence to where the sentence begins: no menu has a full stop."""
    texts, gaps = lines.text, lines.gap
    whole, length = False, 0
    for number in range(len(texts) - 1, 0, -1):
        line, before = texts[number], texts[number - 1]
        going = number in joints
        whole = _SENTENCE_END.search(line) is not None or (whole and going)
        length = len(line) + (length if going else 0)
        if not whole or number - 1 in joints or gaps[number] != 0 or length < _LEAST_PIECE:
            continue
        dashed = line[0] in _DASHES and line[1:2] == " " and before[0] not in _DASHES
        small = line[2:3].islower() if dashed else line[0].islower()
        if small and before[-1].islower() and (going or times[line] == 1) and "://" not in line:
            joints[number - 1] = " "


def _is_cut(line: str, after: str, going: bool) -> bool:
    """Whether a line stops where no sentence does; ``going``: it goes on with one itself."""
    end, begin = line[-1], after[0]
    if end in _COMMAS or end in _OPENING or line in _COLONS or line[-2:] == ' "':
        return True
    if begin.islower():
        return going and (end.isalnum() or end in _BEFORE_CLOSING)
    # What is bracketed as a whole may be a label.
    label = begin in "([（［" and after[-1] in ")]）］"
    return end.islower() and begin in _OPENING_QUOTES and (going or (len(line) >= _LONG and not label))


def _reads_on(line: str, after: str, words: _Words) -> bool:
    """Whether two lines read as one sentence."""
    end = line[-1]
    if not end.islower():
        return end in _BEFORE_CLOSING and after[0].islower() and (len(line) >= _LONG or len(after) >= _LONG)
    if " " in line and words.leads_on(_last_word(line)):
        return True
    if not after[0].islower():
        return False
    if len(after) >= _LONG:
        # Two that begin with small letters are items of a list.
        return not line[0].islower() if len(line) >= _LONG else any(mark in after for mark in _WITHIN)
    if " " not in after:
        return False
    longer = max(len(line), len(after))
    return len(line) >= _LONG or (longer >= _LEAST_PIECE and words.leads_on(after.split(" ", 1)[0]))


def _joint(line: str, after: str) -> str:
    """What stands between two pieces."""
    if line[-1] in _OPENING or line[-2:] == ' "' or (_UNSPACED.match(line[-1]) and _UNSPACED.match(after)):
        return ""
    return " "
