"""Words by which languages tell who said what: reporting verbs, "according to", pronouns, titles, days of the week.

One text file a language. Lines of ``[section]`` part them; ``*`` opens a line of stems and, after a colon, the endings
that each of them takes; other lines list words or phrases, parted by commas.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "Words", "according_openings", "day_openings", "day_words", "words_of"]

LANGUAGES = ("ar", "de", "el", "en", "es", "fr", "it", "ja", "pl", "pt", "ru", "zh")
"""Languages with a file of their own."""

SECTIONS = frozenset(
    "speech thought plan refused not affirms according according_after wonder that he she they it latter self titles_he"
    " titles_she roles media told starters days relative auxiliary particles ago_far".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language, lower case.

    Attributes:
        language: its subtag; ``""`` for the words of no language.
        sections: words and phrases by section.
    """

    language: str
    sections: Mapping[str, frozenset[str]]

    def __getitem__(self, section: str) -> frozenset[str]:
        return self.sections.get(section, frozenset())


@cache
def words_of(language: str | None) -> Words:
    """The words of a language; none at all for one without a file.

    Args:
        language: BCP 47 tag.
    """
    tag = (language or "").replace("_", "-").split("-")[0].lower()
    if tag not in LANGUAGES:
        return Words("", {})
    return Words(tag, _read(files(__name__).joinpath(f"{tag}.txt").read_text("utf-8")))


@cache
def day_words(language: str) -> frozenset[str]:
    """Names of days, and single words such as "yesterday".

    Args:
        language: subtag.
    """
    words = words_of(language)
    named = {entry.partition("=")[0] for entry in words["days"] | words["relative"]}
    return frozenset(name for name in named if " " not in name)


@cache
def day_openings(language: str) -> frozenset[str]:
    """Words that the name of a day, or a phrase such as "this morning", can begin with.

    Args:
        language: subtag.
    """
    words = words_of(language)
    named = [entry.partition("=")[0] for entry in words["days"]]
    phrases = [entry.partition("=")[0] for entry in words["relative"]]
    return frozenset([*named, *phrases, *(re.split(r"[ '’-]", phrase)[0] for phrase in phrases)])


@cache
def according_openings(language: str) -> dict[str, list[list[str]]]:
    """Phrases such as "according to", word by word, by their first words.

    Args:
        language: subtag.
    """
    found: dict[str, list[list[str]]] = {}
    for phrase in words_of(language)["according"]:
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


def _read(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section = ""
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("["):
            section = line.strip("[]")
            found.setdefault(section, set())
        elif line.startswith("*"):
            stems, _, endings = line[1:].partition(":")
            found[section] |= {
                stem + ("" if ending == "-" else ending) for stem in stems.split() for ending in endings.split()
            }
        elif line:
            found[section] |= {word.strip() for word in line.split(",") if word.strip()}
    return {name: frozenset(words) for name, words in found.items()}
