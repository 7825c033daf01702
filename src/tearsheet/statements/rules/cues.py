"""Words that tell of speech, where they stand in a text: verbs of saying, and "according to"."""

from dataclasses import dataclass
from functools import cache

from tearsheet.making import maker
from tearsheet.statements.reading.traits import ACCORDING, BEHIND, SAYS
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.german import is_attributive, lacks_particle
from tearsheet.statements.words import according_openings

__all__ = ["Cue", "cue_at", "find_cues", "is_epithet"]

_BEFORE_SO = frozenset(',”“"«»–')
_VIEWS = frozenset(
    "angaben ansicht meinung einschätzung worten informationen auffassung aussage aussagen berichten darstellung"
    " überzeugung auskunft studie untersuchungen untersuchung erkenntnissen ermittlungsstand"
    " schätzungen medienberichten polizeiangaben umfrage".split()
)
_VIEW_ENDS = ("angaben", "meldungen", "aussagen", "berichten", "informationen", "hochrechnung", "umfrage", "plänen")
_FOR = frozenset({"per", "para"})
_NEAR = 6
_CALLED = frozenset("dit dite dits dites".split())
_OF = frozenset("de du des d' à au aux en sans".split())
_NOT = frozenset("ne n' pas".split())
_INFINITIVES = ("er", "ir", "re", "oir")
_EPITHET = 9
"""Words and signs of an epithet between its marks."""

_CUE = ACCORDING | BEHIND | SAYS


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue by the indices of its words.

    Attributes:
        first: index of its first word.
        last: index after its last one.
        according: whether it is no verb but "according to".
        behind: whether its source stands before it, as in "der Polizei zufolge".
    """

    first: int
    last: int
    according: bool = False
    behind: bool = False


_make_cue = maker(Cue)


def find_cues(wording: Wording) -> list[Cue]:
    """The cues of a text that stand outside of quotation marks, in reading order."""
    words = wording.words
    openings, phrases = according_openings(words.language), _phrases(words.language)
    german = words.language == "de"
    found: list[Cue] = []
    lower, kinds, quoted = wording.lower, wording.kinds, wording.quoted_words
    french, end = words.language == "fr", len(wording.lower) - 1
    for index in wording.places_of(_CUE):
        if quoted[index]:
            continue
        word, part = lower[index], kinds[index]
        if part & ACCORDING:
            alone, following = phrases[word]
            length = int(alone)
            if index < end and lower[index + 1] in following:
                told = [len(each) for each in openings[word] if lower[index : index + len(each)] == each]
                length = max(told, default=0)
            if length and (length > 1 or _may_be_according(wording, index)):
                found.append(_make_cue(index, index + length, according=True))
                continue
        if german and wording.forms[index][0].isupper() and index and not _opens(wording, index):
            # Nouns have capitals: "die Berichte" reports nothing.
            continue
        if french and word in _CALLED and is_epithet(wording, index):
            continue
        if german and (lacks_particle(wording, index) or is_attributive(wording, index)):
            continue
        if part & BEHIND and index and _is_view(wording, index):
            found.append(_make_cue(index, index + 1, according=True, behind=True))
        elif part & SAYS:
            found.append(_make_cue(index, index + 1))
    return found


@cache
def _phrases(language: str) -> dict[str, tuple[bool, frozenset[str]]]:
    """By the first words of phrases such as "according to": whether it is one alone, and the second words of others."""
    return {
        word: ([word] in phrases, frozenset(each[1] for each in phrases if len(each) > 1))
        for word, phrases in according_openings(language).items()
    }


def cue_at(wording: Wording, index: int) -> Cue | None:
    """The verb of saying that a word is, wherever it stands."""
    return Cue(index, index + 1) if wording.kinds[index] & SAYS else None


def is_epithet(wording: Wording, index: int) -> bool:
    """Whether a French participle names a thing anew: "le quartier dit « de la gare »", "la place dite « X »".

    Args:
        wording: of the text.
        index: of the participle.
    """
    first = index + 1
    if wording.words.language != "fr" or wording.lower[index] not in _CALLED or not 0 < index < len(wording.forms) - 2:
        return False
    end = wording.quoted_before(wording.starts[first])
    last = wording.at(end)
    if (
        end <= wording.starts[first]
        or last - first > _EPITHET
        or not (wording.forms[index - 1][0].isalpha() or wording.forms[index - 1] == ",")
    ):
        return False
    if is_of(wording, index - 1, "aux", "pron1", "pron2", "pron3", "relpron", "neg", "obj"):
        return False
    if wording.lower[index] != "dit":
        return True
    # "Le maire dit « non »": a name goes on from the noun, with a small letter and an "of".
    name = next((each for each in range(first, last) if wording.forms[each][0].isalpha()), first)
    verb = wording.lower[name + 1] in _NOT or wording.lower[name + 1].endswith(_INFINITIVES)
    return wording.lower[name] in _OF and not wording.forms[name][0].isupper() and not verb


def _may_be_according(wording: Wording, index: int) -> bool:
    """Whether a word such as "nach" or "pour" can mean "according to" here: before a name or a role."""
    word = wording.lower[index]
    if word == "laut" and is_of(wording, index + 1, "prep", "conj"):
        return False
    if word in ("laut", "selon", "según", "secondo", "segundo", "według", "zdaniem", "согласно", "gemäß", "suivant"):
        return True
    if word == "so":
        return (
            wording.words.language == "de"
            and index > 0
            and wording.forms[index - 1] in _BEFORE_SO
            and (wording.forms[index] == "so")
        )
    if word in _FOR:
        # "Per Conti «è tardi»": with whom it stands, words of their own follow.
        near = range(index + 2, min(index + _NEAR, len(wording.lower)))
        return (
            wording.forms[index + 1 : index + 2] != []
            and wording.forms[index + 1][0].isupper()
            and any(wording.quoted_words[each] for each in near)
        )
    if word == "nach":
        # "Nach Angaben der Polizei": the view is the source's.
        near = range(index + 1, min(index + 4, len(wording.lower)))
        return any(is_of(wording, each, "sayn") or _tells_view(wording.lower[each]) for each in near)
    return word in ("وفقا", "وفق", "بحسب", "حسب", "وبحسب")


def _tells_view(word: str) -> bool:
    """Whether a German noun is one of views and reports, or ends in one, as "Polizeiangaben" does."""
    return word in _VIEWS or word.endswith(_VIEW_ENDS)


def _opens(wording: Wording, index: int) -> bool:
    return wording.sentences[index] != wording.sentences[index - 1]


def _is_view(wording: Wording, index: int) -> bool:
    """Whether "nach" stands behind a view, as in "seiner Meinung nach"; "zufolge" stands behind anybody."""
    return wording.lower[index] != "nach" or is_of(wording, index - 1, "sayn")
