"""Who a source is, as a person would name them: the fullest name or description that the text has for it.

Short names take the full name they end; "the ministry" the fuller phrase of the same noun; pronouns the person who is
most present where they stand: who spoke last, who was named last, and not somebody's object in another's words.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.descriptions import Descriptions
from tearsheet.statements.reading.names import Name, Names
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Mention

__all__ = ["resolve_speakers"]

_PREPOSITIONS = frozenset(
    "of for at from in with by to on against de du des d' à au aux chez avec pour par en von bei aus für mit im des del"
    " della dell' di con per do da dos das em para no na у из от в z w od".split()
)
_WOMEN = frozenset(
    "woman spokeswoman mother wife daughter sister congresswoman chairwoman actress businesswoman".split()
)
_MEN = frozenset("man spokesman father husband son brother congressman chairman actor businessman".split())
_REACH = 24
"""Names before a pronoun that it may mean."""

_FADE = 0.6
"""What a sentence of distance leaves of a name's presence."""


@dataclass(frozen=True, slots=True)
class _Who:
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
    gender: str
    person: bool | None
    plural: bool = False


def resolve_speakers(wording: Wording, drafts: Sequence[Draft]) -> list[Mention | None]:
    """The speaker of each Draft.

    Args:
        wording: of the text.
        drafts: in reading order.

    Returns:
        One for each Draft; ``None`` where the text does not tell.
    """
    room = _Room(wording)
    by_source: dict[tuple[Span, ...], Mention | None] = {}
    found: list[Mention | None] = []
    for draft in drafts:
        if draft.source not in by_source:
            who = room.who(draft)
            by_source[draft.source] = room.mention(who) if who is not None else None
        found.append(by_source[draft.source])
    return found


class _Room:
    """Everybody in the text so far."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.names = Names(wording)
        self.descriptions = Descriptions(wording, self.names)
        self.spoken: list[tuple[int, _Who]] = []
        self._pronouns = {kind: wording.words[kind] for kind in ("he", "she", "they", "it", "latter", "self")}

    def mention(self, who: _Who) -> Mention:
        """As the public noun."""
        return Mention(" ".join(who.span.of(self.wording.text).split()), who.span)

    def who(self, draft: Draft) -> _Who | None:
        """Who a Draft's source is; remembered for the pronouns to come."""
        if not draft.source:
            return None
        who = self._of_source(draft)
        if who is not None:
            self.spoken.append((draft.source[0].start, who))
            del self.spoken[:-_REACH]
        return who

    def _of_source(self, draft: Draft) -> _Who | None:
        source = _trimmed(self.wording, draft.source)
        words = [self.wording.lower[index] for index in self.wording.within(source)]
        words = [word for word in words if word[0].isalnum()]
        phrase = " ".join(words).replace("' ", "'")
        if not words:
            return None
        kind = self._pronoun(words, phrase)
        if kind == "who":
            return self._before(source)
        if kind:
            return self._antecedent(draft, source, kind)
        name = self._head_name(source)
        if name is not None:
            return self._named(self.names.full(name))
        return self._described(draft, source)

    def _pronoun(self, words: list[str], phrase: str) -> str:
        """Which kind of pronoun a source is: ``""`` for none."""
        if len(words) > 3:
            return ""
        if phrase in ("who", "which", "that", "qui", "der", "die", "das", "que", "che", "который", "которая"):
            return "who"
        if phrase in self._pronouns["latter"]:
            return "latter"
        for kind in ("he", "she", "they", "it", "self"):
            if all(word in self._pronouns[kind] for word in words):
                return kind
        if phrase.endswith(("lui-même", "himself")):
            return "he" if len(words) <= 2 and words[0] in self._pronouns["he"] else ""
        return ""

    def _named(self, name: Name) -> _Who:
        person: bool | None = False if name.is_body else (True if name.gender or name.titled else None)
        return _Who(" ".join(name.parts), name.span, name.gender, person)

    def _head_name(self, source: Span) -> Name | None:
        """The name that a source is: not one that only tells whose spokesman it is."""
        names = self.names.within(source)
        fitting = [name for name in names if self._is_head(name, source)]
        return next((name for name in fitting if name.is_full and not name.is_body), fitting[0] if fitting else None)

    def _is_head(self, name: Name, source: Span) -> bool:
        wording = self.wording
        first, last = wording.at(name.span.start), wording.at(name.span.end)
        after = wording.text[name.span.end : name.span.end + 2]
        if after in ("'s", "’s") and name.span.end + 3 < source.end:
            return False
        begin = wording.at(source.start)
        if first == begin:
            # "Trump campaign officials": what follows is the head.
            following = wording.forms[last] if last < len(wording.forms) and wording.starts[last] < source.end else ""
            return not (following[:1].isalpha() and following[0].islower() and not self._relates(last))
        before = wording.lower[first - 1]
        if before == "." and first - 2 >= begin:
            before = wording.lower[first - 2]
        if before in _PREPOSITIONS:
            return False
        if before in wording.words["roles"] or before == "," or before in wording.words["titles_he"]:
            return True
        following = wording.forms[last] if last < len(wording.forms) and wording.starts[last] < source.end else ""
        return not (following[:1].isalpha() and following[0].islower() and not self._relates(last))

    def _relates(self, index: int) -> bool:
        """Whether a word begins what is only said of the name before it."""
        return self.wording.lower[index] in {
            "who", "qui", "of", "de", "du", "and", "et", "from", "himself", "herself", "lui-même", "elle-même", "der",
            "die", "und", "y", "e", "i", "и", "dont", "which", "whose", "in", "à",
        }  # fmt: skip

    def _described(self, draft: Draft, source: Span) -> _Who:
        """Somebody who is not named here, but perhaps elsewhere."""
        who = self._as_it_stands(source)
        if not self.descriptions.is_definite(source) or not self.descriptions.is_short(source):
            return who
        head = self.descriptions.head(source)
        if head:
            spoken = next((each for _, each in reversed(self.spoken) if head in each.key.split()), None)
            fuller = self.descriptions.fuller(source)
            if fuller is not None:
                phrase, name = fuller
                return self._named(name) if name is not None else self._as_it_stands(phrase)
            if spoken is not None and len(spoken.span) > len(source):
                return spoken
        return who

    def _as_it_stands(self, source: Span) -> _Who:
        wording = self.wording
        words = [wording.lower[index] for index in wording.within(source)]
        first = words[0] if words else ""
        she = {"la", "une", "cette", "die", "eine", "una", "esta", "uma"}
        he = {"le", "un", "ce", "cet", "der", "ein", "el", "il", "uno", "um"}
        gender = "f" if first in she else "m" if first in he else ""
        if wording.words.language == "en":
            gender = _english_gender(words)
        plural = first in {"les", "des", "ces", "los", "las", "i", "gli", "os", "as"} or (
            wording.words.language == "en"
            and len(words) > 0
            and words[-1].endswith("s")
            and not words[-1].endswith("ss")
        )
        return _Who(" ".join(words), source, gender, None, plural)

    def _before(self, source: Span) -> _Who | None:
        """What a relative pronoun stands for: what is named right before it."""
        for name in reversed(self.names.before(source.start, 2)):
            if source.start - name.span.end < 4:
                return self._named(self.names.full(name))
        index = self.wording.at(source.start) - 1
        roles = self.wording.words["roles"]
        for place in range(index, max(-1, index - 8), -1):
            if self.wording.lower[place] in roles:
                return self._as_it_stands(self.descriptions.phrase(place))
        return None

    def _antecedent(self, draft: Draft, source: Span, kind: str) -> _Who | None:
        """Whom a pronoun means."""
        if kind == "self":
            return None
        presence: dict[str, float] = defaultdict(float)
        known: dict[str, _Who] = {}
        own = self._sentence(source.start)
        wanted = {"he": "m", "she": "f"}.get(kind, "")
        for name in self.names.before(source.start, _REACH):
            who = self._named(self.names.full(name))
            weight = self._weight(name.span, own, draft)
            if weight <= 0:
                continue
            presence[who.key] += weight * (0.5 if name.is_body and kind in ("he", "she") else 1.0)
            known.setdefault(who.key, who)
        for place, who in self.spoken:
            if place >= source.start:
                continue
            presence[who.key] += 1.6 * _FADE ** max(0, own - self._sentence(place))
            known.setdefault(who.key, who)
        best, top = None, 0.0
        for key, weight in presence.items():
            who = known[key]
            fit = self._fit(who, wanted, kind)
            if weight * fit > top:
                best, top = who, weight * fit
        return best

    def _fit(self, who: _Who, wanted: str, kind: str) -> float:
        if wanted:
            if who.gender and who.gender != wanted:
                return 0.0
            if who.plural:
                return 0.1
            grammatical = self.wording.words.language != "en"
            fit = 1.0 if who.person or who.gender else 0.6
            return fit if who.person is not False or grammatical else 0.1
        if kind == "they":
            return 1.0 if who.plural else 0.7 if who.person is False else 0.4
        if kind == "it":
            return 1.0 if who.person is False else 0.4 if who.person is None else 0.1
        return 1.0

    def _weight(self, span: Span, own: int, draft: Draft) -> float:
        """How present a name is where a pronoun stands: near, first in its sentence, in the reporter's own words."""
        if any(piece.holds(span) for piece in draft.content):
            return 0.0
        sentence = self._sentence(span.start)
        weight = _FADE ** max(0, own - sentence)
        if self.wording.is_quoted(span.start):
            weight *= 0.3
        index = self.wording.at(span.start)
        before = self.wording.lower[index - 1] if index else ""
        if index and self.wording.sentences[index - 1] == sentence and before in _PREPOSITIONS:
            weight *= 0.5
        if self.wording.text[span.end : span.end + 2] in ("'s", "’s"):
            weight *= 0.7
        if index == 0 or self.wording.sentences[index - 1] != sentence:
            weight *= 1.5
        return weight

    def _sentence(self, place: int) -> int:
        index = self.wording.at(place)
        sentences = self.wording.sentences
        return sentences[min(index, len(sentences) - 1)] if sentences else 0


def _trimmed(wording: Wording, source: Sequence[Span]) -> Span:
    """The longest piece of a source."""
    return max(source, key=len)


def _english_gender(words: Sequence[str]) -> str:
    told = set(words)
    if told & {
        "woman",
        "spokeswoman",
        "mother",
        "wife",
        "daughter",
        "sister",
        "congresswoman",
        "chairwoman",
        "actress",
    }:
        return "f"
    if told & {"man", "spokesman", "father", "husband", "son", "brother", "congressman", "chairman", "businessman"}:
        return "m"
    return ""
