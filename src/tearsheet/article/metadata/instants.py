"""Reading an instant from a string: ISO 8601 and its relatives, RFC 5322, numeric dates, names of months, epochs.

ISO 8601 as profiled by RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339) and RFC 9557, e-mail dates
(https://www.rfc-editor.org/rfc/rfc5322#section-3.3), names from Unicode CLDR (``months.json``, made by
``learn/months.py``).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tearsheet.article.metadata.calendars import gregorian
from tearsheet.article.metadata.clocks import dotted_time, take_time, zone_after
from tearsheet.article.metadata.dayorder import day_first
from tearsheet.article.metadata.days import find_day, make_order
from tearsheet.article.metadata.lunarhijri import lunar_day
from tearsheet.article.metadata.zones import in_zone
from tearsheet.making import maker

__all__ = ["Stamp", "plain_digits", "read_instant"]

_LONGEST = 300
_LAST_YEAR = 2100
_DIGITS = {
    code: str(unicodedata.digit(chr(code))) for code in range(0x80, 0x20000) if unicodedata.category(chr(code)) == "Nd"
}
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F)])
_PLAIN = {**_DIGITS, **_INVISIBLE, 0x2212: "-", 0x2010: "-", 0x2011: "-", 0xA0: " ", 0x202F: " ", 0x2009: " "}
_OTHERS = re.compile(f"[{''.join(map(chr, _PLAIN))}]")

_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d{1,6})?\Z")
_ISO = re.compile(
    r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:(Z)|([+-]\d\d):?(\d\d))?)?\s*\Z",
    re.ASCII,
)
"""What most machines write: read at once."""
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?=Z|[+-]\d|\D|\Z)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """An instant as a string gives it.

    Attributes:
        value: the instant; aware where the string names a zone or an offset; midnight where it gives only a day.
        has_time: whether the string gives a time of day.
        start: where the day begins in the string.
        end: where it ends.
        approximate: whether the day may be the one beside it, as one of a calendar whose months are seen or decreed.
    """

    value: datetime
    has_time: bool
    start: int
    end: int
    approximate: bool = False


_make_stamp = maker(Stamp)


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
    iso = _ISO.match(text)
    if iso:
        return _from_iso(iso)
    text = plain_digits(text).strip()
    epoch = _EPOCH.match(text)
    if epoch:
        return _from_epoch(epoch)
    compact = _COMPACT.search(text) if "19" in text or "20" in text else None
    if compact:
        return _from_compact(compact, text, language, domain)
    slashes = day_first(language, domain) if days_first is None else days_first
    order = make_order(slashes, days_first is not False)
    blanked, time, offset = take_time(text, language, domain)
    found = find_day(blanked, language, order, latest)
    # A line may give one day in several calendars: the one that no rule tells comes last.
    approximate = found is None
    found = found or lunar_day(blanked, language)
    if found is None:
        return None
    day, start, end = found
    if time is None:
        # A dot separates hours from minutes in some languages, so it is asked only outside the day.
        rest = blanked[:start] + " " * (end - start) + blanked[end:]
        dotted = dotted_time(rest, end, end + 40) if "." in rest else None
        if dotted:
            time = dotted[0]
            offset = zone_after(rest, dotted[1], language, domain)[0]
    if time is None:
        return _make_stamp(datetime(day.year, day.month, day.day), False, start, end, approximate)
    value = datetime(day.year, day.month, day.day, *time)
    return _make_stamp(in_zone(value, offset), True, start, end, approximate)


def plain_digits(text: str) -> str:
    """The beginning of a text with European digits, plain spaces and hyphens, and nothing invisible."""
    text = text[:_LONGEST]
    # Most texts have none of these; to translate one takes ten times as long as to see that.
    return text if text.isascii() or _OTHERS.search(text) is None else text.translate(_PLAIN)


def _from_iso(match: re.Match[str]) -> Stamp | None:
    day = gregorian(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return None
    if match[4] is None:
        return _make_stamp(datetime(day.year, day.month, day.day), False, match.start(1), match.end(3))
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    offset = None
    if match[8]:
        offset = 0
    elif match[9]:
        offset = abs(int(match[9])) * 60 + int(match[10])
        if offset > 14 * 60 + 59:
            offset = None
        elif match[9][0] == "-":
            offset = -offset
    if hour == 24 and minute == second == 0:
        hour = 0
    if hour > 23 or minute > 59 or second > 60:
        return _make_stamp(datetime(day.year, day.month, day.day), False, match.start(1), match.end(3))
    fraction = int((match[7] or "").ljust(6, "0")[:6])
    value = datetime(day.year, day.month, day.day, hour, minute, min(second, 59), fraction)
    return _make_stamp(in_zone(value, offset), True, match.start(1), match.end(3))


def _from_epoch(match: re.Match[str]) -> Stamp | None:
    seconds = int(match[1])
    milliseconds = int(match[2] or 0)
    value = datetime.fromtimestamp(seconds, UTC) + timedelta(milliseconds=milliseconds)
    return _make_stamp(value, True, 0, match.end()) if 1990 <= value.year <= _LAST_YEAR else None


def _from_compact(match: re.Match[str], text: str, language: str | None, domain: str | None) -> Stamp | None:
    day = gregorian(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return None
    if match[4] is None:
        return _make_stamp(datetime(day.year, day.month, day.day), False, match.start(), match.end())
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = zone_after(text, match.end(), language, domain)[0]
    value = datetime(day.year, day.month, day.day, hour, minute, second)
    return _make_stamp(in_zone(value, offset), True, match.start(), match.end())
