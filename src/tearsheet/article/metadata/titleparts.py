"""A title taken apart at its separators: without the outlet's name, and the parts that may be all of it.

Which part of "A - B | C" is the title no page says outright; what other places call the page tells.
"""

import html
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tearsheet.article.metadata.site import is_site_name, outlet_part
from tearsheet.article.metadata.wording import clean, fold, words
from tearsheet.making import maker
from tearsheet.remembered import remembered

__all__ = ["Part", "parts", "printed", "title_key", "without_site"]

_LONGEST = 1_000
_MOST_CUTS = 12
_UNSPACED = "\u0e00-\u0eff\u2e80-\ud7ff\uf900-\uffef"
_CUT = re.compile(
    r"\s+[-‐–—―~/:∙←>]{1,3}\s+|\s*(?:[|│¦ㅣ｜＿•·]|::)+\s*|\s+[»«›‹](?:\s+|(?=\w))|»\s+|(?<=\w)[-–—]\s+|：\s*"
    rf"|\s+[-–—](?=\w)|(?<=[{_UNSPACED}])[-_](?=\S)|(?<=\S)[-_](?=[{_UNSPACED}])|-(?=[^-\s]{{2,30}}\Z)"
)
_BAR = re.compile(r"[|│¦ㅣ｜＿_•·»«›‹>]|::")
_LETTER = re.compile(r"[^\W\d_]")
_COLON = re.compile(r"[:：/]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|[lr]aquo);")
_ENDS = re.compile(r"\A(?:[|│¦›/:]\s+)+|(?:\s+[|│¦‹«/–—-]|\s*[|│¦])+\Z")
"""Separators that part the title from nothing."""

_ANCHOR = re.compile(r"(?:\s*[¶🔗⚓\ufe0e\ufe0f\ue000-\uf8ff]|\s+[#§])+\Z|\A[\s🔗⚓\ufe0e\ufe0f\ue000-\uf8ff]+")
"""What documentation hangs on its headings to link to them, and what icon fonts draw."""
_ANCHORED = re.compile(r"[¶🔗⚓\ufe0e\ufe0f\ue000-\uf8ff#§]")
"""A character of it, at one of the ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what a place states, that may be the title.

    Attributes:
        text: the part.
        name: ``""`` for all but the outlet's name, ``"head"`` for what stands before a bar, ``"dash head"`` before a
            dash, ``"tail"`` for the end that another place states too.
    """

    text: str
    name: str


_make_part = maker(Part)


def printed(text: str) -> str:
    """A heading as its author means it: without the sign that links to it, and references that were escaped twice read.

    What stands for an angle bracket stays: a page about markup prints it.
    """
    text = " ".join(text[:_LONGEST].split())
    if "&" in text:
        text = " ".join(_REFERENCE.sub(lambda found: html.unescape(found[0]), text).split())
    if _ANCHORED.search(text[:1] + text[-1:]):
        text = _ANCHOR.sub("", text)
    return _ENDS.sub("", text).strip() if text[:1] in "|│¦›/:" or text[-1:] in "|│¦‹«/–—-" else text.strip()


@remembered(2_000)
def title_key(text: str) -> str:
    """A form that is equal for titles which differ in case, punctuation, tags and white space alone."""
    return " ".join(words(clean(text))) or fold(text)


def parts(text: str, names: Sequence[str], url: str | None, others: Collection[str]) -> list[Part]:
    """The parts of a statement that may be the title, the likeliest first.

    Args:
        text: what a place states.
        names: what the outlet is called.
        url: address of the page.
        others: keys of what else the page calls itself, and of its headings.
    """
    cuts = _cuts(text)
    if not cuts:
        return [_make_part(text, "")]
    for cut in reversed(cuts):
        # The longest beginning that stands elsewhere too is the whole title.
        head = text[: cut.start()].strip()
        if title_key(head) in others and _is_title(head, names, url):
            return [_make_part(head, ""), *_tail(text, cuts[-1:], others, names, url)]
    start, end = _without_outlet(text, cuts, names, url)
    found = [_make_part(text[start:end].strip() or text, "")]
    bars = [cut for cut in cuts if _BAR.search(cut[0])]
    dashes = [cut for cut in cuts if not _COLON.search(cut[0])]
    if bars and (head := text[start : bars[0].start()].strip()):
        found.append(_make_part(head, "head"))
    elif dashes and (head := text[start : dashes[-1].start()].strip()):
        found.append(_make_part(head, "dash head"))
    found += _tail(text[:end], cuts, others, names, url)
    return found


def without_site(text: str, names: Sequence[str], url: str | None) -> str:
    """A title without the outlet's name before or behind it.

    Args:
        text: the title.
        names: what the outlet is called.
        url: address of the page.
    """
    start, end = _without_outlet(text, _cuts(text), names, url)
    return text[start:end].strip() or text


def _without_outlet(text: str, cuts: list[re.Match[str]], names: Sequence[str], url: str | None) -> tuple[int, int]:
    """Start and end of what is left of a text when the outlet's name is off; the cuts there are taken out."""
    start, end = 0, len(text)
    while cuts and outlet_part(text[cuts[-1].end() : end], names, url):
        end = cuts.pop().start()
    while cuts and outlet_part(text[start : cuts[0].start()], names, url):
        start = cuts.pop(0).end()
    if not _LETTER.search(text, start, end):
        return 0, len(text)
    return start, end


def _is_title(text: str, names: Sequence[str], url: str | None) -> bool:
    return bool(text) and not is_site_name(text, names, url)


def _tail(
    text: str, cuts: Sequence[re.Match[str]], others: Collection[str], names: Sequence[str], url: str | None
) -> list[Part]:
    for cut in cuts:
        tail = text[cut.end() :].strip()
        if title_key(tail) in others and _is_title(tail, names, url):
            return [_make_part(tail, "tail")]
    return []


def _cuts(text: str) -> list[re.Match[str]]:
    """Where a title may be taken apart: its last separators."""
    if len(text) > _LONGEST:
        return []
    quoted = ("«" in text and "»" in text) or ("‹" in text and "›" in text)
    cuts = [
        cut
        for cut in _CUT.finditer(text)
        if cut.start() > 0 and cut.end() < len(text) and not (quoted and not _QUOTES.isdisjoint(cut[0]))
    ]
    return cuts[-_MOST_CUTS:]


_QUOTES = frozenset("«»‹›")
