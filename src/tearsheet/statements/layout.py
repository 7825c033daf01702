"""What the layout of a text tells of quotations, beyond its marks: block quotations, and questions set apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.span import Span

__all__ = ["Layout", "with_answers", "with_blocks"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the markup told of a text's paragraphs.

    Attributes:
        blocks: block quotations.
        questions: paragraphs in bold, or headings, that ask.
    """

    blocks: tuple[Span, ...] = ()
    questions: tuple[Span, ...] = ()


def with_blocks(quotations: Sequence[Quotation], layout: Layout) -> list[Quotation]:
    """The quotations of a text with its block quotations, in order; what stands in a block is deeper."""
    if not layout.blocks:
        return list(quotations)
    blocks = sorted(set(layout.blocks))
    found = [Quotation(block, block, QuotationKind.BLOCK) for block in blocks]
    number = 0
    for quotation in quotations:
        while number < len(blocks) and blocks[number].end <= quotation.outer.start:
            number += 1
        inside = number < len(blocks) and blocks[number].holds(quotation.outer)
        found.append(_deeper(quotation) if inside else quotation)
    return sorted(found, key=lambda each: (each.outer.start, -each.outer.end, each.depth))


def with_answers(quotations: Sequence[Quotation], labelled: Sequence[Draft]) -> list[Quotation]:
    """The quotations of a text with what its layout gives to somebody, in order: those words are their own.

    Args:
        quotations: of the text.
        labelled: Drafts of transcripts, interviews and signed quotations.
    """
    known = {quotation.outer for quotation in quotations}
    answers = [
        Quotation(piece, piece, QuotationKind.ANSWER)
        for draft in labelled
        for piece in draft.content
        if piece not in known
    ]
    return sorted([*quotations, *answers], key=lambda each: (each.outer.start, -each.outer.end, each.depth))


def _deeper(quotation: Quotation) -> Quotation:
    return Quotation(
        quotation.outer, quotation.inner, quotation.kind, quotation.closed, quotation.depth + 1, quotation.continued
    )
