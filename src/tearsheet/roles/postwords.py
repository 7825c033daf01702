"""The words around posts in flat captures, and what they leave of a line: a name, a fact about a member, a button.

The phrases lie in ``postwords.txt``.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tearsheet.remembered import remembered
from tearsheet.roles.linephrases import line_role
from tearsheet.roles.linetimes import find_time

__all__ = [
    "LONGEST_NAME",
    "POST_NUMBER",
    "beginning_of",
    "begins_with",
    "by_inside",
    "ending_of",
    "ends_with",
    "is_fact",
    "key_of_words",
    "may_be_name",
    "named",
    "post_words",
]

LONGEST_NAME, _MOST_WORDS = 40, 4
_LONGEST = 200
"""Characters of a line that are looked at: a longer one is text."""

_WORD = re.compile("(?:[^\\W\\d_]|[\u0900-\u0dff\u0e00-\u0e7f])+(?:['’](?:[^\\W\\d_])+)?")
POST_NUMBER = re.compile(
    r"(?:post\s*)?[#№Nn]?[°ºr]?\.?\s*\d{1,6}(?:\s*(?:of|/|von|из|sur|de)\s*\d{1,6})?\s*[楼樓层F.:)]*\Z", re.IGNORECASE
)
_BARE_COUNT = re.compile(r"[+\-−]?\s*\d[\d.,\s]*\s?[kKmMтк]?\+?\s*\Z")
_COUNTED_FIRST = re.compile(r"\d+\+?\s+[^\W\d_]")
"""How long a text takes to read, how many comments there are."""

_PARTED = re.compile(r"\s*(?:[|•·»«:,;→↑↓]|[-–—]\s|\s[-–—]|\(|\[|\#\d|\bIP\b)")
_COUNTED = re.compile(r"\(?\+?\d[\d.,]*\s?[km]?\)?\s+|\s+\(?\+?\d[\d.,]*[km]?\)?\Z", re.IGNORECASE)
_LEADING = re.compile(r"\A(?:[^\w@]|[#№]\s?\d+(?!\w)|\d+[.)]?\s)+")
"""Dashes, numbers of posts and the like before a name."""
_BY_INSIDE = re.compile(r"(?<=\s)(?:by|von|par|por|da|di|door|av|af|od|przez|от|від)\s+(?=\S)")
_NO_END = frozenset(".!?…。！？؟।:：,")


@lru_cache(maxsize=1)
def post_words() -> Mapping[str, frozenset[str]]:
    """Phrases by what they are, read once."""
    found: dict[str, set[str]] = {}
    key = ""
    for line in Path(__file__).with_name("postwords.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            key = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(key, set()).update(filter(None, map(key_of_words, line.split(","))))
    return {name: frozenset(phrases) for name, phrases in found.items()}


@remembered(10_000)
def key_of_words(text: str) -> str:
    """The words of a text in one case, without digits and punctuation."""
    return " ".join(_WORD.findall(text[:_LONGEST].casefold()))


@remembered(10_000)
def is_fact(text: str) -> bool:
    """Whether a line of a post's head or foot tells of the member or counts something, or is a button."""
    if len(text) > _LONGEST:
        return False
    words = post_words()
    key = key_of_words(text)
    if not key:
        return True
    if key in words["rank"] or key in words["fact"] or key in words["act"] or key in words["reply"]:
        return True
    head, parted, _ = text.replace("：", ":").partition(":")
    if parted and key_of_words(head) in words["fact"]:
        return True
    counted = key_of_words(_COUNTED.sub("", text.strip()))
    return any(c.isdigit() for c in text) and (counted in words["fact"] or counted in words["act"])


def may_be_name(text: str) -> bool:
    """Whether a line may be what a member is called."""
    if not 1 < len(text) <= LONGEST_NAME or len(text.split()) > _MOST_WORDS or "://" in text:
        return False
    if text[-1] in _NO_END or not any(map(str.isalnum, text)):
        return False
    if _COUNTED_FIRST.match(text) or POST_NUMBER.match(text) or _BARE_COUNT.match(text) or find_time(text) is not None:
        return False
    words = post_words()
    key = key_of_words(text)
    return not is_fact(text) and key not in words["on"] and key not in words["by"] and line_role(text) is None


@remembered(10_000)
def named(part: str) -> str | None:
    """The name in what stands beside a date, without the words around it; ``None`` without one."""
    words = post_words()
    inside = by_inside(part)
    text = _LEADING.sub("", part[inside:] if inside else part).strip()
    for _ in range(3):
        begin = max(beginning_of(text, words["by"]), beginning_of(text, words["on"]))
        if not begin:
            break
        text = text[begin:].strip(" :：,|»•·-–—")
    cut = _PARTED.search(text)
    text = (text[: cut.start()] if cut and cut.start() else text).strip(" ,;|•·»«:()[]-–—")
    for _ in range(2):
        key = key_of_words(text)
        end = ending_of(text, words["on"]) or ending_of(text, words["rank"])
        if not end or key in words["on"]:
            break
        text = text[:-end].strip(" ,;|•·»:-–—")
    return text if text and may_be_name(text) and key_of_words(text) not in words["on"] else None


def by_inside(text: str) -> int:
    """Where the name begins behind the last "by" of a text; 0 without one."""
    best = 0
    for match in _BY_INSIDE.finditer(text):
        best = match.end()
    return best


def begins_with(key: str, phrases: frozenset[str]) -> bool:
    """Whether words begin with one of the phrases."""
    words = key.split()
    return any(" ".join(words[:count]) in phrases for count in range(1, min(len(words), 4) + 1))


def ends_with(key: str, phrases: frozenset[str]) -> bool:
    """Whether words end with one of the phrases."""
    words = key.split()
    return any(" ".join(words[-count:]) in phrases for count in range(1, min(len(words), 4) + 1))


def beginning_of(text: str, phrases: frozenset[str]) -> int:
    """How many characters at the start of a text are one of the phrases, the longest; 0 for none."""
    best = 0
    for count, match in enumerate(_WORD.finditer(text[:60])):
        if count >= 4:
            break
        if key_of_words(text[: match.end()]) in phrases and not text[match.end() : match.end() + 1].isalnum():
            best = match.end()
    return best


def ending_of(text: str, phrases: frozenset[str]) -> int:
    """How many characters at the end of a text are one of the phrases; 0 for none."""
    matches = list(_WORD.finditer(text[-60:]))
    shift = max(len(text) - 60, 0)
    for match in matches[-4:]:
        start = shift + match.start()
        if start and key_of_words(text[start:]) in phrases and text[start - 1].isspace():
            return len(text) - start
    return 0
