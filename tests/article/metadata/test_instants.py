from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.dayorder import day_first
from tearsheet.article.metadata.instants import read_instant


def at(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T10:00:00+0200", datetime(2024, 5, 3, 10, tzinfo=at(2))),
        ("2024-05-03T10:00:00Z", datetime(2024, 5, 3, 10, tzinfo=UTC)),
        ("2024-05-03T10:00:00.125-04:00", datetime(2024, 5, 3, 10, 0, 0, 125_000, tzinfo=at(-4))),
        ("2024-05-03T10:00:00+05:30[Asia/Kolkata]", datetime(2024, 5, 3, 10, tzinfo=at(5.5))),
        ("2024-05-03 10:00:00 CEST", datetime(2024, 5, 3, 10, tzinfo=at(2))),
        ("2024-05-03T13:19+02:00", datetime(2024, 5, 3, 13, 19, tzinfo=at(2))),
        ("20240503T101112Z", datetime(2024, 5, 3, 10, 11, 12, tzinfo=UTC)),
        ("1714730400", datetime(2024, 5, 3, 10, tzinfo=UTC)),
        ("1714730400000", datetime(2024, 5, 3, 10, tzinfo=UTC)),
        ("Fri, 03 May 2024 10:00:00 +0200", datetime(2024, 5, 3, 10, tzinfo=at(2))),
        ("Fri May 03 10:00:00 CEST 2024", datetime(2024, 5, 3, 10, tzinfo=at(2))),
        ("Fri May 03 2024 10:00:00 GMT+0000 (Coordinated Universal Time)", datetime(2024, 5, 3, 10, tzinfo=UTC)),
        ("May 3, 2024 at 3:05 p.m. ET", datetime(2024, 5, 3, 15, 5, tzinfo=at(-4))),
        ("January 3, 2024 12:05 AM ET", datetime(2024, 1, 3, 0, 5, tzinfo=at(-5))),
        ("Updated 1:38 PM EDT, Tue April 30, 2024", datetime(2024, 4, 30, 13, 38, tzinfo=at(-4))),
        ("03/05/2024 10:30 (GMT+7)", datetime(2024, 5, 3, 10, 30, tzinfo=at(7))),
    ],
)
def test_instants_with_a_zone_are_aware(text: str, expected: datetime) -> None:
    stamp = read_instant(text, language="de")
    assert stamp is not None
    assert stamp.value == expected
    assert stamp.value.utcoffset() == expected.utcoffset()
    assert stamp.has_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-03T10:00:00", datetime(2024, 5, 3, 10)),
        ("3. Mai 2024, 10.05 Uhr", datetime(2024, 5, 3, 10, 5)),
        ("3 de mayo de 2024 a las 10:30h", datetime(2024, 5, 3, 10, 30)),
        ("3 de maio de 2024 às 10h30", datetime(2024, 5, 3, 10, 30)),
        ("le 3 mai 2024 à 10 h 30", datetime(2024, 5, 3, 10, 30)),
        ("3. toukokuuta 2024 klo 10.30", datetime(2024, 5, 3, 10, 30)),
        ("3 Μαΐου 2024, 10:30 μ.μ.", datetime(2024, 5, 3, 22, 30)),
        ("2024年5月3日 下午3:05", datetime(2024, 5, 3, 15, 5)),
        ("2024年5月3日 10時30分", datetime(2024, 5, 3, 10, 30)),
        ("2024년 5월 3일 오후 3:05", datetime(2024, 5, 3, 15, 5)),
        ("३ मई 2024, 10:30 अपराह्न", datetime(2024, 5, 3, 22, 30)),
        ("3 مايو/أيار 2024 10:30 م", datetime(2024, 5, 3, 22, 30)),
        ("3 พ.ค. 2567 เวลา 10:30 น.", datetime(2024, 5, 3, 10, 30)),
        ("10:30 - 5 May 2024", datetime(2024, 5, 5, 10, 30)),
    ],
)
def test_times_without_a_zone_are_naive(text: str, expected: datetime) -> None:
    stamp = read_instant(text)
    assert stamp is not None
    assert stamp.value == expected
    assert stamp.value.tzinfo is None


MAY_3 = [
    "3 mei 2024",  # Afrikaans, Dutch, Indonesian
    "3 maj 2024",
    "3. maj 2024",
    "3. mai 2024",
    "3. května 2024",
    "3. mája 2024",
    "3 maja 2024",
    "3 мая 2024 г.",
    "3 травня 2024",
    "3 мая 2024",
    "3 мај 2024",
    "3 май 2024",
    "3 svibnja 2024.",
    "3 mai 2024",
    "3 maggio 2024",
    "3 mayo 2024",
    "3 de maio de 2024",
    "3 de maig de 2024",
    "3 de maio do 2024",
    "2024. május 3.",
    "2024 m. gegužės 3 d.",
    "2024. gada 3. maijs",
    "3. maí 2024",
    "3 Mayıs 2024",
    "3 may 2024",
    "3 mag 2024",
    "3η Μαΐου 2024",
    "3 במאי 2024",
    "٣ مايو ٢٠٢٤",
    "3 أيار 2024",
    "۱۴ اردیبهشت ۱۴۰۳",
    "1403/02/14",
    "৩ মে ২০২৪",
    "३ मई २०२४",
    "3 मे 2024",
    "3 મે 2024",
    "3 மே 2024",
    "3 మే 2024",
    "3 ಮೇ 2024",
    "3 മേയ് 2024",
    "3 พฤษภาคม 2567",
    "ngày 3 tháng 5 năm 2024",
    "3 Mei 2024",
    "3 Mayo 2024",
    "3 მაისი 2024",
    "3 մայիսի 2024",
    "2024 оны тавдугаар сар 3",
    "令和6年5月3日",
    "民國113年5月3日",
    "2024. 5. 3.",
    "May 3rd, 2024",
    "Friday, the 3rd of May 2024",
    "03.05.2024",
    "2024/05/03",
]


@pytest.mark.parametrize("text", MAY_3)
def test_one_day_in_many_languages(text: str) -> None:
    stamp = read_instant(text)
    assert stamp is not None
    assert stamp.value == datetime(2024, 5, 3)
    assert not stamp.has_time


IN_LANGUAGE = [
    ("fa", "جمعه ۱۴ اردیبهشت ۱۴۰۳"),
    ("fa", "۱۴/۰۲/۱۴۰۳"),
    ("fa", "1403-02-14"),
    ("ps", "۱۴ غویی ۱۴۰۳"),
    ("ps", "۳ می ۲۰۲۴"),
    ("he", "כ״ה בניסן תשפ״ד"),
    ("he", 'כ"ה ניסן ה\'תשפ"ד'),
    ("th", "๓ พฤษภาคม ๒๕๖๗"),
    ("th", "3 พ.ค. 67"),
    ("th", "03/05/2567"),
    ("ja", "R6.5.3"),
    ("ja", "二〇二四年五月三日"),
    ("zh", "二零二四年五月三日"),
    ("zh-TW", "113/05/03"),
    ("ko", "입력 2024.05.03."),
    ("bn", "২০ বৈশাখ ১৪৩১"),
    ("or", "3 ମେ 2024"),
    ("ml", "2024 മെയ് 3"),
    ("si", "2024 මැයි 3"),
    ("ur", "۳ مئی ۲۰۲۴"),
    ("ar", "٢٤ شوال ١٤٤٥ هـ - ٣ مايو ٢٠٢٤ م"),
    ("kk", "2024 жылғы 3 мамыр"),
    ("uz", "2024-yil 3-may"),
    ("mn", "2024 оны 5-р сарын 3"),
    ("el", "3 ΜΑΪΟΥ 2024"),
    ("el", "3 Μαϊ 2024"),
    ("lv", "2024. gada 3. maijā"),
    ("eu", "2024ko maiatzaren 3a"),
    ("so", "3 Maajo 2024"),
    ("am", "25 ሚያዝያ 2016"),
    ("my", "3 မေလ 2024"),
    ("km", "៣ ឧសភា ២០២៤"),
    ("lo", "3 ພຶດສະພາ 2024"),
    ("kmr", "3ê Gulanê 2024"),
    ("ckb", "٣ی ئایاری ٢٠٢٤"),
    ("eo", "3 majo 2024"),
    ("it", "3° maggio 2024"),
    ("en", "3 May '24"),
    ("tr", "3 Mayıs'ta 2024"),
    ("am", "ዓርብ ሚያዝያ 25 ቀን 2016 ዓ.ም"),
    ("am", "ሚያዝያ 25፣ 2016"),
    ("ja", "2024年（令和6年）5月3日"),
    ("ja", "2024(令和6)年5月3日"),
    ("ko", "주체113(2024)년 5월 3일"),
    ("km", "ថ្ងៃទី៣ ខែឧសភា ឆ្នាំ២០២៤"),
    ("fa", "جمعه، ۱۴ اردیبهشت‌ماه ۱۴۰۳"),
    ("ps", "د ۱۴۰۳ د غويي ۱۴"),
    ("en", "14 Ordibehesht 1403"),
    ("en", "Friday, 3 May 2024 / 24 Shawwal 1445"),
    ("bn", "২০ বৈশাখ ১৪৩১ বঙ্গাব্দ, ০৩ মে ২০২৪, ২৩ শাওয়াল ১৪৪৫ হিজরি"),
]


@pytest.mark.parametrize(("language", "text"), IN_LANGUAGE)
def test_one_day_as_its_language_writes_it(language: str, text: str) -> None:
    stamp = read_instant(text, language=language)
    assert stamp is not None
    assert stamp.value.date() == date(2024, 5, 3)


@pytest.mark.parametrize(("language", "text"), [("en", "1445/10/24"), ("ne", "२०८१/०१/२१")])
def test_calendars_without_a_rule_are_not_guessed(language: str, text: str) -> None:
    assert read_instant(text, language=language) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "1445/10/24"),
        ("ar", "الجمعة 24 شوّال 1445 هـ"),
        ("ar", "٢٤ شوال ١٤٤٥هـ"),
        ("ur", "۲۴ شوال المکرم ۱۴۴۵ھ"),
        ("fa", "۲۴ شوال ۱۴۴۵"),
        ("id", "24 Syawal 1445 H"),
        ("tr", "24 Şevval 1445"),
    ],
)
def test_a_lunar_day_is_marked_as_near(language: str, text: str) -> None:
    stamp = read_instant(text, language=language)
    assert stamp is not None
    assert stamp.value.date() == date(2024, 5, 3)
    assert stamp.approximate


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الجمعة 23 شوال 1445 هـ - 3 مايو 2024 م"),
        ("ar", "3 مايو 2024 م ـ 24 شوّال 1445 هـ"),
        ("fa", "جمعه ۱۴ اردیبهشت ۱۴۰۳ | ۲۳ شوال ۱۴۴۵ | Friday 03 May 2024"),
        ("fa", "۲۳ شوال ۱۴۴۵ - ۱۴۰۳/۰۲/۱۴"),
        ("zh", "民國一百一十三年五月三日"),
        ("zh", "113年5月3日"),
        ("ja", "令和六年五月三日"),
    ],
)
def test_a_calendar_with_a_rule_goes_before_the_moon(language: str, text: str) -> None:
    stamp = read_instant(text, language=language)
    assert stamp is not None
    assert stamp.value.date() == date(2024, 5, 3)
    assert not stamp.approximate


def test_a_hebrew_month_in_latin_letters() -> None:
    stamp = read_instant("10 Iyar 5784", language="en")
    assert stamp is not None
    assert stamp.value.date() == date(2024, 5, 18)


def test_accents_may_be_missing() -> None:
    for text in ("3 fevrier 2024", "3 FÉVRIER 2024"):
        stamp = read_instant(text, language="fr")
        assert stamp is not None
        assert stamp.value == datetime(2024, 2, 3)


def test_the_same_name_means_another_month_in_another_language() -> None:
    polish, croatian = read_instant("3 listopada 2024", language="pl"), read_instant("3. listopada 2024", language="hr")
    assert polish is not None
    assert croatian is not None
    assert (polish.value.month, croatian.value.month) == (11, 10)


def test_the_order_of_a_numeric_date_is_the_readers() -> None:
    american, british = read_instant("03/05/2024", language="en-US"), read_instant("03/05/2024", language="en-GB")
    assert american is not None
    assert british is not None
    assert (american.value.month, british.value.month) == (3, 5)
    assert day_first("fr", None)
    assert day_first("en", "uk")
    assert not day_first("en", "com")


def test_an_order_that_does_not_exist_gives_way() -> None:
    stamp = read_instant("05/31/2024", language="de")
    assert stamp is not None
    assert stamp.value == datetime(2024, 5, 31)


def test_an_order_behind_the_capture_gives_way() -> None:
    stamp = read_instant("02/11/2024", language="de", latest=datetime(2024, 3, 1))
    assert stamp is not None
    assert stamp.value == datetime(2024, 2, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4 months ago",
        "May 3",
        "May 2024",
        "10:30",
        "2024",
        "2024-13-45",
        "31 February 2024",
        "PT1M48S",
        "1970-01-01",
        "12",
    ],
)
def test_without_a_day_and_a_year_there_is_no_instant(text: str) -> None:
    assert read_instant(text) is None


def test_the_name_of_a_zone_follows_the_country() -> None:
    india, israel = read_instant("3 May 2024 10:00 IST", domain="in"), read_instant("3 May 2024 10:00 IST", domain="il")
    assert india is not None
    assert israel is not None
    assert india.value.utcoffset() == timedelta(hours=5.5)
    assert israel.value.utcoffset() == timedelta(hours=2)


@given(st.text(max_size=400))
def test_any_text_gives_an_instant_or_none(text: str) -> None:
    stamp = read_instant(text)
    assert stamp is None or 1900 <= stamp.value.year <= 2100


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2099, 12, 31)))
def test_iso_is_read_back(value: datetime) -> None:
    stamp = read_instant(value.isoformat())
    assert stamp is not None
    assert stamp.value == value
    aware = read_instant(value.replace(tzinfo=at(-3)).isoformat())
    assert aware is not None
    assert aware.value == value.replace(tzinfo=at(-3))
