"""The time of day in a line, and the zone behind it."""

import json
import re
from pathlib import Path

from tearsheet.article.metadata.zones import zone_offset

__all__ = ["Clock", "dotted_time", "take_time", "zone_after"]

_TABLE = json.loads(Path(__file__).with_name("months.json").read_text(encoding="utf-8"))
_HALVES: dict[str, int] = {**_TABLE["halves"], "ص": 0, "م": 1, "مساء": 1, "صباحا": 0, "นาฬิกา": 0}
"""Halves of the day, 0 before noon, 1 after, by their names (Unicode CLDR)."""

Clock = tuple[int, int, int, int]
"""Hour, minute, second, microsecond."""

_HALF = "|".join(re.escape(half) for half in sorted(_HALVES, key=len, reverse=True))
_TIME = re.compile(
    r"(?<![\d.,/:-])(?P<hour>[0-2]?\d)"
    r"(?:\s?[:：]\s?(?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"|\s?[時时点點시]\s?(?:(?P<minute_cjk>[0-5]?\d)\s?[分분]?(?:\s?(?P<second_cjk>[0-5]?\d)\s?[秒초])?)?"
    r"|\s?[hHuU]\s?(?P<minute_h>[0-5]\d)?(?![^\W\d_]|\d)"
    r"|(?=\s?(?:[ap]\.?\s?m\b)))"
    rf"(?:\s*(?P<after>{_HALF}|[ap]\.?\s?m\b)\.?)?",
    re.IGNORECASE,
)
_HALF_BEFORE = re.compile(rf"(?:{_HALF})\.?\s*\Z", re.IGNORECASE)
_LONGEST_HALF = max(map(len, _HALVES)) + 3
_DOTTED_TIME = re.compile(r"(?<![\d.,/:-])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d.,/:-]\d|\d|\s?%)")
_ZONE = re.compile(
    r"\s*(?:uhr|hrs?|hs|h|น)?\.?,?\s*[(\[]?(?:(?P<utc>Z\b|UTC|GMT)?(?P<offset>\s?[+-]\d{1,2}(?::?\d{2})?)(?!\d)"
    r"|(?P<name>[A-Z]{1,5}|[A-Z][a-z]{2,9} (?:Standard |Daylight )?Time|[Мм][Сс][Кк])\b)",
    re.IGNORECASE,
)


def take_time(text: str, language: str | None, domain: str | None) -> tuple[str, Clock | None, int | str | None]:
    """The first time of day in ``text``, its zone, and the text with both blanked out."""
    for match in _TIME.finditer(text):
        hour = int(match["hour"])
        minute = int(match["minute"] or match["minute_cjk"] or match["minute_h"] or 0)
        second = int(match["second"] or match["second_cjk"] or 0)
        fraction = int((match["fraction"] or "").ljust(6, "0")[:6])
        start = match.start()
        before = None
        if not match["after"] and start:
            before = _HALF_BEFORE.search(text, max(0, start - _LONGEST_HALF), start)
            start = before.start() if before else start
        half_word = (match["after"] or (before.group() if before else "")).lower().strip()
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
        offset, end = zone_after(text, match.end(), language, domain)
        blanked = text[:start] + " " * (end - start) + text[end:]
        return blanked, (hour, minute, second, fraction), offset
    return text, None, None


def zone_after(text: str, start: int, language: str | None, domain: str | None) -> tuple[int | str | None, int]:
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


def dotted_time(text: str, start: int, end: int) -> tuple[Clock, int] | None:
    """A time whose hours and minutes a dot separates, and where it ends; such can be dates as well."""
    match = _DOTTED_TIME.search(text, start, end)
    return ((int(match["hour"]), int(match["minute"]), 0, 0), match.end()) if match else None
