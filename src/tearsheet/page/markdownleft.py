"""Inline Markdown that is left in a flat capture, read: links, emphasis, code, addresses, backslashes.

Syntax after CommonMark (https://spec.commonmark.org/), only as far as it is certain: text that merely holds an asterisk
or a bracket stays as it is.
"""

import re
from collections.abc import Mapping

from tearsheet.page.address import resolve
from tearsheet.page.block import Mark, Picture
from tearsheet.page.textsigns import DEFINITIONS, MARKDOWN, holds

__all__ = ["holds_markdown", "is_definition", "may_be_marked", "read_definitions", "read_inline", "read_picture"]

_LONGEST_TEXT = 100_000
_INLINE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,500})\]\(\s*<?[^()\s<>]{1,2000}>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
    r"|\[(?P<text>[^\[\]\n]{0,500})\]\(\s*<?(?P<target>[^()\s<>]{0,2000}(?:\([^()\s<>]{0,200}\)[^()\s<>]{0,500})?)>?"
    r"(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
    r"|\[(?P<shown>[^\[\]\n]{1,500})\](?:\[(?P<label>[^\[\]\n]{0,200})\]|(?![\[(:]))"
    r"|<(?P<address>(?:https?://|mailto:)[^\s<>]{1,2000})>"
    r"|(?<![\w*])\*\*(?P<strong>[^\s*](?:[^*\n]{0,500}[^\s*])?)\*\*(?!\*)"
    r"|(?<![\w_])__(?P<strong_>[^\s_](?:[^_\n]{0,500}[^\s_])?)__(?![\w_])"
    r"|(?<![\w*\\])\*(?P<emphasis>[^\s*](?:[^*\n]{0,300}[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_\\/])_(?P<emphasis_>[^\s_](?:[^_\n]{0,300}[^\s_])?)_(?![\w_/])"
    r"|(?<!`)`(?P<code>[^`\n]{1,300})`(?!`)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])"
)
_PICTURE = re.compile(
    r"(?P<link>\[)?!\[(?P<alt>[^\[\]\n]{0,500})\]\(\s*<?(?P<address>[^()\s<>]{1,2000})>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
    r"(?(link)\]\(\s*(?P<target>[^()\s<>]{0,2000})\s*\))\Z"
)
_DEFINITION = re.compile(
    r"^[ \t]{0,3}\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*<?(?P<target>(?:https?://|mailto:|www\.|[./#])[^\s<>]{0,2000})>?"
    r"(?:[ \t]+[\"'(][^\n]{0,300}[\"')])?[ \t]*\r?$",
    re.MULTILINE,
)
_NO_DEFINITIONS: Mapping[str, str] = {}
_KINDS = {"strong": "strong", "strong_": "strong", "emphasis": "emphasis", "emphasis_": "emphasis", "code": "code"}
_DEEPEST = 4


def holds_markdown(text: str) -> bool:
    """Whether a capture holds links, strong text or addresses in the syntax of Markdown."""
    return holds(text, MARKDOWN)


def may_be_marked(line: str) -> bool:
    """Whether a line holds a character that Markdown marks text with."""
    return "[" in line or "*" in line or "_" in line or "`" in line or "<" in line or "\\" in line


def read_definitions(text: str) -> dict[str, str]:
    """Addresses by the labels that links of a capture refer to, as in ``[text][1]`` and ``[1]: https://...``.

    Args:
        text: the capture.
    """
    if not holds(text, DEFINITIONS):
        return {}
    return {_label(match["label"]): match["target"] for match in reversed(list(_DEFINITION.finditer(text)))}


def is_definition(line: str) -> bool:
    """Whether a line gives the address of a label."""
    return line.startswith("[") and _DEFINITION.match(line) is not None


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def read_picture(text: str, base: str | None) -> Picture | None:
    """The image that a line consists of; ``None`` for another line.

    Args:
        text: the line.
        base: the address that links are relative to.
    """
    match = _PICTURE.match(text)
    address = resolve(base, match["address"]) if match else None
    if match is None or address is None:
        return None
    return Picture(address, match["alt"] or None, link=resolve(base, match["target"]))


def read_inline(
    text: str, base: str | None, definitions: Mapping[str, str] = _NO_DEFINITIONS
) -> tuple[str, tuple[Mark, ...]]:
    """A text without its inline Markdown, and the marks over what it said.

    Args:
        text: white space collapsed.
        base: the address that links are relative to.
        definitions: addresses by the labels of links.
    """
    if len(text) > _LONGEST_TEXT:
        return text, ()
    marks: list[Mark] = []
    read = _read(text, 0, base, definitions, marks, 0)
    bare = read.strip()
    lead = len(read) - len(read.lstrip())
    kept = [
        Mark(max(mark.start - lead, 0), min(mark.end - lead, len(bare)), mark.kind, mark.target)
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end))
    ]
    return bare, tuple(mark for mark in kept if mark.start < mark.end)


def _read(
    text: str, offset: int, base: str | None, definitions: Mapping[str, str], marks: list[Mark], depth: int
) -> str:
    """A text without its Markdown; the marks begin at ``offset``."""
    parts: list[str] = []
    done, length = 0, offset
    for match in _INLINE.finditer(text):
        parts.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        name = str(match.lastgroup)
        kind, target = _KINDS.get(name), None
        if name == "target":
            inner, kind, target = match["text"], "link", resolve(base, match["target"])
        elif name in ("shown", "label"):
            address = _defined(match, definitions)
            if address is None:
                parts.append(match[0])
                length += len(match[0])
                continue
            inner, kind, target = match["shown"], "link", resolve(base, address)
        elif name == "address":
            inner, kind, target = match["address"].removeprefix("mailto:"), "link", match["address"]
        else:
            inner = "" if name == "alt" else match[name]
        if depth < _DEEPEST and name not in ("code", "escaped", "address"):
            inner = _read(inner, length, base, definitions, marks, depth + 1)
        parts.append(inner)
        if kind is not None and inner and (kind != "link" or target):
            marks.append(Mark(length, length + len(inner), kind, target))
        length += len(inner)
    parts.append(text[done:])
    return "".join(parts)


def _defined(match: re.Match[str], definitions: Mapping[str, str]) -> str | None:
    """The address of a link that names a label; a number in brackets alone is that of a note."""
    label = match["label"] or match["shown"]
    if match["label"] is None and label.isdigit():
        return None
    return definitions.get(_label(label)) if definitions else None
