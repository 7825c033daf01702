"""The words of a text with where they stand, and its sentences, as all that reads statements shares them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Any

from tearsheet.native import wordloops
from tearsheet.statements.paragraphs import paragraphs
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.reading.traits import CLOSES, DAY_OPENS, ENDS, SMALL, mask_of, traits_in
from tearsheet.statements.span import Span
from tearsheet.statements.words import Words, words_of

__all__ = ["Wording", "is_of"]

# Elided articles part from their words ("l'État"), inverted pronouns too ("dit-il"); O'Hara and U.S. stay whole.
_SHORTENED = r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres|quel)?qu|d?all|dell|nell|sull|un|quell|quest)"
_ELIDED = rf"{_SHORTENED}['’](?=\w)"
_TODAY = "aujourd['’]hui"
_ELIDED_WORD, _TODAY_WORD = re.compile(f"(?i:{_SHORTENED})"), re.compile(f"(?i:{_TODAY})")
_INVERTED = r"(?:t-)?(?:ils?|elles?|on|je|nous|vous|ce)(?!\w)"
_ELIDED_OR_SHORT = rf"(?i:{_ELIDED}|{_TODAY}(?!\w))|[^\W_]+n['’]t(?!\w)"
_WORD = re.compile(
    # Few words have an apostrophe: one look ahead tells the others apart.
    rf"((?=[^\W_]++['’])(?:{_ELIDED_OR_SHORT})|(?:[A-Z]\.){{2,6}}"
    rf"|(?:O['’](?=[A-Z]))?[^\W_]++(?:[-‑](?!{_INVERTED})[^\W_]++)*|[^\w\s]|_)"
)
_SIGNS = frozenset(".,;:!?…)]}»”’")
_Read = tuple[list[str], list[int], list[int], list[str], list[int]]
_OF_WORDS = (
    "_read",
    "forms",
    "starts",
    "ends",
    "lower",
    "kinds",
    "sentences",
    "sentence_bounds",
    "day_openings",
    "kept",
)
"""What does not hang on the quotations of a text."""


@dataclass(frozen=True)
class Wording:
    """A text, word by word.

    Attributes:
        text: the text.
        words: what is known of its language.
        quotations: the quotations of the text.
        paragraphs: its paragraphs.
    """

    text: str
    words: Words
    quotations: Sequence[Quotation]
    paragraphs: Sequence[Span]

    @classmethod
    def of(
        cls,
        text: str,
        language: str | None,
        quotations: Sequence[Quotation],
        whole: Sequence[Span] | None = None,
    ) -> "Wording":
        """The wording of a text in a language; of its paragraphs, where they are known."""
        return cls(text, words_of(language), quotations, paragraphs(text) if whole is None else whole)

    def with_quotations(self, quotations: Sequence[Quotation]) -> "Wording":
        """The same with other quotations; what is known of its words is known of these."""
        other = replace(self, quotations=quotations)
        other.__dict__.update({name: self.__dict__[name] for name in _OF_WORDS if name in self.__dict__})
        return other

    @cached_property
    def _read(self) -> _Read:
        return _read_words(self.text, self.words.language)

    @cached_property
    def forms(self) -> list[str]:
        """Each word as it stands."""
        return self._read[0]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return self._read[1]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return self._read[2]

    @cached_property
    def lower(self) -> list[str]:
        """Each word in small letters, one kind of apostrophe."""
        return self._read[3]

    @cached_property
    def kinds(self) -> list[int]:
        """The traits of each word, a bit for each: the classes of the engine's lexicon, and those of `traits`."""
        return self._read[4]

    @cached_property
    def sentences(self) -> list[int]:
        """For each word, the number of the sentence it is in; paragraphs begin sentences."""
        if wordloops is not None:
            found: list[int] = wordloops.sentence_numbers(self.sentence_bounds)
            return found
        numbers: list[int] = []
        for number, (first, end) in enumerate(self.sentence_bounds):
            numbers += [number] * (end - first)
        return numbers

    @cached_property
    def sentence_bounds(self) -> list[tuple[int, int]]:
        """First word of each sentence, and the word behind its last one."""
        count, kinds, starts, ends = len(self.kinds), self.kinds, self.starts, self.ends
        if wordloops is not None:
            paragraphs = [paragraph.start for paragraph in self.paragraphs]
            german = self.words.language == "de"
            found: list[tuple[int, int]] = wordloops.sentence_bounds(
                self.forms, kinds, starts, ends, paragraphs, ENDS, CLOSES, SMALL, _SHORT, german
            )
            return found
        begins = {bisect_left(starts, paragraph.start) for paragraph in self.paragraphs}
        for index in self.places_of(ENDS):
            if self._is_short(index):
                continue
            after = index + 1
            # Marks that close stand with the sentence that they close.
            while after < count and kinds[after] & CLOSES and ends[after - 1] == starts[after]:
                after += 1
            if after < count and self._begins(after):
                begins.add(after)
        firsts = sorted(begins)
        return list(zip(firsts, [*firsts[1:], count], strict=True)) if firsts else []

    @cached_property
    def day_openings(self) -> list[int]:
        """Indices of the words that a day may begin with."""
        return self.places_of(DAY_OPENS)

    @cached_property
    def kept(self) -> dict[str, object]:
        """What was found in its words, by a name."""
        return {}

    def places_of(self, bits: int) -> list[int]:
        """Indices of the words that have one of some traits."""
        if wordloops is not None:
            found: list[int] = wordloops.places_of(self.kinds, bits)
            return found
        return [index for index, kind in enumerate(self.kinds) if kind & bits]

    def _begins(self, index: int) -> bool:
        """Whether a word can begin a sentence."""
        forms = self.forms
        return not self.kinds[index] & SMALL and forms[index] not in _SIGNS

    def _is_short(self, index: int) -> bool:
        """Whether the full stop belongs to an abbreviation or an initial."""
        if self.forms[index] != "." or not index:
            return False
        before = self.forms[index - 1]
        if self.ends[index - 1] != self.starts[index]:
            return False
        if before.isdecimal() and len(before) < 3 and self.words.language == "de":
            # "am 1. Mai": an ordinal, unless the paragraph ends there.
            return index + 1 < len(self.forms) and self.starts[index + 1] - self.ends[index] == 1
        short = before.lower() + "."
        return (len(before) == 1 and before.isupper()) or short in _SHORT

    @cached_property
    def quoted(self) -> list[Span]:
        """The outermost passages between marks that do not meet."""
        found: list[Span] = []
        for quotation in self.quotations:
            if quotation.kind is not QuotationKind.MARKS or quotation.depth:
                continue
            if not found or quotation.outer.start >= found[-1].end:
                found.append(quotation.outer)
        return found

    def is_quoted(self, place: int) -> bool:
        """Whether a character stands between quotation marks."""
        index = bisect_right(self._quoted_starts, place) - 1
        return index >= 0 and place < self.quoted[index].end

    @cached_property
    def quoted_words(self) -> bytearray:
        """For each word, 1 where it begins between quotation marks."""
        starts = self.starts
        found = bytearray(len(starts))
        for span in self.quoted:
            words = _within(starts, span.start, span.end)
            found[words.start : words.stop] = b"\1" * len(words)
        return found

    def quoted_before(self, place: int) -> int:
        """Where the last passage between marks ends that begins before a character, or at it; 0 where none does."""
        index = bisect_right(self._quoted_starts, place) - 1
        return self.quoted[index].end if index >= 0 else 0

    def has_quoted(self, words: range) -> bool:
        """Whether one of some words stands between quotation marks."""
        return self.quoted_words.find(1, words.start, words.stop) >= 0

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [span.start for span in self.quoted]

    def at(self, place: int) -> int:
        """Index of the first word that starts at a character or after it."""
        return bisect_left(self.starts, place)

    def within(self, span: Span) -> range:
        """Indices of the words of a span."""
        return _within(self.starts, span.start, span.end)

    def paragraph_at(self, place: int) -> int:
        """Number of the paragraph that holds a character."""
        return bisect_right(self._paragraph_starts, place) - 1

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]


def _words_within(starts: list[int], start: int, end: int) -> range:
    """Indices of the words that start from one character on, and before another."""
    first = bisect_left(starts, start)
    return range(first, bisect_left(starts, end, first))


_within: Callable[[list[int], int, int], range] = _words_within if wordloops is None else wordloops.within


def is_of(wording: Wording, index: int, *names: str) -> bool:
    """Whether a word is of one of the classes of the engine's lexicon.

    Args:
        wording: of the text.
        index: of the word; one that the text does not have is of no class.
        names: of the classes.
    """
    kinds = wording.kinds
    return 0 <= index < len(kinds) and bool(kinds[index] & mask_of(names))


def _read_words(text: str, language: str) -> _Read:
    """Each word of a text: its form, where it starts and ends, its small letters and the bits of its traits."""
    if wordloops is not None:
        read: _Read = _words_in(language)(text)
        return read
    traits = traits_in(language)
    # White space and words in turn.
    parts = _WORD.split(text)
    edges = list(accumulate(map(len, parts)))
    forms = parts[1::2]
    known = list(map(traits.__getitem__, forms))
    return forms, edges[:-1:2], edges[1::2], [lower for lower, _ in known], [kinds for _, kinds in known]


@cache
def _words_in(language: str) -> Any:
    """What reads the words of a language where loops are compiled."""
    return wordloops.Words(traits_in(language), _is_elided, _is_today) if wordloops is not None else None


@lru_cache(maxsize=1_000)
def _is_elided(word: str) -> bool:
    """Whether what stands before an apostrophe parts from the word behind it."""
    return _ELIDED_WORD.fullmatch(word) is not None


@lru_cache(maxsize=1_000)
def _is_today(word: str) -> bool:
    """Whether a word with an apostrophe in it is one all the same."""
    return _TODAY_WORD.fullmatch(word) is not None


_SHORT = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. lt. col. sgt. capt. st. jr. sr. vs. no. inc. corp. ltd. co. mm. mme."
    " mlle. me. ste. cf. etc. nr. hr. fr. sr. sra. dott. sig. ing. jan. feb. aug. sept. oct. nov. dec. u.s. u.k. г. ул."
    " им. т. д. р. ca. bzw. z.b. d.h. abs. art. p. pp. rev. hon. spc. maj. adm. cmdr. dist. atty.".split()
)
