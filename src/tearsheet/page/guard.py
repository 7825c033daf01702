"""Bound the shape of a document before it is parsed.

The HTML parsing algorithm (https://html.spec.whatwg.org/multipage/parsing.html) takes time that grows with the square
of the nesting depth, of the attributes of one tag, and of the formatting elements left open. Browsers bound these;
the parser used here does not. Only start tags are taken out, never text.
"""

import re
from collections import Counter

from tearsheet.limits import Deadline, Limits

__all__ = ["tame"]

SMALL_LENGTH = 100_000
SMALL_TAGS = 5_000
MAX_ATTRIBUTES_LENGTH = 20_000
MAX_FORMATTING = 100
MAX_LEVELS_SCANNED = 40

_TOKEN = re.compile(
    r"""<(?:
          !--(?:.*?--!?>|.*\Z)                                                 # comment
        | (?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b
          (?:[^>"']++|"[^"]*+"|'[^']*+')*+>.*?(?:</(?P=raw)|\Z)                # raw text up to its end tag
        | (?P<end>/)?(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+'|["'])*+)>?
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "basefont",
        "frame",
    ]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "p": frozenset({"p"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}),
    "thead": frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}),
    "tfoot": frozenset({"tbody", "thead", "tfoot", "tr", "td", "th"}),
    "rt": frozenset({"rt", "rp"}),
    "rp": frozenset({"rt", "rp"}),
}
"""Which open elements a start tag closes by itself, for the elements whose end tag may be left out."""


def tame(html: str, limits: Limits, deadline: Deadline) -> tuple[str, tuple[str, ...]]:
    """Take out the start tags that would make parsing slow.

    Args:
        html: the document.
        limits: ``limits.depth`` bounds the nesting.
        deadline: when to give up.

    Returns:
        The document, unchanged but for hostile ones, and warnings.
    """
    if html.count("<") <= SMALL_TAGS:
        if len(html) <= SMALL_LENGTH:
            return html, ()
        if not any(len(match["attributes"] or "") > MAX_ATTRIBUTES_LENGTH for match in _TOKEN.finditer(html)):
            return html, ()

    kept: list[str] = []
    done = 0
    stack: list[str] = []
    open_elements: Counter[str] = Counter()
    formatting = 0
    seen_once: set[str] = set()
    dropped: Counter[str] = Counter()

    def close_from(level: int) -> None:
        nonlocal formatting
        for name in stack[level:]:
            open_elements[name] -= 1
            formatting -= name in _FORMATTING
        del stack[level:]

    for number, match in enumerate(_TOKEN.finditer(html)):
        if not number % 4096:
            deadline.check()
        name = match["name"]
        if name is None:
            continue
        name = name.lower()
        if match["end"]:
            if open_elements[name] > 0:
                level = len(stack) - 1
                while stack[level] != name:
                    level -= 1
                close_from(level)
            continue
        reason = None
        attributes = match["attributes"]
        if len(attributes) > MAX_ATTRIBUTES_LENGTH and len(attributes.split()) > 1000:
            reason = "attributes"
        elif name in ("html", "body"):
            reason = "repeated" if name in seen_once else None
            seen_once.add(name)
        elif name not in _VOID and not attributes.endswith("/"):
            closes = _CLOSED_BY.get(name)
            if closes:
                level = len(stack)
                for above in range(len(stack) - 1, max(-1, len(stack) - 1 - MAX_LEVELS_SCANNED), -1):
                    if stack[above] in closes:
                        level = above
                    elif stack[above] not in _FORMATTING:
                        break
                close_from(level)
            if name in _FORMATTING and formatting >= MAX_FORMATTING:
                reason = "formatting"
            elif len(stack) >= limits.depth:
                reason = "depth"
            else:
                stack.append(name)
                open_elements[name] += 1
                formatting += name in _FORMATTING
        if reason is not None:
            dropped[reason] += 1
            kept.append(html[done : match.start()])
            if reason == "attributes":
                kept.append(f"<{match['name']}>")
            done = match.end()
    if not dropped:
        return html, ()
    kept.append(html[done:])
    warnings = []
    if dropped["depth"]:
        warnings.append(
            f"elements nested deeper than {limits.depth} levels are read as if they stood at that depth"
        )
    if dropped["formatting"]:
        warnings.append(f"{dropped['formatting']} formatting elements that are never closed are not read")
    if dropped["attributes"]:
        warnings.append(
            f"the attributes of {dropped['attributes']} elements with over 1000 of them are not read"
        )
    return "".join(kept), tuple(warnings)
