"""Tags that stand in lines of a flat capture: one a line, or several behind a label such as "Tags:"."""

import re

from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.page.role import Role

__all__ = ["line_tags"]

_LABEL = re.compile(r"\A[^:：,،、]{2,30}[:：]\s*")
_BREAK = re.compile(r"[,;،؛、|]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def line_tags(declared: Declared) -> list[Clue]:
    """The lines of tags, without their labels; none where the page has elements."""
    if len(declared.page.elements):
        return []
    found: list[Clue] = []
    for block in declared.blocks:
        if block.role is not Role.TAGS:
            continue
        text = _LABEL.sub("", block.text)
        # Where words are not parted by spaces, spaces part tags.
        if text != block.text and _UNSPACED.search(text) and not _BREAK.search(text):
            text = ", ".join(text.split())
        if text:
            found.append(make_clue(text, block.text, "visible line of tags", block.place))
    return found
