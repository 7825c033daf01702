"""Reading an instant from a string: ISO 8601 and its relatives, RFC 5322, numeric dates, names of months, epochs.

ISO 8601 as profiled by RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339) and RFC 9557, e-mail dates
(https://www.rfc-editor.org/rfc/rfc5322#section-3.3), names from Unicode CLDR (``months.json``, made by
``learn/months.py``).
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tearsheet.article.metadata.dayorder import day_first
from tearsheet.article.metadata.zones import in_zone, zone_offset

__all__ = ["Stamp", "read_instant"]

_LONGEST = 300
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_TABLE = json.loads(Path(__file__).with_name("months.json").read_text(encoding="utf-8"))
_MONTHS: dict[str, int] = _TABLE["months"]
_HALVES: dict[str, int] = {**_TABLE["halves"], "ص": 0, "م": 1, "مساء": 1, "صباحا": 0, "นาฬิกา": 0}
_SOLAR_HIJRI = {
    name: number
    for number, names in enumerate(
        (
            "فروردین فروردين حمل",
            "اردیبهشت ارديبهشت ثور",
            "خرداد جوزا",
            "تیر تير سرطان",
            "مرداد امرداد اسد",
            "شهریور شهريور سنبله",
            "مهر میزان",
            "آبان عقرب",
            "آذر قوس",
            "دی دي جدی",
            "بهمن دلو",
            "اسفند حوت",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months of the Iranian and Afghan calendar, which CLDR's Gregorian table does not hold."""

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_DIGITS = {
    code: str(unicodedata.digit(chr(code))) for code in range(0x80, 0x20000) if unicodedata.category(chr(code)) == "Nd"
}
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F)])
_PLAIN = {**_DIGITS, **_INVISIBLE, 0x2212: "-", 0x2010: "-", 0x2011: "-", 0xA0: " ", 0x202F: " ", 0x2009: " "}

_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d{1,6})?\Z")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=Z|[+-]\d|\D|\Z)")
_CJK = re.compile(
    r"(?:(令和|平成|昭和|民國|民国)\s*)?(\d{1,4}|元)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日日号號일]?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d.])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[./-]\d)")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})", re.IGNORECASE)
_HALF = "|".join(re.escape(half) for half in sorted(_HALVES, key=len, reverse=True))
_TIME = re.compile(
    rf"(?:(?P<before>{_HALF})\.?\s*)?(?<![\d.,/:-])(?P<hour>[0-2]?\d)"
    r"(?:\s?[:：]\s?(?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"|\s?[時时点點시]\s?(?:(?P<minute_cjk>[0-5]?\d)\s?[分분]?(?:\s?(?P<second_cjk>[0-5]?\d)\s?[秒초])?)?"
    r"|\s?[hHuU]\s?(?P<minute_h>[0-5]\d)?(?![^\W\d_]|\d)"
    r"|(?=\s?(?:[ap]\.?\s?m\b)))"
    rf"(?:\s*(?P<after>{_HALF}|[ap]\.?\s?m\b)\.?)?",
    re.IGNORECASE,
)
_DOTTED_TIME = re.compile(r"(?<![\d.,/:-])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d.,/:-]\d|\d|\s?%)")
_ZONE = re.compile(
    r"\s*(?:uhr|hrs?|hs|h|น)?\.?,?\s*[(\[]?(?:(?P<utc>Z\b|UTC|GMT)?(?P<offset>\s?[+-]\d{1,2}(?::?\d{2})?)(?!\d)"
    r"|(?P<name>[A-Z]{1,5}|[A-Z][a-z]{2,9} (?:Standard |Daylight )?Time|[Мм][Сс][Кк])\b)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d+|[^\d\s,;:/()|\[\]\-–—·•.]+(?:\.[^\d\s,;:/()|\[\]\-–—·•.]+)*")
_FILLERS = frozenset(
    "de del d di da do of the m g оны г года год року рік gada ko en al año an le la el den der dem e"
    " th st nd rd er ère º ª o a η ב ta ta’ ta'"
    " ที่ พ.ศ ค.ศ วันที่".split()
)
_MONTH_PREFIXES = ("d'", "d’", "ב", "l'", "l’")

_Token = tuple[str, int, int]
"""A number or word, where it starts and where it ends."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """An instant as a string gives it.

    Attributes:
        value: the instant; aware where the string names a zone or an offset; midnight where it gives only a day.
        has_time: whether the string gives a time of day.
        start: where the day begins in the string.
        end: where it ends.
    """

    value: datetime
    has_time: bool
    start: int
    end: int


def read_instant(
    text: str,
    *,
    language: str | None = None,
    domain: str | None = None,
    latest: datetime | None = None,
    days_first: bool | None = None,
) -> Stamp | None:
    """Read the first instant in a string.

    Args:
        text: such as ``"2024-05-03T10:00:00+0200"`` or ``"Freitag, 3. Mai 2024, 10.00 Uhr MESZ"``.
        language: of the page, BCP 47; it settles the order of numeric dates and ambiguous names.
        domain: top-level domain of the page, for the same.
        latest: an ambiguous numeric date that would be later is read the other way round.
        days_first: whether numeric dates put the day first; ``None`` leaves it to language and domain.

    Returns:
        The instant, or ``None`` when the string holds none with a year. A day that does not exist is none.
    """
    text = text[:_LONGEST].translate(_PLAIN).strip()
    epoch = _EPOCH.match(text)
    if epoch:
        return _from_epoch(epoch)
    compact = _COMPACT.search(text)
    if compact:
        return _from_compact(compact, text, language, domain)
    dotted_first = days_first is not False
    if days_first is None:
        days_first = day_first(language, domain)
    blanked, time, offset = _take_time(text, language, domain)
    found = _find_day(blanked, language, (days_first, dotted_first), latest)
    if found is None:
        return None
    day, start, end = found
    if time is None:
        # A dot separates hours from minutes in some languages, so it is asked only outside the day.
        rest = blanked[:start] + " " * (end - start) + blanked[end:]
        dotted = _DOTTED_TIME.search(rest, end, end + 40)
        if dotted:
            time = (int(dotted["hour"]), int(dotted["minute"]), 0, 0)
            offset = _zone(rest, dotted.end(), language, domain)[0]
    if time is None:
        return Stamp(datetime(day.year, day.month, day.day), False, start, end)
    value = datetime(day.year, day.month, day.day, *time)
    return Stamp(in_zone(value, offset), True, start, end)


def _from_epoch(match: re.Match[str]) -> Stamp | None:
    seconds = int(match[1])
    milliseconds = int(match[2] or 0)
    value = datetime.fromtimestamp(seconds, UTC) + timedelta(milliseconds=milliseconds)
    return Stamp(value, True, 0, match.end()) if 1990 <= value.year <= _LAST_YEAR else None


def _from_compact(match: re.Match[str], text: str, language: str | None, domain: str | None) -> Stamp | None:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return None
    if match[4] is None:
        return Stamp(datetime(day.year, day.month, day.day), False, match.start(), match.end())
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = _zone(text, match.end(), language, domain)[0]
    value = datetime(day.year, day.month, day.day, hour, minute, second)
    return Stamp(in_zone(value, offset), True, match.start(), match.end())


def _take_time(
    text: str, language: str | None, domain: str | None
) -> tuple[str, tuple[int, int, int, int] | None, int | str | None]:
    """The first time of day in ``text``, its zone, and the text with both blanked out."""
    for match in _TIME.finditer(text):
        hour = int(match["hour"])
        minute = int(match["minute"] or match["minute_cjk"] or match["minute_h"] or 0)
        second = int(match["second"] or match["second_cjk"] or 0)
        fraction = int((match["fraction"] or "").ljust(6, "0")[:6])
        half_word = (match["after"] or match["before"] or "").lower()
        half: int | None = None
        if half_word:
            half = _HALVES.get(half_word.rstrip("."), 1 if half_word.startswith("p") else 0)
        if half is not None and hour <= 12:
            hour = hour % 12 + 12 * half
        if hour > 23:
            if hour == 24 and minute == 0:
                hour = 0
            else:
                continue
        offset, end = _zone(text, match.end(), language, domain)
        blanked = text[: match.start()] + " " * (end - match.start()) + text[end:]
        return blanked, (hour, minute, second, fraction), offset
    return text, None, None


def _zone(text: str, start: int, language: str | None, domain: str | None) -> tuple[int | str | None, int]:
    """The zone after a time, and its end: minutes east, an American name that depends on the day, or ``None``."""
    match = _ZONE.match(text, start)
    if match is None:
        return None, start
    if match["offset"]:
        digits = match["offset"].strip()
        if match["utc"] is None and ((digits != match["offset"] and len(digits) < 5) or len(digits) < 3):
            return None, start
        sign = -1 if digits[0] == "-" else 1
        plain = digits[1:].replace(":", "")
        hours, minutes = (int(plain[:-2]), int(plain[-2:])) if len(plain) > 2 else (int(plain), 0)
        if hours > 14 or minutes > 59:
            return None, start
        return sign * (hours * 60 + minutes), match.end()
    name = match["name"]
    if name != name.upper() and name != "мск":
        return None, start
    name = name.upper()
    offset = zone_offset(name, language, domain)
    return offset, match.end() if offset is not None else start


def _find_day(
    text: str, language: str | None, days_first: tuple[bool, bool], latest: datetime | None
) -> tuple[date, int, int] | None:
    """The first day in ``text``, and where it stands; whether days come first, and whether they do before a dot."""
    found: list[tuple[date, int, int]] = []
    for match in _CJK.finditer(text):
        year = 1 if match[2] == "元" else int(match[2])
        base = _ERAS.get(match[1] or "", 0)
        if base or year > 999:
            _add(found, _day(base + year, int(match[3]), int(match[4])), match)
    for match in _YEAR_FIRST.finditer(text):
        _add(found, _day(int(match[1]), int(match[3]), int(match[4])), match)
    for match in _VIETNAMESE.finditer(text):
        _add(found, _day(int(match[3]), int(match[2]), int(match[1])), match)
    for match in _YEAR_LAST.finditer(text):
        _add(found, _ordered(match, days_first, latest), match)
    named = _named_day(text, language)
    if named is not None:
        found.append(named)
    return min(found, key=lambda item: item[1]) if found else None


def _add(found: list[tuple[date, int, int]], day: date | None, match: re.Match[str]) -> None:
    if day is not None:
        found.append((day, match.start(), match.end()))


def _ordered(match: re.Match[str], days_first: tuple[bool, bool], latest: datetime | None) -> date | None:
    """A numeric date with its year at the end, in the order that exists or that the page's readers expect."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 70 else 1900
    by_day, by_month = _day(year, other, one), _day(year, one, other)
    first = by_day if days_first[match[2] == "."] else by_month
    second = by_month if first is by_day else by_day
    if first is None or second is None or latest is None:
        return first or second
    # One day more than the clock's difference around the world can be.
    limit = latest.date() + timedelta(days=1)
    return second if first > limit >= second else first


def _named_day(text: str, language: str | None) -> tuple[date, int, int] | None:
    """The first day whose month is a word."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    for i, (token, start, end) in enumerate(tokens):
        if token.isdigit():
            continue
        month, solar = _month(token, language)
        if not month and i + 1 < len(tokens):
            month, solar = _month(f"{token} {tokens[i + 1][0]}", language)
            end = tokens[i + 1][2] if month else end
        if not month:
            continue
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
            value = _solar_hijri(int(year[0]), month, int(day[0])) if solar else None
            if not solar:
                number = int(year[0]) + (0 if len(year[0]) == 4 else 2000)
                value = _day(number, month, int(day[0]))
            if value is not None:
                begin = min(start, year[1], day[1])
                return value, begin, max(end, year[2], day[2])
    return None


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


def _month(word: str, language: str | None) -> tuple[int, bool]:
    """Number of the month that a word names, 0 for none, and whether it is one of the solar Hijri calendar."""
    key = unicodedata.normalize("NFKC", word).casefold().strip(" .'’")
    own = (language or "").split("-")[0].lower()
    for form in (key, *(key[len(p) :] for p in _MONTH_PREFIXES if key.startswith(p))):
        number = _MONTHS.get(f"{own}:{form}") or _MONTHS.get(form)
        if number:
            return number, False
        if form in _SOLAR_HIJRI:
            return _SOLAR_HIJRI[form], True
    return 0, False


def _day(year: int, month: int, day: int) -> date | None:
    """A day of the Gregorian calendar; years of the Thai solar and solar Hijri calendars are turned into it."""
    if 2400 <= year <= 2700:
        year -= 543
    elif 1300 <= year <= 1500:
        return _solar_hijri(year, month, day)
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (year, month, day) == (1970, 1, 1):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _solar_hijri(year: int, month: int, day: int) -> date | None:
    """A day of the Iranian calendar, by its cycle of 33 years, right from 1206 to 1498."""
    if not (1206 <= year <= 1498 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    shifted = year + 1595
    days = 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return date.fromordinal(days - _SOLAR_HIJRI_EPOCH)


_SOLAR_HIJRI_EPOCH = 356_033
"""What aligns the count of days with `datetime.date.toordinal`."""
