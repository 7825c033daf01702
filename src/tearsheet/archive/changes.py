"""What changed between two editions of an article: paragraph by paragraph, word by word, field by field.

Paragraphs that are the same in both are the frame (Ratcliff and Obershelp's matching blocks, as in Python's `difflib`);
between them, the paragraphs that share most words are taken for reworded ones.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from tearsheet.archive.folding import tokens
from tearsheet.article.article import Article

__all__ = ["Change", "ChangeKind", "Changes", "FieldChange", "Piece", "compare"]

_ALIKE = 0.4
"""Share of words in common from which on a paragraph is a reworded one and no new one."""
_MOST_WORDS = 4_000
_MOST_PAIRS = 40_000
_FIELDS = ("title", "kicker", "standfirst", "authors", "published", "modified", "section", "tags", "language", "access")


class ChangeKind(StrEnum):
    """What became of a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a reworded paragraph.

    Attributes:
        text: as it stands, with the white space behind it.
        kind: added or removed; ``None`` where both editions have it.
    """

    text: str
    kind: ChangeKind | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph, heading, list item or the like that is not the same in both editions.

    Attributes:
        kind: what became of it.
        before: index in the body of the earlier edition; ``None`` for an added one.
        after: index in the body of the later edition; ``None`` for a removed one.
        pieces: its words, in the order in which a reader compares them.
    """

    kind: ChangeKind
    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the record that is not the same in both editions.

    Attributes:
        name: of the Article's field, or ``"captions"``.
        before: earlier value as text; ``None`` where there was none.
        after: later value as text; ``None`` where there is none.
    """

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed from one edition to a later one.

    Attributes:
        paragraphs: in the order of the later edition, what was removed where it stood.
        fields: other fields of the record.
        silent: whether the text or the title changed and the page tells no later modified instant.
    """

    paragraphs: tuple[Change, ...]
    fields: tuple[FieldChange, ...]
    silent: bool

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.fields)


def compare(before: Article, after: Article) -> Changes:
    """Compare two editions.

    Args:
        before: the earlier edition.
        after: the later one.

    Returns:
        What changed; false where nothing did. A change of white space alone is none.
    """
    paragraphs = tuple(_paragraphs(_texts(before), _texts(after)))
    fields = tuple(_fields(before, after))
    worded = bool(paragraphs) or any(change.name in ("title", "standfirst") for change in fields)
    return Changes(paragraphs, fields, worded and not _tells_later(before.modified, after.modified))


def _texts(article: Article) -> list[tuple[int, str]]:
    """The Blocks of text of a body, each with its index there."""
    return [(number, " ".join(block.text.split())) for number, block in enumerate(article.body) if block.text]


def _tells_later(before: datetime | None, after: datetime | None) -> bool:
    """Whether a page says that it was changed since."""
    if after is None or before is None:
        return after is not None
    return after.replace(tzinfo=None) > before.replace(tzinfo=None) if _mixed(before, after) else after > before


def _mixed(one: datetime, other: datetime) -> bool:
    return (one.tzinfo is None) != (other.tzinfo is None)


def _paragraphs(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> list[Change]:
    old, new = [text for _, text in before], [text for _, text in after]
    # Thousands of equal lines would make the comparison quadratic; they are no frame anyway.
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > 2_000)
    changes: list[Change] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind != "equal":
            changes += _between(before[old_from:old_to], after[new_from:new_to])
    return _with_moves(changes)


def _between(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> list[Change]:
    """The changes of a stretch: pairs that are alike are reworded, in order; the rest was removed or added."""
    changes: list[Change] = []
    row = column = 0
    pairs = _pairs([text for _, text in before], [text for _, text in after])
    for old, new in (*pairs, (len(before), len(after))):
        changes += map(_removed, before[row:old])
        changes += map(_added, after[column:new])
        if old < len(before):
            pieces = tuple(_pieces(before[old][1], after[new][1]))
            changes.append(Change(ChangeKind.REWORDED, before[old][0], after[new][0], pieces))
        row, column = old + 1, new + 1
    return changes


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs belong together, in order: of all ways, the one with most words in common."""
    rows, columns = len(before), len(after)
    if rows * columns > _MOST_PAIRS:
        return []
    bags = [Counter(word for word, _, _ in tokens(text)) for text in after]
    alike = [[_shared(Counter(word for word, _, _ in tokens(text)), bag) for bag in bags] for text in before]
    ways = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = ways[row + 1][column + 1] + alike[row][column] if alike[row][column] else 0
            ways[row][column] = max(paired, ways[row + 1][column], ways[row][column + 1])
    pairs: list[tuple[int, int]] = []
    row = column = 0
    while row < rows and column < columns:
        if alike[row][column] and ways[row][column] == ways[row + 1][column + 1] + alike[row][column]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif ways[row][column] == ways[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _shared(one: Counter[str], other: Counter[str]) -> int:
    """Words that two paragraphs have in common; none where they are not alike."""
    shared = (one & other).total()
    return shared if 2 * shared >= _ALIKE * (one.total() + other.total()) else 0


def _removed(paragraph: tuple[int, str]) -> Change:
    return Change(ChangeKind.REMOVED, paragraph[0], None, (Piece(paragraph[1], ChangeKind.REMOVED),))


def _added(paragraph: tuple[int, str]) -> Change:
    return Change(ChangeKind.ADDED, None, paragraph[0], (Piece(paragraph[1], ChangeKind.ADDED),))


def _with_moves(changes: list[Change]) -> list[Change]:
    """What was removed here and added there, word for word, was moved."""
    removed = {change.pieces[0].text: change for change in changes if change.kind is ChangeKind.REMOVED}
    moved: set[int] = set()
    told: list[Change] = []
    for change in changes:
        if change.kind is ChangeKind.ADDED:
            twin = removed.pop(change.pieces[0].text, None)
            if twin is not None:
                moved.add(id(twin))
                change = Change(ChangeKind.MOVED, twin.before, change.after, (Piece(change.pieces[0].text),))
        told.append(change)
    return [change for change in told if id(change) not in moved]


def _pieces(before: str, after: str) -> list[Piece]:
    """The words of two wordings of a paragraph, side by side."""
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return [Piece(before, ChangeKind.REMOVED), Piece(after, ChangeKind.ADDED)]
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, [w.rstrip() for w in old], [w.rstrip() for w in new], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(new[new_from:new_to])))
            continue
        if old_from < old_to:
            pieces.append(Piece("".join(old[old_from:old_to]), ChangeKind.REMOVED))
        if new_from < new_to:
            pieces.append(Piece("".join(new[new_from:new_to]), ChangeKind.ADDED))
    return pieces


def _words(text: str) -> list[str]:
    """A text in pieces, one a word with what stands behind it; joined they are the text."""
    starts = [start for _, start, _ in tokens(text)]
    edges = [0, *starts[1:], len(text)] if starts else [0, len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


def _fields(before: Article, after: Article) -> list[FieldChange]:
    found: list[FieldChange] = []
    for name in _FIELDS:
        old, new = _spelled(getattr(before, name)), _spelled(getattr(after, name))
        if old != new:
            found.append(FieldChange(name, old, new))
    old, new = (_spelled([image.caption for image in article.images if image.caption]) for article in (before, after))
    if old != new:
        found.append(FieldChange("captions", old, new))
    return found


def _spelled(value: object) -> str | None:
    """A field's value as text; ``None`` for none."""
    if value is None or value == () or value == []:
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return "; ".join(str(part) for part in value)
    return " ".join(str(value).split())
