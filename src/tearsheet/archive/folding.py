"""Text in the form in which the archive looks for it: without case, diacritics and spellings that readers take as one.

Words are what stands between spaces and punctuation; scripts that put no space between words (Chinese, Japanese, Thai,
Lao, Burmese, Khmer) are cut into characters, as in Unicode Standard Annex 29 (https://www.unicode.org/reports/tr29/).
A search for several characters looks for them side by side, so it finds words of one and two characters, which an index
of trigrams does not. Vowel signs of Indic scripts are letters of their words and stay.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, compress
from typing import Any

from tearsheet.native import traceloops
from tearsheet.remembered import remembered

__all__ = ["FOLDING", "Words", "cut_words", "fold", "fold_name", "fold_word", "plain_letters", "read_words", "tokens"]

FOLDING = 2
"""Version of this module's forms; an index made by an older one is made anew where the tables migrate."""

_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_FREE_MARKS = [
    *range(0x0300, 0x0370),  # Latin, Greek, Cyrillic
    *range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7,  # Hebrew points
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E9),
    *range(0x06EA, 0x06EE),  # Arabic vowels
    *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00), *range(0x20D0, 0x2100), *range(0xFE20, 0xFE30),
]  # fmt: skip
_LEFT_OUT = re.compile(
    "[" + "".join(map(chr, _FREE_MARKS)) + "\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]+"
)
"""Marks and signs that words are compared without. Expressions find the few of a text in a fifth of the time that
`str.translate` takes to look at all of its characters.
"""
_TO_ONE_FORM = (
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا"}
    | {"\u02bc": "'", "\u2019": "'", "\u2018": "'"}
)
_OF_ANOTHER_FORM = re.compile(f"[{''.join(_TO_ONE_FORM)}]")


def fold(text: str) -> str:
    """``text`` without case and diacritics, a space around every character of a script that has no spaces, and one for
    signs that are part of no word.

    Linear in the length of ``text``; texts that a reader would look for with the same words come out the same.
    """
    if text.isascii():
        return text.lower()
    if traceloops is not None:
        plain: str | None = plain_letters().fold(text)
        if plain is not None:
            return plain
    folded = _one_form(text)
    if folded.isascii():
        return folded
    # FTS5 knows the signs of an older Unicode: a later one, such as that of the rouble, would become part of the word.
    return _shapes().spaceless.sub(r" \g<0> ", _shapes().sign.sub(" ", folded))


def fold_name(name: str) -> str:
    """A name as it is compared with others: its folded words, one space between them."""
    return " ".join(word for word, _, _ in tokens(name))


def tokens(text: str, letters: str = "") -> Iterator[tuple[str, int, int]]:
    """The folded words of ``text`` in order, each with where it stands in ``text`` (start, end).

    Args:
        text: to read.
        letters: where only words are looked for that begin with one of these letters and digits of ASCII; most others
            are left out, and it takes a third of the time.
    """
    for found in _words_at(text, _beginning(letters)) if letters else _token(text).finditer(text):
        word = found[0]
        folded = fold_word(word)
        if folded:
            yield folded, found.start(), found.end()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, those that `tokens` gives, in three lists of the same length.

    Attributes:
        folded: the words as they are looked for.
        written: the same as they stand in the text.
        starts: where each begins in the text.
    """

    folded: list[str]
    written: list[str]
    starts: list[int]

    def first(self, count: int) -> "Words":
        """No more than so many of them."""
        if len(self.folded) <= count:
            return self
        return Words(self.folded[:count], self.written[:count], self.starts[:count])


def read_words(text: str) -> Words:
    """All words of ``text`` at once, in less time than one after the other: each different one is folded once."""
    # What stands between words and the words, by turns.
    parts = (_shapes().parted if _SPECIAL.search(text) else _PARTED).split(text)
    written = parts[1::2]
    forms = {word: fold_word(word) for word in set(written)}
    starts = list(accumulate(map(len, parts)))[: 2 * len(written) : 2]
    words = Words(list(map(forms.__getitem__, written)), written, starts)
    if "" not in forms.values():
        return words
    kept = [bool(word) for word in words.folded]
    return Words(list(compress(words.folded, kept)), list(compress(written, kept)), list(compress(words.starts, kept)))


def cut_words(text: str) -> list[str] | None:
    """What stands between words and the words as written, by turns.

    That is all there is to it in Latin, Greek and Cyrillic letters without marks of their own; ``None`` for other
    texts, whose words `read_words` finds.
    """
    return None if _CARE.search(text) else _PARTED.split(text)


def fold_word(word: str) -> str:
    """A word as it is looked for."""
    return word.lower() if word.isascii() else _folded_word(word)


def _token(text: str) -> re.Pattern[str]:
    """What finds the words of a text; most texts have no sign that makes it slow."""
    return _shapes().token if _SPECIAL.search(text) else _PLAIN


@lru_cache(1_000)
def _beginning(letters: str) -> re.Pattern[str]:
    """Where words may begin with some letters once they are folded: those outside of ASCII tell only then.

    Every query has letters of its own, so that this must be quick to compile: it names what of ASCII is not looked for,
    and leaves the rest of the word to an expression that is there already.
    """
    letter = rf"[^\W_{_SPACELESS}]"
    others = "".join(sign for sign in map(chr, range(0xAA)) if sign not in letters + letters.upper())
    return re.compile(rf"[^{re.escape(others)}](?<={letter})(?<!{letter}.)", re.DOTALL)


def _words_at(text: str, beginning: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The words of ``text`` whose first letter an expression finds."""
    word, end = _shapes().token, 0
    for found in beginning.finditer(text):
        start = found.start()
        if start >= end and not _goes_on(text, start):
            whole = word.match(text, start)
            assert whole is not None
            end = whole.end()
            yield whole


def _goes_on(text: str, start: int) -> bool:
    """Whether a mark stands between a letter of the same word and a place where another letter stands."""
    before = start - 1
    while before >= 0 and not text[before].isascii() and _shapes().mark.match(text, before):
        before -= 1
    return 0 <= before < start - 1 and _shapes().letter.match(text, before) is not None


@remembered(20_000)
def _folded_word(word: str) -> str:
    return _one_form(word)


def _one_form(text: str) -> str:
    if text.isascii():
        return text.lower()
    # A letter of its own, whose breve is no diacritic; it comes through as a character that no text holds.
    kept = unicodedata.normalize("NFC", text).casefold().replace("й", "\ufdd0")
    apart = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", kept))
    apart = _OF_ANOTHER_FORM.sub(lambda found: _TO_ONE_FORM[found[0]], apart)
    return unicodedata.normalize("NFC", apart).casefold().replace("\ufdd0", "й")


_SPECIAL = re.compile("[\u00ad\u0300-\u036f\u0483-\u1dff\u200b-\u200f\u20d0-\u20ff\u2c00-\U0010ffff]")
"""Where marks and scripts without spaces stand, and others; a few ranges are quick to look for."""

_PLAIN = re.compile(r"[^\W_]+")
"""Words of a text without these."""

_PARTED = re.compile(f"({_PLAIN.pattern})")

_CARE = re.compile("[^\x00-\xac\xae-\u0233\u0370-\u0482\u1ea0-\u1ef9\u2010-\u205e\u20a0-\u20bf]")
"""All but letters that fold to letters of their scripts, and the punctuation that goes with them."""

_ALONE = (range(0x0234), range(0x0370, 0x0483), range(0x1EA0, 0x1EFA), range(0x2000, 0x20C1), range(0x2100, 0x2C00))
"""Codes of characters that fold each by itself, whatever stands around them."""


class _Shapes:
    """Regular expressions that need to know all marks, made when they are first asked for."""

    def __init__(self) -> None:
        marks = _marks()
        self.token = re.compile(rf"[{_SPACELESS}][{marks}]*|[^\W_{_SPACELESS}](?:[^\W_{_SPACELESS}]|[{marks}])*")
        self.parted = re.compile(f"({self.token.pattern})")
        self.letter = re.compile(rf"[^\W_{_SPACELESS}]")
        self.mark = re.compile(rf"[{marks}]")
        self.sign = re.compile(rf"[^\w\s{marks}\x00-\x7f\ue000-\uf8ff]+")
        self.spaceless = re.compile(rf"[{_SPACELESS}][{marks}]*")


@cache
def _shapes() -> _Shapes:
    return _Shapes()


@cache
def plain_letters() -> Any:
    """What becomes of letters that fold each by itself, for the compiled loops."""
    assert traceloops is not None
    forms = {chr(code): _one_form(chr(code)) for codes in _ALONE for code in codes}
    signs = frozenset(sign for form in forms.values() for sign in form if _shapes().sign.match(sign))
    return traceloops.Letters(forms, signs)


def _marks() -> str:
    """All combining characters as the inside of a character class, and the signs that join the parts of a word."""
    ranges: list[list[int]] = []
    for code in (*range(0x0300, 0x3100), *range(0xA600, 0xAC00), *range(0xFE00, 0xFE30), *range(0x10A00, 0x12000)):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "\u00ad\u0640\u200c\u200d" + "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)
