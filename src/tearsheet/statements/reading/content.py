"""What a statement's content is: direct, indirect or mixed, and its words as clean text."""

from collections.abc import Sequence

from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.span import Span, make_span
from tearsheet.statements.statement import Form

__all__ = ["clean_content", "form_of"]

_TRAILING = " \t\n\xa0\u202f,;:—–-"
_WIDE = "，、；：。！？"
_WIDE_TRAILING = "，、；：،؛"
_ENDS = frozenset('.!?…:;»”"’')
_OWN = frozenset({QuotationKind.DIALOGUE, QuotationKind.BLOCK, QuotationKind.ANSWER})
_FEW = 1
"""Letters outside of the marks of direct speech: an "and" between two quotations is no reported speech."""


def form_of(text: str, content: Sequence[Span], cue: Sequence[Span], quotations: Sequence[Quotation]) -> Form:
    """Direct where all stands between marks, indirect where nothing does.

    Args:
        text: the text.
        content: pieces of a statement.
        cue: its cue; what reports somebody inside of another's quotation does so in that other's words.
        quotations: those that meet it, outermost ones.
    """
    if not quotations:
        return Form.INDIRECT
    # An interview's answers are many, and so are the quotations in them.
    edges = [(quotation.outer.start, quotation.outer.end, quotation) for quotation in quotations]
    shared = [
        (piece, make_span(max(piece.start, start), min(piece.end, end)))
        for piece in content
        for start, end, quotation in edges
        if start < piece.end and piece.start < end
        if quotation.kind is QuotationKind.DIALOGUE or not any(map(quotation.inner.holds, cue))
    ]
    if not shared:
        return Form.INDIRECT
    if {part for piece, part in shared if part == piece}.issuperset(content):
        return Form.DIRECT if any(map(str.isalnum, "".join(piece.of(text) for piece in content))) else Form.INDIRECT
    letters = {piece: _letters(text, piece) for piece in content}
    inside = sum(letters[piece] if part == piece else _letters(text, part) for piece, part in shared)
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if sum(map(letters.__getitem__, content)) - inside <= _FEW else Form.MIXED


def _letters(text: str, span: Span) -> int:
    return sum(map(str.isalnum, span.of(text)))


def clean_content(text: str, content: Sequence[Span], quotations: Sequence[Quotation]) -> str:
    """The content as a person would copy it: without the marks around its pieces, white space collapsed.

    Args:
        text: the text.
        content: pieces of a statement.
        quotations: those that meet it, outermost ones.
    """
    joined = ""
    edges = [(quotation.outer.start, quotation.outer.end, quotation) for quotation in quotations]
    for piece in content:
        first, last = piece.start, piece.end
        for start, end, quotation in edges:
            if start <= first and last <= end and _only_marks_between(piece, quotation):
                first, last = max(first, quotation.inner.start), min(last, quotation.inner.end)
                break
        words = " ".join(text[first:last].split())
        joined = _joined(joined, words) if joined else words.lstrip(_TRAILING)
    return joined.rstrip(_TRAILING + _WIDE_TRAILING)


def _joined(before: str, words: str) -> str:
    """Two pieces as one text: "he said" between them took the place of a comma, or of a full stop."""
    rest = words.lstrip(_TRAILING)
    if not rest:
        return before
    if before[-1] in _WIDE:
        # Chinese and Japanese have no spaces, and their signs stand for themselves.
        return before + rest
    said = before.rstrip(_TRAILING)
    if rest[0].islower():
        return f"{said}{',' if before.endswith(',') else ''} {rest}"
    return f"{said}{'' if said[-1:] in _ENDS else '.'} {rest}"


def _only_marks_between(piece: Span, quotation: Quotation) -> bool:
    """Whether a piece begins or ends with the marks of the quotation that it is part of."""
    return piece.start < quotation.inner.start or piece.end > quotation.inner.end or quotation.kind in _OWN
