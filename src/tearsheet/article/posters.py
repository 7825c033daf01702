"""The name of who wrote a post, without the words that stand around it."""

import re

from tearsheet.article.metadata.wording import fold
from tearsheet.roles.wording import is_dateline

__all__ = ["poster_name"]

_BY = re.compile(
    r"\s*(?:(?:posted|written|submitted|started|asked|answered|post|topic)\s+)?(?:by|von|par|por|di|da|door|av|af|od|"
    r"przez|от|автор|作者|投稿者|作成者|글쓴이)\s*:?\s+|\s*@(?=\w)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\s*(?:said|says|wrote|writes|schrieb|sagte|sagt|a écrit|a dit|dit|escribió|dice|dijo|scrive|ha scritto|schreef|"
    r"napisał\w*|пишет|написал\w*|сказал\w*|schreibt|skrev|:)\s*:?\s*\Z|\s+[•·|»,].*\Z",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_NO_NAME = frozenset(
    "reply quote report share edit guest home permalink view profile follow like likes member moderator admin op "
    "author facebook twitter linkedin reddit whatsapp email print offline online link permanent antworten "
    "zitieren melden gast répondre citer signaler responder citar".split()
)


def poster_name(text: str) -> str | None:
    """A member's name without the words around it; ``None`` if it is none."""
    name = _SAID.sub("", _BY.sub("", text.strip(), count=1)).strip(" \t·•|,:»«-–—")
    # A letter stands for the image of a member who has none.
    if (
        not 0 < len(name) <= _LONGEST_NAME
        or (len(name) == 1 and name.isascii())
        or "://" in name
        or fold(name) in _NO_NAME
        or is_dateline(name)
    ):
        return None
    return name
