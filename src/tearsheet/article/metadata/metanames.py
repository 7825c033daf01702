"""Names of ``meta`` elements that no list holds: what the last words of a name say it is.

Publishing systems make up names of their own, such as ``content_authors`` or ``x:section-name``; the known ones, those
of Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/) and PRISM
(https://www.w3.org/submissions/2020/SUBM-prism-20200910/) among them, are asked by name.
"""

import re
from collections.abc import Mapping, Sequence

__all__ = ["WRITTEN_BY", "find_alike"]

_START = r"(?:\A|[.:_/#-]|(?<=article)|(?<=content)|(?<=page)|(?<=story)|(?<=post))"
_ALIKE = {
    "author": r"(?:authors?|author[._:-]?(?:names?|display)|byline|by-line|byl|writers?|journalists?|autor|auteur)",
    "articleSection": r"(?:section|section[._-]?name|rubric|ressort|channel|category|primary[._-]?category)",
    "headline": r"(?:headline|(?:article|content|page|story|citation|parsely|post|ob|bt)[._:-]?(?:title|headline))",
    "description": r"(?:abstract|summary|standfirst|(?:article|content|page|story)[._:-]?description|dek|subheadline)",
}
_PATTERNS = {name: re.compile(rf"{_START}{pattern}\Z") for name, pattern in _ALIKE.items()}
_LONGEST_NAME = 60
_KNOWN = frozenset(
    """
    author article:author og:article:author article.author parsely-author sailthru.author byl cxenseparse:author
    dc.creator dcterms.creator citation_author
    article:section parsely-section sailthru.section og:section cxenseparse:section dc.subject.category prism.section
    section category
    og:title headline twitter:title parsely-title sailthru.title dc.title dcterms.title title
    og:description description twitter:description dc.description sailthru.description
    """.split()
)
"""Names that the modules of the fields ask for themselves."""

WRITTEN_BY = re.compile(
    r"\b(?:written|posted|published|words)\b.{0,6}\bby\b|\A(?:by|authors?|writer)\b|verfasst|geschrieben von|autore?\b"
    r"|(?:é|e)crit par|auteur|escrito|scritto|geschreven|skrevet|skriven|författare|forfatter|kirjoit|napisan|автор"
    r"|написа|yazan|yazar|συντ|γράφ|כתב|מאת|كتب|كاتب|نویسنده|作者|著者|執筆者|작성|글쓴|लेखक|penulis|ditulis"
    r"|viết bởi|tác giả|ผู้เขียน|scris|szerz|napsal|napísal|kirjutas|parašė",
    re.IGNORECASE,
)
"""Labels of ``twitter:label1`` and the like that tell of the author."""


def find_alike(metas: Mapping[str, Sequence[object]]) -> dict[str, tuple[str, ...]]:
    """The names among ``metas`` that no field asks for, by the property of schema.org that they say."""
    found: dict[str, list[str]] = {}
    for name in metas:
        if name not in _KNOWN and len(name) <= _LONGEST_NAME:
            for meaning, pattern in _PATTERNS.items():
                if pattern.search(name):
                    found.setdefault(meaning, []).append(name)
                    break
    return {meaning: tuple(names) for meaning, names in found.items()}
