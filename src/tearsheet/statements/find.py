"""Statements of a text: quotations, an engine's Drafts, and what they say when read."""

import warnings
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from tearsheet.choices import Engine, choose
from tearsheet.statements.draft import Draft
from tearsheet.statements.engines import engine_for, find_by, unread
from tearsheet.statements.layout import Layout, with_answers, with_blocks
from tearsheet.statements.paragraphs import paragraphs
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.reading.read import read_drafts
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.rules.cues import find_cues
from tearsheet.statements.rules.find import drafts_of, quotation_drafts
from tearsheet.statements.rules.labelled import labelled_drafts
from tearsheet.statements.rules.plain import plain_drafts
from tearsheet.statements.rules.stances import stance_drafts, unclaimed
from tearsheet.statements.rules.unlikely import is_unlikely
from tearsheet.statements.statement import Statement
from tearsheet.statements.together import together
from tearsheet.statements.tongue import tongue_of

__all__ = ["beside", "find_statements", "statements", "with_rules"]

_LEARNED = frozenset({"en", "fr"})
"""Languages whose statements the learned engine was trained on."""

_LEAST = {Engine.DEFAULT: 0.52, Engine.ACCURATE: 0.0}
"""Confidence below which a cue without a word of saying or thinking needs more than itself."""


def statements(
    text: str,
    language: str | None = None,
    *,
    published: date | None = None,
    captured: date | None = None,
    engine: Engine | Literal["default", "accurate"] = "default",
) -> list[Statement]:
    """Who said what in a text.

    Args:
        text: of an article, with paragraphs on lines of their own.
        language: BCP 47 tag; told by the text where ``None``.
        published: day or instant of publication, from which "on Tuesday" is reckoned.
        captured: day or instant at which the text was saved; used where ``published`` is ``None``.
        engine: ``"accurate"`` finds more in English, takes longer and needs ``tearsheet[accurate]``; texts in other
            languages are read by the default engine all the same, with a warning.

    Returns:
        In the order in which their content begins.

    Raises:
        ModuleNotFoundError: what the engine needs is not installed.
        ValueError: there is no such engine.

    Example:
        >>> found = statements("The bridge stays closed, Ana Roth, the mayor, said. “Safety first,” she added.")
        >>> found[-1].text, found[-1].speaker.name
        ('Safety first', 'Ana Roth')
    """
    chosen = choose(Engine, engine, "engine")
    tongue = language or tongue_of(text)
    if text.strip() and engine_for(chosen, tongue) is not chosen:
        warnings.warn(unread(chosen, tongue), stacklevel=2)
    return find_statements(text, tongue, published, captured, engine=chosen)


def find_statements(
    text: str,
    language: str | None = None,
    published: date | None = None,
    captured: date | None = None,
    *,
    layout: Layout = Layout(),  # noqa: B008 - it cannot change
    engine: Engine = Engine.DEFAULT,
) -> list[Statement]:
    """The same, with what the markup tells of the text's layout.

    Args:
        text: as in `statements`.
        language: likewise.
        published: likewise.
        captured: likewise.
        layout: block quotations, and questions set apart.
        engine: what reads the text, where it knows the language.
    """
    if not text.strip():
        return []
    tongue = language or tongue_of(text)
    whole = paragraphs(text)
    quotations = with_blocks(find_quotations(text, whole), layout)
    wording = Wording.of(text, tongue, quotations, whole)
    told = published if published is not None else captured
    day = told.date() if isinstance(told, datetime) else told
    labelled = labelled_drafts(wording, layout)
    drafts = [*labelled, *beside(labelled, _drafts(wording, tongue, engine))]
    if labelled:
        wording = wording.with_quotations(with_answers(quotations, labelled))
    return read_drafts(wording, drafts, day)


def _drafts(wording: Wording, language: str | None, engine: Engine) -> list[Draft]:
    """Drafts of a learned engine with the quotations that it leaves; of rules where it has learned nothing."""
    if wording.words.language not in _LEARNED:
        return drafts_of(wording)
    least = _LEAST[engine_for(engine, language)]
    learned = find_by(engine, wording.text, language, wording.quotations)
    return with_rules(wording, learned, least)


def with_rules(wording: Wording, learned: Sequence[Draft], least: float = 0.0) -> list[Draft]:
    """Drafts of a learned engine with what rules know besides.

    Args:
        wording: of the text.
        learned: Drafts of the engine.
        least: confidence below which a cue without a word of saying or thinking needs more than itself.
    """
    learned = [draft for draft in learned if not is_unlikely(wording, draft, least)]
    cues = find_cues(wording)
    found = together(wording, learned, quotation_drafts(wording, cues))
    found += unclaimed(stance_drafts(wording), found)
    return [*found, *plain_drafts(wording, cues, found)]


def beside(labelled: list[Draft], found: list[Draft]) -> list[Draft]:
    """Drafts that say something else than those that the layout gave: what is nested in them stays."""
    starts = {draft.content[0].start for draft in labelled}
    ends = {draft.content[-1].end for draft in labelled}
    return [draft for draft in found if draft.content[0].start not in starts and draft.content[-1].end not in ends]
