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
_SURE = frozenset(
    "sei seien habe werde könne müsse solle wolle dürfe möge bleibe gebe gehe komme stehe liege handele handle bestehe"
    " wisse sehe nehme lasse brauche bringe reiche führe gelte finde halte fordere gehöre verfüge helfe spreche werfe"
    " stelle befinde bedeute drohe entspreche ergebe erhalte existiere folge gewinne hänge lebe leide leiste liefere"
    " nutze plane prüfe rechne richte schaffe setze sinke spiele steige suche treffe trete treibe übernehme übertreibe"
    " unterstütze verdiene verletze verliere verstoße vertrete wachse warte wirke ziehe zahle biete trage diene"
    " ermögliche verhindere".split()
)
"""Forms that are of the subjunctive alone: reporters use them for what others say, and for nothing else."""

_REPORTIVE = frozenset({"soll", "sollen"})
_SELF = frozenset("ich wir".split())
_CONFIDENCE = 0.4
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
    latest: tuple[Span, ...] = ()
    paragraph = -1
    for number, (first, last) in enumerate(wording.sentence_bounds):
        own = wording.paragraph_at(wording.starts[first])
        if own != paragraph:
            source, paragraph = (), own
        if number in told:
            source = told[number].source
            latest = source or latest
            continue
        plain = not wording.quoted_words[first]
        if not plain or not 3 < last - first <= _LONGEST:
            source = ()
            continue
        who = source if source and _has(wording, first, last, _SUBJUNCTIVE | _REPORTIVE) else ()
        if not who and latest and _has(wording, first, last, _SURE) and not _has(wording, first, last, _SELF):
            who = latest
        if who:
            content = Span(wording.starts[first], wording.ends[last - 1])
            drafts.append(Draft((content,), who, (), _CONFIDENCE))
        source = who
    return drafts


def _has(wording: Wording, first: int, last: int, words: frozenset[str]) -> bool:
    return any(wording.forms[index] in words for index in range(first, last))
