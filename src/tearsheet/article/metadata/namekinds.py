"""What a name is: a person's by its shape, an agency's, the outlet's own."""

import re
from collections.abc import Sequence
from pathlib import Path

from tearsheet.article.article import AuthorKind
from tearsheet.article.metadata.bylinewords import NOT_NAMES, ORGANISATION, PARTICLES, is_collective
from tearsheet.article.metadata.site import is_site_name
from tearsheet.article.metadata.wording import fold
from tearsheet.remembered import remembered

__all__ = ["is_agency", "is_cased", "is_compound", "kind_of", "looks_like_login", "looks_like_name"]

_AGENCIES = frozenset(
    fold(line)
    for line in Path(__file__).with_name("agencies.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
"""News agencies of the world, by the names and initials they sign with."""

_AGENCY_WORD = re.compile(
    r"\b(?:(?:news|press|wire) (?:agency|service)|(?:presse|nachrichten)agentur|agence (?:de )?presse"
    r"|agencia de noticias|agência de notícias|agenzia (?:di )?stampa|agencja prasowa|haber ajansı)\b"
    r"|информационное агентство|информагентство|通讯社|通訊社|通信社|통신사?$|وكالة",
    re.IGNORECASE,
)
"""How agencies that no list knows call themselves."""


_LISTED = re.compile(r"[/,+&-]|\s+und\s+|\s+and\s+")
_HOST = re.compile(
    r"[\w-]+(?:\.[\w-]+){0,2}\.(?:com|org|net|info|news|tv|in|de|fr|it|es|ru|uk|co|io|eu)", re.IGNORECASE
)


@remembered(2_000)
def looks_like_name(name: str) -> bool:
    """Whether a text has the shape of a person's name: two to five words with capitals, or a short one without case."""
    words = name.replace(",", " ").split()
    if not words:
        return False
    if not is_cased(name):
        letters = sum(c.isalpha() for c in name)
        return 2 <= letters <= 24 and len(words) <= 4 and letters >= 0.6 * len(name)
    if any(map(str.isdigit, name)) or not 2 <= len(words) <= 5 or fold(name) in NOT_NAMES:
        return False
    return all(word[0].isupper() or fold(word) in PARTICLES or is_compound(word) for word in words) and (
        words[-1][0].isupper() or is_compound(words[-1])
    )


def is_compound(word: str) -> bool:
    """Whether a word is a particle bound to a capital: "d'Aubigné", "al-Haddad", "McNeil"."""
    return len(word) > 2 and word[:1].isalpha() and any(map(str.isupper, word[1:4]))


def is_cased(text: str) -> bool:
    """Whether any letter of a text knows capitals."""
    if text.isascii():
        return text.upper() != text.lower()
    return any(map(str.islower, text)) or any(map(str.isupper, text))


def looks_like_login(name: str) -> bool:
    """Whether a text looks like what somebody signs in with: one word with digits, dots or small letters alone."""
    return " " not in name and name.isascii() and (name.islower() or not name.isalpha())


def kind_of(name: str, site_names: Sequence[str], url: str | None, *, organisation: bool = False) -> AuthorKind:
    """Whether a name is an agency's, the outlet's or a person's.

    Args:
        name: one name.
        site_names: what the outlet is called.
        url: address of the page.
        organisation: whether the page says that it is an organisation.
    """
    folded = fold(name)
    if is_agency(folded):
        return AuthorKind.AGENCY
    if is_site_name(name, site_names, url):
        return AuthorKind.OUTLET
    worded = _worded_kind(name)
    return AuthorKind.OUTLET if organisation and worded is AuthorKind.PERSON else worded


@remembered(2_000)
def _worded_kind(name: str) -> AuthorKind:
    """What the words of a name say that it is."""
    if _AGENCY_WORD.search(name):
        return AuthorKind.AGENCY
    if is_collective(name) or ORGANISATION.search(name) or _host_like(name):
        return AuthorKind.OUTLET
    return AuthorKind.PERSON


@remembered(2_000)
def is_agency(folded: str) -> bool:
    """Whether a folded name is a news agency's, or the names of several."""
    if folded in _AGENCIES:
        return True
    for end in (" news agency", " news", " staff", " sport", " sports", "-newskanal", " newswire", " newsroom"):
        if folded.endswith(end) and folded.removesuffix(end) in _AGENCIES:
            return True
    parts = _LISTED.split(folded[:60])
    return len(parts) > 1 and all(part.strip() in _AGENCIES for part in parts)


def _host_like(name: str) -> bool:
    return _HOST.fullmatch(name) is not None
