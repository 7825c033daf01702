"""What stands inside a line: marks cut so that they nest, safe addresses, characters that a format can hold.

Addresses are read as browsers read them (WHATWG URL, https://url.spec.whatwg.org/#url-parsing).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tearsheet.page.block import Mark

__all__ = ["SAID", "Piece", "pieces", "plain", "printable", "safe_address", "shared", "weave", "well_formed"]

Piece = tuple[str, tuple[Mark, ...]]
"""A stretch of text and the marks over it, outermost first."""

SAID = ("said", "said inside", "source", "cue")
"""Kinds of marks that show the parts of statements; no page has them."""

# Outermost first, where two marks begin and end at the same characters. Code is innermost everywhere, because
# Markdown cannot mark anything up inside it.
_ORDER = (*SAID, "link", "time", "strong", "emphasis", "subscript", "superscript", "code")
_WITH_TARGET = (*SAID, "link", "time")
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}

_SURROGATE = re.compile("[\ud800-\udfff]")
# What XML 1.0 forbids, HTML calls an error and Markdown cannot write as a reference: controls but for tab and line
# ends, and the noncharacters.
_NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_UNPRINTABLE = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef{_NONCHARACTERS}]")
_SPACE = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f \x85\u2028\u2029]+")

_IGNORED_IN_ADDRESS = re.compile("[\0-\x1f\x7f-\x9f]")
_ADDRESS = re.compile(r"(?:https?://[^/?#\s]|mailto:[^\s])", re.IGNORECASE)
_TO_ENCODE = re.compile(r"[\s\"'<>`\\{}|^]")


def well_formed(text: str) -> str:
    """The text with every lone surrogate replaced by U+FFFD, so that it can be written as UTF-8; offsets stay."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")  # much faster than looking for surrogates
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def printable(text: str) -> str:
    """The text without control characters (tab and line ends stay) and noncharacters, and `well_formed`."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", well_formed(text))


def plain(text: str) -> str:
    """The text on one line: `printable`, white space collapsed and none around it. No-break spaces stay."""
    return printable(_SPACE.sub(" ", text)).strip()


def safe_address(target: str | None, *, schemes: Sequence[str] = ("http", "https", "mailto")) -> str | None:
    """The address if following it can do no harm, with what could end an attribute or a destination percent-encoded.

    Args:
        target: an absolute address. Control characters in it are dropped, as browsers drop them.
        schemes: what may stand before the colon.

    Returns:
        The address, or ``None`` for another scheme, a relative address, or none at all.
    """
    if not target:
        return None
    address = _IGNORED_IN_ADDRESS.sub("", printable(target)).strip()
    if not _ADDRESS.match(address) or address.partition(":")[0].lower() not in schemes:
        return None
    return _TO_ENCODE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def _disjoint(marks: Iterable[Mark], length: int) -> list[list[Mark]]:
    """The marks by kind, clipped to the text, none of a kind touching another that says the same."""
    by_kind: dict[str, list[Mark]] = {kind: [] for kind in _ORDER}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.target or "")):
        same = by_kind[mark.kind]
        target = mark.target if mark.kind in _WITH_TARGET else None
        start, end = max(mark.start, 0), min(mark.end, length)
        if same and start <= same[-1].end and target == same[-1].target:
            if end > same[-1].end:
                same[-1] = replace(same[-1], end=end)
            continue
        if same:
            start = max(start, same[-1].end)
        if start < end:
            same.append(Mark(start, end, mark.kind, target))
    return list(by_kind.values())


def _nested(active: list[Mark]) -> tuple[Mark, ...]:
    """The marks over one stretch, outermost first: a link is never split, code is innermost."""
    active.sort(key=lambda mark: (mark.kind == "code", mark.start, -mark.end, _RANK[mark.kind]))
    for link in active:
        if link.kind == "link":
            outer = [mark for mark in active if mark is not link and mark.kind != "code" and _holds(mark, link)]
            return (*outer, link, *(mark for mark in active if mark is not link and mark not in outer))
    return tuple(active)


def _holds(outer: Mark, inner: Mark) -> bool:
    return outer.start <= inner.start and outer.end >= inner.end


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut the text wherever a mark begins or ends, so that the marks over the pieces nest.

    Marks out of range are clipped, empty ones and unknown kinds dropped, overlapping ones of a kind joined (links
    with different targets: the later one gives way). Of two kinds that overlap the one that began first stays whole,
    but a link always does. As there are few kinds, the work is linear in text and marks.

    Args:
        text: text of a Block.
        marks: its marks, in any order.

    Returns:
        The pieces in order, none empty; together they are the text.
    """
    known = [mark for mark in marks if mark.kind in _RANK]
    if not known:
        return [(text, ())] if text else []
    by_kind = _disjoint(known, len(text))
    cuts = {0, len(text)}
    for same in by_kind:
        cuts.update(mark.start for mark in same)
        cuts.update(mark.end for mark in same)
    cut = sorted(cuts)
    nexts = [0] * len(by_kind)
    result: list[Piece] = []
    for start, end in pairwise(cut):
        active: list[Mark] = []
        for kind, same in enumerate(by_kind):
            while nexts[kind] < len(same) and same[nexts[kind]].end <= start:
                nexts[kind] += 1
            if nexts[kind] < len(same) and same[nexts[kind]].start <= start:
                active.append(same[nexts[kind]])
        result.append((text[start:end], _nested(active)))
    return result


def shared(one: tuple[Mark, ...], other: tuple[Mark, ...]) -> int:
    """How many of the outermost marks two neighbouring pieces have in common."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def weave(
    text: str,
    marks: Iterable[Mark],
    tags: Callable[[Mark], tuple[str, str] | None],
    escape: Callable[[str, bool], str],
) -> str:
    """Write a text with its marks as markup whose elements nest.

    Args:
        text: text of a Block.
        marks: its marks.
        tags: the opening and the closing tag of a mark, ``None`` for a mark that the format leaves out.
        escape: makes a stretch of text safe to stand between tags; the second argument says whether it is code.
    """
    out: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    closing: list[str] = []
    for stretch, over in pieces(text, (mark for mark in marks if tags(mark))):
        common = shared(open_marks, over)
        while len(closing) > common:
            out.append(closing.pop())
        for mark in over[common:]:
            opening, end = tags(mark) or ("", "")
            out.append(opening)
            closing.append(end)
        open_marks = over
        out.append(escape(stretch, bool(over) and over[-1].kind == "code"))
    out.extend(reversed(closing))
    return "".join(out)
