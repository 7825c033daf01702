"""Whether 03/05/2024 is in March or in May: by language, by country, and by what else a page says."""

import re
from collections.abc import Iterable
from datetime import date

__all__ = ["day_first", "order_of_page"]

_DAY_FIRST_ENGLISH = frozenset("uk au nz ie in za ng ke gh sg my pk lk bd mt jm tt zw zm ug tz".split())
_WORLDWIDE = frozenset("us tv io co me ai fm to ly gg cc".split())
"""Two-letter domains that tell no country, and the one that puts the month first."""

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?![\d/-])")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_MOST = 60


def day_first(languages: str | None, domain: str | None) -> bool:
    """Whether 03/05/2024 is in May on pages of this language, as BCP 47 tag, and top-level domain.

    The United States, and English that says nothing else, put the month first; all others the day.
    """
    tag = (languages or "").replace("_", "-").lower()
    if domain in _DAY_FIRST_ENGLISH:
        return True
    if tag.startswith("en"):
        return not (tag == "en" or tag.endswith(("-us", "-ph")))
    return bool(tag) or (domain is not None and len(domain) == 2 and domain not in _WORLDWIDE)


def order_of_page(texts: Iterable[str]) -> bool | None:
    """Whether a page puts the day first, by its numeric dates that can be read one way only.

    A date that can be read both ways counts where one of them, and not the other, is a day that the page also gives
    in ISO 8601.

    Args:
        texts: short texts and values of the page.

    Returns:
        ``None`` where it does not say, or says both.
    """
    found: list[tuple[int, int, int]] = []
    days: set[tuple[int, int, int]] = set()
    for text in texts:
        text = text[:300]
        if "19" not in text and "20" not in text:
            continue
        hyphened = text.count("-") > 1
        if hyphened:
            for match in _ISO.finditer(text):
                days.add((int(match[1]), int(match[2]), int(match[3])))
        if hyphened or text.count(".") > 1 or text.count("/") > 1:
            found.extend((int(match[1]), int(match[3]), int(match[4])) for match in _NUMERIC.finditer(text))
    votes = {vote for one in found[:_MOST] if (vote := _vote(*one, days)) is not None}
    return votes.pop() if len(votes) == 1 else None


def _vote(one: int, other: int, year: int, days: set[tuple[int, int, int]]) -> bool | None:
    day_first, month_first = _exists(year, other, one), _exists(year, one, other)
    if day_first and month_first and one != other:
        day_first, month_first = (year, other, one) in days, (year, one, other) in days
    return day_first if day_first != month_first else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
