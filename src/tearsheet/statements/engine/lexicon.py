"""Word classes that mean the same in every language: verbs of saying, "that", "according to", pronouns, roles, ...

What is learned of a class in one language serves in all that `lexicon.txt` beside this file lists words for.
"""

from functools import cache
from importlib.resources import files

__all__ = ["CLASSES", "classes_of", "languages", "lexicon_of"]

CLASSES = (
    "say think plan ask attitude according sayn role that to wh pron3 pron1 pron2 relpron det poss obj prep conj "
    "subconj aux modal neg adverb time title subjunctive"
).split()
"""The classes, in the order of their numbers."""

_FRENCH_ER = "e es ent er é ée és ées ait aient ais ant a èrent era erait eront eraient ons ez ions iez"
_ENDINGS = {
    "er": _FRENCH_ER.split(),
    "weak": "e t te ten en end est et ete eten".split(),
    "ar": "a an ó ou o aron aram ar aba aban ava avam ando ado ada é".split(),
    "are": "a ano ò are ato ata ava avano ando arono".split(),
}


def _regular(verb: str) -> list[str]:
    """Forms of an English verb that is conjugated regularly."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    return [verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"]


def _forms(endings: str, stem: str) -> list[str]:
    if endings == "=":
        return [stem]
    if endings == "reg":
        return _regular(stem)
    forms = [stem + ending for ending in _ENDINGS[endings]]
    if endings == "weak":
        forms += [f"ge{stem}t", f"ge{stem}et"]
    elif stem.endswith(("c", "g")) and endings == "er":
        soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e"
        forms += [soft + ending for ending in ("ait", "aient", "ant", "a", "ons")]
    return forms


@cache
def _lexicon() -> dict[str, dict[str, tuple[int, ...]]]:
    """Language to word to the numbers of its classes; ``""`` for a language that is not known."""
    found: dict[str, dict[str, tuple[int, ...]]] = {"": {}}
    numbers = {name: number for number, name in enumerate(CLASSES)}
    for line in files(__package__).joinpath("lexicon.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, language, endings, *stems = line.split()
        number = numbers[name]
        for words in (found.setdefault(language, {}), found[""]):
            for stem in stems:
                for word in _forms(endings, stem):
                    known = words.get(word, ())
                    if number not in known:
                        words[word] = (*known, number)
    return found


def languages() -> frozenset[str]:
    """The languages that words are listed for."""
    return frozenset(_lexicon()) - {""}


def classes_of(word: str, language: str) -> tuple[int, ...]:
    """Numbers of the word's classes.

    Args:
        word: in small letters.
        language: a code of two letters; words of all languages count where it is not listed.
    """
    return lexicon_of(language).get(word, ())


def lexicon_of(language: str) -> dict[str, tuple[int, ...]]:
    """Words, in small letters, with the numbers of their classes; of all languages where this one is not listed."""
    lexicon = _lexicon()
    return lexicon.get(language, lexicon[""])
