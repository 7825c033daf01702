"""The tags of the article, as the publisher lists them.

schema.org (https://schema.org/keywords), Open Graph (https://ogp.me/#type_article) and the meta names of publishing
systems.
"""

import re
from collections.abc import Sequence

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.site import is_site_name
from tearsheet.article.metadata.wording import fold

__all__ = ["find_tags"]

_MOST_TAGS = 60
_LONGEST_TAG = 80


def find_tags(declared: Declared, names: Sequence[str]) -> tuple[tuple[str, ...], list[Clue], list[Clue]]:
    """Tags as the publisher lists them, without the outlet's own name, each once.

    The first kind of place that lists any is taken: kinds repeat one another with other spellings.
    """
    kinds = [
        list(declared.said("keywords")),
        list(declared.meta("article:tag", "og:article:tag", "video:tag")),
        list(declared.meta("news_keywords")),
        list(declared.meta("parsely-tags", "sailthru.tags", "cxenseparse:keywords")),
        list(declared.item("keywords")),
        list(declared.meta("keywords", "dc.subject", "dcterms.subject")),
    ]
    clues = [clue for kind in kinds for clue in kind]
    for kind in kinds:
        found: dict[str, str] = {}
        used: list[Clue] = []
        for clue in kind:
            parts = re.split(r"\s*[,;،、|]\s*", clue.text) if len(kind) < 3 or "," in clue.text else [clue.text]
            new = [
                part
                for part in (part.strip(" #\"'") for part in parts[: _MOST_TAGS * 2])
                if (len(part) > 1 or not part.isascii())
                and 0 < len(part) <= _LONGEST_TAG
                and not is_site_name(part, names, None)
            ]
            if new:
                used.append(clue)
            for part in new:
                found.setdefault(fold(part), part)
        if found:
            return tuple(list(found.values())[:_MOST_TAGS]), clues, used
    return (), clues, []
