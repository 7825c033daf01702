"""The flat-text door: a page that somebody already flattened, line by line, to a Page.

Every Block is a span of the text as given. A line is a Block, but for pieces that a lost line break ran together, which
are parted, and for paragraphs wrapped at a fixed width, which are joined.
"""

import re
from bisect import bisect_right
from collections import Counter

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Markup, Meta, Page
from tearsheet.page.collapsed import uncollapsed
from tearsheet.page.fragments import mended
from tearsheet.page.gathering import gathered
from tearsheet.page.glued import CREDIT_START, parted
from tearsheet.page.lineshapes import blocks_of
from tearsheet.page.place import Elements, Place
from tearsheet.page.textlines import Lines, read_lines
from tearsheet.page.textsigns import SITE_DIVIDERS, holds
from tearsheet.page.unwrap import joined

__all__ = ["CREDIT_START", "read_text"]

_SITE_SUFFIX = re.compile(r"\s(?:[-–—|·]|::)\s+(?P<site>[^\s|–—-](?:[^|–—\n]{0,40}?[^\s|–—-])?)\s*\Z")
_LONGEST_SUFFIX = 60
_COPYRIGHT = re.compile(r"©|\((?:c|photo|foto|bild)\b", re.IGNORECASE)


def read_text(capture: Capture, text: str, limits: Limits, deadline: Deadline) -> Page:
    """Read flat text into Blocks.

    Args:
        capture: where the text comes from.
        text: the decoded text; the places of the Blocks index it.
        limits: ``nodes`` bounds the lines that are read.
        deadline: when to give up.

    Raises:
        LimitError: the deadline passed.
    """
    lines, more = read_lines(text, limits.nodes, deadline)
    warnings = (f"only the first {limits.nodes} lines of the capture are read",) if more else ()
    lines = uncollapsed(lines, len(text))
    site = _site_name(lines, text)
    lines = parted(lines, text, site.value if site else None)
    deadline.check()
    lines, kinds = gathered(lines, text)
    lines = mended(joined(lines))
    deadline.check()
    return Page(
        capture=capture,
        blocks=tuple(blocks_of(lines, text, capture.url, deadline, kinds)),
        elements=Elements(),
        markup=Markup(base=capture.url, items=(site,) if site else ()),
        text=text,
        warnings=warnings,
    )


def _site_name(lines: Lines, text: str) -> Meta | None:
    """The name that several lines end with, behind a dash or bar."""
    found: Counter[str] = Counter()
    where: dict[str, int] = {}
    dividers = [divider for divider in SITE_DIVIDERS if holds(text, divider)]
    for number in sorted({line for divider in dividers for line in _ending_behind(divider, lines, text)}):
        line = lines.text[number]
        match = _SITE_SUFFIX.search(line[-_LONGEST_SUFFIX:])
        # Photographers stand behind a bar as well.
        if match and len(line) > len(match[0]) + 1 and not _COPYRIGHT.search(line[-160:]):
            found[match["site"]] += 1
            where.setdefault(match["site"], lines.end[number] - len(match[0]) + match.start("site") - match.start())
    if not found:
        return None
    site, times = max(found.items(), key=lambda item: (item[1], -where[item[0]]))
    if times < 2 or len(site.split()) > 5:
        return None
    return Meta("site name", site, Place("span", start=where[site], end=where[site] + len(site)))


def _ending_behind(divider: str, lines: Lines, text: str) -> set[int]:
    """Lines that hold a divider near their end."""
    found: set[int] = set()
    at = text.find(divider)
    while at >= 0:
        number = bisect_right(lines.start, at) - 1
        if number >= 0 and 0 < lines.end[number] - at <= _LONGEST_SUFFIX:
            found.add(number)
        at = text.find(divider, at + 1)
    return found
