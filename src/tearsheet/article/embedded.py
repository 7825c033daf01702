"""Pages whose text is only in embedded data: JSON-LD ``articleBody``, application state and the like.

The text is the group of strings, alike in their place, that hold the most prose; https://schema.org/articleBody names
it outright.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block, Kind, Page, Script
from tearsheet.page.html import read_html
from tearsheet.page.place import Place
from tearsheet.page.role import Role

__all__ = ["embedded_body"]

_LEAST_TEXT = 300
_MOST_VALUES = 200_000
_DEEPEST = 200
_LONGEST_SCRIPT = 10_000_000
_BODY_KEY = re.compile(r"(?:articlebody|body|content|contents|text|html|paragraphs?|story|value|rendered)\Z", re.I)
_OTHER_KEY = re.compile(
    r"(?:comment|related|recommend|teaser|footer|consent|cookie|legal|config|css|style|query)", re.I
)
_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|ul|li|strong|em|a|span)\b[^>]*>", re.I)
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
    for script in page.markup.scripts:
        deadline.check()
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pointer, key, text in _strings(script):
            if _BODY_KEY.match(key) and not _OTHER_KEY.search(pointer):
                groups[re.sub(r"/\d+", "/*", pointer)].append((pointer, text))
        for members in groups.values():
            size = sum(len(_TAG.sub("", text)) for _, text in members if _STOP.search(text))
            if size > best_size:
                best_size = size
                best = [
                    (text, Place("data", script.place.elements, script.place.element, pointer=pointer))
                    for pointer, text in members
                ]
    blocks: list[Block] = []
    for text, place in best:
        blocks.extend(_blocks(text, place, page.capture, limits, deadline))
    return tuple(blocks)


def _strings(script: Script) -> Iterator[tuple[str, str, str]]:
    """Every string of embedded data with its JSON Pointer and the nearest key above it."""
    text = script.text.strip()
    if len(text) > _LONGEST_SCRIPT:
        return
    if text[:1] not in "{[":
        start = text.find("{")
        if start < 0:
            return
        text = text[start:]
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        return
    stack: list[tuple[str, str, Any, int]] = [("", "", value, 0)]
    seen = 0
    while stack:
        pointer, key, value, depth = stack.pop()
        seen += 1
        if seen > _MOST_VALUES or depth > _DEEPEST:
            continue
        if isinstance(value, str):
            if len(value) > 20:
                yield pointer, key, value
        elif isinstance(value, dict):
            for name, inner in reversed(value.items()):
                step = name.replace("~", "~0").replace("/", "~1")
                stack.append((f"{pointer}/{step}", name, inner, depth + 1))
        elif isinstance(value, list):
            for number in range(len(value) - 1, -1, -1):
                stack.append((f"{pointer}/{number}", key, value[number], depth + 1))


def _blocks(text: str, place: Place, capture: Capture, limits: Limits, deadline: Deadline) -> Iterator[Block]:
    """One string to Blocks: HTML as HTML, anything else line by line."""
    if _TAG.search(text):
        inner = read_html(Capture(text, url=capture.url), text, limits, deadline)
        for block in inner.blocks:
            if block.text:
                yield Block(
                    text=block.text,
                    kind=block.kind,
                    place=place,
                    level=block.level,
                    ordinal=block.ordinal,
                    marks=block.marks,
                    cells=block.cells,
                    role=Role.PARAGRAPH if block.kind in (Kind.CAPTION, Kind.IMAGE) else Role(block.kind.value),
                )
        return
    for line in text.splitlines():
        line = " ".join(line.split())
        if line:
            yield Block(text=line, kind=Kind.PARAGRAPH, place=place, role=Role.PARAGRAPH)
