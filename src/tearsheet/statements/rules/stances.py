"""Refusals and stances: "they refused to open the bridge", "he does not like the idea of opening the bridge"."""

from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.traits import IDEAS, REFUSED, STANCE, WISHED
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.sources import source_before
from tearsheet.statements.span import Span

__all__ = ["stance_drafts", "unclaimed"]

_INFINITIVE = {"en": {"to"}, "fr": {"de", "d'"}, "es": {"a", "que"}, "it": {"di"}, "pt": {"a"}}
"""What leads from a refusal to what is refused."""

_INFINITIVE_ENDS = ("er", "ir", "re")
_OF = frozenset("of to that de d' que di a".split())
_DETERMINERS = frozenset("the a an this that l' la le cette ce une un el los esta il lo o questa questo".split())
_CONFIDENCE = 0.6
_LONGEST = 120
_FEWEST = 2


def stance_drafts(wording: Wording) -> list[Draft]:
    """A Draft for each refusal to do something, and for each stance on an idea, outside of quotation marks.

    Args:
        wording: of the text.
    """
    to = _INFINITIVE.get(wording.words.language)
    if to is None:
        return []
    found: list[Draft] = []
    lower, kinds = wording.lower, wording.kinds
    for index in wording.places_of(REFUSED | STANCE):
        if not 0 < index < len(lower) - _FEWEST:
            continue
        if (kinds[index] & REFUSED and lower[index + 1] in to) or _is_unwilling(wording, index):
            first = index + 1
        elif lower[index] in IDEAS and lower[index + 1] in _OF and _is_stance(wording, index):
            first = index - 1
        else:
            continue
        draft = _draft(wording, index, first)
        if draft is not None:
            found.append(draft)
    return found


def _is_unwilling(wording: Wording, index: int) -> bool:
    """Whether somebody did not wish to do what follows: "n'a pas souhaité répondre"."""
    lower = wording.lower
    return lower[index] in WISHED and lower[index - 1] == "pas" and lower[index + 1].endswith(_INFINITIVE_ENDS)


def _is_stance(wording: Wording, index: int) -> bool:
    """Whether a verb of liking or rejecting has the idea as its object."""
    if wording.lower[index - 1] not in _DETERMINERS:
        return False
    return _verb(wording, index - 1) is not None


def _verb(wording: Wording, last: int) -> int | None:
    """The verb right before a word, behind its negation."""
    for index in range(last - 1, max(-1, last - 4), -1):
        if is_of(wording, index, "attitude", "think") or wording.lower[index] in wording.words["thought"]:
            return index
        if wording.lower[index] not in wording.words["not"] and not is_of(wording, index, "adverb", "neg"):
            return None
    return None


def _draft(wording: Wording, index: int, first: int) -> Draft | None:
    sentence = wording.sentences[index]
    verb = index if first > index else _verb(wording, first)
    if verb is None or wording.quoted_words[index]:
        return None
    begin = verb
    while begin and wording.sentences[begin - 1] == sentence and verb - begin < _LONGEST:
        begin -= 1
    end = first
    while end < len(wording.forms) and wording.sentences[end] == sentence and end - first < _LONGEST:
        end += 1
    while end > first and wording.forms[end - 1] in ".!?…;:,":
        end -= 1
    source = source_before(wording, Cue(_negated(wording, verb, begin), verb + 1), begin)
    if source is None or end - first < _FEWEST:
        return None
    cue = Span(wording.starts[_negated(wording, verb, begin)], wording.ends[max(verb + 1, first) - 1])
    return Draft((Span(wording.starts[first], wording.ends[end - 1]),), (source,), (cue,), _CONFIDENCE)


def _negated(wording: Wording, verb: int, begin: int) -> int:
    """Where the verb's group begins: with its auxiliaries and what negates it."""
    first = verb
    while first > begin and verb - first < 4:
        before = first - 1
        known = is_of(wording, before, "aux", "neg", "modal") or wording.lower[before] in wording.words["not"]
        if not known and wording.lower[before] not in ("n'", "s'", "se"):
            break
        first = before
    return first


def unclaimed(found: Sequence[Draft], taken: Sequence[Draft]) -> list[Draft]:
    """The Drafts whose cue no other Draft has.

    Args:
        found: Drafts of stances.
        taken: Drafts found otherwise.
    """
    cues = {place for draft in taken for piece in draft.cue for place in (piece.start, piece.end)}
    return [draft for draft in found if not any(piece.start in cues or piece.end in cues for piece in draft.cue)]
