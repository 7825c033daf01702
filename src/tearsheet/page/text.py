"""The flat-text door: a page that somebody already flattened, line by line, to a Page.

Every Block is a span of the text as given. A line is a Block, but for paragraphs wrapped at a fixed width, which are
joined, and for pieces that a lost line break ran together, which are parted.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block, Cell, Kind, Markup, Meta, Page
from tearsheet.page.place import Elements, Place

__all__ = ["CREDIT_START", "read_text"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")
_BULLET = re.compile(r"(?:[•●◦▪‣·*+\-–]|(\d{1,3})[.)])\s+(?=\S)")
_SPEECH = re.compile(r"[,.!?…]\s+[-–—]\s")
_SURE_BULLETS = "•●◦▪‣"
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_QUOTED = re.compile(r"(?:>\s?)+(?=\S)")
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_SITE_SUFFIX = re.compile(r"\s(?:[-–—|·]|::)\s+(?P<site>[^\s|–—-](?:[^|–—\n]{0,40}?[^\s|–—-])?)\s*\Z")
_COPYRIGHT = re.compile(r"©|\((?:c|photo|foto|bild)\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।։:;；：][”\"»’')\]）」』]*\Z")
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-ÞЀ-Я])(?=[A-ZÀ-ÞЀ-Я][^\W\d_])")

CREDIT_START = re.compile(
    r"(?:©|\(c\)|℗|(?:photo(?:graph)?s?|foto(?:s|grafía)?|fotó|zdjęcie|фото|image|imagen|bild|picture|credit|crédit)"
    r"s?\s*(?:credit|by)?\s*[:/©]|写真[=:：]|사진\s*[=:：]|图片?来源|（?图[/／:：])",
    re.IGNORECASE,
)
"""How a line that names a photographer or an agency begins."""

_LEAST_WRAPPED = 40
_WIDEST_WRAPPED = 120
_LEAST_REPEATED = 20
_CHECK_EVERY = 4096


@dataclass(slots=True)
class _Line:
    """A line, or several joined, without the white space around it."""

    text: str
    start: int
    end: int
    gap: int


def read_text(capture: Capture, text: str, limits: Limits, deadline: Deadline) -> Page:
    """Read flat text into Blocks.

    Args:
        capture: where the text comes from.
        text: the decoded text; the places of the Blocks index it.
        limits: ``nodes`` bounds the lines that are read.
        deadline: when to give up.

    Raises:
        LimitError: the deadline passed.
    """
    warnings: tuple[str, ...] = ()
    lines: list[_Line] = []
    for line in _lines(text, deadline):
        if len(lines) >= limits.nodes:
            warnings = (f"only the first {limits.nodes} lines of the capture are read",)
            break
        lines.append(line)
    site = _site_name(lines)
    lines = _parted(_joined(lines), site)
    blocks: list[Block] = []
    for number, block in enumerate(_blocks(lines, text)):
        if not number % _CHECK_EVERY:
            deadline.check()
        blocks.append(replace(block, block=number))
    return Page(
        capture=capture,
        blocks=tuple(blocks),
        elements=Elements(),
        markup=Markup(base=capture.url, items=(site,) if site else ()),
        text=text,
        warnings=warnings,
    )


def _lines(text: str, deadline: Deadline) -> Iterator[_Line]:
    """Lines that hold something, with the number of empty lines before each."""
    position = gap = 0
    size = len(text)
    number = 0
    while position < size:
        match = _LINE.match(text, position)
        end = match.end() if match else position
        raw = text[position:end]
        stripped = raw.strip("\ufeff\u200b \t\xa0\u3000\0") if raw.isascii() else raw.strip().strip("\ufeff\u200b")
        stripped = stripped.strip()
        if stripped:
            start = position + raw.index(stripped)
            yield _Line(stripped, start, start + len(stripped), gap)
            gap = 0
        else:
            gap += 1
        position = end + (2 if text.startswith("\r\n", end) else 1)
        number += 1
        if not number % _CHECK_EVERY:
            deadline.check()


def _site_name(lines: list[_Line]) -> Meta | None:
    """The name that several lines end with, behind a dash or bar."""
    found: Counter[str] = Counter()
    where: dict[str, tuple[int, int]] = {}
    for line in lines:
        match = _SITE_SUFFIX.search(line.text[-60:])
        # Photographers stand behind a bar as well.
        if match and len(line.text) > len(match[0]) + 1 and not _COPYRIGHT.search(line.text[-160:]):
            site = match["site"]
            found[site] += 1
            where.setdefault(site, (line.end - len(match[0]) + match.start("site") - match.start(), line.end))
    if not found:
        return None
    site, times = max(found.items(), key=lambda item: (item[1], -where[item[0]][0]))
    if times < 2 or len(site.split()) > 5:
        return None
    start, _ = where[site]
    return Meta("site name", site, Place("span", start=start, end=start + len(site)))


def _joined(lines: list[_Line]) -> list[_Line]:
    """Join the lines of paragraphs that were wrapped at a fixed width."""
    kept: list[_Line] = []
    group: list[_Line] = []
    for line in [*lines, None]:
        if line is not None and group and not line.gap:
            group.append(line)
            continue
        if _is_wrapped(group):
            kept.extend(_unwrapped(group))
        else:
            kept.extend(group)
        group = [line] if line is not None else []
    return kept


def _is_wrapped(group: list[_Line]) -> bool:
    """Whether lines that no empty line parts are one text cut at a width, not lines of their own."""
    if len(group) < 3:
        return False
    lengths = [len(line.text) for line in group[:-1]]
    widest = max(lengths)
    if not _LEAST_WRAPPED <= widest <= _WIDEST_WRAPPED:
        return False
    full = sum(length >= 0.8 * widest for length in lengths)
    running = sum(_ENDS_SENTENCE.search(line.text) is None for line in group[:-1])
    return full >= 0.8 * len(lengths) and running >= 0.6 * len(lengths)


def _unwrapped(group: list[_Line]) -> Iterator[_Line]:
    """One line a paragraph: a short line that ends a sentence ends a paragraph."""
    widest = max(len(line.text) for line in group)
    parts: list[str] = []
    first = group[0]
    for line in group:
        if not parts:
            first = line
        elif parts[-1].endswith("-") and line.text[:1].islower() and parts[-1][-2:-1].isalpha():
            parts[-1] = parts[-1][:-1]
        else:
            parts.append(" ")
        parts.append(line.text)
        if len(line.text) < 0.7 * widest and _ENDS_SENTENCE.search(line.text):
            yield _Line("".join(parts), first.start, line.end, first.gap)
            parts = []
    if parts:
        yield _Line("".join(parts), first.start, group[-1].end, first.gap)


def _parted(lines: list[_Line], site: Meta | None) -> list[_Line]:
    """Part what a lost line break ran together: a credit and the caption behind it.

    The caption begins where another line of the capture repeats it, or else where a capital letter follows a small one
    without a space.
    """
    kept: list[_Line] = []
    for number, line in enumerate(lines):
        at = None
        if CREDIT_START.match(line.text) and len(line.text) == line.end - line.start:
            for other in lines[max(number - 3, 0) : number + 4]:
                wanted = _without_site(other.text, site)
                if other is not line and len(wanted) >= _LEAST_REPEATED and line.text.endswith(wanted):
                    at = len(line.text) - len(wanted)
                    break
            else:
                glue = _GLUED.search(line.text)
                if glue and len(line.text) - glue.start() >= _LEAST_REPEATED:
                    at = glue.start()
        if not at:
            kept.append(line)
            continue
        credit = line.text[:at].rstrip()
        kept.append(_Line(credit, line.start, line.start + len(credit), line.gap))
        kept.append(_Line(line.text[at:], line.start + at, line.end, 0))
    return kept


def _without_site(text: str, site: Meta | None) -> str:
    """A line without the site's name behind it."""
    if site and text.endswith(site.value):
        return text[: -len(site.value)].rstrip().rstrip("-–—|·:").rstrip()
    return text


def _blocks(lines: list[_Line], text: str) -> Iterator[Block]:
    """Lines to Blocks by their shape."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if _FENCE.match(line.text):
            close = number + 1
            while close < len(lines) and not _FENCE.match(lines[close].text):
                close += 1
            if close < len(lines) and close > number + 1:
                start, end = lines[number + 1].start, lines[close - 1].end
                start = text.rfind("\n", 0, start) + 1
                yield Block(text[start:end], Kind.CODE, Place("span", start=line.start, end=lines[close].end))
                number = close + 1
                continue
        cells = _cells(line.text)
        if len(cells) > 1:
            rows = [cells]
            while number + len(rows) < len(lines) and len(_cells(lines[number + len(rows)].text)) == len(cells):
                rows.append(_cells(lines[number + len(rows)].text))
            if len(rows) > 1:
                yield _table(rows, line.start, lines[number + len(rows) - 1].end)
                number += len(rows)
                continue
        yield _block(lines, number)
        number += 1


def _block(lines: list[_Line], number: int) -> Block:
    """One line to a Block."""
    line = lines[number]
    text = line.text
    kind, level, ordinal = Kind.PARAGRAPH, 0, None
    if heading := _HEADING.match(text):
        kind, level, text = Kind.HEADING, len(heading[1]), text[heading.end() :].rstrip("# ") or text
    elif bullet := _bullet(text):
        around = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
        alike = any(_same_list(bullet, _bullet(other.text)) for other in around)
        if text[0] in _SURE_BULLETS or alike:
            kind, level = Kind.LIST_ITEM, 1
            ordinal = int(bullet[1]) if bullet[1] else None
            text = text[bullet.end() :]
    elif quoted := _QUOTED.match(text):
        kind, text = Kind.QUOTATION, text[quoted.end() :]
    return Block(
        text=" ".join(text.split()),
        kind=kind,
        place=Place("span", start=line.start, end=line.end),
        level=level,
        ordinal=ordinal,
    )


def _bullet(text: str) -> re.Match[str] | None:
    """The bullet or number that a line starts with; a dash that opens direct speech is none."""
    match = _BULLET.match(text)
    return None if match and text[0] in "-–" and _SPEECH.search(text, match.end()) else match


def _same_list(one: re.Match[str], other: re.Match[str] | None) -> bool:
    """Whether two lines are items of one list."""
    if other is None:
        return False
    if one[1] and other[1]:
        return abs(int(one[1]) - int(other[1])) == 1
    return not one[1] and not other[1] and one[0][0] == other[0][0]


def _cells(text: str) -> list[str]:
    """Cells of a line that reads like a table row; one for any other line."""
    if "\t" in text:
        return [cell.strip() for cell in text.split("\t")]
    if text.startswith("|") and text.endswith("|") and len(text) > 2:
        return [cell.strip() for cell in text[1:-1].split("|")]
    return [text]


def _table(rows: list[list[str]], start: int, end: int) -> Block:
    """Rows to one table Block; a row of dashes says that the row above it is the header."""
    ruled = len(rows) > 1 and all(cell and set(cell) <= set("-:") for cell in rows[1])
    kept = [row for row in rows if not all(set(cell) <= set("-:") for cell in row)] or rows
    return Block(
        text="\n".join(" | ".join(row) for row in kept),
        kind=Kind.TABLE,
        place=Place("span", start=start, end=end),
        cells=tuple(tuple(Cell(cell, header=ruled and not number) for cell in row) for number, row in enumerate(kept)),
    )
