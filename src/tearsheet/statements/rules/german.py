"""What German needs besides: verbs in two parts, participles far behind their subject, what stands before the verb."""

from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.span import Span

__all__ = [
    "agent",
    "auxiliary_before",
    "is_attributive",
    "is_dative",
    "is_fronted",
    "is_passive",
    "lacks_particle",
    "noun_phrase",
]

_HAVE = frozenset("hat haben hatte hatten habe hätte hätten".split())
_BECOME = frozenset("wird werden wurde wurden".split())
_BY = frozenset("von vom durch".split())
_STOPS = frozenset(',:;.!?…“”"«»()')
_CITED = frozenset({"zitiert"})
"""Participles whose subject spoke, though the verb is passive: "wird zitiert"."""

_FAR = 30
"""Words between the two parts of a verb."""

_PARTICLES = {
    **dict.fromkeys("gab gibt gaben geben gebe".split(), frozenset("an bekannt zu preis".split())),
    **dict.fromkeys("teilt teilte teilten".split(), frozenset({"mit"})),
    **dict.fromkeys("wies wiesen weist weisen".split(), frozenset("hin zurück".split())),
    **dict.fromkeys("räumte räumten räumt".split(), frozenset({"ein"})),
    **dict.fromkeys("hob hoben hebt".split(), frozenset({"hervor"})),
    **dict.fromkeys("stellte stellten stellt".split(), frozenset("fest klar".split())),
    **dict.fromkeys("warf warfen wirft werfen".split(), frozenset({"vor"})),
    **dict.fromkeys("fuhr fuhren".split(), frozenset({"fort"})),
    **dict.fromkeys("geht gehen ging gingen gehe".split(), frozenset({"aus"})),
    **dict.fromkeys("hält halten hielt hielten".split(), frozenset("für fest".split())),
    **dict.fromkeys("sieht sehen sah sahen".split(), frozenset("als vor".split())),
    **dict.fromkeys("heißt hieß".split(), frozenset({"es"})),
}
"""Verbs that tell of speech with another word alone."""

_FRONTED = frozenset(
    "den dem des unterdessen kurzzeitig zunächst offiziell egal offenbar davon zuerst inzwischen mittlerweile bislang"
    " bisher später zuvor vorher daraufhin dagegen darüber zudem außerdem ferner weiterhin schließlich nun jetzt dann"
    " danach dort hier auch noch bereits schon heute gestern erstmals gleichzeitig allerdings jedoch deshalb daher"
    " deswegen dennoch trotzdem ebenfalls ebenso wörtlich insbesondere insgesamt anschließend abschließend ergänzend"
    " zusammenfassend wahrscheinlich vermutlich angeblich erst trotz hierzu dazu damit dabei dadurch darin darauf"
    " daran somit indes indessen immerhin letztlich einerseits andererseits wie als sollte sollten so"
    " ähnlich besonders konkret ihm ihnen uns mir".split()
)
_GENITIVE = frozenset("des der eines einer seines seiner ihres ihrer dieses dieser deren dessen".split())
_ATTACHED = frozenset("von vom für".split())
_ADJECTIVES, _LONGEST, _APPOSITION = 4, 16, 9


def is_fronted(wording: Wording, first: int) -> bool:
    """Whether what a sentence begins with is not its subject: the verb comes second all the same.

    Args:
        wording: of a German text.
        first: index of its first word.
    """
    return wording.lower[first] in _FRONTED or is_of(wording, first, "prep", "adverb", "subconj", "time")


def is_dative(wording: Wording, first: int, verb_end: int) -> bool:
    """Whether "der" stands before whom it was said to: "Der Zeitung sagte Roth"."""
    if wording.lower[first] != "der" or verb_end >= len(wording.forms):
        return False
    word = wording.lower[verb_end]
    if word in ("er", "sie"):
        return True
    return (
        wording.forms[verb_end][0].isupper()
        and wording.sentences[verb_end] == wording.sentences[verb_end - 1]
        and word not in wording.words["media"]
        and _nouns(wording, verb_end, min(verb_end + 4, len(wording.forms))) > verb_end + 1
    )


def auxiliary_before(wording: Wording, place: int, begin: int) -> int | None:
    """Index of the "hat" or "wurde" that a participle goes with; ``None`` for a verb that stands alone.

    Args:
        wording: of a German text.
        place: index of the verb.
        begin: index of the first word that may belong to its clause.
    """
    word = wording.lower[place]
    if not word.endswith(("t", "en")):
        return None
    sure = word.startswith("ge") or "ge" in word[2:5] or word.startswith(("ver", "ent"))
    for index in range(place - 1, max(begin, place - _FAR) - 1, -1):
        if wording.lower[index] in _HAVE or wording.lower[index] in _BECOME:
            return index
        if wording.forms[index] in _STOPS or (not sure and is_of(wording, index, "conj")):
            return None
    return None


def is_passive(wording: Wording, place: int, begin: int) -> bool:
    """Whether a verb tells what was said and not who said it: "wurde vermutet", "ist vermutet worden"."""
    if place + 1 < len(wording.lower) and wording.lower[place + 1] == "worden":
        return True
    if wording.lower[place] in _CITED:
        return False
    auxiliary = auxiliary_before(wording, place, begin)
    return auxiliary is not None and wording.lower[auxiliary] in _BECOME


def agent(wording: Wording, place: int, begin: int) -> Span | None:
    """Who did it where a verb is passive: "wurde von der Polizei bestätigt"."""
    for index in range(place - 1, max(begin, place - _FAR) - 1, -1):
        if wording.lower[index] in _BY:
            end = noun_phrase(wording, index + 1, place)
            if end > index + 1:
                return Span(wording.starts[index + 1], wording.ends[end - 1])
        if wording.forms[index] in _STOPS:
            break
    return None


def lacks_particle(wording: Wording, index: int) -> bool:
    """Whether a verb is one that tells of speech with another word alone, and that word is not in its clause."""
    wanted = _PARTICLES.get(wording.lower[index])
    if wanted is None:
        return False
    last = min(len(wording.lower), index + _FAR)
    for place in range(index + 1, last):
        if wording.lower[place] in wanted:
            return False
        if wording.sentences[place] != wording.sentences[index]:
            break
        if wording.forms[place] in ",:" and wording.lower[place + 1 : place + 2] == ["dass"]:
            return False
    return wording.lower[index - 1 : index] != ["es"] or "es" not in wanted


def is_attributive(wording: Wording, index: int) -> bool:
    """Whether a participle belongs to the noun behind it: "ein geforderter Betrag", "dem vermuteten Täter"."""
    if index + 1 >= len(wording.forms) or not index or not wording.forms[index + 1][0].isupper():
        return False
    before = wording.forms[index - 1]
    if not wording.lower[index].endswith(("e", "en", "er", "es", "em")) or not before[0].islower():
        return False
    return is_of(wording, index - 1, "det", "poss") or before.endswith(("en", "er", "em", "es"))


def noun_phrase(wording: Wording, first: int, limit: int) -> int:
    """Index behind the noun phrase that begins at a word; the word itself where none begins there.

    Args:
        wording: of a German text.
        first: index of its first word.
        limit: index that it does not reach beyond.
    """
    limit = min(limit, first + _LONGEST, len(wording.forms))
    end = _nouns(wording, first, limit)
    if end == first:
        return first
    while end < limit:
        word = wording.lower[end]
        if word in _GENITIVE or word in _ATTACHED:
            further = _nouns(wording, end + 1, limit)
            further = further if further > end + 1 else end
        elif wording.forms[end][0].islower() and word.endswith("er") and not is_of(wording, end, "aux", "prep", "conj"):
            further = _nouns(wording, end, limit)
        elif wording.forms[end] == ",":
            further = _apposition(wording, end, limit)
        else:
            break
        if further == end:
            break
        end = further
    return end


def _nouns(wording: Wording, first: int, limit: int) -> int:
    """Index behind articles, adjectives and the run of nouns behind them."""
    index = first
    while index < limit and index - first <= _ADJECTIVES and wording.forms[index][0].islower():
        if is_of(wording, index, "aux", "modal", "say", "conj", "that", "subconj"):
            return first
        if is_of(wording, index, "prep") and not is_of(wording, index, "det"):
            return first
        index += 1
    end = index
    while end < limit and (wording.forms[end][0].isupper() or (end > index and wording.forms[end][0].isdigit())):
        end += 1
    return end if end > index else first


def _apposition(wording: Wording, comma: int, limit: int) -> int:
    """Index behind the comma that closes an apposition."""
    for index in range(comma + 2, min(limit, comma + _APPOSITION)):
        if wording.forms[index] == ",":
            return index if _nouns(wording, comma + 1, index) == index else comma
    return comma
