"""The language of a text that is perhaps too short for `detect_language`: its letters, and the words that it knows.

A sentence of six words often has too few letters to tell; "the", "said" and "selon" in it tell the same.
"""

import re

from tearsheet.article.metadata.language import detect_language, detect_script
from tearsheet.article.metadata.languagemodel import load_language_model
from tearsheet.statements.engine.lexicon import classes_of, languages

__all__ = ["tongue_of"]

_LONG = 80
"""Letters from which on they alone tell the language."""

_SOME, _FEW = 20, 10
"""Letters below which one word has to be known, and two."""

_WORD_COUNTS = 4.0
"""What a known word adds to the logarithm of a language's likelihood."""

_SAMPLE = 600
_NONE = "zxx"
_WORD = re.compile(r"[^\W\d_]+")


def tongue_of(text: str) -> str | None:
    """Language that a text is written in, as BCP 47 language subtag; ``None`` where too little tells it.

    Args:
        text: of any length.
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters >= _LONG:
        return detect_language(text)
    script = detect_script(sample)
    if script is not None or not letters:
        return script
    words = _WORD.findall(sample.lower())
    known = {language: sum(bool(classes_of(word, language)) for word in words) for language in languages()}
    likely = load_language_model().likelihoods(sample)
    likely.pop(_NONE, None)
    best = max(likely, key=lambda language: likely[language] + _WORD_COUNTS * known.get(language, 0))
    fewest = 0 if letters >= _SOME else 1 if letters >= _FEW else 2
    return best if known.get(best, 0) >= fewest else None
