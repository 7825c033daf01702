"""Lines of a flat capture, with what they are made of: where each stands, how far it is indented, what parts it.

Lines are parallel lists, so that most of the work on them is done by whole-list calls.
"""

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from tearsheet.limits import Deadline
from tearsheet.native import lineloops

__all__ = ["Lines", "clean", "clean_lines", "cut_lines", "is_untidy", "read_lines"]

_CHUNK = 1 << 20
_INVISIBLE = "\0\xad\u200b\u2060\ufeff"
# A soft hyphen at the end of a line says that a word goes on.
_EDGES = "\0\u200b\u2060\ufeff" + "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u2028\u2029\u202f\u205f\u3000"
_UNTIDY = "\t\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNTIDY += _INVISIBLE
_EDGE_SET, _UNTIDY_SET = map(lineloops.Characters, (_EDGES, _UNTIDY)) if lineloops is not None else (None, None)
_PLAIN = {marks: "".join(filter(str.isascii, marks)) for marks in (_EDGES, _UNTIDY)}
_NOTHING = dict.fromkeys(map(ord, _INVISIBLE))


@dataclass(slots=True)
class Lines:
    """The lines of a capture that hold something, as parallel lists.

    Attributes:
        text: what each line holds, without the white space around it; what is joined has its white space collapsed.
        start: index of the first character in the capture.
        end: index after the last one.
        gap: empty lines before it; -1 where it was parted from what stands before it on the same line.
        indent: characters of white space before it.
    """

    text: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    gap: list[int] = field(default_factory=list)
    indent: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)

    def add(self, text: str, start: int, end: int, gap: int, indent: int) -> None:
        """Append a line."""
        self.text.append(text)
        self.start.append(start)
        self.end.append(end)
        self.gap.append(gap)
        self.indent.append(indent)

    def extend(self, other: "Lines", first: int, last: int) -> None:
        """Append the lines from ``first`` to before ``last`` of others."""
        self.text += other.text[first:last]
        self.start += other.start[first:last]
        self.end += other.end[first:last]
        self.gap += other.gap[first:last]
        self.indent += other.indent[first:last]


def read_lines(text: str, most: int, deadline: Deadline) -> tuple[Lines, bool]:
    """The lines of a text, and whether there are more of them than asked for.

    Args:
        text: the capture.
        most: how many lines to read.
        deadline: when to give up.

    Raises:
        LimitError: the deadline passed.
    """
    lines = Lines()
    strip = _strip_marks if _holds(text, _EDGES, _EDGE_SET) else str.strip
    position, size, empty = 0, len(text), 0
    while position < size:
        deadline.check()
        cut = text.find("\n", position + _CHUNK) + 1 or size
        chunk = text[position:cut] if position or cut < size else text
        raw = chunk.splitlines(keepends=True)
        bare = list(map(strip, raw))
        kept = [number for number, line in enumerate(bare) if line]
        starts = list(accumulate(map(len, raw), initial=position))
        texts = [bare[number] for number in kept]
        if all(map(str.startswith, raw, bare)):
            indents = [0] * len(kept)
            begins = [starts[number] for number in kept]
        else:
            indents = [raw[number].index(bare[number][0]) for number in kept]
            begins = [starts[number] + indent for number, indent in zip(kept, indents, strict=True)]
        gaps = [after - before - 1 for before, after in pairwise((-1, *kept))]
        if gaps:
            gaps[0] += empty
            empty = 0
        empty += len(raw) - 1 - (kept[-1] if kept else -1)
        lines.text += texts
        lines.start += begins
        lines.end += map(int.__add__, begins, map(len, texts))
        lines.gap += gaps
        lines.indent += indents
        if len(lines) > most:
            for column in (lines.text, lines.start, lines.end, lines.gap, lines.indent):
                del column[most:]
            return lines, True
        position = cut
    return lines, False


def _strip_marks(line: str) -> str:
    """A line without the white space and the characters without a shape around it."""
    return line.strip(_SPACES + _EDGES)


def cut_lines(lines: Lines, cuts: dict[int, list[int]]) -> Lines:
    """The lines with some of them cut at offsets into their texts."""
    kept = Lines()
    done = 0
    for number in sorted(cuts):
        kept.extend(lines, done, number)
        line, start, gap = lines.text[number], lines.start[number], lines.gap[number]
        edges = [0, *cuts[number], len(line)]
        for low, high in pairwise(edges):
            piece = line[low:high].strip()
            if not piece:
                continue
            at = start + line.index(piece, low)
            kept.add(piece, at, at + len(piece), gap, lines.indent[number] if not low else 0)
            gap = -1
        done = number + 1
    kept.extend(lines, done, len(lines))
    return kept


def is_untidy(text: str) -> bool:
    """Whether a text holds more than single spaces between visible characters."""
    return "  " in text or _holds(text, _UNTIDY, _UNTIDY_SET)


def _holds(text: str, marks: str, compiled: Any) -> bool:
    """Whether a text holds one of some characters."""
    if text.isascii():
        return any(map(text.__contains__, _PLAIN[marks]))
    return any(mark in text for mark in marks) if compiled is None else bool(compiled.stand_in(text))


def clean(text: str) -> str:
    """A text with its white space collapsed, without characters that have no shape and no meaning."""
    return " ".join(text.translate(_NOTHING).split()) if not text.isascii() or "\0" in text else " ".join(text.split())


def clean_lines(lines: list[str]) -> list[str]:
    """What `clean` makes of each line; most are clean as they are."""
    if lineloops is None:
        return list(map(clean, lines))
    tidy: list[bool] = lineloops.tidy_lines(lines)
    return [line if is_tidy else clean(line) for line, is_tidy in zip(lines, tidy, strict=True)]
