"""Sentences that stand where an article is closed to those who don't pay or register, in many languages.

They lie in ``paywall.txt``. Each speaks of reading on, of this article, or of who alone may read it: an offer of a
subscription stands on every page of an outlet.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from tearsheet.article.article import Access
from tearsheet.native import articleloops

__all__ = ["says_free", "says_paid", "wall_of"]

_STEMS = (
    "subscri|member|sign|log|regist|account|trial|unlock|limit|article|abo|kostenpflicht|registr|anmeld|einlog|"
    "artikel|suscri|suscrib|suscríb|assin|cadastr|sesión|accedi|iscri|connect|inscri|identif|compte|réserv|"
    "reserv|riservat|quedan|límite|tilaa|kirj|prenumer|subskry|dostęp|dostep|pozosta|zalog|zarej|předplat|"
    "predplat|přihl|előfizet|pretplat|подпис|передплат|підпис|абонат|войд|регистр|авториз|συνδρομητ|شترك|سج|"
    "מנוי|सदस्य|सब्सक्राइब|订|訂|付费|付費|会员|會員|登录|登入|限|有料|会員|続き|残り|"
    "登録|유료|구독|회원|로그인|langgan|สมัคร|สมาชิก|agli abbon|thuê bao|hội viên"
).split("|")
"""One of these stands in every sentence: a quick look before the long one."""

_PLAIN_STEMS = tuple(stem for stem in _STEMS if stem.isascii())
_SINGLE_STEMS = tuple(stem for stem in _STEMS if len(stem) == 1)
_FINDER = None if articleloops is None else articleloops.Stems([stem for stem in _STEMS if len(stem) > 1])

_WALLS = (
    (Access.METERED, "metered"),
    (Access.REGISTRATION, "registration"),
    (Access.SUBSCRIPTION, "subscription"),
)
_GAP = r"[^.!?。]{0,40}?"
_UNSPACED = re.compile(r"(?:\(\?:)?[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST = 300
_LONGEST_LABEL = 40
_AROUND = " +*|·[]()"


@cache
def _table() -> dict[str, re.Pattern[str]]:
    """The lists of the file by their names, read once."""
    lists: dict[str, tuple[list[str], list[str]]] = {}
    name = ""
    for line in files("tearsheet.article.metadata").joinpath("paywall.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            lists[name] = ([], [])
        elif line and not line.startswith("#"):
            # Scripts without spaces have no start of a word.
            lists[name][_UNSPACED.match(line) is not None].append(line.replace("…", _GAP))
    return {name: re.compile(_any(*lines), re.IGNORECASE) for name, lines in lists.items()}


def _any(words: Sequence[str], anywhere: Sequence[str]) -> str:
    """A pattern for any of some lines, most of which begin with a word; its start is looked for once."""
    begun = rf"(?<!\w)(?:{'|'.join(words)})" if words else ""
    return "|".join(filter(None, (begun, *anywhere)))


@cache
def _plain_table() -> dict[str, re.Pattern[str]]:
    """The same for texts of ASCII in lower case, several times faster."""
    return {name: re.compile(pattern.pattern) for name, pattern in _table().items()}


def wall_of(text: str) -> Access | None:
    """What a text asks of those who would read on; ``None`` where it asks for nothing.

    Args:
        text: a Block's; its first 300 characters are read.

    Returns:
        `Access.METERED` where it counts the articles that one may read without paying, `Access.REGISTRATION` where one
        must register or sign in, `Access.SUBSCRIPTION` where one must pay.
    """
    start = text[:_LONGEST]
    lower = start.lower()
    if not _has_stem(lower):
        return None
    plain = lower.isascii()
    table, text = (_plain_table(), lower) if plain else (_table(), start)
    for access, name in _WALLS:
        if table[name].search(text) is not None:
            return access
    return None


def _has_stem(lower: str) -> bool:
    """Whether a text has one of the stems, in small letters."""
    if _FINDER is None:
        return any(stem in lower for stem in (_PLAIN_STEMS if lower.isascii() else _STEMS))
    return _FINDER.inside(lower) or (not lower.isascii() and any(sign in lower for sign in _SINGLE_STEMS))


def says_paid(label: str, *, linked: bool = False) -> bool:
    """Whether a label, such as above a title, says that the article is for those who pay.

    Args:
        label: the whole text of a Block.
        linked: whether it is a link; a link of one word, such as "Abo", is an offer.
    """
    return _labels("paid label", label) or (not linked and _labels("paid word", label))


def says_free(label: str) -> bool:
    """Whether a label says that everybody may read the article."""
    return _labels("free label", label)


def _labels(name: str, label: str) -> bool:
    if not 0 < len(label) <= _LONGEST_LABEL:
        return False
    label = label.strip(_AROUND)
    if label.isascii():
        return _plain_table()[name].fullmatch(label.lower()) is not None
    return _table()[name].fullmatch(label) is not None
