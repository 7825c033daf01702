"""Paragraphs that were wrapped at a fixed width, rejoined.

A line was wrapped where the next word would not have fit: its width, and its width with that word, bound the width of
the wrapping from below and from above. Where the bounds of neighbouring lines agree there is a width, and every line
that agrees with it is joined to the next.
"""

import re
from collections import Counter
from itertools import accumulate

from tearsheet.page.textlines import Lines, clean

__all__ = ["columns_of", "joined"]

_NARROWEST, _WIDEST = 28, 140
_LONGEST_WORD = 24
_HYPHENATED = 4
_DEEPEST_HANG = 8
_LONG_RUN = 5
_MOST_WIDTHS = 4
_OTHER_WIDTH = 3
_NEARLY_FULL = 0.75
_LEAST_FITTING = 0.5
_MANY = 8
_LEAST_LOWER = 0.35
_LOOSE, _LOOSE_FULL, _LOOSE_LEAST, _LOOSE_WIDEST = 3, 0.8, 40, 120

_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।։:;：；][”\"»’')\]）」』]*\Z")
_WIDE_RANGES = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_WIDE = re.compile(f"[{_WIDE_RANGES}]")
_NO_WIDTH = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f\u202a-\u202e]"
)
# Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana, Han and their punctuation; Hangul has spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uff61-\uff9f\U00020000-\U0003fffd“”‘’…—]"
)
_CLOSING = re.compile("[、。，．！？：；）」』】》〉”’…]+")
_OPENS_PIECE = re.compile(
    r"(?:[•●◦▪‣⁃∙▸►▹➤➢✓✔]|[*+\-–—·o#@]\s|\d{1,3}[.)]\s|\(\d{1,3}\)\s|#{1,6}\s|>|\||```|~~~|={3,}|[-_*]{3,}\s*\Z|\[\d+\]:)"
)
_TIME = re.compile(r"\d{1,2}[:.]\d\d\s")
_ITEM = re.compile(r"(?:[•●◦▪‣⁃∙▸►▹➤➢✓✔]|[*+\-–·o#@]|\d{1,3}[.)])\s+")
_WORD_CHARACTER = re.compile(r"[^\W\d_]")


def joined(lines: Lines) -> Lines:
    """Join the lines of paragraphs that were wrapped; the same Lines where none were."""
    widths = _widths(lines)
    gap = lines.gap
    candidates = [
        number
        for number, (width, after) in enumerate(zip(widths, gap[1:], strict=False))
        if after == 0 and _NARROWEST <= width <= _WIDEST
    ]
    if len(candidates) < 2:
        return lines
    bounds = _Bounds(lines, widths)
    votes, runs = _votes(candidates, bounds)
    if any(lines.indent):
        # Some indent what they have wrapped already: then the text is as wide everywhere, not the line.
        inner = _Bounds(lines, list(map(int.__sub__, widths, lines.indent)))
        inner_votes, inner_runs = _votes(candidates, inner)
        if max(inner_votes.values(), default=0) > max(votes.values(), default=0):
            bounds, votes, runs = inner, inner_votes, inner_runs
    loose = _loosely_wrapped(lines, candidates)
    if not votes and not loose:
        return lines
    return _rebuilt(lines, _joints(candidates, votes, runs, bounds) | loose)


def _widths(lines: Lines) -> list[int]:
    """The column in which each line ends, as a terminal shows it."""
    widths = list(map(int.__add__, lines.indent, map(len, lines.text)))
    if "\n".join(lines.text).isascii():
        return widths
    for number, text in enumerate(lines.text):
        if widths[number] <= _WIDEST and not text.isascii():
            widths[number] += columns_of(text) - len(text)
    return widths


def columns_of(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return len(text) if text.isascii() else len(text) + len(_NO_WIDTH.sub("", text)) - len(_WIDE.sub("", text))


def _opens_piece(lines: Lines, number: int) -> bool:
    """Whether the line behind another begins a piece of its own; two that begin with a time are entries of a feed."""
    line, after = lines.text[number], lines.text[number + 1]
    if _OPENS_PIECE.match(after):
        return True
    return after[0].isdigit() and _TIME.match(after) is not None and _TIME.match(line) is not None


class _Bounds:
    """For a line and the next one: the least and the greatest width at which the one was wrapped before the other."""

    __slots__ = ("_lines", "_widths")

    def __init__(self, lines: Lines, widths: list[int]) -> None:
        self._lines = lines
        self._widths = widths

    def of(self, number: int) -> tuple[int, int]:
        text = self._lines.text[number]
        after = self._lines.text[number + 1]
        width = self._widths[number]
        # None of those scripts comes before Thai.
        if after[0] >= "\u0e00" and _UNSPACED.match(after) and _WIDE.match(after):
            closing = _CLOSING.match(after, 1)
            return width, width + 1 + (2 * (closing.end() - 1) if closing else 0)
        space = after.find(" ", 0, _LONGEST_WORD)
        word = space if space >= 0 else min(len(after), _LONGEST_WORD)
        return width, width + word + (_HYPHENATED if text[-1] in "-\xad" else 0)

    def last(self, number: int) -> int:
        """The width of the line behind a joint."""
        return self._widths[number + 1]

    def lower(self, number: int) -> int:
        """1 where the line behind a joint goes on with a small letter or a script has none, -1 at a capital, else 0."""
        first = self._lines.text[number + 1][0]
        if first.islower() or (first.isalpha() and not first.isupper()):
            return 1
        return -1 if first.isupper() else 0

    def running(self, number: int) -> bool:
        """Whether the line before a joint ends within a sentence."""
        return _ENDS_SENTENCE.search(self._lines.text[number], max(len(self._lines.text[number]) - 6, 0)) is None

    def joins(self, number: int, many: bool) -> bool:
        """Whether a line that fits the width goes on in the next one, where ``many`` lines do."""
        lower = self.lower(number)
        return lower > 0 or many or self.running(number)

    def opens_piece(self, number: int) -> bool:
        """Whether the line behind a joint begins a piece of its own: an item, a heading, a row."""
        return _opens_piece(self._lines, number)

    def hangs(self, number: int) -> bool:
        """Whether a line may stand less far in than what it goes on with: an item, or a sentence that runs on."""
        return _ITEM.match(self._lines.text[number]) is not None or self.running(number)

    def indented(self, number: int) -> tuple[int, int]:
        return self._lines.indent[number], self._lines.indent[number + 1]


def _votes(candidates: list[int], bounds: _Bounds) -> tuple[Counter[int], list[list[int]]]:
    """How many lines speak for each width, counted over runs of lines that agree; and the longer ones of these runs."""
    votes: Counter[int] = Counter()
    runs: list[list[int]] = []
    run: list[int] = []
    low, high = 0, _WIDEST + _LONGEST_WORD
    for number in candidates:
        least, most = bounds.of(number)
        if run and (run[-1] != number - 1 or max(low, least) > min(high, most)):
            _vote(votes, runs, run, low, high, bounds)
            run, low, high = [], 0, _WIDEST + _LONGEST_WORD
        run.append(number)
        low, high = max(low, least), min(high, most)
    _vote(votes, runs, run, low, high, bounds)
    return votes, runs


def _vote(votes: Counter[int], runs: list[list[int]], run: list[int], low: int, high: int, bounds: _Bounds) -> None:
    """Count a run of lines for the widths that all of them agree with, where it reads on from line to line."""
    if len(run) < 2:
        return
    if bounds.last(run[-1]) > high:
        run = run[:-1]
    else:
        low = max(low, bounds.last(run[-1]))
    run = [number for number in run if not bounds.opens_piece(number)]
    if len(run) < 2:
        return
    small = sum(bounds.lower(number) > 0 for number in run)
    large = sum(bounds.lower(number) < 0 for number in run)
    running = sum(bounds.running(number) for number in run)
    if small < _LEAST_LOWER * len(run) or running < 0.5 * len(run) or (len(run) == 2 and small < 2):
        return
    for width in range(low, high + 1):
        votes[width] += len(run)
    if len(run) >= _LONG_RUN and small >= large:
        runs.append(run)


def _joints(candidates: list[int], votes: Counter[int], runs: list[list[int]], bounds: _Bounds) -> set[int]:
    """The lines that go on in the next one."""
    joints = {number for run in runs for number in run}
    measured = [(*bounds.of(number), number) for number in candidates]
    left = Counter(votes)
    for _ in range(_MOST_WIDTHS):
        best = max(left.values(), default=0)
        if best < 2:
            break
        # Of the widths with most votes the one that most lines fit, and of those the narrowest.
        tied = sorted(width for width, count in left.items() if count == best)
        width = max(tied, key=_fitting(measured).__getitem__) if len(tied) > 1 else tied[0]
        near = [(least, most, number) for least, most, number in measured if least >= _NEARLY_FULL * width]
        fitting = [number for least, most, number in near if least <= width <= most and bounds.last(number) <= width]
        if len(fitting) >= _LEAST_FITTING * len(near):
            many = len(fitting) >= _MANY
            joints.update(number for number in fitting if not bounds.opens_piece(number) and bounds.joins(number, many))
        for other in range(width - _OTHER_WIDTH, width + _OTHER_WIDTH + 1):
            left.pop(other, None)
        measured = [(least, most, number) for least, most, number in measured if not least <= width <= most]
    return _evenly_indented(joints, bounds)


def _fitting(measured: list[tuple[int, int, int]]) -> list[int]:
    """How many lines each width fits."""
    widest = _WIDEST + _LONGEST_WORD
    fitting = [0] * (widest + 2)
    for least, most, _ in measured:
        fitting[least] += 1
        fitting[min(most, widest) + 1] -= 1
    return list(accumulate(fitting))


def _evenly_indented(joints: set[int], bounds: _Bounds) -> set[int]:
    """Without those joints where the indentation says that another piece begins."""
    kept: set[int] = set()
    for number in sorted(joints):
        before, after = bounds.indented(number)
        # Only a first line may stand further in than the next, or hang out with its bullet.
        fits = before == after
        if not fits and number - 1 not in kept and abs(after - before) <= _DEEPEST_HANG:
            fits = bounds.hangs(number) if after > before else bounds.running(number)
        if fits:
            kept.add(number)
    return kept


def _loosely_wrapped(lines: Lines, candidates: list[int]) -> set[int]:
    """Lines of groups between empty lines that are almost all full, as justified text leaves them."""
    found: set[int] = set()
    group: list[int] = []
    for number in [*candidates, -9]:
        if group and group[-1] == number - 1:
            group.append(number)
            continue
        if len(group) >= _LOOSE:
            found |= _loose_group(lines, group)
        group = [number]
    return found


def _loose_group(lines: Lines, group: list[int]) -> set[int]:
    """The joints of one such group; none where it is a list of lines of their own."""
    lengths = [len(lines.text[number]) for number in group]
    widest = max(*lengths, len(lines.text[group[-1] + 1]))
    if not _LOOSE_LEAST <= widest <= _LOOSE_WIDEST:
        return set()
    full = sum(length >= _LOOSE_FULL * widest for length in lengths)
    running = sum(_ENDS_SENTENCE.search(lines.text[number]) is None for number in group)
    firsts = [lines.text[number + 1][0] for number in group]
    capitals = sum(first.isupper() for first in firsts)
    if full < _LOOSE_FULL * len(group) or running < 0.6 * len(group) or capitals > 0.5 * len(group):
        return set()
    if any(_opens_piece(lines, number) for number in group):
        return set()
    return {
        number
        for number, length in zip(group, lengths, strict=True)
        if length >= 0.7 * widest or _ENDS_SENTENCE.search(lines.text[number]) is None
    }


def _rebuilt(lines: Lines, joints: set[int]) -> Lines:
    """The lines with some of them joined to the next one."""
    if not joints:
        return lines
    words: _Words | None = None
    kept = Lines()
    done = 0
    ordered = sorted(joints)
    position = 0
    while position < len(ordered):
        first = last = ordered[position]
        while position < len(ordered) and ordered[position] == last:
            last += 1
            position += 1
        kept.extend(lines, done, first)
        parts = [clean(lines.text[first])]
        for number in range(first + 1, last + 1):
            after = clean(lines.text[number])
            if not after:
                continue
            before = parts[-1]
            if before[-1:] in ("-", "\u2010") and before[-2:-1].isalpha() and after[0].islower():
                words = words or _Words(lines)
                if words.is_hyphenated(before, after):
                    parts[-1] = before[:-1]
            elif lines.text[number - 1][-1] == "\xad" or (_UNSPACED.match(before[-1:]) and _UNSPACED.match(after)):
                pass
            else:
                parts.append(" ")
            parts.append(after)
        kept.add("".join(parts), lines.start[first], lines.end[last], lines.gap[first], lines.indent[first])
        done = last + 1
    kept.extend(lines, done, len(lines))
    return kept


class _Words:
    """The words of a capture, to tell a hyphen of the wrapping from one of the word."""

    __slots__ = ("_words",)

    def __init__(self, lines: Lines) -> None:
        self._words = frozenset(
            word.strip(".,;:!?\"'()[]«»“”„’").lower() for text in lines.text for word in text.split()
        )

    def is_hyphenated(self, before: str, after: str) -> bool:
        """Whether the hyphen between two parts of a word stands there only because the line ended."""
        head = before[:-1].split(" ")[-1].lstrip("\"'([«“„").lower()
        tail = after.split(" ", 1)[0].strip(".,;:!?\"'()[]«»“”„’").lower()
        if f"{head}{tail}" in self._words:
            return True
        if f"{head}-{tail}" in self._words or "-" in head:
            return False
        # Two whole words of the capture: a compound that was broken where it has its hyphen.
        return not (head in self._words and tail in self._words and len(head) > 2 and len(tail) > 2)
