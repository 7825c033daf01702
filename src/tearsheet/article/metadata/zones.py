"""Names of time zones as news pages print them, and what they mean in a language, in a country, on a day."""

from datetime import UTC, datetime, timedelta, timezone

__all__ = ["in_zone", "zone_offset"]

_OFFSETS = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "HEC": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "TRT": 180, "EAT": 180, "AST": -240, "SAST": 120,
    "CAT": 120, "WAT": 60, "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "ICT": 420, "WIB": 420, "WITA": 480,
    "WIT": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "ACST": 570,
    "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "NST": -210, "NDT": -150, "ADT": -180,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "ART": -180, "CLT": -240, "CLST": -180, "PET": -300,
    "COT": -300,
}  # fmt: skip
"""Minutes east of Greenwich of the zone names that news pages print."""

_AMERICAN = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
"""Names that stand for winter or summer time, whichever is kept on that day by the rule of 2007."""

_ELSEWHERE = {
    ("BST", "bn"): 360, ("BST", "bd"): 360, ("CST", "zh"): 480, ("CST", "cn"): 480, ("CST", "tw"): 480,
    ("IST", "he"): 120, ("IST", "il"): 120, ("IST", "ie"): 60, ("IST", "ga"): 60, ("AST", "ar"): 180,
    ("AST", "sa"): 180, ("GST", "gs"): -120,
}  # fmt: skip
"""Names that mean another zone in a language or under a country's domain."""


def zone_offset(name: str, language: str | None, domain: str | None) -> int | str | None:
    """What a zone's name means.

    Args:
        name: upper case, such as ``"CEST"``.
        language: of the page, BCP 47.
        domain: top-level domain of the page.

    Returns:
        Minutes east of Greenwich; the name itself where that depends on the day; ``None`` when it is not known.
    """
    for key in ((language or "").split("-")[0].lower(), domain or ""):
        if (name, key) in _ELSEWHERE:
            return _ELSEWHERE[name, key]
    return name if name in _AMERICAN else _OFFSETS.get(name)


def in_zone(value: datetime, offset: int | str | None) -> datetime:
    """A time of day with the zone that `zone_offset` gave; as it is when that is ``None``."""
    if offset is None:
        return value
    minutes = _AMERICAN[offset] + (60 if _american_summer(value) else 0) if isinstance(offset, str) else offset
    zone = UTC if minutes == 0 else timezone(timedelta(minutes=minutes))
    return value.replace(tzinfo=zone)


def _american_summer(value: datetime) -> bool:
    """Whether the United States keep summer time then: second Sunday of March to first Sunday of November, 2:00."""
    march, november = datetime(value.year, 3, 8, 2), datetime(value.year, 11, 1, 2)
    begin = march + timedelta(days=(6 - march.weekday()) % 7)
    end = november + timedelta(days=(6 - november.weekday()) % 7)
    return begin <= value < end
