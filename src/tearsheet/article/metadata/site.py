"""Who publishes the page: what it calls the outlet, and what of a text is that name.

Open Graph (https://ogp.me/), schema.org, and the common meta names of publishing systems.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from tearsheet.article.metadata.declared import Clue, Declared, make_clue, reworded
from tearsheet.article.metadata.wording import clean, fold, words
from tearsheet.remembered import remembered

__all__ = [
    "address_name",
    "is_site_name",
    "outlet_part",
    "same_name",
    "site_names",
    "squeeze",
]

_NOT_LETTERS = re.compile(r"[\W_]+")
_LONGEST_NAME = 60
_LONGEST_CLAIM = 120
_LONGEST_TITLE = 1_000
_MOST_TITLE_WORDS = 4
_LAST_LINES = 30
_YEAR = r"(?:19|20)\d\d"
_CLAIM = re.compile(r"\s*(?:©|\(c\)|&copy;|copyright\b)(?:\s*(?:©|\(c\)|copyright\b))?\s*(?:by\s+)?", re.IGNORECASE)
_YEARS = re.compile(rf"(?<!\w){_YEAR}(?:\s?[-–—/,]\s?{_YEAR})?(?!\w)[,.]?(?:\s+by\b)?")
_CLAIM_END = re.compile(r"[.|·•–—;!]\s|\s[-|·•]|[.|]\Z|\ball rights\b|\balle rechte\b|\btous droits\b", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—]\s+|\s*[|│｜·•»_]\s*")
_ISSUE = re.compile(r"#\s?\d")
_PUBLIC_SECOND = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "or", "ne", "go", "in", "gv"})


@remembered(2_000)
def squeeze(text: str) -> str:
    """The letters and digits of ``text`` alone, case-folded: how a name looks inside an address."""
    return _NOT_LETTERS.sub("", fold(text))


def address_name(url: str | None) -> str:
    """The host's own label in an address, such as ``"example"`` of ``https://www.example.co.uk/``."""
    return _address_name(url) if url else ""


@remembered(100)
def _address_name(url: str) -> str:
    try:
        host = urlsplit(url[:2_000]).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _PUBLIC_SECOND and len(labels[-1]) == 2:
        labels.pop()
    return labels[-2] if len(labels) > 1 else labels[0]


def site_names(declared: Declared) -> list[Clue]:
    """What the page calls the outlet, the most reliable first.

    Where neither markup nor embedded data name it, the part of the page's title that the address repeats does, and then
    the line that claims the copyright.
    """
    clues = [
        *declared.meta("og:site_name"),
        *declared.said("publisher", "sourceOrganization"),
        *(
            clue
            for thing in declared.graph.things
            if not thing.listed and not thing.types.isdisjoint({"website", "newsmediaorganization", "organization"})
            for clue in declared.said("name", "alternateName", thing=thing, kind="json-ld site")
        ),
        *declared.told("publisher"),
        *declared.meta(
            "application-name",
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "prism.publicationname",
            "cre",
            "twitter:app:name:iphone",
        ),
        *declared.item("publisher"),
        # What the lines of a flat capture end with.
        *(reworded(clue, clue.text, "visible site name") for clue in declared.item("site name")),
        *declared.meta("apple-mobile-web-app-title", "copyright"),
        *_title_parts(declared),
    ]
    titles = {squeeze(meta.value) for meta in declared.metas.get("og:title", ())[:1]}
    if declared.page.markup.title is not None:
        titles.add(squeeze(declared.page.markup.title.value))
    found = [reworded(clue, _bare_name(clue.text)) for clue in clues if len(clue.text) <= _LONGEST_CLAIM]
    found = [clue for clue in found if _is_name(clue.text, titles)]
    return found or [clue for clue in _claims(declared) if _is_name(clue.text, titles)]


def _is_name(text: str, titles: Collection[str]) -> bool:
    """Whether a text may be an outlet's name: no address, no account, and no whole title of a page."""
    if not 1 < len(text) <= _LONGEST_NAME or "://" in text or text.startswith("@"):
        return False
    return len(words(text)) <= _MOST_TITLE_WORDS or squeeze(text) not in titles


def _bare_name(text: str) -> str:
    """A name without the claim of copyright around it, or separators behind it."""
    bare = text.strip(" |-–—·•:»«")
    if claim := _CLAIM.match(bare):
        bare = bare[claim.end() :]
    elif not _YEARS.search(bare):
        return bare
    return _YEARS.sub("", bare).strip(" |-–—·•:»«,.")


def _title_parts(declared: Declared) -> list[Clue]:
    """The first or last part of the page's title, where it is what the address is called."""
    title = declared.page.markup.title
    if title is None:
        return []
    text = clean(title.value)
    cuts = list(_PARTS.finditer(text[:_LONGEST_TITLE]))
    ends = [text[cuts[-1].end() :], text[: cuts[0].start()]] if cuts else []
    return [
        make_clue(part, title.value, "title part", title.place)
        for part in ends
        if squeeze(part).removeprefix("the") in (address_name(declared.url), _host(declared.url))
    ]


def _claims(declared: Declared) -> Iterator[Clue]:
    """Who claims the copyright in the last lines of the page."""
    for block in reversed(declared.blocks[-_LAST_LINES:]):
        if claim := _CLAIM.match(block.text[:_LONGEST_CLAIM]):
            rest = _YEARS.sub("", block.text[claim.end() : _LONGEST_CLAIM])
            yield make_clue(
                _CLAIM_END.split(rest, maxsplit=1)[0].strip(" ,-–—"), block.text, "visible copyright", block.place
            )


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
    return _host_of(url) if url else ""


@remembered(100)
def _host_of(url: str) -> str:
    try:
        return squeeze((urlsplit(url[:2_000]).hostname or "").removeprefix("www."))
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
    if same_name(text, names, url):
        return True
    if is_site_name(text, names, url) and _ISSUE.search(text) is None:
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
