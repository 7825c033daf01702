"""Writes the names of months and parts of the day, and the words for "ago", that `tearsheet.article.metadata` reads.

Source: Unicode CLDR (https://cldr.unicode.org/) as Babel carries it. With Babel installed: ``python learn/months.py``.
"""

import json
import unicodedata
from pathlib import Path

from babel import Locale
from babel.dates import get_month_names

LANGUAGES = (
    "af am ar ar_SY ar_DZ ar_MA az be bg bn bs ca cs cy da de de_AT el en es es_419 et eu fa fi fil fr fr_CA "
    "ga gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lb lo lt lv mk ml mn mr ms mt my nb "
    "ne nl nn pa pl ps pt pt_PT ro ru si sk sl so sq sr sr_Latn sv sw ta te th tk tr uk ur uz vi yo zh zu "
).split()
"""The languages whose names are taken, as locales of CLDR."""

TARGET = Path(__file__).parents[1] / "src/tearsheet/article/metadata/months.json"
AGO = TARGET.with_name("ago.json")
UNITS = {"minute": 1, "hour": 60, "day": 1440}
"""Units of time that tell a day, in minutes; a week does not."""


def plain(name: str) -> str:
    """A name as the reader of dates looks it up: NFKC, case-folded, without marks at its end."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("\u200c", "").replace("\u200f", "")
    return folded.strip(" .'’")


def telling(half: str) -> bool:
    """Whether a name for half a day cannot be taken for another word: short Latin ones can, but for am and pm."""
    latin = all(unicodedata.name(c, "").startswith("LATIN") for c in half if c.isalpha())
    return half in ("am", "pm", "a.m", "p.m", "a. m", "p. m") or not latin or len(half) > 5


def table() -> dict[str, dict[str, int]]:
    """Months 1 to 12 and halves of the day (0 before noon, 1 after) by name.

    A name that means different months in different languages is left out of the common table and kept, with its
    language before it, for pages in that language.
    """
    months: dict[str, dict[int, set[str]]] = {}
    halves: dict[str, set[int]] = {}
    for name in LANGUAGES:
        locale = Locale.parse(name)
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, word in get_month_names(width, context, locale).items():
                    key = plain(word)
                    if len(key) > 1 and not any(c.isdigit() for c in key):
                        months.setdefault(key, {}).setdefault(int(number), set()).add(locale.language)
            for half, part in enumerate(("am", "pm")):
                for context in ("format", "stand-alone"):
                    word = locale.day_periods.get(context, {}).get(width, {}).get(part)
                    if word and telling(plain(word)):
                        halves.setdefault(plain(word), set()).add(half)
    common = {key: next(iter(numbers)) for key, numbers in months.items() if len(numbers) == 1}
    own = {
        f"{language}:{key}": number
        for key, numbers in months.items()
        if len(numbers) > 1
        for number, languages in numbers.items()
        for language in sorted(languages)
    }
    return {
        "months": dict(sorted({**common, **own}.items())),
        "halves": dict(sorted((key, next(iter(value))) for key, value in halves.items() if len(value) == 1)),
    }


def ago() -> dict[str, dict[str, int]]:
    """By language, phrases for a time before now and the minutes they mean; ``{0}`` stands for a number.

    A phrase without a number means one unit or two, as its plural form says.
    """
    found: dict[str, dict[str, int]] = {}
    for language in dict.fromkeys(name.split("_")[0] for name in LANGUAGES):
        fields = Locale.parse(language)._data["date_fields"]
        phrases = found.setdefault(language, {})
        for unit, minutes in UNITS.items():
            for width in ("", "-short", "-narrow"):
                field = fields.get(unit + width)
                past = field.get("past", {}) if field else {}
                for form, phrase in past.items():
                    key = plain(phrase)
                    if "{0}" in key and len(key) > 4 and key[0] != "-":
                        phrases[key] = minutes
                    elif "{0}" not in key and form in ("one", "two") and len(key) > 2:
                        phrases[key] = minutes * (1 if form == "one" else 2)
    return {language: dict(sorted(phrases.items())) for language, phrases in sorted(found.items())}


def main() -> None:
    """Write the tables beside the modules that read them."""
    values = {"source": "Unicode CLDR by way of Babel, written by learn/months.py", **table()}
    TARGET.write_text(json.dumps(values, ensure_ascii=False, indent=0, sort_keys=False) + "\n", encoding="utf-8")
    source = {"source": "Unicode CLDR by way of Babel, written by learn/months.py", "ago": ago()}
    AGO.write_text(json.dumps(source, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
