"""Dates and times in lines of a flat capture: where in the line one stands, and what kind it is.

Only where it stands is told here, in the spellings of many languages; what instant it is, the article's metadata reads.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tearsheet.native import lineloops
from tearsheet.remembered import learn, remembered

__all__ = ["LineTime", "find_time", "learn_times"]

_LONGEST = 200
_ZONE = (
    r"(?:\s?\(?(?:GMT|UTC|[A-Z]{1,4}T|Z|MEZ|MESZ|Uhr|uhr|МСК|мск)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?"
    r"|\s?[+-]\d\d:?\d\d\b)?"
)
_HALF = r"(?:(?:上午|下午|오전|오후|午前|午後)\s?)?"
_CLOCK = (
    rf"{_HALF}(?<![\d.:/-])(?:[01]?\d|2[0-3])\s?(?:[:.h]|時|时|点|點|시)\s?[0-5]\d(?::[0-5]\d)?(?![\d/.-]\d|\d)\s?(?:分|분|h\b|hrs?\b)?"
    rf"(?:\s?(?:[ap]\.?\s?m\b\.?|uhr\b))?{_ZONE}"
)
# Vowel signs of the scripts of India are part of a month's name.
_WORD = "(?:[^\\W\\d_]|[\u0900-\u0dff])"
_MONTH = rf"{_WORD}{{2,12}}\.?"
_NAMED = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|fév(?:rier)?|march|mar|märz|mars|marzo|março|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?"
    r"|may|mai|mayo|maio|maggio|june?|juni|juin|junio|junho|giugno|july?|juli|juillet|julio|julho|luglio|aug(?:ust)?|août|agosto"
    r"|sept?(?:ember|iembre|embre)?|settembre|setembro|o[ck]t(?:ober|obre|ubre)?|ottobre|outubro|nov(?:ember|iembre|embre|embro)?"
    r"|de[cz](?:ember|embre|embro)?|déc(?:embre)?|dic(?:iembre|embre)?|enero|ene|gennaio|gen|janeiro|febrero|febbraio|fevereiro"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
"""Months whose names are sure enough to stand with a day and no year."""

_YEAR = r"(?:(?:19|20)\d\d|[٠-٩۰-۹०-९০-৯]{4})"
_DAY = rf"""
    \b{_YEAR}[-./]\s?\d{{1,2}}[-./]\s?\d{{1,2}}(?!\d)\.?
    | \b{_YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]?
    | \b\d{{1,2}}[-./]\s?\d{{1,2}}[-./]\s?(?:{_YEAR}|\d\d)\b
    | \b\d{{1,2}}(?:\.|st|nd|rd|th|er|º|ª|-?го)?\s(?:de\s|of\s|d[’'])?{_MONTH}(?:\sde[l]?)?,?
        \s(?:{_YEAR}|['’]\d\d)(?!\d\d)
    | \b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}(?!\d\d)
    | \b\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]
    | \b\d{{1,2}}\.?\s(?:de\s)?{_MONTH}(?=,?\s(?:at\s|um\s|à\s|a\slas\s|в\s)?\d{{1,2}}[:.]\d\d)
    | \b{_MONTH}\s\d{{1,2}}(?=,?\s(?:at\s)?\d{{1,2}}:\d\d)
    | \b{_NAMED}\s\d{{1,2}}\b
    | \b\d{{1,2}}\.?\s(?:de\s)?{_NAMED}(?!\w)
"""
_NEAR = r"""
    \b(?:yesterday|today|gestern|heute|hier|aujourd['’]hui|ayer|hoy|ontem|hoje|ieri|oggi|gisteren|vandaag|i\s?går|i\s?dag
    |wczoraj|dzisiaj|dziś|včera|dnes|tegnap|ma|вчера|сегодня|вчора|сьогодні|χθες|σήμερα|dün|bugün|أمس|اليوم|אתמול|היום
    |昨天|今天|昨日|今日|어제|오늘|कल|आज
    |(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi
    |mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)
"""
_UNIT = rf"{_WORD}{{1,12}}\.?"
_COUNT = r"(?:\d{1,3}|an?|one|une?|ein(?:e[rmn]?)?|una?|uno|um|uma)"
_AGO = rf"""
    \b(?:vor|il\sy\sa|hace|há|πριν(?:\sαπό)?|před|pred|prije|acum|منذ|قبل|לפני|för|for)\s{_COUNT}\s{_UNIT}
        (?:\s(?:siden|sedan))?
    | \b{_COUNT}\s?{_UNIT}(?:,?\s\d{{1,2}}\s?{_UNIT})?\s
      (?:ago|fa|geleden|sedan|siden|sitten|temu|назад|тому|önce|lalu|yang\slalu|trước|atrás|पहले|আগে|முன்பு)(?!\w)
    | \b\d{{1,3}}\s?(?:秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間|个月|個月|か月|ヶ月|年|초|분|시간|일|주|개월|년)
      \s?(?:前|전)
"""
_ANY = re.compile(
    rf"(?P<ago>{_AGO})|(?P<day>{_DAY})|(?P<clock>{_CLOCK.replace(' ', '[ ]')})|(?P<near>{_NEAR})\b",
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_AGO_WORD = re.compile(
    r"\b(?:ago|hace|vor|il y a|há|fa|geleden|sedan|siden|назад|тому|πριν|önce|temu)\b", re.IGNORECASE
)
_PLAIN_AGO = ("ago", "hace", "vor", "il y a", "fa", "geleden", "sedan", "siden", "temu")
"""What lines without a date or time seldom hold: a quick look spares them the rest."""

_SPELLED_AGO = ("há", "назад", "тому", "πριν", "önce")
"""Words of other scripts, as `linephrases` spells them."""

_STEMS = None if lineloops is None else lineloops.Stems([_PLAIN_AGO, _SPELLED_AGO])

_JOINT = re.compile(
    r"[\s,;:|·•»–—\-()@T]*(?:[(（][^\W\d_]{1,3}[)）]\s*)?"
    r"(?:(?:at|on|um|à|a las?|a les|alle|ore|kl\.?|klo|om|o|v|в|о|във|στις|saat|pukul|lúc|às|as|ve|den)\s+)?[\s,]*\Z",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|sat|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim|lunes|martes"
    r"|miércoles|jueves|viernes|sábado|domingo|mié|jue|vie|sáb|dom|segunda|terça|quarta|quinta|sexta(?:-feira)?|lunedì|martedì"
    r"|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|пн|вт|ср|чт|пт|сб"
    r"|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|poniedziałek|wtorek|środa|czwartek|piątek|sobota"
    r"|niedziela|pon|wt|śr|czw|pt|sob|ndz|måndag|tisdag|onsdag|torsdag|fredag|lördag|søndag|söndag|lørdag|mandag|tirsdag)\.?,?\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LineTime:
    """A date or time in a line.

    Attributes:
        start: index of its first character in the line.
        end: index after its last one.
        kind: ``"day"`` with or without a time, ``"clock"`` for a time of day alone, ``"ago"`` for how long ago it was
            or a day told from today.
    """

    start: int
    end: int
    kind: str


@remembered(20_000)
def find_time(text: str) -> LineTime | None:
    """The first date or time of a line, with the time of day that stands with the date; ``None`` without one.

    It is asked several times of a line; the cache only saves time.

    Args:
        text: a line; of a long one the beginning is read.
    """
    text = text[:_LONGEST]
    return _find(text) if _may_tell(text) else None


def learn_times(texts: Iterable[str]) -> None:
    """Look at many lines at once that `find_time` will be asked about.

    Args:
        texts: what the lines say.
    """
    if _STEMS is not None:
        learn(find_time, texts, _times)


def _times(texts: list[str]) -> list[LineTime | None]:
    """What `find_time` says of each line: most hold neither a digit nor a word that the compiled loop looks for."""
    assert _STEMS is not None
    may: list[bool] = _STEMS.may_tell(texts, _LONGEST)
    starts = [text[:_LONGEST] if tells else "" for text, tells in zip(texts, may, strict=True)]
    return [_find(start) if start and _may_tell(start) else None for start in starts]


def _find(text: str) -> LineTime | None:
    """The first date or time of a line that may hold one."""
    start = end = -1
    kind = ""
    for match in _ANY.finditer(text):
        found = match.lastgroup or ""
        if start < 0:
            start, end, kind = match.start(), match.end(), found
        elif _JOINT.match(text, end, match.start()) and match.start() - end <= 12:
            end = match.end()
            kind = (
                "day"
                if "day" in (kind, found)
                else "ago"
                if "near" in (kind, found) or "ago" in (kind, found)
                else kind
            )
        else:
            break
    if start < 0 or kind == "near":
        return None
    weekday = _WEEKDAY.search(text, max(0, start - 16), start)
    if weekday and (weekday.start() == 0 or not text[weekday.start() - 1].isalnum()):
        start = weekday.start()
    return LineTime(start, start + len(text[start:end].rstrip(" ,;:|")), kind)


def _may_tell(text: str) -> bool:
    """Whether a line holds a digit, or a word that tells how long ago something was."""
    if _DIGIT.search(text) is not None:
        return True
    if text.isascii():
        lower = text.lower()
        if not (any(map(lower.__contains__, _PLAIN_AGO)) if _STEMS is None else _STEMS.read(lower)):
            return False
    return _AGO_WORD.search(text) is not None
