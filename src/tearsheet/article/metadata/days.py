"""Days in a line: numeric ones, those with the signs of East Asia, and those whose month is a word."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tearsheet.article.metadata.calendars import gregorian, solar_hijri
from tearsheet.article.metadata.named_days import named_day
from tearsheet.making import maker

__all__ = ["Order", "find_day", "make_order"]

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_ERA_LETTERS = {"R": 2018, "H": 1988, "S": 1925}
_CJK = re.compile(
    r"(?:(令和|平成|昭和|大正|民國|民国)\s*)?(\d{1,4}|元)\s*(?:[(（][^()（）]{2,10}[)）]\s*)?"
    r"[年년]\s*(?:[(（][^()（）]{2,10}[)）]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日日号號일]?"
)
_CJK_WORDS = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号號]"
)
_ERA_WORDS = re.compile(
    r"(令和|平成|昭和|大正|民國|民国)([元一二三四五六七八九十百〇零]{1,6})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CJK_NUMERALS = {sign: number for number, signs in enumerate(("〇零○", *"一二三四五六七八九")) for sign in signs}
_JAPANESE = re.compile(r"(?<![A-Za-z\d])([RHS])(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_TAIWANESE = re.compile(r"(?<!\d)(1[0-2]\d)\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d.])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})", re.IGNORECASE)
_MONGOLIAN = re.compile(r"(\d{4})\s+оны\s+(\d{1,2})(?:-?р)?\s+сарын\s+(\d{1,2})", re.IGNORECASE)
_SOLAR_HIJRI_TAGS = frozenset({"fa", "prs", "ps", "tg", "ckb", "azb", "glk", "mzn"})
_LAST_SOLAR_YEAR = 1430
_OWN_YEARS = frozenset({"ne", "mai", "new"})
"""Languages of Nepal, whose pages count years of Bikram Sambat, 57 ahead."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which numeric dates put the day first.

    Attributes:
        slashes: those with slashes and hyphens.
        dots: those with dots.
    """

    slashes: bool
    dots: bool


make_order = maker(Order)
"""As `Order`, but faster."""


def find_day(text: str, language: str | None, order: Order, latest: datetime | None) -> tuple[date, int, int] | None:
    """The first day in ``text``, and where it begins and ends.

    Args:
        text: with European digits, the time of day taken out.
        language: of the page, BCP 47.
        order: of day and month in numeric dates.
        latest: an ambiguous numeric date that would be later is read the other way round.
    """
    found: list[tuple[date, int, int]] = []
    if "年" in text or "년" in text:
        _east_asian(text, found)
    if text.count("-") > 1 or text.count("/") > 1 or text.count(".") > 1:
        for match in _YEAR_FIRST.finditer(text):
            _add(found, _of_year(int(match[1]), int(match[3]), int(match[4]), language), match)
        for match in _YEAR_LAST.finditer(text):
            _add(found, _ordered(match, order, language, latest), match)
    lower = (language or "").lower()
    if lower.startswith("vi") or (not text.isascii() and "tháng" in text.lower()):
        for match in _VIETNAMESE.finditer(text):
            _add(found, gregorian(int(match[3]), int(match[2]), int(match[1])), match)
    if "сарын" in text:
        for match in _MONGOLIAN.finditer(text):
            _add(found, gregorian(int(match[1]), int(match[2]), int(match[3])), match)
    if lower.startswith("ja"):
        for match in _JAPANESE.finditer(text):
            _add(found, gregorian(_ERA_LETTERS[match[1]] + int(match[2]), int(match[3]), int(match[4])), match)
    if lower in ("zh-tw", "zh-hant", "zh-hant-tw"):
        for match in _TAIWANESE.finditer(text):
            _add(found, gregorian(1911 + int(match[1]), int(match[3]), int(match[4])), match)
    named = named_day(text, language)
    if named is not None:
        found.append(named)
    return min(found, key=lambda item: item[1]) if found else None


def _east_asian(text: str, found: list[tuple[date, int, int]]) -> None:
    for match in _CJK.finditer(text):
        year = 1 if match[2] == "元" else int(match[2])
        base = _ERAS.get(match[1] or "", 0)
        if not base and 100 <= year < 150:
            # Taiwan counts years of the republic, with its name or without.
            base = _ERAS["民國"]
        if base or year > 999:
            _add(found, gregorian(base + year, int(match[3]), int(match[4])), match)
    for match in _CJK_WORDS.finditer(text):
        year = int("".join(str(_CJK_NUMERALS[sign]) for sign in match[1]))
        _add(found, gregorian(year, _in_words(match[2]), _in_words(match[3])), match)
    for match in _ERA_WORDS.finditer(text):
        year = _ERAS[match[1]] + (1 if match[2] == "元" else _in_words(match[2]))
        _add(found, gregorian(year, _in_words(match[3]), _in_words(match[4])), match)


def _in_words(signs: str) -> int:
    """A number below two hundred in Chinese numerals."""
    hundred, above, signs = signs.rpartition("百")
    if above:
        return 100 * _CJK_NUMERALS.get(hundred or "一", 0) + (_in_words(signs.strip("零〇")) if signs else 0)
    tens, ten, ones = signs.partition("十")
    if not ten:
        return _CJK_NUMERALS[signs[0]] if len(signs) == 1 else 0
    return 10 * (_CJK_NUMERALS.get(tens, 0) if tens else 1) + (_CJK_NUMERALS.get(ones, 0) if ones else 0)


def _add(found: list[tuple[date, int, int]], day: date | None, match: re.Match[str]) -> None:
    if day is not None:
        found.append((day, match.start(), match.end()))


def _of_year(year: int, month: int, day: int, language: str | None) -> date | None:
    """A numeric day, whose year tells its calendar where the language allows it."""
    tag = (language or "").split("-")[0].lower()
    if 1300 <= year <= 1500:
        # Greater ones, and those of Arabic pages, are lunar years.
        ours = year <= _LAST_SOLAR_YEAR and (not tag or tag in _SOLAR_HIJRI_TAGS)
        return solar_hijri(year, month, day) if ours else None
    if tag in _OWN_YEARS and 2050 < year < 2200:
        return None
    return gregorian(year, month, day)


def _ordered(match: re.Match[str], order: Order, language: str | None, latest: datetime | None) -> date | None:
    """A numeric date with its year at the end, in the order that exists or that the page's readers expect."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 70 else 1900
    by_day, by_month = _of_year(year, other, one, language), _of_year(year, one, other, language)
    first = by_day if (order.dots if match[2] == "." else order.slashes) else by_month
    second = by_month if first is by_day else by_day
    if first is None or second is None or latest is None:
        return first or second
    # One day more than the clock's difference around the world can be.
    limit = latest.date() + timedelta(days=1)
    return second if first > limit >= second else first
