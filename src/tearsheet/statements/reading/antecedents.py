"""Whom a pronoun means: of those named, described or heard before it, the one most present where it stands.

Presence fades from sentence to sentence; what opens a sentence has more of it, what stands behind a preposition or in
somebody else's words has less.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span

__all__ = ["PREPOSITIONS", "Who", "most_present"]

PREPOSITIONS = frozenset(
    "of for at from in with by to on against like about de du des d' à au aux chez avec pour par contre en von bei aus"
    " für mit im des del della dell' di con per do da dos das em para no na у из от в z w od".split()
)
_FADE = 0.6
"""What a sentence of distance leaves of a presence."""

_FARTHEST = 12
"""Sentences behind which nothing is left of it."""

_FIRST, _GOVERNED, _QUOTED, _POSSESSOR, _HEARD = 1.6, 0.5, 0.3, 0.6, 1.5


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who may be meant again.

    Attributes:
        key: tells the same apart from others.
        span: their fullest mention.
        gender: ``"m"``, ``"f"`` or ``""``.
        person: whether a human being; ``None`` where that is not known.
        plural: whether several.
    """

    key: str
    span: Span
    gender: str = ""
    person: bool | None = None
    plural: bool = False


def most_present(
    wording: Wording,
    place: int,
    kind: str,
    mentioned: Iterable[tuple[Span, Who]],
    heard: Iterable[tuple[int, Who]],
    content: Sequence[Span],
) -> Who | None:
    """The one a pronoun means.

    Args:
        wording: of the text.
        place: where the pronoun stands.
        kind: ``"he"``, ``"she"``, ``"they"``, ``"it"``, ``"latter"``, or ``"somebody"`` for a person of any kind;
            with ``" m"`` or ``" f"`` behind where its form tells.
        mentioned: those named or described before, and where.
        heard: those who spoke before, and where.
        content: what the pronoun's own statement says; nobody is meant that it names.
    """
    presence: dict[str, float] = defaultdict(float)
    known: dict[str, Who] = {}
    own = _sentence(wording, place)
    latest = kind.startswith("latter")
    for span, who in mentioned:
        weight = _recent(wording, span, own) if latest else _weight(wording, span, own)
        if weight <= 0 or any(piece.holds(span) for piece in content):
            continue
        presence[who.key] = weight if latest else presence[who.key] + weight
        known.setdefault(who.key, who)
    voices: dict[str, float] = {}
    for start, who in heard:
        distance = own - _sentence(wording, start)
        if start < place and 0 <= distance <= _FARTHEST and not latest:
            voices[who.key] = _HEARD * _FADE**distance
        known[who.key] = who
    for key, voice in voices.items():
        presence[key] += voice
    best, top = None, 0.0
    for key, weight in presence.items():
        worth = weight * _fit(wording, known[key], kind)
        if worth > top:
            best, top = known[key], worth
    return best


def _recent(wording: Wording, span: Span, own: int) -> float:
    """How late somebody is named: the latter of two is the last of them, whatever part they have in the sentence."""
    distance = own - _sentence(wording, span.start)
    if distance > 2 or wording.is_quoted(span.start):
        return 0.0
    return (3 - distance) + span.start / max(1, len(wording.text))


def _weight(wording: Wording, span: Span, own: int) -> float:
    sentences = wording.sentences
    index = wording.at(span.start)
    sentence = sentences[min(index, len(sentences) - 1)] if sentences else 0
    distance = own - sentence
    if distance < 0 or distance > _FARTHEST:
        return 0.0
    weight = _FADE**distance
    if wording.is_quoted(span.start):
        weight *= _QUOTED
    first = index == 0 or sentences[index - 1] != sentence
    before = wording.lower[index - 1] if index else ""
    if not first and before in ("the", "le", "la", "l'", "les", "der", "die", "das", "el", "il", "o", "a"):
        before = wording.lower[index - 2] if index > 1 else ""
        first = index < 2 or sentences[index - 2] != sentence
    if first:
        weight *= _FIRST
    elif before in PREPOSITIONS:
        weight *= _GOVERNED
    if wording.text[span.end : span.end + 2] in ("'s", "’s"):
        weight *= _POSSESSOR
    return weight


def _fit(wording: Wording, who: Who, kind: str) -> float:
    """How well somebody goes with a pronoun."""
    form, _, told = kind.partition(" ")
    wanted = told or {"he": "m", "she": "f"}.get(form, "")
    if wanted and who.gender and who.gender != wanted:
        return 0.0
    if form in ("he", "she", "latter", "somebody"):
        if who.plural:
            return 0.1
        # Where every noun has a gender, "il" and "elle" are bodies and things as well.
        if who.person is False:
            return 0.5 if wording.words.language != "en" and form != "somebody" else 0.1
        return 1.0 if who.person or who.gender else 0.6
    if form == "they":
        return 1.0 if who.plural else 0.7 if who.person is False else 0.4
    return 1.0 if who.person is False else 0.4 if who.person is None else 0.1


def _sentence(wording: Wording, place: int) -> int:
    index = wording.at(place)
    sentences = wording.sentences
    return sentences[min(index, len(sentences) - 1)] if sentences else 0
