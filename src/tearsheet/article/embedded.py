"""Pages whose text is only in embedded data: JSON-LD ``articleBody``, application state and the like.

The text is the group of strings, alike in their place, that hold the most prose; https://schema.org/articleBody names
it outright.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from tearsheet.article.article import Image
from tearsheet.article.images import find_images
from tearsheet.article.metadata.scriptdata import script_values
from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block, Kind, Page
from tearsheet.page.html import read_html
from tearsheet.page.place import Place
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.roles import decide

__all__ = ["EmbeddedBody", "embedded_body"]

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


@dataclass(frozen=True, slots=True)
class EmbeddedBody:
    """Text out of embedded data.

    Attributes:
        blocks: the body, with roles.
        images: those that the text holds, without the cover that the page declares.
    """

    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()


def embedded_body(page: Page, known: int, limits: Limits, deadline: Deadline) -> EmbeddedBody:
    """The body out of the page's embedded data.

    Args:
        page: the page.
        known: characters of text that its Blocks gave.
        limits: for HTML inside the data.
        deadline: when to give up.

    Returns:
        No Blocks when the data holds no text, or none longer by half than what is known.
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
    images: list[Image] = []
    for text, place in best:
        if _TAG.search(text):
            _read_markup(text, place, page.capture, limits, deadline, blocks, images)
        else:
            lines = (" ".join(line.split()) for line in text.splitlines())
            blocks.extend(Block(line, Kind.PARAGRAPH, place, role=Role.PARAGRAPH) for line in lines if line)
    return EmbeddedBody(tuple(blocks), tuple(images))


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


def _read_markup(
    text: str,
    place: Place,
    capture: Capture,
    limits: Limits,
    deadline: Deadline,
    blocks: list[Block],
    images: list[Image],
) -> None:
    """Add what HTML inside the data holds, by its door and the role decision."""
    page = read_html(Capture(text, url=capture.url), text, limits, deadline)
    roles = decide(page).roles
    for block, role in zip(page.blocks, roles, strict=True):
        # What stands here was chosen as the text already: only its captions and the like are not.
        if block.text and role not in _PIECES and not (role is Role.TITLE and block.level == 1):
            role = role if role in BODY_ROLES else Role(block.kind.value)
            blocks.append(replace(block, place=place, element=-1, role=role))
    images.extend(
        replace(
            image,
            cover=False,
            place=place,
            caption_place=image.caption_place and place,
            credit_place=image.credit_place and place,
        )
        for image in find_images(page, roles, ())
    )
