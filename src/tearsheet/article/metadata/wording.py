"""Comparing short texts of any script: clean text, words, and how much two texts have in common.

Words follow the idea of Unicode Standard Annex 29 (https://www.unicode.org/reports/tr29/): scripts that put no space
between words count every character as one.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Set

from tearsheet.native import articleloops, lineloops

__all__ = ["Spoken", "clean", "fold", "likeness", "shared", "words"]

_LONGEST = 20_000
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""Letters of ASCII in lower case, digits, and a space for all else: three times faster than a search for words."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛‹›´`ʼ＇", "'"))


def _finder(signs: str) -> Callable[[str], object]:
    """Tells whether one of some characters is in a text, in a twentieth of the time of translating it."""
    found: Callable[[str], object] = (
        re.compile(f"[{signs}]").search if lineloops is None else lineloops.Characters(signs).stand_in
    )
    return found


_unseen, _quoted = _finder("".join(map(chr, _INVISIBLE))), _finder("".join(map(chr, _QUOTES)))


def clean(text: str) -> str:
    """``text`` as a reader would see it: references and tags resolved, white space collapsed.

    Values in attributes and embedded data are often escaped twice and may carry inline elements.
    """
    if articleloops is not None and articleloops.is_clean(text, _LONGEST):
        return text
    text = text[:_LONGEST]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    if not text.isascii():
        if _unseen(text):
            text = text.translate(_INVISIBLE)
        text = unicodedata.normalize("NFC", text)
    return _collapsed(text)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, case-folded; every character by itself in scripts without spaces."""
    text = text[:_LONGEST]
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    text = unicodedata.normalize("NFKC", text).casefold()
    if articleloops is not None:
        found: list[str] = articleloops.find_words(text)
        return found
    return _WORD.findall(text)


class Spoken:
    """The words of a text that few are asked for, so that not all of them need be told apart."""

    def __init__(self, text: str) -> None:
        text = text[:_LONGEST]
        self._plain = text.isascii()
        if self._plain:
            self._text = f" {text.encode().translate(_ASCII_WORDS).decode()} "
        else:
            self._text = unicodedata.normalize("NFKC", text).casefold()

    def has(self, word: str) -> bool:
        """Whether one of the `words` of the text is this one of another."""
        text = self._text
        if self._plain:
            return f" {word} " in text
        found = text.find(word)
        while found >= 0:
            end = found + len(word)
            if (not found or not _goes_on(text[found - 1], word)) and (
                end == len(text) or not _goes_on(text[end], word)
            ):
                return True
            found = text.find(word, found + 1)
        return False


def _goes_on(sign: str, word: str) -> bool:
    """Whether a word goes on with a character that stands before or behind it."""
    return sign.isalnum() and not _IS_UNSPACED(sign) and not _IS_UNSPACED(word)


_IS_UNSPACED = re.compile(f"[{_UNSPACED}]").match


def fold(text: str) -> str:
    """``text`` in a form that is equal for texts which differ in case, quotation marks and white space alone."""
    if articleloops is not None:
        folded: str | None = articleloops.folded(text, _LONGEST)
        if folded is not None:
            return folded
    text = text[:_LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _quoted(text):
            text = text.translate(_QUOTES)
    return _collapsed(text.casefold())


def _collapsed(text: str) -> str:
    if articleloops is not None and articleloops.is_collapsed(text):
        return text
    return " ".join(text.split())


def likeness(one: str, other: str) -> float:
    """How much two texts have in common: Dice coefficient of their sets of words, 0 to 1."""
    return shared(set(words(one)), set(words(other)))


def shared(one: Set[str], other: Set[str]) -> float:
    """How much two sets of words have in common: their Dice coefficient, 0 to 1."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
