"""The query language of the archive: words, "phrases", prefix*, AND, OR, NOT, -word and parentheses.

Words that stand side by side must all be there; AND binds closer than OR. What is no valid query is searched as the
words it holds, so that no text that a person types is an error. The result is an expression of SQLite's FTS5
(https://www.sqlite.org/fts5.html#full_text_query_syntax) in which every word is quoted.
"""

import re
from dataclasses import dataclass, field

from tearsheet.archive.folding import tokens

__all__ = ["Query", "parse_query"]

_PIECE = re.compile(
    r'\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))(?P<star>\*)?)'
)
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_MOST_WORDS = 200
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood.

    Attributes:
        match: expression for FTS5; ``""`` where the query holds no word.
        terms: what is looked for and may be marked in a text: each the folded words that stand side by side, and
            whether the last one is a prefix. What must not be there is not among them.
        plain: whether the query was no valid one and is searched as words.
    """

    match: str
    terms: tuple[tuple[tuple[str, ...], bool], ...] = ()
    plain: bool = False


def parse_query(text: str) -> Query:
    """Understand a query.

    Args:
        text: as a person typed it; only its first 200 words count.

    Returns:
        What to look for; with an empty ``match`` where there is nothing to look for.

    Example:
        >>> parse_query('bridge OR "new ferry" -tolls').match
        '("bridge" OR ("new ferry" NOT "tolls"))'
    """
    try:
        parser = _Parser(_pieces(text))
        match = parser.alternatives(0)
        if parser.at < len(parser.pieces):
            raise _NoQueryError
        return Query(match, tuple(parser.terms))
    except _NoQueryError:
        words = _words(text)[:_MOST_WORDS]
        match = " AND ".join(f'"{word}"' for word in words)
        return Query(match, tuple(((word,), False) for word in words), plain=True)


def _words(text: str) -> list[str]:
    """All words; operators only where there is nothing else, as few texts in French have an "and"."""
    found = [(word, text[start:end]) for word, start, end in tokens(text)]
    return [word for word, written in found if written not in _OPERATORS] or [word for word, _ in found]


class _NoQueryError(Exception):
    """The text is no valid query."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A parenthesis, an operator, or words to look for."""

    kind: str
    words: tuple[str, ...] = ()
    prefix: bool = False
    unwanted: bool = False


def _pieces(text: str) -> list[_Piece]:
    """A query's parts in order; raises `_NoQueryError` where there is something else, or too much."""
    pieces: list[_Piece] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _PIECE.match(text, at)
        if found is None or len(pieces) > _MOST_WORDS:
            raise _NoQueryError
        at = found.end()
        word = found["word"]
        if found["open"] or found["close"]:
            pieces.append(_Piece("(" if found["open"] else ")"))
        elif word in _OPERATORS and not found["minus"]:
            pieces.append(_Piece(word))
        else:
            raw = word if word is not None else found["phrase"]
            prefix = bool(found["star"]) or (word is not None and word.endswith("*"))
            folded = tuple(token for token, _, _ in tokens(raw))
            if folded:
                pieces.append(_Piece("words", folded, prefix, bool(found["minus"])))
            elif word is None:
                raise _NoQueryError
    return pieces


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the pieces; AND is between two pieces where nothing else is."""

    pieces: list[_Piece]
    at: int = 0
    terms: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)

    def alternatives(self, depth: int) -> str:
        """``a OR b OR c``."""
        if depth > _DEEPEST:
            raise _NoQueryError
        parts = [self.conjunction(depth)]
        while self.next_is("OR"):
            self.at += 1
            parts.append(self.conjunction(depth))
        return _either(parts)

    def conjunction(self, depth: int) -> str:
        """``a AND b NOT c``; what must not be there takes away from all that must."""
        wanted: list[str] = []
        unwanted: list[str] = []
        while self.at < len(self.pieces) and not self.next_is(")") and not self.next_is("OR"):
            if self.next_is("AND"):
                if not wanted:
                    raise _NoQueryError
                self.at += 1
                if self.at == len(self.pieces) or self.pieces[self.at].kind in (")", "OR", "AND"):
                    raise _NoQueryError
            negated = self.next_is("NOT")
            if negated:
                self.at += 1
            known = len(self.terms)
            atom, minus = self.atom(depth)
            if negated or minus:
                unwanted.append(atom)
                del self.terms[known:]
            else:
                wanted.append(atom)
        if not wanted:
            raise _NoQueryError
        match = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
        if unwanted:
            match = f"({match} NOT {_either(unwanted)})"
        return match

    def atom(self, depth: int) -> tuple[str, bool]:
        """Words, or an expression in parentheses; and whether a minus stood before it."""
        if self.at == len(self.pieces):
            raise _NoQueryError
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind == "(":
            inside = self.alternatives(depth + 1)
            if not self.next_is(")"):
                raise _NoQueryError
            self.at += 1
            return inside, False
        if piece.kind != "words":
            raise _NoQueryError
        self.terms.append((piece.words, piece.prefix))
        return f'"{" ".join(piece.words)}"{"*" if piece.prefix else ""}', piece.unwanted

    def next_is(self, kind: str) -> bool:
        """Whether the next piece is of a kind."""
        return self.at < len(self.pieces) and self.pieces[self.at].kind == kind


def _either(parts: list[str]) -> str:
    """An expression that is met where one of several is."""
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"
