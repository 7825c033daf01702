"""What whole lines of menus, buttons and boxes say, in many languages: the role of a line of nothing but such words.

Only a line's whole text counts, so that words which are common elsewhere do no harm; what leads a line before a colon
is a label. The phrases lie in ``linephrases.txt``.
"""

import re
from functools import lru_cache
from pathlib import Path

from tearsheet.page.role import Role

__all__ = ["label_role", "line_role"]

_LONGEST, _LONGEST_LABEL = 90, 30
_LONGER = {Role.LEGAL: 250, Role.CONSENT: 600}
_MOST_WORDS = 7
# Vowel signs of the scripts of India and South-East Asia are part of the word.
_WORD = re.compile("(?:[^\\W\\d_]|[\u0900-\u0dff\u0e00-\u0e7f])+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_COLON = re.compile(r"\s*[:：]\s*(?=\S)")
_LABELS = frozenset({Role.TAGS, Role.BYLINE, Role.CREDIT})
_WITHIN = frozenset({Role.BYLINE, Role.CREDIT})
"""Roles whose words are labels only: alone on a line they say nothing."""


def _read() -> tuple[dict[str, Role], dict[str, Role], dict[str, Role]]:
    """Whole lines, beginnings of lines, and labels."""
    whole: dict[str, Role] = {}
    begun: dict[str, Role] = {}
    labels: dict[str, Role] = {}
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
            if role not in _WITHIN:
                whole.setdefault(words, role)
                if phrase.endswith("*"):
                    begun.setdefault(words, role)
    return whole, begun, labels


def _key(text: str) -> str:
    """Words of a text in one case, without digits and punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


@lru_cache(maxsize=1)
def _phrases() -> tuple[dict[str, Role], dict[str, Role], dict[str, Role]]:
    """Read once."""
    return _read()


@lru_cache(maxsize=10_000)
def line_role(text: str) -> Role | None:
    """The role of a line that is nothing but a stock phrase, or begins with one that tells; ``None`` for others.

    It is asked several times of a line; the cache only saves time.
    """
    if len(text) > max(_LONGER.values()):
        return None
    whole, begun, _ = _phrases()
    key = _key(text)
    role = whole.get(key) or _by_beginning(key, begun)
    return role if role and len(text) <= _LONGER.get(role, _LONGEST) else None


def label_role(text: str) -> Role | None:
    """The role that a label before a colon gives a line: tags, byline or credit; ``None`` without one."""
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
