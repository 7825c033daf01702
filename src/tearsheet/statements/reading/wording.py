"""The words of a text with where they stand, and its sentences, as all that reads statements shares them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate

from tearsheet.statements.engine.lexicon import CLASSES, classes_of
from tearsheet.statements.paragraphs import paragraphs
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.span import Span
from tearsheet.statements.words import Words, words_of

__all__ = ["Wording", "is_of"]

# Elided articles part from their words ("l'État"), inverted pronouns too ("dit-il"); O'Hara and U.S. stay whole.
_ELIDED = r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres|quel)?qu|d?all|dell|nell|sull|un|quell|quest)['’](?=\w)"
_INVERTED = r"(?:t-)?(?:ils?|elles?|on|je|nous|vous|ce)(?!\w)"
_ELIDED_OR_SHORT = rf"(?i:{_ELIDED}|aujourd['’]hui(?!\w))|[^\W_]+n['’]t(?!\w)"
_WORD = re.compile(
    # Few words have an apostrophe: one look ahead tells the others apart.
    rf"((?=[^\W_]++['’])(?:{_ELIDED_OR_SHORT})|(?:[A-Z]\.){{2,6}}"
    rf"|(?:O['’](?=[A-Z]))?[^\W_]++(?:[-‑](?!{_INVERTED})[^\W_]++)*|[^\w\s]|_)"
)
_ENDS = frozenset(".!?…。！？؟۔।")
_CLOSERS = frozenset("\"'”’»›“‘)]」』")
_SIGNS = frozenset(".,;:!?…)]}»”’")


@dataclass(frozen=True)
class Wording:
    """A text, word by word.

    Attributes:
        text: the text.
        words: what is known of its language.
        quotations: the quotations of the text.
    """

    text: str
    words: Words
    quotations: Sequence[Quotation]

    @classmethod
    def of(cls, text: str, language: str | None, quotations: Sequence[Quotation]) -> "Wording":
        """The wording of a text in a language."""
        return cls(text, words_of(language), quotations)

    @cached_property
    def _parts(self) -> list[str]:
        """White space and words in turn."""
        return _WORD.split(self.text)

    @cached_property
    def _edges(self) -> list[int]:
        """Where each of them ends."""
        return list(accumulate(map(len, self._parts)))

    @cached_property
    def forms(self) -> list[str]:
        """Each word as it stands."""
        return self._parts[1::2]

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return self._edges[:-1:2]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each word or sign."""
        return list(zip(self.starts, self._edges[1::2], strict=True))

    @cached_property
    def distinct(self) -> dict[str, str]:
        """Each different word in small letters, one kind of apostrophe."""
        return {form: form.lower().replace("’", "'") for form in set(self.forms)}

    @cached_property
    def lower(self) -> list[str]:
        """Each word in small letters, one kind of apostrophe."""
        return list(map(self.distinct.__getitem__, self.forms))

    @cached_property
    def kinds(self) -> list[int]:
        """The classes of each word in the engine's lexicon, a bit for each."""
        language = self.words.language
        known = {word: _kinds(word, language) for word in set(self.distinct.values())}
        return list(map(known.__getitem__, self.lower))

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs."""
        return paragraphs(self.text)

    @cached_property
    def sentences(self) -> list[int]:
        """For each word, the number of the sentence it is in; paragraphs begin sentences."""
        starts = {paragraph.start for paragraph in self.paragraphs}
        number = -1
        numbers: list[int] = []
        forms = self.forms
        spans = self.spans
        ended = False
        for index, (start, _) in enumerate(spans):
            # Marks that close stand with the sentence that they close.
            closes = ended and forms[index] in _CLOSERS and spans[index - 1][1] == start
            if start in starts or (ended and not closes and self._begins(index)):
                number += 1
            numbers.append(number)
            ended = closes or (forms[index] in _ENDS and not self._is_short(index))
        return numbers

    @cached_property
    def sentence_bounds(self) -> list[tuple[int, int]]:
        """First word of each sentence, and the word behind its last one."""
        bounds: list[tuple[int, int]] = []
        for index, number in enumerate(self.sentences):
            if number == len(bounds):
                bounds.append((index, index + 1))
            else:
                bounds[number] = (bounds[number][0], index + 1)
        return bounds

    def _begins(self, index: int) -> bool:
        """Whether a word can begin a sentence."""
        forms = self.forms
        return not forms[index][0].islower() and forms[index] not in _SIGNS

    def _is_short(self, index: int) -> bool:
        """Whether the full stop belongs to an abbreviation or an initial."""
        if self.forms[index] != "." or not index:
            return False
        before = self.forms[index - 1]
        if self.spans[index - 1][1] != self.spans[index][0]:
            return False
        if before.isdecimal() and len(before) < 3 and self.words.language == "de":
            # "am 1. Mai": an ordinal, unless the paragraph ends there.
            return index + 1 < len(self.forms) and self.spans[index + 1][0] - self.spans[index][1] == 1
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
    def _quoted_starts(self) -> list[int]:
        return [span.start for span in self.quoted]

    def at(self, place: int) -> int:
        """Index of the first word that starts at a character or after it."""
        return bisect_left(self.starts, place)

    def within(self, span: Span) -> range:
        """Indices of the words of a span."""
        return range(self.at(span.start), self.at(span.end))

    def paragraph_at(self, place: int) -> int:
        """Number of the paragraph that holds a character."""
        return bisect_right(self._paragraph_starts, place) - 1

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]


def is_of(wording: Wording, index: int, *names: str) -> bool:
    """Whether a word is of one of the classes of the engine's lexicon.

    Args:
        wording: of the text.
        index: of the word; one that the text does not have is of no class.
        names: of the classes.
    """
    kinds = wording.kinds
    return 0 <= index < len(kinds) and bool(kinds[index] & _mask(names))


@lru_cache(maxsize=60_000)
def _kinds(word: str, language: str) -> int:
    return sum(1 << number for number in classes_of(word, language))


_CLASSES = {name: number for number, name in enumerate(CLASSES)}


@cache
def _mask(names: tuple[str, ...]) -> int:
    """A bit for each of some classes."""
    return sum(1 << _CLASSES[name] for name in names)


_SHORT = frozenset(
    "mr. mrs. ms. dr. prof. sen. rep. gov. gen. lt. col. sgt. capt. st. jr. sr. vs. no. inc. corp. ltd. co. mm. mme."
    " mlle. me. ste. cf. etc. nr. hr. fr. sr. sra. dott. sig. ing. jan. feb. aug. sept. oct. nov. dec. u.s. u.k. г. ул."
    " им. т. д. р. ca. bzw. z.b. d.h. abs. art. p. pp. rev. hon. spc. maj. adm. cmdr. dist. atty.".split()
)
