"""Days of other calendars as days of the Gregorian one: by arithmetic alone, where that is exact.

Solar Hijri by its cycle of 33 years; Hebrew, Ethiopian and the civil Bengali calendar of Bangladesh (as reformed in
2019) by their rules, after Reingold and Dershowitz, "Calendrical Calculations". Lunar Hijri days, which are seen or
decreed, are in `lunarhijri`; Bikram Sambat ones, which are tabled, are not read.
"""

from datetime import date

__all__ = ["CALENDARS", "Calendar", "bengali", "ethiopian", "gregorian", "hebrew", "hebrew_number", "solar_hijri"]

Calendar = str
"""``"solar hijri"``, ``"hebrew"``, ``"ethiopian"`` or ``"bengali"``."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SOLAR_HIJRI_EPOCH = 356_033
"""What aligns the count of days with `datetime.date.toordinal`."""

_ETHIOPIAN_EPOCH = 2_796
_HEBREW_EPOCH = -1_373_427
_LETTERS = {
    **dict(zip("אבגדהוזחטי", range(1, 11), strict=True)),
    **dict(zip("כלמנסעפצ", range(20, 100, 10), strict=True)),
    **dict(zip("ךםןףץ", (20, 40, 50, 80, 90), strict=True)),
    **dict(zip("קרשת", range(100, 500, 100), strict=True)),
}


def _names(*groups: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(groups, start=1) for name in names.split()}


CALENDARS: dict[Calendar, dict[str, int]] = {
    "solar hijri": _names(
        "فروردین فروردين حمل وری وري farvardin",
        "اردیبهشت ارديبهشت ثور غویی غويي غوايي ordibehesht",
        "خرداد جوزا غبرګولی غبرګولي غبرگولی khordad",
        "تیر تير سرطان چنګاښ tir",
        "مرداد امرداد اسد زمری زمري mordad amordad",
        "شهریور شهريور سنبله وږی وږي shahrivar",
        "مهر میزان تله تلې mehr",
        "آبان عقرب لړم aban",
        "آذر قوس لیندۍ ليندۍ azar",
        "دی دي جدی مرغومی مرغومي dey",
        "بهمن دلو سلواغه سلواغې bahman",
        "اسفند حوت کب esfand",
    ),
    # Counted from Nisan; of a leap year's two Adars the second is the thirteenth.
    "hebrew": _names(
        "ניסן",
        "אייר iyar iyyar",
        "סיוון סיון sivan",
        "תמוז tammuz tamuz",
        "אב av",
        "אלול elul",
        "תשרי tishri tishrei",
        "חשוון חשון מרחשוון cheshvan heshvan marcheshvan",
        "כסלו kislev",
        "טבת tevet teves",
        "שבט shevat shvat",
        "אדר adar",
    ),
    "ethiopian": _names(
        "መስከረም", "ጥቅምት", "ኅዳር ህዳር", "ታኅሣሥ ታህሳስ ታህሣሥ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ ሚያዚያ", "ግንቦት", "ሰኔ",
        "ሐምሌ ሀምሌ", "ነሐሴ ነሀሴ", "ጳጉሜን ጳጉሜ",
    ),
    "bengali": _names(
        "বৈশাখ", "জ্যৈষ্ঠ", "আষাঢ় আষাঢ়", "শ্রাবণ", "ভাদ্র", "আশ্বিন", "কার্তিক", "অগ্রহায়ণ অগ্রহায়ণ", "পৌষ", "মাঘ", "ফাল্গুন",
        "চৈত্র",
    ),
}  # fmt: skip
"""Names of months by calendar, with the number of each."""


def gregorian(year: int, month: int, day: int) -> date | None:
    """A day between 1900 and 2100, years of the Buddhist era of Thailand turned; an epoch's zero is none."""
    if 2400 <= year <= 2700:
        year -= 543
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (year, month, day) == (1970, 1, 1):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """A day of the Iranian and Afghan calendar, right from 1206 to 1498."""
    if not (1206 <= year <= 1498 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    shifted = year + 1595
    days = 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return date.fromordinal(days - _SOLAR_HIJRI_EPOCH)


def ethiopian(year: int, month: int, day: int) -> date | None:
    """A day of the Ethiopian calendar: twelve months of thirty days, and the days left over."""
    if not (1850 <= year <= 2150 and 1 <= month <= 13 and 1 <= day <= (30 if month < 13 else 6)):
        return None
    return date.fromordinal(_ETHIOPIAN_EPOCH - 1 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


def bengali(year: int, month: int, day: int) -> date | None:
    """A day of the civil calendar of Bangladesh, whose year begins on 14 April."""
    if not (1300 <= year <= 1600 and 1 <= month <= 12):
        return None
    spring = year + 594
    leap = spring % 4 == 0 and (spring % 100 != 0 or spring % 400 == 0)
    lengths = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30 if leap else 29, 30)
    if not 1 <= day <= lengths[month - 1]:
        return None
    return date.fromordinal(date(year + 593, 4, 14).toordinal() + sum(lengths[: month - 1]) + day - 1)


def hebrew(year: int, month: int, day: int) -> date | None:
    """A day of the Hebrew calendar.

    Args:
        year: of the world; what is below 1000 is in the sixth thousand.
        month: counted from Nisan.
        day: of the month.
    """
    year += 5000 if year < 1000 else 0
    if not (5600 <= year <= 5900 and 1 <= month <= 13 and 1 <= day <= 30):
        return None
    if month == 12 and _is_long(year):
        # "Adar" alone is the second in a leap year.
        month = 13
    last = 13 if _is_long(year) else 12
    months = [*range(7, last + 1), *range(1, 7)]
    days = sum(_month_length(year, earlier) for earlier in months[: months.index(month)])
    return date.fromordinal(_new_year(year) + days + day - 1)


def _is_long(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _elapsed(year: int) -> int:
    """Days from the epoch to the mean conjunction that begins a year, the first postponements counted."""
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _new_year(year: int) -> int:
    before, own, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    late = 2 if after - own == 356 else 1 if own - before == 382 else 0
    return _HEBREW_EPOCH + own + late


def _month_length(year: int, month: int) -> int:
    length = _new_year(year + 1) - _new_year(year)
    if month in (2, 4, 6, 10, 13):
        return 29
    if month == 12 and not _is_long(year):
        return 29
    if month == 8 and length not in (355, 385):
        return 29
    return 29 if month == 9 and length in (353, 383) else 30


def hebrew_number(word: str) -> int | None:
    """The number that Hebrew letters write, such as 784 for ``תשפ״ד``; ``None`` when they write none."""
    letters = [_LETTERS.get(letter) for letter in word if letter not in "״\"׳'"]
    if not letters or None in letters:
        return None
    return sum(letter for letter in letters if letter is not None)
