"""Whom a pronoun means: of those named, described or heard before it, the one most present where it stands.

Presence fades from sentence to sentence; what opens a sentence has more of it, what stands behind a preposition or in
somebody else's words has less.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span

__all__ = ["PREPOSITIONS", "Presence", "Who", "most_present", "sentence_at"]

PREPOSITIONS = frozenset(
    "of for at from in with by to on against like about de du des d' à au aux chez avec pour par contre en von bei aus"
    " für mit im des del della dell' di con per do da dos das em para no na у из от в z w od".split()
)
_FADE = 0.6
"""What a sentence of distance leaves of a presence."""

_FARTHEST = 12
"""Sentences behind which nothing is left of it."""

_FADES = [_FADE**distance for distance in range(_FARTHEST + 1)]
_ARTICLES = frozenset("the le la l' les der die das el il o a".split())
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


class Presence(NamedTuple):
    """Where somebody is named or described, and what that does to how present they are.

    Attributes:
        span: where it stands.
        sentence: number of its sentence.
        quoted: whether in somebody else's words.
        factors: by which its weight is multiplied, one after the other.
    """

    span: Span
    sentence: int
    quoted: bool
    factors: tuple[float, ...]

    @classmethod
    def of(cls, wording: Wording, span: Span, index: int) -> "Presence":
        """That of who is named or described at a span, whose first word has an index."""
        sentences, lower = wording.sentences, wording.lower
        sentence = sentences[index]
        quoted = wording.is_quoted(span.start)
        factors = [_QUOTED] if quoted else []
        first = index == 0 or sentences[index - 1] != sentence
        before = lower[index - 1] if index else ""
        if not first and before in _ARTICLES:
            before = lower[index - 2] if index > 1 else ""
            first = index < 2 or sentences[index - 2] != sentence
        if first:
            factors.append(_FIRST)
        elif before in PREPOSITIONS:
            factors.append(_GOVERNED)
        if wording.text.startswith(("'s", "’s"), span.end):
            factors.append(_POSSESSOR)
        return cls(span, sentence, quoted, tuple(factors))


def most_present(
    wording: Wording,
    place: int,
    kind: str,
    mentioned: Iterable[tuple[Presence, Who]],
    heard: Iterable[tuple[int, int, Who]],
    content: Sequence[Span],
) -> Who | None:
    """The one a pronoun means.

    Args:
        wording: of the text.
        place: where the pronoun stands.
        kind: ``"he"``, ``"she"``, ``"they"``, ``"it"``, ``"latter"``, or ``"somebody"`` for a person of any kind;
            with ``" m"`` or ``" f"`` behind where its form tells.
        mentioned: those named or described before, and where.
        heard: where those who spoke before are told of, in which sentence, and who they are.
        content: what the pronoun's own statement says; nobody is meant that it names.
    """
    weights: dict[str, float] = {}
    known: dict[str, Who] = {}
    own = sentence_at(wording, place)
    latest = kind.startswith("latter")
    for presence, who in mentioned:
        distance = own - presence.sentence
        weight = _recent(wording, presence, distance) if latest else _weight(presence, distance)
        if weight <= 0 or _is_in(presence.span, content):
            continue
        weights[who.key] = weight if latest else weights.get(who.key, 0.0) + weight
        known.setdefault(who.key, who)
    voices: dict[str, float] = {}
    for start, sentence, who in heard:
        distance = own - sentence
        if start < place and 0 <= distance <= _FARTHEST and not latest:
            voices[who.key] = _HEARD * _FADES[distance]
        known[who.key] = who
    for key, voice in voices.items():
        weights[key] = weights.get(key, 0.0) + voice
    best, top = None, 0.0
    for key, weight in weights.items():
        worth = weight * _fit(wording, known[key], kind)
        if worth > top:
            best, top = known[key], worth
    return best


def _is_in(span: Span, content: Sequence[Span]) -> bool:
    for piece in content:  # noqa: SIM110 - no generator for one piece
        if piece.start <= span.start and span.end <= piece.end:
            return True
    return False


def _recent(wording: Wording, presence: Presence, distance: int) -> float:
    """How late somebody is named: the latter of two is the last of them, whatever part they have in the sentence."""
    if distance > 2 or presence.quoted:
        return 0.0
    return (3 - distance) + presence.span.start / max(1, len(wording.text))


def _weight(presence: Presence, distance: int) -> float:
    if distance < 0 or distance > _FARTHEST:
        return 0.0
    weight = _FADES[distance]
    for factor in presence.factors:
        weight *= factor
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


def sentence_at(wording: Wording, place: int) -> int:
    """Number of the sentence that a character stands in."""
    index = wording.at(place)
    sentences = wording.sentences
    return sentences[min(index, len(sentences) - 1)] if sentences else 0
