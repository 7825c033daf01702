"""Who took a picture and who supplies it, out of the credit as printed."""

import re

from tearsheet.roles.credits import is_supplier, without_label

__all__ = ["name_credit"]

_LONGEST = 300
_MOST_NAMES = 12
_PARTS = re.compile(
    r"\s*[/|;•+&＝=·、／]\s*|\s*,\s+|\s+[.–—-]\s+|\s+(?:via|for|für|pour|para|and|und|et|y|e|og|och|en|ja|i|и|та|και|ve)\s+"
    r"|\s*[()（）\[\]]\s*|\s+(?:photos?|fotos?|bild|image|фото)\s*:\s*",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"(?:file|archive?s?|archivo|archivio|archiv(?:bild|foto)?|symbol(?:bild|foto)|handout|pool|montage|collage|screenshot"
    r"|screen ?grab|courtesy|supplied|provided|submitted|contributed|illustration|grafik|graphic|rights?"
    r"|all rights reserved|uncredited|unbekannt|privat|private|zvg|d\.?r\.?|photo|foto|image|bild|photographer"
    r"|staff|\d{4})\.?\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\s+|\s+(?:19|20)\d\d\Z")
_SUFFIX = re.compile(
    r"\s*(?:기자|선임기자|특파원|撮影|提供|摄影|攝影|摄|攝|記者|记者)\Z|\s+(?:photos?|staff)\Z", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\b(?:images?|agency|agence|agentur|agencia|agenzia|agência|ajansı|press|presse|prensa|news|newspapers?|media|pictures"
    r"|photos?|photography|archives?|museum|university|universität|ministry|ministerium|office|police|polizei|gmbh|inc|ltd"
    r"|llc|ag|studios?|productions?|foundation|institute?|department|council|service|times|post|herald|zeitung|verlag"
    r"|magazine|tv|radio|films?|commons|stock|wire|pool|government|embassy|club|company|group|union|party|school)\b"
    r"|[\w-]+\.(?:com|org|net|de|fr|es|it|co|is|no|se|pl|ru|jp|uk|at|ch|info)\b"
    r"|(?:社|新聞|新华|新闻|通信|通讯|報|报|뉴스|신문|일보|통신|방송|агентство|новости|وكالة|وکالة|סוכנות)",
    re.IGNORECASE,
)
_LONGEST_UNCASED = 5


def name_credit(credit: str) -> tuple[tuple[str, ...], str | None]:
    """Take a credit apart.

    Args:
        credit: as printed, such as ``"Ann Example/Getty Images"``.

    Returns:
        The people who made the picture, and the agencies or others who supply it, joined by slashes; ``None`` without
        any.
    """
    creators: dict[str, None] = {}
    agencies: dict[str, None] = {}
    for part in _PARTS.split(credit[:_LONGEST])[: 2 * _MOST_NAMES]:
        name = _SUFFIX.sub("", _YEAR.sub(" ", without_label(part)).strip(" .,:;©\"'“”„»«")).strip()
        if len(name) < 2 or _NOT_NAMES.match(name) or not any(map(str.isalpha, name)):
            continue
        if is_supplier(name) or _ORGANISATION.search(name):
            agencies[name] = None
        elif _is_person(name):
            creators[name] = None
        elif len(name.split()) <= 6 and not name[0].islower():
            agencies[name] = None
    return tuple(creators)[:_MOST_NAMES], "/".join(agencies) or None


def _is_person(name: str) -> bool:
    """Whether a name has a person's shape: two to five words with capitals, or a few letters of a script without."""
    words = name.split()
    if name.startswith("@"):
        return True
    if not any(character.islower() or character.isupper() for character in name):
        return len(name) <= _LONGEST_UNCASED or 2 <= len(words) <= 4
    return (
        2 <= len(words) <= 5
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not (words[0].isupper() and len(words[0]) > 2 and "." not in words[0])
    )
