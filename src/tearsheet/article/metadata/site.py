"""Who publishes the page: what it calls the outlet, and what of a text is that name.

Open Graph (https://ogp.me/), schema.org, and the common meta names of publishing systems.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.wording import fold, words

__all__ = [
    "address_name",
    "is_site_name",
    "outlet_part",
    "same_name",
    "site_names",
    "squeeze",
]

_NOT_LETTERS = re.compile(r"[\W_]+")
_PUBLIC_SECOND = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "or", "ne", "go", "in", "gv"})


def squeeze(text: str) -> str:
    """The letters and digits of ``text`` alone, case-folded: how a name looks inside an address."""
    return _NOT_LETTERS.sub("", fold(text))


def address_name(url: str | None) -> str:
    """The host's own label in an address, such as ``"example"`` of ``https://www.example.co.uk/``."""
    if not url:
        return ""
    try:
        host = urlsplit(url[:2_000]).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _PUBLIC_SECOND and len(labels[-1]) == 2:
        labels.pop()
    return labels[-2] if len(labels) > 1 else labels[0]


def site_names(declared: Declared) -> list[Clue]:
    """What the page calls the outlet, the most reliable first."""
    clues = [
        *declared.meta("og:site_name"),
        *declared.said("publisher", "sourceOrganization"),
        *(
            clue
            for thing in declared.graph.things
            if not thing.listed and not thing.types.isdisjoint({"website", "newsmediaorganization", "organization"})
            for clue in declared.said("name", "alternateName", thing=thing, kind="json-ld site")
        ),
        *declared.meta(
            "application-name", "publisher", "dc.publisher", "dcterms.publisher", "cre", "twitter:app:name:iphone"
        ),
        *declared.item("publisher"),
        # What the lines of a flat capture end with.
        *(replace(clue, kind="visible site name") for clue in declared.item("site name")),
        *declared.meta("apple-mobile-web-app-title", "copyright"),
    ]
    return [
        clue for clue in clues if 1 < len(clue.text) <= 60 and "://" not in clue.text and not clue.text.startswith("@")
    ]


def is_site_name(text: str, names: Iterable[str], url: str | None) -> bool:
    """Whether a text is the outlet's name, as known or as its address has it.

    Args:
        text: such as the last part of a page title.
        names: what the outlet is called.
        url: address of the page.
    """
    form = squeeze(text)
    if not form:
        return False
    label = squeeze(address_name(url))
    if label and (form == label or (len(label) > 3 and form.startswith(label) and len(form) <= len(label) + 8)):
        return True
    host = _host(url)
    if host and (form == host or form == "www" + host):
        return True
    if len(form) > 3 and label and form.removeprefix("the") == label.removeprefix("the"):
        return True
    for name in names:
        known = squeeze(name)
        if form == known or (len(known) > 3 and form.removeprefix("the") == known.removeprefix("the")):
            return True
        shorter, longer = sorted((form, known), key=len)
        if len(shorter) > 4 and longer.startswith(shorter) and len(longer) <= 2 * len(shorter):
            return True
    return False


def _host(url: str | None) -> str:
    """The letters and digits of an address' host."""
    try:
        return squeeze((urlsplit((url or "")[:2_000]).hostname or "").removeprefix("www."))
    except ValueError:
        return ""


def same_name(text: str, names: Iterable[str], url: str | None) -> bool:
    """Whether a text is the outlet's name and nothing more.

    Args:
        text: such as a heading that may be a logo.
        names: what the outlet is called.
        url: address of the page.
    """
    form = squeeze(text).removeprefix("the")
    known = {squeeze(name).removeprefix("the") for name in (*names, address_name(url), _host(url))}
    return bool(form) and form in known


def outlet_part(text: str, names: Sequence[str], url: str | None) -> bool:
    """Whether a part of a page title, cut off at a separator, stands for the outlet: its name, initials, or most of it.

    Args:
        text: the part.
        names: what the outlet is called.
        url: address of the page.
    """
    if is_site_name(text, names, url):
        return True
    own = words(text)
    form = "".join(own)
    for name in names:
        known = words(name)
        if 2 < len(known) <= 8 and form == "".join(word[0] for word in known):
            return True
        if 2 < len(own) <= 8 and "".join(known) == "".join(word[0] for word in own):
            return True
        if len(own) > 1 and 2 * len(own) >= len(known) and set(own) < set(known):
            return True
    return False
