"""The tags of the article, as the publisher lists them, without what the site writes there for its own use.

schema.org (https://schema.org/keywords), Open Graph (https://ogp.me/#type_article), the meta names of publishing
systems, and the list that a reader sees.
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from tearsheet.article.metadata.blocklists import of_roles
from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.line_tags import line_tags
from tearsheet.article.metadata.site import address_name, squeeze
from tearsheet.article.metadata.visible_tags import visible_tags
from tearsheet.article.metadata.wording import fold
from tearsheet.making import maker
from tearsheet.page.role import BODY_ROLES, Role

__all__ = ["find_tags"]

_MOST_TAGS = 60
_READ = 8_000
_SPEAKING = BODY_ROLES | {Role.TITLE, Role.STANDFIRST, Role.KICKER}
_LONGEST_TAG = 80
_BREAKS = re.compile(r"\s*[,;،؛、|\n]\s*")
_BREAKS_OF_FEW = re.compile(r"\s*[;؛|\n]\s*")
_MARKS = " #\"'“”„«»*•·"
_COUNTED = re.compile(r"\A\(\d+\)\s*")
_NOISE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{13,}|[0-9a-f]{24,}|\d{5,}|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}|"
    r"https?:\S+|_\w+|[a-z0-9]+(?:_[a-z0-9]+)+|[a-z0-9-]+:[a-z0-9_:-]+|paywall\b.*|no-?index|comments?-(?:enabled|disabled)|"
    r"(?:null|none|undefined|untagged|uncategori[sz]ed|default|n/?a|true|false)",
    re.IGNORECASE,
)
"""What no reader would call a tag: identifiers, hosts, switches of a publishing system."""
_LABELLED = re.compile(r"\A(?P<label>[A-Za-z][\w .-]{1,30}):\s*(?P<value>\S.*)\Z")
_FILED = re.compile(r"categor|section|source|type|format|channel|desk|edition|author", re.IGNORECASE)
"""Labels of values that are something else than a tag."""
_FOLDER = re.compile(r"\A[a-z][\w-]{2,20}/(?P<value>[^/]+)\Z")

_RELIABLE = {
    "meta news_keywords": 3.0,
    "visible tags": 2.6,
    "visible line of tags": 2.4,
    "meta parsely-tags": 2.4,
    "meta article:tag": 2.3,
    "meta keywords": 2.3,
    "json-ld keywords": 2.3,
    "meta cxenseparse:keywords": 1.8,
    "microdata keywords": 1.2,
    "meta sailthru.tags": 1.0,
    "meta dc.subject": 1.0,
}
"""How far a kind of place is trusted, beside what it says."""
_OTHERWISE = 1.0
_OF_DATA = 0.3
_ENOUGH = 1.0
_ONE_TAG = 1.2
_AGREED = 1.5


@dataclass(frozen=True, slots=True)
class _List:
    kind: str
    clues: tuple[Clue, ...]
    used: tuple[Clue, ...]
    tags: tuple[str, ...]


_make_list = maker(_List)


def find_tags(declared: Declared, names: Sequence[str]) -> tuple[tuple[str, ...], list[Clue], list[Clue]]:
    """Tags as the publisher lists them, without the outlet's own name, each once.

    Every kind of place has its own list, often with other spellings, so one list is taken whole: the one that is the
    likeliest by its kind, its length and how many of its tags others have too.
    """
    gathered = [
        *declared.said("keywords"),
        *declared.meta("article:tag", "og:article:tag", "video:tag"),
        *declared.meta("news_keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords"),
        *declared.item("keywords"),
        *declared.meta("keywords", "dc.subject", "dcterms.subject", "prism.keyword"),
        *declared.told("keywords"),
    ]
    text = _text(declared)
    known = {fold(part) for clue in gathered[:100] for part in clue.text.split(",")[:100]}
    gathered += visible_tags(declared, known, text) or line_tags(declared)
    outlet = {squeeze(name).removeprefix("the") for name in (*names, address_name(declared.url))}
    lists = [made for made in (_listed(kind, clues, outlet) for kind, clues in _by_kind(gathered)) if made.tags]
    if not lists:
        return (), gathered, []
    folded = [frozenset(map(fold, one.tags)) for one in lists]
    # What two scripts of a page say alike is often not meant for readers.
    heard = [i for i, one in enumerate(lists) if not one.kind.startswith("data ")]
    points = [_points(one, folded[i], [folded[j] for j in heard if j != i], text) for i, one in enumerate(lists)]
    number = max(range(len(lists)), key=lambda i: (points[i], -i))
    if points[number] < _ENOUGH:
        return (), gathered, []
    return lists[number].tags, gathered, list(lists[number].used)


def _by_kind(clues: Iterable[Clue]) -> list[tuple[str, list[Clue]]]:
    found: dict[str, list[Clue]] = {}
    for clue in clues:
        kind = clue.kind.replace("og:article:tag", "article:tag").replace("dcterms.subject", "dc.subject")
        found.setdefault(kind, []).append(clue)
    return list(found.items())


def _listed(kind: str, clues: Sequence[Clue], outlet: Set[str]) -> _List:
    """The list of one kind of place: what a line holds told apart, what is no tag left out."""
    parts: list[str] = []
    used: list[Clue] = []
    for clue in clues:
        # Where each tag has a line of its own, a comma is a part of it.
        breaks = _BREAKS_OF_FEW if kind == "visible tags" or len(clues) > 4 else _BREAKS
        new = [part for part in breaks.split(clue.text)[: 2 * _MOST_TAGS] if part]
        if new:
            parts += new
            used.append(clue)
    cleaned = (_cleaned(part) for part in _unfiled(parts))
    kept = [
        part
        for part in cleaned
        if 0 < len(part) <= _LONGEST_TAG
        and (len(part) > 1 or not part.isascii())
        and not _NOISE.fullmatch(part)
        and squeeze(part).removeprefix("the") not in outlet
    ]
    found: dict[str, str] = {}
    for part in kept:
        found.setdefault(fold(part), part)
    return _make_list(kind, tuple(clues), tuple(used), tuple(list(found.values())[:_MOST_TAGS]))


def _cleaned(part: str) -> str:
    return _COUNTED.sub("", part.strip(_MARKS)).strip(_MARKS)


def _unfiled(parts: Sequence[str]) -> list[str]:
    """Values without the labels or folders that a publishing system files them under."""
    labelled = [_LABELLED.match(part) for part in parts[: 2 * _MOST_TAGS]]
    if sum(match is not None for match in labelled):
        kept = []
        many = sum(match is not None for match in labelled) > 1
        for part, match in zip(parts, labelled, strict=False):
            if match is None:
                kept.append(part)
            elif not _FILED.search(match["label"]):
                kept.append(match["value"] if many else part)
        parts = kept
    folders = [_FOLDER.match(part) for part in parts]
    if len(parts) > 1 and all(folders):
        return [match["value"] for match in folders if match is not None]
    return list(parts)


def _text(declared: Declared) -> str:
    """What the article says, as far as tags are looked for in it."""
    texts = [clue.text for clue in declared.meta("og:title", "description")]
    size = sum(map(len, texts))
    for block in of_roles(declared.blocks, _SPEAKING):
        texts.append(block.text)
        size += len(block.text)
        if size >= _READ:
            break
    return " ".join(texts)[:_READ].casefold()


def _points(one: _List, own: frozenset[str], others: Sequence[frozenset[str]], text: str) -> float:
    points = _RELIABLE.get(one.kind, _OF_DATA if one.kind.startswith("data ") else _OTHERWISE)
    points += sum([tag in text for tag in own]) / len(own)
    if len(own) == 1:
        points -= _ONE_TAG
    agreed = max((2 * len(own & other) / (len(own) + len(other)) for other in others), default=0.0)
    return points + _AGREED * agreed
