"""Who a source is, as a person would name them: the fullest name or description that the text has for it.

Short names take the full name they end; "the ministry" the fuller phrase of the same noun; pronouns the one who is most
present where they stand.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.antecedents import PREPOSITIONS, Presence, Who, most_present, sentence_at
from tearsheet.statements.reading.descriptions import DEFINITE, Descriptions
from tearsheet.statements.reading.names import Name, names_of
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Mention
from tearsheet.statements.words import words_of

__all__ = ["resolve_speakers"]

_REACH = 32
"""Names, descriptions and sources before a pronoun that it may mean."""

_PRONOUN = 3
"""Words that a pronoun has at most."""

_DATELINE = 60
_PLACE = re.compile(r"[^\W\d_]{3}[^\n—–(]{0,30}(?:\([^()\n]{1,20}\) ?[—–-]|[—–](?= ))")
"""A place in capitals that opens a report, with the agency's name or a dash behind it."""

_OPENING = 3
"""Words with which what was said begins, among which its subject stands."""

_RELATIVE = frozenset(
    "who which that whose qui lequel laquelle der die das welcher welche que quien chi che quem который которая".split()
)
_SHE = frozenset("cette celle-ci celles-ci dernière femme woman ésta última mujer élue donna diese letztere".split())
_HE = frozenset("ce celui-ci ceux-ci dernier homme man éste último hombre uomo dieser letzterer".split())
_SAME = frozenset("same même mêmes gleiche gleichen misma mismo mismas stessa stesso mesma mesmo".split())
_RELATES = frozenset(
    "who qui of de du and et from himself herself der die und y e i и dont which whose in à lui-même elle-même".split()
)


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
        self.names = names_of(wording)
        self.descriptions = Descriptions(wording, self.names)
        self.heard: list[tuple[int, int, Who]] = []
        self._told: dict[str, Who] = {}
        self._sources: dict[tuple[int, int], Who] = {}
        # Names and descriptions that have been mentioned, by their number and by their head noun's index.
        self._people: dict[int, tuple[Presence, Who] | None] = {}
        self._bodies: dict[int, tuple[Presence, Who, bool]] = {}

    def mention(self, who: Who) -> Mention:
        """As the public noun."""
        return Mention(" ".join(who.span.of(self.wording.text).split()), who.span)

    def who(self, draft: Draft) -> Who | None:
        """Who a Draft's source is; remembered for the pronouns to come."""
        if not draft.source:
            return None
        who = self._of_source(draft)
        if who is not None:
            first = draft.source[0]
            self.heard.append((first.start, sentence_at(self.wording, first.start), who))
            self._sources[first.start, first.end] = who
            del self.heard[:-_REACH]
        return who

    def _of_source(self, draft: Draft) -> Who | None:
        source = self._whole(draft.source)
        words = [self.wording.lower[index] for index in self.wording.within(source)]
        words = [word for word in words if word[0].isalnum()]
        if not words:
            # A script or a word that has no such tokens: it stands for itself.
            return Who(source.of(self.wording.text), source)
        phrase = " ".join(words).replace("' ", "'")
        if len(words) < 3 and words[-1] in _RELATIVE:
            return self._before(source)
        kind = self._pronoun(words, phrase)
        if kind == "self":
            return None
        if kind:
            return self._antecedent(draft, source, kind)
        if len(words) < 5 and not _SAME.isdisjoint(words) and self.heard:
            return self.heard[-1][2]
        name = self._head_name(source)
        if name is None:
            return self._described(draft, source)
        return self._known(self._named(self.names.full(name)), words)

    def _whole(self, source: tuple[Span, ...]) -> Span:
        """The piece of a source that names somebody, or all of it where nothing but signs part it.

        "Who closed the road" names nobody beside "police".
        """
        if len(source) == 1:
            return source[0]
        wording = self.wording
        gaps = (wording.text[before.end : after.start] for before, after in pairwise(source))
        relative = [
            piece for piece in source[1:] if {wording.lower[at] for at in wording.within(piece)[:1]} & _RELATIVE
        ]
        if not relative and not any(map(str.isalnum, "".join(gaps))):
            return Span(source[0].start, source[-1].end)
        return max((piece for piece in source if piece not in relative), key=len)

    def _pronoun(self, words: Sequence[str], phrase: str) -> str:
        """Which kind of pronoun a source is: ``""`` for none."""
        if len(words) > _PRONOUN:
            return ""
        if phrase in self.wording.words["latter"]:
            return f"latter {self._gender_of_form(words)}".strip()
        return _pronoun_in(tuple(words), self.wording.words.language)

    def _gender_of_form(self, words: Sequence[str]) -> str:
        told = set(words)
        return "f" if told & _SHE else "m" if told & _HE else ""

    def _known(self, who: Who, words: Sequence[str]) -> Who:
        """Somebody with what the words beside their name tell of them: "the actress", "l'avocat général"."""
        told = [word for word in words if word not in who.key.split()]
        gender, _ = self.descriptions.traits(told)
        office = any(self.descriptions.is_person(word) and word in self.wording.words["roles"] for word in told)
        if office and not who.gender:
            who = Who(who.key, who.span, gender, True)
            self._told[who.key] = who
        return who

    def _named(self, name: Name) -> Who:
        key = " ".join(name.parts)
        return self._told.get(key) or self._as_named(key, name)

    def _as_named(self, key: str, name: Name) -> Who:
        person: bool | None = False if name.is_body else (True if name.gender or name.titled else None)
        return Who(key, name.span, name.gender, person)

    def _head_name(self, source: Span) -> Name | None:
        """The name that a source is: not one that only tells whose spokesman it is."""
        fitting = [name for name in self.names.within(source) if self._is_head(name, source)]
        return next((name for name in fitting if name.is_full and not name.is_body), fitting[0] if fitting else None)

    def _is_head(self, name: Name, source: Span) -> bool:
        wording = self.wording
        first, last = name.first, name.behind
        after = wording.text[name.span.end : name.span.end + 2]
        if after in ("'s", "’s") and name.span.end + 3 < source.end:
            return False
        begin = wording.at(source.start)
        follows = last < len(wording.forms) and wording.starts[last] < source.end
        following = wording.forms[last] if follows else ""
        # "Trump campaign officials": what follows is the head.
        governs = following[:1].isalpha() and following[0].islower() and wording.lower[last] not in _RELATES
        place = first - 1
        while place > begin and (wording.lower[place] in DEFINITE or wording.forms[place] == "."):
            place -= 1
        if place < begin:
            return not governs
        before = wording.lower[place]
        if before in PREPOSITIONS:
            return False
        return before in wording.words["roles"] or before == "," or not governs

    def _described(self, draft: Draft, source: Span) -> Who | None:
        """Somebody who is not named here, but perhaps elsewhere."""
        who = self._as_it_stands(source)
        descriptions = self.descriptions
        head = descriptions.head(source)
        if not head or not descriptions.is_definite(source) or not descriptions.is_short(source):
            return who
        fuller = descriptions.fuller(source)
        if fuller is not None:
            phrase, name = fuller
            return self._named(name) if name is not None else self._as_it_stands(phrase)
        heard = next((each for _, _, each in reversed(self.heard) if head in each.key.split()), None)
        if heard is not None and len(heard.span) > len(source):
            return heard
        if descriptions.is_person(head):
            meant = self._antecedent(draft, source, f"somebody {who.gender}".strip())
            return meant if meant is not None and meant.person is not False and not self._differs(meant, head) else who
        return who

    def _differs(self, who: Who, head: str) -> bool:
        """Whether somebody is described as another than a noun tells: "the prosecutor" is not "the lawyer"."""
        if self.names.within(who.span) or not self.descriptions.is_definite(who.span):
            return False
        return self.descriptions.head(who.span) not in ("", head)

    def _as_it_stands(self, source: Span) -> Who:
        words = [self.wording.lower[index] for index in self.wording.within(source)]
        gender, plural = self.descriptions.traits(words)
        head = self.descriptions.head(source)
        person = self.descriptions.is_person(head) if head else None
        return Who(" ".join(words), source, gender, person, plural)

    def _before(self, source: Span) -> Who | None:
        """What a relative pronoun stands for: who is described or named right before it."""
        wording = self.wording
        index = wording.at(source.start)
        roles = wording.words["roles"]
        for place in range(index - 1, max(-1, index - 9), -1):
            if wording.sentences[place] != wording.sentences[min(index, len(wording.sentences) - 1)]:
                break
            if wording.lower[place] in roles:
                name = self.descriptions.named(place)
                if name is not None:
                    return self._named(self.names.full(name))
        for name in self.names.before(source.start, 1):
            if source.start - name.span.end < 12:
                return self._named(self.names.full(name))
        for place in range(index - 1, max(-1, index - 8), -1):
            if wording.lower[place] in roles:
                return self._as_it_stands(self.descriptions.phrase(place))
        return None

    def _antecedent(self, draft: Draft, source: Span, kind: str) -> Who | None:
        """Whom a pronoun means."""
        mentioned = self._mentioned(source.start)
        kinds = [kind]
        if kind.startswith("latter"):
            kinds.append({"latter m": "he", "latter f": "she"}.get(kind, "somebody"))
        for each in kinds:
            found = most_present(self.wording, source.start, each, mentioned, self.heard, draft.content)
            if found is not None:
                return found
        return self._subject(draft, source, kind, mentioned)

    def _subject(self, draft: Draft, source: Span, kind: str, mentioned: Sequence[tuple[Presence, Who]]) -> Who | None:
        """Whom what was said begins with, where nobody else is told of: "The bank will close, it said"."""
        wording, begin = self.wording, draft.content[0].start
        first, last = wording.at(begin), wording.at(source.start)
        if (
            wording.is_quoted(begin)
            or last >= len(wording.sentences)
            or wording.sentences[first] != wording.sentences[last]
        ):
            return None
        opening = [
            (presence, who)
            for presence, who in mentioned
            if begin <= presence.span.start and wording.at(presence.span.start) - first < _OPENING
            if self._may_be(who, kind)
        ]
        return most_present(wording, source.start, kind, opening[:1], (), ())

    def _may_be(self, who: Who, kind: str) -> bool:
        """Whether a pronoun can mean somebody whom nothing else speaks for; French has he and she for things."""
        if kind == "it":
            return who.person is not True
        if kind == "they":
            return who.plural
        return self.wording.words.language != "en" or who.person is not False

    def _mentioned(self, place: int) -> list[tuple[Presence, Who]]:
        """Those named or described before a character, in reading order."""
        found: list[tuple[Presence, Who]] = []
        for number in self.names.places_before(place, _REACH):
            if number not in self._people:
                self._people[number] = self._person(self.names.at(number))
            person = self._people[number]
            if person is not None:
                presence, who = person
                found.append((presence, self._told.get(who.key, who)))
        found += [
            self._body(index)
            for index in self.descriptions.before(place, _REACH // 2)
            if self.descriptions.named(index) is None and self.descriptions.phrase(index).end <= place
        ]
        return sorted(found, key=_start)

    def _person(self, name: Name) -> tuple[Presence, Who] | None:
        """Who a name stands for; nobody where it is a place that a report comes from."""
        if self._is_dateline(name.span):
            return None
        full = self.names.full(name)
        return Presence.of(self.wording, name.span, name.first), self._as_named(" ".join(full.parts), full)

    def _body(self, index: int) -> tuple[Presence, Who]:
        """Whom a description means."""
        if index not in self._bodies:
            phrase = self.descriptions.phrase(index)
            presence = Presence.of(self.wording, phrase, self.descriptions.first(index))
            self._bodies[index] = (presence, *self._meant(index, phrase))
        presence, who, is_named = self._bodies[index]
        heard = self._sources.get((presence.span.start, presence.span.end))
        if heard is not None:
            return presence, heard
        return presence, self._told.get(who.key, who) if is_named else who

    def _is_dateline(self, span: Span) -> bool:
        """Whether a name is the place that a report comes from: "GENEVA (AP) — The mayor said ..."."""
        wording = self.wording
        paragraph = wording.paragraphs[wording.paragraph_at(span.start)]
        if (
            span.start - paragraph.start > _DATELINE
            or not wording.text[paragraph.start : paragraph.start + 3].isupper()
        ):
            return False
        dateline = _PLACE.match(wording.text, paragraph.start, min(paragraph.end, paragraph.start + _DATELINE))
        return dateline is not None and span.start < dateline.end()

    def _meant(self, index: int, phrase: Span) -> tuple[Who, bool]:
        """Whom a description in the reporter's own words means, where no context is needed to tell; whether by name."""
        descriptions = self.descriptions
        if self.wording.lower[descriptions.first(index)] in DEFINITE and descriptions.is_short(phrase):
            fuller = descriptions.fuller(phrase)
            if fuller is not None and fuller[1] is not None:
                return self._as_named(" ".join(fuller[1].parts), fuller[1]), True
        return self._as_it_stands(phrase), False


@lru_cache(maxsize=4_096)
def _pronoun_in(words: tuple[str, ...], language: str) -> str:
    """Which kind of pronoun a few words are in a language: ``""`` for none."""
    sections = words_of(language)
    for kind in ("he", "she", "they", "it", "self"):
        if sections[kind].issuperset(words):
            return kind
    return ""


def _start(mentioned: tuple[Presence, Who]) -> int:
    return mentioned[0].span.start
