"""Blocks that a lost line break ran together on one line, parted again: a credit and the caption behind it."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import islice

from tearsheet.native import lineloops
from tearsheet.page.textlines import Lines, cut_lines

__all__ = ["CREDIT_START", "parted"]

CREDIT_START = re.compile(
    r"(?:©|\(c\)|℗|(?:photo(?:graph)?s?|foto(?:s|grafía)?|fotó|zdjęcie|фото|image|imagen|bild|picture|credit|crédit)"
    r"s?\s*(?:credit|by)?\s*[:/©]|写真[=:：]|사진\s*[=:：]|图片?来源|（?图[/／:：])",
    re.IGNORECASE,
)
"""How a line that names a photographer or an agency begins."""

_CREDIT_FIRST = frozenset("©(℗pPfFzZфФiIbBcC写사图（")
_CAPITALS = "".join(map(chr, filter(lambda code: chr(code).isupper(), range(0x41, 0x590))))
# The capital comes first: it is rare, so that the search passes over the rest at once.
_CAPITAL_BEHIND = re.compile(rf"[{_CAPITALS}](?<=[^\W_{_CAPITALS}][{_CAPITALS}]|[.!?…:”»)][{_CAPITALS}])")
_LAST_WORD = re.compile(rf"[{_CAPITALS}]?[^\W\d_{_CAPITALS}]+\Z")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_](?<![A-Z]))*")
_WORDS = re.compile(r"(?<![^\W_])[^\W\d_]{2,30}(?![^\W_])")
_BEHIND_TIME = re.compile(
    r"(?:(?<!\d)\d{1,2}[:.h]\d{2}|\d{1,2}\.? [^\W\d_]{3,10}\.?,? \d{4}|[^\W\d_]{3,10} \d{1,2}, \d{4}"
    r"|\d[./-]\d\d?[./-]\d{4})\Z"
)
_BEHIND_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\Z")
_CLOCK = re.compile(r":\d\d(?![\d:])")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{3}\d{1,2}\Z")
_WORDS_BEHIND = re.compile(r"\S{1,40}\s\S{1,40}\s\S")
_LABEL = re.compile(r"(?:\A|[\n.!?])\s*[^\W\d_][^\n:.!?/]{1,30}:\Z")
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?…][”»’)\"]?\Z")
_PREFIXES = frozenset(("Mc", "Mac", "De", "La", "Le", "Di", "Da", "Van", "Von", "Fitz"))
_LEAST_KNOWN = 3
_GLUED_ALL_OVER = 8
_WORDS_A_JOINT = 100
_MOST_LOOKED_UP = 200
_MOST_DOUBTFUL = 20_000
_LONGEST_WORD = 30
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-ÞЀ-Я])(?=[A-ZÀ-ÞЀ-Я][^\W\d_])")
_COPYRIGHT_NOTICE = re.compile(r"(?:©|\(c\))\s*(?:copyright\s*)?(?:19|20)\d\d", re.IGNORECASE)
_MOST_GLUED = 4
_LEAST_REPEATED = 20


def parted(lines: Lines, text: str, site: str | None) -> Lines:
    """Part what was run together; the same Lines where nothing was.

    Args:
        lines: of the capture, not joined yet.
        text: the capture.
        site: the name that lines end with.
    """
    cuts: dict[int, list[int]] = {}
    for place in _joints(text):
        number = bisect_right(lines.start, place) - 1
        cuts.setdefault(number, []).append(place - lines.start[number])
    for number, line in enumerate(lines.text):
        if line[0] in _CREDIT_FIRST and CREDIT_START.match(line):
            at = _behind_credit(lines, number, text, site)
            if at:
                cuts[number] = [at, *(other for other in cuts.get(number, ()) if other > at)]
    return cut_lines(lines, cuts) if cuts else lines


def _joints(text: str) -> list[int]:
    """Where a Block begins right behind another one: at a capital, or at a clock time behind a letter."""
    found = [at for match in _CLOCK.finditer(text) if (at := _clock_behind(text, match.start()))]
    doubtful: list[tuple[int, str, str]] = []
    ends: list[int] = []
    for at in _capitals_behind(text):
        before = text[at - 1]
        if before.islower():
            left = _LAST_WORD.search(text, max(at - _LONGEST_WORD, 0), at)
            right = _WORD.match(text, at, at + _LONGEST_WORD)
            if left and right and text[at + 1 : at + 2].islower() and len(doubtful) < _MOST_DOUBTFUL:
                doubtful.append((at, left[0], right[0]))
        elif not text[at + 1 : at + 2].islower():
            continue
        elif before.isdigit():
            if _BEHIND_TIME.search(text, max(at - 24, 0), at):
                found.append(at)
            elif _BEHIND_YEAR.search(text, max(at - 6, 0), at):
                ends.append(at)
        elif before == ":":
            if _LABEL.search(text, max(at - 40, 0), at) and _WORDS_BEHIND.match(text, at):
                found.append(at)
        elif _SENTENCE.search(text, max(at - 24, 0), at):
            ends.append(at)
    if doubtful:
        inside, all_over = _inside_words(doubtful, text)
        found += inside
        if all_over:
            found += ends
    return sorted(set(found))


def _capitals_behind(text: str) -> list[int]:
    """Where a capital stands right behind a small letter, a digit, or what ends a sentence or a quotation."""
    if lineloops is not None:
        found: list[int] = lineloops.capitals_behind(text)
        return found
    return [match.start() for match in _CAPITAL_BEHIND.finditer(text)]


def _clock_behind(text: str, colon: int) -> int:
    """Where a clock time begins that stands right behind a word; 0 for another one."""
    match = _LETTERS_BEFORE.search(text, max(colon - 5, 0), colon)
    return match.start() + 3 if match else 0


def _inside_words(doubtful: list[tuple[int, str, str]], text: str) -> tuple[list[int], bool]:
    """Capitals inside of words where two words were run together, and whether the capture was glued all over.

    Names like McDonald are told from glued words by what is known of both parts: they stand elsewhere as words, or
    what begins with the capital begins another line. Where many words are glued, every capital within a word parts it,
    unless the whole comes back.
    """
    times = Counter(left + right for _, left, right in doubtful)
    once = [found for found in doubtful if times[found[1] + found[2]] == 1 and found[1] not in _PREFIXES]
    words = frozenset(_WORDS.findall(text)) if len(once) >= _GLUED_ALL_OVER else frozenset[str]()
    known = sum(
        left in words
        and right in words
        and min(len(left), len(right)) >= _LEAST_KNOWN
        and not _is_alone(text, at, left)
        for at, left, right in once
    )
    if known >= _GLUED_ALL_OVER and known * _WORDS_A_JOINT >= len(words):
        return [at for at, left, _ in once if len(left) >= _LEAST_KNOWN or left in words], True
    if len(once) > _MOST_LOOKED_UP:
        return [], False
    return [at for at, left, _ in once if len(left) >= _LEAST_KNOWN and _begins_another_line(text, at)], False


def _is_alone(text: str, at: int, left: str) -> bool:
    """Whether a word with a capital inside is the first of its line, as names in a list are."""
    start = at - len(left)
    return start == 0 or text[start - 1] == "\n"


def _begins_another_line(text: str, at: int) -> bool:
    """Whether what begins at an offset begins a line elsewhere, word for word."""
    end = text.find("\n", at, at + _LEAST_REPEATED)
    wanted = text[at : end if end >= 0 else at + _LEAST_REPEATED]
    return " " in wanted.strip() and len(wanted) >= _LEAST_REPEATED // 2 and f"\n{wanted}" in text


def _behind_credit(lines: Lines, number: int, text: str, site: str | None) -> int:
    """Where the caption behind a credit begins: where another line repeats it, or a capital stands glued."""
    line = lines.text[number]
    for other in range(max(number - 3, 0), min(number + 4, len(lines))):
        wanted = _without_site(lines.text[other], site)
        if other != number and len(wanted) >= _LEAST_REPEATED and line.endswith(wanted):
            return len(line) - len(wanted)
    if _COPYRIGHT_NOTICE.match(line):
        return 0
    for glue in islice(_GLUED.finditer(line), _MOST_GLUED):
        left = _LAST_WORD.search(line, max(glue.start() - _LONGEST_WORD, 0), glue.start())
        right = _WORD.match(line, glue.start(), glue.start() + _LONGEST_WORD)
        # A name with a capital inside is likely to be said again.
        if left and right and text.count(left[0] + right[0]) == 1:
            return glue.start() if len(line) - glue.start() >= _LEAST_REPEATED else 0
    return 0


def _without_site(text: str, site: str | None) -> str:
    """A line without the site's name behind it."""
    if site and text.endswith(site):
        return text[: -len(site)].rstrip().rstrip("-–—|·:").rstrip()
    return text
