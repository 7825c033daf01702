"""Article to Markdown: CommonMark (https://spec.commonmark.org/0.31.2/) with tables (https://github.github.com/gfm/).

Every text that a reader of Markdown would take for markup is escaped, so that reading gives back the text.
"""

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tearsheet.article.article import Article, Entry, Image
from tearsheet.formats.flow import (
    CellText,
    Figure,
    Listing,
    Part,
    Quotation,
    Section,
    heading_levels,
    instant,
    sections,
    separate_standfirst,
    shape,
    table,
)
from tearsheet.formats.inline import Piece, pieces, printable, safe_address, shared
from tearsheet.page.block import Block, Mark
from tearsheet.page.role import Role

__all__ = ["write_markdown"]

_SPACE = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f \x85\u2028\u2029]")
_ESCAPED = re.compile(r"[\\`*\[\]~|]|_|<(?![ 0-9])|&(?=#|[A-Za-z0-9]*(?:;|\Z))")
# What begins a block, at the beginning of a line; a backslash goes before the group.
_BLOCK_START = re.compile(
    r"""(?: (?=\#{1,6}(?:\s|\Z)) | (?=>) | (?=[-+](?:\s|-|\Z)) | (?==+\s*\Z) | (?=:-)
    | (?<![0-9])[0-9]{1,9}(?=[.)](?:\s|\Z)) )""",
    re.VERBOSE,
)
_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|\A)(?=#+\Z)")
_REFERENCE = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_BACKTICKS = re.compile("`+")
_TAGS = {"subscript": ("<sub>", "</sub>"), "superscript": ("<sup>", "</sup>")}
_LARGEST_ORDINAL = 999_999_999


def write_markdown(article: Article) -> str:
    """Title, standfirst and body.

    Headings sit below the title. An image is followed by its caption in emphasis and its credit in parentheses. An
    entry begins with its title, then author and time in emphasis; entries are separated by a thematic break. A table
    without header cells in its first row gets an empty header, as GFM demands one. Kicker, byline and dates of the
    article, related links and left-out Blocks are not part of it.
    """
    blocks: list[str] = []
    if article.title and (title := _line(article.title)):
        blocks.append(_heading(1, title))
    standfirst = separate_standfirst(article)
    if standfirst:
        blocks.append(_paragraph(standfirst))
    levels = heading_levels(article)
    inside = False
    for section in sections(article):
        if inside and (section.entry or not section.inside):
            blocks.append("---")
        inside = section.inside
        blocks.extend(_entry_header(section))
        for part in section.parts:
            blocks.extend(_part(part, levels))
    return "\n\n".join(block for block in blocks if block)


# -- blocks -----------------------------------------------------------------------------------------------------------


def _entry_header(section: Section) -> Iterator[str]:
    if section.title and (title := _line(section.title)):
        yield _heading(2, title)
    if section.entry is not None and (who_and_when := _who_and_when(section.entry)):
        yield _emphasised(who_and_when)


def _who_and_when(entry: Entry) -> str:
    return ", ".join(part for part in (entry.author, instant(entry.published)) if part and part.strip())


def _part(part: Part, levels: dict[int, int]) -> Iterator[str]:
    if isinstance(part, Figure):
        yield _figure(part.image)
    elif isinstance(part, Quotation):
        paragraphs = "\n\n".join(filter(None, (_paragraph(block.text, block.marks) for block in part.blocks)))
        yield "\n".join(f"> {line}".rstrip() for line in paragraphs.split("\n")) if paragraphs else ""
    elif isinstance(part, Listing):
        yield "\n".join(_items(part, bullet="-", stop="."))
    else:
        role = shape(part)
        if role is Role.HEADING:
            yield _heading(levels.get(part.level) or levels[0], _line(part.text, part.marks))
        elif role is Role.CODE:
            yield _code_block(part.text)
        elif role is Role.TABLE:
            yield from _table(part)
        else:
            yield _paragraph(part.text, part.marks)


def _heading(level: int, line: str) -> str:
    return f"{'#' * level} {_CLOSING_HASHES.sub(_BACKSLASH, line)}" if line else ""


def _paragraph(text: str, marks: Sequence[Mark] = ()) -> str:
    """Lines joined by hard breaks, none of them beginning a block of another kind."""
    lines: list[list[Piece]] = [[]]
    for stretch, over in pieces(text, _written(marks)):
        first, *others = stretch.split("\n")
        lines[-1].append((first, over))
        lines.extend([(other, over)] for other in others)
    return "\\\n".join(_start(written) for line in lines if (written := _inline(line)))


def _start(line: str) -> str:
    """The line with a backslash where it would begin a heading, a list, a quotation, a table or a thematic break."""
    match = _BLOCK_START.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line


def _code_block(text: str) -> str:
    code = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    fence = "`" * max(3, _longest_run(code) + 1)
    return f"{fence}\n{code}\n{fence}"


def _longest_run(code: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(code)), default=0)


def _figure(image: Image) -> str:
    address = safe_address(image.address, schemes=("http", "https"))
    description = _line(image.description or "")
    lines = []
    if address or description:
        lines.append(f"![{description}]({_destination(address or '')})")
    caption = _emphasised(image.caption or "")
    credit = _line(image.credit or "")
    line = " ".join(part for part in (caption, f"({credit})" if credit else "") if part)
    return "\\\n".join([*lines, line] if line else lines)


def _emphasised(text: str) -> str:
    return _line(text, (Mark(0, len(text), "emphasis"),))


def _items(listing: Listing, *, bullet: str, stop: str) -> Iterator[str]:
    """Lines of a list. One that goes on with another number, or another kind of list, begins anew with other marks."""
    previous: int | None = None
    for number, item in enumerate(listing.items):
        ordinal = min(max(item.block.ordinal or 0, 0), _LARGEST_ORDINAL) if listing.ordered else None
        if number and ordinal is not None and previous is not None and ordinal != previous + 1:
            stop = _other(stop)
            yield ""
        previous = ordinal
        marker = f"{bullet} " if ordinal is None else f"{ordinal}{stop} "
        indent = " " * len(marker)
        text = _paragraph(item.block.text, item.block.marks) or "\\"
        yield marker + text.replace("\n", f"\n{indent}")
        inner_bullet, inner_stop = "-", "."
        for nested in item.lists:
            if nested is not item.lists[0] or (nested.ordered and nested.items[0].block.ordinal != 1):
                yield ""
            for line in _items(nested, bullet=inner_bullet, stop=inner_stop):
                yield indent + line if line else ""
            inner_bullet, inner_stop = _other(inner_bullet), _other(inner_stop)


def _other(mark: str) -> str:
    return {"-": "*", "*": "-", ".": ")", ")": "."}[mark]


def _table(block: Block) -> Iterator[str]:
    caption, rows = table(block)
    if caption:
        yield _paragraph(caption)
    grid = [[_line(text.cell.text, text.marks, in_table=True) if text else "" for text in row] for row in _grid(rows)]
    width = max(len(row) for row in grid)
    if not all(text.cell.header for text in rows[0]):
        grid.insert(0, [])
    grid[0] += [""] * (width - len(grid[0]))
    lines = [f"| {' | '.join(row)} |" for row in grid]
    lines.insert(1, f"|{' --- |' * width}")
    yield "\n".join(lines)


def _grid(rows: list[list[CellText]]) -> list[list[CellText | None]]:
    """The cells in their columns, ``None`` where one spans more; spans out of proportion to the table are left out."""
    budget = 1000 + 4 * sum(len(row) for row in rows)
    grid: list[list[CellText | None]] = []
    spanned: dict[int, int] = {}
    for row in rows:
        line: list[CellText | None] = []
        busy = {column: left - 1 for column, left in spanned.items() if left > 1}
        gap = 0
        for text in row:
            line.extend([None] * gap)
            while spanned.get(len(line)):
                line.append(None)
            column = len(line)
            line.append(text)
            gap = text.cell.columns - 1
            budget -= text.cell.columns
            if budget < 0:
                return [[*row] for row in rows]
            if text.cell.rows > 1:
                busy.update((taken, text.cell.rows - 1) for taken in range(column, column + text.cell.columns))
        spanned = busy
        budget -= len(busy)
        grid.append(line)
    return grid


# -- inline -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Atom:
    """A stretch of Markdown on its way into a line: text, a delimiter run that opens or closes, or other markup."""

    kind: str
    written: str
    opening: "_Atom | None" = None


def _line(text: str, marks: Sequence[Mark] = (), *, in_table: bool = False) -> str:
    """A text on one line."""
    return _inline(pieces(text.replace("\n", " "), _written(marks)), in_table=in_table)


def _written(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks that Markdown has."""
    for mark in marks:
        if mark.kind in ("strong", "emphasis", "code", *_TAGS) or (mark.kind == "link" and safe_address(mark.target)):
            yield mark


def _inline(line: Sequence[Piece], *, in_table: bool = False) -> str:
    """One line of Markdown."""
    atoms: list[_Atom] = []
    opened: list[tuple[Mark, _Atom]] = []
    for text, over in [*_trimmed(line), ("", ())]:
        common = shared(tuple(mark for mark, _ in opened), over)
        while len(opened) > common:
            mark, opening = opened.pop()
            if opening.kind == "open":
                atoms.append(_Atom("close", opening.written, opening))
            else:
                atoms.append(_Atom("other", _closing(mark)))
        for mark in over[common:]:
            atom = _opening(mark, atoms[-1] if atoms else None)
            opened.append((mark, atom))
            atoms.append(atom)
        if text:
            code = bool(over) and over[-1].kind == "code"
            atoms.append(_code_span(text, in_table=in_table) if code else _Atom("text", _escape(text)))
    runs = _runs(atoms)
    _make_runs_flank(runs)
    for before, after in pairwise(runs):
        if before.kind == "text" and before.written.endswith("!") and after.written == "[":
            before.written = f"{before.written[:-1]}\\!"
    return "".join(atom.written for atom in runs)


def _opening(mark: Mark, before: _Atom | None) -> _Atom:
    """What opens a mark, behind the atom ``before``.

    A run that opens right behind one that closes would be read as one run of asterisks, so the emphasis of the two is
    written with underscores.
    """
    if mark.kind == "strong":
        if before and before.opening:
            before.written = before.opening.written = "_"
        return _Atom("open", "**")
    if mark.kind == "emphasis":
        return _Atom("open", "_" if before and before.opening else "*")
    return _Atom("other", {"link": "[", "code": ""}.get(mark.kind) or _TAGS.get(mark.kind, ("",))[0])


def _trimmed(line: Sequence[Piece]) -> list[Piece]:
    """The pieces as Markdown can hold them: no white space just inside of a mark, none at the ends of the line."""
    cut: list[Piece | str] = []
    for stretch, over in line:
        text = printable(_SPACE.sub(" ", stretch))
        if not text:
            continue
        if over and over[-1].kind == "code":
            cut.append((text, over))
            continue
        core = text.strip()
        if not core:
            cut.append(text)
            continue
        begin = len(text) - len(text.lstrip())
        cut.extend(filter(None, (text[:begin],)))
        cut.append((core, over))
        cut.extend(filter(None, (text[begin + len(core) :],)))
    result: list[Piece] = []
    space = ""
    for item in cut:
        if isinstance(item, str):
            space += item
            continue
        if space and result:
            over = result[-1][1]
            result.append((space, over[: shared(over, item[1])]))
        space = ""
        result.append(item)
    return result


def _code_span(text: str, *, in_table: bool) -> _Atom:
    fence = "`" * (_longest_run(text) + 1)
    spaced = text.startswith(" ") and text.endswith(" ") and text.strip(" ")
    pad = " " if spaced or text.startswith("`") or text.endswith("`") else ""
    return _Atom("other", f"{fence}{pad}{text.replace('|', _PIPE) if in_table else text}{pad}{fence}")


_PIPE = r"\|"
_BACKSLASH = r"\\"


def _escape(text: str) -> str:
    """The text with a backslash before whatever means something to Markdown inside a line."""

    def escaped(match: re.Match[str]) -> str:
        sign, start, end = match[0], match.start(), match.end()
        # An underscore inside a word opens and closes nothing; snake_case stays readable.
        if sign == "_" and start > 1 and end < len(text) - 1 and text[start - 1].isalnum() and text[end].isalnum():
            return sign
        return f"\\{sign}"

    return _ESCAPED.sub(escaped, text)


def _closing(mark: Mark) -> str:
    if mark.kind == "link":
        return f"]({_destination(safe_address(mark.target) or '')})"
    return _TAGS[mark.kind][1] if mark.kind in _TAGS else ""


def _destination(address: str) -> str:
    return _REFERENCE.sub("&amp;", address.replace("(", "\\(").replace(")", "\\)"))


def _runs(atoms: list[_Atom]) -> list[_Atom]:
    """The atoms with delimiters that stand side by side joined."""
    result: list[_Atom] = []
    for atom in atoms:
        last = result[-1] if result else None
        if not atom.written:
            continue
        if last and last.kind == atom.kind and atom.kind != "other" and last.written[-1] == atom.written[0]:
            last.written += atom.written
        else:
            result.append(atom)
    return result


def _make_runs_flank(atoms: list[_Atom]) -> None:
    """Write a neighbouring letter as a character reference where a delimiter run would otherwise not open or close.

    Whether a run opens or closes depends on the characters beside it
    (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run); a reference begins and ends with punctuation.
    """
    for index, atom in enumerate(atoms):
        if atom.kind == "close" and index + 1 < len(atoms):
            before, after = atoms[index - 1].written[-1], atoms[index + 1]
            if (atom.written[0] == "_" or _may_be_punctuation(before)) and not _sets_off(after.written[0]):
                after.written = f"&#{ord(after.written[0])};{after.written[1:]}"
    for index in range(len(atoms) - 2, 0, -1):
        if atoms[index].kind == "open":
            left, right = atoms[index - 1], atoms[index + 1].written[0]
            if (atoms[index].written[0] == "_" or _may_be_punctuation(right)) and not _sets_off(left.written[-1]):
                left.written = f"{left.written[:-1]}&#{ord(left.written[-1])};"


def _sets_off(character: str) -> bool:
    """Whether every edition of CommonMark takes the character for white space or punctuation."""
    return character.isspace() or character in string.punctuation or unicodedata.category(character)[0] == "P"


def _may_be_punctuation(character: str) -> bool:
    """Whether some edition of CommonMark takes the character for punctuation."""
    return character in string.punctuation or unicodedata.category(character)[0] in "PS"
