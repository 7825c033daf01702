"""Reported speech that goes on without a cue: German tells it by the subjunctive alone."""

from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span

__all__ = ["free_drafts"]

_SUBJUNCTIVE = frozenset(
    "sei seien habe werde würden hätten wären könne müsse solle wolle dürfe möge bleibe gebe gehe komme stehe liege"
    " handele handle bestehe wisse sehe nehme lasse brauche bringe reiche zeige führe gelte mache finde halte sage"
    " fordere erwarte hoffe glaube denke diene gehöre fehle trage verfüge versuche arbeite helfe spreche läge gäbe"
    " stünden ständen seiest".split()
)
_CONFIDENCE = 0.45
_LONGEST = 80
"""Words of a sentence; a longer one is none."""


def free_drafts(wording: Wording, found: Sequence[Draft]) -> list[Draft]:
    """A Draft for each German sentence in the subjunctive that follows a statement in its paragraph.

    Args:
        wording: of the text.
        found: Drafts found otherwise, in order.
    """
    if wording.words.language != "de" or not found:
        return []
    told: dict[int, Draft] = {}
    for draft in found:
        for piece in (*draft.content, *draft.cue):
            for index in wording.within(piece)[:1]:
                told.setdefault(wording.sentences[index], draft)
    drafts: list[Draft] = []
    source: tuple[Span, ...] = ()
    paragraph = -1
    for number, (first, last) in enumerate(_bounds(wording)):
        own = wording.paragraph_at(wording.starts[first])
        if own != paragraph:
            source, paragraph = (), own
        if number in told:
            source = told[number].source
            continue
        plain = not wording.is_quoted(wording.starts[first])
        if source and plain and 3 < last - first <= _LONGEST and _is_subjunctive(wording, first, last):
            content = Span(wording.starts[first], wording.spans[last - 1][1])
            drafts.append(Draft((content,), source, (), _CONFIDENCE))
        else:
            source = ()
    return drafts


def _bounds(wording: Wording) -> list[tuple[int, int]]:
    """First and last word of each sentence."""
    bounds: list[tuple[int, int]] = []
    for index, number in enumerate(wording.sentences):
        if number == len(bounds):
            bounds.append((index, index + 1))
        else:
            bounds[number] = (bounds[number][0], index + 1)
    return bounds


def _is_subjunctive(wording: Wording, first: int, last: int) -> bool:
    return any(wording.forms[index] in _SUBJUNCTIVE for index in range(first, last))
