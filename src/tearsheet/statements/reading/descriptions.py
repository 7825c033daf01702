"""People and bodies that a text describes instead of naming them: "the ministry", "un porte-parole du Pentagone"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from tearsheet.statements.reading.names import Name, Names
from tearsheet.statements.reading.people import listed
from tearsheet.statements.reading.traits import ROLE
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span, make_span

__all__ = ["DEFINITE", "Descriptions"]

DEFINITE = frozenset(
    "the this that le la les l' ce cet cette ces der die das dem den dieser diese dieses el los las este esta il lo gli"
    " i questo questa o a os as este ten ta".split()
)
_INDEFINITE = frozenset("a an another one some un une des ein eine einer eines una uno unos unas um uma".split())
_POSSESSIVE = frozenset(
    "his her their its our my son sa ses leur leurs notre sein seine ihr ihre su sus suo sua".split()
)
_BEGINNINGS = DEFINITE | _INDEFINITE | _POSSESSIVE
_COMPOUNDING = frozenset({"en", "de"})
"""Languages whose nouns stand behind what tells more of them."""

_LINKS = frozenset("of for at from de du des d' à au aux la le les l' the von der des dem del della do da dos".split())
_OPEN_LINKS = frozenset("of for at from de du des d' von der des del della do da dos".split())
_AND = frozenset("and et und y e i и και".split())
_NAME_REACH = 60
"""Characters behind a head noun within which its name begins."""

_EMPTY = frozenset("former ancien ancienne ex own same même other new nouveau nouvelle late".split())
_SHE = frozenset("la une cette die eine una esta uma".split())
_HE = frozenset("le un ce cet der ein el il lo uno um".split())
_MANY = frozenset("les des ces los las i gli os as".split())
_MOST_EARLIER, _MOST_LATER = 12, 6
"""Mentions of the same noun that are looked at."""

_FARTHEST_LEFT = 6
_FARTHEST_RIGHT = 10


class Descriptions:
    """The descriptions of a text, by their head nouns."""

    def __init__(self, wording: Wording, names: Names) -> None:
        self.wording = wording
        self.names = names
        self._names: dict[int, Name | None] = {}
        self._phrases: dict[int, Span] = {}
        self._lefts: dict[int, int] = {}
        self._before_heads: dict[int, frozenset[str]] = {}
        self._found: dict[Span, tuple[Span, Name | None] | None] = {}

    @cached_property
    def _heads(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index in self._places:
            found[self.wording.lower[index]].append(index)
        return found

    def head(self, span: Span) -> str:
        """The noun that a description turns on; ``""`` where it is none that we know."""
        wording = self.wording
        found = ""
        for index in wording.within(span):
            word = wording.lower[index]
            if word in _OPEN_LINKS or (found and not wording.forms[index][0].isalnum()):
                if found:
                    break
                continue
            if wording.kinds[index] & ROLE:
                found = word
                if wording.words.language not in ("en", "de"):
                    break
        return found

    def is_definite(self, span: Span) -> bool:
        """Whether it points to somebody that the text has told of."""
        indices = self.wording.within(span)
        return bool(indices) and self.wording.lower[indices[0]] in DEFINITE

    def is_short(self, span: Span) -> bool:
        """Whether it says little more than its head: no complement, and no name that tells whose it is."""
        indices = self.wording.within(span)
        if len(indices) > 4 or any(self.wording.lower[index] in _OPEN_LINKS for index in indices[1:]):
            return False
        return self.is_person(self.head(span)) or not any(
            self.wording.forms[index][0].isupper() for index in indices[1:]
        )

    def is_person(self, head: str) -> bool:
        """Whether a head noun is a human being's, and no body's or document's."""
        return bool(head) and head not in listed("bodies")

    def traits(self, words: Sequence[str]) -> tuple[str, bool]:
        """Gender and whether several are meant, as far as a description's words tell.

        Args:
            words: in small letters.
        """
        first = words[0] if words else ""
        gender = ("" if listed("women").isdisjoint(words) else "f") or ("" if listed("men").isdisjoint(words) else "m")
        if self.wording.words.language == "en":
            plural = bool(words) and words[-1].endswith("s") and not words[-1].endswith("ss")
            return gender, plural
        if not gender:
            gender = "f" if first in _SHE else "m" if first in _HE else ""
        return gender, first in _MANY

    @cached_property
    def _places(self) -> list[int]:
        return self.wording.places_of(ROLE)

    def before(self, place: int, most: int) -> list[int]:
        """Indices of the last head nouns that stand before a character."""
        end = bisect_left(self._places, self.wording.at(place))
        return self._places[max(0, end - most) : end]

    def fuller(self, span: Span) -> tuple[Span, Name | None] | None:
        """A fuller mention of what a short description means: a phrase of the same head, with the name beside it.

        Of several, those that have no other words before their head come first: "President Roth" before "the Austrian
        president Ana Weil", where "the president" is meant; and none does that says something else of it.
        """
        head = self.head(span)
        if not head:
            return None
        if span not in self._found:
            self._found[span] = self._fuller(span, head)
        return self._found[span]

    def _fuller(self, span: Span, head: str) -> tuple[Span, Name | None] | None:
        places = self._heads[head]
        first = bisect_left(places, self.wording.at(span.start))
        beyond = bisect_left(places, self.wording.at(span.end))
        earlier = places[max(0, first - _MOST_EARLIER) : first][::-1]
        later = places[beyond : beyond + _MOST_LATER]
        own = self._modifiers(next(index for index in self.wording.within(span) if self.wording.lower[index] == head))
        for group in (earlier, later):
            ranked = sorted(group, key=lambda place: len(self._modifiers(place) - own))
            for place in ranked if self.is_person(head) else ():
                name = self.named(place)
                if name is None or name.is_body or (own and own.isdisjoint(self._modifiers(place))):
                    continue
                return self.phrase(place), self.names.full(name)
            for place in group:
                phrase = self.phrase(place)
                if len(phrase) > len(span) + 2 and self._has_complement(phrase) and own <= self._modifiers(place):
                    return phrase, None
        return None

    def _modifiers(self, place: int) -> frozenset[str]:
        """The words before a head noun that go with it: "Republican" of "the Republican nominee"."""
        if place not in self._before_heads:
            self._before_heads[place] = frozenset(self._read_modifiers(place))
        return self._before_heads[place]

    def _read_modifiers(self, place: int) -> Iterator[str]:
        wording = self.wording
        begin = wording.sentence_bounds[wording.sentences[place]][0]
        for word in reversed(wording.lower[max(begin, place - _FARTHEST_LEFT) : place]):
            if word in _BEGINNINGS or word in _OPEN_LINKS or not word[0].isalnum():
                return
            if word not in _EMPTY:
                yield word

    def _has_complement(self, phrase: Span) -> bool:
        indices = self.wording.within(phrase)
        return any(
            self.wording.lower[index] in _OPEN_LINKS or self.wording.forms[index][0].isupper() for index in indices[1:]
        )

    def named(self, place: int) -> Name | None:
        """The name beside a head noun: "spokesman Josh Weil", "Josh Weil, a spokesman for ..."."""
        if place not in self._names:
            self._names[place] = self._named(place)
        return self._names[place]

    def _named(self, place: int) -> Name | None:
        wording = self.wording
        begin, stop = wording.sentence_bounds[wording.sentences[place]]
        near = self.names.near(wording.ends[place] + _NAME_REACH, 8)
        for number, first, _ in near:
            if place < first < stop and self._leads_to(place + 1, first):
                return self.names.at(number)
        for number, first, last in reversed(near):
            # What stands behind the name's comma has to be the description itself.
            if begin <= first and last <= place and wording.forms[last] == "," and self.first(place) == last + 1:
                return self.names.at(number)
        return None

    def _leads_to(self, first: int, last: int) -> bool:
        """Whether the words between a head noun and a name only add to the noun: "and activist", "of the town,"."""
        forms, lower = self.wording.forms, self.wording.lower
        between = range(first, last)
        if not between:
            return True
        if lower[first] in _AND and len(between) <= 3:
            return all(lower[index] in self.wording.words["roles"] for index in between[1:]) or len(between) == 2
        return forms[last - 1] == "," and len(between) <= 9 and "," not in forms[first : last - 1]

    def phrase(self, place: int) -> Span:
        """The whole description around a head noun."""
        if place not in self._phrases:
            span = make_span(self.wording.starts[self.first(place)], self.wording.ends[self._right(place)])
            self._phrases[place] = span
        return self._phrases[place]

    def first(self, place: int) -> int:
        """Index of the first word of the description around a head noun."""
        if place not in self._lefts:
            self._lefts[place] = self._left(place)
        return self._lefts[place]

    def _left(self, place: int) -> int:
        wording = self.wording
        forms, lower = wording.forms, wording.lower
        first = place
        begin = wording.sentence_bounds[wording.sentences[place]][0]
        for index in range(place - 1, max(begin - 1, place - 1 - _FARTHEST_LEFT), -1):
            word = lower[index]
            if word in _BEGINNINGS:
                return index
            if not word[0].isalnum() or wording.words.language not in _COMPOUNDING:
                break
            if index == first - 1 and forms[index][0].isupper():
                first = index
        return first

    def _right(self, place: int) -> int:
        wording = self.wording
        forms, lower = wording.forms, wording.lower
        last = place
        index = place + 1
        limit = min(len(forms), place + _FARTHEST_RIGHT)
        end = min(limit, wording.sentence_bounds[wording.sentences[place]][1])
        while index < end:
            form, word = forms[index], lower[index]
            if not form[0].isalnum():
                break
            if word in _OPEN_LINKS:
                following = index + 1
                while following < limit and lower[following] in _LINKS:
                    following += 1
                if following >= limit or not forms[following][0].isalnum():
                    break
                last = following
                index = following + 1
            elif form[0].isupper() or (index == place + 1 and self._is_adjective(index)):
                last = index
                index += 1
            else:
                break
        return last

    def _is_adjective(self, index: int) -> bool:
        """Whether a word after a noun goes with it, as in "ministère russe de la Défense"."""
        words = self.wording.words
        if words.language in _COMPOUNDING:
            return False
        word = self.wording.lower[index]
        following = self.wording.lower[index + 1] if index + 1 < len(self.wording.lower) else "."
        return (
            word not in words["auxiliary"]
            and word not in words["speech"]
            and word not in words["starters"]
            and following in _OPEN_LINKS
        )
