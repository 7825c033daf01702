"""The zone that a clock without one is likely to keep: that of the publisher's country, where that has but one.

A guess, and marked as one wherever it is used. Summer time as the European Union has kept it since 1996
(Directive 2000/84/EC); countries that changed their rules of late, or keep several zones, are left out.
"""

from datetime import datetime, timedelta, timezone

__all__ = ["Country", "country_of", "publisher_zone"]

Country = str
"""Two letters as in ISO 3166, lower case."""

_EUROPEAN = {
    0: "pt ie gb",
    60: "de at ch li fr be nl lu it es dk no se pl cz sk hu si hr ba rs me mk al mt mc sm ad va",
    120: "fi ee lv lt gr bg ro cy",
}
_CONSTANT = {
    0: "is gh ci sn ml bf tg gm gn sl lr",
    60: "ng cm dz tn ao bj ne td ga cg ly",
    120: "za zm zw mw mz bw rw bi",
    180: "tr sa iq kw qa bh ye ke et tz ug so by dj er mg",
    240: "ae om ge am az mu",
    270: "af",
    300: "pk uz tm tj mv",
    330: "in lk",
    345: "np",
    360: "bd bt kg",
    390: "mm",
    420: "th vn kh la",
    480: "cn tw hk mo sg my ph bn",
    540: "jp kr",
    -180: "ar uy",
    -240: "bo ve do pr",
    -300: "co pe pa jm",
    -360: "gt sv hn ni cr",
}
_OFFSETS = {
    country: (minutes, summer)
    for table, summer in ((_EUROPEAN, True), (_CONSTANT, False))
    for minutes, countries in table.items()
    for country in countries.split()
}
_OF_LANGUAGE = {
    "ja": "jp", "ko": "kr", "zh": "cn", "th": "th", "vi": "vn", "lo": "la", "km": "kh", "my": "mm", "tr": "tr",
    "el": "gr", "bg": "bg", "ro": "ro", "pl": "pl", "cs": "cz", "sk": "sk", "hu": "hu", "sl": "si", "hr": "hr",
    "sr": "rs", "bs": "ba", "mk": "mk", "sq": "al", "it": "it", "de": "de", "da": "dk", "nb": "no", "no": "no",
    "nn": "no", "sv": "se", "fi": "fi", "et": "ee", "lv": "lv", "lt": "lt", "is": "is", "mt": "mt", "ca": "es",
    "eu": "es", "gl": "es", "hi": "in", "mr": "in", "gu": "in", "te": "in", "kn": "in", "ml": "in", "or": "in",
    "ka": "ge", "hy": "am", "az": "az", "uz": "uz", "ne": "np", "si": "lk", "be": "by",
}  # fmt: skip
"""Languages whose press stands in one country, or in several of one zone."""

_TURKISH_SINCE = datetime(2016, 9, 8)
_OTHER_NAMES = {"uk": "gb"}
_WORLDWIDE = frozenset("tv io co me ai fm to ly gg cc am".split())


def country_of(language: str | None, domain: str | None) -> Country | None:
    """The country of a publisher: by the domain, else the region of the language, else the language.

    Args:
        language: of the page, BCP 47.
        domain: top-level domain of the page.
    """
    tag = (language or "").replace("_", "-").lower()
    if domain is not None and len(domain) == 2 and domain not in _WORLDWIDE:
        return _OTHER_NAMES.get(domain, domain)
    region = next((part for part in tag.split("-")[1:] if len(part) == 2), None)
    return region or _OF_LANGUAGE.get(tag.split("-")[0])


def publisher_zone(value: datetime, country: Country | None) -> timezone | None:
    """The zone that a country's clocks keep at a time.

    Args:
        value: naive, as a clock of the country shows it.
        country: see `country_of`.

    Returns:
        ``None`` where the country has several zones or is not known.
    """
    known = _OFFSETS.get(country or "")
    if known is None or (country == "tr" and value < _TURKISH_SINCE):
        return None
    minutes, summer = known
    return timezone(timedelta(minutes=minutes + (60 if summer and _european_summer(value, minutes) else 0)))


def _european_summer(value: datetime, minutes: int) -> bool:
    """Whether the Union keeps summer time then: last Sunday of March to last Sunday of October, 1:00 in Greenwich."""
    begin, end = (
        day - timedelta(days=(day.weekday() + 1) % 7)
        for day in (datetime(value.year, 3, 31, 1), datetime(value.year, 10, 31, 1))
    )
    return begin <= value - timedelta(minutes=minutes) < end
