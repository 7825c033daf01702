"""The words of the pages, in English and in French: what stands in the templates is English, and its own key.

Numbers and days follow the usage of each language (Unicode CLDR, https://cldr.unicode.org/).
"""

from datetime import date, datetime
from functools import cache

from tearsheet.web.french import FRENCH, FRENCH_NOUNS
from tearsheet.web.reasons import french_reason

__all__ = ["LANGUAGES", "Wording", "wording"]

LANGUAGES = ("en", "fr")
"""Those that the pages are written in."""

_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
}
_NARROW = "\u202f"
_NO_BREAK = "\u00a0"


class Wording:
    """Texts, numbers and days in one language.

    Args:
        language: one of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._french = self.language == "fr"

    def __call__(self, text: str, **values: object) -> str:
        """A text in this language, with what stands in braces filled in; as it is where no translation is known."""
        found = FRENCH.get(text, text) if self._french else text
        return found.format(**values) if values else found

    def reason(self, detail: str) -> str:
        """Why something is not shown, in this language where it can be said in it."""
        return (french_reason(detail) if self._french else None) or detail

    @property
    def colon(self) -> str:
        """What stands between a word and what it announces."""
        return f"{_NO_BREAK}: " if self._french else ": "

    def sentence(self, text: str) -> str:
        """A text as a sentence of its own: with a capital letter, and an end."""
        end = "" if text.endswith((".", "!", "?", "…")) or not text else "."
        return f"{text[:1].upper()}{text[1:]}{end}"

    def knows(self, text: str) -> bool:
        """Whether a text can be said in this language."""
        return not self._french or text in FRENCH

    def count(self, number: int, noun: str) -> str:
        """How many there are of something: ``1 article``, ``1,204 articles``."""
        if self._french:
            one, many = FRENCH_NOUNS[noun]
            # French takes the singular up to two.
            return f"{self.number(number)}{_NO_BREAK}{one if abs(number) < 2 else many}"
        return f"{self.number(number)} {noun if number == 1 else _plural(noun)}"

    def number(self, number: float) -> str:
        """A whole number with its thousands parted."""
        written = f"{number:,.0f}"
        return written.replace(",", _NARROW) if self._french else written

    def percent(self, share: float) -> str:
        """A share of one in per cent."""
        return f"{share * 100:.0f}{_NO_BREAK}%" if self._french else f"{share * 100:.0f}%"

    def day(self, moment: str | date | None) -> str:
        """The day of an instant: ``3 March 2024``; what cannot be read stays as it is."""
        when = _read(moment)
        if when is None:
            return str(moment or "")
        number = "1er" if self._french and when.day == 1 else str(when.day)
        return f"{number} {_MONTHS[self.language][when.month - 1]} {when.year}"

    def moment(self, moment: str | datetime | None) -> str:
        """An instant with its time and zone, where it has them: ``3 March 2024, 14:05 (UTC+01:00)``."""
        when = _read(moment)
        if when is None or (isinstance(moment, str) and len(moment) <= len("2024-03-31")):
            return self.day(moment)
        time = f"{when.hour} h {when.minute:02}".replace(" ", _NARROW) if self._french else f"{when:%H:%M}"
        zone = when.strftime("%z")
        if zone:
            hours = f"{zone[:3]}:{zone[3:5]}"
            zone = " UTC" if hours == "+00:00" else f" UTC{hours}"
        return f"{self.day(moment)}, {time}{zone}"

    def month(self, month: str, *, short: bool = False) -> str:
        """A month such as ``2024-03``: ``March 2024``."""
        year, _, number = month.partition("-")
        if not (number.isascii() and number.isdigit() and 1 <= int(number) <= 12):
            return month
        names = _SHORT_MONTHS if short else _MONTHS
        return f"{names[self.language][int(number) - 1]} {year}"


def _plural(noun: str) -> str:
    first, _, rest = noun.partition(" ")
    plural = {"person": "people", "story": "stories", "copy": "copies"}.get(first)
    if plural is None:
        plural = f"{first}s"
    return f"{plural} {rest}" if rest else plural


def _read(moment: str | date | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    try:
        return datetime.fromisoformat(moment if isinstance(moment, str) else moment.isoformat())
    except ValueError:
        return None


@cache
def wording(language: str) -> Wording:
    """The texts of a language, or of the first one where it is none of them."""
    return Wording(language)
