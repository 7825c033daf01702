"""People and bodies that a text describes instead of naming them: "the ministry", "un porte-parole du Pentagone"."""

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from tearsheet.statements.reading.names import Name, Names
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span

__all__ = ["DEFINITE", "Descriptions"]

DEFINITE = frozenset(
    "the this that le la les l' ce cet cette ces der die das dem den dieser diese dieses el los las este esta il lo gli"
    " i questo questa o a os as este ten ta".split()
)
_INDEFINITE = frozenset("a an another one some un une des ein eine einer eines una uno unos unas um uma".split())
_POSSESSIVE = frozenset(
    "his her their its our my son sa ses leur leurs notre sein seine ihr ihre su sus suo sua".split()
)
_LINKS = frozenset("of for at from de du des d' à au aux la le les l' the von der des dem del della do da dos".split())
_OPEN_LINKS = frozenset("of for at from de du des d' von der des del della do da dos".split())
_MOST_EARLIER, _MOST_LATER = 12, 6
"""Mentions of the same noun that are looked at."""

_FARTHEST_LEFT = 6
_FARTHEST_RIGHT = 10


class Descriptions:
    """The descriptions of a text, by their head nouns."""

    def __init__(self, wording: Wording, names: Names) -> None:
        self.wording = wording
        self.names = names

    @cached_property
    def _heads(self) -> dict[str, list[int]]:
        roles = self.wording.words["roles"]
        found: dict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self.wording.lower):
            if word in roles:
                found[word].append(index)
        return found

    def head(self, span: Span) -> str:
        """The noun that a description turns on; ``""`` where it is none that we know."""
        wording = self.wording
        roles = wording.words["roles"]
        found = ""
        for index in wording.within(span):
            word = wording.lower[index]
            if word in _OPEN_LINKS or (found and not wording.forms[index][0].isalnum()):
                if found:
                    break
                continue
            if word in roles:
                found = word
                if wording.words.language not in ("en", "de"):
                    break
        return found

    def is_definite(self, span: Span) -> bool:
        """Whether it points to somebody that the text has told of."""
        indices = self.wording.within(span)
        return bool(indices) and self.wording.lower[indices[0]] in DEFINITE

    def is_short(self, span: Span) -> bool:
        """Whether it says little more than its head: no complement, no name."""
        indices = self.wording.within(span)
        return len(indices) <= 4 and not any(self.wording.lower[index] in _OPEN_LINKS for index in indices[1:])

    def fuller(self, span: Span) -> tuple[Span, Name | None] | None:
        """A fuller mention of what a short description means: a phrase of the same head, with the name beside it."""
        head = self.head(span)
        if not head:
            return None
        places = self._heads[head]
        first = bisect_left(places, self.wording.at(span.start))
        beyond = bisect_left(places, self.wording.at(span.end))
        earlier = places[max(0, first - _MOST_EARLIER) : first][::-1]
        later = places[beyond : beyond + _MOST_LATER]
        for group in (earlier, later):
            for place in group:
                name = self.named(place)
                if name is not None and not name.is_body:
                    return self.phrase(place), self.names.full(name)
            for place in group:
                phrase = self.phrase(place)
                if len(phrase) > len(span) + 2 and self._has_complement(phrase):
                    return phrase, None
        return None

    def _has_complement(self, phrase: Span) -> bool:
        indices = self.wording.within(phrase)
        return any(
            self.wording.lower[index] in _OPEN_LINKS or self.wording.forms[index][0].isupper() for index in indices[1:]
        )

    def named(self, place: int) -> Name | None:
        """The name beside a head noun: "spokesman Josh Weil", "Josh Weil, a spokesman for ..."."""
        wording = self.wording
        sentences = wording.sentences
        start, end = wording.spans[place]
        for name in self.names.before(end + 60, 8):
            first = wording.at(name.span.start)
            if first >= len(sentences) or sentences[first] != sentences[place]:
                continue
            if name.span.start >= end:
                between = wording.forms[place + 1 : first]
                # "minister Ana Roth", "porte-parole de la police, Ana Roth"
                if not between or (between[-1] == "," and len(between) <= 9 and between.count(",") == 1):
                    return name
            elif name.span.end <= start:
                last = wording.at(name.span.end)
                between = wording.forms[last:place]
                if between[:1] == [","] and len(between) <= 8 and between.count(",") == 1:
                    return name
        return None

    def phrase(self, place: int) -> Span:
        """The whole description around a head noun."""
        return Span(self.wording.spans[self._left(place)][0], self.wording.spans[self._right(place)][1])

    def _left(self, place: int) -> int:
        wording = self.wording
        first = place
        for index in range(place - 1, max(-1, place - 1 - _FARTHEST_LEFT), -1):
            form, word = wording.forms[index], wording.lower[index]
            if not form[0].isalnum() or wording.sentences[index] != wording.sentences[place]:
                break
            if word in DEFINITE or word in _INDEFINITE or word in _POSSESSIVE:
                return index
            if wording.words.language not in ("en", "de"):
                break
            if form[0].isupper() and index == first - 1:
                first = index
        return first

    def _right(self, place: int) -> int:
        wording = self.wording
        last = place
        index = place + 1
        limit = min(len(wording.forms), place + _FARTHEST_RIGHT)
        while index < limit and wording.sentences[index] == wording.sentences[place]:
            form, word = wording.forms[index], wording.lower[index]
            if not form[0].isalnum():
                break
            if word in _OPEN_LINKS:
                following = index + 1
                while following < limit and wording.lower[following] in _LINKS:
                    following += 1
                if following >= limit or not wording.forms[following][0].isalnum():
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
        if words.language in ("en", "de"):
            return False
        word = self.wording.lower[index]
        following = self.wording.lower[index + 1] if index + 1 < len(self.wording.lower) else "."
        return (
            word not in words["auxiliary"]
            and word not in words["speech"]
            and word not in words["starters"]
            and following in _OPEN_LINKS
        )
