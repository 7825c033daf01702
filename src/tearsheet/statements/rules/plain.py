"""Plain sentences, subject, verb of saying and what was said, of which the learned engine made nothing."""

from bisect import bisect_left
from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.sources import source_before
from tearsheet.statements.span import Span
from tearsheet.statements.words import day_words

__all__ = ["plain_drafts"]

_TOLD = {
    "en": frozenset(
        "said says told tells wrote announced declared claimed insisted explained warned warns confirmed".split()
    ),
    "fr": frozenset(
        "juré jure promis promet menacé menace dit annoncé annonce déclaré affirmé affirme assuré assure expliqué écrit"
        " indiqué précisé".split()
    ),
}
"""Verbs that hardly ever tell of anything but speech."""

_OBJECT = {"en": frozenset(["announced"]), "fr": frozenset("annoncé annonce".split())}
"""Those of them whose object is what was said."""

_OF = frozenset({"de", "d'"})
_NOT = frozenset({"ne", "n'"})
_LONGEST, _FEWEST = 60, 3
_BETWEEN = 5
"""Words between a verb and what was said: whom it was said to, and when."""

_CONFIDENCE = 0.6


def plain_drafts(wording: Wording, cues: Sequence[Cue], found: Sequence[Draft]) -> list[Draft]:
    """A Draft for each such sentence.

    Args:
        wording: of the text.
        cues: of the text, in order.
        found: what was found otherwise; their sentences are passed over.
    """
    told = _TOLD.get(wording.words.language, frozenset())
    near = [cue for cue in cues if wording.lower[cue.first] in told]
    starts, sentences = wording.starts, wording.sentences
    taken: set[int] = set()
    for each in found if near else ():
        for piece in (*each.content, *each.source, *each.cue):
            first = bisect_left(starts, piece.start)
            if first < len(starts) and starts[first] < piece.end:
                taken.add(sentences[first])
    drafts: list[Draft] = []
    for cue in near:
        sentence = wording.sentences[cue.first]
        if sentence in taken:
            continue
        draft = _draft(wording, cue, *wording.sentence_bounds[sentence])
        if draft is not None:
            drafts.append(draft)
            taken.add(sentence)
    return drafts


def _draft(wording: Wording, cue: Cue, begin: int, end: int) -> Draft | None:
    source = source_before(wording, cue, begin) if end - begin <= _LONGEST else None
    if source is None:
        return None
    if wording.at(source.start) != begin:
        return _behind(wording, cue, source, begin, end)
    while end > cue.last and not wording.forms[end - 1][-1].isalnum():
        end -= 1
    first = _clause(wording, cue, end)
    if (
        first is None
        or end - first < _FEWEST - is_of(wording, first, "to")
        or any(wording.quoted_words[at] for at in range(first, end))
    ):
        return None
    content = Span(wording.starts[first], wording.ends[end - 1])
    return Draft((content,), (source,), (_verb(wording, cue, source),), _CONFIDENCE)


def _is_infinitive(wording: Wording, index: int) -> bool:
    return wording.lower[index] in _NOT or (
        wording.forms[index][0].islower() and wording.lower[index].endswith(("er", "ir", "re"))
    )


def _behind(wording: Wording, cue: Cue, source: Span, begin: int, end: int) -> Draft | None:
    """A sentence that its reporting clause ends: "Rain is near, the weather service said on Tuesday."."""
    comma = wording.at(source.start) - 1
    after = [index for index in range(cue.last, end) if wording.forms[index][0].isalnum()]
    if (
        wording.forms[comma] != ","
        or comma - begin < _FEWEST
        or any(not _tells_time(wording, index) for index in after)
    ):
        return None
    if any(wording.quoted_words[index] for index in range(begin, comma)):
        return None
    content = Span(wording.starts[begin], wording.ends[comma - 1])
    return Draft((content,), (source,), (_verb(wording, cue, source),), _CONFIDENCE)


def _tells_time(wording: Wording, index: int) -> bool:
    days = day_words(wording.words.language)
    return is_of(wording, index, "time", "prep") or wording.lower[index] in days


def _verb(wording: Wording, cue: Cue, source: Span) -> Span:
    """A cue with its auxiliaries."""
    verb = cue.first
    while verb > wording.at(source.end) and is_of(wording, verb - 1, "aux", "adverb", "neg"):
        verb -= 1
    return Span(wording.starts[verb], wording.ends[cue.last - 1])


def _clause(wording: Wording, cue: Cue, end: int) -> int | None:
    """Where what was said begins: with its "that", or as the verb's object."""
    index = cue.last
    while index < end and (is_of(wording, index, "time") or wording.lower[index] in day_words(wording.words.language)):
        index += 1
    if wording.lower[cue.first] in _OBJECT[wording.words.language] and is_of(wording, index, "det", "poss"):
        return index
    for place in range(index, min(end, index + _BETWEEN)):
        if wording.lower[place] in _OF and wording.lower[place + 1 : place + 2] and _is_infinitive(wording, place + 1):
            return place
        asked = place > index and is_of(wording, place, "to") and wording.lower[cue.first] in wording.words["told"]
        if is_of(wording, place, "that") or (asked and not is_of(wording, place + 1, "det", "poss")):
            return place
        if not wording.forms[place][0].isalnum() or is_of(wording, place, "aux", "modal", "say", "wh"):
            return None
    return None
