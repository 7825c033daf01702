"""Blocks that a lost line break ran together on one line, parted again: a credit and the caption behind it."""

import re
from itertools import pairwise

from tearsheet.page.textlines import Lines

__all__ = ["CREDIT_START", "parted"]

CREDIT_START = re.compile(
    r"(?:©|\(c\)|℗|(?:photo(?:graph)?s?|foto(?:s|grafía)?|fotó|zdjęcie|фото|image|imagen|bild|picture|credit|crédit)"
    r"s?\s*(?:credit|by)?\s*[:/©]|写真[=:：]|사진\s*[=:：]|图片?来源|（?图[/／:：])",
    re.IGNORECASE,
)
"""How a line that names a photographer or an agency begins."""

_CREDIT_FIRST = frozenset("©(℗pPfFzZфФiIbBcC写사图（")
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-ÞЀ-Я])(?=[A-ZÀ-ÞЀ-Я][^\W\d_])")
_LEAST_REPEATED = 20


def parted(lines: Lines, text: str, site: str | None) -> Lines:
    """Part what was run together; the same Lines where nothing was.

    Args:
        lines: of the capture, not joined yet.
        text: the capture.
        site: the name that lines end with.
    """
    cuts: dict[int, list[int]] = {}
    for number, line in enumerate(lines.text):
        if line[0] in _CREDIT_FIRST and CREDIT_START.match(line):
            at = _behind_credit(lines, number, site)
            if at:
                cuts[number] = [at]
    return _cut(lines, cuts) if cuts else lines


def _behind_credit(lines: Lines, number: int, site: str | None) -> int:
    """Where the caption behind a credit begins: where another line repeats it, or a capital stands glued."""
    line = lines.text[number]
    for other in range(max(number - 3, 0), min(number + 4, len(lines))):
        wanted = _without_site(lines.text[other], site)
        if other != number and len(wanted) >= _LEAST_REPEATED and line.endswith(wanted):
            return len(line) - len(wanted)
    glue = _GLUED.search(line)
    return glue.start() if glue and len(line) - glue.start() >= _LEAST_REPEATED else 0


def _without_site(text: str, site: str | None) -> str:
    """A line without the site's name behind it."""
    if site and text.endswith(site):
        return text[: -len(site)].rstrip().rstrip("-–—|·:").rstrip()
    return text


def _cut(lines: Lines, cuts: dict[int, list[int]]) -> Lines:
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
