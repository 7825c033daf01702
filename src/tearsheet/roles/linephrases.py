"""What whole lines of menus, buttons and boxes say, in many languages: the role of a line of nothing but such words.

Only a line's whole text counts, so that words which are common elsewhere do no harm; what leads a line before a colon
is a label. The phrases lie in ``linephrases.txt``.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from tearsheet.native import lineloops
from tearsheet.page.role import Role
from tearsheet.remembered import learn, remembered

__all__ = ["label_role", "learn_phrases", "line_role", "phrase_roles", "word_roles"]

_LONGEST, _LONGEST_LABEL = 90, 30
_LONGER = {Role.LEGAL: 250, Role.CONSENT: 600}
_MOST_WORDS = 7
# Vowel signs of the scripts of India and South-East Asia are part of the word.
_WORD = re.compile("(?:[^\\W\\d_]|[\u0900-\u0dff\u0e00-\u0e7f])+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# Points of Hebrew and Arabic, the dots below letters of Indic scripts, and the dot that a capital İ leaves over.
_POINTS = re.compile("[\u0307\u0591-\u05c7\u0640\u064b-\u065f]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")
_SPELLINGS = str.maketrans("ıёأإآىیک", "iеاااييك")
"""Letters that come and go with the case or with whoever writes."""

_COLON = re.compile(r"\s*[:：]\s*(?=\S)")
_MANY_WORDS = 16
"""More than any phrase has."""

_HOLD_MANY_WORDS = 240
"""Characters that mostly hold so many."""
_LABELS = frozenset({Role.TAGS, Role.BYLINE, Role.CREDIT})
_WITHIN = frozenset({Role.BYLINE, Role.CREDIT})
"""Roles whose words are labels only: alone on a line they say nothing."""


def _read() -> tuple[dict[str, Role], dict[str, Role], dict[str, Role], dict[str, Role]]:
    """Whole lines, beginnings of lines, labels, and beginnings that only hint."""
    whole: dict[str, Role] = {}
    begun: dict[str, Role] = {}
    labels: dict[str, Role] = {}
    hints: dict[str, Role] = {}
    role = Role.NAVIGATION
    for line in Path(__file__).with_name("linephrases.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            role = Role(line.strip("[]"))
            continue
        for phrase in line.split(","):
            words = _key(phrase)
            if role in _LABELS:
                labels.setdefault(words, role)
            if phrase.endswith("~"):
                hints.setdefault(words, role)
            elif role not in _WITHIN:
                whole.setdefault(words, role)
                if phrase.endswith("*"):
                    begun.setdefault(words, role)
    return whole, begun, labels, hints


def _beginning(text: str) -> str:
    """Words of a line as `_key` has them; of a line of more words than any phrase those that one may begin with."""
    if len(text) > _HOLD_MANY_WORDS:
        # The last one may be cut in two.
        words = _key(text[:_HOLD_MANY_WORDS]).split()[:-1]
        if len(words) >= _MANY_WORDS:
            return " ".join(words[:_MANY_WORDS])
    return _key(text)


def _key(text: str) -> str:
    """Words of a text in one case and one spelling, without digits and punctuation."""
    return " ".join(_WORD.findall(_spelled(text)))


def _spelled(text: str) -> str:
    """A text in one case and one spelling."""
    text = text.casefold()
    if text.isascii():
        return text
    text = _POINTS.sub("", unicodedata.normalize("NFC", text)).translate(_SPELLINGS)
    return _GREEK.sub(_without_accents, text)


def _without_accents(match: re.Match[str]) -> str:
    """Greek without accents, as capitals have none."""
    return "".join(letter for letter in unicodedata.normalize("NFD", match[0]) if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _phrases() -> tuple[dict[str, Role], dict[str, Role], dict[str, Role], dict[str, Role]]:
    """Read once."""
    return _read()


def line_role(text: str) -> Role | None:
    """The role of a line that is nothing but a stock phrase, or begins with one that tells; ``None`` for others."""
    role = word_roles(text)[0]
    return role if role and len(text) <= _LONGER.get(role, _LONGEST) else None


def phrase_roles(text: str) -> tuple[Role | None, Role | None]:
    """What `line_role` says of a line, and the role that its first words hint at, where it is known to be no text."""
    said = word_roles(text)
    if len(text) <= _LONGEST:
        return said
    role, hinted = said
    return (
        role if role and len(text) <= _LONGER.get(role, _LONGEST) else None,
        hinted if hinted and len(text) <= _LONGER.get(hinted, _LONGEST) else None,
    )


@remembered(10_000)
def word_roles(text: str) -> tuple[Role | None, Role | None]:
    """The roles that a line's words tell and hint at, were it short enough.

    It is asked several times of a line; the cache only saves time.
    """
    if len(text) > max(_LONGER.values()):
        return None, None
    if lineloops is not None:
        return _tell([text])[0]
    whole, begun, _, hints = _phrases()
    key = _beginning(text)
    return whole.get(key) or _by_beginning(key, begun), _by_beginning(key, hints)


def learn_phrases(texts: Iterable[str]) -> None:
    """Look at many lines at once that `line_role` and `phrase_roles` will be asked about.

    Args:
        texts: what the lines say.
    """
    if lineloops is not None:
        learn(word_roles, texts, _tell)


def _tell(texts: list[str]) -> list[tuple[Role | None, Role | None]]:
    """What `word_roles` says of each line, by the compiled loop."""
    assert lineloops is not None
    longest = max(_LONGER.values())
    short = [text if len(text) <= longest else "" for text in texts]
    told: list[tuple[Role | None, Role | None]]
    told = lineloops.read_phrases(short, *_numbered(), _spelled, _HOLD_MANY_WORDS, _MANY_WORDS, _TOLD)
    return told


_ROLES: tuple[Role | None, ...] = (None, *Role)
_TOLD = [[(role, hint) for hint in _ROLES] for role in _ROLES]


@lru_cache(maxsize=1)
def _numbered() -> tuple[Any, Any, Any]:
    """Whole lines, beginnings and hints for the compiled loop, made once."""
    assert lineloops is not None
    whole, begun, _, hints = ({key: _ROLES.index(role) for key, role in phrases.items()} for phrases in _phrases())
    return lineloops.Phrases(whole), lineloops.Phrases(begun), lineloops.Phrases(hints)


@lru_cache(maxsize=1)
def _numbered_labels() -> Any:
    """Labels for the compiled loop, made once."""
    assert lineloops is not None
    return lineloops.Phrases({key: _ROLES.index(role) for key, role in _phrases()[2].items()})


def label_role(text: str) -> Role | None:
    """The role that a label before a colon gives a line: tags, byline or credit; ``None`` without one."""
    head = text[:_LONGEST_LABEL]
    if ":" not in head and "：" not in head:
        return None
    if lineloops is not None:
        label: int = lineloops.read_label(text, _numbered_labels(), _spelled, _LONGEST_LABEL)
        return _ROLES[label]
    match = _COLON.search(text, 0, _LONGEST_LABEL)
    return _phrases()[2].get(_key(text[: match.start()])) if match else None


def _by_beginning(key: str, begun: dict[str, Role]) -> Role | None:
    """The role of the longest phrase that a line begins with."""
    words = key.split()
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        role = begun.get(" ".join(words[:count]))
        if role is not None:
            return role
    if words and _UNSPACED.search(words[0]):
        for count in range(min(len(words[0]), 2 * _MOST_WORDS), 1, -1):
            role = begun.get(words[0][:count])
            if role is not None:
                return role
    return None
