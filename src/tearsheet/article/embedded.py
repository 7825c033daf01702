"""Pages whose text is only in embedded data: JSON-LD ``articleBody``, application state and the like.

The text is the group of strings, alike in their place, that hold the most prose; https://schema.org/articleBody names
it outright.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tearsheet.article.metadata.scriptdata import script_values
from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.html import read_html
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles import decide

__all__ = ["embedded_body"]

_PIECES = frozenset({Role.CAPTION, Role.CREDIT, Role.IMAGE_DESCRIPTION, Role.TEMPLATE, Role.ADVERTISEMENT, Role.LOADER})
_LEAST_TEXT = 300
_MOST_VALUES = 200_000
_DEEPEST = 200
_BODY_KEY = re.compile(
    r"(?:articlebody|body|contents?|text|html|paragraphs?|story|value|rendered|children|__html)\Z", re.IGNORECASE
)
_OTHER_KEY = re.compile(
    r"(?:comment|related|recommend|teaser|footer|consent|cookie|legal|config|css|style|query)", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|ul|li|strong|em|a|span)\b[^>]*>", re.IGNORECASE)
_STOP = re.compile(r"[.!?。！？؟।]")


def embedded_body(page: Page, known: int, limits: Limits, deadline: Deadline) -> tuple[Block, ...]:
    """Body Blocks out of the page's embedded data.

    Args:
        page: the page.
        known: characters of text that its Blocks gave.
        limits: for HTML inside the data.
        deadline: when to give up.

    Returns:
        Blocks with roles, or none when the data holds no text, or none longer by half than what is known.
    """
    best: list[tuple[str, Place]] = []
    best_size = max(_LEAST_TEXT, 1.5 * known)
    for place, value in script_values(page.markup.scripts):
        deadline.check()
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pointer, key, text in _strings(value):
            if _BODY_KEY.match(key) and not _OTHER_KEY.search(pointer):
                groups[re.sub(r"/\d+", "/*", pointer)].append((pointer, text))
        for members in groups.values():
            size = sum(len(_TAG.sub("", text)) for _, text in members if _STOP.search(text))
            if size > best_size:
                best_size = size
                best = [(text, replace(place, kind="data", pointer=pointer)) for pointer, text in members]
    blocks: list[Block] = []
    for text, place in best:
        blocks.extend(_blocks(text, place, page.capture, limits, deadline))
    return tuple(blocks)


def _strings(value: Any) -> Iterator[tuple[str, str, str]]:
    """Every string of embedded data with its JSON Pointer and the nearest key above it."""
    stack: list[tuple[str, str, Any, int]] = [("", "", value, 0)]
    seen = 0
    while stack:
        pointer, key, value, depth = stack.pop()
        seen += 1
        if seen > _MOST_VALUES or depth > _DEEPEST:
            continue
        if isinstance(value, str):
            if value and not value.isspace():
                yield pointer, key, value
        elif isinstance(value, dict):
            for name, inner in reversed(value.items()):
                step = name.replace("~", "~0").replace("/", "~1")
                stack.append((f"{pointer}/{step}", name, inner, depth + 1))
        elif isinstance(value, list):
            stack.extend(
                (f"{pointer}/{number}", key, value[number], depth + 1) for number in range(len(value) - 1, -1, -1)
            )


def _blocks(text: str, place: Place, capture: Capture, limits: Limits, deadline: Deadline) -> Iterator[Block]:
    """One string to Blocks: HTML through its door and the role decision, anything else line by line."""
    if not _TAG.search(text):
        for line in text.splitlines():
            line = " ".join(line.split())
            if line:
                yield Block(text=line, kind=Kind.PARAGRAPH, place=place, role=Role.PARAGRAPH)
        return
    page = read_html(Capture(text, url=capture.url), text, limits, deadline)
    for block, role in zip(page.blocks, decide(page).roles, strict=True):
        # What stands here was chosen as the text already: only its captions and the like are not.
        if block.text and role not in _PIECES and not (role is Role.TITLE and block.level == 1):
            role = role if role in BODY_ROLES else Role(block.kind.value)
            yield replace(block, place=place, element=-1, role=role)
