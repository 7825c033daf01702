"""Texts with statements written from patterns: for languages without annotated ones, and for what those we have lack.

Sentences that tell nothing of speech are taken from any texts of the language; the patterns of `patterns.txt` beside
this file say how a statement is made of one, a verb and a source. German ones turn the verb into the subjunctive of
reported speech, or put it last, as "dass" wants it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.brat import Attribution, Document, Spans
from tearsheet.statements.engine.lexicon import CLASSES, classes_of
from tearsheet.statements.engine.tokens import tokenize

__all__ = ["Patterns", "plain_sentences", "read_patterns", "write_texts"]

_PATTERNS = Path(__file__).with_name("patterns.txt")
_TAGGED = re.compile(r"<(/?)([CSQD])>")
_SLOT = re.compile(r"\{(\w+)\}")
_SPEECH = {CLASSES.index(name) for name in ("say", "ask", "attitude", "sayn", "according")}
_ACCORDING = CLASSES.index("according")
_CLAUSES = {CLASSES.index(name) for name in ("that", "wh")}
_MIND = {CLASSES.index(name) for name in ("think", "plan")}
_MARKS = re.compile('["“”„«»‹›「」『』()\\[\\]:;—–]')
_SUBJUNCTIVE = {
    "ist": "sei", "sind": "seien", "hat": "habe", "haben": "hätten", "wird": "werde", "werden": "würden",
    "kann": "könne", "können": "könnten", "muss": "müsse", "müssen": "müssten", "soll": "solle", "sollen": "sollten",
    "darf": "dürfe", "dürfen": "dürften", "will": "wolle", "wollen": "wollten", "gibt": "gebe", "geht": "gehe",
    "steht": "stehe", "kommt": "komme", "liegt": "liege", "bleibt": "bleibe", "war": "sei gewesen",
}  # fmt: skip
_ELIDED = re.compile(r"\bque (?=[aeiouéèêàâîôœ])")
_PARTED = "¦"
_SHORTEST, _LONGEST = 4, 28


@dataclass(frozen=True, slots=True)
class Patterns:
    """How statements are written in a language.

    Attributes:
        patterns: texts with ``<C>content</C>``, ``<S>source</S>``, ``<Q>cue</Q>`` and ``<D>`` for a second content of
            the same source that has no cue; words in braces are taken from ``words``.
        words: for each name what can stand there.
    """

    patterns: list[str] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)


def read_patterns(path: Path = _PATTERNS) -> dict[str, Patterns]:
    """Patterns by language."""
    found: dict[str, Patterns] = {}
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, name, rest = line.split(" ", 2)
        patterns = found.setdefault(language, Patterns())
        if name == "=":
            patterns.patterns.append(rest.replace("\\n", "\n"))
        else:
            patterns.words[name] = [word.strip() for word in rest.split("|")]
    return found


def plain_sentences(texts: Iterable[str], language: str) -> list[str]:
    """Sentences without any sign of speech, in the order in which they stand, each once."""
    found: dict[str, None] = {}
    for text in texts:
        tokens = tokenize(text)
        first = np.flatnonzero(np.diff(tokens.sentences, prepend=-1))
        for start, end in zip(first, [*first[1:], len(tokens.words)], strict=True):
            words = tokens.words[start:end]
            sentence = " ".join(text[tokens.starts[start] : tokens.ends[end - 1]].split())
            wide = language in ("zh", "ja") and words[-1] == "。"
            if not wide and not (words[-1] == "." and sentence[0].isupper()):
                continue
            if not _SHORTEST <= len(words) <= _LONGEST:
                continue
            if _MARKS.search(sentence):
                continue
            classes = {each for word in words for each in classes_of(word.lower(), language)}
            # "Er will mehr" is a plain sentence among many; "er will, dass" is a statement.
            if classes & _SPEECH - ({_ACCORDING} if language == "de" else set()):
                continue
            if classes & _MIND and (classes & _CLAUSES or "," in words):
                continue
            found[sentence] = None
    return list(found)


def write_texts(
    patterns: Patterns, sentences: Sequence[str], language: str, count: int, random: np.random.Generator
) -> list[Document]:
    """Texts of a few paragraphs, with statements among plain sentences.

    Args:
        patterns: of the language.
        sentences: plain ones of the language, at least one.
        language: a code of two letters.
        count: how many texts.
        random: what chooses.
    """
    return [_write(patterns, sentences, language, f"{language}-{number}", random) for number in range(count)]


def _write(
    patterns: Patterns, sentences: Sequence[str], language: str, name: str, random: np.random.Generator
) -> Document:
    text = ""
    attributions: list[Attribution] = []
    space = "" if language in ("zh", "ja") else " "
    for _ in range(int(random.integers(3, 9))):
        paragraph = ""
        for _ in range(int(random.integers(1, 5))):
            if paragraph:
                paragraph += space
            if random.random() < 0.45:
                paragraph += _choice(sentences, random)
                continue
            piece, spans = _fill(patterns, sentences, language, random)
            begin = len(text) + len(paragraph)
            paragraph += piece
            attributions += _attributions(spans, begin)
        text += paragraph + "\n\n"
    return Document(name, text, tuple(attributions))


def _choice(values: Sequence[str], random: np.random.Generator) -> str:
    return values[int(random.integers(len(values)))]


def _fill(
    patterns: Patterns, sentences: Sequence[str], language: str, random: np.random.Generator
) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """A statement's text, and where its parts stand."""
    pattern = _choice(patterns.patterns, random)
    for _ in range(3):
        pattern = _SLOT.sub(lambda match: _word(match[1], patterns, sentences, language, random), pattern)
    if language == "fr":
        pattern = _ELIDED.sub("qu'", pattern)
    pattern, _, inserted = pattern.partition(" @ ")
    pattern = pattern.replace(_PARTED, f"</C> {inserted} <C>")
    spans: dict[str, list[tuple[int, int]]] = {}
    opened: dict[str, int] = {}
    text, end = "", 0
    for match in _TAGGED.finditer(pattern):
        text += pattern[end : match.start()]
        end = match.end()
        if match[1]:
            spans.setdefault(match[2], []).append((opened[match[2]], len(text)))
        else:
            opened[match[2]] = len(text)
    text += pattern[end:]
    return (text[0].upper() + text[1:] if text else text), spans


def _attributions(spans: dict[str, list[tuple[int, int]]], begin: int) -> list[Attribution]:
    def moved(name: str) -> Spans:
        return tuple((start + begin, end + begin) for start, end in spans.get(name, ()))

    found = [Attribution(moved("C"), moved("S"), moved("Q")[:1])]
    found += [Attribution((span,), moved("S")) for span in moved("D")]
    return found


def _word(name: str, patterns: Patterns, sentences: Sequence[str], language: str, random: np.random.Generator) -> str:
    """What stands in a slot: a word of the language's list, or a sentence in one of its shapes.

    ``c`` is a sentence without its stop, ``cc`` one or two with it, ``i`` one that goes on in a longer one, ``k`` the
    same in the subjunctive, ``d`` with its verb last, ``V`` with its verb first; ``m`` one that is parted behind its
    verb, where what a pattern has behind "@" goes.
    """
    if name in patterns.words:
        return _choice(patterns.words[name], random)
    if name == "cc":
        return " ".join(_choice(sentences, random) for _ in range(int(random.integers(1, 4))))
    for _ in range(50):
        sentence = _choice(sentences, random).rstrip(".。")
        shaped = _shape(name, sentence, language)
        if shaped is not None:
            return shaped
    return _lower(_choice(sentences, random).rstrip(".。"), language)


def _shape(name: str, sentence: str, language: str) -> str | None:
    if name == "c":
        return sentence
    if name == "i":
        return _lower(sentence, language)
    words = sentence.split()
    place = next((i for i, word in enumerate(words) if word in _SUBJUNCTIVE), None)
    if place is None or not 0 < place < 7 or words[place - 1].endswith(","):
        return None
    if name in ("k", "K"):
        verb = _SUBJUNCTIVE[words[place]].split()
        shaped = " ".join([*words[:place], verb[0], *words[place + 1 :], *verb[1:]])
        return shaped if name == "K" else _lower(shaped, language)
    if name == "m":
        return " ".join(words[: place + 1]) + _PARTED + " ".join(words[place + 1 :])
    if "," in sentence:
        return None
    if name == "d":
        return _lower(" ".join([*words[:place], *words[place + 1 :], words[place]]), language)
    if name != "V":
        return None
    return " ".join([words[place], _lower(" ".join(words[:place]), language), *words[place + 1 :]])


def _lower(sentence: str, language: str) -> str:
    """The sentence as it stands inside another one: its first letter is small unless it is a name's."""
    first = sentence.split(" ", 1)[0]
    return sentence[0].lower() + sentence[1:] if classes_of(first.lower().rstrip("'’"), language) else sentence
