"""Days of the lunar Hijri calendar, whose months are seen or decreed: near the right day, one off at most.

A month is begun on the evening after the new moon as Umm al-Qura has it, if the moon is new early enough that day; the
moment is that of J. Meeus, "Astronomical Algorithms", chapter 49, by its largest terms. Of the months of 1423 to 1480
92 in 100 begin on the same day as in Umm al-Qura's tables, the others on the one beside it.
"""

import re
from datetime import date
from functools import cache
from math import floor, radians, sin

__all__ = ["lunar_day", "lunar_hijri"]

_FIRST_YEAR, _LAST_YEAR = 1411, 1500
"""Smaller years are of the solar Hijri calendar, on pages of today."""

_EARLY = 0.56
"""Part of a day, in Universal Time, by which the moon must be new for the month to begin on the next."""

_NEW_MOON = 2_451_550.09766
"""Julian Day of the first new moon of 2000, which began the tenth month of 1420."""

_ORDINAL = 1_721_424.5
"""What a Julian Day is ahead of `datetime.date.toordinal`."""

_MONTHS = (
    "محرم,المحرم,محرم الحرام,muharram,muharam,muharrem,মহররম,মুহাররম,मुहर्रम",
    "صفر,صفر المظفر,صفر الخير,safar,safer,সফর",
    "ربيع الاول,ربيع اول,ربيع الاولى,rabi al-awwal,rabi al awwal,rabi al-awal,rabi i,rabiul awal,rabiulawal,"
    "rebiulevvel,rebiülevvel,রবিউল আউয়াল",
    "ربيع الاخر,ربيع الثاني,ربيع ثاني,rabi al-thani,rabi al-akhir,rabi ath-thani,rabi ii,rabiul akhir,"
    "rabiulakhir,rebiulahir,rebiülahir,রবিউস সানি",
    "جمادي الاولي,جمادي الاول,جمادي اول,jumada al-ula,jumada al-awwal,jumada i,jumadil awal,jumadilawal,cemaziyelevvel,"
    "জমাদিউল আউয়াল",
    "جمادي الاخره,جمادي الاخر,جمادي الثاني,جمادي الثانيه,جمادي ثاني,jumada al-thani,jumada al-akhirah,jumada al-akhira,"
    "jumada ath-thaniyah,jumada ii,jumadil akhir,jumadilakhir,cemaziyelahir,জমাদিউস সানি",
    "رجب,رجب المرجب,رجب الفرد,rajab,recep,রজব",
    "شعبان,شعبان المعظم,sha'ban,shaban,shaaban,sya'ban,syaban,şaban,শাবান",
    "رمضان,رمضان المبارك,ramadan,ramadhan,ramazan,ramzan,রমজান",
    "شوال,شوال المكرم,shawwal,shawal,syawal,şevval,শাওয়াল",
    "ذو القعده,ذي القعده,ذو القعد,ذيقعده,ذي قعده,ذوالقعده,ذيالقعده,ذيقعده الحرام,dhu al-qi'dah,dhu al-qadah,dhul qadah,"
    "dhu al-qi'da,zulkaidah,dzulqa'dah,dzulkaidah,zilkade,জিলকদ",
    "ذو الحجه,ذي الحجه,ذيحجه,ذي حجه,ذوالحجه,ذيالحجه,ذي حجه الحرام,ذيحجه الحرام,dhu al-hijjah,dhu al-hijja,dhul hijjah,"
    "zulhijah,dzulhijjah,zilhicce,জিলহজ",
)
"""Names in Arabic (and in Persian and Urdu, their letters made Arabic), Latin and Bengali script."""

_LETTERS: dict[int, int | str] = {
    **str.maketrans("أإآٱ", "اااا"),
    **str.maketrans("ىیے", "ييي"),
    **str.maketrans("کہۀةۃھۂە", "كههههههه"),
    **dict.fromkeys(map(ord, "’‘`´ʿʾʼ"), "'"),
}
"""Letters of Persian, Urdu and careless spellings as those of Arabic."""
_MARKS = "[\u0640\u064b-\u065f\u0670]*"
_NUMBERED: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split(",")}


def _pattern(name: str) -> str:
    """A name as it may be printed, with marks on its letters and any space between its words."""
    return "".join(
        r"[\s-]{1,2}" if c == " " else (re.escape(c) + _MARKS if c.isalpha() else re.escape(c)) for c in name
    )


_HOLDS_YEAR = re.compile(r"(?<!\d)1[45]\d\d(?!\d)")
_YEAR = r"(?P<year>1[45]\d\d)(?!\d)"
_NUMERIC = re.compile(
    r"(?<!\d)(?:(1[45]\d\d)\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})|(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\6\s?(1[45]\d\d))(?!\d)"
)
_TOLD = re.compile(r"\s?(?:ه(?:ـ|\b)|هجر|AH\b|H\b)")
_LANGUAGES = frozenset({"ar", "ur", "fa", "ps", "ckb", "sd", "ug", "dv"})


_OPENINGS = tuple({name.split()[0].casefold() for name in _NUMBERED})


def _may_name(plain: str) -> bool:
    """Whether the first word of a month's name stands anywhere."""
    folded = re.sub(_MARKS, "", plain.replace("İ", "i").replace("ı", "i")).casefold()
    return any(opening in folded for opening in _OPENINGS)


@cache
def _named() -> re.Pattern[str]:
    """Days with the name of their month; made when first needed, as it takes as long as loading all else of a page."""
    name = "|".join(_pattern(name) for name in sorted(_NUMBERED, key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\s?[.,،/-])?\s*(?:من|of|de)?\s*(?:شهر\s+)?(?P<month>{name})(?![^\W\d_])"
        rf"[\s.,،/-]{{0,3}}(?:عام|سنه|لعام|لسنه)?\s*{_YEAR}"
        rf"|(?<![^\W\d_])(?P<month_first>{name})\s+(?P<day_next>\d{{1,2}})\s?[.,،]?\s*(?P<year_last>1[45]\d\d)(?!\d)",
        re.IGNORECASE,
    )


def lunar_hijri(year: int, month: int, day: int) -> date | None:
    """A day of the calendar of Umm al-Qura as it is reckoned here, from 1411 to 1500."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    new = _new_moon((year - 1420) * 12 + month - 10)
    return date.fromordinal(floor(new - _EARLY - _ORDINAL) + 1 + day)


def _new_moon(number: int) -> float:
    """Julian Day of the new moon, counted from the first of 2000."""
    century = number / 1236.85
    eccentricity = 1 - 0.002516 * century
    sun = radians(2.5534 + 29.1053567 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * century**2)
    latitude = radians(160.7108 + 390.67050284 * number - 0.0016118 * century**2)
    return (
        _NEW_MOON
        + 29.530588861 * number
        + 0.00015437 * century**2
        - 0.40720 * sin(moon)
        + 0.17241 * eccentricity * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * latitude)
        + 0.00739 * eccentricity * sin(moon - sun)
        - 0.00514 * eccentricity * sin(moon + sun)
    )


def lunar_day(text: str, language: str | None) -> tuple[date, int, int] | None:
    """The first lunar Hijri day in ``text``, and where it begins and ends.

    Args:
        text: with European digits, the time of day taken out.
        language: of the page, BCP 47; it tells whether a date of numbers alone can be meant.
    """
    if _HOLDS_YEAR.search(text) is None:
        return None
    plain = text.translate(_LETTERS)
    for match in _named().finditer(plain) if _may_name(plain) else ():
        name = match["month"] or match["month_first"]
        number = _NUMBERED.get(" ".join(re.sub(_MARKS, "", name).lower().replace("-", " ").split()), 0)
        number = number or _NUMBERED.get(" ".join(re.sub(_MARKS, "", name).lower().split()), 0)
        on, of = match["day"] or match["day_next"], match["year"] or match["year_last"]
        found = lunar_hijri(int(of), number, int(on))
        if found is not None:
            return found, match.start(), match.end()
    arabic = (language or "").split("-")[0].lower() in _LANGUAGES
    for match in _NUMERIC.finditer(plain):
        if arabic or _TOLD.match(plain, match.end()):
            year, month, day = (match[1], match[3], match[4]) if match[1] else (match[8], match[7], match[5])
            found = lunar_hijri(int(year), int(month), int(day))
            if found is not None:
                return found, match.start(), match.end()
    return None
