"""Flat captures whose lines were labelled by hand, and how many of the labels Tearsheet gives.

A capture's file holds its lines with the role before each, a tab between; where a lost line break ran two pieces
together both roles stand there, `` + `` between, and ``¦`` in the text at the place. Empty lines are the capture's own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.errors import BenchmarkError
from tearsheet.article.article import Article
from tearsheet.page.role import Role

__all__ = ["HELD_OUT", "LabelledCapture", "LabelledPiece", "RoleResult", "judge_roles", "read_captures"]

HELD_OUT = "held-out"
"""Folder of the captures whose errors are not shown, so that nobody mends them one by one."""
_PART = "¦"


@dataclass(frozen=True, slots=True)
class LabelledPiece:
    """A line of a capture, or a part of one.

    Attributes:
        start: index of its first character in the capture.
        end: index after the last one.
        role: what a person says it is for.
    """

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class LabelledCapture:
    """A flat capture with the role of each line.

    Attributes:
        name: of its file, without the ending.
        text: the capture, as somebody would hold it.
        pieces: in order.
        held_out: whether its errors are kept from those who work on the rules.
    """

    name: str
    text: str = field(repr=False)
    pieces: tuple[LabelledPiece, ...] = field(repr=False)
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class RoleResult:
    """What became of one capture.

    Attributes:
        capture: the capture.
        given: the role that each piece was given; ``None`` where no Block holds it.
    """

    capture: LabelledCapture
    given: tuple[Role | None, ...]

    @property
    def right(self) -> int:
        """Pieces with the role that they should have."""
        return sum(piece.role is given for piece, given in zip(self.capture.pieces, self.given, strict=True))

    @property
    def accuracy(self) -> float:
        """Share of them."""
        return self.right / len(self.given)

    @property
    def confusion(self) -> Counter[tuple[Role, Role | None]]:
        """How often each role was taken for each."""
        return Counter((piece.role, given) for piece, given in zip(self.capture.pieces, self.given, strict=True))

    @property
    def wrong(self) -> list[tuple[str, Role, Role | None]]:
        """Text, label and given role of the pieces that are wrong."""
        return [
            (self.capture.text[piece.start : piece.end], piece.role, given)
            for piece, given in zip(self.capture.pieces, self.given, strict=True)
            if piece.role is not given
        ]


def read_captures(folder: Path) -> list[LabelledCapture]:
    """The captures of a folder, those held out last.

    Raises:
        BenchmarkError: the folder or a file is missing or broken.
    """
    files = [*sorted(folder.glob("*.txt")), *sorted((folder / HELD_OUT).glob("*.txt"))]
    if not files:
        raise BenchmarkError(f"{folder}: holds no labelled captures")
    return [_read_capture(file) for file in files]


def _read_capture(file: Path) -> LabelledCapture:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(f"{file}: cannot be read: {error}") from None
    pieces: list[LabelledPiece] = []
    parts: list[str] = []
    at = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            roles, tab, text = line.partition("\t")
            names = roles.split(" + ")
            texts = text.split(_PART) if len(names) > 1 else [text]
            if not tab or len(names) != len(texts) or not all(part.strip() for part in texts):
                raise BenchmarkError(f"{file} line {number}: no role and text with a tab between")
            for name, part in zip(names, texts, strict=True):
                pieces.append(LabelledPiece(at, at + len(part), _role(name, f"{file} line {number}")))
                parts.append(part)
                at += len(part)
        parts.append("\n")
        at += 1
    if not pieces:
        raise BenchmarkError(f"{file}: holds no labelled lines")
    return LabelledCapture(file.stem, "".join(parts), tuple(pieces), file.parent.name == HELD_OUT)


def _role(name: str, where: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        raise BenchmarkError(f"{where}: no role is called {name!r}") from None


def judge_roles(captures: Iterable[LabelledCapture], extract: Callable[[str], Article]) -> list[RoleResult]:
    """Extract each capture, and look up what each of its pieces was taken for.

    Args:
        captures: labelled captures.
        extract: text to the record, whose Blocks tell their spans.
    """
    results = []
    for capture in captures:
        article = extract(capture.text)
        blocks = [*article.body, *article.left_out]
        spans = [
            (block.place.start, block.place.end, block.role)
            for block in blocks
            if block.place.start is not None and block.place.end is not None
        ]
        results.append(RoleResult(capture, tuple(_given(piece, spans) for piece in capture.pieces)))
    return results


def _given(piece: LabelledPiece, spans: Sequence[tuple[int, int, Role | None]]) -> Role | None:
    """The role that most characters of a piece were given."""
    held: Counter[Role] = Counter()
    for start, end, role in spans:
        shared = min(end, piece.end) - max(start, piece.start)
        if shared > 0 and role is not None:
            held[role] += shared
    return held.most_common(1)[0][0] if held else None
