"""Days whose month is a word: names of months in the languages of the world, and of other calendars."""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from tearsheet.article.metadata.calendars import (
    CALENDARS,
    Calendar,
    bengali,
    ethiopian,
    gregorian,
    hebrew,
    hebrew_number,
    solar_hijri,
)
from tearsheet.native import articleloops

__all__ = ["named_day"]

_TABLE = json.loads(Path(__file__).with_name("months.json").read_text(encoding="utf-8"))
_MONTHS: dict[str, int] = _TABLE["months"]
_MORE_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvārī ଜାନୁଆରୀ ps:جنوري jannaayo januaro",
            "februārī ଫେବୃଆରୀ ଫେବ୍ରୁଆରୀ ps:فبروري februaro شوبات",
            "martā ମାର୍ଚ୍ଚ ps:مارچ maarso marto ئازار",
            "aprīlī ଅପ୍ରେଲ ps:اپرېل aprilo",
            "maijā മെയ് ମେ ମଇ ps:می ps:مې maajo majo ئایار μαϊ μάι",
            "jūnijā ଜୁନ ps:جون juun junio حوزەیران",
            "jūlijā ଜୁଲାଇ ps:جولای luuliyo julio تەمووز",
            "augustā ଅଗଷ୍ଟ ps:اګست ogost aŭgusto ckb:ئاب",
            "septembrī ସେପ୍ଟେମ୍ବର ps:سپتمبر sebtembar septembro ئەیلوول",
            "oktobrī ଅକ୍ଟୋବର ps:اکتوبر oktoobar oktobro",
            "novembrī ନଭେମ୍ବର ps:نومبر nofembar novembro",
            "decembrī ଡିସେମ୍ବର ps:دسمبر desembar decembro",
        ),
        start=1,
    )
    for name in names.split()
}
"""Names and forms of names that CLDR's table lacks: locatives, Odia, Pashto, Somali, Esperanto, Central Kurdish."""

_SUFFIXES = ("ren", "လ", "ê", "ی", "دا", "ماه")
"""Endings that languages put to the name of a month in a date."""

_FIRST_WORDS = frozenset(name.rpartition(":")[2].split()[0] for name in (*_MONTHS, *_MORE_MONTHS) if " " in name)
"""First words of names of two words."""

_OF_CALENDAR = {"solar hijri": solar_hijri, "ethiopian": ethiopian, "bengali": bengali, "hebrew": hebrew}
_OTHER_MONTHS = {name: (number, calendar) for calendar, names in CALENDARS.items() for name, number in names.items()}

_TOKEN = re.compile(r"\d+|[^\d\s,;:/()|\[\]\-–—·•.]+(?:\.[^\d\s,;:/()|\[\]\-–—·•.]+)*")
_FILLERS = frozenset(
    "de del d di da do of the m g оны г года год року рік gada ko en al año an le la el den der dem e"
    " th st nd rd er ère º ª o a η ב ta ta’ ta'"
    " ที่ พ.ศ ค.ศ วันที่ ko ° ' ’ жылғы жылы ж yil yilning ခုနှစ် ရက် ရက်နေ့ ی ê en"
    " ቀን ፣ ። ፡ ዓ.ም ឆ្នាំ د".split()
)
_MONTH_PREFIXES = ("d'", "d’", "ב", "l'", "l’", "ខែ")

_Token = tuple[str, int, int]
"""A number or word, where it starts and where it ends."""


def named_day(text: str, language: str | None) -> tuple[date, int, int] | None:
    """The first day in ``text`` whose month is a word, and where it begins and ends.

    Args:
        text: with European digits.
        language: of the page, BCP 47; some names mean another month in another language.
    """
    tokens = _tokens(text)
    numbered = [token[0].isdigit() for token in tokens]
    lettered = not text.isascii()
    for i, (token, start, end) in enumerate(tokens):
        # A name of a month stands beside a number, but for Hebrew ones.
        if numbered[i] or not (lettered or any(numbered[max(0, i - 4) : i + 6])):
            continue
        month, calendar = _month(token, language)
        if not month and i + 1 < len(tokens) and _may_begin_month(token):
            month, calendar = _month(f"{token} {tokens[i + 1][0]}", language)
            end = tokens[i + 1][2] if month else end
        if not month:
            continue
        if calendar == "hebrew" and (found := _in_letters(tokens, i, month)) is not None:
            return found
        before = [t for t in tokens[max(0, i - 4) : i] if t[0].casefold() not in _FILLERS][-2:]
        # The month may stand there twice, under two names: "مايو/أيار".
        after = [
            t
            for t in tokens[i + 1 : i + 6]
            if t[1] >= end and t[0].casefold() not in _FILLERS and _month(t[0], language)[0] != month
        ][:2]
        left = [t for t in before if t[0].isdigit()]
        right = [t for t in after if t[0].isdigit()]
        if len(left) < len(before):
            left = left[-1:] if before[-1][0].isdigit() else []
        if len(right) < len(after):
            right = right[:1] if after[0][0].isdigit() else []
        for year, day in _pairs(left, right):
            value = _day_of(year[0], month, int(day[0]), calendar, language)
            if value is not None:
                begin = min(start, year[1], day[1])
                return value, begin, max(end, year[2], day[2])
    return None


def _tokens(text: str) -> list[_Token]:
    """The numbers and words of a line."""
    if articleloops is not None:
        found: list[_Token] = articleloops.day_tokens(text)
        return found
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _may_begin_month(word: str) -> bool:
    """Whether a name of a month may have more words than this; of ASCII few begin so."""
    return not word.isascii() or "'" in word or word.casefold().lstrip(".") in _FIRST_WORDS


def _day_of(year: str, month: int, day: int, calendar: Calendar | None, language: str | None) -> date | None:
    if calendar is not None:
        return _OF_CALENDAR[calendar](int(year), month, day)
    if len(year) == 4:
        return gregorian(int(year), month, day)
    # Thai pages shorten the year of the Buddhist era, which is 43 ahead.
    return gregorian(int(year) + (1957 if (language or "").startswith("th") and int(year) > 43 else 2000), month, day)


def _in_letters(tokens: list[_Token], i: int, month: int) -> tuple[date, int, int] | None:
    """A Hebrew day whose day and year are written in letters, before and behind the name of the month."""
    if not 0 < i < len(tokens) - 1:
        return None
    day, year = hebrew_number(tokens[i - 1][0]), hebrew_number(tokens[i + 1][0].removeprefix("ה'").removeprefix("ה׳"))
    value = hebrew(year, month, day) if day and year else None
    return (value, tokens[i - 1][1], tokens[i + 1][2]) if value is not None else None


def _pairs(left: list[_Token], right: list[_Token]) -> list[tuple[_Token, _Token]]:
    """Year and day among the numbers beside the name of a month, the likeliest first."""
    pairs = []
    if left and right and _is_day(left[-1]) and _is_year(right[0]):
        pairs.append((right[0], left[-1]))
    if len(right) > 1 and _is_day(right[0]) and _is_year(right[1]):
        pairs.append((right[1], right[0]))
    if left and right and _is_year(left[-1]) and _is_day(right[0]):
        pairs.append((left[-1], right[0]))
    if len(left) > 1 and _is_year(left[0]) and _is_day(left[1]):
        pairs.append((left[0], left[1]))
    if left and right and _is_day(left[-1]) and len(right[0][0]) == 2:
        pairs.append((right[0], left[-1]))
    return pairs


def _is_day(token: _Token) -> bool:
    return len(token[0]) <= 2 and 1 <= int(token[0]) <= 31


def _is_year(token: _Token) -> bool:
    return len(token[0]) == 4


@lru_cache(maxsize=4096)
def _month(word: str, language: str | None) -> tuple[int, Calendar | None]:
    """Number of the month that a word names, 0 for none, and its calendar where that is not the Gregorian one."""
    key = (word if word.isascii() else unicodedata.normalize("NFKC", word)).casefold().strip(" .'’")
    if key not in _KNOWN and key.isascii() and "'" not in key and not key.endswith(_SUFFIXES):
        # Most words of a line are of no calendar, and have no other form.
        return 0, None
    own = (language or "").split("-")[0].lower()
    for form in _forms(key):
        number = _MONTHS.get(f"{own}:{form}") or _MORE_MONTHS.get(f"{own}:{form}")
        number = number or _MONTHS.get(form) or _MORE_MONTHS.get(form)
        if number:
            return number, None
        if form in _OTHER_MONTHS:
            return _OTHER_MONTHS[form]
    return _PLAIN_MONTHS.get(key if key.isascii() else _unmarked(key), 0), None


def _forms(key: str) -> Iterator[str]:
    """A word, and without what a language may put before or behind the name of a month."""
    yield key
    yield from (key[len(prefix) :] for prefix in _MONTH_PREFIXES if key.startswith(prefix))
    yield from (key[: -len(suffix)] for suffix in _SUFFIXES if key.endswith(suffix))
    head, mark, _ = key.replace("’", "'").partition("'")
    if mark:
        yield head


def _unmarked(word: str) -> str:
    """Without accents: capitals and careless hands leave them out."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _plain_months() -> dict[str, int]:
    """Names of four letters and more without accents, but for those that then mean two months."""
    found: dict[str, set[int]] = {}
    for name, number in _MONTHS.items():
        plain = _unmarked(name)
        if plain != name and len(plain) > 3 and ":" not in name and plain.isalpha() and "a" <= plain[0] <= "ω":
            found.setdefault(plain, set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1 and name not in _MONTHS}


_PLAIN_MONTHS = _plain_months()
_KNOWN = frozenset(name.partition(":")[2] or name for name in (*_MONTHS, *_MORE_MONTHS, *_OTHER_MONTHS, *_PLAIN_MONTHS))
"""Every name of a month, without the language it is told apart by."""
