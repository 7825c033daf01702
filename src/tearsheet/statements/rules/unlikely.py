"""What the learned engine takes for a statement for a doubtful verb alone: "pushed the crowd", "blocked the gate"."""

from collections.abc import Sequence
from functools import cache

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.traits import PLANS, REFUSED, TELLS, THINKS, mask_of
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import is_epithet
from tearsheet.statements.span import Span

__all__ = ["is_unlikely"]

_TOLD = TELLS | THINKS | PLANS | REFUSED | mask_of(("attitude", "sayn"))
_CLAUSE = mask_of(("that", "wh", "subconj"))
_TO = mask_of(("to",))
_BE = frozenset("is are was were be been being est sont été était étaient être fut furent".split())
_DONE = ("ed", "en", "é", "ée", "és", "ées")
_PLACES = frozenset("to into onto in on at against à au aux dans sur en contre".split())
_ASKED = frozenset("asked interrogé interrogée interrogés interrogées".split())
_OBJECT, _DONE_TO = 3, 1.3
"""Words of a content that may be no more than an object, and how much likelier it has to be."""

_AUDIENCE = 3
"""Words that tell whom something was said to."""

_BODILY = {
    "en": "push pull drag chas carr lift clos climb kick smash crush tow load park paint wash block sign".split(),
    "fr": "pouss tir jet port bloqu ferm chass soulev traîn heurt grimp gar pein lav sign".split(),
}
"""What verbs of hands and feet begin with: without a clause or somebody's own words they tell of nothing said."""

_ENDINGS = {
    "en": " s es e ed ing y ied ies ying".split(" "),
    "fr": "e es é ée és ées ent ait aient er a èrent ant".split(),
}


def is_unlikely(wording: Wording, draft: Draft, least: float) -> bool:
    """Whether a Draft is better left out.

    Args:
        wording: of the text.
        draft: as the learned engine has it.
        least: confidence below which a cue without a word of saying or thinking needs a clause or quotation marks.
    """
    cue = _words(wording, draft.cue)
    if not cue:
        return False
    if _is_asked(wording, draft, cue) or is_epithet(wording, cue[-1]):
        return True
    if _has_evidence(wording, draft):
        return False
    kinds, told = wording.kinds, 0
    for index in cue:
        told |= kinds[index] & _TOLD
    if not told and draft.confidence < least * (_DONE_TO if _is_object(wording, draft) else 1):
        return True
    return _is_bodily(wording, cue) or _is_done_to(wording, draft, cue) or _is_audience(wording, draft, cue)


def _words(wording: Wording, pieces: Sequence[Span]) -> Sequence[int]:
    """Indices of the words of a cue or a content."""
    if len(pieces) == 1:
        return wording.within(pieces[0])
    return [index for piece in pieces for index in wording.within(piece)]


def _is_object(wording: Wording, draft: Draft) -> bool:
    """Whether a content is a few words with an article before them, as what something is done to: "passed the law"."""
    words = _words(wording, draft.content)
    return 0 < len(words) <= _OBJECT and is_of(wording, words[0], "det", "poss")


def _has_evidence(wording: Wording, draft: Draft) -> bool:
    """Whether quotation marks, or a word that begins a clause, show that something is said."""
    first = wording.at(draft.content[0].start)
    kind = wording.kinds[first] if first < len(wording.kinds) else 0
    if kind & _CLAUSE or (kind & _TO and not is_of(wording, first + 1, "det", "poss")):
        return True
    if not wording.quoted:
        return False
    return any(wording.has_quoted(wording.within(piece)) for piece in draft.content)


@cache
def _bodily(language: str) -> frozenset[str]:
    return frozenset(stem + ending for stem in _BODILY.get(language, ()) for ending in _ENDINGS[language])


def _is_bodily(wording: Wording, cue: Sequence[int]) -> bool:
    """Whether a cue is a verb of hands and feet alone: one may push for a vote, or push back against a plan."""
    if wording.lower[cue[-1]] not in _bodily(wording.words.language):
        return False
    return all(is_of(wording, index, "aux", "modal", "adverb") for index in cue[:-1])


def _is_asked(wording: Wording, draft: Draft, cue: Sequence[int]) -> bool:
    """Whether what seems to speak is asked: "Asked about the strike, the minister said ...", "she was asked"."""
    if wording.lower[cue[0]] in _ASKED:
        begins = wording.sentence_bounds[wording.sentences[cue[0]]][0] == cue[0]
        return begins and bool(draft.source) and draft.source[0].start > draft.content[-1].end
    if len(cue) == 1:
        return False
    asked = next((index for index in cue if wording.lower[index] in _ASKED), None)
    return asked is not None and any(wording.lower[index] in _BE for index in cue if index < asked)


def _is_audience(wording: Wording, draft: Draft, cue: Sequence[int]) -> bool:
    """Whether what seems to be said is whom it was said to: "what she tells her students"."""
    if wording.lower[cue[-1]] not in wording.words["told"]:
        return False
    words = _words(wording, draft.content)
    return len(words) <= _AUDIENCE and is_of(wording, words[0], "det", "poss")


def _is_done_to(wording: Wording, draft: Draft, cue: Sequence[int]) -> bool:
    """Whether something is done to what seems to speak: "the report was added to the agenda"."""
    verb, place = cue[-1], wording.at(draft.content[0].start)
    if wording.lower[verb] in _PLACES:
        verb, place = verb - 1, verb
    if verb not in cue or place >= len(wording.lower) or wording.lower[place] not in _PLACES:
        return False
    passive = wording.lower[verb].endswith(_DONE) and any(wording.lower[index] in _BE for index in cue)
    return passive and place == verb + 1 and not is_of(wording, verb, "attitude", "think")
