"""Names out of a byline: separate, without "by", roles, places, handles and dates; a person told from an agency."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tearsheet.article.metadata.bylinewords import (
    CONTRIBUTION,
    FIRST_WORDS,
    JOINER,
    NOT_NAMES,
    find_opening,
    find_verbal_opening,
    is_label,
)
from tearsheet.article.metadata.instants import read_instant
from tearsheet.article.metadata.namekinds import is_agency, is_cased, looks_like_name
from tearsheet.article.metadata.namepieces import NOT_AUTHOR, has_role, names_of, opening_inside
from tearsheet.article.metadata.wording import fold
from tearsheet.native import clueloops
from tearsheet.remembered import remembered

__all__ = ["is_byline_label", "opens_byline", "split_byline", "undated"]

_LONGEST_BYLINE = 600
_MOST_NAMES = 30

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_HANDLE = re.compile(r"(?:\s*[(\[]?@[\w.]+[)\]]?)+")
_BRACKETS = re.compile(r"\s*[(\[（【［〔]([^()\[\]（）【】［］〔〕]{0,80})[)\]）】］〕]")
_MAY_CONTRIBUTE = re.compile(r"[:|/]|\s(?:by|from|credit|courtesy|par|da|von|por|de|di|door|av|af)\s", re.IGNORECASE)

_PICTURED = re.compile(
    r"(?:fotos?|photos?|bild(?:er)?|pictures?|video|фото|写真|摄影|攝影|사진|foto's|fotografie|illustration(?:en)?)\Z",
    re.IGNORECASE,
)
_EQUALS = re.compile("[=＝]")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d\b|\d+\s*(?:min(?:utes?|uten|uti|utos?)?\b|мин|分)"
    r"|\d{1,2}月\d{1,2}日|\d+\s*(?:hours?|days?|weeks?|months?|years?|seconds?)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(r"(\s*[|｜•·\n\r\t■▪●◆]\s*|\s+[-–—―]{1,2}\s+|\s*[—―]\s*|\s{3,})")
_STUCK = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z][a-z]{2,8}\.? \d{1,2}\b)")
"""Between a name and the month that a lost space has joined to it."""

_PAPER = re.compile(r"\A[\u4e00-\u9fff]{2,8}\s*[╱/／|｜]\s*(?=[記记]者|特[約约派])")
"""The paper's name before its reporter's."""

_FIRST_WORD = re.compile(r"\w*")
_MONTH = re.compile(r"\s*[^\W\d_]{3,12}\.?\s+\d")
"""A date behind the outlet's name."""

_BEFORE_OUTLET = frozenset(",|/-–—·•")
_DASHES = frozenset("-–—―")


def opens_byline(text: str) -> bool:
    """Whether a line starts as bylines do, in any of the languages known here."""
    if clueloops is not None:
        if not clueloops.may_open(text, FIRST_WORDS):
            return False
    elif (word := _FIRST_WORD.match(text)) is not None and word[0].isascii() and word[0].lower() not in FIRST_WORDS:
        return False
    return find_verbal_opening(text) is not None


def is_byline_label(text: str) -> bool:
    """Whether a line is only the word before a name, such as "By" or "Author:"."""
    return len(text) <= 24 and is_label(text.strip())


def split_byline(text: str, *, known: Sequence[str] = ()) -> list[str]:
    """Separate names out of a byline or an author property.

    Args:
        text: such as ``"Von Anna Muster und Ben Beispiel, dpa"``.
        known: names of the outlet, which are never taken apart.

    Returns:
        Each name once, at most 30.
    """
    return list(_split(text[:_LONGEST_BYLINE], tuple(known)))


@lru_cache(maxsize=2_000)
def _split(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    text = _STUCK.sub(" ", unicodedata.normalize("NFC", text)).strip(" \t\n\"'*,;:|")
    if not text.isascii():
        text = _PAPER.sub("", text)
    if not text or "://" in text.split(" ", 1)[0]:
        return ()
    outlets = frozenset(map(fold, known))
    if fold(text) in outlets:
        return (text,)
    if mailed := _ADDRESS.fullmatch(text):
        return (mailed.group()[: mailed.group().index("@")],)
    for name in known:
        place = text.find(name)
        if place >= 0 and _MONTH.match(text, place + len(name)):
            text = text[: place + len(name)]
        if place > 0 and len(name) > 4 and text[:place].rstrip()[-1:] in _BEFORE_OUTLET:
            text = text[:place].rstrip()[:-1] + " " + text[place + len(name) :]
    names: dict[str, str] = {}
    for segment, aside in _segments(undated(text)):
        if aside and names:
            continue
        for name in names_of(segment, outlets):
            names.setdefault(fold(name), name)
            if len(names) >= _MOST_NAMES:
                return tuple(names.values())
    return tuple(names.values())


@remembered(2_000)
def undated(text: str) -> str:
    """``text`` without a date: what stands before it, or behind it when only that names somebody."""
    if not any(map(str.isdigit, text)):
        return text
    stamp = read_instant(text)
    if stamp is None:
        return text
    before, after = text[: stamp.start], text[stamp.end :]
    idle = sum(map(str.isalpha, before)) < 3 or fold(before.strip(" :-–—|•·,")) in NOT_NAMES
    return after if idle or (opening_inside(after) is not None and opening_inside(before) is None) else before


def _segments(text: str) -> Iterator[tuple[str, bool]]:
    """Parts of a byline that may name authors, without addresses, brackets and what names other contributors.

    Yields:
        Each part, and whether it stands behind a dash, as a name does only when none stands before it.
    """
    extra: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        inner = _EQUALS.split(match[1])[-1].strip()
        if is_agency(fold(inner)):
            extra.append(inner)
        return NOT_AUTHOR if _PICTURED.match(inner) else " "

    if len(text) > 2 and text[0] in "([（【［" and text[-1] in ")]）】］" and text.count(text[0]) == 1:
        text = text[1:-1]
    text = _URL.sub(" | ", text.replace("՝", ":"))
    text = _ADDRESS.sub(" | ", text)
    text = _HANDLE.sub(" ", _BRACKETS.sub(bracket, text))
    dashed = False
    pieces = _STRONG.split(text)
    for number, segment in enumerate(pieces[::2]):
        dashed = number > 0 and (dashed or pieces[2 * number - 1].strip()[:1] in _DASHES)
        segment = (
            segment.strip(" \t:;,.-–—/\"'*") if not segment.rstrip().endswith(".") else segment.strip(" \t:;,-–—/\"'*")
        )
        if not segment:
            continue
        other = CONTRIBUTION.search(segment) if not segment.isascii() or _MAY_CONTRIBUTE.search(segment) else None
        if other:
            segment = segment[: other.start()].strip(" ,;:-–—/&.")
            if not segment:
                continue
        opened = find_opening(segment) is not None
        if number and not opened and _CLOCK.search(segment):
            continue
        # After a strong separator stand roles, places and the outlet as often as names.
        agency = is_agency(fold(segment))
        named = opened or agency or (looks_like_name(segment) and not has_role(segment))
        if number and not named and (is_cased(segment) or not JOINER.search(segment)):
            continue
        yield segment, dashed and not opened and not agency
    for agency_name in extra:
        yield agency_name, False
