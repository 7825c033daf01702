"""Names in a text, and which full name a short one stands for: "Clinton" for "Hillary Clinton".

A name is a run of capitalised words. Scripts without capitals have no names here; their sources speak for themselves.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Set
from copy import copy
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from tearsheet.native import nameloops
from tearsheet.statements.reading.people import gender_of
from tearsheet.statements.reading.traits import ADDRESS, CAPITAL, JOINS, PARTICLES, ROLE, STARTER, mask_of
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span, make_span
from tearsheet.statements.words import words_of

__all__ = ["Name", "Names", "names_of"]

_NOBLE = frozenset("d' l'".split())
_INNER = frozenset("du des da di del della der das dos e y af d' l'".split())
"""Particles that no name begins with."""

_SHORT = frozenset("mr mrs ms dr sen rep gov gen lt col sgt capt prof jr st m mm adm maj rev hon".split())
_OWN = ("'s", "’s")
_NO_NAME = STARTER | ADDRESS
_NO_NAME_ALONE = _NO_NAME | ROLE
_GOES_ON = CAPITAL | JOINS
_ACTS = mask_of(("say", "think", "aux", "modal"))
_LONGEST = 8
_MOST = 64
"""Names in one source that are looked at."""

_BODIES = frozenset(
    "house department ministry university times post journal party committee county state states street council court"
    " commission agency bureau news press association union institute center centre foundation bank company inc corp"
    " group office congress senate parliament party republic army navy force school college hospital church city north"
    " south east west new united white national international federal american european central supreme air"
    " ministère université parti comité conseil commission agence bureau banque groupe maison état états sénat"
    " assemblée nationale république union fédération association tribunal cour ville armée"
    " ministerium universität partei bundestag regierung ministerio universidad partido ministero università partito"
    " министерство университет партия".split()
)


class Name(NamedTuple):
    """A name where it stands.

    Attributes:
        parts: its words, small letters.
        span: where it stands, titles left out.
        gender: ``"m"`` or ``"f"`` where a title or its first word tells; ``""`` otherwise.
        titled: whether a title or an office stands before it.
        first: index of its first word.
        behind: index of the word behind it.
    """

    parts: tuple[str, ...]
    span: Span
    gender: str = ""
    titled: bool = False
    first: int = 0
    behind: int = 0

    @property
    def is_full(self) -> bool:
        """Whether it has more than one word."""
        return len(self.parts) > 1

    @property
    def is_body(self) -> bool:
        """Whether a word of it tells that it is no person's."""
        return not _BODIES.isdisjoint(self.parts)


_Found = tuple[list[int], list[int], list[bool]]
"""Of each name, the index of its first word, that of the word behind it, and whether it has several."""


class Names:
    """All names of a text, in reading order; each is read when it is first asked for."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._firsts, self._behinds, self._fulls = _find_names(wording)
        self._made: list[Name | None] = [None] * len(self._firsts)
        self._full: dict[tuple[tuple[str, ...], str], Name] = {}

    def __len__(self) -> int:
        return len(self._made)

    def afresh(self) -> "Names":
        """The same names, none of which has been asked for its fullest yet: the first that asks tells for all alike."""
        self._by_part  # noqa: B018 - made once for both
        other = copy(self)
        other._full = {}
        return other

    def at(self, number: int) -> Name:
        """A name by its number."""
        made = self._made[number]
        if made is None:
            made = self._made[number] = _name(self.wording, self._firsts[number], self._behinds[number])
        return made

    @cached_property
    def _by_part(self) -> dict[str, dict[tuple[str, ...], list[int]]]:
        """Numbers of full names by the stems of their last words, and of their first ones; the same words together."""
        same: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, (first, behind, is_full) in enumerate(zip(self._firsts, self._behinds, self._fulls, strict=True)):
            if is_full:
                made = self._made[number]
                same[_parts(self.wording, first, behind) if made is None else made.parts].append(number)
        found: dict[str, dict[tuple[str, ...], list[int]]] = defaultdict(dict)
        for parts, numbers in same.items():
            for part in dict.fromkeys((parts[-1], parts[0])):
                known = found[_stem(part)]
                # Two words of one stem count twice.
                known[parts] = known.get(parts, []) + numbers
        return found

    def within(self, span: Span) -> list[Name]:
        """The names that stand inside a span."""
        first = self._first(span.start)
        end = min(self._first(span.end), first + _MOST)
        ends, behinds, last = self.wording.ends, self._behinds, span.end
        return [self.at(number) for number in range(first, end) if ends[behinds[number] - 1] <= last]

    def _first(self, place: int) -> int:
        return bisect_left(self._starts, place)

    @cached_property
    def _starts(self) -> list[int]:
        starts = self.wording.starts
        return [starts[first] for first in self._firsts]

    def before(self, place: int, most: int) -> list[Name]:
        """The last names that start before a character."""
        return list(map(self.at, self.places_before(place, most)))

    def near(self, place: int, most: int) -> list[tuple[int, int, int]]:
        """The number of each of these, the index of its first word and of the word behind it."""
        numbers = self.places_before(place, most)
        part = slice(numbers.start, numbers.stop)
        return list(zip(numbers, self._firsts[part], self._behinds[part], strict=True))

    def places_before(self, place: int, most: int) -> range:
        """The numbers of these."""
        index = self._first(place)
        return range(max(0, index - most), index)

    def full(self, name: Name) -> Name:
        """The fullest name in the text that a name stands for; itself where there is none fuller."""
        key = (name.parts, name.gender)
        if key not in self._full:
            self._full[key] = self._fullest(name)
        return self._full[key]

    def _fullest(self, name: Name) -> Name:
        known = self._by_part.get(_stem(name.parts[-1]))
        if known is None:
            return name
        if len(name.parts) == 1:
            same = list(known.values())
        else:
            same = [group for parts, group in known.items() if _stands_for(name.parts, parts)]
            if not same:
                return name
        if name.gender:
            fitting = [[each for each in group if self.at(each).gender in ("", name.gender)] for group in same]
            same = [group for group in fitting if group] or same
        if len(same) > 1:
            same.sort()
            same = [max(same, key=lambda group: self._fit(name, group))]
        return self.at(same[0][0])

    def _fit(self, name: Name, group: list[int]) -> tuple[int, int, int, int]:
        """What tells which of several full names is meant: the surname, one before, how often, how long it is."""
        full = self.at(group[0])
        ends = _stem(full.parts[-1]) == _stem(name.parts[-1])
        return (ends, full.first <= name.first, len(group), len(full.parts))


def _stands_for(parts: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if parts == full:
        return True
    return len(full) > len(parts) and set(map(_stem, full)).issuperset(map(_stem, parts))


@lru_cache(maxsize=20_000)
def _stem(part: str) -> str:
    """A word without the ending of a case, where its script's languages have such."""
    if part.endswith(("'s", "’s")):
        part = part[:-2]
    if len(part) > 4 and "\u0400" <= part[0] <= "\u04ff":
        return part.rstrip("аяуюоеёыийьмхв")
    return part


def names_of(wording: Wording) -> Names:
    """The names of a text, found once for all of its readings."""
    found = wording.kept.get("names")
    if not isinstance(found, Names):
        found = wording.kept["names"] = Names(wording)
    return found


def _find_names(wording: Wording) -> _Found:
    """The runs of capitalised words that are names."""
    words = wording.words
    if _finder is not None:
        found: _Found = _finder(
            wording.text,
            wording.forms,
            wording.lower,
            wording.kinds,
            wording.starts,
            wording.ends,
            wording.sentences,
            words["starters"],
            _addresses(words.language),
        )
        return found
    lower, kinds = wording.lower, [*wording.kinds, 0]
    forms = set(wording.forms)
    runs: list[tuple[int, int, bool]] = []
    doubtful: list[str] = []
    known: set[str] = set()
    behind = 0
    for index in wording.places_of(CAPITAL):
        if index < behind:
            continue
        opens = _opens(wording, index)
        if kinds[index + 1] & _GOES_ON:
            behind = _run(wording, index)
            first = _first(wording, index, behind, opens, forms)
            if first == behind:
                continue
        else:
            # Most stand alone.
            behind, first = index + 1, index
            if kinds[index] & _NO_NAME_ALONE or lower[index] in _INNER or (opens and _is_small(lower[index], forms)):
                continue
        parts = _parts(wording, first, behind)
        if not parts:
            # A capital in a circle is a sign.
            continue
        is_doubtful = opens and first == index and len(parts) == 1
        runs.append((first, behind, len(parts) > 1))
        doubtful.append(parts[0] if is_doubtful else "")
        if not is_doubtful:
            known.update(parts)
    # A word alone at the beginning of a sentence may have its capital from there.
    kept = [
        run
        for run, word in zip(runs, doubtful, strict=True)
        if not word or word in known or _is_odd(wording, run[0], run[1], forms)
    ]
    return [first for first, _, _ in kept], [behind for _, behind, _ in kept], [is_full for _, _, is_full in kept]


def _opens(wording: Wording, index: int) -> bool:
    """Whether a word begins a sentence, or a quotation in one."""
    return (
        index == 0
        or not wording.forms[index - 1][-1].isalnum()
        or wording.sentences[index - 1] != wording.sentences[index]
    )


def _is_small(word: str, forms: Set[str]) -> bool:
    """Whether the text has a word in small letters as well."""
    return word in forms and word[0].islower()


def _is_odd(wording: Wording, first: int, behind: int, forms: Set[str]) -> bool:
    """Whether a word is written as names are and other words are not: "FBI", "PolitiFact"; or acts as a name does."""
    end = wording.ends[behind - 1]
    form = wording.text[wording.starts[first] : end]
    if any(map(str.isupper, form[1:])):
        return True
    if len(form) <= 3 or _is_small(form.lower(), forms):
        return False
    acts = behind < len(wording.kinds) and wording.kinds[behind] & _ACTS
    return bool(acts) or wording.text[end : end + 2] in _OWN


def _first(wording: Wording, index: int, end: int, opens: bool, forms: Set[str]) -> int:
    """Where the name of a run begins: behind articles, forms of address and offices; ``end`` where it is no name."""
    lower, kinds = wording.lower, wording.kinds
    first = index
    while first < end:
        word, kind = lower[first], kinds[first]
        dotted = first + 1 < end and lower[first + 1] == "."
        if word == "." or (first > index and word in _NOBLE):
            first += 1
        elif dotted and (word + "." in wording.words["starters"] or word + "." in _addresses(wording.words.language)):
            first += 2
        elif kind & _NO_NAME or (opens and first == index and first + 1 < end and _is_small(word, forms)):
            first += 1
        else:
            break
    office = next((each for each in range(end - 1, first - 1, -1) if kinds[each] & ROLE), -1)
    if office >= 0 and office + 1 < end:
        first = office + 1
    elif first < end and kinds[first] & ROLE:
        # "Sprecher der Polizei", "Police": a description, though it has capitals.
        return end
    while first < end and lower[first] in _INNER:
        first += 1
    # "Secretary of State John Kerry": a first name in the midst begins the name, unless the run begins with one.
    if first + 2 < end and not gender_of(lower[first]):
        given = next((each for each in range(first + 1, end - 1) if gender_of(lower[each])), -1)
        first = given if given > 0 else first
    return end if end - first == 1 and opens and _is_small(lower[first], forms) else first


@cache
def _addresses(language: str) -> frozenset[str]:
    """Forms of address, with their full stops."""
    words = words_of(language)
    return words["titles_he"] | words["titles_she"]


def _name(wording: Wording, first: int, end: int) -> Name:
    parts = _parts(wording, first, end)
    gender, titled = _before(wording, first) if first else ("", False)
    if not gender and len(parts) > 1:
        gender = gender_of(parts[0])
    return Name(parts, make_span(wording.starts[first], wording.ends[end - 1]), gender, titled, first, end)


def _parts(wording: Wording, first: int, end: int) -> tuple[str, ...]:
    """The words of a name, small letters, without signs."""
    forms, lower = wording.forms, wording.lower
    if end - first == 1:
        return (lower[first],) if forms[first][0].isalnum() else ()
    return tuple([lower[each] for each in range(first, end) if forms[each][0].isalnum()])


def _before(wording: Wording, first: int) -> tuple[str, bool]:
    """What stands before a name tells: the gender by a form of address, and whether there is one, or an office."""
    lower, kind = wording.lower, wording.kinds[first - 1]
    address = lower[first - 1]
    if address == "." and first > 1:
        address = lower[first - 2] + "."
    elif not kind & (ADDRESS | ROLE):
        return "", False
    words = wording.words
    gender = "m" if address in words["titles_he"] else "f" if address in words["titles_she"] else ""
    return gender, bool(gender) or kind & ROLE != 0


def _run(wording: Wording, index: int) -> int:
    """End of the run of capitalised words that begins here, particles between them counted in."""
    forms, lower, kinds = wording.forms, wording.lower, wording.kinds
    starts, ends, sentences = wording.starts, wording.ends, wording.sentences
    end = index + 1
    count = min(len(forms), index + _LONGEST)
    while end < count and sentences[end] == sentences[index]:
        width = starts[end] - ends[end - 1]
        if width > 1 or (width and wording.text[starts[end] - 1] == "\n"):
            break
        if kinds[end] & CAPITAL:
            end += 1
        elif end + 1 < count and (
            (forms[end] == "." and kinds[end + 1] & CAPITAL and _is_initial(forms[end - 1]))
            or (lower[end] in PARTICLES and _leads_on(wording, end, count))
        ):
            end += 2
        else:
            break
    return min(end, len(forms))


def _leads_on(wording: Wording, index: int, count: int) -> bool:
    """Whether a particle stands inside of a name, or two do."""
    kinds = wording.kinds
    if kinds[index - 1] & STARTER:
        return False
    if kinds[index + 1] & CAPITAL:
        return True
    return wording.lower[index + 1] in PARTICLES and index + 2 < count and kinds[index + 2] & CAPITAL != 0


def _is_initial(form: str) -> bool:
    return (len(form) == 1 and form.isupper()) or form.lower() in _SHORT


_finder = None
if nameloops is not None:
    _finder = nameloops.Finder(CAPITAL, JOINS, ROLE, _NO_NAME, STARTER, _ACTS, _INNER, _NOBLE, _SHORT, gender_of)
