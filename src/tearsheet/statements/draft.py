"""What an engine finds: a statement's pieces, before anybody has read who "he" is or what day it was.

An engine is a function ``find(text, language, quotations) -> list[Draft]``.
"""

from dataclasses import dataclass

from tearsheet.making import maker
from tearsheet.statements.span import Span

__all__ = ["Draft", "make_draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as an engine finds it.

    Attributes:
        content: what was said, with its quotation marks, in reading order; several pieces where "he said" parts it or
            where it goes on in the next paragraph. No piece crosses the end of a paragraph.
        source: who said it, as it stands there; empty where nobody is named.
        cue: the words that tell it is said, such as "said" or "selon"; empty without any.
        confidence: 0 to 1, how likely the content is a statement of this source.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    confidence: float


make_draft = maker(Draft)
"""Makes a `Draft` in less time than calling it, or `dataclasses.replace`."""
