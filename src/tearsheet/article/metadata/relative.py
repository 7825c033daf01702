"""Instants told from the capture's own: "3 hours ago", "yesterday", and days without their year.

Phrases from Unicode CLDR (``ago.json``, made by ``learn/months.py``). What is read here is reckoned, not said.
"""

import json
import re
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from tearsheet.article.metadata.instants import Stamp, plain_digits, read_instant

__all__ = ["read_relative", "read_without_year"]

_AGO: dict[str, dict[str, int]] = json.loads(Path(__file__).with_name("ago.json").read_text(encoding="utf-8"))["ago"]
_YESTERDAY = {
    "en": "yesterday", "de": "gestern", "fr": "hier", "es": "ayer", "pt": "ontem", "it": "ieri",
    "ro": "ieri", "nl": "gisteren", "sv": "igår", "da": "går", "nb": "går", "no": "går", "fi": "eilen",
    "pl": "wczoraj", "cs": "včera", "sk": "včera", "ru": "вчера", "bg": "вчера", "uk": "вчора",
    "hr": "jučer", "sr": "juče", "sl": "včeraj", "hu": "tegnap", "tr": "dün", "el": "χθες", "ar": "أمس",
    "fa": "دیروز", "he": "אתמול", "bn": "গতকাল", "ta": "நேற்று", "te": "నిన్న", "zh": "昨天", "ja": "昨日",
    "ko": "어제", "id": "kemarin", "ms": "semalam", "th": "เมื่อวาน", "lv": "vakar", "lt": "vakar",
    "et": "eile", "ca": "ahir", "vi": "hôm qua",
}  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?!\d)")
_LONGEST = 80
_HOUR, _DAY = 60, 1440


def read_relative(text: str, language: str | None, captured: datetime) -> Stamp | None:
    """The instant that a short line tells by how long before the capture it was.

    Args:
        text: such as ``"Updated 3 hours ago"`` or ``"gestern"``.
        language: of the page, BCP 47; English is understood besides.
        captured: when the page was captured.

    Returns:
        To the minute or hour where the line gives those, a day otherwise; ``None`` where it tells nothing of the kind.
    """
    if len(text) > _LONGEST:
        return None
    line = unicodedata.normalize("NFKC", plain_digits(text)).casefold()
    line = line.replace("منذ", "قبل")
    own = (language or "en").split("-")[0].lower()
    for tongue in dict.fromkeys((own, "en")):
        found = _ago(line, tongue)
        if found is not None:
            minutes, start, end = found
            value = (captured - timedelta(minutes=minutes)).replace(microsecond=0)
            if minutes % _DAY == 0 and minutes:
                return Stamp(datetime(value.year, value.month, value.day), False, start, end)
            return Stamp(value, True, start, end)
        word = unicodedata.normalize("NFKC", _YESTERDAY.get(tongue, ""))
        start = line.find(word) if word else -1
        if start >= 0 and not (line[start - 1 : start].isalpha() or line[start + len(word) :][:1].isalpha()):
            value = captured - timedelta(days=1)
            return Stamp(datetime(value.year, value.month, value.day), False, start, start + len(word))
    return None


@cache
def _phrases(language: str) -> tuple[dict[str, int], list[tuple[str, str, int]]]:
    """Phrases without a number, and what stands before and behind the number of the others, the longest first."""
    whole: dict[str, int] = {}
    parts: list[tuple[str, str, int]] = []
    for phrase, minutes in _AGO.get(language, {}).items():
        before, number, after = unicodedata.normalize("NFKC", phrase).partition("{0}")
        if number:
            parts.append((before, after, minutes))
        else:
            whole[before] = minutes
    return whole, sorted(parts, key=lambda part: -len(part[0]) - len(part[1]))


def _ago(line: str, language: str) -> tuple[int, int, int] | None:
    """Minutes before now, and where the phrase begins and ends."""
    whole, parts = _phrases(language)
    for match in _NUMBER.finditer(line):
        for before, after, minutes in parts:
            if line.startswith(after, match.end()) and line.endswith(before, 0, match.start()):
                return int(match.group()) * minutes, match.start() - len(before), match.end() + len(after)
    for phrase, minutes in whole.items():
        start = line.find(phrase)
        if start >= 0:
            return minutes, start, start + len(phrase)
    return None


def read_without_year(text: str, language: str | None, domain: str | None, captured: datetime) -> Stamp | None:
    """The last day before the capture that a line names without its year.

    Args:
        text: such as ``"3 May, 10:15"``.
        language: of the page, BCP 47.
        domain: top-level domain of the page.
        captured: when the page was captured.
    """
    if len(text) > _LONGEST:
        return None
    limit = captured.date() + timedelta(days=1)
    for year in (captured.year + 1, captured.year, captured.year - 1):
        dated = f"{year}年{text}" if "月" in text else f"{year}년 {text}" if "월" in text else f"{text} {year}"
        stamp = read_instant(dated, language=language, domain=domain)
        if stamp is None or stamp.value.year != year:
            continue
        if stamp.value.date() <= limit:
            return stamp
    return None
