"""Lines of a flat capture to Blocks, by their shape: items, headings, quotations, tables, code, rules.

Plain lines, which most are, become paragraphs many at a time; a line is looked at only where its first character, or
what the capture as a whole holds, says that it may be more.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from tearsheet.limits import Deadline
from tearsheet.page.block import Block, Cell, Kind, make_block
from tearsheet.page.columns import split_columns
from tearsheet.page.entities import has_entities, without_entities
from tearsheet.page.flatblocks import paragraphs
from tearsheet.page.linknumbers import has_link_numbers, without_link_numbers
from tearsheet.page.markdownleft import holds_markdown, may_be_marked, read_definitions, read_inline, read_picture
from tearsheet.page.place import make_span
from tearsheet.page.terminalmarks import has_terminal_marks, without_terminal_marks
from tearsheet.page.textlines import Lines, clean, clean_lines, is_untidy
from tearsheet.page.textsigns import BARS, holds

__all__ = ["blocks_of"]

_SURE_BULLETS = "•●◦▪‣⁃∙▸►▹➤➢✓✔"
_BULLET = re.compile(rf"(?:[{_SURE_BULLETS}·*+\-–o]|(\d{{1,3}})[.)])\s+(?=\S)")
_SPEECH = re.compile(r"[,.!?…]\s+[-–—]\s")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_WIKI_HEADING = re.compile(r"(={2,6})\s*([^=\s](?:[^=]{0,200}[^=\s])?)\s*(={2,6})\Z")
_QUOTED = re.compile(r"(?:>\s?)+(?=\S)")
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_RULE = re.compile(r"[-_=*~─━═–—•·.+#]{3,}\Z")
_UNDERLINE = re.compile(r"(?:=+|-{3,})\Z")
_DIVIDERS = f"|·-–—*,;.:/»«›‹()[]{_SURE_BULLETS}"
_SHAPED = frozenset(f"#>|*+-–—=_~`.─━═123456789o{_DIVIDERS}")
_MOST_CELLS = 200
_LEAST_ROWS, _LEAST_CELLS, _LONGEST_CELL = 3, 3, 60
_LONGEST_HEADING = 200
_DEEPEST = 20
_CHECK_EVERY = 4096


def blocks_of(
    lines: Lines, text: str, base: str | None, deadline: Deadline, kinds: Mapping[int, Kind] | None = None
) -> list[Block]:
    """Blocks in order; ``blocks[i].block == i``.

    Args:
        lines: of the capture, parted and joined.
        text: the capture.
        base: the address that links are relative to.
        deadline: when to give up.
        kinds: of lines that were taken together, code and tables, by their first character.

    Raises:
        LimitError: the deadline passed.
    """
    kinds = kinds or {}
    texts = clean_lines(lines.text) if is_untidy(text) else lines.text
    if has_link_numbers(text):
        texts = [without_link_numbers(line) if "[" in line else line for line in texts]
    if has_entities(text):
        texts = [clean(without_entities(line)) if "&" in line else line for line in texts]
    if has_terminal_marks(text):
        texts = list(map(without_terminal_marks, texts))
    definitions = read_definitions(text)
    bars, markdown = holds(text, BARS), bool(definitions) or holds_markdown(text)
    shaped = [
        number
        for number, (line, tidy) in enumerate(zip(lines.text, texts, strict=True))
        if line[0] in _SHAPED or not tidy
    ]
    if bars or markdown or kinds or "\t" in text:
        more = {
            number
            for number, line in enumerate(lines.text)
            if (bars and " | " in line) or "\t" in line or (markdown and may_be_marked(line))
        }
        if kinds:
            more.update([number for number, start in enumerate(lines.start) if start in kinds])
        shaped = sorted(more.union(shaped)) if more else shaped
    shaper = _Shaper(lines, texts, text, kinds)
    blocks: list[Block] = []
    done = 0
    for count, number in enumerate(shaped):
        if not count % _CHECK_EVERY:
            deadline.check()
        if number < done:
            continue
        found = shaper.piece(number, done)
        if found is None:
            if not (markdown and may_be_marked(texts[number])):
                continue
            place = make_span(lines.start[number], lines.end[number])
            found = Block(texts[number], Kind.PARAGRAPH, place), number, number + 1
        block, first, following = found
        blocks += paragraphs(texts[done:first], lines.start[done:first], lines.end[done:first], len(blocks))
        if block is not None:
            blocks.append((_marked(block, base, definitions) if markdown else block).at(len(blocks)))
        done = following
    deadline.check()
    blocks += paragraphs(texts[done:], lines.start[done:], lines.end[done:], len(blocks))
    return blocks


def _marked(block: Block, base: str | None, definitions: Mapping[str, str]) -> Block:
    """A Block with its Markdown read."""
    if block.kind in (Kind.CODE, Kind.TABLE) or not may_be_marked(block.text):
        return block
    if picture := read_picture(block.text, base):
        return replace(block, text="", kind=Kind.IMAGE, level=0, ordinal=None, picture=picture)
    text, marks = read_inline(block.text, base, definitions)
    return replace(block, text=text, marks=marks) if text else block


class _Shaper:
    """Finds pieces of a shape among lines.

    A piece is a Block, ``None`` for what says nothing, with the first line that it takes and the one behind its last.
    """

    def __init__(self, lines: Lines, texts: list[str], source: str, kinds: Mapping[int, Kind]) -> None:
        self._lines = lines
        self._texts = texts
        self._source = source
        self._kinds = kinds
        self._indents: list[int] = []
        self._after_item = -1

    def piece(self, number: int, done: int) -> tuple[Block | None, int, int] | None:
        """The piece that begins at a line, or before it but not before ``done``; ``None`` for a plain line."""
        line = self._lines.text[number]
        tidy = self._texts[number]
        if not tidy:
            return None, number, number + 1
        if kind := self._kinds.get(self._lines.start[number]):
            return self._gathered(number, kind, tidy), number, number + 1
        if line[0] in "`~" and _FENCE.match(line) and (code := self._code(number)):
            return code
        if found := self._table(number):
            return found
        if _RULE.match(line):
            return self._ruled(number, done)
        return self._line(number, tidy)

    def _gathered(self, number: int, kind: Kind, tidy: str) -> Block:
        """Lines that were taken together, or an item of a list without bullets."""
        lines = self._lines
        start, end = lines.start[number], lines.end[number]
        if kind is Kind.TABLE:
            return _table([split_columns(row.strip()) for row in lines.text[number].splitlines()], start, end)
        if kind is Kind.LIST_ITEM:
            return Block(tidy, kind, make_span(start, end), level=1)
        return Block(lines.text[number], kind, make_span(start, end))

    def _code(self, number: int) -> tuple[Block | None, int, int] | None:
        """What stands between two fences."""
        lines = self._lines
        close = number + 1
        while close < len(lines) and not _FENCE.match(lines.text[close]):
            close += 1
        if close == len(lines) or close == number + 1:
            return None
        start = lines.start[number + 1] - lines.indent[number + 1]
        end = lines.end[close - 1]
        place = make_span(lines.start[number], lines.end[close])
        return Block(self._source[start:end], Kind.CODE, place), number, close + 1

    def _ruled(self, number: int, done: int) -> tuple[Block | None, int, int]:
        """A rule, which says nothing, or the underline of a heading."""
        lines = self._lines
        above = number - 1
        line = lines.text[number]
        if (
            above >= done
            and lines.gap[number] == 0
            and _UNDERLINE.match(line)
            and (above == done or lines.gap[above] != 0)
            and len(lines.text[above]) <= _LONGEST_HEADING
        ):
            place = make_span(lines.start[above], lines.end[number])
            return Block(self._texts[above], Kind.HEADING, place, level=1 if line[0] == "=" else 2), above, number + 1
        return None, number, number + 1

    def _line(self, number: int, tidy: str) -> tuple[Block | None, int, int] | None:
        """An item, a heading or a quotation."""
        lines = self._lines
        place = make_span(lines.start[number], lines.end[number])
        if tidy[0] == "#" and (heading := _HEADING.match(tidy)):
            text = tidy[heading.end() :].rstrip("# ") or tidy
            return make_block(text, Kind.HEADING, place, len(heading[1])), number, number + 1
        if tidy[0] == "=" and (wiki := _WIKI_HEADING.match(tidy)) and len(wiki[1]) == len(wiki[3]):
            return make_block(wiki[2], Kind.HEADING, place, len(wiki[1])), number, number + 1
        if len(tidy) == 1 and tidy in _DIVIDERS:
            return None, number, number + 1
        if bullet := _bullet(tidy):
            around = [_bullet(self._texts[other]) for other in (number - 1, number + 1) if 0 <= other < len(lines)]
            indented = lines.indent[number] > 0 and any(around)
            alike = indented or any(_same_list(bullet, other) for other in around)
            if tidy[0] in _SURE_BULLETS or alike:
                ordinal = int(bullet[1]) if bullet[1] else None
                level = self._level(number, number + 1)
                return make_block(tidy[bullet.end() :], Kind.LIST_ITEM, place, level, ordinal), number, number + 1
        elif quoted := _QUOTED.match(tidy):
            return make_block(tidy[quoted.end() :], Kind.QUOTATION, place), number, number + 1
        return None

    def _level(self, number: int, following: int) -> int:
        """How deep an item is nested, by its indentation among the items around it."""
        indent = self._lines.indent[number]
        if self._after_item != number:
            self._indents = []
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1]:
            self._indents.append(indent)
        self._after_item = following
        return min(len(self._indents), _DEEPEST)

    def _table(self, number: int) -> tuple[Block | None, int, int] | None:
        """Rows of as many cells each."""
        lines = self._lines
        cells = _cells(lines.text[number])
        if len(cells) < 2:
            return None
        line = lines.text[number]
        bare = "\t" not in line and line[0] != "|"
        following = number + 1
        ruled = following < len(lines) and _is_ruling(_cells(lines.text[following]))
        if bare and not ruled and len(cells) < _LEAST_CELLS:
            return None
        rows = [cells]
        while following < len(lines) and len(row := _cells(lines.text[following])) == len(cells):
            rows.append(row)
            following += 1
        if len(rows) < 2 or (bare and not ruled and not _reads_as_rows(rows)):
            return None
        return _table(rows, lines.start[number], lines.end[following - 1]), number, following


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
        cells = text.split("\t", _MOST_CELLS)
    elif text[0] == "|" and text[-1] == "|" and len(text) > 2:
        cells = text[1:-1].split("|", _MOST_CELLS)
    elif "|" in text and (" | " in text or text[-1] == "|"):
        cells = text.strip("|").split("|", _MOST_CELLS)
    else:
        return [text]
    return [clean(cell) for cell in cells]


def _reads_as_rows(rows: list[list[str]]) -> bool:
    """Whether lines with bars in them, and no more than that, are rows of a table: short cells, none of them empty."""
    return len(rows) >= _LEAST_ROWS and all(0 < len(cell) <= _LONGEST_CELL for row in rows for cell in row)


def _is_ruling(row: list[str]) -> bool:
    """Whether a row is the line of dashes below the head of a table."""
    return all(cell and set(cell) <= set("-:") for cell in row)


def _table(rows: list[list[str]], start: int, end: int) -> Block:
    """Rows to one table Block; a row of dashes says that the row above it is the header."""
    ruled = len(rows) > 1 and _is_ruling(rows[1])
    kept = [row for row in rows if not all(set(cell) <= set("-:") for cell in row)] or rows
    return Block(
        text="\n".join(" | ".join(row) for row in kept),
        kind=Kind.TABLE,
        place=make_span(start, end),
        cells=tuple(tuple(Cell(cell, header=ruled and not number) for cell in row) for number, row in enumerate(kept)),
    )
