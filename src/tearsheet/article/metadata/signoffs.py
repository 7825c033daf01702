"""What stands at the end of an article and says who wrote it: "(ab)", "dpa/kmü", "Reporting by ...", "Texte: ...".

Agencies sign with their name, writers with a name, with initials or with the letters of their login.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tearsheet.article.metadata.bylinewords import (
    AND_PICTURES,
    CHINESE_SURNAMES,
    SOURCE,
    find_opening,
    find_verbal_opening,
    is_collective,
)
from tearsheet.article.metadata.declared import Clue, Declared, make_clue
from tearsheet.article.metadata.namekinds import is_agency, is_cased, looks_like_name
from tearsheet.article.metadata.names import split_byline
from tearsheet.article.metadata.wording import fold
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import BODY_ROLES, Role
from tearsheet.remembered import remembered

__all__ = ["SIGN_OFF", "initials_agree", "is_initials", "is_supply", "sign_offs"]

SIGN_OFF = "visible sign-off"
"""How the kinds of these places begin: "worded", "agency", "agency and initials", "names" or "initials" follows, with
"bare" before the last two where nothing but the shape of a line tells it."""

_AFTER = 4
"""So many Blocks behind the text may sign it."""

_LONGEST, _LONGEST_WORDED, _TAIL = 60, 240, 320
_MOST_PARTS = 8
_IDLE_PART = 40
"""Characters of a part that says nothing known; of more it is a sentence of the text."""

_SENTENCE_END = r"[.!?…。！？｡:\"“”»«’'」』)\]）】]"
_OPEN, _CLOSE = "([（【〔［<＜", ")]）】〕］>＞"

_ELSEWHERE = frozenset({Role.NAVIGATION, Role.SHARE, Role.CALL_TO_ACTION, Role.RELATED})
_BRACKETED = re.compile(
    rf"(?<={_SENTENCE_END})\s*[{re.escape(_OPEN)}](?P<inner>[^{re.escape(_OPEN + _CLOSE)}]{{1,240}})"
    rf"[{re.escape(_CLOSE)}]\s?[.。]?\Z"
)
_PARTED = re.compile(
    rf"(?<={_SENTENCE_END})\s*(?P<mark>[/／|•■]|[-–—―]{{1,2}}|\n|\s)\s?(?P<inner>[^\s.!?。！？/／|][^.!?。！？]{{0,40}})\Z"
)
_CLOSING, _STOPS = frozenset(_CLOSE), frozenset(".!?。！？")
_BETWEEN = re.compile(r"[.!?…”\"“»’'\n][\s(（\[–—-]{1,4}")
"""Between two sentences, the second of which may stand in brackets."""

_DOTTED = re.compile(rf"(?<={_SENTENCE_END})(?P<mark>\s)(?P<inner>(?:[^\W\d_]\.\s?){{2,3}})\Z")
_REPORTED = re.compile(
    r"(?:reporting|report|written|writing|words|compiled|interview)\s+(?:and\s+(?:writing|photos?|photographs)\s+)?by\s"
    r"|(?:reportage|rédigé|écrit|recueilli)\s+(?:de|par)\s|(?:reportes?|reporte|información|redacción|escrito)\s+(?:de|por)\s"
    r"|(?:reportagem|redação|redigido|texto)\s+(?:de|por)\s|(?:servizio|testo|articolo)\s+di\s|a cura di\s"
    r"|(?:bericht|geschrieben|verfasst|bearbeitet|aufgezeichnet|protokoll|protokolliert|zusammengestellt|übertragen)\s+"
    r"(?:von|durch)\s"
    r"|(?:bewerkt|geschreven)\s+door\s|(?:opracował\w?|oprac\.|przygotował\w?|zredagował\w?)\s"
    r"|(?:материал\s+)?(?:подготовил|написал|подготувала?|підготува(?:в|ла))а?\s",
    re.IGNORECASE,
)
"""What a sentence of an agency's or a desk's sign-off begins with."""

_LABELLED = re.compile(
    r"(?:texte?s?|texter|textos?|test[oi]|tekst(?:as|i)?|words|story|bericht|protokoll|reportage|autor(?:in|en|a|es)?"
    rf"|author|auteur|autore|журналист|текст|автор[иы]?|文字?|글|작성|취재){AND_PICTURES}?\s*[:：=＝]\s*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:additional |further |zusätzliche )?(?:edit|photo|graphic|illustrat|translat|fact|product|additional|produced|"
    r"bewerkt|redigi|redakt|übers|foto|bild|grafik|version|édit|trad|infograph|edic|edit|revis|edizion|montag|edycja|"
    r"ред|перевод|фото|переклад|編集|写真|撮影|编辑|編輯|责编|責編|責任|责任|翻译|翻譯|审核|校对|图|圖|사진|편집)",
    re.IGNORECASE,
)
"""How a part begins that names people who did something else."""

_SUPPLIED = re.compile(
    r"(?:(?:mit|unter verwendung von|aus)\s+"
    r"(?:\w{0,20}(?:material|informationen|inhalten?|meldungen|angaben|texten|beiträgen)\s+)?"
    r"(?:(?:von|der|des|aus)\s+)*"
    r"|with\s+(?:(?:additional\s+)?(?:reporting|reports|inputs?|files|information|material|agency inputs?)\s+"
    r"(?:from|by)\s+(?:the\s+)?)?"
    r"|(?:additional\s+)?(?:reporting|inputs?|files)\s+from\s+"
    r"|avec\s+(?:l['’]\s?)?|d['’]après\s+(?:l['’])?|con\s+(?:informaci(?:ón|ones)\s+de\s+)?"
    r"|com\s+(?:informações\s+d[aeo]s?\s+|a\s+)?"
    r"|met\s+(?:medewerking van\s+)?|med\s+(?:stoff fra\s+)?|(?:z|na podstawie)\s+|за\s+матеріалами\s+|"
    r"по\s+материалам\s+"
    r"|\(?[cс]\)\s*|©\s*|copyright\s+|agence[s]?\s*[:：]\s*)",
    re.IGNORECASE,
)
"""What stands before an agency whose material an article holds."""

_CODE = re.compile(r"[^\W\d_]{2,5}|(?:[^\W\d_]\.\s?){1,3}[^\W\d_]\.?|[^\W\d_]\.(?:\s?[^\W\d_]\.?)")
_IDLE = frozenset(
    """ok on off no yes ja nein oui non si top pdf rss faq tag tags mehr more von by par por new neu alt hot app apps ad
    ads anzeige end ende fin fine koniec конец the und and url www com net org tbc tba usa uk eu uno onu nato gmbh inc
    ltd llc foto bild photo video audio map maps info menu help home back next prev print share like tweet email mail
    copy link chat live news sport blog shop login reply edit send tel fax tipp tipps plus pro max min read view see all
    gallery quiz poll teil part est cet gmt pst utc am pm jan feb mar apr may jun jul aug sep oct nov dec ps nb cc by-sa
    cover cookie reset close open save post follow total shares kommentare handout sponsored promo werbung reklame
    unten oben hier dort here there test text name date wiki toc isbn issn doi""".split()
)
"""Short words at the end of a text that are nobody's initials."""

_QUOTES = frozenset("\"“”»«’'」』")
_DESKS = frozenset({"red", "ag", "agt", "agenturen", "nieuws", "desk"})
"""How the people of a newsroom sign together, in short."""

_CJK_SIGN = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}[\s:：]?)(?:记者|記者|通讯员|通訊員|特派員|实习生|實習生)[:：]?|(?:文|글)(?=\s*[/／:：|])"
)
_TITLED = re.compile(r"(?P<name>[\uac00-\ud7a3]{2,4})\s?[\uac00-\ud7a3]{0,4}기자(?:\s+[^\s@]{1,40}@\S{1,60})?\Z")
_UNCASED_NAME = re.compile(
    r"[\u3400-\u9fff々]{2,4}|[\uac00-\ud7a3]{2,4}|(?:[^\W\d_\u3400-\u9fff\uac00-\ud7a3]|[ ・·.\u0300-\u0e7f]){2,30}"
)
_WITH_PICTURES = re.compile(r"\s文[/／][摄攝图圖片影]{1,3}\Z")
_PICTURED = re.compile(r"[/／]\s*[摄攝图圖片影]{1,2}\Z")
_PIECES = re.compile(r"\s*[;；]\s*|\s(?=通讯员|通訊員|实习生|實習生|记者|記者)|(?<=[^\W\d_]{3}[.。])\s+|\s+\|\s+")
_COMMA = re.compile(r"[,，、]\s*")
_JOINED = re.compile(r"\s*[,/&+]\s*|\s+(?:und|and|et|y|e|en|och|og|i|и|та)\s+")
_ARTICLE = re.compile(r"\A(?:der|the|la|l['’]|die|de|da|do)\s+", re.IGNORECASE)
_CODES = re.compile(r"\s*[/／,;&+]\s*")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}\Z")
_ENDS = frozenset({"완", "끝", "完", "了", "终", "終"})


@dataclass(frozen=True, slots=True)
class _Signed:
    """Who signs, and how: the last word of the kind of place."""

    names: tuple[str, ...]
    how: str


@remembered(2_000)
def is_initials(name: str) -> bool:
    """Whether a name is only initials, or the few letters that a writer signs with: "J. D.", "ab", "KMÜ"."""
    name = name.strip()
    if _CODE.fullmatch(name) is None or not is_cased(name):
        return False
    letters = [c for c in name if c.isalpha()]
    if "." in name:
        return len(letters) <= 4 and all(map(str.isupper, letters))
    return (name.islower() and len(letters) <= 4) or (name.isupper() and len(letters) <= 3)


def initials_agree(initials: str, name: str) -> bool:
    """Whether initials can be short for a name: each word of it gives its first letters, or none."""
    code = [c for c in fold(initials) if c.isalpha()]
    parts = [word for word in re.split(r"[\s-]+", fold(name)) if word[:1].isalpha()]
    if len(code) < 2 or not 2 <= len(parts) <= 5 or len(code) > 6:
        return False
    return any(_spells(code, order) for order in (parts, parts[::-1]))


def _spells(code: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether letters are the beginnings of words, in their order."""
    reached = {0}
    for word in parts:
        for start in tuple(reached):
            end = start
            while end < len(code) and end - start < len(word) and word[end - start] == code[end]:
                end += 1
                reached.add(end)
    return len(code) in reached


def sign_offs(
    declared: Declared, sure: Callable[[str], bool], beside: Callable[[Block], bool]
) -> Iterator[tuple[str, list[Clue]]]:
    """Who signs an article at its end: the kind of place, and a clue for each name.

    Args:
        declared: the page, with the roles of its Blocks.
        sure: tells whether a text is likely to be a name where nothing but its shape tells.
        beside: tells whether a Block stands beside the article.
    """
    blocks = declared.blocks
    last = next((b.block for b in reversed(blocks) if b.role in BODY_ROLES and len(b.text) > _LONGEST), -1)
    if last < 0:
        return
    seen: set[str] = set()
    for block in blocks[max(0, last - 1) : last + _AFTER]:
        if not block.text or block.kind in (Kind.HEADING, Kind.CODE, Kind.TABLE) or beside(block):
            continue
        signed = _of_line(block, last, sure)
        if signed is None and block.role in BODY_ROLES:
            signed = _of_tail(block.text[-_TAIL:], sure)
        if signed is not None and signed.how not in seen:
            seen.add(signed.how)
            kind = f"{SIGN_OFF} {signed.how}"
            yield kind, [make_clue(name, block.text[-_TAIL:], kind, block.place) for name in signed.names]


def is_supply(text: str) -> bool:
    """Whether a line says whose material an article holds: "Mit Material von dpa"."""
    supplied = _SUPPLIED.match(text)
    return supplied is not None and bool(_agencies(text[supplied.end() :]))


def _of_line(block: Block, last: int, sure: Callable[[str], bool]) -> _Signed | None:
    """Who a line of its own names."""
    text = block.text.strip()
    if len(text) > _LONGEST_WORDED or text.endswith(":"):
        return None
    inner = text
    if text[0] in _OPEN and text.rstrip(".。")[-1:] in _CLOSE:
        inner = text.rstrip(".。")[1:-1]
    inner = inner.strip().lstrip("-–—―/／|•■ ").strip()
    signed = _worded(inner)
    if signed is not None or len(text) > _LONGEST or block.block < last:
        return signed
    signed = _coded(inner)
    if signed is not None and signed.how.startswith("agency") and not block.links:
        return signed
    if block.links or (block.role in _ELSEWHERE and inner == text):
        return None
    signed = signed or _named(inner, sure)
    if signed is None and len(inner) <= 40 and is_collective(inner) and not _OTHERS.match(inner):
        return _Signed((inner,), "names")
    if signed is None or inner != text or "/" in text:
        return signed
    if find_opening(inner):
        return _Signed(signed.names, "worded")
    # Nothing but their shape tells such lines from those of menus.
    return _Signed(signed.names, f"bare {signed.how}") if signed.how == "names" or block.block == last + 1 else None


def _of_tail(text: str, sure: Callable[[str], bool]) -> _Signed | None:
    """Who the end of the last paragraph names."""
    text = text.rstrip()
    # A look at the last characters spares most paragraphs the search.
    bracket = None if _CLOSING.isdisjoint(text[-3:]) else _BRACKETED.search(text)
    if bracket is not None:
        inner = bracket["inner"].strip()
        # Behind a quotation a name is that of who said it.
        quoted = text[: bracket.start()].rstrip()[-1] in _QUOTES
        return _worded(inner) or _coded(inner) or (None if quoted else _named(inner, sure))
    for end in _BETWEEN.finditer(text):
        if _REPORTED.match(text, end.end()):
            return _worded(text[end.end() :].rstrip(")]）"))
    parted = None
    if text[-1:] == "." and (text[-3:-2] == "." or text[-3:-2].isspace()):
        parted = _DOTTED.search(text)
    elif text[-1:] not in _STOPS:
        parted = _PARTED.search(text)
    if parted is None:
        return None
    inner, mark = parted["inner"].strip(), parted["mark"]
    signed = _coded(inner)
    if signed is None:
        signed = _worded(inner) if len(inner) > 4 else None
        labelled = signed is not None and (signed.how == "agency" or _LABELLED.match(inner) is not None)
        return signed if mark.strip() or labelled else None
    # Behind a space alone a word may be the rest of a sentence.
    if (
        mark.isspace()
        and mark != "\n"
        and not signed.how.startswith("agency")
        and "/" not in inner
        and "." not in inner
    ):
        return None
    return signed


def _worded(text: str) -> _Signed | None:
    """Who is named by the words around the names."""
    authors: list[str] = []
    agencies: list[str] = []
    worded = False
    if titled := _TITLED.match(text):
        return _Signed((titled["name"],), "worded")
    for part in _parts(text):
        if _PICTURED.search(part):
            continue
        opening = _REPORTED.match(part) or _LABELLED.match(part) or _by(part)
        if opening is not None:
            rest = part[opening.end() :]
            names = split_byline(rest)
            if names and all(map(_is_somebody, names)) and len(rest) <= 40 + 2 * sum(map(len, names)):
                worded = True
                authors += names
            continue
        supplied = SOURCE.match(part) or _SUPPLIED.match(part)
        if supplied is not None and not _OTHERS.match(part):
            agencies += _agencies(part[supplied.end() :])
        elif len(part) > _IDLE_PART and not _OTHERS.match(part):
            return None
    if worded:
        return _Signed(tuple(dict.fromkeys(authors)), "worded")
    return _Signed(tuple(dict.fromkeys(agencies)), "agency") if agencies else None


def _is_somebody(name: str) -> bool:
    """Whether what words lead in can be somebody's name."""
    if is_initials(name) or is_agency(fold(name)):
        return True
    return looks_like_name(name) and (is_cased(name) or _UNCASED_NAME.fullmatch(name) is not None)


def _parts(text: str) -> list[str]:
    """The parts of a sign-off, each about one thing that people did."""
    text = _WITH_PICTURES.sub("", text)
    pieces = _PIECES.split(text)
    parts: list[str] = []
    for piece in pieces[:_MOST_PARTS]:
        start = 0
        for comma in _COMMA.finditer(piece):
            if _REPORTED.match(piece, comma.end()) or _OTHERS.match(piece, comma.end()):
                parts.append(piece[start : comma.start()])
                start = comma.end()
        parts.append(piece[start:])
    return [part.strip(" .") for part in parts]


def _by(part: str) -> re.Match[str] | None:
    """The opening of a byline, where it is not of those who did something else."""
    if _OTHERS.match(part):
        return None
    return _CJK_SIGN.match(part) or find_verbal_opening(part)


def _agencies(text: str) -> list[str]:
    """The agencies of a list, when all that it names are such."""
    names = [name.strip(" .()") for name in _JOINED.split(text)]
    names = [_ARTICLE.sub("", name) for name in names if name]
    return names if 0 < len(names) <= 5 and all(is_agency(fold(name)) for name in names) else []


def _coded(text: str) -> _Signed | None:
    """Agencies and initials alone, such as "dpa/kmü" or "(AFP)"."""
    if fold(text) in _ENDS:
        return None
    if is_agency(fold(text)):
        return _Signed((text,), "agency")
    parts = [part.strip(" .") if part.count(".") < 2 else part.strip() for part in _CODES.split(text)]
    parts = [part for part in parts if part]
    if not 1 <= len(parts) <= 6:
        return None
    agencies = [part for part in parts if is_agency(fold(part))]
    initials = [
        part
        for part in parts
        if part not in agencies and is_initials(part) and fold(part) not in _IDLE and fold(part) not in _DESKS
    ]
    rest = [part for part in parts if part not in agencies and part not in initials]
    if any(not is_collective(part) and fold(part) not in _DESKS for part in rest):
        return None
    if not agencies and (not initials or len(initials) < len(parts) - 1):
        return None
    names = tuple(dict.fromkeys(part for part in parts if part in agencies or part in initials))
    return _Signed(names, "agency and initials" if agencies and initials else "agency" if agencies else "initials")


def _named(text: str, sure: Callable[[str], bool]) -> _Signed | None:
    """Full names alone."""
    if not 2 <= len(text) <= 40 or any(map(str.isdigit, text)) or _OTHERS.match(text):
        return None
    if not is_cased(text):
        return _Signed((text,), "names") if _HAN_NAME.match(text) and text[0] in CHINESE_SURNAMES else None
    names = split_byline(text)
    solid = len("".join(names)) >= 0.6 * len(text.replace(" ", ""))
    return _Signed(tuple(names), "names") if names and solid and all(map(sure, names)) else None
