"""The engine of rules: Drafts from quotation marks, cues and what stands beside them."""

from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.cues import Cue, find_cues
from tearsheet.statements.rules.dialogue import dialogue_drafts
from tearsheet.statements.rules.free import free_drafts
from tearsheet.statements.rules.quoted import quoted_drafts
from tearsheet.statements.rules.reported import reported_drafts
from tearsheet.statements.rules.wide import WIDE, wide_drafts

__all__ = ["drafts_of", "find", "quotation_drafts"]


def find(text: str, language: str | None, quotations: Sequence[Quotation]) -> list[Draft]:
    """The statements of a text that rules find.

    Args:
        text: of an article, with paragraphs on lines of their own.
        language: BCP 47 tag, or ``None`` where it is not known.
        quotations: of the text.
    """
    return drafts_of(Wording.of(text, language, quotations))


def quotation_drafts(wording: Wording, cues: Sequence[Cue]) -> list[Draft]:
    """Drafts of what stands between marks and behind dashes.

    Args:
        wording: of the text.
        cues: of the text, in order.
    """
    return [*quoted_drafts(wording, cues), *dialogue_drafts(wording, cues)]


def drafts_of(wording: Wording) -> list[Draft]:
    """The same for a text whose words are read already."""
    if wording.words.language in WIDE:
        return wide_drafts(wording)
    cues = find_cues(wording)
    quoted = quotation_drafts(wording, cues)
    reported = reported_drafts(wording, cues, quoted)
    if wording.words.language != "de":
        # Where a clause holds the quotation, the clause is the statement.
        held = {piece.start for draft in reported for piece in draft.cue}
        quoted = [draft for draft in quoted if not any(piece.start in held for piece in draft.cue)]
    found = sorted([*quoted, *reported], key=lambda draft: draft.content[0].start)
    return [*found, *free_drafts(wording, found)]
