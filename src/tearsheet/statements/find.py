"""Statements of a text: quotations, an engine's Drafts, and what they say when read."""

from dataclasses import replace
from datetime import date, datetime

from tearsheet.article.metadata.language import detect_language
from tearsheet.statements.draft import Draft
from tearsheet.statements.engine.find import find
from tearsheet.statements.layout import Layout, with_answers, with_blocks
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.read import read_drafts
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.cues import find_cues
from tearsheet.statements.rules.find import drafts_of, quotation_drafts
from tearsheet.statements.rules.labelled import labelled_drafts
from tearsheet.statements.rules.stances import stance_drafts, unclaimed
from tearsheet.statements.statement import Statement
from tearsheet.statements.together import together

__all__ = ["find_statements", "statements"]

_LEARNED = frozenset({"en", "fr"})
"""Languages whose statements the learned engine was trained on."""


def statements(
    text: str, language: str | None = None, *, published: date | None = None, captured: date | None = None
) -> list[Statement]:
    """Who said what in a text.

    Args:
        text: of an article, with paragraphs on lines of their own.
        language: BCP 47 tag; told by the text where ``None``.
        published: day or instant of publication, from which "on Tuesday" is reckoned.
        captured: day or instant at which the text was saved; used where ``published`` is ``None``.

    Returns:
        In the order in which their content begins.

    Example:
        >>> found = statements("The bridge stays closed, Ana Roth, the mayor, said. “Safety first,” she added.")
        >>> found[-1].text, found[-1].speaker.name
        ('Safety first', 'Ana Roth')
    """
    return find_statements(text, language, published, captured)


def find_statements(
    text: str,
    language: str | None = None,
    published: date | None = None,
    captured: date | None = None,
    *,
    layout: Layout = Layout(),  # noqa: B008 - it cannot change
) -> list[Statement]:
    """The same, with what the markup tells of the text's layout.

    Args:
        text: as in `statements`.
        language: likewise.
        published: likewise.
        captured: likewise.
        layout: block quotations, and questions set apart.
    """
    if not text.strip():
        return []
    tongue = language or detect_language(text)
    quotations = with_blocks(find_quotations(text), layout)
    wording = Wording.of(text, tongue, quotations)
    told = published if published is not None else captured
    day = told.date() if isinstance(told, datetime) else told
    labelled = labelled_drafts(wording, layout)
    drafts = [*labelled, *_beside(labelled, _drafts(wording, tongue))]
    if labelled:
        wording = replace(wording, quotations=with_answers(quotations, labelled))
    return read_drafts(wording, drafts, day)


def _drafts(wording: Wording, language: str | None) -> list[Draft]:
    """Drafts of the learned engine with the quotations that it leaves; of rules where it has learned nothing."""
    if wording.words.language not in _LEARNED:
        return drafts_of(wording)
    ruled = quotation_drafts(wording, find_cues(wording))
    found = together(wording, find(wording.text, language, wording.quotations), ruled)
    return [*found, *unclaimed(stance_drafts(wording), found)]


def _beside(labelled: list[Draft], found: list[Draft]) -> list[Draft]:
    """Drafts that say something else than those that the layout gave: what is nested in them stays."""
    starts = {draft.content[0].start for draft in labelled}
    ends = {draft.content[-1].end for draft in labelled}
    return [draft for draft in found if draft.content[0].start not in starts and draft.content[-1].end not in ends]
